//! Where things were painted, and what a mouse may hit.

use super::journey::Pane;

/// What a mouse may hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A map of the shelf.
    Map(usize),
    /// A stage.
    Stage(usize),
    /// A touchpoint.
    Touchpoint(usize),
    /// A row of the picker.
    Row(usize),
    /// A choice of the card.
    Choice(usize),
    /// A block of the detail, by its position.
    Block(usize),
    /// A pane.
    Pane(Pane),
}

/// A rectangle in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// What was seen of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first of them.
    pub top: usize,
    /// How many were seen from their first row to their last.
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
    /// Rows a page of the list in focus has.
    pub page: usize,
    /// Rows of the detail that can be seen.
    pub detail_rows: usize,
    /// Rows the detail has in all.
    pub detail_total: usize,
    /// The first row of the block that was just found, counted like `scroll`.
    pub marked_row: Option<usize>,
    /// The width a strip has in the touchpoint list, in cells.
    pub strip_width: usize,
    /// The rows of each block of the detail, counted like `scroll`: the first, and how many.
    pub block_rows: Vec<(usize, usize)>,
    /// What was seen of comments.
    pub seen: Seen,
    /// Where the next character goes, in cells of the screen.
    pub caret: Option<(u16, u16)>,
}

impl Geometry {
    /// What the mouse points at: what was painted last there.
    #[must_use]
    pub fn target(&self, (x, y): (u16, u16)) -> Option<Target> {
        let is_there = |area: &Area| {
            let (x, y) = (x.checked_sub(area.x), y.checked_sub(area.y));
            x.is_some_and(|x| x < area.width) && y.is_some_and(|y| y < area.height)
        };
        self.targets.iter().rev().find(|(area, _)| is_there(area)).map(|(_, target)| *target)
    }
}
