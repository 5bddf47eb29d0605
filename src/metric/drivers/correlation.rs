//! How much one answer goes with another, and how sure that is.
//! Invariant: the interval lies within -1 to 1 and holds the value.

use crate::metric::fixed::{extent, real};
use crate::metric::interval::{Interval, ROUNDING, Z};
use crate::metric::{JointCounts, Weighing};

/// The least that two decimals tell from 0.
const LEAST_TOLD: f64 = 0.005;
/// The fewest pairs, by what they are worth, of which it is told how sure a correlation is; Fisher's error is that of three
/// pairs less.
const FEWEST_WORTH: f64 = 3.0;

/// Under this share of its greatest a spread of influences is what rounding leaves.
const NOTHING: f64 = 1e-18;

/// How two answers of one person go together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Pearson's r.
    pub r: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Spearman's rho, beside it.
    pub spearman: f64,
    /// How many gave both.
    pub n: u64,
    /// How many pairs that all count the same they are worth for r.
    pub n_eff: f64,
    /// Whether they count the same.
    pub weighing: Weighing,
}

impl Correlation {
    /// Does it surely go with the outcome: does all of its interval lie above 0, told with two decimals?
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.interval.low >= LEAST_TOLD
    }

    /// The same with the outcome turned round: of one that is better low, how the answers go with its good end.
    ///
    /// * Formula: -r, its interval from -high to -low, and -rho.
    /// * Source: ours.
    #[must_use]
    pub fn turned(self) -> Self {
        let interval = Interval { low: -self.interval.high, high: -self.interval.low };
        Self { r: -self.r, interval, spearman: -self.spearman, ..self }
    }

    /// The standard error of the low end of its interval, by which places are put in order.
    ///
    /// * Formula: (1 - low²) / √(`n_eff` - 3), what a step of Fisher's z is there.
    /// * Source: the delta method.
    #[must_use]
    pub fn error_of_low(&self) -> f64 {
        (1.0 - self.interval.low * self.interval.low) * error(self.n_eff)
    }
}

impl JointCounts {
    /// How the two answers go together, with an interval.
    ///
    /// * Input: counts of pairs of answers x and y, or sums of their weights w.
    /// * Output: Pearson's r with a 95 % interval, and Spearman's rho. `n_eff` is n where all count the same.
    /// * Formula: r as [`pearson`](Self::pearson); Fisher's z: tanh(artanh r ± 1.96 / √(`n_eff` - 3)). `n_eff` by r's own
    ///   design effect: `n_eff` = [Σwu² / Σw] / Σ(w / Σw)²u², u = ab - r(a² + b²) / 2 the influence of a pair on r, a and b
    ///   its answers less their means in standard deviations; where u is nothing, or that is above n, (Σw)² / Σw².
    /// * Undefined where either answer is the same in all pairs, and where they are worth no more than three: `None`.
    /// * Source: Fisher, Metron 1, 1921; influence of a pair: Devlin, Gnanadesikan and Kettenring, Biometrika 62, 1975;
    ///   design effect: Kish, Survey Sampling 1965; put together by us.
    #[must_use]
    pub fn correlation(&self) -> Option<Correlation> {
        let moments = self.moments(f64::from, f64::from)?;
        let r = moments.correlation()?;
        let (spearman, weighing) = (self.spearman()?, self.weighing()?);
        let spread = (moments.variances.0.sqrt(), moments.variances.1.sqrt());
        let influence = |(x, y): (i32, i32)| {
            let (a, b) = ((f64::from(x) - moments.means.0) / spread.0, (f64::from(y) - moments.means.1) / spread.1);
            a * b - r * (a * a + b * b) / 2.0
        };
        let (mut w, mut by_weight, mut by_square) = (0.0, 0.0, 0.0);
        for cell in self.cells() {
            let influence = influence(cell.answers);
            w += cell.weight;
            by_weight += cell.weight * influence * influence;
            by_square += cell.squares * influence * influence;
        }
        let n = real(moments.n);
        let own = w * (by_weight / by_square);
        let n_eff = match weighing {
            Weighing::Even | Weighing::Unweighed => n,
            Weighing::Weighed if by_weight > NOTHING * w && own <= n * (1.0 + ROUNDING) => own.min(n),
            Weighing::Weighed => moments.n_eff.min(n),
        };
        let interval = fisher(r, n_eff)?;
        Some(Correlation { r, interval, spearman, n: moments.n, n_eff, weighing })
    }
}

/// The interval of r among pairs that are worth so many.
fn fisher(r: f64, n_eff: f64) -> Option<Interval> {
    if n_eff.is_nan() || n_eff <= FEWEST_WORTH {
        return None;
    }
    let (z, half) = (r.atanh(), Z * error(n_eff));
    // Rounding must not put r outside.
    Some(Interval { low: (z - half).tanh().min(r), high: (z + half).tanh().max(r) })
}

/// The standard error of Fisher's z.
fn error(n_eff: f64) -> f64 {
    1.0 / (n_eff - FEWEST_WORTH).sqrt()
}

/// How much answers to one thing go with answers to another, whatever the two are.
///
/// * Input: r of each two places.
/// * Output: -1 to 1. Where it is high, people who like one thing like all, and what goes with the outcome says little of
///   one place.
/// * Formula: the plain mean of the r.
/// * Undefined where there are none: `None`.
/// * Source: Thorndike, Journal of Applied Psychology 4, 1920 (halo); the mean is ours.
#[must_use]
pub fn halo(rs: &[f64]) -> Option<f64> {
    (!rs.is_empty()).then(|| rs.iter().sum::<f64>() / extent(rs.len()))
}
