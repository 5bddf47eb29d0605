//! Dates as people write them in a column: what each cell says. Must not know columns, rows or files.
//! Invariant: a cell is read one way or not at all; what only the column can tell (which of two numbers is
//! the day, what a long number counts) is left to the [`Clock`].

mod calendar;
mod clock;
mod days;
mod epoch;
mod named;
mod numeric;
mod pattern;
mod swift;
mod time;
mod zone;

use jiff::civil::Date;

use self::epoch::Unit;
use self::time::Time;
use crate::metric::Grain;

pub(crate) use calendar::{Calendar, Days};
pub(crate) use clock::{Clock, Moment, Terms};
pub(crate) use epoch::are_serial_days;
pub(crate) use pattern::fault;
pub(crate) use zone::Zone;

/// Years that are taken for years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Written {
    day: Day,
    /// Only of a day.
    time: Option<Time>,
    form: Form,
}

/// When, as far as the cell alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// 31/12/2017.
    DayFirst,
    /// 12/31/2017.
    MonthFirst,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// The year, and what there is of month and day after it.
    YearFirst,
    /// The year after day and month, or after the month.
    YearLast,
    /// A quarter of a year.
    Quarter,
    /// A week of a year, or a day of one.
    Week,
    /// The number of a day in its year.
    Ordinal,
    /// The month by its name.
    Named,
    /// Time since 1970.
    Epoch(Unit),
    /// As the map says.
    Pattern,
}

impl Day {
    fn grain(self) -> Grain {
        match self {
            Self::Plain(_, grain) => grain,
            Self::Slashed { .. } | Self::Decided(..) => Grain::Day,
        }
    }
}

impl Written {
    /// A date, and the time of day that may follow it.
    fn new(day: Day, form: Form, rest: &[u8]) -> Option<Self> {
        let time = match rest {
            [] => None,
            _ if day.grain() == Grain::Day => Some(Time::after_date(rest)?),
            _ => return None,
        };
        Some(Self { day, time, form })
    }
}

/// Reads a cell without blanks around it.
///
/// ISO dates and date-times, weeks, quarters and days of the year; day, month and year in either order
/// with `/`, `.` or `-`; months by their English names; clocks of 12 and 24 hours.
fn read(cell: &[u8]) -> Option<Written> {
    if let Some((parts, rest)) = swift::year_first(cell) {
        return Written::new(Day::Plain(parts.date()?, Grain::Day), Form::YearFirst, rest);
    }
    numeric::read(cell).or_else(|| named::read(cell))
}

fn plain(year: i16, month: i8, day: i8, grain: Grain) -> Option<Day> {
    Some(Day::Plain(Date::new(year, month, day).ok()?, grain))
}

/// The digits a text begins with, at least one, and the rest.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n > 0).then(|| text.split_at(n))
}

/// A year of four digits.
fn year(digits: &[u8]) -> Option<i16> {
    let in_full = digits.len() == 4;
    let year = || digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    in_full.then(year).filter(|year| YEARS.contains(year))
}

/// A year of four digits, or of two: 69 is 1969, 68 is 2068.
fn year_of_two(digits: &[u8]) -> Option<i16> {
    match (digits.len(), small(digits)) {
        (2, Some(year)) => Some(i16::from(year) + if year < 69 { 2000 } else { 1900 }),
        _ => year(digits),
    }
}

/// A number of one or two digits.
fn small(digits: &[u8]) -> Option<i8> {
    (digits.len() <= 2).then(|| digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0').cast_signed()))
}

#[cfg(test)]
mod tests;
