//! Bytes of a terminal to what it sent: keys, pasted text, the mouse, the background color.
//! Invariant: no part of an escape sequence ever comes out as a key of its own.
//!
//! Reading is ours and not crossterm's: its loop takes an ESC that comes 4 ms before its rest for the keys Esc, `[` and
//! `B`, types the answer to a color query into the program, and spins on a line that hangs up.

mod keys;
mod sequence;

use std::mem;

use crossterm::event::{KeyCode, KeyEvent, MouseEvent};

use self::sequence::{Front, front};

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A key went down or up.
    Key(KeyEvent),
    /// Text from the clipboard.
    Paste(String),
    /// The mouse.
    Mouse(MouseEvent),
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
const ESCAPES: &[u8] = b"\x1b\x1b";
/// Control-c.
const CANCEL: &[u8] = b"\x03";
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// Puts pieces together.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    pending: Vec<u8>,
    paste: Paste,
    /// What was given up because nothing followed; its rest may come all the same, and is no key of its own.
    torn: Vec<u8>,
    /// The ESC that is pending was passed on as a key already.
    is_escape_told: bool,
    /// A sequence was longer than any is: what comes up to a pause is of it.
    is_noise: bool,
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
    /// It ended just now, unless the text holds what ends a paste: then it goes on up to another end.
    Ends,
}

