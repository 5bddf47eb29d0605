//! Which periods stand out from the others of their row?
//! Invariant: without eight points there are no limits, and limits hold their center.

use super::fixed::extent;
use super::{Basis, Interval, Reading, power};

/// The fewest points that limits are drawn from.
pub const FEWEST_OF_LIMITS: usize = 8;

/// From how many points on limits are not provisional.
pub const SETTLED_FROM: usize = 12;

/// The usual range of two normal values, in their standard deviations: d₂ of two.
const USUAL_RANGE: f64 = 1.128;

/// Within how many of its own sigmas a value is no signal.
const SIGMAS: f64 = 3.0;

/// How many usual ranges a plain value may lie from the mean: 3 / d₂, as charts have it.
const RANGES: f64 = 2.66;

/// How many usual ranges a range may be.
const RANGE_OF_RANGES: f64 = 3.268;

/// How many on one side are a signal.
const ON_A_SIDE: usize = 8;

/// How many of how many nearer to a limit than to the center are a signal.
const NEAR_A_LIMIT: (usize, usize) = (3, 4);

/// By which rule a period stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SignalRule {
    /// It lies outside the limits.
    Outside,
    /// It is the last of eight on one side of the center.
    EightOnASide,
    /// It is the third of four on one side that lie nearer to the limit than to the center.
    ThreeOfFour,
    /// It lies further from the one before than neighbors do: of plain counts and sums.
    Leap,
}

impl SignalRule {
    /// In words, for records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::EightOnASide => "8 on a side",
            Self::ThreeOfFour => "3 of 4 nearer a limit",
            Self::Leap => "leap",
        }
    }
}

/// A period that stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signal {
    /// By which rule.
    pub rule: SignalRule,
    /// Which of the points: of several together the one that makes it a signal.
    pub at: usize,
    /// Does it lie above the center?
    pub is_above: bool,
}

/// How limits are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKind {
    /// By how many answered: Laney's p′, and the same of scores and means.
    Laney,
    /// By how far neighbors lie apart: individuals and moving range.
    MovingRange,
}

/// The center and the limits of a row, and what stands out.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlChart {
    /// How the limits are made.
    pub kind: ChartKind,
    /// What all periods come to.
    pub center: f64,
    /// How many times as far periods lie apart as chance among answers would have it; 1 of plain numbers.
    pub sigma: f64,
    /// The limits of each point.
    pub limits: Vec<Interval>,
    /// Do they rest on fewer than twelve points?
    pub is_provisional: bool,
    /// What stands out, in order of time.
    pub signals: Vec<Signal>,
}

/// Which periods stand out, of values that answers gave?
///
/// * Input: one reading a period, oldest first: shares, NPS or means of one way of weighing.
/// * Output: the center, the limits of each, and the signals: outside, eight on one side, three of four nearer to the
///   limit than to the center.
/// * Formula: z = (x - x̄) / σ with σ² = V / n; x̄ and V of all answers together (of means V within periods); σz = the mean
///   of |z - z before| / 1.128; limits x̄ ± 3 σ σz.
/// * Undefined under eight points, where all are alike, and for sums, medians and composites: `None`.
/// * Source: Laney, Quality Engineering 14(4), 2002; rules: Western Electric 1956, three of four as NHS England has it.
#[must_use]
pub fn chart(readings: &[Reading]) -> Option<ControlChart> {
    let first = readings.first()?;
    let goes_with = |own: &Reading| first.weighing.goes_with(own.weighing) && own.shown == first.shown;
    if readings.len() < FEWEST_OF_LIMITS || !readings.iter().all(goes_with) {
        return None;
    }
    let n: f64 = readings.iter().map(|own| own.n_eff).sum();
    let center = readings.iter().map(|own| own.n_eff * own.value).sum::<f64>() / n;
    let variance = pooled(readings, n).filter(|own| *own > 0.0)?;
    let errors: Vec<f64> = readings.iter().map(|own| (variance / own.n_eff).sqrt()).collect();
    let zs: Vec<f64> = readings.iter().zip(&errors).map(|(own, error)| (own.value - center) / error).collect();
    let sigma = usual_range(&zs) / USUAL_RANGE;
    let around = |error: &f64| Interval::around(center, SIGMAS * error * sigma);
    let limits: Vec<Interval> = errors.iter().map(around).collect::<Option<_>>()?;
    let places: Vec<f64> = zs.iter().map(|z| if sigma > 0.0 { z / (SIGMAS * sigma) } else { 0.0 }).collect();
    let is_provisional = readings.len() < SETTLED_FROM;
    Some(ControlChart { kind: ChartKind::Laney, center, sigma, limits, is_provisional, signals: signals(&places) })
}

