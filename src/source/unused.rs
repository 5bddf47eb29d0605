//! Columns that look as if they should be used, and are not.
//! Invariant: a column that is asked about is not told here, for the question tells it.

use crate::journey::{Address, Finding, Map, Noun, Source, SourceReport, rule as rules};
use crate::source::format::shorten;
use crate::source::shapes;

/// What columns of weights are called, in small letters and with blanks between words.
#[rustfmt::skip]
const WEIGHTS: &[&str] = &["weight", "weights", "weighting", "wt", "wgt", "survey weight", "case weight", "final weight", "sample weight", "sampling weight", "post weight",
    "weight factor", "weighting factor", "gewicht", "gewichtung", "משקל"];

/// Weights that answers come with and are not counted by. The place of each finding is the source in the map.
#[must_use]
pub fn weights(label: &str, map: &Map, reports: &[SourceReport]) -> Vec<Finding> {
    let of = |source: &Source| {
        let is_asked = map.asks.iter().any(|ask| ask.source == source.id && ask.role == "weight");
        if source.weight.is_some() || shapes::is_told(source) || is_asked {
            return None;
        }
        let understood = reports.iter().find(|report| report.id == source.id)?.understood.as_ref()?;
        let has_answers = understood.columns.iter().any(|column| column.answers().next().is_some());
        let is_weight = |name: &str| {
            let words = name.to_lowercase().replace(['_', '-', '.'], " ");
            WEIGHTS.contains(&words.trim())
        };
        let column = understood.columns.iter().find(|column| column.uses.is_empty() && is_weight(&column.name))?;
        has_answers.then(|| finding(label, source, &column.name))
    };
    map.sources.iter().filter_map(of).collect()
}

fn finding(label: &str, source: &Source, column: &str) -> Finding {
    let name = shorten(column);
    Finding {
        rule: &rules::UNUSED_WEIGHT,
        message: format!(
            "column `{name}` of `{}` looks like a weight, and every answer counts as one",
            shorten(&source.file)
        ),
        help: Some(format!("add weight = \"{name}\" to this source")),
        file: label.to_owned(),
        line: 0,
        column: 0,
        excerpt: None,
        address: Some(Address::journey().then(Noun::Source, &source.id)),
    }
}
