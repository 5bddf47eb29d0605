//! A list of stages or touchpoints in columns that line up.
//! Invariant: all rows share the same columns; a column that does not fit is left out whole.

use super::brush::Brush;
use super::figure::Widths;
use super::strip;
use super::theme::Role;
use crate::app::view::{Figure, Lack, StageCell, Strip, TouchpointRow};
use crate::text::Plain;

mod cells;
mod heads;

pub(super) use heads::Heads;

/// A stage or a touchpoint as a row; where it lacks something, the column stays blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListRow<'v> {
    name: &'v Plain,
    emotion: Option<i8>,
    figure: Option<&'v Figure>,
    lack: Lack,
    metric: Option<&'v Plain>,
    strip: &'v Strip,
    sentiment: Option<&'v Strip>,
    n_pains: usize,
    severity: Option<u8>,
    is_moment_of_truth: bool,
    is_worst: bool,
    aside: Option<&'v Plain>,
}

impl<'v> From<&'v TouchpointRow> for ListRow<'v> {
    fn from(row: &'v TouchpointRow) -> Self {
        Self {
            name: &row.name,
            emotion: row.emotion,
            figure: row.figure.as_ref(),
            lack: row.lack,
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

impl<'v> From<&'v StageCell> for ListRow<'v> {
    fn from(stage: &'v StageCell) -> Self {
        Self {
            name: &stage.name,
            emotion: None,
            figure: stage.figure.as_ref(),
            lack: stage.lack,
            metric: None,
            strip: &stage.strip,
            sentiment: None,
            n_pains: stage.n_pains,
            severity: stage.severity,
            is_moment_of_truth: false,
            is_worst: stage.is_worst,
            aside: stage.worst.as_ref().map(|(name, _)| name),
        }
    }
}

/// Is a row selected?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selected {
    No,
    /// Yes, in the pane that takes the keys.
    Here,
    /// Yes, in another pane.
    Elsewhere,
}

impl Selected {
    pub(super) const fn of(is_selected: bool, has_focus: bool) -> Self {
        match (is_selected, has_focus) {
            (false, _) => Self::No,
            (true, true) => Self::Here,
            (true, false) => Self::Elsewhere,
        }
    }

    /// The role of the row's name.
    pub(super) const fn role(self) -> Role {
        match self {
            Self::No => Role::Text,
            Self::Here => Role::Selected,
            Self::Elsewhere => Role::Kept,
        }
    }
}

/// How wide the columns of a list are; 0 where one is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ListColumns {
    name: u16,
    emotion: u16,
    figure: Widths,
    change: u16,
    worst: u16,
    metric: u16,
    strip: u16,
    sentiment: u16,
    pains: u16,
    severities: u16,
    truth: u16,
    aside: u16,
    /// How many columns a strip would get if it had periods enough.
    pub(super) strip_room: u16,
}

/// The sign of the selected row with its margin.
const MARKER: u16 = 3;
/// Between two columns.
const GAP: u16 = 2;
/// What a strip gets before any column grows, and what it may be squeezed to.
const SHORTEST_STRIP: u16 = 7;
const SHORT_STRIP: u16 = 5;
/// What a strip gets before columns that tell less.
const COMMON_STRIP: u16 = 14;
const LONGEST_STRIP: u16 = 48;
const SHORTEST_NAME: u16 = 12;
const LONGEST_NAME: u16 = 32;
const SHORTEST_ASIDE: u16 = 9;

