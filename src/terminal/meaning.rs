//! What a terminal sent in the words of `app`, which knows no terminal.
//! Invariant: a key that `app` has no word for means nothing, and never the key without what was held with it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::decode::Sent;
use crate::app::event::{Gesture, Pointed};
use crate::app::key::{Code, Key};

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text from the clipboard.
    Paste(String),
    /// Characters that came faster than anybody types: text from the clipboard that is not marked as such.
    Burst(String),
    /// The mouse.
    Mouse(Pointed),
    /// The terminal told its background.
    Background {
        /// Is it dark?
        is_dark: bool,
    },
}

/// What it means, if anything.
pub(super) fn meaning(sent: Sent) -> Option<Input> {
    match sent {
        Sent::Key(event) => key(event).map(Input::Key),
        Sent::Mouse(event) => pointed(event).map(Input::Mouse),
        Sent::Paste(text) => Some(Input::Paste(text)),
        Sent::Background { is_dark } => Some(Input::Background { is_dark }),
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    let KeyEvent { code, modifiers, kind, .. } = event;
    let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
    if kind == KeyEventKind::Release || !known.contains(modifiers) {
        return None;
    }
    let code = match code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::F(number @ 1..=24) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        // A back tab has shift with it.
        KeyCode::Tab | KeyCode::BackTab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let holds = |modifier| modifiers.contains(modifier);
    Some(Key::new(code, holds(KeyModifiers::CONTROL), holds(KeyModifiers::ALT), holds(KeyModifiers::SHIFT)))
}

fn pointed(event: MouseEvent) -> Option<Pointed> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Click,
        MouseEventKind::ScrollUp => Gesture::WheelUp,
        MouseEventKind::ScrollDown => Gesture::WheelDown,
        _ => return None,
    };
    Some(Pointed { gesture, x: event.column, y: event.row })
}
