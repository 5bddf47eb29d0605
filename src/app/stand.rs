//! A stand for tests: a small book made by hand, and a session driven by key strings. No clock, no file.

mod told;
mod written;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, date};

use super::effect::Effect;
use super::event::{Event, News, Size};
use super::frame::frame;
use super::key::Key;
use super::meeting::Topic;
use super::session;
use super::start::Start;
use super::update::{press, update};
use super::view::{Block, Body, ChoiceRow, Frame, Geometry, Journey, MapList, Overlay, Picker};
use crate::journey::book::Cohort;
use crate::journey::{
    Action, ActionStatus, Binding, Book, Choice, Column, Counts, Evidence, EvidenceKind, Finding, Map, Note, Noun,
    Objective, PainPoint, PainStatus, Persona, Promise, Rule, Segment, Source, SourceReport, Stage, Touchpoint, When,
};
use crate::metric::{Grain, Measure, Series};
use crate::source::settings::Settings;

pub(super) use told::{told, words};
pub(super) use written::{WRITTEN, check, draft, read, shelf};

pub(super) const LABEL: &str = "airport/journey.toml";

pub(super) fn binding(metric: &str, column: &str) -> Binding {
    Binding::implied_by("survey", metric, Column::Own(column.to_owned())).written_at(1)
}

pub(super) fn touchpoint(id: &str, name: &str, metrics: &[&str]) -> Touchpoint {
    let metrics = metrics.iter().map(|metric| binding(metric, id)).collect();
    Touchpoint { id: id.to_owned(), name: name.to_owned(), metrics, ..Touchpoint::default() }
}

pub(super) fn stage(id: &str, name: &str, touchpoints: Vec<Touchpoint>) -> Stage {
    Stage { id: id.to_owned(), name: name.to_owned(), touchpoints, ..Stage::default() }
}

pub(super) fn pain(id: &str, text: &str, severity: u8, status: PainStatus) -> PainPoint {
    let evidence = Evidence {
        kind: EvidenceKind::Survey,
        reference: Some("2017 comments".to_owned()),
        n: Some(41),
        date: Some(date(2017, 6, 1)),
        position: 1,
        ..Evidence::default()
    };
    PainPoint {
        id: id.to_owned(),
        text: text.to_owned(),
        severity: Some(severity),
        status,
        owner: Some("Terminal shops".to_owned()),
        evidence: vec![evidence],
        ..PainPoint::default()
    }
}

pub(super) fn note(id: &str, text: &str, date: Date) -> Note {
    let by = Some("dl".to_owned());
    Note { id: id.to_owned(), text: text.to_owned(), date: Some(date), by, ..Note::default() }
}

/// Three stages with seven touchpoints, an objective, two personas, notes, pain points and actions.
pub(super) fn map() -> Map {
    let food = Touchpoint {
        channel: Some("in person".to_owned()),
        does: Some("looks for something quick".to_owned()),
        thinks: Some("Eighteen dollars for a sandwich?".to_owned()),
        feels: Some("resigned".to_owned()),
        emotion: Some(-1),
        is_moment_of_truth: true,
        pains: vec![
            pain("hours", "nothing open before 5 am", 3, PainStatus::Planned),
            pain("menus", "menus only in English", 5, PainStatus::Fixed),
            pain("prices", "prices well above the city's", 4, PainStatus::Open),
        ],
        notes: vec![
            note("1", "heard it again", date(2018, 1, 9)),
            note("2", "asked for noon staffing", date(2018, 6, 1)),
        ],
        actions: vec![Action {
            id: "order".to_owned(),
            text: "order ahead from the queue".to_owned(),
            status: ActionStatus::Planned,
            owner: Some("Mo".to_owned()),
            shipped: None,
            due: Some(date(2018, 9, 1)),
            promise: Some(Promise {
                metric: "csat".to_owned(),
                from: Some(54.0),
                to: Some(60.0),
                by: Some(date(2019, 6, 30)),
            }),
            mends: vec!["prices".to_owned()],
            evidence: Vec::new(),
        }],
        ..touchpoint("food", "Restaurants", &["csat", "sentiment"])
    };
    let arrive = vec![touchpoint("road", "Roads", &["csat"]), touchpoint("park", "Parking", &["csat"])];
    let wait = vec![touchpoint("art", "Art", &["csat"]), food, touchpoint("shop", "Shops", &["csat"])];
    let leave = vec![touchpoint("bus", "Bus", &["visits"]), touchpoint("taxi", "Taxi", &[])];
    Map {
        title: "Flying from SFO".to_owned(),
        objective: Some("Passengers reach the gate calm".to_owned()),
        target: Some(Objective {
            metric: "nps".to_owned(),
            baseline: Some(20.0),
            baseline_period: None,
            target: 45.0,
            by: Some(date(2019, 5, 31)),
        }),
        reviewed: Some(date(2018, 6, 1)),
        // Its last year is over.
        as_of: Some(date(2019, 1, 1)),
        review_every: Some(90),
        personas: vec![
            Persona {
                id: "dana".to_owned(),
                name: "Dana".to_owned(),
                quote: Some("I just want to sit".to_owned()),
                segment: Segment { choices: vec![Choice { column: "area".to_owned(), values: vec!["B".to_owned()] }] },
                ..Persona::default()
            },
            Persona { id: "lee".to_owned(), name: "Lee".to_owned(), ..Persona::default() },
        ],
        metric_definitions: vec![crate::metric::Metric {
            id: "visits".to_owned(),
            name: "Visits".to_owned(),
            kind: crate::metric::Kind::Count,
            unit: String::new(),
            direction: crate::metric::Direction::HigherIsBetter,
            range: None,
            steady: None,
        }],
        sources: vec![Source {
            id: "survey".to_owned(),
            file: "responses.csv".to_owned(),
            time: Some("year".to_owned()),
            ..Source::default()
        }],
        stages: vec![
            Stage { when: Some(When::Before), ..stage("arrive", "Getting there", arrive) },
            Stage {
                when: Some(When::During),
                customer_goal: Some("spend the time well".to_owned()),
                notes: vec![note("1", "it is loud at noon", date(2018, 2, 2))],
                ..stage("wait", "Waiting", wait)
            },
            stage("leave", "Leaving", leave),
        ],
        notes: vec![note("1", "drawn in a workshop", date(2016, 3, 3))],
        metrics: vec![binding("nps", "nps")],
        ..Map::default()
    }
}

