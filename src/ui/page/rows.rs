//! The rows of a page, and the columns that its blocks share.

use std::collections::VecDeque;

use super::choice::ChoiceColumns;
use super::comment::CommentColumns;
use super::grid::GridColumns;
use super::lane::columns::LaneColumns;
use super::rails::RailColumns;
use super::turn::TurnColumns;
use super::words::PageRow;
use crate::ui::figure::Widths;

/// All rows of a page.
#[derive(Debug)]
pub(in crate::ui) struct PageRows<'v> {
    pub(in crate::ui) rows: Vec<PageRow<'v>>,
    /// The rows of each block: the first, and how many.
    pub(in crate::ui) blocks: Vec<(usize, usize)>,
    /// The first row of the block under the cursor.
    pub(in crate::ui) marked: Option<usize>,
    /// Does that block show by itself where the cursor is?
    pub(in crate::ui) has_cursor: bool,
    pub(super) width: u16,
    /// Rows of the pane.
    pub(super) height: u16,
    pub(super) label: u16,
    pub(super) figures: Widths,
    pub(super) unit: u16,
    /// The lead of the items under one another.
    pub(super) lead: u16,
    pub(super) comments: CommentColumns,
    pub(super) choices: ChoiceColumns,
    /// The columns of what a standup goes through.
    pub(super) turns: TurnColumns,
    /// The columns of the lanes.
    pub(super) lanes: LaneColumns,
    pub(super) rails: RailColumns,
    /// The columns of the tables still to come, and of the one that is painted.
    pub(super) grids: VecDeque<GridColumns>,
    pub(super) grid: GridColumns,
}

impl PageRows<'_> {
    pub(super) fn text_x(&self) -> u16 {
        if self.label == 0 { 0 } else { self.label + 2 }
    }
}
