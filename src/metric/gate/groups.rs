//! Groups of people, nobody of whom is in two: what may be told of each, of the rest, and of what they come to.
//!
//! Invariant: what is not told of a group is not told by what is left when all others are taken from the whole.

use super::{Admission, Crowd, Disclosed, Gate, Gated, Withheld};
use crate::metric::homogeneity::{Homogeneity, homogeneity};
use crate::metric::mix::{GroupPair, MixOrReal, Portion, is_reversed, mix_or_real};
use crate::metric::omnibus::{beyond, moved_alike, rests};
use crate::metric::{Comparison, Margin, Measure, Period, Reading, Series, Tally, change};

/// What was counted of a group in two periods; in the later alone where there is one period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupCounts {
    /// In the earlier.
    pub before: Option<Tally>,
    /// In the later.
    pub after: Option<Tally>,
}

/// What may be told of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupTold {
    /// Its reading in the earlier period; `None` where none of them answered.
    pub before: Option<Gated>,
    /// In the later.
    pub after: Option<Gated>,
    /// That of all the others, in the later.
    pub rest: Option<Disclosed>,
    /// How the group changed; `None` where either rests on few answers.
    pub change: Option<Comparison>,
    /// The group less the rest, in the later period.
    pub against_rest: Option<Comparison>,
    /// How much more the group changed than the rest did.
    pub beyond_rest: Option<Comparison>,
}

/// What may be told of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupsTold {
    /// Each, in the order in which they were given.
    pub groups: Vec<GroupTold>,
    /// All of them.
    pub whole: Option<GroupTold>,
    /// How many are not told. What they come to is not told either: less one of them it would tell of the others.
    pub n_hidden: usize,
    /// Did those that rest on enough answers change alike?
    pub alike: Option<Homogeneity>,
    /// Do they say the same in the later period?
    pub differ: Option<Homogeneity>,
    /// The same people, or other people?
    pub mix: Option<MixOrReal>,
    /// Do all that rest on enough answers go one way, and the whole the other?
    pub is_reversed: bool,
}

/// The readings of a group and of the rest, before the gate.
#[derive(Clone, Copy, Default)]
struct Bare {
    before: Option<Reading>,
    after: Option<Reading>,
    rest_before: Option<Reading>,
    rest: Option<Reading>,
}

impl Gate {
    /// The gate of some of the people, under the same limits.
    #[must_use]
    pub const fn of_some(self) -> Self {
        Self { crowd: Crowd::Filtered, ..self }
    }

    /// The reading of one period, beside the answers that groups nested with this one gave in it.
    #[must_use]
    pub fn of_period(self, series: &Series, beside: &[&Series], measure: &Measure, period: Period) -> Option<Gated> {
        let reading = series.tally_of(period)?.reading(measure)?;
        let n = |own: &&Series| own.tally_of(period).map_or(0, |own| own.n());
        Some(self.admit_beside(&reading, measure, beside.iter().map(n)))
    }

