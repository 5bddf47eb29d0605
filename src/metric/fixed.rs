//! Fixed point: numbers as whole millionths, so that sums do not depend on their order.
//! Invariant: nothing here overflows or panics.

use super::twofold::Twofold;

/// Millionths in one.
pub(super) const ONE: i128 = 1_000_000;

/// The parts of one answer that figures are counted in: a figure in percent, in millionths, times n is so many of them.
/// So no figure is rounded to whole answers.
pub(super) const PARTS: i128 = 100 * ONE;

/// The largest number that is held, either side of zero; a larger one is refused.
pub(super) const MOST: f64 = 1e12;

/// A sum of squares that is not known: the spread was not given, or it is too large to hold.
/// Adding to it leaves it as it is.
pub(super) const UNKNOWN: i128 = i128::MAX;

/// A number in millionths; `None` where it is not finite or larger than [`MOST`].
pub(super) fn millionths(value: f64) -> Option<i64> {
    (value.abs() <= MOST).then(|| nearest(value * 1e6))
}

/// The nearest whole number, half away from zero, of one of at most 10^18.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "an i64 holds it, and what a float cannot hold of it has no part below one"
)]
fn nearest(value: f64) -> i64 {
    // `round` is a call into the system's library, ten times as long.
    let whole = value as i64;
    let part = value - whole as f64;
    whole + i64::from(part >= 0.5) - i64::from(part <= -0.5)
}

/// The nearest whole number, saturated; 0 for NaN.
pub(super) fn whole(value: f64) -> i128 {
    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates, and NaN becomes 0")]
    let whole = value.round() as i128;
    whole
}

/// A count as a float.
pub(super) fn real(n: u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts above 2^53 lose less than the last digit shown")]
    let real = n as f64;
    real
}

/// A length or index as a float.
pub(super) fn extent(n: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths stay far below 2^53")]
    let real = n as f64;
    real
}

/// A float that is whole as a length or index; 0 under it.
pub(super) fn whole_of(value: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float cast saturates, and NaN becomes 0"
    )]
    let whole = value as usize;
    whole
}

/// 1, 0 or -1, as the number is above 0, 0 or below.
pub(super) fn sign(n: i64) -> f64 {
    f64::from(i8::from(n > 0) - i8::from(n < 0))
}

/// Millionths (or their squares) as a float.
pub(super) fn wide(n: i128) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "rounded once, from the exact sum")]
    let real = n as f64;
    real
}

/// A sum of floats in whole parts of 2^-100: no order of adding changes a digit of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FineSum {
    /// What is whole in parts of 2^-20, about a millionth.
    coarse: i128,
    /// What is left of each number, in parts of 2^-100.
    fine: i128,
}

impl FineSum {
    /// Coarse parts in one.
    const COARSE: i128 = 1 << 20;
    /// Fine parts in a coarse one.
    const FINE: i128 = 1 << 80;

    /// A count.
    pub(super) fn whole(n: u64) -> Self {
        Self { coarse: i128::from(n) * Self::COARSE, fine: 0 }
    }

    /// Adds a number.
    pub(super) fn add(&mut self, value: f64) {
        let parts = value * wide(Self::COARSE);
        let coarse = parts.trunc();
        self.coarse = self.coarse.saturating_add(whole(coarse));
        self.fine = self.fine.saturating_add(whole((parts - coarse) * wide(Self::FINE)));
    }

    /// So many times this.
    pub(super) fn times(self, factor: i32) -> Self {
        let factor = i128::from(factor);
        Self { coarse: self.coarse.saturating_mul(factor), fine: self.fine.saturating_mul(factor) }
    }

    /// Both together.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { coarse: self.coarse.saturating_add(other.coarse), fine: self.fine.saturating_add(other.fine) }
    }

    /// This without a part of it.
    pub(super) fn less(self, part: Self) -> Self {
        Self { coarse: self.coarse.saturating_sub(part.coarse), fine: self.fine.saturating_sub(part.fine) }
    }

    /// Is it more than can be held?
    pub(super) fn is_full(self) -> bool {
        self.coarse == i128::MAX || self.coarse == i128::MIN
    }

    /// As a float.
    pub(super) fn real(self) -> f64 {
        self.twofold().real()
    }

    /// With twice the digits of a float.
    pub(super) fn twofold(self) -> Twofold {
        let of = |parts: i128, one: i128| {
            let most = wide(parts);
            let rest = wide(parts.saturating_sub(whole(most)));
            Twofold::sum(most / wide(one), rest / wide(one))
        };
        // Both divisors are powers of two: nothing is lost.
        of(self.coarse, Self::COARSE).plus(of(self.fine, Self::COARSE << 80))
    }
}

/// So many whole answers in [`PARTS`].
pub(super) fn parts(answers: u64) -> i128 {
    i128::from(answers).saturating_mul(PARTS)
}

/// How many answers so many [`PARTS`] are. What is whole stays whole to the last digit.
pub(super) fn answers(parts: i128) -> f64 {
    wide(parts / PARTS) + wide(parts % PARTS) / wide(PARTS)
}

/// The mean of `n` numbers from their sum in millionths.
pub(super) fn mean(n: u64, sum: i128) -> f64 {
    wide(sum) / real(n) / 1e6
}

/// Sum of squares around the mean, in millionths of millionths, from exact sums; `None` where the
/// squares are [`UNKNOWN`]. Whole parts are subtracted as integers: nothing cancels.
pub(super) fn spread(n: u64, sum: i128, squares: i128) -> Option<f64> {
    if n == 0 || squares == UNKNOWN {
        return None;
    }
    let (whole, rest) = square_over(n, sum)?;
    Some((wide(squares.checked_sub(whole)?) - rest).max(0.0))
}

