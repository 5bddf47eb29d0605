//! How often each number was met: as it is, and to four significant digits where there are very many.
//! Invariant: the same numbers give the same counts, in whatever order they came.

use std::borrow::Cow;

use super::sorted::{Often, Sorted};
use crate::metric::fixed::{FineSum, mean, real, whole};

/// The most distinct numbers that are kept as they are, at twelve bytes each (40 where they are weighed). Where there are more, all of them are kept
/// to four significant digits.
pub const MOST_DISTINCT: usize = 1_000_000;

/// A number to four significant digits, as its digits and ten thousand times its power of ten: the order of codes is
/// the order of numbers.
type Code = i32;

/// What one power of ten adds to a code.
const POWER: Code = 10_000;

/// Numbers and how often each was met, or what those weigh that gave it.
#[derive(Clone, Debug)]
pub struct Values<C = u32> {
    kept: Kept<C>,
    /// How many distinct numbers are kept as they are.
    most: usize,
}

#[derive(Clone, Debug)]
enum Kept<C> {
    /// In millionths.
    Exact(Sorted<i64, C>),
    /// To four significant digits: there were more distinct ones than are kept, and adding makes them no fewer.
    Rounded(Sorted<Code, C>),
}

impl<C> Default for Values<C> {
    fn default() -> Self {
        Self::of_at_most(MOST_DISTINCT)
    }
}

impl<C> Values<C> {
    /// None yet, of which so many distinct ones are kept as they are.
    fn of_at_most(most: usize) -> Self {
        Self { kept: Kept::Exact(Sorted::default()), most }
    }

    /// Are they kept as they are? Told for good by those that are settled.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self.kept, Kept::Exact(_))
    }
}

impl<C: Often> Values<C> {
    /// Counts a number of millionths, so often.
    #[inline]
    pub(super) fn add(&mut self, millionths: i64, count: C) {
        match &mut self.kept {
            Kept::Exact(exact) => {
                if exact.add(millionths, count) {
                    self.round_many();
                }
            }
            Kept::Rounded(rounded) => {
                rounded.add(code(millionths), count);
            }
        }
    }

    /// Adds the counts of others.
    pub(super) fn merge(&mut self, other: &Self) {
        if !other.is_exact() {
            self.round();
        }
        match (&mut self.kept, &other.kept) {
            (Kept::Exact(exact), Kept::Exact(others)) => {
                if exact.absorb(others.iter()) {
                    self.round_many();
                }
            }
            (Kept::Rounded(rounded), Kept::Exact(others)) => {
                rounded.absorb(others.iter().map(|(number, count)| (code(number), count)));
            }
            (Kept::Rounded(rounded), Kept::Rounded(others)) => {
                rounded.absorb(others.iter());
            }
            // Those that meet rounded ones are rounded.
            (Kept::Exact(_), Kept::Rounded(_)) => {}
        }
    }

    /// Sorts in what waits, and keeps no room for more.
    pub(super) fn settle(&mut self) {
        match &mut self.kept {
            Kept::Exact(exact) => exact.settle(),
            Kept::Rounded(rounded) => rounded.settle(),
        }
        self.round_many();
    }

    /// The same, with nothing that waits.
    pub(super) fn settled(&self) -> Cow<'_, Self> {
        let is_settled = match &self.kept {
            Kept::Exact(exact) => exact.is_settled(),
            Kept::Rounded(rounded) => rounded.is_settled(),
        };
        if is_settled {
            return Cow::Borrowed(self);
        }
        let mut settled = self.clone();
        settled.settle();
        Cow::Owned(settled)
    }

    /// Every number in millionths with its count, in order where nothing waits.
    fn sorted(&self) -> Box<dyn Iterator<Item = (i64, C)> + '_> {
        match &self.kept {
            Kept::Exact(exact) => Box::new(exact.iter()),
            Kept::Rounded(rounded) => Box::new(rounded.iter().map(|(code, count)| (millionths(code), count))),
        }
    }

    /// Rounds them where there are more than are kept as they are.
    fn round_many(&mut self) {
        if matches!(&self.kept, Kept::Exact(exact) if exact.len() > self.most) {
            self.round();
        }
    }

    fn round(&mut self) {
        if let Kept::Exact(exact) = &mut self.kept {
            exact.settle();
            self.kept = Kept::Rounded(Sorted::of(exact.iter().map(|(number, count)| (code(number), count))));
        }
    }
}

