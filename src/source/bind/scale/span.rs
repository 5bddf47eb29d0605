//! How far the scale of a column goes, told from the answers that occur in it. An answer that does not belong to the scale
//! is taken off with a reason, and what could also be meant is a doubt.

use super::sisters::{Counts, HIGHEST, Sisters};
use crate::metric::Kind;
use crate::source::bind::column::Column;
use crate::source::bind::words::told_all;

/// With fewer answers, one that does not occur tells nothing.
pub(super) const FEW: u64 = 50;

/// The scale of one column while it is being told.
pub(super) struct Telling<'a, 'c> {
    pub(super) column: &'a Column,
    sisters: &'a Sisters<'c>,
    pub(super) counts: Counts,
    /// Codes taken off the scale, with why.
    pub(super) codes: Vec<(usize, String)>,
    pub(super) reasons: Vec<String>,
    pub(super) doubts: Vec<String>,
}

impl<'a, 'c> Telling<'a, 'c> {
    pub(super) fn new(column: &'a Column, sisters: &'a Sisters<'c>, counts: Counts) -> Self {
        Self { column, sisters, counts, codes: Vec::new(), reasons: Vec::new(), doubts: Vec::new() }
    }

    pub(super) fn doubt(&mut self, doubt: &str) {
        self.doubts.push(doubt.to_owned());
    }

    pub(super) fn n(&self, answer: usize) -> u64 {
        self.counts.get(answer).copied().unwrap_or(0)
    }

    fn n_all(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn take_off(&mut self, answer: usize, why: impl Into<String>) {
        self.codes.push((answer, why.into()));
    }

    /// Does a recommendation have answers that only its scale has, or too few to tell?
    pub(super) fn is_up_to_ten(&self) -> bool {
        self.n_all() < FEW || (6..=HIGHEST).any(|answer| self.n(answer) > 0)
    }

    pub(super) fn is_zero_to_ten(&self) -> bool {
        let n_answers = self.counts.iter().filter(|n| **n > 0).count();
        self.n(0) > 0 && self.n(HIGHEST) > 0 && n_answers >= HIGHEST
    }

    /// The scale that the answers themselves span.
    pub(super) fn block(&mut self, kind: Kind, is_named: bool) -> Option<(i32, i32)> {
        let answers: Vec<usize> = (0..=HIGHEST).filter(|answer| self.n(*answer) > 0).collect();
        let mut top = *answers.last()?;
        if let [.., below @ (5 | 7), last] = answers.as_slice()
            && last - below >= 2
        {
            self.take_off(*last, format!("nothing stands between {below} and {last}"));
            top = *below;
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
        if is_short {
            self.doubt("6 and 7 do not occur: may they be answered?");
        }
        let ends = if is_short && self.n_all() < FEW { (1, 7) } else { ends };
        Some(self.zero(ends))
    }

    fn nine(&mut self) -> (i32, i32) {
        if self.sisters.with_top(HIGHEST, &self.column.name).is_empty() {
            self.doubt("10 does not occur: may it be answered?");
        }
        (1, 10)
    }

    fn eight(&mut self) -> (i32, i32) {
        let sevens = self.sisters.with_top(7, &self.column.name);
        if sevens.is_empty() {
            self.doubt("9 and 10 do not occur: may they be answered, or does 8 mean \"no answer\"?");
            return (1, 10);
        }
        self.take_off(8, format!("{} stop at 7", told_all(sevens.into_iter())));
        (1, 7)
    }

    /// 6 with answers from 1 to 5 is "not used"; or the sixth of seven answers; or the best of six.
    fn six(&mut self, kind: Kind) -> (i32, i32) {
        let (fives, sevens) =
            (self.sisters.with_top(5, &self.column.name), self.sisters.with_top(7, &self.column.name));
        if !sevens.is_empty() && sevens.len() >= fives.len() {
            self.reasons.push("7 does not occur, but is the highest of the scale".to_owned());
            return (1, 7);
        }
        if kind == Kind::Ces && fives.is_empty() {
            self.doubt("7 does not occur: may it be answered?");
            return (1, 7);
        }
        if !fives.is_empty() {
            self.take_off(6, format!("{} stop at 5", told_all(fives.into_iter())));
            return (1, 5);
        }
        let spread = self.sisters.shares(6).filter(|(least, most)| *most >= 3 * (*least).max(1));
        if let Some((least, most)) = spread {
            self.take_off(6, format!("it is {least} % to {most} % of the answers of columns like this"));
            self.doubt("is 6 \"not used\", or the best of six answers?");
            return (1, 5);
        }
        self.doubt("7 does not occur: is 6 the best of six answers, or does it mean \"not used\"?");
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
            self.doubt("there are too few answers to tell the scale: is it the usual one?");
            return Some(kind.default_scale());
        }
        if is_named && top >= 3 || n_answers >= 4 {
            self.doubt("5 does not occur: may it be answered?");
            return Some((1, 5));
        }
        None
    }

    /// 0 below a scale that begins at 1 is a blank, or the scale begins at 0.
    fn zero(&mut self, ends: (i32, i32)) -> (i32, i32) {
        if self.n(0) == 0 {
            return ends;
        }
        let next = (1..=HIGHEST).find(|answer| self.n(*answer) > 0).unwrap_or(1);
        let others =
            usize::try_from(ends.1).map(|top| self.sisters.with_top(top, &self.column.name)).unwrap_or_default();
        let without: Vec<&str> = others.into_iter().filter(|name| self.sisters.is_zero_free(name)).collect();
        let is_clear = self.n_all() >= FEW;
        if next > 1 && is_clear {
            self.take_off(0, format!("nothing stands between 0 and {next}"));
        } else if !without.is_empty() {
            self.take_off(0, format!("{} begin at 1", told_all(without.into_iter())));
        } else {
            self.take_off(0, "most scales begin at 1");
            self.doubt("is 0 a blank, or the worst answer?");
        }
        ends
    }
}
