//! What a page is drawn on: text, lines, dots and signs as elements of an SVG document.
//! Invariant: in a page that is read from the right, places are counted from there, and the canvas mirrors them.

use std::fmt::Write as _;

use crate::app::view::{Labels, Tone};
use crate::text::Plain;
use crate::ui::bidi::has_right_to_left;
use crate::ui::cluster;
use crate::ui::picture::escaped;

/// Around what is drawn.
pub(super) const MARGIN: f64 = 40.0;
/// The columns for labels before lanes and texts.
pub(super) const GUTTER: f64 = 86.0;

/// The width of a column of text, as a share of the height of its letters.
const COLUMN: f64 = 0.56;
/// How much wider bold letters are.
const BOLD: f64 = 1.1;

pub(super) const INK: &str = "#1d2129";
pub(super) const DIM: &str = "#636a75";
pub(super) const HAIR: &str = "#c4c9d1";
pub(super) const FAINT: &str = "#eef0f3";
pub(super) const ACCENT: &str = "#7a35b5";
pub(super) const GOOD: &str = "#0a5ca8";
pub(super) const BAD: &str = "#b05200";

/// The color of a tone; a sign always says the same.
pub(super) const fn color(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral | Tone::Strong => INK,
        Tone::Good => GOOD,
        Tone::Bad => BAD,
        Tone::Dim => DIM,
    }
}

/// What an emotion is written as.
pub(super) const fn emotion(emotion: i8) -> (&'static str, Tone) {
    match emotion {
        ..=-2 => ("−−", Tone::Bad),
        -1 => ("−", Tone::Bad),
        0 => ("◦", Tone::Neutral),
        1 => ("+", Tone::Good),
        _ => ("++", Tone::Good),
    }
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Where reading starts.
    Start,
    Middle,
    End,
}

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen {
    /// The height of its letters.
    pub(super) size: f64,
    pub(super) color: &'static str,
    pub(super) is_bold: bool,
    pub(super) side: Side,
}

impl Pen {
    pub(super) const fn new(size: f64) -> Self {
        Self { size, color: INK, is_bold: false, side: Side::Start }
    }

    pub(super) const fn dim(self) -> Self {
        Self { color: DIM, ..self }
    }

    pub(super) const fn bold(self) -> Self {
        Self { is_bold: true, ..self }
    }

    pub(super) const fn colored(self, color: &'static str) -> Self {
        Self { color, ..self }
    }

    pub(super) const fn at(self, side: Side) -> Self {
        Self { side, ..self }
    }

    /// From one row of text to the next.
    pub(super) const fn leading(self) -> f64 {
        self.size * 1.3
    }

    /// About how wide a column of text is.
    fn column(self) -> f64 {
        self.size * COLUMN * if self.is_bold { BOLD } else { 1.0 }
    }

    /// About how wide a text is.
    pub(super) fn width(self, words: &str) -> f64 {
        f64::from(cluster::columns(words)) * self.column()
    }

    /// As much of a text as fits into that width.
    pub(super) fn cut(self, words: &str, width: f64) -> String {
        if self.width(words) <= width {
            return words.to_owned();
        }
        cluster::cut(words, columns(width / self.column()), "…").into_owned()
    }

    /// A text in rows of at most that width.
    pub(super) fn wrap(self, words: &Plain, width: f64) -> Vec<Plain> {
        cluster::wrap(words, columns(width / self.column()).max(4))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a thousand")]
fn columns(number: f64) -> u16 {
    number.clamp(0.0, 1_000.0) as u16
}

/// A page being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    pub(super) out: String,
    pub(super) width: f64,
    pub(super) is_mirrored: bool,
    /// The words of the language that it is in.
    pub(super) labels: Labels,
}

impl Canvas {
    pub(super) const fn new(width: f64, is_mirrored: bool, labels: Labels) -> Self {
        Self { out: String::new(), width, is_mirrored, labels }
    }

    /// The same page while something is drawn that runs from left to right in any map.
    pub(super) fn forward(&mut self, draw: impl FnOnce(&mut Self)) {
        let was = std::mem::replace(&mut self.is_mirrored, false);
        draw(self);
        self.is_mirrored = was;
    }

    fn x(&self, x: f64) -> f64 {
        if self.is_mirrored { self.width - x } else { x }
    }

