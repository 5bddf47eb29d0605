//! A list of stages or touchpoints in columns that line up.
//! Invariant: all rows share the same columns; a column that does not fit is left out whole.

use super::brush::Brush;
use super::figure::Widths;
use super::theme::Role;
use super::{rail, strip};
use crate::app::view::{Figure, Lack, Overview, PainLine, Rail, Score, StageCell, TouchpointRow};
use crate::text::Plain;

mod cells;
mod heads;
mod pains;

pub(super) use cells::emotion_sign;
pub(super) use heads::Heads;
pub(super) use pains::{alarm, paint_pain, paint_worst_pain};

/// A stage or a touchpoint as a row; where it lacks something, the column stays blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListRow<'v> {
    name: &'v Plain,
    short: Option<&'v Plain>,
    emotion: Option<i8>,
    score: &'v Score,
    lack: Lack,
    metric: Option<&'v Plain>,
    rail: Option<&'v Rail>,
    sentiment: &'v Score,
    /// Those that are told by their number and worst severity alone.
    pains: &'v [PainLine],
    is_moment_of_truth: bool,
    is_worst: bool,
    is_news: bool,
    aside: Option<&'v Plain>,
}

impl<'v> From<&'v TouchpointRow> for ListRow<'v> {
    fn from(row: &'v TouchpointRow) -> Self {
        Self {
            name: &row.name,
            short: Some(&row.short).filter(|short| !short.is_empty()),
            emotion: row.emotion,
            score: &row.score,
            lack: row.lack,
            metric: row.metric.as_ref(),
            rail: row.rail.as_ref(),
            sentiment: &row.sentiment,
            // Pain points of touchpoints are told in words, on rows of their own.
            pains: &[],
            is_moment_of_truth: row.is_moment_of_truth,
            is_worst: row.is_worst,
            is_news: row.is_news,
            aside: Some(&row.channel),
        }
    }
}

impl<'v> From<&'v StageCell> for ListRow<'v> {
    fn from(stage: &'v StageCell) -> Self {
        Self {
            name: &stage.name,
            short: None,
            emotion: None,
            score: &stage.score,
            lack: stage.lack,
            metric: None,
            rail: stage.rail.as_ref(),
            sentiment: &stage.sentiment,
            pains: &stage.pains,
            is_moment_of_truth: false,
            is_worst: stage.is_worst,
            is_news: stage.is_news,
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
    /// Are the words left out that all names begin with?
    is_short: bool,
    truth: u16,
    emotion: u16,
    figure: Widths,
    change: u16,
    worst: u16,
    metric: u16,
    rail: u16,
    strip: u16,
    felt: Widths,
    felt_strip: u16,
    severity: u16,
    count: u16,
    aside: u16,
}

/// The sign of the selected row with its margin.
const MARKER: u16 = 3;
/// Between two columns.
const GAP: u16 = 2;
/// What a strip gets before any column grows, and what it may be squeezed to.
const SHORTEST_STRIP: u16 = 7;
const SHORT_STRIP: u16 = 4;
/// What a strip gets before columns that tell less.
const COMMON_STRIP: u16 = 14;
const LONGEST_STRIP: u16 = 48;
const SHORTEST_NAME: u16 = 12;
const LONGEST_NAME: u16 = 44;
const SHORTEST_ASIDE: u16 = 9;

/// What a list of places is fitted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListForm {
    /// Is there a rail for the level? There is none beside a curve, which shows the same.
    pub(super) has_rail: bool,
    /// Are there stages among the rows?
    pub(super) has_stages: bool,
}

