//! One column: what its cells are, told from counts.
//! Invariant: memory is bounded, whatever the cells; a value is kept once, with how often it stands.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::when::{Dates, Dating};
use crate::source::cells::answer::number;

/// How long a value may be that is kept, in bytes.
const LONGEST: usize = 200;

/// Values kept of all columns together, and of one column at most and at least.
const MOST_VALUES: usize = 100_000;
const MOST_OF_ONE: usize = 200;
const LEAST_OF_ONE: usize = 12;

/// Of a column that has repeated itself so often, and more than not, nothing more is kept.
const REPEATS: u64 = 100;

/// What all columns together may still take.
pub(in crate::source) struct Budget {
    /// Values that one column keeps.
    values: usize,
    /// Hashes that tell whether long columns repeat themselves.
    hashes: usize,
    /// Columns whose dates are followed to the end.
    calendars: usize,
}

impl Budget {
    /// That of a file with so many columns.
    pub(in crate::source) fn new(n_columns: usize) -> Self {
        let values = (MOST_VALUES / n_columns.max(1)).clamp(LEAST_OF_ONE, MOST_OF_ONE);
        Self { values, hashes: 4_000_000, calendars: 32 }
    }

    fn dating<'a>(&mut self, cells: impl Iterator<Item = &'a [u8]> + Clone) -> Option<Dating> {
        let dating = Dating::learn(cells).filter(|_| self.calendars > 0)?;
        self.calendars -= 1;
        Some(dating)
    }
}

/// A column while it is read.
#[derive(Default)]
pub(in crate::source) struct Counting {
    /// Values with how often they stand, and their place in the order of first appearance.
    values: HashMap<Vec<u8>, (u64, usize), FixedState>,
    n_blank: u64,
    /// What no room was left for.
    beyond: Option<Beyond>,
}

struct Beyond {
    facts: Facts,
    /// `None` where the column repeats itself, or nobody can tell any more.
    hashes: Option<HashSet<u64, FixedState>>,
    n_repeats: u64,
}

/// What the cells are.
#[derive(Default)]
struct Facts {
    n: u64,
    n_numbers: u64,
    n_fractions: u64,
    n_commas: u64,
    ends: Option<(f64, f64)>,
    sum: f64,
    n_chars: u64,
    n_phrases: u64,
    dating: Option<Dating>,
}

/// A value and how often it stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Value {
    pub(in crate::source) text: String,
    pub(in crate::source) n: u64,
}

/// A column that was read.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Column {
    /// Its name, without blanks around it.
    pub(in crate::source) name: String,
    /// Its place in a row, from 0.
    pub(in crate::source) place: usize,
    /// How many cells hold something, and how many nothing.
    pub(in crate::source) n: u64,
    pub(in crate::source) n_blank: u64,
    /// How many are numbers, numbers with a fraction, numbers with a decimal comma.
    pub(in crate::source) n_numbers: u64,
    pub(in crate::source) n_fractions: u64,
    pub(in crate::source) n_commas: u64,
    /// The least and the greatest number.
    pub(in crate::source) ends: Option<(f64, f64)>,
    /// The numbers together.
    pub(in crate::source) sum: f64,
    /// How many characters all cells have together, and how many cells are of three words or more.
    pub(in crate::source) n_chars: u64,
    pub(in crate::source) n_phrases: u64,
    /// The first values, in the order in which they first stand.
    pub(in crate::source) values: Vec<Value>,
    /// Are these all values there are?
    pub(in crate::source) is_listed: bool,
    /// How many cells repeat another one; `None` where they are too many to tell or to matter.
    pub(in crate::source) n_repeats: Option<u64>,
    /// Its dates, where it is of dates.
    pub(in crate::source) dates: Option<Dates>,
}

