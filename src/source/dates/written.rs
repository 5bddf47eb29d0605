//! What one cell says of a date, before the column is known.
//! Invariant: only a day has a time of day.

use jiff::civil::Date;

use super::time::Time;
use crate::metric::Grain;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) day: Day,
    /// Only of a day.
    pub(super) time: Option<Time>,
    pub(super) form: Form,
}

/// When, as far as the cell alone says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
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
pub(super) enum Order {
    /// 31/12/2017.
    DayFirst,
    /// 12/31/2017.
    MonthFirst,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
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

/// What a number counts since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Ten digits: from September 2001 on.
    Seconds,
    /// Thirteen digits.
    Milliseconds,
    /// Sixteen digits.
    Microseconds,
}

impl Day {
    /// The period that begins with a date; `None` where there is no such date.
    pub(super) fn plain(year: i16, month: i8, day: i8, grain: Grain) -> Option<Self> {
        Some(Self::Plain(Date::new(year, month, day).ok()?, grain))
    }

    pub(super) fn grain(self) -> Grain {
        match self {
            Self::Plain(_, grain) => grain,
            Self::Slashed { .. } | Self::Decided(..) => Grain::Day,
        }
    }
}

impl Written {
    /// A date, and the time of day that may follow it.
    pub(super) fn new(day: Day, form: Form, rest: &[u8]) -> Option<Self> {
        let time = match rest {
            [] => None,
            _ if day.grain() == Grain::Day => Some(Time::after_date(rest)?),
            _ => return None,
        };
        Some(Self { day, time, form })
    }
}
