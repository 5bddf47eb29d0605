//! Are many periods one and the same, whatever way they go?
//! Invariant: the order of the periods changes nothing.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};
use statrs::function::gamma::gamma_ur;

use super::fixed::extent;
use super::{Basis, Reading};

/// How many answers of a class are expected in a period at the least, and in four of five of them.
const LEAST_EXPECTED: (f64, f64) = (1.0, 5.0);

/// How far periods are from being one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// χ² of counts, Welch's F of means, Q of medians and composites.
    pub statistic: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// Those of the denominator of an F.
    pub freedom_within: Option<f64>,
    /// The chance of periods as far apart where all are one.
    pub p: f64,
    /// Are there enough answers of each kind for p to hold? Else it is not gone by.
    pub is_sound: bool,
}

/// Are all periods one?
///
/// * Input: one reading a period, of one basis and one way of weighing, each with its effective number of answers.
/// * Output: a statistic and its p: small where the periods differ, in whatever order.
/// * Formula: shares and NPS: Pearson's χ² of hits and misses, or promoters, passives and detractors, by period; a class
///   that nobody gave is left out. Means: Welch's F with w = n / s². Medians and composites: Q = Σ w (x - Σwx / Σw)² with
///   w = 1 / error², χ² of k - 1 degrees.
/// * Undefined under two periods, where all answers are alike, for sums, and for a mean whose spread is not known or 0:
///   `None`.
/// * Source: Pearson, Philosophical Magazine 50, 1900; Cochran, Biometrics 10, 1954 (expected counts, Q); Welch, Biometrika
///   38, 1951.
#[must_use]
pub fn homogeneity(readings: &[Reading]) -> Option<Homogeneity> {
    let (first, rest) = readings.split_first()?;
    if rest.is_empty() || rest.iter().any(|own| own.shown != first.shown || !first.weighing.goes_with(own.weighing)) {
        return None;
    }
    match first.basis {
        Basis::Share { .. } | Basis::Nps { .. } => of_classes(&each(readings, classes)?),
        Basis::Mean { .. } => of_means(&each(readings, moments)?),
        Basis::Median { .. } | Basis::Composite { .. } => {
            of_errors(&each(readings, |own| Some((own.headline().value, own.error().filter(|error| *error > 0.0)?)))?)
        }
        Basis::Bare => None,
    }
}

/// A part of each; `None` where one lacks it.
fn each<T>(readings: &[Reading], part: impl Fn(&Reading) -> Option<T>) -> Option<Vec<T>> {
    readings.iter().map(part).collect()
}

/// How many answers of a reading are of each class.
fn classes(reading: &Reading) -> Option<Vec<f64>> {
    let n = reading.n_eff;
    match reading.basis {
        Basis::Share { hits } => Some(vec![hits, (n - hits).max(0.0)]),
        Basis::Nps { promoters, detractors } => {
            Some(vec![promoters, (n - promoters - detractors).max(0.0), detractors])
        }
        _ => None,
    }
}

/// Mean, variance and number of the answers of a reading.
fn moments(reading: &Reading) -> Option<(f64, f64, f64)> {
    let Basis::Mean { variance } = reading.basis else { return None };
    let variance = variance.filter(|own| *own > 0.0 && reading.n_eff > 1.0)?;
    Some((reading.value, variance, reading.n_eff))
}

fn of_classes(periods: &[Vec<f64>]) -> Option<Homogeneity> {
    let n_classes = periods.first().map_or(0, Vec::len);
    let sum_of = |class: usize| periods.iter().filter_map(|own| own.get(class)).sum::<f64>();
    let sums: Vec<f64> = (0..n_classes).map(sum_of).collect();
    let all: f64 = sums.iter().sum();
    let n_given = sums.iter().filter(|sum| **sum > 0.0).count();
    let (mut statistic, mut n_short) = (0.0, 0_usize);
    let mut least = f64::INFINITY;
    for own in periods {
        let n: f64 = own.iter().sum();
        for (count, sum) in own.iter().zip(&sums).filter(|(_, sum)| **sum > 0.0) {
            let expected = n * sum / all;
            statistic += (count - expected).powi(2) / expected;
            least = least.min(expected);
            n_short += usize::from(expected < LEAST_EXPECTED.1);
        }
    }
    let is_sound = least >= LEAST_EXPECTED.0 && 5 * n_short <= n_given * periods.len();
    chi_squared(statistic, n_given.checked_sub(1)? * (periods.len() - 1), is_sound)
}

