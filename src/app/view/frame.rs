//! One frame: what fills the screen, what lies over it, banner and footer.

use super::comments::CommentsPage;
use super::journey::Journey;
use super::maps::MapList;
use super::overlay::Overlay;
use crate::text::Plain;

/// One frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// What fills the screen.
    pub body: Body,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// A line under the header that stays until its cause is gone: a broken file, a failed source.
    pub banner: Option<Banner>,
    /// A passing word in the footer.
    pub notice: Option<Plain>,
    /// The keys that matter here, best first.
    pub hints: Vec<Hint>,
    /// The right end of the footer: grain and persona.
    pub status: Plain,
    /// Do the map's texts run from right to left?
    pub is_right_to_left: bool,
}

/// Keys of the footer that belong together, and what they do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// As they are shown: `←` and `→`, or `enter`; never empty.
    pub keys: Vec<Plain>,
    /// `stage`, `open`.
    pub words: Plain,
    /// Is it shown however narrow the screen is?
    pub is_kept: bool,
}

impl Hint {
    /// What stands between its keys: nothing where each of them is one sign.
    #[must_use]
    pub fn between(&self) -> &'static str {
        if self.keys.iter().all(|key| key.as_str().chars().count() == 1) { "" } else { "/" }
    }
}

/// What fills the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A folder of maps.
    MapList(MapList),
    Journey(Box<Journey>),
    /// What customers wrote at one place.
    Comments(Box<CommentsPage>),
}

/// A line that says what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// Said with a glyph and in the bad color when true, as a remark when false.
    pub is_bad: bool,
    pub text: Plain,
}
