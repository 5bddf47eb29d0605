//! What was left out of a source, as far as it bears on its numbers, and what of it touches one of them.
//! Invariant: a blank cell, a code that the map declares and a row of somebody who answered before are no loss.

use std::collections::HashMap;

use super::{Binding, Column};
use crate::text::numeral::count;

/// A file or a column with fewer rows or answers than this is small: a tenth of them is what is told.
const SMALL: u64 = 50;

/// What is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Rows of the file: all that they say.
    Rows,
    /// Answers to one question.
    Answers,
}

/// Rows or answers that were left out for one reason. The counts are of the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Which of the two.
    pub lost: Lost,
    /// The id of the source.
    pub source: String,
    /// Why: `ragged row`, `off the scale 1 to 5`.
    pub reason: String,
    /// How many were left out.
    pub count: u64,
    /// How many there are, those that are used included.
    pub of: u64,
    /// The first lines, at most ten.
    pub lines: Vec<u64>,
    /// Does the file end with it for us? Then nobody knows how many rows come after.
    pub is_end: bool,
}

/// What was lost of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Losses {
    /// Its rows, by reason; that touches every number of the source.
    pub rows: Vec<Loss>,
    /// Rows of no touchpoint of the map; that touches what is asked of the rows of some.
    pub of_touchpoints: Vec<Loss>,
    /// The answers of each binding that lost any.
    pub answers: HashMap<Binding, Shortfall>,
}

/// What one binding lost of its answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shortfall {
    /// By reason.
    pub losses: Vec<Loss>,
    /// Is that much of a column that it is told at each of its numbers?
    pub is_told: bool,
}

/// What touches one number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// Of rows.
    rows: Shortfall,
    /// Of answers.
    answers: Shortfall,
    /// How many rows its source has.
    n_rows: u64,
}

impl Loss {
    /// Is it too much to be passed over? From a hundredth on, and five; of fewer than fifty a tenth. The end always.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        if self.is_end {
            true
        } else if self.of < SMALL {
            self.count > 0 && self.count.saturating_mul(10) >= self.of
        } else {
            self.count >= 5 && self.count.saturating_mul(100) >= self.of
        }
    }
}

impl Losses {
    /// What touches the number of a binding of this source, which has that many rows.
    #[must_use]
    pub fn toll(&self, binding: &Binding, n_rows: u64) -> Toll {
        let is_of_all = matches!(binding.column, Column::Own(_));
        let of_touchpoints = self.of_touchpoints.iter().filter(|_| !is_of_all);
        let rows = Shortfall::of(self.rows.iter().chain(of_touchpoints).cloned().collect());
        Toll { rows, answers: self.answers.get(binding).cloned().unwrap_or_default(), n_rows }
    }
}

impl Shortfall {
    /// These, by themselves.
    #[must_use]
    pub fn of(losses: Vec<Loss>) -> Self {
        let is_told = losses.iter().any(Loss::is_told);
        Self { losses, is_told }
    }

    fn left_out(&self) -> u64 {
        self.losses.iter().fold(0, |sum, loss| sum.saturating_add(loss.count))
    }

    /// How many there were, by source: losses of one have this in common.
    fn all(&self) -> u64 {
        let mut seen: Vec<&str> = Vec::new();
        let mut n = 0_u64;
        for loss in &self.losses {
            if !seen.contains(&loss.source.as_str()) {
                seen.push(&loss.source);
                n = n.saturating_add(loss.of);
            }
        }
        n
    }

    /// `69 of 300 answers counted, 231 left out: off the scale 1 to 5`.
    fn words(&self, noun: &str) -> Option<String> {
        let (first, rest) = self.losses.split_first().filter(|_| self.is_told)?;
        let (left_out, all) = (self.left_out(), self.all());
        let why = if rest.is_empty() {
            first.reason.clone()
        } else {
            let each = self.losses.iter().map(|loss| format!("{} {}", count(loss.count), loss.reason));
            each.collect::<Vec<_>>().join(", ")
        };
        let kept = count(all.saturating_sub(left_out));
        Some(format!("{kept} of {} {noun}, {} left out: {why}", count(all), count(left_out)))
    }

    /// Adds what other numbers lost, which have answers of their own.
    fn add(&mut self, other: &Self) {
        let (own, others) = (self.all_by_source(), other.all_by_source());
        for loss in &other.losses {
            let is_same = |own: &&mut Loss| own.source == loss.source && own.reason == loss.reason;
            match self.losses.iter_mut().find(is_same) {
                Some(own) => own.count = own.count.saturating_add(loss.count),
                None => self.losses.push(loss.clone()),
            }
        }
        let of = |all: &HashMap<String, u64>, loss: &Loss| all.get(&loss.source).copied().unwrap_or(0);
        for loss in &mut self.losses {
            loss.of = of(&own, loss).saturating_add(of(&others, loss));
        }
        self.is_told |= other.is_told;
    }

