//! Funnel: how many go on from step to step, and where most are lost.
//! Invariant: nobody is lost twice, and never fewer than none: who enters a step without having completed the one before
//! is told as come again, or as counted in another unit.

use super::fixed::real;
use super::{Reading, Sample, score};

/// How many entered a step, and how many of these completed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCounts {
    /// How many came to it.
    pub entered: u64,
    /// How many went on.
    pub completed: u64,
}

/// The steps at which most is lost, each by its index: four answers to one question, for they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaks {
    /// Where most people are lost.
    pub most: Option<usize>,
    /// Where the smallest share goes on.
    pub rate: Option<usize>,
    /// The same among those who look around no more.
    pub after_looking: Option<usize>,
    /// The step that most never come to, though they went on from the one before.
    pub between: Option<usize>,
}

impl StepCounts {
    /// How many entered and did not complete it.
    #[must_use]
    pub const fn lost(self) -> u64 {
        self.entered.saturating_sub(self.completed)
    }

    /// Do half of them or more go on?
    #[must_use]
    pub const fn keeps_half(self) -> bool {
        self.completed >= self.entered.div_ceil(2)
    }

    /// The share that goes on.
    ///
    /// * Input: completed among entered.
    /// * Output: percent in 0..=100 with a 95 % interval.
    /// * Formula: 100 x completed / entered. Interval: Wilson score.
    /// * Undefined where nobody entered, or more completed than entered: `None`.
    /// * Source: funnels as product analytics count them; interval: Wilson, JASA 22, 1927.
    #[must_use]
    pub fn conversion(self) -> Option<Reading> {
        part(self.completed, self.entered)
    }

    /// The share that is lost.
    ///
    /// * Input: completed among entered.
    /// * Output: percent in 0..=100 with a 95 % interval.
    /// * Formula: 100 x (entered - completed) / entered. Interval: Wilson score.
    /// * Undefined where nobody entered, or more completed than entered: `None`.
    /// * Source: as of the share that goes on, which is the rest.
    #[must_use]
    pub fn loss(self) -> Option<Reading> {
        part(self.entered.checked_sub(self.completed)?, self.entered)
    }

    /// The share of those who went on and never came to the next step.
    ///
    /// * Input: how many completed this step, and how many entered the next.
    /// * Output: percent in 0..=100 with a 95 % interval; n is how many went on.
    /// * Formula: 100 x (completed - entered(next)) / completed. Interval: Wilson score.
    /// * Undefined where nobody went on, where nobody is counted at the next step, and where more came to it: `None`.
    /// * Source: as of the share that is lost at a step.
    #[must_use]
    pub fn lost_before(self, next: Self) -> Option<Reading> {
        let lost = self.completed.checked_sub(next.entered).filter(|_| next.entered > 0)?;
        part(lost, self.completed)
    }

    /// The share of those who went on that came to the next step.
    ///
    /// * Input: how many completed this step, and how many entered the next.
    /// * Output: percent in 0..=100 with a 95 % interval; n is how many went on.
    /// * Formula: 100 x entered(next) / completed. Interval: Wilson score.
    /// * Undefined where the share that is lost is.
    /// * Source: as of that share, which is the rest.
    #[must_use]
    pub fn arrived_at(self, next: Self) -> Option<Reading> {
        self.lost_before(next).and_then(|_| part(next.entered, self.completed))
    }
}

/// The share of those who came that completes the last step.
///
/// * Input: the steps in their order.
/// * Output: percent in 0..=100 with a 95 % interval; n is how many entered the first step.
/// * Formula: 100 x completed(last) / entered(first). Interval: Wilson score.
/// * Undefined without steps, where nobody came, and where more completed the last than came: `None`.
/// * Source: funnels as product analytics count them.
#[must_use]
pub fn overall(steps: &[StepCounts]) -> Option<Reading> {
    part(steps.last()?.completed, steps.first()?.entered)
}

/// The shares of those who came that are still there after each step.
///
/// * Input: the steps in their order.
/// * Output: one a step, percent in 0..=100 with a 95 % interval; n is how many entered the first step.
/// * Formula: 100 x completed / entered(first). Interval: Wilson score.
/// * Undefined where nobody came, and at a step that more completed than came: `None` in its place.
/// * Source: funnels as product analytics count them.
#[must_use]
pub fn still_there(steps: &[StepCounts]) -> Vec<Option<Reading>> {
    let came = steps.first().map_or(0, |first| first.entered);
    steps.iter().map(|step| part(step.completed, came)).collect()
}

