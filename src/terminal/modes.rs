//! What a terminal does beyond showing cells, as commands.
//! Invariant: what [`leave`] turns off is all that [`enter`] or [`change`] may turn on.

use std::fmt;
use std::io;

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste};
use crossterm::style::{Attribute, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use crossterm::{Command, queue};

use crate::source::settings::Bidi;

/// What the terminal does for us beyond showing cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Modes {
    /// Does it report the mouse?
    pub(super) has_mouse: bool,
    /// Do we put right-to-left text in order, so that it must not?
    pub(super) is_explicit: bool,
}

impl Modes {
    /// Those that the user's choices come to.
    pub(super) fn new(has_mouse: bool, bidi: Bidi) -> Self {
        Self { has_mouse, is_explicit: matches!(bidi, Bidi::App | Bidi::Off) }
    }
}

/// Clicks, drags and the wheel, in decimal. crossterm's own command turns on 1003, too: every move of the mouse would come
/// over the line.
struct Mouse(bool);

impl Command for Mouse {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[?1000h\x1b[?1002h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1002l\x1b[?1000l" })
    }
}

/// Shows the terminal cells in the order they come (explicit mode), or does it put right-to-left text in order itself?
struct ExplicitBidi(bool);

impl Command for ExplicitBidi {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str(if self.0 { "\x1b[8l" } else { "\x1b[8h" })
    }
}

/// What is the background color?
struct AskBackground;

impl Command for AskBackground {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b]11;?\x1b\\")
    }
}

/// Another screen, no cursor, pastes marked as such.
pub(super) fn enter(modes: Modes) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
    bytes.extend(change(Modes::default(), modes)?);
    Ok(bytes)
}

/// From some modes to others.
pub(super) fn change(from: Modes, to: Modes) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if from.has_mouse != to.has_mouse {
        queue!(bytes, Mouse(to.has_mouse))?;
    }
    if from.is_explicit != to.is_explicit {
        queue!(bytes, ExplicitBidi(to.is_explicit))?;
    }
    Ok(bytes)
}

/// Everything that may be on goes off, whoever turned it on.
pub(super) fn leave() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, EndSynchronizedUpdate, Mouse(false), DisableBracketedPaste, DisableFocusChange)?;
    queue!(bytes, ExplicitBidi(false), SetAttribute(Attribute::Reset), Show, LeaveAlternateScreen)?;
    Ok(bytes)
}

/// What a program that had the terminal may have left behind: all of it as it usually is.
struct Repair;

impl Command for Repair {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        // A soft reset, and one by one for terminals that do not know it: letters are letters, no margins, no origin,
        // lines wrap, nothing is inserted, arrows are usual; then every report of keys and moves that we do not ask for.
        f.write_str(
            "\x1b[!p\x1b(B\x0f\x1b[?69l\x1b[r\x1b[?6l\x1b[?7h\x1b[4l\x1b[?1l\x1b>\x1b[?1003l\x1b[>4;0m\x1b[<99u",
        )
    }
}

/// Makes good what another program left behind.
pub(super) fn repair() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, Repair, DisableFocusChange)?;
    Ok(bytes)
}

/// The answer comes as input, or never.
pub(super) fn ask_background() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    queue!(bytes, AskBackground)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaving_undoes_all_that_entering_did() {
        let text = |bytes: io::Result<Vec<u8>>| String::from_utf8(bytes.unwrap()).unwrap();
        let (entered, left) = (text(enter(Modes { has_mouse: true, is_explicit: true })), text(leave()));
        for mode in ["?1049", "?2004", "?1000", "?1002", "?1006"] {
            assert!(entered.contains(&format!("\x1b[{mode}h")), "{mode} is not on");
            assert!(left.contains(&format!("\x1b[{mode}l")), "{mode} stays on");
        }
        assert!(!entered.contains("1003"), "every move of the mouse is reported");
        assert!(left.contains("\x1b[?2026l"), "a frame stays open");
        assert!(entered.contains("\x1b[?25l") && left.contains("\x1b[?25h"), "no cursor");
        assert!(entered.contains("\x1b[8l") && left.contains("\x1b[8h"), "explicit bidi stays");
        assert_eq!(text(change(Modes::default(), Modes::default())), "");
    }

    #[test]
    fn what_others_leave_on_goes_off_and_nothing_goes_on() {
        let repaired = String::from_utf8(repair().unwrap()).unwrap();
        for off in ["?1003l", "?1004l", "?69l", "?6l", "?1l", "[4l", "[r", "(B", "[>4;0m", "?7h"] {
            assert!(repaired.contains(off), "{off} is missing");
        }
        assert_eq!(repaired.matches('h').count(), 1, "only lines wrap again");
    }
}
