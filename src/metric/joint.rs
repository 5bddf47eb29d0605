//! How often each pair of answers was given by one respondent.
//! Invariant: joint counts add up, in any order, to the same digits.
//!
//! They are counts like others: whoever shows a figure made of them passes its n through the [`Gate`](super::Gate) first.

use super::fixed::real;
use super::tally::Weight;
use super::{Measure, Weighing};

mod moments;
mod series;

pub use moments::JointMoments;
pub use series::JointSeries;

/// The most answers a scale may have.
const WIDEST: i64 = 1_001;

/// The few answers there may be to a question: whole ones from the lowest up, or no (0) and yes (1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerScale {
    low: i32,
    n_answers: usize,
}

/// How often each pair of answers was given: the first answer is one of a scale, the second one of another or the same.
#[derive(Clone, Debug, PartialEq)]
pub struct JointCounts {
    scales: (AnswerScale, AnswerScale),
    /// Pairs without a weight: by the first answer, then by the second.
    even: Vec<u64>,
    /// Pairs with a weight; `None` where the source says nothing of weights.
    weighed: Option<Box<WeighedPairs>>,
}

/// Pairs with a weight, cell by cell.
#[derive(Clone, Debug, PartialEq)]
struct WeighedPairs {
    counts: Vec<u64>,
    weights: Vec<Weight>,
}

/// A pair of answers that somebody gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointCell {
    /// The two answers.
    pub answers: (i32, i32),
    /// How many gave both.
    pub n: u64,
    /// What they weigh, Σw: as many where all count the same.
    pub weight: f64,
    /// Σw².
    pub squares: f64,
}

impl AnswerScale {
    /// The answers of a measure; `None` where they are not few.
    #[must_use]
    pub fn of(measure: &Measure) -> Option<Self> {
        let (low, high) = measure.few_answers()?;
        let n_answers = i64::from(high) - i64::from(low) + 1;
        let n_answers = usize::try_from(n_answers).ok().filter(|_| (1..=WIDEST).contains(&n_answers))?;
        Some(Self { low, n_answers })
    }

    /// How many answers there may be.
    #[must_use]
    pub const fn n_answers(self) -> usize {
        self.n_answers
    }

    /// The answers, from the lowest up.
    fn answers(self) -> impl Iterator<Item = i32> + Clone {
        (self.low..).take(self.n_answers)
    }

    /// How far an answer lies above the lowest.
    fn above(self, answer: i32) -> Option<usize> {
        let above = usize::try_from(i64::from(answer) - i64::from(self.low)).ok();
        above.filter(|above| *above < self.n_answers)
    }
}

impl JointCounts {
    /// No pairs yet, all of which count the same.
    #[must_use]
    pub fn new(scales: (AnswerScale, AnswerScale)) -> Self {
        Self { scales, even: vec![0; scales.0.n_answers * scales.1.n_answers], weighed: None }
    }

    /// No pairs yet, of which each may have a weight.
    #[must_use]
    pub fn weighted(scales: (AnswerScale, AnswerScale)) -> Self {
        let even = Self::new(scales);
        let n_cells = even.even.len();
        let weighed = WeighedPairs { counts: vec![0; n_cells], weights: vec![Weight::default(); n_cells] };
        Self { weighed: Some(Box::new(weighed)), ..even }
    }

    /// Counts a pair, and what it weighs where it says so; false, and nothing counted, where an answer is off its scale.
    /// Where no pair has a weight, that of this one is not kept.
    #[must_use]
    pub fn add(&mut self, answers: (i32, i32), weight: Option<f64>) -> bool {
        let Some(cell) = self.cell(answers) else { return false };
        let counts = match (self.weighed.as_deref_mut(), weight) {
            (Some(weighed), Some(weight)) => {
                if let Some(own) = weighed.weights.get_mut(cell) {
                    own.add(weight);
                }
                &mut weighed.counts
            }
            (None, _) | (_, None) => &mut self.even,
        };
        counts.get_mut(cell).map(|count| *count = count.saturating_add(1)).is_some()
    }

    /// Adds so many pairs without a weight, cell by cell: by the first answer, then by the second.
    pub fn add_even(&mut self, counts: impl Iterator<Item = u64>) {
        add(&mut self.even, counts);
    }

