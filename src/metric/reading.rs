//! A reading: value, n and interval. Must not know where it was taken.
//! Invariant: `n >= 1`.

use super::Interval;

/// What a value and its interval were made of, so that two readings can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// Promoters and detractors among n.
    Nps {
        /// Answers 9-10.
        promoters: u64,
        /// Answers 0-6.
        detractors: u64,
    },
    /// Hits among n.
    Share {
        /// How many of n.
        hits: u64,
    },
    /// Mean and sample variance of n numbers.
    Mean {
        /// The sample variance (n - 1 in the denominator); `None` where n is 1.
        variance: Option<f64>,
    },
    /// Readings of others put together: the mean of their values, with the standard error that
    /// holds whatever the correlation between them.
    Composite {
        /// An upper bound of the standard error, in the unit of the value.
        error: f64,
    },
    /// A sum, or a value given without its spread.
    Bare,
}

/// A value, how many answers it rests on, and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// In the unit of the metric: shares in percent, NPS in points.
    pub value: f64,
    /// How many answers.
    pub n: u64,
    /// 95 % interval; `None` where none can be computed (a count, a single answer).
    pub interval: Option<Interval>,
    /// The mean of the answers where `value` is not the mean (CSAT, NPS).
    pub mean: Option<f64>,
    /// The median, for amounts and durations.
    pub median: Option<f64>,
    /// The 90th percentile, for durations.
    pub p90: Option<f64>,
    /// What it was made of.
    pub basis: Basis,
}