impl Counting {
    /// Takes a cell in.
    pub(in crate::source) fn take(&mut self, cell: &[u8], budget: &mut Budget) {
        let cell = cell.trim_ascii();
        if cell.is_empty() {
            self.n_blank += 1;
        } else if let Some((n, _)) = self.values.get_mut(cell) {
            *n += 1;
        } else if self.beyond.is_none() && self.values.len() < budget.values && cell.len() <= LONGEST {
            let place = self.values.len();
            self.values.insert(cell.to_vec(), (1, place));
        } else {
            let values = &self.values;
            let beyond = self.beyond.get_or_insert_with(|| {
                let dating = budget.dating(values.keys().map(Vec::as_slice));
                let hashes = HashSet::with_hasher(FixedState::default());
                Beyond { facts: Facts { dating, ..Facts::default() }, hashes: Some(hashes), n_repeats: 0 }
            });
            beyond.take(cell, budget);
        }
    }

    /// What it was.
    pub(in crate::source) fn finish(self, name: String, place: usize, budget: &mut Budget) -> Column {
        let is_listed = self.beyond.is_none();
        let beyond = self.beyond.unwrap_or_else(|| {
            let dating = budget.dating(self.values.keys().map(Vec::as_slice));
            let hashes = Some(HashSet::with_hasher(FixedState::default()));
            Beyond { facts: Facts { dating, ..Facts::default() }, hashes, n_repeats: 0 }
        });
        let mut kept: Vec<(Vec<u8>, (u64, usize))> = self.values.into_iter().collect();
        kept.sort_unstable_by_key(|(_, (_, place))| *place);
        let mut facts = beyond.facts;
        for (cell, (n, _)) in &kept {
            facts.take(cell, *n);
        }
        let n_repeats = kept.iter().map(|(_, (n, _))| n - 1).sum::<u64>() + beyond.n_repeats;
        let values =
            kept.into_iter().map(|(cell, (n, _))| Value { text: String::from_utf8_lossy(&cell).into_owned(), n });
        Column {
            name,
            place,
            n: facts.n,
            n_blank: self.n_blank,
            n_numbers: facts.n_numbers,
            n_fractions: facts.n_fractions,
            n_commas: facts.n_commas,
            ends: facts.ends,
            sum: facts.sum,
            n_chars: facts.n_chars,
            n_phrases: facts.n_phrases,
            values: values.collect(),
            is_listed,
            n_repeats: beyond.hashes.map(|_| n_repeats),
            dates: facts.dating.map(Dating::finish).filter(|dates| dates.n > 0),
        }
    }
}

impl Beyond {
    fn take(&mut self, cell: &[u8], budget: &mut Budget) {
        self.facts.take(cell, 1);
        let Some(hashes) = &mut self.hashes else { return };
        if !hashes.insert(FixedState::default().hash_one(cell)) {
            self.n_repeats += 1;
        } else if budget.hashes > 0 {
            budget.hashes -= 1;
        } else {
            self.hashes = None;
            return;
        }
        if self.n_repeats > REPEATS && self.n_repeats * 2 > self.facts.n {
            budget.hashes += hashes.len();
            self.hashes = None;
        }
    }
}

impl Facts {
    fn take(&mut self, cell: &[u8], times: u64) {
        self.n += times;
        if let Some(value) = number(cell, true) {
            self.n_numbers += times;
            #[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^53")]
            let weight = times as f64;
            self.sum += value * weight;
            self.n_fractions += if value.fract() == 0.0 { 0 } else { times };
            self.n_commas += if cell.contains(&b',') { times } else { 0 };
            let (low, high) = self.ends.unwrap_or((value, value));
            self.ends = Some((low.min(value), high.max(value)));
        }
        let text = String::from_utf8_lossy(cell);
        self.n_chars += times * text.chars().count() as u64;
        self.n_phrases += if text.split_whitespace().nth(2).is_some() { times } else { 0 };
        if let Some(dating) = &mut self.dating {
            dating.take(cell, times);
        }
    }
}

