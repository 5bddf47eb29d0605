//! A buffer as a picture that needs nothing else. Must not know files.
//! Invariant: every run of text starts at its own column, whatever font is found; blocks and rules
//! are drawn, not written, so that they join.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use super::{cells, rows};

/// Size of the letters in pixels.
const FONT: f64 = 14.0;
/// A column.
const COLUMN: f64 = 8.4;
/// A row.
const ROW: f64 = 18.0;
/// From the top of a row to where letters stand.
const BASELINE: f64 = 13.6;
/// Around the screen.
const MARGIN: f64 = 10.0;

/// The 16 colors on a dark background.
const DARK: [&str; 16] = [
    "#15181e", "#e06c75", "#8cc27a", "#e5b567", "#5aa0e6", "#c58af0", "#56b6c2", "#c8ccd4", "#6b7280", "#ff8a92",
    "#a8d694", "#f2cc7f", "#74b4f7", "#d3a4f7", "#7fd0da", "#f4f5f7",
];
/// The 16 colors on a light background.
const LIGHT: [&str; 16] = [
    "#20242b", "#c2410c", "#2f7d32", "#9a6700", "#0a5ca8", "#7a35b5", "#0f7480", "#d5d8dd", "#6b7280", "#dc2626",
    "#3f9142", "#b37400", "#1d6fc4", "#9450cf", "#158c99", "#ffffff",
];

/// Which of the 16 colors it is.
pub(super) const fn position(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

struct Sheet {
    out: String,
    is_dark: bool,
}

/// How a run looks.
#[derive(Clone, Debug, PartialEq)]
struct Ink {
    fill: String,
    back: Option<String>,
    is_bold: bool,
    is_dim: bool,
    is_underlined: bool,
}

/// The buffer as an SVG document.
#[must_use]
pub fn svg(buffer: &Buffer, is_dark: bool) -> String {
    let area = buffer.area();
    let width = f64::from(area.width) * COLUMN + 2.0 * MARGIN;
    let height = f64::from(area.height) * ROW + 2.0 * MARGIN;
    let mut sheet = Sheet { out: String::new(), is_dark };
    let (back, fore) = sheet.ground();
    let _ = writeln!(
        sheet.out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" font-family=\"'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono',\
         'Noto Sans Hebrew',monospace\" font-size=\"{FONT}\" fill=\"{fore}\">\n\
         <style>text{{white-space:pre;unicode-bidi:bidi-override;direction:ltr}}rect{{shape-rendering:crispEdges}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{back}\"/>"
    );
    for (nth, y) in (0_u16..).zip(rows(buffer)) {
        sheet.row(f64::from(nth) * ROW + MARGIN, cells(buffer, y));
    }
    sheet.out.push_str("</svg>\n");
    sheet.out
}

/// Neighboring cells that look alike.
struct Run {
    column: u16,
    columns: u16,
    text: String,
    ink: Ink,
}

impl Sheet {
    const fn ground(&self) -> (&'static str, &'static str) {
        if self.is_dark { ("#15181e", "#d7dae0") } else { ("#fbfbfa", "#22262d") }
    }

    fn row<'c>(&mut self, top: f64, cells: impl Iterator<Item = (u16, &'c Cell)>) {
        let mut run: Option<Run> = None;
        for (column, cell) in cells {
            let ink = self.ink(cell);
            let columns = cell.cell_width().max(1);
            let symbol = cell.symbol();
            // Only runs of narrow, unmarked characters may be written in one piece: a font may have none
            // of the others, and what it takes instead has another width.
            let joins = |open: &Run| {
                let is_plain = symbol.is_ascii() && open.text.is_ascii();
                // Some viewers take blanks together.
                let is_apart = symbol == " " && open.text.ends_with(' ') && open.ink.back.is_none();
                let is_drawn = open.text.ends_with(symbol) && !drawing(symbol, false).is_empty();
                open.ink == ink && open.column + open.columns == column && (is_drawn || (is_plain && !is_apart))
            };
            if let Some(open) = &mut run
                && joins(open)
            {
                open.columns += columns;
                open.text.push_str(symbol);
                continue;
            }
            if let Some(done) = run.take() {
                self.run(top, &done);
            }
            run = Some(Run { column, columns, text: symbol.to_owned(), ink });
        }
        if let Some(done) = run {
            self.run(top, &done);
        }
    }

    fn run(&mut self, top: f64, run: &Run) {
        let x = f64::from(run.column) * COLUMN + MARGIN;
        let width = f64::from(run.columns) * COLUMN;
        if let Some(back) = &run.ink.back {
            self.rect((x, top, width, ROW), back, false);
        }
        if run.ink.is_underlined {
            self.rect((x, top + BASELINE + 2.0, width, 1.0), &run.ink.fill, run.ink.is_dim);
        }
        if run.text.trim().is_empty() {
            return;
        }
        let sign = run.text.chars().next_back().map(String::from).unwrap_or_default();
        let drawn = drawing(&sign, run.ink.is_bold);
        for (left, up, wide, high) in &drawn {
            // What reaches from side to side is drawn once for the whole run.
            let joins = *left <= 0.0 && *wide >= 1.0;
            for nth in 0..if joins { 1 } else { run.columns } {
                let wide = if joins { width } else { wide * COLUMN };
                let place = (x + (left + f64::from(nth)) * COLUMN, top + up * ROW, wide, high * ROW);
                self.rect(place, &run.ink.fill, run.ink.is_dim);
            }
        }
        if !drawn.is_empty() {
            return;
        }
        self.text(x, top + BASELINE, run);
    }

    fn text(&mut self, x: f64, y: f64, run: &Run) {
        let lead = run.text.len() - run.text.trim_start_matches(' ').len();
        let text = run.text.trim_matches(' ');
        let columns = run.columns - u16::try_from(run.text.len() - text.len()).unwrap_or(0).min(run.columns);
        #[expect(clippy::cast_precision_loss, reason = "columns of a screen")]
        let x = x + lead as f64 * COLUMN;
        let _ = write!(self.out, "<text x=\"{x:.1}\" y=\"{y:.1}\"");
        if run.columns > 1 && run.text.is_ascii() {
            let _ = write!(self.out, " textLength=\"{:.1}\"", f64::from(columns) * COLUMN);
        }
        if run.ink.fill != self.ground().1 {
            let _ = write!(self.out, " fill=\"{}\"", run.ink.fill);
        }
        if run.ink.is_bold {
            self.out.push_str(" font-weight=\"bold\"");
        }
        if run.ink.is_dim {
            self.out.push_str(" opacity=\"0.62\"");
        }
        self.out.push('>');
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                c => self.out.push(c),
            }
        }
        self.out.push_str("</text>\n");
    }

    fn rect(&mut self, (x, y, width, height): (f64, f64, f64, f64), fill: &str, is_dim: bool) {
        let _ = write!(
            self.out,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\""
        );
        self.out.push_str(if is_dim { " opacity=\"0.62\"/>\n" } else { "/>\n" });
    }

    fn ink(&self, cell: &Cell) -> Ink {
        let (ground, ink) = self.ground();
        let fore = self.color(cell.fg).unwrap_or_else(|| ink.to_owned());
        let back = self.color(cell.bg);
        let is_reversed = cell.modifier.contains(Modifier::REVERSED);
        let (fill, back) =
            if is_reversed { (back.unwrap_or_else(|| ground.to_owned()), Some(fore)) } else { (fore, back) };
        Ink {
            fill,
            back,
            is_bold: cell.modifier.contains(Modifier::BOLD),
            is_dim: cell.modifier.contains(Modifier::DIM),
            is_underlined: cell.modifier.contains(Modifier::UNDERLINED),
        }
    }

    fn color(&self, color: Color) -> Option<String> {
        let named = if self.is_dark { &DARK } else { &LIGHT };
        match color {
            Color::Reset => None,
            Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
            Color::Indexed(idx @ 0..=15) => Some(named[usize::from(idx)].to_owned()),
            Color::Indexed(idx @ 16..=231) => {
                let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
                let idx = idx - 16;
                let (r, g, b) = (level(idx / 36), level(idx / 6 % 6), level(idx % 6));
                Some(format!("#{r:02x}{g:02x}{b:02x}"))
            }
            Color::Indexed(idx) => {
                let gray = 8 + 10 * (idx - 232);
                Some(format!("#{gray:02x}{gray:02x}{gray:02x}"))
            }
            named_color => position(named_color).map(|idx| named[usize::from(idx)].to_owned()),
        }
    }
}

