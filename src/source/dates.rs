//! Dates as people write them in a column: what each cell says. Must not know columns, rows or files.
//! Invariant: a date is only ever read one way in one column; where day and month cannot be told
//! apart, only the year is used.

mod calendar;

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use crate::metric::Grain;

pub(crate) use calendar::{Calendar, Days};

/// Years that are taken for years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Of a format that strptime does not know.
const NOT_KNOWN: &str = "expected one that strptime reads, such as \"%d.%m.%Y\"";

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Written {
    /// The first day of a period, and how long the period is.
    Plain(Date, Grain),
    /// Two numbers up to 12 and a year: day and month in an order that the column must decide.
    Slashed {
        /// The first number.
        first: i8,
        /// The second.
        second: i8,
        /// The year.
        year: i16,
    },
    /// A number over 12 in one of the two places.
    Decided(Date, Order),
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Order {
    /// 31/12/2017.
    DayFirst,
    /// 12/31/2017.
    MonthFirst,
}

impl Written {
    fn grain(self) -> Grain {
        match self {
            Self::Plain(_, grain) => grain,
            Self::Slashed { .. } | Self::Decided(..) => Grain::Day,
        }
    }
}

/// Why no date can be read as a strptime `format`, whatever the cell.
pub(crate) fn fault(format: &str) -> Option<&'static str> {
    // A day, month, week and hour that cannot be taken for one another.
    let sample = date(2017, 11, 30).at(23, 59, 58, 0).to_zoned(TimeZone::UTC).ok()?;
    let Ok(written) = BrokenDownTime::from(&sample).to_string(format) else { return Some(NOT_KNOWN) };
    if BrokenDownTime::parse(format, &written).is_err() {
        return Some(NOT_KNOWN);
    }
    match read_as(written.as_bytes(), format) {
        Some(Written::Plain(date, grain)) if start(sample.date(), grain) == start(date, grain) => None,
        _ => Some("expected one with a year"),
    }
}

/// The first day of the period a date lies in.
fn start(date: Date, grain: Grain) -> Date {
    crate::metric::Period::of(date, grain).start
}

/// Reads a cell without blanks around it.
///
/// ISO dates, date-times (the date as written, whatever the zone), `2017`, `2017-05`, `2017-Q2`,
/// `2017-W05`, `20170531`, `2017/05/31`; day, month and year in either order with `/`, `.` or `-`.
pub(crate) fn read(cell: &[u8], format: Option<&str>) -> Option<Written> {
    if let Some(format) = format {
        return read_as(cell, format);
    }
    let (first, rest) = digits(cell)?;
    match first.len() {
        4 => after_year(year(first)?, rest),
        8 if is_end(rest) => {
            let date = Date::new(year(first.get(..4)?)?, small(first.get(4..6)?)?, small(first.get(6..)?)?).ok()?;
            Some(Written::Plain(date, Grain::Day))
        }
        1 | 2 => slashed(small(first)?, rest),
        _ => None,
    }
}

fn after_year(year: i16, rest: &[u8]) -> Option<Written> {
    let (sign, after) = match rest.split_first() {
        // 2017.0, as statistics programs write a column of years with gaps.
        None | Some((b'.', b"0" | b"00")) => return plain(year, 1, 1, Grain::Year),
        Some((sign @ (b'-' | b'/' | b'.' | b' '), after)) => (*sign, after),
        Some((b'Q' | b'q' | b'W' | b'w', _)) => (b' ', rest),
        Some(_) => return None,
    };
    match after.split_first()? {
        (b'Q' | b'q', [quarter @ b'1'..=b'4']) => {
            plain(year, i8::try_from(quarter - b'1').ok()? * 3 + 1, 1, Grain::Quarter)
        }
        (b'W' | b'w', week) => {
            let (number, rest) = digits(week)?;
            let monday = ISOWeekDate::new(year, small(number)?, Weekday::Monday).ok()?.date();
            match rest {
                [] => Some(Written::Plain(monday, Grain::Week)),
                [b'-', day @ b'1'..=b'7', rest @ ..] if is_end(rest) => {
                    let days = jiff::Span::new().days(i64::from(day - b'1'));
                    Some(Written::Plain(monday.checked_add(days).ok()?, Grain::Day))
                }
                _ => None,
            }
        }
        _ if sign == b' ' => None,
        _ => {
            let (month, rest) = digits(after)?;
            let month = small(month)?;
            let Some((again, rest)) = rest.split_first() else { return plain(year, month, 1, Grain::Month) };
            if *again != sign {
                return None;
            }
            let (day, rest) = digits(rest)?;
            is_end(rest).then(|| plain(year, month, small(day)?, Grain::Day)).flatten()
        }
    }
}

