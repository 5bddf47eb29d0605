//! The front of what was read: one character, or one sequence up to its end.
//! Invariant: what is noise in a sequence ends with the sequence.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::keys::{self, pointed};
use super::{Sent, key};

/// What the front of the bytes is.
pub(super) enum Front {
    /// Not all there yet.
    Short,
    /// So many bytes, and what they mean if they mean anything.
    Whole(usize, Option<Sent>),
}

impl Front {
    /// The same behind so many bytes more.
    fn after(self, n_before: usize) -> Self {
        match self {
            Self::Short => Self::Short,
            Self::Whole(n, what) => Self::Whole(n + n_before, what),
        }
    }
}

/// What the bytes begin with.
pub(super) fn front(bytes: &[u8]) -> Front {
    match *bytes {
        [] => Front::Whole(0, None),
        [0x1b, ref rest @ ..] => escape(rest),
        [b'\r', ..] => Front::Whole(1, Some(key(KeyCode::Enter))),
        [b'\t', ..] => Front::Whole(1, Some(key(KeyCode::Tab))),
        [0x7f | 0x08, ..] => Front::Whole(1, Some(key(KeyCode::Backspace))),
        [0, ..] => Front::Whole(1, Some(control(b' '))),
        [c @ 0x01..=0x1a, ..] => Front::Whole(1, Some(control(c - 1 + b'a'))),
        [c @ 0x1c..=0x1f, ..] => Front::Whole(1, Some(control(c + 0x40))),
        // ESC and a letter in one byte (8-bit C1), which begins no character, or in the two that UTF-8 has for it.
        [c1 @ 0x80..=0x9f, ref tail @ ..] => introduced(c1 - 0x40, tail).unwrap_or(Front::Whole(0, None)).after(1),
        [0xc2, c1 @ 0x80..=0x9f, ref tail @ ..] => {
            introduced(c1 - 0x40, tail).unwrap_or(Front::Whole(0, None)).after(2)
        }
        _ => character(bytes),
    }
}

fn control(letter: u8) -> Sent {
    Sent::Key(KeyEvent::new(KeyCode::Char(letter.into()), KeyModifiers::CONTROL))
}

fn character(bytes: &[u8]) -> Front {
    let n = match bytes.first() {
        Some(0xc2..=0xdf) => 2,
        Some(0xe0..=0xef) => 3,
        Some(0xf0..=0xf4) => 4,
        _ => 1,
    };
    let all = bytes.get(..n).unwrap_or(bytes);
    match std::str::from_utf8(all) {
        Ok(text) => Front::Whole(n, text.chars().next().map(|c| key(KeyCode::Char(c)))),
        Err(error) if error.error_len().is_none() => Front::Short,
        // No character, with all that would have been of it.
        Err(_) => Front::Whole(1 + all.iter().skip(1).take_while(|byte| matches!(byte, 0x80..=0xbf)).count(), None),
    }
}

/// What follows ESC.
fn escape(rest: &[u8]) -> Front {
    match *rest {
        [] | [0x1b] => Front::Short,
        // rxvt sends an ESC before the sequence of a key that is held with alt.
        [0x1b, b'[' | b'O', ..] => match front(rest) {
            Front::Whole(n, Some(Sent::Key(key))) => Front::Whole(n + 1, Some(with_alt(key))),
            Front::Whole(..) => Front::Whole(1, Some(key(KeyCode::Esc))),
            Front::Short => Front::Short,
        },
        [0x1b, ..] => Front::Whole(1, Some(key(KeyCode::Esc))),
        [letter, ref tail @ ..] => introduced(letter, tail).map_or_else(
            || match front(rest) {
                Front::Whole(n, Some(Sent::Key(key))) => Front::Whole(n + 1, Some(with_alt(key))),
                Front::Whole(n, _) => Front::Whole(n + 1, None),
                Front::Short => Front::Short,
            },
            |front| front.after(2),
        ),
    }
}

fn with_alt(mut key: KeyEvent) -> Sent {
    key.modifiers |= KeyModifiers::ALT;
    Sent::Key(key)
}

/// What ESC and this letter begin, if it is a sequence.
fn introduced(letter: u8, tail: &[u8]) -> Option<Front> {
    Some(match letter {
        b'[' => csi(tail),
        b'O' => ss3(tail),
        b']' => string(tail, background),
        b'P' | b'X' | b'^' | b'_' => string(tail, |_| None),
        _ => return None,
    })
}

