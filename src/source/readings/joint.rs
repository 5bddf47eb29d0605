//! Pairs of answers of one respondent, of the bindings that a question joins.
//! Invariant: a pair of bindings is counted over all rows, or it is said why not; what nobody asks for costs nothing.
//!
//! Where all answers of a respondent stand in one row (no column names the touchpoint, or it tells nothing of these two),
//! that row is the respondent. Where a column names the touchpoint and another says who answered, answers of one
//! respondent are joined across rows:
//!
//! - of what a respondent answers to one binding the first in the file counts;
//! - both answers have to lie in one period at the grain of the question; else the pair is in no table and told apart;
//! - the pair is counted for the cohorts of both rows;
//! - it weighs the mean of what both rows weigh, or nothing where one of them does not say;
//! - a row that says not who answered is somebody of their own.

mod cells;
mod layout;

use self::cells::JointCells;
pub(super) use self::layout::{JointPlace, JointPlan, JointTerms};
use super::answer::Answer;
use super::plan::{Asked, Plan};
use super::records::Record;
use super::waiting::{Said, Waiting};
use crate::journey::{JointPair, Unjoined};
use crate::metric::{JointCounts, JointSeries};
use crate::source::dates::Days;

/// A row that gave an answer.
pub(super) struct JointRow<'a, 'r> {
    pub(super) record: &'a Record<'r>,
    /// What is asked of the rows of its touchpoint.
    pub(super) group: &'a [Asked],
    /// Who answered.
    pub(super) who: Option<&'a [u8]>,
    pub(super) cohorts: &'a [usize],
    /// The number of its date.
    pub(super) date: usize,
    /// How much it weighs, where it says that.
    pub(super) weight: Option<f64>,
}

/// The pairs so far.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    cells: JointCells,
    waiting: Waiting,
    /// By pair, then by cohort: how many gave the two in two periods.
    apart: Vec<u64>,
    /// Why they were given up.
    surplus: Option<Unjoined>,
    /// The answers of the row at hand, by side: how far each lies above the lowest.
    said: Vec<Option<u16>>,
}

impl Joint {
    /// No rows yet.
    pub(super) fn new(plan: &JointPlan, n_cohorts: usize) -> Self {
        Self {
            cells: JointCells::new(plan.n_cells, n_cohorts, plan.terms.is_weighed),
            waiting: Waiting::default(),
            apart: vec![0; plan.pairings.len() * n_cohorts],
            surplus: None,
            said: vec![None; plan.n_sides],
        }
    }

    /// Takes in a row that is counted.
    pub(super) fn take(&mut self, plan: &Plan, row: &JointRow<'_, '_>) {
        let Some(joint) = plan.joint.as_ref().filter(|_| self.surplus.is_none()) else { return };
        self.read(plan, joint, row);
        match row.who.filter(|_| joint.terms.is_by_respondent) {
            Some(id) => self.join_rows(joint, row, id),
            None => self.join_row(joint, row),
        }
        if self.cells.is_full() {
            self.give_up(Unjoined::TooManyPeriods);
        }
    }

    /// Reads the answers of a row.
    fn read(&mut self, plan: &Plan, joint: &JointPlan, row: &JointRow<'_, '_>) {
        self.said.fill(None);
        for asked in plan.always.iter().chain(row.group) {
            let mut sides = asked.places.iter().filter_map(|place| joint.side(*place)).peekable();
            if sides.peek().is_none() {
                continue;
            }
            let answer = plan.questions.get(asked.question).and_then(|question| question.answer(row.record).ok()?);
            let above = match answer {
                Some(Answer::Whole(above)) => u16::try_from(above).ok(),
                Some(Answer::Share { hits, n: 1 }) => u16::try_from(hits).ok(),
                _ => None,
            };
            for side in sides {
                if let Some(said) = self.said.get_mut(side) {
                    *said = above;
                }
            }
        }
    }

