//! Calendar periods: year, quarter, month, ISO week, day. Must not know the clock.
//! Invariant: periods of one grain are ordered and do not overlap.

use jiff::civil::Date;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// All time as one period.
    All,
    /// Calendar years.
    Year,
    /// Calendar quarters.
    Quarter,
    /// Calendar months.
    Month,
    /// ISO weeks, Monday first.
    Week,
    /// Days.
    Day,
}

/// One period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// Its first day (`Date::MIN` for all time).
    pub start: Date,
    /// How long it is.
    pub grain: Grain,
}
