//! Cases: one row a case, from its opening to its end.

use super::shape::{
    Bound, Ending, Key, Misfit, Names, Need, Planned, Proposing, Shape, Wish, column, idle, needs, saying,
};
use crate::journey::Column;
use crate::metric::{Direction, Grain, Kind, Metric, unit};
use crate::source::bytes::Bytes;
use crate::source::cells::case::{CaseColumns, Moments, Outcome};
use crate::source::cells::columns::{Columns, Untold};
use crate::source::cells::desk::MOST_CASES;
use crate::source::cells::ledger::Reason;
use crate::source::cells::question::RowQuestion;
use crate::source::format::examples::Example;
use crate::source::format::{ValueKind, or, shorten};
use crate::source::survey::column::Column as FileColumn;
use crate::source::survey::file::File;
use crate::source::survey::hints::{self, Hint};
use crate::source::survey::proposal::Maker;
use crate::source::survey::proposal::asks::Way;
use crate::source::survey::words::{counted, told_all};

#[rustfmt::skip]
const KEYS: &[Key] = &[
    column("opened", "Cases: the column that says when each was opened."),
    column("due", "Cases: the column that says by when each was to be closed; a day lasts until its end."),
    column("closed", "Cases: the column that says when each was closed; blank while it is open."),
    column("status", "Cases: the column with the state of each; it decides whether a case is closed, a blank one leaves it to `closed`."),
    saying(or("done", ValueKind::Codes, "`closed`, `done`, `resolved`, `solved`", "Cases: the states of those that are closed, in capitals or not."), Names::Words),
];

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    needs(&["due"], "opened", "due without opened, a case is opened before it is due", "add opened = \"...\""),
    needs(&["closed"], "opened", "closed without opened, a case is opened before it is closed", "add opened = \"...\""),
    needs(&["status"], "opened", "status without opened, expected the column that says when a case was opened", "add opened = \"...\""),
    needs(&["due", "opened"], "closed", "due without closed, expected the column that says when a case was closed", "add closed = \"...\", or remove due"),
    idle(&["done"], "status", "done does nothing here, expected it beside the state of cases", "remove it, or add status = \"...\""),
];

/// What its columns are called.
#[rustfmt::skip]
const OPENED: &[&str] = &["opened", "created", "open date", "opened at", "created at", "received"];
#[rustfmt::skip]
const CLOSED: &[&str] = &["closed", "resolved", "solved", "closed at", "resolved at", "close date", "finished"];

pub(super) static CASES: Shape = Shape {
    id: "cases",
    noun: "file of cases",
    told: Some("a file of cases"),
    keys: KEYS,
    made_by: &["opened"],
    needs: NEEDS,
    time: Some("opened"),
    bind,
    plan,
    home: &["closed", "status"],
    finish,
    propose,
    page: Example {
        title: "Cases",
        doc: "One row a case: a complaint, a ticket, a claim. The `status` decides which cases are closed: one that was \
              opened again is open, whatever its closing date. With a `column` a metric reads the cells of that column; \
              without one:\n\n\
              - A `count` counts the cases, each on the day of `time`, by default that it was `opened`.\n\
              - A `duration` is the time from `opened` to `closed`, in the unit of the metric: s, min, h, days or weeks; \
              whole days where one of the two has no time. Cases that are open are left out, and those closed before \
              they were opened.\n\
              - A `rate` is the share that was closed by the time it was `due`; an open case is late once the file holds \
              a later moment, before that it is not counted. Without `due` it is the share that is closed. Where lower \
              is better it counts the others.",
        csv: "opened,topic,due,closed,status,minutes\n2024-04-01T09:30,checkout,2024-04-03,2024-04-02T16:00,closed,35\n2024-04-01T11:10,delivery,2024-04-03,,open,120\n",
        toml: r#"[[metric]]
id = "complaints"
name = "Complaints"
kind = "count"
better = "lower"

[[metric]]
id = "in-time"
name = "Closed in time"
kind = "rate"

[[metric]]
id = "until-closed"
name = "Time to close"
kind = "duration"
unit = "h"

[[metric]]
id = "handling"
name = "Handling time"
kind = "duration"
unit = "min"

[[source]]
id = "support"
file = "cases.csv"
opened = "opened"
due = "due"
closed = "closed"
status = "status"
touchpoint = "topic"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
metrics = [
    { metric = "complaints", source = "support" },
    { metric = "in-time", source = "support" },
    { metric = "until-closed", source = "support" },
    { metric = "handling", source = "support", column = "minutes" },
]
"#,
    },
    ..Shape::OF_ANSWERS
};

