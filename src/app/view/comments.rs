//! What customers wrote, as it fills the screen.
//! The rows are only the comments that may come into sight, however many there are.

use super::figure::Tone;
use crate::text::Plain;

/// Where the user is among comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommentSpot {
    /// The one under the cursor.
    pub selected: usize,
    /// The first in sight.
    pub top: usize,
    /// Rows of the selected one above the page, if it is longer than that.
    pub skip: usize,
}

/// Comments on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentsPage {
    /// The name of the place.
    pub title: Plain,
    /// The stage it is in; may be empty.
    pub stage: Plain,
    /// `320 comments`, `12 of 320 comments`.
    pub count: Plain,
    /// `newest first`.
    pub order: Plain,
    /// What is searched for in them; may be empty.
    pub search: Plain,
    /// Is the search being typed?
    pub is_typing: bool,
    /// That personal data is shown, that some are hidden, and whose they are; may be empty.
    pub aside: Plain,
    /// Is personal data shown?
    pub is_personal: bool,
    /// How far reading is, or what went wrong.
    pub remark: Option<Plain>,
    /// Why nothing is shown, if nothing is.
    pub nothing: Option<Plain>,
    /// Those that may come into sight.
    pub rows: Vec<CommentRow>,
    /// The position of the first of them among all that were found.
    pub first: usize,
    pub n_rows: usize,
    /// Where the user is among all that were found.
    pub spot: CommentSpot,
}

/// One comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentRow {
    pub date: Plain,
    pub feeling: Feeling,
    /// The name of what it is about, if that is only a part of the place that is read.
    pub place: Plain,
    /// `mobile · returning`.
    pub segment: Plain,
    /// `CSAT 2 · NPS 3`.
    pub answers: Plain,
    pub text: Plain,
    /// Positions of the characters in `text` that match the search.
    pub matched: Vec<usize>,
}

/// How a comment feels.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Feeling {
    /// Not scored yet.
    #[default]
    Awaited,
    /// There are no scores for its language.
    Unknown,
    /// A score: its sign as -1, 0 or 1, and the number without the sign.
    Told(i8, Plain),
}

impl Feeling {
    /// How it is colored; its sign says the same.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Told(1, _) => Tone::Good,
            Self::Told(-1, _) => Tone::Bad,
            _ => Tone::Dim,
        }
    }
}
