//! Answers that weigh differently, as those of a survey that asked more of some people than there are of them.
//! Invariant: weights of 1 give the readings of the same answers without weights, to the last digit.

use super::moments::{ClassWeights, Moments, Weight};
use super::{Detail, Tally, Values};
use crate::metric::fixed::{FineSum, millionths, real};
use crate::metric::kinds::Quantiles;
use crate::metric::reading::Weighing;
use crate::metric::{Measure, Median, Reading, Sample, Worth, score};

/// Answers with a weight each, and those without.
///
/// Where any answer has a weight, those without are left out of the reading; where none has, the reading is that of all
/// of them, and says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighted {
    /// Those with a weight, each counted as one.
    weighed: Tally,
    /// Those without.
    unweighed: Tally,
    weights: Weights,
}

/// What is kept of the weights.
#[derive(Clone, Debug, PartialEq)]
enum Weights {
    /// Of each answer of a scale from the lowest, or of a no and a yes.
    Classes(ClassWeights),
    /// Of numbers.
    Numbers(Box<WeighedNumbers>),
}

/// Numbers and their weights.
#[derive(Clone, Debug, Default, PartialEq)]
struct WeighedNumbers {
    moments: Moments,
    /// What those weigh that gave each number: what quantiles need; `None` where nobody asks for them.
    values: Option<Values<FineSum>>,
}

/// A group of answers that count as one value in the formula of a share or of an NPS, and what they weigh.
type Class = (i32, Weight);

impl Weighted {
    /// No answers yet.
    pub(super) fn new(measure: &Measure) -> Self {
        let plain = Tally::new(measure);
        let weights = match &plain {
            Tally::Answers { counts, .. } => Weights::Classes(ClassWeights::new(counts.len())),
            Tally::Share { .. } => Weights::Classes(ClassWeights::new(2)),
            Tally::Numbers { detail: Detail::Values(_), .. } => Weights::Numbers(Box::new(WeighedNumbers {
                values: Some(Values::default()),
                ..WeighedNumbers::default()
            })),
            _ => Weights::Numbers(Box::default()),
        };
        Self { weighed: plain.clone(), unweighed: plain, weights }
    }

    /// How many answers its reading rests on.
    pub(super) fn n(&self) -> u64 {
        match self.weighed.n() {
            0 => self.unweighed.n(),
            n => n,
        }
    }

    /// What the answers of its reading weigh.
    pub(in crate::metric) fn weight(&self) -> f64 {
        match self.weighed.n() {
            0 => real(self.unweighed.n()),
            _ => self.weights.total().real().0,
        }
    }

    /// Counts an answer; false where it cannot be one, as [`Tally::add`].
    pub(super) fn add(&mut self, value: f64, weight: Option<f64>) -> bool {
        let Some(weight) = weight else { return self.unweighed.add(value) };
        if !self.weighed.add(value) {
            return false;
        }
        match &mut self.weights {
            Weights::Classes(classes) => classes.add(self.weighed.class_of(value), weight),
            Weights::Numbers(numbers) => numbers.add(value, weight),
        }
        true
    }

    /// Adds others of the same measure; false where they are not.
    pub(super) fn merge(&mut self, other: &Self) -> bool {
        let is_alike = match (&mut self.weights, &other.weights) {
            (Weights::Classes(own), Weights::Classes(others)) => own.merge(others),
            (Weights::Numbers(own), Weights::Numbers(others)) => own.merge(others),
            _ => false,
        };
        is_alike && self.weighed.merge(&other.weighed) && self.unweighed.merge(&other.unweighed)
    }

    /// The same without what is kept of each number beside its moments.
    pub(super) fn without_detail(&self) -> Self {
        let (weighed, unweighed) = (self.weighed.without_detail(), self.unweighed.without_detail());
        let weights = match &self.weights {
            Weights::Numbers(own) => {
                Weights::Numbers(Box::new(WeighedNumbers { moments: own.moments.clone(), values: None }))
            }
            Weights::Classes(_) => self.weights.clone(),
        };
        Self { weighed, unweighed, weights }
    }

    /// Keeps no more room than the counts need.
    pub(super) fn settle(&mut self) {
        self.weighed.settle();
        self.unweighed.settle();
        if let Weights::Numbers(numbers) = &mut self.weights
            && let Some(values) = &mut numbers.values
        {
            values.settle();
        }
    }