/// The sample variance (n - 1 in the denominator); `None` under two numbers or where the spread is not known.
pub(super) fn variance(n: u64, sum: i128, squares: i128) -> Option<f64> {
    if n < 2 { None } else { Some(spread(n, sum, squares)? / real(n - 1) / 1e12) }
}

/// The sum of squares that `n` numbers of this sum have when their sample variance is as given.
pub(super) fn squares(n: u64, sum: i128, variance: f64) -> i128 {
    let around = variance * real(n.saturating_sub(1)) * 1e12;
    // Above this the float no longer fits an i128 with room for the rest.
    if around.is_nan() || around > 1e38 {
        return UNKNOWN;
    }
    let Some((exact, rest)) = square_over(n, sum) else { return UNKNOWN };
    exact.checked_add(whole(around + rest)).unwrap_or(UNKNOWN)
}

/// The largest sum of squares that `n` numbers of this sum can have when all lie in `low..=high`
/// (whole units): all of them at the two ends. It is the bound of Bhatia and Davis (2000),
/// variance <= (high - mean)(mean - low), times n, and so it adds up over batches.
pub(super) fn widest_squares(n: u64, sum: i128, (low, high): (i32, i32)) -> i128 {
    let (low, high) = (i128::from(low) * ONE, i128::from(high) * ONE);
    let ends = (low + high).checked_mul(sum);
    let product = (low * high).checked_mul(i128::from(n));
    ends.zip(product).and_then(|(ends, product)| ends.checked_sub(product)).unwrap_or(UNKNOWN)
}

/// sum² / n as a whole part and a rest.
fn square_over(n: u64, sum: i128) -> Option<(i128, f64)> {
    let count = i128::from(n);
    let (quotient, remainder) = (sum.checked_div_euclid(count)?, sum.checked_rem_euclid(count)?);
    let squared = quotient.checked_mul(quotient)?.checked_mul(count)?;
    let cross = quotient.checked_mul(remainder)?.checked_mul(2)?;
    let rest = wide(remainder) * wide(remainder) / real(n);
    Some((squared.checked_add(cross)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::vectors::near;

    #[test]
    fn the_nearest_whole_number_is_that_of_rounding() {
        for value in
            [0.0, 0.5, -0.5, 0.499_999_999_999_999_94, 1.5, -1.5, 2.5, 1e15 + 0.5, 4_503_599_627_370_495.5, -1e18, 1e18]
        {
            assert_eq!(i128::from(nearest(value)), whole(value), "{value}");
        }
    }

    #[test]
    fn what_cannot_be_held_is_refused() {
        assert_eq!(millionths(f64::NAN), None);
        assert_eq!(millionths(f64::INFINITY), None);
        assert_eq!(millionths(1.1e12), None);
        assert_eq!(millionths(-2.5), Some(-2_500_000));
    }

    #[test]
    fn a_fine_sum_knows_small_numbers_beside_large_ones_in_any_order() {
        let numbers = [1e-18, 1e12, 3.5, -0.1, 1e-18, 2.5e-7, 1e30];
        let sum = |numbers: &mut dyn Iterator<Item = f64>| {
            let mut sum = FineSum::default();
            numbers.for_each(|number| sum.add(number));
            sum
        };
        let (forth, back) = (sum(&mut numbers.into_iter()), sum(&mut numbers.into_iter().rev()));
        assert_eq!(forth, back);
        let small = forth.less(sum(&mut [1e30, 1e12, 3.5, -0.1, 2.5e-7].into_iter()));
        near(small.real() * 1e18, 2.0);
        assert_eq!(sum(&mut [0.5, 1.5, 1.0].into_iter()).real().to_bits(), FineSum::whole(3).real().to_bits());
        assert!(sum(&mut [1e40, 1.0].into_iter()).is_full() && !forth.is_full());
    }

    #[test]
    fn a_variance_survives_a_large_mean() {
        // Python: statistics.variance([1e9 + 0.000001, 1e9 + 0.000002, 1e9 + 0.000004]) in exact fractions.
        let values = [1_000_000_000_000_001_i128, 1_000_000_000_000_002, 1_000_000_000_000_004];
        let squares = values.iter().map(|value| value * value).sum();
        near(variance(3, values.iter().sum(), squares).unwrap() * 1e12, 7.0 / 3.0);
    }

    #[test]
    fn parts_of_whole_answers_are_whole() {
        for n in [0, 1, 3, 90_071_993, 9_007_199_254_740_993, u64::MAX] {
            assert_eq!(answers(parts(n)).to_bits(), real(n).to_bits(), "{n}");
        }
        assert_eq!(answers(147_000_000).to_bits(), 1.47_f64.to_bits());
        assert_eq!(answers(-147_000_000).to_bits(), (-1.47_f64).to_bits());
    }

    #[test]
    fn squares_give_back_their_variance() {
        for (n, sum, expected) in
            [(100, 412_345_679, 1.21), (7, -1_000_003, 0.25), (2, 0, 4.0), (2_318, 9_000_000_001, 1e-4)]
        {
            near(variance(n, sum, squares(n, sum, expected)).unwrap(), expected);
        }
        assert_eq!(squares(2, 0, 1e30), UNKNOWN);
    }

    #[test]
    fn the_widest_squares_are_those_of_the_ends() {
        // Mean 3 on 1-5 from four answers: 1, 1, 5, 5.
        assert_eq!(widest_squares(4, 12 * ONE, (1, 5)), (1 + 1 + 25 + 25) * ONE * ONE);
    }
}
