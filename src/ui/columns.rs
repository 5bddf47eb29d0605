//! A list of stages or touchpoints in columns that line up. Must not know which of the two it is.
//! Invariant: the columns are computed once for all rows; what does not fit is left out whole.

use super::brush::Brush;
use super::figure::{self, Widths};
use super::fold::Field;
use super::strip;
use super::theme::Role;
use crate::app::view::{Figure, StageCell, Strip, TouchpointRow};
use crate::text::Plain;

/// What a row may show; what it lacks leaves its column blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'v> {
    name: &'v Plain,
    emotion: Option<i8>,
    figure: Option<&'v Figure>,
    metric: Option<&'v Plain>,
    strip: &'v Strip,
    sentiment: Option<&'v Strip>,
    n_pains: usize,
    severity: Option<u8>,
    is_moment_of_truth: bool,
    is_worst: bool,
    aside: Option<&'v Plain>,
}

impl<'v> From<&'v TouchpointRow> for Entry<'v> {
    fn from(row: &'v TouchpointRow) -> Self {
        Self {
            name: &row.name,
            emotion: row.emotion,
            figure: row.figure.as_ref(),
            metric: row.metric.as_ref(),
            strip: &row.strip,
            sentiment: row.sentiment.as_ref(),
            n_pains: row.n_pains,
            severity: row.severity,
            is_moment_of_truth: row.is_moment_of_truth,
            is_worst: row.is_worst,
            aside: Some(&row.channel),
        }
    }
}

impl<'v> From<&'v StageCell> for Entry<'v> {
    fn from(stage: &'v StageCell) -> Self {
        Self {
            name: &stage.name,
            emotion: None,
            figure: stage.figure.as_ref(),
            metric: None,
            strip: &stage.strip,
            sentiment: None,
            n_pains: stage.n_pains,
            severity: None,
            is_moment_of_truth: false,
            is_worst: stage.is_worst,
            aside: stage.worst.as_ref().map(|(name, _)| name),
        }
    }
}

/// How a row is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    /// It is not.
    No,
    /// It is, in the pane that takes the keys.
    Here,
    /// It is, in another pane.
    Elsewhere,
}

impl Selected {
    /// Of a row in a list.
    pub(super) const fn of(is_selected: bool, has_focus: bool) -> Self {
        match (is_selected, has_focus) {
            (false, _) => Self::No,
            (true, true) => Self::Here,
            (true, false) => Self::Elsewhere,
        }
    }

    /// How its name is colored.
    pub(super) const fn role(self) -> Role {
        match self {
            Self::No => Role::Text,
            Self::Here => Role::Selected,
            Self::Elsewhere => Role::Kept,
        }
    }
}

/// The columns of a list, each 0 where it is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    name: u16,
    emotion: u16,
    figure: Widths,
    change: u16,
    worst: u16,
    metric: u16,
    strip: u16,
    sentiment: u16,
    pains: u16,
    has_severities: bool,
    truth: u16,
    aside: u16,
    /// The columns a strip could have.
    pub(super) strip_room: u16,
}

/// The marker with its margin.
const MARKER: u16 = 3;
/// Between two columns.
const GAP: u16 = 2;
/// What a strip gets before anything grows, and what it may be squeezed to.
const SHORTEST_STRIP: u16 = 7;
const SHORT_STRIP: u16 = 5;
/// What it gets before columns that tell less.
const COMMON_STRIP: u16 = 14;
const LONGEST_STRIP: u16 = 48;
const SHORTEST_NAME: u16 = 12;
const LONGEST_NAME: u16 = 32;

/// What the columns of a list would take if there were room for all.
#[derive(Clone, Copy, Debug)]
struct Needs {
    name: u16,
    emotion: u16,
    figure: Widths,
    change: u16,
    worst: u16,
    metric: u16,
    strip: u16,
    sentiment: u16,
    pains: u16,
    has_severities: bool,
    truth: u16,
    aside: u16,
}

