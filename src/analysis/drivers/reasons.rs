//! Why a place is worth looking at, each reason spelled out.
//! Invariant: no reason is a score; each says what it rests on.

use crate::analysis::judged::{Judged, Said};
use crate::journey::{Action, ActionStatus, PainPoint, PainStatus, Touchpoint};
use crate::metric::{Digits, Metric, Period, Verdict};
use crate::text::numeral::number;

/// From which severity on a pain is said to hurt.
pub(crate) const SEVERE: u8 = 4;

/// A reason to look at a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DriverReason {
    /// Its worst pain that hurts still, and how many are as bad.
    Pain { severity: u8, n: usize },
    /// It got worse beyond chance.
    Worse(GotWorse),
    /// It got worse if nothing else is looked at; among so many it may be chance.
    MayBeChance(GotWorse, usize),
    /// It is said to decide whether customers stay.
    Truth,
    /// It does worst of so many, or cannot be told from these others that do.
    Lowest { of: usize, with: Vec<String> },
    /// It goes with the outcome for sure.
    GoesWith,
    /// So many of a hundred meet it.
    Reach(f64),
    /// Its worst risk: likelihood and impact.
    Risk(u8, u8),
}

/// How a number got worse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GotWorse {
    /// Did it rise?
    pub has_risen: bool,
    /// By how much, in its unit.
    pub by: String,
    /// The period before, or the day.
    pub since: String,
}

impl GotWorse {
    /// `fell 7.6 since 2017`.
    #[must_use]
    pub(crate) fn words(&self) -> String {
        format!("{} {} since {}", if self.has_risen { "rose" } else { "fell" }, self.by, self.since)
    }
}

/// What nobody has done at a place that needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unattended {
    /// Nobody wrote down what hurts there.
    NobodyLooked,
    /// Nobody has begun to mend it.
    NobodyBegan,
}

impl DriverReason {
    /// In words, for a list.
    #[must_use]
    pub(crate) fn words(&self, outcome: &str) -> String {
        match self {
            Self::Pain { severity, n: 1 } => format!("pain {severity}"),
            Self::Pain { severity, n } => format!("pain {severity} ×{n}"),
            Self::Worse(own) => own.words(),
            Self::MayBeChance(own, family) => {
                format!("{}; alone it would count, among {family} it may be chance", own.words())
            }
            Self::Truth => "moment of truth".to_owned(),
            Self::Lowest { of, with } if with.is_empty() => format!("lowest of {of}"),
            Self::Lowest { of, with } => format!("with {} the lowest of {of}", with.join(" and ")),
            Self::GoesWith => format!("goes with {outcome}"),
            Self::Reach(reach) => format!("{} % meet it", number(*reach, 0)),
            Self::Risk(likelihood, impact) => format!("risk {likelihood}×{impact}"),
        }
    }
}

impl Unattended {
    /// In words.
    #[must_use]
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::NobodyLooked => "nobody has looked",
            Self::NobodyBegan => "nobody has begun",
        }
    }

    /// What nobody has done at a touchpoint.
    ///
    /// * `is_of_first`: is it one of the first five places?
    pub(super) fn of(touchpoint: &Touchpoint, is_of_first: bool) -> Option<Self> {
        if touchpoint.actions.iter().any(is_alive) || touchpoint.pains.iter().any(is_being_mended) {
            return None;
        }
        let is_severe = severest(touchpoint).is_some_and(|(severity, _)| severity >= SEVERE);
        match () {
            () if is_of_first && touchpoint.pains.is_empty() => Some(Self::NobodyLooked),
            () if is_of_first || is_severe => Some(Self::NobodyBegan),
            () => None,
        }
    }
}

/// What a touchpoint's own claims and numbers say of it.
///
/// * `period`: the one that was asked for; then only what got worse from the one before to it is said.
pub(super) fn reasons(
    touchpoint: &Touchpoint,
    judged: Option<(&Metric, &Judged)>,
    period: Option<Period>,
) -> Vec<DriverReason> {
    let mut all = Vec::new();
    let moved = judged.and_then(|(metric, own)| got_worse(metric, own, period));
    all.extend(moved.clone().filter(|own| matches!(own, DriverReason::Worse(_))));
    all.extend(severest(touchpoint).map(|(severity, n)| DriverReason::Pain { severity, n }));
    all.extend(touchpoint.is_moment_of_truth.then_some(DriverReason::Truth));
    all.extend(moved.filter(|own| matches!(own, DriverReason::MayBeChance(..))));
    let risks = touchpoint.risks.iter().filter_map(|own| Some((own.likelihood?, own.impact?)));
    let worst = risks.max_by_key(|(likelihood, impact)| u16::from(*likelihood) * u16::from(*impact));
    all.extend(worst.map(|(likelihood, impact)| DriverReason::Risk(likelihood, impact)));
    all
}

/// The worst severity of pains that hurt still, and how many are as bad; `None` where none says how bad it is.
pub(super) fn severest(touchpoint: &Touchpoint) -> Option<(u8, usize)> {
    let severities = || touchpoint.pains.iter().filter(|own| own.is_hurting()).filter_map(|own| own.severity);
    let worst = severities().max()?;
    Some((worst, severities().filter(|own| *own == worst).count()))
}

/// Is it begun, or meant to be?
fn is_alive(action: &Action) -> bool {
    matches!(action.status, ActionStatus::Planned | ActionStatus::InProgress)
}

fn is_being_mended(pain: &PainPoint) -> bool {
    pain.status == PainStatus::Planned
}

/// How a number got worse, beyond chance or alone.
fn got_worse(metric: &Metric, judged: &Judged, period: Option<Period>) -> Option<DriverReason> {
    let is_bad = |verdict: Verdict| verdict.is_good(metric.direction) == Some(false);
    let told = |said: Said<'_>, verdict: Verdict| {
        let (change, _, later) = said.change()?;
        let half = later.interval().map_or(change.difference, |own| own.half_width());
        let by = number(change.difference.abs(), Digits::of(metric.kind, &later.headline()).of_half(half));
        let since = match said {
            Said::Broke(own) => own.day.strftime("%-d %b %Y").to_string(),
            Said::Stepped(own) => own.earlier.0.label(),
        };
        let own = GotWorse { has_risen: verdict == Verdict::Rose, by, since };
        Some((own, change.standing.family))
    };
    let of_period = judged.step.as_ref().filter(|own| Some(own.later.0) == period).map(Said::Stepped);
    let said = if period.is_some() { of_period? } else { judged.said()? };
    if let Some(verdict) = said.verdict().filter(|own| is_bad(*own)) {
        return told(said, verdict).map(|(own, _)| DriverReason::Worse(own));
    }
    let step = judged.step.as_ref()?;
    let alone = step.outcome.ok()?.alone();
    let is_unsure = step.outcome.ok()?.verdict == Verdict::CannotTell && is_bad(alone);
    let (own, family) = told(Said::Stepped(step), alone).filter(|_| is_unsure)?;
    Some(DriverReason::MayBeChance(own, family))
}
