//! The people who answer about several touchpoints of a stage, while a file is read. Must not know how it is written.
//! Invariant: a panel is counted over all rows, or it is said why not; what nobody asks for costs nothing.
//!
//! Who is one person is told as for pairs of answers ([`joint`](super::joint)): a row, or where a column names the
//! touchpoint and another says who answered, all rows with one such value. Then
//!
//! - of what a person answers to one binding the first in the file is set beside their answers to others;
//! - whoever answers in two months counts in both, and once in the year;
//! - two answers of one person go together in the shortest period of months or longer that holds both;
//! - people whose rows have a weight are counted apart from those whose rows have none.

mod heads;
mod layout;
mod sums;

use self::heads::Heads;
pub(super) use self::layout::PanelPlan;
use self::sums::Sums;
use super::waiting::{Said, Waiting};
use crate::journey::{Panel, Unjoined};
use crate::metric::{Answerers, Grain, People, Period, people};
use crate::source::dates::{Calendar, Days};

/// Grains from the longest periods to the shortest that two dates may share.
const SHARED: [Grain; 5] = [Grain::All, Grain::Year, Grain::Quarter, Grain::Month, Grain::Week];

/// All time, where there are no dates.
const ALL: Period = Period { start: jiff::civil::Date::MIN, grain: Grain::All };

/// A row that gave an answer.
pub(super) struct PanelRow<'a> {
    /// Who answered.
    pub(super) who: Option<&'a [u8]>,
    pub(super) cohorts: &'a [usize],
    /// The number of its date.
    pub(super) date: usize,
    /// How much it weighs, where it says that.
    pub(super) weight: Option<f64>,
}

/// An answer of the row at hand, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Given {
    side: u16,
    worth: i32,
}

/// The people so far.
#[derive(Clone, Debug)]
pub(super) struct Panels {
    heads: Heads,
    /// `None` where they take more room than there is.
    sums: Option<Sums>,
    waiting: Waiting,
    /// Why all were given up.
    surplus: Option<Unjoined>,
    /// The answers of the row at hand: the side, and how far above the lowest.
    said: Vec<(u16, u16)>,
    given: Vec<Given>,
    /// By cohort, the grains at which somebody is counted already.
    known: Vec<[bool; SHARED.len() + 1]>,
}

impl Panels {
    /// No rows yet.
    pub(super) fn new(plan: &PanelPlan, n_cohorts: usize) -> Self {
        Self {
            heads: Heads::new(plan.panels.len(), n_cohorts),
            sums: Some(Sums::new(plan, n_cohorts)),
            waiting: Waiting::default(),
            surplus: None,
            said: Vec::new(),
            given: Vec::new(),
            known: vec![[false; SHARED.len() + 1]; n_cohorts],
        }
    }

    /// Hears an answer of the row at hand, so far above the lowest.
    #[inline]
    pub(super) fn hear(&mut self, sides: &[u16], above: usize) {
        if let Ok(above) = u16::try_from(above) {
            self.said.extend(sides.iter().map(|side| (*side, above)));
        }
    }

    /// Takes in the row whose answers were heard.
    pub(super) fn take(&mut self, plan: &PanelPlan, row: &PanelRow<'_>, calendar: Option<&Calendar>) {
        if self.said.is_empty() || self.surplus.is_some() {
            return self.said.clear();
        }
        if !self.said.is_sorted() {
            self.said.sort_unstable();
        }
        let worth = |(side, above): &(u16, u16)| Given { side: *side, worth: plan.worth(*side, *above) };
        self.given.clear();
        self.given.extend(self.said.iter().map(worth));
        let own = calendar.map_or(Some(ALL), |calendar| calendar.period_of(row.date)).unwrap_or(ALL);
        match row.who.filter(|_| plan.terms.is_by_respondent) {
            Some(id) => self.take_part(plan, row, id, (own, calendar)),
            None => self.take_whole(plan, row, own),
        }
        self.said.clear();
        if self.sums.as_ref().is_some_and(Sums::are_full) {
            self.sums = None;
        }
    }

    /// All answers of a person.
    fn take_whole(&mut self, plan: &PanelPlan, row: &PanelRow<'_>, own: Period) {
        let is_weighed = row.weight.is_some();
        let mut rest = self.given.as_slice();
        while let Some(first) = rest.first() {
            let Some((panel, laid)) = plan.panel(first.side) else { break };
            let n = rest.iter().take_while(|given| given.side < laid.end()).count();
            let (answers, others) = rest.split_at(n);
            rest = others;
            self.heads.add(row.cohorts, (row.date, panel), is_weighed);
            if let Some(sums) = &mut self.sums {
                let slot = sums.number(row.date, own);
                sums.take(row.cohorts, slot, (laid, answers), row.weight);
            }
        }
    }

