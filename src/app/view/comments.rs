//! What customers wrote, as it fills the screen.
//! The rows are only the comments that may come into sight, however many there are.

use super::figure::Tone;
use super::page::Page;
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
    /// Entitled with the name of the place; `12 of 320 comments` stands beside. Its blocks are comments.
    pub page: Page,
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
    /// How those that were found feel together.
    pub moods: CommentMoods,
    /// `27 different`, where several say the same.
    pub different: Plain,
    /// How far reading is, or what went wrong.
    pub remark: Option<Plain>,
    /// Why nothing is shown, if nothing is.
    pub nothing: Option<Plain>,
    /// Where the user is among all that were found.
    pub spot: CommentSpot,
}

/// How comments feel together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentMoods {
    /// How many are negative, neutral and positive; `None` where that is not told.
    pub counts: Option<[Plain; 3]>,
    /// `n 184`.
    pub n: Plain,
    /// Why it is not told, or of how many it is not.
    pub remark: Plain,
}

/// One comment, or several that say the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CommentRow {
    pub date: Plain,
    pub feeling: CommentFeeling,
    /// The name of what it is about, if that is only a part of the place that is read.
    pub place: Plain,
    /// `mobile · returning`; of several how many, `×4`.
    pub segment: Plain,
    /// `CSAT 2 · NPS 3`; of several `since 2025-04-11 · −0.95 to 0.17`, their scores.
    pub answers: Plain,
    pub text: Plain,
    /// Positions of the characters in `text` that match the search.
    pub matched: Vec<usize>,
    /// Is the cursor on it?
    pub is_marked: bool,
}

/// How a comment feels.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CommentFeeling {
    /// Not scored yet.
    #[default]
    Awaited,
    /// There are no scores for its language.
    Unknown,
    /// A score: its sign as -1, 0 or 1, and the number without the sign.
    Told(i8, Plain),
}

impl CommentFeeling {
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
