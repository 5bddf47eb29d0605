//! Cells that changed to the bytes that change them on the screen.
//! Invariant: cells that look as they did give no bytes.
//!
//! A line far away pays for every byte, so the encoder keeps its style and place between cells and
//! frames, takes the shorter of two ways to change, and clears the rest of a row at once.

use std::io::Write as _;
use std::mem;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use crate::app::view::Links;
use crate::text::link::{self, Link};

/// How cells are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Style = Style { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

/// What turns every style off.
pub(super) const RESET: &[u8] = b"\x1b[m";

/// What can be seen of a blank besides its background.
const INK: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// Up to so many unchanged cells are written again rather than jumped over.
const SHORT_GAP: u16 = 4;
/// From so many changed cells on, a blank rest of a row is cleared at once.
const LONG_BLANK: usize = 4;

/// Attribute, the code that turns it on, the code that turns it off.
const ATTRIBUTES: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Where the terminal's cursor is and how it writes.
#[derive(Debug)]
pub(super) struct Encoder {
    style: Style,
    /// Column and row; `None` where terminals differ.
    at: Option<(u16, u16)>,
    /// What leads to an address on the screen, and what is to.
    links: Links,
    wanted: Links,
    /// Where what is written leads; nowhere between two changes.
    link: Option<Link>,
}

impl Encoder {
    /// After a reset of the style.
    pub(super) const fn new() -> Self {
        Self { style: PLAIN, at: None, links: Links(Vec::new()), wanted: Links(Vec::new()), link: None }
    }

    /// What the cells lead to after the next change.
    pub(super) fn lead(&mut self, links: Links) {
        self.wanted = links;
    }

    /// Appends the bytes that bring these cells, row by row, onto a screen that shows the buffer, and takes them into it.
    pub(super) fn change<'c>(
        &mut self,
        shown: &mut Buffer,
        cells: impl Iterator<Item = (u16, u16, &'c Cell)>,
        bytes: &mut Vec<u8>,
    ) {
        let mut changed = take_in(shown, cells);
        let shown = &*shown;
        self.take_in_links(shown, &mut changed);
        let mut blank = Blank::default();
        let mut rest = changed.as_slice();
        while let Some((&(y, x), tail)) = rest.split_first() {
            rest = tail;
            if x >= blank.of_row(shown, y) {
                let n_more = tail.iter().take_while(|(row, _)| *row == y).count();
                if n_more + 1 >= LONG_BLANK {
                    self.turn(None, bytes);
                    self.go(shown, x, y, bytes);
                    self.dip(PLAIN, bytes);
                    bytes.extend_from_slice(b"\x1b[K");
                    rest = tail.get(n_more..).unwrap_or_default();
                    continue;
                }
            }
            let link = self.links.at((x, y)).cloned();
            if link.is_none() {
                // Before a gap, which then may be written again.
                self.turn(None, bytes);
            }
            self.go(shown, x, y, bytes);
            self.turn(link, bytes);
            if let Some(cell) = shown.cell((x, y)) {
                self.write(shown, cell, bytes);
            }
        }
        self.turn(None, bytes);
    }

    /// Appends the bytes that leave the cursor there, if it is anywhere else.
    pub(super) fn rest(&mut self, (x, y): (u16, u16), bytes: &mut Vec<u8>) {
        if self.at.replace((x, y)) != Some((x, y)) {
            put(bytes, format_args!("\x1b[{};{}H", y + 1, x + 1));
        }
    }

    fn write(&mut self, frame: &Buffer, cell: &Cell, bytes: &mut Vec<u8>) {
        if !self.fits(cell) {
            self.dip(style_of(cell), bytes);
        }
        bytes.extend_from_slice(cell.symbol().as_bytes());
        self.at = self.at.and_then(|(x, y)| {
            let next = x.saturating_add(n_columns(cell));
            // Behind the last column a terminal may wait or wrap.
            (is_sure(cell.symbol()) && next < frame.area.right()).then_some((next, y))
        });
    }

