//! One frame: body, what lies over it, banner and footer. Must not know how anything is painted.
//! Invariant: pure; the same state gives the same frame.

use super::{Banner, Body, Overlay, Picker, PickerRow, Shelf, View, comments, figures, journey};
use crate::app::command::Command;
use crate::app::find::position;
use crate::app::keymap::Scope;
use crate::app::picker::{self, Kind, Row};
use crate::app::state::{Mode, State};
use crate::app::view::Pane;
use crate::app::{card, edits, reader, writing};
use crate::text::Plain;

/// What is to be seen.
#[must_use]
pub fn view(state: &State) -> View {
    let body = if let Some(reader) = state.mode.reader() {
        Body::Comments(Box::new(comments::comments(state, reader)))
    } else if state.place.is_inside {
        Body::Journey(Box::new(journey::journey(state)))
    } else {
        Body::Shelf(Shelf {
            folder: Plain::new(&state.shelf.folder),
            rows: state.shelf.volumes.iter().map(super::shelf::now).collect(),
            selected: state.place.map.idx,
        })
    };
    let overlay = match &state.mode {
        Mode::Browse | Mode::Writing(_) | Mode::Comments(_) => None,
        Mode::Card(card) => Some(Overlay::Card(card::shown(state, card))),
        Mode::Picker(picker) => Some(Overlay::Picker(list(picker))),
    };
    View {
        body,
        overlay,
        banner: banner(state),
        notice: state.notice.clone(),
        hints: hints(state),
        status: status(state),
        is_right_to_left: state.map().is_some_and(crate::journey::Map::is_right_to_left),
    }
}

/// What is wrong for as long as it is: the file, a source, reading that was stopped; else how much is odd.
fn banner(state: &State) -> Option<Banner> {
    let bad = |text: String| Some(Banner { is_bad: true, text: text.into() });
    if let Some(volume) = state.volume().filter(|_| state.place.is_inside) {
        if let Some(fault) = volume.fault() {
            // First what a narrow screen must not cut: where, and that what is seen is not the file.
            let seen = if volume.broken.is_some() { "last good shown: " } else { "" };
            return bad(format!("{} {seen}{}", position(fault), fault.message));
        }
        if let Some(book) = &volume.book {
            let mut sources = book.counts.sources.iter();
            if let Some((source, why)) = sources.find_map(|source| Some((source, source.failed.as_ref()?))) {
                let file = book.map.sources.iter().find(|own| own.id == source.id).map_or(&source.id, |own| &own.file);
                return bad(if why.contains(file.as_str()) { why.clone() } else { format!("{file}: {why}") });
            }
            if volume.is_cut && !book.map.sources.is_empty() {
                let key = state.setup.keymap.shown(Command::Reload);
                let rest =
                    if volume.has_all { "the numbers are those from before" } else { "not all rows are counted" };
                return bad(format!("reading was stopped, {rest}: {key} reads again"));
            }
        }
    }
    if let Some(standup) = &state.desk.standup {
        return Some(Banner { is_bad: false, text: standup.words(state.now).into() });
    }
    let n = state.findings().count();
    let key = state.setup.keymap.shown(Command::Findings);
    let remark = match n {
        0 => return None,
        1 => format!("1 finding, {key} shows it"),
        _ => format!("{n} findings, {key} lists them"),
    };
    Some(Banner { is_bad: false, text: remark.into() })
}

/// `by year · everyone`.
fn status(state: &State) -> Plain {
    let Some(map) = state.map() else { return Plain::default() };
    let board = &state.sight.board;
    let persona = map.personas.iter().find(|persona| board.persona.as_ref() == Some(&persona.id));
    let who = persona.map_or("everyone", |persona| persona.name.as_str());
    match board.grain {
        // Comments are of all time.
        Some(grain) if !board.periods.is_empty() && state.mode.reader().is_none() => {
            format!("{} · {who}", figures::by(grain)).into()
        }
        _ => who.into(),
    }
}

