//! How a map stands by everyone's answers: what its row in the list of maps is made of.

use std::sync::Arc;

use super::board::{Board, Limits};
use super::figures;
use super::lens::Lens;
use super::track::Track;
use super::view::Figure;
use crate::journey::Book;

/// How a map stands by everyone's answers.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    made_of: Arc<Book>,
    /// The score of the whole journey.
    pub(crate) overall: Option<Track>,
    /// The worst touchpoint: its stage, its place there, and its figure.
    pub(crate) worst: Option<((usize, usize), Figure)>,
}

impl Standing {
    /// The standing of a book; keeps the numbers of `before` if only words changed since.
    pub(crate) fn of(book: &Arc<Book>, limits: Limits, before: Option<Self>) -> Self {
        let made_of = Arc::clone(book);
        if let Some(before) = before.filter(|before| before.made_of.has_numbers_of(book)) {
            return Self { made_of, ..before };
        }
        let board = Board::new(book, &Lens::default(), limits);
        let worst = board.worst.and_then(|(stage_idx, idx)| {
            let track = board.track(board.stages.get(stage_idx)?.touchpoints.get(idx)?.shown)?;
            Some(((stage_idx, idx), figures::figure(track)?))
        });
        Self { made_of, overall: board.track(board.overall).cloned(), worst }
    }
}