/// Which cases are closed, or how long it takes.
fn bind(wish: &Wish<'_>) -> Result<Column, Misfit> {
    if !wish.kind.is_of_some_cases() {
        return Err(wish.without_column());
    }
    let has = |key| wish.source.key(key).is_some();
    if !has("closed") && (wish.kind.is_time() || has("due") || !has("status")) {
        let id = shorten(&wish.source.id);
        let message = format!("\"{id}\" does not say when a case was closed, expected its column");
        return Err(Misfit { key: "source", message, help: "add closed = \"...\" to the [[source]]" });
    }
    if wish.kind.is_time() {
        wish.in_time()?;
    }
    Ok(CASES.column())
}

fn plan(columns: &mut Columns<'_>, bound: &Bound<'_>) -> Result<Planned, Untold> {
    columns.check_scale(bound.at, bound.binding, (bound.metric, bound.measure))?;
    let has_due = bound.question.source.key("due").is_some();
    let outcome = outcome(bound.metric, has_due).ok_or(None)?;
    let moments = |column| Moments { column, clock: None };
    let opened = columns.named("opened")?.map(moments).ok_or(None)?;
    let closed = columns.named("closed")?.map(moments);
    let done = CaseColumns::done(bound.question.source.values("done"));
    let status = columns.named("status")?.map(|column| (column, done));
    let due = match (columns.named("due"), outcome) {
        (Err(finding), Outcome::InTime | Outcome::Late) => return Err(finding),
        (due, _) => due.ok().flatten().map(moments),
    };
    columns.cases = Some(CaseColumns { opened, due, closed, status, missing: columns.missing() });
    Ok(Planned::row(RowQuestion::Case(outcome)))
}

/// What a metric asks of a case.
fn outcome(metric: &Metric, has_due: bool) -> Option<Outcome> {
    let is_higher_better = metric.direction == Direction::HigherIsBetter;
    Some(match has_due {
        _ if metric.kind.is_time() => Outcome::Taken(unit::seconds(&metric.unit)?),
        true if is_higher_better => Outcome::InTime,
        true => Outcome::Late,
        false if is_higher_better => Outcome::Closed,
        false => Outcome::Open,
    })
}

/// Which of the open ones are late, and of which more is to come.
fn finish(ending: &mut Ending<'_>) -> Option<String> {
    let surplus = late(ending);
    ending.pending.tell(ending.series, ending.days);
    surplus
}

fn late(ending: &mut Ending<'_>) -> Option<String> {
    let due = ending.cases?.due.as_ref()?.column;
    let desk = ending.desk;
    if desk.is_full() {
        let of_due = |question: &RowQuestion| matches!(question, RowQuestion::Case(outcome) if outcome.is_of_due());
        for place in ending.asked.iter().filter(|(question, _)| of_due(question)).flat_map(|(_, places)| *places) {
            ending.series.remove(place);
        }
        return Some(format!("more than {MOST_CASES} open cases, which are in time is not told"));
    }
    for late in desk.late() {
        let Some(measure) = (ending.measure)(late.place) else { continue };
        let Some(series) = ending.series.get_mut(&late.place) else { continue };
        for cohort in late.cohorts {
            let is_counted = series.get_mut(*cohort).map(|series| series.add_hits(late.date, &measure, late.hits, 1));
            debug_assert!(is_counted != Some(false), "a case is one among one");
        }
    }
    for (place, date, cohorts) in desk.awaited() {
        let Some(series) = ending.series.get_mut(&place) else { continue };
        for cohort in cohorts {
            if let Some(series) = series.get_mut(*cohort) {
                series.await_more(date, 1);
            }
        }
    }
    let undue = desk.undue();
    let mut ledger = ending.ledger.blank();
    for spot in undue.answers {
        ledger.cell(Reason::NotDueYet, due, || spot);
    }
    for spot in undue.rows {
        *ending.n_used -= 1;
        ledger.row(Reason::NothingUsable, || spot);
    }
    ending.ledger.absorb(ledger);
    None
}

