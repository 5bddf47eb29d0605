//! Where things were painted, and what a mouse may hit.

use super::journey::Pane;
use crate::text::link::Link;

/// What a mouse may hit; a number is a position in what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Map(usize),
    Stage(usize),
    Touchpoint(usize),
    /// A touchpoint of any stage: the stage, and its position there.
    Spot(usize, usize),
    Row(usize),
    Choice(usize),
    Block(usize),
    Pane(Pane),
    /// A hint of the footer, and which of its keys; `None` on its words.
    Hint(usize, Option<usize>),
}

/// A rectangle in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// Is the cell in it?
    #[must_use]
    pub fn has(self, (x, y): (u16, u16)) -> bool {
        let (x, y) = (x.checked_sub(self.x), y.checked_sub(self.y));
        x.is_some_and(|x| x < self.width) && y.is_some_and(|y| y < self.height)
    }
}

/// Which comments were in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first of them.
    pub top: usize,
    /// How many were in sight from their first row to their last.
    pub n_whole: usize,
    /// The rows there are for them.
    pub n_rows: usize,
    /// Rows of the selected one above the page.
    pub n_above: usize,
    /// Rows of it below the page.
    pub n_below: usize,
}

/// Cells of the screen that lead to an address; none overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links(pub Vec<(Area, Link)>);

impl Links {
    /// Where a cell leads.
    #[must_use]
    pub fn at(&self, place: (u16, u16)) -> Option<&Link> {
        self.0.iter().find(|(area, _)| area.has(place)).map(|(_, link)| link)
    }

    /// All cells that lead somewhere.
    pub fn cells(&self) -> impl Iterator<Item = (u16, u16)> {
        self.0.iter().flat_map(|(Area { x, y, width, height }, _)| {
            let rows = *y..y.saturating_add(*height);
            rows.flat_map(move |y| (*x..x.saturating_add(*width)).map(move |x| (x, y)))
        })
    }
}

/// Where things were painted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// What a mouse may hit, later entries on top.
    pub targets: Vec<(Area, Target)>,
    /// Rows that a page of the list in focus has.
    pub page: usize,
    /// Rows of the detail that can be seen.
    pub detail_rows: usize,
    /// Rows the detail has in all.
    pub detail_total: usize,
    /// The first row of the marked block, counted like `scroll`.
    pub marked_row: Option<usize>,
    /// The rows of each block of the detail, counted like `scroll`: the first, and how many.
    pub block_rows: Vec<(usize, usize)>,
    /// Which comments were in sight.
    pub seen: Seen,
    /// Where the next character goes, in cells of the screen.
    pub caret: Option<(u16, u16)>,
    /// What leads to an address, where the terminal can open one.
    pub links: Links,
}

impl Geometry {
    /// Turns columns that were counted from the right end of the screen into columns of the screen. The caret has its
    /// cell already.
    pub(crate) fn mirror(&mut self, screen: Area) {
        let targets = self.targets.iter_mut().map(|(area, _)| area);
        for area in targets.chain(self.links.0.iter_mut().map(|(area, _)| area)) {
            let behind = (screen.x + screen.width).saturating_sub(area.x.saturating_add(area.width));
            area.x = screen.x + behind;
        }
    }

    /// What the mouse points at: whatever was painted there last.
    #[must_use]
    pub fn target(&self, place: (u16, u16)) -> Option<Target> {
        self.targets.iter().rev().find(|(area, _)| area.has(place)).map(|(_, target)| *target)
    }
}
