//! What one row is worth: left out for one reason, or counted at its places.
//! Invariant: each row is either used or left out for one reason.

use super::answer::{Answer, Glance, Look};
use super::case::{Case, Outcome, Told};
use super::counted::Counted;
use super::desk::Open;
use super::joint::JointRow;
use super::ledger::{Reason, Refusal, Spot};
use super::log::Happening;
use super::panels::PanelRow;
use super::plan::{Asked, Plan, Wanted};
use super::question::RowQuestion;
use super::records::Record;
use super::repeat::AskedRow;
use super::respondents::{Given, Respondents};
use super::table::{Said, Table};
use super::width::Width;
use crate::source::dates::Calendar;

/// The rows so far.
#[derive(Clone, Debug)]
pub(super) struct Rows<'p> {
    plan: &'p Plan,
    /// How wide they are.
    pub(super) width: Width,
    /// What came of them.
    pub(super) counted: Counted,
    /// Who answered.
    pub(super) respondents: Respondents,
    /// Cohorts the row belongs to: first those that every row belongs to.
    cohorts: Vec<usize>,
    n_with_all: usize,
    /// Why the row's case has no answer, where that is told.
    told: Vec<Refusal>,
    /// What is asked of the rows of each touchpoint, by its number among those met; `None` where it is unknown.
    groups: Vec<Option<&'p [Asked]>>,
}

impl<'p> Rows<'p> {
    /// No rows yet.
    pub(super) fn new(plan: &'p Plan, table: Table, width: Width, calendar: Option<Calendar>) -> Self {
        let with_all = |wanted: &Option<Wanted>| wanted.as_ref().is_some_and(Vec::is_empty);
        let cohorts: Vec<usize> =
            (0..plan.cohorts.len()).filter(|idx| plan.cohorts.get(*idx).is_some_and(with_all)).collect();
        Self {
            plan,
            width,
            counted: Counted::new(plan, table, width.n_columns, calendar),
            respondents: Respondents::default(),
            n_with_all: cohorts.len(),
            cohorts,
            told: Vec::new(),
            groups: Vec::new(),
        }
    }

    pub(super) fn leave_out(&mut self, reason: Reason, spot: Spot) {
        self.counted.n_read += 1;
        self.counted.ledger.row(reason, || spot);
    }

    /// Takes a row in.
    pub(super) fn take(&mut self, record: &Record<'_>, spot: impl Fn() -> Spot) {
        self.counted.n_read += 1;
        match self.count(record, &spot) {
            Ok(()) => self.counted.n_used += 1,
            // A row in which nothing stands is no loss, whatever it lacks.
            Err(_) if record.is_hollow() => self.counted.ledger.row(Reason::NothingUsable, spot),
            Err(reason) => self.counted.ledger.row(reason, spot),
        }
    }

