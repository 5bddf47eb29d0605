//! What customers wrote, one comment under the other.
//! Invariant: the selected comment is seen, and seen whole unless it is longer than the page.

use super::brush::Brush;
use super::cluster;
use super::fold::{self, Field};
use super::header;
use super::scroll;
use super::theme::Role;
use crate::app::view::comments::{CommentRow, CommentsPage, Feeling};
use crate::app::view::{Area, Banner, Geometry, Seen, Target};
use crate::text::Plain;

/// Longer lines are hard to read.
const WIDEST: u16 = 104;
/// How wide `- 0.82` is.
const SCORE: u16 = 6;
/// Said of a comment in a language that cannot be judged.
const UNKNOWN: &str = "no lexicon";

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
    paint_head(brush, page, fold::inset(head, 1));
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
    let list = CommentList::of(brush, page, area, is_roomy);
    list.paint(brush, page, area, geometry);
    let n_whole = geometry.seen.n_whole.max(1);
    let place = scroll::position(geometry.seen.top, n_whole, page.n_rows)?;
    if foot.width == 0 {
        return Some(place);
    }
    let field = foot.shorten(2).last(brush.columns(&place) + 2);
    brush.fill(field, " ", Role::Dim);
    brush.right(field.shorten(1), &place, Role::Dim);
    None
}