/// How many entered each step beyond those who completed the one before: they came again, came by another way, or are
/// counted in another unit.
///
/// * Input: the steps in their order.
/// * Output: one a step; 0 at the first.
/// * Formula: max(0, entered(i + 1) - completed(i)).
/// * Undefined never.
/// * Source: none needed.
#[must_use]
pub fn surplus(steps: &[StepCounts]) -> Vec<u64> {
    let before = std::iter::once(None).chain(steps.iter().map(Some));
    let beyond = |(before, own): (Option<&StepCounts>, &StepCounts)| {
        before.map_or(0, |before| own.entered.saturating_sub(before.completed))
    };
    before.zip(steps).map(beyond).collect()
}

/// Which step people enter who look around no more: the first at which half or more go on. Only the steps at the top, in a
/// row, at which fewer do are looking around.
///
/// * Input: the steps in their order, and from how many people on a share is relied on.
/// * Output: its index.
/// * Formula: the first with entered ≥ few and completed ≥ entered / 2.
/// * Undefined where there is none: `None`.
/// * Source: ours. Of those who open a page most only look; a cart is filled by those who mean it.
#[must_use]
pub fn in_earnest(steps: &[StepCounts], few: u64) -> Option<usize> {
    steps.iter().position(|step| step.entered >= few.max(1) && step.keeps_half())
}

/// The share that leaves after it has begun in earnest: carts that never become orders.
///
/// * Input: the steps in their order, and from how many people on a share is relied on.
/// * Output: the index of the step at which it begins ([`in_earnest`]), and percent in 0..=100 with a 95 % interval.
/// * Formula: 100 x (1 - completed(last) / entered(that step)). Interval: Wilson score.
/// * Undefined where at no step half or more go on, and where more completed the last step than entered that one: `None`.
/// * Source: 1 - orders / carts, as shops count it.
#[must_use]
pub fn abandonment(steps: &[StepCounts], few: u64) -> Option<(usize, Reading)> {
    let from = in_earnest(steps, few)?;
    let entered = steps.get(from)?.entered;
    Some((from, part(entered.checked_sub(steps.last()?.completed)?, entered)?))
}

/// Where most is lost.
///
/// * Input: the steps in their order, and from how many people on a step is ranked.
/// * Output: the indexes of the step with the largest loss, of that with the smallest share that goes on, and of the same
///   among the steps past the first from where people mean it ([`in_earnest`]), and of the one before which most go
///   astray. Of equals the first.
/// * Formula: the largest entered - completed, the smallest completed / entered, the largest completed - entered(next).
/// * Undefined where nobody is lost at any step that is ranked: `None` in its place.
/// * Source: ours. The largest loss is nearly always at the top, where most only look around.
#[must_use]
pub fn leaks(steps: &[StepCounts], few: u64) -> Leaks {
    let ranked = || steps.iter().enumerate().filter(|(_, step)| step.entered >= few.max(1) && step.lost() > 0);
    let worst = |is_meant: &dyn Fn(usize, &StepCounts) -> bool| {
        let meant = ranked().filter(|(idx, step)| is_meant(*idx, step));
        let share = |step: &StepCounts| real(step.completed) / real(step.entered);
        meant.min_by(|(_, one), (_, other)| share(one).total_cmp(&share(other))).map(|(idx, _)| idx)
    };
    let pairs = steps.iter().zip(steps.iter().skip(1)).enumerate();
    let astray = pairs.filter_map(|(idx, (own, next))| {
        let is_ranked = own.completed >= few.max(1) && next.entered > 0;
        let lost = own.completed.saturating_sub(next.entered);
        (is_ranked && lost > 0).then_some((idx + 1, lost))
    });
    Leaks {
        between: astray.min_by_key(|(_, lost)| std::cmp::Reverse(*lost)).map(|(idx, _)| idx),
        // Of equals the last would be the largest.
        most: ranked().min_by_key(|(_, step)| std::cmp::Reverse(step.lost())).map(|(idx, _)| idx),
        rate: worst(&|_, _| true),
        after_looking: in_earnest(steps, few).and_then(|from| worst(&|idx, _| idx > 0 && idx >= from)),
    }
}

/// A share of people.
fn part(hits: u64, n: u64) -> Option<Reading> {
    if n == 0 || hits > n {
        return None;
    }
    score::share(real(hits), Sample::of(n))
}

#[cfg(test)]
mod tests;
