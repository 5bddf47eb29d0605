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

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct FunnelStep {
    pub(crate) at: Address,
    pub(crate) name: String,
}

impl Funnel {
    /// What may be told of a step.
    pub(crate) fn step(&self, idx: usize) -> Option<&DisclosedStep> {
        self.told.steps.get(idx)?.as_ref()?.as_ref().ok()
    }

    /// Why nothing may be told of a step.
    pub(crate) fn withheld(&self, idx: usize) -> Option<Withheld> {
        self.told.steps.get(idx)?.as_ref()?.err()
    }

    /// Is it where the way ends, and nobody can go on?
    pub(crate) fn is_end(&self, idx: usize) -> bool {
        self.source.window.is_some() && idx + 1 == self.steps.len()
    }

    /// How many are lost at a step on a day.
    pub(crate) fn lost_a_day(&self, idx: usize) -> Option<f64> {
        let (_, _, n_days) = self.days?;
        #[expect(clippy::cast_precision_loss, reason = "counts above 2^53 lose less than the last digit shown")]
        let share = self.step(idx)?.counts.lost() as f64 / n_days as f64;
        share.is_finite().then_some(share)
    }

    /// The step that matters most: the worst of those who mean it, or else the one where the smallest share goes on.
    pub(crate) fn first_leak(&self) -> Option<usize> {
        self.told.leaks.after_looking.or(self.told.leaks.rate)
    }
}
