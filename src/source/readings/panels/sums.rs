//! Sums over what answers of one person are worth, by cohort and period, while a file is read.
//! Invariant: sums are of whole numbers, so that no order of adding changes a digit.

use std::collections::BTreeMap;

use super::layout::{LaidPanel, PanelPlan};
use super::{Class, Given};
use crate::metric::{Period, SharedSums, people};

/// The most bytes that all sums take.
const MOST_BYTES: usize = 96 * 1024 * 1024;

/// Parts of a weight in one, 2^60.
const PARTS: f64 = 1_152_921_504_606_846_976.0;

/// The sums of all panels.
#[derive(Clone, Debug)]
pub(super) struct Sums {
    size: (usize, usize),
    numbers: BTreeMap<Period, usize>,
    /// By the number of a date: one more than the number of its period; 0 where it is not known yet.
    by_date: Vec<usize>,
    /// By cohort: those of answers without a weight, and those of answers with one.
    cohorts: Vec<(Table<i64, 3>, Table<i128, 5>)>,
}

/// Sums by period, so many of each side.
#[derive(Clone, Debug)]
struct Table<T, const N: usize> {
    /// By the number of a period: one more than its slot; 0 where it has none.
    slots: Vec<usize>,
    n: usize,
    sides: Vec<[T; N]>,
    pairs: Vec<[T; 4]>,
}

/// A number that sums are made of.
trait Whole: Copy + Default {
    fn of(value: i32) -> Self;
    fn plus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;
    /// In parts of a weight, or as it is.
    fn real(self) -> f64;
}

impl Whole for i64 {
    fn of(value: i32) -> Self {
        Self::from(value)
    }
    #[inline]
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
    #[inline]
    fn times(self, other: Self) -> Self {
        self.wrapping_mul(other)
    }
    #[expect(clippy::cast_precision_loss, reason = "sums above 2^53 lose less than any digit shown")]
    fn real(self) -> f64 {
        self as f64
    }
}

impl Whole for i128 {
    fn of(value: i32) -> Self {
        Self::from(value)
    }
    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }
    fn times(self, other: Self) -> Self {
        self.saturating_mul(other)
    }
    #[expect(clippy::cast_precision_loss, reason = "rounded once, from the exact sum")]
    fn real(self) -> f64 {
        self as f64 / PARTS
    }
}

impl Sums {
    /// No answers yet.
    pub(super) fn new(plan: &PanelPlan, n_cohorts: usize) -> Self {
        Self {
            size: (plan.sides.len(), plan.n_pairs),
            numbers: BTreeMap::new(),
            by_date: Vec::new(),
            cohorts: vec![(Table::new(), Table::new()); n_cohorts],
        }
    }

    /// The number of the period in which the answers of a date go together.
    #[inline]
    pub(super) fn number(&mut self, date: usize, own: Period) -> usize {
        match self.by_date.get(date) {
            Some(number) if *number > 0 => *number - 1,
            _ => self.number_anew(date, own),
        }
    }

    #[cold]
    fn number_anew(&mut self, date: usize, own: Period) -> usize {
        let number = self.number_of(Period::of(own.day(), own.grain.min(people::FINEST_SHARED)));
        if date >= self.by_date.len() {
            self.by_date.resize(date + 1, 0);
        }
        if let Some(place) = self.by_date.get_mut(date) {
            *place = number + 1;
        }
        number
    }

