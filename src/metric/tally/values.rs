//! How often each number was met, to four significant digits. Must not know what the numbers measure.
//! Invariant: the same numbers give the same counts, in whatever order they came, and nothing overflows.

/// A number to four significant digits, as its digits and ten thousand times its power of ten: the order of codes is
/// the order of numbers.
type Code = i32;

/// What one power of ten adds to a code.
const POWER: Code = 10_000;

/// How many numbers wait at least before they are sorted in.
const FEWEST: usize = 32;

/// Numbers and how often each was met: eight bytes for each that is distinct.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// In order, each once.
    counts: Vec<(Code, u32)>,
    /// Not yet sorted in; never many more than half of those that are.
    fresh: Vec<(Code, u32)>,
}

impl Values {
    /// Counts a number of millionths.
    pub(super) fn add(&mut self, millionths: i64) {
        self.fresh.push((code(millionths), 1));
        self.settle_many();
    }

    /// Adds the counts of others.
    pub(super) fn merge(&mut self, other: &Self) {
        self.fresh.extend(other.counts.iter().chain(&other.fresh));
        self.settle_many();
    }

    /// Every number in millionths with its count, in order.
    pub(super) fn sorted(&self) -> Vec<(i64, u64)> {
        let mut all = self.clone();
        all.settle();
        all.counts.iter().map(|(code, count)| (millionths(*code), u64::from(*count))).collect()
    }

    /// Sorts in what waits, and keeps no room for more.
    pub(super) fn settle(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        fresh.sort_unstable_by_key(|(code, _)| *code);
        let mut all = Vec::with_capacity(self.counts.len() + fresh.len());
        let (mut old, mut new) = (self.counts.iter().copied().peekable(), fresh.into_iter().peekable());
        while let Some((code, count)) = match (old.peek(), new.peek()) {
            (Some((here, _)), Some((there, _))) if here <= there => old.next(),
            (_, Some(_)) => new.next(),
            _ => old.next(),
        } {
            match all.last_mut() {
                Some((last, sum)) if *last == code => *sum = u32::saturating_add(*sum, count),
                _ => all.push((code, count)),
            }
        }
        all.shrink_to_fit();
        self.counts = all;
    }

    fn settle_many(&mut self) {
        if self.fresh.len() >= FEWEST.max(self.counts.len() / 2) {
            self.settle();
        }
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

/// A number of millionths as it is kept.
#[cfg(test)]
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

    fn of(numbers: &[i64]) -> Values {
        let mut values = Values::default();
        for number in numbers {
            values.add(*number);
        }
        values
    }

    #[test]
    fn four_digits_are_kept() {
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
            assert_eq!(of(&[number]).sorted(), [(expected, 1)], "{number}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn order_makes_no_difference(numbers in proptest::collection::vec(prop_oneof![-50..50_i64, any::<i64>()], 0..300), cut in 0..300_usize) {
            let mut turned = numbers.clone();
            turned.reverse();
            prop_assert_eq!(of(&numbers), of(&turned));
            let (first, rest) = numbers.split_at(cut.min(numbers.len()));
            let mut merged = of(rest);
            merged.merge(&of(first));
            prop_assert_eq!(&merged, &of(&numbers));
            let sorted = merged.sorted();
            prop_assert!(sorted.is_sorted_by(|one, other| one.0 < other.0));
            prop_assert_eq!(sorted.iter().map(|(_, count)| *count).sum::<u64>(), numbers.len() as u64);
        }
    }
}
