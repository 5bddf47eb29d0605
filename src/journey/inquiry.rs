//! What is asked of the sources of a map beyond what its book counts, and the answer.
//! Invariant: an answer belongs to the bindings of the book it was asked for.

use super::{JointPair, Panel, Segment};
use crate::metric::{Grain, Series};

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inquiry {
    /// Whose rows.
    pub segment: Segment,
    /// A column whose values are counted apart.
    pub column: Option<String>,
    /// Which two bindings each, by their indexes in [`Map::bindings`](super::Map::bindings), have their answers joined by
    /// who gave them.
    pub pairs: Vec<(usize, usize)>,
    /// Which bindings each have their people counted together.
    pub panels: Vec<Vec<usize>>,
    /// Are the rows of sources counted that any of this is asked of, whatever was answered in them?
    pub rows: bool,
    /// How long the periods are that are counted apart.
    pub grain: Grain,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inquired {
    /// By the values of the column, the most frequent first.
    pub groups: Vec<InquiredGroup>,
    /// Has the column more values than are told apart? Then there are no groups.
    pub has_too_many: bool,
    /// The pairs that were asked for and read, of one cohort each.
    pub pairs: Vec<JointPair>,
    /// The panels that were asked for and read, of one cohort each.
    pub panels: Vec<Panel>,
    /// The rows of each source by its id, as a rate of which each is a hit, where they were asked for.
    pub rows: Vec<(String, Series)>,
}

/// The rows with one value of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct InquiredGroup {
    /// The value, as the file has it.
    pub value: String,
    /// Which rows those are.
    pub segment: Segment,
    /// By binding; `None` where its source has no such column, or no answers.
    pub series: Vec<Option<Series>>,
}

impl Inquiry {
    /// Nothing asked yet of those rows, by that period.
    #[must_use]
    pub const fn of(segment: Segment, grain: Grain) -> Self {
        Self { segment, column: None, pairs: Vec::new(), panels: Vec::new(), rows: false, grain }
    }
}

impl Inquired {
    /// How the answers of two bindings go together, in the order in which they were asked for.
    #[must_use]
    pub fn pair(&self, bindings: (usize, usize)) -> Option<&JointPair> {
        self.pairs.iter().find(|own| own.bindings == bindings)
    }

    /// The rows of a source, by its id.
    #[must_use]
    pub fn rows_of(&self, source: &str) -> Option<&Series> {
        self.rows.iter().find(|(own, _)| own == source).map(|(_, series)| series)
    }
}