    fn number_of(&mut self, period: Period) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(period).or_insert(next)
    }

    /// Takes in the answers of a person to one panel in one row, by side.
    #[inline]
    pub(super) fn take(
        &mut self,
        cohorts: &[usize],
        number: usize,
        (laid, answers): (&LaidPanel, &[Given]),
        weight: Option<f64>,
    ) {
        for cohort in cohorts {
            match (self.cohorts.get_mut(*cohort), weight) {
                (Some((even, _)), None) => even.take(self.size, number, (laid, answers), (1, |x| [1, x, x.times(x)])),
                (Some((_, weighed)), Some(weight)) => {
                    let (w, ww) = (parts(weight), parts(weight * weight));
                    let side = |x: i128| [w, w.times(x), ww, ww.times(x), ww.times(x).times(x)];
                    weighed.take(self.size, number, (laid, answers), (ww, side));
                }
                (None, _) => {}
            }
        }
    }

    /// Takes in two answers of a person to one panel in two rows, which are in the sums of their sides already.
    pub(super) fn take_pair(
        &mut self,
        cohorts: &[usize],
        period: Period,
        (laid, mut answers): (&LaidPanel, [Given; 2]),
        weights: Option<(f64, f64)>,
    ) {
        let number = self.number_of(period);
        answers.sort_unstable();
        for cohort in cohorts {
            match (self.cohorts.get_mut(*cohort), weights) {
                (Some((even, _)), None) => even.take_pair(self.size, number, (laid, &answers), 1),
                (Some((_, weighed)), Some((one, other))) => {
                    weighed.take_pair(self.size, number, (laid, &answers), parts(one * other));
                }
                (None, _) => {}
            }
        }
    }

    /// Do they take more room than there is?
    pub(super) fn are_full(&self) -> bool {
        self.cohorts.iter().map(|(even, weighed)| even.n_bytes() + weighed.n_bytes()).sum::<usize>() > MOST_BYTES
    }

    /// Adds those of somebody else.
    pub(super) fn absorb(&mut self, other: &Self) {
        for (period, theirs) in &other.numbers {
            let own = self.number_of(*period);
            for ((even, weighed), (others_even, others_weighed)) in self.cohorts.iter_mut().zip(&other.cohorts) {
                even.absorb(self.size, own, (others_even, *theirs));
                weighed.absorb(self.size, own, (others_weighed, *theirs));
            }
        }
    }

    /// Those of a cohort and panel by period, ascending.
    pub(super) fn of(&self, (cohort, class): (usize, Class), laid: &LaidPanel) -> Vec<(Period, SharedSums)> {
        let Some((even, weighed)) = self.cohorts.get(cohort) else { return Vec::new() };
        let of = |number| match class {
            Class::Even => even.of(self.size, (number, laid), |[n, x, xx]| [n, x, n, x, xx]),
            Class::Weighed => weighed.of(self.size, (number, laid), |sums| sums),
        };
        self.numbers.iter().filter_map(|(period, number)| Some((*period, of(*number)?))).collect()
    }
}

impl<T: Whole, const N: usize> Table<T, N> {
    const fn new() -> Self {
        Self { slots: Vec::new(), n: 0, sides: Vec::new(), pairs: Vec::new() }
    }

    const fn n_bytes(&self) -> usize {
        self.sides.len() * size_of::<[T; N]>() + self.pairs.len() * size_of::<[T; 4]>()
    }

    /// Takes in answers by side: what each adds to its side, and the product of two weights.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "where all weigh the same, weights of 1 fall out")]
    fn take(
        &mut self,
        size: (usize, usize),
        number: usize,
        (laid, answers): (&LaidPanel, &[Given]),
        (square, more): (T, impl Fn(T) -> [T; N]),
    ) {
        let slot = self.slot(size, number);
        let first = slot * size.0 + usize::from(laid.first);
        let sides = self.sides.get_mut(first..first + usize::from(laid.n_sides)).unwrap_or_default();
        for given in answers {
            if let Some(sums) = sides.get_mut(usize::from(given.side.wrapping_sub(laid.first))) {
                add(sums, more(T::of(given.worth)));
            }
        }
        if let Some(first) = laid.pairs.filter(|_| answers.len() > 1) {
            let first = slot * size.1 + first;
            let pairs = self.pairs.get_mut(first..first + laid.n_pairs()).unwrap_or_default();
            take_pairs(pairs, (laid, answers), square);
        }
    }

    fn take_pair(&mut self, size: (usize, usize), number: usize, (laid, answers): (&LaidPanel, &[Given]), square: T) {
        let Some(first) = laid.pairs else { return };
        let first = self.slot(size, number) * size.1 + first;
        let pairs = self.pairs.get_mut(first..first + laid.n_pairs()).unwrap_or_default();
        take_pairs(pairs, (laid, answers), square);
    }

