//! The journey's own story: objective, personas, notes, actions, scenarios, sources.
//! What the map leaves blank has no row, except for the review.

use super::consults::lookups::{Lookup, lookups};
use super::row::{PERIOD, PERSONA, ViewRow};
use super::sources;
use crate::app::scene::claims::{self, field, section};
use crate::app::scene::detail::{apart, measured};
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::{said, ships, strips};
use crate::app::view::{Block, Label, Labels, Page, PageLine, Tone};
use crate::app::viewing::ViewName;
use crate::app::{figures, goal};
use crate::journey::{Address, Map, Noun, Persona, Scenario, Thing};
use crate::metric::Metric;
use crate::text::Plain;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::ABOUT,
    letter: 'i',
    sentence: "The journey's own story: goals, people, actions, scenarios",
    dials: &[&PERSONA, &PERIOD],
    is_edited: true,
    is_drawing: false,
    sides: &[],
    analysis: None,
    fold: |scene, _| about(scene),
    lack: |_| None,
};

/// The journey in full.
fn about(scene: Scene<'_>) -> Page {
    let map = scene.map();
    let place = Address::journey();
    let mut blocks = Vec::new();
    let mut own = scene.board.journey.clone();
    own.sort_by_key(|idx| Some(*idx) != scene.board.overall);
    measured(&mut blocks, scene, &own);
    let mut fields = Vec::new();
    field(&mut fields, scene.label(Label::Objective), map.objective.as_ref(), place.field("objective"));
    field(&mut fields, scene.label(Label::Target), goal(scene).as_ref(), place.field("target.target"));
    let elsewhere = ["objective", "target", "owner", "as_of", "review_every", "state", "language", "view"];
    fields.extend(said::fields(scene, map, &place, &elsewhere));
    field(&mut fields, scene.label(Label::Reviewed), Some(&reviewed(scene.labels, map)), place.field("reviewed"));
    apart(&mut blocks, fields);
    if let Some(chart) =
        scene.board.track(scene.board.overall).and_then(|track| strips::chart(scene.board, track, map.target.as_ref()))
    {
        blocks.push(Block::Gap);
        let (when, actions) = ((scene.board.periods.as_slice(), scene.today), map.all_actions().map(|(_, own, _)| own));
        blocks.push(Block::Chart(ships::mark(chart, scene.labels, when, actions)));
    }
    section(&mut blocks, &format!("{}: + is yes, - is no", scene.label(Label::Questions)), sources::questions(scene));
    section(
        &mut blocks,
        scene.label(Label::Personas),
        map.personas.iter().flat_map(|own| persona(scene, own)).collect(),
    );
    section(&mut blocks, scene.label(Label::Actions), claims::actions(scene.labels, &map.actions, &[], map, &place));
    section(&mut blocks, scene.label(Label::Notes), claims::notes(scene.labels, &map.notes, &place));
    let consults = lookups(scene).iter().map(|own| consult(scene, own)).collect();
    section(&mut blocks, scene.label(Label::Consults), consults);
    section(&mut blocks, scene.label(Label::Scenarios), map.scenarios.iter().map(|own| scenario(scene, own)).collect());
    section(&mut blocks, scene.label(Label::Channels), map.channels.iter().map(|own| named(own)).collect());
    section(&mut blocks, scene.label(Label::Metrics), map.metric_definitions.iter().map(metric).collect());
    section(&mut blocks, scene.label(Label::Sources), sources::heads(scene));
    section(&mut blocks, scene.label(Label::Evidence), claims::evidence(scene.labels, &map.evidence, &place, ""));
    let state = scene.label(map.state.into());
    let owner = map.owner.as_ref().map(|owner| scene.labels.before(Label::Owner, owner)).unwrap_or_default();
    Page { title: Plain::new(&map.title), aside: joined([state.to_owned(), owner]), blocks, ..Page::default() }
}

/// `NPS from 40 ±2.8 (2017) to 45 by May 2019`.
fn goal(scene: Scene<'_>) -> Option<String> {
    let map = scene.map();
    let target = map.target.as_ref()?;
    let metric = map.metric(&target.metric);
    let measured = target.baseline_period.zip(goal::baseline(scene.book, scene.board, target)).zip(metric.as_ref());
    let from = match measured {
        Some(((period, own), metric)) => {
            let digits = figures::digits(metric, &own);
            let interval = own.interval().map(|interval| figures::range(interval, digits));
            let sure = interval.map(|range| format!("{range}, ")).unwrap_or_default();
            format!(" from {} ({sure}n {}, {})", figures::shown(&own, digits), figures::count(own.n()), period.label())
        }
        None => target.baseline.map(|baseline| format!(" from {}", figures::written(baseline))).unwrap_or_default(),
    };
    let name = metric.map_or_else(|| target.metric.clone(), |metric| metric.name);
    let by =
        target.by.map(|by| format!(" {}", scene.labels.before(Label::By, &scene.labels.month(by)))).unwrap_or_default();
    let state = goal::outcome(map, scene.board).map(|own| goal::state(scene.labels, own)).unwrap_or_default();
    Some(format!("{name}{from} to {}{by}{state}", figures::written(target.target)))
}

