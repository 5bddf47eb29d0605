//! What may be told of a value before something was shipped and since.
//! Invariant: whatever is not told of a side is not told of a change, either.

use jiff::civil::Date;

use super::{Gate, Gated};
use crate::metric::rate_ratio::{Exposed, RateRatio};
use crate::metric::shipping::{BeforeAfter, DaySpan, Season, Shift, ShipWindows, SidePair, Unsaid, exposure};
use crate::metric::{Grain, Measure, Period, Reading, Series};

/// A part of a side within which counting may begin for the side to be whole.
const NEARLY: u64 = 10;

/// The numbers of one place, as a group of people gave them.
#[derive(Clone, Copy, Debug)]
pub struct Watched<'a> {
    /// The counts of the group.
    pub series: &'a Series,
    /// Those of groups that hold it, or are held by it.
    pub beside: &'a [&'a Series],
    /// How they become a reading.
    pub measure: &'a Measure,
}

impl Gate {
    /// A value before something was shipped and since.
    ///
    /// * Input: the counts, the day it was shipped, the last day that is over and counted, and the latest period that is
    ///   over, which is looked at by itself where it lies within since.
    /// * Output: both sides and how they differ; the halves of each; the same a year before, where all of it was counted.
    /// * Formula: [`ShipWindows::of`]; each pair by [`compare`](crate::metric::change::compare), counts by
    ///   [`RateRatio::of`] with their days.
    /// * Undefined without dates or without anything over since: a reason. A pair says by itself why it is not compared.
    /// * Source: placebo and fading are the same comparison where nothing was shipped; our definition.
    ///
    /// # Errors
    ///
    /// Without dates, or where nothing is over since.
    pub fn before_after(
        self,
        watched: Watched<'_>,
        (shipped, end): (Date, Date),
        latest: Option<Period>,
    ) -> Result<BeforeAfter, Unsaid> {
        let windows = ShipWindows::of(watched.series.finest, shipped, end)?;
        let first = watched.series.span().map(|(first, _)| first);
        let begins = |span: DaySpan| first.filter(|first| *first > limit(span));
        let counted_from = begins(windows.before);
        let pair = |spans: (DaySpan, DaySpan)| self.pair(watched, spans, counted_from);
        let season = match windows.year_before() {
            None => Season::Whole,
            Some(spans) if first.is_some() && begins(spans.0).is_none() => Season::YearBefore(Box::new(pair(spans))),
            Some(_) => Season::NoYearBefore,
        };
        // A week is of the month that holds its Thursday, and of the days that it has.
        let within = latest.filter(|own| windows.after.first <= own.start && own.grain != Grain::All);
        let latest = within.and_then(|own| {
            let side = self.side(watched, DaySpan { first: own.start, last: own.end() })?;
            Some((own, side.1))
        });
        Ok(BeforeAfter {
            change: pair((windows.before, windows.after)),
            placebo: windows.halves(windows.before).map(pair),
            fading: windows.halves(windows.after).map(pair),
            season,
            counted_from: counted_from.filter(|first| windows.before.contains(*first)),
            latest,
            windows,
        })
    }

    /// Two sides, and how they differ.
    fn pair(self, watched: Watched<'_>, spans: (DaySpan, DaySpan), counted_from: Option<Date>) -> SidePair {
        let both = [spans.0, spans.1].map(|span| self.side(watched, span));
        let shift = shift(watched, spans, (both[0].as_ref(), both[1].as_ref()), counted_from);
        let [earlier, later] = both.map(|own| own.map(|(_, gated)| gated));
        SidePair { spans, sides: (earlier, later), shift }
    }

    /// The reading of some days; `None` where nothing was counted on them.
    fn side(self, watched: Watched<'_>, span: DaySpan) -> Option<GatedSide> {
        let within = |series: &Series| series.between(Some(span.first), Some(span.last));
        let reading = within(watched.series).total(watched.measure)?;
        let beside = watched.beside.iter().map(|own| within(own).n());
        Some((reading, self.admit_beside(&reading, watched.measure, beside)))
    }
}

/// A side before it is told, and as far as it may be.
type GatedSide = (Reading, Gated);

/// How two sides differ.
fn shift(
    Watched { series, measure, .. }: Watched<'_>,
    spans: (DaySpan, DaySpan),
    sides: (Option<&GatedSide>, Option<&GatedSide>),
    counted_from: Option<Date>,
) -> Result<Shift, Unsaid> {
    let (before, earlier) = sides.0.ok_or(Unsaid::NothingBefore)?;
    let (since, later) = sides.1.ok_or(Unsaid::NothingSince)?;
    let (Some(earlier), Some(later)) = (earlier.disclosed(), later.disclosed()) else { return Err(Unsaid::Hidden) };
    if !measure.kind.is_estimate() {
        let exposed =
            |reading: &Reading, span| Some(Exposed { n: whole(reading.value)?, days: exposure(span, counted_from) });
        let rates = exposed(before, spans.0).zip(exposed(since, spans.1));
        return rates.and_then(|(one, other)| RateRatio::of(one, other)).map(Shift::Times).ok_or(Unsaid::NoInterval);
    }
    let n = earlier.n().min(later.n());
    if earlier.is_few() || later.is_few() {
        return Err(Unsaid::Few(n));
    }
    if !later.goes_with(earlier) {
        return Err(Unsaid::Weights);
    }
    let n_open = [spans.0, spans.1].iter().map(|own| series.between(Some(own.first), Some(own.last)).n_open()).sum();
    if n_open > 0 {
        return Err(Unsaid::Open(n_open));
    }
    later.change_since(earlier).map(Shift::By).ok_or(Unsaid::NoInterval)
}

/// The last day on which counting may begin for some days to be counted all.
fn limit(span: DaySpan) -> Date {
    let days = i64::try_from(span.n_days() / NEARLY).unwrap_or(0);
    span.first.saturating_add(jiff::Span::new().days(days))
}

/// A count, where it is one.
fn whole(value: f64) -> Option<u64> {
    let is_count = value >= 0.0 && value.fract() == 0.0 && value < 1e15;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and from 0 to 10^15")]
    is_count.then_some(value as u64)
}
