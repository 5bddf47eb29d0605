//! Where somebody left a map, and what they had seen of it.
//! Invariant: no word of a map is in it but ids.

use std::sync::Arc;

/// Where somebody left a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bookmark {
    /// The map's label.
    pub map: String,
    /// The stage, by its id and its place in the map.
    pub stage: (String, usize),
    /// The touchpoint, by its id and its place in the stage.
    pub touchpoint: (String, usize),
    /// The pane that took the keys: `stages`, `touchpoints`, `detail`.
    pub pane: String,
    /// What the detail was about: `touchpoint`, `stage`, or a view by its name.
    pub about: String,
    /// Rows of the detail above its window.
    pub scroll: usize,
    /// What the map said then: numbers that stand for each place and its words, sorted; none where that is not known.
    pub seen: Arc<[(u64, u64)]>,
}
