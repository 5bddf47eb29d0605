//! CSV to counts: one pass over a source, folded while it streams by, rows never kept.
//! Responsible for the order of things and for what is said about the file as a whole. Must not know files.
//! Invariant: rows read = rows used + the counts of all left-out entries without a column.
//!
//! How dates are written is learned from the first 1,000 rows of the first block; the order of
//! day and month from the first date that shows it, wherever it is.

mod answer;
mod dialect;
mod header;
mod intake;
mod ledger;
mod plan;
mod records;
pub(in crate::source) mod remarks;
mod row;
mod table;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use self::dialect::MOST_COLUMNS;
use self::header::Header;
use self::intake::{END_FIELD, Intake, LONGEST_RECORD, Stopped};
use self::ledger::Reason;
use self::plan::{Dialect, Plan};
use self::records::{Next, Records};
use self::row::Rows;
use crate::journey::book::Cohort;
use crate::journey::{Address, Finding, Map, Noun, Source, SourceReport, rule as rules};
use crate::metric::{Grain, Series};
use crate::source::bytes::Bytes;
use crate::source::charset::{self, Foreign};
use crate::source::dates::{Calendar, Days};
use crate::source::format::shorten;

/// How many rows are looked at to learn how dates are written.
const SAMPLE: usize = 1_000;

/// What a source gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceCounts {
    /// Index of a binding in [`Map::bindings`], and its series by cohort.
    pub series: Vec<(usize, Vec<Series>)>,
    /// Rows read, used and left out.
    pub report: SourceReport,
    /// What the author should know; the file is named as the map names it.
    pub findings: Vec<Finding>,
    /// Columns that a cohort asks for and this file lacks. No fault as long as another source has them.
    pub lacking: Vec<(String, Finding)>,
    /// Was it cancelled? Then the counts are those of the rows so far.
    pub is_cancelled: bool,
}

/// Hears how many bytes are read, and may cancel.
pub type Progress<'a> = &'a mut (dyn FnMut(u64) -> ControlFlow<()> + Send);

/// Counts one source of a map for every cohort.
///
/// * `n_workers`: how many threads share the work; the counts are the same for any number.
/// * `progress` hears how many bytes of the file are read, every 256 KiB, and may cancel.
pub fn count(
    map: &Map,
    source_idx: usize,
    bytes: &dyn Bytes,
    cohorts: &[Cohort],
    n_workers: NonZeroUsize,
    progress: Progress<'_>,
) -> SourceCounts {
    let _ = n_workers;
    let Some(source) = map.sources.get(source_idx) else { return SourceCounts::default() };
    let text = match charset::open(bytes, source.encoding.as_deref()) {
        Ok(text) => text,
        Err(Foreign::Unreadable(why, help)) => return Failure::new(1, why, help).counts(source),
        Err(Foreign::Failed(error)) => return Failure::of(&Stopped::Failed(error), 1).counts(source),
    };
    let started = start(map, source, Intake::new(text.reader, progress));
    let (mut records, delimiter, header) = match started {
        Ok(started) => started,
        Err(failure) => return failure.counts(source),
    };
    let dialect = Dialect { takes_comma: delimiter != b',' };
    let (plan, table) = Plan::new(map, source, &header, cohorts, dialect);
    let mut counts =
        SourceCounts { findings: plan.findings.clone(), lacking: plan.lacking.clone(), ..Default::default() };
    let calendar = plan.time.map(|column| {
        let cells = records.sample(column, header.names.len(), SAMPLE);
        let format = source.time_format.as_deref();
        Calendar::learn(cells.iter().map(Vec::as_slice), format).unwrap_or_else(|| {
            let at = |key| Address::journey().then(Noun::Source, &source.id).field(key);
            let address = format.map(|_| at("format"));
            counts.findings.push(Finding { address, ..no_dates(&header, column, &cells, format) });
            Calendar::new(Grain::Day, format)
        })
    });
    let mut rows = Rows::new(plan, table, header.names.len(), calendar);
    let mut is_swallowing_told = false;
    loop {
        match records.advance() {
            Next::Record => {
                let record = records.record();
                if record.len() == 1 && header.names.len() > 1 && record.as_slice().trim_ascii().is_empty() {
                    continue;
                }
                if !is_swallowing_told && records.has_swallowed(header.names.len()) {
                    is_swallowing_told = true;
                    counts.findings.push(swallowing(&header, &records));
                }
                rows.take(record, || records.line());
            }
            Next::End => break,
            Next::UnclosedQuote(line) => {
                rows.leave_out(Reason::UnclosedQuote, line);
                counts.findings.push(unclosed(source, line));
                break;
            }
            Next::Stopped(Stopped::Cancelled, _) => {
                counts.is_cancelled = true;
                break;
            }
            Next::Stopped(Stopped::TooLong, line) => {
                rows.leave_out(Reason::TooLong, line);
                counts.findings.push(Failure::of(&Stopped::TooLong, line).finding(source));
                break;
            }
            Next::Stopped(stopped, line) => return Failure::of(&stopped, line).counts(source),
        }
    }
    finish(rows, &header, source, counts)
}

