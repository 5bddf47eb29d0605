//! Changes what is under the cursor. A command that can do nothing here says what it needs.

use super::bottom::Panes;
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::naming::{self, main_field, noun_of};
use crate::app::next::{ListKind, Opening, Todo, ask, open};
use crate::app::row::Row;
use crate::app::saving::{self, hold, target, why_locked, writable};
use crate::app::scene::{IDEA, views};
use crate::app::state::State;
use crate::app::words::Purpose;
use crate::journey::{Address, Change, Edit, Noun};
use crate::source::format::ValueKind;
use crate::source::locate;
use crate::text::Plain;

pub(super) const ROWS: &[Row<Panes>] = &[
    Row::unless(Command::Edit, |_, state| why_fixed(state), |_, state| edit(state)),
    Row::unless(Command::Editor, |_, state| why_no_editor(state), |_, state| editor(state)),
    Row::unless(Command::Add, |_, state| why_nothing_added(state), |_, _| open(Opening::List(ListKind::Add))),
    Row::unless(Command::MoveDown, |_, state| why_unmoved(state), |_, state| shift(state, 1)),
    Row::unless(Command::MoveUp, |_, state| why_unmoved(state), |_, state| shift(state, -1)),
    Row::unless(Command::Cycle, |_, state| why_no_states(state), |_, state| cycle(state)),
    Row::unless(Command::Raise, |_, state| why_no_scale(state), |_, state| step(state, 1)),
    Row::unless(Command::Lower, |_, state| why_no_scale(state), |_, state| step(state, -1)),
    Row::unless(Command::Owner, |_, state| why_no_owner(state), |_, state| owner(state)),
    Row::unless(Command::Delete, |_, state| why_kept(state), |_, state| delete(state)),
    Row::unless(Command::Undo, |_, state| why_no_undo(state), |_, state| ask(saving::undo(state, true))),
    Row::unless(Command::Redo, |_, state| why_no_redo(state), |_, state| ask(saving::undo(state, false))),
    Row::unless(Command::History, |_, state| why_no_history(state), |_, _| open(Opening::List(ListKind::History))),
];

/// Why nothing can be changed in place here.
fn why_fixed(state: &State) -> Option<Plain> {
    views::why_unedited(state).or_else(|| why_locked(state))
}

/// Why nothing can be added here. A map can be added to the list of them.
fn why_nothing_added(state: &State) -> Option<Plain> {
    if state.place.is_inside { why_fixed(state) } else { None }
}

/// The innermost thing of these kinds that an address leads through.
fn enclosing(at: &Address, nouns: &[Noun]) -> Option<Address> {
    let n = at.steps.iter().rposition(|step| nouns.contains(&step.noun))? + 1;
    Some(at.up_to(n))
}

pub(super) fn edit(state: &State) -> Todo {
    let at = target(state);
    if let Some(place) = asked_for_idea(&at) {
        return open(Opening::Pen(Purpose::item(place, Noun::Opportunity)));
    }
    let at = if at.field.is_some() { at } else { at.field(main_field(noun_of(&at))) };
    open(Opening::Pen(Purpose::Field(at)))
}

/// The touchpoint that a standup asks how to simplify: the answer becomes an opportunity, not a field.
fn asked_for_idea(at: &Address) -> Option<Address> {
    let is_idea = at.field.as_deref() == Some(IDEA) && noun_of(at) == Noun::Touchpoint;
    is_idea.then(|| Address { field: None, ..at.clone() })
}

/// What an owner looks after: the claim under the cursor, else the place.
fn looked_after(at: &Address) -> Option<Address> {
    let claims = [Noun::Pain, Noun::Opportunity, Noun::Risk, Noun::Action];
    match noun_of(at) {
        Noun::Note
        | Noun::Persona
        | Noun::Consult
        | Noun::Scenario
        | Noun::Source
        | Noun::Ask
        | Noun::Metric
        | Noun::Channel => None,
        Noun::Journey | Noun::Stage | Noun::Touchpoint => Some(Address { field: None, ..at.clone() }),
        _ => enclosing(at, &claims).or_else(|| enclosing(at, &[Noun::Touchpoint, Noun::Stage])),
    }
}

pub(super) fn why_no_owner(state: &State) -> Option<Plain> {
    let at = target(state);
    why_fixed(state).or_else(|| {
        let is_owned = looked_after(&at).is_some();
        (!is_owned).then(|| format!("a {} has no owner", naming::noun(noun_of(&at))).into())
    })
}

pub(super) fn owner(state: &State) -> Todo {
    let at = looked_after(&target(state));
    at.map_or_else(Vec::new, |at| open(Opening::Pen(Purpose::Field(at.field("owner")))))
}

/// Makes one change in the current map.
fn make(state: &mut State, command: Command, edit: Edit) -> Todo {
    let Some((map, book)) = writable(state) else { return Vec::new() };
    if hold(state, &map, command) {
        return Vec::new();
    }
    ask(saving::change(state, &map, Change::of(edit, &book.text)))
}

/// Is it a field with a scale of its own?
fn is_on_scale(at: &Address) -> bool {
    naming::field(at).is_some_and(|field| matches!(field.kind, ValueKind::Whole { high: ..=10, .. }))
}

