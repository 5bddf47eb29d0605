//! What of a file is counted, and what is said of the rest.

mod cases;
mod comments;
mod files;
mod growth;
mod joint;
mod log;
mod panels;
mod properties;
mod repeats;
mod shapes;
mod sizes;
mod weights;
mod wide;

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::Date;

use crate::journey::book::Cohort;
use crate::journey::{Binding, Choice, Column, LeftOut, Map, Question, Segment, Source, Stage, Touchpoint};
use crate::metric::{Direction, Kind, Measure, Metric, Tally};
use crate::source::bytes::Bytes;
use crate::source::readings::{SourceCounts, count};

/// A binding of the source `data`.
fn binding(metric: &str, column: Column) -> Binding {
    Binding::implied_by("data", metric, column).written_at(1)
}

fn own(metric: &str, column: &str) -> Binding {
    binding(metric, Column::Own(column.to_owned()))
}

fn at(touchpoint: &str, bindings: Vec<Binding>) -> Touchpoint {
    let metrics = bindings.into_iter().map(|binding| Binding { matches: vec![touchpoint.to_owned()], ..binding });
    Touchpoint { id: touchpoint.to_owned(), metrics: metrics.collect(), ..Default::default() }
}

fn source() -> Source {
    Source { id: "data".to_owned(), file: "data.csv".to_owned(), ..Default::default() }
}

/// A source with keys of its shape.
fn shaped(keys: &[(&'static str, &str)]) -> Source {
    let keys = keys.iter().map(|(key, column)| (*key, vec![(*column).to_owned()]));
    Source { keys: keys.collect(), ..source() }
}

fn map(source: Source, metrics: Vec<Binding>, touchpoints: Vec<Touchpoint>) -> Map {
    let stage = Stage { id: "stage".to_owned(), touchpoints, ..Default::default() };
    Map { sources: vec![source], metrics, stages: vec![stage], ..Default::default() }
}

fn dated(metrics: Vec<Binding>) -> Map {
    map(Source { time: Some("date".to_owned()), ..source() }, metrics, Vec::new())
}

fn everyone() -> Vec<Cohort> {
    vec![Cohort::default()]
}

fn cohort(column: &str, values: &[&str]) -> Cohort {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Cohort { persona: None, segment: Segment { choices: vec![Choice { column: column.to_owned(), values }] } }
}

/// Bytes that are made anew for every reader.
struct Made<'a>(Box<dyn Fn() -> Box<dyn Read + Send + 'a> + Sync + 'a>);

impl<'a> Made<'a> {
    fn of<R: Read + Send + 'a>(make: impl Fn() -> R + Sync + 'a) -> Self {
        Self(Box::new(move || Box::new(make())))
    }
}

impl Bytes for Made<'_> {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut made = (self.0)();
        io::copy(&mut made.by_ref().take(offset), &mut io::sink())?;
        Ok(made)
    }

    fn size(&self) -> u64 {
        0
    }
}

fn counted(map: &Map, text: impl AsRef<[u8]>) -> SourceCounts {
    count(&asked(map, &everyone()), &text.as_ref(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()))
}

/// What a map asks of its first source.
fn asked(map: &Map, cohorts: &[Cohort]) -> Question {
    Question::of(map, 0, cohorts).expect("it has a source")
}

/// Everyone's tallies of a binding.
#[track_caller]
fn tallies(counts: &SourceCounts, binding: usize) -> Vec<(Date, Tally)> {
    cohort_tallies(counts, binding, 0)
}

#[track_caller]
fn cohort_tallies(counts: &SourceCounts, binding: usize, cohort: usize) -> Vec<(Date, Tally)> {
    let (_, series) = counts.series.iter().find(|(idx, _)| *idx == binding).expect("the binding was counted");
    series[cohort].tallies().map(|(date, tally)| (date, tally.into_owned())).collect()
}

fn answers(low: i32, counts: &[u64]) -> Tally {
    let kind = if low == 0 { Kind::Nps } else { Kind::Csat };
    Tally::of_answers(&Measure::new(kind, None, None), counts.to_vec())
}

fn share(hits: u64, n: u64) -> Tally {
    Tally::share(hits, n)
}

fn left(reason: &str, column: Option<&str>, count: u64, lines: &[u64]) -> LeftOut {
    LeftOut {
        reason: reason.to_owned(),
        is_blank: reason == "no answer",
        column: column.map(str::to_owned),
        count,
        lines: lines.to_vec(),
    }
}

fn rules(counts: &SourceCounts) -> Vec<&str> {
    counts.findings.iter().map(|finding| finding.rule.name()).collect()
}

fn metric(id: &str, kind: Kind, direction: Direction) -> Metric {
    Metric { id: id.to_owned(), name: id.to_owned(), kind, unit: String::new(), direction, range: None, steady: None }
}
