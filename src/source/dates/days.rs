//! Days as numbers, and the one form of dates that is read a million times a second. Must not know columns.
//! Invariant: a number is of one date, and what is read here is read alike everywhere.

use jiff::civil::Date;
use jiff::tz::Offset;

use super::YEARS;

/// Of a day by the clock.
pub(super) const SECONDS: i64 = 86_400;

/// Days of each month from January on, in a year with 29 in February.
const LONGEST: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Days since 1970.
pub(super) fn number(date: Date) -> i64 {
    // Hinnant, "chrono-compatible low-level date algorithms": years begin in March.
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date that many days since 1970.
pub(super) fn date(number: i64) -> Option<Date> {
    let midnight = jiff::Timestamp::from_second(number.checked_mul(SECONDS)?).ok()?;
    Some(Offset::UTC.to_datetime(midnight).date())
}

/// The place of a day in a table in which every month has 31.
pub(super) fn idx_of(date: Date) -> Option<usize> {
    let years = usize::try_from(date.year() - YEARS.start()).ok().filter(|_| YEARS.contains(&date.year()))?;
    let (month, day) = (usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    Some((years * 12 + month - 1) * 31 + day - 1)
}

/// Reads `2017-05-31` and what follows it, by arithmetic on the bytes.
#[inline]
pub(super) fn swift(cell: &[u8]) -> Option<((i16, u8, u8), &[u8])> {
    let (&[a, b, c, d, b'-', e, f, b'-', g, h], rest) = cell.split_first_chunk::<10>()? else { return None };
    let digit = |byte: u8| byte.wrapping_sub(b'0');
    let all = [a, b, c, d, e, f, g, h].map(digit);
    if all.iter().any(|digit| *digit > 9) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = all;
    let year = i16::from(a * 10 + b) * 100 + i16::from(c * 10 + d);
    let (month, day) = (e * 10 + f, g * 10 + h);
    let longest = *LONGEST.get(usize::from(month).wrapping_sub(1))?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let is_date = (1..=longest).contains(&day) && (month != 2 || day < 29 || is_leap) && YEARS.contains(&year);
    is_date.then_some(((year, month, day), rest))
}

/// As [`idx_of`], of what [`swift`] read.
#[inline]
pub(super) fn idx_of_swift((year, month, day): (i16, u8, u8)) -> usize {
    let years = usize::from((year - YEARS.start()).cast_unsigned());
    (years * 12 + usize::from(month) - 1) * 31 + usize::from(day) - 1
}

/// Is it ` 23:59` or `T23:59:58`? All else is left to those who look closer.
#[inline]
pub(super) fn is_swift_time(rest: &[u8]) -> bool {
    let (&[sign, a, b, b':', c, d], seconds) = (match rest.split_first_chunk::<6>() {
        Some(split) => split,
        None => return false,
    }) else {
        return false;
    };
    let is_below = |tens: u8, ones: u8, most: u8| {
        tens.is_ascii_digit() && ones.is_ascii_digit() && (tens - b'0') * 10 + (ones - b'0') < most
    };
    let is_minute = matches!(sign, b' ' | b'T') && is_below(a, b, 24) && is_below(c, d, 60);
    is_minute
        && match seconds {
            [] => true,
            [b':', e, f] => is_below(*e, *f, 60),
            _ => false,
        }
}
