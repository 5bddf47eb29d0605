//! Counts while a file is read: dense by place, cohort and date. Must not know cells or columns.
//! Invariant: a date without answers has no tally.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::answer::{Answer, Rule};
use crate::metric::{Measure, Series, Tally};
use crate::source::dates::Days;

/// Counts of one place and cohort by number of the date.
#[derive(Clone, Debug)]
enum Counts {
    /// `width` counts a date: how often each whole answer was given.
    Whole { low: i32, width: usize, counts: Vec<u64> },
    /// Anything else.
    Tallies(Vec<Option<Tally>>),
}

/// Counts of all places of a source.
#[derive(Clone, Debug)]
pub(super) struct Table {
    n_cohorts: usize,
    /// `cells[place * n_cohorts + cohort]`.
    cells: Vec<Counts>,
    measures: Vec<Measure>,
}

impl Table {
    /// No places yet.
    pub(super) fn new(n_cohorts: usize) -> Self {
        Self { n_cohorts, cells: Vec::new(), measures: Vec::new() }
    }

    /// One more place; its number.
    pub(super) fn place(&mut self, measure: Measure, rule: Option<&Rule>) -> usize {
        for _ in 0..self.n_cohorts {
            self.cells.push(match rule {
                Some(Rule::Whole { low, high }) => {
                    let width = usize::try_from(i64::from(*high) - i64::from(*low) + 1).unwrap_or(1);
                    Counts::Whole { low: *low, width, counts: Vec::new() }
                }
                _ => Counts::Tallies(Vec::new()),
            });
        }
        self.measures.push(measure);
        self.measures.len() - 1
    }

    /// Counts an answer at a place for the cohorts it belongs to, at the date of that number.
    pub(super) fn add(&mut self, place: usize, cohorts: &[usize], date: usize, answer: Answer) {
        match answer {
            Answer::Whole(above) => return self.add_whole(place, cohorts, date, above),
            Answer::Number(_) | Answer::Sum(_) | Answer::Share { .. } | Answer::Figure(_) => {}
        }
        let Some(measure) = self.measures.get(place) else { return };
        for cohort in cohorts {
            if let Some(Counts::Tallies(tallies)) = self.cells.get_mut(place * self.n_cohorts + cohort) {
                reach(tallies, date + 1, None);
                if let Some(tally) = tallies.get_mut(date) {
                    take(tally, measure, &answer);
                }
            }
        }
    }

