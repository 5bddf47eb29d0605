//! The stack of layers that take keys, and which of them obeys which command.

use super::command::{COMMANDS, Command, Scope};
use super::event::Gesture;
use super::keymap::Hinted;
use super::layer::card::Decision;
use super::layer::comments::Reader;
use super::layer::list::List;
use super::layer::list::commands::Offer;
use super::layer::panes::Panes;
use super::layer::pen::Writing;
use super::layer::standup::StandupKeys;
use super::next::Todo;
use super::row::{Hint, Keys, Row};
use super::state::State;
use super::view::Target;
use crate::source::edit::Done;
use crate::text::Plain;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Layer {
    /// The list of maps, or a journey.
    Panes(Panes),
    /// The keys of a standup.
    Standup(StandupKeys),
    /// What customers wrote.
    Comments(Box<Reader>),
    /// A list with a line to type in.
    List(Box<List>),
    /// Typing into a map.
    Pen(Box<Writing>),
    /// Something to decide.
    Card(Box<Decision>),
}

/// Marks the commands that a layer obeys.
const fn note<L>(tables: &[&[Row<L>]], mut is_obeyed: [bool; COMMANDS.len()]) -> [bool; COMMANDS.len()] {
    let mut table_idx = 0;
    while table_idx < tables.len() {
        let rows = tables[table_idx];
        let mut idx = 0;
        while idx < rows.len() {
            is_obeyed[rows[idx].command as usize] = true;
            idx += 1;
        }
        table_idx += 1;
    }
    is_obeyed
}

/// A command that no layer obeys does not compile.
const _: () = {
    let is_obeyed = note(Panes::ROWS, [false; COMMANDS.len()]);
    let is_obeyed = note(StandupKeys::ROWS, is_obeyed);
    let is_obeyed = note(Reader::ROWS, is_obeyed);
    let is_obeyed = note(List::ROWS, is_obeyed);
    let is_obeyed = note(Writing::ROWS, is_obeyed);
    let is_obeyed = note(Decision::ROWS, is_obeyed);
    let mut idx = 0;
    while idx < is_obeyed.len() {
        assert!(is_obeyed[idx], "a command has no row in any layer");
        idx += 1;
    }
};

/// Does the same for whichever layer it is.
macro_rules! of {
    ($layer:expr, $own:ident => $what:expr) => {
        match $layer {
            Layer::Panes($own) => $what,
            Layer::Standup($own) => $what,
            Layer::Comments($own) => $what,
            Layer::List($own) => $what,
            Layer::Pen($own) => $what,
            Layer::Card($own) => $what,
        }
    };
}

impl Layer {
    pub(super) fn scope(&self) -> Scope {
        of!(self, own => own.scope())
    }

    pub(super) fn obeys(&self, command: Command) -> bool {
        of!(self, own => own.row(command).is_some())
    }

    pub(super) fn why_not(&self, state: &State, command: Command) -> Option<Plain> {
        of!(self, own => own.why_not(state, command))
    }

    pub(super) fn run(&mut self, state: &mut State, command: Command) -> Todo {
        of!(self, own => own.run(state, command))
    }

    fn hints(&self, state: &State) -> Vec<Hint> {
        of!(self, own => own.hints(state))
    }

    fn is_hinted(&self, state: &State, command: Command) -> bool {
        of!(self, own => own.is_hinted(state, command))
    }

    pub(super) fn stays_for(&self, command: Command) -> bool {
        of!(self, own => own.stays_for(command))
    }

    /// Is it only a frame, through which the page is seen and reached?
    pub(super) fn is_frame(&self) -> bool {
        matches!(self, Self::Panes(_) | Self::Standup(_))
    }

    pub(super) fn typed(&mut self, state: &mut State, c: char) -> Todo {
        of!(self, own => own.typed(state, c))
    }

    pub(super) fn pasted(&mut self, state: &mut State, text: &str) -> Todo {
        of!(self, own => own.pasted(state, text))
    }

    pub(super) fn pointed(&mut self, state: &mut State, target: Option<Target>, gesture: Gesture) -> Todo {
        of!(self, own => own.pointed(state, target, gesture))
    }

    pub(super) fn saved(&mut self, state: &mut State, map: &str, done: &[Done]) {
        of!(self, own => own.saved(state, map, done));
    }

    pub(super) fn hear_of_maps(&mut self, state: &State) {
        of!(self, own => own.hear_of_maps(state));
    }

    pub(super) fn paused(&mut self, state: &mut State) {
        of!(self, own => own.paused(state));
    }

    pub(super) fn painted(&mut self, state: &mut State) {
        of!(self, own => own.painted(state));
    }

    pub(super) fn settled(&mut self, state: &mut State) -> Todo {
        of!(self, own => own.settled(state))
    }
}

/// The topmost layer that obeys a command.
pub(super) fn who_obeys(layers: &[Layer], command: Command) -> Option<usize> {
    layers.iter().rposition(|layer| layer.obeys(command))
}

/// So many hints are what matters most.
const MOST_HERE: usize = 8;

/// Which commands do not work now, and which matter here.
pub(super) fn offer(layers: &[Layer], state: &State) -> Offer {
    let why = |command: Command| match who_obeys(layers, command).and_then(|idx| layers.get(idx)) {
        Some(layer) => layer.why_not(state, command),
        None => Some(elsewhere(command)),
    };
    let why_not = COMMANDS.iter().map(|row| why(row.command)).collect();
    let here = hints(layers, state)
        .iter()
        .take(MOST_HERE)
        .flat_map(|hint| hint.keys.iter().map(|(command, _)| *command))
        .collect();
    Offer { why_not, here, recent: state.recent.clone() }
}

/// The keys that matter here: those of the layer on top, and of the page below if that layer is only a frame.
pub(super) fn hints(layers: &[Layer], state: &State) -> Vec<Hinted> {
    let Some(top) = layers.last() else { return Vec::new() };
    let scope = top.scope();
    let mut wanted: Vec<Hint> = Vec::new();
    for layer in layers.iter().rev() {
        // A search being typed has the keys of a list.
        let own = match layer {
            Layer::List(list) => list.hints(state),
            _ if scope == Scope::List => List::HINTS.to_vec(),
            _ => layer.hints(state),
        };
        for (command, words) in own {
            if !wanted.iter().any(|(known, _)| *known == command) {
                wanted.push((command, words));
            }
        }
        if !layer.is_frame() {
            break;
        }
    }
    let is_worth = |command: Command| {
        let obeying = who_obeys(layers, command).and_then(|idx| layers.get(idx));
        obeying.is_some_and(|layer| layer.why_not(state, command).is_none() && layer.is_hinted(state, command))
            && top.is_hinted(state, command)
    };
    state.setup.keymap.hints(scope, wanted.into_iter().filter(|(command, _)| is_worth(*command)))
}

/// What to say of a command that does not work here: where it does.
pub(super) fn elsewhere(command: Command) -> Plain {
    let scope = command.row().keys.first().map_or(Scope::Page, |(scope, _)| *scope);
    format!("`{}` works {}", command.name(), scope.words()).into()
}
