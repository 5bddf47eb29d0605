//! A line to type in, or several: text with a caret, by what a person takes for one character. Must not know what
//! becomes of the text. Invariant: the caret stands between two such characters.

use unicode_bidi::{Direction, get_base_direction};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What can be done to a text with its caret, besides typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// A new line, where there may be several.
    Break,
    /// The caret one character to the left.
    Left,
    /// One to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// A line up.
    Up,
    /// A line down.
    Down,
    /// To the start of the line.
    Start,
    /// To its end.
    End,
    /// The character before the caret goes.
    Erase,
    /// The one after it.
    EraseNext,
    /// The word before it.
    EraseWord,
    /// The line.
    EraseLine,
    /// The rest of the line.
    EraseRest,
    /// What was erased last is there again.
    PutBack,
}

/// The longest line of a search, in characters.
pub(super) const LONGEST_LINE: usize = 200;

/// The most that is taken, in bytes: more is a file, not words.
const MOST: usize = 64 * 1024;

/// Text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    text: String,
    /// In bytes.
    caret: usize,
    /// May the text have several lines?
    is_long: bool,
    /// Where Up and Down aim at, in characters of a line.
    column: Option<usize>,
    /// What was erased last by more than a character.
    erased: String,
}

impl Pen {
    /// A pen behind the last character of a text.
    #[must_use]
    pub fn new(text: &str, is_long: bool) -> Self {
        let mut pen = Self { is_long, ..Self::default() };
        pen.type_in(text);
        pen
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// May the text have several lines?
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.is_long
    }

    /// Its lines; at least one.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }

    /// What stands before the caret: how many lines, and the part of its own line.
    #[must_use]
    pub fn before_caret(&self) -> (usize, &str) {
        let before = self.text.get(..self.caret).unwrap_or_default();
        (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default())
    }

    /// Types text at the caret; false where not all of it has room. Line breaks and tabs become blanks where there is
    /// one line; controls, and what would turn the text around unseen, are left out.
    pub fn type_in(&mut self, text: &str) -> bool {
        let clean = clean(text, self.is_long);
        let room = MOST.saturating_sub(self.text.len());
        let fits = clean.grapheme_indices(true).map(|(at, own)| at + own.len()).take_while(|end| *end <= room);
        let (taken, _) = clean.split_at(fits.last().unwrap_or(0));
        self.text.insert_str(self.caret, taken);
        self.set(self.caret + taken.len());
        taken.len() == clean.len()
    }

    /// Has other text, with the caret behind it.
    pub fn replace(&mut self, text: &str) {
        self.text.clear();
        self.set(0);
        self.type_in(text);
    }

    /// Moves the caret, or erases.
    pub fn stroke(&mut self, stroke: Stroke) {
        match stroke {
            Stroke::Break => {
                self.type_in("\n");
            }
            Stroke::Left => self.sideways(true),
            Stroke::Right => self.sideways(false),
            Stroke::WordLeft => self.by_word(true),
            Stroke::WordRight => self.by_word(false),
            Stroke::Up => self.by_line(true),
            Stroke::Down => self.by_line(false),
            Stroke::Start => self.set(self.line().0),
            Stroke::End => self.set(self.line().1),
            Stroke::Erase => self.cut(self.back(), self.caret),
            Stroke::EraseNext => self.cut(self.caret, self.on()),
            Stroke::EraseWord => self.tear(self.word_before(), self.caret),
            Stroke::EraseLine => {
                let (start, end) = self.line();
                self.tear(start, end);
            }
            Stroke::EraseRest => {
                let end = self.line().1;
                // At the end of a line, the line after it comes up.
                self.tear(self.caret, if end == self.caret { self.on() } else { end });
            }
            Stroke::PutBack => {
                let erased = self.erased.clone();
                self.type_in(&erased);
            }
        }
    }

    fn set(&mut self, caret: usize) {
        let mut caret = caret.min(self.text.len());
        // What was typed may have joined what stands behind it, as an accent does.
        let mut cursor = GraphemeCursor::new(caret, self.text.len(), true);
        if !matches!(cursor.is_boundary(&self.text, 0), Ok(true)) {
            caret = cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len());
        }
        self.caret = caret;
        self.column = None;
    }

    fn before(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }

    /// Where the line of the caret starts and ends.
    fn line(&self) -> (usize, usize) {
        let start = self.before().rfind('\n').map_or(0, |at| at + 1);
        (start, self.after().find('\n').map_or(self.text.len(), |at| self.caret + at))
    }

    /// One character back.
    fn back(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    /// One character on.
    fn on(&self) -> usize {
        self.caret + self.after().graphemes(true).next().map_or(0, str::len)
    }

    /// In a line that runs from right to left, left is on.
    fn sideways(&mut self, is_left: bool) {
        self.set(if is_left == self.is_right_to_left() { self.on() } else { self.back() });
    }

    fn by_word(&mut self, is_left: bool) {
        let is_word = |part: &str| part.chars().any(char::is_alphanumeric);
        if is_left == self.is_right_to_left() {
            let word = self.after().split_word_bound_indices().find(|(_, part)| is_word(part));
            self.set(word.map_or(self.text.len(), |(at, part)| self.caret + at + part.len()));
        } else {
            let word = self.before().split_word_bound_indices().rev().find(|(_, part)| is_word(part));
            self.set(word.map_or(0, |(at, _)| at));
        }
    }

    fn is_right_to_left(&self) -> bool {
        let (start, end) = self.line();
        let line = self.text.get(start..end).unwrap_or_default();
        !line.is_ascii() && get_base_direction(line) == Direction::Rtl
    }

    /// Up from the first line goes to its start, down from the last to its end.
    fn by_line(&mut self, is_up: bool) {
        let (start, end) = self.line();
        let width = self.text.get(start..self.caret).unwrap_or_default().graphemes(true).count();
        let column = self.column.unwrap_or(width);
        let start = match (is_up, start.checked_sub(1), self.text.get(end + 1..)) {
            (true, None, _) => return self.set(0),
            (false, _, None) => return self.set(self.text.len()),
            (true, Some(end), _) => self.text.get(..end).and_then(|text| text.rfind('\n')).map_or(0, |at| at + 1),
            (false, ..) => end + 1,
        };
        let line = self.text.get(start..).and_then(|text| text.split('\n').next()).unwrap_or_default();
        let at = line.grapheme_indices(true).nth(column).map_or(line.len(), |(at, _)| at);
        self.set(start + at);
        self.column = Some(column);
    }

    /// The start of the word before the caret; the blanks after it go with it.
    fn word_before(&self) -> usize {
        let words = self.before().trim_end();
        words.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Takes a part away.
    fn cut(&mut self, start: usize, end: usize) {
        if start < end {
            self.text.replace_range(start..end, "");
            self.set(start);
        }
    }

    /// Takes a part away that can be put back.
    fn tear(&mut self, start: usize, end: usize) {
        if let Some(part) = self.text.get(start..end).filter(|part| !part.is_empty()) {
            self.erased = part.to_owned();
            self.cut(start, end);
        }
    }
}

/// Text without what no map should hold.
fn clean(text: &str, is_long: bool) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                clean.push(if is_long { '\n' } else { ' ' });
            }
            '\t' => clean.push(' '),
            // Overrides and isolates make text read as what it is not; the rest is nothing to anybody.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests;
