//! How a map stands by everyone's answers: what its row in the list of maps is made of.

use std::sync::Arc;

use jiff::civil::Date;

use super::board::{Board, Limits};
use super::figures;
use super::goal::{self, GoalState};
use super::lens::Lens;
use super::track::Track;
use super::view::Figure;
use crate::journey::{Book, Objective};
use crate::metric::Disclosed;
use crate::text::Plain;

/// How a map stands by everyone's answers: a few values, and none of the numbers they were made from.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub(super) made_of: Arc<Book>,
    /// The score of the whole journey, by its name.
    pub(crate) overall: Option<(Plain, Figure)>,
    /// How much of the way from baseline to target is done, 0..=1.
    pub(crate) progress: Option<f64>,
    /// Whether the objective is reached.
    pub(crate) outcome: Option<GoalState>,
    /// Is the score of the metric that the objective is about?
    pub(crate) is_about_score: bool,
    /// The worst touchpoint: its stage, its place there, and its figure.
    pub(crate) worst: Option<((usize, usize), Figure)>,
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
            Some(((*stage_idx, *idx), figures::figure(track)?))
        });
        let overall = board.track(board.overall);
        let target = book.map.target.as_ref();
        let progress = target.and_then(|target| progress(target, goal::baseline(book, &board, target), overall?));
        let is_about_score = goal::is_about_score(&book.map, overall);
        let outcome = goal::outcome(&book.map, &board);
        Self { made_of, overall: overall.and_then(figures::labelled), progress, outcome, is_about_score, worst }
    }

    /// Was it made from the numbers of this book?
    pub(super) fn is_of(&self, book: &Arc<Book>) -> bool {
        Arc::ptr_eq(&self.made_of, book) || self.made_of.has_numbers_of(book)
    }
}

fn progress(target: &Objective, baseline: Option<Disclosed>, track: &Track) -> Option<f64> {
    let (_, reading) = track.latest().filter(|_| !track.is_weak && track.metric.id == target.metric)?;
    let baseline = baseline.map(|own| own.value()).or(target.baseline)?;
    let share = (reading.value() - baseline) / (target.target - baseline);
    share.is_finite().then(|| share.clamp(0.0, 1.0))
}
