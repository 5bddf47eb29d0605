//! What customers wrote, one comment under the other.
//! Invariant: the selected comment is seen, and seen whole unless it is longer than the page.

use std::collections::VecDeque;

use super::brush::Brush;
use super::cluster;
use super::fold::{self, Field};
use super::header;
use super::page::WIDEST;
use super::page::comment::{self, CommentColumns};
use super::page::words::PageRow;
use super::scroll;
use super::theme::Role;
use crate::app::view::comments::CommentsPage;
use crate::app::view::{Area, Banner, Block, Geometry, Seen, Target};
use crate::text::Plain;

/// Paints comments into all rows but the footer's; gives back which of them are shown when there was no room for that.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    page: &CommentsPage,
    banner: Option<&Banner>,
    mut area: Area,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let is_roomy = area.height >= 13;
    let head = fold::take_top(&mut area, 2);
    paint_head(brush, page, fold::inset(head, 1), is_roomy);
    if is_roomy {
        let row = fold::take_top(&mut area, 1);
        paint_moods(brush, page, fold::row(fold::inset(row, 1), 0));
    }
    if let Some(banner) = banner.filter(|_| is_roomy) {
        let row = fold::take_top(&mut area, 1);
        header::paint_banner(brush, banner, fold::row(row, 0));
    }
    if is_roomy {
        let rule = fold::take_top(&mut area, 1);
        brush.fill(fold::row(rule, 0), brush.glyphs.rule, Role::Rule);
    }
    let foot = fold::row(fold::take_bottom(&mut area, u16::from(is_roomy)), 0);
    brush.fill(foot, brush.glyphs.rule, Role::Rule);
    let list = CommentList::of(brush, page, area);
    list.paint(brush, page, area, geometry);
    let n_whole = geometry.seen.n_whole.max(1);
    let place = scroll::position(geometry.seen.top, n_whole, page.page.window.n_all)?;
    if foot.width == 0 {
        return Some(place);
    }
    let field = foot.shorten(2).last(brush.columns(&place) + 2);
    brush.fill(field, " ", Role::Dim);
    brush.right(field.shorten(1), &place, Role::Dim);
    None
}

/// Paints stage, place and count; in the second row the order, the search, and whose comments they are, or how they feel
/// where there is no row for that.
fn paint_head(brush: &mut Brush<'_>, page: &CommentsPage, area: Area, is_roomy: bool) {
    let first = fold::row(area, 0);
    let count = brush.columns(&page.page.aside);
    brush.right(first, &page.page.aside, Role::Dim);
    let mut rest = first.shorten(if count > 0 { count + 3 } else { 0 });
    let way = brush.columns(&page.page.way) + 3;
    if !page.page.way.is_empty() && way + brush.columns(&page.page.title) <= rest.width {
        let used = brush.left(rest, &page.page.way, Role::Dim);
        brush.sign(rest.skip(used + 1), brush.glyphs.remark, Role::Dim);
        rest = rest.skip(used + 3);
    }
    brush.left(rest, &page.page.title, Role::Title);
    let mut rest = fold::row(area, 1);
    if let Some(words) = page.remark.as_ref().or((!page.aside.is_empty()).then_some(&page.aside)) {
        let role = if page.remark.is_none() && page.is_personal { Role::Bad } else { Role::Dim };
        let used = brush.ours().right(rest.last(rest.width / 2), words, role);
        rest = rest.shorten(used + 3);
    } else if !is_roomy && !page.is_typing && page.search.is_empty() {
        paint_short_moods(brush, page, rest.skip(brush.columns(&page.order) + 2));
    }
    if !page.is_typing && page.search.is_empty() {
        brush.left(rest, &page.order, Role::Text);
        return;
    }
    if !page.is_typing {
        let used = brush.left(rest, &page.order, Role::Text);
        rest = rest.skip(used + 3);
    }
    brush.left(rest, "/", Role::Dim);
    let rest = rest.skip(2);
    let used = brush.left(rest.shorten(1), &page.search, Role::Strong);
    if page.is_typing {
        brush.sign(rest.skip(used), " ", Role::Cursor);
    }
}

/// What comments feel, the worst first: as a sign, in words, and how it is colored.
fn feelings(brush: &Brush<'_>) -> [(&'static str, &'static str, Role); 3] {
    let [_, bad, even, good, _] = brush.glyphs.emotion;
    [(bad, "negative", Role::Bad), (even, "neutral", Role::Dim), (good, "positive", Role::Good)]
}

/// Paints `− 63 negative   ◦ 12 neutral   + 109 positive   n 184`, and at the other end how many differ.
fn paint_moods(brush: &mut Brush<'_>, page: &CommentsPage, field: Field) {
    let mut brush = brush.ours();
    let used = brush.right(field, &page.different, Role::Dim);
    let mut rest = field.shorten(if used > 0 { used + 2 } else { 0 });
    if let Some(counts) = &page.moods.counts {
        for ((sign, words, role), count) in feelings(&brush).into_iter().zip(counts) {
            brush.sign(rest, sign, role);
            let used = 3 + brush.left(rest.skip(2), count, role);
            let used = used + brush.left(rest.skip(used), words, role);
            rest = rest.skip(used + 3);
        }
        let used = brush.left(rest, &page.moods.n, Role::Dim);
        rest = rest.skip(used + 3);
    }
    if rest.width >= brush.columns(&page.moods.remark) || page.moods.counts.is_none() {
        brush.left(rest, &page.moods.remark, Role::Dim);
    }
}

