//! Entries sifted by what is typed: which are left, and which is under the cursor.
//! The cursor is never on a heading if there is anything else.

use super::entry::{Goal, ListEntry};
use crate::app::command::Heading;
use crate::app::location::Spot;
use crate::app::pen::{Pen, Stroke};
use crate::app::view::ChoiceWidths;
use crate::search;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum ListRow {
    /// The name of a group.
    Heading(Heading),
    /// An entry, by position, with the characters that matched.
    Entry(usize, Vec<usize>),
}

/// The most rows a list has; to see the rest, type another letter.
const MOST_ROWS: usize = 200;

/// A line to type in and a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Choices {
    pub(in crate::app) pen: Pen,
    pub(in crate::app) entries: Vec<ListEntry>,
    /// What matches, best first.
    pub(in crate::app) rows: Vec<ListRow>,
    /// How many entries match, shown or not.
    pub(in crate::app) n_matches: usize,
    pub(in crate::app) selected: usize,
    /// What all rows need, in sight or not.
    pub(in crate::app) widths: ChoiceWidths,
    /// Are the rows those of what was typed before?
    pub(in crate::app) is_behind: bool,
    /// Was anything typed or moved?
    pub(in crate::app) is_touched: bool,
    /// Do its groups give way to the best once something is typed?
    is_ranked: bool,
}

impl Choices {
    /// A list with everything in it.
    #[must_use]
    pub(in crate::app) fn new(entries: Vec<ListEntry>) -> Self {
        let mut choices = Self {
            pen: Pen::default(),
            entries,
            rows: Vec::new(),
            n_matches: 0,
            selected: 0,
            widths: ChoiceWidths::default(),
            is_behind: false,
            is_touched: false,
            is_ranked: false,
        };
        choices.sift();
        choices
    }

    /// The same, its groups only as long as nothing is typed.
    #[must_use]
    pub(in crate::app) fn ranked(entries: Vec<ListEntry>) -> Self {
        Self { is_ranked: true, ..Self::new(entries) }
    }

    #[must_use]
    pub(in crate::app) fn typed(&self) -> &str {
        self.pen.text()
    }

    /// Types a text, as much as a line takes. The rows stay until they are sifted.
    pub(in crate::app) fn type_in(&mut self, text: &str) {
        self.write(|pen| pen.type_in_line(text));
    }

    /// Moves or erases in the line; likewise.
    pub(in crate::app) fn stroke(&mut self, stroke: Stroke) {
        self.write(|pen| {
            pen.stroke(stroke);
        });
    }

    fn write(&mut self, change: impl FnOnce(&mut Pen)) {
        let before = self.typed().to_owned();
        change(&mut self.pen);
        if self.typed() != before {
            self.is_touched = true;
            self.is_behind = true;
        }
    }

    /// Moves the cursor by that many entries, skipping headings.
    pub(in crate::app) fn step(&mut self, by: isize) {
        let choices: Vec<usize> = self.choices().collect();
        let Some(at) = choices.iter().position(|row| *row == self.selected) else { return };
        let at = at.saturating_add_signed(by).min(choices.len() - 1);
        self.select(choices.get(at).copied().unwrap_or(self.selected));
    }

    /// Puts the cursor on a row, unless that is a heading.
    pub(in crate::app) fn select(&mut self, row: usize) {
        if matches!(self.rows.get(row), Some(ListRow::Entry(..))) {
            self.selected = row;
            self.is_touched = true;
        }
    }

    /// Puts the cursor on the entry whose key is that letter.
    pub(in crate::app) fn choose_lettered(&mut self, letter: char) -> bool {
        let is_its_own = |row: &ListRow| self.entry(row).is_some_and(|entry| entry.key.as_str().chars().eq([letter]));
        let Some(row) = self.rows.iter().position(is_its_own) else { return false };
        self.select(row);
        true
    }

