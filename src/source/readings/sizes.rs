//! Numbers too large or too small for the millionths they are kept in.
//! Invariant: what is told of a small number leaves what is counted of it as it is.

use super::answer::{Answer, LARGEST, Rule};
use super::header::Header;
use super::ledger::{Ledger, Reason, Refusal};
use super::question::RowQuestion;
use crate::journey::{Finding, rule as rules};
use crate::source::format::shorten;

/// From here on a number is kept to a thousandth of itself or better: that is as much as half a millionth.
const KEPT_WELL: f64 = 5e-4;

/// How many lines are named.
const MOST_LINES: usize = 3;

/// Why a number is not kept as it is, where it lies that near to 0.
fn smallness(value: f64) -> Option<Reason> {
    let size = value.abs();
    if size <= 0.0 || size >= KEPT_WELL {
        return None;
    }
    let kept = (size * 1e6).round() / 1e6;
    match (kept - size).abs() {
        _ if kept <= 0.0 => Some(Reason::CountedAsZero),
        lost if lost > size / 1e3 => Some(Reason::Blunted),
        _ => None,
    }
}

impl RowQuestion {
    /// Why its answer is not kept as it is, and the column. What has a scale is not asked: there, so little is nothing.
    pub(super) fn smallness(&self, answer: Answer) -> Option<Refusal> {
        let (column, has_scale) = match self {
            Self::Cell { column, reader } => match reader.rule {
                Rule::Number { high, .. } => (*column, high < LARGEST),
                _ => (*column, false),
            },
            Self::Figure { value, measure, .. } => (*value, measure.is_bounded()),
            _ => return None,
        };
        let value = match answer {
            Answer::Number(value) | Answer::Sum(value) => value,
            // Of a mean the sum is kept.
            #[expect(clippy::cast_precision_loss, reason = "how small it is depends on no last digit")]
            Answer::Figure(batch) => batch.value * batch.n as f64,
            Answer::Whole(_) | Answer::Share { .. } => return None,
        };
        if has_scale { None } else { Some((smallness(value)?, column)) }
    }
}

/// What is to be told of the columns of a settled ledger.
pub(super) fn findings(header: &Header, ledger: &Ledger) -> Vec<Finding> {
    let (larger, smaller) =
        ("give it in a larger unit, such as thousands", "give it in a smaller unit, such as thousandths");
    let kinds = [
        (Reason::Beyond, &rules::TOO_LARGE, "beyond 10^12, left out", larger),
        (Reason::CountedAsZero, &rules::TOO_SMALL, "under half a millionth, counted as 0", smaller),
        (Reason::Blunted, &rules::TOO_SMALL, "off by more than a thousandth of itself, kept in millionths", smaller),
    ];
    let told = kinds.iter().flat_map(|(reason, rule, words, help)| {
        ledger.columns(*reason).map(move |told| {
            let name = shorten(header.names.get(told.column).map_or("", String::as_str));
            let noun = if told.count == 1 { "number" } else { "numbers" };
            let message =
                format!("column `{name}` has {} {noun} {words}: {}", told.count, lines(told.count, &told.lines));
            let line = told.lines.first().and_then(|line| usize::try_from(*line).ok()).unwrap_or(header.line);
            Finding { line, ..header.finding(rule, message, Some((*help).to_owned())) }
        })
    });
    told.collect()
}

/// `line 7`, `lines 2, 3, 4 and others`.
pub(super) fn lines(count: u64, all: &[u64]) -> String {
    let some: Vec<String> = all.iter().take(MOST_LINES).map(u64::to_string).collect();
    let noun = if count == 1 { "line" } else { "lines" };
    let others = if all.len() > some.len() { " and others" } else { "" };
    format!("{noun} {}{others}", some.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_small_where_millionths_lose_a_thousandth_of_them() {
        let (zero, blunted) = (Some(Reason::CountedAsZero), Some(Reason::Blunted));
        for (value, expected) in [
            (0.0, None),
            (-0.0, None),
            (4.9e-7, zero),
            (-1e-300, zero),
            (6e-7, blunted),
            (1e-6, None),
            (0.000_123, None),
            (0.000_123_1, None),
            (-0.000_123_4, blunted),
            (0.000_499_5, blunted),
            (0.000_500_5, None),
            (1e12, None),
        ] {
            assert_eq!(smallness(value), expected, "{value}");
        }
    }
}
