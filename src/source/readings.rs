//! CSV to counts: one pass over a source, folded while it streams by, rows never kept.
//! Responsible for the order of things and for what is said about the file as a whole. Must not know files.
//! Invariant: rows read = rows used + the counts of all left-out entries without a column.
//!
//! How dates are written is learned from the first 1,000 rows of the first block; the order of
//! day and month from the first date that shows it, wherever it is.

mod answer;
pub(in crate::source) mod beside;
mod blocks;
mod case;
mod clocks;
mod counted;
mod crew;
mod crowds;
mod desk;
pub(crate) mod dialect;
mod failure;
mod header;
mod intake;
mod later;
mod ledger;
mod log;
mod manner;
mod mark;
mod misfits;
mod plan;
mod records;
pub(in crate::source) mod remarks;
mod respondents;
mod row;
mod sheet;
mod skim;
mod straight;
mod table;
mod tallied;
#[cfg(test)]
mod tests;
mod understood;
mod utf8;

use std::io::Read;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

pub(crate) use self::answer::number;
use self::blocks::BLOCK;
use self::case::CaseColumns;
use self::crew::{Sharing, Terms};
use self::dialect::{LONGEST_HEADER, Layout, MOST_COLUMNS};
use self::failure::Failure;
use self::header::Header;
use self::intake::{Intake, Stopped};
pub use self::mark::Mark;
use self::plan::{Dialect, Plan};
use self::records::Record;
use self::row::Rows;
use self::sheet::{Next, Sheet};
pub use self::skim::{scores_comments, skim};
use self::tallied::{End, Swallowing, Tallied};
use self::understood::{Opening, Telling, Writing};
use crate::journey::book::{Cohort, Pass};
use crate::journey::{Address, Finding, Map, Noun, Source, SourceReport, rule as rules};
use crate::metric::{Grain, Series};
use crate::source::bytes::Bytes;
use crate::source::charset::{self, Faults, Foreign, Packing, Script};
use crate::source::dates::{self, Calendar, Days, are_serial_days};
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
    count_shared(Job { map, source_idx, bytes, cohorts, sharing, pass: Pass::Scoring }, None, progress)
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
    count_shared(Job { map, source_idx, bytes, cohorts, sharing, pass: Pass::Scoring }, Some(mark), progress)
}

/// What is to be counted.
#[derive(Clone, Copy)]
struct Job<'a> {
    map: &'a Map,
    source_idx: usize,
    bytes: &'a dyn Bytes,
    cohorts: &'a [Cohort],
    sharing: Sharing,
    pass: Pass,
}

fn count_shared(job: Job<'_>, mark: Option<&mut Option<Mark>>, progress: Progress<'_>) -> SourceCounts {
    let Some(source) = job.map.sources.get(job.source_idx) else { return SourceCounts::default() };
    count_source(job, source, mark, progress).unwrap_or_else(|failure| failure.counts(source))
}

