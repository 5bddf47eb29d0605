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
    /// The keys that matter here, best first: (key, what it does).
    pub hints: Vec<(Plain, Plain)>,
    /// The right end of the footer: grain and persona.
    pub status: Plain,
    /// Do the map's texts run from right to left?
    pub is_right_to_left: bool,
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
