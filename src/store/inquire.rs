//! Asks the sources of a map for more than its book counts: rows told apart by a column, answers joined by who gave them.
//! Invariant: a source that cannot be read, or has nothing of what is asked, leaves the answer without its part.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::file;
use super::{Root, Weights};
use crate::journey::book::{Cohort, Pass};
use crate::journey::{Book, Choice, Inquired, InquiredGroup, Inquiry, Panel, Question, Segment};
use crate::metric::Series;
use crate::source::readings::{self, SourceCounts};

impl Root {
    /// Reads the sources of a map that was read before for what an inquiry asks. `None` where it was cancelled.
    pub fn inquire(
        &self,
        label: &str,
        book: &Book,
        inquiry: &Inquiry,
        cancel: &AtomicBool,
        progress: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Option<Inquired> {
        let n_bindings = book.map.bindings().count();
        let (values, has_too_many) = values(book, inquiry);
        let groups = values.into_iter().map(|value| InquiredGroup {
            segment: narrowed(&inquiry.segment, inquiry.column.as_deref().unwrap_or_default(), &value),
            series: vec![None; n_bindings],
            value,
        });
        let mut inquired = Inquired { groups: groups.collect(), has_too_many, ..Inquired::default() };
        let own = Cohort { persona: None, segment: inquiry.segment.clone() };
        let of_groups = inquired.groups.iter().map(|own| Cohort { persona: None, segment: own.segment.clone() });
        let cohorts: Vec<Cohort> = std::iter::once(own).chain(of_groups).collect();
        for idx in 0..book.map.sources.len() {
            let Some(question) = self.asked(book, inquiry, idx, &cohorts) else { continue };
            let source = question.source.id.clone();
            let Some(counts) = self.read_for(label, &question, cancel, progress) else { continue };
            if counts.is_cancelled {
                return None;
            }
            take_in(counts, (&source, n_bindings), &mut inquired);
        }
        Some(inquired)
    }

    /// What an inquiry asks of a source; `None` where that is nothing.
    fn asked(&self, book: &Book, inquiry: &Inquiry, idx: usize, cohorts: &[Cohort]) -> Option<Question> {
        let mut question = Question::of(&book.map, idx, cohorts)?.by(inquiry.grain);
        if self.weights == Weights::Ignored {
            question = question.unweighted();
        }
        let is_own = |binding: usize| question.asked.iter().any(|own| own.idx == binding);
        let pairs: Vec<(usize, usize)> = inquiry.pairs.iter().copied().filter(|own| is_own(own.0)).collect();
        let panels: Vec<Vec<usize>> =
            inquiry.panels.iter().filter(|own| own.iter().copied().all(&is_own)).cloned().collect();
        let has_column = inquiry.column.as_ref().is_some_and(|column| has(book, &question.source.id, column));
        if pairs.is_empty() && panels.is_empty() && !has_column {
            return None;
        }
        if !has_column {
            // Only what is joined is counted.
            let is_joined = |binding: usize| {
                pairs.iter().any(|own| own.0 == binding || own.1 == binding)
                    || panels.iter().any(|own| own.contains(&binding))
            };
            question.asked.retain(|own| is_joined(own.idx));
            question.cohorts.truncate(1);
        }
        if inquiry.rows {
            question = question.counting_rows(book.map.bindings().count());
        }
        Some(Question { panels, ..question.joining(pairs).read_for(Pass::Counting) })
    }

    fn read_for(
        &self,
        label: &str,
        question: &Question,
        cancel: &AtomicBool,
        progress: &mut (dyn FnMut(u64, u64) + Send),
    ) -> Option<SourceCounts> {
        let (file, size) = self.source(label, &question.source.file).ok()?;
        let input = file::Contents { file, size };
        let n_workers = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let mut hear = |done: u64| {
            if cancel.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            progress(done, size.max(done));
            ControlFlow::Continue(())
        };
        Some(readings::count(question, &input, n_workers, &mut hear))
    }
}

/// The values of the column that is asked about, the most frequent first, wherever a source has it; and whether they are
/// too many to be told apart.
fn values(book: &Book, inquiry: &Inquiry) -> (Vec<String>, bool) {
    let mut met: Vec<(String, u64)> = Vec::new();
    let mut has_too_many = false;
    let understood = book.counts.sources.iter().filter_map(|report| report.understood.as_ref());
    let columns = understood.flat_map(|own| &own.columns).filter(|own| Some(&own.name) == inquiry.column.as_ref());
    for values in columns.filter_map(|own| own.values.as_ref()) {
        has_too_many |= values.are_too_many;
        for value in values.met.iter().filter(|own| !own.text.is_empty()) {
            match met.iter_mut().find(|(text, _)| *text == value.text) {
                Some((_, n)) => *n = n.saturating_add(value.n_rows),
                None => met.push((value.text.clone(), value.n_rows)),
            }
        }
    }
    met.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    (met.into_iter().map(|(text, _)| text).collect(), has_too_many)
}

/// Has a source that column, and were its values told apart?
fn has(book: &Book, source: &str, column: &str) -> bool {
    let report = book.counts.sources.iter().find(|report| report.id == source);
    let understood = report.and_then(|report| report.understood.as_ref());
    understood.is_some_and(|own| own.columns.iter().any(|own| own.name == column && own.values.is_some()))
}

/// The rows of a segment that have a value in a column.
fn narrowed(segment: &Segment, column: &str, value: &str) -> Segment {
    let own = Choice { column: column.to_owned(), values: vec![value.to_owned()] };
    Segment { choices: segment.choices.iter().cloned().chain([own]).collect() }
}

/// Puts what a source gave where it belongs.
fn take_in(counts: SourceCounts, (source, rows): (&str, usize), inquired: &mut Inquired) {
    for (binding, mut cohorts) in counts.series {
        if binding == rows {
            let own = (!cohorts.is_empty()).then(|| cohorts.swap_remove(0));
            inquired.rows.extend(own.map(|own| (source.to_owned(), own)));
            continue;
        }
        let groups = inquired.groups.iter_mut().zip(cohorts.into_iter().skip(1));
        for (group, series) in groups.filter(|(_, series): &(_, Series)| !series.is_empty()) {
            if let Some(place) = group.series.get_mut(binding) {
                *place = Some(series);
            }
        }
    }
    inquired.pairs.extend(counts.joint.into_iter().map(|mut pair| {
        if let Ok(cohorts) = &mut pair.series {
            cohorts.truncate(1);
        }
        pair
    }));
    inquired.panels.extend(
        counts
            .panels
            .into_iter()
            .map(|panel| Panel { people: panel.people.map(|people| people.into_iter().take(1).collect()), ..panel }),
    );
}
