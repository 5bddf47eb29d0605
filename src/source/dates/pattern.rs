//! Dates as the map says they are written, in the language of strptime.
//! Invariant: a pattern that reads no year reads nothing.

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use super::digits::YEARS;
use super::epoch;
use super::time::{Offset, Time};
use super::written::{Day, Form, Written};
use crate::metric::{Grain, Period};

/// Of a format that strptime does not know.
pub(super) const NOT_KNOWN: &str = "expected one that strptime reads, such as \"%d.%m.%Y\"";

/// Why no date can be read as a strptime `format`, whatever the cell.
pub(crate) fn fault(format: &str) -> Option<&'static str> {
    // A day, month, week and hour that cannot be taken for one another.
    let sample = date(2017, 11, 30).at(23, 59, 58, 0).to_zoned(TimeZone::UTC).ok()?;
    let Ok(written) = BrokenDownTime::from(&sample).to_string(format) else { return Some(NOT_KNOWN) };
    if BrokenDownTime::parse(format, &written).is_err() {
        return Some(NOT_KNOWN);
    }
    let start = |date, grain| Period::of(date, grain).start;
    match read(written.as_bytes(), format).map(|written| written.day) {
        Some(Day::Plain(date, grain)) if start(sample.date(), grain) == start(date, grain) => None,
        _ => Some("expected one with a year"),
    }
}

/// Reads a cell without blanks around it.
pub(super) fn read(cell: &[u8], format: &str) -> Option<Written> {
    let parts = BrokenDownTime::parse(format, cell).ok()?;
    let plain = |date: Date, grain| YEARS.contains(&date.year()).then_some(Day::Plain(date, grain));
    if let Ok(date) = parts.to_date() {
        let time = match parts.hour() {
            None => None,
            Some(_) => Some(time(&parts)?),
        };
        return Some(Written { day: plain(date, Grain::Day)?, time, form: Form::Pattern });
    }
    if let Ok(moment) = parts.to_timestamp() {
        return epoch::written(moment.as_second(), Form::Pattern);
    }
    let (date, grain) = match (parts.year(), parts.month(), parts.iso_week_year(), parts.iso_week()) {
        (_, _, Some(year), Some(week)) => (ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date(), Grain::Week),
        (Some(year), Some(month), ..) => (Date::new(year, month, 1).ok()?, Grain::Month),
        (Some(year), ..) => (Date::new(year, 1, 1).ok()?, Grain::Year),
        _ => return None,
    };
    Some(Written { day: plain(date, grain)?, time: None, form: Form::Pattern })
}

fn time(parts: &BrokenDownTime) -> Option<Time> {
    let time = parts.to_time().ok()?;
    let seconds = i32::from(time.hour()) * 3_600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    let offset = match (parts.offset(), parts.iana_time_zone()) {
        (Some(offset), _) => Offset::East(offset.seconds()),
        (None, Some(_)) => Offset::Word,
        (None, None) => Offset::Unsaid,
    };
    Some(Time { seconds, offset })
}
