//! How many days the answers of a period are of, so that what comes by the day can be told.
//! Invariant: a period has as many days as the calendar gives it at most, but for rows that stand for longer each.

use jiff::civil::Date;

use super::Series;
use crate::metric::{Grain, Period};

/// Of how many gaps between dates nine must be the usual one for rows to be of so many days each.
const REGULAR: (usize, usize) = (9, 10);

impl Series {
    /// How many days the counts of a period are of.
    ///
    /// * Input: a period; `None`: all time.
    /// * Output: days.
    /// * Formula: where dates are a week, a month or another number of days apart, a date stands for the days until the
    ///   next, the last for the usual gap. Else the days of the period between the first and the last date of all; one
    ///   date alone in its period stands for the usual gap, or where there is none for the period. Where dates are longer
    ///   periods, theirs.
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
        let usual = usual_gap(&dates);
        if let Some(gap) = usual.filter(|gap| is_regular(&dates, *gap)) {
            let next = dates.iter().skip(1).copied().map(Some).chain([None]);
            let stands = |(date, next): (&Date, Option<Date>)| {
                next.map(|next| days(*date, next)).filter(|own| is_near(*own, gap)).unwrap_or(gap)
            };
            return Some(dates.iter().zip(next).filter(|(date, _)| is_meant(date)).map(stands).sum());
        }
        let meant = period.filter(|own| own.grain != Grain::All);
        if let Some(period) = meant.filter(|_| own.len() == 1) {
            let whole = days(period.start, period.end()) + 1;
            return Some(usual.map_or(whole, |gap| gap.min(whole)));
        }
        let (start, end) = match meant {
            Some(own) => (own.start.max(*dates.first()?), own.end().min(*dates.last()?)),
            None => (first, last),
        };
        Some(days(start, end) + 1)
    }
}

/// The middle one of the gaps between dates, in days; `None` without any.
fn usual_gap(dates: &[Date]) -> Option<u64> {
    let mut gaps: Vec<u64> = gaps(dates).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).copied()
}

/// Are nearly all dates so far apart, and more than a day?
fn is_regular(dates: &[Date], usual: u64) -> bool {
    let n = gaps(dates).count();
    let n_usual = gaps(dates).filter(|gap| is_near(*gap, usual)).count();
    usual > 1 && n >= 2 && n_usual * REGULAR.1 >= n * REGULAR.0
}

/// Is a gap the usual one? Months differ by a tenth.
const fn is_near(gap: u64, usual: u64) -> bool {
    gap.abs_diff(usual) * 10 <= usual
}

fn gaps(dates: &[Date]) -> impl Iterator<Item = u64> {
    dates.iter().zip(dates.iter().skip(1)).map(|(one, next)| days(*one, *next))
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
    fn a_row_of_a_month_is_of_its_days() {
        let monthly = dated(Grain::Day, (1..=12).map(|month| date(2025, month, 3)));
        check(&monthly, "2025-02", Some(28));
        check(&monthly, "2025-11", Some(30));
        // The last stands for the usual gap.
        check(&monthly, "2025-12", Some(31));
        check(&monthly, "2025-Q1", Some(90));
        check(&monthly, "", Some(365));
        // A month that is missing is not laid to the row before.
        let holed = dated(
            Grain::Day,
            (1..=24).filter(|own| *own != 5).map(|own| date(2024, 1, 3).saturating_add(jiff::Span::new().months(own))),
        );
        check(&holed, "2024-05", Some(31));
        // Now and then a row, and one alone in its month.
        let rare = dated(Grain::Day, [date(2025, 1, 3), date(2025, 3, 20), date(2025, 4, 1), date(2025, 9, 9)]);
        check(&rare, "2025-09", Some(30));
    }

    #[test]
    fn days_without_anybody_are_days() {
        let sparse = dated(Grain::Day, [1, 2, 5, 11, 12, 25].map(|day| date(2026, 3, day)));
        check(&sparse, "", Some(25));
        check(&sparse, "2026-W10", Some(7));
        check(&sparse, "2026-03", Some(25));
        check(&dated(Grain::Day, [date(2026, 3, 1)]), "2026-03", Some(31));
        check(&dated(Grain::Month, [date(2026, 2, 1), date(2026, 3, 1)]), "2026", Some(59));
        check(&dated(Grain::All, [date(2026, 2, 1)]), "", None);
        check(&Series::new(Grain::Day), "", None);
    }
}