    fn count(&mut self, record: &Record<'_>, spot: &impl Fn() -> Spot) -> Result<(), Reason> {
        let plan = self.plan;
        if record.has_nul() {
            return Err(Reason::Nul);
        }
        if !record.fits(self.width) {
            return Err(Reason::Ragged);
        }
        let cells = |column| record.cell(column);
        let case = plan.cases.as_ref().map(|columns| Case::read(cells, columns));
        self.counted.desk.hear(case.and_then(|case| case.latest()));
        let touchpoint = plan.touchpoint.map(cells);
        let number = self.counted.values.take(record, touchpoint);
        let group = match touchpoint.filter(|_| !plan.by_touchpoint.is_empty()) {
            None => &[],
            Some(value) => match self.group(number, value) {
                Some(group) => group,
                None if plan.always.is_empty() && !plan.is_event(value) => {
                    self.witness(record);
                    return Err(Reason::UnknownTouchpoint);
                }
                None => {
                    if let Some(column) = plan.touchpoint {
                        self.counted.ledger.cell(Reason::UnknownTouchpoint, column, spot);
                    }
                    &[]
                }
            },
        };
        let date = match (&mut self.counted.calendar, plan.time) {
            (Some(calendar), Some(column)) => {
                calendar.place(record.get(column).unwrap_or_default()).ok_or(Reason::BadDate)?
            }
            _ => 0,
        };
        let who = plan.respondent.map(cells).filter(|id| !id.is_empty()).map(|id| (id, touchpoint));
        let (weight, unweighed) = match &plan.weight {
            None => (None, None),
            Some(column) => {
                column.read(record).map_or_else(|refusal| (None, Some(refusal)), |weight| (Some(weight), None))
            }
        };
        let mut placed = Placed { touchpoint, group, case, date, weight, is_counted: false };
        if let Some(who) = who {
            if self.asked(record, &placed).is_repeat(&self.respondents, who) {
                return Err(Reason::Duplicate);
            }
            placed.is_counted = self.respondents.has(who, Given::Row);
        }
        if self.n_with_all < plan.cohorts.len() {
            self.sort_in(record);
        }
        let gave = self.ask(record, &placed, spot);
        if let Some((reason, column)) = unweighed.filter(|_| gave.has_answer) {
            self.counted.ledger.cell(reason, column, spot);
        }
        if let Some(joint) = self.counted.joint.as_mut().filter(|_| gave.has_answer) {
            let who = who.map(|(id, _)| id);
            joint.take(plan, &JointRow { record, group, who, cohorts: &self.cohorts, date, weight });
        }
        if let (Some(panels), Some(asked)) = (self.counted.panels.as_mut().filter(|_| gave.has_answer), &plan.panels) {
            let row = PanelRow { who: who.map(|(id, _)| id), cohorts: &self.cohorts, date, weight };
            panels.take(asked, &row, self.counted.calendar.as_ref());
        }
        if let Some(who) = who {
            if gave.has_answer || self.asked(record, &placed).has_later_answer() {
                self.respondents.insert(who, Given::Answer);
            }
            if gave.is_counted {
                self.respondents.insert(who, Given::Row);
            }
        }
        if gave.has_answer || gave.is_counted {
            return Ok(());
        }
        let is_asked = gave.is_asked || plan.always.is_empty() && group.is_empty();
        Err(if is_asked { Reason::NothingUsable } else { Reason::UnknownMetric })
    }

    /// Asks a row all there is to be asked, and counts what it says.
    fn ask(&mut self, record: &Record<'_>, placed: &Placed<'_, 'p>, spot: &impl Fn() -> Spot) -> Gave {
        let mut gave = Gave::default();
        let activity = placed.touchpoint.filter(|_| self.plan.events.is_some());
        if let Some(is_kept) = activity.and_then(|activity| self.follow(record, activity, spot)) {
            (gave.has_answer, gave.is_asked) = (is_kept, true);
        }
        self.told.clear();
        let has_panels = self.plan.panels.is_some();
        for all in [self.plan.always.as_slice(), placed.group] {
            for asked in all {
                if !self.glance(asked, (record, placed), &mut gave, spot) {
                    self.ask_closely(asked, (record, placed), &mut gave, spot);
                } else if has_panels {
                    self.hear(asked, record);
                }
            }
        }
        if gave.is_waiting && !gave.has_answer && !gave.is_counted {
            self.counted.desk.mark_last();
        }
        gave.has_answer |= gave.is_waiting;
        gave
    }

    /// Tells those who count people together what was said at a glance. It is looked at once more: whoever counts nobody
    /// pays nothing for it.
    #[inline(never)]
    fn hear(&mut self, asked: &Asked, record: &Record<'_>) {
        let Some(RowQuestion::Cell { column, reader }) = self.plan.questions.get(asked.question) else { return };
        if let Look::Said(Glance::Whole(above)) = reader.look(record, *column) {
            self.counted.hear(asked, above);
        }
    }