fn of_errors(periods: &[(f64, f64)]) -> Option<Homogeneity> {
    let weight = |error: f64| 1.0 / (error * error);
    let all: f64 = periods.iter().map(|(_, error)| weight(*error)).sum();
    let mean = periods.iter().map(|(value, error)| weight(*error) * value).sum::<f64>() / all;
    let statistic = periods.iter().map(|(value, error)| weight(*error) * (value - mean).powi(2)).sum();
    chi_squared(statistic, periods.len() - 1, true)
}

fn chi_squared(statistic: f64, freedom: usize, is_sound: bool) -> Option<Homogeneity> {
    if freedom == 0 || !statistic.is_finite() {
        return None;
    }
    let freedom = extent(freedom);
    let p = if statistic > 0.0 { gamma_ur(freedom / 2.0, statistic / 2.0) } else { 1.0 };
    Some(Homogeneity { statistic, freedom, freedom_within: None, p, is_sound })
}

fn of_means(periods: &[(f64, f64, f64)]) -> Option<Homogeneity> {
    let k = extent(periods.len());
    let weight = |(_, variance, n): &(f64, f64, f64)| n / variance;
    let all: f64 = periods.iter().map(weight).sum();
    let mean = periods.iter().map(|own| weight(own) * own.0).sum::<f64>() / all;
    let between = periods.iter().map(|own| weight(own) * (own.0 - mean).powi(2)).sum::<f64>() / (k - 1.0);
    let rest: f64 = periods.iter().map(|own| (1.0 - weight(own) / all).powi(2) / (own.2 - 1.0)).sum();
    let statistic = between / (1.0 + 2.0 * (k - 2.0) / (k * k - 1.0) * rest);
    let (freedom, within) = (k - 1.0, (k * k - 1.0) / (3.0 * rest));
    let p = FisherSnedecor::new(freedom, within).ok().map(|own| own.sf(statistic)).filter(|p| p.is_finite())?;
    Some(Homogeneity { statistic, freedom, freedom_within: Some(within), p, is_sound: true })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::vectors::near;
    use crate::metric::{Sample, score};

    /// `scipy.stats.chi2_contingency([[40, 55, 70], [60, 45, 50]], correction=False)`, scipy 1.17.1.
    #[test]
    fn shares_by_period_equal_scipy() {
        let of = |hits, n| score::share(hits, Sample::of(n)).unwrap();
        let own = homogeneity(&[of(40.0, 100), of(55.0, 100), of(70.0, 120)]).unwrap();
        near(own.statistic, 8.028_673_835_125_45);
        near(own.p, 0.018_054_922_484_454_193);
        assert!((own.freedom - 2.0).abs() < 1e-12 && own.is_sound);
    }

    #[test]
    fn what_is_alike_or_alone_differs_from_nothing() {
        let share = |hits, n| score::share(hits, Sample::of(n)).unwrap();
        assert_eq!(homogeneity(&[]), None);
        assert_eq!(homogeneity(&[share(4.0, 10)]), None);
        assert_eq!(homogeneity(&[share(40.0, 40), share(50.0, 50)]), None, "everybody was satisfied");
        let same = homogeneity(&[share(20.0, 40), share(25.0, 50)]).unwrap();
        near(same.p, 1.0);
        let mean = |variance| score::mean(3.0, variance, Sample::of(40)).unwrap();
        assert_eq!(homogeneity(&[mean(Some(1.0)), mean(Some(0.0))]), None);
        assert_eq!(homogeneity(&[mean(Some(1.0)), mean(None)]), None);
        assert_eq!(homogeneity(&[score::sum(3.0, 2).unwrap(), score::sum(5.0, 2).unwrap()]), None);
        let few = homogeneity(&[share(1.0, 40), share(2.0, 40)]).unwrap();
        assert!(!few.is_sound, "one and a half hits are expected");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_order_of_periods_changes_nothing(parts in proptest::collection::vec((1_u64..500, 1_u64..500), 2..12), turn in 0_usize..12) {
            let mut readings: Vec<Reading> = parts.iter().filter_map(|(hits, misses)| {
                score::share(super::super::fixed::real(*hits), Sample::of(hits + misses))
            }).collect();
            let own = homogeneity(&readings).unwrap();
            let turn = turn % readings.len();
            readings.rotate_left(turn);
            near(homogeneity(&readings).unwrap().p, own.p);
            prop_assert!((0.0..=1.0).contains(&own.p));
        }
    }
}
