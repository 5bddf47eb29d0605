//! Headers and what stands under them, as whole lines.
//! Invariant: blank lines belong to what is below them, and so do comments directly above a header; comments directly
//! below the last key belong to the block when nothing but a blank line follows.

use std::ops::Range;

use super::literal::{KeyValue, dotted, key_of};
use super::page::Patch;
use super::path::{Relation, relations};
use super::sheet::{Kind, Sheet, Statement};
use super::step::{PathStep, keys_of, n_keys};

/// Stretches of statements that are at a path or below it.
pub(super) fn runs(sheet: &Sheet<'_>, path: &[PathStep]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (idx, relation) in relations(sheet, path).into_iter().enumerate() {
        if !matches!(relation, Relation::Exact | Relation::Below) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == idx => run.end += 1,
            _ => runs.push(idx..idx + 1),
        }
    }
    runs
}

/// The lines of a stretch of statements.
pub(super) fn lines_of(sheet: &Sheet<'_>, run: &Range<usize>) -> Range<usize> {
    let page = sheet.page;
    let stretch = sheet.statements.get(run.clone()).unwrap_or_default();
    let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { return 0..0 };
    let (start, end) = (page.line_start(first.span.start), page.line_end(last.span.end));
    if first.is_header() { sheet.start_with_comments(run.start)..page.comments_below(end) } else { start..end }
}

/// Takes a stretch of statements away, and of a block the blank lines above; of the first those below.
pub(super) fn removal(sheet: &Sheet<'_>, run: &Range<usize>) -> Patch {
    let page = sheet.page;
    let mut lines = lines_of(sheet, run);
    if sheet.statements.get(run.start).is_some_and(Statement::is_header) {
        let above = page.blanks_above(lines.start);
        if above > page.top() {
            lines.start = above;
        } else {
            lines = above..page.blanks_below(lines.end);
        }
    }
    (page.without(lines), String::new())
}

/// The text of an item as it is written in another list, without the last line ending. What is written of it in
/// several places comes together.
pub(super) fn text_for(
    sheet: &Sheet<'_>,
    runs: &[Range<usize>],
    (item, list): (&[PathStep], &[PathStep]),
) -> Option<String> {
    let page = sheet.page;
    let is_respelled = !keys_of(item).eq(keys_of(list));
    let names = if is_respelled { names_of(sheet, list) } else { String::new() };
    let mut text = String::new();
    for run in runs {
        let lines = lines_of(sheet, run);
        let mut at = lines.start;
        if !text.is_empty() {
            at = page.blanks_above(lines.start);
        }
        for header in sheet.statements.get(run.clone())?.iter().filter(|own| is_respelled && own.is_header()) {
            let span = header.names_span(n_keys(item))?;
            text.push_str(page.cut(at..span.start));
            text.push_str(&names);
            at = span.end;
        }
        text.push_str(page.cut(at..lines.end));
    }
    let text = text.strip_suffix('\n').unwrap_or(&text);
    Some(text.strip_suffix('\r').unwrap_or(text).to_owned())
}

/// The headers that open the items of a list.
pub(super) fn item_headers(sheet: &Sheet<'_>, list: &[PathStep]) -> Vec<usize> {
    let n_names = n_keys(list);
    let found = relations(sheet, list).into_iter().zip(&sheet.statements).enumerate();
    let own = found.filter(|(_, (relation, statement))| {
        *relation == Relation::Below && matches!(statement.kind, Kind::Item) && statement.names.len() == n_names
    });
    own.map(|(idx, _)| idx).collect()
}

/// The header of a table.
pub(super) fn header(sheet: &Sheet<'_>, table: &[PathStep]) -> Option<usize> {
    let mut found = relations(sheet, table).into_iter().zip(&sheet.statements);
    found.position(|(relation, statement)| relation == Relation::Exact && statement.is_header())
}

/// The header whose spelling a new one of this list takes: that of its last item, or of an item of such a list
/// elsewhere.
fn model_header(sheet: &Sheet<'_>, list: &[PathStep]) -> Option<usize> {
    item_headers(sheet, list).pop().or_else(|| kin(sheet, list).last())
}

/// The headers of lists with the same name, wherever they are.
fn kin(sheet: &Sheet<'_>, list: &[PathStep]) -> impl DoubleEndedIterator<Item = usize> {
    let keys: Vec<&str> = keys_of(list).collect();
    let all = sheet.statements.iter().enumerate();
    all.filter(move |(_, statement)| {
        let names = statement.names.iter().map(|name| name.key.as_ref());
        matches!(statement.kind, Kind::Item) && names.eq(keys.iter().copied())
    })
    .map(|(idx, _)| idx)
}