/// Answers of one year: `n_good` of `good` and `n_bad` of `bad`.
fn answers(series: &mut Series, measure: &Measure, year: i16, (good, n_good): (f64, u32), (bad, n_bad): (f64, u32)) {
    for (value, n) in [(good, n_good), (bad, n_bad)] {
        for _ in 0..n {
            assert!(series.add(date(year, 1, 1), measure, value));
        }
    }
}

/// Everyone's and Dana's answers to the bindings of [`map`].
pub(super) fn counts(map: &Map) -> Counts {
    let series = map.bindings().map(|(at, binding)| {
        let measure = map.measure(binding).expect("a known metric");
        let (mut all, mut hers) = (Series::new(Grain::Year), Series::new(Grain::Year));
        let mut both = |year, good, bad| answers(&mut all, &measure, year, good, bad);
        match (binding.metric.as_str(), at.id_of(Noun::Touchpoint)) {
            ("nps", _) => {
                both(2017, (10.0, 150), (0.0, 50));
                both(2018, (10.0, 120), (0.0, 80));
            }
            ("csat", Some("food")) => {
                both(2016, (5.0, 70), (1.0, 30));
                both(2017, (5.0, 150), (1.0, 50));
                both(2018, (5.0, 108), (1.0, 92));
                answers(&mut hers, &measure, 2018, (5.0, 3), (1.0, 1));
            }
            ("csat", Some("shop")) => both(2018, (5.0, 3), (1.0, 1)),
            ("csat", Some("art")) => {
                both(2017, (5.0, 140), (1.0, 60));
                both(2018, (5.0, 138), (1.0, 62));
                answers(&mut hers, &measure, 2018, (5.0, 40), (1.0, 10));
            }
            ("csat", _) => both(2018, (5.0, 180), (1.0, 20)),
            ("sentiment", _) => both(2018, (0.5, 40), (-0.75, 60)),
            ("visits", _) => both(2018, (1.0, 30), (1.0, 10)),
            ("conversion", _) => {}
            (metric, place) => unreachable!("{metric} at {place:?}"),
        }
        vec![all, hers]
    });
    Counts {
        series: Arc::new(series.collect()),
        cohorts: vec![
            Cohort::default(),
            Cohort { persona: Some("dana".to_owned()), segment: map.personas[0].segment.clone() },
        ],
        sources: vec![SourceReport { id: "survey".to_owned(), rows: 2_700, used: 2_650, ..SourceReport::default() }],
        is_complete: true,
        ..Counts::default()
    }
}

pub(super) fn book() -> Book {
    let map = map();
    Book { counts: counts(&map), map, ..Book::default() }
}

pub(super) fn finding(rule: &'static Rule, message: &str) -> Finding {
    Finding {
        rule,
        message: message.to_owned(),
        help: Some("close the quote".to_owned()),
        file: LABEL.to_owned(),
        line: 12,
        column: 5,
        excerpt: None,
        address: None,
    }
}

