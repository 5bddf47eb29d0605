//! A book: a map with its text, its findings and the counts of its sources.
//! Invariant: `counts.series[i]` belongs to the i-th binding of [`Map::bindings`].

use std::collections::HashMap;
use std::sync::Arc;

use super::{Binding, Finding, Losses, Map, Panel, Segment, Stage, Toll, Understood, panel};
use crate::metric::{Series, Together};
use crate::text::numeral::count;

/// Rows of a source that were not used, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why: `bad date`, `missing code`, `out of range`, ...
    pub reason: String,
    /// Was there nothing in the cells? Then nobody gave a wrong answer.
    pub is_blank: bool,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// How many rows (or answers, where it is about a column).
    pub count: u64,
    /// The first line numbers, at most ten.
    pub lines: Vec<u64>,
}

/// The reason of rows of somebody who answered before.
pub(crate) const REPEATED: &str = "duplicate respondent";

/// What a source gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceReport {
    /// The source's id.
    pub id: String,
    /// How many bytes the file has.
    pub n_bytes: u64,
    /// Rows read.
    pub rows: u64,
    /// Rows that gave at least one answer.
    pub used: u64,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// What of that touches its numbers.
    pub losses: Losses,
    /// Why nothing could be read, where that is so.
    pub failed: Option<String>,
    /// How its file was understood; `None` where not even its header was read.
    pub understood: Option<Arc<Understood>>,
}

/// The counts of all bindings for all cohorts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Who is counted apart: everyone first, then each persona that has a segment.
    pub cohorts: Vec<Cohort>,
    /// `series[binding][cohort]`. Books whose texts ask for the same numbers share them.
    pub series: Arc<Vec<Vec<Series>>>,
    /// The people who answer about several touchpoints of a stage, as far as they are counted.
    pub panels: Arc<Vec<Panel>>,
    /// One for each source, in the order of the map.
    pub sources: Vec<SourceReport>,
    /// What the author should know of the sources; the book's own findings end with these.
    pub findings: Vec<Finding>,
    /// Is everything read?
    pub is_complete: bool,
    /// Do all answers count the same although a source says what they weigh? Then the user said so.
    pub is_unweighted: bool,
}

/// Series and panels, as [`Counts`] has them.
type Numbers = (Arc<Vec<Vec<Series>>>, Arc<Vec<Panel>>);

/// What a source is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// All that is counted as fast as it is read.
    Counting,
    /// Everything, how comments feel by their words included: that takes longer than all the rest.
    Scoring,
}

/// A group of rows counted apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// The persona's id; `None` for everyone.
    pub persona: Option<String>,
    /// Which rows.
    pub segment: Segment,
}

/// A map, its text, its findings and its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The text the map was parsed from.
    pub text: Arc<str>,
    /// The map.
    pub map: Map,
    /// What the author should know: of the map, then of its sources.
    pub findings: Vec<Finding>,
    /// The numbers.
    pub counts: Counts,
    /// What keeps its file from being written, where that is known before one tries.
    pub locked: Option<ReadOnly>,
}

/// What keeps a file from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Its own mode, or its owner.
    File,
    /// Its folder, and its own mode.
    Folder,
    /// The file system it is on.
    FileSystem,
}

impl SourceReport {
    /// `100 of 200 rows are repeated`, where rows are left out because their respondent answered before.
    #[must_use]
    pub fn repeated(&self) -> Option<String> {
        let repeated = self.left_out.iter().find(|left| left.column.is_none() && left.reason == REPEATED)?;
        let (n, rows) = (count(repeated.count), count(self.rows));
        Some(format!("{n} of {rows} rows {} repeated", if repeated.count == 1 { "is" } else { "are" }))
    }
}

impl ReadOnly {
    /// In two or three words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::File => "read-only file",
            Self::Folder => "read-only folder and file",
            Self::FileSystem => "read-only file system",
        }
    }
}

impl Book {
    /// The book as its text alone has it: without numbers, and without what the sources gave rise to.
    #[must_use]
    pub fn uncounted(mut self) -> Self {
        self.findings.truncate(self.findings.len().saturating_sub(self.counts.findings.len()));
        self.counts = Counts::default();
        self
    }

    /// The book as a list of maps keeps it: map, text and findings, and of its sources only which failed.
    ///
    /// It has no numbers of its own, and still [`has_numbers_of`](Self::has_numbers_of) what it is given by
    /// [`take_counts`](Self::take_counts).
    #[must_use]
    pub fn folded(&self) -> Self {
        let failed = self.counts.sources.iter().filter(|report| report.failed.is_some());
        let failed = failed.map(|report| SourceReport {
            id: report.id.clone(),
            failed: report.failed.clone(),
            ..SourceReport::default()
        });
        let counts = Counts {
            cohorts: self.counts.cohorts.clone(),
            series: Arc::default(),
            panels: Arc::default(),
            sources: failed.collect(),
            findings: self.counts.findings.clone(),
            is_complete: self.counts.is_complete,
            is_unweighted: self.counts.is_unweighted,
        };
        let (map, findings) = (self.map.clone(), self.findings.clone());
        Self { text: Arc::clone(&self.text), map, findings, counts, locked: self.locked }
    }

