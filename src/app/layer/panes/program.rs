//! The program itself: reading again, the mouse, the order of text, standups, leaving.

use super::bottom::Panes;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::library::Volume;
use crate::app::meeting::Topic;
use crate::app::next::{ListKind, Opening, Todo, ask, open};
use crate::app::order::Beginning;
use crate::app::row::Row;
use crate::app::state::State;
use crate::app::upkeep;
use crate::source::settings::Bidi;
use crate::text::Plain;

pub(super) const ROWS: &[Row<Panes>] = &[
    Row::unless(Command::Standup, |_, state| why_no_standup(state), |_, _| standup()),
    Row::new(Command::Palette, |_, _| open(Opening::List(ListKind::Palette))),
    Row::new(Command::Help, |_, _| open(Opening::List(ListKind::Help))),
    Row::unless(Command::Findings, |_, state| why_no_findings(state), |_, _| open(Opening::List(ListKind::Findings))),
    Row::new(Command::Reload, |_, state| reload(state)),
    Row::unless(Command::Cancel, |_, state| why_not_reading(state), |_, state| cancel(state)),
    Row::new(Command::Mouse, |_, state| toggle_mouse(state)),
    Row::new(Command::Bidi, |_, state| turn_bidi(state)),
    Row::new(Command::Suspend, |_, _| suspend()),
    Row::new(Command::Quit, |_, state| quit(state)),
];

pub(super) fn reload(state: &mut State) -> Todo {
    let labels: Vec<String> = match state.volume().filter(|_| state.place.is_inside) {
        Some(volume) => vec![volume.label.clone()],
        None => state.library.volumes.iter().map(|volume| volume.label.clone()).collect(),
    };
    let mut effects: Vec<Effect> = labels.iter().cloned().map(Effect::Forget).collect();
    effects.extend(labels.iter().flat_map(|label| upkeep::load(state, label)));
    ask(effects)
}

pub(super) fn why_not_reading(state: &State) -> Option<Plain> {
    let is_reading = state.library.volumes.iter().any(|volume| volume.is_loading);
    let quit = || state.setup.keymap.shown(Command::Quit);
    (!is_reading).then(|| format!("{} quits", quit()).into())
}

pub(super) fn cancel(state: &mut State) -> Todo {
    state.library.volumes.iter_mut().for_each(Volume::cut);
    state.say("stopped reading");
    ask([Effect::CancelLoads])
}

pub(super) fn why_no_findings(state: &State) -> Option<Plain> {
    state.findings().next().is_none().then(|| "nothing is odd in these files".into())
}

pub(super) fn toggle_mouse(state: &mut State) -> Todo {
    let is_taken = !state.setup.settings.mouse;
    state.setup.settings.mouse = is_taken;
    state.say(if is_taken { "the mouse is ours" } else { "the mouse is the terminal's" });
    ask([Effect::Mouse(is_taken)])
}

pub(super) fn turn_bidi(state: &mut State) -> Todo {
    let (next, words) = match state.bidi() {
        Bidi::Auto | Bidi::App => (Bidi::Terminal, "the terminal puts right-to-left text in order"),
        Bidi::Terminal => (Bidi::Off, "nobody puts right-to-left text in order"),
        Bidi::Off => (Bidi::App, "right-to-left text is put in order here"),
    };
    state.setup.settings.bidi = next;
    state.say(words);
    ask([Effect::Bidi(next)])
}

pub(super) fn why_no_standup(state: &State) -> Option<Plain> {
    state.book().is_none().then(|| "a standup needs a map: open one first".into())
}

pub(super) fn standup() -> Todo {
    open(Opening::Standup(Topic::Map))
}

pub(super) fn suspend() -> Todo {
    ask([Effect::Suspend])
}

/// Leaves. Of a proposal it is asked first where to put it.
pub(super) fn quit(state: &State) -> Todo {
    if state.library.is_proposal {
        return open(Opening::List(ListKind::Begin { what: Beginning::Proposal, is_leaving: true }));
    }
    ask([Effect::Quit])
}
