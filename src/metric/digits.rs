//! How many decimals a number deserves: the one rule of the screen and of the tables that people read.
//! Invariant: no share but 0 and 100 reads as such, and no interval reads as its value.
//!
//! | number | decimals |
//! |---|---|
//! | a value with an interval | so many that half the width of the interval has one significant digit: 31 ±2.8, 2.30 ±0.04 |
//! | a mean of a scale, sentiment | two significant digits of it, two decimals at most unless more are needed: 4.12 ±0.31 |
//! | an amount, a time | two significant digits of it where they are under 35, likewise: 14.6 ±1.0, 466 ±51 |
//! | a rate under 10 % | one at least |
//! | a value that would read as an end of the interval or of the scale that it is not | as many as tell the two apart |
//! | an end of the interval that would read as one of the scale | one more, as long as half the width has two significant digits |
//! | half the width | those of the value; one more than none under 10: ±2.8, ±16 |
//! | a value without an interval | three significant digits, and no zeros at the end |
//! | several values side by side | the most that one of them needs; without intervals two significant digits of what they span |

use super::fixed::extent;
use super::kinds::Precision;
use super::{Estimate, Kind};

/// The most decimals of any number.
const MOST: usize = 9;
/// The most decimals that a number without an interval is known to: it is counted in millionths.
const MOST_BARE: usize = 6;

/// How many decimals a value has, and what goes by it: the ends of its interval, and half its width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digits(usize);

impl Digits {
    /// Those of one value.
    #[must_use]
    pub fn of(kind: Kind, own: &Estimate) -> Self {
        let half = own.interval.map(|interval| interval.half_width()).filter(|half| *half > 0.0);
        Self(match half {
            Some(half) => of_interval(kind, own, half),
            None => of_bare(kind, own.value),
        })
    }

    /// Those of several values of one metric that stand side by side.
    #[must_use]
    pub fn shared(kind: Kind, all: impl Iterator<Item = Estimate> + Clone) -> Self {
        let most = all.clone().map(|own| Self::of(kind, &own)).max().unwrap_or_default();
        let bare = all.filter(|own| own.interval.is_none()).map(|own| own.value);
        let ends =
            bare.clone().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), own| (low.min(own), high.max(own)));
        let span = ends.1 - ends.0;
        let told = if span > 0.0 && span.is_finite() { places(span / 10.0).min(MOST_BARE) } else { 0 };
        let needed = bare.map(|value| trimmed(value, told)).max().unwrap_or(0);
        most.max(Self(needed))
    }

    /// These, but no more than so many.
    #[must_use]
    pub fn at_most(self, n_decimals: usize) -> Self {
        Self(self.0.min(n_decimals))
    }

    /// Decimals of the value, and of the ends of its interval.
    #[must_use]
    pub const fn decimals(self) -> usize {
        self.0
    }

    /// Decimals of half the width of the interval, or of a difference.
    #[must_use]
    pub fn of_half(self, half: f64) -> usize {
        // What would be rounded up to 10 is as good as 10.
        if self.0 == 0 && half.abs() < 9.95 { 1 } else { self.0 }
    }
}

/// Decimals of a number that stands for itself, as a target or the end of a scale: three significant digits, two
/// decimals at most unless it would read as zero, and no zeros at the end.
#[must_use]
pub fn of_plain(value: f64) -> usize {
    let most = if value.abs() < 0.01 { places(value / 100.0) } else { 2 };
    trimmed(value, most.min(MOST))
}

/// The fewest decimals in which a number of this size is at least one in the last place.
fn places(size: f64) -> usize {
    let size = size.abs() * (1.0 + 1e-9);
    (0..MOST).find(|n| ulp(*n) <= size).unwrap_or(MOST)
}

/// What one in the last place is.
fn ulp(n_decimals: usize) -> f64 {
    10_f64.powf(-extent(n_decimals))
}

/// The number in units of its last place.
fn rounded(value: f64, n_decimals: usize) -> f64 {
    (value / ulp(n_decimals)).round_ties_even()
}

/// As many of so many decimals as end in no zero.
fn trimmed(value: f64, most: usize) -> usize {
    let shown = rounded(value, most) * ulp(most);
    (0..most).find(|n| (rounded(shown, *n) * ulp(*n) - shown).abs() < ulp(most) / 2.0).unwrap_or(most)
}

fn of_bare(kind: Kind, value: f64) -> usize {
    let most = match value.abs() {
        0.0 => 0,
        1.0.. => places(value / 100.0).min(2),
        _ => places(value / 10.0).clamp(2, MOST_BARE),
    };
    match kind.row().digits {
        Precision::Scale => most.max(2),
        Precision::Whole | Precision::Share | Precision::Size => trimmed(value, most),
    }
}

fn of_interval(kind: Kind, own: &Estimate, half: f64) -> usize {
    let row = kind.row();
    let least = match row.digits {
        Precision::Scale => places(half / 10.0).min(2),
        Precision::Size if starts_low(half) => places(half / 10.0).min(2),
        Precision::Share if own.value.abs() < 10.0 => 1,
        Precision::Whole | Precision::Share | Precision::Size => 0,
    };
    let first = places(half).max(least);
    let Some(interval) = own.interval else { return first };
    let ends = [interval.low, interval.high];
    let scale = row.formula.ends().map_or([f64::INFINITY; 2], |(low, high)| [low, high]);
    let reads_as =
        |one: f64, other: f64, n| (one - other).abs() > 1e-9 && (rounded(one, n) - rounded(other, n)).abs() < 0.5;
    let is_told = |n: &usize| !ends.iter().chain(&scale).any(|end| reads_as(own.value, *end, *n));
    let told = (first..MOST).find(is_told).unwrap_or(MOST);
    let claims = |n| ends.iter().any(|end| scale.iter().any(|of| reads_as(*end, *of, n)));
    if told == places(half) && claims(told) { told + 1 } else { told }
}

/// Are the first two digits of a number under 35? Then one digit of it says too little.
fn starts_low(number: f64) -> bool {
    number / 10_f64.powf(number.log10().floor()) < 3.5
}

#[cfg(test)]
mod tests;
