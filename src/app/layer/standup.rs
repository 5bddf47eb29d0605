//! The standup: its keys go from turn to turn, and everything else works as always.

use crate::app::command::{Command, Scope};
use crate::app::effect::Effect;
use crate::app::location::Subject;
use crate::app::meeting::{End, Standup, Topic};
use crate::app::next::{Next, Todo, ask};
use crate::app::row::{Hint, Keys, Row};
use crate::app::state::State;
use crate::app::view::Pane;
use crate::app::viewing::ViewName;
use crate::journey::{LastStandup, Noun};
use crate::text::Plain;

/// The standup's keys. The state keeps whose turn it is, since the page shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) struct StandupKeys {
    /// Is its page in sight?
    is_there: bool,
}

/// The words of the footer while its page is in sight.
const ON_PAGE: &[Hint] = &[
    (Command::Cycle, "state"),
    (Command::Owner, "owner"),
    (Command::Add, "note"),
    (Command::NextPane, "all"),
    (Command::Out, "end"),
    (Command::Undo, "undo"),
    (Command::Raise, "severity"),
    (Command::Lower, "severity"),
    (Command::Enter, "open"),
    (Command::Up, "item"),
    (Command::Down, "item"),
    (Command::Edit, "edit"),
];

impl Keys for StandupKeys {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::unless(Command::NextMatch, |_, state| why_no_turn(state), |_, state| step(state, true)),
        Row::unless(Command::PreviousMatch, |_, state| why_no_turn(state), |_, state| step(state, false)),
        Row::new(Command::Standup, |_, state| end(state, End::Awaited)),
        Row::new(Command::Quit, |_, state| quit(state)),
    ]];

    const HINTS: &'static [Hint] = &[
        (Command::NextMatch, "turn"),
        (Command::PreviousMatch, "turn"),
        (Command::Cycle, "state"),
        (Command::Owner, "owner"),
        (Command::Edit, "edit"),
        (Command::Add, "add"),
        (Command::Standup, "end standup"),
    ];

    fn scope(&self) -> Scope {
        Scope::Page
    }

    fn hints(&self, state: &State) -> Vec<Hint> {
        if !self.is_there {
            return Self::HINTS.to_vec();
        }
        let has_all = state.standup.as_ref().is_some_and(|own| own.has_all());
        let here = state.standup.as_ref().and_then(|own| own.here()).map(|turn| turn.noun);
        // From all one goes back to the first before it ends.
        let words = |(command, words): &Hint| match command {
            Command::NextPane | Command::Out if has_all => (*command, "first"),
            Command::Raise | Command::Lower if here == Some(Noun::Touchpoint) => (*command, "emotion"),
            _ => (*command, *words),
        };
        ON_PAGE.iter().map(words).collect()
    }

    fn settled(&mut self, state: &mut State) -> Todo {
        self.is_there = state.is_at_standup();
        conclude(state)
    }
}

/// Starts a standup of the current map, on its page.
pub(in crate::app) fn start(state: &mut State, topic: Topic) -> Option<(StandupKeys, Todo)> {
    let (label, book, is_loading) =
        state.volume().and_then(|own| Some((own.label.clone(), own.book.clone()?, own.is_loading)))?;
    let mut standup = Standup::new(&label, topic, &book, state.setup.today, state.now);
    standup.recall(&state.desk.standups);
    standup.weigh(&state.sight.board, state.setup.today, !is_loading);
    state.standup = Some(Box::new(standup));
    state.ended = None;
    see(state);
    let todo = step(state, true);
    Some((StandupKeys { is_there: true }, todo))
}

/// Shows the page of the standup, whatever was looked at.
fn see(state: &mut State) {
    let map = state.standup.as_ref().map(|standup| standup.map().to_owned());
    if state.open_map().map(str::to_owned) != map
        && let Some(map) = map
    {
        state.open(&map);
    }
    if state.place.subject != Subject::STANDUP {
        state.see(ViewName::STANDUP);
    }
    (state.place.focus, state.place.is_zoomed) = (Pane::Detail, true);
}

fn why_no_turn(state: &State) -> Option<Plain> {
    let has_turns = state.standup.as_ref().is_some_and(|standup| standup.has_turns());
    (!has_turns).then(|| "nothing is open here".into())
}

/// Goes to the next turn, or the one before, on the page of the standup.
fn step(state: &mut State, is_on: bool) -> Todo {
    let Some(standup) = &mut state.standup else { return Vec::new() };
    let is_last = is_on && standup.is_at_last();
    if let Some(at) = standup.turn(is_on) {
        see(state);
        state.place.seek(at);
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
        state.desk.standups.retain(|own| own.map != map);
        state.desk.standups.push(LastStandup { map: map.clone(), date, text: text.clone() });
        effects.push(Effect::Remember { map, date, text });
    }
    let ended = standup.ended(date, state.now, &state.path(standup.map()));
    effects.push(Effect::Report(ended.report()));
    let map = ended.map.clone();
    state.ended = Some(Box::new(ended));
    if is_quit {
        effects.push(Effect::Quit);
    } else {
        tell(state, &map);
        state.say("the standup is over: its summary is printed on leaving cjm");
    }
    let mut todo = ask(effects);
    todo.push(Next::Close);
    todo
}

/// Shows what is told of a standup that is over.
fn tell(state: &mut State, map: &str) {
    if state.open_map() == Some(map) {
        if state.place.subject != Subject::STANDUP {
            state.see(ViewName::STANDUP);
        }
        state.place.look_anew();
        (state.place.focus, state.place.is_zoomed) = (Pane::Detail, true);
    }
}

#[cfg(test)]
mod tests;
