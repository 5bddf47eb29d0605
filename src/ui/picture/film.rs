//! Several buffers, one after the other, as an SVG document that moves by itself: no script, no other file.
//! Invariant: a row that looks the same in several shots is written once. Where nothing may move, or nothing can, the
//! first shot stands still.

use std::collections::HashMap;
use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::cells::{cells, rows};
use super::svg::{SvgSheet, top_of};

/// What is seen for a while, and how one came there.
#[derive(Clone, Debug)]
pub struct Shot {
    /// The screen. Those of one film are of one size.
    pub screen: Buffer,
    /// The keys that were pressed.
    pub keys: String,
    /// What they did, in a few words.
    pub told: String,
    /// How many milliseconds it is seen.
    pub millis: u32,
}

/// The shots in their order, over and over. A line below the screen says which keys were pressed.
#[must_use]
pub fn film(shots: &[Shot], is_dark: bool) -> String {
    let (columns, n_rows) = shots.first().map_or((0, 0), |shot| (shot.screen.area().width, shot.screen.area().height));
    // The caption stands apart from the screen.
    let caption_row = n_rows + 1;
    let mut sheet = SvgSheet::begin((columns, caption_row + 1), is_dark, &style(shots));
    let mut drawn = DrawnRows { numbers: HashMap::new(), is_dark };
    for (idx, shot) in shots.iter().enumerate() {
        let caption = caption(shot, columns, &format!("{} of {}", idx + 1, shots.len()));
        let screen = (0_u16..).zip(rows(&shot.screen)).map(|(nth, y)| (nth, &shot.screen, y));
        let mut uses = String::new();
        for (nth, buffer, y) in screen.chain(std::iter::once((caption_row, &caption, 0))) {
            if let Some(number) = drawn.number(buffer, y, &mut sheet) {
                let _ = writeln!(uses, "<use href=\"#r{number}\" y=\"{:.0}\"/>", top_of(nth));
            }
        }
        let _ = writeln!(sheet.out, "<g id=\"s{idx}\" class=\"s\">\n{uses}</g>");
    }
    sheet.end()
}

/// When each shot is seen. Without a word that motion is welcome none of it holds, and only the first is seen.
fn style(shots: &[Shot]) -> String {
    let total: u32 = shots.iter().map(|shot| shot.millis).sum();
    let percent = |millis: u32| 100.0 * f64::from(millis) / f64::from(total.max(1));
    let mut style = String::from(".s{visibility:hidden}#s0{visibility:visible}");
    let _ = write!(style, "@media (prefers-reduced-motion:no-preference){{.s{{animation:{total}ms step-end infinite}}");
    let mut from = 0;
    for (idx, shot) in shots.iter().enumerate() {
        let to = from + shot.millis;
        let _ = write!(style, "#s{idx}{{animation-name:s{idx}}}@keyframes s{idx}{{");
        if from > 0 {
            style.push_str("0%{visibility:hidden}");
        }
        let _ = write!(style, "{:.3}%{{visibility:visible}}", percent(from));
        let last = if to < total { "hidden" } else { "visible" };
        let _ = write!(style, "{:.3}%{{visibility:{last}}}}}", percent(to));
        from = to;
    }
    style.push('}');
    style
}

/// The line below the screen: keys, what they did, and how far the film is.
fn caption(shot: &Shot, columns: u16, place: &str) -> Buffer {
    let mut line = Buffer::empty(Rect::new(0, 0, columns, 1));
    let keys = Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD);
    let (after_keys, _) = line.set_stringn(1, 0, &shot.keys, usize::from(columns), keys);
    line.set_stringn(after_keys + 3, 0, &shot.told, usize::from(columns), Style::new());
    let start = columns.saturating_sub(u16::try_from(place.len()).unwrap_or(columns) + 1);
    line.set_stringn(start, 0, place, place.len(), Style::new().add_modifier(Modifier::DIM));
    line
}

/// The rows that are written already, each with its number.
struct DrawnRows {
    numbers: HashMap<String, usize>,
    is_dark: bool,
}

impl DrawnRows {
    /// The number of a row; it is written where it was not yet. A row that shows nothing has none.
    fn number(&mut self, buffer: &Buffer, y: u16, sheet: &mut SvgSheet) -> Option<usize> {
        let mut row = SvgSheet::piece(self.is_dark);
        row.row(0.0, cells(buffer, y));
        if row.out.is_empty() {
            return None;
        }
        let next = self.numbers.len();
        if let Some(number) = self.numbers.get(&row.out) {
            return Some(*number);
        }
        let _ = writeln!(sheet.out, "<defs><g id=\"r{next}\">\n{}</g></defs>", row.out);
        self.numbers.insert(row.out, next);
        Some(next)
    }
}
