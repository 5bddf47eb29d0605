//! Sums over weights: what means, shares and their errors are made of.
//! Invariant: sums are fixed point, so that no order of adding changes a digit.

use std::cmp::Ordering;

use super::detail;
use crate::metric::fixed::{FineSum, millionths, real};
use crate::metric::interval::ROUNDING;
use crate::metric::score;
use crate::metric::twofold::{Twofold, around};
use crate::metric::{Reading, Sample};

/// What some answers weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weight {
    /// Σw.
    sum: FineSum,
    /// Σw².
    squares: FineSum,
}

impl Weight {
    /// One more answer of that weight.
    pub fn add(&mut self, weight: f64) {
        self.sum.add(weight);
        self.squares.add(weight * weight);
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { sum: self.sum.plus(other.sum), squares: self.squares.plus(other.squares) }
    }

    /// These but for some of them.
    pub(super) fn without(self, some: Self) -> Self {
        Self { sum: self.sum.less(some.sum), squares: self.squares.less(some.squares) }
    }

    /// Σw and Σw².
    pub(in crate::metric) fn real(self) -> (f64, f64) {
        (self.sum.real(), self.squares.real())
    }

    /// Is each of so many answers of weight 1? Then and only then is Σ(w - 1)² nothing.
    pub(super) fn is_one_each(self, n: u64) -> bool {
        let n = FineSum::whole(n);
        self.sum == n && self.squares == n
    }
}

/// What each of several groups of answers weighs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClassWeights(Vec<Weight>);

impl ClassWeights {
    /// So many groups without answers.
    pub(super) fn new(n: usize) -> Self {
        Self(vec![Weight::default(); n])
    }

    /// One more answer of a group.
    pub(super) fn add(&mut self, class: usize, weight: f64) {
        if let Some(own) = self.0.get_mut(class) {
            own.add(weight);
        }
    }

    /// Adds those of as many groups; false where there are others.
    pub(super) fn merge(&mut self, other: &Self) -> bool {
        let is_alike = self.0.len() == other.0.len();
        if is_alike {
            self.0.iter_mut().zip(&other.0).for_each(|(own, others)| *own = own.and(*others));
        }
        is_alike
    }

    /// What each weighs.
    pub(super) fn each(&self) -> impl Iterator<Item = Weight> {
        self.0.iter().copied()
    }

    /// What all weigh.
    pub(super) fn total(&self) -> Weight {
        self.each().fold(Weight::default(), Weight::and)
    }
}

/// Sums over numbers x and their weights w.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moments {
    all: Weight,
    /// Σwx and Σwx².
    by_weights: [FineSum; 2],
    /// Σw²x and Σw²x².
    by_squares: [FineSum; 2],
    /// The least and the greatest number.
    span: Option<(f64, f64)>,
    /// What numbers weigh that are clearly positive, as sentiment.
    pub(super) positive: Weight,
    /// What numbers weigh that are clearly negative.
    pub(super) negative: Weight,
}

impl Moments {
    /// Of numbers of which each was given by a group of answers.
    pub(super) fn of_classes(classes: impl Iterator<Item = (i32, Weight)>) -> Self {
        let mut moments = Self::default();
        for (x, weight) in classes.filter(|(_, weight)| *weight != Weight::default()) {
            let of = |sum: FineSum| [sum.times(x), sum.times(x).times(x)];
            moments.all = moments.all.and(weight);
            moments.by_weights = both(moments.by_weights, of(weight.sum));
            moments.by_squares = both(moments.by_squares, of(weight.squares));
            moments.widen((f64::from(x), f64::from(x)));
        }
        moments
    }

    /// One more number.
    pub(super) fn add(&mut self, x: f64, weight: f64) {
        self.all.add(weight);
        sum_up(&mut self.by_weights, x, weight);
        sum_up(&mut self.by_squares, x, weight * weight);
        self.widen((x, x));
        match detail::polarity(millionths(x).unwrap_or(0)) {
            Ordering::Greater => self.positive.add(weight),
            Ordering::Less => self.negative.add(weight),
            Ordering::Equal => {}
        }
    }