/// What a standup needs most.
const STANDUP: &[(Command, &str)] = &[
    (Command::NextMatch, "turn"),
    (Command::PreviousMatch, "turn"),
    (Command::Cycle, "next state"),
    (Command::Add, "add"),
    (Command::Edit, "edit"),
    (Command::Standup, "end standup"),
];

/// The keys that matter here.
fn hints(state: &State) -> Vec<(Plain, Plain)> {
    let scope = match &state.mode {
        Mode::Browse => Scope::Browse,
        Mode::Picker(_) => Scope::Picker,
        Mode::Writing(_) => Scope::Pen,
        Mode::Card(_) => Scope::Card,
        Mode::Comments(reader) if reader.is_typing() => Scope::Picker,
        Mode::Comments(_) => Scope::Comments,
    };
    let head = if scope == Scope::Browse && state.desk.standup.is_some() { STANDUP } else { &[] };
    let hints = state.setup.keymap.hints_after(head, scope, |command| matters(state, command));
    hints.into_iter().map(|(keys, words)| (keys.into(), words.into())).collect()
}

/// Is there anything for that command to do here?
fn matters(state: &State, command: Command) -> bool {
    match &state.mode {
        Mode::Browse => {}
        Mode::Writing(writing) => return writing::matters(writing, command),
        Mode::Picker(_) | Mode::Card(_) => return true,
        Mode::Comments(reader) => return reader::matters(state, reader, command),
    }
    let (place, board, is_inside) = (&state.place, &state.sight.board, state.place.is_inside);
    match command {
        Command::PreviousStage | Command::NextStage => state.map().is_some_and(|map| map.stages.len() > 1),
        Command::Enter if is_inside => place.focus != Pane::Detail,
        Command::Enter => !state.shelf.volumes.is_empty(),
        Command::Out => is_inside && (place.focus != Pane::Stages || place.is_zoomed || !state.shelf.is_single),
        Command::NextMatch | Command::PreviousMatch => match &state.desk.standup {
            Some(standup) => standup.has_turns(),
            None => state.walk.spots.len() > 1,
        },
        Command::NextPersona => is_inside && !board.personas.is_empty(),
        Command::Period => is_inside && board.grains.len() > 1,
        Command::Metric => is_inside && board.metrics.len() > 1,
        Command::Worst => is_inside && board.worst.is_some(),
        Command::NextPane | Command::About | Command::Zoom => is_inside,
        Command::Comments => is_inside && reader::can_open(state),
        Command::Findings => state.findings().next().is_some(),
        Command::Back => state.trail.has_back(),
        Command::Edit
        | Command::Add
        | Command::Undo
        | Command::Redo
        | Command::Cycle
        | Command::Raise
        | Command::Lower
        | Command::Owner
        | Command::Delete => edits::matters(state, command),
        _ => true,
    }
}

/// The open list.
fn list(picker: &picker::Picker) -> Picker {
    let row = |row: &Row| match row {
        Row::Heading(heading) => PickerRow { text: heading.words().into(), is_heading: true, ..PickerRow::default() },
        Row::Entry(_, matched) => picker.entry(row).map_or_else(PickerRow::default, |entry| PickerRow {
            text: entry.text.clone(),
            matched: matched.clone(),
            aside: entry.aside.clone(),
            key: entry.key.clone(),
            is_heading: false,
            tone: entry.tone,
        }),
    };
    let (title, prompt) = match &picker.kind {
        Kind::Find => ("find", "/"),
        Kind::Palette => ("commands", ":"),
        Kind::Help => ("help", "?"),
        Kind::Findings => ("findings", "!"),
        Kind::Add => ("add", "a"),
        Kind::Evidence(_) => ("evidence from", "a"),
        Kind::History => ("changes", "U"),
    };
    Picker {
        title: title.into(),
        prompt: prompt.into(),
        typed: Plain::new(picker.typed()),
        rows: picker.rows.iter().map(row).collect(),
        selected: picker.selected,
        count: format!("{} of {}", picker.n_matches, picker.entries.len()).into(),
    }
}