impl Column {
    /// The whole numbers it holds with how often, where these are few and nearly all there is.
    pub(in crate::source) fn wholes(&self) -> Vec<(i64, u64)> {
        let whole = |value: &Value| {
            let number = number(value.text.as_bytes(), true).filter(|number| number.fract() == 0.0)?;
            #[expect(clippy::cast_possible_truncation, reason = "whole and small")]
            (number.abs() < 1e9).then_some((number as i64, value.n))
        };
        if !self.is_listed {
            return Vec::new();
        }
        let mut wholes: Vec<(i64, u64)> = Vec::new();
        for (number, n) in self.values.iter().filter_map(whole) {
            match wholes.iter_mut().find(|(other, _)| *other == number) {
                Some((_, count)) => *count += n,
                None => wholes.push((number, n)),
            }
        }
        wholes.sort_unstable();
        wholes
    }

    /// Are so many hundredths of its cells numbers?
    pub(in crate::source) fn is_numbers(&self, percent: u64) -> bool {
        self.n > 0 && self.n_numbers * 100 >= self.n * percent
    }

    /// Values that are no numbers, in a column of numbers.
    pub(in crate::source) fn odd_values(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(|value| number(value.text.as_bytes(), true).is_none())
    }

    /// Values that are numbers with a fraction, in a column of whole ones.
    pub(in crate::source) fn fractions(&self) -> impl Iterator<Item = &Value> {
        let is_broken =
            |value: &&Value| number(value.text.as_bytes(), true).is_some_and(|number| number.fract() != 0.0);
        self.values.iter().filter(is_broken)
    }

    /// How many different values it has; `None` where nobody can tell.
    pub(in crate::source) fn n_distinct(&self) -> Option<u64> {
        self.n_repeats.map(|n_repeats| self.n - n_repeats)
    }

    /// The mean of its numbers.
    pub(in crate::source) fn mean(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^53")]
        let n = self.n_numbers.max(1) as f64;
        self.sum / n
    }

    /// How long a cell is on average, in characters.
    pub(in crate::source) fn mean_length(&self) -> u64 {
        self.n_chars / self.n.max(1)
    }

    /// Does each row have a value of its own?
    pub(in crate::source) fn is_distinct(&self) -> bool {
        self.n_repeats == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: impl Iterator<Item = String>) -> Column {
        let (mut counting, mut budget) = (Counting::default(), Budget::new(1));
        cells.for_each(|cell| counting.take(cell.as_bytes(), &mut budget));
        counting.finish("x".to_owned(), 0, &mut budget)
    }

    #[test]
    fn few_values_are_listed_in_the_order_they_come() {
        let column = column(["b", " a ", "", "b", "7", "6,5"].map(str::to_owned).into_iter());
        let values: Vec<(&str, u64)> = column.values.iter().map(|value| (value.text.as_str(), value.n)).collect();
        assert_eq!(values, [("b", 2), ("a", 1), ("7", 1), ("6,5", 1)]);
        assert_eq!((column.n, column.n_blank, column.n_numbers, column.n_commas), (5, 1, 2, 1));
        assert_eq!((column.ends, column.n_repeats), (Some((6.5, 7.0)), Some(1)));
        assert_eq!(column.wholes(), [(7, 1)]);
    }

    #[test]
    fn many_values_are_counted_without_being_kept() {
        let all = column((0..5_000).map(|idx| format!("2025-01-01T10:{:02}:{:02}.{idx}", idx / 60 % 60, idx % 60)));
        assert_eq!((all.n, all.values.len(), all.is_listed, all.is_distinct()), (5_000, MOST_OF_ONE, false, true));
        assert_eq!(all.dates.as_ref().map(|dates| dates.n), Some(5_000));
        let half = column((0..5_000).map(|idx| format!("{}", idx / 2 * 3)));
        assert_eq!((half.n, half.n_repeats), (5_000, Some(2_500)));
        let few = column((0..5_000).map(|idx| format!("{}", idx % 900)));
        assert_eq!((few.n, few.n_repeats), (5_000, None));
    }
}
