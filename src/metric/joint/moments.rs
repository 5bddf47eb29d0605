//! What pairs of answers say of how the two go together.
//! Invariant: where nothing can be told there is no figure, and never one that is not a number.

use super::{JointCell, JointCounts};

/// Means, spreads and covariance of the two answers of pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointMoments {
    /// How many pairs.
    pub n: u64,
    /// How many pairs that all count the same they are worth, (Σw)² / Σw².
    pub n_eff: f64,
    /// The mean of the first answers and of the second.
    pub means: (f64, f64),
    /// The sample variance of the first answers and of the second.
    pub variances: (f64, f64),
    /// The sample covariance.
    pub covariance: f64,
}

impl JointMoments {
    /// How the two go together, -1 to 1; `None` where either is the same in all pairs.
    #[must_use]
    pub fn correlation(&self) -> Option<f64> {
        let spread = self.variances.0.sqrt() * self.variances.1.sqrt();
        (spread > 0.0).then(|| (self.covariance / spread).clamp(-1.0, 1.0))
    }
}

impl JointCounts {
    /// Means, sample variances and sample covariance of what the answers are worth, as a hit or none, or as they are.
    ///
    /// * Input: counts of pairs of answers, or sums of their weights w; x and y say what each answer is worth.
    /// * Output: in the units of x, y and x times y.
    /// * Formula: means Σwx / Σw and Σwy / Σw; covariance Σw(x - mx)(y - my) / (Σw - Σw² / Σw), variances alike. Where
    ///   all count the same that is the sum over n - 1.
    /// * Undefined under 2 pairs, or where they are worth no more than one: `None`. Where x or y is the same in all
    ///   pairs the covariance is 0.
    /// * Source: frequency and reliability weights as `numpy.cov` has them (`fweights`, `aweights`).
    #[must_use]
    pub fn moments(&self, x: impl Fn(i32) -> f64, y: impl Fn(i32) -> f64) -> Option<JointMoments> {
        let n = self.n();
        let valued = || self.cells().map(|cell| (x(cell.answers.0), y(cell.answers.1), cell));
        let total = |of: &dyn Fn(f64, f64, JointCell) -> f64| valued().map(|(x, y, cell)| of(x, y, cell)).sum::<f64>();
        let (w, squares) = (total(&|_, _, cell| cell.weight), total(&|_, _, cell| cell.squares));
        let divisor = w - squares / w;
        if n < 2 || divisor.is_nan() || divisor <= 0.0 {
            return None;
        }
        let mean = |of: &dyn Fn(f64, f64) -> f64| total(&|x, y, cell| cell.weight * of(x, y)) / w;
        let means = (mean(&|x, _| x), mean(&|_, y| y));
        let is_spread = |of: &dyn Fn(f64, f64) -> f64| {
            let mut all = valued().map(|(x, y, _)| of(x, y).to_bits());
            all.next().is_some_and(|first| all.any(|other| other != first))
        };
        let around =
            |of: &dyn Fn(f64, f64) -> f64| total(&|x, y, cell| cell.weight * of(x - means.0, y - means.1)) / divisor;
        let spread = (is_spread(&|x, _| x), is_spread(&|_, y| y));
        let or_none = |is_spread: bool, of: &dyn Fn(f64, f64) -> f64| if is_spread { around(of) } else { 0.0 };
        let variances = (or_none(spread.0, &|x, _| x * x), or_none(spread.1, &|_, y| y * y));
        let covariance = or_none(spread.0 && spread.1, &|x, y| x * y);
        let moments = JointMoments { n, n_eff: w * w / squares, means, variances, covariance };
        covariance.is_finite().then_some(moments)
    }

    /// The sum of the products of the two answers.
    ///
    /// * Input: counts of pairs of answers, or sums of their weights w.
    /// * Output: in the unit of the first answer times that of the second.
    /// * Formula: Σxy; with weights Σwxy.
    /// * Undefined without pairs: `None`.
    /// * Source: none needed.
    #[must_use]
    pub fn sum_of_products(&self) -> Option<f64> {
        let products = self.cells().map(|cell| cell.weight * f64::from(cell.answers.0) * f64::from(cell.answers.1));
        (self.n() > 0).then(|| products.sum())
    }

    /// The sample covariance of the two answers.
    ///
    /// * Input: counts of pairs of answers, or sums of their weights w.
    /// * Output: in the unit of the first answer times that of the second.
    /// * Formula: Σ(x - mx)(y - my) / (n - 1); with weights as [`moments`](Self::moments) has it.
    /// * Undefined under 2 pairs: `None`. Where one of the two is the same in all pairs it is 0.
    /// * Source: as `numpy.cov`.
    #[must_use]
    pub fn covariance(&self) -> Option<f64> {
        Some(self.moments(f64::from, f64::from)?.covariance)
    }

    /// Pearson's r of the two answers.
    ///
    /// * Input: counts of pairs of answers, or sums of their weights w.
    /// * Output: -1 to 1; 1 where the second rises with the first in a straight line.
    /// * Formula: Σw(x - mx)(y - my) / √(Σw(x - mx)² Σw(y - my)²), each w 1 where all count the same.
    /// * Undefined under 2 pairs, and where one of the two is the same in all pairs: `None`.
    /// * Source: Pearson, Proceedings of the Royal Society of London 58, 1895.
    #[must_use]
    pub fn pearson(&self) -> Option<f64> {
        self.moments(f64::from, f64::from)?.correlation()
    }

    /// Spearman's rho of the two answers.
    ///
    /// * Input: counts of pairs of answers, or sums of their weights w.
    /// * Output: -1 to 1; 1 where the second never falls while the first rises.
    /// * Formula: Pearson's r of the ranks; answers that are alike share the middle of their ranks, which is half of what
    ///   they weigh above what all lower ones weigh.
    /// * Undefined under 2 pairs, and where one of the two is the same in all pairs: `None`.
    /// * Source: Spearman, The American Journal of Psychology 15, 1904; ties: Kendall, Biometrika 33, 1945.
    #[must_use]
    pub fn spearman(&self) -> Option<f64> {
        let (rows, columns) = self.scales;
        let mut weights = (vec![0.0; rows.n_answers], vec![0.0; columns.n_answers]);
        for cell in self.cells() {
            let (first, second) = (rows.above(cell.answers.0)?, columns.above(cell.answers.1)?);
            *weights.0.get_mut(first)? += cell.weight;
            *weights.1.get_mut(second)? += cell.weight;
        }
        let ranks = (middle_ranks(&weights.0), middle_ranks(&weights.1));
        let rank = |ranks: &[f64], above: Option<usize>| above.and_then(|above| ranks.get(above)).copied();
        let moments = self.moments(
            |answer| rank(&ranks.0, rows.above(answer)).unwrap_or(0.0),
            |answer| rank(&ranks.1, columns.above(answer)).unwrap_or(0.0),
        );
        moments?.correlation()
    }
}

/// The middle of the ranks of each answer.
fn middle_ranks(weights: &[f64]) -> Vec<f64> {
    let mut below = 0.0;
    let rank = |weight: &f64| {
        let rank = below + weight / 2.0;
        below += weight;
        rank
    };
    weights.iter().map(rank).collect()
}
