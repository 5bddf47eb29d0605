//! What is kept of each number beside the moments of all.
//! Invariant: the same numbers give the same detail, in whatever order they came.

use std::cmp::Ordering;

use super::Values;
use crate::metric::kinds::Storage;

/// The least number of millionths that is [`POLAR`](crate::metric::score::POLAR) when rounded to four significant
/// digits.
const LEAST_POLAR: i64 = 49_995;

/// What is kept of each number.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// How often each value was met: what quantiles need.
    Values(Box<Values>),
    /// How many were clearly positive and how many clearly negative: what sentiment needs, in the same room
    /// however many there are.
    Polarity {
        /// How many came one by one.
        seen: u64,
        /// How many of them are 0.05 or more, to four significant digits.
        positive: u64,
        /// How many of them are -0.05 or less.
        negative: u64,
    },
}

/// Is a number of millionths clearly positive, or clearly negative?
#[inline]
pub(in crate::metric) const fn polarity(fixed: i64) -> Ordering {
    match fixed {
        LEAST_POLAR.. => Ordering::Greater,
        _ if fixed <= -LEAST_POLAR => Ordering::Less,
        _ => Ordering::Equal,
    }
}

impl Default for Detail {
    fn default() -> Self {
        Self::Values(Box::default())
    }
}

impl Detail {
    /// What a way to count needs.
    pub(super) fn of(storage: Storage) -> Self {
        match storage {
            Storage::Polarity => Self::Polarity { seen: 0, positive: 0, negative: 0 },
            _ => Self::default(),
        }
    }

    /// Counts a number of millionths.
    pub(super) fn add(&mut self, fixed: i64) {
        match self {
            Self::Values(values) => values.add(fixed, 1),
            Self::Polarity { seen, positive, negative } => {
                *seen = seen.saturating_add(1);
                *positive = positive.saturating_add(u64::from(polarity(fixed).is_gt()));
                *negative = negative.saturating_add(u64::from(polarity(fixed).is_lt()));
            }
        }
    }

    /// Adds another; false where the two are not of one kind.
    pub(super) fn merge(&mut self, other: &Self) -> bool {
        match (self, other) {
            (Self::Values(values), Self::Values(others)) => values.merge(others),
            (
                Self::Polarity { seen, positive, negative },
                Self::Polarity { seen: more, positive: more_positive, negative: more_negative },
            ) => {
                *seen = seen.saturating_add(*more);
                *positive = positive.saturating_add(*more_positive);
                *negative = negative.saturating_add(*more_negative);
            }
            _ => return false,
        }
        true
    }

    /// Keeps no more room than it needs.
    pub(super) fn settle(&mut self) {
        if let Self::Values(values) = self {
            values.settle();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::fixed::millionths;
    use crate::metric::score::POLAR;
    use crate::metric::tally::values::rounded;

    #[test]
    fn the_bound_is_that_of_rounded_scores() {
        let bound = millionths(POLAR).unwrap();
        assert_eq!(rounded(LEAST_POLAR), bound);
        assert!(rounded(LEAST_POLAR - 1) < bound);
    }

    #[test]
    fn scores_are_positive_from_a_twentieth_up_to_four_digits() {
        let mut detail = Detail::of(Storage::Polarity);
        for fixed in [49_994, 49_995, 50_000, 1_000_000, 0, -49_994, -49_995, -700_000] {
            detail.add(fixed);
        }
        assert_eq!(detail, Detail::Polarity { seen: 8, positive: 3, negative: 2 });
    }
}