    /// The slot of a period; the next one, if it has none yet.
    #[inline]
    fn slot(&mut self, size: (usize, usize), number: usize) -> usize {
        match self.slots.get(number) {
            Some(slot) if *slot > 0 => *slot - 1,
            _ => self.make(size, number),
        }
    }

    #[cold]
    fn make(&mut self, (n_sides, n_pairs): (usize, usize), number: usize) -> usize {
        if number >= self.slots.len() {
            self.slots.resize(number + 1, 0);
        }
        self.n += 1;
        if let Some(slot) = self.slots.get_mut(number) {
            *slot = self.n;
        }
        self.sides.resize(self.n * n_sides, [T::default(); N]);
        self.pairs.resize(self.n * n_pairs, [T::default(); 4]);
        self.n - 1
    }

    fn known(&self, number: usize) -> Option<usize> {
        self.slots.get(number)?.checked_sub(1)
    }

    fn absorb(&mut self, size: (usize, usize), own: usize, (other, theirs): (&Self, usize)) {
        let Some(theirs) = other.known(theirs) else { return };
        let own = self.slot(size, own);
        let sides = self.sides.iter_mut().skip(own * size.0).zip(other.sides.iter().skip(theirs * size.0));
        sides.take(size.0).for_each(|(own, more)| add(own, *more));
        let pairs = self.pairs.iter_mut().skip(own * size.1).zip(other.pairs.iter().skip(theirs * size.1));
        pairs.take(size.1).for_each(|(own, more)| add(own, *more));
    }

    /// Those of a panel in a period; `None` where there are none.
    ///
    /// * `told`: the sums of a side as they are told.
    fn of(
        &self,
        size: (usize, usize),
        (number, laid): (usize, &LaidPanel),
        told: impl Fn([f64; N]) -> [f64; 5],
    ) -> Option<SharedSums> {
        let slot = self.known(number)?;
        let (from, n) = (slot * size.0 + usize::from(laid.first), usize::from(laid.n_sides));
        let sides = self.sides.get(from..from + n)?.iter().map(|sums| told(sums.map(T::real))).collect();
        let from = slot * size.1 + laid.pairs?;
        let pairs = self.pairs.get(from..from + laid.n_pairs())?.iter().map(|sums| sums.map(T::real)).collect();
        Some(SharedSums { unit: laid.unit, sides, pairs })
    }
}

/// Adds two answers each to the sums of their pair; the pairs of a side with those after it stand one after another.
#[inline(always)]
#[expect(clippy::inline_always, reason = "where all weigh the same, weights of 1 fall out")]
fn take_pairs<T: Whole>(pairs: &mut [[T; 4]], (laid, answers): (&LaidPanel, &[Given]), square: T) {
    let n_sides = usize::from(laid.n_sides);
    let is_full = answers.len() == n_sides;
    let mut rest = answers;
    while let Some((one, others)) = rest.split_first() {
        rest = others;
        let side = usize::from(one.side.wrapping_sub(laid.first));
        if side + 1 >= n_sides {
            break;
        }
        let x = T::of(one.worth);
        let wx = square.times(x);
        let own = pairs.get_mut(people::pair(n_sides, (side, side + 1))..).unwrap_or_default();
        let more = |y: T| [square, wx, square.times(y), wx.times(y)];
        if is_full {
            own.iter_mut().zip(others).for_each(|(sums, other)| add(sums, more(T::of(other.worth))));
            continue;
        }
        for other in others {
            if let Some(sums) = own.get_mut(usize::from(other.side.wrapping_sub(one.side).wrapping_sub(1))) {
                add(sums, more(T::of(other.worth)));
            }
        }
    }
}

#[inline]
fn add<T: Whole, const N: usize>(sums: &mut [T; N], more: [T; N]) {
    for (own, more) in sums.iter_mut().zip(more) {
        *own = own.plus(more);
    }
}

/// A weight in whole parts.
fn parts(weight: f64) -> i128 {
    #[expect(clippy::cast_possible_truncation, reason = "a cast saturates, and weights are far from that")]
    let parts = (weight * PARTS).round() as i128;
    parts
}