    /// Has what is written next lead there, or nowhere.
    fn turn(&mut self, link: Option<Link>, bytes: &mut Vec<u8>) {
        if link != self.link {
            bytes.extend_from_slice(link::turn(link.as_ref()).as_bytes());
            self.link = link;
        }
    }

    /// Takes in what leads where from here on; cells that lead elsewhere than they did are to be written, too.
    fn take_in_links(&mut self, shown: &Buffer, changed: &mut Vec<(u16, u16)>) {
        if self.links == self.wanted {
            return;
        }
        let (old, new) = (mem::replace(&mut self.links, self.wanted.clone()), &self.wanted);
        let leads_elsewhere = |place: &(u16, u16)| old.at(*place) != new.at(*place);
        let is_written = |(x, y): &(u16, u16)| shown.cell((*x, *y)).is_some() && !is_covered(shown, *x, *y);
        let turned = old.cells().chain(new.cells()).filter(leads_elsewhere).filter(is_written);
        changed.extend(turned.map(|(x, y)| (y, x)));
        changed.sort_unstable();
        changed.dedup();
    }

    /// Moves by the shortest way.
    fn go(&mut self, frame: &Buffer, x: u16, y: u16, bytes: &mut Vec<u8>) {
        let from = self.at.replace((x, y));
        match from {
            Some(place) if place == (x, y) => {}
            Some((from_x, from_y)) if from_y == y && from_x < x => {
                let gap: Vec<&Cell> = (from_x..x).filter_map(|column| frame.cell((column, y))).collect();
                let leads_there = (from_x..x).all(|column| self.links.at((column, y)) == self.link.as_ref());
                let is_cheap = x - from_x <= SHORT_GAP
                    && leads_there
                    && gap.iter().all(|cell| self.fits(cell) && cell.symbol().len() == 1);
                if is_cheap {
                    bytes.extend(gap.iter().flat_map(|cell| cell.symbol().bytes()));
                } else {
                    put(bytes, format_args!("\x1b[{}C", x - from_x));
                }
            }
            Some((_, from_y)) if x == 0 && from_y.checked_add(1) == Some(y) => bytes.extend_from_slice(b"\r\n"),
            Some((_, from_y)) if x == 0 && from_y == y => bytes.push(b'\r'),
            _ if x == 0 => put(bytes, format_args!("\x1b[{}H", y + 1)),
            _ => put(bytes, format_args!("\x1b[{};{}H", y + 1, x + 1)),
        }
    }

    /// Does the cell look as it should when written with the style there is?
    fn fits(&self, cell: &Cell) -> bool {
        let style = style_of(cell);
        let is_blank = cell.symbol() == " " && style.bg == self.style.bg;
        style == self.style || (is_blank && !style.modifier.intersects(INK) && !self.style.modifier.intersects(INK))
    }

    /// Changes the style by the shorter of two ways.
    fn dip(&mut self, style: Style, bytes: &mut Vec<u8>) {
        if style == self.style {
            return;
        }
        let step = codes(self.style, style);
        let anew = codes(PLAIN, style);
        let anew = if anew.is_empty() { anew } else { format!("0;{anew}") };
        let shorter = if step.len() <= anew.len() && !step.is_empty() { step } else { anew };
        put(bytes, format_args!("\x1b[{shorter}m"));
        self.style = style;
    }
}

/// Takes cells into what is shown; gives row and column of those to write. Of a wide character that goes, the second half is
/// written too: terminals differ in what they leave there.
fn take_in<'c>(shown: &mut Buffer, cells: impl Iterator<Item = (u16, u16, &'c Cell)>) -> Vec<(u16, u16)> {
    let (mut changed, mut stale) = (Vec::new(), Vec::new());
    for (x, y, cell) in cells {
        let looks_so = |old: &Cell| old.symbol() == cell.symbol() && style_of(old) == style_of(cell);
        if shown.cell((x, y)).is_none_or(looks_so) || is_covered(shown, x, y) {
            continue;
        }
        changed.push((y, x));
        for column in x..x.saturating_add(n_columns(cell)) {
            let Some(old) = shown.cell_mut((column, y)) else { break };
            stale.extend((column + 1..column.saturating_add(n_columns(old))).map(|column| (y, column)));
            if column == x {
                old.clone_from(cell);
            } else {
                old.reset();
            }
        }
    }
    if !stale.is_empty() {
        changed.extend(stale.into_iter().filter(|(y, x)| shown.cell((*x, *y)).is_some() && !is_covered(shown, *x, *y)));
        changed.sort_unstable();
        changed.dedup();
    }
    changed
}