fn slashed(first: i8, rest: &[u8]) -> Option<Written> {
    let (sign, rest) = rest.split_first().filter(|(sign, _)| matches!(sign, b'/' | b'.' | b'-'))?;
    let (second, rest) = digits(rest)?;
    let second = small(second)?;
    let (again, rest) = rest.split_first()?;
    let (last, rest) = digits(rest)?;
    if again != sign || last.len() != 4 || !is_end(rest) {
        return None;
    }
    let year = year(last)?;
    match (first > 12, second > 12) {
        (false, false) if first == second => plain(year, first, second, Grain::Day),
        (false, false) => (first > 0 && second > 0).then_some(Written::Slashed { first, second, year }),
        (true, false) => Some(Written::Decided(Date::new(year, second, first).ok()?, Order::DayFirst)),
        (false, true) => Some(Written::Decided(Date::new(year, first, second).ok()?, Order::MonthFirst)),
        (true, true) => None,
    }
}

fn plain(year: i16, month: i8, day: i8, grain: Grain) -> Option<Written> {
    Some(Written::Plain(Date::new(year, month, day).ok()?, grain))
}

/// The digits a text begins with, at least one, and the rest.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n > 0).then(|| text.split_at(n))
}

fn year(digits: &[u8]) -> Option<i16> {
    let year = digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    YEARS.contains(&year).then_some(year)
}

/// A number of one or two digits.
fn small(digits: &[u8]) -> Option<i8> {
    (digits.len() <= 2).then(|| digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0').cast_signed()))
}

/// Does a date end here, or does a time of day follow?
fn is_end(rest: &[u8]) -> bool {
    let Some((sign, time)) = rest.split_first() else { return true };
    if !matches!(sign, b'T' | b't' | b' ') {
        return false;
    }
    let Some((hours, rest)) = digits(time.trim_ascii_start()) else { return false };
    let Some((b':', rest)) = rest.split_first() else { return false };
    let Some((minutes, rest)) = digits(rest) else { return false };
    let is_time = small(hours).is_some_and(|hours| hours <= 24)
        && minutes.len() == 2
        && small(minutes).is_some_and(|minutes| minutes < 60);
    is_time && rest.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

fn read_as(cell: &[u8], format: &str) -> Option<Written> {
    let time = BrokenDownTime::parse(format, cell).ok()?;
    let in_range = |date: &Date| YEARS.contains(&date.year());
    if let Ok(date) = time.to_date() {
        return in_range(&date).then_some(Written::Plain(date, Grain::Day));
    }
    if let Ok(timestamp) = time.to_timestamp() {
        let date = timestamp.to_zoned(TimeZone::UTC).date();
        return in_range(&date).then_some(Written::Plain(date, Grain::Day));
    }
    let (date, grain) = match (time.year(), time.month(), time.iso_week_year(), time.iso_week()) {
        (_, _, Some(year), Some(week)) => (ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date(), Grain::Week),
        (Some(year), Some(month), ..) => (Date::new(year, month, 1).ok()?, Grain::Month),
        (Some(year), ..) => (Date::new(year, 1, 1).ok()?, Grain::Year),
        _ => return None,
    };
    in_range(&date).then_some(Written::Plain(date, grain))
}

#[cfg(test)]
mod tests;
