//! Changes that one key makes, to what is under the cursor. Must not know which key.
//! Invariant: a key that can do nothing here says what it needs.

use super::command::Command;
use super::desk::{self, hold, target, writable};
use super::effect::Effect;
use super::naming::{self, main_field, noun_of};
use super::state::State;
use super::view::standup::IDEA;
use super::writing::{self, Purpose};
use crate::journey::{Address, Change, Edit, Noun};
use crate::source::locate;

/// Does what was asked for to what is under the cursor.
pub(super) fn obey(state: &mut State, command: Command) -> Vec<Effect> {
    // Why nothing can be changed here comes before what a command would need.
    if command != Command::Editor && writable(state).is_none() {
        return Vec::new();
    }
    match command {
        Command::Edit => edit(state),
        Command::Owner => owner(state),
        Command::Editor => return editor(state),
        Command::Raise => return step(state, command, 1),
        Command::Lower => return step(state, command, -1),
        Command::Cycle => return cycle(state),
        Command::Delete => return delete(state),
        Command::MoveDown => return shift(state, command, 1),
        Command::MoveUp => return shift(state, command, -1),
        _ => {}
    }
    Vec::new()
}

/// The innermost thing of these kinds that an address leads through.
fn enclosing(at: &Address, nouns: &[Noun]) -> Option<Address> {
    let n = at.steps.iter().rposition(|step| nouns.contains(&step.noun))? + 1;
    Some(Address { steps: at.steps.iter().take(n).cloned().collect(), field: None })
}

/// Is it a field of a thing, and not of what is in it?
fn is_of(at: &Address, noun: Noun) -> bool {
    noun_of(at) == noun
}

fn edit(state: &mut State) {
    let at = target(state);
    if let Some(place) = asked_for_idea(&at) {
        writing::open(state, Purpose::item(place, Noun::Opportunity));
        return;
    }
    let at = if at.field.is_some() { at } else { at.field(main_field(noun_of(&at))) };
    writing::open(state, Purpose::Field(at));
}

/// The touchpoint of which a standup asks how to make it simpler: the answer is no field, but an opportunity.
fn asked_for_idea(at: &Address) -> Option<Address> {
    let is_idea = at.field.as_deref() == Some(IDEA) && noun_of(at) == Noun::Touchpoint;
    is_idea.then(|| Address { field: None, ..at.clone() })
}

fn owner(state: &mut State) {
    let at = target(state);
    let claims = [Noun::Pain, Noun::Opportunity, Noun::Risk, Noun::Action];
    let looked_after = match noun_of(&at) {
        Noun::Note | Noun::Persona | Noun::Scenario | Noun::Source | Noun::Metric | Noun::Channel => None,
        Noun::Journey | Noun::Stage | Noun::Touchpoint => Some(Address { field: None, ..at.clone() }),
        _ => enclosing(&at, &claims).or_else(|| enclosing(&at, &[Noun::Touchpoint, Noun::Stage])),
    };
    match looked_after {
        Some(at) => writing::open(state, Purpose::Field(at.field("owner"))),
        None => state.say(format!("a {} has no owner", naming::noun(noun_of(&at)))),
    }
}

/// One change of the map one is in.
fn make(state: &mut State, command: Command, edit: Edit) -> Vec<Effect> {
    let Some((map, book)) = writable(state) else { return Vec::new() };
    if hold(state, &map, command) {
        return Vec::new();
    }
    desk::change(state, &map, Change::of(edit, &book.text))
}

fn step(state: &mut State, command: Command, by: i8) -> Vec<Effect> {
    let at = target(state);
    let scale = match noun_of(&at) {
        _ if enclosing(&at, &[Noun::Pain]).is_some() => enclosing(&at, &[Noun::Pain]).map(|at| at.field("severity")),
        Noun::Opportunity => Some(at.field("impact")),
        Noun::Risk => Some(at.field("likelihood")),
        Noun::Research => Some(at.field("helpfulness")),
        Noun::Touchpoint => Some(at.field("emotion")),
        _ => None,
    };
    let Some(at) = scale else {
        state.say("this has no scale: pain points, opportunities, risks and touchpoints do");
        return Vec::new();
    };
    make(state, command, Edit::Step { at, by })
}

