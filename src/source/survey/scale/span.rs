//! How far the scale of a column goes, told from the answers that occur in it. An answer just beyond it that is no slip
//! of the pen makes it wider, and is a doubt. Invariant: what could also be meant is a doubt, and yes to it loses no answer.

use super::sisters::{Counts, HIGHEST, Sisters};
use crate::metric::Kind;
use crate::source::survey::column::Column;
use crate::source::survey::words::{grouped, told_all};

/// With fewer answers, one that does not occur tells nothing.
pub(in crate::source) const FEW: u64 = 50;

/// The scale of one column while it is being told.
pub(in crate::source) struct Telling<'a, 'c> {
    pub(in crate::source) column: &'a Column,
    sisters: &'a Sisters<'c>,
    pub(in crate::source) counts: Counts,
    pub(in crate::source) reasons: Vec<String>,
    pub(in crate::source) doubts: Vec<String>,
}

impl<'a, 'c> Telling<'a, 'c> {
    pub(in crate::source) fn new(column: &'a Column, sisters: &'a Sisters<'c>, counts: Counts) -> Self {
        Self { column, sisters, counts, reasons: Vec::new(), doubts: Vec::new() }
    }

    pub(in crate::source) fn doubt(&mut self, doubt: impl Into<String>) {
        self.doubts.push(doubt.into());
    }

    pub(in crate::source) fn n(&self, answer: usize) -> u64 {
        self.counts.get(answer).copied().unwrap_or(0)
    }

    fn n_all(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Does it stand in so few cells that it may be a slip of the pen?
    pub(in crate::source) fn is_rare(&self, n: u64) -> bool {
        n * 100 < self.column.n
    }

    /// `6 stands in 79 of 390 cells`.
    pub(in crate::source) fn standing(&self, answer: i64, n: u64) -> String {
        format!("{answer} stands in {} of {} cells", grouped(n), grouped(self.column.n))
    }

    /// Says that an answer may also mean "not used"; yes counts it.
    fn doubt_best(&mut self, best: u8) {
        let told = self.standing(best.into(), self.n(best.into()));
        self.doubt(format!(
            "{told}: is it the best of {}, or \"not used\"? yes counts it as the best",
            if best == 6 { "six answers" } else { "eight answers" }
        ));
    }

    /// Does a recommendation have answers that only its scale has, or too few to tell?
    pub(in crate::source) fn is_up_to_ten(&self) -> bool {
        self.n_all() < FEW || (6..=HIGHEST).any(|answer| self.n(answer) > 0)
    }

    pub(in crate::source) fn is_zero_to_ten(&self) -> bool {
        let n_answers = self.counts.iter().filter(|n| **n > 0).count();
        self.n(0) > 0 && self.n(HIGHEST) > 0 && n_answers >= HIGHEST
    }

    /// The scale that the answers themselves span.
    pub(in crate::source) fn block(&mut self, kind: Kind, is_named: bool) -> Option<(i32, i32)> {
        let answers: Vec<usize> = (0..=HIGHEST).filter(|answer| self.n(*answer) > 0).collect();
        let mut top = *answers.last()?;
        if let [.., below @ (5 | 7), last] = answers.as_slice()
            && last - below >= 2
        {
            // Of few answers some do not occur; of many, what stands apart is a code.
            let is_answer = !self.is_rare(self.n(*last)) && (*last == 7 || self.n_all() < FEW);
            if is_answer {
                let told = format!("nothing stands between {below} and {last}");
                self.doubt(format!("{told}: if {last} is not an answer, but means \"no answer\", say no"));
            } else {
                top = *below;
            }
        }
        let ends = match top {
            9 => self.nine(),
            10 => (1, 10),
            8 => self.eight(),
            7 => (1, 7),
            6 => self.six(kind),
            5 => (1, 5),
            _ => self.few(top, kind, is_named)?,
        };
        let is_short = kind == Kind::Ces && ends == (1, 5);
        let is_usual = is_short && self.n_all() < FEW;
        if is_short {
            let not = if is_usual { " not" } else { "" };
            self.doubt(format!("6 and 7 never occur: if they could{not} be answered, say no"));
        }
        let ends = if is_usual { (1, 7) } else { ends };
        Some(self.zero(ends))
    }

    fn nine(&mut self) -> (i32, i32) {
        if self.sisters.with_top(HIGHEST, &self.column.name).is_empty() {
            self.doubt("10 never occurs: if it could not be answered, say no");
        }
        (1, 10)
    }

    fn eight(&mut self) -> (i32, i32) {
        let sevens = self.sisters.with_top(7, &self.column.name);
        if sevens.is_empty() {
            self.doubt("9 and 10 never occur: if they could not be answered, or 8 means \"no answer\", say no");
            return (1, 10);
        }
        if self.is_rare(self.n(8)) {
            self.reasons.push(format!("{} stop at 7", told_all(sevens.into_iter())));
            return (1, 7);
        }
        self.doubt_best(8);
        (1, 8)
    }

    /// 6 with answers from 1 to 5 is the sixth of seven answers, or the best of six, or "not used": nobody can tell.
    fn six(&mut self, kind: Kind) -> (i32, i32) {
        let (fives, sevens) =
            (self.sisters.with_top(5, &self.column.name), self.sisters.with_top(7, &self.column.name));
        if !sevens.is_empty() && sevens.len() >= fives.len() {
            self.reasons.push("7 does not occur, but is the highest of the scale".to_owned());
            return (1, 7);
        }
        if kind == Kind::Ces && fives.is_empty() {
            self.doubt("7 never occurs: if it could not be answered, say no");
            return (1, 7);
        }
        if !fives.is_empty() && self.is_rare(self.n(6)) {
            self.reasons.push(format!("{} stop at 5", told_all(fives.into_iter())));
            return (1, 5);
        }
        self.doubt_best(6);
        if !fives.is_empty() {
            self.doubt(format!("{} stop at 5", told_all(fives.into_iter())));
        }
        (1, 6)
    }

    /// Answers up to 4 at most.
    fn few(&mut self, top: usize, kind: Kind, is_named: bool) -> Option<(i32, i32)> {
        let fives = self.sisters.with_top(5, &self.column.name);
        let n_answers = (1..=top).filter(|answer| self.n(*answer) > 0).count();
        if !fives.is_empty() && n_answers >= 3 {
            self.reasons.push(format!("5 does not occur, but {} go up to it", told_all(fives.into_iter())));
            return Some((1, 5));
        }
        if is_named && self.n_all() < FEW {
            let (low, high) = kind.default_scale();
            self.doubt(format!("there are too few answers to tell the scale: if it is not {low} to {high}, say no"));
            return Some((low, high));
        }
        if is_named && top >= 3 || n_answers >= 4 {
            self.doubt("5 never occurs: if it could not be answered, say no");
            return Some((1, 5));
        }
        None
    }

    /// 0 below a scale that begins at 1 is the worst answer, or a blank.
    fn zero(&mut self, (low, high): (i32, i32)) -> (i32, i32) {
        let n = self.n(0);
        if n == 0 || self.is_rare(n) {
            return (low, high);
        }
        let told = self.standing(0, n);
        self.doubt(format!("{told}: is it the worst answer, or a blank? yes counts it as the worst"));
        (0, high)
    }
}
