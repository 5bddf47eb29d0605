//! A page: its blocks as rows. Every kind of block has one painter, whatever view it is of.
//! Invariant: labels, leads and figures of one page start and end in the same columns.

use crate::app::view::{Area, Block, Figure, Page};
use crate::ui::brush::Brush;
use crate::ui::chart;
use crate::ui::figure::Widths;
use choice::ChoiceColumns;
use comment::CommentColumns;
use grid::GridColumns;
use lane::columns::LaneColumns;
use rails::RailColumns;
use turn::TurnColumns;
use words::PageRow;

pub(super) use rows::PageRows;

pub(super) mod choice;
pub(super) mod comment;
mod dots;
pub(super) mod field;
mod grid;
mod item;
mod lane;
mod rails;
mod ring;
mod rows;
mod scatter;
mod score;
pub(super) mod sheet;
mod timeline;
mod turn;
mod typing;
mod walk;
pub(super) mod words;

/// Longer lines are hard to read.
pub(super) const WIDEST: u16 = 104;

impl<'v> PageRows<'v> {
    /// The rows of these blocks in a pane.
    pub(super) fn of(brush: &Brush<'_>, blocks: &'v [Block], area: Area) -> Self {
        let Area { width, height, .. } = area;
        let labels = blocks.iter().map(|block| match block {
            Block::Field { label, .. } => brush.columns(label),
            Block::Score { metric, .. } => brush.columns(metric),
            Block::Feeling(row) => brush.columns(&row.label),
            Block::Typing(typing) => typing::label(brush, typing),
            _ => 0,
        });
        let scores = || blocks.iter().filter_map(score);
        let mut page = Self {
            rows: Vec::new(),
            blocks: Vec::with_capacity(blocks.len()),
            marked: None,
            has_cursor: false,
            width,
            height,
            label: labels.max().unwrap_or(0).min(width / 3),
            figures: Widths::of(brush, scores()),
            unit: scores().map(|figure| brush.columns(&figure.unit)).max().unwrap_or(0),
            lead: 0,
            comments: CommentColumns::of(brush, blocks),
            choices: ChoiceColumns::of(blocks, width),
            turns: TurnColumns::of(brush, blocks, width),
            lanes: LaneColumns::of(brush, blocks, area),
            rails: RailColumns::of(brush, blocks, width),
            grids: GridColumns::of(brush, blocks, width),
            grid: GridColumns::default(),
        };
        // So many of the blocks that follow are painted already.
        let mut n_ahead: usize = 0;
        for (idx, block) in blocks.iter().enumerate() {
            if n_ahead == 0 {
                n_ahead = page.lane_groups(brush, blocks.get(idx..).unwrap_or_default());
            }
            if n_ahead > 0 {
                n_ahead -= 1;
                page.blocks.push((page.rows.len(), 0));
                continue;
            }
            if let Block::Lane(lane) = block {
                page.over_lane(brush, lane);
            }
            let first = page.rows.len();
            if matches!(block, Block::Item { .. })
                && !(idx > 0 && matches!(blocks.get(idx - 1), Some(Block::Item { .. })))
            {
                page.lead = item::leads(brush, blocks.get(idx..).unwrap_or_default());
            }
            page.block(brush, block);
            page.blocks.push((first, page.rows.len() - first));
        }
        page
    }

    /// Adds the rows of a block.
    fn block(&mut self, brush: &Brush<'_>, block: &'v Block) {
        match block {
            Block::Gap => self.rows.push(PageRow::Words(Vec::new())),
            Block::Sentence(text) => self.sentence(brush, text),
            Block::Heading(text) => self.heading(text),
            Block::Score { .. } => self.score(brush, block),
            Block::Field { .. } => self.field(brush, block),
            Block::Item { .. } => self.item(brush, block),
            Block::Turn(turn) => self.turn(brush, turn),
            Block::Comment(comment) => self.rows.extend(comment::rows(brush, comment, self.comments, self.width)),
            Block::Choice(choice) => self.rows.push(choice::row(brush, choice, self.choices, self.width)),
            Block::Chart(chart) => {
                let layout = chart::ChartLayout::of(brush, chart, self.width);
                self.rows.extend((0..layout.n_rows()).map(|row| PageRow::Chart(chart, layout.clone(), row)));
            }
            Block::Dots(chart) => self.dots(brush, chart),
            Block::Steps(row) => self.steps(brush, row),
            Block::Feeling(row) => self.feeling(brush, row),
            Block::Course(row) => self.rows.push(PageRow::Course(self.text_x(), &row.strip, &row.span)),
            Block::Typing(typing) => self.typing(brush, typing),
            Block::Lane(lane) => self.lane(brush, lane),
            Block::Timeline(timeline) => self.timeline(brush, timeline),
            Block::Ring(ring) => self.ring(brush, ring),
            Block::RailHead(head) => self.rail_head(brush, head),
            Block::RailRow(row) => self.rail_row(brush, row),
            Block::GridHead(head) => self.grid_head(brush, head),
            Block::GridRow(row) => self.grid_row(brush, row),
            Block::Scatter(own) => self.scatter(brush, own),
        }
    }
}

/// How wide a page may be: a drawing has all the room there is.
pub(super) fn widest(page: &Page) -> u16 {
    if page.is_drawing() { u16::MAX } else { WIDEST }
}

const fn score(block: &Block) -> Option<&Figure> {
    match block {
        Block::Score { figure, .. } => Some(figure),
        _ => None,
    }
}