/// Which periods stand out, of plain counts and sums?
///
/// * Input: one value a period, oldest first.
/// * Output: the mean, the limits, and the signals: as those of [`chart`], and leaps.
/// * Formula: x̄ ± 2.66 times the mean range of neighbors; a leap is a range above 3.268 times that.
/// * Undefined under eight points: `None`.
/// * Source: Shewhart 1931; Wheeler, Understanding Variation, 1993.
#[must_use]
pub fn chart_of_sums(values: &[f64]) -> Option<ControlChart> {
    if values.len() < FEWEST_OF_LIMITS || !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let center = values.iter().sum::<f64>() / extent(values.len());
    let usual = usual_range(values);
    let reach = RANGES * usual;
    let limits = vec![Interval::around(center, reach)?; values.len()];
    let place = |value: &f64| if reach > 0.0 { (value - center) / reach } else { 0.0 };
    let places: Vec<f64> = values.iter().map(place).collect();
    let mut signals = signals(&places);
    let ranges = values.iter().zip(values.iter().skip(1)).enumerate();
    let leaps = ranges.filter(|(_, (own, next))| usual > 0.0 && (*next - *own).abs() > RANGE_OF_RANGES * usual);
    signals.extend(leaps.map(|(idx, (own, next))| Signal {
        rule: SignalRule::Leap,
        at: idx + 1,
        is_above: next > own,
    }));
    signals.sort_by_key(|own| (own.at, own.rule));
    let is_provisional = values.len() < SETTLED_FROM;
    Some(ControlChart { kind: ChartKind::MovingRange, center, sigma: 1.0, limits, is_provisional, signals })
}

/// The variance of one answer among those of all periods, of means within their periods.
fn pooled(readings: &[Reading], n: f64) -> Option<f64> {
    let (mut ups, mut downs, mut squares, mut freedom) = (0.0, 0.0, 0.0, 0.0);
    for own in readings {
        match own.basis {
            Basis::Share { hits } => ups += hits,
            Basis::Nps { promoters, detractors } => (ups, downs) = (ups + promoters, downs + detractors),
            Basis::Mean { variance } => {
                squares += (own.n_eff - 1.0) * variance?;
                freedom += own.n_eff - 1.0;
            }
            Basis::Median { .. } | Basis::Composite { .. } | Basis::Bare => return None,
        }
    }
    let first = readings.first()?;
    let basis = match first.basis {
        Basis::Share { .. } => Basis::Share { hits: ups },
        Basis::Nps { .. } => Basis::Nps { promoters: ups, detractors: downs },
        _ => Basis::Mean { variance: (freedom > 0.0).then(|| squares / freedom) },
    };
    power::variance_of_one(&Reading { basis, n_eff: n, ..*first })
}

/// How far neighbors lie apart, in the mean.
fn usual_range(values: &[f64]) -> f64 {
    let ranges = values.iter().zip(values.iter().skip(1)).map(|(own, next)| (next - own).abs());
    ranges.sum::<f64>() / extent(values.len().saturating_sub(1).max(1))
}

