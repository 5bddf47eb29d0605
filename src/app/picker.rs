//! A line to type in and a list to choose from: find, commands, help, findings.
//! Must not know what comes of a choice. Invariant: the cursor is never on a heading where there is anything else.

use super::command::{COMMANDS, Command, Heading, Stroke};
use super::keymap::Keymap;
use super::pen::Pen;
use super::place::{Place, Spot};
use super::reader::Reader;
use super::view::Tone;
use super::writing::Purpose;
use crate::journey::Address;
use crate::search;
use crate::text::Plain;

/// The most rows a list has; who wants the next one types a letter more.
const MOST_ROWS: usize = 200;

/// The longest line one can type, in characters.
pub(super) const LONGEST_LINE: usize = 200;

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everything in the map.
    Find,
    /// Commands by name.
    Palette,
    /// Commands by what they do, in groups.
    Help,
    /// What is odd in the files.
    Findings,
    /// What can be added here.
    Add,
    /// What evidence for this may come from.
    Evidence(Address),
    /// What was changed.
    History,
}

/// What choosing a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Do this.
    Run(Command),
    /// Go there.
    Visit(Spot),
    /// Open the map of that label.
    Open(String),
    /// Say this.
    Tell(Plain),
    /// Take the pen for this.
    Write(Box<Purpose>),
    /// Undo (below 0) or redo so many changes.
    Travel(isize),
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is read and searched.
    pub text: Plain,
    /// What is searched besides.
    pub also: String,
    /// What stands beside it.
    pub aside: Plain,
    /// Its key.
    pub key: Plain,
    /// How it is colored.
    pub tone: Tone,
    /// Its group, where the list has groups.
    pub heading: Option<Heading>,
    /// What choosing it comes to.
    pub goal: Goal,
}

/// One row that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The name of a group.
    Heading(Heading),
    /// An entry, by position, with the characters that matched.
    Entry(usize, Vec<usize>),
}

/// A line to type in and a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// Which list.
    pub kind: Kind,
    /// What is being typed.
    pub pen: Pen,
    /// All there is.
    pub entries: Vec<Entry>,
    /// What matches, best first.
    pub rows: Vec<Row>,
    /// How many entries match, shown or not.
    pub n_matches: usize,
    /// The row under the cursor.
    pub selected: usize,
    /// Where one was when it opened.
    pub origin: Place,
    /// Was anything typed or moved?
    pub is_touched: bool,
    /// The comments that were being read when it opened; one comes back to them.
    pub behind: Option<Box<Reader>>,
}

