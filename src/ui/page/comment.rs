//! A comment: when, how it feels, where and by whom, then what was written.

use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::Block;
use crate::app::view::comments::{CommentFeeling, CommentRow};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

/// How wide `- 0.82` is.
const SCORE: u16 = 6;
/// Said of a comment in a language that cannot be judged.
const UNKNOWN: &str = "no lexicon";

/// The columns that the comments of a page share.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct CommentColumns {
    /// Columns of the dates; 0 where there are none.
    date: u16,
    feeling: u16,
}

impl CommentColumns {
    pub(in crate::ui) fn of(brush: &Brush<'_>, blocks: &[Block]) -> Self {
        let comments = || blocks.iter().filter_map(comment);
        let date = comments().map(|row| brush.columns(&row.date)).max().unwrap_or(0);
        let is_unknown = comments().any(|row| row.feeling == CommentFeeling::Unknown);
        Self { date, feeling: if is_unknown { brush.columns(UNKNOWN) } else { SCORE } }
    }

    /// Columns of date and feeling together.
    const fn facts(self) -> u16 {
        self.feeling + 2 + if self.date > 0 { self.date + 2 } else { 0 }
    }
}

const fn comment(block: &Block) -> Option<&CommentRow> {
    if let Block::Comment(row) = block { Some(row) } else { None }
}

/// A comment in rows of a width.
pub(in crate::ui) fn rows<'v>(
    brush: &Brush<'_>,
    row: &'v CommentRow,
    columns: CommentColumns,
    width: u16,
) -> Vec<PageRow<'v>> {
    // The answers have a row of their own where there is no room for them.
    let beside = width.saturating_sub(columns.facts());
    let is_split = !row.answers.is_empty()
        && brush.columns(&row.place) + brush.columns(&row.segment) + 4 + brush.columns(&row.answers) > beside;
    let mut rows = vec![PageRow::Words(facts(brush, row, columns, is_split, width))];
    if is_split {
        let words = PageWords::new(0, width, PageText::Line(besides(row)), Role::Dim);
        rows.push(PageRow::Words(vec![words]));
    }
    rows.extend(lines(&row.text, width).into_iter().map(|(first, line)| {
        let n_chars = line.as_str().chars().count();
        let inside = |idx: &&usize| (first..first + n_chars).contains(*idx);
        let matched = row.matched.iter().filter(inside).map(|idx| idx - first).collect();
        PageRow::Words(vec![PageWords::new(0, width, PageText::Marked(line, matched), Role::Text)])
    }));
    rows
}

/// `2026-06-30  - 0.82  Payment  mobile            CSAT 2 · NPS 3`.
fn facts<'v>(
    brush: &Brush<'_>,
    row: &'v CommentRow,
    columns: CommentColumns,
    is_split: bool,
    width: u16,
) -> Vec<PageWords<'v>> {
    let role = if row.is_marked { Role::Selected } else { Role::Strong };
    let mut facts = Vec::new();
    let mut x = 0;
    if columns.date > 0 {
        facts.push(PageWords::new(0, columns.date, PageText::Whole(&row.date), role));
        x = columns.date + 2;
    }
    feeling(&mut facts, brush, row, x, columns.feeling);
    x += columns.feeling + 2;
    let mut room = width.saturating_sub(x);
    if !is_split && !row.answers.is_empty() {
        facts.push(PageWords::new(x, room, PageText::Whole(&row.answers), Role::Dim).at(Alignment::End));
        room = room.saturating_sub(brush.fitted(&row.answers, room) + 2);
    }
    let used = brush.fitted(&row.place, room);
    if used > 0 {
        facts.push(PageWords::new(x, room, PageText::Whole(&row.place), Role::Text));
    }
    if used == 0 || !is_split {
        let skipped = if used > 0 { used + 2 } else { 0 };
        let place = room.saturating_sub(skipped);
        facts.push(PageWords::new(x + skipped, place, PageText::Whole(&row.segment), Role::Dim));
    }
    facts
}

/// Adds `- 0.82`: one piece, for it is read from left to right in any map.
fn feeling<'v>(facts: &mut Vec<PageWords<'v>>, brush: &Brush<'_>, row: &'v CommentRow, x: u16, width: u16) {
    let role = Role::of(row.feeling.tone());
    let mut put = |text| facts.push(PageWords::new(x, width, text, role));
    match &row.feeling {
        CommentFeeling::Awaited => put(PageText::Sign(brush.glyphs.ellipsis)),
        CommentFeeling::Unknown => put(PageText::Line(UNKNOWN.into())),
        CommentFeeling::Told(sign, number) => {
            let [_, bad, even, good, _] = brush.glyphs.emotion;
            let sign = match sign {
                1.. => good,
                0 => even,
                ..0 => bad,
            };
            put(PageText::Line(format!("{sign} {number}").into()));
        }
    }
}

/// The second row of a comment: its answers, and the segment where the first row has no room for it.
fn besides(row: &CommentRow) -> Plain {
    if row.place.as_str().is_empty() || row.segment.as_str().is_empty() {
        return row.answers.clone();
    }
    format!("{} · {}", row.segment, row.answers).into()
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