/// Recognizes the file and reads its header.
fn start<'a, R: Read>(
    map: &Map,
    source: &Source,
    mut intake: Intake<'a, R>,
) -> Result<(Records<'a, R>, u8, Header), Failure> {
    if let Some(stopped) = intake.stopped() {
        return Err(Failure::of(&stopped, 1));
    }
    if let Some((why, help)) = dialect::foreign(intake.prefix()) {
        return Err(Failure::new(1, why, help));
    }
    let delimiter = match source.delimiter.map(u8::try_from) {
        None => dialect::delimiter(intake.prefix(), &plan::columns(map, source)),
        Some(Ok(delimiter @ (b'\t' | b' '..=b'~'))) if delimiter != b'"' => delimiter,
        Some(_) => {
            let help = "write the sign between two fields: delimiter = \";\"";
            return Err(Failure::new(0, "the delimiter is no single ASCII character", help));
        }
    };
    let mut records = Records::new(intake, delimiter);
    match records.advance() {
        Next::Record if records.record().len() > MOST_COLUMNS => {
            let why = format!("the header has {} columns, at most {MOST_COLUMNS} are read", records.record().len());
            Err(Failure::new(records.line(), why, "check the delimiter, or split the file"))
        }
        Next::Record => {
            let header = Header::new(records.record(), records.line(), &source.file);
            Ok((records, delimiter, header))
        }
        Next::End => Err(Failure::new(1, "the file is empty, expected a header", "name the columns in the first line")),
        Next::UnclosedQuote(line) => {
            Err(Failure::new(line, "a quote in the header is never closed", "close it, or take it out"))
        }
        Next::Stopped(stopped, line) => Err(Failure::of(&stopped, line)),
    }
}

fn finish(mut rows: Rows, header: &Header, source: &Source, mut counts: SourceCounts) -> SourceCounts {
    let days = match rows.calendar {
        Some(calendar) => calendar.finish(),
        None => Days { finest: Grain::All, dates: vec![jiff::civil::Date::MIN], is_ambiguous: false },
    };
    if days.is_ambiguous {
        counts.findings.push(ambiguous(header, source));
    }
    let table = &mut rows.table;
    counts.series = rows.bindings.iter().map(|(idx, place)| (*idx, table.series(*place, &days))).collect();
    counts.report = SourceReport {
        id: source.id.clone(),
        rows: rows.n_read,
        used: rows.n_used,
        left_out: rows.ledger.left_out(&header.names),
        failed: None,
    };
    if counts.findings.is_empty() && !counts.is_cancelled && !rows.bindings.is_empty() {
        counts.findings.extend(no_answers(header, &counts.report));
    }
    counts
}