    /// Asks what most cells of most files tell at a glance; false where nothing is told so.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    fn glance(
        &mut self,
        asked: &Asked,
        (record, placed): (&Record<'_>, &Placed<'_, 'p>),
        gave: &mut Gave,
        spot: &impl Fn() -> Spot,
    ) -> bool {
        let Some(RowQuestion::Cell { column, reader }) = self.plan.questions.get(asked.question) else { return false };
        if self.plan.is_weighed {
            return false;
        }
        match reader.look(record, *column) {
            Look::Said(glance) => {
                gave.has_answer = true;
                for place in &asked.places {
                    self.counted.table.add_glance(*place, &self.cohorts, placed.date, glance);
                }
            }
            Look::Blank if asked.tells_blanks => self.counted.ledger.cell(Reason::Blank, *column, spot),
            Look::Blank => {}
            Look::Closer => return false,
        }
        gave.is_asked = true;
        true
    }

    /// Asks what takes a closer look.
    #[inline(never)]
    fn ask_closely(
        &mut self,
        asked: &Asked,
        (record, placed): (&Record<'_>, &Placed<'_, 'p>),
        gave: &mut Gave,
        spot: &impl Fn() -> Spot,
    ) {
        let Some(question) = self.plan.questions.get(asked.question) else { return };
        let answer = match (question, &placed.case) {
            (RowQuestion::Row, _) if placed.is_counted => Ok(None),
            (RowQuestion::Case(outcome), Some(case)) => match self.follow_up(case, *outcome, asked, placed.date) {
                Ok(Told::Answer(answer)) => Ok(Some(answer)),
                Ok(Told::LateAfter(late_after)) => {
                    let cell = self.plan.time.map(|column| record.cell(column)).unwrap_or_default();
                    gave.is_waiting |= self.wait((late_after, *outcome), cell, &asked.places, spot);
                    Ok(None)
                }
                Err(refusal) if self.told.contains(&refusal) => return self.refuse(asked, refusal, spot),
                Err(refusal) => {
                    self.told.push(refusal);
                    Err(refusal)
                }
            },
            _ => match question.answer(record) {
                Ok(None) => return,
                answer => answer,
            },
        };
        gave.is_asked = true;
        match answer {
            Ok(None) => {}
            Ok(Some(answer)) => {
                gave.take(question);
                if let Some((reason, column)) = question.smallness(answer) {
                    self.counted.ledger.cell(reason, column, spot);
                }
                if let Answer::Whole(above) = answer {
                    self.counted.hear(asked, above);
                } else if let Answer::Share { hits, n: 1 } = answer {
                    self.counted.hear(asked, usize::from(hits > 0));
                }
                let said = Said { answer, weight: placed.weight };
                for place in &asked.places {
                    self.counted.table.add(*place, &self.cohorts, placed.date, said);
                }
                if question.is_of_many() {
                    asked.places.iter().for_each(|place| self.counted.refused.figure(*place));
                }
            }
            Err((reason, column)) => {
                self.refuse(asked, (reason, column), spot);
                let is_blank = matches!(reason, Reason::Blank | Reason::MissingCode);
                if asked.tells_blanks || !is_blank || matches!(question, RowQuestion::Case(_)) {
                    self.counted.ledger.cell(reason, column, spot);
                }
            }
        }
    }

    /// How a case came out. Where it is open, whatever is told of it may still change.
    fn follow_up(&mut self, case: &Case, outcome: Outcome, asked: &Asked, date: usize) -> Result<Told, Refusal> {
        if case.is_open() && !outcome.is_of_due() {
            self.counted.pending.add(&asked.places, &self.cohorts, date);
        }
        case.outcome(outcome)
    }

    /// The places of a question lack its answer.
    fn refuse(&mut self, asked: &Asked, refusal: Refusal, spot: &impl Fn() -> Spot) {
        asked.places.iter().for_each(|place| self.counted.refused.take(*place, refusal, spot));
    }

    /// A row as it is asked.
    fn asked<'a, 'r>(&self, record: &'a Record<'r>, placed: &'a Placed<'_, 'p>) -> AskedRow<'a, 'r> {
        let event = placed.touchpoint.and_then(|activity| self.event(record, activity));
        let is_event = event.is_some_and(|event| event.is_ok());
        AskedRow { plan: self.plan, record, group: placed.group, case: placed.case.as_ref(), is_event }
    }

    /// What is asked of the rows of a touchpoint, looked up once for each that has a number.
    #[inline]
    fn group(&mut self, number: Option<usize>, value: &[u8]) -> Option<&'p [Asked]> {
        if let Some(group) = number.and_then(|number| self.groups.get(number)) {
            return *group;
        }
        let group = self.plan.by_touchpoint.get(value).map(Vec::as_slice);
        self.groups.extend((number == Some(self.groups.len())).then_some(group));
        group
    }