impl Picker {
    /// A list with everything in it.
    #[must_use]
    pub fn new(kind: Kind, entries: Vec<Entry>, origin: Place) -> Self {
        let mut picker = Self {
            kind,
            pen: Pen::default(),
            entries,
            rows: Vec::new(),
            n_matches: 0,
            selected: 0,
            origin,
            is_touched: false,
            behind: None,
        };
        picker.sift();
        picker
    }

    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.pen.text()
    }

    /// Types a text, as far as a line goes.
    pub fn type_in(&mut self, text: &str) {
        let room = LONGEST_LINE.saturating_sub(self.typed().chars().count());
        let taken: String = text.chars().take(room).collect();
        self.write(|pen| {
            pen.type_in(&taken);
        });
    }

    /// Moves or erases in the line.
    pub fn stroke(&mut self, stroke: Stroke) {
        self.write(|pen| {
            pen.stroke(stroke);
        });
    }

    fn write(&mut self, change: impl FnOnce(&mut Pen)) {
        let before = self.typed().to_owned();
        change(&mut self.pen);
        if self.typed() != before {
            self.is_touched = true;
            self.sift();
        }
    }

    /// Moves the cursor by so many entries, passing over headings.
    pub fn step(&mut self, by: isize) {
        let choices: Vec<usize> = self.choices().collect();
        let Some(at) = choices.iter().position(|row| *row == self.selected) else { return };
        let at = at.saturating_add_signed(by).min(choices.len() - 1);
        self.select(choices.get(at).copied().unwrap_or(self.selected));
    }

    /// Puts the cursor on a row, unless that is a heading.
    pub fn select(&mut self, row: usize) {
        if matches!(self.rows.get(row), Some(Row::Entry(..))) {
            self.selected = row;
            self.is_touched = true;
        }
    }

    /// The entry under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<&Entry> {
        self.entry(self.rows.get(self.selected)?)
    }

    /// The entry of a row.
    #[must_use]
    pub fn entry(&self, row: &Row) -> Option<&Entry> {
        match row {
            Row::Entry(idx, _) => self.entries.get(*idx),
            Row::Heading(_) => None,
        }
    }

    /// The places that the rows lead to, best first, and which of them is under the cursor.
    #[must_use]
    pub fn spots(&self) -> (Vec<Spot>, usize) {
        let spot = |row: &Row| match self.entry(row).map(|entry| &entry.goal) {
            Some(Goal::Visit(spot)) => Some(spot.clone()),
            _ => None,
        };
        let n_before = self.rows.iter().take(self.selected).filter_map(spot).count();
        (self.rows.iter().filter_map(spot).collect(), n_before)
    }

    /// Takes other entries, and keeps what was typed and where the cursor was.
    pub fn restock(&mut self, entries: Vec<Entry>) {
        let goal = self.chosen().map(|entry| entry.goal.clone());
        let selected = self.selected;
        self.entries = entries;
        self.sift();
        let again = self.rows.iter().position(|row| self.entry(row).map(|entry| &entry.goal) == goal.as_ref());
        let last = self.rows.len().saturating_sub(1);
        let row = again.filter(|_| goal.is_some()).unwrap_or(selected.min(last));
        if matches!(self.rows.get(row), Some(Row::Entry(..))) {
            self.selected = row;
        }
    }

    fn choices(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(|(_, row)| matches!(row, Row::Entry(..))).map(|(idx, _)| idx)
    }

    /// Makes the rows from what was typed.
    fn sift(&mut self) {
        let mut found: Vec<(i64, usize, Vec<usize>)> = Vec::new();
        let mut by_other = vec![None; self.entries.len()];
        for other in search::rank(self.pen.text(), self.entries.iter().map(|entry| entry.also.as_str())) {
            if let Some(score) = by_other.get_mut(other.idx) {
                *score = Some(other.score);
            }
        }
        for own in search::rank(self.pen.text(), self.entries.iter().map(|entry| entry.text.as_str())) {
            if let Some(score) = by_other.get_mut(own.idx) {
                *score = None;
            }
            found.push((own.score, own.idx, own.positions));
        }
        for (idx, score) in by_other.into_iter().enumerate() {
            // Found by what is not shown: after what is.
            found.extend(score.map(|score| (score / 2, idx, Vec::new())));
        }
        let heading = |idx: usize| self.entries.get(idx).and_then(|entry| entry.heading);
        if self.typed().trim().is_empty() {
            found.sort_by_key(|(_, idx, _)| *idx);
        } else {
            found.sort_by_key(|(score, idx, _)| (heading(*idx), std::cmp::Reverse(*score), *idx));
        }
        self.n_matches = found.len();
        let best = found.iter().enumerate().max_by_key(|(at, (score, _, _))| (*score, std::cmp::Reverse(*at)));
        let best = best.map(|(_, (_, idx, _))| *idx).filter(|_| !self.typed().trim().is_empty());
        let mut rows = Vec::new();
        let mut group = None;
        for (_, idx, positions) in found.into_iter().take(MOST_ROWS) {
            if heading(idx) != group {
                group = heading(idx);
                rows.extend(group.map(Row::Heading));
            }
            rows.push(Row::Entry(idx, positions));
        }
        self.rows = rows;
        let at_best = self.rows.iter().position(|row| matches!(row, Row::Entry(idx, _) if Some(*idx) == best));
        self.selected = at_best.or_else(|| self.choices().next()).unwrap_or(0);
    }
}

/// Is that command of no use but where one types or chooses?
fn is_of_a_line(heading: Heading) -> bool {
    matches!(heading, Heading::List | Heading::Typing)
}