    /// Some answers of a person, others of whom may stand in other rows.
    fn take_part(
        &mut self,
        plan: &PanelPlan,
        row: &PanelRow<'_>,
        id: &[u8],
        (own, calendar): (Period, Option<&Calendar>),
    ) {
        let Self { heads, sums, waiting, known, said, .. } = self;
        let who = waiting.known(id, row.cohorts);
        let weight = row.weight.filter(|_| plan.terms.is_weighed);
        for (side, above) in said.iter().copied() {
            let Some((panel, laid)) = plan.panel(side) else { continue };
            let given = Given { side, worth: plan.worth(side, above) };
            if let Some(sums) = sums {
                let slot = sums.number(row.date, own);
                sums.take(row.cohorts, slot, (laid, &[given]), weight);
            }
            known.fill([false; SHARED.len() + 1]);
            let mut is_first = false;
            let is_kept = waiting.join(who, Said { side, above, date: row.date, weight }, |before, cohorts| {
                if before.side == side {
                    is_first = true;
                    return;
                }
                if plan.panel(before.side).is_none_or(|(other, _)| other != panel) || before.weight.is_some() != weight.is_some() {
                    return;
                }
                let other = calendar.and_then(|calendar| calendar.period_of(before.date)).unwrap_or(own);
                let shared = shared(own, other);
                for cohort in cohorts {
                    let Some(known) = known.get_mut(*cohort) else { continue };
                    known.iter_mut().zip(shared).for_each(|(known, shared)| *known |= shared.is_some());
                }
                let longer = shared.iter().skip(1).flatten().rfind(|period| period.grain <= people::FINEST_SHARED);
                if let (Some(sums), Some(period)) = (sums.as_mut(), longer) {
                    let before_given = Given { side: before.side, worth: plan.worth(before.side, before.above) };
                    let weights = weight.zip(before.weight);
                    sums.take_pair(cohorts, *period, (laid, [before_given, given]), weights);
                }
            });
            if !is_kept {
                return self.give_up();
            }
            if is_first {
                let of = |cohort: usize| known.get(cohort).copied().unwrap_or_default();
                for cohort in row.cohorts.iter().copied() {
                    heads.add_new((cohort, panel), (row.date, own), of(cohort), weight.is_some());
                }
            }
        }
    }

    fn give_up(&mut self) {
        self.surplus = Some(Unjoined::TooManyAnswers);
        self.sums = None;
        self.heads.clear();
        self.waiting = Waiting::default();
        self.said.clear();
    }

    /// Adds what somebody else counted of the file; `numbers` are ours for the dates of the other. Of answers that wait
    /// for those of another row there are none: such a file is read by one.
    pub(super) fn absorb(&mut self, other: Self, numbers: &[usize]) {
        debug_assert!(self.waiting.is_empty() || other.waiting.is_empty(), "both have answers that wait");
        self.surplus = self.surplus.or(other.surplus);
        if self.surplus.is_some() {
            return self.give_up();
        }
        self.heads.absorb(&other.heads, numbers);
        self.sums = match (self.sums.take(), other.sums) {
            (Some(mut own), Some(others)) => {
                own.absorb(&others);
                (!own.are_full()).then_some(own)
            }
            _ => None,
        };
    }

    /// What came of each panel that was asked for.
    pub(super) fn finish(&self, plan: &PanelPlan, days: &Days) -> Vec<Panel> {
        let people = |number: usize| {
            let of = |cohort| People {
                finest: days.finest,
                even: self.answerers(plan, (cohort, number), days, false),
                weighed: self.answerers(plan, (cohort, number), days, true),
            };
            self.surplus.map_or_else(|| Ok((0..self.heads.n_cohorts()).map(of).collect()), Err)
        };
        let asked = plan.asked.iter();
        asked.map(|(bindings, number)| Panel { bindings: bindings.clone(), people: number.and_then(people) }).collect()
    }

    fn answerers(
        &self,
        plan: &PanelPlan,
        (cohort, number): (usize, usize),
        days: &Days,
        is_weighed: bool,
    ) -> Answerers {
        let (dated, repeats) = self.heads.of((cohort, number), is_weighed, days);
        let laid = plan.panels.get(number).filter(|laid| laid.pairs.is_some());
        let sums = laid.zip(self.sums.as_ref()).map(|(laid, sums)| sums.of(cohort, laid, is_weighed));
        Answerers { dated, repeats, sums }
    }
}

/// The periods that two share: the one at the finest grain first, then by [`SHARED`].
fn shared(own: Period, other: Period) -> [Option<Period>; SHARED.len() + 1] {
    let mut shared = [None; SHARED.len() + 1];
    let (day, other_day) = (own.day(), other.day());
    for (place, grain) in shared.iter_mut().skip(1).zip(SHARED) {
        let period = Period::of(day, grain);
        *place = (grain <= own.grain && Period::of(other_day, grain) == period).then_some(period);
    }
    if let Some(place) = shared.first_mut() {
        *place = (own == other).then_some(own);
    }
    shared
}