impl Decoder {
    /// Takes what was read and gives what is complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Sent> {
        if self.is_noise {
            return Vec::new();
        }
        self.join(bytes);
        if self.paste == Paste::Stalls {
            match self.pending.as_slice() {
                ESCAPE => return Vec::new(),
                CANCEL => self.paste = Paste::None,
                _ => self.paste = Paste::Flows(0),
            }
        }
        self.complete()
    }

    /// How long to wait before [`Decoder::settle`].
    pub(super) fn patience(&self) -> Patience {
        match (self.paste, self.pending.as_slice()) {
            _ if self.is_noise => Patience::Long,
            (Paste::Flows(_), _) => Patience::Long,
            (Paste::Ends, []) | (Paste::None, ESCAPE | ESCAPES) => Patience::Short,
            (_, []) => Patience::None,
            (Paste::None, [0x1b, b'[' | b'O']) if self.is_escape_told => Patience::Short,
            _ => Patience::Long,
        }
    }

    /// Nothing more came: a lone ESC was the key, the begin of a paste is passed on, anything else was cut off.
    pub(super) fn settle(&mut self) -> Vec<Sent> {
        if mem::take(&mut self.is_noise) {
            return Vec::new();
        }
        match self.paste {
            Paste::Flows(_) => return self.pasted_so_far().into_iter().collect(),
            Paste::Ends => {
                self.paste = Paste::None;
                return self.complete();
            }
            Paste::None | Paste::Stalls => self.paste = Paste::None,
        }
        let cut = mem::take(&mut self.pending);
        let is_escape_told = mem::take(&mut self.is_escape_told);
        let codes = match cut.as_slice() {
            ESCAPE => vec![KeyCode::Esc],
            ESCAPES => vec![KeyCode::Esc; 2],
            // Esc, and then one of these.
            [0x1b, c @ (b'[' | b'O')] if is_escape_told => return vec![key(KeyCode::Char((*c).into()))],
            // SCO's F1, or the begin of what the mouse did.
            [0x1b, b'[', b'M'] | [0x9b, b'M'] => vec![KeyCode::F(1)],
            _ => Vec::new(),
        };
        self.torn = if cut == ESCAPES { ESCAPE.to_vec() } else { cut };
        codes.into_iter().map(key).collect()
    }

    /// The rest of what was given up can no longer come.
    pub(super) fn forget(&mut self) {
        self.torn.clear();
    }

    /// Is a paste under way?
    pub(super) fn is_pasting(&self) -> bool {
        matches!(self.paste, Paste::Flows(_) | Paste::Stalls)
    }

    /// Adds what was read, after what it is the rest of.
    fn join(&mut self, bytes: &[u8]) {
        let torn = mem::take(&mut self.torn);
        if !torn.is_empty() {
            let joined = [torn.as_slice(), bytes].concat();
            let is_whole = matches!(front(&joined), Front::Whole(n, _) if n > torn.len());
            let is_rest = match (torn.as_slice(), bytes) {
                (ESCAPE, [b'[' | b'O', ..]) => true,
                (ESCAPE, rest) if rest.starts_with(b"]11;") => true,
                // Of what is typed after Esc, one letter is a key.
                (ESCAPE, [b']' | b'P' | b'X' | b'^' | b'_', _, ..]) => is_whole,
                (ESCAPE, _) => false,
                _ => is_whole,
            };
            if is_rest {
                self.is_escape_told = torn == ESCAPE;
                self.pending = joined;
                return;
            }
        }
        self.pending.extend_from_slice(bytes);
    }

    /// Takes all from the pending bytes that is complete.
    fn complete(&mut self) -> Vec<Sent> {
        let mut sent = Vec::new();
        loop {
            if let Paste::Flows(n_known) = self.paste {
                match self.pasted(n_known) {
                    Some(paste) => sent.push(paste),
                    None => return sent,
                }
            }
            if let Some(text) = self.pasted_beyond() {
                sent.extend((!text.is_empty()).then_some(Sent::Paste(text)));
                continue;
            }
            if self.paste == Paste::Ends {
                return sent;
            }
            if self.pending.starts_with(PASTE_BEGIN) {
                self.pending.drain(..PASTE_BEGIN.len());
                self.paste = Paste::Flows(0);
                continue;
            }
            match front(&self.pending) {
                Front::Whole(0, _) => return sent,
                Front::Whole(n, what) => {
                    self.pending.drain(..n);
                    self.is_escape_told = false;
                    sent.extend(what);
                }
                Front::Short => {
                    if self.pending.len() > LONGEST {
                        self.pending.clear();
                        self.is_noise = true;
                    }
                    return sent;
                }
            }
        }
    }

    /// The paste, if it is whole; the first bytes are known not to end it.
    fn pasted(&mut self, n_known: usize) -> Option<Sent> {
        let from = n_known.saturating_sub(PASTE_END.len());
        let Some(end) = find(self.pending.get(from..).unwrap_or_default(), PASTE_END) else {
            if self.pending.len() > LONGEST_PASTE {
                // Keep the last bytes: the end mark may be half there.
                let surplus = self.pending.len() - PASTE_END.len();
                self.pending.drain(LONGEST_PASTE - PASTE_END.len()..surplus);
            }
            self.paste = Paste::Flows(self.pending.len());
            return None;
        };
        self.paste = Paste::Ends;
        Some(Sent::Paste(self.take_text(from + end)))
    }

    /// What is between an end of a paste and another end: the text itself held the first one.
    fn pasted_beyond(&mut self) -> Option<String> {
        let (begin, end) = (find(&self.pending, PASTE_BEGIN), find(&self.pending, PASTE_END));
        match (begin, end) {
            (_, Some(end)) if begin.is_none_or(|begin| end < begin) => {
                self.paste = Paste::Ends;
                Some(self.take_text(end))
            }
            (None, None) if self.pending.len() <= LONGEST_PASTE => None,
            // Another paste; what comes before it are keys.
            _ => {
                self.paste = Paste::None;
                None
            }
        }
    }

    fn take_text(&mut self, end: usize) -> String {
        let text = String::from_utf8_lossy(self.pending.get(..end).unwrap_or_default()).into_owned();
        self.pending.drain(..end + PASTE_END.len());
        text
    }

    /// What came of a paste that does not go on. What may be half of its end, or of a character, waits once more.
    fn pasted_so_far(&mut self) -> Option<Sent> {
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
        Some(Sent::Paste(text))
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

fn key(code: KeyCode) -> Sent {
    Sent::Key(code.into())
}

#[cfg(test)]
mod tests;
