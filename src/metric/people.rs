//! How many people stand behind the answers at several places, and how those answers go together in each of them.
//!
//! Invariant: nobody is counted twice in one period, at no grain.
//!
//! Whoever shows a figure made of them passes its n through the [`Gate`](super::Gate) first.

use jiff::civil::Date;

use super::{Grain, Period, Weighing};

mod composed;
mod sums;
#[cfg(test)]
mod tests;
mod worth;

pub use composed::compose_people;
pub use sums::{SharedSums, n_pairs, pair};
pub use worth::Worth;

/// The finest grain at which it is kept how answers go together: there may be thousands of days.
pub const FINEST_SHARED: Grain = Grain::Month;

/// The people who answered at several places, over time: those whose answers have a weight apart from others.
#[derive(Clone, Debug, PartialEq)]
pub struct People {
    /// The finest grain they are known at.
    pub finest: Grain,
    /// Those whose answers have no weight.
    pub even: Answerers,
    /// Those whose answers have one.
    pub weighed: Answerers,
}

/// People whose answers count alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answerers {
    /// How many answered on each date, which is the first day of a period of the finest grain; ascending.
    pub dated: Vec<(Date, u64)>,
    /// How many of them had answered on another date of the same longer period, by such period; ascending. Where
    /// everybody answers once there is none.
    pub repeats: Vec<(Period, u64)>,
    /// What their answers come to, by the shortest period of months or longer that holds both of two answers; ascending.
    /// `None` where that is not kept.
    pub sums: Option<Vec<(Period, SharedSums)>>,
}

/// Places whose answers are known person by person.
#[derive(Clone, Copy, Debug)]
pub struct Together<'a> {
    /// The places, by whatever numbers they have: the first is side 0 of the sums.
    pub places: &'a [usize],
    /// Who answered there.
    pub people: &'a People,
}

impl People {
    /// Nobody.
    #[must_use]
    pub fn none(finest: Grain) -> Self {
        Self { finest, even: Answerers::default(), weighed: Answerers::default() }
    }

    /// How many people gave at least one of the answers that count so, in a period of its grain or of a longer one.
    #[must_use]
    pub fn n(&self, period: Period, weighing: Weighing) -> u64 {
        let own = self.of(weighing);
        let is_in = |date: Date| Period::of(Period { start: date, grain: self.finest }.day(), period.grain) == period;
        let (first, last) = (around(period.start, -6), around(period.end(), 6));
        let from = own.dated.partition_point(|(date, _)| *date < first);
        let to = own.dated.partition_point(|(date, _)| *date <= last);
        let dated = own.dated.get(from..to).unwrap_or_default();
        let met = dated.iter().filter(|(date, _)| period.grain == Grain::All || is_in(*date));
        let n = met.fold(0, |sum: u64, (_, n)| sum.saturating_add(*n));
        let place = own.repeats.binary_search_by_key(&period, |(own, _)| *own);
        let repeats = place.ok().and_then(|place| own.repeats.get(place)).map_or(0, |(_, n)| *n);
        n.saturating_sub(repeats)
    }

    /// How the answers of a period go together; `None` where that is not known of it, or of such a short one.
    #[must_use]
    pub fn sums(&self, period: Period, weighing: Weighing) -> Option<SharedSums> {
        let is_in = |own: &Period| {
            own.grain >= period.grain && (period.grain == Grain::All || Period::of(own.start, period.grain) == period)
        };
        let sums = self.of(weighing).sums.as_ref().filter(|_| period.grain <= FINEST_SHARED)?;
        SharedSums::total(sums.iter().filter(|(own, _)| is_in(own)).map(|(_, sums)| sums))
    }

    /// How the answers of all time go together; `None` where that is not known.
    #[must_use]
    pub fn all_sums(&self, weighing: Weighing) -> Option<SharedSums> {
        SharedSums::total(self.of(weighing).sums.as_ref()?.iter().map(|(_, sums)| sums))
    }

    /// Those whose answers count so.
    const fn of(&self, weighing: Weighing) -> &Answerers {
        match weighing {
            Weighing::Even | Weighing::Unweighed => &self.even,
            Weighing::Weighed => &self.weighed,
        }
    }
}

impl Together<'_> {
    /// The side of a place, where its answers are among these.
    #[must_use]
    pub fn side(&self, place: usize) -> Option<usize> {
        self.places.iter().position(|own| *own == place)
    }
}

/// A date so many days from another: as a week may belong to the month before or after that of its first day.
fn around(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}
