//! Dates as people write them in a column.
//! Invariant: a cell is read one way or not at all. What only the column can tell, such as which of two numbers is the
//! day or what a long number counts, is left to the [`Clock`].

mod calendar;
mod cell;
mod clock;
mod days;
mod digits;
mod epoch;
mod fast;
mod named;
mod numeric;
mod pattern;
mod time;
mod written;
mod zone;

pub(crate) use calendar::{Calendar, Days};
pub(crate) use clock::{Clock, Moment, Terms};
pub(crate) use epoch::are_serial_days;
pub(crate) use pattern::fault;
pub(crate) use zone::Zone;

#[cfg(test)]
mod tests;
