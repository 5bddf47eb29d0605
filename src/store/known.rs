//! Collects what reading the sources of a map gives, and puts it into the book.
//! Invariant: reports and findings stand in the order of the sources, whichever was read first.

use std::sync::Arc;

use crate::journey::{Book, Finding};
use crate::source::readings::SourceCounts;

/// What reading a source once gave.
#[derive(Debug)]
pub(super) enum Told {
    /// All there is.
    Whole(SourceCounts),
    /// What is counted fast: it is read once more.
    Skimmed(SourceCounts),
}

impl Told {
    pub(super) fn counts(&self) -> &SourceCounts {
        let (Self::Whole(counts) | Self::Skimmed(counts)) = self;
        counts
    }

    /// As [`counts`](Self::counts), to be changed.
    pub(super) fn counts_mut(&mut self) -> &mut SourceCounts {
        let (Self::Whole(counts) | Self::Skimmed(counts)) = self;
        counts
    }
}

/// What is known of each source of a book; its series are in the book.
#[derive(Debug)]
pub(super) struct Known {
    all: Vec<Option<Told>>,
    /// How many findings the book had before.
    n_own: usize,
}

impl Known {
    pub(super) fn none(book: &Book) -> Self {
        Self { all: book.map.sources.iter().map(|_| None).collect(), n_own: book.findings.len() }
    }

    /// Is nothing more to be read of a source?
    pub(super) fn is_whole(&self, idx: usize) -> bool {
        matches!(self.all.get(idx), Some(Some(Told::Whole(_))))
    }

    /// Takes in what reading a source gave, and puts what is known of all of them into the book.
    ///
    /// Until a source is read as a whole nothing is reported of it, unless nobody reads any further.
    pub(super) fn take_in(&mut self, idx: usize, mut told: Told, book: &mut Book) {
        let Some(place) = self.all.get_mut(idx) else { return };
        let is_cancelled = told.counts().is_cancelled;
        if is_cancelled && matches!(place, Some(Told::Skimmed(_))) {
            // What the first look counted to the end is not replaced by half of it.
        } else {
            for (idx, series) in std::mem::take(&mut told.counts_mut().series) {
                if let Some(place) = Arc::make_mut(&mut book.counts.series).get_mut(idx) {
                    *place = series;
                }
            }
            let panels = std::mem::take(&mut told.counts_mut().panels);
            if !panels.is_empty() {
                let known = Arc::make_mut(&mut book.counts.panels);
                known.retain(|own| panels.iter().all(|new| new.bindings != own.bindings));
                known.extend(panels);
                known.sort_by(|one, other| one.bindings.cmp(&other.bindings));
            }
            *place = Some(told);
        }
        let told = self.all.iter().flatten().filter(|told| is_cancelled || matches!(told, Told::Whole(_)));
        let counts: Vec<&SourceCounts> = told.map(Told::counts).collect();
        book.findings.truncate(self.n_own);
        book.counts.findings = counts.iter().flat_map(|counts| &counts.findings).cloned().collect();
        book.findings.extend(book.counts.findings.iter().cloned());
        book.counts.sources = counts.iter().map(|counts| counts.report.clone()).collect();
    }

    /// Columns that a cohort asks for and no source has that could be read.
    pub(super) fn lacked_by_all(&self) -> Vec<Finding> {
        let counts = self.all.iter().flatten().map(Told::counts).filter(|counts| counts.report.failed.is_none());
        let lacking: Vec<&[(String, Finding)]> = counts.map(|counts| counts.lacking.as_slice()).collect();
        let Some((first, rest)) = lacking.split_first() else { return Vec::new() };
        let is_everywhere =
            |wanted: &String| rest.iter().all(|lacking| lacking.iter().any(|(column, _)| column == wanted));
        first.iter().filter(|(column, _)| is_everywhere(column)).map(|(_, finding)| finding.clone()).collect()
    }
}
