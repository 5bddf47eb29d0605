//! What a cell of a table holds, whatever the format.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) enum TableCell<'r> {
    /// There is nothing to say.
    Missing,
    /// Words, as they stand where they come from.
    Text(Cow<'r, str>),
    /// How many.
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
    /// Words, where there are any.
    pub(in crate::cli) fn words(text: Option<&'r str>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// A number, where there is one.
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

/// The same, at the end of a line.
pub(super) fn write_rounded(number: f64, n_decimals: usize, line: &mut String) {
    let start = line.len();
    let _ = write!(line, "{number:.n_decimals$}");
    let is_minus_zero =
        |text: &str| text.strip_prefix('-').is_some_and(|digits| digits.chars().all(|c| matches!(c, '0' | '.')));
    if number <= 0.0 && line.get(start..).is_some_and(is_minus_zero) {
        line.remove(start);
    }
}