/// The columns of cases.
struct Cases {
    touchpoint: Option<usize>,
    opened: usize,
    due: Option<usize>,
    closed: Option<usize>,
    status: Option<usize>,
}

/// Does a file hold cases?
pub(super) fn is_of(file: &File<'_>) -> bool {
    columns(file).is_some()
}

fn propose<'a>(file: &File<'a>, _: &'a dyn Bytes) -> Option<Proposing<'a>> {
    let cases = columns(file)?;
    Some(Box::new(move |maker| {
        make(maker, &cases);
        Ok(())
    }))
}

fn columns(file: &File<'_>) -> Option<Cases> {
    let opened = file.find(OPENED, |idx, _| file.is_date(idx))?;
    let is_other_date = |idx, _: &FileColumn| idx != opened && file.is_date(idx);
    let closed = file.find(CLOSED, is_other_date);
    let due = file.find(hints::words(Hint::Due), |idx, column| is_other_date(idx, column) && Some(idx) != closed);
    let status = file.find(hints::words(Hint::Status), |idx, column| {
        column.is_listed && column.values.len() <= 12 && !column.is_numbers(50) && !file.is_date(idx)
    });
    // A rate needs to know when a case was closed, or at least whether.
    let is_told = closed.is_some() || due.is_none() && status.is_some();
    let touchpoint = file.touchpoint(&status.map_or_else(Vec::new, |status| vec![status]));
    is_told.then_some(Cases { touchpoint, opened, due, closed, status })
}

/// One row a case.
fn make(maker: &mut Maker<'_>, cases: &Cases) {
    "Cases: one row a case, from its opening to its end.".clone_into(&mut maker.proposal.shape);
    let columns = [Some(cases.opened), cases.due, cases.closed, cases.status, cases.touchpoint];
    columns.into_iter().flatten().for_each(|idx| maker.spend(idx));
    maker.key("opened", cases.opened, vec!["cases are dated by the day they were opened".to_owned()]);
    maker.format(cases.opened);
    if let Some(due) = cases.due {
        maker.key("due", due, Vec::new());
    }
    if let Some(closed) = cases.closed {
        let n = maker.column(closed).map_or(0, |column| column.n_blank);
        maker.key("closed", closed, vec![format!("blank in {}: these are open", counted(n, "row"))]);
    }
    if let Some(status) = cases.status {
        let values = maker.column(status).map(|column| told_all(column.values.iter().map(|value| value.text.as_str())));
        let said = "closed, done, resolved and solved count as closed, other words go to done = [...]";
        let remark = format!("holds {}; {said}", values.unwrap_or_default());
        maker.key("status", status, vec![remark]);
    }
    if let Some(touchpoint) = cases.touchpoint {
        maker.key("touchpoint", touchpoint, Vec::new());
    }
    maker.respondent();
    maker.comment();
    maker.segments();
    let count = maker.define("cases", Kind::Count, None);
    if let Some(definition) = maker.proposal.metrics.last_mut() {
        definition.is_lower = true;
    }
    let name = if cases.due.is_some() { "closed-in-time" } else { "closed" };
    let rate = maker.define(name, Kind::Rate, None);
    let mut bounds = vec![maker.measured(&count, None), maker.measured(&rate, None)];
    if let Some(closed) = cases.closed {
        let has_time = |idx: usize| maker.column(idx).is_some_and(has_time);
        let unit = if has_time(closed) && has_time(cases.opened) { "h" } else { "days" };
        let handling = maker.define("time-to-close", Kind::Duration, Some(unit));
        bounds.push(maker.measured(&handling, None));
    }
    let (is_wide, n_questions) = (cases.touchpoint.is_none(), maker.n_questions());
    maker.ask(Way { is_wide, shared: Vec::new(), taken: Vec::new(), n_questions, asks_all: true });
    match cases.touchpoint {
        Some(touchpoint) => maker.spots(touchpoint, |_| bounds.clone()),
        None => maker.proposal.journey.extend(bounds),
    }
}

/// Do most of its dates come with a time of day?
fn has_time(column: &FileColumn) -> bool {
    let n_timed: u64 = column.values.iter().filter(|value| value.text.contains(':')).map(|value| value.n).sum();
    let n_kept: u64 = column.values.iter().map(|value| value.n).sum();
    column.dates.as_ref().is_some_and(|dates| dates.grain == Grain::Day) && n_timed * 2 > n_kept
}