    /// Takes over the numbers of a book of another text, with what its sources gave rise to.
    ///
    /// False, and nothing is taken over, where this map asks for other numbers: then they have to be counted.
    #[must_use]
    pub fn take_counts(&mut self, counted: &Self) -> bool {
        let Some((series, panels)) = self.numbers_of(counted) else { return false };
        let Counts { cohorts, sources, findings, is_complete, is_unweighted, .. } = &counted.counts;
        self.findings.extend(findings.iter().cloned());
        self.counts = Counts {
            cohorts: cohorts.clone(),
            series,
            panels,
            sources: sources.clone(),
            findings: findings.clone(),
            is_complete: *is_complete,
            is_unweighted: *is_unweighted,
        };
        true
    }

    /// Are these the numbers of another book, at the same places? Words may differ.
    #[must_use]
    pub fn has_numbers_of(&self, other: &Self) -> bool {
        let (own, others) = (&self.counts, &other.counts);
        Arc::ptr_eq(&own.series, &others.series)
            && Arc::ptr_eq(&own.panels, &others.panels)
            && own.is_complete == others.is_complete
            && own.cohorts == others.cohorts
            && self.map.target == other.map.target
            && is_counted_alike(&self.map, &other.map)
            && is_bound_alike(&self.map, &other.map)
    }

    /// What was left out of what a binding counts.
    #[must_use]
    pub fn toll(&self, binding: &Binding) -> Toll {
        let report = self.counts.sources.iter().find(|report| report.id == binding.source);
        report.map(|report| report.losses.toll(binding, report.rows)).unwrap_or_default()
    }

    /// The series of another book in the order of this map's bindings, which may have moved with their touchpoints, and
    /// its panels.
    fn numbers_of(&self, counted: &Self) -> Option<Numbers> {
        let (map, other, counts) = (&self.map, &counted.map, &counted.counts);
        if !is_counted_alike(map, other) {
            return None;
        }
        let (own, others) = (bindings(map), bindings(other));
        if own == others {
            let is_alike = panel::are_alike(map, other);
            return is_alike.then(|| (Arc::clone(&counts.series), Arc::clone(&counts.panels)));
        }
        // What is bound alike is counted alike, wherever it stands.
        let known: HashMap<&Binding, usize> = others.iter().enumerate().map(|(idx, own)| (*own, idx)).collect();
        let places: Vec<usize> = own.iter().map(|own| known.get(own).copied()).collect::<Option<_>>()?;
        let series = places.iter().map(|place| counts.series.get(*place).cloned()).collect::<Option<Vec<_>>>()?;
        let panels = panel::moved(map, other, &places, &counts.panels)?;
        (own.len() == others.len()).then(|| (Arc::new(series), Arc::new(panels)))
    }
}

impl Counts {
    /// The people of a cohort, of each panel where they can be told.
    #[must_use]
    pub fn together(&self, cohort: usize) -> Vec<Together<'_>> {
        self.panels.iter().filter_map(|panel| panel.together(cohort)).collect()
    }
}

fn bindings(map: &Map) -> Vec<&Binding> {
    map.bindings().map(|(_, binding)| binding).collect()
}

/// Are answers counted in the same way?
fn is_counted_alike(map: &Map, other: &Map) -> bool {
    map.sources == other.sources
        && map.metric_definitions == other.metric_definitions
        && segments(map).eq(segments(other))
}

/// Do the same stages, touchpoints and places to consult, one by one, have the same bindings?
fn is_bound_alike(map: &Map, other: &Map) -> bool {
    let touchpoints = |stage: &Stage, other: &Stage| {
        let pairs = stage.touchpoints.iter().zip(&other.touchpoints);
        stage.touchpoints.len() == other.touchpoints.len()
            && pairs.into_iter().all(|(own, of)| own.metrics == of.metrics)
    };
    let mut pairs = map.stages.iter().zip(&other.stages);
    map.metrics == other.metrics
        && map.stages.len() == other.stages.len()
        && pairs.all(|(stage, other)| stage.metrics == other.metrics && touchpoints(stage, other))
        && map.consults.iter().map(|own| &own.metrics).eq(other.consults.iter().map(|own| &own.metrics))
}