/// What stands between the brackets of a header of this list, spelled like its neighbors.
fn names_of(sheet: &Sheet<'_>, list: &[PathStep]) -> String {
    let written = |idx: usize, n_names: usize| {
        let span = sheet.statements.get(idx)?.names_span(n_names)?;
        Some(sheet.page.cut(span).to_owned())
    };
    if let Some(names) = model_header(sheet, list).and_then(|idx| written(idx, n_keys(list))) {
        return names;
    }
    let Some((PathStep::Key(own), parent)) = list.split_last() else { return dotted(keys_of(list)) };
    let above = header(sheet, parent).and_then(|idx| written(idx, n_keys(parent)));
    above.map_or_else(|| dotted(keys_of(list)), |names| format!("{names}.{}", key_of(own)))
}

/// The lines of a new item of a list.
pub(super) fn new_lines(sheet: &Sheet<'_>, list: &[PathStep], item: &[KeyValue]) -> Vec<String> {
    let page = sheet.page;
    let parent = list.split_last().map_or(list, |(_, parent)| parent);
    let model = model_header(sheet, list);
    let neighbor = model.or_else(|| header(sheet, parent)).and_then(|idx| Some((idx, sheet.statements.get(idx)?)));
    let (mut opened, mut indent, mut pair_indent) = (format!("[[{}]]", names_of(sheet, list)), "", "");
    if let Some((idx, statement)) = neighbor {
        indent = page.indent(statement.span.start);
        let below = sheet.statements.get(idx + 1).filter(|below| !below.is_header());
        pair_indent = below.map_or(indent, |below| page.indent(below.span.start));
        if model.is_some() {
            page.cut(statement.span.clone()).clone_into(&mut opened);
        }
    }
    let pairs = item.iter().map(|entry| format!("{pair_indent}{} = {}", key_of(&entry.key), entry.literal));
    [format!("{indent}{opened}")].into_iter().chain(pairs).collect()
}

/// Puts the lines of a block where the item of an index belongs, with blank lines around it as around its neighbors.
pub(super) fn insertion(sheet: &Sheet<'_>, (list, index): (&[PathStep], usize), lines: Vec<String>) -> Option<Patch> {
    let siblings = item_headers(sheet, list);
    let parent = list.split_last().map_or(list, |(_, parent)| parent);
    let at = match (index.checked_sub(1), siblings.first()) {
        (Some(before), _) => {
            let before = [list, &[PathStep::Index(before)]].concat();
            end_of(sheet, runs(sheet, &before).last()?.end)
        }
        (None, Some(first)) => sheet.page.blanks_above(sheet.start_with_comments(*first)),
        (None, None) => end_of(sheet, runs(sheet, parent).last().map_or(0, |run| run.end)),
    };
    let neighbors = siblings.get(index).into_iter().chain(siblings.iter().rev()).copied();
    Some(block_at(sheet, at, lines, neighbors.chain(kin(sheet, list).rev())))
}

/// Puts the lines of a block at a line, with blank lines around it as above the first of these headers.
pub(super) fn block_at(
    sheet: &Sheet<'_>,
    at: usize,
    mut lines: Vec<String>,
    neighbors: impl Iterator<Item = usize>,
) -> Patch {
    let page = sheet.page;
    let all = sheet.statements.iter().enumerate().filter(|(_, statement)| statement.is_header());
    let (above, below): (Vec<_>, Vec<_>) =
        all.map(|(idx, statement)| (idx, statement.span.start)).partition(|(_, start)| *start < at);
    let others = above.iter().rev().chain(&below).map(|(idx, _)| *idx);
    let n_blanks = neighbors.chain(others).find_map(|idx| n_blanks_above(sheet, idx)).unwrap_or(1);
    let blanks = vec![String::new(); n_blanks];
    if !page.cut(page.top()..at).is_empty() {
        lines.splice(0..0, blanks);
    } else if at < page.text.len() {
        lines.extend(blanks);
    }
    page.lines_at(at, &lines)
}

/// Where the lines end of what comes before a statement: keys that follow directly are never cut off their header.
fn end_of(sheet: &Sheet<'_>, end_idx: usize) -> usize {
    let page = sheet.page;
    let rest = sheet.statements.get(end_idx..).unwrap_or_default();
    let end_idx = end_idx + rest.iter().take_while(|statement| !statement.is_header()).count();
    match end_idx.checked_sub(1).and_then(|idx| sheet.statements.get(idx)) {
        Some(last) => page.comments_below(page.line_end(last.span.end)),
        None => page.text.len(),
    }
}

/// How many blank lines are above a block; `None` for what the text starts with.
fn n_blanks_above(sheet: &Sheet<'_>, idx: usize) -> Option<usize> {
    let page = sheet.page;
    let start = sheet.start_with_comments(idx);
    let above = page.blanks_above(start);
    (above > page.top()).then(|| page.cut(above..start).matches('\n').count())
}
