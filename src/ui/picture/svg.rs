//! A buffer as an SVG document that needs no other file.
//! Invariant: every run of text starts at its own column, whatever font the viewer finds; blocks and rules are drawn as
//! rectangles, so that they join.

use std::borrow::Cow;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

use super::cells::{cells, rows};
use super::color::position;

/// Height of the letters in pixels.
const FONT: f64 = 14.0;
/// Width of a column.
const COLUMN: f64 = 8.4;
/// Height of a row.
const ROW: f64 = 18.0;
/// From the top of a row to the foot of its letters.
const BASELINE: f64 = 13.6;
/// Around the screen.
const MARGIN: f64 = 10.0;
/// The sign that is drawn as a line of dashes.
const DASHES: &str = "┈";

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

/// What a picture is written on.
pub(super) struct SvgSheet {
    pub(super) out: String,
    is_dark: bool,
}

/// How a run looks.
#[derive(Clone, Debug, PartialEq)]
struct RunStyle {
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
    let mut sheet = SvgSheet::begin((area.width, area.height), is_dark, "");
    for (nth, y) in (0_u16..).zip(rows(buffer)) {
        sheet.row(top_of(nth), cells(buffer, y));
    }
    sheet.end()
}

/// A text as XML has it.
pub(in crate::ui) fn escaped(words: &str) -> Cow<'_, str> {
    if !words.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(words);
    }
    let escaped = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    Cow::Owned(escaped)
}

/// Where a row of the screen begins.
pub(super) fn top_of(row: u16) -> f64 {
    f64::from(row) * ROW + MARGIN
}

/// Neighboring cells that look alike.
struct CellRun {
    column: u16,
    columns: u16,
    text: String,
    ink: RunStyle,
}

impl SvgSheet {
    /// A piece of a picture, without an end or a beginning.
    pub(super) const fn piece(is_dark: bool) -> Self {
        Self { out: String::new(), is_dark }
    }

    /// A picture with room for so many columns and rows, and with more rules of style.
    pub(super) fn begin((columns, rows): (u16, u16), is_dark: bool, style: &str) -> Self {
        let width = f64::from(columns) * COLUMN + 2.0 * MARGIN;
        let height = f64::from(rows) * ROW + 2.0 * MARGIN;
        let mut sheet = Self::piece(is_dark);
        let (back, fore) = sheet.ground();
        let _ = writeln!(
            sheet.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" \
             height=\"{height:.0}\" font-family=\"'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono',\
             'Noto Sans Hebrew',monospace\" font-size=\"{FONT}\" fill=\"{fore}\">\n\
             <style>text{{white-space:pre;unicode-bidi:bidi-override;direction:ltr}}\
             rect,path{{shape-rendering:crispEdges}}{style}</style>\n\
             <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{back}\"/>"
        );
        sheet
    }

