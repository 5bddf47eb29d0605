//! A small series in one row, one cell a period, on the fixed scale of its metric.
//! Invariant: a gap never looks like a value, and the lowest value never looks like a gap.

use super::brush::Brush;
use super::fold::Field;
use super::glyph::Glyphs;
use super::theme::Role;
use crate::app::view::{Level, Strip};

pub(super) fn sign(glyphs: &Glyphs, level: Level) -> &'static str {
    match level {
        Level::Gap => glyphs.gap,
        Level::Hollow => glyphs.hollow,
        Level::Rise(step) => glyphs.rise[usize::from(step.clamp(1, 8) - 1)],
        Level::Swing(step) => match step.clamp(-2, 2) {
            -2 => glyphs.swing[0],
            -1 => glyphs.swing[1],
            0 => glyphs.swing[2],
            1 => glyphs.swing[3],
            _ => glyphs.swing[4],
        },
    }
}

/// The role of a cell: the last one stands out, and tells whether a swing is good or bad.
fn role(level: Level, is_last: bool) -> Role {
    match level {
        Level::Gap | Level::Hollow => Role::Rule,
        Level::Swing(step) if is_last && step < 0 => Role::Worst,
        Level::Swing(step) if is_last && step > 0 => Role::Good,
        _ if is_last => Role::Strong,
        _ => Role::Past,
    }
}

/// Paints the latest cells that fit, at the left of the field; gives back how many columns they took.
pub(super) fn paint(brush: &mut Brush<'_>, field: Field, strip: &Strip) -> u16 {
    let room = usize::from(field.width);
    let skipped = strip.cells.len().saturating_sub(room);
    let mut rest = field;
    for (idx, level) in strip.cells.iter().enumerate().skip(skipped) {
        let is_last = idx + 1 == strip.cells.len();
        brush.sign(rest, sign(brush.glyphs, *level), role(*level, is_last));
        rest = rest.skip(1);
    }
    field.width - rest.width
}

pub(super) fn columns(strip: &Strip) -> u16 {
    u16::try_from(strip.cells.len()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Modifier;

    use super::*;
    use crate::ui::{Look, picture};

    fn painted(look: Look, width: u16, cells: &[Level]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let mut brush = Brush::new(&mut buffer, look, false);
        paint(&mut brush, Field { x: 0, y: 0, width }, &Strip { cells: cells.to_vec() });
        buffer
    }

    #[test]
    fn levels_have_their_signs() {
        let rises: Vec<_> = std::iter::once(Level::Gap).chain((1..=8).map(Level::Rise)).collect();
        let swings: Vec<_> = std::iter::once(Level::Gap).chain((-2..=2).map(Level::Swing)).collect();
        let unicode = Look::default();
        let ascii = Look { is_unicode: false, ..unicode };
        assert_eq!(picture::text(&painted(unicode, 9, &rises)), "·▁▂▃▄▅▆▇█\n");
        assert_eq!(picture::text(&painted(unicode, 6, &swings)), "·▄▖─▘▀\n");
        assert_eq!(picture::text(&painted(ascii, 9, &rises)), "._:-=+*%#\n");
        assert_eq!(picture::text(&painted(ascii, 6, &swings)), ".Vv-'^\n");
    }

    #[test]
    fn off_the_scale_is_held_at_its_ends() {
        let look = Look::default();
        let text = picture::text(&painted(
            look,
            4,
            &[Level::Rise(0), Level::Rise(200), Level::Swing(-100), Level::Swing(100)],
        ));
        assert_eq!(text, "▁█▄▀\n");
    }

    #[test]
    fn the_latest_cells_are_kept_and_the_last_is_bold() {
        let cells: Vec<_> = (1..=8).map(Level::Rise).collect();
        let buffer = painted(Look::default(), 3, &cells);
        assert_eq!(picture::text(&buffer), "▆▇█\n");
        let bold: Vec<_> = buffer.content().iter().map(|cell| cell.modifier.contains(Modifier::BOLD)).collect();
        assert_eq!(bold, [false, false, true]);
    }
}
