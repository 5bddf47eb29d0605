//! One pass over a source: rows are folded while the file streams by, and none is kept.
//! Invariant: rows read = rows used + the counts of all left-out entries without a column.

use std::num::NonZeroUsize;

use super::blocks::BLOCK;
use super::case::CaseColumns;
use super::counts::{Progress, SourceCounts};
use super::crew::{self, MOST_WORKERS, Sharing, Terms};
use super::dialect::Layout;
use super::failure::Failure;
use super::header::Header;
use super::index::MARK;
use super::intake::Stopped;
use super::losses::{self, Counting};
use super::mark::{self, Mark};
use super::opened::{Job, Opened, SAMPLE, open, scout};
use super::plan::{Plan, WeightColumn};
use super::prints::{Print, Prints};
use super::question::Dialect;
use super::row::Rows;
use super::tallied::{End, Tallied};
use super::understood::{Opening, Telling, Writing};
use super::{misfits, sizes, straight, warnings};
use crate::journey::{Address, Finding, Noun, Question, SourceReport};
use crate::metric::Grain;
use crate::source::bytes::Bytes;
use crate::source::charset::{Faults, Packing};
use crate::source::dates::{self, Calendar, Days};

/// Answers a question from the bytes of its source.
///
/// Where it is read for what is counted fast, there are no series of how comments feel by their words, and the report
/// knows nothing of those answers.
///
/// * `n_workers`: how many threads share the work; the counts are the same for any number.
/// * `progress` hears how many bytes of the file are read, every 256 KiB, and may cancel.
pub fn count(question: &Question, bytes: &dyn Bytes, n_workers: NonZeroUsize, progress: Progress<'_>) -> SourceCounts {
    let sharing = Sharing { size: BLOCK, n_workers: n_workers.get() };
    count_shared(Job { question, bytes, sharing }, None, progress)
}

/// As [`count`], but goes on from where it ended the last time, if the file still begins with what was read then.
///
/// The question has to be that of the last time. `mark` is where counting ended; a new one
/// takes its place, or none where nobody could go on.
pub fn resume(
    question: &Question,
    bytes: &dyn Bytes,
    n_workers: NonZeroUsize,
    mark: &mut Option<Mark>,
    progress: Progress<'_>,
) -> SourceCounts {
    let sharing = Sharing { size: BLOCK, n_workers: n_workers.get() };
    count_shared(Job { question, bytes, sharing }, Some(mark), progress)
}

pub(super) fn count_shared(job: Job<'_>, mark: Option<&mut Option<Mark>>, progress: Progress<'_>) -> SourceCounts {
    count_source(job, mark, progress).unwrap_or_else(|failure| failure.counts(&job.question.source))
}

