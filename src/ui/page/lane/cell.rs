//! A cell of a lane as rows of words, at columns counted from its own start.
//! Invariant: no row is wider than the cell, and no number is cut in two.

use super::super::words::{Alignment, PageText, PageWords};
use crate::app::view::{Cell, CellLine, Feeling, Figure, Spread};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::figure;
use crate::ui::theme::Role;

/// How much of a cell is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellForm {
    /// Of words so many lines.
    pub(super) most: usize,
    /// Do the author's words give way to a mark or a number?
    pub(super) is_brief: bool,
    /// Do numbers in a list have their n?
    pub(super) has_n: bool,
}

/// The fewest columns of a name beside its number.
const SHORTEST: u16 = 5;

/// One row of a cell.
type CellRow = Vec<PageWords<'static>>;

/// The heights of a course, from the top.
pub(super) const HEIGHTS: [i8; 5] = [2, 1, 0, -1, -2];

/// The rows of a cell that is so wide.
pub(super) fn rows(brush: &Brush<'_>, cell: &Cell, width: u16, form: CellForm) -> Vec<CellRow> {
    if !cell.course.is_empty() {
        return course(brush, cell, width);
    }
    let painter = CellPainter { brush, cell, width, form };
    let mut rows = Vec::new();
    for line in &cell.lines {
        if line.figure.is_some() || !line.lack.is_empty() {
            rows.extend(painter.named(line));
        } else if !painter.gives_way(line) {
            rows.extend(painter.words(line, if rows.is_empty() { painter.indent() } else { 0 }));
        }
    }
    if let Some(own) = &cell.figure {
        rows.extend(painter.number(own, if rows.is_empty() { painter.indent() } else { 0 }));
    }
    painter.led(rows)
}

/// Does a named number fit in its row with its n?
pub(super) fn is_told_with_n(brush: &Brush<'_>, cell: &Cell, width: u16, form: CellForm) -> bool {
    let tail = tail_columns(brush, cell, false);
    cell.lines.iter().filter(|line| line.figure.is_some()).all(|line| {
        let columns = columns_of(brush, &told(brush, line, form.has_n)) + tail;
        columns + 1 + shortest(brush, &line.words) <= width
    })
}

/// `(−−)`: what is felt, in brackets where nothing speaks for it but its author.
pub(super) fn mark(brush: &Brush<'_>, feeling: Feeling) -> (Plain, Role) {
    let idx = usize::try_from(feeling.emotion.clamp(-2, 2) + 2).unwrap_or_default();
    let sign = brush.glyphs.emotion.get(idx).copied().unwrap_or_default();
    let role = match feeling.emotion {
        1.. => Role::Good,
        0 => Role::Text,
        ..0 => Role::Bad,
    };
    if feeling.is_assumed { (format!("({sign})").into(), Role::Dim) } else { (sign.into(), role) }
}

/// How many columns of a name have to stand beside its number: its first word, and a sign that there is more.
fn shortest(brush: &Brush<'_>, name: &Plain) -> u16 {
    let whole = brush.columns(name);
    let first = name.as_str().split(' ').next().map_or(0, cluster::columns);
    whole.min(first + brush.columns(brush.glyphs.ellipsis)).max(whole.min(SHORTEST))
}

struct CellPainter<'c> {
    brush: &'c Brush<'c>,
    cell: &'c Cell,
    width: u16,
    form: CellForm,
}