    /// As [`add`](Self::add), of a whole answer so far above the lowest of its scale.
    #[inline]
    pub(super) fn add_whole(&mut self, place: usize, cohorts: &[usize], date: usize, above: usize) {
        for cohort in cohorts {
            let cell = self.cells.get_mut(place * self.n_cohorts + cohort);
            let Some(Counts::Whole { width, counts, .. }) = cell else { continue };
            let at = date * *width + above;
            if at >= counts.len() {
                reach(counts, (date + 1) * *width, 0);
            }
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
    }

    /// As [`add`](Self::add), of a number of millionths.
    #[inline]
    pub(super) fn add_millionths(&mut self, place: usize, cohorts: &[usize], date: usize, value: i64) {
        let Some(measure) = self.measures.get(place) else { return };
        for cohort in cohorts {
            if let Some(Counts::Tallies(tallies)) = self.cells.get_mut(place * self.n_cohorts + cohort) {
                reach(tallies, date + 1, None);
                if let Some(tally) = tallies.get_mut(date) {
                    let is_taken = tally.get_or_insert_with(|| Tally::new(measure)).add_millionths(value);
                    debug_assert!(is_taken, "the reader of cells lets nothing through that a tally refuses: {value}");
                }
            }
        }
    }

    /// How the answers of a place become readings.
    pub(super) fn measure(&self, place: usize) -> Option<Measure> {
        self.measures.get(place).copied()
    }

    /// Adds the counts of a table of the same places; `numbers` are this table's for the dates of the other.
    pub(super) fn absorb(&mut self, other: Self, numbers: &[usize]) {
        for (cell, other) in self.cells.iter_mut().zip(other.cells) {
            match (cell, other) {
                (Counts::Whole { width, counts, .. }, Counts::Whole { counts: others, .. }) => {
                    for (date, others) in numbers.iter().zip(others.chunks(*width)) {
                        reach(counts, (date + 1) * *width, 0);
                        let own = counts.get_mut(date * *width..).unwrap_or_default();
                        own.iter_mut().zip(others).for_each(|(count, other)| *count += other);
                    }
                }
                (Counts::Tallies(tallies), Counts::Tallies(others)) => {
                    for (date, other) in numbers.iter().zip(others) {
                        reach(tallies, date + 1, None);
                        match (tallies.get_mut(*date), other) {
                            (Some(Some(tally)), Some(other)) => {
                                let is_merged = tally.merge(&other);
                                debug_assert!(is_merged, "both are of one place");
                            }
                            (Some(tally @ None), other) => *tally = other,
                            _ => {}
                        }
                    }
                }
                (Counts::Whole { .. } | Counts::Tallies(_), _) => {}
            }
        }
    }

    /// The series of a place, by cohort. The table forgets them.
    pub(super) fn series(&mut self, place: usize, days: &Days) -> Vec<Series> {
        let Some(measure) = self.measures.get(place) else { return Vec::new() };
        let from = place * self.n_cohorts;
        let cells = self.cells.get_mut(from..from + self.n_cohorts).unwrap_or_default();
        cells.iter_mut().map(|cell| Series { finest: days.finest, tallies: tallies(cell, measure, days) }).collect()
    }
}

/// Makes room for so many.
#[inline]
fn reach<T: Clone>(counts: &mut Vec<T>, n: usize, none: T) {
    if counts.len() < n {
        counts.resize(n, none);
    }
}

/// The tallies by date; the counts are given up.
fn tallies(cell: &mut Counts, measure: &Measure, days: &Days) -> BTreeMap<Date, Tally> {
    let mut all: Vec<(Date, Tally)> = match cell {
        Counts::Whole { low, width, counts } => {
            let counts = std::mem::take(counts);
            let answers = days.dates.iter().zip(counts.chunks(*width));
            let met = answers.filter(|(_, counts)| counts.iter().any(|count| *count > 0));
            met.map(|(date, counts)| (*date, Tally::Answers { low: *low, top: measure.top, counts: counts.to_vec() }))
                .collect()
        }
        Counts::Tallies(tallies) => {
            let dated = days.dates.iter().zip(std::mem::take(tallies));
            dated.filter_map(|(date, tally)| Some((*date, tally?))).collect()
        }
    };
    all.sort_by_key(|(date, _)| *date);
    // Two ways to write one date.
    all.dedup_by(|(date, tally), (before, sum)| {
        let is_same = date == before;
        let is_merged = is_same && sum.merge(tally);
        debug_assert!(is_same == is_merged, "both are of one place");
        is_same
    });
    for (_, tally) in &mut all {
        tally.settle();
    }
    all.into_iter().collect()
}

/// Counts an answer that a tally keeps no dense count of.
fn take(tally: &mut Option<Tally>, measure: &Measure, answer: &Answer) {
    let tally = tally.get_or_insert_with(|| match answer {
        Answer::Share { .. } => Tally::Share { hits: 0, n: 0 },
        Answer::Sum(_) => Tally::Sum { n: 0, sum: 0 },
        Answer::Whole(_) | Answer::Number(_) | Answer::Figure(_) => Tally::new(measure),
    });
    let is_taken = match answer {
        Answer::Whole(_) => false,
        Answer::Number(value) | Answer::Sum(value) => tally.add(*value),
        Answer::Share { hits, n } => tally.add_hits(*hits, *n),
        Answer::Figure(batch) => tally.add_batch(batch, measure),
    };
    debug_assert!(is_taken, "the reader of cells lets nothing through that a tally refuses: {answer:?}");
}
