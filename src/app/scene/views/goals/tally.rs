//! How many goals are met, are not met, cannot be told, and were never written.
//! Invariant: only numbers of enough answers tell; an author's mark is a claim, and counts for neither side.

use super::meeting::{Aim, Meeting, Outcome};
use crate::app::scene::pieces::Scene;
use crate::app::scene::views::stages::{dim, words};
use crate::app::view::{Cell, CellLine, Label, Tone};

/// How many goals of a column, or of all of them, are so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    met: usize,
    not_met: usize,
    untold: usize,
    unwritten: usize,
}

impl Tally {
    pub(super) fn of<'m>(all: impl Iterator<Item = &'m Meeting<'m>>) -> Self {
        let mut own = Self::default();
        for meeting in all {
            match meeting.aim {
                Aim::Said(_) => own.add(meeting.outcome()),
                Aim::Nothing => {}
                Aim::Unwritten => own.unwritten += 1,
            }
        }
        own
    }

    #[cfg(test)]
    pub(super) fn of_outcomes(all: &[Outcome]) -> Self {
        let mut own = Self::default();
        for outcome in all {
            own.add(*outcome);
        }
        own
    }

    const fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Met => self.met += 1,
            Outcome::NotMet => self.not_met += 1,
            Outcome::Untold => self.untold += 1,
        }
    }

    /// Does nobody get what they are after? Said only where of every goal it can be told.
    pub(super) const fn is_missed(self) -> bool {
        self.not_met > 0 && self.met == 0 && self.untold == 0
    }

    /// A row for each that there is: `1 met`, `2 cannot tell`.
    pub(super) fn cell(self, scene: Scene<'_>) -> Cell {
        let line = |label: Label, n: usize, of: fn(&str) -> CellLine| {
            (n > 0).then(|| of(&scene.labels.filled(label, &[&n.to_string()])))
        };
        let lines = [
            line(Label::NMet, self.met, words),
            line(Label::NNotMet, self.not_met, words),
            line(Label::NUntold, self.untold, dim),
            line(Label::NUnwritten, self.unwritten, dim),
        ];
        let tone = if self.is_missed() { Tone::Bad } else { Tone::Neutral };
        Cell { lines: lines.into_iter().flatten().collect(), tone, is_worst: self.is_missed(), ..Cell::default() }
    }

    /// `goals met 4, not met 4, cannot tell 7 of 15`.
    pub(super) fn sentence(self, scene: Scene<'_>) -> String {
        let n_all = self.met + self.not_met + self.untold;
        let all = [self.met, self.not_met, self.untold, n_all].map(|n| n.to_string());
        scene.labels.filled(Label::GoalsTold, &all.each_ref().map(String::as_str))
    }
}
