//! The people who answer about several touchpoints of a stage, while a file is read.
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
use self::layout::LaidPanel;
pub(super) use self::layout::PanelPlan;
use self::sums::Sums;
use super::waiting::{Said, Waiting};
use crate::journey::{Panel, Unjoined};
use crate::metric::{Answerers, Grain, People, Period, people};
use crate::source::dates::{Calendar, Days};

/// Grains from the longest periods to the shortest that two dates may share.
const SHARED: [Grain; 5] = [Grain::All, Grain::Year, Grain::Quarter, Grain::Month, Grain::Week];

/// Stands for no answer.
const NONE: u16 = u16::MAX;

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

/// How answers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// As all do that have no weight.
    Even,
    /// By their weight.
    Weighed,
}

/// An answer of the row at hand, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Given {
    side: u16,
    worth: i32,
    /// How far above the lowest it is.
    above: u16,
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
    /// By side, how far above the lowest the answer of the row at hand is.
    said: Vec<u16>,
    /// The answers of one panel.
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
            said: vec![NONE; plan.sides.len()],
            given: Vec::new(),
            known: vec![[false; SHARED.len() + 1]; n_cohorts],
        }
    }

    /// Hears an answer of the row at hand, so far above the lowest.
    #[inline]
    pub(super) fn hear(&mut self, sides: &[u16], above: usize) {
        let Ok(above) = u16::try_from(above) else { return };
        for side in sides {
            if let Some(said) = self.said.get_mut(usize::from(*side)) {
                *said = above;
            }
        }
    }

    /// Takes in the row whose answers were heard.
    pub(super) fn take(&mut self, plan: &PanelPlan, row: &PanelRow<'_>, calendar: Option<&Calendar>) {
        if self.surplus.is_some() {
            return;
        }
        let own = calendar.map_or(Some(ALL), |calendar| calendar.period_of(row.date)).unwrap_or(ALL);
        let number = self.sums.as_mut().map_or(0, |sums| sums.number(row.date, own));
        let who = row.who.filter(|_| plan.terms.is_by_respondent);
        for (panel, laid) in plan.panels.iter().enumerate() {
            self.given.clear();
            let said = self.said.get_mut(laid.range()).unwrap_or_default();
            for ((said, worth), side) in said.iter_mut().zip(plan.worths(laid)).zip(laid.first..) {
                if *said != NONE {
                    self.given.push(Given { side, worth: worth.of_answer(*said), above: *said });
                    *said = NONE;
                }
            }
            if self.given.is_empty() {
                continue;
            }
            let Some(id) = who else {
                self.heads.add(row.cohorts, Class::of(row.weight), (row.date, panel));
                if let Some(sums) = &mut self.sums {
                    sums.take(row.cohorts, number, (laid, &self.given), row.weight);
                }
                continue;
            };
            if !self.take_part(plan, (panel, laid), row, (id, own, calendar)) {
                return self.give_up();
            }
        }
        if self.sums.as_ref().is_some_and(Sums::are_full) {
            self.sums = None;
        }
    }

    /// Some answers of a person, others of whom may stand in other rows; false where there is no room for them.
    fn take_part(
        &mut self,
        plan: &PanelPlan,
        (panel, laid): (usize, &LaidPanel),
        row: &PanelRow<'_>,
        (id, own, calendar): (&[u8], Period, Option<&Calendar>),
    ) -> bool {
        let Self { heads, sums, waiting, known, given, .. } = self;
        let who = waiting.known(id, row.cohorts);
        let weight = row.weight.filter(|_| plan.terms.is_weighed);
        for given in given {
            if let Some(sums) = sums {
                let number = sums.number(row.date, own);
                sums.take(row.cohorts, number, (laid, &[*given]), weight);
            }
            known.fill([false; SHARED.len() + 1]);
            let mut is_first = false;
            let said = Said { side: given.side, above: given.above, date: row.date, weight };
            let is_kept = waiting.join(who, said, |before, cohorts| {
                if before.side == given.side {
                    is_first = true;
                    return;
                }
                if !laid.has(before.side) || before.weight.is_some() != weight.is_some() {
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
                    let worth = plan.worth(before.side, before.above);
                    let answers = [Given { side: before.side, worth, above: before.above }, *given];
                    sums.take_pair(cohorts, *period, (laid, answers), weight.zip(before.weight));
                }
            });
            if !is_kept {
                return false;
            }
            for cohort in row.cohorts.iter().copied().filter(|_| is_first) {
                let known = known.get(cohort).copied().unwrap_or_default();
                heads.add_new((cohort, Class::of(weight)), panel, (row.date, own), known);
            }
        }
        true
    }

    fn give_up(&mut self) {
        self.surplus = Some(Unjoined::TooManyAnswers);
        self.sums = None;
        self.heads.clear();
        self.waiting = Waiting::default();
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
                even: self.answerers(plan, (cohort, Class::Even), number, days),
                weighed: self.answerers(plan, (cohort, Class::Weighed), number, days),
            };
            self.surplus.map_or_else(|| Ok((0..self.heads.n_cohorts()).map(of).collect()), Err)
        };
        let asked = plan.asked.iter();
        asked.map(|(bindings, number)| Panel { bindings: bindings.clone(), people: number.and_then(people) }).collect()
    }

    fn answerers(&self, plan: &PanelPlan, of: (usize, Class), panel: usize, days: &Days) -> Answerers {
        let laid = plan.panels.get(panel).filter(|laid| laid.pairs.is_some());
        let sums = laid.zip(self.sums.as_ref()).map(|(laid, sums)| sums.of(of, laid));
        Answerers { sums, ..self.heads.of(of, panel, days) }
    }
}

impl Class {
    /// That of answers of a row.
    const fn of(weight: Option<f64>) -> Self {
        if weight.is_some() { Self::Weighed } else { Self::Even }
    }

    /// What there is of it.
    const fn one_of<T>(self, [even, weighed]: &[T; 2]) -> &T {
        match self {
            Self::Even => even,
            Self::Weighed => weighed,
        }
    }

    /// As [`one_of`](Self::one_of), to be changed.
    const fn of_two<T>(self, [even, weighed]: &mut [T; 2]) -> &mut T {
        match self {
            Self::Even => even,
            Self::Weighed => weighed,
        }
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
