//! What counting a source gives, and who hears how far it is. Knows nothing of how rows are read.

use std::ops::ControlFlow;

use crate::journey::{Finding, JointPair, Panel, SourceReport, Unjoined};
use crate::metric::Series;

/// What a source gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceCounts {
    /// Index of a binding in [`Map::bindings`](crate::journey::Map::bindings), and its series by cohort.
    pub series: Vec<(usize, Vec<Series>)>,
    /// The pairs of bindings that the question joins, in its order.
    pub joint: Vec<JointPair>,
    /// The people of the panels that the question asks for, in its order.
    pub panels: Vec<Panel>,
    /// Rows read, used and left out.
    pub report: SourceReport,
    /// What the author should know; the file is named as the map names it.
    pub findings: Vec<Finding>,
    /// Columns that a cohort asks for and this file lacks. No fault as long as another source has them.
    pub lacking: Vec<(String, Finding)>,
    /// Was it cancelled? Then the counts are those of the rows so far.
    pub is_cancelled: bool,
}

impl SourceCounts {
    /// How many pairs of bindings were left out because those before them took all the room.
    #[must_use]
    pub fn n_pairs_without_room(&self) -> usize {
        self.joint.iter().filter(|pair| pair.series == Err(Unjoined::NoRoom)).count()
    }
}

/// Hears how many bytes are read, and may cancel.
pub type Progress<'a> = &'a mut (dyn FnMut(u64) -> ControlFlow<()> + Send);