impl ListColumns {
    /// How wide the columns are if there is room for all.
    fn needed(brush: &Brush<'_>, entries: &[ListRow<'_>], has_sentiment: bool, has_rail: bool) -> Self {
        let widest = |measure: &dyn Fn(&ListRow<'_>) -> u16| entries.iter().map(measure).max().unwrap_or(0);
        let any = |is: &dyn Fn(&ListRow<'_>) -> bool| u16::from(entries.iter().any(is));
        // While figures are being read, the columns that most of them need are kept free.
        let awaits = any(&|entry| entry.score.figure.is_none() && entry.lack == Lack::Awaited);
        let asked = any(&|entry| entry.score.figure.is_none() && entry.lack == Lack::Asked);
        let figure = Widths::of(brush, entries.iter().filter_map(|entry| entry.score.figure.as_ref()));
        let awaited = Widths { value: 2 * awaits, margin: 4 * awaits, n: 5 * awaits };
        let felt = Widths::of(brush, entries.iter().filter_map(|entry| entry.sentiment.figure.as_ref()));
        let by = |figure: &Figure| if figure.change.is_some() { 2 + brush.columns(&figure.by) } else { 0 };
        Self {
            name: widest(&|entry| brush.columns(entry.name)),
            is_short: false,
            truth: any(&|entry| entry.is_moment_of_truth),
            emotion: 2 * any(&|entry| entry.emotion.is_some()),
            figure: figure.or(awaited).or(Widths { value: asked, ..Widths::default() }),
            change: widest(&|entry| entry.score.figure.as_ref().map_or(0, by)).max(5 * awaits),
            worst: awaits.max(any(&|entry| entry.is_worst)),
            metric: widest(&|entry| entry.metric.map_or(0, |name| brush.columns(name))),
            rail: rail::COLUMNS * u16::from(has_rail) * any(&|entry| entry.rail.is_some()),
            strip: widest(&|entry| strip::columns(&entry.score.strip)).max(SHORTEST_STRIP * awaits).min(LONGEST_STRIP),
            felt: if has_sentiment { felt.or(Widths { value: 1, ..Widths::default() }) } else { Widths::default() },
            felt_strip: widest(&|entry| strip::columns(&entry.sentiment.strip)).min(LONGEST_STRIP),
            severity: widest(&|entry| pains::severity_columns(entry.pains)),
            count: widest(&|entry| pains::count_columns(brush, entry.pains)),
            aside: widest(&|entry| entry.aside.map_or(0, |aside| brush.columns(aside))),
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

/// The same for a strip, which may be squeezed.
fn claim_strip(room: &mut u16, columns: u16) -> u16 {
    let squeezed = room.saturating_sub(GAP).max(SHORT_STRIP);
    claim(room, columns.min(SHORTEST_STRIP).min(squeezed), GAP)
}

impl ListColumns {
    /// The columns of all touchpoints of a journey, and of its stages too where they share them: whatever stage is looked
    /// at, they stand still.
    pub(super) fn of(brush: &Brush<'_>, overview: &Overview, form: ListForm, width: u16) -> Self {
        let stages = overview.stages.iter().filter(|_| form.has_stages).map(ListRow::from);
        let entries: Vec<ListRow<'_>> = overview.rows.iter().flatten().map(ListRow::from).chain(stages).collect();
        Self::fit(brush, &entries, overview.sentiment.is_shown, form.has_rail, width)
    }

    /// The columns of the stages alone.
    pub(super) fn of_stages(brush: &Brush<'_>, overview: &Overview, width: u16) -> Self {
        let entries: Vec<ListRow<'_>> = overview.stages.iter().map(ListRow::from).collect();
        Self::fit(brush, &entries, overview.sentiment.is_shown, width >= 100, width)
    }

    fn fit(brush: &Brush<'_>, entries: &[ListRow<'_>], has_sentiment: bool, has_rail: bool, width: u16) -> Self {
        let needs = Self::needed(brush, entries, has_sentiment, has_rail);
        let fit = Self::arrange(&needs, width);
        let is_cut = fit.name < needs.name && entries.iter().any(|entry| entry.short.is_some());
        if !is_cut {
            return fit;
        }
        // Words that all names share tell nothing: they are cut before anything else is.
        let name = entries.iter().map(|entry| brush.columns(entry.short.unwrap_or(entry.name))).max();
        Self { is_short: true, ..Self::arrange(&Self { name: name.unwrap_or(0), ..needs }, width) }
    }

    /// First what is never left out, each as narrow as it may be, and the names; then what is: how many there are, the
    /// rail, n, the channel. The rest of the room makes strips longer.
    fn arrange(needs: &Self, width: u16) -> Self {
        let mut room = width.saturating_sub(MARKER + 1);
        let name = needs.name.min(SHORTEST_NAME).min(room);
        let mut fit = Self { name, ..Self::default() };
        room -= fit.name;
        // A value is told with its interval or not at all.
        if claim(&mut room, needs.figure.together(), GAP) > 0 {
            (fit.figure.value, fit.figure.margin) = (needs.figure.value, needs.figure.margin);
        }
        fit.change = claim(&mut room, needs.change, 1);
        fit.worst = claim(&mut room, needs.worst, 1);
        fit.emotion = claim(&mut room, needs.emotion, GAP);
        fit.severity = claim(&mut room, needs.severity, GAP);
        fit.strip = claim_strip(&mut room, needs.strip);
        // Where nothing is felt anywhere, that is said elsewhere too.
        let is_felt = needs.felt.n > 0;
        if is_felt && claim(&mut room, needs.felt.together(), GAP) > 0 {
            (fit.felt.value, fit.felt.margin) = (needs.felt.value, needs.felt.margin);
        }
        fit.truth = claim(&mut room, needs.truth, 1);
        fit.felt_strip = claim_strip(&mut room, needs.felt_strip);
        grow(&mut fit.name, needs.name.min(LONGEST_NAME), &mut room);
        if !is_felt {
            fit.felt.value = claim(&mut room, needs.felt.value, GAP);
        }
        fit.metric = claim(&mut room, needs.metric.min(12), 1);
        fit.count = claim(&mut room, needs.count, 1);
        fit.rail = claim(&mut room, needs.rail, GAP);
        fit.figure.n = claim(&mut room, needs.figure.n, GAP);
        if fit.felt.value > 0 {
            fit.felt.n = claim(&mut room, needs.felt.n, GAP);
        }
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip.min(COMMON_STRIP), &mut room);
        }
        if fit.felt_strip > 0 {
            grow(&mut fit.felt_strip, needs.felt_strip.min(COMMON_STRIP), &mut room);
        }
        // Room for the name of the column.
        let felt = fit.felt.together() + gap_of(fit.felt_strip, GAP) + fit.felt_strip;
        if fit.felt.value > 0 && felt < 9 {
            let wanted = fit.felt.value + 9 - felt;
            grow(&mut fit.felt.value, wanted, &mut room);
        }
        let squeezed = room.saturating_sub(GAP).max(SHORTEST_ASIDE);
        fit.aside = claim(&mut room, needs.aside.min(LONGEST_NAME).min(squeezed), GAP);
        if fit.felt_strip > 0 {
            let half = needs.felt_strip.min(fit.felt_strip + room / 2);
            grow(&mut fit.felt_strip, half, &mut room);
        }
        if fit.strip > 0 {
            grow(&mut fit.strip, needs.strip, &mut room);
        }
        fit
    }

    /// How many periods a strip of these columns shows.
    pub(super) fn n_periods(&self) -> usize {
        usize::from(self.strip)
    }

    /// Where a pain point stands under its touchpoint: as far in as the names.
    pub(super) const fn indent() -> u16 {
        MARKER
    }
}

const fn gap_of(columns: u16, gap: u16) -> u16 {
    if columns > 0 { gap } else { 0 }
}

#[cfg(test)]
mod tests;