/// OSC, DCS and the like: up to BEL, ESC `\` or the one byte that stands for it.
fn string(tail: &[u8], meaning: fn(&[u8]) -> Option<Sent>) -> Front {
    for (at, byte) in tail.iter().enumerate() {
        let body = tail.get(..at).unwrap_or_default();
        match byte {
            0x07 => return Front::Whole(at + 1, meaning(body)),
            // Elsewhere it may be of a character.
            0x9c if body.is_ascii() => return Front::Whole(at + 1, meaning(body)),
            0x1b => {
                return match tail.get(at + 1) {
                    None => Front::Short,
                    Some(b'\\') => Front::Whole(at + 2, meaning(body)),
                    // Cut off by the next sequence.
                    Some(_) => Front::Whole(at, None),
                };
            }
            _ => {}
        }
    }
    Front::Short
}

/// The parameters of a sequence and its last byte; an ESC begins the next one. Whatever else is in between is noise.
fn split(tail: &[u8]) -> Option<(&[u8], u8)> {
    let at = tail.iter().position(|byte| matches!(byte, 0x1b | 0x40..=0x7e))?;
    Some((tail.get(..at)?, tail.get(at).copied()?))
}

fn ss3(tail: &[u8]) -> Front {
    match split(tail) {
        None => Front::Short,
        Some((parameters, 0x1b)) => Front::Whole(parameters.len(), None),
        Some((parameters, last)) => Front::Whole(parameters.len() + 1, keys::ss3(parameters, last)),
    }
}

fn csi(tail: &[u8]) -> Front {
    match *tail {
        // The Linux console's F1 to F5.
        [b'[', last @ b'A'..=b'E', ..] => return Front::Whole(2, Some(key(KeyCode::F(1 + last - b'A')))),
        [b'[', 0x1b, ..] => return Front::Whole(1, None),
        [b'[', _, ..] => return Front::Whole(2, None),
        [b'M', ref report @ ..] => return old_mouse(report).after(1),
        [b'['] => return Front::Short,
        _ => {}
    }
    // What rxvt sends with shift ends with a byte that is the last but one of an answer elsewhere: what follows tells.
    let is_of_rxvt = |n: &usize| {
        let is_last = !matches!(tail.get(*n + 1), Some(0x40..=0x7e));
        tail.get(*n) == Some(&b'$') && is_last && keys::is_of_rxvt(tail.get(..*n).unwrap_or_default())
    };
    if let Some(n) = (1..=2).find(is_of_rxvt) {
        return Front::Whole(n + 1, keys::csi(tail.get(..n).unwrap_or_default(), b'$'));
    }
    match split(tail) {
        None => Front::Short,
        Some((parameters, 0x1b)) => Front::Whole(parameters.len(), None),
        Some((parameters, last)) => Front::Whole(parameters.len() + 1, keys::csi(parameters, last)),
    }
}

/// The mouse as terminals without 1006 report it, though it is asked for, in three bytes. SCO's F1 is the same without them:
/// taking it for F1 at once would type them into the program.
fn old_mouse(report: &[u8]) -> Front {
    match (report.iter().take(3).position(|byte| *byte == 0x1b), report) {
        (Some(0), _) => Front::Whole(0, Some(key(KeyCode::F(1)))),
        (Some(at), _) => Front::Whole(at, None),
        (None, [button, x, y, ..]) => {
            // A place beyond the 223rd column is told as 0.
            let place = |byte: &u8| byte.checked_sub(33).map(u16::from);
            let numbers = button.checked_sub(32).zip(place(x)).zip(place(y));
            Front::Whole(3, numbers.and_then(|((button, x), y)| pointed(button.into(), x, y, true)))
        }
        _ => Front::Short,
    }
}

/// `11;rgb:1e1e/1e1e/1e1e`, with one to four digits a channel.
fn background(body: &[u8]) -> Option<Sent> {
    let color = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let channels = color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"))?;
    let mut levels = channels.split('/').map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
    });
    let (red, green, blue) = (levels.next()??, levels.next()??, levels.next()??);
    // Rec. 709 luma: what the eye takes for brightness.
    Some(Sent::Background { is_dark: 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5 })
}
