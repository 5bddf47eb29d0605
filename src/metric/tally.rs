//! The counts a reading keeps. Must not keep rows. Invariant: tallies add up, in any order,
//! to the same digits (sums are fixed point).

use super::fixed::{ONE, PARTS, millionths, parts};
use super::kinds::Storage;
use super::{Measure, Worth};

mod batch;
mod detail;
mod moments;
mod reading;
mod sorted;
mod values;
mod weighted;

pub use batch::Batch;
pub use detail::Detail;
pub(super) use detail::polarity;
pub use moments::Weight;
pub use values::{MOST_DISTINCT, Values};
pub use weighted::Weighted;

/// The most answers a scale may have; wider ones hold none.
const WIDEST: i64 = 1_001;

/// The most answers that may be added at once.
const MOST_ANSWERS: u64 = 1_000_000_000_000_000;

/// Counts of the answers of one binding in one period.
#[derive(Clone, Debug, PartialEq)]
pub enum Tally {
    /// How often each whole answer `low..` was given.
    Answers {
        /// The lowest answer.
        low: i32,
        /// What each is worth.
        worth: Worth,
        /// Count of `low`, `low + 1`, ...
        counts: Vec<u64>,
    },
    /// Moments of numbers, in millionths, and what is kept of each of them.
    Numbers {
        /// How many.
        n: u64,
        /// Sum in millionths.
        sum: i128,
        /// Sum of squares in millionths of millionths; `i128::MAX` where the spread is not known.
        squares: i128,
        /// What was kept of each number. Of fewer than `n` where some came as a mean.
        detail: Detail,
    },
    /// Promoters and detractors of scores that came without their answers, in hundred-millionths of an answer: a
    /// score is kept as it was given.
    Groups {
        /// Promoters less detractors.
        lead: i128,
        /// Promoters and detractors.
        polar: i128,
        /// How many answers.
        n: u64,
    },
    /// Hits among n.
    Share {
        /// How many of n, in hundred-millionths of an answer: a share that came as a figure is kept as it was given.
        hits: i128,
        /// How many.
        n: u64,
    },
    /// A sum of n rows, in millionths.
    Sum {
        /// How many rows.
        n: u64,
        /// Their sum in millionths.
        sum: i128,
    },
    /// Answers that weigh differently.
    Weighted(Box<Weighted>),
}

impl Tally {
    /// No hits among none.
    pub(crate) const NONE: Self = Self::Share { hits: 0, n: 0 };

    /// No answers yet.
    #[must_use]
    pub fn new(measure: &Measure) -> Self {
        match measure.kind.row().storage {
            Storage::Answers => {
                let (low, high) = measure.scale;
                let width = i64::from(high) - i64::from(low) + 1;
                let width = if (1..=WIDEST).contains(&width) { usize::try_from(width).unwrap_or(0) } else { 0 };
                Self::of_answers(measure, vec![0; width])
            }
            Storage::Polarity | Storage::Values => Self::numbers(measure, 0, 0, 0),
            Storage::Share => Self::Share { hits: 0, n: 0 },
            Storage::Sum => Self::Sum { n: 0, sum: 0 },
        }
    }

    /// How often each whole answer of a measure was given, from the lowest up.
    #[must_use]
    pub fn of_answers(measure: &Measure, counts: Vec<u64>) -> Self {
        Self::Answers { low: measure.scale.0, worth: Worth::of(measure).unwrap_or(Worth::Number), counts }
    }

    /// So many hits among `n`.
    #[must_use]
    pub fn share(hits: u64, n: u64) -> Self {
        Self::Share { hits: parts(hits), n }
    }