fn cycle(state: &mut State) -> Vec<Effect> {
    let Some(at) = enclosing(&target(state), &[Noun::Pain, Noun::Action]) else {
        let keys = state.setup.keymap.shown(Command::Detail);
        state.say(format!("this has no states: put the cursor on a pain point or an action, {keys} leads there"));
        return Vec::new();
    };
    make(state, Command::Cycle, Edit::Cycle { at })
}

fn delete(state: &mut State) -> Vec<Effect> {
    let at = target(state);
    if asked_for_idea(&at).is_some() {
        state.say("a question stays: put the cursor on an opportunity to delete it");
        return Vec::new();
    }
    let edit = match naming::field(&at) {
        Some(field) if field.required => {
            let key = state.setup.keymap.shown(Command::Edit);
            state.say(format!("{} is needed: {key} changes it", naming::label(field.key)));
            return Vec::new();
        }
        _ if at.field.is_some() => Edit::Clear { at },
        _ if at.steps.is_empty() => {
            state.say("the journey itself is not deleted here: put the cursor on something in it");
            return Vec::new();
        }
        _ => Edit::Remove { at },
    };
    make(state, Command::Delete, edit)
}

fn shift(state: &mut State, command: Command, by: isize) -> Vec<Effect> {
    let at = target(state);
    if at.field.is_some() || at.steps.is_empty() {
        state.say("this stays where it is: stages, touchpoints and what is listed under them move");
        return Vec::new();
    }
    make(state, command, Edit::Shift { at, by })
}

/// The user's own editor, at the line of what is under the cursor, or at what is wrong with the file.
fn editor(state: &mut State) -> Vec<Effect> {
    let Some(volume) = state.volume() else {
        state.say("no map is read yet");
        return Vec::new();
    };
    let map = volume.label.clone();
    if hold(state, &map, Command::Editor) {
        return Vec::new();
    }
    let line = line(state);
    vec![Effect::Editor { map, line }]
}

fn line(state: &State) -> usize {
    let Some(volume) = state.volume() else { return 1 };
    if let Some(fault) = volume.fault() {
        return fault.line.max(1);
    }
    let Some(book) = &volume.book else { return 1 };
    let at = target(state);
    let main = at.field(main_field(noun_of(&at)));
    let place = [Some(&at).filter(|at| at.field.is_some()), Some(&main), Some(&at)];
    let span = place.into_iter().flatten().find_map(|at| locate(&book.text, at));
    let before = span.and_then(|span| book.text.get(..span.start));
    before.map_or(1, |before| before.matches('\n').count() + 1)
}

/// Is there anything under the cursor for that command?
pub(super) fn matters(state: &State, command: Command) -> bool {
    let Some(volume) = state.volume().filter(|volume| volume.book.is_some()) else { return false };
    let at = target(state);
    match command {
        Command::Undo | Command::Redo => {
            state.desk.history(&volume.label).is_some_and(|history| history.can_go(command == Command::Undo))
        }
        Command::Cycle => state.place.is_inside && enclosing(&at, &[Noun::Pain, Noun::Action]).is_some(),
        Command::Raise | Command::Lower => {
            let scaled = [Noun::Pain, Noun::Opportunity, Noun::Risk];
            state.place.is_inside && scaled.iter().any(|noun| is_of(&at, *noun))
        }
        Command::Owner | Command::Delete => {
            let owned = [Noun::Pain, Noun::Opportunity, Noun::Risk, Noun::Action];
            state.place.is_inside && owned.iter().any(|noun| is_of(&at, *noun))
        }
        _ => true,
    }
}
