//! Many questions at once: what chance alone would bring about among them.
//! Invariant: an adjusted p is never smaller than its own, and their order is the same.

use super::fixed::extent;

/// The share of false discoveries that is put up with among the changes from one period to the next.
pub const FALSE_DISCOVERIES: f64 = 0.05;
/// The same among the breaks that were searched for.
pub const FALSE_BREAKS: f64 = 0.01;

/// How a p stands among those that are looked at together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adjusted {
    /// The p, adjusted for all of them.
    pub p_adjusted: f64,
    /// How many there are, itself included.
    pub family: usize,
}

impl Adjusted {
    /// A p that stands alone.
    #[must_use]
    pub const fn alone(p: f64) -> Self {
        Self { p_adjusted: p, family: 1 }
    }
}

/// The p values of questions that are asked together, adjusted for their number.
///
/// * Input: two-sided p values.
/// * Output: one standing each, in their order. Those at most q are discoveries, of which a share of q at most is false.
/// * Formula: Benjamini-Hochberg: with p in order, the smallest of p(k) m / k over its own rank and all after it.
/// * Undefined never: no questions are no discoveries.
/// * Source: Benjamini and Hochberg, JRSS B 57(1), 1995.
#[must_use]
pub fn adjusted(ps: &[f64]) -> Vec<Adjusted> {
    let family = ps.len();
    let mut order: Vec<usize> = (0..family).collect();
    let p = |idx: usize| ps.get(idx).copied().unwrap_or(1.0);
    order.sort_by(|a, b| p(*a).total_cmp(&p(*b)));
    let mut all = vec![Adjusted { p_adjusted: 1.0, family }; family];
    let mut least = 1.0_f64;
    for (place, idx) in order.into_iter().enumerate().rev() {
        least = least.min(p(idx) * (extent(family) / extent(place + 1)));
        if let Some(own) = all.get_mut(idx) {
            own.p_adjusted = least;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::vectors::near;

    /// `statsmodels.stats.multitest.multipletests(p, method="fdr_bh")`, statsmodels 0.15.0.
    #[test]
    fn adjusted_p_equal_statsmodels() {
        let rows: [(&[f64], &[f64]); 3] = [
            (
                &[0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205],
                &[0.008, 0.032, 0.0672, 0.0672, 0.0672, 0.08, 0.084_571_428_571_428_57, 0.205],
            ),
            (&[0.01, 0.02, 0.03, 0.04, 0.05], &[0.05, 0.05, 0.05, 0.05, 0.05]),
            (&[], &[]),
        ];
        for (ps, expected) in rows {
            let standings = adjusted(ps);
            assert_eq!(standings.len(), expected.len());
            for (own, expected) in standings.iter().zip(expected) {
                near(own.p_adjusted, *expected);
                assert_eq!(own.family, ps.len());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_gets_surer_among_others(ps in proptest::collection::vec(0.0..1.0_f64, 1..40)) {
            let all = adjusted(&ps);
            for (own, p) in all.iter().zip(&ps) {
                prop_assert!(own.p_adjusted >= *p && own.p_adjusted <= 1.0);
                for (other, of) in all.iter().zip(&ps) {
                    prop_assert!(p > of || own.p_adjusted <= other.p_adjusted);
                }
            }
        }
    }
}