/// The signs that are drawn, as rectangles in parts of a cell: left, top, width, height.
fn drawing(sign: &str, is_bold: bool) -> Vec<(f64, f64, f64, f64)> {
    const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let thin = if is_bold { 0.09 } else { 0.06 };
    let stem = thin * ROW / COLUMN;
    let line = (0.0, 0.5 - thin / 2.0, 1.0, thin);
    let heavy = (0.0, 0.43, 1.0, 0.14);
    let upper = (0.5 - stem / 2.0, 0.0, stem, 0.5);
    let lower = (0.5 - stem / 2.0, 0.5, stem, 0.5);
    if let Some(level) = LEVELS.iter().position(|level| *level == sign) {
        #[expect(clippy::cast_precision_loss, reason = "one of eight")]
        let height = (level + 1) as f64 / 8.0;
        return vec![(0.0, 1.0 - height, 1.0, height)];
    }
    match sign {
        "▀" => vec![(0.0, 0.0, 1.0, 0.5)],
        "▔" => vec![(0.0, 0.0, 1.0, 0.125)],
        "▘" => vec![(0.0, 0.0, 0.5, 0.5)],
        "▖" => vec![(0.0, 0.5, 0.5, 0.5)],
        "─" => vec![line],
        "━" => vec![heavy],
        "│" => vec![upper, lower],
        "┬" => vec![line, lower],
        "┴" => vec![line, upper],
        "┯" => vec![heavy, lower],
        "┈" => vec![(0.1, line.1, 0.2, thin), (0.4, line.1, 0.2, thin), (0.7, line.1, 0.2, thin)],
        "╭" => vec![(0.5, line.1, 0.5, thin), lower],
        "╮" => vec![(0.0, line.1, 0.5, thin), lower],
        "╰" => vec![(0.5, line.1, 0.5, thin), upper],
        "╯" => vec![(0.0, line.1, 0.5, thin), upper],
        _ => Vec::new(),
    }
}
