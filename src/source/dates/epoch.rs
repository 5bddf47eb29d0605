//! Moments as numbers: seconds since 1970 and the like.
//! Invariant: the number of digits says the unit; nothing shorter is a moment.

use jiff::Timestamp;
use jiff::tz::Offset as FixedOffset;

use super::digits::{YEARS, digits};
use super::time::{Offset, Time};
use super::written::{Day, Form, Unit, Written};
use crate::metric::Grain;

/// The days from 1900 on that spreadsheets count, from 1954 to 2064.
const SERIAL_DAYS: std::ops::RangeInclusive<u32> = 20_000..=60_000;

/// Reads a number of 10, 13 or 16 digits, with or without a fraction.
pub(super) fn read(cell: &[u8]) -> Option<Written> {
    let (number, rest) = digits(cell)?;
    let (unit, per_second) = match number.len() {
        10 => (Unit::Seconds, 1),
        13 => (Unit::Milliseconds, 1_000),
        16 => (Unit::Microseconds, 1_000_000),
        _ => return None,
    };
    if !matches!(rest, []) && !rest.strip_prefix(b".").and_then(digits).is_some_and(|(_, rest)| rest.is_empty()) {
        return None;
    }
    let number = number.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    written(number / per_second, Form::Epoch(unit))
}

/// A moment in UTC.
pub(super) fn written(seconds: i64, form: Form) -> Option<Written> {
    let moment = FixedOffset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?);
    YEARS.contains(&moment.year()).then_some(())?;
    let of_day = i32::try_from(seconds.rem_euclid(86_400)).ok()?;
    let time = Some(Time { seconds: of_day, offset: Offset::East(0) });
    Some(Written { day: Day::Plain(moment.date(), Grain::Day), time, form })
}

/// Do the cells look like the days that spreadsheets count? They are told, not read: a code looks the same.
pub(crate) fn are_serial_days<'a>(cells: impl Iterator<Item = &'a [u8]>) -> bool {
    let mut cells = cells.map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()).peekable();
    let is_serial = |cell: &[u8]| {
        let Some((number, rest)) = digits(cell) else { return false };
        let day = std::str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        let is_fraction = rest.strip_prefix(b".").and_then(digits).is_some_and(|(_, rest)| rest.is_empty());
        day.is_some_and(|day| SERIAL_DAYS.contains(&day)) && (rest.is_empty() || is_fraction)
    };
    cells.peek().is_some() && cells.all(is_serial)
}
