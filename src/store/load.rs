//! Loading a map: its text first, then the counts of its sources one by one.
//! Must not know who listens. Invariant: a source that fails takes nothing with it but its numbers.

use std::fs::File;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::file::{self, LARGEST_CSV, LARGEST_TEXT};
use super::memory::{Asked, Known, LEAST_RESUMED, Stamp};
use super::state::State;
use super::{Error, Root};
use crate::journey::book::Cohort;
use crate::journey::{Address, Book, Counts, Finding, Map, Noun, Segment, Source, SourceReport};
use crate::metric::{Grain, Series};
use crate::source;
use crate::source::readings::{self, Progress, SourceCounts};

/// What to count besides everyone and the personas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Groups of rows to count apart; they come last among the cohorts.
    pub cohorts: Vec<Segment>,
}

/// How far loading is.
#[derive(Clone, Debug, PartialEq)]
pub enum Loading {
    /// The map is there, without numbers.
    Opened(Book),
    /// A source is being read.
    Reading {
        /// Its id.
        source: String,
        /// Bytes read.
        done: u64,
        /// Bytes in all.
        total: u64,
    },
    /// One more source is counted.
    Counted(Book),
}

impl Root {
    /// Loads a map and counts its sources. Tells how far it is, stops when `cancel` is set.
    ///
    /// The book is not complete where it was cancelled; where the map cannot be read at all it is
    /// empty and says why.
    pub fn load(
        &self,
        label: &str,
        wanted: &Wanted,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(Loading) + Send),
    ) -> Book {
        let text = match self.text(label) {
            Ok(text) => text,
            Err(error) => {
                let counts = Counts { is_complete: true, ..Default::default() };
                return Book { findings: vec![error.finding()], counts, ..Default::default() };
            }
        };
        let (map, findings) = source::parse(label, &text);
        let cohorts = cohorts(&map, wanted);
        let none = Series::new(Grain::All);
        let series = Arc::new(vec![vec![none; cohorts.len()]; map.bindings().count()]);
        let counts = Counts { cohorts, series, ..Default::default() };
        let mut book = Book { text: text.into(), map, findings, counts, locked: self.locked(label).map(Into::into) };
        heard(Loading::Opened(book.clone()));
        let mut lacking = Vec::new();
        for idx in 0..book.map.sources.len() {
            if idx > 0 {
                heard(Loading::Counted(book.clone()));
            }
            let counted = self.count(label, &book, idx, cancel, heard);
            let is_cancelled = counted.is_cancelled;
            if counted.report.failed.is_none() {
                lacking.push(counted.lacking.clone());
            }
            take(&mut book, counted);
            if is_cancelled {
                return book;
            }
        }
        let mut lacked = lacked_by_all(&lacking);
        source::point(label, &book.text, &mut lacked);
        learn(&mut book, lacked);
        book.counts.is_complete = true;
        book
    }

    /// The text of a map.
    ///
    /// # Errors
    ///
    /// When it is no regular file inside the folder, too large, or no text.
    pub fn text(&self, label: &str) -> Result<String, Error> {
        self.mend(&State::of_user(), label);
        let (file, _) = self.folder.file(Path::new(label), label, LARGEST_TEXT)?;
        file::text(file, label, LARGEST_TEXT)
    }

    /// Opens the file of a source.
    pub(super) fn source(&self, label: &str, file: &str) -> Result<(File, u64), Error> {
        self.folder.file(&beside(label, file), file, LARGEST_CSV)
    }

    fn count(
        &self,
        label: &str,
        book: &Book,
        idx: usize,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(Loading) + Send),
    ) -> SourceCounts {
        let Some(source) = book.map.sources.get(idx) else { return SourceCounts::default() };
        let (file, total) = match self.source(label, &source.file) {
            Ok(opened) => opened,
            Err(error) => return failed(label, &book.text, source, &error),
        };
        let mut progress = |done: u64| {
            if cancel.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            heard(Loading::Reading { source: source.id.clone(), done, total: total.max(done) });
            ControlFlow::Continue(())
        };
        let asked = Asked::of(label, &book.map, source, &book.counts.cohorts);
        let mut counted = self.counted(asked, book, idx, &file::Contents { file, size: total }, &mut progress);
        counted.report.n_bytes = total;
        let shown = beside(label, &source.file).to_string_lossy().into_owned();
        let lacking = counted.lacking.iter_mut().map(|(_, finding)| finding);
        for finding in counted.findings.iter_mut().chain(lacking) {
            finding.file.clone_from(&shown);
        }
        source::point(label, &book.text, &mut counted.findings);
        counted
    }

    /// What a source gives, from memory as far as its file is the same.
    fn counted(
        &self,
        asked: Asked,
        book: &Book,
        idx: usize,
        input: &file::Contents,
        progress: Progress<'_>,
    ) -> SourceCounts {
        let stamp = Stamp::of(&input.file);
        let mut mark = None;
        match stamp.map(|stamp| self.memory.recall(&asked, &stamp)) {
            Some(Known::Counts(counts)) => return *counts,
            Some(Known::Beginning(before)) => mark = Some(*before),
            Some(Known::Nothing) | None => {}
        }
        let n_workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let (map, cohorts) = (&book.map, &book.counts.cohorts);
        let counted = if input.size < LEAST_RESUMED {
            readings::count(map, idx, input, cohorts, n_workers, progress)
        } else {
            readings::resume(map, idx, input, cohorts, n_workers, &mut mark, progress)
        };
        if let Some(stamp) = stamp {
            self.memory.keep(asked, stamp, &counted, mark);
        }
        counted
    }
}

