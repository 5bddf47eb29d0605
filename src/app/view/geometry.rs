//! Where things were painted, and what a mouse may hit.

use super::journey::Pane;

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
}

impl Geometry {
    /// Turns columns that were counted from the right end of the screen into columns of the screen. The caret has its
    /// cell already.
    pub(crate) fn mirror(&mut self, screen: Area) {
        for (area, _) in &mut self.targets {
            let behind = (screen.x + screen.width).saturating_sub(area.x.saturating_add(area.width));
            area.x = screen.x + behind;
        }
    }

    /// What the mouse points at: whatever was painted there last.
    #[must_use]
    pub fn target(&self, (x, y): (u16, u16)) -> Option<Target> {
        let is_there = |area: &Area| {
            let (x, y) = (x.checked_sub(area.x), y.checked_sub(area.y));
            x.is_some_and(|x| x < area.width) && y.is_some_and(|y| y < area.height)
        };
        self.targets.iter().rev().find(|(area, _)| is_there(area)).map(|(_, target)| *target)
    }
}