impl Needs {
    fn of(brush: &Brush<'_>, entries: &[Entry<'_>]) -> Self {
        let widest = |measure: &dyn Fn(&Entry<'_>) -> u16| entries.iter().map(measure).max().unwrap_or(0);
        let any = |is: &dyn Fn(&Entry<'_>) -> bool| u16::from(entries.iter().any(is));
        let severities = widest(&|entry| pains_columns(brush, entry).0);
        let counts = widest(&|entry| pains_columns(brush, entry).1);
        Self {
            name: widest(&|entry| brush.columns(entry.name)),
            emotion: 2 * any(&|entry| entry.emotion.is_some()),
            figure: Widths::of(brush, entries.iter().filter_map(|entry| entry.figure)),
            change: any(&|entry| entry.figure.is_some_and(|figure| figure.change.is_some())),
            worst: any(&|entry| entry.is_worst),
            metric: widest(&|entry| entry.metric.map_or(0, |name| brush.columns(name))),
            strip: widest(&|entry| strip::columns(entry.strip)).min(LONGEST_STRIP),
            sentiment: widest(&|entry| entry.sentiment.map_or(0, strip::columns)).min(LONGEST_STRIP),
            pains: if severities + counts > 0 {
                (severities + counts + gap_of(severities.min(counts), 1)).max(5)
            } else {
                0
            },
            has_severities: severities > 0,
            truth: any(&|entry| entry.is_moment_of_truth),
            aside: widest(&|entry| entry.aside.map_or(0, |aside| brush.columns(aside))),
        }
    }
}

/// Makes a column wider, as far as wanted and as there is room.
fn grow(columns: &mut u16, wanted: u16, room: &mut u16) {
    let more = wanted.saturating_sub(*columns).min(*room);
    *columns += more;
    *room -= more;
}

/// Takes room for a column if there is enough, and says how wide it may be.
fn claim(room: &mut u16, columns: u16, gap: u16) -> u16 {
    if columns == 0 || *room < columns + gap {
        return 0;
    }
    *room -= columns + gap;
    columns
}

impl Columns {
    /// The columns of these rows in that width.
    pub(super) fn fit(brush: &Brush<'_>, entries: &[Entry<'_>], width: u16) -> Self {
        let needs = Needs::of(brush, entries);
        let endless = Needs { strip: needs.strip.saturating_mul(LONGEST_STRIP).min(LONGEST_STRIP), ..needs };
        Self { strip_room: Self::arrange(&endless, width).strip, ..Self::arrange(&needs, width) }
    }

    /// The best columns first, each as narrow as it may be; then what is left over makes them wider.
    fn arrange(needs: &Needs, width: u16) -> Self {
        let mut room = width.saturating_sub(MARKER + 1);
        let name = needs.name.min(SHORTEST_NAME).min(room);
        let mut fit = Self { name, has_severities: needs.has_severities, ..Self::default() };
        room -= fit.name;
        fit.figure.value = claim(&mut room, needs.figure.value, GAP);
        fit.change = claim(&mut room, needs.change, 1);
        fit.worst = claim(&mut room, needs.worst, gap_of(1 - fit.change, 1));
        fit.figure.margin = claim(&mut room, needs.figure.margin, 1);
        fit.emotion = claim(&mut room, needs.emotion, GAP);
        let squeezed = room.saturating_sub(GAP).max(SHORT_STRIP);
        fit.strip = claim(&mut room, needs.strip.min(SHORTEST_STRIP).min(squeezed), GAP);
        grow(&mut fit.name, needs.name.min(20), &mut room);
        fit.pains = claim(&mut room, needs.pains, GAP);
        fit.truth = claim(&mut room, needs.truth, GAP);
        fit.metric = claim(&mut room, needs.metric.min(12), 1);
        grow(&mut fit.name, needs.name.min(LONGEST_NAME), &mut room);
        fit.figure.n = claim(&mut room, needs.figure.n, GAP);
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip.min(COMMON_STRIP), &mut room);
        }
        fit.sentiment = claim(&mut room, needs.sentiment.min(fit.strip), GAP);
        fit.aside = claim(&mut room, needs.aside.min(LONGEST_NAME), GAP);
        if fit.sentiment > 0 {
            let half = needs.sentiment.min(fit.sentiment + room / 2);
            grow(&mut fit.sentiment, half, &mut room);
        }
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip, &mut room);
        }
        fit
    }

    /// The names of the columns, dim.
    pub(super) fn paint_heads(&self, brush: &mut Brush<'_>, field: Field, metric: &Plain, aside: &'static str) {
        let mut rest = field.skip(MARKER + self.name);
        if self.emotion > 0 {
            rest = rest.skip(GAP + self.emotion);
        }
        let figures = self.figures_columns();
        if self.figure.value > 0 {
            rest = rest.skip(GAP);
            let reach = Field { x: field.x + MARKER + self.name, width: 0, ..rest };
            let room = Field { width: rest.x + figures - reach.x, ..reach };
            brush.right(room, metric, Role::Dim);
            rest = rest.skip(figures);
        }
        rest = head(brush, rest, self.figure.n, GAP, "n", true);
        rest = rest.skip(gap_of(self.metric, 1)).skip(self.metric);
        rest = rest.skip(gap_of(self.change + self.worst, 1)).skip(self.change + self.worst);
        rest = rest.skip(gap_of(self.strip, GAP)).skip(self.strip);
        rest = head(brush, rest, self.sentiment, GAP, if self.sentiment >= 9 { "sentiment" } else { "mood" }, false);
        rest = head(brush, rest, self.pains, GAP, "pains", false);
        rest = head(brush, rest, self.truth, GAP, "", false);
        head(brush, rest, self.aside, GAP, aside, false);
    }

    fn figures_columns(&self) -> u16 {
        self.figure.value + gap_of(self.figure.margin, 1) + self.figure.margin
    }

    /// One row.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, field: Field, entry: &Entry<'_>, selected: Selected) {
        if selected != Selected::No {
            brush.sign(field.skip(1).first(1), brush.glyphs.selected, selected_sign(selected));
        }
        let mut rest = field.skip(MARKER);
        brush.prose(rest.first(self.name), entry.name, selected.role());
        rest = rest.skip(self.name);
        if self.emotion > 0 {
            rest = rest.skip(GAP);
            emotion(brush, rest.first(self.emotion), entry.emotion);
            rest = rest.skip(self.emotion);
        }
        rest = self.paint_figure(brush, rest, entry);
        if self.strip > 0 {
            rest = rest.skip(GAP);
            strip::paint(brush, rest.first(self.strip), entry.strip);
            rest = rest.skip(self.strip);
        }
        if self.sentiment > 0 {
            rest = rest.skip(GAP);
            if let Some(sentiment) = entry.sentiment {
                strip::paint(brush, rest.first(self.sentiment), sentiment);
            }
            rest = rest.skip(self.sentiment);
        }
        if self.pains > 0 {
            rest = rest.skip(GAP);
            pains(brush, rest.first(self.pains), entry, self.has_severities);
            rest = rest.skip(self.pains);
        }
        if self.truth > 0 {
            rest = rest.skip(GAP);
            if entry.is_moment_of_truth {
                brush.sign(rest, brush.glyphs.truth, Role::Strong);
            }
            rest = rest.skip(self.truth);
        }
        if let Some(aside) = entry.aside.filter(|_| self.aside > 0) {
            brush.prose(rest.skip(GAP).first(self.aside), aside, Role::Dim);
        }
    }

    fn paint_figure(&self, brush: &mut Brush<'_>, field: Field, entry: &Entry<'_>) -> Field {
        let mut rest = field;
        if self.figure.value > 0 {
            rest = rest.skip(GAP);
            let value = rest.first(self.figure.value);
            match entry.figure {
                Some(figure) => {
                    let usual = if entry.is_worst { Role::Worst } else { Role::Text };
                    brush.right(value, &figure.value, figure::value_role(figure, usual));
                }
                None => {
                    brush.right(value, brush.glyphs.none, Role::Dim);
                }
            }
            rest = rest.skip(self.figure.value);
        }
        if self.figure.margin > 0 {
            rest = rest.skip(1);
            if let Some(figure) = entry.figure {
                figure::margin(brush, rest.first(self.figure.margin), figure);
            }
            rest = rest.skip(self.figure.margin);
        }
        if self.figure.n > 0 {
            rest = rest.skip(GAP);
            if let Some(figure) = entry.figure {
                brush.right(rest.first(self.figure.n), &figure.n, Role::Dim);
            }
            rest = rest.skip(self.figure.n);
        }
        if self.metric > 0 {
            rest = rest.skip(1);
            if let Some(metric) = entry.metric {
                brush.left(rest.first(self.metric), metric, Role::Dim);
            }
            rest = rest.skip(self.metric);
        }
        if self.change > 0 {
            rest = rest.skip(1);
            if let Some((way, tone)) = entry.figure.and_then(|figure| figure.change) {
                brush.sign(rest, figure::arrow(brush, way), Role::of(tone));
            }
            rest = rest.skip(1);
        }
        if self.worst > 0 {
            rest = rest.skip(gap_of(1 - self.change, 1));
            if entry.is_worst {
                brush.sign(rest, brush.glyphs.worst, Role::Worst);
            }
            rest = rest.skip(1);
        }
        rest
    }
}

