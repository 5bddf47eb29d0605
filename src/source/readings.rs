//! CSV to counts: one pass over a source, folded while it streams by, rows never kept. Must not know files.
//!
//! How dates are written is learned from the first 1,000 rows of the first block; the order of day and month from the
//! first date that shows it, wherever it is.

mod answer;
mod asking;
pub(in crate::source) mod beside;
mod blocks;
mod case;
mod clocks;
mod count;
mod counted;
mod counts;
mod crew;
mod crowds;
mod desk;
pub(crate) mod dialect;
mod failure;
mod header;
mod heard;
mod index;
mod intake;
mod joint;
mod later;
mod ledger;
mod log;
mod mark;
mod misfits;
mod opened;
mod panels;
mod plan;
mod prints;
mod records;
pub(in crate::source) mod remarks;
mod repeat;
mod respondents;
mod row;
mod sheet;
mod sizes;
mod skim;
mod slots;
mod straight;
mod table;
mod tallied;
#[cfg(test)]
mod tests;
mod understood;
mod utf8;
mod waiting;
mod warnings;
mod width;

pub(crate) use self::answer::number;
pub use self::count::{count, resume};
pub use self::counts::{Progress, SourceCounts};
pub use self::mark::Mark;
pub use self::skim::scores_comments;