    /// What may be told of groups, nobody of whom is in two.
    ///
    /// Hidden are groups of few, those of which the rest are few, and one more where those that are hidden are few together.
    ///
    /// * `n_outside`: how many answers of those who are looked at are of no group, in either period.
    /// * `margin`: how far a change may go and be none.
    #[must_use]
    pub fn groups(
        self,
        groups: &[GroupCounts],
        n_outside: (u64, u64),
        measure: &Measure,
        margin: Option<Margin>,
    ) -> GroupsTold {
        let reasons = self.hidden_of(groups, n_outside);
        // What all come to would tell of the few that are in none.
        let is_sealed = [n_outside.0, n_outside.1].iter().any(|n| (1..self.limits.hidden).contains(n));
        let of = |side: fn(&GroupCounts) -> &Option<Tally>| -> (Vec<Option<Reading>>, Vec<Option<Reading>>) {
            let tallies: Vec<Option<Tally>> = groups.iter().map(|own| side(own).clone()).collect();
            let own = tallies.iter().map(|own| own.as_ref().and_then(|own| own.reading(measure))).collect();
            (own, if is_sealed { vec![None; groups.len()] } else { rests(&tallies, measure) })
        };
        let ((before, rests_before), (after, rests)) = (of(|own| &own.before), of(|own| &own.after));
        let bare = before.into_iter().zip(after).zip(rests_before.into_iter().zip(rests));
        let bare: Vec<Bare> =
            bare.map(|((before, after), (rest_before, rest))| Bare { before, after, rest_before, rest }).collect();
        let told = bare.iter().zip(&reasons).map(|(own, reason)| self.told(own, reason.as_ref(), measure));
        let mut told = GroupsTold { groups: told.collect(), ..GroupsTold::default() };
        told.discover(margin);
        let is_shown = |idx: &usize| reasons.get(*idx).is_some_and(Option::is_none);
        let (shown, hidden): (Vec<usize>, Vec<usize>) = (0..groups.len()).partition(is_shown);
        let merged = |which: &[usize]| together(which.iter().filter_map(|idx| groups.get(*idx)));
        let alone = |own: &GroupCounts| {
            let reading = |own: &Option<Tally>| own.as_ref()?.reading(measure);
            let own = Bare { before: reading(&own.before), after: reading(&own.after), ..Bare::default() };
            let mut told = self.told(&own, None, measure);
            told.change = told.change.map(|own| own.within(margin));
            told
        };
        let solid: Vec<Reading> =
            shown.iter().filter_map(|idx| bare.get(*idx)?.after.filter(|own| !own.is_weak(self.limits.few))).collect();
        told.differ = homogeneity(&solid).filter(|own| own.is_sound);
        let changes: Vec<Comparison> = told.groups.iter().filter_map(|own| own.change).collect();
        told.alike = moved_alike(&changes);
        if let [only] = shown.as_slice()
            && let Some(own) = told.groups.get_mut(*only).filter(|_| !hidden.is_empty())
        {
            // The rest of the only one that is told are those that are hidden.
            (own.rest, own.against_rest, own.beyond_rest) = (None, None, None);
        }
        if is_sealed {
            return told;
        }
        told.n_hidden = hidden.len();
        let all: Vec<usize> = (0..groups.len()).collect();
        told.whole = Some(alone(&merged(&all)));
        let others = Some(merged(&hidden)).filter(|_| !hidden.is_empty());
        let parts: Vec<GroupPair> = shown
            .iter()
            .filter_map(|idx| groups.get(*idx))
            .chain(&others)
            .filter_map(|own| pair(own, measure))
            .collect();
        told.mix = mix_or_real(&parts);
        let differences: Vec<f64> = changes.iter().map(|own| own.difference).collect();
        told.is_reversed = told.mix.is_some_and(|own| is_reversed(&differences, own.total));
        told
    }

    /// Why each group is not told, if it is not.
    fn hidden_of(self, groups: &[GroupCounts], n_outside: (u64, u64)) -> Vec<Option<Withheld>> {
        let limit = self.limits.hidden;
        let is_few = |n: u64| n > 0 && n < limit;
        let n_of = |side: &Option<Tally>| side.as_ref().map_or(0, Tally::n);
        let counts: Vec<[u64; 2]> = groups.iter().map(|own| [n_of(&own.before), n_of(&own.after)]).collect();
        let sums = counts.iter().fold([0_u64; 2], |[a, b], [n, m]| [a.saturating_add(*n), b.saturating_add(*m)]);
        let own_reason = |own: &[u64; 2]| {
            let few = own.iter().copied().find(|n| is_few(*n));
            let others = own.iter().zip(sums).map(|(n, sum)| sum.saturating_sub(*n)).find(|n| is_few(*n));
            let n = own.iter().copied().max().unwrap_or(0);
            match (few, others) {
                (Some(n), _) => Some(Withheld { n, limit, n_others: None, is_for_few: false }),
                (None, Some(_)) => Some(Withheld { n, limit, n_others: others, is_for_few: false }),
                (None, None) => None,
            }
        };
        let mut reasons: Vec<Option<Withheld>> = counts.iter().map(own_reason).collect();
        loop {
            let hidden = counts.iter().zip(&reasons).filter(|(_, reason)| reason.is_some());
            let [before, after] = hidden.fold([n_outside.0, n_outside.1], |[a, b], ([n, m], _)| [a + n, b + m]);
            let shown = counts.iter().enumerate().zip(&reasons).filter(|(_, reason)| reason.is_none());
            let found = [before, after].into_iter().enumerate().filter(|(_, n)| is_few(*n)).find_map(|(side, _)| {
                let n = |own: &[u64; 2]| own.get(side).copied().unwrap_or(0);
                shown.clone().map(|(own, _)| (own.0, n(own.1))).filter(|(_, n)| *n > 0).min_by_key(|(_, n)| *n)
            });
            let Some((idx, n)) = found else { return reasons };
            if let Some(own) = reasons.get_mut(idx) {
                *own = Some(Withheld { n, limit, n_others: None, is_for_few: true });
            }
        }
    }

