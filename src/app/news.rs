//! Takes in news from outside: maps read, progress, sizes, answers. News about an unknown map changes nothing.

use super::answer;
use super::cursor;
use super::effect::Effect;
use super::event::News;
use super::library::LoadProgress;
use super::next::{Todo, ask};
use super::state::State;
use super::upkeep;
use super::view::Geometry;

/// Takes in the news that concerns no layer.
///
/// * `has_pen`: somebody is typing in the detail, and that stays in sight.
pub(super) fn hear(state: &mut State, news: News, has_pen: bool) -> Todo {
    match news {
        News::Shelf(labels) => return ask(state.library.stock(labels).into_iter().map(Effect::Load)),
        News::Loaded { map, book } => return ask(upkeep::loaded(state, &map, book)),
        News::Looked { map, read, compared } => return ask(upkeep::looked(state, &map, &read, compared)),
        News::Rewritten(map) => return ask(upkeep::look(state, &map)),
        News::Changed(map) => return ask(upkeep::load(state, &map)),
        News::Progress { map, source, done, total, pass } => {
            if let Some(volume) = state.library.volume_mut(&map).filter(|volume| volume.is_loading) {
                volume.progress = Some(LoadProgress { source, done, total, pass });
            }
        }
        News::Resized(size) => {
            cursor::hold(state, has_pen);
            state.screen.size = size;
        }
        News::Drawn(geometry) => return ask(drawn(state, geometry)),
        News::Said(words) => state.say(words),
        News::Answered { number, map, outcome } => return answer::hear(state, number, &map, outcome),
        News::Edited { map, texts, failed } => {
            answer::edited(state, &map, texts, failed);
            return ask(upkeep::look(state, &map));
        }
        News::Recalled(left) => {
            answer::recalled(state, left);
            if let Some(standup) = &mut state.standup {
                standup.recall(&state.desk.standups);
            }
        }
        News::Clock(now) => state.now = now,
        News::Inquired { request, told } => state.sight.analyzed.hear(&request, told),
        // The layer that reads comments takes these in.
        News::Comments { .. } => {}
    }
    Vec::new()
}

/// Learns where things were painted; scrolls, once, to the marked block if that was out of sight.
fn drawn(state: &mut State, geometry: Geometry) -> Option<Effect> {
    let mut is_stale = false;
    state.screen.geometry = geometry;
    if state.pause.detail().is_none() {
        is_stale |= cursor::painted(state);
        state.pause.painted(&state.place);
    }
    is_stale.then_some(Effect::Redraw)
}

#[cfg(test)]
mod tests;