fn count_source(
    job: Job<'_>,
    mut mark: Option<&mut Option<Mark>>,
    progress: Progress<'_>,
) -> Result<SourceCounts, Failure> {
    let before = mark.as_mut().and_then(|mark| mark.take());
    let Job { question, bytes, sharing } = job;
    let source = &question.source;
    let Opened { mut sheet, layout, header, width, script, mut faults } = open(job, &mut *progress)?;
    let writing = Writing { script: script.clone(), layout, line_ends: sheet.line_ends() };
    let opening = Opening::of(sheet.opening(), layout.delimiter, u64::try_from(header.line).unwrap_or(1));
    let telling = Telling { question, header: &header, width, writing: &writing, opening: &opening };
    let dialect = Dialect { takes_comma: layout.takes_comma };
    let (mut plan, table) = Plan::new(question, &header, dialect);
    let mut counts = SourceCounts { lacking: plan.lacking.clone(), ..Default::default() };
    counts.findings.extend(misfits::encoding(source, &header, &script));
    counts.findings.extend(misfits::quote(&header, &layout));
    counts.findings.extend(misfits::names(&header));
    match misfits::delimiter(source, &header, &layout) {
        // With the wrong delimiter no column is found, and nothing more is worth saying.
        Some(finding) => counts.findings.push(finding),
        None => counts.findings.extend(plan.findings.iter().cloned()),
    }
    let mut calendar = plan.time.map(|column| {
        let cells = sheet.sample(column, width, SAMPLE);
        let format = source.time_format.as_deref();
        let terms = dates::Terms::new(format, source.zone.as_deref());
        let calendar = Calendar::learn(cells.iter().map(Vec::as_slice), &terms).unwrap_or_else(|| {
            let at = |key| Address::journey().then(Noun::Source, &source.id).field(key);
            let address = format.map(|_| at("format"));
            counts.findings.push(Finding { address, ..warnings::no_dates(&header, column, &cells, format) });
            Calendar::new(Grain::Day, &terms)
        });
        calendar.by(question.grain)
    });
    if let Some(cases) = &mut plan.cases {
        let unread = cases.learn(source, |column| sheet.sample(column, width, SAMPLE));
        // The author has already been told of the column that says when.
        let unread = unread.iter().filter(|unread| plan.time != Some(unread.column));
        counts.findings.extend(unread.map(|unread| warnings::no_dates(&header, unread.column, &unread.cells, None)));
    }
    // A later pass would not know who was already met or which cases still wait for their end, and in a text that was
    // made from other bytes an offset leads nowhere.
    let is_alone = plan.respondent.is_some() || plan.events.is_some() || plan.cases.is_some();
    let is_markable = !is_alone && script.packing == Packing::Plain && script.encoding == "UTF-8";
    let mut mark = mark.filter(|_| is_markable);
    let workers = Sharing { n_workers: plan.respondent.map_or(sharing.n_workers, |_| 1), ..sharing };
    if let Some(before) = before.filter(|before| mark.is_some() && before.is_of(&layout, &header)) {
        drop(sheet);
        let seed = Some(before.prints().seed());
        let terms = Terms { delimiter: layout.delimiter, line: before.line(), stray: None, sharing: workers, seed };
        let is_same = before.prints().are_still_in(bytes, sharing.n_workers.min(MOST_WORKERS), &mut *progress);
        let rest = is_same.then(|| mark::rest(&before, bytes, &mut *progress).ok()).flatten();
        let rows = Rows::new(&plan, table.clone(), width, before.calendar().cloned());
        let after = rest.and_then(|rest| crew::count(rest, rows, terms));
        if let Some((prints, tallied)) = after.and_then(|after| before.before(after)) {
            leave(&mut mark, prints, layout, &header, &tallied);
            return Ok(finish(tallied, &plan, &telling, &faults, counts));
        }
        (sheet, faults) = open(job, &mut *progress)?.again();
    }
    if calendar.as_ref().is_some_and(Calendar::is_undecided)
        || plan.cases.as_ref().is_some_and(CaseColumns::is_undecided)
    {
        let scouted = scout(sheet, width, |record| {
            let cells = |column| record.get(column).unwrap_or_default();
            let when = plan.time.zip(calendar.as_mut()).filter(|(_, calendar)| calendar.is_undecided());
            let is_dated = when.is_none_or(|(column, calendar)| calendar.scout(cells(column)));
            plan.cases.as_mut().is_none_or(|cases| cases.scout(cells)) && is_dated
        });
        (sheet, faults) = scouted.and_then(|()| open(job, &mut *progress))?.again();
    }
    let rows = Rows::new(&plan, table, width, calendar);
    if sharing.n_workers > 0 && sheet.is_shareable() {
        let stray = sheet.refuted();
        let own_mark = if script.has_mark { MARK } else { b"" };
        let mut prints = Prints::new();
        let seed = mark.is_some().then(|| prints.seed());
        prints.extend(seed.map(|seed| Print::of(&[own_mark, sheet.passed()].concat(), seed)));
        let (rest, line) = sheet.into_rest();
        let terms = Terms { delimiter: layout.delimiter, line, stray, sharing: workers, seed };
        if let Some(tallied) = crew::count(rest, rows.clone(), terms) {
            leave(&mut mark, prints, layout, &header, &tallied);
            return Ok(finish(tallied, &plan, &telling, &faults, counts));
        }
        (sheet, faults) = open(job, progress)?.again();
    }
    let counted = straight::count(sheet, rows, layout.delimiter);
    let tallied = counted.map_err(|(stopped, line)| Failure::of(&stopped, line))?;
    Ok(finish(tallied, &plan, &telling, &faults, counts))
}

