//! Since when? The day on which a series parts best into before and after, and how sure that is.
//! Invariant: the search is paid for: what is found among many days has to be more than the best of them would be by
//! chance.

use jiff::civil::Date;

use super::family::{self, Adjusted, FALSE_BREAKS};
use super::fixed::{extent, real};
use super::interval::normal_p;
use super::{
    Basis, Comparison, Grain, Measure, Period, Reading, Sample, Series, Tally, Verdict, Weighing, change, power,
};

/// How far the square of z may lie below that of the best day for a day to be as likely: the 95 % point of χ² of one
/// degree.
const AS_LIKELY: f64 = 3.84;

/// From here on z is small enough that the approximation of the search does not hold.
const LEAST_Z: f64 = 2.0;

/// How many hits, and how many misses, have to be expected on a side.
const LEAST_EXPECTED: f64 = 5.0;

/// The first day there is; days are counted from it.
const EPOCH: Date = Date::constant(1, 1, 1);

/// The most breaks of one series.
pub const MOST_BREAKS: usize = 4;

/// A day from which on a value is another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Break<R = Reading> {
    /// The first day after it.
    pub day: Date,
    /// The days on which it may have been: all that the data tell from one another hardly better.
    pub days: (Date, Date),
    /// How exactly days are known.
    pub grain: Grain,
    /// The value before, up to the break before it, and after, up to the next.
    pub sides: (R, R),
    /// How they differ.
    pub change: Comparison,
    /// Their difference in standard errors, by which the day was found.
    pub z: f64,
    /// The chance that the best of so many days would be as good.
    pub p: f64,
    /// Do two levels tell the answers better than a straight line through them? Else it is a slope, and has no day.
    pub is_step: bool,
    /// How that stands among all series that are searched together.
    pub standing: Adjusted,
}

impl<R> Break<R> {
    /// The same, with its sides told otherwise; `None` where one of them is not told.
    pub(super) fn with_sides<S>(self, told: impl Fn(R) -> Option<S>) -> Option<Break<S>> {
        let Self { day, days, grain, sides, change, z, p, is_step, standing } = self;
        Some(Break { day, days, grain, sides: (told(sides.0)?, told(sides.1)?), change, z, p, is_step, standing })
    }

    /// Which way it went.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.change.difference < 0.0 { Verdict::Fell } else { Verdict::Rose }
    }

    /// Is it beyond chance among all series that were searched, and a step?
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.is_step && self.standing.p_adjusted <= FALSE_BREAKS
    }
}

/// Takes the number of series that were searched into account.
///
/// * Input: the best break of each, and where it stands among them.
pub fn discover<R>(breaks: &mut [&mut Break<R>]) {
    let ps: Vec<f64> = breaks.iter().map(|own| own.p).collect();
    for (own, standing) in breaks.iter_mut().zip(family::adjusted(&ps)) {
        own.standing = standing;
    }
}

/// The value of some answers, and how many they are.
type Side = (f64, Sample);

/// Dates that stand together, by their places.
type Part = std::ops::Range<usize>;

/// One way to part a series: everything before a place, and the rest.
#[derive(Clone, Debug)]
struct Split {
    part: Part,
    /// The place of the first date after it.
    place: usize,
    /// The places that are as likely.
    likely: (usize, usize),
    z: f64,
    /// The chance that the best of all splits would be as good.
    p: f64,
    /// Is it a step, and not a slope?
    is_step: bool,
}

/// The dates that are searched.
struct Dated {
    periods: Vec<Period>,
    /// What each adds up to.
    tallies: Vec<Tally>,
    /// The same without what a mean or a share does not need.
    bare: Vec<Tally>,
}