    /// Finds out which cohorts a row belongs to.
    fn sort_in(&mut self, record: &Record<'_>) {
        self.cohorts.truncate(self.n_with_all);
        let is_in = |wanted: &[(usize, Vec<Vec<u8>>)]| {
            wanted.iter().all(|(column, values)| values.iter().any(|value| value == record.cell(*column)))
        };
        let choosy = self.plan.cohorts.iter().enumerate().filter_map(|(idx, wanted)| Some((idx, wanted.as_ref()?)));
        let choosy = choosy.filter(|(_, wanted)| !wanted.is_empty());
        self.cohorts.extend(choosy.filter(|(_, wanted)| is_in(wanted)).map(|(idx, _)| idx));
    }

    /// Keeps an open case until the file ends, where it has a date; has it?
    fn wait(
        &mut self,
        (late_after, outcome): (i64, Outcome),
        opened: &[u8],
        places: &[usize],
        spot: impl Fn() -> Spot,
    ) -> bool {
        let calendar = self.counted.calendar.as_ref();
        let Some(moment) = calendar.and_then(|own| own.clock().moment(opened)) else { return false };
        let hits = u64::from(outcome == Outcome::Late);
        let open = Open { late_after, date: moment.date, cohorts: &self.cohorts, hits, line: spot() };
        self.counted.desk.keep(&open, places);
        true
    }

    /// Keeps what happened to a case, where that is asked for; could it be kept?
    fn follow(&mut self, record: &Record<'_>, activity: &[u8], spot: impl Fn() -> Spot) -> Option<bool> {
        match self.event(record, activity)? {
            Ok(happening) => {
                self.counted.log.take(happening, &self.cohorts);
                Some(true)
            }
            Err((reason, column)) => {
                self.counted.ledger.cell(reason, column, spot);
                Some(false)
            }
        }
    }

    /// Notes when something happened that is not asked for: the log goes on until then.
    fn witness(&mut self, record: &Record<'_>) {
        let events = self.plan.events.as_ref().filter(|events| events.passages.is_some());
        let when = events.and(self.plan.time).zip(self.counted.calendar.as_ref());
        let moment = when.and_then(|(time, calendar)| calendar.clock().moment(record.cell(time)));
        let _ = moment.map(|moment| self.counted.log.witness(moment));
    }

    /// What happened to a case, where that is asked for.
    fn event<'r>(&self, record: &'r Record<'_>, activity: &[u8]) -> Option<Result<Happening<'r>, Refusal>> {
        let events = self.plan.events.as_ref()?;
        let clock = self.counted.calendar.as_ref()?.clock();
        events.read(activity, |column| record.cell(column), (self.plan.time?, clock))
    }
}

/// A row that is to be asked.
struct Placed<'r, 'p> {
    touchpoint: Option<&'r [u8]>,
    /// What is asked of its touchpoint.
    group: &'p [Asked],
    case: Option<Case>,
    /// The number of its date.
    date: usize,
    /// How much it weighs, where it says that.
    weight: Option<f64>,
    /// Was another row of its respondent counted as one?
    is_counted: bool,
}

/// What a row gave.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself, and all may be so at once")]
struct Gave {
    /// Did it say anything?
    has_answer: bool,
    /// Was it counted as a row?
    is_counted: bool,
    /// Was it asked anything?
    is_asked: bool,
    /// Does a case of it wait for the end of the file?
    is_waiting: bool,
}

impl Gave {
    fn take(&mut self, question: &RowQuestion) {
        let is_row = matches!(question, RowQuestion::Row);
        (self.is_counted, self.has_answer) = (self.is_counted || is_row, self.has_answer || !is_row);
    }
}