/// Paints stage, place and count; in the second row the order, the search, and whose comments they are.
fn paint_head(brush: &mut Brush<'_>, page: &CommentsPage, area: Area) {
    let first = fold::row(area, 0);
    let count = brush.columns(&page.count);
    brush.right(first, &page.count, Role::Dim);
    let mut rest = first.shorten(if count > 0 { count + 3 } else { 0 });
    let way = brush.columns(&page.stage) + 3;
    if !page.stage.is_empty() && way + brush.columns(&page.title) <= rest.width {
        let used = brush.left(rest, &page.stage, Role::Dim);
        brush.sign(rest.skip(used + 1), brush.glyphs.remark, Role::Dim);
        rest = rest.skip(used + 3);
    }
    brush.left(rest, &page.title, Role::Title);
    let mut rest = fold::row(area, 1);
    if let Some(words) = page.remark.as_ref().or((!page.aside.is_empty()).then_some(&page.aside)) {
        let role = if page.remark.is_none() && page.is_personal { Role::Bad } else { Role::Dim };
        let used = brush.ours().right(rest.last(rest.width / 2), words, role);
        rest = rest.shorten(used + 3);
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

/// A comment, wrapped.
struct WrappedComment {
    /// Each line, and where in the text its first character stands.
    lines: Vec<(usize, Plain)>,
    /// Are the answers told in a row of their own, for want of room?
    is_split: bool,
}

/// A comment on the page.
#[derive(Clone, Copy)]
struct SeenComment<'v> {
    row: &'v CommentRow,
    wrapped: &'v WrappedComment,
    /// How many of its rows are scrolled away.
    n_above: usize,
    is_selected: bool,
}

/// The comments that fit under one another, the selected one among them.
struct CommentList {
    /// Which row of the page is the first of them.
    top: usize,
    comments: Vec<WrappedComment>,
    /// Rows between two comments.
    gap: usize,
    /// Columns of the dates; 0 where there are none.
    date: u16,
    /// Columns of the feelings.
    feeling: u16,
}

impl CommentList {
    /// The list moves no further than it must to show the selected comment.
    fn of(brush: &Brush<'_>, page: &CommentsPage, area: Area, is_roomy: bool) -> Self {
        let gap = usize::from(is_roomy);
        let widest = |measure: &dyn Fn(&CommentRow) -> u16| page.rows.iter().map(measure).max().unwrap_or(0);
        let date = widest(&|row| brush.columns(&row.date));
        let is_unknown = page.rows.iter().any(|row| row.feeling == Feeling::Unknown);
        let feeling = if is_unknown { brush.columns(UNKNOWN) } else { SCORE };
        let mut list = Self { top: 0, comments: Vec::new(), gap, date, feeling };
        if page.rows.is_empty() {
            return list;
        }
        let width = words(brush, area).width;
        let height = usize::from(area.height);
        let selected = page.spot.selected.saturating_sub(page.first).min(page.rows.len() - 1);
        let mut top = page.spot.top.saturating_sub(page.first).min(selected);
        let beside = width.saturating_sub(list.facts());
        let wrap = |row: &CommentRow| WrappedComment {
            lines: lines(&row.text, width),
            is_split: !row.answers.is_empty()
                && brush.columns(&row.place) + brush.columns(&row.segment) + 4 + brush.columns(&row.answers) > beside,
        };
        let mut comments: Vec<WrappedComment> = page.rows.iter().skip(top).take(selected + 1 - top).map(wrap).collect();
        let rows_of =
            |comments: &[WrappedComment]| comments.iter().map(|wrapped| wrapped.n_rows() + gap).sum::<usize>();
        while top < selected && rows_of(&comments).saturating_sub(gap) > height {
            comments.remove(0);
            top += 1;
        }
        for row in page.rows.iter().skip(selected + 1) {
            if rows_of(&comments) >= height {
                break;
            }
            comments.push(wrap(row));
        }
        list.top = top;
        list.comments = comments;
        list
    }

    /// Columns of date and feeling together.
    fn facts(&self) -> u16 {
        self.feeling + 2 + if self.date > 0 { self.date + 2 } else { 0 }
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
        let selected = page.spot.selected.saturating_sub(page.first);
        let mut seen = Seen { top: page.first + self.top, n_rows: height, ..Seen::default() };
        let mut y = 0;
        for (idx, wrapped) in self.comments.iter().enumerate() {
            let idx = self.top + idx;
            let Some(row) = page.rows.get(idx) else { break };
            let n_rows = wrapped.n_rows();
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
            let comment = SeenComment { row, wrapped, n_above, is_selected: idx == selected };
            self.paint_comment(brush, &comment, place);
            geometry.targets.push((place, Target::Row(page.first + idx)));
            y += n_seen + self.gap;
        }
        geometry.seen = seen;
        geometry.page = seen.n_whole;
    }

    fn paint_comment(&self, brush: &mut Brush<'_>, comment: &SeenComment<'_>, area: Area) {
        let SeenComment { row, wrapped, n_above, is_selected } = *comment;
        let inner = words(brush, area);
        if is_selected {
            let page = page_of(fold::row(area, 0));
            brush.sign(brush.placed(page.skip(1).first(1), page), brush.pointer(), Role::Underline);
        }
        for y in 0..area.height {
            let field = fold::row(inner, y);
            match (n_above + usize::from(y)).checked_sub(wrapped.n_facts()) {
                None if n_above + usize::from(y) == 0 => {
                    self.paint_facts(brush, comment, field);
                }
                None => {
                    brush.prose(field, &besides(row), Role::Dim);
                }
                Some(nth) => {
                    let Some((first_char, line)) = wrapped.lines.get(nth) else { continue };
                    let n_chars = line.as_str().chars().count();
                    let inside = |idx: &&usize| (*first_char..first_char + n_chars).contains(*idx);
                    let matched: Vec<usize> = row.matched.iter().filter(inside).map(|idx| idx - first_char).collect();
                    let columns = brush.columns(line);
                    let field = if brush.is_right_to_left() { field.last(columns) } else { field };
                    brush.marked(field, line, Role::Text, &matched);
                }
            }
        }
    }

    /// Paints `2026-06-30  - 0.82  Payment  mobile            CSAT 2 · NPS 3`.
    fn paint_facts(&self, brush: &mut Brush<'_>, comment: &SeenComment<'_>, whole: Field) {
        let SeenComment { row, wrapped, is_selected, .. } = *comment;
        let role = if is_selected { Role::Selected } else { Role::Strong };
        let mut rest = whole;
        if self.date > 0 {
            brush.prose(brush.placed(rest.first(self.date), whole), &row.date, role);
            rest = rest.skip(self.date + 2);
        }
        let field = brush.placed(rest.first(self.feeling), whole);
        match &row.feeling {
            Feeling::Awaited => brush.sign(field, brush.glyphs.ellipsis, Role::Dim),
            Feeling::Unknown => {
                brush.prose(field, UNKNOWN, Role::Dim);
            }
            Feeling::Told(sign, number) => {
                let role = Role::of(row.feeling.tone());
                let [_, bad, even, good, _] = brush.glyphs.emotion;
                let sign = match sign {
                    1.. => good,
                    0 => even,
                    ..0 => bad,
                };
                // A number is read from left to right in any map.
                let field = field.first(SCORE);
                brush.left(field, sign, role);
                brush.left(field.skip(2), number, role);
            }
        }
        rest = rest.skip(self.feeling + 2);
        if !wrapped.is_split {
            let used = brush.opposite(brush.placed(rest, whole), &row.answers, Role::Dim);
            rest = rest.shorten(if used > 0 { used + 2 } else { 0 });
        }
        let used = brush.prose(brush.placed(rest, whole), &row.place, Role::Text);
        if used > 0 && wrapped.is_split {
            return;
        }
        let rest = rest.skip(if used > 0 { used + 2 } else { 0 });
        brush.prose(brush.placed(rest, whole), &row.segment, Role::Dim);
    }
}

impl WrappedComment {
    /// How many rows stand over its text.
    fn n_facts(&self) -> usize {
        1 + usize::from(self.is_split)
    }

    fn n_rows(&self) -> usize {
        self.lines.len() + self.n_facts()
    }
}

/// The second row of a comment: its answers, and the segment where the first row has no room for it.
fn besides(row: &CommentRow) -> Plain {
    if row.place.as_str().is_empty() || row.segment.as_str().is_empty() {
        return row.answers.clone();
    }
    format!("{} · {}", row.segment, row.answers).into()
}

/// A row no wider than is easy to read, margins included.
fn page_of(row: Field) -> Field {
    row.first(WIDEST + 4)
}

/// Where words stand: beside the column of the pointer.
fn words(brush: &Brush<'_>, area: Area) -> Area {
    let page = page_of(fold::row(area, 0));
    let words = brush.placed(page.skip(3).shorten(1), page);
    Area { x: words.x, width: words.width, ..area }
}

/// Wraps a text; each line comes with the position of its first character.
fn lines(text: &Plain, width: u16) -> Vec<(usize, Plain)> {
    let mut n_before = 0;
    let whole = text.as_str();
    let rows = cluster::rows(whole, width).into_iter().filter_map(|range| whole.get(range));
    rows.map(|line| {
        let first = n_before + line.chars().take_while(|c| *c == ' ').count();
        n_before += line.chars().count();
        (first, Plain::new(line.trim()))
    })
    .collect()
}
