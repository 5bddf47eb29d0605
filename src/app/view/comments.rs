//! What customers wrote, as it fills the screen. Must not know where the words come from.
//! Invariant: only as many comments as may be seen are made into texts, however many there are.

use super::figure::Tone;
use crate::text::Plain;

/// Where one is among comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CommentSpot {
    /// The one under the cursor.
    pub selected: usize,
    /// The first that was seen.
    pub top: usize,
    /// Rows of the selected one above the page, where it is longer than that.
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
    /// What is sought in them; may be empty.
    pub search: Plain,
    /// Is it being typed?
    pub is_typing: bool,
    /// That personal data is shown, that some are hidden, and whose they are; may be empty.
    pub aside: Plain,
    /// Is there personal data to be seen?
    pub is_personal: bool,
    /// How far reading is, or what went wrong.
    pub remark: Option<Plain>,
    /// Why there is nothing to be seen.
    pub nothing: Option<Plain>,
    /// Those that may be seen.
    pub rows: Vec<CommentRow>,
    /// The position of the first of them among all that were found.
    pub first: usize,
    /// How many were found.
    pub n_rows: usize,
    /// Where one is among all that were found.
    pub spot: CommentSpot,
}

/// One comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentRow {
    /// When it was written.
    pub date: Plain,
    /// How it feels.
    pub feeling: Feeling,
    /// The name of what it is about, where that is in the place that is read.
    pub place: Plain,
    /// `mobile · returning`.
    pub segment: Plain,
    /// `CSAT 2 · NPS 3`.
    pub answers: Plain,
    /// The words.
    pub text: Plain,
    /// Characters of them, by position, that were sought.
    pub matched: Vec<usize>,
}

/// How a comment feels.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Feeling {
    /// Not told yet.
    #[default]
    Awaited,
    /// Nobody has words for its language.
    Unknown,
    /// A score: -1, 0 or 1 for its sign, and the number without it.
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