/// The breaks of a series: the one that parts the whole of it best, then those within its parts, oldest first.
///
/// * Input: the counts at the finest grain of the dates that are over, and how many answers a side needs.
/// * Output: at most [`MOST_BREAKS`], each with the readings of all before and all after it in its part.
/// * Formula: of all splits with `few` answers on either side, and 5 hits and misses expected there, the one with the
///   largest |z|, z = (m₂ - m₁) / √(s² (1/n₁ + 1/n₂)), s² the variance of all answers of the part (of shares p(1-p), of an
///   NPS p + d - (p-d)²), n effective numbers. p = min(S, splits x two-sided p of z), S = 2 φ(b) [(b - 1/b) ½
///   ln((1-e)²/e²) + 2/b] for b = |z| >= 2, else 1; e is `few` over all answers. A break lies within the days of the splits
///   whose z² is within 3.84 of the best: by simulation they hold the true day eight or nine times out of ten. Within the
///   parts the search goes on, and what is found there is kept at p <= 0.01. Answers are taken as independent, and a
///   season is parted like a step; where a straight line tells the whole better, it is no step.
/// * Undefined where there are no two splits: none.
/// * Source: Siegmund, Sequential Analysis, 1985 (boundary crossing of a tied-down process).
#[must_use]
pub fn breaks(series: &Series, measure: &Measure, few: u64, is_over: &dyn Fn(&Period) -> bool) -> Vec<Break> {
    let dated = Dated::of(series, measure, is_over);
    let mut open: Vec<Split> = dated.search(0..dated.periods.len(), measure, few).into_iter().collect();
    let mut kept: Vec<Split> = Vec::new();
    while kept.len() < MOST_BREAKS && kept.first().is_none_or(|first| first.p <= FALSE_BREAKS) {
        let surest = open.iter().enumerate().min_by(|(_, a), (_, b)| a.p.total_cmp(&b.p));
        let Some((nth, _)) = surest.filter(|(_, split)| kept.is_empty() || split.p <= FALSE_BREAKS) else { break };
        let split = open.swap_remove(nth);
        let parts = [split.part.start..split.place, split.place..split.part.end];
        open.extend(parts.into_iter().filter_map(|part| dated.search(part, measure, few)));
        kept.push(split);
    }
    if let Some((_, within)) = kept.split_first_mut() {
        within.sort_by_key(|split| split.place);
    }
    kept.iter().filter_map(|split| dated.told(split, measure)).collect()
}

impl Dated {
    /// The dates that are over and whose answers may be compared with the last of them.
    fn of(series: &Series, measure: &Measure, is_over: &dyn Fn(&Period) -> bool) -> Self {
        let mut dated = series.by_period(series.finest);
        dated.retain(|(period, _)| is_over(period));
        // Where any answers have weights, those of dates that have none are not set against them.
        let is_weighed = |own: &Tally| own.reading(measure).is_some_and(|own| own.weighing == Weighing::Weighed);
        let has_weights = |own: &Tally| matches!(own, Tally::Weighted(_)) && is_weighed(own);
        if dated.iter().any(|(_, own)| has_weights(own)) {
            dated.retain(|(_, own)| has_weights(own));
        }
        let (periods, tallies): (Vec<Period>, Vec<Tally>) = dated.into_iter().unzip();
        let bare = tallies.iter().map(Tally::without_detail).collect();
        Self { periods, tallies, bare }
    }

    /// The best split of a part; `None` where there are no two to choose from.
    fn search(&self, part: Part, measure: &Measure, few: u64) -> Option<Split> {
        let tallies = self.bare.get(part.clone())?;
        let sums = |tallies: &mut dyn Iterator<Item = &Tally>| -> (Vec<Option<Side>>, Option<Tally>) {
            let mut sum: Option<Tally> = None;
            let add = |tally: &Tally| {
                let is_added = sum.as_mut().is_none_or(|sum| sum.merge(tally));
                let whole = sum.get_or_insert_with(|| tally.clone());
                if is_added { whole.side(measure).filter(|(_, own)| own.n >= few) } else { None }
            };
            let sides = tallies.map(add).collect();
            (sides, sum)
        };
        let (before, whole) = sums(&mut tallies.iter());
        let (mut after, _) = sums(&mut tallies.iter().rev());
        after.reverse();
        let n = tallies.iter().fold(0, |sum: u64, tally| sum.saturating_add(tally.n()));
        let spread = Spread::of(&whole?.reading(measure)?)?;
        let pairs = before.iter().zip(after.iter().skip(1)).zip(part.start + 1..);
        let splits: Vec<(usize, f64)> = pairs
            .filter_map(|((before, after), place)| Some((place, spread.z(before.as_ref()?, after.as_ref()?)?)))
            .collect();
        let (place, z) = *splits.iter().reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best })?;
        let mut likely = splits.iter().filter(|(_, own)| own * z > 0.0 && own * own >= z * z - AS_LIKELY);
        let first = likely.next().map_or(place, |(place, _)| *place);
        let last = likely.next_back().map_or(first, |(place, _)| *place);
        let p = chance(z, splits.len(), real(few) / real(n));
        let slope = spread.slope(tallies.iter().zip(self.periods.get(part.clone())?), measure).unwrap_or(0.0);
        let is_step = z.abs() >= slope.abs();
        (splits.len() > 1).then_some(Split { part, place, likely: (first, last), z, p, is_step })
    }

    /// A split, as it is told.
    fn told(&self, split: &Split, measure: &Measure) -> Option<Break> {
        let reading = |part: Part| {
            let (first, rest) = self.tallies.get(part)?.split_first()?;
            let mut sum = first.clone();
            rest.iter().all(|tally| sum.merge(tally)).then_some(sum)?.reading(measure)
        };
        let sides = (reading(split.part.start..split.place)?, reading(split.place..split.part.end)?);
        let first = self.periods.get(split.likely.0.checked_sub(1)?)?.end().tomorrow().ok()?;
        let last = self.periods.get(split.likely.1)?.start;
        let Period { start: day, grain } = *self.periods.get(split.place)?;
        let change = change::compare(&sides.0, &sides.1)?;
        if !is_borne_out(&sides, change.difference) {
            return None;
        }
        let standing = Adjusted::alone(split.p);
        let days = (first.min(last), last);
        let (z, p, is_step) = (split.z, split.p, split.is_step);
        Some(Break { day, days, grain, sides, change, z, p, is_step, standing })
    }
}

