//! An action with what it promised and what came of it.

use jiff::civil::Date;

use crate::journey::{Action, ActionStatus, Address, Promise};
use crate::metric::{
    BeforeAfter, Disclosed, Gated, Grain, Measure, Metric, Period, PromiseVerdict, ShipWindows, Unsaid, Verdict,
};

/// An action of the ledger.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its address.
    pub(crate) at: Address,
    pub(crate) id: String,
    pub(crate) text: String,
    /// The name of its stage, where it is of one.
    pub(crate) stage: Option<String>,
    /// The name of its touchpoint; `None`: it is of the journey.
    pub(crate) touchpoint: Option<String>,
    pub(crate) owner: Option<String>,
    pub(crate) status: ActionStatus,
    pub(crate) due: Option<Date>,
    /// What it promised.
    pub(crate) promise: Option<Promise>,
    /// By what it is judged: the metric that it promised, or else the first that is measured there.
    pub(crate) metric: Option<Metric>,
    /// What came of it.
    pub(crate) outcome: Result<Aftermath, EntryLack>,
    /// How it stands now, where it is not shipped.
    pub(crate) now: Option<(Period, Gated)>,
    /// What came of the promise; `None` where nothing was promised.
    pub(crate) verdict: Option<PromiseVerdict>,
}

/// What came of something that was shipped.
#[derive(Clone, Debug)]
pub(crate) struct Aftermath {
    pub(crate) shipped: Date,
    pub(crate) measure: Measure,
    pub(crate) told: BeforeAfter,
    /// How long a period of its chart is, and those that may be told.
    pub(crate) grain: Grain,
    pub(crate) points: Vec<(Period, Disclosed)>,
    /// What the latest period alone says of the promise.
    pub(crate) latest: Option<PromiseVerdict>,
    /// What all since then, up to its day, says of it, whether or not that has come.
    pub(crate) so_far: Option<PromiseVerdict>,
    /// What it is judged over; `None` where nothing is over by its day.
    pub(crate) judged: Option<ShipWindows>,
    /// Was the value beyond what was promised before it was shipped?
    pub(crate) is_as_before: bool,
}

/// Why nothing is said of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntryLack {
    /// It is not shipped.
    Unshipped,
    /// Nobody said on which day it was.
    NoDay,
    /// Its metric is not bound at its place.
    Unbound,
    /// There are no answers of these people.
    Unanswered,
    /// The numbers say why.
    Unsaid(Unsaid),
}

/// How many promises came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PromiseTally {
    pub(crate) reached: usize,
    pub(crate) missed: usize,
    pub(crate) untold: usize,
    pub(crate) due: usize,
    pub(crate) late: usize,
}

impl PromiseTally {
    pub(super) fn of<'e>(all: impl Iterator<Item = &'e Entry>) -> Self {
        let mut tally = Self::default();
        for verdict in all.filter_map(|own| own.verdict) {
            let own = match verdict {
                PromiseVerdict::Reached => &mut tally.reached,
                PromiseVerdict::Missed => &mut tally.missed,
                PromiseVerdict::CannotTell => &mut tally.untold,
                PromiseVerdict::Due => &mut tally.due,
                PromiseVerdict::Late => &mut tally.late,
            };
            *own += 1;
        }
        tally
    }

    /// All of them.
    #[must_use]
    pub(crate) const fn n_all(&self) -> usize {
        self.n_past() + self.due
    }

    /// Those whose day has come.
    #[must_use]
    pub(crate) const fn n_past(&self) -> usize {
        self.reached + self.missed + self.untold + self.late
    }
}

impl Entry {
    /// Which come first: what was missed, what is going again, what was kept, what cannot be told, what promised nothing.
    pub(super) fn rank(&self) -> u8 {
        match self.verdict {
            Some(PromiseVerdict::Missed | PromiseVerdict::Late) => 0,
            _ if self.is_fading() => 1,
            Some(PromiseVerdict::Reached) => 2,
            Some(PromiseVerdict::CannotTell) => 3,
            Some(PromiseVerdict::Due) => 4,
            None => 5,
        }
    }

