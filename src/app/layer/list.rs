//! A line to type in and a list to choose from: find, commands, help, numbers, findings, what can be added, the changes
//! so far.
//! A search that is given up leaves no trace of where it went.

mod begin;
pub(in crate::app) mod choices;
pub(in crate::app) mod commands;
pub(in crate::app) mod entry;
pub(in crate::app) mod find;
mod menu;
mod numbers;

use self::choices::{Choices, ListRow};
use self::commands::Offer;
use self::entry::{Dial, Goal, ListEntry};
use crate::app::command::{Command, Scope};
use crate::app::effect::Effect;
use crate::app::event::Gesture;
use crate::app::location::{Cursor, Location};
use crate::app::naming;
use crate::app::next::{ListKind, Next, Opening, Todo, ask, open};
use crate::app::order::Work;
use crate::app::pen::Stroke;
use crate::app::row::{Hint, Keys, Row};
use crate::app::saving;
use crate::app::state::{Recent, State, Walk};
use crate::app::view::{Block, ChoiceRow, Page, Picker, Target, Window};
use crate::app::walk;
use crate::app::words::{Cause, Purpose};
use crate::journey::Noun;
use crate::text::Plain;

/// A list that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct List {
    pub(in crate::app) kind: ListKind,
    pub(in crate::app) choices: Choices,
    /// Where the user was when it opened.
    pub(in crate::app) origin: Location,
}

impl Keys for List {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::new(Command::Choose, Self::choose),
        Row::new(Command::Close, Self::close),
        Row::new(Command::PreviousRow, |own, state| own.step(state, -1)),
        Row::new(Command::NextRow, |own, state| own.step(state, 1)),
        Row::new(Command::PageUp, |own, state| own.step_page(state, true)),
        Row::new(Command::PageDown, |own, state| own.step_page(state, false)),
        Row::new(Command::Erase, |own, state| own.write(state, |choices| choices.stroke(Stroke::Erase))),
        Row::new(Command::EraseWord, |own, state| own.write(state, |choices| choices.stroke(Stroke::EraseWord))),
        Row::new(Command::EraseLine, |own, state| own.write(state, |choices| choices.stroke(Stroke::EraseLine))),
    ]];

    const HINTS: &'static [Hint] = &[
        (Command::Choose, "choose"),
        (Command::Close, "close"),
        (Command::PreviousRow, "move"),
        (Command::NextRow, "move"),
        (Command::EraseLine, "erase"),
    ];

    fn scope(&self) -> Scope {
        Scope::List
    }

    /// Who was about to leave a proposal goes back to it.
    fn hints(&self, _: &State) -> Vec<Hint> {
        let is_leaving = matches!(self.kind, ListKind::Begin { is_leaving: true, .. });
        let own = |&(command, words): &Hint| match command {
            Command::Close if is_leaving => (command, "back to the proposal"),
            _ => (command, words),
        };
        Self::HINTS.iter().map(own).collect()
    }

    /// Where nothing is typed there is nothing to erase.
    fn is_hinted(&self, _: &State, command: Command) -> bool {
        self.kind != ListKind::Views || command != Command::EraseLine
    }

    fn typed(&mut self, state: &mut State, c: char) -> Todo {
        if self.kind == ListKind::Views {
            return if self.choices.choose_lettered(c) { self.choose(state) } else { Vec::new() };
        }
        // A number takes a persona at once; whoever typed something types on.
        let is_number = self.kind == ListKind::Numbers && self.choices.typed().is_empty() && c.is_ascii_digit();
        if is_number && self.choices.choose_lettered(c) {
            return self.choose(state);
        }
        self.pasted(state, c.encode_utf8(&mut [0; 4]))
    }

    fn pasted(&mut self, state: &mut State, text: &str) -> Todo {
        if self.kind == ListKind::Views {
            return Vec::new();
        }
        self.write(state, |choices| choices.type_in(text))
    }

    fn pointed(&mut self, state: &mut State, target: Option<Target>, gesture: Gesture) -> Todo {
        match (gesture, target) {
            (Gesture::Click, Some(Target::Row(row))) if self.choices.selected == row && self.choices.is_touched => {
                self.choose(state)
            }
            (Gesture::Click, Some(Target::Row(row))) => self.change(state, |choices| choices.select(row)),
            (Gesture::Click, _) => Vec::new(),
            (Gesture::WheelUp, _) => self.step(state, -1),
            (Gesture::WheelDown, _) => self.step(state, 1),
        }
    }

    /// Shows what the typed text finds.
    fn paused(&mut self, state: &mut State) {
        if self.choices.is_behind {
            self.change(state, Choices::sift);
        }
    }

    /// Brings the entries up to date.
    fn hear_of_maps(&mut self, state: &State) {
        let entries = match &self.kind {
            ListKind::Find => {
                let inside = state.library.volume(&self.origin.map.id).filter(|_| self.origin.is_inside);
                match inside.and_then(|volume| volume.book.as_ref()) {
                    Some(book) => find::in_map(&self.origin.map.id, &book.map),
                    None => find::in_library(&state.library),
                }
            }
            ListKind::Findings => find::findings(state.findings()),
            ListKind::History => menu::history(state),
            ListKind::Leads => menu::leads(state),
            ListKind::Palette | ListKind::Help | ListKind::Add | ListKind::Evidence(_) => return,
            ListKind::Begin { what, is_leaving } => {
                let entries = begin::rows(state, what, *is_leaving, self.choices.typed());
                self.choices.tell(entries);
                return;
            }
            ListKind::Views => menu::views(state),
            ListKind::Numbers => numbers::numbers(state),
        };
        self.choices.restock(entries);
    }
}

