//! The standup over the page: its keys go from turn to turn, and everything else works as always.

use crate::app::command::{Command, Scope};
use crate::app::effect::Effect;
use crate::app::location::Spot;
use crate::app::meeting::{End, Standup, Topic};
use crate::app::next::{Next, Todo, ask};
use crate::app::row::{Keys, Row};
use crate::app::state::State;
use crate::journey::Noun;
use crate::text::Plain;

/// The standup's keys. The state keeps whose turn it is, since the detail shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct StandupKeys;

impl Keys for StandupKeys {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::unless(Command::NextMatch, |_, state| why_no_turn(state), |_, state| step(state, true)),
        Row::unless(Command::PreviousMatch, |_, state| why_no_turn(state), |_, state| step(state, false)),
        Row::new(Command::Standup, |_, state| end(state, End::Awaited)),
        Row::new(Command::Quit, |_, state| quit(state)),
    ]];

    const HINTS: &'static [(Command, &'static str)] = &[
        (Command::NextMatch, "turn"),
        (Command::PreviousMatch, "turn"),
        (Command::Cycle, "next state"),
        (Command::Add, "add"),
        (Command::Edit, "edit"),
        (Command::Standup, "end standup"),
    ];

    fn scope(&self) -> Scope {
        Scope::Page
    }

    fn settled(&mut self, state: &mut State) -> Todo {
        conclude(state)
    }
}

/// Starts a standup of the current map.
pub(in crate::app) fn start(state: &mut State, topic: Topic) -> Option<(StandupKeys, Todo)> {
    let (label, book) = state.volume().and_then(|own| Some((own.label.clone(), own.book.clone()?)))?;
    let mut standup = Standup::new(&label, topic, &book, state.setup.today, state.now);
    standup.recall(&state.desk.standups);
    let has_turns = standup.has_turns();
    state.standup = Some(Box::new(standup));
    let todo = step(state, true);
    let keys = [Command::NextMatch, Command::PreviousMatch, Command::Standup].map(|key| state.setup.keymap.shown(key));
    let [next, before, end] = keys;
    state.say(if has_turns {
        format!("{next} goes on, {before} back, {end} ends the standup")
    } else {
        format!("nothing is open here: {end} ends the standup")
    });
    Some((StandupKeys, todo))
}

fn why_no_turn(state: &State) -> Option<Plain> {
    let has_turns = state.standup.as_ref().is_some_and(|standup| standup.has_turns());
    (!has_turns).then(|| "nothing is open here".into())
}

/// Goes to the next turn, or the one before.
fn step(state: &mut State, is_on: bool) -> Todo {
    let Some(standup) = &mut state.standup else { return Vec::new() };
    let is_last = is_on && standup.is_at_last();
    let map = standup.map().to_owned();
    if let Some(turn) = standup.turn(is_on) {
        // The cursor goes to the first question.
        let at = if turn.noun == Noun::Touchpoint { turn.at.field("thinks") } else { turn.at.clone() };
        state.visit(&Spot::of(&map, &at));
    }
    if is_last {
        state.say("that was the last: from the first again");
    }
    Vec::new()
}

/// Quits, after the standup has ended. Asking twice does not wait for that.
fn quit(state: &mut State) -> Todo {
    match &state.standup {
        Some(standup) if standup.end != End::AwaitedToQuit => end(state, End::AwaitedToQuit),
        _ => finish(state, true),
    }
}

/// Ends the standup once all changes are answered, so that the summary includes them.
fn end(state: &mut State, how: End) -> Todo {
    if let Some(standup) = &mut state.standup {
        standup.end = how;
    }
    let todo = conclude(state);
    if state.standup.is_some() {
        state.say("the standup ends as soon as the last change is saved");
    }
    todo
}

/// Ends a standup that is to end and need not wait any longer.
fn conclude(state: &mut State) -> Todo {
    match &state.standup {
        Some(standup) if standup.end != End::No && !state.desk.is_busy(standup.map()) => {
            let is_quit = standup.end == End::AwaitedToQuit;
            finish(state, is_quit)
        }
        _ => Vec::new(),
    }
}

fn finish(state: &mut State, is_quit: bool) -> Todo {
    let Some(standup) = state.standup.take() else { return Vec::new() };
    let date = state.setup.today;
    let mut effects = Vec::new();
    if let Some(text) = standup.outcome(state.now) {
        let map = standup.map().to_owned();
        state.desk.standups.retain(|(own, ..)| *own != map);
        state.desk.standups.push((map.clone(), date, text.clone()));
        effects.push(Effect::Remember { map, date, text });
    }
    effects.push(Effect::Report(standup.summary(date, state.now)));
    if is_quit {
        effects.push(Effect::Quit);
    } else {
        state.say("the standup is over: its summary is printed on leaving cjm");
    }
    let mut todo = ask(effects);
    todo.push(Next::Close);
    todo
}

#[cfg(test)]
mod tests;
