//! The list of maps. Invariant: every map takes the same number of rows.

use super::brush::Brush;
use super::columns::Selected;
use super::figure::{self, FigureForm, Widths};
use super::fold::{self, Field};
use super::header;
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Banner, Figure, Geometry, GoalMark, MapList, MapRow, Target};
use crate::text::Plain;

/// Paints the list into all rows but the footer's; gives back which maps are shown when there was no room for that.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    shelf: &MapList,
    banner: Option<&Banner>,
    mut area: Area,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let head = fold::take_top(&mut area, 1);
    paint_head(brush, shelf, fold::row(head, 0));
    if area.height >= 8 && !shelf.together.is_empty() {
        let row = fold::take_top(&mut area, 1);
        paint_together(brush, shelf, fold::row(row, 0).skip(1).shorten(1));
    }
    if let Some(banner) = banner {
        let row = fold::take_top(&mut area, 1);
        header::paint_banner(brush, banner, fold::row(row, 0));
    }
    let is_roomy = area.height >= 12;
    if area.height >= 6 {
        let rule = fold::take_top(&mut area, 1);
        brush.fill(fold::row(rule, 0), brush.glyphs.rule, Role::Rule);
    }
    let rule = fold::take_bottom(&mut area, u16::from(is_roomy));
    brush.fill(fold::row(rule, 0), brush.glyphs.rule, Role::Rule);
    if shelf.rows.is_empty() {
        for (y, words) in (0..area.height).zip(&shelf.blank) {
            brush.left(fold::row(area, y).skip(3), words, Role::Dim);
        }
        return None;
    }
    let layout = ShelfLayout::of(brush, shelf, area, is_roomy);
    let page = usize::from((area.height + layout.gap) / layout.pitch()).max(1);
    let first = scroll::first_shown(shelf.selected, shelf.rows.len(), page);
    geometry.page = page;
    for (nth, (idx, row)) in (0_u16..).zip(shelf.rows.iter().enumerate().skip(first).take(page)) {
        let y = nth * layout.pitch();
        let height = layout.n_rows.min(area.height.saturating_sub(y));
        let place = Area { y: area.y + y, height, ..area };
        layout.paint(brush, row, place, Selected::of(idx == shelf.selected, true));
        if idx == shelf.selected {
            (0..place.height).for_each(|y| brush.light(fold::row(place, y)));
        }
        geometry.targets.push((place, Target::Map(idx)));
    }
    let text = scroll::position(first, page, shelf.rows.len())?;
    if rule.height == 0 {
        return Some(text);
    }
    super::rule::end(brush, fold::row(rule, 0), &text);
    None
}

fn paint_head(brush: &mut Brush<'_>, shelf: &MapList, field: Field) {
    let field = field.skip(1).shorten(1);
    let words = match shelf.rows.len() {
        0 => Plain::new("no maps"),
        1 => Plain::new("1 map"),
        n => format!("{n} maps, {}", shelf.order).into(),
    };
    let used = brush.right(field, &words, Role::Dim);
    brush.left(field.shorten(used + 2), &shelf.folder, Role::Title);
}

/// Paints how the maps stand together: as much in full as fits, the rest in short, and without the last if need be.
fn paint_together(brush: &mut Brush<'_>, shelf: &MapList, field: Field) {
    let n_all = shelf.together.len();
    let words = |n_long: usize, n: usize| {
        let pieces = shelf.together.iter().take(n).enumerate();
        let told = pieces.map(|(idx, (long, short))| if idx < n_long { long.as_str() } else { short.as_str() });
        Plain::from(told.collect::<Vec<_>>().join(" · "))
    };
    let all = (0..=n_all).rev().map(|n_long| words(n_long, n_all));
    let fewer = (1..n_all).rev().map(|n| words(0, n));
    let fitting = all.chain(fewer).find(|words| brush.columns(words) <= field.width);
    brush.left(field, &fitting.unwrap_or_else(|| words(0, 1)), Role::Text);
}

/// How a map is laid out, the same for all.
#[derive(Clone, Copy, Debug)]
struct ShelfLayout {
    /// Rows of a map.
    n_rows: u16,
    /// Rows between two maps.
    gap: u16,
    /// Columns of the left half; 0 where both halves stand one under the other.
    left: u16,
    /// Columns of the objective's label.
    label: u16,
    figure: Widths,
    change: u16,
    /// Columns of how the goals stand; 0 where that is told beside the title.
    mark: u16,
    /// Columns of the worst touchpoint's name.
    worst: u16,
}