impl List {
    /// Opens a list, unless it would be empty.
    pub(in crate::app) fn open(state: &mut State, kind: ListKind, offer: &Offer) -> Option<Self> {
        let entries = match &kind {
            ListKind::Find => match state.map() {
                Some(map) => find::in_map(&state.place.map.id, map),
                None => find::in_library(&state.library),
            },
            ListKind::Views => menu::views(state),
            ListKind::Palette => {
                let views = menu::views(state).into_iter().map(|entry| {
                    let keys = format!("{} {}", state.setup.keymap.shown(Command::Views), entry.key);
                    ListEntry { key: keys.into(), ..entry }
                });
                commands::palette(&state.setup.keymap, offer, views.collect())
            }
            ListKind::Help => commands::help(&state.setup.keymap, offer),
            ListKind::Numbers => numbers::numbers(state),
            ListKind::Findings => find::findings(state.findings()),
            ListKind::Add if state.place.is_inside => {
                begin::offered(state).into_iter().chain(menu::addable(state)).collect()
            }
            ListKind::Add => begin::offered(state),
            ListKind::Begin { what, is_leaving } => {
                begin::rows(state, what, *is_leaving, &begin::proposed(state, what))
            }
            ListKind::Evidence(under) => menu::kinds(under),
            ListKind::History => menu::history(state),
            ListKind::Leads => menu::leads(state),
        };
        if entries.is_empty() {
            state.say(match kind {
                ListKind::Findings => "nothing is odd in these files",
                ListKind::History => "nothing was changed here",
                _ => "nothing is read yet",
            });
            return None;
        }
        let noted =
            entries.iter().find(|own| own.text.as_str() == naming::noun(Noun::Note)).map(|own| own.goal.clone());
        let mut choices = if kind == ListKind::Palette { Choices::ranked(entries) } else { Choices::new(entries) };
        if let ListKind::Begin { what, is_leaving } = &kind {
            choices.type_in(&begin::proposed(state, what));
            let entries = begin::rows(state, what, *is_leaving, choices.typed());
            choices.tell(entries);
        }
        if kind == ListKind::Numbers {
            // On the persona whose answers are counted, so that a step leads to the next.
            let now = Goal::Turn(Dial::Persona(state.sight.board.persona.clone()));
            choices.start_at(&now);
        }
        // In a standup, and on a walk, one mostly notes something.
        let is_talk = state.is_at_standup() || walk::is_at_touchpoint(&state.place);
        if let Some(noted) = noted.filter(|_| kind == ListKind::Add && is_talk) {
            choices.start_at(&noted);
        }
        Some(Self { kind, choices, origin: state.place.clone() })
    }

    /// Changes what is typed. What it finds is shown once keys pause: until then the rows stay.
    fn write(&mut self, state: &mut State, write: impl FnOnce(&mut Choices)) -> Todo {
        write(&mut self.choices);
        if let ListKind::Begin { what, is_leaving } = &self.kind {
            let entries = begin::rows(state, what, *is_leaving, self.choices.typed());
            self.choices.tell(entries);
        }
        if self.choices.is_behind {
            state.pause.wait(state.now);
        }
        Vec::new()
    }

    /// Changes what is chosen; while searching, the page behind follows the cursor.
    fn change(&mut self, state: &mut State, change: impl FnOnce(&mut Choices)) -> Todo {
        change(&mut self.choices);
        if let Some(place) = self.previewed() {
            state.place = place;
        }
        Vec::new()
    }

    /// Moves the cursor. Where steps come fast, the page behind waits for the last of them.
    fn step(&mut self, state: &mut State, by: isize) -> Todo {
        self.choices.step(by);
        if let Some(place) = self.previewed() {
            state.follow(place);
        }
        Vec::new()
    }

    /// What a search shows behind it.
    fn previewed(&self) -> Option<Location> {
        let is_search = self.kind == ListKind::Find && self.choices.is_touched;
        is_search.then(|| match self.choices.chosen().map(|entry| &entry.goal) {
            Some(Goal::Visit(spot)) => self.origin.at(spot),
            Some(Goal::Open(label)) => Location { map: Cursor::on(label), ..Location::default() },
            _ => self.origin.clone(),
        })
    }