impl CellPainter<'_> {
    /// The role of words that are so by themselves.
    fn role(&self, usual: Role) -> Role {
        if self.cell.anchor.is_marked { Role::Selected } else { usual }
    }

    /// What stands in front, and how it looks.
    fn leads(&self) -> Vec<(Plain, Role)> {
        let mark = self.cell.feeling.map(|feeling| mark(self.brush, feeling));
        let own = (self.cell.lead.clone(), Role::of(self.cell.tone));
        let truth = self.cell.is_moment_of_truth.then(|| (self.brush.glyphs.truth.into(), Role::Strong));
        mark.into_iter().chain([own]).chain(truth).filter(|(words, _)| !words.is_empty()).collect()
    }

    /// The columns in front of the first row.
    fn indent(&self) -> u16 {
        self.leads().iter().map(|(words, _)| self.brush.columns(words) + 1).sum::<u16>().min(self.width / 2)
    }

    /// Are words left out for want of rows?
    fn gives_way(&self, line: &CellLine) -> bool {
        let has_more = self.cell.feeling.is_some() || self.cell.figure.is_some();
        self.form.is_brief && !line.is_dim && has_more
    }

    /// Words, the first row of them so many columns in.
    fn words(&self, line: &CellLine, indent: u16) -> Vec<CellRow> {
        let columns = self.brush.columns(&line.words);
        if line.is_dim && indent > 0 && columns > self.width - indent && columns <= self.width {
            // What stands in front has its row to itself.
            return [CellRow::new()].into_iter().chain(self.words(line, 0)).collect();
        }
        let tone = if self.cell.lead.is_empty() { Role::of(self.cell.tone) } else { Role::Text };
        let role = self.role(if line.is_dim { Role::Dim } else { tone });
        let lines = fit(self.brush, &line.words, (indent, self.width), self.form.most);
        let x = |nth: usize| if nth == 0 { indent } else { 0 };
        let end = lines.last().map_or(0, |last| x(lines.len() - 1) + self.brush.columns(last) + 1);
        let row = |(nth, line)| vec![PageWords::new(x(nth), self.width - x(nth), PageText::Line(line), role)];
        let mut rows: Vec<CellRow> = lines.into_iter().enumerate().map(row).collect();
        if let Some(last) = rows.last_mut().filter(|_| self.cell.is_worst && end < self.width) {
            last.push(PageWords::new(end, 1, PageText::Sign(self.brush.glyphs.worst), self.role(Role::Worst)));
        }
        rows
    }

    /// A name and its number, in one row or two.
    fn named(&self, line: &CellLine) -> Vec<CellRow> {
        let told = told(self.brush, line, self.form.has_n);
        let columns = columns_of(self.brush, &told);
        let (has_size, tail) = self.tail(line);
        let change = || self.placed(changed(self.brush, line.figure.as_ref(), has_size), self.width - tail + 1);
        let role = self.role(if line.is_dim { Role::Dim } else { Role::Text });
        let name = |width: u16| {
            let words = fit(self.brush, &line.words, (0, width), 1).into_iter().next().unwrap_or_default();
            PageWords::new(0, width, PageText::Line(words), role)
        };
        if columns + tail + 1 + shortest(self.brush, &line.words) <= self.width {
            let mut row = vec![name(self.width - tail - columns - 1)];
            row.extend(self.placed(told, self.width - tail - columns));
            row.extend(change());
            return vec![row];
        }
        let mut rows = vec![vec![name(self.width)]];
        if columns + tail <= self.width {
            rows.push(self.placed(told, self.width - tail - columns).into_iter().chain(change()).collect());
        } else if columns <= self.width {
            rows.push(self.placed(told, self.width - columns));
        }
        rows
    }

    /// Is it told how far its named numbers moved, and how many columns at the end of a row are for how they moved?
    fn tail(&self, line: &CellLine) -> (bool, u16) {
        let fit = |tail: u16, name: fn(&Brush<'_>, &Plain) -> u16| {
            self.cell.lines.iter().filter(|line| line.figure.is_some()).all(|line| {
                let columns = columns_of(self.brush, &told(self.brush, line, self.form.has_n)) + tail;
                columns + 1 + name(self.brush, &line.words) <= self.width
            })
        };
        let (whole, sign) = (tail_columns(self.brush, self.cell, true), tail_columns(self.brush, self.cell, false));
        match line.figure.as_ref().map(|own| own.change) {
            _ if fit(whole, |brush, name| brush.columns(name)) => (true, whole),
            // Where numbers do not line up anyway, what did not move needs no room for it.
            Some(None) if !fit(sign, shortest) => (false, 0),
            _ => (false, sign),
        }
    }

    /// The number of the cell, so many columns in, in one row or two.
    fn number(&self, figure: &Figure, indent: u16) -> Vec<CellRow> {
        let inner = self.width - indent;
        for has_size in [true, false] {
            let told = [pieces(self.brush, figure, true), changed(self.brush, Some(figure), has_size)].concat();
            if columns_of(self.brush, &told) <= inner {
                return vec![self.placed(told, indent)];
            }
        }
        if indent > 0 && figure_columns(self.brush, figure, false) > inner {
            // What stands in front has its row to itself.
            return [CellRow::new()].into_iter().chain(self.number(figure, 0)).collect();
        }
        let n = Plain::from(format!("n {}", figure.n));
        if figure_columns(self.brush, figure, false).max(self.brush.columns(&n)) > inner {
            return Vec::new();
        }
        let over = pieces(self.brush, figure, false);
        let under = [vec![(n, Role::Dim)], changed(self.brush, Some(figure), false)].concat();
        vec![self.placed(over, indent), self.placed(under, 0)]
    }

    /// Words one after the other, from a column on.
    fn placed(&self, told: Vec<(Plain, Role)>, x: u16) -> CellRow {
        let mut at = x;
        let place = |(words, role): (Plain, Role)| {
            let columns = self.brush.columns(&words);
            let own = PageWords::new(at, columns, PageText::Line(words), self.role(role));
            at = at.saturating_add(columns + 1);
            own
        };
        told.into_iter().map(place).collect()
    }

    /// The rows, with what stands in front of the first.
    fn led(&self, mut rows: Vec<CellRow>) -> Vec<CellRow> {
        let leads = self.leads();
        if rows.is_empty() && !leads.is_empty() {
            rows.push(CellRow::new());
        }
        if let Some(first) = rows.first_mut() {
            let mut x = 0;
            for (words, role) in leads {
                let columns = self.brush.columns(&words);
                first.push(PageWords::new(x, columns, PageText::Line(words), self.role(role)));
                x += columns + 1;
            }
        }
        rows
    }
}