impl ShelfLayout {
    fn of(brush: &Brush<'_>, shelf: &MapList, area: Area, is_roomy: bool) -> Self {
        let objectives = || shelf.rows.iter().filter_map(|row| row.objective.as_ref());
        let figure = Widths::of(brush, objectives().map(|(_, figure)| figure));
        let change = u16::from(objectives().any(|(_, figure)| figure.change.is_some()));
        let label = objectives().map(|(label, _)| brush.columns(label)).max().unwrap_or(0);
        let is_wide = area.width >= 100;
        let left = if is_wide { area.width / 3 } else { 0 };
        let n_rows = if is_wide || area.height < 9 { 2 } else { 4 };
        let label = label.clamp(5, 14);
        let mut layout = Self { n_rows, gap: u16::from(is_roomy), left, label, figure, change, mark: 0, worst: 0 };
        let right = area.width.saturating_sub(4 + left);
        let marks = shelf.rows.iter().filter_map(|row| row.rank.goal);
        let mark = marks.map(|mark| 2 + brush.columns(mark.words())).max().unwrap_or(0);
        layout.mark = if layout.figure_end() + mark <= right { mark } else { 0 };
        let worst = shelf.rows.iter().filter_map(|row| row.worst.as_ref()).map(|(name, _)| brush.columns(name));
        layout.worst = worst.max().unwrap_or(0).min(right / 3);
        layout
    }

    /// Where the figure ends.
    const fn figure_end(&self) -> u16 {
        self.label + 2 + self.figure.value + 1 + self.figure.margin + 4 + self.figure.n + 2 * self.change + 3
    }

    const fn pitch(&self) -> u16 {
        self.n_rows + self.gap
    }

    fn paint(&self, brush: &mut Brush<'_>, row: &MapRow, area: Area, selected: Selected) {
        if selected != Selected::No {
            brush.sign(fold::row(area, 0).skip(1), brush.glyphs.selected, Role::Underline);
        }
        let inner = Area { x: area.x + 3, width: area.width.saturating_sub(4), ..area };
        if self.left > 0 {
            let left = Area { width: self.left.saturating_sub(3), ..inner };
            self.paint_title(brush, row, fold::row(left, 0), selected);
            paint_people(brush, row, fold::row(left, 1));
            let right = Area { x: inner.x + self.left, width: inner.width.saturating_sub(self.left), ..inner };
            self.paint_objective(brush, row, fold::row(right, 0));
            self.paint_state(brush, row, fold::row(right, 1));
            return;
        }
        self.paint_title(brush, row, fold::row(inner, 0), selected);
        if self.n_rows == 2 || row.remark.is_some() {
            self.paint_objective(brush, row, fold::row(inner, 1));
            return;
        }
        paint_people(brush, row, fold::row(inner, 1));
        self.paint_objective(brush, row, fold::row(inner, 2));
        self.paint_state(brush, row, fold::row(inner, 3));
    }

    /// Paints a title, the file where that tells it apart, and how the goal stands where there is no room for that below.
    fn paint_title(&self, brush: &mut Brush<'_>, row: &MapRow, field: Field, selected: Selected) {
        let role = if selected == Selected::No { Role::Title } else { selected.role() };
        let mut rest = field;
        if let Some(mark) = row.rank.goal.filter(|_| self.mark == 0) {
            let is_whole = brush.columns(&row.title) + 4 + brush.columns(mark.words()) <= rest.width;
            let used = if is_whole { brush.right(rest, mark.words(), Role::of(mark.tone())) + 1 } else { 0 };
            brush.sign(rest.shorten(used).last(1), sign(brush, mark), Role::of(mark.tone()));
            rest = rest.shorten(used + 3);
        }
        let label = brush.columns(&row.label).min(rest.width / 2);
        let used = brush.left(rest.shorten(if label > 0 { label + 2 } else { 0 }), &row.title, role);
        if label > 0 {
            brush.left(rest.skip(used + 2), &row.label, Role::Dim);
        }
    }

