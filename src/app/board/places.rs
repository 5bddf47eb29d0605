//! The numbers of stages and touchpoints, as a board has them.

use super::rank::Ranking;
use crate::analysis::track::Track;
use crate::analysis::verdicts::Whole;

/// The numbers of one stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StageBoard {
    /// For the metric of the strips: its own track, or one composed from its touchpoints'.
    pub track: Option<Track>,
    /// The same for sentiment, unless that is what the strips show.
    pub sentiment: Option<Track>,
    /// Its own bindings.
    pub bindings: Vec<usize>,
    /// In the order of the map.
    pub touchpoints: Vec<TouchpointBoard>,
    /// What that track is composed of, if it is.
    pub whole: Option<Whole>,
    /// Its touchpoints from the worst up.
    pub ranking: Ranking<usize>,
}

/// The numbers of one touchpoint, as indexes of bindings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TouchpointBoard {
    /// All of them, the one shown first.
    pub bindings: Vec<usize>,
    /// What its row shows: the metric of the strips, else its first with answers.
    pub shown: Option<usize>,
    /// Its sentiment, unless that is what its row shows.
    pub sentiment: Option<usize>,
}
