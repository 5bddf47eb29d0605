//! Did it really change? Must not know what the readings are of.
//! Invariant: `Verdict::CannotTell` whenever the interval of the difference holds 0.

use super::Interval;

/// What can be said of two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The later is higher, beyond chance.
    Rose,
    /// The later is lower, beyond chance.
    Fell,
    /// The difference may be chance, or there are too few answers.
    CannotTell,
}

/// The difference of two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Later minus earlier, in the unit of the readings.
    pub difference: f64,
    /// 95 % interval of the difference.
    pub interval: Interval,
    /// Two-sided p value, for the false discovery rate.
    pub p: f64,
    /// In a word.
    pub verdict: Verdict,
}
