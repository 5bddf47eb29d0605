//! The list of maps, and a map as a row of it, made from everyone's answers whatever is looked at inside.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::command::Command;
use crate::app::goal;
use crate::app::library::{LoadProgress, Volume};
use crate::app::standing::Standing;
use crate::app::state::State;
use crate::app::view::{Labels, MapList, MapRank, MapRow, MapTally, Tone};
use crate::journey::book::Pass;
use crate::journey::{Map, MapState, Severity, Source};
use crate::text::Plain;

/// What a map's own file is called in a folder of its own.
const OWN_FILE: &str = "/journey.toml";

/// The list of maps.
#[must_use]
pub(in crate::app) fn list(state: &State) -> MapList {
    let library = &state.library;
    let mut rows: Vec<MapRow> = library.volumes.iter().map(now).collect();
    let mut n_by_title: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        *n_by_title.entry(row.title.to_string()).or_default() += 1;
    }
    for (row, volume) in rows.iter_mut().zip(&library.volumes) {
        if n_by_title.get(row.title.as_str()).is_some_and(|n| *n > 1) {
            row.label = Plain::new(volume.label.strip_suffix(OWN_FILE).unwrap_or(&volume.label));
        }
    }
    MapList {
        folder: Plain::new(&library.folder),
        order: library.order.words().into(),
        together: together(&library.volumes),
        rows,
        selected: state.place.map.idx,
        blank: if library.volumes.is_empty() { blank(state) } else { Vec::new() },
    }
}

/// What is said where there is no map, and what can be done about it.
fn blank(state: &State) -> Vec<Plain> {
    let key = state.setup.keymap.shown(Command::Add);
    let from = match state.library.tables.as_slice() {
        [] => "a template".to_owned(),
        [only] => format!("{only} or a template"),
        [first, ..] => format!("{first}, another table or a template"),
    };
    vec!["no map here yet".into(), format!("{key} begins one,").into(), format!("from {from}").into()]
}

/// How the maps stand together, as far as they are read.
fn together(volumes: &[Volume]) -> Vec<(Plain, Plain)> {
    let rows: Vec<&MapRow> = volumes.iter().filter(|own| own.is_read()).filter_map(|own| own.row.as_ref()).collect();
    let piece = |long: String, short: String| (Plain::from(long), Plain::from(short));
    let mut pieces = Vec::new();
    if rows.len() < volumes.len() {
        let words = format!("{} of {} read", rows.len(), volumes.len());
        pieces.push(piece(words.clone(), words));
    }
    if rows.is_empty() {
        return pieces;
    }
    let sum = |of: fn(&MapTally) -> usize| rows.iter().map(|row| of(&row.tally)).sum::<usize>();
    let (n, n_all) = (sum(|own| own.measured), sum(|own| own.touchpoints));
    let (long, short) = match sum(|own| own.made_up) {
        0 => (String::new(), String::new()),
        n => (format!(", {n} with made-up numbers"), format!(", {n} made up")),
    };
    pieces.push(piece(format!("{n} of {n_all} touchpoints measured{long}"), format!("measured {n}/{n_all}{short}")));
    let words = match rows.iter().filter(|row| row.is_overdue).count() {
        0 => ("no review overdue".to_owned(), "0 overdue".to_owned()),
        1 => ("1 review overdue".to_owned(), "1 overdue".to_owned()),
        n => (format!("{n} reviews overdue"), format!("{n} overdue")),
    };
    pieces.push(piece(words.0, words.1));
    let (n, n_all) = (sum(|own| own.evidenced), sum(|own| own.claims));
    pieces.push(piece(format!("{n} of {n_all} claims have evidence"), format!("evidence {n}/{n_all}")));
    pieces
}

