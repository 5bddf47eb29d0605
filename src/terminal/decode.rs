//! Bytes of a keyboard to what was meant: keys, pasted text, the mouse, the background color.
//! Invariant: no part of an escape sequence ever comes out as a key of its own.
//!
//! Written here and not taken from a library because three things must hold that none gives together:
//! a sequence may come in pieces over a slow line, the answer to a color query must not be typed
//! into the program, and a line that hangs up must not spin.

use crate::app::action::{Gesture, Pointed};
use crate::app::key::{Code, Key};

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// A key went down.
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

/// How long to wait for the rest of what has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// Nothing has begun.
    None,
    /// A lone ESC: the key, or the begin of a sequence.
    Short,
    /// A sequence that lacks its end.
    Long,
}

/// More than any sequence a terminal sends; what is longer is noise.
const LONGEST: usize = 4096;
/// The most that is taken from one paste.
const LONGEST_PASTE: usize = 1 << 20;
const ESCAPE: &[u8] = b"\x1b";
/// Control-c.
const CANCEL: &[u8] = b"\x03";
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Puts pieces together.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Paste,
}

/// How far a paste is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Paste {
    /// There is none.
    #[default]
    None,
    /// So many of the pending bytes are of it, and do not end it.
    Flows(usize),
    /// What came of it was passed on, and nothing follows. Its end may still come, or was lost on the way.
    Stalls,
}

/// What the front of the bytes is.
enum Front {
    /// Not all there yet.
    Short,
    /// So many bytes, and what they mean if they mean anything.
    Whole(usize, Option<Input>),
}

impl Decoder {
    /// Takes what was read and gives what is complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.pending.extend_from_slice(bytes);
        let mut heard = Vec::new();
        if self.paste == Paste::Stalls {
            match self.pending.as_slice() {
                ESCAPE => return heard,
                CANCEL => self.paste = Paste::None,
                _ => self.paste = Paste::Flows(0),
            }
        }
        loop {
            if let Paste::Flows(n_known) = self.paste {
                match self.pasted(n_known) {
                    Some(paste) => heard.push(paste),
                    None => return heard,
                }
            }
            if self.pending.starts_with(PASTE_BEGIN) {
                self.pending.drain(..PASTE_BEGIN.len());
                self.paste = Paste::Flows(0);
                continue;
            }
            match front(&self.pending) {
                Front::Whole(0, _) => return heard,
                Front::Whole(n, what) => {
                    self.pending.drain(..n);
                    heard.extend(what);
                }
                Front::Short => {
                    if self.pending.len() > LONGEST {
                        self.pending.clear();
                    }
                    return heard;
                }
            }
        }
    }

    /// How long to wait before [`Decoder::settle`].
    pub(super) fn patience(&self) -> Patience {
        match (self.paste, self.pending.as_slice()) {
            (Paste::Flows(_), _) => Patience::Long,
            (_, []) => Patience::None,
            (Paste::None, ESCAPE) => Patience::Short,
            _ => Patience::Long,
        }
    }

    /// Nothing more came: a lone ESC was the key, the begin of a paste is passed on, anything else was cut off and is
    /// dropped.
    pub(super) fn settle(&mut self) -> Option<Input> {
        if let Paste::Flows(_) = self.paste {
            return self.pasted_so_far();
        }
        let was_escape = self.pending == ESCAPE;
        self.pending.clear();
        self.paste = Paste::None;
        was_escape.then_some(Input::Key(Code::Esc.into()))
    }

    /// The paste, if it is whole; the first bytes are known not to end it.
    fn pasted(&mut self, n_known: usize) -> Option<Input> {
        let from = n_known.saturating_sub(PASTE_END.len());
        let fresh = self.pending.get(from..).unwrap_or_default();
        let Some(end) = fresh.windows(PASTE_END.len()).position(|window| window == PASTE_END) else {
            if self.pending.len() > LONGEST_PASTE {
                // Keep the last bytes: the end mark may be half there.
                let surplus = self.pending.len() - PASTE_END.len();
                self.pending.drain(LONGEST_PASTE - PASTE_END.len()..surplus);
            }
            self.paste = Paste::Flows(self.pending.len());
            return None;
        };
        let text = String::from_utf8_lossy(self.pending.get(..from + end).unwrap_or_default()).into_owned();
        self.pending.drain(..from + end + PASTE_END.len());
        self.paste = Paste::None;
        Some(Input::Paste(text))
    }

    /// What came of a paste that does not go on. What may be half of its end, or of a character, waits once more.
    fn pasted_so_far(&mut self) -> Option<Input> {
        let is_half = |n: &usize| PASTE_END.get(..*n).is_some_and(|half| self.pending.ends_with(half));
        let n_of_end = (1..PASTE_END.len()).rev().find(is_half).unwrap_or_default();
        let text = self.pending.get(..self.pending.len() - n_of_end).unwrap_or_default();
        let n_whole = match std::str::from_utf8(text) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => text.len(),
        };
        if n_whole == 0 {
            self.pending.clear();
            self.paste = Paste::Stalls;
            return None;
        }
        let text = String::from_utf8_lossy(text.get(..n_whole).unwrap_or_default()).into_owned();
        self.pending.drain(..n_whole);
        self.paste = if self.pending.is_empty() { Paste::Stalls } else { Paste::Flows(0) };
        Some(Input::Paste(text))
    }
}

