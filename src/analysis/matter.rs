//! What an analysis is made from, and what an analysis is.

use std::any::Any;
use std::fmt;

use super::record::AnalysisData;
use super::verdicts::{Verdicts, Viewpoint};
use crate::journey::{Book, Inquired, Segment};
use crate::metric::{Grain, Metric};

/// What an analysis is made from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matter<'a> {
    pub(crate) book: &'a Book,
    /// How every number moved, as these people answered.
    pub(crate) verdicts: &'a Verdicts,
    /// Whose answers count, what may be told of them, and on which day.
    pub(crate) viewpoint: Viewpoint,
    /// The metric that is looked at.
    pub(crate) metric: Option<&'a Metric>,
    /// How long the periods are that are drawn.
    pub(crate) grain: Grain,
    /// What was asked of the sources besides; `None` before it is there, and where nothing was asked.
    pub(crate) inquired: Option<&'a Inquired>,
}

impl Matter<'_> {
    /// Which rows count.
    #[must_use]
    pub(crate) fn segment(&self) -> Segment {
        let cohort = self.viewpoint.cohort.and_then(|idx| self.book.counts.cohorts.get(idx));
        cohort.map(|own| own.segment.clone()).unwrap_or_default()
    }
}

/// What can be said of a book in answer to one question. Pages and tables are folded from it.
pub(crate) trait Analysis: Any + fmt::Debug + Send + Sync {
    /// What was found, for programs.
    fn data(&self) -> AnalysisData;

    /// A text that is printed as it is, where it is one.
    fn printed(&self) -> Option<String> {
        None
    }
}