    /// Writes a text on a line; its sides are those of the page, and its own direction is that of its first letter.
    pub(super) fn text(&mut self, x: f64, y: f64, pen: Pen, words: &str) {
        if words.is_empty() {
            return;
        }
        let is_rtl = if self.is_mirrored { has_right_to_left(words) } else { runs_from_right(words) };
        let anchor = match (pen.side, self.is_mirrored == is_rtl) {
            (Side::Middle, _) => " text-anchor=\"middle\"",
            (Side::Start, true) | (Side::End, false) => "",
            (Side::Start, false) | (Side::End, true) => " text-anchor=\"end\"",
        };
        let direction = if is_rtl { " direction=\"rtl\"" } else { "" };
        let weight = if pen.is_bold { " font-weight=\"600\"" } else { "" };
        let fill = if pen.color == INK { String::new() } else { format!(" fill=\"{}\"", pen.color) };
        let (x, size) = (self.x(x), pen.size);
        let _ = writeln!(
            self.out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\"{anchor}{direction}{weight}{fill}>{}</text>",
            escaped(&if is_rtl { isolated(words) } else { words.to_owned() })
        );
    }

    /// Writes a text in rows; gives back where the next row would stand.
    pub(super) fn prose(&mut self, x: f64, y: f64, width: f64, pen: Pen, words: &Plain) -> f64 {
        let mut y = y;
        for line in pen.wrap(words, width) {
            self.text(x, y, pen, line.as_str());
            y += pen.leading();
        }
        y
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &str, width: f64, dash: &str) {
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        let (x1, x2) = (self.x(from.0), self.x(to.0));
        let _ = writeln!(
            self.out,
            "<path d=\"M{x1:.1} {:.1}L{x2:.1} {:.1}\" stroke=\"{color}\" stroke-width=\"{width}\"{dash}/>",
            from.1, to.1
        );
    }

    /// Straight lines from point to point.
    pub(super) fn polyline(&mut self, points: &[(f64, f64)], color: &str, width: f64) {
        let mut path = String::new();
        for (x, y) in points {
            let _ = write!(path, "{}{:.1} {y:.1}", if path.is_empty() { 'M' } else { 'L' }, self.x(*x));
        }
        let _ = writeln!(self.out, "<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>");
    }

    /// A line over the whole width between two margins.
    pub(super) fn rule(&mut self, x: f64, y: f64, width: f64) {
        self.line((x, y), (x + width, y), HAIR, 0.6, "");
    }

    pub(super) fn band(&mut self, left: f64, top: f64, (width, height): (f64, f64), color: &str) {
        let left = if self.is_mirrored { self.width - left - width } else { left };
        let _ = writeln!(
            self.out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{color}\"/>"
        );
    }

    /// A dot: filled where something speaks for it, else hollow.
    pub(super) fn dot(&mut self, (x, y): (f64, f64), radius: f64, color: &str, is_hollow: bool) {
        let (x, fill) = (self.x(x), if is_hollow { "#fff" } else { color });
        let _ = writeln!(
            self.out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{fill}\" stroke=\"{color}\" stroke-width=\"1.2\"/>"
        );
    }

    /// A diamond: a moment of truth.
    pub(super) fn diamond(&mut self, (x, y): (f64, f64), radius: f64, color: &str, is_hollow: bool) {
        let (x, fill) = (self.x(x), if is_hollow { "#fff" } else { color });
        let (left, right, top, bottom) = (x - radius, x + radius, y - radius, y + radius);
        let _ = writeln!(
            self.out,
            "<path d=\"M{x:.1} {top:.1}L{right:.1} {y:.1}L{x:.1} {bottom:.1}L{left:.1} {y:.1}Z\" fill=\"{fill}\" \
             stroke=\"{color}\" stroke-width=\"1.2\"/>"
        );
    }

