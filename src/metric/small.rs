//! Numbers of which little is asked, in a third of the room: sentiment, and sums.
//! Invariant: they are the tally of the same numbers; what does not fit is refused and not cut.

use super::Measure;
use super::fixed::millionths;
use super::kinds::Storage;
use super::tally::{Detail, Tally, polarity};

/// The most millionths, either way, whose square fits.
const MOST: u64 = 1 << 31;

/// What the numbers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallKind {
    /// Moments, and how many are clearly positive or negative.
    Polarity,
    /// To be summed up.
    Sum,
}

/// Counts of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Small {
    sum: i64,
    squares: u64,
    n: u32,
    positive: u32,
    negative: u32,
}

impl SmallKind {
    /// What the numbers of a measure are; `None` where more is asked of them.
    #[must_use]
    pub const fn of(measure: &Measure) -> Option<Self> {
        match measure.kind.row().storage {
            Storage::Polarity => Some(Self::Polarity),
            Storage::Sum => Some(Self::Sum),
            Storage::Answers | Storage::Share | Storage::Values => None,
        }
    }
}

impl Small {
    /// How many numbers.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.n as u64
    }

    /// Counts a number; false, and nothing counted, where it does not fit.
    #[must_use]
    pub fn add(&mut self, value: f64) -> bool {
        millionths(value).is_some_and(|fixed| self.add_millionths(fixed))
    }

    /// As [`add`](Self::add), of a number of millionths.
    #[must_use]
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub fn add_millionths(&mut self, fixed: i64) -> bool {
        let size = fixed.unsigned_abs();
        if size > MOST {
            return false;
        }
        let sums = (self.sum.checked_add(fixed), self.squares.checked_add(size * size), self.n.checked_add(1));
        let (Some(sum), Some(squares), Some(n)) = sums else { return false };
        let sign = polarity(fixed);
        // There are no more of them than numbers.
        let positive = self.positive + u32::from(sign.is_gt());
        let negative = self.negative + u32::from(sign.is_lt());
        *self = Self { sum, squares, n, positive, negative };
        true
    }

    /// The tally of these numbers.
    #[must_use]
    pub fn tally(&self, kind: SmallKind) -> Tally {
        let Self { sum, squares, n, positive, negative } = *self;
        let (n, sum) = (u64::from(n), i128::from(sum));
        match kind {
            SmallKind::Sum => Tally::Sum { n, sum },
            SmallKind::Polarity => {
                let detail = Detail::Polarity { seen: n, positive: u64::from(positive), negative: u64::from(negative) };
                Tally::Numbers { n, sum, squares: i128::from(squares), detail }
            }
        }
    }

    /// The numbers of a tally; `None` where they do not fit.
    #[must_use]
    pub fn of(tally: &Tally) -> Option<(SmallKind, Self)> {
        match tally {
            Tally::Sum { n, sum } => {
                let (n, sum) = (u32::try_from(*n).ok()?, i64::try_from(*sum).ok()?);
                Some((SmallKind::Sum, Self { sum, n, ..Self::default() }))
            }
            Tally::Numbers { n, sum, squares, detail: Detail::Polarity { seen, positive, negative } } if seen == n => {
                let (n, sum) = (u32::try_from(*n).ok()?, i64::try_from(*sum).ok()?);
                let (positive, negative) = (u32::try_from(*positive).ok()?, u32::try_from(*negative).ok()?);
                let squares = u64::try_from(*squares).ok()?;
                Some((SmallKind::Polarity, Self { sum, squares, n, positive, negative }))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::vectors::{COUNT, SENTIMENT};

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut small = Small::default();
        assert!(!small.add(2_200.0) && !small.add(f64::NAN) && small.add(-2_147.0));
        let full = Small { n: u32::MAX, ..Small::default() };
        assert!(!full.clone().add(0.5));
        assert!(!Small { squares: u64::MAX - 1, ..Small::default() }.add(0.5));
        assert!(!Small { sum: i64::MAX, ..Small::default() }.add(0.5));
        assert_eq!(Small::of(&Tally::Sum { n: 1, sum: i128::from(i64::MAX) + 1 }), None);
        assert_eq!(size_of::<Small>(), 32);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn they_are_the_tally_of_the_same_numbers(numbers in proptest::collection::vec(-500.0..500.0_f64, 0..40)) {
            for (measure, kind) in [(SENTIMENT, SmallKind::Polarity), (COUNT, SmallKind::Sum)] {
                prop_assert_eq!(SmallKind::of(&measure), Some(kind));
                let (mut small, mut tally) = (Small::default(), Tally::new(&measure));
                for number in &numbers {
                    prop_assert!(small.add(*number) && tally.add(*number));
                }
                prop_assert_eq!(small.tally(kind), tally.clone());
                let back = Small::of(&tally).map(|(kind, small)| small.tally(kind));
                prop_assert_eq!(back, Some(tally));
            }
        }
    }
}
