//! CSV to counts: one pass over a source, folded while it streams by, rows never kept.
//! Responsible for the order of things and for what is said about the file as a whole. Must not know files.
//! Invariant: rows read = rows used + the counts of all left-out entries without a column.
//!
//! How dates are written is learned from the first 1,000 rows of the first block; the order of
//! day and month from the first date that shows it, wherever it is.

mod answer;
mod blocks;
mod counted;
mod crew;
mod dialect;
mod header;
mod intake;
mod ledger;
mod manner;
mod mark;
mod plan;
mod records;
mod respondents;
mod row;
mod sheet;
mod straight;
mod table;
mod tallied;
#[cfg(test)]
mod tests;
mod utf8;

use std::io::Read;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use self::blocks::BLOCK;
use self::crew::{Sharing, Terms};
use self::dialect::MOST_COLUMNS;
use self::header::Header;
use self::intake::{Intake, LONGEST_RECORD, Stopped};
pub use self::mark::Mark;
use self::plan::{Dialect, Plan};
use self::row::Rows;
use self::sheet::{Next, Sheet};
use self::tallied::{End, Swallowing, Tallied};
use crate::journey::book::Cohort;
use crate::journey::{Address, Finding, Map, Noun, Source, SourceReport, rule as rules};
use crate::metric::{Grain, Series};
use crate::source::bytes::Bytes;
use crate::source::charset::{self, Foreign, Packing, Script};
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
    let sharing = Sharing { size: BLOCK, n_workers: n_workers.get() };
    count_shared(Job { map, source_idx, bytes, cohorts, sharing }, None, progress)
}

/// As [`count`], but goes on from where it ended the last time, if the file still begins with what was read then.
///
/// The map, its source and the cohorts have to be those of the last time. `mark` is where counting ended; a new one
/// takes its place, or none where nobody could go on.
pub fn resume(
    map: &Map,
    source_idx: usize,
    bytes: &dyn Bytes,
    cohorts: &[Cohort],
    n_workers: NonZeroUsize,
    mark: &mut Option<Mark>,
    progress: Progress<'_>,
) -> SourceCounts {
    let sharing = Sharing { size: BLOCK, n_workers: n_workers.get() };
    count_shared(Job { map, source_idx, bytes, cohorts, sharing }, Some(mark), progress)
}

/// What is to be counted.
#[derive(Clone, Copy)]
struct Job<'a> {
    map: &'a Map,
    source_idx: usize,
    bytes: &'a dyn Bytes,
    cohorts: &'a [Cohort],
    sharing: Sharing,
}

fn count_shared(job: Job<'_>, mut mark: Option<&mut Option<Mark>>, progress: Progress<'_>) -> SourceCounts {
    let before = mark.as_mut().and_then(|mark| mark.take());
    let Job { map, bytes, sharing, .. } = job;
    let Some(source) = map.sources.get(job.source_idx) else { return SourceCounts::default() };
    let Opened { mut sheet, delimiter, header, script } = match open(job, source, &mut *progress) {
        Ok(opened) => opened,
        Err(failure) => return failure.counts(source),
    };
    let dialect = Dialect { takes_comma: delimiter != b',' };
    let (plan, table) = Plan::new(map, source, &header, job.cohorts, dialect);
    let mut counts =
        SourceCounts { findings: plan.findings.clone(), lacking: plan.lacking.clone(), ..Default::default() };
    let mut calendar = plan.time.map(|column| {
        let cells = sheet.sample(column, header.names.len(), SAMPLE);
        let format = source.time_format.as_deref();
        Calendar::learn(cells.iter().map(Vec::as_slice), format).unwrap_or_else(|| {
            let at = |key| Address::journey().then(Noun::Source, &source.id).field(key);
            let address = format.map(|_| at("format"));
            counts.findings.push(Finding { address, ..no_dates(&header, column, &cells, format) });
            Calendar::new(Grain::Day, format)
        })
    });
    // Whoever was met is not known to those who come later, nor are bytes places of a text that was made of others.
    let is_markable = plan.respondent.is_none() && script.packing == Packing::Plain && script.encoding == "UTF-8";
    let mut mark = mark.filter(|_| is_markable);
    let workers = Sharing { n_workers: plan.respondent.map_or(sharing.n_workers, |_| 1), ..sharing };
    if let Some(before) = before.filter(|before| mark.is_some() && before.fits(bytes, delimiter, &header)) {
        let rows = Rows::new(&plan, table.clone(), header.names.len(), before.calendar().cloned());
        let terms = Terms { delimiter, line: before.line(), stray: None, sharing: workers };
        drop(sheet);
        let after = mark::rest(&before, bytes, &mut *progress).ok().and_then(|rest| crew::count(rest, rows, terms));
        if let Some(tallied) = after.and_then(|after| before.before(after)) {
            leave(&mut mark, bytes, delimiter, &header, &tallied);
            return finish(tallied, &plan, &header, source, counts);
        }
        sheet = match open(job, source, &mut *progress) {
            Ok(opened) => opened.sheet,
            Err(failure) => return failure.counts(source),
        };
    }
    if let Some((calendar, column)) = calendar.as_mut().zip(plan.time).filter(|(calendar, _)| calendar.is_undecided()) {
        let scouted = scout(sheet, calendar, column, header.names.len());
        sheet = match scouted.and_then(|()| open(job, source, &mut *progress)) {
            Ok(opened) => opened.sheet,
            Err(failure) => return failure.counts(source),
        };
    }
    let rows = Rows::new(&plan, table, header.names.len(), calendar);
    if sharing.n_workers > 0 && sheet.is_shareable() {
        let stray = sheet.refuted();
        let (rest, line) = sheet.into_rest();
        if let Some(tallied) = crew::count(rest, rows.clone(), Terms { delimiter, line, stray, sharing: workers }) {
            leave(&mut mark, bytes, delimiter, &header, &tallied);
            return finish(tallied, &plan, &header, source, counts);
        }
        sheet = match open(job, source, progress) {
            Ok(opened) => opened.sheet,
            Err(failure) => return failure.counts(source),
        };
    }
    match straight::count(sheet, rows, delimiter) {
        Ok(tallied) => finish(tallied, &plan, &header, source, counts),
        Err((stopped, line)) => Failure::of(&stopped, line).counts(source),
    }
}