    /// Is it still to come?
    #[must_use]
    pub(crate) const fn is_unshipped(&self) -> bool {
        matches!(self.outcome, Err(EntryLack::Unshipped))
    }

    /// Is it judged by the very number that another one is judged by?
    #[must_use]
    pub(crate) fn is_same_number(&self, other: &Self) -> bool {
        let id = |own: &Self| own.metric.as_ref().map(|own| own.id.clone());
        match (&self.outcome, &other.outcome) {
            (Ok(own), Ok(other_outcome)) => {
                id(self) == id(other) && own.told.change.sides == other_outcome.told.change.sides
            }
            _ => self.at == other.at,
        }
    }

    /// Does it promise that nothing gets better?
    #[must_use]
    pub(crate) fn is_backwards(&self) -> bool {
        let both = self.promise.as_ref().zip(self.metric.as_ref());
        both.is_some_and(|(promise, metric)| promise.is_backwards(metric.direction))
    }

    /// What is added to its verdict: that it was kept before it was shipped, or cannot be kept at all.
    #[must_use]
    pub(crate) fn remark(&self) -> Option<&'static str> {
        let is_as_before = self.outcome.as_ref().is_ok_and(|own| own.is_as_before);
        match self.verdict? {
            PromiseVerdict::Reached if is_as_before => Some(", as before"),
            PromiseVerdict::CannotTell if self.is_backwards() => {
                let is_same = self.promise.as_ref().is_some_and(|own| own.from == own.to);
                Some(if is_same { ": it promised no change" } else { ": it promised to get worse" })
            }
            _ => None,
        }
    }

    /// The value that was promised.
    #[must_use]
    pub(crate) fn promised(&self) -> Option<f64> {
        self.promise.as_ref()?.to
    }

    /// Did it go back for sure, at least in part?
    #[must_use]
    pub(crate) fn is_fading(&self) -> bool {
        let direction = self.metric.as_ref().map(|own| own.direction);
        let own = self.outcome.as_ref().ok().and_then(|own| own.told.fading.as_ref()?.shift.ok());
        own.zip(direction).and_then(|(own, direction)| own.is_good(direction)) == Some(false)
    }

    /// Did it get better for sure? `None`: one cannot tell, or nothing is compared.
    #[must_use]
    pub(crate) fn is_better(&self) -> Option<bool> {
        let own = self.outcome.as_ref().ok()?.told.change.shift.ok()?;
        own.is_good(self.metric.as_ref()?.direction)
    }

    /// By which part of the value before it differs, in percent.
    #[must_use]
    pub(crate) fn relative(&self) -> Option<f64> {
        let own = self.outcome.as_ref().ok()?;
        own.told.change.relative(&own.measure)
    }

    /// Would it count alone, and does not among all that are looked at?
    #[must_use]
    pub(crate) fn is_chance_among_all(&self) -> bool {
        let own = self.outcome.as_ref().ok().and_then(|own| own.told.change.shift.ok());
        own.is_some_and(|own| own.verdict() != own.alone() && own.verdict() == Verdict::CannotTell)
    }
}

/// Is it live?
pub(super) fn is_shipped(own: &Action) -> bool {
    own.status == ActionStatus::Shipped
}

impl EntryLack {
    /// Why, in words.
    #[must_use]
    pub(crate) fn words(self, few: u64) -> String {
        match self {
            Self::Unshipped => "not shipped".to_owned(),
            Self::NoDay => "no day: `shipped` would say when".to_owned(),
            Self::Unbound => "not measured here: `metrics` would say where".to_owned(),
            Self::Unanswered => "no answers".to_owned(),
            Self::Unsaid(why) => why.words(few),
        }
    }
}