/// A session driven by key strings.
pub(super) struct Session {
    pub(super) inner: session::Session,
    pub(super) effects: Vec<Effect>,
    /// The texts of the maps, as orders leave them.
    pub(super) disk: BTreeMap<String, String>,
    /// What was read last of each map.
    read: BTreeMap<String, Arc<Book>>,
}

impl Session {
    /// One map, opened straight into.
    pub(super) fn single(book: Book) -> Self {
        let mut session = Self::start(&[LABEL], true);
        session.load(LABEL, book);
        session.effects.clear();
        session
    }

    /// A list of maps that are not read yet.
    pub(super) fn start(maps: &[&str], is_single: bool) -> Self {
        Self::start_in(maps, is_single, None)
    }

    /// As [`Self::start`], with a standup that begins as soon as its map is read.
    pub(super) fn start_in(maps: &[&str], is_single: bool, standup: Option<Topic>) -> Self {
        let (inner, effects) = session::Session::new(Start {
            only: Segment::default(),
            folder: "maps".to_owned(),
            maps: maps.iter().map(|label| (*label).to_owned()).collect(),
            is_proposal: false,
            tables: Vec::new(),
            is_single,
            settings: Settings::default(),
            findings: Vec::new(),
            settings_file: "settings.toml".to_owned(),
            today: date(2018, 12, 1),
            size: Size::new(120, 40),
            standup,
            is_printed: false,
            is_recalled: false,
        });
        Self { inner, effects, disk: BTreeMap::new(), read: BTreeMap::new() }
    }

    /// Lets something happen; returns what it asks for.
    pub(super) fn act(&mut self, event: Event) -> Vec<Effect> {
        update(&mut self.inner, event)
    }

    pub(super) fn news(&mut self, news: News) {
        let effects = update(&mut self.inner, Event::News(news));
        self.perform(effects);
    }

    /// Counts again what is asked for again; all else is noted.
    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let again = match &effect {
                Effect::Recount { map, .. } => self.read.get(map).map(|book| (map.clone(), Arc::clone(book))),
                _ => None,
            };
            self.effects.push(effect);
            if let Some((map, book)) = again {
                self.news(News::Loaded { map, book });
            }
        }
    }

    pub(super) fn load(&mut self, label: &str, book: Book) {
        self.read.insert(label.to_owned(), Arc::new(book.clone()));
        self.news(News::Loaded { map: label.to_owned(), book: Arc::new(book) });
    }

    pub(super) fn draw(&mut self, geometry: Geometry) {
        self.news(News::Drawn(geometry));
    }

    #[track_caller]
    pub(super) fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys") {
            let effects = press(&mut self.inner, key);
            self.perform(effects);
            // No key comes for a moment, and then it is as late as before.
            let now = self.inner.state.now;
            self.inner.state.pause.due().into_iter().chain([now]).for_each(|age| self.news(News::Clock(age)));
        }
        self
    }

    /// Does nothing lie over the page?
    pub(super) fn is_on_page(&self) -> bool {
        self.inner.top().is_frame()
    }

    pub(super) fn frame(&self) -> Frame {
        frame(&self.inner)
    }

    #[track_caller]
    pub(super) fn journey(&self) -> Journey {
        match self.frame().body {
            Body::Journey(journey) => *journey,
            other => panic!("no journey: {other:?}"),
        }
    }

    #[track_caller]
    pub(super) fn shelf(&self) -> MapList {
        match self.frame().body {
            Body::MapList(rows) => rows,
            other => panic!("no list of maps: {other:?}"),
        }
    }

    #[track_caller]
    pub(super) fn list(&self) -> Picker {
        match self.frame().overlay {
            Some(Overlay::Picker(picker)) => picker,
            _ => panic!("no list is open"),
        }
    }

    /// The rows of the open list that can be chosen.
    #[track_caller]
    pub(super) fn choices(&self) -> Vec<ChoiceRow> {
        let blocks = self.list().page.blocks.into_iter();
        blocks.filter_map(|block| if let Block::Choice(row) = block { Some(row) } else { None }).collect()
    }

    /// Where one is: `Waiting / Restaurants`.
    #[track_caller]
    pub(super) fn place(&self) -> String {
        let journey = self.journey();
        let stage = journey.stages().get(journey.stage_idx).map(|stage| stage.name.to_string());
        let touchpoint = journey.touchpoints().get(journey.touchpoint_idx).map(|own| own.name.to_string());
        [stage, touchpoint].into_iter().flatten().collect::<Vec<_>>().join(" / ")
    }

    pub(super) fn notice(&self) -> String {
        self.inner.state.notice.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

/// Where a painter would say things are.
pub(super) fn geometry() -> Geometry {
    Geometry { page: 10, detail_rows: 8, detail_total: 30, ..Geometry::default() }
}