const fn gap_of(columns: u16, gap: u16) -> u16 {
    if columns > 0 { gap } else { 0 }
}

const fn selected_sign(selected: Selected) -> Role {
    match selected {
        Selected::Here => Role::Underline,
        Selected::Elsewhere | Selected::No => Role::Dim,
    }
}

fn head(brush: &mut Brush<'_>, field: Field, columns: u16, gap: u16, word: &'static str, is_right: bool) -> Field {
    if columns == 0 {
        return field;
    }
    let field = field.skip(gap);
    // A head may be wider than its column where the next one has a gap to spare.
    if brush.columns(word) < columns + gap {
        let place = field.first(columns.max(brush.columns(word)));
        if is_right {
            brush.right(place, word, Role::Dim)
        } else {
            brush.left(place, word, Role::Dim)
        };
    }
    field.skip(columns)
}

/// `−−` to `++`, ending at the right of the field.
fn emotion(brush: &mut Brush<'_>, field: Field, emotion: Option<i8>) {
    let Some(emotion) = emotion else { return };
    let step = emotion.clamp(-2, 2);
    let role = match step {
        ..0 => Role::Bad,
        0 => Role::Dim,
        _ => Role::Good,
    };
    let sign = match step {
        -2 => brush.glyphs.emotion[0],
        -1 => brush.glyphs.emotion[1],
        0 => brush.glyphs.emotion[2],
        1 => brush.glyphs.emotion[3],
        _ => brush.glyphs.emotion[4],
    };
    brush.right(field, sign, role);
}

