//! The first rows of a file as they were understood, cell by cell.
//! Invariant: a row is left out here for the reason it is left out when rows are counted.

use std::collections::BTreeMap;

use super::super::answer::{Answer, Rule};
use super::super::case::{Case, Outcome, Told};
use super::super::header::Header;
use super::super::ledger::{Reason, Refusal};
use super::super::plan::{Asked, Plan};
use super::super::question::RowQuestion;
use super::super::records::Record;
use super::super::repeat::AskedRow;
use super::super::respondents::{Given, Respondents};
use super::super::width::Width;
use super::opening;
use crate::journey::Question;
use crate::journey::understood::{FirstRow, Taken};
use crate::metric::Period;
use crate::source::dates::{Calendar, Days};
use crate::source::format::shorten;
use crate::source::mask::mask;

/// What a row's time column says.
#[derive(Default)]
pub(super) struct Timed {
    /// The number of its date; `None` where the row does not get as far as that, or has none.
    date: Option<usize>,
    /// Where it is an event that is asked for: could it be kept?
    event: Option<Result<(), Refusal>>,
}

impl Timed {
    pub(super) fn read(record: &Record<'_>, width: Width, plan: &Plan, calendar: &mut Calendar) -> Self {
        let Some(time) = plan.time.filter(|_| group(record, width, plan).is_ok()) else { return Self::default() };
        let date = calendar.place(record.cell(time));
        let event = plan.events.as_ref().zip(plan.touchpoint).and_then(|(events, activity)| {
            events.read(record.cell(activity), |column| record.cell(column), (time, calendar.clock()))
        });
        Self { date, event: event.map(|read| read.map(|_| ())) }
    }
}

/// What is asked of the row's touchpoint.
fn group<'p>(record: &Record<'_>, width: Width, plan: &'p Plan) -> Result<&'p [Asked], Reason> {
    if record.has_nul() {
        return Err(Reason::Nul);
    }
    if !record.fits(width) {
        return Err(Reason::Ragged);
    }
    match plan.touchpoint.filter(|_| !plan.by_touchpoint.is_empty()) {
        None => Ok(&[]),
        Some(column) => match plan.by_touchpoint.get(record.cell(column)) {
            Some(group) => Ok(group.as_slice()),
            None if plan.always.is_empty() && !plan.is_event(record.cell(column)) => Err(Reason::UnknownTouchpoint),
            None => Ok(&[]),
        },
    }
}

/// What the first rows are looked at with.
pub(super) struct Look<'a> {
    pub(super) question: &'a Question,
    pub(super) header: &'a Header,
    pub(super) width: Width,
    pub(super) plan: &'a Plan,
    pub(super) days: &'a Days,
    /// The latest moment of cases in the file.
    pub(super) latest: Option<i64>,
}

