//! Answers of respondents that wait for those of another row.
//! Invariant: of a respondent one answer a side is kept, and no more are than there is room for.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

use super::crowds::Crowds;

/// The most answers that are kept, 16 bytes each, and eight more where answers weigh differently.
const MOST_ANSWERS: usize = 8_388_608;

/// The most respondents that are kept: what a table of 2^21 slots holds, in 34 MiB.
const MOST_RESPONDENTS: usize = 1_835_008;

/// Stands for no answer.
const NONE: u32 = u32::MAX;

/// An answer of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Said {
    pub(super) side: u16,
    /// How far above the lowest.
    pub(super) above: u16,
    /// The number of its date.
    pub(super) date: usize,
    /// How much it weighs, where it says that.
    pub(super) weight: Option<f64>,
}

/// The respondent of a row, and the number of the row's cohorts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    hash: u64,
    crowd: u32,
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    /// The answer that the same respondent gave before.
    before: u32,
    date: u32,
    crowd: u32,
    side: u16,
    above: u16,
}

/// The answers so far.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    /// The last answer of each respondent.
    last: HashMap<u64, u32, FixedState>,
    kept: Vec<Kept>,
    /// What each answer weighs, 0 where it does not say; blank where none does.
    weights: Vec<f64>,
    crowds: Crowds,
    /// Cohorts that two rows share.
    both: Vec<usize>,
    most: (usize, usize),
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            last: HashMap::default(),
            kept: Vec::new(),
            weights: Vec::new(),
            crowds: Crowds::default(),
            both: Vec::new(),
            most: (MOST_ANSWERS, MOST_RESPONDENTS),
        }
    }
}

impl Waiting {
    /// Is there none?
    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Who answered a row, and for which cohorts.
    pub(super) fn known(&mut self, id: &[u8], cohorts: &[usize]) -> Known {
        Known { hash: FixedState::default().hash_one(id), crowd: self.crowds.number(cohorts) }
    }

    /// Keeps an answer, and tells each that its respondent gave, this one included, with the cohorts of both rows.
    /// Nothing is told where the side was answered before; false where there is no room for it.
    pub(super) fn join(&mut self, who: Known, said: Said, mut each: impl FnMut(Said, &[usize])) -> bool {
        let before = self.last.get(&who.hash).copied();
        if self.before(before.unwrap_or(NONE)).any(|(_, kept)| kept.side == said.side) {
            return true;
        }
        if self.kept.len() >= self.most.0 || before.is_none() && self.last.len() >= self.most.1 {
            return false;
        }
        let (Ok(own), Ok(date)) = (u32::try_from(self.kept.len()), u32::try_from(said.date)) else { return false };
        let before = before.unwrap_or(NONE);
        self.kept.push(Kept { before, date, crowd: who.crowd, side: said.side, above: said.above });
        if said.weight.is_some() || !self.weights.is_empty() {
            self.weights.resize(self.kept.len(), 0.0);
        }
        if let (Some(last), Some(weight)) = (self.weights.last_mut(), said.weight) {
            *last = weight;
        }
        self.last.insert(who.hash, own);
        let mut both = std::mem::take(&mut self.both);
        for (idx, kept) in self.before(own) {
            let own = self.crowds.cohorts(who.crowd);
            let cohorts = if kept.crowd == who.crowd {
                own
            } else {
                let others = self.crowds.cohorts(kept.crowd);
                both.clear();
                both.extend(own.iter().filter(|cohort| others.contains(cohort)));
                &both
            };
            let weight = self.weights.get(idx).copied().filter(|weight| *weight > 0.0);
            each(Said { side: kept.side, above: kept.above, date: kept.date as usize, weight }, cohorts);
        }
        self.both = both;
        true
    }

    /// The answers of a respondent from that one back.
    fn before(&self, last: u32) -> impl Iterator<Item = (usize, Kept)> {
        let at = |idx: u32| Some((idx as usize, *self.kept.get(idx as usize)?));
        std::iter::successors(at(last), move |(_, kept)| at(kept.before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn join(waiting: &mut Waiting, id: &str, (side, above): (u16, u16), cohorts: &[usize]) -> Option<Vec<String>> {
        let who = waiting.known(id.as_bytes(), cohorts);
        let weight = (above > 1).then_some(f64::from(above) / 2.0);
        let mut told = Vec::new();
        let is_kept = waiting.join(who, Said { side, above, date: 7, weight }, |said, cohorts| {
            told.push(format!("{}={} {:?} {cohorts:?}", said.side, said.above, said.weight));
        });
        is_kept.then_some(told)
    }

    #[test]
    fn an_answer_meets_those_before_it_once() {
        let mut waiting = Waiting::default();
        assert_eq!(join(&mut waiting, "a", (0, 1), &[0, 1]).unwrap(), ["0=1 None [0, 1]"]);
        assert_eq!(join(&mut waiting, "b", (1, 4), &[0]).unwrap(), ["1=4 Some(2.0) [0]"]);
        assert_eq!(join(&mut waiting, "a", (1, 3), &[0, 2]).unwrap(), ["1=3 Some(1.5) [0, 2]", "0=1 None [0]"]);
        assert_eq!(join(&mut waiting, "a", (0, 5), &[0, 1]).unwrap(), Vec::<String>::new(), "it was answered before");
        assert_eq!(join(&mut waiting, "a", (2, 0), &[0, 1]).unwrap().len(), 3);
    }

    #[test]
    fn beyond_the_room_nothing_is_kept() {
        let mut waiting = Waiting { most: (3, 2), ..Waiting::default() };
        for id in ["a", "b"] {
            assert!(join(&mut waiting, id, (0, 1), &[0]).is_some());
        }
        assert_eq!(join(&mut waiting, "c", (0, 1), &[0]), None, "a third respondent");
        assert!(join(&mut waiting, "a", (1, 1), &[0]).is_some());
        assert_eq!(join(&mut waiting, "b", (1, 1), &[0]), None, "a fourth answer");
        assert!(join(&mut waiting, "b", (0, 1), &[0]).is_some(), "what was answered before takes no room");
    }
}