    fn all_by_source(&self) -> HashMap<String, u64> {
        self.losses.iter().map(|loss| (loss.source.clone(), loss.of)).collect()
    }
}

impl Toll {
    /// What touches a number that is made of several others.
    #[must_use]
    pub fn together<'t>(parts: impl IntoIterator<Item = &'t Self>) -> Self {
        parts.into_iter().fold(Self::default(), |mut sum, part| {
            sum.answers.add(&part.answers);
            // The rows of a source are lost once, to all its numbers.
            let new = part.rows.losses.iter().filter(|loss| !sum.rows.losses.contains(loss));
            let new: Vec<Loss> = new.cloned().collect();
            sum.rows.losses.extend(new);
            sum.rows.is_told |= part.rows.is_told;
            sum.n_rows = sum.n_rows.max(part.n_rows);
            sum
        })
    }

    /// Is so much lost that it has to stand beside the number?
    #[must_use]
    pub const fn is_told(&self) -> bool {
        self.rows.is_told || self.answers.is_told
    }

    /// How many were left out of how many: of the answers or the rows, of which more are gone.
    #[must_use]
    pub fn left_out(&self) -> (u64, u64) {
        let of_rows = (self.rows.left_out(), self.rows.all().max(self.n_rows));
        let of_answers = (self.answers.left_out(), self.answers.all());
        let is_more =
            u128::from(of_answers.0) * u128::from(of_rows.1) >= u128::from(of_rows.0) * u128::from(of_answers.1);
        if of_answers.0 > 0 && is_more { of_answers } else { of_rows }
    }

    /// `69 of 300 answers counted, 231 left out: off the scale 1 to 5`, one entry for answers and one for rows; blank
    /// where nothing has to be told.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        [self.answers.words("answers counted"), self.rows.words("rows read")].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loss(lost: Lost, reason: &str, count: u64, of: u64) -> Loss {
        Loss { lost, source: "s".to_owned(), reason: reason.to_owned(), count, of, lines: vec![2], is_end: false }
    }

    #[track_caller]
    fn check(count: u64, of: u64, is_told: bool) {
        assert_eq!(loss(Lost::Rows, "bad date", count, of).is_told(), is_told, "{count} of {of}");
    }

    #[test]
    fn a_loss_is_told_from_a_hundredth_on_and_of_few_from_a_tenth() {
        check(0, 0, false);
        check(0, 10, false);
        check(1, 10, true);
        check(1, 11, false);
        check(4, 49, false);
        check(5, 49, true);
        check(4, 50, false);
        check(5, 50, true);
        check(5, 500, true);
        check(5, 501, false);
        check(4, 100, false);
        check(999, 100_000, false);
        check(1_000, 100_000, true);
        check(u64::MAX, u64::MAX, true);
        assert!(Loss { is_end: true, ..loss(Lost::Rows, "unclosed quote, and all rows after it", 1, 9_999) }.is_told());
    }

    fn toll(rows: Vec<Loss>, answers: Vec<Loss>) -> Toll {
        Toll { rows: Shortfall::of(rows), answers: Shortfall::of(answers), n_rows: 300 }
    }

    #[test]
    fn what_touches_a_number_is_told_with_what_is_left() {
        let scale = loss(Lost::Answers, "off the scale 1 to 5", 231, 300);
        let one = toll(vec![], vec![scale.clone()]);
        assert_eq!(one.words(), ["69 of 300 answers counted, 231 left out: off the scale 1 to 5"]);
        assert_eq!(one.left_out(), (231, 300));
        let two = toll(
            vec![loss(Lost::Rows, "ragged row", 3, 300)],
            vec![scale, loss(Lost::Answers, "not a number", 2, 300)],
        );
        let words = "67 of 300 answers counted, 233 left out: 231 off the scale 1 to 5, 2 not a number";
        assert_eq!(two.words(), [words]);
        let few = toll(vec![loss(Lost::Rows, "ragged row", 2, 300)], vec![]);
        assert_eq!((few.words(), few.is_told(), few.left_out()), (vec![], false, (2, 300)));
        assert_eq!(Toll::default().left_out(), (0, 0));
    }

    #[test]
    fn answers_of_several_places_add_up_and_rows_are_lost_once() {
        let part = |count, of| {
            toll(vec![loss(Lost::Rows, "bad date", 30, 300)], vec![loss(Lost::Answers, "not a number", count, of)])
        };
        let words =
            ["40 of 100 answers counted, 60 left out: not a number", "270 of 300 rows read, 30 left out: bad date"];
        assert_eq!(Toll::together([&part(20, 40), &part(40, 60)]).words(), words);
    }
}