/// The commands by name.
#[must_use]
pub fn palette(keymap: &Keymap) -> Vec<Entry> {
    let runnable = COMMANDS.iter().filter(|entry| !is_of_a_line(entry.heading));
    let entry = |entry: &super::command::Entry| Entry {
        text: entry.name.into(),
        also: entry.sentence.to_owned(),
        aside: entry.sentence.into(),
        key: keymap.shown(entry.command).into(),
        tone: Tone::Neutral,
        heading: None,
        goal: Goal::Run(entry.command),
    };
    runnable.map(entry).collect()
}

/// The commands by what they do, in groups. Those of a line are told, not run.
#[must_use]
pub fn help(keymap: &Keymap) -> Vec<Entry> {
    let entry = |entry: &super::command::Entry| {
        let scope = keymap.scope(entry.command);
        let keys = keymap.keys(scope, entry.command).map(|key| format!("{key} {}", key.sign()));
        let place = if entry.heading == Heading::List { "in a list" } else { "while typing" };
        Entry {
            text: entry.sentence.into(),
            also: format!("{} {}", entry.name, keys.collect::<Vec<_>>().join(" ")),
            aside: entry.name.into(),
            key: keymap.shown(entry.command).into(),
            tone: Tone::Neutral,
            heading: Some(entry.heading),
            goal: if is_of_a_line(entry.heading) {
                Goal::Tell(format!("{} does that {place}", keymap.shown(entry.command)).into())
            } else {
                Goal::Run(entry.command)
            },
        }
    };
    COMMANDS.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(picker: &Picker) -> Vec<&str> {
        picker.rows.iter().map(|row| picker.entry(row).map_or("--", |entry| entry.text.as_str())).collect()
    }

    fn typed(kind: Kind, entries: Vec<Entry>, text: &str) -> Picker {
        let mut picker = Picker::new(kind, entries, Place::default());
        picker.type_in(text);
        picker
    }

    #[test]
    fn the_palette_finds_by_name_then_by_sentence() {
        let picker = typed(Kind::Palette, palette(&Keymap::default()), "zoo");
        assert_eq!(texts(&picker), ["zoom"]);
        let picker = typed(Kind::Palette, palette(&Keymap::default()), "fill the screen");
        assert_eq!(picker.chosen().map(|entry| entry.goal.clone()), Some(Goal::Run(Command::Zoom)));
    }

    #[test]
    fn help_keeps_its_groups_and_starts_at_the_best() {
        let picker = typed(Kind::Help, help(&Keymap::default()), "ctrl-d");
        assert_eq!(picker.rows.first(), Some(&Row::Heading(Heading::Moving)));
        assert_eq!(picker.chosen().map(|entry| entry.text.as_str()), Some("Go down half a page"));
        let mut picker = Picker::new(Kind::Help, help(&Keymap::default()), Place::default());
        assert_eq!(picker.selected, 1, "not on the heading");
        picker.step(-1);
        assert_eq!(picker.selected, 1);
        picker.step(isize::MAX);
        assert_eq!(picker.selected, picker.rows.len() - 1);
        let n = COMMANDS.len() + 7;
        assert_eq!(picker.rows.len(), n, "every command and its headings");
    }

    #[test]
    fn erasing_takes_whole_characters() {
        let mut picker = typed(Kind::Find, Vec::new(), "cafe\u{301} né👩‍🍳");
        picker.stroke(Stroke::Erase);
        assert_eq!(picker.typed(), "cafe\u{301} né");
        picker.stroke(Stroke::EraseWord);
        assert_eq!(picker.typed(), "cafe\u{301} ");
        picker.stroke(Stroke::Erase);
        picker.stroke(Stroke::Erase);
        assert_eq!(picker.typed(), "caf");
        for stroke in [Stroke::EraseLine, Stroke::Erase, Stroke::EraseWord] {
            picker.stroke(stroke);
        }
        assert_eq!(picker.typed(), "");
    }

    #[test]
    fn a_flood_of_keys_stops_at_a_line() {
        let picker = typed(Kind::Find, Vec::new(), &"x".repeat(1000));
        assert_eq!(picker.typed().chars().count(), LONGEST_LINE);
        let picker = typed(Kind::Find, Vec::new(), "\u{1b}\n");
        assert_eq!(picker.typed().trim(), "");
    }
}