    /// Puts the cursor where a list starts.
    pub(in crate::app) fn start_at(&mut self, goal: &Goal) {
        let is_its_own = |row: &ListRow| self.entry(row).is_some_and(|entry| entry.goal == *goal);
        self.selected = self.rows.iter().position(is_its_own).unwrap_or(self.selected);
    }

    /// The entry under the cursor.
    #[must_use]
    pub(in crate::app) fn chosen(&self) -> Option<&ListEntry> {
        self.entry(self.rows.get(self.selected)?)
    }

    /// The entry of a row.
    #[must_use]
    pub(in crate::app) fn entry(&self, row: &ListRow) -> Option<&ListEntry> {
        match row {
            ListRow::Entry(idx, _) => self.entries.get(*idx),
            ListRow::Heading(_) => None,
        }
    }

    /// The places that the rows lead to, best first, and which of them is under the cursor.
    #[must_use]
    pub(in crate::app) fn spots(&self) -> (Vec<Spot>, usize) {
        let spot = |row: &ListRow| match self.entry(row).map(|entry| &entry.goal) {
            Some(Goal::Visit(spot)) => Some(spot.clone()),
            _ => None,
        };
        let n_before = self.rows.iter().take(self.selected).filter_map(spot).count();
        (self.rows.iter().filter_map(spot).collect(), n_before)
    }

    /// Takes other entries, and keeps what was typed and where the cursor was.
    pub(in crate::app) fn restock(&mut self, entries: Vec<ListEntry>) {
        let goal = self.chosen().map(|entry| entry.goal.clone());
        let selected = self.selected;
        self.entries = entries;
        self.sift();
        let again = self.rows.iter().position(|row| self.entry(row).map(|entry| &entry.goal) == goal.as_ref());
        let last = self.rows.len().saturating_sub(1);
        let row = again.filter(|_| goal.is_some()).unwrap_or(selected.min(last));
        if matches!(self.rows.get(row), Some(ListRow::Entry(..))) {
            self.selected = row;
        }
    }

    /// Takes entries that are told of what is typed, and shows all of them.
    pub(in crate::app) fn tell(&mut self, entries: Vec<ListEntry>) {
        self.entries = entries;
        self.is_behind = false;
        self.n_matches = self.entries.len();
        self.rows = (0..self.entries.len()).map(|idx| ListRow::Entry(idx, Vec::new())).collect();
        self.measure();
        self.selected = 0;
    }

    /// Measures what all rows need.
    fn measure(&mut self) {
        let entries = self.rows.iter().filter_map(|row| self.entry(row));
        let widths = entries.map(|entry| ChoiceWidths::of(&entry.text, &entry.aside, &entry.key).with(entry.sign));
        self.widths = widths.collect();
    }

    fn choices(&self) -> impl Iterator<Item = usize> {
        self.rows.iter().enumerate().filter(|(_, row)| matches!(row, ListRow::Entry(..))).map(|(idx, _)| idx)
    }