/// The signals of values by their places: 0 is the center, 1 and -1 are the limits.
fn signals(places: &[f64]) -> Vec<Signal> {
    let mut all = Vec::new();
    let mut n_on_side = 0_usize;
    for (at, place) in places.iter().enumerate() {
        let is_above = *place > 0.0;
        let mut say = |rule| all.push(Signal { rule, at, is_above });
        if place.abs() > 1.0 {
            say(SignalRule::Outside);
        }
        let before = at.checked_sub(1).and_then(|before| places.get(before));
        let is_same = before.is_some_and(|before| before * place > 0.0);
        n_on_side = if is_same { n_on_side + 1 } else { usize::from(*place != 0.0) };
        if n_on_side == ON_A_SIDE {
            say(SignalRule::EightOnASide);
        }
        let is_near = |at: usize| places.get(at).is_some_and(|own| own.abs() > 0.5 && own * place > 0.0);
        let (few, of) = NEAR_A_LIMIT;
        let n_near = |last: usize| (last.saturating_sub(of - 1)..=last).filter(|at| is_near(*at)).count();
        // Said once: not where the four before were as many already.
        if is_near(at) && n_near(at) == few && at.checked_sub(1).is_none_or(|before| n_near(before) < few) {
            say(SignalRule::ThreeOfFour);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::fixed::real;
    use crate::metric::{Sample, score};

    fn shares(rows: &[(u64, u64)]) -> Vec<Reading> {
        rows.iter().filter_map(|(hits, n)| score::share(real(*hits), Sample::of(*n))).collect()
    }

    fn rules(chart: &ControlChart) -> Vec<(SignalRule, usize)> {
        chart.signals.iter().map(|own| (own.rule, own.at)).collect()
    }

    #[test]
    fn under_eight_points_there_are_no_limits() {
        let rows: Vec<(u64, u64)> = (0..7).map(|idx| (40 + idx, 100)).collect();
        assert_eq!(chart(&shares(&rows)), None);
        assert_eq!(chart_of_sums(&[1.0; 7]), None);
        assert_eq!(chart(&[]), None);
    }

    #[test]
    fn what_is_all_alike_has_no_signal() {
        assert_eq!(chart(&shares(&[(100, 100); 9])), None, "no spread was seen");
        let same = chart(&shares(&[(50, 100); 9])).unwrap();
        assert!(same.signals.is_empty() && same.is_provisional);
        let sums = chart_of_sums(&[5.0; 12]).unwrap();
        assert!(sums.signals.is_empty() && !sums.is_provisional);
    }

    #[test]
    fn each_rule_is_said_once_where_it_begins() {
        assert_eq!(
            signals(&[0.1, 1.2, 0.0, 0.3]).iter().map(|own| (own.rule, own.at)).collect::<Vec<_>>(),
            [(SignalRule::Outside, 1)]
        );
        let side = signals(&[-0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]);
        assert_eq!(side.iter().map(|own| (own.rule, own.at)).collect::<Vec<_>>(), [(SignalRule::EightOnASide, 8)]);
        let near = signals(&[0.1, -0.6, -0.7, 0.2, -0.8, -0.6, 0.6]);
        assert_eq!(near.iter().map(|own| (own.rule, own.at)).collect::<Vec<_>>(), [(SignalRule::ThreeOfFour, 4)]);
        let mut values = [10.0; 12];
        for (idx, own) in values.iter_mut().enumerate() {
            *own += if idx % 2 == 0 { 0.2 } else { -0.2 };
        }
        values[7] = 60.0;
        assert_eq!(
            rules(&chart_of_sums(&values).unwrap()),
            [(SignalRule::Outside, 7), (SignalRule::Leap, 7), (SignalRule::Leap, 8)]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn limits_hold_the_center_and_narrow_with_more_answers(rows in proptest::collection::vec((1_u64..200, 1_u64..200), 8..20)) {
            let rows: Vec<(u64, u64)> = rows.into_iter().map(|(hits, misses)| (hits, hits + misses)).collect();
            let own = chart(&shares(&rows)).unwrap();
            for (limits, (_, n)) in own.limits.iter().zip(&rows) {
                prop_assert!(limits.contains(own.center));
                for (other, (_, more)) in own.limits.iter().zip(&rows) {
                    prop_assert!(more < n || other.half_width() <= limits.half_width() + 1e-9);
                }
            }
            prop_assert!((0.0..=100.0).contains(&own.center));
        }
    }
}
