//! How a map stands by everyone's answers: what its row in the list of maps is made of.

use std::sync::Arc;

use jiff::civil::Date;

use super::board::{Board, Limits};
use super::figures;
use super::goal::{self, GoalState};
use super::lens::Lens;
use super::view::Figure;
use crate::journey::{Binding, Book, MADE_UP};
use crate::metric::Direction;
use crate::text::Plain;

/// How a map stands by everyone's answers: a few values, and none of the numbers they were made from.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(super) made_of: Arc<Book>,
    /// The score of the whole journey, by its name.
    pub(crate) overall: Option<(Plain, Figure)>,
    /// Whether the objective is reached.
    pub(crate) outcome: Option<GoalState>,
    /// Is the score of the metric that the objective is about?
    pub(crate) is_about_score: bool,
    /// The worst touchpoint: its stage, its place there, and its figure.
    pub(crate) worst: Option<((usize, usize), Figure)>,
    /// Its metric, and its value there, turned so that less is worse.
    pub(crate) low: Option<(String, f64)>,
    /// How many touchpoints show a number.
    pub(crate) n_measured: usize,
    /// How many more have only numbers that came with a template.
    pub(crate) n_made_up: usize,
}

impl Standing {
    /// The standing of a book; keeps the numbers of `before` if only words changed since.
    pub(crate) fn of(book: &Arc<Book>, limits: Limits, today: Date, before: Option<Self>) -> Self {
        let made_of = Arc::clone(book);
        if let Some(before) = before.filter(|before| before.is_of(book)) {
            return Self { made_of, ..before };
        }
        let board = Board::new(book, &Lens::default(), limits, book.map.day(today));
        let worst = board.ranking.worst().first().and_then(|(stage_idx, idx)| {
            let track = board.track(board.stages.get(*stage_idx)?.touchpoints.get(*idx)?.shown)?;
            Some(((*stage_idx, *idx), track))
        });
        let overall = board.track(board.overall);
        let touchpoints = board.stages.iter().flat_map(|stage| &stage.touchpoints);
        let has_number = |idx: usize| board.track(Some(idx)).is_some_and(|track| track.latest().is_some());
        let bindings: Vec<&Binding> = book.map.bindings().map(|(_, binding)| binding).collect();
        let is_real = |idx: &usize| bindings.get(*idx).is_some_and(|own| own.source != MADE_UP);
        let shown = touchpoints.filter(|own| own.shown.is_some_and(has_number));
        let (measured, made_up): (Vec<_>, Vec<_>) =
            shown.partition(|own| own.bindings.iter().filter(|idx| is_real(idx)).any(|idx| has_number(*idx)));
        Self {
            made_of,
            overall: overall.and_then(figures::labelled),
            outcome: goal::outcome(&book.map, &board),
            is_about_score: goal::is_about_score(&book.map, overall),
            low: worst.and_then(|(_, track)| {
                let value = track.latest()?.1.value();
                let is_high_good = track.metric.direction == Direction::HigherIsBetter;
                Some((track.metric.id.clone(), if is_high_good { value } else { -value }))
            }),
            worst: worst.and_then(|(at, track)| Some((at, figures::figure(track)?))),
            n_measured: measured.len(),
            n_made_up: made_up.len(),
        }
    }

    /// Was it made from the numbers of this book?
    pub(super) fn is_of(&self, book: &Arc<Book>) -> bool {
        Arc::ptr_eq(&self.made_of, book) || self.made_of.has_numbers_of(book)
    }
}