    /// A group by its readings; with a reason nothing of it is told.
    fn told(self, own: &Bare, reason: Option<&Withheld>, measure: &Measure) -> GroupTold {
        let gated = |reading: Option<Reading>| match (reading, reason) {
            (Some(reading), Some(reason)) => Some(Gated(Admission::Withheld(Withheld { n: reading.n, ..*reason }))),
            (Some(reading), None) => Some(self.admit(&reading, measure)),
            (None, _) => None,
        };
        let (before, after) = (gated(own.before), gated(own.after));
        if reason.is_some() {
            return GroupTold { before, after, ..GroupTold::default() };
        }
        let enough = |own: Option<Reading>| own.filter(|own| !own.is_weak(self.limits.few));
        let compared = |one: Option<Reading>, other: Option<Reading>| change::compare(&enough(one)?, &enough(other)?);
        let change = compared(own.before, own.after);
        let of_rest = compared(own.rest_before, own.rest);
        GroupTold {
            before,
            after,
            rest: own.rest.and_then(|rest| self.admit(&rest, measure).disclosed().copied()),
            change,
            against_rest: compared(own.rest, own.after),
            beyond_rest: change.zip(of_rest).and_then(|(own, rest)| beyond(&own, &rest)),
        }
    }
}

impl GroupsTold {
    /// Judges the groups among each other: each question is a family of its own.
    fn discover(&mut self, margin: Option<Margin>) {
        let questions: [fn(&mut GroupTold) -> &mut Option<Comparison>; 3] =
            [|own| &mut own.change, |own| &mut own.against_rest, |own| &mut own.beyond_rest];
        for question in questions {
            let mut asked: Vec<&mut Comparison> =
                self.groups.iter_mut().filter_map(|own| question(own).as_mut()).collect();
            let mut changes: Vec<Comparison> = asked.iter().map(|own| **own).collect();
            change::discover(&mut changes);
            for (own, found) in asked.iter_mut().zip(changes) {
                **own = found.within(margin);
            }
        }
    }
}

impl GroupCounts {
    /// What was counted of a group in a period, and in one before it if there is one.
    #[must_use]
    pub fn of(series: Option<&Series>, before: Option<Period>, after: Period) -> Self {
        let tally = |period: Period| series.and_then(|series| series.tally_of(period));
        Self { before: before.and_then(tally), after: tally(after) }
    }
}

/// Groups put together.
fn together<'g>(groups: impl Iterator<Item = &'g GroupCounts>) -> GroupCounts {
    let add = |sum: &mut Option<Tally>, own: &Option<Tally>| match (sum.as_mut(), own) {
        (Some(sum), Some(own)) => {
            let is_added = sum.merge(own);
            debug_assert!(is_added, "all are of one measure");
        }
        (None, own) => sum.clone_from(own),
        (Some(_), None) => {}
    };
    groups.fold(GroupCounts::default(), |mut sum, own| {
        add(&mut sum.before, &own.before);
        add(&mut sum.after, &own.after);
        sum
    })
}

/// A group as the formula of mix takes it; `None` where it has no answers at all.
fn pair(own: &GroupCounts, measure: &Measure) -> Option<GroupPair> {
    let portion = |own: &Option<Tally>| {
        let own = own.as_ref()?;
        Some(Portion { weight: own.weight(), reading: own.reading(measure)? })
    };
    let pair = GroupPair { before: portion(&own.before), after: portion(&own.after) };
    (pair.before.is_some() || pair.after.is_some()).then_some(pair)
}

#[cfg(test)]
mod tests;
