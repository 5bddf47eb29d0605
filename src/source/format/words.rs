//! The words of the format and what they mean.
//! Invariant: each word stands for one value, and the format lists its words from here.

use crate::metric::{Direction, Kind};

/// What a text asks that is a question of a template, to be filled in.
#[must_use]
pub(crate) fn question(text: &str) -> Option<&str> {
    text.strip_prefix("? ")
}

/// The words alone, for the table of the format.
pub(super) const fn words<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut idx = 0;
    while idx < N {
        words[idx] = pairs[idx].0;
        idx += 1;
    }
    words
}

/// How a metric is computed.
pub(crate) const METRIC_KINDS: [(&str, Kind); Kind::ALL.len()] = Kind::WORDS;

/// Which way is better.
pub(crate) const DIRECTIONS: [(&str, Direction); 2] =
    [("higher", Direction::HigherIsBetter), ("lower", Direction::LowerIsBetter)];
