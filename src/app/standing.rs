//! How a map stands by everyone's answers: what its row in the list of maps is made of.

use std::sync::Arc;

use jiff::civil::Date;

use super::board::{Board, Limits};
use super::figures;
use super::goal::{self, GoalState};
use super::lens::Lens;
use super::view::Figure;
use crate::journey::Book;
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
        let measured = touchpoints.filter(|own| board.track(own.shown).is_some_and(|track| track.latest().is_some()));
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
            n_measured: measured.count(),
        }
    }

    /// Was it made from the numbers of this book?
    pub(super) fn is_of(&self, book: &Arc<Book>) -> bool {
        Arc::ptr_eq(&self.made_of, book) || self.made_of.has_numbers_of(book)
    }
}
