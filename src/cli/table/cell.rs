//! What a cell of a table holds, whatever the format.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) enum TableCell<'r> {
    /// There is nothing to say.
    Missing,
    /// Words, not made safe yet.
    Text(Cow<'r, str>),
    /// A number of things.
    Count(u64),
    /// A number, and how many decimals a person wants to see of it.
    Number(f64, usize),
    /// Yes or no.
    Truth(bool),
    /// Several named values in one cell.
    Named(Vec<(&'r str, &'r str)>),
    /// Values within values, for formats that can hold them.
    Nested(Value),
}

impl From<String> for TableCell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'r> From<&'r String> for TableCell<'r> {
    fn from(text: &'r String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'r> TableCell<'r> {
    pub(in crate::cli) fn words(text: Option<&'r str>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(Cow::Borrowed(text)))
    }

    pub(in crate::cli) fn number(number: Option<f64>, n_decimals: usize) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(number, n_decimals))
    }
}

/// `area=B; age=18-24`: named values in a cell that holds words.
pub(super) fn joined(named: &[(&str, &str)]) -> String {
    named.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// A number with the decimals that a person wants; nothing is minus zero.
pub(super) fn rounded(number: f64, n_decimals: usize) -> String {
    let mut text = String::new();
    write_rounded(number, n_decimals, &mut text);
    text
}

/// The same, at the end of a line. Long streams of rows spend much of their time on digits, so short numbers take a
/// faster way.
pub(super) fn write_rounded(number: f64, n_decimals: usize, line: &mut String) {
    let Some((units, power)) = in_units(number, n_decimals) else {
        let start = line.len();
        let _ = write!(line, "{number:.n_decimals$}");
        let digits = line.get(start..).and_then(|text| text.strip_prefix('-'));
        if digits.is_some_and(|digits| digits.chars().all(|c| matches!(c, '0' | '.'))) {
            line.remove(start);
        }
        return;
    };
    if units < 0 {
        line.push('-');
    }
    let units = units.unsigned_abs();
    push_digits(units / power, 1, line);
    if n_decimals > 0 {
        line.push('.');
        push_digits(units % power, n_decimals, line);
    }
}

/// A number in units of its last decimal, and how many units make one. `None` where the number is large, has many
/// decimals or is so far from a whole unit that an error in the last bit could round it the wrong way.
fn in_units(number: f64, n_decimals: usize) -> Option<(i32, u32)> {
    let power = [1_u32, 10, 100, 1_000, 10_000].get(n_decimals)?;
    let units = number * f64::from(*power);
    if units.abs() > 1e9 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is small")]
    let whole = (units + 0.5_f64.copysign(units)) as i32;
    ((units - f64::from(whole)).abs() < 0.25).then_some((whole, *power))
}

/// The digits of a number, with zeros before them where there are fewer than asked for.
fn push_digits(number: u32, n_least: usize, line: &mut String) {
    if number > 9 || n_least > 1 {
        push_digits(number / 10, n_least.saturating_sub(1), line);
    }
    line.extend(char::from_digit(number % 10, 10));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_is_minus_zero() {
        let cases = [
            (-0.0, 2, "0.00"),
            (-0.004, 2, "0.00"),
            (-0.3, 0, "0"),
            (-0.006, 2, "-0.01"),
            (-1e12, 1, "-1000000000000.0"),
        ];
        for (number, n_decimals, expected) in cases {
            assert_eq!(rounded(number, n_decimals), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn short_numbers_are_rounded_as_all_others(
            units in -30_000_000..30_000_000, eighths in 0..8, n_decimals in 0_usize..7
        ) {
            let units = f64::from(units);
            for number in [units / 1e4, units + f64::from(eighths) / 8.0, units / 3e7] {
                let expected = format!("{number:.n_decimals$}");
                let is_zero = expected.chars().all(|c| matches!(c, '0' | '.' | '-'));
                let expected = if is_zero { expected.trim_start_matches('-') } else { &expected };
                prop_assert_eq!(rounded(number, n_decimals), expected);
            }
        }
    }
}