    /// Adds so many pairs and what they weigh, cell by cell.
    pub fn add_weighed(&mut self, cells: impl Iterator<Item = (u64, Weight)>) {
        let Some(weighed) = &mut self.weighed else { return self.add_even(cells.map(|(count, _)| count)) };
        for ((count, weight), (more, others)) in weighed.counts.iter_mut().zip(&mut weighed.weights).zip(cells) {
            *count = count.saturating_add(more);
            *weight = weight.and(others);
        }
    }

    /// Adds the counts of another period or group; false, and nothing added, where it is about other answers.
    #[must_use]
    pub fn merge(&mut self, other: &Self) -> bool {
        if self.scales != other.scales || self.weighed.is_some() != other.weighed.is_some() {
            return false;
        }
        add(&mut self.even, other.even.iter().copied());
        if let Some(others) = &other.weighed {
            self.add_weighed(others.counts.iter().copied().zip(others.weights.iter().copied()));
        }
        true
    }

    /// How many pairs its figures rest on: where any has a weight, those that have one.
    #[must_use]
    pub fn n(&self) -> u64 {
        sum(self.counts().iter().copied())
    }

    /// Is there no pair at all, with a weight or without?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n() == 0
    }

    /// Do they count the same? `None` where there are none.
    #[must_use]
    pub fn weighing(&self) -> Option<Weighing> {
        match self.weighed {
            _ if self.is_empty() => None,
            None => Some(Weighing::Even),
            Some(_) if self.decisive().is_some() => Some(Weighing::Weighed),
            Some(_) => Some(Weighing::Unweighed),
        }
    }

    /// How often a pair of answers was given.
    #[must_use]
    pub fn count(&self, answers: (i32, i32)) -> u64 {
        self.cell(answers).and_then(|cell| self.counts().get(cell)).copied().unwrap_or(0)
    }

    /// How often each first answer was given by those who gave both, from the lowest up; and each second one.
    #[must_use]
    pub fn marginals(&self) -> (Vec<u64>, Vec<u64>) {
        let (n_rows, n_columns) = (self.scales.0.n_answers, self.scales.1.n_answers);
        let (mut rows, mut columns) = (vec![0; n_rows], vec![0; n_columns]);
        for (row, counts) in rows.iter_mut().zip(self.counts().chunks(n_columns.max(1))) {
            *row = sum(counts.iter().copied());
            add(&mut columns, counts.iter().copied());
        }
        (rows, columns)
    }

    /// The pairs of answers that its figures rest on and somebody gave.
    pub fn cells(&self) -> impl Iterator<Item = JointCell> {
        let (rows, columns) = self.scales;
        let answers = rows.answers().flat_map(move |row| columns.answers().map(move |column| (row, column)));
        let counted = answers.zip(self.counts()).enumerate().filter(|(_, (_, n))| **n > 0);
        let weighed = self.decisive();
        counted.map(move |(cell, (answers, n))| {
            let own = weighed.and_then(|weighed| weighed.weights.get(cell));
            let (weight, squares) = own.map_or((real(*n), real(*n)), |weight| weight.real());
            JointCell { answers, n: *n, weight, squares }
        })
    }

    /// Those that figures rest on.
    fn counts(&self) -> &[u64] {
        self.decisive().map_or(&self.even, |weighed| &weighed.counts)
    }

    /// The pairs with a weight, where there are any.
    fn decisive(&self) -> Option<&WeighedPairs> {
        self.weighed.as_deref().filter(|weighed| weighed.counts.iter().any(|count| *count > 0))
    }

    fn cell(&self, (first, second): (i32, i32)) -> Option<usize> {
        Some(self.scales.0.above(first)? * self.scales.1.n_answers + self.scales.1.above(second)?)
    }
}

fn sum(counts: impl Iterator<Item = u64>) -> u64 {
    counts.fold(0, u64::saturating_add)
}

fn add(counts: &mut [u64], more: impl Iterator<Item = u64>) {
    counts.iter_mut().zip(more).for_each(|(count, more)| *count = count.saturating_add(more));
}

#[cfg(test)]
mod tests;