/// Paints `− 63 ◦ 12 + 109 n 184` at the right, if there is room for all of it.
fn paint_short_moods(brush: &mut Brush<'_>, page: &CommentsPage, field: Field) {
    let Some(counts) = &page.moods.counts else { return };
    let mut brush = brush.ours();
    let width = counts.iter().map(|count| brush.columns(count) + 3).sum::<u16>() + brush.columns(&page.moods.n);
    if width > field.width {
        return;
    }
    let mut rest = field.last(width);
    for ((sign, _, role), count) in feelings(&brush).into_iter().zip(counts) {
        brush.sign(rest, sign, role);
        let used = brush.left(rest.skip(2), count, role);
        rest = rest.skip(used + 3);
    }
    brush.left(rest, &page.moods.n, Role::Dim);
}

/// The comments that fit under one another, the selected one among them.
struct CommentList<'v> {
    /// Which block of the page is the first of them.
    top: usize,
    /// Each as rows.
    comments: Vec<Vec<PageRow<'v>>>,
}

impl<'v> CommentList<'v> {
    /// The list moves no further than it must to show the selected comment.
    fn of(brush: &Brush<'_>, page: &'v CommentsPage, area: Area) -> Self {
        let blocks = &page.page.blocks;
        if blocks.is_empty() {
            return Self { top: 0, comments: Vec::new() };
        }
        let width = words(area).width;
        let columns = CommentColumns::of(brush, blocks);
        let height = usize::from(area.height);
        let selected = page.spot.selected.saturating_sub(page.page.window.first).min(blocks.len() - 1);
        let mut top = page.spot.top.saturating_sub(page.page.window.first).min(selected);
        let rows = |block: &'v Block| match block {
            Block::Comment(row) => comment::rows(brush, row, columns, width),
            _ => Vec::new(),
        };
        let mut comments: VecDeque<_> = blocks.iter().skip(top).take(selected + 1 - top).map(rows).collect();
        let mut n_rows: usize = comments.iter().map(Vec::len).sum();
        while top < selected && n_rows > height {
            n_rows -= comments.pop_front().map_or(0, |rows| rows.len());
            top += 1;
        }
        for block in blocks.iter().skip(selected + 1) {
            if n_rows >= height {
                break;
            }
            let own = rows(block);
            n_rows += own.len();
            comments.push_back(own);
        }
        Self { top, comments: comments.into() }
    }

    fn paint(&self, brush: &mut Brush<'_>, page: &CommentsPage, area: Area, geometry: &mut Geometry) {
        if let Some(nothing) = &page.nothing {
            let place = Area { x: area.x + 3.min(area.width), width: area.width.saturating_sub(4).min(WIDEST), ..area };
            let lines = cluster::wrap(nothing, place.width);
            for (y, line) in (0..area.height).zip(&lines) {
                brush.ours().left(fold::row(place, y), line, Role::Dim);
            }
            return;
        }
        let height = usize::from(area.height);
        let first = page.page.window.first;
        let selected = page.spot.selected.saturating_sub(first);
        let mut seen = Seen { top: first + self.top, n_rows: height, ..Seen::default() };
        let mut y = 0;
        for (idx, rows) in (self.top..).zip(&self.comments) {
            let n_rows = rows.len();
            let most_above = n_rows.saturating_sub(height);
            let n_above = if idx == selected && idx == self.top { page.spot.skip.min(most_above) } else { 0 };
            let n_seen = (n_rows - n_above).min(height.saturating_sub(y));
            if n_seen == 0 {
                break;
            }
            if idx == selected {
                seen.n_above = n_above;
                seen.n_below = n_rows - n_above - n_seen;
            }
            seen.n_whole += usize::from(n_above == 0 && n_seen == n_rows);
            let place = fold::rows(area, y, n_seen);
            if idx == selected {
                let page = page_of(fold::row(place, 0));
                brush.sign(page.skip(1).first(1), brush.glyphs.selected, Role::Underline);
            }
            let inner = words(place);
            for (y, row) in (0..inner.height).zip(rows.iter().skip(n_above)) {
                row.paint(brush, fold::row(inner, y));
            }
            geometry.targets.push((place, Target::Row(first + idx)));
            y += n_seen;
        }
        geometry.seen = seen;
        geometry.page = seen.n_whole;
    }
}

/// A row no wider than is easy to read, margins included.
fn page_of(row: Field) -> Field {
    row.first(WIDEST + 4)
}

/// Where words stand: beside the column of the pointer.
fn words(area: Area) -> Area {
    let page = page_of(fold::row(area, 0));
    let words = page.skip(3).shorten(1);
    Area { x: words.x, width: words.width, ..area }
}
