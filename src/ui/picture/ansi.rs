//! A buffer as text with SGR sequences and links. Invariant: every line begins and ends without color, weight or link.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::cells::{cells, rows};
use super::color::position;
use crate::app::view::Links;
use crate::text::link::{self, Link};
use crate::ui::look::Depth;

/// The rows in the colors of a depth, without the blanks at their ends, each ended by `\n`; and where they lead.
#[must_use]
pub fn ansi(buffer: &Buffer, depth: Depth, links: &Links) -> String {
    let mut out = String::new();
    for y in rows(buffer) {
        let row: Vec<(u16, &Cell)> = cells(buffer, y).collect();
        let end = row.iter().rposition(|(_, cell)| !is_blank(cell)).map_or(0, |last| last + 1);
        let mut now = String::new();
        let mut led: Option<&Link> = None;
        for (x, cell) in row.into_iter().take(end) {
            let link = links.at((x, y));
            if link != led {
                out.push_str(&link::turn(link));
                led = link;
            }
            let wanted = codes(cell, depth);
            // A blank looks the same in any color, so a switch can wait.
            if wanted != now && !(cell.symbol() == " " && !shows_on_blank(cell) && !now_shows_on_blank(&now)) {
                let _ = write!(out, "\u{1b}[0{wanted}m");
                now = wanted;
            }
            out.push_str(cell.symbol());
        }
        if !now.is_empty() {
            out.push_str("\u{1b}[0m");
        }
        if led.is_some() {
            out.push_str(&link::turn(None));
        }
        out.push('\n');
    }
    out
}

fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && !shows_on_blank(cell)
}

fn shows_on_blank(cell: &Cell) -> bool {
    cell.bg != Color::Reset || cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED)
}

fn now_shows_on_blank(codes: &str) -> bool {
    codes.split(';').any(|code| matches!(code, "4" | "7"))
}

/// What follows `ESC [ 0`: a `;` before each code.
fn codes(cell: &Cell, depth: Depth) -> String {
    let mut codes = String::new();
    let weights = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::ITALIC, ";3"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    for (weight, code) in weights {
        if cell.modifier.contains(weight) {
            codes.push_str(code);
        }
    }
    if depth != Depth::None {
        color(&mut codes, cell.fg, 30);
        color(&mut codes, cell.bg, 40);
    }
    codes
}

fn color(codes: &mut String, color: Color, base: u8) {
    let _ = match color {
        Color::Reset => Ok(()),
        Color::Indexed(idx) => write!(codes, ";{};5;{idx}", base + 8),
        Color::Rgb(r, g, b) => write!(codes, ";{};2;{r};{g};{b}", base + 8),
        named => match position(named) {
            Some(idx) if idx < 8 => write!(codes, ";{}", base + idx),
            Some(idx) => write!(codes, ";{}", base + 52 + idx),
            None => Ok(()),
        },
    };
}
