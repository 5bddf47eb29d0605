//! A map as a row of the list, made from everyone's answers whatever is looked at inside.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::goal;
use crate::app::library::{LoadProgress, Volume};
use crate::app::view::{MapRow, Tone};
use crate::journey::book::Pass;
use crate::journey::{Map, Source};
use crate::text::Plain;

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
    MapRow {
        title,
        is_right_to_left: map.is_right_to_left(),
        persona: map.personas.first().map(|persona| Plain::new(&persona.name)).unwrap_or_default(),
        objective: standing.overall.clone(),
        goal: goal::words(map, standing.outcome, standing.is_about_score),
        progress: standing.progress,
        purpose: map.objective.as_deref().map(Plain::new).unwrap_or_default(),
        worst,
        reviewed: map.reviewed.map_or_else(|| "never reviewed".into(), |date| format!("reviewed {date}").into()),
        is_overdue: is_overdue(map, map.day(today)),
        remark: remark(volume),
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

fn is_overdue(map: &Map, today: Date) -> bool {
    match (map.reviewed, map.review_every) {
        (Some(reviewed), Some(days)) => reviewed.saturating_add(i64::from(days.min(100_000)).days()) < today,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

fn remark(volume: &Volume) -> Option<(Plain, Tone)> {
    if volume.fault().is_some() {
        return Some(("broken".into(), Tone::Bad));
    }
    let failed = volume.book.iter().flat_map(|book| &book.counts.sources).filter(|source| source.failed.is_some());
    match (failed.count(), volume.findings().len()) {
        (0, 0) => None,
        (0, 1) => Some(("1 finding".into(), Tone::Dim)),
        (0, n) => Some((format!("{n} findings").into(), Tone::Dim)),
        (1, _) => Some(("1 source failed".into(), Tone::Bad)),
        (n, _) => Some((format!("{n} sources failed").into(), Tone::Bad)),
    }
}