/// The sign of a severity.
const fn alarm(severity: u8) -> &'static str {
    match severity {
        0..=2 => "  ",
        3 => "! ",
        _ => "!!",
    }
}

/// Before the count, where severities are shown: `4 !! `.
const SEVERITY: u16 = 5;

/// The columns of the severities, and of `×2`.
fn pains_columns(brush: &Brush<'_>, entry: &Entry<'_>) -> (u16, u16) {
    let count = match (entry.n_pains, entry.severity) {
        (0, _) | (1, Some(_)) => 0,
        (n, _) => 1 + brush.columns(&Plain::new(&n.to_string())),
    };
    let severity = if entry.n_pains > 0 && entry.severity.is_some() { SEVERITY - 1 } else { 0 };
    (severity, count)
}

/// `4 !! ×2`: the worst severity, and how many there are.
fn pains(brush: &mut Brush<'_>, field: Field, entry: &Entry<'_>, has_severities: bool) {
    if entry.n_pains == 0 {
        return;
    }
    if let Some(severity) = entry.severity {
        let role = if severity >= 4 { Role::Bad } else { Role::Text };
        brush.left(field, &Plain::new(&severity.to_string()), role);
        brush.left(field.skip(2), alarm(severity), role);
    }
    if entry.n_pains > 1 || entry.severity.is_none() {
        let rest = field.skip(if has_severities { SEVERITY } else { 0 });
        brush.left(rest, brush.glyphs.times, Role::Dim);
        brush.left(rest.skip(1), &Plain::new(&entry.n_pains.to_string()), Role::Dim);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::*;
    use crate::app::view::Level;
    use crate::ui::cluster;
    use crate::ui::{Look, picture};

    fn row(name: &str, value: &str, margin: &str) -> TouchpointRow {
        TouchpointRow {
            name: Plain::new(name),
            figure: Some(Figure {
                value: Plain::new(value),
                margin: Some(Plain::new(margin)),
                n: Plain::new("2,318"),
                ..Figure::default()
            }),
            strip: Strip { cells: vec![Level::Rise(4); 7] },
            ..TouchpointRow::default()
        }
    }

    fn painted(rows: &[TouchpointRow], width: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows.len()).expect("few rows")));
        let mut brush = Brush::new(&mut buffer, Look::default(), false);
        let entries: Vec<_> = rows.iter().map(Entry::from).collect();
        let columns = Columns::fit(&brush, &entries, width);
        for (y, entry) in (0..).zip(&entries) {
            columns.paint(&mut brush, Field { x: 0, y, width }, entry, Selected::No);
        }
        picture::text(&buffer).lines().map(str::to_owned).collect()
    }

    #[test]
    fn numbers_line_up_whatever_the_names() {
        let rows = [row("Shops", "51", "2.1"), row("旅客体验 😀", "−5", "12.0"), row("Wi-Fi", "100", "0.4")];
        let lines = painted(&rows, 44);
        let places: Vec<_> = lines
            .iter()
            .map(|line| {
                let before: String = line.chars().take_while(|c| *c != '▄').collect();
                cluster::columns(&before)
            })
            .collect();
        assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{lines:?}");
        assert!(lines[1].contains("−5 ±12.0"), "{lines:?}");
    }

    #[test]
    fn what_does_not_fit_is_left_out_whole() {
        for width in 0..60 {
            for line in painted(&[row("Restaurants", "54", "2.0")], width) {
                assert!(!line.contains('±') || line.contains("54 ±2.0"), "{width}: {line}");
            }
        }
    }

    #[test]
    fn the_room_for_a_strip_does_not_depend_on_its_cells() {
        let mut long = row("Shops", "51", "2.1");
        long.strip.cells = vec![Level::Rise(3); 40];
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        let brush = Brush::new(&mut buffer, Look::default(), false);
        let short = row("Shops", "51", "2.1");
        let [few, many] = [&short, &long].map(|row| Columns::fit(&brush, &[Entry::from(row)], 60).strip_room);
        assert_eq!(few, many);
        assert!(few > 7);
    }
}