impl ListColumns {
    /// How wide the columns are if there is room for all.
    fn needed(brush: &Brush<'_>, entries: &[ListRow<'_>]) -> Self {
        let widest = |measure: &dyn Fn(&ListRow<'_>) -> u16| entries.iter().map(measure).max().unwrap_or(0);
        let any = |is: &dyn Fn(&ListRow<'_>) -> bool| u16::from(entries.iter().any(is));
        let severities = widest(&|entry| pains_columns(brush, entry).0);
        let counts = widest(&|entry| pains_columns(brush, entry).1);
        // While figures are being read, the columns that most of them need are kept free.
        let awaits = any(&|entry| entry.figure.is_none() && entry.lack == Lack::Awaited);
        let asked = any(&|entry| entry.figure.is_none() && entry.lack == Lack::Asked);
        let figure = Widths::of(brush, entries.iter().filter_map(|entry| entry.figure));
        let awaited = Widths { value: 2 * awaits, margin: 4 * awaits, n: 5 * awaits };
        Self {
            name: widest(&|entry| brush.columns(entry.name)),
            emotion: 2 * any(&|entry| entry.emotion.is_some()),
            figure: figure.or(awaited).or(Widths { value: asked, ..Widths::default() }),
            change: awaits.max(any(&|entry| entry.figure.is_some_and(|figure| figure.change.is_some()))),
            worst: awaits.max(any(&|entry| entry.is_worst)),
            metric: widest(&|entry| entry.metric.map_or(0, |name| brush.columns(name))),
            strip: widest(&|entry| strip::columns(entry.strip)).max(SHORTEST_STRIP * awaits).min(LONGEST_STRIP),
            sentiment: widest(&|entry| entry.sentiment.map_or(0, strip::columns)).min(LONGEST_STRIP),
            pains: if severities + counts > 0 {
                (severities + counts + gap_of(severities.min(counts), 1)).max(5)
            } else {
                0
            },
            severities,
            truth: any(&|entry| entry.is_moment_of_truth),
            aside: widest(&|entry| entry.aside.map_or(0, |aside| brush.columns(aside))),
            strip_room: 0,
        }
    }
}

/// Makes a column wider, as far as it wants and as there is room.
fn grow(columns: &mut u16, wanted: u16, room: &mut u16) {
    let more = wanted.saturating_sub(*columns).min(*room);
    *columns += more;
    *room -= more;
}

/// Takes room for a column if there is enough; gives back its width.
fn claim(room: &mut u16, columns: u16, gap: u16) -> u16 {
    if columns == 0 || *room < columns + gap {
        return 0;
    }
    *room -= columns + gap;
    columns
}

impl ListColumns {
    pub(super) fn fit(brush: &Brush<'_>, entries: &[ListRow<'_>], width: u16) -> Self {
        let needs = Self::needed(brush, entries);
        let endless = Self { strip: needs.strip.saturating_mul(LONGEST_STRIP).min(LONGEST_STRIP), ..needs };
        Self { strip_room: Self::arrange(&endless, width).strip, ..Self::arrange(&needs, width) }
    }

    /// First the columns that tell most, each as narrow as it may be; then the rest of the room makes them wider.
    fn arrange(needs: &Self, width: u16) -> Self {
        let mut room = width.saturating_sub(MARKER + 1);
        let name = needs.name.min(SHORTEST_NAME).min(room);
        let mut fit = Self { name, severities: needs.severities, ..Self::default() };
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
        let squeezed = room.saturating_sub(GAP).max(SHORT_STRIP);
        fit.sentiment = claim(&mut room, needs.sentiment.min(SHORTEST_STRIP).min(squeezed), GAP);
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip.min(COMMON_STRIP), &mut room);
        }
        let squeezed = room.saturating_sub(GAP).max(SHORTEST_ASIDE);
        fit.aside = claim(&mut room, needs.aside.min(LONGEST_NAME).min(squeezed), GAP);
        if fit.sentiment > 0 {
            let half = needs.sentiment.min(fit.sentiment + room / 2);
            grow(&mut fit.sentiment, half, &mut room);
        }
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip, &mut room);
        }
        fit
    }
}

const fn gap_of(columns: u16, gap: u16) -> u16 {
    if columns > 0 { gap } else { 0 }
}

/// How many columns the exclamation marks of a severity take: two at least, so that rows line up.
const fn alarm(severity: u8) -> u16 {
    if severity >= 5 { 3 } else { 2 }
}

/// How wide `4 !!` and `×2` are.
fn pains_columns(brush: &Brush<'_>, entry: &ListRow<'_>) -> (u16, u16) {
    let count = match (entry.n_pains, entry.severity) {
        (0, _) | (1, Some(_)) => 0,
        (n, _) => 1 + brush.columns(&Plain::new(&n.to_string())),
    };
    let severity = match entry.severity {
        Some(severity) if entry.n_pains > 0 => 2 + alarm(severity),
        _ => 0,
    };
    (severity, count)
}

#[cfg(test)]
mod tests;
