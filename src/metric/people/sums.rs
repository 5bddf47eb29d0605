//! Sums over people of what their answers at two places are worth: all that a covariance needs.
//! Invariant: sums of two periods add up to those of both.

/// Sums over the answers at several places, called sides: of each side, and of each two that one person answered.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedSums {
    /// How much of the score's unit 1 is.
    pub unit: f64,
    /// By side, over its answers x of weight w: Σw, Σwx, Σw², Σw²x, Σw²x².
    pub sides: Vec<[f64; 5]>,
    /// By two sides, over those who answered x of weight w and y of weight v: Σwv, Σwvx, Σwvy, Σwvxy. First those of
    /// side 0 with 1, 2, ..., then those of 1 with 2, 3, ...
    pub pairs: Vec<[f64; 4]>,
}

/// How many pairs so many sides make.
#[must_use]
pub const fn n_pairs(n_sides: usize) -> usize {
    n_sides * n_sides.saturating_sub(1) / 2
}

/// The place of a pair among those of so many sides; the first of the two comes before the second.
#[must_use]
pub const fn pair(n_sides: usize, (first, second): (usize, usize)) -> usize {
    first * n_sides + second - n_pairs(first + 1) - first - 1
}

impl SharedSums {
    /// The sums of several; `None` where there are none.
    #[must_use]
    pub fn total<'a>(mut all: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let mut sum = all.next()?.clone();
        for other in all {
            add(&mut sum.sides, &other.sides);
            add(&mut sum.pairs, &other.pairs);
        }
        Some(sum)
    }

    /// The covariance of the scores of two sides, in their unit squared.
    ///
    /// * Input: sums over answers x of the one and y of the other, by their weights w and v (1 where all count the
    ///   same), and over those who gave both.
    /// * Output: how the two scores would vary together, were other people of the same sort asked.
    /// * Formula: Σ wv(x − mx)(y − my) / (Σw Σv), over those who gave both; mx = Σwx / Σw over all answers of the side.
    /// * Undefined where either has no answers: `None`. Where nobody gave both it is 0.
    /// * Source: linearisation of a ratio by Taylor's series, Cochran, Sampling Techniques, 3rd ed. 1977, 6.3 and 6.19.
    #[must_use]
    pub fn covariance(&self, (one, other): (usize, usize)) -> Option<f64> {
        let (first, second) = (one.min(other), one.max(other));
        let ([w, wx, ..], [v, vy, ..]) = (*self.sides.get(first)?, *self.sides.get(second)?);
        if first == second {
            return None;
        }
        let [both, x, y, xy] = *self.pairs.get(pair(self.sides.len(), (first, second)))?;
        let (mx, my) = (wx / w, vy / v);
        let sum = xy - my * x - mx * y + mx * my * both;
        let covariance = self.unit * self.unit * sum / (w * v);
        covariance.is_finite().then_some(covariance)
    }

    /// How the scores of two sides go together, −1 to 1.
    ///
    /// * Input: as of [`covariance`](Self::covariance).
    /// * Output: their covariance over the root of the product of their variances. It says less than the correlation of
    ///   answers where few of those who answered at one place did so at the other.
    /// * Formula: variances alike, Σw²(x − mx)² / (Σw)².
    /// * Undefined where either has no answers, or all of one side are alike: `None`.
    /// * Source: as of the covariance.
    #[must_use]
    pub fn correlation(&self, sides: (usize, usize)) -> Option<f64> {
        let variance = |side: usize| {
            let [w, wx, squares, x, xx] = *self.sides.get(side)?;
            let m = wx / w;
            let variance = self.unit * self.unit * (xx - 2.0 * m * x + m * m * squares) / (w * w);
            // What is left by rounding where all answers are alike is no spread.
            (variance > self.unit * self.unit * 1e-12 / w.max(1.0)).then_some(variance)
        };
        let spread = (variance(sides.0)? * variance(sides.1)?).sqrt();
        Some((self.covariance(sides)? / spread).clamp(-1.0, 1.0))
    }
}

fn add<const N: usize>(sums: &mut [[f64; N]], more: &[[f64; N]]) {
    for (own, more) in sums.iter_mut().zip(more) {
        own.iter_mut().zip(more).for_each(|(own, more)| *own += more);
    }
}