    fn widen(&mut self, (low, high): (f64, f64)) {
        let own = self.span.unwrap_or((low, high));
        self.span = Some((own.0.min(low), own.1.max(high)));
    }

    /// Adds others.
    pub(super) fn merge(&mut self, other: &Self) {
        self.all = self.all.and(other.all);
        self.by_weights = both(self.by_weights, other.by_weights);
        self.by_squares = both(self.by_squares, other.by_squares);
        self.positive = self.positive.and(other.positive);
        self.negative = self.negative.and(other.negative);
        if let Some(span) = other.span {
            self.widen(span);
        }
    }

    /// What all weigh.
    pub(super) fn total(&self) -> Weight {
        self.all
    }

    /// The part of all that some weigh.
    pub(super) fn share(&self, of: Weight) -> f64 {
        of.sum.real() / self.all.sum.real()
    }

    /// Σwx / Σw; `None` where nothing weighs anything.
    pub(super) fn mean(&self) -> Option<f64> {
        let ([wx, _], w) = (self.by_weights, self.all.sum.real());
        (w > 0.0).then(|| wx.real() / w)
    }

    /// How many answers of equal weight n answers are worth for the mean of x; `None` where nothing weighs anything.
    ///
    /// By the design effect of that mean. Of few answers with very different weights that may come out above n: then, and
    /// where all numbers are alike, by that of the weights alone, (Σw)² / Σw².
    pub(super) fn n_eff(&self, n: u64) -> Option<f64> {
        let n = real(n);
        let (w, squares, mean) = (self.all.sum.real(), self.all.squares, self.mean()?);
        let [wwx, wwxx] = self.by_squares;
        let error = around(mean, [squares, wwx, wwxx].map(FineSum::twofold)) / (w * w);
        let variance = self.variance()?;
        match variance / error {
            // Two answers that differ are worth two at the least, but for rounding.
            own if variance > 0.0 && own <= n * (1.0 + ROUNDING) => Some(own.clamp(n.min(2.0), n)),
            _ => self.worth(n),
        }
    }

    /// How many answers of equal weight n answers are worth by their weights alone, whatever is asked of them.
    pub(super) fn worth(&self, n: f64) -> Option<f64> {
        let w = self.all.sum.real();
        let worth = (w * w / self.all.squares.real()).min(n);
        (worth.is_finite() && worth > 0.0).then_some(worth)
    }

    /// Σw(x - m)² / Σw.
    fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        if self.span.is_some_and(|(low, high)| low.to_bits() == high.to_bits()) {
            return Some(0.0);
        }
        let [wx, wxx] = self.by_weights;
        Some(around(mean, [self.all.sum, wx, wxx].map(FineSum::twofold)) / self.all.sum.real())
    }

    /// The reading of n numbers.
    pub(super) fn reading(&self, n: u64) -> Option<Reading> {
        let n_eff = self.n_eff(n)?;
        let is_full = self.by_weights.into_iter().chain(self.by_squares).any(FineSum::is_full);
        let variance = self.variance().filter(|_| !is_full && n_eff > 1.0);
        let variance = variance.map(|variance| variance * n_eff / (n_eff - 1.0));
        score::mean(self.mean()?, variance, Sample { n, n_eff })
    }
}

/// Adds a number and its square, so many times each, without loss.
fn sum_up([first, second]: &mut [FineSum; 2], x: f64, times: f64) {
    let once = Twofold::product(times, x);
    once.parts().into_iter().for_each(|part| first.add(part));
    once.times(x).parts().into_iter().for_each(|part| second.add(part));
}

fn both(one: [FineSum; 2], other: [FineSum; 2]) -> [FineSum; 2] {
    let ([a, b], [c, d]) = (one, other);
    [a.plus(c), b.plus(d)]
}