impl Values {
    /// The value under which `part` of `of` lie, between two neighbors by its distance from each
    /// (type 7 of Hyndman and Fan 1996); `None` where some of the `n` came without their values.
    /// Of rounded values it is rounded as they are. They have to be settled.
    pub(super) fn quantile(&self, n: u64, (part, of): (u64, u64)) -> Option<f64> {
        let seen = self.sorted().fold(0, |sum: u64, (_, count)| sum.saturating_add(u64::from(count)));
        if n == 0 || seen != n {
            return None;
        }
        let place = u128::from(n - 1) * u128::from(part);
        let (lower, rest) = (place / u128::from(of), u64::try_from(place % u128::from(of)).unwrap_or(0));
        let (below, above) = (self.nth(lower)?, self.nth(lower + u128::from(rest > 0))?);
        let (below, above) = (mean(1, i128::from(below)), mean(1, i128::from(above)));
        let value = below + (above - below) * real(rest) / real(of);
        if self.is_exact() {
            return Some(value);
        }
        let fixed = i64::try_from(whole(value * 1e6)).ok()?;
        Some(mean(1, i128::from(rounded(fixed))))
    }

    /// The value of that whole rank, from 1. They have to be settled.
    pub(super) fn ranked(&self, rank: f64) -> Option<f64> {
        let place = u128::try_from(whole(rank) - 1).ok()?;
        Some(mean(1, i128::from(self.nth(place)?)))
    }

    /// The value at this place, from 0.
    fn nth(&self, place: u128) -> Option<i64> {
        let mut seen = 0_u128;
        self.sorted().find_map(|(value, count)| {
            seen += u128::from(count);
            (place < seen).then_some(value)
        })
    }
}

impl Values<FineSum> {
    /// The value of that rank among numbers that are worth `n` which all weigh the same: the mean of those that lie
    /// between the shares (rank - 1) / n and rank / n of all weight (type 7 of Akinshin, arXiv:2304.07265, 2023). Of
    /// equal weights it is the number of that rank. `None` where nothing weighs anything. They have to be settled.
    pub(super) fn ranked(&self, rank: f64, n: f64) -> Option<f64> {
        let all = self.sorted().fold(FineSum::default(), |sum, (_, weight)| sum.plus(weight)).real();
        let (from, to) = ((rank - 1.0) / n, rank / n);
        let (mut below, mut under) = (FineSum::default(), 0.0_f64);
        let (mut first, mut sum, mut share) = (None, 0.0, 0.0);
        for (number, weight) in self.sorted() {
            below = below.plus(weight);
            let upto = below.real() / all;
            let part = upto.min(to) - under.max(from);
            if part > 0.0 {
                let value = mean(1, i128::from(number));
                // From the first one on, so that equal numbers give just that number.
                sum += part * (value - *first.get_or_insert(value));
                share += part;
            }
            under = upto;
        }
        first.map(|first| first + sum / share)
    }
}

impl<C: Often + PartialEq> PartialEq for Values<C> {
    fn eq(&self, other: &Self) -> bool {
        let (own, other) = (self.settled(), other.settled());
        own.is_exact() == other.is_exact() && own.sorted().eq(other.sorted())
    }
}

/// A number of millionths to four significant digits.
pub(super) fn rounded(number: i64) -> i64 {
    millionths(code(number))
}

/// Rounded to four significant digits, half away from zero.
fn code(millionths: i64) -> Code {
    let size = millionths.unsigned_abs();
    let (mut step, mut power) = (1_u64, 0);
    while size / step >= 10_000 {
        step *= 10;
        power += POWER;
    }
    let digits = (size + step / 2) / step;
    let (digits, power) = if digits == 10_000 { (1_000, power + POWER) } else { (digits, power) };
    // At most 10,000, and twenty powers of ten.
    let code = Code::try_from(digits).unwrap_or(POWER) + power;
    if millionths < 0 { -code } else { code }
}

