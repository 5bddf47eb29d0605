//! What the author is warned of where rows do not say what they seem to: quotes that run away, dates that cannot be read,
//! rows that gave no answer.

use super::dialect;
use super::failure::Failure;
use super::header::Header;
use super::ledger;
use super::tallied::Swallowing;
use crate::journey::{Finding, LeftOut, Question, Source, SourceReport, rule as rules};
use crate::source::dates::are_serial_days;
use crate::source::format::shorten;

pub(super) fn unclosed(source: &Source, line: u64) -> Finding {
    let message = format!("the quote opened on line {line} is never closed, all after it is left out");
    let help = "close the quote, or double it where it belongs to the text";
    Finding { rule: &rules::UNCLOSED_QUOTE, ..Failure::new(line, message, help).finding(source) }
}

pub(super) fn swallowed(header: &Header, found: Swallowing<u64>) -> Finding {
    let (line, last) = (found.at, found.at + found.n_feeds);
    let message = format!("the row on lines {line} to {last} seems to hold others: a quote may have swallowed them");
    let help = "look for a quote that is not closed on its line".to_owned();
    let line = usize::try_from(line).unwrap_or_default();
    Finding { line, ..header.finding(&rules::STRAY_QUOTE, message, Some(help)) }
}

pub(super) fn not_utf8(header: &Header, line: u64) -> Finding {
    let message = format!("line {line} is not UTF-8, which the lines before it are");
    let help = "say how the file is written: encoding = \"windows-1252\"".to_owned();
    let line = usize::try_from(line).unwrap_or_default();
    Finding { line, ..header.finding(&rules::MISREAD_TEXT, message, Some(help)) }
}

pub(super) fn forgotten(header: &Header, most: usize) -> Finding {
    let message = format!("there are more than {most} respondents: who comes back after them is counted again");
    let help = "count this file without `respondent`, or split it".to_owned();
    header.finding(&rules::MANY_RESPONDENTS, message, Some(help))
}

/// Says why all rows were left out, where they were.
pub(super) fn no_answers(header: &Header, report: &SourceReport, question: &Question) -> Option<Finding> {
    let rows = report.left_out.iter().filter(|left| left.column.is_none());
    let most = rows.max_by_key(|left| left.count).filter(|_| report.used == 0)?;
    let line = most.lines.first()?;
    let none = format!("none of {} rows gave an answer", report.rows);
    let (message, help) = if question.asked.is_empty() {
        (
            format!("{none}, nothing in the map asks for any"),
            "bind its columns to places; `cjm bind` proposes how".into(),
        )
    } else {
        let cells = report.left_out.iter().filter(|left| left.column.is_some() && !left.is_blank);
        let cells = cells.max_by_key(|left| left.count).filter(|_| most.reason == ledger::NOTHING_USABLE);
        let why = cells.map_or_else(
            || most.reason.clone(),
            |left| format!("{} in column `{}`", left.reason, shorten(left.column.as_deref().unwrap_or_default())),
        );
        let help = format!("compare line {line} with the header, and with what the map asks for");
        (format!("{none}, most of them for this: {why}"), help)
    };
    Some(header.finding(&rules::NO_ANSWERS, message, Some(help)))
}

/// Says that nothing is weighed, where no row that gave an answer says what it weighs.
pub(super) fn no_weights(header: &Header, report: &SourceReport, column: usize) -> Option<Finding> {
    let name = header.names.get(column)?;
    let is_of_weights = |left: &&LeftOut| left.column.as_ref() == Some(name) && ledger::is_about_weights(&left.reason);
    let n: u64 = report.left_out.iter().filter(is_of_weights).map(|left| left.count).sum();
    let message = format!("no row has a weight in column `{}`: answers count the same", shorten(name));
    let help = "name the column with numbers above 0, or remove `weight`".to_owned();
    (n > 0 && n == report.used).then(|| header.finding(&rules::NO_WEIGHTS, message, Some(help)))
}

pub(super) fn no_dates(header: &Header, column: usize, cells: &[Vec<u8>], format: Option<&str>) -> Finding {
    let name = header.names.get(column).map_or("", String::as_str);
    let cell = cells.iter().map(|cell| dialect::name(cell)).find(|cell| !cell.is_empty()).unwrap_or_default();
    let (name, shown) = (shorten(name), shorten(&cell));
    let (message, help) = match format {
        None if are_serial_days(cells.iter().map(Vec::as_slice)) => (
            format!("column `{name}` has numbers for dates, which look like the days of a spreadsheet: `{shown}`"),
            "export it as dates, such as 2017-05-31",
        ),
        None => (
            format!("cannot tell how the dates in column `{name}` are written: `{shown}`"),
            "say it as strptime does: format = \"%d %B %Y\"",
        ),
        Some(format) => (
            format!("no date in column `{name}` is written as `{}`: `{shown}`", shorten(format)),
            "mend `format`, or leave it out to have it detected",
        ),
    };
    header.finding(&rules::UNKNOWN_DATES, message, Some(help.to_owned()))
}

pub(super) fn ambiguous(header: &Header, column: usize) -> Finding {
    let name = shorten(header.names.get(column).map_or("", String::as_str));
    let message = format!("nothing in column `{name}` tells day from month, expected `format`; only the year is used");
    let help = "say which comes first: format = \"%d/%m/%Y\" or format = \"%m/%d/%Y\"".to_owned();
    header.finding(&rules::AMBIGUOUS_DATES, message, Some(help))
}
