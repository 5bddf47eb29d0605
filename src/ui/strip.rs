//! A small series in one row, one cell a period, around the average of its row. Time runs from left to right.
//! Invariant: what is not compared never looks like a value, and a step beyond its interval stands out.

use super::brush::Brush;
use super::fold::Field;
use super::glyph::Glyphs;
use super::theme::Role;
use crate::app::view::{Level, Strip};

pub(super) fn sign(glyphs: &Glyphs, level: Level) -> &'static str {
    match level {
        Level::Gap => glyphs.gap,
        Level::Few => glyphs.few,
        Level::Apart => glyphs.apart,
        Level::Open => glyphs.ellipsis,
        Level::Shipped => glyphs.shipped,
        Level::Parted => " ",
        Level::Within(step) | Level::Beyond(step) => glyphs.steps[usize::from(step.clamp(1, 8) - 1)],
    }
}

const fn role(level: Level) -> Role {
    match level {
        Level::Gap | Level::Few | Level::Apart | Level::Open | Level::Parted => Role::Rule,
        Level::Shipped => Role::Dim,
        Level::Within(_) => Role::Past,
        Level::Beyond(_) => Role::Strong,
    }
}

/// Paints the latest cells that fit, where the field starts; gives back how many columns they took.
pub(super) fn paint(brush: &mut Brush<'_>, field: Field, strip: &Strip) -> u16 {
    let room = usize::from(field.width);
    let skipped = strip.cells.len().saturating_sub(room);
    // Time runs from left to right, whichever way the map is read.
    let n_shown = columns(strip).min(field.width);
    let (mut brush, mut rest) = brush.forward(field.first(n_shown));
    for level in strip.cells.iter().skip(skipped) {
        brush.sign(rest, sign(brush.glyphs, *level), role(*level));
        rest = rest.skip(1);
    }
    n_shown
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
        let apart = [Level::Gap, Level::Few, Level::Apart, Level::Open];
        let all: Vec<_> = apart.into_iter().chain((1..=8).map(Level::Within)).collect();
        let unicode = Look::default();
        let ascii = Look { is_unicode: false, ..unicode };
        assert_eq!(picture::text(&painted(unicode, 12, &all)), "·▫*…▁▂▃▄▅▆▇█\n");
        assert_eq!(picture::text(&painted(ascii, 12, &all)), ".o*~12345678\n");
    }

    #[test]
    fn off_the_scale_is_held_at_its_ends() {
        let text = picture::text(&painted(Look::default(), 2, &[Level::Within(0), Level::Beyond(200)]));
        assert_eq!(text, "▁█\n");
    }

    #[test]
    fn the_latest_cells_are_kept_and_what_is_beyond_its_interval_is_bold() {
        let cells = [Level::Within(1), Level::Within(6), Level::Beyond(7), Level::Within(8)];
        let buffer = painted(Look::default(), 3, &cells);
        assert_eq!(picture::text(&buffer), "▆▇█\n");
        let bold: Vec<_> = buffer.content().iter().map(|cell| cell.modifier.contains(Modifier::BOLD)).collect();
        assert_eq!(bold, [false, true, false]);
    }
}
