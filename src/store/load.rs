//! Loads a map: its text first, then the counts of its sources one by one.
//! Invariant: of a source that fails only its own numbers are missing.

use std::fs::File;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::file::{self, LARGEST_CSV, LARGEST_TEXT};
use super::known::{Known, Told};
use super::memory::{Asked, LEAST_RESUMED, Remembered, Stamp};
use super::state::State;
use super::{Error, Root, Weights};
use crate::journey::book::{Cohort, Pass};
use crate::journey::{
    Address, Book, Counts, Finding, Map, Noun, Question, Segment, Severity, Source, SourceReport, rule,
};
use crate::metric::{Grain, Series};
use crate::source;
use crate::source::readings::{self, Progress, SourceCounts};

/// What to count besides everyone and the personas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Groups of rows to count apart; they come last among the cohorts.
    pub cohorts: Vec<Segment>,
    /// Is each source read once, or once more for what takes long?
    pub pace: Pace,
    /// How long the periods are that are counted apart; days where it is not said.
    pub grain: Option<Grain>,
}

/// How sources are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// Each source as a whole: it is read once.
    #[default]
    Whole,
    /// What is counted fast: a source whose comments are scored is read once more for that, after all the others.
    Fast,
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
        /// What for.
        pass: Pass,
    },
    /// One more source is counted. Of bindings whose answers are still to come there is none.
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
        let book = Book { text: text.into(), map, findings, locked: self.locked(label), ..Default::default() };
        self.count_all(label, book, wanted, cancel, heard)
    }

    /// Counts the sources of a map that was read before, whatever its file says by now. Tells and stops as
    /// [`load`](Self::load) does.
    pub fn recount(
        &self,
        label: &str,
        read: &Book,
        wanted: &Wanted,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(Loading) + Send),
    ) -> Book {
        self.count_all(label, read.clone().uncounted(), wanted, cancel, heard)
    }

    /// Counts all sources of a book without numbers.
    fn count_all(
        &self,
        label: &str,
        mut book: Book,
        wanted: &Wanted,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(Loading) + Send),
    ) -> Book {
        let cohorts = cohorts(&book.map, wanted, &self.apart);
        let none = Series::new(Grain::All);
        let series = Arc::new(vec![vec![none; cohorts.len()]; book.map.bindings().count()]);
        let has_weights = book.map.sources.iter().any(|own| own.weight.is_some());
        let is_unweighted = self.weights == Weights::Ignored && has_weights;
        book.counts = Counts { cohorts, series, is_unweighted, ..Default::default() };
        heard(Loading::Opened(book.clone()));
        let mut known = Known::none(&book);
        let questions: Vec<Question> = (0..book.map.sources.len())
            .filter_map(|idx| Question::of(&book.map, idx, &book.counts.cohorts))
            .map(|question| question.by(wanted.grain.unwrap_or(Grain::Day)).counting_people(&book.map))
            .map(|question| if is_unweighted { question.unweighted() } else { question })
            .collect();
        for (nth, (idx, pass)) in passes(&questions, wanted.pace).into_iter().enumerate() {
            if known.is_whole(idx) {
                continue;
            }
            if nth > 0 {
                heard(Loading::Counted(book.clone()));
            }
            let Some(question) = questions.get(idx).map(|question| question.clone().read_for(pass)) else { continue };
            let (is_asked, id) = (!question.asked.is_empty(), question.source.id.clone());
            let mut told = self.count(label, &book.text, question, cancel, heard);
            if !is_asked && book.findings.iter().any(|finding| is_cause(finding, &id)) {
                // What is wrong with the map may be why it asks for nothing.
                told.counts_mut().findings.retain(|finding| *finding.rule != rule::NO_ANSWERS);
            }
            let is_cancelled = told.counts().is_cancelled;
            known.take_in(idx, told, &mut book);
            if is_cancelled {
                return book;
            }
        }
        let mut lacked = known.lacked_by_all();
        lacked.extend(source::unused::weights(label, &book.map, &book.counts.sources));
        lacked.extend(source::unused::codes(label, &book.map, &book.counts.sources));
        lacked.extend(self.unknown_maps(label, &book.map));
        source::point(label, &book.text, &mut lacked);
        learn(&mut book, lacked);
        book.counts.is_complete = true;
        book
    }

    /// Forgets what was counted of the sources of a map: the next load counts from the start.
    pub fn forget(&self, label: &str) {
        self.memory.forget(label);
    }

    /// This map is open, or none: from here on what is counted of its sources is remembered, and of no others.
    pub fn attend(&self, label: Option<&str>) {
        self.memory.attend(label);
    }

    /// The text of a map.
    ///
    /// # Errors
    ///
    /// When it is no regular file inside the folder, too large, or no text.
    pub fn text(&self, label: &str) -> Result<String, Error> {
        if let Some(text) = self.proposal.text(label) {
            return Ok(text);
        }
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
        text: &str,
        question: Question,
        cancel: &AtomicBool,
        heard: &mut (dyn FnMut(Loading) + Send),
    ) -> Told {
        let Source { id, file, .. } = question.source.clone();
        let shown = beside(label, &file).to_string_lossy().into_owned();
        let (file, total) = match self.source(label, &file) {
            Ok(opened) => opened,
            Err(error) => return Told::Whole(failed(label, text, &question.source, &error)),
        };
        let pass = question.pass;
        let mut progress = |done: u64| {
            if cancel.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            heard(Loading::Reading { source: id.clone(), done, total: total.max(done), pass });
            ControlFlow::Continue(())
        };
        let input = file::Contents { file, size: total };
        let mut told = self.counted(Asked { label: label.to_owned(), question }, &input, &mut progress);
        let counted = told.counts_mut();
        counted.report.n_bytes = total;
        let lacking = counted.lacking.iter_mut().map(|(_, finding)| finding);
        for finding in counted.findings.iter_mut().chain(lacking) {
            finding.file.clone_from(&shown);
        }
        source::point(label, text, &mut counted.findings);
        told
    }

    /// What a source gives, from memory as far as its file is the same.
    fn counted(&self, mut asked: Asked, input: &file::Contents, progress: Progress<'_>) -> Told {
        // What is remembered is all there is to know.
        let pass = std::mem::replace(&mut asked.question.pass, Pass::Scoring);
        let (age, stamp) = (self.memory.age(), Stamp::of(&input.file));
        let mut mark = None;
        match stamp.map(|stamp| self.memory.recall(&asked, &stamp)) {
            Some(Remembered::Counts(counts)) => return Told::Whole(*counts),
            Some(Remembered::Beginning(before)) => mark = Some(*before),
            Some(Remembered::Nothing) | None => {}
        }
        let n_workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        // Of a file that has only grown there is little to read.
        let is_skimmed = pass == Pass::Counting && mark.is_none();
        if is_skimmed && readings::scores_comments(&asked.question) {
            return Told::Skimmed(readings::count(&asked.question.read_for(pass), input, n_workers, progress));
        }
        let counted = if input.size < LEAST_RESUMED || !self.memory.is_attended(&asked) {
            readings::count(&asked.question, input, n_workers, progress)
        } else {
            readings::resume(&asked.question, input, n_workers, &mut mark, progress)
        };
        if let Some(stamp) = stamp {
            self.memory.keep(age, (asked, stamp), &counted, mark);
        }
        Told::Whole(counted)
    }
}

