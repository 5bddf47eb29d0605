//! A walk on paper: a card for every touchpoint, some of them beside one another.

use std::fmt::Write as _;

use super::canvas::{Canvas, MARGIN};
use super::flow;
use crate::app::view::Block;

/// So many cards stand beside one another.
const BESIDE: usize = 3;

/// Draws the cards from a height on; gives back where they end.
pub(super) fn draw(canvas: &mut Canvas, blocks: &[Block], y: f64) -> f64 {
    let firsts: Vec<usize> =
        blocks.iter().enumerate().filter(|(_, own)| matches!(own, Block::Steps(_))).map(|(idx, _)| idx).collect();
    let ends = firsts.iter().copied().skip(1).chain([blocks.len()]);
    let cards: Vec<&[Block]> =
        firsts.iter().zip(ends).map(|(first, end)| blocks.get(*first..end).unwrap_or_default()).collect();
    let before = blocks.get(..firsts.first().copied().unwrap_or(0)).unwrap_or_default();
    let mut y = flow::draw(canvas, before, y, 0.0);
    // A card has the margins of a sheet of its own.
    let width = (canvas.width - MARGIN) / 3.0;
    for row in cards.chunks(BESIDE) {
        let mut low = y;
        for (nth, card) in (0_u32..).zip(row) {
            let mut own = Canvas::new(width + MARGIN, canvas.is_mirrored, canvas.labels);
            let height = flow::draw(&mut own, card, 0.0, 0.0);
            let from = f64::from(nth) * width;
            let left = if canvas.is_mirrored { canvas.width - from - own.width } else { from };
            let _ = writeln!(canvas.out, "<g transform=\"translate({left:.1} {y:.1})\">\n{}</g>", own.out);
            low = low.max(y + height);
        }
        y = low + 22.0;
    }
    y
}
