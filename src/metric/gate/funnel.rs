//! A funnel as it may be told: its steps in one period, against the period before.
//! Invariant: a step that may not be told is in no sum, no share and no rank, and no step beside it tells it.

use super::{Admission, Gated};
use crate::metric::fixed::whole;
use crate::metric::{
    Basis, Comparison, Disclosed, Gate, Grain, Leaks, Margin, Measure, Period, Reading, Series, StepCounts, Verdict,
    Withheld, change, funnel,
};

/// The counts of a step over time.
#[derive(Clone, Debug)]
pub struct StepSeries<'a> {
    /// Completed among entered.
    pub series: &'a Series,
    /// The same of groups that hold this one, or are held by it.
    pub beside: Vec<&'a Series>,
    /// How they become a reading.
    pub measure: Measure,
    /// Is it where the way ends? Then nobody can go on, and nobody is lost.
    pub is_end: bool,
    /// Were cases followed from step to step? Then a step without counts is one that nobody reached.
    pub follows_cases: bool,
}

/// A number of a period, and how it changed since the period before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NowAndBefore {
    /// Now.
    pub now: Gated,
    /// In the period before, where there is one.
    pub before: Option<Gated>,
    /// How it changed; `None` where either may not be told, or rests on few.
    pub change: Option<Comparison>,
}

/// A step as it may be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DisclosedStep {
    /// How many entered, and how many completed it.
    pub counts: StepCounts,
    /// The share that is lost.
    pub loss: Disclosed,
    /// The share of those who came to the first step that is still there after this one.
    pub still_there: Option<Disclosed>,
    /// How many entered beyond those who completed the step before.
    pub n_surplus: u64,
    /// How many completed the step before and did not enter this one.
    pub n_between: u64,
    /// The share of those who completed the step before that did not enter this one; `None` where all did, or more.
    pub astray: Option<Disclosed>,
    /// The share of them that did enter it.
    pub arrived: Option<Disclosed>,
    /// The share that goes on.
    pub conversion: NowAndBefore,
    /// The counts of the period before.
    pub counts_before: Option<StepCounts>,
}

/// What may be told of a funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct DisclosedFunnel {
    /// Each step: what may be told of it, else why nothing may; `None` where nobody came to it in the period.
    pub steps: Vec<Option<Result<DisclosedStep, Withheld>>>,
    /// How many came to each step, where that may be told.
    pub came: Vec<Option<u64>>,
    /// The share of those who came that completes the last step.
    pub overall: Option<NowAndBefore>,
    /// From which step on people mean it, and the share of these that leaves.
    pub abandonment: Option<(usize, NowAndBefore)>,
    /// Where most is lost.
    pub leaks: Leaks,
    /// The step of those that fell for sure at which the share fell most.
    pub worse: Option<usize>,
    /// How many cases of the period have not had their time yet, and are in no count; `None` where that may not be told.
    pub n_pending: Option<u64>,
}

/// A step in one period.
#[derive(Clone, Copy)]
struct StepAt {
    counts: StepCounts,
    gated: Gated,
    /// May it be told how many came, though not how many went on?
    is_came_told: bool,
}

/// Every step in one period; `None` where nobody came.
struct StepsAt(Vec<Option<StepAt>>);

