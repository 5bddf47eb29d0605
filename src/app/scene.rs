//! A journey as it fills the screen: header, stages, touchpoints and detail.
//! Rows are in the order of the map, and each cursor points at one of them.

mod claims;
mod detail;
mod near;
mod pieces;
pub(super) mod shelf;
mod standup;
mod strips;
pub(crate) mod views;

use super::board::{StageBoard, TouchpointBoard};
use super::location::Subject;
use super::movement::movement;
use super::state::State;
use super::view::{Figure, Journey, Lack, Page, StageCell, TouchpointRow};
use super::viewing::ViewName;
use super::{figures, goal};
use crate::journey::{Persona, Stage, Touchpoint};
use crate::text::Plain;

pub(super) use pieces::Scene;
pub(crate) use pieces::joined;
use pieces::older;
pub(super) use standup::IDEA;

/// The story in the detail, without cursor and pen.
pub(super) fn story(state: &State) -> Page {
    let Some((volume, book)) = state.volume().and_then(|volume| Some((volume, volume.book.as_ref()?))) else {
        return Page::default();
    };
    let place = &state.place;
    let scene = Scene::of(state, volume, book);
    tell(scene, book.map.stages.get(place.stage.idx))
}

/// The current journey.
pub(super) fn journey(state: &State) -> Journey {
    let Some(volume) = state.volume() else { return Journey::default() };
    let sources = volume.book.iter().flat_map(|book| &book.map.sources);
    let progress = volume.is_loading.then(|| shelf::reading(volume.progress.as_ref(), sources));
    let Some(book) = &volume.book else {
        return Journey { title: Plain::new(&volume.label), progress, ..Journey::default() };
    };
    let (map, board) = (&book.map, &state.sight.board);
    // While keys come fast, some of it stays what it was.
    let place = state.pause.page().unwrap_or(&state.place);
    let told = state.pause.detail().unwrap_or(place);
    let width = state.screen.geometry.strip_width;
    let scene = Scene { place, ..Scene::of(state, volume, book) };
    // Whatever is drawn, the score and its goal are of the last period that is over.
    let overall = board.overall.and_then(|idx| board.verdicts.tracks.get(idx)?.as_ref());
    let here = map.stages.get(place.stage.idx);
    let persona = board.counted(map);
    let stages = map.stages.iter().zip(&board.stages).enumerate();
    let touchpoints = here.zip(board.stages.get(place.stage.idx));
    let mut detail = tell(Scene { place: told, ..scene }, map.stages.get(told.stage.idx));
    // On paper there is no cursor.
    detail.mark(told.item.as_ref().filter(|_| !state.setup.is_printed));
    Journey {
        title: Plain::new(volume.title()),
        counted: counted(persona, scene),
        is_filtered: persona.is_some() || book.counts.is_unweighted,
        purpose: map.objective.as_deref().map(Plain::new).unwrap_or_default(),
        overall: overall.and_then(figures::labelled),
        movement: overall.and_then(movement),
        goal: goal::words(map, goal::outcome(map, board), goal::is_about_score(map, overall)),
        progress,
        metric: board.metric.as_ref().map(|metric| Plain::new(&metric.name)).unwrap_or_default(),
        unit: board.metric.as_ref().map(|metric| Plain::new(&metric.unit)).unwrap_or_default(),
        scale: board.metric.as_ref().map(|metric| strips::ends(board.scale(metric))).unwrap_or_default(),
        span: strips::span(board, width),
        stages: stages.map(|(idx, (stage, own))| stage_cell(scene, stage, own, idx, width)).collect(),
        stage_idx: place.stage.idx,
        when: here.and_then(|stage| stage.when),
        customer_goal: here.and_then(|stage| stage.customer_goal.as_deref()).map(Plain::new).unwrap_or_default(),
        touchpoints: touchpoints.map(|(stage, own)| rows(scene, stage, own, width)).unwrap_or_default(),
        touchpoint_idx: place.touchpoint.idx,
        detail,
        focus: place.focus,
        is_zoomed: place.is_zoomed,
        scroll: told.scroll,
    }
}

/// `everyone`, `only Dana · n 1,002`, `everyone · unweighted`.
fn counted(persona: Option<&Persona>, scene: Scene<'_>) -> Plain {
    let who = persona.map_or_else(|| "everyone".into(), |persona| only(persona, scene));
    let how = if scene.book.counts.is_unweighted { "unweighted" } else { "" };
    joined([who.to_string(), how.to_owned()])
}

