//! A journey as it fills the screen: header, stages, touchpoints and detail.
//! Rows are in the order of the map, and each cursor points at one of them.

mod agenda;
mod claims;
mod curve;
mod detail;
mod doubts;
pub(super) mod filter;
mod headline;
mod near;
mod outcome;
mod overview;
mod pieces;
mod said;
pub(super) mod shelf;
mod ships;
mod standup;
mod strips;
mod timeline;
mod told;
pub(crate) mod views;

use std::sync::Arc;

use jiff::civil::Date;

use super::command::Command;
use super::location::Subject;
use super::movement::movement;
use super::state::State;
use super::truths;
use super::view::{Journey, Label, Page};
use super::viewing::ViewName;
use super::{figures, goal, naming};
use crate::journey::{Noun, Persona, Stage};
use crate::text::Plain;

pub(super) use overview::overview;
pub(super) use pieces::Scene;
pub(crate) use pieces::joined;
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

/// The day on which the map is looked at.
pub(super) fn day(state: &State) -> Date {
    state.map().map_or(state.setup.today, |map| map.day(state.setup.today))
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
    let scene = Scene { place, ..Scene::of(state, volume, book) };
    // Whatever is drawn, the score and its goal are of the last period that is over.
    let overall = board.overall.and_then(|idx| board.verdicts.tracks.get(idx)?.as_ref());
    let here = map.stages.get(place.stage.idx);
    let persona = board.counted(map);
    let mut detail = tell(Scene { place: told, ..scene }, map.stages.get(told.stage.idx));
    let (stage_idx, touchpoint_idx) = truths::position(place, map, scene.is_truths_only);
    // On paper there is no cursor.
    detail.mark(told.item.as_ref().filter(|_| !state.setup.is_printed));
    Journey {
        title: Plain::new(volume.title()),
        counted: joined([counted(persona, scene).to_string(), filter::words(state).to_owned()]),
        is_filtered: board.is_of_some() || book.counts.is_unweighted || !filter::words(state).is_empty(),
        overall: overall.and_then(figures::labelled),
        movement: overall.and_then(|track| movement(scene.labels, track)),
        goal: goal::forms(scene.labels, map, goal::outcome(map, board), goal::is_about_score(map, overall)),
        progress,
        overview: Arc::clone(&state.sight.overview),
        stage_idx,
        when: here.and_then(|stage| stage.when),
        customer_goal: here.and_then(|stage| stage.customer_goal.as_deref()).map(Plain::new).unwrap_or_default(),
        touchpoint_idx,
        invitation: invitation(state, here),
        detail,
        focus: place.focus,
        is_zoomed: place.is_zoomed,
        labels: scene.labels,
        scroll: told.scroll,
    }
}

/// `a adds a stage`: what to press where there is none; nothing where the map cannot be changed.
fn invitation(state: &State, here: Option<&Stage>) -> Plain {
    let noun = match here {
        None => Noun::Stage,
        Some(own) if own.touchpoints.is_empty() => Noun::Touchpoint,
        Some(_) => return Plain::default(),
    };
    if state.book().is_none_or(|book| book.locked.is_some()) {
        return Plain::default();
    }
    format!("{} adds a {}", state.setup.keymap.shown(Command::Add), naming::noun(noun)).into()
}

/// `everyone`, `only Dana · n 1,002`, `everyone · unweighted`.
fn counted(persona: Option<&Persona>, scene: Scene<'_>) -> Plain {
    let everyone =
        || if scene.lens.only.choices.is_empty() { scene.label(Label::Everyone).into() } else { Plain::default() };
    let who = persona.map_or_else(everyone, |persona| only(persona, scene));
    let how = if scene.book.counts.is_unweighted { scene.label(Label::Unweighted) } else { "" };
    joined([who.to_string(), narrowed(persona, scene), how.to_owned()])
}

/// `only boarding_area = A`: the rows that were asked for, besides those of the persona that is looked at.
fn narrowed(persona: Option<&Persona>, scene: Scene<'_>) -> String {
    let of_persona = persona.map(|own| own.segment.choices.as_slice()).unwrap_or_default();
    let own = scene.lens.only.choices.iter().filter(|choice| !of_persona.contains(choice));
    let words: Vec<String> = own.map(|own| format!("{} = {}", own.column, own.values.join(" / "))).collect();
    if words.is_empty() { String::new() } else { format!("{} {}", scene.label(Label::Only), words.join(", ")) }
}

/// `only Dana · n 1,002`.
fn only(persona: &Persona, scene: Scene<'_>) -> Plain {
    if persona.segment.choices.is_empty() {
        return format!("{} · answers of everyone", persona.name).into();
    }
    let counted = match scene.board.n_counted() {
        Some(n) => format!("n {}", figures::count(n)),
        None if scene.is_loading => return format!("{} {}", scene.label(Label::Only), persona.name).into(),
        None => scene.board.withheld().map_or_else(|| "no rows".to_owned(), |own| figures::hidden(own).to_string()),
    };
    format!("{} {} · {counted}", scene.label(Label::Only), persona.name).into()
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
        (Subject::STANDUP, ..) => agenda::page(scene),
        (Subject::View(name), ..) => views::page(scene, name),
        _ => views::page(scene, ViewName::ABOUT),
    };
    if let Some(under_way) = scene.standup {
        standup::dress(&mut detail, under_way, asked);
    }
    detail
}
