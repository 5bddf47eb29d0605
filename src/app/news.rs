//! What comes in from outside, and what is asked for: maps read, progress, sizes. Must not know keys.
//! Invariant: news about a map that is not there changes nothing.

use super::action::News;
use super::command::Command;
use super::desk::answer;
use super::effect::Effect;
use super::mark;
use super::reader;
use super::shelf::Progress;
use super::standup;
use super::state::State;
use super::upkeep;
use super::view::Geometry;

/// Takes in what came from outside.
pub(super) fn hear(state: &mut State, news: News) -> Vec<Effect> {
    match news {
        News::Shelf(labels) => {
            let fresh = state.shelf.stock(labels);
            return fresh.into_iter().map(Effect::Load).collect();
        }
        News::Loaded { map, book } => return upkeep::loaded(state, &map, book),
        News::Looked { map, read, compared } => return upkeep::looked(state, &map, &read, compared),
        News::Rewritten(map) => return upkeep::look(state, &map),
        News::Progress { map, source, done, total, pass } => {
            if let Some(volume) = state.shelf.volume_mut(&map).filter(|volume| volume.is_loading) {
                volume.progress = Some(Progress { source, done, total, pass });
            }
        }
        News::Changed(map) => return upkeep::load(state, &map),
        News::Resized(size) => {
            mark::hold(state);
            state.screen.size = size;
        }
        News::Drawn(geometry) => return drawn(state, geometry),
        News::Said(words) => state.say(words),
        News::Answered { number, map, outcome } => {
            let mut effects = answer::hear(state, number, &map, outcome);
            effects.extend(standup::conclude(state));
            return effects;
        }
        News::Edited { map, texts, failed } => {
            answer::edited(state, &map, texts, failed);
            return upkeep::look(state, &map);
        }
        News::Comments { request, told } => reader::hear(state, &request, told),
        News::Recalled(left) => {
            answer::recalled(state, left);
            standup::recall(state);
        }
        News::Clock(now) => state.now = now,
    }
    Vec::new()
}

/// Learns where things are; what is marked and was painted out of sight is scrolled to, once.
fn drawn(state: &mut State, mut geometry: Geometry) -> Vec<Effect> {
    if geometry.strip_width == 0 {
        // No strip was painted: the width it had is the best guess for the next.
        geometry.strip_width = state.screen.geometry.strip_width;
    }
    let mut is_stale = geometry.strip_width != state.screen.geometry.strip_width && state.place.is_inside;
    state.screen.geometry = geometry;
    reader::painted(state);
    is_stale |= mark::painted(state);
    if is_stale { vec![Effect::Redraw] } else { Vec::new() }
}

pub(super) fn reload(state: &mut State) -> Vec<Effect> {
    let labels: Vec<String> = match state.volume().filter(|_| state.place.is_inside) {
        Some(volume) => vec![volume.label.clone()],
        None => state.shelf.volumes.iter().map(|volume| volume.label.clone()).collect(),
    };
    labels.iter().flat_map(|label| upkeep::load(state, label)).collect()
}

pub(super) fn cancel(state: &mut State) -> Vec<Effect> {
    if !state.shelf.volumes.iter().any(|volume| volume.is_loading) {
        let quit = state.setup.keymap.shown(Command::Quit);
        state.say(format!("{quit} quits"));
        return Vec::new();
    }
    state.shelf.volumes.iter_mut().for_each(super::shelf::Volume::cut);
    state.say("stopped reading");
    vec![Effect::CancelLoads]
}

#[cfg(test)]
mod tests;
