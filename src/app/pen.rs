//! Text being typed, in one line or several, with a caret.
//! The caret always stands between two characters as a person counts them (grapheme clusters).

use unicode_bidi::{Direction, get_base_direction};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// What can be done to a text and its caret, besides typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// Begins a new line, if there may be several.
    Break,
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    /// To the start of the line.
    Start,
    /// To the end of the line.
    End,
    /// Erases the character before the caret.
    Erase,
    /// Erases the character after it.
    EraseNext,
    /// Erases the word before it.
    EraseWord,
    EraseLine,
    EraseRest,
    /// Puts back what was erased last.
    PutBack,
}

/// The longest line of a search, in characters.
pub(super) const LONGEST_LINE: usize = 200;

/// The most text a pen takes, in bytes: more is a file, not words.
const MOST: usize = 64 * 1024;

/// Text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    text: String,
    /// In bytes.
    caret: usize,
    /// May the text have several lines?
    is_long: bool,
    /// The column that Up and Down aim for, in characters.
    column: Option<usize>,
    /// What was erased last by more than a character.
    erased: String,
}

impl Pen {
    /// A pen with this text, and the caret at its end.
    #[must_use]
    pub(crate) fn new(text: &str, is_long: bool) -> Self {
        let mut pen = Self { is_long, ..Self::default() };
        pen.type_in(text);
        pen
    }

    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub(crate) fn is_long(&self) -> bool {
        self.is_long
    }

    /// Its lines; at least one.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split('\n')
    }

    /// What comes before the caret: the number of lines, and the part of its own line.
    #[must_use]
    pub(crate) fn before_caret(&self) -> (usize, &str) {
        let before = self.text.get(..self.caret).unwrap_or_default();
        (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default())
    }

    /// Types text at the caret; returns false if not all of it fits. Tabs become blanks, and so do line breaks if only
    /// one line is allowed; controls, and invisible marks that would turn the text around, are left out.
    pub(crate) fn type_in(&mut self, text: &str) -> bool {
        let clean = clean(text, self.is_long);
        let room = MOST.saturating_sub(self.text.len());
        let fits = clean.grapheme_indices(true).map(|(at, own)| at + own.len()).take_while(|end| *end <= room);
        let (taken, _) = clean.split_at(fits.last().unwrap_or(0));
        self.text.insert_str(self.caret, taken);
        self.set(self.caret + taken.len());
        taken.len() == clean.len()
    }

    /// Types as much of a text as a short line takes: what is sought, what is chosen from a list.
    pub(crate) fn type_in_line(&mut self, text: &str) {
        let room = LONGEST_LINE.saturating_sub(self.text.chars().count());
        self.type_in(&text.chars().take(room).collect::<String>());
    }

    /// Replaces the text, and puts the caret at its end.
    pub(crate) fn replace(&mut self, text: &str) {
        self.text.clear();
        self.set(0);
        self.type_in(text);
    }

    /// Moves the caret, or erases.
    pub(crate) fn stroke(&mut self, stroke: Stroke) {
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
                // At the end of a line, join the next line to it.
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
        // What was typed may have joined its neighbor, as an accent does.
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

    /// One character forward.
    fn on(&self) -> usize {
        self.caret + self.after().graphemes(true).next().map_or(0, str::len)
    }

    /// In a line that runs from right to left, left is forward.
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

    /// The start of the word before the caret; the blanks after the word belong to it.
    fn word_before(&self) -> usize {
        let words = self.before().trim_end();
        words.char_indices().rev().find(|(_, c)| c.is_whitespace()).map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Removes a part.
    fn cut(&mut self, start: usize, end: usize) {
        if start < end {
            self.text.replace_range(start..end, "");
            self.set(start);
        }
    }

    /// Removes a part that can be put back.
    fn tear(&mut self, start: usize, end: usize) {
        if let Some(part) = self.text.get(start..end).filter(|part| !part.is_empty()) {
            self.erased = part.to_owned();
            self.cut(start, end);
        }
    }
}

/// The text without what no map should hold.
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
            // Overrides and isolates make a text read as what it is not; the others are invisible.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean
}

#[cfg(test)]
mod tests;
