//! Sums over weights: what means, shares and their errors are made of. Must not know answers.
//! Invariant: sums are fixed point, so that no order of adding changes a digit.

use std::cmp::Ordering;

use super::detail;
use crate::metric::fixed::{FineSum, millionths};
use crate::metric::score;
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
    /// Σwx.
    wx: FineSum,
    /// Σwx².
    wxx: FineSum,
    /// Σw²x.
    wwx: FineSum,
    /// Σw²x².
    wwxx: FineSum,
    /// What numbers weigh that are clearly positive, as sentiment.
    pub(super) positive: Weight,
    /// What numbers weigh that are clearly negative.
    pub(super) negative: Weight,
}

impl Moments {
    /// Of numbers of which each was given by a group of answers.
    pub(super) fn of_classes(classes: impl Iterator<Item = (f64, Weight)>) -> Self {
        let mut moments = Self::default();
        for (x, weight) in classes {
            let (w, ww) = (weight.sum.real(), weight.squares.real());
            moments.all = moments.all.and(weight);
            moments.sum_up(x, (w, ww));
        }
        moments
    }

    /// One more number.
    pub(super) fn add(&mut self, x: f64, weight: f64) {
        self.all.add(weight);
        self.sum_up(x, (weight, weight * weight));
        match detail::polarity(millionths(x).unwrap_or(0)) {
            Ordering::Greater => self.positive.add(weight),
            Ordering::Less => self.negative.add(weight),
            Ordering::Equal => {}
        }
    }

    fn sum_up(&mut self, x: f64, (w, ww): (f64, f64)) {
        self.wx.add(w * x);
        self.wxx.add(w * x * x);
        self.wwx.add(ww * x);
        self.wwxx.add(ww * x * x);
    }

    /// Adds others.
    pub(super) fn merge(&mut self, other: &Self) {
        self.all = self.all.and(other.all);
        self.wx = self.wx.plus(other.wx);
        self.wxx = self.wxx.plus(other.wxx);
        self.wwx = self.wwx.plus(other.wwx);
        self.wwxx = self.wwxx.plus(other.wwxx);
        self.positive = self.positive.and(other.positive);
        self.negative = self.negative.and(other.negative);
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
        let w = self.all.sum.real();
        (w > 0.0).then(|| self.wx.real() / w)
    }

    /// How many answers they are worth for the mean of x, by the design effect; `None` where nothing weighs anything.
    pub(super) fn n_eff(&self) -> Option<f64> {
        let (w, ww, mean) = (self.all.sum.real(), self.all.squares.real(), self.mean()?);
        let around = self.wwxx.real() - 2.0 * mean * self.wwx.real() + mean * mean * ww;
        let (variance, error) = (self.variance()?, around / (w * w));
        // Where all numbers are alike there is no figure of which to have an effect.
        let n_eff = if variance > 0.0 && error > 0.0 { variance / error } else { w * w / ww };
        (n_eff.is_finite() && n_eff > 0.0).then_some(n_eff)
    }

    /// Σw(x - m)² / Σw.
    fn variance(&self) -> Option<f64> {
        let (w, mean) = (self.all.sum.real(), self.mean()?);
        Some(((self.wxx.real() - 2.0 * mean * self.wx.real()) / w + mean * mean).max(0.0))
    }

    /// The reading of n numbers.
    pub(super) fn reading(&self, n: u64) -> Option<Reading> {
        let n_eff = self.n_eff()?;
        let is_known = !self.wxx.is_full() && !self.wwxx.is_full() && n_eff > 1.0;
        let variance = self.variance().filter(|_| is_known).map(|variance| variance * n_eff / (n_eff - 1.0));
        score::mean(self.mean()?, variance, Sample { n, n_eff })
    }
}
