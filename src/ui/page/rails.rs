//! Rows with dots on rails, and the heads over them.
//! Invariant: names, rails and numbers of one page start in the same columns; where room is short, first what stands beside
//! the names goes, then all rails but the last, then that one, then all numbers but the last.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, RailHead, RailRow, RailValue};
use crate::ui::brush::Brush;
use crate::ui::theme::Role;

/// Between two columns.
const GAP: u16 = 2;

/// The fewest and the most columns of a rail on which dots can be told apart.
const RAIL: (u16, u16) = (10, 24);

/// The sign of what leads, and the blank before it.
const LEAD: u16 = 2;

/// The columns that the head of the names keeps.
const NAMED: u16 = 10;

/// The fewest and the most columns of names.
const NAME: (u16, u16) = (12, 34);

/// The columns of the rails of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct RailColumns {
    name: u16,
    /// What stands beside the names; 0 where it is left out.
    aside: u16,
    /// Of each rail how long it is, and how many columns its number has; 0 where it is left out.
    rails: Vec<(u16, u16)>,
    n: u16,
}

impl RailColumns {
    pub(super) fn of(brush: &Brush<'_>, blocks: &[Block], width: u16) -> Self {
        let rows = || blocks.iter().filter_map(row);
        let n_rails = rows().map(|row| row.values.len()).max().unwrap_or(0);
        if n_rails == 0 {
            return Self::default();
        }
        let widest = |columns: &dyn Fn(&RailRow) -> u16| rows().map(columns).max().unwrap_or(0);
        let number = |nth: usize| {
            let shown = |row: &RailRow| row.values.get(nth)?.as_ref().map(|value| brush.columns(&value.shown));
            widest(&|row| shown(row).unwrap_or(1))
        };
        let aside_head = blocks.iter().find_map(|block| match block {
            Block::RailHead(head) => Some(brush.columns(&head.aside)),
            _ => None,
        });
        let whole = Self {
            name: widest(&|row| brush.columns(&row.name)).min(NAME.1),
            aside: widest(&|row| brush.columns(&row.aside)).max(aside_head.unwrap_or(0)),
            rails: (0..n_rails).map(|nth| (RAIL.0, number(nth))).collect(),
            n: widest(&|row| row.values.last().and_then(Option::as_ref).map_or(0, |value| brush.columns(&value.n))),
        };
        // Names are cut for the sake of numbers, and not of rails.
        let fits = |form: &Self| {
            let cut = if form.has_rails() { 0 } else { form.name.saturating_sub(NAME.0) };
            form.columns() <= width + cut
        };
        let mut fitting = whole.forms().into_iter();
        let last = fitting.next_back().unwrap_or_default();
        let form = fitting.find(fits).unwrap_or(last);
        form.stretched(width)
    }

    /// From the fullest to the barest.
    fn forms(self) -> Vec<Self> {
        let last = self.rails.len().saturating_sub(1);
        let named = Self { aside: 0, ..self.clone() };
        let of = |rail: &dyn Fn(usize, (u16, u16)) -> (u16, u16)| Self {
            rails: self.rails.iter().copied().enumerate().map(|(nth, own)| rail(nth, own)).collect(),
            ..named.clone()
        };
        let one = of(&|nth, (rail, number)| (if nth == last { rail } else { 0 }, number));
        let numbers = of(&|_, (_, number)| (0, number));
        let bare = of(&|nth, (_, number)| (0, if nth == last { number } else { 0 }));
        let barest = Self { n: 0, ..bare.clone() };
        vec![self.clone(), named.clone(), one, numbers, bare, barest]
    }

    fn has_rails(&self) -> bool {
        self.rails.iter().any(|(rail, _)| *rail > 0)
    }

    fn columns(&self) -> u16 {
        let aside = if self.aside > 0 { GAP + self.aside } else { 0 };
        let n = if self.n > 0 { GAP + self.n } else { 0 };
        self.name + aside + self.rails.iter().map(|(rail, number)| taken(*rail, *number)).sum::<u16>() + n
    }

    /// The same, the rails as long as there is room; what is barest gives its names what is left, or takes from them.
    fn stretched(self, width: u16) -> Self {
        let n_rails = u16::try_from(self.rails.iter().filter(|(rail, _)| *rail > 0).count()).unwrap_or(u16::MAX);
        let (used, more) = (self.columns(), width.saturating_sub(self.columns()));
        let longer = more.checked_div(n_rails).unwrap_or(0).min(RAIL.1 - RAIL.0);
        let over = used.saturating_sub(width);
        let name = self.name.saturating_sub(over);
        let rails = self.rails.iter().map(|(rail, number)| (if *rail > 0 { rail + longer } else { 0 }, *number));
        Self { name, rails: rails.collect(), ..self }
    }
}

/// What a rail with its number takes, and the gap before.
const fn taken(rail: u16, number: u16) -> u16 {
    let rail = if rail > 0 { GAP + rail } else { 0 };
    rail + if number > 0 { GAP + number + LEAD } else { 0 }
}