fn leave(mark: &mut Option<&mut Option<Mark>>, mut prints: Prints, layout: Layout, header: &Header, tallied: &Tallied) {
    if let Some(mark) = mark {
        prints.extend(tallied.prints.iter().copied());
        **mark = Mark::new(prints, layout, header, tallied);
    }
}

fn finish(
    tallied: Tallied,
    plan: &Plan,
    telling: &Telling<'_>,
    faults: &Faults,
    mut counts: SourceCounts,
) -> SourceCounts {
    let (header, source) = (telling.header, &telling.question.source);
    let Tallied { mut counted, overflow, swallowing, stray, end, .. } = tallied;
    counts.findings.extend(swallowing.map(|found| warnings::swallowed(header, found)));
    counts.findings.extend(misfits::letters(source, header, &telling.writing.script, faults));
    match end {
        End::Whole => {}
        End::Cancelled => counts.is_cancelled = true,
        End::UnclosedQuote(line) => counts.findings.push(warnings::unclosed(source, line)),
        End::TooLong(line) => counts.findings.push(Failure::of(&Stopped::TooLong, line).finding(source)),
    }
    let first_dates = telling.dates(plan, counted.calendar.as_mut());
    let days = match counted.calendar.take() {
        Some(calendar) => calendar.finish(),
        None => {
            Days { finest: Grain::All, written: Grain::All, dates: vec![jiff::civil::Date::MIN], is_ambiguous: false }
        }
    };
    let time = plan.time.filter(|_| days.is_ambiguous);
    let of_cases = plan.cases.iter().flat_map(CaseColumns::ambiguous).filter(|column| time != Some(*column));
    counts.findings.extend(time.into_iter().chain(of_cases).map(|column| warnings::ambiguous(header, column)));
    if let (Some(plan), Some(joint)) = (&plan.joint, counted.joint.take()) {
        counts.joint = joint.finish(plan, &days);
    }
    if let (Some(plan), Some(panels)) = (&plan.panels, counted.panels.take()) {
        counts.panels = panels.finish(plan, &days);
    }
    let table = &mut counted.table;
    let mut series = plan.bindings.iter().map(|(_, place)| (*place, table.series(*place, &days))).collect();
    counts.findings.extend(counted.end((plan, header), &days, &mut series));
    let series = plan.bindings.iter().filter_map(|(idx, place)| Some((*idx, series.remove(place)?)));
    counts.series = series.collect();
    let sizes = sizes::findings(header, &counted.ledger);
    let understood = telling.tell(plan, first_dates, &days, &counted, &counts);
    let question = telling.question;
    let (losses, lost) = Counting { question, header, plan, counted: &counted, series: &counts.series }.losses();
    counts.report = SourceReport {
        id: source.id.clone(),
        rows: counted.n_read,
        used: counted.n_used,
        left_out: counted.ledger.left_out(&header.names),
        losses,
        failed: None,
        understood: Some(understood),
        ..SourceReport::default()
    };
    let is_asked = !plan.bindings.is_empty() || question.asked.is_empty();
    if counts.findings.is_empty() && !counts.is_cancelled && is_asked {
        counts.findings.extend(warnings::no_answers(header, &counts.report, question));
    }
    counts.findings.extend(sizes);
    let weight = plan.weight.as_ref().filter(|_| !counts.is_cancelled).map(WeightColumn::column);
    counts.findings.extend(weight.and_then(|column| warnings::no_weights(header, &counts.report, column)));
    if !counts.is_cancelled {
        let lost = losses::undoubled(lost, &counts.findings);
        counts.findings.extend(lost);
    }
    counts.findings.extend(stray.map(|line| warnings::not_utf8(header, line)));
    counts.findings.extend(overflow.map(|most| warnings::forgotten(header, most)));
    counts
}