fn key(code: Code) -> Input {
    Input::Key(code.into())
}

fn control(letter: u8) -> Input {
    Input::Key(Key::new(Code::Char(letter.into()), true, false, false))
}

fn front(bytes: &[u8]) -> Front {
    match *bytes {
        [] => Front::Whole(0, None),
        [0x1b, ref rest @ ..] => escape(rest),
        [b'\r', ..] => Front::Whole(1, Some(key(Code::Enter))),
        [b'\t', ..] => Front::Whole(1, Some(key(Code::Tab))),
        [0x7f | 0x08, ..] => Front::Whole(1, Some(key(Code::Backspace))),
        [0, ..] => Front::Whole(1, Some(control(b' '))),
        [c @ 0x01..=0x1a, ..] => Front::Whole(1, Some(control(c - 1 + b'a'))),
        [c @ 0x1c..=0x1f, ..] => Front::Whole(1, Some(control(c + 0x40))),
        _ => character(bytes),
    }
}

fn character(bytes: &[u8]) -> Front {
    let lead = bytes.first().copied().unwrap_or_default();
    let n = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    let Some(whole) = bytes.get(..n) else {
        // A sound begin waits for its end; anything else is dropped byte by byte.
        let is_sound = bytes.iter().skip(1).all(|byte| matches!(byte, 0x80..=0xbf));
        return if is_sound { Front::Short } else { Front::Whole(1, None) };
    };
    match std::str::from_utf8(whole) {
        Ok(text) => Front::Whole(n, text.chars().next().map(|c| key(Code::Char(c)))),
        Err(_) => Front::Whole(1, None),
    }
}

/// What follows ESC.
fn escape(rest: &[u8]) -> Front {
    match *rest {
        [] => Front::Short,
        // The second may begin a sequence, so only the first is the key.
        [0x1b, ..] => Front::Whole(1, Some(key(Code::Esc))),
        [b'[', ref tail @ ..] => shift_by(2, csi(tail)),
        [b'O', ref tail @ ..] => shift_by(2, ss3(tail)),
        [b']', ref tail @ ..] => shift_by(2, string(tail, background)),
        [b'P' | b'X' | b'^' | b'_', ref tail @ ..] => shift_by(2, string(tail, |_| None)),
        _ => match front(rest) {
            Front::Whole(n, Some(Input::Key(key))) => Front::Whole(n + 1, Some(Input::Key(Key { alt: true, ..key }))),
            Front::Whole(n, _) => Front::Whole(n + 1, None),
            Front::Short => Front::Short,
        },
    }
}

fn shift_by(n_before: usize, front: Front) -> Front {
    match front {
        Front::Short => Front::Short,
        Front::Whole(n, what) => Front::Whole(n + n_before, what),
    }
}

fn ss3(tail: &[u8]) -> Front {
    match tail.first() {
        None => Front::Short,
        Some(&last) => Front::Whole(1, letter(last).map(key)),
    }
}

/// OSC, DCS and the like: up to BEL or ESC `\`.
fn string(tail: &[u8], meaning: fn(&[u8]) -> Option<Input>) -> Front {
    for (at, byte) in tail.iter().enumerate() {
        let body = || tail.get(..at).unwrap_or_default();
        match byte {
            0x07 => return Front::Whole(at + 1, meaning(body())),
            0x1b => {
                return match tail.get(at + 1) {
                    None => Front::Short,
                    Some(b'\\') => Front::Whole(at + 2, meaning(body())),
                    // Cut off by the next sequence.
                    Some(_) => Front::Whole(at, None),
                };
            }
            _ => {}
        }
    }
    Front::Short
}

