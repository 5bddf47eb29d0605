//! What of a source looks as if it should be counted, and is not: columns of weights, and answers that are called none.
//! Invariant: a column that is asked about is not told here, for the question tells it.

use crate::journey::understood::{Answers, Expected};
use crate::journey::{Address, Finding, Map, Noun, Rule, Source, SourceReport, rule as rules};
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
        let name = shorten(&column.name);
        let message = format!(
            "column `{name}` of `{}` looks like a weight, and every answer counts as one",
            shorten(&source.file)
        );
        has_answers.then(|| {
            let help = format!("add weight = \"{name}\" to this source");
            finding((label, &rules::UNUSED_WEIGHT), source, message, help)
        })
    };
    map.sources.iter().filter_map(of).collect()
}

/// Codes of a whole source that mean "no answer", and are answers on the scale of one of its columns.
#[must_use]
pub fn codes(label: &str, map: &Map, reports: &[SourceReport]) -> Vec<Finding> {
    let of = |source: &Source| {
        let understood = reports.iter().find(|report| report.id == source.id)?.understood.as_ref()?;
        understood.columns.iter().find_map(|column| {
            let (code, answers) = column.answers().find_map(|answers| Some((on_scale(source, answers)?, answers)))?;
            let (file, name, metric) = (shorten(&source.file), shorten(&column.name), &answers.metric);
            Some(finding(
                (label, &rules::MISSING_ON_SCALE),
                source,
                format!(
                    "{code} means no answer in all of `{file}`, and is an answer in column `{name}` ({metric}, {})",
                    answers.expected
                ),
                format!("write missing = [\"{code}\"] at the bindings it is meant for, and not at the source"),
            ))
        })
    };
    map.sources.iter().filter_map(of).collect()
}

/// The first code of the source that one of its columns counts as no answer, although it is on the scale.
fn on_scale<'a>(source: &'a Source, answers: &Answers) -> Option<&'a str> {
    let is_answer = |code: &str| match (&answers.expected, code.trim().parse::<f64>()) {
        (Expected::Whole(low, high), Ok(code)) => (f64::from(*low)..=f64::from(*high)).contains(&code),
        _ => false,
    };
    source
        .missing
        .iter()
        .map(String::as_str)
        .find(|code| is_answer(code) && answers.missing.iter().any(|own| own == code))
}

fn finding((label, rule): (&str, &'static Rule), source: &Source, message: String, help: String) -> Finding {
    Finding {
        rule,
        message,
        help: Some(help),
        file: label.to_owned(),
        line: 0,
        column: 0,
        excerpt: None,
        address: Some(Address::journey().then(Noun::Source, &source.id)),
    }
}