/// What is told of what a line names: its number, or why there is none.
fn told(brush: &Brush<'_>, line: &CellLine, has_n: bool) -> Vec<(Plain, Role)> {
    let lack = Some((line.lack.clone(), Role::Dim)).filter(|(words, _)| !words.is_empty());
    line.figure.as_ref().map_or_else(|| lack.into_iter().collect(), |own| pieces(brush, own, has_n))
}

/// `62`, `±12`, `n 55`: what is told of a number, one after the other.
fn pieces(brush: &Brush<'_>, own: &Figure, has_n: bool) -> Vec<(Plain, Role)> {
    let margin = own.margin.as_ref().map(|margin| match margin {
        Spread::Half(_) => figure::spread(brush, margin),
        Spread::Ends(ends) => format!("({})", shortened(ends.as_str())).into(),
    });
    let n = (has_n && !own.n.is_empty()).then(|| format!("n {}", own.n).into());
    let beside = margin.into_iter().chain(n).map(|words| (words, Role::Dim));
    [(own.value.clone(), figure::value_role(own, Role::Strong))].into_iter().chain(beside).collect()
}

/// `▼`, or `▼ 13`: how a number moved; nothing where it did not.
fn changed(brush: &Brush<'_>, own: Option<&Figure>, has_size: bool) -> Vec<(Plain, Role)> {
    let Some((own, (way, tone))) = own.and_then(|own| Some((own, own.change?))) else { return Vec::new() };
    let sign = figure::arrow(brush, way);
    let words = if has_size { format!("{sign} {}", own.by) } else { sign.to_owned() };
    vec![(words.trim_end().into(), Role::of(tone))]
}