/// A path that a map names, from the folder that was opened.
pub(crate) fn beside(label: &str, file: &str) -> PathBuf {
    let folder = Path::new(label).parent().unwrap_or(Path::new(""));
    let plain = Path::new(file).strip_prefix(".").unwrap_or(Path::new(file));
    folder.join(plain)
}

/// Everyone, the personas that have a segment, and who else is asked for.
fn cohorts(map: &Map, wanted: &Wanted) -> Vec<Cohort> {
    let personas = map.personas.iter().filter(|persona| !persona.segment.choices.is_empty());
    let personas =
        personas.map(|persona| Cohort { persona: Some(persona.id.clone()), segment: persona.segment.clone() });
    let wanted = wanted.cohorts.iter().map(|segment| Cohort { persona: None, segment: segment.clone() });
    std::iter::once(Cohort::default()).chain(personas).chain(wanted).collect()
}

fn take(book: &mut Book, counted: SourceCounts) {
    for (idx, series) in counted.series {
        if let Some(place) = Arc::make_mut(&mut book.counts.series).get_mut(idx) {
            *place = series;
        }
    }
    learn(book, counted.findings);
    book.counts.sources.push(counted.report);
}

/// Takes in what the author should know of the sources.
fn learn(book: &mut Book, findings: Vec<Finding>) {
    book.findings.extend(findings.iter().cloned());
    book.counts.findings.extend(findings);
}

fn failed(label: &str, text: &str, unopened: &Source, error: &Error) -> SourceCounts {
    let address = Address::journey().then(Noun::Source, &unopened.id).field("file");
    let finding = Finding { file: label.to_owned(), address: Some(address), ..error.finding() };
    let mut findings = vec![finding];
    source::point(label, text, &mut findings);
    let report = SourceReport { id: unopened.id.clone(), failed: Some(error.to_string()), ..Default::default() };
    SourceCounts { report, findings, ..Default::default() }
}

/// Columns that a cohort asks for and no source has.
fn lacked_by_all(lacking: &[Vec<(String, Finding)>]) -> Vec<Finding> {
    let Some((first, rest)) = lacking.split_first() else { return Vec::new() };
    let is_everywhere = |wanted: &String| rest.iter().all(|lacking| lacking.iter().any(|(column, _)| column == wanted));
    first.iter().filter(|(column, _)| is_everywhere(column)).map(|(_, finding)| finding.clone()).collect()
}