    /// What the answers say.
    ///
    /// * Input: counts of answers and sums of their weights w.
    /// * Output: as of answers that all weigh the same; n is the number of answers, `n_eff` what they are worth.
    /// * Formula: the value is that of the weighted shares, Σwx / Σw. `n_eff` = [Σw(x - m)² / Σw] / Σ(w / Σw)²(x - m)²,
    ///   by the design effect of this figure (for NPS x is -1, 0, 1); where all answers are alike, or that is above n,
    ///   (Σw)² / Σw². Intervals
    ///   are those of unweighted readings with weighted shares and `n_eff` in place of n; the sample variance of a mean is
    ///   the weighted one times `n_eff` / (`n_eff` - 1). Medians go by (Σw)² / Σw² answers ([`Values::ranked`]).
    /// * Undefined without answers: `None`.
    /// * Source: Kish, Survey Sampling 1965 (design effect).
    pub(super) fn reading(&self, measure: &Measure) -> Option<Reading> {
        self.told(
            |tally| tally.reading(measure),
            |n| match &self.weights {
                Weights::Numbers(numbers) => numbers.reading(n, measure.kind.row().quantiles),
                Weights::Classes(classes) => self.reading_of_classes(classes, measure),
            },
        )
    }

    /// A figure, and whether it is weighed: that of the answers without a weight where none has one, and a plain one
    /// where each weighs 1.
    ///
    /// * `by_weights`: the figure of so many answers with weights.
    fn told(
        &self,
        plain: impl Fn(&Tally) -> Option<Reading>,
        by_weights: impl FnOnce(u64) -> Option<Reading>,
    ) -> Option<Reading> {
        let n = self.weighed.n();
        if n == 0 {
            return plain(&self.unweighed).map(|reading| Reading { weighing: Weighing::Unweighed, ..reading });
        }
        let is_even = self.weights.total().is_one_each(n);
        let reading = if is_even { plain(&self.weighed) } else { by_weights(n) };
        let n_without_weight = self.unweighed.n();
        reading.map(|reading| Reading { weighing: Weighing::Weighed, n_without_weight, ..reading })
    }

    fn reading_of_classes(&self, classes: &ClassWeights, measure: &Measure) -> Option<Reading> {
        let mean = Moments::of_classes(self.answers(classes)).mean();
        match Worth::of(measure)? {
            Worth::Side(top, bottom) => {
                let side = |above: i32| i32::from(above >= top) - i32::from(above <= bottom);
                let sides = (0..).zip(classes.each()).map(|(above, weight)| (side(above), weight));
                let (moments, sample) = sampled(self.weighed.n(), sides)?;
                let promoters = moments.share(within(classes, top, i32::MAX)) * sample.n_eff;
                let others = within(classes, bottom.saturating_add(1), i32::MAX);
                let detractors = sample.n_eff - moments.share(others) * sample.n_eff;
                Some(Reading { mean, ..score::nps(promoters, detractors.max(0.0), sample)? })
            }
            Worth::Hit(from, to) => {
                // A yes and a no have no mean of their own.
                let mean = mean.filter(|_| matches!(self.weighed, Tally::Answers { .. }));
                Some(Reading { mean, ..self.share(classes, from, to)? })
            }
            Worth::Number => Moments::of_classes(self.answers(classes)).reading(self.weighed.n()),
        }
    }

    /// The share of answers from that one up; `None` where they are not kept one by one.
    pub(super) fn top_share(&self, measure: &Measure) -> Option<Reading> {
        self.told(
            |tally| tally.top_share(measure),
            |_| match &self.weights {
                Weights::Classes(classes) => self.share(classes, measure.top.saturating_sub(self.lowest()), i32::MAX),
                Weights::Numbers(_) => None,
            },
        )
    }

    /// The shares of positive and of negative sentiment.
    pub(super) fn polarity(&self) -> Option<(Reading, Reading)> {
        let share = |plain: fn((Reading, Reading)) -> Reading, weight: fn(&Moments) -> Weight| {
            self.told(
                |tally| tally.polarity().map(plain),
                |n| match &self.weights {
                    Weights::Numbers(numbers) => {
                        let own = &numbers.moments;
                        self.weighed.polarity().and_then(|_| share_of(n, weight(own), own.total()))
                    }
                    Weights::Classes(_) => None,
                },
            )
        };
        share(|(positive, _)| positive, |own| own.positive).zip(share(|(_, negative)| negative, |own| own.negative))
    }

    /// The share of answers from so far above the lowest to so far above it.
    fn share(&self, classes: &ClassWeights, from: i32, to: i32) -> Option<Reading> {
        share_of(self.weighed.n(), within(classes, from, to), classes.total())
    }

    /// What share these are of answers that hold them, by weight.
    fn part_of(&self, whole: &Self) -> Option<Reading> {
        whole.told(
            |all| self.plain_part().and_then(|own| own.part_of(all)),
            |n| share_of(n, self.weights.total(), whole.weights.total()),
        )
    }

    /// Those that count as one each beside a whole that does.
    fn plain_part(&self) -> Option<&Tally> {
        [&self.weighed, &self.unweighed].into_iter().find(|own| own.n() > 0)
    }