/// Who is counted apart.
fn segments(map: &Map) -> impl Iterator<Item = (&str, &Segment)> {
    let all = map.personas.iter().map(|persona| (persona.id.as_str(), &persona.segment));
    all.filter(|(_, segment)| !segment.choices.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Column, Objective, Persona, Touchpoint};
    use crate::metric::Grain;

    fn touchpoint(id: &str, columns: &[&str]) -> Touchpoint {
        let binding = |(idx, column): (usize, &&str)| {
            Binding::implied_by("survey", "csat", Column::Own((*column).to_owned())).written_at(idx + 1)
        };
        let metrics = columns.iter().enumerate().map(binding).collect();
        Touchpoint { id: id.to_owned(), name: id.to_owned(), metrics, ..Touchpoint::default() }
    }

    fn book(touchpoints: Vec<Touchpoint>) -> Book {
        let stage = Stage { id: "wait".to_owned(), touchpoints, ..Stage::default() };
        Book { map: Map { stages: vec![stage], ..Map::default() }, ..Book::default() }
    }

    /// Each binding has a grain of its own, so that one sees where it went.
    fn counted() -> Book {
        let mut book = book(vec![touchpoint("food", &["a", "b"]), touchpoint("shop", &["c"])]);
        book.counts.series =
            [Grain::Day, Grain::Week, Grain::Month].map(|grain| vec![Series::new(grain)]).to_vec().into();
        book.counts.is_complete = true;
        book
    }

    fn grains(book: &Book) -> Vec<Grain> {
        book.counts.series.iter().map(|cohorts| cohorts[0].finest).collect()
    }

    #[test]
    fn words_and_moves_leave_the_numbers_as_they_are() {
        let mut renamed = book(vec![touchpoint("food", &["a", "b"]), touchpoint("shop", &["c"])]);
        renamed.map.stages[0].touchpoints[0].name = "Restaurants".to_owned();
        renamed.map.personas.push(Persona { id: "lee".to_owned(), ..Persona::default() });
        assert!(renamed.take_counts(&counted()));
        assert_eq!(grains(&renamed), [Grain::Day, Grain::Week, Grain::Month]);
        assert!(renamed.counts.is_complete);
        let mut moved = book(vec![touchpoint("shop", &["c"]), touchpoint("food", &["a", "b"])]);
        assert!(moved.take_counts(&counted()));
        assert_eq!(grains(&moved), [Grain::Month, Grain::Day, Grain::Week]);
    }

    #[test]
    fn numbers_are_the_same_while_they_stand_at_the_same_places() {
        let shown = counted();
        let after = |touchpoints| {
            let mut book = book(touchpoints);
            assert!(book.take_counts(&shown));
            book
        };
        let mut renamed = after(vec![touchpoint("food", &["a", "b"]), touchpoint("shop", &["c"])]);
        renamed.map.stages[0].touchpoints[0].id = "restaurants".to_owned();
        assert!(renamed.has_numbers_of(&shown));
        renamed.map.target = Some(Objective {
            metric: "csat".to_owned(),
            baseline: None,
            baseline_period: None,
            target: 80.0,
            by: None,
        });
        assert!(!renamed.has_numbers_of(&shown), "another metric is aimed at");
        let moved = after(vec![touchpoint("shop", &["c"]), touchpoint("food", &["a", "b"])]);
        assert!(!moved.has_numbers_of(&shown), "they stand elsewhere");
        let with_new = after(vec![touchpoint("new", &[]), touchpoint("food", &["a", "b"]), touchpoint("shop", &["c"])]);
        assert!(!with_new.has_numbers_of(&shown), "another touchpoint has none");
        assert!(!counted().has_numbers_of(&shown), "they were counted anew");
    }

    #[test]
    fn a_folded_book_keeps_words_and_no_numbers() {
        let mut whole = counted();
        let failed = SourceReport { id: "log".to_owned(), failed: Some("gone".to_owned()), ..Default::default() };
        let read =
            SourceReport { id: "survey".to_owned(), rows: 9, understood: Some(Arc::default()), ..failed.clone() };
        whole.counts.sources = vec![SourceReport { failed: None, ..read }, failed.clone()];
        let folded = whole.folded();
        assert_eq!((&folded.map, &folded.text, &folded.findings), (&whole.map, &whole.text, &whole.findings));
        assert_eq!((folded.counts.series.len(), &folded.counts.sources), (0, &vec![failed]));
        assert!(!folded.has_numbers_of(&whole), "it has none");
        let mut renamed = book(vec![touchpoint("food", &["a", "b"]), touchpoint("shop", &["c"])]);
        assert!(renamed.take_counts(&folded) && renamed.has_numbers_of(&folded), "words change, numbers do not");
        let mut moved = book(vec![touchpoint("shop", &["c"]), touchpoint("food", &["a", "b"])]);
        assert!(!moved.take_counts(&folded), "nobody knows any more where each belongs");
    }

    #[test]
    fn what_asks_for_other_numbers_is_counted() {
        let segment =
            Segment { choices: vec![crate::journey::Choice { column: "area".into(), values: vec!["B".into()] }] };
        let dana = Persona { id: "dana".to_owned(), segment, ..Persona::default() };
        let mut with_persona = counted();
        with_persona.map.personas.push(dana);
        let mut with_source = counted();
        with_source.map.sources.push(crate::journey::Source { id: "survey".to_owned(), ..Default::default() });
        let odd = [
            ("one binding more", book(vec![touchpoint("food", &["a", "b"]), touchpoint("shop", &["c", "d"])])),
            ("one less", book(vec![touchpoint("food", &["a", "b"])])),
            ("another column", book(vec![touchpoint("food", &["a", "x"]), touchpoint("shop", &["c"])])),
            ("a persona to be counted apart", with_persona),
            ("another source", with_source),
        ];
        for (name, mut odd) in odd {
            odd.counts = Counts::default();
            assert!(!odd.take_counts(&counted()), "{name}");
            assert_eq!(odd.counts, Counts::default(), "{name}");
        }
    }
}
