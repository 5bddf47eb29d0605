//! What some answers can show: the smallest change, and how many answers a change needs.
//! Invariant: more answers show less, and a smaller change needs more of them.

use super::family::FALSE_DISCOVERIES;
use super::fixed::extent;
use super::interval::normal_quantile;
use super::{Basis, Reading};

/// How often a change is told that is as large as the smallest one that is said to show.
const POWER: f64 = 0.8;

/// How many standard errors a change has to be so that it is told four times out of five, among as many questions.
pub(super) fn errors(family: usize) -> f64 {
    let level = FALSE_DISCOVERIES / (2.0 * extent(family.max(1)));
    normal_quantile(1.0 - level) + normal_quantile(POWER)
}

/// How far single answers lie from one another: the variance of one.
///
/// * Input: a reading of answers, by its effective number of them.
/// * Output: in the unit of the reading, squared (shares in percent, NPS in points).
/// * Formula: NPS p + d - (p - d)²; shares p(1 - p); means s².
/// * Undefined for sums, medians and composites, and for a mean whose spread is not known: `None`.
/// * Source: the variance of a multinomial and of a binomial answer.
#[must_use]
pub fn variance_of_one(reading: &Reading) -> Option<f64> {
    let n = reading.n_eff;
    match reading.basis {
        Basis::Share { hits } => Some(10_000.0 * hits / n * (1.0 - hits / n)),
        Basis::Nps { promoters, detractors } => {
            let score = (promoters - detractors) / n;
            Some(10_000.0 * ((promoters + detractors) / n - score * score))
        }
        Basis::Mean { variance } => variance,
        Basis::Median { .. } | Basis::Composite { .. } | Basis::Bare => None,
    }
}

/// The smallest change from one wave to the next that two waves of this size show four times out of five.
///
/// * Input: a wave: its reading, with the spread and the effective number of its answers.
/// * Output: the size of a change in the unit of the reading, without a sign.
/// * Formula: (z(0.975) + z(0.8)) √(2V / n), V the variance of one answer.
/// * Undefined where no spread is known or seen: `None`.
/// * Source: Cohen, Statistical Power Analysis, 1988.
#[must_use]
pub fn smallest_change(wave: &Reading) -> Option<f64> {
    let variance = variance_of_one(wave).filter(|own| *own > 0.0)?;
    Some(errors(1) * (2.0 * variance / wave.n_eff).sqrt())
}

/// How many answers tell a difference four times out of five.
///
/// * Input: a wave whose answers lie as far apart as those to come; the difference, in its unit; whether it is from a
///   fixed number, which one wave shows, or from another wave of the same size.
/// * Output: how many effective answers, not rounded, of the wave or of either of the two.
/// * Formula: (z(0.975) + z(0.8))² V / Δ² for one wave, twice that for either of two.
/// * Undefined where no spread is known or seen, and for no difference: `None`.
/// * Source: Cohen, Statistical Power Analysis, 1988.
#[must_use]
pub fn needed(wave: &Reading, difference: f64, n_waves: Waves) -> Option<f64> {
    let variance = variance_of_one(wave).filter(|own| *own > 0.0)?;
    let times = match n_waves {
        Waves::One => 1.0,
        Waves::Two => 2.0,
    };
    let n = times * errors(1).powi(2) * variance / (difference * difference);
    n.is_finite().then_some(n)
}

/// What a difference is seen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waves {
    /// One wave against a fixed number.
    One,
    /// A wave against another.
    Two,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::vectors::near;
    use crate::metric::{Sample, score};

    /// The airport survey of 2018, unweighted: 1,268 promoters and 447 detractors of 2,650.
    #[test]
    fn a_wave_shows_so_much_and_so_much_needs_so_many() {
        let wave = score::nps(1268.0, 447.0, Sample::of(2650)).unwrap();
        near(variance_of_one(&wave).unwrap(), 5_511.867_568_529_726);
        near(smallest_change(&wave).unwrap(), 5.714_066_434_061_397);
        near(needed(&wave, 5.0, Waves::Two).unwrap(), 3_460.958_852_563_916);
        near(needed(&wave, -2.0, Waves::Two).unwrap(), 21_630.992_828_524_475);
        near(needed(&wave, 5.0, Waves::One).unwrap(), 3_460.958_852_563_916 / 2.0);
    }

    #[test]
    fn what_has_no_spread_shows_nothing() {
        let alike = score::share(40.0, Sample::of(40)).unwrap();
        assert_eq!((smallest_change(&alike), needed(&alike, 5.0, Waves::One)), (None, None));
        let sum = score::sum(40.0, 3).unwrap();
        assert_eq!((variance_of_one(&sum), smallest_change(&sum)), (None, None));
        let one = score::mean(3.0, None, Sample::of(1)).unwrap();
        assert_eq!(needed(&one, 1.0, Waves::Two), None);
        let wave = score::share(10.0, Sample::of(40)).unwrap();
        assert_eq!(needed(&wave, 0.0, Waves::One), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn as_many_answers_as_are_needed_show_the_change(n in 2_u64..5_000, part in 0.01..0.99_f64) {
            let sample = Sample::of(n);
            let wave = score::share(part * sample.n_eff, sample).unwrap();
            let change = smallest_change(&wave).unwrap();
            near(needed(&wave, change, Waves::Two).unwrap(), sample.n_eff);
            let more = score::share(part * 2.0 * sample.n_eff, Sample::of(2 * n)).unwrap();
            prop_assert!(smallest_change(&more).unwrap() < change);
        }
    }
}
