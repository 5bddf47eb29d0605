//! Adds and drops items between commas: in brackets, or keys in braces.
//! Invariant: a comment on a line of its own or behind an item is never cut in two, nor an item run into one.

use std::ops::Range;

use super::page::{Page, Patch, is_blank};
use super::sheet::{Inside, Item, Piece};

/// An item to be written, with its comments where it has lines of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Whole lines of comments.
    pub(super) above: String,
    /// The item.
    pub(super) written: String,
    /// The comment behind it, with the blanks before that.
    pub(super) behind: String,
}

impl Line {
    pub(super) fn has_comments(&self) -> bool {
        !self.above.is_empty() || !self.behind.is_empty()
    }
}

/// The items of brackets or braces.
pub(super) fn items_of<'s, 't>(row: &'s Piece<'t>) -> &'s [Item<'t>] {
    match &row.inside {
        Inside::Brackets(items) | Inside::Braces(items) => items,
        Inside::Scalar => &[],
    }
}

/// Adds an item before that of an index; `None` where its comments would have no place.
pub(super) fn add_item(page: Page<'_>, row: &Piece<'_>, index: usize, line: &Line) -> Option<Vec<Patch>> {
    let items = items_of(row);
    let last = items.last();
    let Some(sibling) = items.get(index).or(last) else { return fill(page, row, line).map(|patch| vec![patch]) };
    let span = sibling.span();
    let is_before = index < items.len();
    let Some(lines) = own_lines(page, row, sibling) else {
        if line.has_comments() {
            return None;
        }
        let patch = if is_before {
            (span.start..span.start, format!("{}, ", line.written))
        } else {
            (span.end..span.end, format!(", {}", line.written))
        };
        return Some(vec![patch]);
    };
    let has_comma = is_before || sibling.comma.is_some();
    let comma = if has_comma { "," } else { "" };
    let new = format!("{}{}{comma}{}", page.indent(span.start), line.written, line.behind);
    let at = if is_before { start_with_comments(page, row, index, lines.start) } else { lines.end };
    let (range, new) = page.lines_at(at, &[new]);
    let mut patches = vec![(range, format!("{}{new}", line.above))];
    if !has_comma {
        patches.push((span.end..span.end, ",".to_owned()));
    }
    Some(patches)
}

/// The first item of a row.
fn fill(page: Page<'_>, row: &Piece<'_>, line: &Line) -> Option<Patch> {
    let inside = row.span.start + 1..row.span.end - 1;
    let is_braces = matches!(row.inside, Inside::Braces(_));
    if !page.cut(inside.clone()).contains('\n') {
        let new = if is_braces { format!(" {} ", line.written) } else { line.written.clone() };
        return (!line.has_comments()).then_some((inside, new));
    }
    let at = page.line_start(inside.end);
    let above = page.cut(page.line_start(at - 1)..at).trim_end();
    let indent = if above.trim_start().starts_with('#') {
        above.get(..above.len() - above.trim_start().len()).unwrap_or_default().to_owned()
    } else {
        format!("{}  ", page.indent(inside.end))
    };
    let comma = if is_braces { "" } else { "," };
    let (range, new) = page.lines_at(at, &[format!("{indent}{}{comma}{}", line.written, line.behind)]);
    Some((range, format!("{}{new}", line.above)))
}

/// Takes an item away: its lines with the comments directly above where it has lines of its own.
pub(super) fn drop_item(page: Page<'_>, row: &Piece<'_>, index: usize) -> Vec<Patch> {
    let items = items_of(row);
    let Some(item) = items.get(index) else { return Vec::new() };
    let span = item.span();
    let before = index.checked_sub(1).and_then(|idx| items.get(idx));
    let behind = items.get(index + 1);
    if let Some(lines) = own_lines(page, row, item) {
        let mut patches = vec![(start_with_comments(page, row, index, lines.start)..lines.end, String::new())];
        // Braces end without a comma, in the older TOML.
        if let (Inside::Braces(_), Some(Item { comma: Some(comma), .. }), None) = (&row.inside, before, item.comma) {
            patches.push((*comma..comma + 1, String::new()));
        }
        return patches;
    }
    let gone = match (before, behind) {
        (_, Some(behind)) if is_plain(page, span.end..behind.span().start) => span.start..behind.span().start,
        (Some(before), None) if is_plain(page, before.span().end..span.start) => before.span().end..span.end,
        (None, None)
            if is_plain(page, row.span.start + 1..span.start) && is_plain(page, span.end..row.span.end - 1) =>
        {
            row.span.start + 1..row.span.end - 1
        }
        _ => span.clone(),
    };
    let mut patches = vec![(gone.clone(), String::new())];
    let own_comma = item.comma.filter(|comma| !gone.contains(comma));
    let other_comma = before.and_then(|before| before.comma).filter(|comma| !gone.contains(comma));
    if gone == span {
        patches.extend(own_comma.or(other_comma).map(|comma| (comma..comma + 1, String::new())));
    }
    patches
}

/// An item with its comments, as it would be written elsewhere.
pub(super) fn line_of(page: Page<'_>, row: &Piece<'_>, index: usize) -> Option<Line> {
    let item = items_of(row).get(index)?;
    let span = item.span();
    let mut line = Line { written: page.cut(span.clone()).to_owned(), ..Line::default() };
    if let Some(lines) = own_lines(page, row, item) {
        page.cut(start_with_comments(page, row, index, lines.start)..lines.start).clone_into(&mut line.above);
        let rest = page.cut(span.end..lines.end).trim_end();
        line.behind = rest.replacen(',', "", usize::from(item.comma.is_some()));
    }
    Some(line)
}

/// The start of the comments directly above the lines of an item, none of them behind or in the item before.
fn start_with_comments(page: Page<'_>, row: &Piece<'_>, index: usize, line_start: usize) -> usize {
    let before = index.checked_sub(1).and_then(|idx| items_of(row).get(idx));
    let floor = before.map_or(row.span.start, |before| page.line_end(before.span().end));
    page.comments_above(line_start, floor)
}

/// The lines of an item that has them for itself, but for the comment behind it.
fn own_lines(page: Page<'_>, row: &Piece<'_>, item: &Item<'_>) -> Option<Range<usize>> {
    let span = item.span();
    let start = page.line_start(span.start);
    let end = page.line_end(span.end);
    let is_own = start > row.span.start && end <= row.span.end && page.starts_line(span.start);
    let has_comma = item.comma.is_some_and(|comma| comma < end);
    let behind = page.cut(span.end..end).trim_start_matches([' ', '\t']);
    let behind = if has_comma { behind.strip_prefix(',')? } else { behind };
    let behind = behind.trim_start_matches([' ', '\t']);
    let is_last = is_blank(behind) || behind.starts_with('#');
    (is_own && is_last && has_comma == item.comma.is_some()).then_some(start..end)
}

/// Is there no comment and no item in a gap?
fn is_plain(page: Page<'_>, gap: Range<usize>) -> bool {
    !page.cut(gap).contains('#')
}