/// Why a source could not be read.
#[derive(Debug)]
struct Failure {
    line: u64,
    message: String,
    help: Option<&'static str>,
    is_cancelled: bool,
}

impl Failure {
    fn new(line: u64, message: impl Into<String>, help: &'static str) -> Self {
        Self { line, message: message.into(), help: Some(help), is_cancelled: false }
    }

    fn of(stopped: &Stopped, line: u64) -> Self {
        match stopped {
            Stopped::Cancelled => Self { line, message: String::new(), help: None, is_cancelled: true },
            Stopped::TooLong => {
                let most = LONGEST_RECORD / 1024 / 1024;
                let message = format!("the row that begins on line {line} is longer than {most} MiB");
                Self::new(line, message, "look for a quote that is not closed")
            }
            Stopped::Failed(error) => {
                let message = format!("reading stopped after line {line}: {}", error.kind());
                Self { line, message, help: None, is_cancelled: false }
            }
        }
    }

    fn finding(&self, source: &Source) -> Finding {
        Finding {
            rule: &rules::UNREADABLE_SOURCE,
            message: self.message.clone(),
            help: self.help.map(str::to_owned),
            file: source.file.clone(),
            line: usize::try_from(self.line).unwrap_or_default(),
            column: usize::from(self.line > 0),
            excerpt: None,
            address: None,
        }
    }

    fn counts(&self, source: &Source) -> SourceCounts {
        let id = source.id.clone();
        if self.is_cancelled {
            let report = SourceReport { id, ..Default::default() };
            return SourceCounts { report, is_cancelled: true, ..Default::default() };
        }
        let report = SourceReport { id, failed: Some(self.message.clone()), ..Default::default() };
        SourceCounts { report, findings: vec![self.finding(source)], ..Default::default() }
    }
}

fn unclosed(source: &Source, line: u64) -> Finding {
    let message = format!("the quote opened on line {line} is never closed, all after it is left out");
    let help = "close the quote, or double it where it belongs to the text";
    Finding { rule: &rules::UNCLOSED_QUOTE, ..Failure::new(line, message, help).finding(source) }
}

fn swallowing<R: Read>(header: &Header, records: &Records<'_, R>) -> Finding {
    let line = records.line();
    let last = line + records.n_feeds();
    let message = format!("the row on lines {line} to {last} seems to hold others: a quote may have swallowed them");
    let help = "look for a quote that is not closed on its line".to_owned();
    let line = usize::try_from(line).unwrap_or_default();
    Finding { line, ..header.finding(&rules::STRAY_QUOTE, message, Some(help)) }
}

/// Says why all rows were left out, where they were.
fn no_answers(header: &Header, report: &SourceReport) -> Option<Finding> {
    let rows = report.left_out.iter().filter(|left| left.column.is_none());
    let most = rows.max_by_key(|left| left.count).filter(|_| report.used == 0)?;
    let line = most.lines.first()?;
    let message = format!("none of {} rows gave an answer, most of them for this: {}", report.rows, most.reason);
    let help = format!("compare line {line} with the header, and with what the map asks for");
    Some(header.finding(&rules::NO_ANSWERS, message, Some(help)))
}

fn no_dates(header: &Header, column: usize, cells: &[Vec<u8>], format: Option<&str>) -> Finding {
    let name = header.names.get(column).map_or("", String::as_str);
    let cell = cells.iter().map(|cell| dialect::name(cell)).find(|cell| !cell.is_empty()).unwrap_or_default();
    let (name, shown) = (shorten(name), shorten(&cell));
    let (message, help) = match format {
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

fn ambiguous(header: &Header, source: &Source) -> Finding {
    let name = shorten(source.time.as_deref().unwrap_or_default());
    let message = format!("nothing in column `{name}` tells day from month, only the year is used");
    let help = "say which comes first: format = \"%d/%m/%Y\" or format = \"%m/%d/%Y\"".to_owned();
    header.finding(&rules::AMBIGUOUS_DATES, message, Some(help))
}
