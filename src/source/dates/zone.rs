//! The zone that days are counted in.
//! Invariant: a moment is of exactly one day in a zone, however long the day is.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::{days, time};

/// A zone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Zone {
    /// Seconds east of Greenwich.
    East(i32),
    /// A zone whose clocks may be put forward and back.
    Named(TimeZone),
}

impl Zone {
    /// The zone that the map names: `+02:00`, `UTC`, or one of the IANA database.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some(seconds) = time::fixed(text.as_bytes()) {
            return Some(Self::East(seconds));
        }
        let zone = TimeZone::get(text).ok().filter(|zone| !zone.is_unknown())?;
        Some(Self::Named(zone))
    }

    /// Seconds of the clocks there since 1970, at a moment in seconds since 1970.
    pub(super) fn local(&self, seconds: i64) -> Option<i64> {
        let east = match self {
            Self::East(east) => *east,
            Self::Named(zone) => zone.to_offset(Timestamp::from_second(seconds).ok()?).seconds(),
        };
        Some(seconds + i64::from(east))
    }

    /// The moment when the clocks there show a time; the first of two, and after a gap as if there were none.
    pub(super) fn moment(&self, local: i64) -> Option<i64> {
        match self {
            Self::East(east) => Some(local - i64::from(*east)),
            Self::Named(zone) => {
                let shown = Offset::UTC.to_datetime(Timestamp::from_second(local).ok()?);
                Some(zone.to_ambiguous_timestamp(shown).compatible().ok()?.as_second())
            }
        }
    }

    /// The day it is there.
    pub(super) fn date(&self, seconds: i64) -> Option<jiff::civil::Date> {
        days::day_since_1970(self.local(seconds)?.div_euclid(days::SECONDS_PER_DAY))
    }
}
