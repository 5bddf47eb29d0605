//! Days as numbers, and back.
//! Invariant: a number stands for one date.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::digits::YEARS;

pub(super) const SECONDS_PER_DAY: i64 = 86_400;

/// Days since 1970.
pub(super) fn since_1970(date: Date) -> i64 {
    // Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that many days since 1970.
pub(super) fn day_since_1970(number: i64) -> Option<Date> {
    let midnight = jiff::Timestamp::from_second(number.checked_mul(SECONDS_PER_DAY)?).ok()?;
    Some(Offset::UTC.to_datetime(midnight).date())
}

/// The place of a day in a table in which every month has 31.
pub(super) fn idx_of(date: Date) -> Option<usize> {
    let years = usize::try_from(date.year() - YEARS.start()).ok().filter(|_| YEARS.contains(&date.year()))?;
    let (month, day) = (usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    Some((years * 12 + month - 1) * 31 + day - 1)
}