impl Look<'_> {
    /// The rows as they were understood, with what the time column of each says.
    pub(super) fn rows(&self, rows: &[opening::FirstRow], timed: &[Timed]) -> Vec<FirstRow> {
        let metrics = self.metrics();
        let mut respondents = Respondents::default();
        let rows = rows.iter().enumerate().map(|(idx, row)| {
            let mut cells = Vec::new();
            let (record, timed) = (Record::parsed(&row.record), timed.get(idx));
            let left_out = self.row(&record, timed, &metrics, &mut respondents, &mut cells).err();
            cells.sort_by_key(|(column, _)| *column);
            FirstRow { line: row.line, cells, left_out: left_out.map(Reason::words) }
        });
        rows.collect()
    }

    /// The metric of each place that is counted at.
    fn metrics(&self) -> BTreeMap<usize, String> {
        let asked = &self.question.asked;
        let of = |idx: &usize| asked.binary_search_by_key(idx, |asked| asked.idx).ok().and_then(|at| asked.get(at));
        let id = |idx: &usize| of(idx).map(|asked| &asked.binding.metric);
        self.plan.bindings.iter().filter_map(|(idx, place)| Some((*place, id(idx)?.clone()))).collect()
    }

    fn row(
        &self,
        record: &Record<'_>,
        timed: Option<&Timed>,
        metrics: &BTreeMap<usize, String>,
        respondents: &mut Respondents,
        cells: &mut Vec<(usize, Taken)>,
    ) -> Result<(), Reason> {
        let plan = self.plan;
        if record.fits(self.width) {
            let telling = plan.touchpoint.into_iter().chain(plan.segments.iter().copied());
            cells.extend(telling.map(|column| (column, Taken::Text(masked(record, column)))));
        }
        let group = group(record, self.width, plan)?;
        if let Some(column) = plan.time {
            let Some(date) = timed.and_then(|timed| timed.date).and_then(|number| self.days.dates.get(number)) else {
                let reason = Reason::BadDate.words();
                cells.push((column, Taken::LeftOut { metric: None, reason, cell: shown(record, column) }));
                return Err(Reason::BadDate);
            };
            cells.push((column, Taken::Date(Period::of(*date, self.days.finest).label())));
        }
        let case = plan.cases.as_ref().map(|columns| Case::read(|column| record.cell(column), columns));
        let event = timed.and_then(|timed| timed.event);
        let is_event = matches!(event, Some(Ok(())));
        let mut is_counted = false;
        if let Some(respondent) = plan.respondent.map(|column| record.cell(column)).filter(|id| !id.is_empty()) {
            let who = (respondent, plan.touchpoint.map(|column| record.cell(column)));
            let row = AskedRow { plan, record, group, case: case.as_ref(), is_event };
            if row.is_repeat(respondents, who) {
                return Err(Reason::Duplicate);
            }
            is_counted = !respondents.insert(who, Given::Row);
            if row.has_answer() {
                respondents.insert(who, Given::Answer);
            }
        }
        let (mut is_used, mut is_asked) = (is_event, event.is_some());
        if let Some(Err((reason, column))) = event {
            cells.push((column, Taken::LeftOut { metric: None, reason: reason.words(), cell: shown(record, column) }));
        }
        for asked in plan.always.iter().chain(group) {
            let Some(question) = plan.questions.get(asked.question) else { continue };
            let answer = match (question, &case) {
                (RowQuestion::Case(outcome), Some(case)) => case.outcome(*outcome).and_then(|told| match told {
                    Told::Answer(answer) => Ok(Some(answer)),
                    Told::LateAfter(moment) => self.late(moment, *outcome).map(Some),
                }),
                _ => question.answer(record),
            };
            is_used |= matches!(answer, Ok(Some(_))) && !(is_counted && *question == RowQuestion::Row);
            is_asked |= !matches!(answer, Ok(None));
            let mut named: Vec<&String> = asked.places.iter().filter_map(|place| metrics.get(place)).collect();
            named.sort();
            named.dedup();
            for metric in named {
                let taken = match &answer {
                    Ok(Some(answer)) => self.home(question).map(|column| (column, said(metric, *answer, question))),
                    Ok(None) => None,
                    Err((reason, column)) => Some((*column, refused(metric, *reason, masked(record, *column)))),
                };
                cells.extend(taken.filter(|taken| !cells.contains(taken)));
            }
        }
        self.comment(record, cells);
        match (is_used, is_asked) {
            (true, _) => Ok(()),
            (false, false) if !(plan.always.is_empty() && group.is_empty()) => Err(Reason::UnknownMetric),
            (false, _) => Err(Reason::NothingUsable),
        }
    }

    /// The answer of an open case: late where its moment has passed when the file ends.
    fn late(&self, moment: i64, outcome: Outcome) -> Result<Answer, Refusal> {
        let due = self.plan.cases.as_ref().and_then(|cases| cases.due.as_ref()).map_or(0, |due| due.column);
        let is_late = self.latest.is_some_and(|latest| moment <= latest);
        let hits = u64::from(outcome == Outcome::Late);
        if is_late { Ok(Answer::Share { hits, n: 1 }) } else { Err((Reason::NotDueYet, due)) }
    }

    /// The column that an answer is told beside.
    fn home(&self, question: &RowQuestion) -> Option<usize> {
        match question {
            RowQuestion::Case(_) => {
                let cases = self.plan.cases.as_ref()?;
                cases.closed.as_ref().map(|closed| closed.column).or(cases.status.as_ref().map(|(column, _)| *column))
            }
            question => question.home(),
        }
    }

    /// A comment that no metric counts.
    fn comment(&self, record: &Record<'_>, cells: &mut Vec<(usize, Taken)>) {
        let column = self.question.source.comment.as_deref().and_then(|name| self.header.find(name).ok());
        let Some(column) = column.filter(|column| cells.iter().all(|(of, _)| of != column)) else { return };
        let is_blank = record.cell(column).is_empty();
        cells.push((column, if is_blank { Taken::Text(String::new()) } else { Taken::Comment }));
    }
}

/// The start of a cell, as text.
fn shown(record: &Record<'_>, column: usize) -> String {
    shorten(&String::from_utf8_lossy(record.cell(column)))
}

/// The same without what is personal in it; a number alone is one that could not be counted.
fn masked(record: &Record<'_>, column: usize) -> String {
    let text = String::from_utf8_lossy(record.cell(column));
    let is_number = crate::source::cells::answer::number(record.cell(column), true).is_some();
    if is_number { shorten(&text) } else { shorten(&mask(&text)) }
}

fn said(metric: &str, answer: Answer, question: &RowQuestion) -> Taken {
    let rule = question.rule();
    let said = match (answer, rule) {
        (_, Some(Rule::Filled)) => return Taken::Comment,
        (Answer::Whole(above), Some(Rule::Whole { low, .. })) => {
            (i64::from(*low) + i64::try_from(above).unwrap_or_default()).to_string()
        }
        (Answer::Whole(above), _) => above.to_string(),
        (Answer::Number(value) | Answer::Sum(value), _) => number(value),
        (Answer::Share { hits, n: 1 }, Some(_)) => if hits == 1 { "yes" } else { "no" }.to_owned(),
        (Answer::Share { hits, n }, _) => format!("{hits} of {n}"),
        (Answer::Figure(batch), _) => format!("{} (n {})", number(batch.value), batch.n),
    };
    Taken::Answer { metric: metric.to_owned(), said }
}

/// A number with as many decimals as anybody reads.
fn number(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    if rounded.is_finite() { rounded } else { value }.to_string()
}

fn refused(metric: &str, reason: Reason, cell: String) -> Taken {
    let metric = metric.to_owned();
    match reason {
        Reason::Blank => Taken::NoAnswer { metric, code: None },
        Reason::MissingCode => Taken::NoAnswer { metric, code: Some(cell) },
        // What it holds is a comment, which is kept from view.
        Reason::NoLexicon => Taken::LeftOut { metric: Some(metric), reason: reason.words(), cell: String::new() },
        reason => Taken::LeftOut { metric: Some(metric), reason: reason.words(), cell },
    }
}