fn count_source(
    job: Job<'_>,
    source: &Source,
    mut mark: Option<&mut Option<Mark>>,
    progress: Progress<'_>,
) -> Result<SourceCounts, Failure> {
    let before = mark.as_mut().and_then(|mark| mark.take());
    let Job { map, bytes, sharing, .. } = job;
    let Opened { mut sheet, layout, header, script, mut faults } = open(job, source, &mut *progress)?;
    let writing = Writing { script: script.clone(), layout, line_ends: sheet.line_ends() };
    let opening = Opening::of(sheet.opening(), layout.delimiter, u64::try_from(header.line).unwrap_or(1));
    let telling = Telling { map, source, header: &header, writing: &writing, opening: &opening };
    let dialect = Dialect { takes_comma: layout.takes_comma };
    let (mut plan, table) = Plan::new((map, source), &header, job.cohorts, dialect, job.pass);
    let mut counts = SourceCounts { lacking: plan.lacking.clone(), ..Default::default() };
    counts.findings.extend(misfits::encoding(source, &header, &script));
    counts.findings.extend(misfits::quote(&header, &layout));
    match misfits::delimiter(source, &header, &layout) {
        // No column is found then.
        Some(finding) => counts.findings.push(finding),
        None => counts.findings.extend(plan.findings.iter().cloned()),
    }
    let mut calendar = plan.time.map(|column| {
        let cells = sheet.sample(column, header.names.len(), SAMPLE);
        let format = source.time_format.as_deref();
        let terms = dates::Terms::new(format, source.zone.as_deref());
        Calendar::learn(cells.iter().map(Vec::as_slice), &terms).unwrap_or_else(|| {
            let at = |key| Address::journey().then(Noun::Source, &source.id).field(key);
            let address = format.map(|_| at("format"));
            counts.findings.push(Finding { address, ..no_dates(&header, column, &cells, format) });
            Calendar::new(Grain::Day, &terms)
        })
    });
    if let Some(cases) = &mut plan.cases {
        let unread = cases.learn(source, |column| sheet.sample(column, header.names.len(), SAMPLE));
        // The column that says when has been told of.
        let unread = unread.iter().filter(|unread| plan.time != Some(unread.column));
        counts.findings.extend(unread.map(|unread| no_dates(&header, unread.column, &unread.cells, None)));
    }
    // Whoever was met, and what waits for the end, is not known to those who come later, nor are bytes places of a text
    // that was made of others.
    let is_alone = plan.respondent.is_some() || plan.events.is_some() || plan.cases.is_some();
    let is_markable = !is_alone && script.packing == Packing::Plain && script.encoding == "UTF-8";
    let mut mark = mark.filter(|_| is_markable);
    let workers = Sharing { n_workers: plan.respondent.map_or(sharing.n_workers, |_| 1), ..sharing };
    if let Some(before) = before.filter(|before| mark.is_some() && before.fits(bytes, &layout, &header)) {
        let rows = Rows::new(&plan, table.clone(), header.names.len(), before.calendar().cloned());
        let terms = Terms { delimiter: layout.delimiter, line: before.line(), stray: None, sharing: workers };
        drop(sheet);
        let after = mark::rest(&before, bytes, &mut *progress).ok().and_then(|rest| crew::count(rest, rows, terms));
        if let Some(tallied) = after.and_then(|after| before.before(after)) {
            leave(&mut mark, bytes, layout, &header, &tallied);
            return Ok(finish(tallied, &plan, &telling, &faults, counts));
        }
        (sheet, faults) = open(job, source, &mut *progress)?.again();
    }
    if calendar.as_ref().is_some_and(Calendar::is_undecided)
        || plan.cases.as_ref().is_some_and(CaseColumns::is_undecided)
    {
        let scouted = scout(sheet, header.names.len(), |record| {
            let cells = |column| record.get(column).unwrap_or_default();
            let when = plan.time.zip(calendar.as_mut()).filter(|(_, calendar)| calendar.is_undecided());
            let is_dated = when.is_none_or(|(column, calendar)| calendar.scout(cells(column)));
            plan.cases.as_mut().is_none_or(|cases| cases.scout(cells)) && is_dated
        });
        (sheet, faults) = scouted.and_then(|()| open(job, source, &mut *progress))?.again();
    }
    let rows = Rows::new(&plan, table, header.names.len(), calendar);
    if sharing.n_workers > 0 && sheet.is_shareable() {
        let stray = sheet.refuted();
        let (rest, line) = sheet.into_rest();
        if let Some(tallied) =
            crew::count(rest, rows.clone(), Terms { delimiter: layout.delimiter, line, stray, sharing: workers })
        {
            leave(&mut mark, bytes, layout, &header, &tallied);
            return Ok(finish(tallied, &plan, &telling, &faults, counts));
        }
        (sheet, faults) = open(job, source, progress)?.again();
    }
    let counted = straight::count(sheet, rows, layout.delimiter);
    let tallied = counted.map_err(|(stopped, line)| Failure::of(&stopped, line))?;
    Ok(finish(tallied, &plan, &telling, &faults, counts))
}

/// Leaves a mark where one is wanted.
fn leave(mark: &mut Option<&mut Option<Mark>>, bytes: &dyn Bytes, layout: Layout, header: &Header, tallied: &Tallied) {
    if let Some(mark) = mark {
        **mark = Mark::new(bytes, layout, header, tallied);
    }
}

/// A file whose header is read.
struct Opened<'a> {
    sheet: Sheet<'a, Box<dyn Read + Send + 'a>>,
    layout: Layout,
    header: Header,
    script: Script,
    /// Bytes that mean nothing in its encoding, as far as it was read.
    faults: Arc<Faults>,
}

impl<'a> Opened<'a> {
    /// The same file from its header on, once what else is known of it was learned before.
    fn again(self) -> (Sheet<'a, Box<dyn Read + Send + 'a>>, Arc<Faults>) {
        (self.sheet, self.faults)
    }
}

/// Opens a file and reads its header.
fn open<'a>(job: Job<'a>, source: &Source, progress: Progress<'a>) -> Result<Opened<'a>, Failure> {
    let text = charset::open(job.bytes, source.encoding.as_deref()).map_err(|foreign| match foreign {
        Foreign::Unreadable(why, help) => Failure::new(1, why, help),
        Foreign::Failed(error) => Failure::of(&Stopped::Failed(error), 1),
    })?;
    let intake = Intake::new(text.reader, job.sharing.size, text.taken, progress);
    let (sheet, layout, header) = start(job.map, source, intake)?;
    Ok(Opened { sheet, layout, header, script: text.script, faults: text.faults })
}

