//! Blocks under one another, each by its painter; lanes that follow one another share their columns.

use super::canvas::{Canvas, MARGIN};
use super::{dots, grid, lanes, rails, ring, scatter, timeline, words};
use crate::app::view::{Block, Lane};

/// Draws blocks from a height on; gives back where they end.
///
/// * `height`: of the sheet: a wheel takes what is left of it.
pub(super) fn draw(canvas: &mut Canvas, blocks: &[Block], y: f64, height: f64) -> f64 {
    // Stages stand over the columns of lanes, if the page has any.
    let columns = blocks.iter().find_map(lane).map(|lane| lane.cells.len());
    let gutter = words::gutter(blocks);
    let mut y = y;
    let mut idx = 0;
    let mut table = grid::GridSheet::default();
    while let Some(block) = blocks.get(idx) {
        let run: Vec<&Lane> = blocks.iter().skip(idx).map_while(lane).collect();
        if !run.is_empty() {
            y = lanes::draw(canvas, &run, y);
            idx += run.len();
            continue;
        }
        y = match block {
            Block::Timeline(timeline) => timeline::draw(canvas, timeline, y, columns),
            Block::Ring(ring) => ring::draw(canvas, ring, y, height - y - MARGIN),
            Block::Dots(chart) => dots::draw(canvas, chart, y),
            Block::RailHead(head) => rails::head(canvas, head, y),
            Block::RailRow(row) => rails::row(canvas, row, y),
            Block::GridHead(head) => {
                let rows = grid::rows(blocks.get(idx + 1..).unwrap_or_default());
                table = grid::GridSheet::of(canvas, head, &rows);
                table.head(canvas, head, y)
            }
            Block::GridRow(row) => table.row(canvas, row, y),
            Block::Scatter(own) => scatter::draw(canvas, own, y, height - y - MARGIN),
            _ => words::draw(canvas, block, gutter, y),
        };
        idx += 1;
    }
    y
}

const fn lane(block: &Block) -> Option<&Lane> {
    match block {
        Block::Lane(lane) => Some(lane),
        _ => None,
    }
}
