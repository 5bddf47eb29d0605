//! Makes one frame: body, what lies over it, banner and footer. The same session always gives the same frame.

use super::command::Command;
use super::keymap::Hinted;
use super::layer::{card, comments, pen};
use super::naming::position;
use super::scene;
use super::session::Session;
use super::stack::{self, Layer};
use super::state::State;
use super::view::{Banner, Body, Frame, Hint, Label, Overlay};
use crate::journey::{Finding, Severity};
use crate::text::Plain;

/// The frame of a session as plain values, ready to be painted.
#[must_use]
pub fn frame(session: &Session) -> Frame {
    let state = &session.state;
    let body = if let Some(reader) = session.reader() {
        Body::Comments(Box::new(comments::shown::comments(state, reader)))
    } else if state.place.is_inside {
        let mut journey = scene::journey(state);
        if let Layer::Pen(writing) = session.top() {
            pen::placed::place(&mut journey.detail, state, writing);
        }
        Body::Journey(Box::new(journey))
    } else {
        Body::MapList(scene::shelf::list(state))
    };
    let overlay = match session.top() {
        Layer::Card(decision) => Some(Overlay::Card(card::told::shown(state, decision))),
        Layer::List(list) => Some(Overlay::Picker(list.shown(usize::from(state.screen.size.height)))),
        _ => None,
    };
    Frame {
        body,
        overlay,
        banner: banner(state),
        notice: state.notice.clone(),
        hints: hints(session),
        status: status(state, session.reader().is_some()),
        is_right_to_left: state.is_mirrored(),
    }
}

/// What is wrong, for as long as it lasts: the file, a source, stopped reading; else the standup, or the findings.
fn banner(state: &State) -> Option<Banner> {
    let bad = |text: String| Some(Banner { is_bad: true, text: text.into() });
    if let Some(volume) = state.volume().filter(|_| state.place.is_inside) {
        if let Some(fault) = volume.fault() {
            // First what a narrow screen must not cut off: where, and that the map on screen is not the file.
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
    if let Some(standup) = &state.standup {
        // Its page says it in its head.
        let words = || format!("standup · {}", standup.words(state.now, scene::day(state)));
        return (!state.is_at_standup()).then(|| Banner { is_bad: false, text: words().into() });
    }
    let keymap = &state.setup.keymap;
    let key = keymap.shown(Command::Findings);
    let is_open = |finding: &Finding| finding.severity() == Severity::Advice;
    let n_open = state.findings().filter(|(_, finding)| is_open(finding)).count();
    let found = match state.findings().count() - n_open {
        0 => String::new(),
        1 => format!("1 finding, {key} shows it"),
        n => format!("{n} findings, {key} lists them"),
    };
    let open = match n_open {
        0 => String::new(),
        n if found.is_empty() => format!("{n} to fill in, {key} lists them"),
        n => format!("{n} to fill in"),
    };
    let key = keymap.shown(Command::About);
    let asked = match state.map().filter(|_| state.place.is_inside).map_or(0, |map| map.asks.len()) {
        0 => String::new(),
        1 => format!("1 question, {key} shows it"),
        n => format!("{n} questions, {key} shows them"),
    };
    let unwritten = if state.library.is_proposal {
        format!("a proposal: nothing is written yet, {} writes it", keymap.shown(Command::Add))
    } else {
        String::new()
    };
    let text = scene::joined([unwritten, asked, found, open]);
    (!text.is_empty()).then_some(Banner { is_bad: false, text })
}

/// From how many columns on a footer has room for a date.
const ROOMY: u16 = 100;

/// `by year · everyone`, `by year · as of 2019-01-07 · everyone · unweighted`.
fn status(state: &State, has_comments: bool) -> Plain {
    let Some(map) = state.map() else { return Plain::default() };
    let board = &state.sight.board;
    let labels = state.labels();
    let persona = board.counted(map);
    let who = persona.map_or(labels.word(Label::Everyone), |persona| persona.name.as_str());
    let is_unweighted = !has_comments && state.book().is_some_and(|book| book.counts.is_unweighted);
    let how = if is_unweighted { labels.word(Label::Unweighted) } else { "" };
    let when = match board.grain {
        // Comments are of all time.
        Some(grain) if !board.periods.is_empty() && !has_comments => labels.word(grain.into()),
        _ => "",
    };
    // On a narrow screen the keys matter more; the journey's own page has it.
    let is_told = state.screen.size.width >= ROOMY;
    let day = map.as_of.filter(|_| is_told).map(|day| labels.before(Label::AsOf, &day)).unwrap_or_default();
    let only = if has_comments { "" } else { scene::filter::words(state) };
    scene::joined([when.to_owned(), day, who.to_owned(), how.to_owned(), only.to_owned()])
}

/// The keys that matter here.
fn hints(session: &Session) -> Vec<Hint> {
    let hint = |own: Hinted| Hint {
        is_kept: own.keys.iter().any(|(command, _)| *command == Command::Help),
        keys: own.keys.into_iter().map(|(_, sign)| sign.into()).collect(),
        words: own.words.into(),
    };
    stack::hints(&session.layers, &session.state).into_iter().map(hint).collect()
}