/// `only Dana · n 1,002`.
fn only(persona: &Persona, scene: Scene<'_>) -> Plain {
    if persona.segment.choices.is_empty() {
        return format!("{} · answers of everyone", persona.name).into();
    }
    let counted = match scene.board.n_counted() {
        Some(n) => format!("n {}", figures::count(n)),
        None if scene.is_loading => return format!("only {}", persona.name).into(),
        None => scene.board.withheld().map_or_else(|| "no rows".to_owned(), |own| figures::hidden(own).to_string()),
    };
    format!("only {} · {counted}", persona.name).into()
}

/// The story in the detail.
fn tell(scene: Scene<'_>, stage: Option<&Stage>) -> Page {
    let own = scene.board.stages.get(scene.place.stage.idx);
    let touchpoint = stage.and_then(|stage| stage.touchpoints.get(scene.place.touchpoint.idx));
    let mut asked = None;
    let mut detail = match (scene.place.subject, stage.zip(own), touchpoint) {
        (Subject::Touchpoint, Some((stage, own)), Some(touchpoint)) => {
            let numbers = own.touchpoints.get(scene.place.touchpoint.idx);
            asked = Some((stage, touchpoint));
            detail::touchpoint(scene, stage, touchpoint, numbers)
        }
        (Subject::Touchpoint | Subject::Stage, Some((stage, own)), _) => detail::stage(scene, stage, own),
        (Subject::View(name), ..) => views::page(scene, name),
        _ => views::page(scene, ViewName::ABOUT),
    };
    if let Some(under_way) = scene.standup {
        standup::dress(&mut detail, under_way, asked);
    }
    detail
}

/// How many pain points still hurt, and the highest severity among them.
fn pains<'m>(touchpoints: impl IntoIterator<Item = &'m Touchpoint>) -> (usize, Option<u8>) {
    let all = touchpoints.into_iter().flat_map(|touchpoint| &touchpoint.pains);
    let hurting = all.filter(|pain| claims::is_hurting(pain));
    hurting.fold((0, None), |(n, severity), pain| (n + 1, severity.max(pain.severity)))
}

/// Why a place has no score, if it has none.
const fn lack(scene: Scene<'_>, is_expected: bool) -> Lack {
    if scene.is_loading && is_expected {
        Lack::Awaited
    } else if scene.board.is_chosen {
        Lack::Asked
    } else {
        Lack::Unmeasured
    }
}

fn stage_cell(scene: Scene<'_>, stage: &Stage, own: &StageBoard, idx: usize, width: usize) -> StageCell {
    let board = scene.board;
    let worst = own.ranking.worst().first().and_then(|worst| {
        let track = board.track(own.touchpoints.get(*worst)?.shown)?;
        Some((Plain::new(&stage.touchpoints.get(*worst)?.name), figures::figure(track)?))
    });
    let (n_pains, severity) = pains(&stage.touchpoints);
    StageCell {
        name: Plain::new(&stage.name),
        figure: own.track.as_ref().and_then(figures::figure),
        lack: lack(scene, own.track.is_none()),
        strip: own.track.as_ref().map(|track| strips::strip(board, track, width)).unwrap_or_default(),
        is_worst: board.stage_ranking.is_worst(idx),
        worst,
        n_pains,
        severity,
    }
}

fn rows(scene: Scene<'_>, stage: &Stage, own: &StageBoard, width: usize) -> Vec<TouchpointRow> {
    let both = stage.touchpoints.iter().zip(&own.touchpoints).enumerate();
    both.map(|(idx, (touchpoint, numbers))| TouchpointRow {
        is_worst: own.ranking.is_worst(idx),
        ..row(scene, touchpoint, numbers, width)
    })
    .collect()
}

fn row(scene: Scene<'_>, touchpoint: &Touchpoint, numbers: &TouchpointBoard, width: usize) -> TouchpointRow {
    let board = scene.board;
    let track = board.track(numbers.shown);
    let screen = board.metric.as_ref().map(|metric| &metric.id);
    let other = track.filter(|track| Some(&track.metric.id) != screen);
    let strip = |track| strips::strip(board, track, width);
    let (n_pains, severity) = pains([touchpoint]);
    let older = track.and_then(|track| older(board, track));
    // What moved before the others were last measured is no news.
    let figure =
        track.and_then(figures::figure).map(|own| if older.is_some() { Figure { change: None, ..own } } else { own });
    TouchpointRow {
        name: Plain::new(&touchpoint.name),
        channel: detail::channel(scene.map(), touchpoint),
        emotion: touchpoint.emotion,
        figure,
        lack: lack(scene, track.is_none() && !numbers.bindings.is_empty()),
        metric: other.map(|track| Plain::new(&track.metric.name)).or(older),
        strip: track.map(strip).unwrap_or_default(),
        sentiment: board.track(numbers.sentiment).map(strip),
        n_pains,
        severity,
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        is_worst: false,
    }
}