/// The number of a code.
fn millionths(code: Code) -> i64 {
    let size = code.unsigned_abs();
    let power = 10_i64.checked_pow(size / POWER.unsigned_abs());
    let size = power.unwrap_or(i64::MAX).saturating_mul(i64::from(size % POWER.unsigned_abs()));
    if code < 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(most: usize, numbers: &[i64]) -> Values {
        let mut values = Values::of_at_most(most);
        for number in numbers {
            values.add(*number, 1);
        }
        values
    }

    fn sorted(values: &Values) -> Vec<(i64, u64)> {
        values.settled().sorted().map(|(number, count)| (number, u64::from(count))).collect()
    }

    #[test]
    fn four_digits_are_kept_of_very_many() {
        for (number, expected) in [
            (123_456, 123_500),
            (-123_456, -123_500),
            (99_999, 100_000),
            (9_999, 9_999),
            (10_000, 10_000),
            (0, 0),
            (i64::MAX, 9_223_000_000_000_000_000),
            (i64::MIN, -9_223_000_000_000_000_000),
        ] {
            assert_eq!(sorted(&of(1, &[number])), [(number, 1)], "{number}");
            assert_eq!(sorted(&of(0, &[number])), [(expected, 1)], "{number}");
        }
    }

    #[test]
    fn one_more_than_are_kept_rounds_all() {
        let numbers: Vec<i64> = (0..100).map(|number| 1_000_000 + number).collect();
        let (exact, rounded) = (of(100, &numbers), of(99, &numbers));
        assert!(exact.settled().is_exact() && !rounded.settled().is_exact());
        assert_eq!(sorted(&rounded), [(1_000_000, 100)]);
        // Numbers that were met before are no more.
        let mut twice = exact.clone();
        twice.merge(&exact);
        assert!(twice.settled().is_exact());
        twice.add(5, 1);
        assert!(!twice.settled().is_exact());
    }

    #[test]
    fn quantiles_have_the_digits_that_are_known() {
        // numpy.percentile([29062.69, 29071.3], [50, 90])
        let numbers = [29_062_690_000, 29_071_300_000];
        let quantiles = |most| {
            let values = of(most, &numbers).settled().into_owned();
            [(1, 2), (9, 10)].map(|part| values.quantile(2, part))
        };
        assert_eq!(quantiles(2), [Some(29_066.995), Some(29_070.439)]);
        assert_eq!(quantiles(1), [Some(29_070.0), Some(29_070.0)]);
        assert_eq!(of(2, &[5]).quantile(2, (1, 2)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn order_makes_no_difference(
            numbers in proptest::collection::vec(prop_oneof![-50..50_i64, 999_000..1_001_000_i64, any::<i64>()], 0..300),
            most in 0..300_usize,
            cuts in (0..300_usize, 0..300_usize),
        ) {
            let expected = of(most, &numbers);
            let mut turned = numbers.clone();
            turned.reverse();
            prop_assert_eq!(&expected, &of(most, &turned));
            let (first, rest) = numbers.split_at(cuts.0.min(numbers.len()));
            let (second, third) = rest.split_at(cuts.1.min(rest.len()));
            let mut merged = of(most, third);
            merged.merge(&of(most, first));
            merged.merge(&of(most, second));
            prop_assert_eq!(&merged, &expected);
            let mut nested = of(most, second);
            nested.settle();
            nested.merge(&of(most, third));
            let mut whole = of(most, first);
            whole.merge(&nested);
            prop_assert_eq!(&whole, &expected);

            let distinct: std::collections::BTreeSet<i64> = numbers.iter().copied().collect();
            let is_exact = distinct.len() <= most;
            prop_assert_eq!(whole.settled().is_exact(), is_exact);
            let sorted = sorted(&whole);
            prop_assert!(sorted.is_sorted_by(|one, other| one.0 < other.0));
            prop_assert_eq!(sorted.iter().map(|(_, count)| *count).sum::<u64>(), numbers.len() as u64);
            if is_exact {
                prop_assert!(sorted.iter().map(|(number, _)| *number).eq(distinct));
            }
        }
    }
}
