//! How a loss is said, and how its author mends it.
//! Invariant: every reason that loses rows or answers has a help of its own.

use super::answer::{LARGEST, Rule};
use super::header::Header;
use super::ledger::Reason;
use super::losses::scale;
use super::plan::Plan;
use super::question::RowQuestion;
use crate::source::format::shorten;

/// A reason, with the scale that it is about.
pub(super) fn words(reason: Reason, question: Option<&RowQuestion>) -> String {
    match (reason, scale(question)) {
        (Reason::OutOfRange, Some(Rule::Whole { low, high })) => format!("off the scale {low} to {high}"),
        (Reason::OutOfRange, Some(Rule::Number { low, high })) if *high < LARGEST => {
            format!("off the scale {low} to {high}")
        }
        (Reason::OutOfRange, Some(Rule::Number { low, .. })) if *low >= 0.0 => "below 0".to_owned(),
        _ => reason.words().to_owned(),
    }
}

/// A reason, and what it takes with it.
pub(super) fn words_of_rows(reason: Reason) -> String {
    let rest = if reason.ends_rows() { ", and all rows after it" } else { "" };
    format!("{}{rest}", reason.words())
}

/// What is wrong with rows that are left out for a reason.
pub(super) fn why_rows(reason: Reason, header: &Header, plan: &Plan) -> String {
    let name = |column: Option<usize>| {
        let name = column.and_then(|column| header.names.get(column)).map_or("", String::as_str);
        format!("`{}`", shorten(name))
    };
    match reason {
        Reason::Ragged => format!("they have more or fewer cells than the {} of the header", header.names.len()),
        Reason::BadDate => format!("column {} holds no date written as the others are", name(plan.time)),
        Reason::UnknownTouchpoint => format!("no place of the map has what column {} says", name(plan.touchpoint)),
        Reason::UnknownMetric => "nothing in the map measures what they say".to_owned(),
        _ => "they cannot be read".to_owned(),
    }
}

/// How to mend it.
pub(super) const fn help(reason: Reason) -> &'static str {
    match reason {
        Reason::Ragged => "put cells that hold a delimiter or a line end into quotes, or export the file anew",
        Reason::Nul => "export the file anew: something overwrote part of it",
        Reason::BadDate => "write these dates as the others are, or say how all are written with `format`",
        Reason::UnknownTouchpoint => "add the value to the `match` of its touchpoint; `cjm sources` lists them all",
        Reason::UnknownMetric => "bind these metrics, or leave them out of the file",
        Reason::OutOfRange => "give the scale that was asked, such as scale = [1, 10], or list codes in `missing`",
        Reason::NotANumber => "write plain numbers such as -1234.5, or list words for \"no answer\" in `missing`",
        Reason::NotWhole => "mend these answers, or bind the column as an amount",
        Reason::NeitherYesNorNo => "list these words in `yes`, `no` or `missing`",
        Reason::MoreThanEntered => "count each that entered once, or swap the two columns",
        Reason::WithoutN => "name the column with the number of answers: n = \"column\"",
        Reason::NoClosingDate | Reason::ClosedBeforeOpened => "mend the dates of these cases",
        Reason::NoLexicon => "bind a column with scores from -1 to 1 that were made elsewhere",
        Reason::NoWeight | Reason::BadWeight => "give these rows a weight above 0",
        _ => "mend these lines",
    }
}