    /// Counts the pairs of one row.
    fn join_row(&mut self, joint: &JointPlan, row: &JointRow<'_, '_>) {
        let Self { cells, said, .. } = self;
        let said = |side: u16| said.get(usize::from(side)).copied().flatten();
        let pairs = joint.pairings.iter().filter_map(|own| Some(own.cell(said(own.sides.0)?, said(own.sides.1)?)));
        cells.add_all(row.cohorts, row.date, &pairs, row.weight);
    }

    /// Counts the pairs of the answers of a row with those that its respondent gave before.
    fn join_rows(&mut self, joint: &JointPlan, row: &JointRow<'_, '_>, id: &[u8]) {
        let Self { cells, waiting, apart, said, .. } = self;
        let who = waiting.known(id, row.cohorts);
        let weight = row.weight.filter(|_| joint.terms.is_weighed);
        for (side, above) in (0_u16..).zip(said).filter_map(|(side, said)| Some((side, (*said)?))) {
            let said = Said { side, above, date: row.date, weight };
            let is_kept = waiting.join(who, said, |before, cohorts| {
                for partner in joint.partners(side, before.side) {
                    let Some(pairing) = joint.pairings.get(partner.pairing) else { continue };
                    if before.date == said.date {
                        let (first, second) = if partner.is_first { (said, before) } else { (before, said) };
                        let weight = first.weight.zip(second.weight).map(|(one, other)| f64::midpoint(one, other));
                        cells.add(cohorts, said.date, pairing.cell(first.above, second.above), weight);
                        continue;
                    }
                    let own = apart.chunks_mut(cells.n_cohorts().max(1)).nth(partner.pairing).unwrap_or_default();
                    for cohort in cohorts {
                        own.get_mut(*cohort).map(|n| *n += 1).unwrap_or_default();
                    }
                }
            });
            if !is_kept {
                return self.give_up(Unjoined::TooManyAnswers);
            }
        }
    }

    fn give_up(&mut self, why: Unjoined) {
        self.surplus = Some(why);
        self.cells.clear();
        self.waiting = Waiting::default();
    }

    /// Adds what somebody else joined of the file; `numbers` are ours for the dates of the other. Of answers that wait
    /// for those of another row there are none: such a file is read by one.
    pub(super) fn absorb(&mut self, other: Self, numbers: &[usize]) {
        debug_assert!(self.waiting.is_empty() || other.waiting.is_empty(), "both have answers that wait");
        self.surplus = self.surplus.or(other.surplus);
        if let Some(surplus) = self.surplus {
            return self.give_up(surplus);
        }
        self.cells.absorb(&other.cells, numbers);
        self.apart.iter_mut().zip(other.apart).for_each(|(own, others)| *own += others);
        if self.cells.is_full() {
            self.give_up(Unjoined::TooManyPeriods);
        }
    }

    /// What came of each pair that was asked for.
    pub(super) fn finish(self, plan: &JointPlan, days: &Days) -> Vec<JointPair> {
        let series = |number: usize| match (self.surplus, plan.pairings.get(number)) {
            (Some(surplus), _) => Err(surplus),
            (None, None) => Err(Unjoined::NoRoom),
            (None, Some(pairing)) => {
                let none = if plan.terms.is_weighed {
                    JointCounts::weighted(pairing.scales)
                } else {
                    JointCounts::new(pairing.scales)
                };
                let n_cohorts = self.cells.n_cohorts();
                let of = |cohort| {
                    let dated = self.cells.dated(cohort, pairing.cells(), &none, days);
                    let n_apart = self.apart.get(number * n_cohorts + cohort).copied().unwrap_or(0);
                    JointSeries::of(days.finest, none.clone(), dated).with_apart(n_apart)
                };
                Ok((0..n_cohorts).map(of).collect())
            }
        };
        let pairs = plan.asked.iter();
        pairs.map(|(bindings, pairing)| JointPair { bindings: *bindings, series: pairing.and_then(series) }).collect()
    }
}