    /// A smooth line through points, which never goes beyond the two that it joins.
    pub(super) fn curve(&mut self, points: &[(f64, f64)], color: &str, width: f64, dash: &str) {
        let points: Vec<(f64, f64)> = points.iter().map(|(x, y)| (self.x(*x), *y)).collect();
        let Some((first, rest)) = points.split_first().filter(|(_, rest)| !rest.is_empty()) else { return };
        let slopes = slopes(&points);
        let mut path = format!("M{:.1} {:.1}", first.0, first.1);
        let mut from = *first;
        for (to, pair) in rest.iter().zip(slopes.windows(2)) {
            let third = (to.0 - from.0) / 3.0;
            let [one, two] = [pair.first().copied().unwrap_or(0.0), pair.last().copied().unwrap_or(0.0)];
            let _ = write!(
                path,
                "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
                from.0 + third,
                third.mul_add(one, from.1),
                to.0 - third,
                third.mul_add(-two, to.1),
                to.0,
                to.1
            );
            from = *to;
        }
        let dash = if dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{dash}\"") };
        let _ = writeln!(
            self.out,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-linecap=\"round\"{dash}/>"
        );
    }
}

/// The slope at every point of a line that keeps between its points (Fritsch and Carlson 1980).
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let secants: Vec<f64> = points
        .windows(2)
        .map(|pair| match pair {
            [one, two] if (two.0 - one.0).abs() > f64::EPSILON => (two.1 - one.1) / (two.0 - one.0),
            _ => 0.0,
        })
        .collect();
    let at = |idx: usize| secants.get(idx).copied();
    (0..points.len())
        .map(|idx| match (idx.checked_sub(1).and_then(at), at(idx)) {
            (Some(before), Some(after)) if before * after > 0.0 => 2.0 * before * after / (before + after),
            _ => 0.0,
        })
        .collect()
}

/// A text that is read from the right, with everything in it that is not held together, so that numbers keep their order.
fn isolated(words: &str) -> String {
    let is_from_right = |c: char| runs_from_right(c.encode_utf8(&mut [0; 4]));
    let mut out = String::new();
    let mut run = String::new();
    let close = |run: &mut String, out: &mut String| {
        let own = std::mem::take(run);
        let held = own.trim_matches([' ', ',', ':', ';', '·', '.', '\'', '"', '“', '”', '־']);
        let Some((before, after)) = own.split_once(held).filter(|_| held.chars().any(char::is_alphanumeric)) else {
            out.push_str(&own);
            return;
        };
        let _ = write!(out, "{before}\u{2066}{held}\u{2069}{after}");
    };
    for c in words.chars() {
        if is_from_right(c) {
            close(&mut run, &mut out);
            out.push(c);
        } else {
            run.push(c);
        }
    }
    close(&mut run, &mut out);
    out
}

/// Does a text begin in a script that is read from the right?
pub(super) fn runs_from_right(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphabetic());
    first.is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smooth_line_never_goes_beyond_its_points() {
        let points = [(0.0, 0.0), (10.0, 5.0), (20.0, 5.0), (30.0, -5.0), (40.0, 0.0)];
        let slopes = slopes(&points);
        assert_eq!(slopes.len(), points.len());
        assert_eq!(slopes[1..4], [0.0, 0.0, 0.0], "flat where it turns and where it is level");
        let rising = super::slopes(&[(0.0, 0.0), (10.0, 1.0), (20.0, 4.0)]);
        assert!((rising[1] - 0.15).abs() < 1e-9, "{rising:?}");
    }

    #[test]
    fn texts_stand_where_their_page_is_read() {
        let drawn = |is_mirrored, words| {
            let mut canvas = Canvas::new(100.0, is_mirrored, Labels::default());
            canvas.text(10.0, 5.0, Pen::new(10.0), words);
            canvas.out
        };
        assert!(drawn(false, "a & b").starts_with("<text x=\"10.0\" y=\"5.0\" font-size=\"10.0\">a &amp; b<"));
        assert!(drawn(true, "שלום").starts_with("<text x=\"90.0\" y=\"5.0\" font-size=\"10.0\" direction=\"rtl\">"));
        let number = drawn(true, "71 (67 to 74)");
        assert!(number.contains("x=\"90.0\"") && number.contains("text-anchor=\"end\"") && !number.contains("rtl"));
        assert!(drawn(false, "שלום").contains("text-anchor=\"end\" direction=\"rtl\""));
        let mixed = drawn(true, "עלייה 10.0 → 14.0, 2025-Q4");
        assert!(mixed.contains("עלייה \u{2066}10.0 → 14.0, 2025-Q4\u{2069}<"), "{mixed}");
    }
}
