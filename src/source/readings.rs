//! CSV to counts: one pass over a source, folded while it streams by, rows never kept.
//!
//! How dates are written is learned from the first 1,000 rows of the first block; the order of day and month from the
//! first date that shows it, wherever it is.

pub(in crate::source) mod beside;
mod blocks;
mod count;
mod counted;
mod counts;
mod crew;
mod failure;
mod heard;
mod intake;
mod joint;
mod later;
mod losses;
mod mark;
mod mend;
mod misfits;
mod opened;
mod panels;
mod plan;
mod prints;
mod refused;
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

use super::cells::{
    answer, case, columns, crowds, desk, dialect, events, header, index, ledger, log, pending, question, records, width,
};

pub use self::count::{count, resume};
pub use self::counts::{Progress, SourceCounts};
pub use self::mark::Mark;
pub use self::skim::scores_comments;
