//! Today's date, and days, months and years as people write them.
//! Invariant: the first day of a span is never after its last.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// The day by which reviews are overdue: in UTC, so that a map looks the same wherever it is opened.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// The first day of `2017`, `2017-03` or `2017-03-31`.
pub(super) fn first_day(text: &str) -> Result<Date, String> {
    span(text).map(|(first, _)| first)
}

/// The last day of `2017`, `2017-03` or `2017-03-31`.
pub(super) fn last_day(text: &str) -> Result<Date, String> {
    span(text).map(|(_, last)| last)
}

fn span(text: &str) -> Result<(Date, Date), String> {
    let expected = || "expected a day, month or year, as in 2017-03-31, 2017-03 or 2017".to_owned();
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [year] if year.len() == 4 => {
            let year: i16 = year.parse().map_err(|_| expected())?;
            Ok((date(year, 1, 1), date(year, 12, 31)))
        }
        [year, month] if year.len() == 4 => {
            let (year, month) = (year.parse().map_err(|_| expected())?, month.parse().map_err(|_| expected())?);
            let first = Date::new(year, month, 1).map_err(|_| expected())?;
            Ok((first, first.last_of_month()))
        }
        _ => text.parse().map(|day| (day, day)).map_err(|_| expected()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_all_its_days() {
        assert_eq!(span("2016-02"), Ok((date(2016, 2, 1), date(2016, 2, 29))));
        assert_eq!(span("2017"), Ok((date(2017, 1, 1), date(2017, 12, 31))));
        assert_eq!(span("2017-03-31"), Ok((date(2017, 3, 31), date(2017, 3, 31))));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for odd in ["", "17", "2017-13", "2017-02-30", "yesterday", "-2017", "20170"] {
            assert!(span(odd).is_err(), "{odd}");
        }
    }
}