/// Reads on until dates tell day from month, where they do.
///
/// * `is_enough` hears of every whole record, and says whether all is known now.
fn scout<R: Read>(
    mut sheet: Sheet<'_, R>,
    n_columns: usize,
    mut is_enough: impl FnMut(&Record<'_>) -> bool,
) -> Result<(), Failure> {
    let read = sheet.each(|record, _| {
        let is_decided = record.fits(n_columns) && is_enough(&record);
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
) -> Result<(Sheet<'a, R>, Layout, Header), Failure> {
    if let Some(stopped) = intake.stopped() {
        return Err(Failure::of(&stopped, 1));
    }
    let given = match source.delimiter.map(u8::try_from) {
        None => None,
        Some(Ok(delimiter @ (b'\t' | b' '..=b'~'))) if delimiter != b'"' => Some(delimiter),
        Some(_) => {
            let help = "write the sign between two fields: delimiter = \";\"";
            return Err(Failure::new(0, "the delimiter is no single ASCII character", help));
        }
    };
    let layout = Layout::told(intake.prefix(), &plan::columns(map, source), given);
    let mut records = Sheet::new(intake, &layout);
    for _ in 0..layout.n_before {
        records.advance();
    }
    match records.advance() {
        Next::Record if records.record().len() > MOST_COLUMNS => {
            let why = format!("the header has {} columns, at most {MOST_COLUMNS} are read", records.record().len());
            Err(Failure::new(records.line(), why, "check the delimiter, or split the file"))
        }
        Next::Record if records.record().as_slice().len() > LONGEST_HEADER => {
            let why = format!("the header is longer than {} MiB", LONGEST_HEADER / 1024 / 1024);
            Err(Failure::new(records.line(), why, "look for a quote in it that is not closed"))
        }
        Next::Record => {
            let header = Header::new(records.record(), records.line(), &source.file);
            Ok((records, layout, header))
        }
        Next::End => Err(Failure::new(1, "the file is empty, expected a header", "name the columns in the first line")),
        Next::UnclosedQuote(line) => {
            Err(Failure::new(line, "a quote in the header is never closed", "close it, or take it out"))
        }
        Next::Stopped(stopped, line) => Err(Failure::of(&stopped, line)),
    }
}

fn finish(
    tallied: Tallied,
    plan: &Plan,
    telling: &Telling<'_>,
    faults: &Faults,
    mut counts: SourceCounts,
) -> SourceCounts {
    let (header, source) = (telling.header, telling.source);
    let Tallied { mut counted, overflow, swallowing, stray, end, .. } = tallied;
    counts.findings.extend(swallowing.map(|found| swallowed(header, found)));
    counts.findings.extend(misfits::letters(source, header, &telling.writing.script, faults));
    match end {
        End::Whole => {}
        End::Cancelled => counts.is_cancelled = true,
        End::UnclosedQuote(line) => counts.findings.push(unclosed(source, line)),
        End::TooLong(line) => counts.findings.push(Failure::of(&Stopped::TooLong, line).finding(source)),
    }
    let first_dates = telling.dates(plan, counted.calendar.as_mut());
    let days = match counted.calendar.take() {
        Some(calendar) => calendar.finish(),
        None => Days { finest: Grain::All, dates: vec![jiff::civil::Date::MIN], is_ambiguous: false },
    };
    let time = plan.time.filter(|_| days.is_ambiguous);
    let of_cases = plan.cases.iter().flat_map(CaseColumns::ambiguous).filter(|column| time != Some(*column));
    counts.findings.extend(time.into_iter().chain(of_cases).map(|column| ambiguous(header, column)));
    let table = &mut counted.table;
    let mut series = plan.bindings.iter().map(|(_, place)| (*place, table.series(*place, &days))).collect();
    let surplus = counted.tell_cases(plan, days.finest, &mut series);
    counts.findings.extend(surplus.map(|surplus| surplus.finding(header)));
    let series = plan.bindings.iter().filter_map(|(idx, place)| Some((*idx, series.remove(place)?)));
    counts.series = series.collect();
    let understood = telling.tell(plan, first_dates, &days, &counted, &counts);
    counts.report = SourceReport {
        id: source.id.clone(),
        rows: counted.n_read,
        used: counted.n_used,
        left_out: counted.ledger.left_out(&header.names),
        failed: None,
        understood: Some(understood),
        ..SourceReport::default()
    };
    if counts.findings.is_empty() && !counts.is_cancelled && !plan.bindings.is_empty() {
        counts.findings.extend(no_answers(header, &counts.report));
    }
    counts.findings.extend(stray.map(|line| not_utf8(header, line)));
    counts.findings.extend(overflow.map(|most| forgotten(header, most)));
    counts
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
    Finding { line, ..header.finding(&rules::MISREAD_TEXT, message, Some(help)) }
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

fn ambiguous(header: &Header, column: usize) -> Finding {
    let name = shorten(header.names.get(column).map_or("", String::as_str));
    let message = format!("nothing in column `{name}` tells day from month, expected `format`; only the year is used");
    let help = "say which comes first: format = \"%d/%m/%Y\" or format = \"%m/%d/%Y\"".to_owned();
    header.finding(&rules::AMBIGUOUS_DATES, message, Some(help))
}