/// Leaves a mark where one is wanted.
fn leave(mark: &mut Option<&mut Option<Mark>>, bytes: &dyn Bytes, delimiter: u8, header: &Header, tallied: &Tallied) {
    if let Some(mark) = mark {
        **mark = Mark::new(bytes, delimiter, header, tallied);
    }
}

/// A file whose header is read.
struct Opened<'a> {
    sheet: Sheet<'a, Box<dyn Read + Send + 'a>>,
    delimiter: u8,
    header: Header,
    script: Script,
}

/// Opens a file and reads its header.
fn open<'a>(job: Job<'a>, source: &Source, progress: Progress<'a>) -> Result<Opened<'a>, Failure> {
    let text = charset::open(job.bytes, source.encoding.as_deref()).map_err(|foreign| match foreign {
        Foreign::Unreadable(why, help) => Failure::new(1, why, help),
        Foreign::Failed(error) => Failure::of(&Stopped::Failed(error), 1),
    })?;
    let intake = Intake::new(text.reader, job.sharing.size, text.taken, progress);
    let (sheet, delimiter, header) = start(job.map, source, intake)?;
    Ok(Opened { sheet, delimiter, header, script: text.script })
}

/// Reads on until a date tells day from month, where one does.
fn scout<R: Read>(
    mut sheet: Sheet<'_, R>,
    calendar: &mut Calendar,
    column: usize,
    n_columns: usize,
) -> Result<(), Failure> {
    let read = sheet.each(|record, _| {
        let is_decided = record.fits(n_columns) && record.get(column).is_some_and(|cell| calendar.scout(cell));
        if is_decided { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match read {
        Err((Stopped::Cancelled, line)) => Err(Failure::of(&Stopped::Cancelled, line)),
        // Whoever counts will tell.
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Recognizes the file and reads its header.
fn start<'a, R: Read>(
    map: &Map,
    source: &Source,
    mut intake: Intake<'a, R>,
) -> Result<(Sheet<'a, R>, u8, Header), Failure> {
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
    let mut records = Sheet::new(intake, delimiter);
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

fn finish(tallied: Tallied, plan: &Plan, header: &Header, source: &Source, mut counts: SourceCounts) -> SourceCounts {
    let Tallied { mut counted, overflow, swallowing, stray, end, .. } = tallied;
    counts.findings.extend(swallowing.map(|found| swallowed(header, found)));
    match end {
        End::Whole => {}
        End::Cancelled => counts.is_cancelled = true,
        End::UnclosedQuote(line) => counts.findings.push(unclosed(source, line)),
        End::TooLong(line) => counts.findings.push(Failure::of(&Stopped::TooLong, line).finding(source)),
    }
    let days = match counted.calendar {
        Some(calendar) => calendar.finish(),
        None => Days { finest: Grain::All, dates: vec![jiff::civil::Date::MIN], is_ambiguous: false },
    };
    if days.is_ambiguous {
        counts.findings.push(ambiguous(header, source));
    }
    let table = &mut counted.table;
    counts.series = plan.bindings.iter().map(|(idx, place)| (*idx, table.series(*place, &days))).collect();
    counts.report = SourceReport {
        id: source.id.clone(),
        rows: counted.n_read,
        used: counted.n_used,
        left_out: counted.ledger.left_out(&header.names),
        failed: None,
    };
    if counts.findings.is_empty() && !counts.is_cancelled && !plan.bindings.is_empty() {
        counts.findings.extend(no_answers(header, &counts.report));
    }
    counts.findings.extend(stray.map(|line| not_utf8(header, line)));
    counts.findings.extend(overflow.map(|most| forgotten(header, most)));
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

fn swallowed(header: &Header, found: Swallowing<u64>) -> Finding {
    let (line, last) = (found.at, found.at + found.n_feeds);
    let message = format!("the row on lines {line} to {last} seems to hold others: a quote may have swallowed them");
    let help = "look for a quote that is not closed on its line".to_owned();
    let line = usize::try_from(line).unwrap_or_default();
    Finding { line, ..header.finding(&rules::STRAY_QUOTE, message, Some(help)) }
}

fn not_utf8(header: &Header, line: u64) -> Finding {
    let message = format!("line {line} is not UTF-8, which the lines before it are");
    let help = "say how the file is written: encoding = \"windows-1252\"".to_owned();
    let line = usize::try_from(line).unwrap_or_default();
    Finding { line, ..header.finding(&rules::STRAY_BYTES, message, Some(help)) }
}

fn forgotten(header: &Header, most: usize) -> Finding {
    let message = format!("there are more than {most} respondents: who comes back after them is counted again");
    let help = "count this file without `respondent`, or split it".to_owned();
    header.finding(&rules::MANY_RESPONDENTS, message, Some(help))
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