/// Do the medians of numbers that know no end differ as their means do? A few very large ones move a mean, and a search
/// finds them.
fn is_borne_out((before, after): &(Reading, Reading), difference: f64) -> bool {
    let Some((own, then)) = before.median.zip(after.median) else { return true };
    let Some((error, error_then)) = own.error.zip(then.error) else { return true };
    let (step, error) = (then.value - own.value, error.hypot(error_then));
    step * difference > 0.0 && error > 0.0 && normal_p(step / error) <= FALSE_BREAKS
}

/// How far the answers of a part lie from one another, whatever side of a split they are on.
///
/// The spread of a short side by itself happens to be small now and then, and among many splits one of those would be
/// found: Welch's t of them is far too often large.
struct Spread {
    variance: f64,
    /// The share of hits, where answers are hits or none.
    hits: Option<f64>,
}

impl Spread {
    fn of(whole: &Reading) -> Option<Self> {
        let (n, variance) = (whole.n_eff, power::variance_of_one(whole)?);
        let (variance, hits) = match whole.basis {
            Basis::Share { hits } => (variance, Some(hits / n)),
            // Of all that were given, not of those that might be.
            Basis::Mean { .. } => (variance * (n - 1.0) / n, None),
            _ => (variance, None),
        };
        (variance > 0.0).then_some(Self { variance, hits })
    }

    /// The difference of two sides in standard errors; `None` where too few hits or misses are expected on either for z
    /// to be normal.
    fn z(&self, (value, before): &Side, (then, after): &Side) -> Option<f64> {
        let is_enough =
            |side: &Sample| self.hits.is_none_or(|hits| side.n_eff * hits.min(1.0 - hits) >= LEAST_EXPECTED);
        let error = (self.variance * (1.0 / before.n_eff + 1.0 / after.n_eff)).sqrt();
        (is_enough(before) && is_enough(after)).then(|| (then - value) / error)
    }
}

impl Spread {
    /// How far a straight line through the values of all dates rises, in standard errors.
    fn slope<'t>(&self, dated: impl Iterator<Item = (&'t Tally, &'t Period)>, measure: &Measure) -> Option<f64> {
        let points = dated.filter_map(|(tally, period)| {
            let (value, own) = tally.side(measure)?;
            let day = real(u64::try_from(EPOCH.duration_until(period.day()).as_hours() / 24).ok()?);
            Some((day, value, own.n_eff))
        });
        let points: Vec<(f64, f64, f64)> = points.collect();
        let n: f64 = points.iter().map(|(_, _, n)| n).sum();
        let mean: f64 = points.iter().map(|(day, _, n)| n * day).sum::<f64>() / n;
        let spread: f64 = points.iter().map(|(day, _, n)| n * (day - mean).powi(2)).sum();
        let joint: f64 = points.iter().map(|(day, value, n)| n * (day - mean) * value).sum();
        (spread > 0.0).then(|| joint / (spread * self.variance).sqrt())
    }
}

/// The chance that the best of so many splits would be as good, where a share of the answers has none at either end.
fn chance(z: f64, n_splits: usize, share: f64) -> f64 {
    let (of_all, b) = ((extent(n_splits) * normal_p(z)).min(1.0), z.abs());
    if b < LEAST_Z || share <= 0.0 || share >= 0.5 {
        return of_all;
    }
    let density = (-b * b / 2.0).exp() / std::f64::consts::TAU.sqrt();
    let inner = (b - 1.0 / b) * 0.5 * ((1.0 - share).powi(2) / (share * share)).ln() + 2.0 / b;
    of_all.min(2.0 * density * inner)
}

#[cfg(test)]
mod tests;
