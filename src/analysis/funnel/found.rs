//! A funnel as it was found, and why there is none.
//! Invariant: what is told of a step stands at the position of the step.

use jiff::civil::Date;

use crate::journey::Address;
use crate::metric::{DisclosedFunnel, DisclosedStep, Metric, Period, Withheld};

/// A source with a funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FunnelSource {
    /// Its id.
    pub(crate) id: String,
    /// What is counted: sessions, people.
    pub(crate) unit: String,
    /// How long a case has, where cases are followed.
    pub(crate) window: Option<String>,
    /// The id of the metric that it gives.
    pub(crate) metric: String,
    /// Its steps in the order of the map, by the indexes of their bindings.
    pub(crate) bindings: Vec<usize>,
}

/// Why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FunnelLack {
    /// No source has the columns.
    NoSource,
    /// One has, and nobody is counted at any touchpoint; its id.
    Empty(String),
    /// Rows were left out, and no other is counted: how many for which reason.
    LeftOut { id: String, reasons: Vec<(u64, String)> },
    /// The window of every case is still open.
    Open { id: String, window: String, n: u64 },
    /// Nobody of those who are looked at is counted.
    Nobody(String),
    /// Nobody is counted in the period that was asked for.
    NotThen(Period),
}

/// A funnel in one period.
#[derive(Debug)]
pub(crate) struct Funnel {
    pub(crate) source: FunnelSource,
    /// The metric that it gives.
    pub(crate) metric: Metric,
    pub(crate) steps: Vec<FunnelStep>,
    /// What may be told of them, in the same order.
    pub(crate) told: DisclosedFunnel,
    pub(crate) period: Period,
    pub(crate) before: Option<Period>,
    /// Is the period over?
    pub(crate) is_over: bool,
    /// The first and the last date of its counts, and how many days they are of; `None` without dates.
    pub(crate) days: Option<(Date, Date, u64)>,
    /// Every other source that has a funnel, with how many steps.
    pub(crate) others: Vec<(String, usize)>,
    /// The names of the touchpoints that are not in it.
    pub(crate) outside: Vec<String>,
    /// The step that is looked at alone.
    pub(crate) only: Option<usize>,
}

/// A loss that is looked at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FunnelLeak {
    /// Those who came to a step, and did not go on.
    At(usize),
    /// Those who went on, and did not come to this step.
    Before(usize),
}

impl FunnelLeak {
    /// The step that it is told at.
    pub(crate) const fn idx(self) -> usize {
        match self {
            Self::At(idx) | Self::Before(idx) => idx,
        }
    }
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct FunnelStep {
    pub(crate) at: Address,
    pub(crate) name: String,
    /// Has the file rows of it in the period, of whomever?
    pub(crate) has_rows: bool,
}

impl Funnel {
    /// Has a step no rows in the period? Where cases are followed, none is one that nobody reached.
    pub(crate) fn is_hole(&self, idx: usize) -> bool {
        self.source.window.is_none() && self.steps.get(idx).is_some_and(|own| !own.has_rows)
    }

    /// What may be told of a step.
    pub(crate) fn step(&self, idx: usize) -> Option<&DisclosedStep> {
        self.told.steps.get(idx)?.as_ref()?.as_ref().ok()
    }

    /// Why nothing may be told of a step.
    pub(crate) fn withheld(&self, idx: usize) -> Option<Withheld> {
        self.told.steps.get(idx)?.as_ref()?.err()
    }

    /// How many came to a step, where that may be told.
    pub(crate) fn came(&self, idx: usize) -> Option<u64> {
        self.told.came.get(idx).copied().flatten()
    }

    /// Is it where the way ends, and nobody can go on?
    pub(crate) fn is_end(&self, idx: usize) -> bool {
        self.source.window.is_some() && idx + 1 == self.steps.len()
    }

    /// How many are lost at a step on a day.
    pub(crate) fn lost_a_day(&self, idx: usize) -> Option<f64> {
        self.a_day(self.step(idx)?.counts.lost())
    }

    /// So many in the period, by day.
    pub(crate) fn a_day(&self, n: u64) -> Option<f64> {
        let (_, _, n_days) = self.days?;
        #[expect(clippy::cast_precision_loss, reason = "counts above 2^53 lose less than the last digit shown")]
        let share = n as f64 / n_days as f64;
        share.is_finite().then_some(share)
    }

    /// What matters most: the worst loss of those who mean it, at a step or on the way to one; or else the step where the
    /// smallest share goes on.
    pub(crate) fn first_leak(&self) -> Option<FunnelLeak> {
        let leaks = self.told.leaks;
        let at = leaks.after_looking.or(leaks.rate);
        let is_meant = |idx: &usize| self.told.abandonment.as_ref().is_none_or(|(from, _)| from <= idx);
        let before = leaks.between.filter(is_meant);
        let share_at = at.and_then(|idx| self.step(idx)).map_or(0.0, |own| own.loss.value());
        let share_before = before.and_then(|idx| self.step(idx)?.astray).map_or(0.0, |own| own.value());
        match before.filter(|_| share_before > share_at) {
            Some(idx) => Some(FunnelLeak::Before(idx)),
            None => at.map(FunnelLeak::At),
        }
    }

    /// From a step on: how many are lost at steps, how many between them, and how many came in after the first.
    ///
    /// `None` where a step may not be told: the rest would tell it.
    pub(crate) fn losses_from(&self, from: usize) -> Option<(u64, u64, u64)> {
        if (from..self.steps.len()).any(|idx| self.withheld(idx).is_some()) {
            return None;
        }
        let told = (from..self.steps.len()).filter_map(|idx| Some((idx, self.step(idx)?)));
        Some(told.fold((0, 0, 0), |(at, between, later), (idx, step)| {
            let lost = if self.is_end(idx) { 0 } else { step.counts.lost() };
            let is_after = idx > from && !(self.is_end(idx) && self.source.window.is_some());
            let (astray, surplus) = if is_after { (step.n_between, step.n_surplus) } else { (0, 0) };
            (at + lost, between + astray, later + surplus)
        }))
    }
}