/// Is that a reason why a map asks nothing of a source: is it odd itself, or is anything wrong?
fn is_cause(finding: &Finding, source: &str) -> bool {
    let is_there = |address: &Address| address.id_of(Noun::Source) == Some(source);
    finding.severity() == Severity::Error || finding.address.as_ref().is_some_and(is_there)
}

/// A path that a map names, from the folder that was opened.
pub(crate) fn beside(label: &str, file: &str) -> PathBuf {
    let folder = Path::new(label).parent().unwrap_or(Path::new(""));
    let plain = Path::new(file).strip_prefix(".").unwrap_or(Path::new(file));
    folder.join(plain)
}

/// Everyone, the personas that have a segment, and who else is asked for.
fn cohorts(map: &Map, wanted: &Wanted, apart: &Segment) -> Vec<Cohort> {
    let personas = map.personas.iter().filter(|persona| !persona.segment.choices.is_empty());
    let personas =
        personas.map(|persona| Cohort { persona: Some(persona.id.clone()), segment: persona.segment.clone() });
    let apart = Some(apart).filter(|own| !own.choices.is_empty());
    let wanted = wanted.cohorts.iter().chain(apart).map(|segment| Cohort { persona: None, segment: segment.clone() });
    std::iter::once(Cohort::default()).chain(personas).chain(wanted).collect()
}

/// The sources in the order they are read, and what for.
///
/// * `questions`: one for each source.
fn passes(questions: &[Question], pace: Pace) -> Vec<(usize, Pass)> {
    let scores = |idx: &usize| questions.get(*idx).is_some_and(readings::scores_comments);
    let all = 0..questions.len();
    let first = all.clone().map(|idx| match pace {
        Pace::Whole if scores(&idx) => (idx, Pass::Scoring),
        Pace::Whole | Pace::Fast => (idx, Pass::Counting),
    });
    let again = all.filter(|idx| pace == Pace::Fast && scores(idx)).map(|idx| (idx, Pass::Scoring));
    first.chain(again).collect()
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