/// The scale that can be raised and lowered here.
fn scale(at: &Address) -> Option<Address> {
    match noun_of(at) {
        _ if is_on_scale(at) => Some(at.clone()),
        // They are several: one does not know whose is meant, unless it says.
        _ if naming::field(at).is_some_and(|field| matches!(field.kind, ValueKind::WholeBy { .. }))
            && at.field.as_ref().is_some_and(|field| field.contains('.')) =>
        {
            Some(at.clone())
        }
        _ if naming::field(at).is_some_and(|field| matches!(field.kind, ValueKind::WholeBy { .. })) => None,
        _ if enclosing(at, &[Noun::Pain]).is_some() => enclosing(at, &[Noun::Pain]).map(|at| at.field("severity")),
        Noun::Opportunity => Some(at.field("impact")),
        Noun::Risk => Some(at.field("likelihood")),
        Noun::Research | Noun::Consult => Some(at.field("helpfulness")),
        Noun::Touchpoint => Some(at.field("emotion")),
        Noun::Scenario => Some(at.field("urgency")),
        _ => None,
    }
}

pub(super) fn why_no_scale(state: &State) -> Option<Plain> {
    why_fixed(state).or_else(|| {
        let at = target(state);
        let has_scale = scale(&at).is_some() || noun_of(&at) == Noun::Ask;
        (!has_scale).then(|| "this has no scale: pain points, opportunities, risks and touchpoints do".into())
    })
}

/// Goes up or down a scale; says yes or no to a question.
pub(super) fn step(state: &mut State, by: i8) -> Todo {
    let at = target(state);
    let edit = match (noun_of(&at), by > 0) {
        (Noun::Ask, true) => Some(Edit::Take { at }),
        (Noun::Ask, false) => Some(Edit::Remove { at }),
        _ => scale(&at).map(|at| Edit::Step { at, by }),
    };
    let Some(edit) = edit else { return Vec::new() };
    make(state, if by > 0 { Command::Raise } else { Command::Lower }, edit)
}

pub(super) fn why_no_states(state: &State) -> Option<Plain> {
    why_fixed(state).or_else(|| {
        let has_states = enclosing(&target(state), &[Noun::Pain, Noun::Action]).is_some();
        let keys = || state.setup.keymap.shown(Command::Detail);
        (!has_states).then(|| {
            format!("this has no states: put the cursor on a pain point or an action, {} leads there", keys()).into()
        })
    })
}

pub(super) fn cycle(state: &mut State) -> Todo {
    let at = enclosing(&target(state), &[Noun::Pain, Noun::Action]);
    at.map_or_else(Vec::new, |at| make(state, Command::Cycle, Edit::Cycle { at }))
}

pub(super) fn why_kept(state: &State) -> Option<Plain> {
    if let Some(why) = why_fixed(state) {
        return Some(why);
    }
    let at = target(state);
    match naming::field(&at) {
        _ if asked_for_idea(&at).is_some() => {
            Some("a question stays: put the cursor on an opportunity to delete it".into())
        }
        Some(field) if field.required => {
            let key = state.setup.keymap.shown(Command::Edit);
            Some(format!("{} is needed: {key} changes it", field.label()).into())
        }
        _ if at.field.is_none() && at.steps.is_empty() => {
            Some("the journey itself is not deleted here: put the cursor on something in it".into())
        }
        _ => None,
    }
}

pub(super) fn delete(state: &mut State) -> Todo {
    let at = target(state);
    make(state, Command::Delete, if at.field.is_some() { Edit::Clear { at } } else { Edit::Remove { at } })
}

pub(super) fn why_unmoved(state: &State) -> Option<Plain> {
    let at = target(state);
    why_fixed(state).or_else(|| {
        let stays = at.field.is_some() || at.steps.is_empty();
        stays.then(|| "this stays where it is: stages, touchpoints and what is listed under them move".into())
    })
}

pub(super) fn shift(state: &mut State, by: isize) -> Todo {
    let command = if by > 0 { Command::MoveDown } else { Command::MoveUp };
    let at = target(state);
    make(state, command, Edit::Shift { at, by })
}

pub(super) fn why_no_editor(state: &State) -> Option<Plain> {
    if state.library.is_proposal {
        let key = state.setup.keymap.shown(Command::Add);
        return Some(format!("nothing is written yet: {key} writes it").into());
    }
    state.volume().is_none().then(|| "no map is read yet".into())
}

/// Opens the user's own editor at the line of what is under the cursor, or of what is wrong with the file.
pub(super) fn editor(state: &mut State) -> Todo {
    let Some(map) = state.volume().map(|volume| volume.label.clone()) else { return Vec::new() };
    if hold(state, &map, Command::Editor) {
        return Vec::new();
    }
    let line = line(state);
    ask([Effect::Editor { map, line }])
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

/// Is there a change to undo, or to redo?
pub(super) fn has_history(state: &State, is_back: bool) -> bool {
    let history = state.volume().and_then(|volume| state.desk.history(&volume.label));
    history.is_some_and(|history| history.can_go(is_back))
}

/// Is a change under way whose outcome is not known yet?
fn is_busy(state: &State) -> bool {
    state.volume().is_some_and(|volume| state.desk.is_busy(&volume.label))
}

pub(super) fn why_no_undo(state: &State) -> Option<Plain> {
    why_locked(state).or_else(|| {
        let can_go = is_busy(state) || has_history(state, true);
        (!can_go).then(|| "nothing was changed here that could be undone".into())
    })
}

pub(super) fn why_no_redo(state: &State) -> Option<Plain> {
    why_locked(state).or_else(|| {
        let can_go = is_busy(state) || has_history(state, false);
        (!can_go).then(|| "nothing is undone here".into())
    })
}

pub(super) fn why_no_history(state: &State) -> Option<Plain> {
    let has_any = has_history(state, true) || has_history(state, false);
    (!has_any).then(|| "nothing was changed here".into())
}