    /// The whole document.
    pub(super) fn end(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    const fn ground(&self) -> (&'static str, &'static str) {
        if self.is_dark { ("#15181e", "#d7dae0") } else { ("#fbfbfa", "#22262d") }
    }

    /// A row of cells, from its top on.
    pub(super) fn row<'c>(&mut self, top: f64, cells: impl Iterator<Item = (u16, &'c Cell)>) {
        let mut run: Option<CellRun> = None;
        for (column, cell) in cells {
            let ink = self.ink(cell);
            let columns = cell.cell_width().max(1);
            let symbol = cell.symbol();
            // Only ASCII is written in one piece: a font may lack other characters, and what a viewer shows instead has
            // another width.
            let joins = |open: &CellRun| {
                let is_plain = symbol.is_ascii() && open.text.is_ascii();
                // Some viewers collapse blanks.
                let is_apart = symbol == " " && open.text.ends_with(' ') && open.ink.back.is_none();
                let is_drawn = open.text.ends_with(symbol) && (symbol == DASHES || !drawing(symbol, false).is_empty());
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
            run = Some(CellRun { column, columns, text: symbol.to_owned(), ink });
        }
        if let Some(done) = run {
            self.run(top, &done);
        }
    }

    fn run(&mut self, top: f64, run: &CellRun) {
        let x = f64::from(run.column) * COLUMN + MARGIN;
        let width = f64::from(run.columns) * COLUMN;
        if let Some(back) = &run.ink.back {
            self.rect(Rectangle { left: x, top, width, height: ROW }, back, false);
        }
        if run.ink.is_underlined {
            let line = Rectangle { left: x, top: top + BASELINE + 2.0, width, height: 1.0 };
            self.rect(line, &run.ink.fill, run.ink.is_dim);
        }
        if run.text.trim().is_empty() {
            return;
        }
        let sign = run.text.chars().next_back().map(String::from).unwrap_or_default();
        if sign == DASHES {
            self.dashes(x, top, run);
            return;
        }
        let drawn = drawing(&sign, run.ink.is_bold);
        for part in &drawn {
            // What reaches from side to side is drawn once for the whole run.
            let joins = part.left <= 0.0 && part.width >= 1.0;
            for nth in 0..if joins { 1 } else { run.columns } {
                let place = Rectangle {
                    left: x + (part.left + f64::from(nth)) * COLUMN,
                    top: top + part.top * ROW,
                    width: if joins { width } else { part.width * COLUMN },
                    height: part.height * ROW,
                };
                self.rect(place, &run.ink.fill, run.ink.is_dim);
            }
        }
        if !drawn.is_empty() {
            return;
        }
        self.text(x, top + BASELINE, run);
    }

    /// A line of dashes, three a column, in one piece: there are many of them behind a curve.
    fn dashes(&mut self, x: f64, top: f64, run: &CellRun) {
        let (left, middle, right) = (x + 0.1 * COLUMN, top + 0.5 * ROW - 0.5, x + f64::from(run.columns) * COLUMN);
        let (dash, gap) = (0.2 * COLUMN, 0.1 * COLUMN);
        let _ = write!(
            self.out,
            "<path d=\"M{left:.2} {middle:.1}H{right:.2}\" stroke=\"{}\" \
             stroke-dasharray=\"{dash:.2} {gap:.2} {dash:.2} {gap:.2} {dash:.2} {dash:.2}\"",
            run.ink.fill
        );
        self.out.push_str(if run.ink.is_dim { " opacity=\"0.62\"/>\n" } else { "/>\n" });
    }

    fn text(&mut self, x: f64, y: f64, run: &CellRun) {
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
        self.out.push_str(&escaped(text));
        self.out.push_str("</text>\n");
    }

    fn rect(&mut self, place: Rectangle, fill: &str, is_dim: bool) {
        let Rectangle { left, top, width, height } = place;
        let _ = write!(
            self.out,
            "<rect x=\"{left:.2}\" y=\"{top:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{fill}\""
        );
        self.out.push_str(if is_dim { " opacity=\"0.62\"/>\n" } else { "/>\n" });
    }

    fn ink(&self, cell: &Cell) -> RunStyle {
        let (ground, ink) = self.ground();
        let fore = self.color(cell.fg).unwrap_or_else(|| ink.to_owned());
        let back = self.color(cell.bg);
        let is_reversed = cell.modifier.contains(Modifier::REVERSED);
        let (fill, back) =
            if is_reversed { (back.unwrap_or_else(|| ground.to_owned()), Some(fore)) } else { (fore, back) };
        RunStyle {
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

/// A rectangle, in pixels or in parts of a cell.
#[derive(Clone, Copy, Debug)]
struct Rectangle {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

const fn rectangle(left: f64, top: f64, width: f64, height: f64) -> Rectangle {
    Rectangle { left, top, width, height }
}

/// A sign that is drawn, as rectangles in parts of a cell; none for a sign that is written.
fn drawing(sign: &str, is_bold: bool) -> Vec<Rectangle> {
    const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let thin = if is_bold { 0.09 } else { 0.06 };
    let stem = thin * ROW / COLUMN;
    let line = rectangle(0.0, 0.5 - thin / 2.0, 1.0, thin);
    let heavy = rectangle(0.0, 0.43, 1.0, 0.14);
    let upper = rectangle(0.5 - stem / 2.0, 0.0, stem, 0.5);
    let lower = rectangle(0.5 - stem / 2.0, 0.5, stem, 0.5);
    if let Some(level) = LEVELS.iter().position(|level| *level == sign) {
        #[expect(clippy::cast_precision_loss, reason = "one of eight")]
        let height = (level + 1) as f64 / 8.0;
        return vec![rectangle(0.0, 1.0 - height, 1.0, height)];
    }
    match sign {
        "▀" => vec![rectangle(0.0, 0.0, 1.0, 0.5)],
        "▔" => vec![rectangle(0.0, 0.0, 1.0, 0.125)],
        "▘" => vec![rectangle(0.0, 0.0, 0.5, 0.5)],
        "▖" => vec![rectangle(0.0, 0.5, 0.5, 0.5)],
        "─" => vec![line],
        "━" => vec![heavy],
        "│" => vec![upper, lower],
        "┬" => vec![line, lower],
        "┴" => vec![line, upper],
        "┯" => vec![heavy, lower],
        "╭" => vec![rectangle(0.5, line.top, 0.5, thin), lower],
        "╮" => vec![rectangle(0.0, line.top, 0.5, thin), lower],
        "╰" => vec![rectangle(0.5, line.top, 0.5, thin), upper],
        "╯" => vec![rectangle(0.0, line.top, 0.5, thin), upper],
        _ => Vec::new(),
    }
}
