//! The journey's own story: objective, personas, notes, actions, scenarios, sources.
//! What the map leaves blank has no row, except for the review.

use super::row::{PERIOD, PERSONA, ViewRow};
use super::sources;
use crate::app::scene::claims::{self, field, section};
use crate::app::scene::detail::{apart, measured};
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::strips;
use crate::app::view::{Block, Page, Tone};
use crate::app::viewing::ViewName;
use crate::app::{figures, goal};
use crate::journey::{Address, Map, MapState, Noun, Persona, Scenario};
use crate::text::Plain;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::ABOUT,
    letter: 'i',
    sentence: "The journey's own story: goals, people, actions, scenarios",
    dials: &[&PERSONA, &PERIOD],
    is_edited: true,
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
    field(&mut fields, "objective", map.objective.as_ref(), place.field("objective"));
    field(&mut fields, "goal", goal(scene).as_ref(), place.field("target.target"));
    field(&mut fields, "about", map.description.as_ref(), place.field("description"));
    field(&mut fields, "reviewed", Some(&reviewed(map)), place.field("reviewed"));
    apart(&mut blocks, fields);
    if let Some(chart) =
        scene.board.track(scene.board.overall).and_then(|track| strips::chart(scene.board, track, map.target.as_ref()))
    {
        blocks.push(Block::Gap);
        blocks.push(Block::Chart(chart));
    }
    section(&mut blocks, "questions: + is yes, - is no", sources::questions(scene));
    section(&mut blocks, "personas", map.personas.iter().flat_map(persona).collect());
    section(&mut blocks, "actions", claims::actions(&map.actions, &[], map, &place));
    section(&mut blocks, "notes", claims::notes(&map.notes, &place));
    section(&mut blocks, "scenarios", map.scenarios.iter().map(|own| scenario(scene, own)).collect());
    section(&mut blocks, "sources", sources::heads(scene));
    section(&mut blocks, "evidence", claims::evidence(&map.evidence, &place, ""));
    let state = match map.state {
        MapState::Current => "as it is",
        MapState::Future => "as it should be",
    };
    let owner = map.owner.as_ref().map(|owner| format!("owner {owner}")).unwrap_or_default();
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
    let by = target.by.map(|by| format!(" by {}", figures::month(by))).unwrap_or_default();
    let state = goal::outcome(map, scene.board).map(goal::state).unwrap_or_default();
    Some(format!("{name}{from} to {}{by}{state}", figures::written(target.target)))
}

fn reviewed(map: &Map) -> String {
    let when = map.reviewed.map_or_else(|| "never".to_owned(), |date| date.to_string());
    let every = map.review_every.map(|days| format!(", every {days} days")).unwrap_or_default();
    let as_of = map.as_of.map(|day| format!(", looked at as of {day}")).unwrap_or_default();
    format!("{when}{every}{as_of}")
}

fn persona(persona: &Persona) -> Vec<Block> {
    let at = Address::journey().then(Noun::Persona, &persona.id);
    let choices = persona.segment.choices.iter();
    let segment: Vec<String> =
        choices.map(|choice| format!("{} = {}", choice.column, choice.values.join(" or "))).collect();
    let mut blocks = vec![Block::Item {
        lead: Plain::default(),
        tone: Tone::Strong,
        lines: vec![Plain::new(&persona.name)],
        tail: segment.join(", ").into(),
        under: persona.quote.as_ref().map(|quote| Plain::lines(&format!("“{quote}”"))).unwrap_or_default(),
        is_done: false,
        at: Some(at.clone()),
        is_marked: false,
    }];
    field(&mut blocks, "about", persona.description.as_ref(), at.field("description"));
    let lists = [
        ("wants", &persona.motivations, "motivations"),
        ("is after", &persona.goals, "goals"),
        ("expects", &persona.expectations, "expectations"),
        ("is annoyed by", &persona.frustrations, "frustrations"),
    ];
    for (label, list, key) in lists {
        let text = list.join("\n");
        field(&mut blocks, label, Some(&text), at.field(key));
    }
    blocks.extend(claims::evidence(&persona.evidence, &at, "evidence"));
    blocks
}

fn scenario(scene: Scene<'_>, scenario: &Scenario) -> Block {
    let map = scene.map();
    let name = |id: &String| map.touchpoint(id).map_or_else(|| id.clone(), |(_, touchpoint)| touchpoint.name.clone());
    let path: Vec<String> = scenario.path.iter().map(name).collect();
    let who = scenario.persona.as_ref().and_then(|id| map.personas.iter().find(|persona| persona.id == *id));
    let story = scenario.story.as_deref().map(Plain::lines).unwrap_or_default();
    let path = (!path.is_empty()).then(|| Plain::from(path.join(" → ")));
    Block::Item {
        lead: Plain::default(),
        tone: Tone::Neutral,
        lines: vec![Plain::new(&scenario.name)],
        tail: who.map(|persona| Plain::new(&persona.name)).unwrap_or_default(),
        under: story.into_iter().chain(path).collect(),
        is_done: false,
        at: Some(Address::journey().then(Noun::Scenario, &scenario.id)),
        is_marked: false,
    }
}