impl Gate {
    /// A funnel in a period, against the period before.
    ///
    /// * Input: the steps in their order, the two periods, and how far a share may change and be steady.
    /// * Output: what may be told of each step and of the whole. The steps are a family; the whole, and what is left of
    ///   those who mean it, stand alone.
    /// * Formula: those of [`funnel`], and [`change::compare`] with false discoveries held at 5 % ([`change::discover`]).
    /// * Undefined where nobody came to a step: `None` in its place.
    /// * Source: those of the formulas.
    #[must_use]
    pub fn funnel(
        self,
        steps: &[StepSeries<'_>],
        (period, before): (Period, Option<Period>),
        margin: Option<Margin>,
    ) -> DisclosedFunnel {
        let now = self.steps_at(steps, Some(period));
        let then = self.steps_at(steps, before);
        let (counts, counts_then) = (now.counts(), then.counts());
        let mut all = self.steps(steps, &now, &then);
        discover(&mut all, margin);
        let measure = steps.first().map(|step| step.measure);
        // Where cases are followed, a last step without anybody is one that nobody reached.
        let follows = steps.last().is_some_and(|step| step.follows_cases);
        let (is_ended, was_ended) = (now.is_ended(follows), then.is_ended(follows));
        let alone = |now: Option<Reading>, then: Option<Reading>| {
            let admit = |reading: Reading| Some(self.admit(&reading, &measure?));
            let own = NowAndBefore::of(admit(now.filter(|_| is_ended)?)?, then.filter(|_| was_ended).and_then(admit));
            Some(NowAndBefore { change: own.change.map(|change| change.within(margin)), ..own })
        };
        let abandonment = funnel::abandonment(&counts, self.few()).and_then(|(from, left)| {
            // Left from the same step on, whether or not it was the first in earnest then.
            let ends_then = counts_then.get(from).zip(counts_then.last());
            let then = ends_then.map(|(from, last)| StepCounts { entered: from.entered, completed: last.completed });
            Some((from, alone(Some(left), then.and_then(StepCounts::loss))?))
        });
        // A step without rows is a hole: nobody knows who went through it.
        let has_hole = |from: usize| {
            steps.iter().enumerate().skip(from).any(|(idx, step)| !step.follows_cases && now.at(idx).is_none())
        };
        let abandonment = abandonment.filter(|(from, _)| !has_hole(*from));
        let n_pending = steps.first().map_or(0, |step| step.series.n_pending(&period));
        DisclosedFunnel {
            overall: alone(funnel::overall(&counts), funnel::overall(&counts_then)).filter(|_| !has_hole(0)),
            abandonment,
            leaks: funnel::leaks(&counts, self.few()),
            worse: worse(&all),
            n_pending: Some(n_pending).filter(|n| *n == 0 || self.withholds(*n).is_none()),
            came: (0..steps.len()).map(|idx| now.came(idx)).collect(),
            steps: all,
        }
    }

    /// Each step by itself, and beside the one before.
    fn steps(
        self,
        steps: &[StepSeries<'_>],
        now: &StepsAt,
        then: &StepsAt,
    ) -> Vec<Option<Result<DisclosedStep, Withheld>>> {
        let still_there = funnel::still_there(&now.counts());
        let told = steps.iter().enumerate().map(|(idx, step)| {
            let own = now.at(idx)?;
            if let Some(withheld) = own.gated.withheld() {
                return Some(Err(withheld));
            }
            let admit = |reading: Reading| self.admit(&reading, &step.measure).disclosed().copied();
            let earlier = idx.checked_sub(1).and_then(|idx| now.shown(idx));
            let before = then.at(idx).map(|own| own.gated);
            let of = if step.is_end { NowAndBefore::apart } else { NowAndBefore::of };
            Some(Ok(DisclosedStep {
                counts: own.counts,
                loss: own.counts.loss().and_then(admit)?,
                still_there: still_there.get(idx).copied().flatten().and_then(admit),
                n_surplus: earlier.map_or(0, |earlier| own.counts.entered.saturating_sub(earlier.completed)),
                n_between: earlier.map_or(0, |earlier| earlier.completed.saturating_sub(own.counts.entered)),
                astray: earlier
                    .filter(|earlier| earlier.completed > own.counts.entered)
                    .and_then(|earlier| admit(earlier.lost_before(own.counts)?)),
                arrived: earlier
                    .filter(|earlier| earlier.completed > own.counts.entered)
                    .and_then(|earlier| admit(earlier.arrived_at(own.counts)?)),
                conversion: of(own.gated, before),
                counts_before: then.shown(idx),
            }))
        });
        told.collect()
    }

    /// Every step in a period. Beside a step that may not be told, nothing is that would tell it.
    ///
    /// Where cases are followed, a step that nobody reached after one that is hidden is hidden too: of how few would
    /// say which. How many went on to a step that is hidden is not told at the one before, only how many came to that.
    fn steps_at(self, steps: &[StepSeries<'_>], period: Option<Period>) -> StepsAt {
        let mut all: Vec<Option<StepAt>> = Vec::new();
        for step in steps {
            let own = period.and_then(|period| self.step(step, period));
            let is_after_hidden = all.last().copied().flatten().is_some_and(|before| before.gated.withheld().is_some());
            let none = || self.withholds(0).map(StepAt::hidden);
            all.push(own.or_else(|| none().filter(|_| step.follows_cases && is_after_hidden)));
        }
        let limit = self.limits.hidden;
        let for_few = Withheld { n: 0, limit, n_others: None, is_for_few: true };
        let hidden: Vec<bool> = all.iter().map(|own| own.is_some_and(|own| own.gated.withheld().is_some())).collect();
        for (own, is_next_hidden) in all.iter_mut().zip(hidden.into_iter().skip(1)) {
            let Some(own) = own.as_mut().filter(|own| is_next_hidden && own.gated.disclosed().is_some()) else {
                continue;
            };
            *own = StepAt { gated: Gated(Admission::Withheld(for_few)), is_came_told: true, ..*own };
        }
        StepsAt(all)
    }

    /// A step in a period; `None` where nobody came to it.
    fn step(self, step: &StepSeries<'_>, period: Period) -> Option<StepAt> {
        let within = |series: &Series| match period.grain {
            Grain::All => series.clone(),
            _ => series.between(Some(period.start), Some(period.end())),
        };
        let reading = within(step.series).total(&step.measure)?;
        let Basis::Share { hits } = reading.basis else { return None };
        let completed = u64::try_from(whole(hits)).unwrap_or(0);
        let beside: Vec<u64> = step.beside.iter().map(|own| within(own).n()).collect();
        let gated = self.admit_beside(&reading, &step.measure, beside.into_iter());
        let is_came_told = gated.disclosed().is_some();
        Some(StepAt { counts: StepCounts { entered: reading.n, completed }, gated, is_came_told })
    }
}

impl StepAt {
    /// A step of which nothing may be told.
    const fn hidden(withheld: Withheld) -> Self {
        let gated = Gated(Admission::Withheld(withheld));
        Self { counts: StepCounts { entered: 0, completed: 0 }, gated, is_came_told: false }
    }
}

impl StepsAt {
    fn at(&self, idx: usize) -> Option<StepAt> {
        self.0.get(idx).copied().flatten()
    }

    /// The counts of a step, where they may be told.
    fn shown(&self, idx: usize) -> Option<StepCounts> {
        self.at(idx).filter(|own| own.gated.disclosed().is_some()).map(|own| own.counts)
    }

    /// How many came to a step, where that may be told.
    fn came(&self, idx: usize) -> Option<u64> {
        self.at(idx).filter(|own| own.is_came_told).map(|own| own.counts.entered)
    }

    /// The counts of all, of those that may not be told none.
    fn counts(&self) -> Vec<StepCounts> {
        (0..self.0.len()).map(|idx| self.shown(idx).unwrap_or_default()).collect()
    }

    /// Is it known how many completed the last step?
    fn is_ended(&self, follows_cases: bool) -> bool {
        let last = self.0.len().saturating_sub(1);
        self.shown(last).is_some() || follows_cases && self.at(last).is_none()
    }
}

impl NowAndBefore {
    fn of(now: Gated, before: Option<Gated>) -> Self {
        let change = before.and_then(|before| now.disclosed()?.change_since(before.disclosed()?));
        Self { now, before, change }
    }

    /// The two without a change.
    const fn apart(now: Gated, before: Option<Gated>) -> Self {
        Self { now, before, change: None }
    }
}

/// Takes back the verdicts that so many steps at once would bring about by chance.
fn discover(steps: &mut [Option<Result<DisclosedStep, Withheld>>], margin: Option<Margin>) {
    let mut own: Vec<&mut Comparison> =
        steps.iter_mut().flatten().filter_map(|step| step.as_mut().ok()?.conversion.change.as_mut()).collect();
    let mut changes: Vec<Comparison> = own.iter().map(|change| **change).collect();
    change::discover(&mut changes);
    for (own, found) in own.iter_mut().zip(changes) {
        **own = found.within(margin);
    }
}

/// The step of those that fell for sure at which the share fell most; of equals the first.
fn worse(steps: &[Option<Result<DisclosedStep, Withheld>>]) -> Option<usize> {
    let changes = steps.iter().enumerate().filter_map(|(idx, step)| {
        let change = step.as_ref()?.as_ref().ok()?.conversion.change?;
        (change.verdict == Verdict::Fell).then_some((idx, change.difference))
    });
    changes.min_by(|(_, one), (_, other)| one.total_cmp(other)).map(|(idx, _)| idx)
}

#[cfg(test)]
mod tests;