/// The row of a map as it was last read.
#[must_use]
pub(crate) fn row(volume: &Volume, today: Date) -> MapRow {
    let title = Plain::new(volume.title());
    let (Some(book), Some(standing)) = (&volume.book, &volume.standing) else {
        return MapRow { title, ..MapRow::default() };
    };
    let map = &book.map;
    let worst = standing.worst.as_ref().and_then(|((stage_idx, idx), figure)| {
        let touchpoint = map.stages.get(*stage_idx)?.touchpoints.get(*idx)?;
        Some((Plain::new(&touchpoint.name), figure.clone()))
    });
    let day = map.day(today);
    let (days_left, is_future) = (days_left(map, day), map.state == MapState::Future);
    MapRow {
        title,
        label: Plain::default(),
        is_right_to_left: map.is_right_to_left(),
        persona: map.personas.first().map(|persona| Plain::new(&persona.name)).unwrap_or_default(),
        objective: standing.overall.clone(),
        goal: goal::target(Labels::default(), map, standing.is_about_score).into(),
        missing: standing.outcome.map(goal::missing).unwrap_or_default().into(),
        purpose: map.objective.as_deref().map(Plain::new).unwrap_or_default(),
        worst,
        reviewed: match map.reviewed {
            _ if is_future => "as it should be".into(),
            None => "never reviewed".into(),
            Some(date) => format!("reviewed {date}").into(),
        },
        is_overdue: !is_future && days_left.is_some_and(|days| days < 0),
        remark: remark(volume),
        rank: MapRank { worst: standing.low.clone(), days_left, goal: standing.outcome.map(goal::mark) },
        // What should be is neither measured nor proven.
        tally: if is_future { MapTally::default() } else { tally(map, standing) },
    }
}

/// The row with what is being read now, which changes faster than the rest.
pub(in crate::app) fn now(volume: &Volume) -> MapRow {
    let mut row = volume.row.clone().unwrap_or_default();
    if row.title.is_empty() {
        row.title = Plain::new(volume.title());
    }
    if volume.is_loading {
        let sources = volume.book.iter().flat_map(|book| &book.map.sources);
        row.remark = Some((reading(volume.progress.as_ref(), sources), Tone::Dim));
    }
    row
}

/// `reading responses.csv 43 %`, `scoring comments 43 %`.
pub(super) fn reading<'m>(progress: Option<&LoadProgress>, mut sources: impl Iterator<Item = &'m Source>) -> Plain {
    let Some(progress) = progress else { return "reading …".into() };
    let file = sources.find(|source| source.id == progress.source).map_or(&progress.source, |source| &source.file);
    match (progress.pass, progress.percent()) {
        (Pass::Scoring, Some(percent)) => format!("scoring comments {percent:>2} %").into(),
        (Pass::Scoring, None) => "scoring comments …".into(),
        (Pass::Counting, Some(percent)) => format!("reading {file} {percent:>2} %").into(),
        (Pass::Counting, None) => format!("reading {file} …").into(),
    }
}

/// How many days are left until somebody is to go through the map again; a map that nobody ever went through is overdue
/// for longest.
fn days_left(map: &Map, today: Date) -> Option<i64> {
    let every = i64::from(map.review_every?.min(100_000));
    let Some(reviewed) = map.reviewed else { return Some(i64::MIN) };
    let due = reviewed.saturating_add(every.days());
    due.since(today).ok().map(|span| i64::from(span.get_days()))
}

/// How much of a map is known: its touchpoints by their numbers, its claims by their evidence.
fn tally(map: &Map, standing: &Standing) -> MapTally {
    let (measured, made_up) = (standing.n_measured, standing.n_made_up);
    let mut tally = MapTally { measured, made_up, ..MapTally::default() };
    for own in map.stages.iter().flat_map(|stage| &stage.touchpoints) {
        tally.touchpoints += 1;
        let pains = own.pains.iter().map(|claim| &claim.evidence);
        let opportunities = own.opportunities.iter().map(|claim| &claim.evidence);
        let risks = own.risks.iter().map(|claim| &claim.evidence);
        for evidence in pains.chain(opportunities).chain(risks) {
            tally.claims += 1;
            tally.evidenced += usize::from(!evidence.is_empty());
        }
    }
    tally
}

fn remark(volume: &Volume) -> Option<(Plain, Tone)> {
    if volume.fault().is_some() {
        return Some(("broken".into(), Tone::Bad));
    }
    let failed = volume.book.iter().flat_map(|book| &book.counts.sources).filter(|source| source.failed.is_some());
    let n_open = volume.findings().iter().filter(|finding| finding.severity() == Severity::Advice).count();
    match (failed.count(), volume.findings().len() - n_open) {
        (0, 0) if n_open > 0 => Some((format!("{n_open} to fill in").into(), Tone::Dim)),
        (0, 0) => None,
        (0, 1) => Some(("1 finding".into(), Tone::Dim)),
        (0, n) => Some((format!("{n} findings").into(), Tone::Dim)),
        (1, _) => Some(("1 source failed".into(), Tone::Bad)),
        (n, _) => Some((format!("{n} sources failed").into(), Tone::Bad)),
    }
}

#[cfg(test)]
mod tests;