fn reviewed(labels: Labels, map: &Map) -> String {
    let when = map.reviewed.map_or_else(|| labels.word(Label::Never).to_owned(), |date| date.to_string());
    let every = map.review_every.map(|days| labels.filled(Label::EveryDays, &[&days.to_string()])).unwrap_or_default();
    let as_of = map.as_of.map(|day| labels.filled(Label::LookedAt, &[&day.to_string()])).unwrap_or_default();
    format!("{when}{every}{as_of}")
}

fn persona(scene: Scene<'_>, persona: &Persona) -> Vec<Block> {
    let at = Address::journey().then(Noun::Persona, &persona.id);
    let choices = persona.segment.choices.iter();
    let segment: Vec<String> =
        choices.map(|choice| format!("{} = {}", choice.column, choice.values.join(" or "))).collect();
    let mut blocks = vec![Block::Item {
        lead: Plain::default(),
        tone: Tone::Strong,
        lines: vec![Plain::new(&persona.name)],
        tail: segment.join(", ").into(),
        under: persona
            .quote
            .as_ref()
            .map(|quote| Plain::lines(&format!("“{quote}”")))
            .unwrap_or_default()
            .into_iter()
            .map(PageLine::from)
            .collect(),
        is_done: false,
        at: Some(at.clone()),
        is_marked: false,
    }];
    blocks.extend(said::fields(scene, persona, &at, &["quote", "evidence"]));
    blocks.extend(claims::evidence(scene.labels, &persona.evidence, &at, scene.label(Label::Evidence)));
    blocks
}

fn scenario(scene: Scene<'_>, scenario: &Scenario) -> Block {
    let map = scene.map();
    let name = |id: &String| map.touchpoint(id).map_or_else(|| id.clone(), |(_, touchpoint)| touchpoint.name.clone());
    let path: Vec<String> = scenario.path.iter().map(name).collect();
    let who = scenario.persona.as_ref().and_then(|id| map.personas.iter().find(|persona| persona.id == *id));
    let story = scenario.story.as_deref().map(Plain::lines).unwrap_or_default();
    let path = (!path.is_empty()).then(|| Plain::from(path.join(" → ")));
    let facts = said::facts(scene.labels, map, scenario, &["persona", "story", "path"]);
    Block::Item {
        lead: Plain::default(),
        tone: Tone::Neutral,
        lines: vec![Plain::new(&scenario.name)],
        tail: who.map(|persona| Plain::new(&persona.name)).unwrap_or_default(),
        under: story.into_iter().chain(path).chain(facts).map(PageLine::from).collect(),
        is_done: false,
        at: Some(Address::journey().then(Noun::Scenario, &scenario.id)),
        is_marked: false,
    }
}

/// A thing that has little more than a name.
fn named(thing: &dyn Thing) -> Block {
    let at = thing.noun().map(|noun| Address::journey().then(noun, thing.id()));
    item(&thing.title(), Plain::new(&thing.id()), at)
}

fn metric(own: &Metric) -> Block {
    let tail = joined([own.kind.row().word.to_owned(), own.unit.clone()]);
    item(&own.name, tail, Some(Address::journey().then(Noun::Metric, &own.id)))
}

fn item(name: &str, tail: Plain, at: Option<Address>) -> Block {
    Block::Item {
        lead: Plain::default(),
        tone: Tone::Neutral,
        lines: vec![Plain::new(name)],
        tail,
        under: Vec::new(),
        is_done: false,
        at,
        is_marked: false,
    }
}

/// A place to consult: how many look there, and how much it helps.
fn consult(scene: Scene<'_>, lookup: &Lookup<'_>) -> Block {
    let (labels, map, consult) = (scene.labels, scene.map(), lookup.consult);
    let counted = |rail: usize, label: Label| {
        let value = lookup.sure(rail)?.0;
        Some(labels.filled(label, &[value.shown.as_str()]))
    };
    let share = || consult.share.map(|share| labels.filled(Label::LookThere, &[&share.to_string()]));
    let helps = || consult.helpfulness.map(|score| labels.filled(Label::Helps, &[&score.to_string()]));
    let share = counted(0, Label::LookThere).or_else(share);
    let helps = counted(1, Label::HelpedOfThem).or_else(helps);
    let facts = said::facts(labels, map, consult, &["share", "helpfulness", "evidence"]);
    let evidence = consult.evidence.iter().map(|own| claims::evidence_line(labels, own));
    Block::Item {
        lead: Plain::default(),
        tone: Tone::Neutral,
        lines: vec![Plain::new(&consult.name)],
        tail: joined([share.unwrap_or_default(), helps.unwrap_or_default()]),
        under: facts.into_iter().map(PageLine::from).chain(evidence).collect(),
        is_done: false,
        at: Some(Address::journey().then(Noun::Consult, &consult.id)),
        is_marked: false,
    }
}