/// Is it the second half of a wide character?
fn is_covered(shown: &Buffer, x: u16, y: u16) -> bool {
    x.checked_sub(1).and_then(|before| shown.cell((before, y))).is_some_and(|cell| n_columns(cell) > 1)
}

fn n_columns(cell: &Cell) -> u16 {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => u16::try_from(symbol.width()).unwrap_or(1).max(1),
    }
}

/// The column from which the last asked row is blank.
#[derive(Default)]
struct Blank {
    row: Option<(u16, u16)>,
}

impl Blank {
    fn of_row(&mut self, frame: &Buffer, y: u16) -> u16 {
        match self.row {
            Some((row, x)) if row == y => x,
            _ => {
                let area = frame.area;
                let is_blank =
                    |x: &u16| frame.cell((*x, y)).is_some_and(|cell| cell.symbol() == " " && style_of(cell) == PLAIN);
                let n_blank = (area.left()..area.right()).rev().take_while(is_blank).count();
                let x = area.right().saturating_sub(u16::try_from(n_blank).unwrap_or(u16::MAX));
                self.row = Some((y, x));
                x
            }
        }
    }
}

fn style_of(cell: &Cell) -> Style {
    // Nothing blinks here, whatever a cell says.
    let modifier = cell.modifier - (Modifier::SLOW_BLINK | Modifier::RAPID_BLINK);
    if cell.symbol() == " " && !modifier.intersects(INK) {
        return Style { bg: cell.bg, ..PLAIN };
    }
    Style { fg: cell.fg, bg: cell.bg, modifier }
}

/// Do all terminals agree how wide it is?
fn is_sure(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    matches!(c,
        ' '..='~' | '\u{a0}'..='\u{2ff}' | '\u{370}'..='\u{58f}' | '\u{5d0}'..='\u{5ea}' | '\u{2010}'..='\u{2027}'
        | '\u{2190}'..='\u{21ff}' | '\u{2200}'..='\u{22ff}' | '\u{2500}'..='\u{25ff}' | '\u{3041}'..='\u{30ff}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// The codes from one style to another, joined by `;`.
fn codes(from: Style, to: Style) -> String {
    let mut parts: Vec<String> = Vec::new();
    let gone = from.modifier - to.modifier;
    let mut kept = from.modifier;
    for &(attribute, _, off) in ATTRIBUTES {
        if gone.contains(attribute) && kept.contains(attribute) {
            parts.push(off.to_string());
            // 22 ends bold and dim alike.
            for (attribute, _, _) in ATTRIBUTES.iter().filter(|(_, _, other)| *other == off) {
                kept.remove(*attribute);
            }
        }
    }
    for &(attribute, on, _) in ATTRIBUTES {
        if to.modifier.contains(attribute) && !kept.contains(attribute) {
            parts.push(on.to_string());
        }
    }
    if from.fg != to.fg {
        parts.push(color(to.fg, 30));
    }
    if from.bg != to.bg {
        parts.push(color(to.bg, 40));
    }
    parts.join(";")
}

/// `base` is 30 for the foreground, 40 for the background.
fn color(color: Color, base: u8) -> String {
    let dark = |number: u8| (base + number).to_string();
    let bright = |number: u8| (base + 60 + number).to_string();
    match color {
        Color::Reset => (base + 9).to_string(),
        Color::Black => dark(0),
        Color::Red => dark(1),
        Color::Green => dark(2),
        Color::Yellow => dark(3),
        Color::Blue => dark(4),
        Color::Magenta => dark(5),
        Color::Cyan => dark(6),
        Color::Gray => dark(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

fn put(bytes: &mut Vec<u8>, words: std::fmt::Arguments<'_>) {
    bytes.write_fmt(words).expect("a vector takes every byte");
}

#[cfg(test)]
mod tests;
