//! Whose answers to count, by which period and which metric: all that the map offers, with how much there is of each.
//! Of a group that is too small to be told, no number is told here either.

use super::entry::{Dial, Goal, ListEntry};
use crate::analysis::verdicts::Viewpoint;
use crate::app::command::Heading;
use crate::app::figures;
use crate::app::scene::joined;
use crate::app::state::State;
use crate::app::view::Tone;
use crate::journey::{Address, Book, Noun, Persona};
use crate::metric::{Crowd, Disclosed, Gate, Gated};
use crate::text::Plain;

/// The choices, in groups.
#[must_use]
pub(super) fn numbers(state: &State) -> Vec<ListEntry> {
    let Some(book) = state.book() else { return Vec::new() };
    let mut entries = personas(state, book);
    entries.extend(periods(state, book));
    entries.extend(metrics(state, book));
    entries
}

/// A choice; the one in force says so.
fn choice(heading: Heading, text: Plain, about: String, is_now: bool, dial: Dial) -> ListEntry {
    let now = if is_now { "now".to_owned() } else { String::new() };
    ListEntry {
        text,
        also: heading.words().to_owned(),
        aside: joined([now, about]),
        key: Plain::default(),
        sign: None,
        tone: if is_now { Tone::Strong } else { Tone::Neutral },
        heading: Some(heading),
        goal: Goal::Turn(dial),
    }
}

/// Everyone, then each persona with how many answers are theirs; a digit chooses one.
fn personas(state: &State, book: &Book) -> Vec<ListEntry> {
    let (board, map) = (&state.sight.board, &book.map);
    let everyone = choice(
        Heading::Personas,
        "everyone".into(),
        answers(state, book, None),
        board.persona.is_none(),
        Dial::Persona(None),
    );
    let own = |persona: &Persona| {
        let about = if persona.segment.choices.is_empty() {
            "no rows are known to be theirs".to_owned()
        } else {
            answers(state, book, Some(persona))
        };
        let is_now = board.persona.as_ref() == Some(&persona.id);
        let name = Plain::new(&persona.name);
        let entry = choice(Heading::Personas, name, about, is_now, Dial::Persona(Some(persona.id.clone())));
        if board.personas.contains(&persona.id) {
            return entry;
        }
        let words = "no persona of this map has a segment of the data";
        ListEntry { tone: Tone::Dim, goal: Goal::Tell(words.into()), ..entry }
    };
    let mut entries: Vec<ListEntry> = std::iter::once(everyone).chain(map.personas.iter().map(own)).collect();
    for (digit, entry) in ('0'..='9').zip(&mut entries) {
        entry.key = digit.to_string().into();
    }
    entries
}

/// `1,002 answers`: to the journey's score, or else to what most answered.
fn answers(state: &State, book: &Book, persona: Option<&Persona>) -> String {
    let board = &state.sight.board;
    let id = persona.map(|persona| &persona.id);
    let Some(cohort) = book.counts.cohorts.iter().position(|cohort| cohort.persona.as_ref() == id) else {
        return String::new();
    };
    let crowd = if persona.is_some() { Crowd::Filtered } else { Crowd::Everyone };
    let gate = Gate::new(state.limits(), crowd);
    let Some(today) = board.today() else { return String::new() };
    let viewpoint = Viewpoint { cohort: Some(cohort), gate, today };
    let total = |idx: usize| -> Option<Gated> {
        let series = book.counts.series.get(idx)?.get(cohort)?;
        let (_, binding) = book.map.bindings().nth(idx)?;
        gate.total(series, &viewpoint.beside(book, idx), &book.map.measure(binding)?)
    };
    let all: Vec<Gated> = match board.overall.and_then(total) {
        Some(overall) => vec![overall],
        None => (0..book.counts.series.len()).filter_map(total).collect(),
    };
    match all.iter().filter_map(Gated::disclosed).map(Disclosed::n).max() {
        Some(1) => "1 answer".to_owned(),
        Some(n) => format!("{} answers", figures::count(n)),
        None if !book.counts.is_complete => String::new(),
        None => {
            let hidden = all.iter().find_map(Gated::withheld);
            hidden.map_or_else(|| "no rows of the data are theirs".to_owned(), |own| figures::hidden(own).to_string())
        }
    }
}

/// The period that suits the data, then each that they allow with how many of it there are.
fn periods(state: &State, book: &Book) -> Vec<ListEntry> {
    let board = &state.sight.board;
    let chosen = state.sight.lens.grain.filter(|grain| board.grains.contains(grain));
    let usual = if chosen.is_none() { board.grain.map(figures::by).unwrap_or_default() } else { "" };
    let dial = |grain| Dial::Period(grain);
    let first = choice(Heading::Periods, "what suits the data".into(), usual.to_owned(), chosen.is_none(), dial(None));
    let own = |grain: &crate::metric::Grain| {
        let about = match board.n_periods(book, *grain) {
            1 => "1 period".to_owned(),
            n => format!("{n} periods"),
        };
        choice(Heading::Periods, figures::by(*grain).into(), about, chosen == Some(*grain), dial(Some(*grain)))
    };
    std::iter::once(first).chain(board.grains.iter().map(own)).collect()
}

/// The usual metric, then each with at how many touchpoints it is bound.
fn metrics(state: &State, book: &Book) -> Vec<ListEntry> {
    let board = &state.sight.board;
    let chosen = board.metric.as_ref().filter(|_| board.is_chosen).map(|metric| &metric.id);
    let usual = board.metrics.first().map(|metric| format!("{}, elsewhere what there is", metric.name));
    let Some(usual) = usual else { return Vec::new() };
    let first =
        choice(Heading::Metrics, "what most touchpoints have".into(), usual, chosen.is_none(), Dial::Metric(None));
    let n_touchpoints = |id: &str| {
        let places = book.map.bindings().filter(|(at, own)| own.metric == id && is_at_touchpoint(at));
        places.count()
    };
    let n_all: usize = book.map.stages.iter().map(|stage| stage.touchpoints.len()).sum();
    let own = |metric: &crate::metric::Metric| {
        let about = format!("at {} of {n_all} touchpoints", n_touchpoints(&metric.id));
        let name = Plain::new(&metric.name);
        choice(Heading::Metrics, name, about, chosen == Some(&metric.id), Dial::Metric(Some(metric.id.clone())))
    };
    std::iter::once(first).chain(board.metrics.iter().map(own)).collect()
}

fn is_at_touchpoint(at: &Address) -> bool {
    at.id_of(Noun::Touchpoint).is_some()
}
