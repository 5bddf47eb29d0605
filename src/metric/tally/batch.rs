//! Rows of a series: many answers as one figure.
//! Invariant: what a row says is kept as given, and what it does not say is taken at its widest: no interval comes out
//! too narrow.

use super::{MOST_ANSWERS, Tally};
use crate::metric::Measure;
use crate::metric::fixed::{UNKNOWN, millionths, parts, real, squares, whole, widest_squares};
use crate::metric::kinds::Formula;

/// Answers that come as one figure: a row of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch {
    /// In the unit shown: shares in percent, NPS in points; for a count the sum itself.
    pub value: f64,
    /// How many answers it stands for.
    pub n: u64,
    /// Their standard deviation, where it was given; means only.
    pub sd: Option<f64>,
}

impl Tally {
    /// The counts behind one figure; `None` where it cannot be a figure of this measure.
    pub(super) fn of_batch(batch: &Batch, measure: &Measure) -> Option<Self> {
        let Batch { value, n, sd } = *batch;
        let fixed = millionths(value)?;
        if n == 0 || n > MOST_ANSWERS || sd.is_some_and(|sd| sd.is_nan() || sd < 0.0) {
            return None;
        }
        // Percent in millionths times n: parts of an answer.
        let hits = i128::from(fixed) * i128::from(n);
        match measure.kind.row().formula {
            Formula::Net(_) if value.abs() <= 100.0 => Some(Self::Groups { lead: hits, polar: parts(n), n }),
            Formula::Share(_) if (0.0..=100.0).contains(&value) => Some(Self::Share { hits, n }),
            Formula::Mean if measure.accepts_mean(value) => {
                let sum = whole(value * 1e6 * real(n));
                let sum_of_squares = match sd {
                    // One number has no spread to be unsure of.
                    _ if n == 1 => squares(n, sum, 0.0),
                    Some(sd) => squares(n, sum, sd * sd),
                    None if measure.is_bounded() => widest_squares(n, sum, measure.scale),
                    None => UNKNOWN,
                };
                Some(Self::numbers(measure, n, sum, sum_of_squares))
            }
            Formula::Sum => Some(Self::Sum { n, sum: i128::from(fixed) }),
            Formula::Net(_) | Formula::Share(_) | Formula::Mean => None,
        }
    }
}