    /// Makes the rows from what was typed.
    pub(in crate::app) fn sift(&mut self) {
        self.is_behind = false;
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
            // A match in what is not shown comes after one in what is.
            let is_whole = self.entries.get(idx).is_some_and(|entry| entry.also == self.typed().trim());
            found.extend(score.map(|score| (if is_whole { i64::MAX } else { score / 2 }, idx, Vec::new())));
        }
        let is_typed = !self.typed().trim().is_empty();
        let has_groups = !(is_typed && self.is_ranked);
        let heading = |idx: usize| self.entries.get(idx).and_then(|entry| entry.heading).filter(|_| has_groups);
        if is_typed {
            found.sort_by_key(|(score, idx, _)| (heading(*idx), std::cmp::Reverse(*score), *idx));
        } else {
            found.sort_by_key(|(_, idx, _)| *idx);
        }
        self.n_matches = found.len();
        let best = found.iter().enumerate().max_by_key(|(at, (score, _, _))| (*score, std::cmp::Reverse(*at)));
        let best = best.map(|(_, (_, idx, _))| *idx).filter(|_| is_typed);
        let mut rows = Vec::new();
        let mut group = None;
        for (_, idx, positions) in found.into_iter().take(MOST_ROWS) {
            if heading(idx) != group {
                group = heading(idx);
                rows.extend(group.map(ListRow::Heading));
            }
            rows.push(ListRow::Entry(idx, positions));
        }
        self.rows = rows;
        self.measure();
        let at_best = self.rows.iter().position(|row| matches!(row, ListRow::Entry(idx, _) if Some(*idx) == best));
        self.selected = at_best.or_else(|| self.choices().next()).unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::super::commands::{Offer, help, palette};
    use super::*;
    use crate::app::command::{COMMANDS, Command};
    use crate::app::keymap::Keymap;
    use crate::app::pen::LONGEST_LINE;
    use crate::app::view::LEGEND;

    /// Everything works.
    fn all() -> Offer {
        Offer::default()
    }

    fn texts(choices: &Choices) -> Vec<&str> {
        choices.rows.iter().map(|row| choices.entry(row).map_or("--", |entry| entry.text.as_str())).collect()
    }

    fn typed(entries: Vec<ListEntry>, text: &str) -> Choices {
        sifted(Choices::new(entries), text)
    }

    fn sifted(mut choices: Choices, text: &str) -> Choices {
        choices.type_in(text);
        choices.sift();
        choices
    }

    #[test]
    fn the_palette_finds_by_name_then_by_sentence() {
        let all = || Choices::ranked(palette(&Keymap::default(), &all(), Vec::new()));
        let choices = sifted(all(), "zoo");
        assert_eq!(texts(&choices), ["zoom"]);
        let choices = sifted(all(), "fill the screen");
        assert_eq!(choices.chosen().map(|entry| entry.goal.clone()), Some(Goal::Run(Command::Zoom)));
    }

    #[test]
    fn help_keeps_its_groups_and_starts_at_the_best() {
        let choices = typed(help(&Keymap::default(), &all()), "ctrl-d");
        assert_eq!(choices.rows.first(), Some(&ListRow::Heading(Heading::Moving)));
        assert_eq!(choices.chosen().map(|entry| entry.text.as_str()), Some("Go down half a page"));
        let mut choices = Choices::new(help(&Keymap::default(), &all()));
        assert_eq!(choices.selected, 1, "not on the heading");
        choices.step(-1);
        assert_eq!(choices.selected, 1);
        choices.step(isize::MAX);
        assert_eq!(choices.selected, choices.rows.len() - 1);
        let n = COMMANDS.len() + LEGEND.len() + 8;
        assert_eq!(choices.rows.len(), n, "every command and every sign with their headings");
    }

    #[test]
    fn erasing_takes_whole_characters() {
        let mut choices = typed(Vec::new(), "cafe\u{301} né👩‍🍳");
        choices.stroke(Stroke::Erase);
        assert_eq!(choices.typed(), "cafe\u{301} né");
        choices.stroke(Stroke::EraseWord);
        assert_eq!(choices.typed(), "cafe\u{301} ");
        choices.stroke(Stroke::Erase);
        choices.stroke(Stroke::Erase);
        assert_eq!(choices.typed(), "caf");
        for stroke in [Stroke::EraseLine, Stroke::Erase, Stroke::EraseWord] {
            choices.stroke(stroke);
        }
        assert_eq!(choices.typed(), "");
    }

    #[test]
    fn a_flood_of_keys_stops_at_a_line() {
        let choices = typed(Vec::new(), &"x".repeat(1000));
        assert_eq!(choices.typed().chars().count(), LONGEST_LINE);
        let choices = typed(Vec::new(), "\u{1b}\n");
        assert_eq!(choices.typed().trim(), "");
    }
}
