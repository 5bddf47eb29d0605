//! The touchpoint in full: its blocks wrapped and aligned to the pane, scrolled.
//! Invariant: only rows that are seen are painted, but all are counted.

use super::brush::Brush;
use super::fold::{self, Field};
use super::page::{self, PageRows};
use super::rule;
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Geometry, Journey, Label, Pane, Target};
use crate::text::Plain;

/// Paints the pane; gives back which rows of the story are shown when not all fit.
pub(super) fn paint(brush: &mut Brush<'_>, journey: &Journey, area: Area, geometry: &mut Geometry) -> Option<Plain> {
    paint_page_in(brush, journey, None, area, geometry)
}

/// Paints as much of the story as there is room for under a list: a rule with its title, then its first rows.
pub(super) fn paint_preview(brush: &mut Brush<'_>, journey: &Journey, area: Area, geometry: &mut Geometry) {
    let mut rest = area;
    let field = fold::row(fold::take_top(&mut rest, 1), 0);
    brush.fill(field, brush.glyphs.rule, Role::Rule);
    rule::begin(brush, field.shorten(2), &journey.detail.title, Role::Title);
    let (title, aside) = (brush.columns(&journey.detail.title), brush.columns(&journey.detail.aside));
    if aside > 0 && title + aside + 10 <= field.width {
        rule::end(brush, field, &journey.detail.aside);
    }
    paint_blocks(brush, journey, fold::inset(rest, 1), geometry);
}

/// Paints the touchpoint as a page of its own, with its stage in the head.
pub(super) fn paint_page(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let way = Some(&journey.detail.way).filter(|way| !way.is_empty());
    paint_page_in(brush, journey, way, area, geometry)
}

fn paint_page_in(
    brush: &mut Brush<'_>,
    journey: &Journey,
    way: Option<&Plain>,
    area: Area,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let mut rest = fold::inset(area, 1);
    rest.width = rest.width.min(page::widest(&journey.detail));
    let head = fold::take_top(&mut rest, 1);
    paint_head(brush, journey, fold::row(head, 0), way);
    if rest.height >= 12 {
        fold::take_top(&mut rest, 1);
    }
    paint_blocks(brush, journey, rest, geometry)
}

/// Paints stage and title where texts start, channel and owner at the other end.
fn paint_head(brush: &mut Brush<'_>, journey: &Journey, whole: Field, stage: Option<&Plain>) {
    let detail = &journey.detail;
    let mut rest = whole;
    let title = brush.columns(&detail.title);
    if detail.is_moment_of_truth && title + 2 <= rest.width {
        brush.sign(rest.last(1), brush.glyphs.truth, Role::Strong);
        rest = rest.shorten(2);
    }
    let words = journey.labels.word(Label::MomentOfTruth);
    if detail.is_moment_of_truth && title + brush.columns(&detail.aside) + 50 <= rest.width {
        let used = brush.right(rest, words, Role::Dim);
        rest = rest.shorten(used + 1);
        brush.sign(rest.last(1), brush.glyphs.dot, Role::Dim);
        rest = rest.shorten(2);
    }
    let way = stage.map(|stage| (stage, brush.columns(stage) + 3)).filter(|(_, way)| way + title <= rest.width);
    let used = title + way.map_or(0, |(_, way)| way) + 2;
    if used + brush.columns(&detail.aside).min(10) <= rest.width {
        brush.right(rest.skip(used), &detail.aside, Role::Dim);
    }
    if let Some((stage, way)) = way {
        brush.left(rest, stage, Role::Dim);
        brush.sign(rest.skip(way - 2).first(1), brush.glyphs.remark, Role::Dim);
        rest = rest.skip(way);
    }
    let role = if journey.focus == Pane::Detail { Role::Selected } else { Role::Title };
    brush.left(rest, &detail.title, role);
}

fn paint_blocks(brush: &mut Brush<'_>, journey: &Journey, area: Area, geometry: &mut Geometry) -> Option<Plain> {
    let story = PageRows::of(brush, &journey.detail.blocks, area);
    let n_seen = usize::from(area.height);
    let first = journey.scroll.min(story.rows.len().saturating_sub(n_seen));
    for (y, (idx, row)) in (0..area.height).zip(story.rows.iter().enumerate().skip(first)) {
        let field = fold::row(area, y);
        geometry.caret = row.paint(brush, field).or(geometry.caret);
        if brush.has_links() {
            geometry.links.0.extend(row.links(brush, field).into_iter().map(|(area, link)| (area, link.clone())));
        }
        if story.marked == Some(idx) && !story.has_cursor {
            brush.sign(margin(field), brush.glyphs.selected, Role::Underline);
        }
    }
    for (idx, block) in journey.detail.blocks.iter().enumerate() {
        let (start, n_rows) = story.blocks.get(idx).copied().unwrap_or_default();
        let seen = start.clamp(first, first + n_seen)..(start + n_rows).clamp(first, first + n_seen);
        if block.at().is_some() && !seen.is_empty() {
            let place = fold::rows(area, seen.start - first, seen.len());
            geometry.targets.push((place, Target::Block(idx)));
        }
    }
    geometry.detail_rows = n_seen;
    geometry.detail_total = story.rows.len();
    geometry.marked_row = story.marked;
    geometry.block_rows = story.blocks;
    if journey.focus == Pane::Detail {
        geometry.page = n_seen;
    }
    scroll::position(first, n_seen, geometry.detail_total)
}

/// The column before the texts, on the side where they start.
const fn margin(field: Field) -> Field {
    Field { x: field.x.saturating_sub(1), width: 1, ..field }
}

#[cfg(test)]
mod tests;
