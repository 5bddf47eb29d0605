//! Confidence intervals of 95 %. Must not know metrics or units.
//! Invariant: `low <= high`.

/// A 95 % confidence interval in the unit of its reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}