const fn row(block: &Block) -> Option<&RailRow> {
    match block {
        Block::RailRow(row) => Some(row),
        _ => None,
    }
}

impl<'v> PageRows<'v> {
    pub(super) fn rail_head(&mut self, brush: &Brush<'_>, head: &'v RailHead) {
        let columns = self.rails.clone();
        let mut row = Vec::new();
        let mut x = columns.name;
        // What has a head of its own goes before the head of the names.
        let (mut free, mut taken_to) = (columns.name, 0);
        if columns.aside > 0 {
            row.push(PageWords::new(x + GAP, columns.aside, PageText::Whole(&head.aside), Role::Dim));
            x += GAP + columns.aside;
        }
        for ((rail, number), words) in columns.rails.iter().zip(&head.rails).filter(|((_, number), _)| *number > 0) {
            let width = taken(*rail, *number);
            // Over a number alone there is less room than words need; they reach over what stands before.
            let (own, end) = (brush.columns(words), x + width);
            let from = (x + GAP).min(end.saturating_sub(own)).max(if taken_to == 0 { NAMED } else { taken_to + 1 });
            let used = own.min(end.saturating_sub(from));
            row.push(PageWords::new(from, used, PageText::Whole(words), Role::Dim));
            taken_to = from + used;
            free = free.min(from.saturating_sub(GAP));
            x += width;
        }
        if columns.n > 0 {
            row.push(PageWords::new(x + GAP, columns.n, PageText::Line("n".into()), Role::Dim).at(Alignment::End));
        }
        row.push(PageWords::new(0, free, PageText::Whole(&head.name), Role::Dim));
        self.rows.push(PageRow::Words(row));
    }

    pub(super) fn rail_row(&mut self, brush: &Brush<'_>, row: &'v RailRow) {
        let first = self.rows.len();
        let columns = self.rails.clone();
        let mut words = vec![PageWords::new(0, columns.name, PageText::Whole(&row.name), Role::Text)];
        let mut x = columns.name;
        if columns.aside > 0 {
            words.push(PageWords::new(x + GAP, columns.aside, PageText::Whole(&row.aside), Role::Dim));
            x += GAP + columns.aside;
        }
        for (nth, ((rail, number), value)) in columns.rails.iter().copied().zip(&row.values).enumerate() {
            if rail > 0 {
                words.extend(dots(brush, value.as_ref(), (x + GAP, rail), row.leads == Some(nth)));
                x += GAP + rail;
            }
            if number > 0 {
                words.push(told(brush, value.as_ref(), (x + GAP, number)));
                if row.leads == Some(nth) {
                    let at = x + GAP + number + 1;
                    words.push(PageWords::new(at, 1, PageText::Sign(brush.glyphs.worst), Role::Underline));
                }
                x += GAP + number + LEAD;
            }
        }
        if let Some(Some(value)) = row.values.last().filter(|_| columns.n > 0) {
            words.push(PageWords::new(x + GAP, columns.n, PageText::Whole(&value.n), Role::Dim).at(Alignment::End));
        }
        self.rows.push(PageRow::Words(words));
        if row.anchor.is_marked {
            self.mark(first, true);
        }
    }
}

/// The number of a rail; a sign where nobody was asked.
fn told<'v>(brush: &Brush<'_>, value: Option<&'v RailValue>, (x, width): (u16, u16)) -> PageWords<'v> {
    let Some(value) = value else {
        return PageWords::new(x, 1, PageText::Sign(brush.glyphs.none), Role::Dim);
    };
    let role = if value.is_few || value.is_assumed { Role::Dim } else { Role::Text };
    PageWords::new(x, width, PageText::Whole(&value.shown), role)
}

/// A rail from 0 to 100 with its interval and its dot.
fn dots<'v>(brush: &Brush<'_>, value: Option<&RailValue>, (x, length): (u16, u16), leads: bool) -> Vec<PageWords<'v>> {
    let run = |from: u16, n: u16, sign: &str, role: Role| {
        PageWords::new(x + from, n, PageText::Line(sign.repeat(usize::from(n)).into()), role)
    };
    let mut words = vec![run(0, length, brush.glyphs.dotted, Role::Rule)];
    let Some(value) = value.filter(|own| !own.is_few) else { return words };
    let last = length.saturating_sub(1);
    let cell = |percent: f64| whole(percent / 100.0 * f64::from(last)).min(last);
    if let Some((low, high)) = value.interval {
        let (low, high) = (cell(low), cell(high));
        words.push(run(low, high.saturating_sub(low) + 1, brush.glyphs.whiskers[1], Role::Dim));
    }
    let sign = if value.is_assumed { brush.glyphs.before } else { brush.glyphs.value };
    let role = if leads { Role::Underline } else { Role::Text };
    words.push(PageWords::new(x + cell(value.value), 1, PageText::Sign(sign), role));
    words
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a few hundred")]
fn whole(number: f64) -> u16 {
    number.round().clamp(0.0, 10_000.0) as u16
}

#[cfg(test)]
mod tests;