    /// Paints `NPS   31 ±2.8  n 2,650 ▼   ○ not reached  goal 45 by May 2019`.
    fn paint_objective(&self, brush: &mut Brush<'_>, row: &MapRow, field: Field) {
        if let Some((words, tone)) = &row.remark {
            brush.left(field, words, Role::of(*tone));
            return;
        }
        let Some((label, figure)) = &row.objective else {
            brush.left(field, &row.goal, Role::Dim);
            return;
        };
        brush.left(field.first(self.label), label, Role::Dim);
        let mut rest = self.paint_figure(brush, field.skip(self.label + 2), figure);
        if self.mark > 0 {
            if let Some(mark) = row.rank.goal {
                brush.sign(rest, sign(brush, mark), Role::of(mark.tone()));
                brush.left(rest.skip(2), mark.words(), Role::of(mark.tone()));
            }
            rest = rest.skip(self.mark + 2);
        }
        let goal = brush.columns(&row.goal);
        if rest.width >= goal.min(12) {
            let used = brush.left(rest, &row.goal, Role::Dim);
            let rest = rest.skip(used);
            if brush.columns(&row.missing) <= rest.width {
                brush.left(rest, &row.missing, Role::Dim);
            }
        }
    }

    /// Paints a figure in columns that line up; gives back what is right of it.
    fn paint_figure(&self, brush: &mut Brush<'_>, field: Field, figure: &Figure) -> Field {
        brush.right(field.first(self.figure.value), &figure.value, figure::value_role(figure, Role::Strong));
        let mut rest = field.skip(self.figure.value);
        if self.figure.margin > 0 {
            figure::margin(brush, rest.skip(1).first(self.figure.margin), figure);
            rest = rest.skip(1 + self.figure.margin);
        }
        if self.figure.n > 0 {
            rest = rest.skip(2);
            if !figure.n.is_empty() {
                brush.left(rest, "n", Role::Dim);
                brush.right(rest.skip(2).first(self.figure.n), &figure.n, Role::Dim);
            }
            rest = rest.skip(2 + self.figure.n);
        }
        if let Some((way, tone)) = figure.change {
            brush.sign(rest.skip(1), figure::arrow(brush, way), Role::of(tone));
        }
        rest.skip(2 * self.change + 3)
    }

    /// Paints the worst touchpoint, and when somebody last went through the map.
    fn paint_state(&self, brush: &mut Brush<'_>, row: &MapRow, field: Field) {
        let mut rest = field;
        let reviewed = brush.columns(&row.reviewed);
        let worst = row.worst.as_ref().map_or(0, |(_, figure)| {
            self.label + 2 + self.worst + 2 + figure::inline_columns(brush, figure, FigureForm::Margin) + 5
        });
        if reviewed > 0 && rest.width >= reviewed + 2 + worst {
            let role = if row.is_overdue { Role::Bad } else { Role::Dim };
            brush.right(rest, &row.reviewed, role);
            rest = rest.shorten(reviewed + 1);
            if row.is_overdue {
                brush.sign(rest.last(1), "!", role);
                rest = rest.shorten(1);
            }
            rest = rest.shorten(2);
        }
        let Some((name, figure)) = &row.worst else { return };
        brush.left(rest.first(self.label), "worst", Role::Dim);
        rest = rest.skip(self.label + 2);
        let value = figure::inline_columns(brush, figure, FigureForm::Margin) + 4;
        let columns = self.worst.min(rest.width.saturating_sub(value));
        brush.left(rest.first(columns), name, Role::Text);
        rest = rest.skip(columns + 2);
        let used = figure::inline(brush, rest, figure, Role::Worst, FigureForm::Margin);
        brush.sign(rest.skip(used + 1), brush.glyphs.worst, Role::Worst);
    }
}

/// The sign of how a goal stands.
const fn sign(brush: &Brush<'_>, mark: GoalMark) -> &'static str {
    let [missed, short, open, reached] = brush.glyphs.goal;
    match mark {
        GoalMark::Missed => missed,
        GoalMark::NotReached => short,
        GoalMark::CannotTell => open,
        GoalMark::Reached => reached,
    }
}

fn paint_people(brush: &mut Brush<'_>, row: &MapRow, field: Field) {
    let used = brush.left(field, &row.persona, Role::Text);
    let mut rest = field.skip(used);
    if used > 0 && !row.purpose.is_empty() && rest.width > 8 {
        brush.sign(rest.skip(1), brush.glyphs.dot, Role::Dim);
        rest = rest.skip(3);
    }
    if rest.width > 4 && (used == 0 || rest.x > field.x + used) {
        brush.left(rest, &row.purpose, Role::Dim);
    }
}
