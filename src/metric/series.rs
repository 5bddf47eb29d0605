//! Counts of one metric at one place over time. Must not know the place.
//! Invariant: what is asked for at a coarser grain is the sum of the finer.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Grain, Tally};

/// Counts over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The finest grain the dates allow: `Year` for a bare year, `All` without a time column.
    pub finest: Grain,
    /// Counts by first day of the finest period (or by day).
    pub tallies: BTreeMap<Date, Tally>,
}