fn csi(tail: &[u8]) -> Front {
    match *tail {
        // The Linux console's F1 to F5.
        [b'[', last, ..] => {
            return Front::Whole(2, (b'A'..=b'E').contains(&last).then(|| Code::F(1 + last - b'A')).map(key));
        }
        // The mouse as terminals without 1006 report it.
        [b'M', button, x, y, ..] => {
            let place = |byte: u8| u16::from(byte.saturating_sub(33));
            let mouse = gesture(u32::from(button.saturating_sub(32)), true);
            return Front::Whole(4, mouse.map(|gesture| Input::Mouse(Pointed { gesture, x: place(x), y: place(y) })));
        }
        [b'['] | [b'M', ..] => return Front::Short,
        _ => {}
    }
    let Some(at) = tail.iter().position(|byte| !matches!(byte, 0x20..=0x3f)) else { return Front::Short };
    let last = tail.get(at).copied().unwrap_or_default();
    if !matches!(last, 0x40..=0x7e) {
        // Not the end of a sequence: it was cut off here.
        return Front::Whole(at, None);
    }
    let Some(Ok(parameters)) = tail.get(..at).map(std::str::from_utf8) else { return Front::Whole(at + 1, None) };
    Front::Whole(at + 1, sequence(parameters, last))
}

fn sequence(parameters: &str, last: u8) -> Option<Input> {
    if let Some(mouse) = parameters.strip_prefix('<') {
        return sgr_mouse(mouse, last == b'M');
    }
    if parameters.starts_with(['?', '>', '=']) {
        return None;
    }
    let mut fields = parameters.split(';');
    let first = fields.next().and_then(|field| field.split(':').next()).and_then(|field| field.parse::<u32>().ok());
    let mut held = fields.next().unwrap_or_default().split(':');
    let modifiers = held.next().and_then(|field| field.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1);
    if held.next() == Some("3") {
        return None; // a release
    }
    let (has_shift, has_alt, has_control) = (modifiers & 1 != 0, modifiers & 2 != 0, modifiers & 4 != 0);
    let pressed = |code| Input::Key(Key::new(code, has_control, has_alt, has_shift));
    match last {
        b'Z' => Some(Input::Key(Key::new(Code::Tab, false, false, true))),
        b'~' => numbered(first?).map(pressed),
        b'u' => spelled(first?).map(pressed),
        // `CSI 12;40 R` is a cursor position, `CSI 1;2 R` is F3.
        b'R' if first != Some(1) => None,
        _ => letter(last).map(pressed),
    }
}

fn letter(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'M' => Code::Enter,
        b'P'..=b'S' => Code::F(1 + last - b'P'),
        _ => return None,
    })
}

fn numbered(number: u32) -> Option<Code> {
    let function = |base: u32| u8::try_from(number - base).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        2 => Some(Code::Insert),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23 | 24 => function(12),
        _ => None,
    }
}

/// A key by its code point, as some terminals send it.
fn spelled(code_point: u32) -> Option<Code> {
    Some(match code_point {
        9 => Code::Tab,
        13 => Code::Enter,
        27 => Code::Esc,
        8 | 127 => Code::Backspace,
        _ => Code::Char(char::from_u32(code_point).filter(|c| !c.is_control())?),
    })
}

fn sgr_mouse(fields: &str, is_press: bool) -> Option<Input> {
    let mut numbers = fields.split(';').map(|field| field.parse::<u32>().ok());
    let (button, x, y) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let place = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    Some(Input::Mouse(Pointed { gesture: gesture(button, is_press)?, x: place(x)?, y: place(y)? }))
}

fn gesture(button: u32, is_press: bool) -> Option<Gesture> {
    // Bits 2 to 4 are SHIFT, ALT and CTRL, bit 5 is a drag.
    match button & !0b1_1100 {
        0 if is_press => Some(Gesture::Click),
        64 => Some(Gesture::WheelUp),
        65 => Some(Gesture::WheelDown),
        _ => None,
    }
}

/// `11;rgb:1e1e/1e1e/1e1e`, with one to four digits a channel.
fn background(body: &[u8]) -> Option<Input> {
    let color = std::str::from_utf8(body).ok()?.strip_prefix("11;")?;
    let channels = color.strip_prefix("rgb:").or_else(|| color.strip_prefix("rgba:"))?;
    let mut levels = channels.split('/').map(|digits| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(digits, 16).ok()?) / f64::from(most))
    });
    let (red, green, blue) = (levels.next()??, levels.next()??, levels.next()??);
    // Rec. 709 luma: what the eye takes for brightness.
    Some(Input::Background { is_dark: 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5 })
}

#[cfg(test)]
mod tests;
