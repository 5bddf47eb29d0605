//! What the answers of all columns with few whole numbers say about one of them: where one column does not show how far
//! its scale goes, another one may.

use crate::source::survey::column::Column;
use crate::source::survey::hints::{Hint, has};

/// The highest answer that any scale here has.
pub(in crate::source) const HIGHEST: usize = 10;

/// How many different codes outside its scale a column may have.
const MOST_CODES: usize = 4;

/// How often each answer from 0 to [`HIGHEST`] stands.
pub(in crate::source) type Counts = [u64; HIGHEST + 1];

/// The columns of a file that hold few whole numbers.
pub(in crate::source) struct Sisters<'a> {
    columns: Vec<(&'a str, Counts)>,
    /// Is one of them named like a recommendation?
    pub(in crate::source) has_nps: bool,
}

impl<'a> Sisters<'a> {
    pub(in crate::source) fn new(columns: &'a [Column]) -> Self {
        let candidates = columns.iter().filter(|column| is_candidate(column));
        let named = candidates.map(|column| (column.name.as_str(), counts(column)));
        let has_nps = columns.iter().any(|column| is_candidate(column) && is_nps(column, &counts(column)));
        Self { columns: named.collect(), has_nps }
    }

    /// Names of the other columns whose highest answer this is.
    pub(in crate::source) fn with_top(&self, top: usize, but: &str) -> Vec<&'a str> {
        let others = self.columns.iter().filter(|(name, counts)| *name != but && highest(counts) == Some(top));
        others.map(|(name, _)| *name).collect()
    }
}

/// Is it named like a recommendation, and not like the groups that answers to it fall into?
pub(in crate::source) fn is_nps(column: &Column, counts: &Counts) -> bool {
    let is_group = has(&column.name, Hint::Segment) && highest(counts).is_some_and(|top| top <= 3);
    has(&column.name, Hint::Nps) && !is_group
}

/// Does a column hold few whole numbers, most of them from 0 to 10?
pub(in crate::source) fn is_candidate(column: &Column) -> bool {
    let wholes = column.wholes();
    let is_inside = |whole: i64| usize::try_from(whole).is_ok_and(|whole| whole <= HIGHEST);
    let n_outside = wholes.iter().filter(|(whole, _)| !is_inside(*whole)).count();
    let n_cells: u64 = wholes.iter().filter(|(whole, _)| is_inside(*whole)).map(|(_, n)| n).sum();
    let n_odd = column.odd_values().count();
    let is_score = [Hint::Nps, Hint::Csat, Hint::Ces].iter().any(|hint| has(&column.name, *hint));
    let least = if is_score { 10 } else { 50 };
    // The row of a total may hold a mean.
    let is_whole = column.n_fractions == 0 || column.n_fractions <= 2 && column.n_fractions * 20 <= column.n;
    is_whole && n_outside + n_odd <= MOST_CODES && n_cells > 0 && n_cells * 100 >= column.n * least
}

pub(in crate::source) fn counts(column: &Column) -> Counts {
    let mut counts = [0; HIGHEST + 1];
    for (whole, n) in column.wholes() {
        if let Some(count) = usize::try_from(whole).ok().and_then(|whole| counts.get_mut(whole)) {
            *count += n;
        }
    }
    counts
}

pub(in crate::source) fn highest(counts: &Counts) -> Option<usize> {
    counts.iter().rposition(|n| *n > 0)
}