    fn step_page(&mut self, state: &mut State, is_up: bool) -> Todo {
        let rows = state.page();
        self.step(state, if is_up { -rows } else { rows })
    }

    /// Closes the list; a search returns to where it began.
    fn close(&mut self, state: &mut State) -> Todo {
        if self.kind == ListKind::Find {
            state.place = self.origin.clone();
        }
        vec![Next::Close]
    }

    /// Does what the row under the cursor stands for.
    fn choose(&mut self, state: &mut State) -> Todo {
        let mut todo = self.close(state);
        let is_search = self.kind == ListKind::Find;
        let is_nothing = is_search && !self.choices.is_touched;
        if matches!(self.kind, ListKind::Begin { .. })
            && let Some(Goal::Tell(wrong)) = self.choices.chosen().map(|entry| entry.goal.clone())
        {
            state.say(wrong);
            return Vec::new();
        }
        match self.choices.chosen().map(|entry| entry.goal.clone()).filter(|_| !is_nothing) {
            Some(Goal::Run(command)) => {
                state.remember(Recent::Command(command));
                todo.push(Next::Run(command));
            }
            Some(Goal::Visit(spot)) => {
                if is_search {
                    let (spots, idx) = self.choices.spots();
                    state.walk = Walk { query: self.choices.typed().to_owned(), spots, idx };
                }
                state.visit(&spot);
            }
            Some(Goal::Open(label)) => state.open(&label),
            Some(Goal::See(view)) => {
                state.remember(Recent::View(view));
                state.see(view);
            }
            Some(Goal::Turn(dial)) => match dial {
                Dial::Persona(id) => state.sight.lens.persona = id,
                Dial::Period(grain) => state.sight.lens.grain = grain,
                Dial::Metric(id) => state.sight.lens.metric = id,
            },
            Some(Goal::Tell(words)) => state.say(words),
            Some(Goal::Write(purpose)) => todo.extend(open(match *purpose {
                // First ask what kind of evidence it is.
                Purpose::Item { under, noun: Noun::Evidence, fields, .. } if fields.is_empty() => {
                    Opening::List(ListKind::Evidence(under))
                }
                purpose => Opening::Pen(purpose),
            })),
            Some(Goal::Travel(by)) => saving::travel(state, by),
            Some(Goal::Begin(what)) => todo.extend(open(Opening::List(ListKind::Begin { what, is_leaving: false }))),
            Some(Goal::Leave) => todo.extend(ask([Effect::Quit])),
            Some(Goal::Put) => {
                if let ListKind::Begin { what, .. } = &self.kind
                    && let Some(label) = begin::label(what, self.choices.typed())
                {
                    let work = Work::Begin(what.clone());
                    todo.extend(ask([saving::order(state, &label, work, Cause::Begin)]));
                }
            }
            None => {}
        }
        todo
    }

    /// The list as it is seen on a screen of that many rows.
    pub(in crate::app) fn shown(&self, n_rows: usize) -> Picker {
        let choices = &self.choices;
        let (window, range) = Window::around(choices.selected, choices.selected, choices.rows.len(), n_rows);
        let shown = choices.rows.get(range).unwrap_or_default().iter().enumerate();
        let blocks = shown.filter_map(|(at, row)| match row {
            ListRow::Heading(heading) => Some(Block::Heading(heading.words().into())),
            ListRow::Entry(_, matched) => choices.entry(row).map(|entry| {
                Block::Choice(ChoiceRow {
                    text: entry.text.clone(),
                    matched: matched.clone(),
                    aside: entry.aside.clone(),
                    key: entry.key.clone(),
                    sign: entry.sign,
                    tone: entry.tone,
                    is_marked: window.first + at == choices.selected,
                })
            }),
        });
        let (title, prompt) = match &self.kind {
            ListKind::Find => ("find", "/"),
            ListKind::Views => ("views", "v"),
            ListKind::Palette => ("commands", ":"),
            ListKind::Help => ("help", "?"),
            ListKind::Findings => ("findings", "!"),
            ListKind::Add => ("add", "a"),
            ListKind::Evidence(_) => ("evidence from", "a"),
            ListKind::History => ("changes", "U"),
            ListKind::Leads => ("goes on", "f"),
            ListKind::Numbers => ("numbers", "P"),
            ListKind::Begin { .. } => ("where to put it", "as"),
        };
        let hint = match &self.kind {
            ListKind::Views => "a letter opens one",
            ListKind::Numbers => "a number takes a persona, letters search",
            _ => "",
        };
        Picker {
            page: Page {
                title: title.into(),
                aside: format!("{} of {}", choices.n_matches, choices.entries.len()).into(),
                blocks: blocks.collect(),
                window,
                ..Page::default()
            },
            prompt: prompt.into(),
            is_menu: self.kind == ListKind::Views,
            typed: Plain::new(choices.typed()),
            hint: hint.into(),
            selected: choices.selected,
            widths: choices.widths,
        }
    }
}

#[cfg(test)]
mod tests;
