//! Whether the last period of a series is over.
//! Invariant: what lies in the future is not over.

use jiff::civil::Date;

use super::Series;
use crate::metric::{Grain, Period};

impl Series {
    /// The first period that is not over, where answers reach into it: what comes of it, and of any after, may still change.
    ///
    /// * Input: how long periods are, and the day on which they are looked at.
    /// * Output: the period that holds that day, where there are answers of it or of later ones; or else the last one, if
    ///   its answers end early: its last answer lies further before its end than in any earlier period, by more than the
    ///   usual gap between two dates with answers, and by more than a twentieth of the period.
    /// * Undefined without dates: `None`. Where dates are no finer than the period only the day tells.
    #[must_use]
    pub fn unfinished(&self, grain: Grain, today: Date) -> Option<Period> {
        let grain = grain.min(self.finest);
        if grain == Grain::All {
            return None;
        }
        let answered = self.cells.all_n().filter(|(_, n)| *n > 0);
        let cells: Vec<Period> = answered.map(|(start, _)| Period { start, grain: self.finest }).collect();
        let of = |cell: &Period| Period::of(cell.day(), grain);
        let last = of(cells.last()?);
        if last.end() >= today {
            return Some(Period::of(today, grain).min(last));
        }
        let ends = cells.iter().zip(cells.iter().skip(1).map(Some).chain([None]));
        let mut slacks: Vec<i32> = ends
            .filter(|(own, next)| next.is_none_or(|next| of(own) != of(next)))
            .map(|(own, _)| days(own.end(), of(own).end()))
            .collect();
        let own = slacks.pop()?;
        let widest = slacks.into_iter().max()?;
        let mut gaps: Vec<i32> = cells.iter().zip(cells.iter().skip(1)).map(|(a, b)| days(a.start, b.start)).collect();
        gaps.sort_unstable();
        let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
        let most = widest.saturating_add(usual).max(days(last.start, last.end()) / 20);
        (grain < self.finest && own > most).then_some(last)
    }
}

fn days(from: Date, to: Date) -> i32 {
    i32::try_from(from.duration_until(to).as_hours().div_euclid(24)).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;
    use crate::metric::vectors::CSAT;

    fn answered(finest: Grain, dates: impl IntoIterator<Item = Date>) -> Series {
        let mut series = Series::new(finest);
        for date in dates {
            assert!(series.add(date, &CSAT, 5.0));
        }
        series
    }

    fn daily(from: Date, n: i64) -> Series {
        answered(Grain::Day, (0..n).map(|day| from.saturating_add(day.days())))
    }

    #[track_caller]
    fn check(series: &Series, grain: Grain, today: Date, expected: Option<&str>) {
        assert_eq!(series.unfinished(grain, today).map(|period| period.label()).as_deref(), expected);
    }

    #[test]
    fn the_period_that_holds_the_day_is_not_over() {
        let series = daily(date(2026, 1, 1), 59);
        check(&series, Grain::Month, date(2026, 2, 28), Some("2026-02"));
        check(&series, Grain::Month, date(2026, 3, 1), None);
        check(&series, Grain::Day, date(2026, 2, 28), Some("2026-02-28"));
        check(
            &answered(Grain::Year, [date(2017, 1, 1), date(2018, 1, 1)]),
            Grain::Year,
            date(2018, 6, 1),
            Some("2018"),
        );
        check(&answered(Grain::Year, [date(2017, 1, 1), date(2018, 1, 1)]), Grain::Year, date(2019, 1, 1), None);
    }

    #[test]
    fn answers_that_end_early_leave_a_period_unfinished() {
        // To 20 March, and nothing after.
        check(&daily(date(2026, 1, 1), 79), Grain::Month, date(2026, 9, 1), Some("2026-03"));
        // To 30 March: one gap may be missing.
        check(&daily(date(2026, 1, 1), 89), Grain::Month, date(2026, 9, 1), None);
        // Each May: a year ends as early as the others.
        let waves = (2016..2019).map(|year| date(year, 5, 31));
        check(&answered(Grain::Day, waves), Grain::Year, date(2020, 1, 1), None);
        check(&daily(date(2026, 1, 5), 3), Grain::Month, date(2026, 9, 1), None);
        // Two days of a quarter hardly matter.
        check(&daily(date(2026, 1, 1), 179), Grain::Quarter, date(2026, 9, 1), None);
        // What is dated in the future is not over, and neither is the present.
        check(&daily(date(2026, 1, 1), 200), Grain::Month, date(2026, 3, 10), Some("2026-03"));
    }

    #[test]
    fn without_dates_nothing_is_unfinished() {
        check(&Series::new(Grain::Day), Grain::Month, date(2026, 1, 1), None);
        check(&answered(Grain::All, [date(2026, 1, 1)]), Grain::Month, date(2026, 1, 1), None);
    }
}
