//! How many days the answers of a period are of, so that what comes by the day can be told.
//! Invariant: a period has as many days as the calendar gives it at most, but for rows that stand for longer each.

use jiff::civil::Date;

use super::Series;
use crate::metric::{Grain, Period};

/// Of how many gaps between dates nine must be the same for rows to be of so many days each.
const REGULAR: (usize, usize) = (9, 10);

impl Series {
    /// How many days the counts of a period are of.
    ///
    /// * Input: a period; `None`: all time.
    /// * Output: days.
    /// * Formula: where dates are a week apart, or another number of days, a date stands for so many days: dates x days.
    ///   Else the days of the period between the first and the last date of all. Where dates are longer periods, theirs.
    /// * Undefined without dates, and where the period has no counts: `None`.
    /// * Source: ours. A row that is dated by the last day of its week is of seven days, whatever quarter that day is in.
    #[must_use]
    pub fn n_days(&self, period: Option<&Period>) -> Option<u64> {
        if self.finest == Grain::All {
            return None;
        }
        let is_meant = |date: &Date| {
            period.is_none_or(|own| {
                own.grain == Grain::All || own.contains(Period { start: *date, grain: self.finest }.day())
            })
        };
        let dates: Vec<Date> = self.cells.all_n().filter(|(_, n)| *n > 0).map(|(date, _)| date).collect();
        let own: Vec<Date> = dates.iter().copied().filter(is_meant).collect();
        let (first, last) = (*own.first()?, *own.last()?);
        if self.finest != Grain::Day {
            let days = own.iter().map(|date| days(*date, Period { start: *date, grain: self.finest }.end()) + 1);
            return Some(days.sum());
        }
        if let Some(gap) = regular_gap(&dates) {
            return Some(gap * own.len() as u64);
        }
        let (start, end) = match period.filter(|own| own.grain != Grain::All) {
            Some(own) => (own.start.max(*dates.first()?), own.end().min(*dates.last()?)),
            None => (first, last),
        };
        Some(days(start, end) + 1)
    }
}

/// How many days a date stands for, where that is more than one and nearly all are so far apart.
fn regular_gap(dates: &[Date]) -> Option<u64> {
    let mut gaps: Vec<u64> = dates.iter().zip(dates.iter().skip(1)).map(|(one, next)| days(*one, *next)).collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().filter(|gap| *gap > 1)?;
    let n_usual = gaps.iter().filter(|gap| **gap == usual).count();
    (gaps.len() >= 2 && n_usual * REGULAR.1 >= gaps.len() * REGULAR.0).then_some(usual)
}

fn days(from: Date, to: Date) -> u64 {
    u64::try_from(from.duration_until(to).as_hours().div_euclid(24)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::metric::vectors::RATE;

    fn dated(finest: Grain, dates: impl IntoIterator<Item = Date>) -> Series {
        let mut series = Series::new(finest);
        for date in dates {
            assert!(series.add_hits(date, &RATE, 1, 2));
        }
        series
    }

    #[track_caller]
    fn check(series: &Series, label: &str, expected: Option<u64>) {
        let period = Period::parse(label);
        assert_eq!(series.n_days(period.as_ref()), expected, "{label}");
    }

    #[test]
    fn a_row_by_the_last_day_of_its_week_is_of_seven_days() {
        let weekly = dated(Grain::Day, (0..52_i64).map(|week| date(2025, 4, 6).saturating_add(week.weeks())));
        check(&weekly, "", Some(364));
        check(&weekly, "2026-Q1", Some(91));
        check(&weekly, "2026-02", Some(28));
        check(&weekly, "2024", None);
    }

    #[test]
    fn days_without_anybody_are_days() {
        let sparse = dated(Grain::Day, [1, 2, 5, 11, 12, 25].map(|day| date(2026, 3, day)));
        check(&sparse, "", Some(25));
        check(&sparse, "2026-W10", Some(7));
        check(&sparse, "2026-03", Some(25));
        check(&dated(Grain::Day, [date(2026, 3, 1)]), "2026-03", Some(1));
        check(&dated(Grain::Month, [date(2026, 2, 1), date(2026, 3, 1)]), "2026", Some(59));
        check(&dated(Grain::All, [date(2026, 2, 1)]), "", None);
        check(&Series::new(Grain::Day), "", None);
    }
}
