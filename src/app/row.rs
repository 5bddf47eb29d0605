//! What every layer says about itself: the commands that it obeys, each with its function and the reason why it does
//! not work now, the words of its footer, and what typing, the mouse and news mean to it.

use super::command::{Command, Scope};
use super::event::Gesture;
use super::next::Todo;
use super::state::State;
use super::view::Target;
use crate::source::edit::Done;
use crate::text::Plain;

/// A command in the footer, with what it does there.
pub(super) type Hint = (Command, &'static str);

/// A command of a layer.
pub(super) struct Row<L: 'static> {
    pub(super) command: Command,
    pub(super) run: fn(&mut L, &mut State) -> Todo,
    /// Why it does not work now; `None` if it does.
    pub(super) why_not: fn(&L, &State) -> Option<Plain>,
}

impl<L> Row<L> {
    /// A command that always works.
    pub(super) const fn new(command: Command, run: fn(&mut L, &mut State) -> Todo) -> Self {
        Self { command, run, why_not: |_, _| None }
    }

    /// A command that works unless there is a reason against it.
    pub(super) const fn unless(
        command: Command,
        why_not: fn(&L, &State) -> Option<Plain>,
        run: fn(&mut L, &mut State) -> Todo,
    ) -> Self {
        Self { command, run, why_not }
    }
}

/// A layer: what takes keys while it is on top.
pub(super) trait Keys: Sized + 'static {
    /// The commands that it obeys, each table beside its functions.
    const ROWS: &'static [&'static [Row<Self>]];
    /// The words of its footer, best first. Commands of a layer below may be among them.
    const HINTS: &'static [Hint];

    /// The scope whose keys it takes.
    fn scope(&self) -> Scope;

    /// The row of a command, if the layer obeys it.
    fn row(&self, command: Command) -> Option<&'static Row<Self>> {
        Self::ROWS.iter().copied().flatten().find(|row| row.command == command)
    }

    /// Why that command does not work now, if the layer obeys it at all.
    fn why_not(&self, state: &State, command: Command) -> Option<Plain> {
        (self.row(command)?.why_not)(self, state)
    }

    fn run(&mut self, state: &mut State, command: Command) -> Todo {
        self.row(command).map_or_else(Vec::new, |row| (row.run)(self, state))
    }

    /// See [`Keys::HINTS`].
    fn hints(&self, _: &State) -> Vec<Hint> {
        Self::HINTS.to_vec()
    }

    /// Does it stay when a layer below obeys that command?
    fn stays_for(&self, _: Command) -> bool {
        true
    }

    /// Is that command worth a place in the footer, as far as this layer can tell?
    fn is_hinted(&self, _: &State, _: Command) -> bool {
        true
    }

    /// A character was typed.
    fn typed(&mut self, _: &mut State, _: char) -> Todo {
        Vec::new()
    }

    /// Text was pasted.
    fn pasted(&mut self, _: &mut State, _: &str) -> Todo {
        Vec::new()
    }

    /// The mouse was used on something.
    fn pointed(&mut self, _: &mut State, _: Option<Target>, _: Gesture) -> Todo {
        Vec::new()
    }

    /// Something was saved in a map, from here or elsewhere in this session.
    fn saved(&mut self, _: &mut State, _: &str, _: &[Done]) {}

    /// A map was read, or says something else.
    fn hear_of_maps(&mut self, _: &State) {}

    /// What waited until keys pause waits no longer.
    fn paused(&mut self, _: &mut State) {}

    /// A frame was painted.
    fn painted(&mut self, _: &mut State) {}

    /// Something happened, and place and numbers fit the maps again.
    fn settled(&mut self, _: &mut State) -> Todo {
        Vec::new()
    }
}
