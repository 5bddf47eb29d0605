//! What has to be said of a funnel besides its numbers, in sentences.
//! Invariant: whatever is left out, does not add up or may mislead has its sentence.

use super::found::{Funnel, FunnelLack};
use crate::metric::{Grain, Verdict};
use crate::text::numeral::count;

/// What is to be looked at where no row is counted.
const NO_ROW: &str = "`match` says which rows are, and `cjm sources` which are left out and why";

impl FunnelLack {
    /// In a sentence.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::NoSource => {
                "no source has a funnel: two columns would make one, how many entered a step and how many \
                               completed it (`entered` and `completed` of a [[source]]); in an event log, `window` does"
                    .to_owned()
            }
            Self::Empty(id) => {
                format!("`{id}` is a funnel, but no row of it is counted at a touchpoint: {NO_ROW}")
            }
            Self::LeftOut { id, reasons } => {
                let told: Vec<String> = reasons.iter().map(|(n, own)| format!("{} {own}", count(*n))).collect();
                format!("no row of `{id}` is counted: left out are {}", told.join(", "))
            }
            Self::Open { id, window, n: 1 } => {
                format!("`{id}` has 1 case, and its {window} are not over at the last event: it is not counted yet")
            }
            Self::Open { id, window, n } => {
                let n = count(*n);
                format!(
                    "`{id}` has {n} cases, and the {window} of none are over at the last event: they are not counted yet"
                )
            }
            Self::Nobody(id) => {
                format!("`{id}` counts nobody of these people: a funnel needs the columns they are told apart by")
            }
            Self::NotThen(period) => format!("nobody is counted in {}", period.label()),
        }
    }
}

impl Funnel {
    /// Everything there is to say.
    pub(crate) fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.of_period().into_iter().collect();
        notes.extend(self.of_cases());
        for idx in 0..self.steps.len() {
            notes.extend(self.of_step(idx));
            notes.extend(self.of_way(idx));
        }
        notes.extend(self.of_sources());
        notes
    }

    /// What is not told, and which other sources would tell as much.
    pub(crate) fn of_sources(&self) -> Vec<String> {
        let mut notes = Vec::new();
        let is_hidden = (0..self.steps.len()).any(|idx| self.withheld(idx).is_some() || self.is_hole(idx));
        if self.told.abandonment.is_none() && !is_hidden {
            notes.push("how many give up in earnest is not told: at no step half or more go on".to_owned());
        }
        let others: Vec<String> = self.others.iter().map(|(id, n)| format!("{id} ({})", steps(*n))).collect();
        if !others.is_empty() {
            let fullest = format!("{} has the most steps", self.source.id);
            notes.push(format!("{fullest}; also a funnel: {}", others.join(", ")));
        }
        notes
    }

    /// `2026-Q1 is not over`, `dates from 2026-01-04 to 2026-03-29 stand for 91 days`.
    pub(crate) fn of_period(&self) -> Option<String> {
        let label = self.period.label();
        let (first, last, n_days) = self.days?;
        let is_whole = self.period.grain == Grain::All || self.is_over;
        let is_by_more = |own: &u64| {
            let n_between = first.duration_until(last).as_hours().div_euclid(24) + 1;
            u64::try_from(n_between).is_ok_and(|n| *own > n)
        };
        let by_more = Some(n_days).filter(is_by_more);
        let days = by_more.map(|n| format!("dates from {first} to {last} stand for {} days", count(n)));
        match (is_whole, days) {
            (true, days) => days,
            (false, days) => {
                let days = days.map(|own| format!("; {own}")).unwrap_or_default();
                Some(format!("{label} is not over, its last date is {last}{days}"))
            }
        }
    }

    /// How many cases have not had their time.
    pub(crate) fn of_cases(&self) -> Option<String> {
        let window = self.source.window.as_ref()?;
        let begin = format!("a case has {window} from its first event at {}", self.steps.first()?.name);
        Some(match self.told.n_pending {
            None => format!("{begin}; a few whose time is not over are left out"),
            Some(0) => begin,
            Some(1) => format!("{begin}; 1 whose time is not over is left out"),
            Some(n) => format!("{begin}; {} whose time is not over are left out", count(n)),
        })
    }

    /// What is odd about a step.
    pub(crate) fn of_step(&self, idx: usize) -> Vec<String> {
        let mut notes = Vec::new();
        let Some(name) = self.steps.get(idx).map(|own| own.name.as_str()) else { return notes };
        if let Some(withheld) = self.withheld(idx) {
            notes.push(format!("{name}: {}", withheld.without_number()));
        }
        if self.is_hole(idx) {
            notes.push(format!("{name}: no rows in {}, so who went through it is not known", self.period.label()));
        }
        let Some(step) = self.step(idx) else { return notes };
        let before = idx.checked_sub(1).and_then(|idx| self.steps.get(idx)).map_or("", |own| own.name.as_str());
        if step.n_surplus > 0 {
            notes.push(format!(
                "{name}: {} entered beyond those who completed {before}: they came again or another way, or it counts \
                 another unit",
                count(step.n_surplus)
            ));
        }
        if step.loss.is_few() {
            notes.push(format!("{name}: n {}, too few: listed, not ranked", count(step.loss.n())));
        }
        if let Some(change) = step.conversion.change
            && change.verdict == Verdict::CannotTell
            && matches!(change.alone(), Verdict::Rose | Verdict::Fell)
        {
            let family = change.standing.family;
            notes.push(format!("{name}: alone its change would count, among {family} it may be chance"));
        }
        notes
    }

    /// Who went on from the step before and did not come.
    pub(crate) fn of_way(&self, idx: usize) -> Option<String> {
        let (step, own) = (self.step(idx)?, self.steps.get(idx)?);
        let before = self.steps.get(idx.checked_sub(1)?)?;
        let went_on = self.step(idx.checked_sub(1)?)?.counts.completed;
        (step.n_between > 0 && !self.is_end(idx)).then(|| {
            format!(
                "{} of {} went on from {} and never came to {}: they left on the way, or are not counted there",
                count(step.n_between),
                count(went_on),
                before.name,
                own.name
            )
        })
    }
}

/// `1 step`, `4 steps`.
fn steps(n: usize) -> String {
    if n == 1 { "1 step".to_owned() } else { format!("{n} steps") }
}