/// How many columns the widest of how its named numbers moved takes, with the blank before it.
fn tail_columns(brush: &Brush<'_>, cell: &Cell, has_size: bool) -> u16 {
    let all = cell.lines.iter().map(|line| changed(brush, line.figure.as_ref(), has_size));
    all.flatten().map(|(words, _)| brush.columns(&words) + 1).max().unwrap_or(0)
}

fn columns_of(brush: &Brush<'_>, told: &[(Plain, Role)]) -> u16 {
    told.iter().map(|(words, _)| brush.columns(words) + 1).sum::<u16>().saturating_sub(1)
}

/// `55–79` of `55 to 79`, as long as no end is below zero.
fn shortened(ends: &str) -> String {
    if ends.contains('−') { ends.to_owned() } else { ends.replacen(" to ", "–", 1) }
}

fn figure_columns(brush: &Brush<'_>, own: &Figure, has_n: bool) -> u16 {
    columns_of(brush, &pieces(brush, own, has_n))
}

/// Words in so many lines of a width, the first of them some columns in; what is cut off is cut off between words, with a
/// sign that there is more.
pub(super) fn fit(brush: &Brush<'_>, words: &Plain, (indent, width): (u16, u16), most: usize) -> Vec<Plain> {
    // What stands in front is wrapped with the words, as one more of them.
    let front = "_".repeat(usize::from(indent).saturating_sub(1));
    let led = if front.is_empty() { words.clone() } else { format!("{front} {words}").into() };
    let mut lines = cluster::wrap(&led, width);
    let is_cut = lines.len() > most;
    lines.truncate(most);
    if let Some(first) = lines.first_mut().filter(|_| !front.is_empty()) {
        *first = first.as_str().strip_prefix(front.as_str()).unwrap_or_default().trim_start().into();
    }
    let room = if lines.len() == 1 { width - indent } else { width };
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = ending(brush, last, room);
    }
    lines
}

/// A line that does not end there: as many of its words as leave room for the sign.
fn ending(brush: &Brush<'_>, line: &Plain, width: u16) -> Plain {
    let sign = brush.glyphs.ellipsis;
    let mut words = line.as_str().trim_end();
    loop {
        let ended = Plain::from(format!("{}{sign}", words.trim_end_matches([',', ';', ':', '،'])));
        if brush.columns(&ended) <= width {
            return ended;
        }
        match words.rsplit_once(' ') {
            Some((before, _)) => words = before.trim_end(),
            // One long word, or a script without blanks.
            None => return Plain::from(cluster::cut(ended.as_str(), width, sign).into_owned()),
        }
    }
}

/// Dots at their heights over a line that is neutral.
fn course(brush: &Brush<'_>, cell: &Cell, width: u16) -> Vec<CellRow> {
    let n = u16::try_from(cell.course.len()).unwrap_or(u16::MAX).max(1);
    let dot = |emotion: i8| -> CellRow {
        let mut row = CellRow::new();
        for (nth, point) in (0_u16..).zip(&cell.course) {
            let Some(feeling) = point.feeling.filter(|own| own.emotion == emotion) else { continue };
            let x = (2 * nth + 1).saturating_mul(width) / n.saturating_mul(2);
            let sign = if feeling.is_assumed { brush.glyphs.before } else { brush.glyphs.value };
            let usual = match emotion {
                1.. => Role::Good,
                0 => Role::Text,
                ..0 => Role::Bad,
            };
            let role = if cell.anchor.is_marked { Role::Selected } else { usual };
            row.push(PageWords::new(x, 1, PageText::Sign(sign), role).at(Alignment::Start));
            if point.is_moment_of_truth && x + 1 < width {
                row.push(PageWords::new(x + 1, 1, PageText::Sign(brush.glyphs.truth), role));
            }
        }
        row
    };
    HEIGHTS.map(dot).into_iter().collect()
}
