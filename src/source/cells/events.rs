//! What is asked of the events of a log: which activities mean which places, and from where to where a case is
//! followed.
//! Invariant: an activity has one number, whatever place it means.

use std::collections::HashMap;

use super::answer::Codes;
use super::ledger::{Reason, Refusal};
use super::log::{ELSEWHERE, Happening, MOST_ACTIVITIES, Told, Way};
use super::passage::Passages;
use crate::journey::{Address, Binding, Noun, Question};
use crate::metric::kinds::OfCases;
use crate::metric::{Direction, Metric, unit};
use crate::source::dates::Clock;
use crate::source::format::seconds_of;

/// What is asked of the events of a log.
#[derive(Clone, Debug)]
pub(in crate::source) struct Events {
    /// From where to where cases are followed.
    pub(in crate::source) ways: Vec<Way>,
    /// The funnel that they go through, where the source has a window.
    pub(in crate::source) passages: Option<Passages>,
    /// The column that names the case.
    case: usize,
    /// Codes that name no case.
    missing: Codes,
    numbers: HashMap<Vec<u8>, u16>,
    /// By activity: does a way ask for it?
    is_asked: Vec<bool>,
}

impl Events {
    /// Every activity that means a place, and no ways yet.
    pub(in crate::source) fn new(question: &Question, case: usize, missing: Codes) -> Self {
        let bound = question.asked.iter().flat_map(|asked| &asked.binding.matches);
        let all = question.touchpoints.iter().flat_map(|(_, matches)| matches).chain(bound);
        let mut numbers = HashMap::new();
        for value in all {
            // Those past the most are found to be too many when one is met.
            let next = u16::try_from(numbers.len() + 1).unwrap_or(MOST_ACTIVITIES);
            numbers.entry(value.trim().as_bytes().to_vec()).or_insert(next);
        }
        let is_asked = vec![false; numbers.len() + 1];
        let mut own = Self { ways: Vec::new(), passages: None, case, missing, numbers, is_asked };
        if let Some(window) = question.source.key("window").and_then(seconds_of) {
            let steps: Vec<Vec<bool>> = question.touchpoints.iter().map(|(_, matches)| own.flags(matches)).collect();
            for (is_asked, idx) in own.is_asked.iter_mut().zip(0..) {
                *is_asked = steps.iter().any(|step| step.get(idx) == Some(&true));
            }
            own.passages = Some(Passages { window: i64::from(window), steps });
        }
        own
    }

    /// One more way, from the place of a binding. `None` where it leads to a touchpoint that there is not, or its
    /// metric has no unit of time: the map is told.
    pub(in crate::source) fn way(
        &mut self,
        question: &Question,
        (at, binding): (&Address, &Binding),
        metric: &Metric,
    ) -> Option<Way> {
        let here = match binding.matches.as_slice() {
            [] => vec![true; self.is_asked.len()],
            matches => self.flags(matches),
        };
        let told = match (metric.kind.row().of_cases, metric.direction) {
            (OfCases::Number, _) => Told::Arrival,
            (OfCases::Time, _) => Told::Taken(unit::seconds(&metric.unit)?),
            (OfCases::Share | OfCases::Nothing, Direction::HigherIsBetter) => Told::GoneOn,
            (OfCases::Share | OfCases::Nothing, Direction::LowerIsBetter) => Told::Stayed,
        };
        let is_share = matches!(told, Told::GoneOn | Told::Stayed);
        let is_step = self.passages.is_some() && is_share && binding.to.is_none();
        if let Some(id) = at.id_of(Noun::Touchpoint).filter(|_| is_step) {
            let touchpoint = question.touchpoints.iter().position(|(own, _)| own == id)?;
            let told = Told::Passed { touchpoint, counts_others: told == Told::Stayed };
            return Some(Way { place: 0, here, there: Vec::new(), told });
        }
        let there = match &binding.to {
            _ if told == Told::Arrival => vec![false; self.is_asked.len()],
            Some(to) => self.flags(&question.touchpoints.iter().find(|(id, _)| id == to)?.1),
            None => {
                let all = self.flags(question.touchpoints.iter().flat_map(|(_, matches)| matches));
                all.iter().zip(&here).map(|(is_there, is_here)| *is_there && !is_here).collect()
            }
        };
        for (is_asked, (is_here, is_there)) in self.is_asked.iter_mut().zip(here.iter().zip(&there)) {
            *is_asked |= *is_here || *is_there;
        }
        Some(Way { place: 0, here, there, told })
    }

    /// What happened in a row, where a way asks for such.
    ///
    /// * `cells`: those of the row.
    /// * `(time, clock)`: the column that says when, and how it is read.
    pub(in crate::source) fn read<'r>(
        &self,
        activity: &[u8],
        cells: impl Fn(usize) -> &'r [u8],
        (time, clock): (usize, &Clock),
    ) -> Option<Result<Happening<'r>, Refusal>> {
        let activity = self.activity(activity)?;
        let case = cells(self.case);
        if case.is_empty() {
            return Some(Err((Reason::Blank, self.case)));
        }
        if self.missing.has(case) {
            return Some(Err((Reason::MissingCode, self.case)));
        }
        let moment = clock.moment(cells(time)).ok_or((Reason::BadDate, time));
        Some(moment.map(|moment| Happening { case, activity, moment }))
    }

    /// The number of an activity that a way asks for.
    pub(in crate::source) fn activity(&self, value: &[u8]) -> Option<u16> {
        let number = self.numbers.get(value).copied().unwrap_or(ELSEWHERE);
        let is_asked = self.is_asked.get(usize::from(number)).copied().unwrap_or(true);
        is_asked.then_some(number)
    }

    /// The activities with a name that ways ask for.
    pub(in crate::source) fn asked(&self) -> impl Iterator<Item = &Vec<u8>> {
        self.numbers.keys().filter(|value| self.activity(value).is_some())
    }

    fn flags<'a>(&self, values: impl IntoIterator<Item = &'a String>) -> Vec<bool> {
        let mut flags = vec![false; self.is_asked.len()];
        for number in values.into_iter().filter_map(|value| self.numbers.get(value.trim().as_bytes())) {
            if let Some(flag) = flags.get_mut(usize::from(*number)) {
                *flag = true;
            }
        }
        flags
    }
}
