//! Whether a column holds dates, and what they say together.
//! Invariant: the settings are learned once; after that a cell is a date of the column or it is not.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::metric::Grain;
use crate::source::dates::{Calendar, Clock, Terms};

/// Of a hundred cells that are looked at, so many must be dates.
const ENOUGH: usize = 80;

/// The dates of a column while it is read.
pub(in crate::source) struct Dating {
    calendar: Calendar,
    n: u64,
    /// Were dates met before it was known how they are to be read?
    is_partial: bool,
}

/// The dates of a column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Dates {
    /// How many cells hold one.
    pub(in crate::source) n: u64,
    /// How long the period of each is.
    pub(in crate::source) grain: Grain,
    /// How they are written, in words.
    pub(in crate::source) form: &'static str,
    /// The first and the last, where these are known.
    pub(in crate::source) ends: Option<(Date, Date)>,
    /// Does nothing tell day from month?
    pub(in crate::source) is_ambiguous: bool,
    /// How many calendar years they are of.
    pub(in crate::source) n_years: usize,
    /// How many days lie between the first and the last of a year, in the year where they are most.
    pub(in crate::source) widest: i32,
}

impl Dating {
    /// Learns from some cells how dates are written; `None` where too few are dates.
    pub(in crate::source) fn learn<'a>(cells: impl Iterator<Item = &'a [u8]> + Clone) -> Option<Self> {
        let n_cells = cells.clone().count();
        let mut calendar = Calendar::learn(cells.clone(), &Terms::default())?;
        let clock = calendar.clock().clone();
        let n_dates = cells.filter(|cell| calendar.place(cell).is_some()).count();
        let is_enough = n_dates * 100 >= n_cells * ENOUGH && n_dates > 0;
        is_enough.then(|| Self { calendar: Calendar::of(clock), n: 0, is_partial: false })
    }

    /// Takes a cell in that stands so many times.
    pub(in crate::source) fn take(&mut self, cell: &[u8], times: u64) {
        if self.calendar.is_undecided() {
            let mut clock = self.calendar.clock().clone();
            clock.scout(cell);
            if clock != *self.calendar.clock() {
                self.is_partial |= self.n > 0;
                self.calendar = Calendar::of(clock);
            }
        }
        if self.calendar.place(cell).is_some() {
            self.n += times;
        }
    }

    /// What they say together.
    pub(in crate::source) fn finish(self) -> Dates {
        let form = self.calendar.clock().words();
        let days = self.calendar.finish();
        let ends = days.dates.iter().min().copied().zip(days.dates.iter().max().copied());
        let mut years: BTreeMap<i16, (i16, i16)> = BTreeMap::new();
        for date in &days.dates {
            let day = date.day_of_year();
            let ends = years.entry(date.year()).or_insert((day, day));
            *ends = (ends.0.min(day), ends.1.max(day));
        }
        Dates {
            n: self.n,
            grain: days.finest,
            form,
            ends: ends.filter(|_| !self.is_partial && !days.is_ambiguous),
            is_ambiguous: days.is_ambiguous,
            n_years: if self.is_partial { 0 } else { years.len() },
            widest: years.values().map(|(first, last)| i32::from(last - first)).max().unwrap_or(0),
        }
    }
}

/// The ways to write this cell down for strptime, day first and month first, where it has both as numbers.
pub(in crate::source) fn formats(cell: &str) -> Option<[String; 2]> {
    let sign = cell.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let times = ["", " %H:%M", " %H:%M:%S", "T%H:%M", "T%H:%M:%S", " %I:%M %p", " %I:%M:%S %p", ", %H:%M"];
    let fits =
        |format: &String| Clock::learn(std::iter::once(cell.as_bytes()), &Terms::new(Some(format), None)).is_some();
    let pair =
        |year: &str, time: &str| [format!("%d{sign}%m{sign}{year}{time}"), format!("%m{sign}%d{sign}{year}{time}")];
    let mut pairs = ["%Y", "%y"].into_iter().flat_map(|year| times.map(|time| pair(year, time)));
    pairs.find(|pair| pair.iter().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learn(cells: &[&str]) -> Option<Dates> {
        let cells = cells.iter().map(|cell| cell.as_bytes());
        let mut dating = Dating::learn(cells.clone())?;
        cells.for_each(|cell| dating.take(cell, 2));
        Some(dating.finish())
    }

    #[test]
    fn dates_say_how_they_are_written_and_how_far_they_reach() {
        let dates = learn(&["03/04/2025", "13/04/2025", "20/06/2026"]).expect("they are dates");
        assert_eq!((dates.n, dates.form, dates.is_ambiguous), (6, "day/month/year", false));
        assert_eq!((dates.n_years, dates.widest), (2, 10));
        assert!(learn(&["03/04/2025", "05/06/2025"]).expect("they are dates").is_ambiguous);
        assert_eq!(learn(&["soon", "later", "2025-01-01"]), None);
    }

    #[test]
    fn both_orders_are_written_for_strptime() {
        let formats = |cell| formats(cell).map(|[day, month]| (day, month));
        let pair = |day: &str, month: &str| Some((day.to_owned(), month.to_owned()));
        assert_eq!(formats("03/04/2025"), pair("%d/%m/%Y", "%m/%d/%Y"));
        assert_eq!(formats("3.4.2025 14:05"), pair("%d.%m.%Y %H:%M", "%m.%d.%Y %H:%M"));
        assert_eq!(formats("2025-04-03"), None);
        assert_eq!(formats("soon"), None);
    }
}
