//! What is said of how one number moved.
//! Invariant: the latest in time of what is sure is what is said.

use jiff::ToSpan;

use crate::metric::scan::Break;
use crate::metric::{Comparison, Disclosed, Margin, Period, Verdict, change};

/// A period and its reading.
pub(crate) type Dated = (Period, Disclosed);

/// How one number moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Judged {
    /// The last two periods that are over, at the grain that suits the data of the metric.
    pub step: Option<PeriodPair>,
    /// The day that parts all answers best, then those within the parts, oldest first.
    pub breaks: Vec<Break<Disclosed>>,
}

/// Two periods, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PeriodPair {
    pub earlier: Dated,
    pub later: Dated,
    /// The change, or what keeps one from telling.
    pub outcome: Result<Comparison, Hindrance>,
}

/// What keeps one from comparing two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hindrance {
    /// The later rests on too few answers.
    Few,
    /// The earlier does.
    FewBefore,
    /// The answers of one are weighed, and those of the other are not.
    Weights,
    /// So many cases are still open, and those of the two had not the same time.
    Open(u64),
    /// There is nothing that says how sure either is: a sum.
    NoInterval,
}

/// The latest that is sure, or else the last step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Said<'a> {
    Broke(&'a Break<Disclosed>),
    Stepped(&'a PeriodPair),
}

impl Judged {
    /// What is said of it; `None` where there is nothing to compare.
    #[must_use]
    pub(crate) fn said(&self) -> Option<Said<'_>> {
        let step = self.step.as_ref().map(Said::Stepped);
        let broke = self.breaks.first().filter(|own| own.is_sure());
        let Some((broke, made)) = broke.zip(self.step.as_ref()) else { return broke.map(Said::Broke).or(step) };
        // Where dates are no finer than periods both are the same event; else a day within the two says more.
        let is_same = broke.days == (made.later.0.start, made.later.0.start);
        // A break that went the other way lies before the step.
        let is_within = made.holds(broke) && (broke.day >= made.later.0.start || made.went(broke.verdict()));
        if made.is_sure() && (is_same || !is_within) { step } else { Some(Said::Broke(broke)) }
    }

    /// What is said of it of late: what parts its past is history.
    #[must_use]
    pub(crate) fn recent(&self) -> Option<Said<'_>> {
        match (self.said()?, &self.step) {
            (Said::Broke(own), Some(step)) if !step.holds(own) => Some(Said::Stepped(step)),
            (said, _) => Some(said),
        }
    }
}

impl<'a> Said<'a> {
    /// Which way it moved for sure; `None` where that is not asked.
    #[must_use]
    pub(crate) fn verdict(&self) -> Option<Verdict> {
        match self {
            Self::Broke(own) => Some(own.verdict()),
            Self::Stepped(step) => step.outcome.ok().map(|change| change.verdict),
        }
    }

    /// How far it moved, and between which two readings.
    #[must_use]
    pub(crate) fn change(&self) -> Option<(Comparison, &'a Disclosed, &'a Disclosed)> {
        match *self {
            Self::Broke(own) => Some((own.change, &own.sides.0, &own.sides.1)),
            Self::Stepped(step) => Some((step.outcome.ok()?, &step.earlier.1, &step.later.1)),
        }
    }
}

impl PeriodPair {
    /// The step from one period to the next.
    ///
    /// * `n_open`: how many cases of the two have no outcome yet.
    #[must_use]
    pub(crate) fn of(earlier: Dated, later: Dated, is_estimate: bool, n_open: u64) -> Self {
        let outcome = match (&earlier.1, &later.1) {
            _ if !is_estimate => Err(Hindrance::NoInterval),
            _ if n_open > 0 => Err(Hindrance::Open(n_open)),
            (_, later) if later.is_few() => Err(Hindrance::Few),
            (earlier, _) if earlier.is_few() => Err(Hindrance::FewBefore),
            (earlier, later) if !later.goes_with(earlier) => Err(Hindrance::Weights),
            (earlier, later) => later.change_since(earlier).ok_or(Hindrance::NoInterval),
        };
        Self { earlier, later, outcome }
    }

    /// Judges pairs that are looked at together.
    ///
    /// * `margin`: how far a change may go and be none.
    pub(crate) fn discover(pairs: &mut [&mut Self], margin: Option<Margin>) {
        let mut changes: Vec<Comparison> = pairs.iter().filter_map(|own| own.outcome.ok()).collect();
        change::discover(&mut changes);
        let compared = pairs.iter_mut().filter(|own| own.outcome.is_ok());
        for (own, found) in compared.zip(changes) {
            own.outcome = Ok(found.within(margin));
        }
    }

    /// Does a break tell the two apart? Its day lies past the middle of the earlier.
    fn holds(&self, own: &Break<Disclosed>) -> bool {
        let Period { start, .. } = self.earlier.0;
        let n_days = start.duration_until(self.earlier.0.end()).as_hours() / 24;
        own.day > start.saturating_add((n_days / 2).days())
    }

    /// Did it go that way?
    fn went(&self, verdict: Verdict) -> bool {
        self.outcome.is_ok_and(|change| change.verdict == verdict)
    }

    /// Did it move beyond chance?
    fn is_sure(&self) -> bool {
        self.outcome.is_ok_and(|change| matches!(change.verdict, Verdict::Rose | Verdict::Fell))
    }
}
