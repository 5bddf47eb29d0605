//! From counts to readings. Must not change counts. Invariant: no answers, no reading.

use super::{Detail, Tally};
use crate::metric::fixed::{answers, mean, parts, real, variance};
use crate::metric::kinds::Quantiles;
use crate::metric::{Measure, Median, Reading, Sample, Worth, score};

impl Tally {
    /// What these counts say; `None` without answers.
    #[must_use]
    pub fn reading(&self, measure: &Measure) -> Option<Reading> {
        match self {
            Self::Answers { .. } => self.reading_of_answers(measure),
            Self::Groups { lead, polar, n } => groups(*lead, *polar, *n),
            Self::Share { hits, n } => parted(*hits, *n),
            Self::Sum { n, sum } => score::sum(mean(1, *sum), *n),
            Self::Weighted(weighted) => weighted.reading(measure),
            Self::Numbers { n, sum, squares, detail } => {
                let reading = score::mean(mean(*n, *sum), variance(*n, *sum, *squares), Sample::of(*n))?;
                let quantiles = measure.kind.row().quantiles;
                let values = match (quantiles, detail) {
                    (Quantiles::Median | Quantiles::Time, Detail::Values(values)) => values.settled(),
                    _ => return Some(reading),
                };
                let median =
                    values.quantile(*n, (1, 2)).map(|value| Median::of(value, real(*n), |rank| values.ranked(rank)));
                let is_rounded = median.is_some() && !values.is_exact();
                let reading = Reading { median, is_rounded, ..reading };
                match quantiles {
                    Quantiles::Time => Some(Reading { p90: values.quantile(*n, (9, 10)), ..reading }.as_time()),
                    Quantiles::None | Quantiles::Median => Some(reading),
                }
            }
        }
    }

    /// The value of [`reading`](Self::reading) with how many answers it rests on and how many they are worth, and nothing
    /// that takes longer: what a search over many days goes by.
    pub(in crate::metric) fn side(&self, measure: &Measure) -> Option<(f64, Sample)> {
        let n = self.n();
        let share = |hits: u64| 100.0 * real(hits) / real(n);
        let worth = if let Self::Answers { .. } = self { Worth::of(measure) } else { None };
        let value = match (self, worth) {
            _ if n == 0 => return None,
            (_, Some(Worth::Side(top, bottom))) => {
                share(self.within(top, i32::MAX)?) - share(self.within(i32::MIN, bottom)?)
            }
            (_, Some(Worth::Hit(from, to))) => share(self.within(from, to)?),
            (Self::Share { hits, .. }, _) => 100.0 * answers(*hits) / real(n),
            (Self::Numbers { sum, .. }, _) => mean(n, *sum),
            _ => return self.reading(measure).map(|own| (own.value, Sample { n: own.n, n_eff: own.n_eff })),
        };
        Some((value, Sample::of(n)))
    }

    fn reading_of_answers(&self, measure: &Measure) -> Option<Reading> {
        let n = self.n();
        let (sum, squares) = self.moments()?;
        let plain = (n > 0).then(|| mean(n, sum));
        match Worth::of(measure)? {
            Worth::Side(top, bottom) => {
                let (above, below) = (self.within(top, i32::MAX)?, self.within(i32::MIN, bottom)?);
                Some(Reading { mean: plain, ..score::nps(real(above), real(below), Sample::of(n))? })
            }
            Worth::Hit(from, to) => Some(Reading { mean: plain, ..share(self.within(from, to)?, n)? }),
            Worth::Number => score::mean(plain?, variance(n, sum, squares), Sample::of(n)),
        }
    }

    /// The share of answers from `measure.top` up: satisfied (CSAT), easy (CES).
    ///
    /// * Input: counts of whole answers on the measure's scale, or hits among n.
    /// * Output: percent in 0..=100 with a 95 % interval.
    /// * Formula: 100 x answers >= top / n. Interval: Wilson score.
    /// * Undefined without answers, or where only means were given: `None`.
    /// * Source: Corporate Executive Board 2013 (CES: 5 and up of 7); interval: Wilson 1927.
    #[must_use]
    pub fn top_share(&self, measure: &Measure) -> Option<Reading> {
        match self {
            Self::Answers { low, .. } => share(self.within(measure.top.saturating_sub(*low), i32::MAX)?, self.n()),
            Self::Share { hits, n } => parted(*hits, *n),
            Self::Weighted(weighted) => weighted.top_share(measure),
            Self::Numbers { .. } | Self::Groups { .. } | Self::Sum { .. } => None,
        }
    }

    /// The shares of positive and of negative sentiment.
    ///
    /// * Input: compound scores in -1..=1 (to four significant digits), one an answer.
    /// * Output: two readings in percent, each with a 95 % interval; the rest is neutral.
    /// * Formula: positive from 0.05 up, negative from -0.05 down. Interval: Wilson score.
    /// * Undefined without scores, or where only means were given: `None`.
    /// * Source: Hutto and Gilbert, ICWSM 2014 (VADER).
    #[must_use]
    pub fn polarity(&self) -> Option<(Reading, Reading)> {
        match self {
            Self::Numbers { n, detail: Detail::Polarity { seen, positive, negative }, .. } if seen == n => {
                share(*positive, *n).zip(share(*negative, *n))
            }
            Self::Weighted(weighted) => weighted.polarity(),
            _ => None,
        }
    }
}

/// Hits among answers that all count the same.
fn share(hits: u64, n: u64) -> Option<Reading> {
    score::share(real(hits), Sample::of(n))
}

/// Hits, in parts of an answer, among answers that all count the same.
fn parted(hits: i128, n: u64) -> Option<Reading> {
    score::share(answers(hits.min(parts(n))), Sample::of(n))
}

/// Promoters less detractors and with them, in parts of an answer, among answers that all count the same.
fn groups(lead: i128, polar: i128, n: u64) -> Option<Reading> {
    let polar = polar.min(parts(n));
    let lead = lead.clamp(-polar, polar);
    let reading = score::nps(answers(polar + lead) / 2.0, answers(polar - lead) / 2.0, Sample::of(n))?;
    // Without the rounding of the two halves.
    Some(Reading { value: 100.0 * answers(lead) / real(n), ..reading })
}