    fn lowest(&self) -> i32 {
        if let Tally::Answers { low, .. } = self.weighed { low } else { 0 }
    }

    /// Each answer, and what those who gave it weigh.
    fn answers<'a>(&self, classes: &'a ClassWeights) -> impl Iterator<Item = Class> + 'a {
        (self.lowest()..).zip(classes.each())
    }
}

/// What those weigh who gave an answer from so far above the lowest to so far above it.
fn within(classes: &ClassWeights, from: i32, to: i32) -> Weight {
    let within = (0..).zip(classes.each()).filter(|(above, _)| (from..=to).contains(above));
    within.fold(Weight::default(), |sum, (_, weight)| sum.and(weight))
}

impl WeighedNumbers {
    fn add(&mut self, value: f64, weight: f64) {
        self.moments.add(value, weight);
        if let Some((values, fixed)) = self.values.as_mut().zip(millionths(value)) {
            let mut own = FineSum::default();
            own.add(weight);
            values.add(fixed, own);
        }
    }

    fn merge(&mut self, other: &Self) -> bool {
        self.moments.merge(&other.moments);
        match (&mut self.values, &other.values) {
            (Some(own), Some(others)) => own.merge(others),
            (own, others) => return own.is_some() == others.is_some(),
        }
        true
    }

    /// The reading of n numbers.
    fn reading(&self, n: u64, quantiles: Quantiles) -> Option<Reading> {
        let reading = self.moments.reading(n)?;
        let Some(values) = self.values.as_ref().map(Values::settled) else { return Some(reading) };
        let worth = self.moments.worth(real(n))?;
        let ranked = |rank| values.ranked(rank, worth);
        let at = |part: f64| ranked((worth - 1.0) * part + 1.0);
        let median = at(0.5).map(|value| Median::of(value, worth, ranked));
        let reading = Reading { median, is_rounded: !values.is_exact(), ..reading };
        Some(match quantiles {
            Quantiles::Time => Reading { p90: at(0.9), ..reading }.as_time(),
            Quantiles::None | Quantiles::Median => reading,
        })
    }
}

impl Weights {
    fn total(&self) -> Weight {
        match self {
            Self::Classes(classes) => classes.total(),
            Self::Numbers(numbers) => numbers.moments.total(),
        }
    }
}

/// The moments of values that groups of answers count as, and how many answers they are worth.
fn sampled(n: u64, classes: impl Iterator<Item = Class>) -> Option<(Moments, Sample)> {
    let moments = Moments::of_classes(classes);
    let n_eff = moments.n_eff(n)?;
    Some((moments, Sample { n, n_eff }))
}

/// A share of n answers by what those weigh that count as hits, of all.
fn share_of(n: u64, hits: Weight, all: Weight) -> Option<Reading> {
    let (moments, sample) = sampled(n, [(1, hits), (0, all.without(hits))].into_iter())?;
    score::share((moments.share(hits) * sample.n_eff).min(sample.n_eff), sample)
}

impl Tally {
    /// No answers yet, of which each may have a weight. How many there were of something is not weighed.
    #[must_use]
    pub fn weighted(measure: &Measure) -> Self {
        if measure.kind.is_estimate() { Self::Weighted(Box::new(Weighted::new(measure))) } else { Self::new(measure) }
    }

    /// What share of some rows gave these answers.
    ///
    /// * Input: counts of answers, and of the rows among which they are, with or without weights.
    /// * Output: percent in 0..=100 with a 95 % interval; n is the number of rows.
    /// * Formula: 100 x how many answers / how many rows; with weights Σw of the answers / Σw of the rows, and `n_eff` of a
    ///   share. Interval: Wilson score.
    /// * Undefined without rows, and where there are more answers: `None`.
    /// * Source: Wilson, JASA 22, 1927.
    #[must_use]
    pub fn part_of(&self, rows: &Self) -> Option<Reading> {
        match (self, rows) {
            (Self::Weighted(own), Self::Weighted(rows)) => own.part_of(rows),
            _ => score::share(real(self.n()), Sample::of(rows.n())),
        }
    }

    /// Counts an answer and its weight, where it has one; false where it cannot be one, as [`add`](Self::add).
    #[must_use]
    pub fn add_weighted(&mut self, value: f64, weight: Option<f64>) -> bool {
        match self {
            Self::Weighted(weighted) => weighted.add(value, weight),
            _ => self.add(value),
        }
    }

    /// Which group of answers an answer belongs to that was counted.
    fn class_of(&self, value: f64) -> usize {
        let low = if let Self::Answers { low, .. } = self { f64::from(*low) } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and not under the lowest")]
        let class = (value - low) as usize;
        class
    }
}

#[cfg(test)]
mod tests;
