//! The same people, or other people? What of a change is within groups, and what is that there are more of some of them.
//! Invariant: the two add up to the change of the whole.

use super::interval::{Z, normal_p};
use super::{Basis, Headline, Interval, Reading, Tally, Weighing};

/// A group of people in one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Portion {
    /// What its answers weigh: as many where all count the same.
    pub weight: f64,
    /// What they say.
    pub reading: Reading,
}

/// A group of people in two periods; `None` where none of them answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupPair {
    /// In the earlier.
    pub before: Option<Portion>,
    /// In the later.
    pub after: Option<Portion>,
}

/// A part of a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// In the unit of the metric.
    pub value: f64,
    /// 95 % interval; `None` where a group says nothing of its spread.
    pub interval: Option<Interval>,
    /// Two-sided p.
    pub p: Option<f64>,
}

/// A change, by what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixOrReal {
    /// The same people say otherwise.
    pub within: Contribution,
    /// Other people came.
    pub mix: Contribution,
    /// Both.
    pub total: f64,
}

/// A group, by what the formulas take.
#[derive(Clone, Copy)]
struct Weighed {
    shares: (f64, f64),
    values: (f64, f64),
    /// The variances of how far its value moved and of the mean of the two.
    variances: Option<(f64, f64)>,
}

impl Contribution {
    /// Is it beyond chance?
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.interval.is_some_and(|own| !own.contains(0.0))
    }

    fn of(value: f64, variance: Option<f64>) -> Self {
        let error = variance.map(f64::sqrt).filter(|error| *error > 0.0);
        let interval = error.and_then(|error| Interval::around(value, Z * error));
        Self { value, interval, p: error.map(|error| normal_p(value / error)) }
    }
}

/// What of a change is within the groups of a whole, and what is that the groups are of other sizes.
///
/// * Input: for each group its weight and its reading in two periods. Nobody is in two groups, and all are in one.
/// * Output: within and mix in the unit of the metric, each with a 95 % interval, and their sum: the change of the whole.
/// * Formula: within = Σ ½(w₁ + w₂)(v₂ - v₁), mix = Σ ½(v₁ + v₂)(w₂ - w₁), w a group's share of all weight and v its
///   value. A group of only one period has there and then the same value: it counts as mix. Intervals by the delta
///   method: v with the standard error of its reading, w multinomial with Σ `n_eff` answers.
/// * Undefined for fewer than two groups, where nobody answered in one of the periods, where answers count by weights and
///   others for want of them do not, and where medians or sums are shown, which are no mean of those of groups: `None`.
/// * Source: Kitagawa, JASA 50, 1955.
#[must_use]
pub fn mix_or_real(groups: &[GroupPair]) -> Option<MixOrReal> {
    let portions = |of: fn(&GroupPair) -> Option<Portion>| groups.iter().filter_map(of);
    let (before, after) = (|| portions(|own| own.before), || portions(|own| own.after));
    let is_any = |weighing| before().chain(after()).any(|own| own.reading.weighing == weighing);
    let is_odd = is_any(Weighing::Weighed) && is_any(Weighing::Unweighed);
    if groups.len() < 2 || is_odd || before().chain(after()).any(|own| !is_mean(&own.reading)) {
        return None;
    }
    let sum = |all: &mut dyn Iterator<Item = Portion>| {
        all.fold((0.0, 0.0), |(weight, n): (f64, f64), own| (weight + own.weight, n + own.reading.n_eff))
    };
    let ((weight, n), (weight_then, n_then)) = (sum(&mut before()), sum(&mut after()));
    if weight <= 0.0 || weight_then <= 0.0 {
        return None;
    }
    let weighed: Vec<Weighed> = groups.iter().filter_map(|own| own.weighed((weight, weight_then))).collect();
    let over = |part: &dyn Fn(&Weighed) -> f64| -> f64 { weighed.iter().map(part).sum() };
    let over_sure = |part: &dyn Fn(&Weighed, (f64, f64)) -> f64| -> Option<f64> {
        weighed.iter().map(|own| Some(part(own, own.variances?))).sum()
    };
    let within = over(&|own| own.mean_share() * own.moved());
    let mix = over(&|own| own.mean_value() * own.grew());
    // Of shares that are multinomial: the variance of Σ ac, c counted among n.
    let counted = |a: &dyn Fn(&Weighed) -> f64, share: &dyn Fn(&Weighed) -> f64, n: f64| {
        let mean = over(&|own| a(own) * share(own));
        over(&|own| share(own) * (a(own) - mean).powi(2)) / n
    };
    let in_both =
        |a: &dyn Fn(&Weighed) -> f64| counted(a, &|own| own.shares.0, n) + counted(a, &|own| own.shares.1, n_then);
    let of_moves = over_sure(&|own, (moved, _)| own.mean_share().powi(2) * moved);
    let of_means = over_sure(&|own, (_, mean)| own.grew().powi(2) * mean);
    let within_variance = of_moves.map(|own| own + in_both(&|own| own.moved() / 2.0));
    let mix_variance = of_means.map(|own| own + in_both(&Weighed::mean_value));
    Some(MixOrReal {
        within: Contribution::of(within, within_variance),
        mix: Contribution::of(mix, mix_variance),
        total: within + mix,
    })
}

/// Does every group go one way, and the whole the other?
///
/// * Input: the change of each group and that of the whole.
/// * Output: yes or no.
/// * Formula: at least two groups, the changes of all of one sign, and that of the whole of the other. None is 0.
/// * Undefined never: of fewer than two groups it is no.
/// * Source: Simpson, JRSS B 13, 1951.
#[must_use]
pub fn is_reversed(changes: &[f64], total: f64) -> bool {
    changes.len() > 1 && changes.iter().all(|own| own * total < 0.0)
}

/// Is its value a mean over answers, so that that of a whole is the mean of those of its parts?
fn is_mean(own: &Reading) -> bool {
    own.shown == Headline::Value && !matches!(own.basis, Basis::Bare | Basis::Composite { .. })
}

impl GroupPair {
    /// The group by its shares of the whole; `None` where it has no answers at all.
    fn weighed(&self, (weight, weight_then): (f64, f64)) -> Option<Weighed> {
        let either = self.before.or(self.after)?;
        let (before, after) = (self.before.unwrap_or(either), self.after.unwrap_or(either));
        let share = |own: Option<Portion>, all: f64| own.map_or(0.0, |own| own.weight / all);
        let variance = |own: Portion| own.reading.error().map(|error| error * error);
        let is_of_both = self.before.is_some() && self.after.is_some();
        let both = variance(before).zip(variance(after));
        Some(Weighed {
            shares: (share(self.before, weight), share(self.after, weight_then)),
            values: (before.reading.value, after.reading.value),
            // Of a group of one period the two values are one.
            variances: both.map(|(own, then)| if is_of_both { (own + then, (own + then) / 4.0) } else { (0.0, own) }),
        })
    }
}

impl Weighed {
    fn mean_share(&self) -> f64 {
        f64::midpoint(self.shares.0, self.shares.1)
    }

    fn mean_value(&self) -> f64 {
        f64::midpoint(self.values.0, self.values.1)
    }

    fn moved(&self) -> f64 {
        self.values.1 - self.values.0
    }

    fn grew(&self) -> f64 {
        self.shares.1 - self.shares.0
    }
}

impl Tally {
    /// What the answers of its reading weigh in all: as many as there are where all count the same.
    #[must_use]
    pub fn weight(&self) -> f64 {
        match self {
            Self::Weighted(weighted) => weighted.weight(),
            _ => super::fixed::real(self.n()),
        }
    }
}

#[cfg(test)]
mod tests;