    /// How many answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        match self {
            Self::Answers { counts, .. } => counts.iter().fold(0, |sum: u64, count| sum.saturating_add(*count)),
            Self::Weighted(weighted) => weighted.n(),
            Self::Numbers { n, .. } | Self::Groups { n, .. } | Self::Share { n, .. } | Self::Sum { n, .. } => *n,
        }
    }

    /// Counts one answer; false where it cannot be one: not a number, off the scale, not whole on a
    /// scale of whole answers, neither 0 nor 1 for a rate, beyond 10^12. Nothing is counted then.
    #[must_use]
    pub fn add(&mut self, value: f64) -> bool {
        millionths(value).is_some_and(|fixed| self.add_millionths(fixed))
    }

    /// As [`add`](Self::add), of an answer in millionths, which is at most 10^12.
    #[must_use]
    #[inline]
    pub fn add_millionths(&mut self, fixed: i64) -> bool {
        match self {
            Self::Answers { low, counts, .. } => {
                let offset = i128::from(fixed) - i128::from(*low) * ONE;
                let place = usize::try_from(offset / ONE).ok().filter(|_| offset >= 0 && offset % ONE == 0);
                let Some(count) = place.and_then(|place| counts.get_mut(place)) else { return false };
                *count = count.saturating_add(1);
            }
            Self::Numbers { n, sum, squares, detail } => {
                *n = n.saturating_add(1);
                *sum = sum.saturating_add(i128::from(fixed));
                *squares = squares.saturating_add(i128::from(fixed) * i128::from(fixed));
                detail.add(fixed);
            }
            Self::Share { hits, n } => match i128::from(fixed) {
                0 => *n = n.saturating_add(1),
                ONE => (*hits, *n) = (hits.saturating_add(PARTS), n.saturating_add(1)),
                _ => return false,
            },
            Self::Sum { n, sum } => {
                *n = n.saturating_add(1);
                *sum = sum.saturating_add(i128::from(fixed));
            }
            Self::Groups { .. } | Self::Weighted(_) => return false,
        }
        true
    }

    /// Counts `hits` among `n` of a rate or CSAT at once; false where they cannot be.
    #[must_use]
    pub fn add_hits(&mut self, hits: u64, n: u64) -> bool {
        hits <= n && n > 0 && n <= MOST_ANSWERS && self.merge(&Self::share(hits, n))
    }

    /// Counts the answers behind one figure; false where it cannot be a figure of this measure.
    ///
    /// Its value and its n are kept as given, and not as whole answers. What the row does not say is
    /// taken at its widest, so that no interval is too narrow: an NPS is split into promoters and
    /// detractors with no passives (variance 1 - NPS²), a mean without its deviation on a scale is
    /// taken to come from the two ends. Where there is no scale the spread stays unknown, and the
    /// reading has no interval.
    #[must_use]
    pub fn add_batch(&mut self, batch: &Batch, measure: &Measure) -> bool {
        Self::of_batch(batch, measure).is_some_and(|tally| self.merge(&tally))
    }

    /// Adds the counts of another tally of the same measure. Answers lose their detail where they
    /// meet figures that have none. False where the two cannot be of one measure: nothing is added.
    #[must_use]
    pub fn merge(&mut self, other: &Self) -> bool {
        match (&mut *self, other) {
            (
                Self::Answers { low, worth, counts },
                Self::Answers { low: from, worth: others_worth, counts: others },
            ) if (*low, *worth, counts.len()) == (*from, *others_worth, others.len()) => {
                for (count, other) in counts.iter_mut().zip(others) {
                    *count = count.saturating_add(*other);
                }
            }
            (Self::Numbers { n, sum, squares, detail }, Self::Numbers { n: m, sum: s, squares: q, detail: others }) => {
                if !detail.merge(others) {
                    return false;
                }
                *n = n.saturating_add(*m);
                *sum = sum.saturating_add(*s);
                *squares = squares.saturating_add(*q);
            }
            (Self::Groups { lead, polar, n }, Self::Groups { lead: more_lead, polar: more_polar, n: m }) => {
                *lead = lead.saturating_add(*more_lead);
                *polar = polar.saturating_add(*more_polar);
                *n = n.saturating_add(*m);
            }
            (Self::Share { hits, n }, Self::Share { hits: more, n: m }) => {
                *hits = hits.saturating_add(*more);
                *n = n.saturating_add(*m);
            }
            (Self::Sum { n, sum }, Self::Sum { n: m, sum: more }) => {
                *n = n.saturating_add(*m);
                *sum = sum.saturating_add(*more);
            }
            (Self::Weighted(weighted), Self::Weighted(others)) => return weighted.merge(others),
            (Self::Weighted(_), _) | (_, Self::Weighted(_)) => return false,
            (Self::Answers { .. }, _) => {
                let Some(mut coarse) = self.as_coarse_as(other) else { return false };
                if !coarse.merge(other) {
                    return false;
                }
                *self = coarse;
            }
            (_, Self::Answers { .. }) => {
                let Some(coarse) = other.as_coarse_as(self) else { return false };
                return self.merge(&coarse);
            }
            _ => return false,
        }
        true
    }

    /// The same counts without what is kept of each number beside its moments: no median, and little room.
    #[must_use]
    pub(super) fn without_detail(&self) -> Self {
        match self {
            Self::Numbers { n, sum, squares, .. } => {
                Self::Numbers { n: *n, sum: *sum, squares: *squares, detail: Detail::default() }
            }
            Self::Weighted(weighted) => Self::Weighted(Box::new(weighted.without_detail())),
            _ => self.clone(),
        }
    }

    /// Keeps no more room than the counts need, once nothing more is added.
    pub fn settle(&mut self) {
        match self {
            Self::Numbers { detail, .. } => detail.settle(),
            Self::Weighted(weighted) => weighted.settle(),
            Self::Answers { .. } | Self::Groups { .. } | Self::Share { .. } | Self::Sum { .. } => {}
        }
    }

    /// These answers in the form of a tally that does not keep them one by one.
    fn as_coarse_as(&self, other: &Self) -> Option<Self> {
        let Self::Answers { worth, .. } = self else { return None };
        let n = self.n();
        match (other, *worth) {
            (Self::Groups { .. }, Worth::Side(top, bottom)) => {
                let (above, below) = (parts(self.within(top, i32::MAX)?), parts(self.within(i32::MIN, bottom)?));
                Some(Self::Groups { lead: above - below, polar: above + below, n })
            }
            (Self::Share { .. }, Worth::Hit(from, to)) => Some(Self::share(self.within(from, to)?, n)),
            (Self::Numbers { .. }, Worth::Number) => {
                let (sum, squares) = self.moments()?;
                Some(Self::Numbers { n, sum, squares, detail: Detail::default() })
            }
            _ => None,
        }
    }

    /// Numbers of which only the moments are known.
    fn numbers(measure: &Measure, n: u64, sum: i128, squares: i128) -> Self {
        Self::Numbers { n, sum, squares, detail: Detail::of(measure.kind.row().storage) }
    }

    /// How many answers are from so far above the lowest to so far above it.
    fn within(&self, from: i32, to: i32) -> Option<u64> {
        let Self::Answers { counts, .. } = self else { return None };
        let within = (0..).zip(counts).filter(|(above, _)| (from..=to).contains(above));
        Some(within.fold(0, |sum: u64, (_, count)| sum.saturating_add(*count)))
    }

    /// Sum and sum of squares of whole answers, in fixed point.
    fn moments(&self) -> Option<(i128, i128)> {
        let Self::Answers { low, counts, .. } = self else { return None };
        let answers = i128::from(*low)..;
        Some(answers.zip(counts).fold((0_i128, 0_i128), |(sum, squares), (answer, count)| {
            let answer = answer * ONE;
            let add = answer.saturating_mul(i128::from(*count));
            (sum.saturating_add(add), squares.saturating_add((answer * answer).saturating_mul(i128::from(*count))))
        }))
    }
}

#[cfg(test)]
mod tests;
