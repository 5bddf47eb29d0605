//! Adds keys to a table, however the table is written.
//! Invariant: a new key stands among the keys of its own table, under its own header.

use std::ops::Range;

use super::block::block_at;
use super::fault::Fault;
use super::literal::key_of;
use super::page::{Page, Patch};
use super::path::{Relation, find_written, relations};
use super::row::{self, Line};
use super::sheet::{Inside, Item, Kind, Name, Piece, Sheet, Statement};
use super::step::{PathStep, n_keys};

/// Adds a key to a table that does not have it.
pub(super) fn add_key(
    sheet: &Sheet<'_>,
    (table, key): (&[PathStep], &str),
    literal: &str,
    after: &[&str],
) -> Result<Vec<Patch>, Fault> {
    if let Some((row, n_steps)) = braces(sheet, table) {
        let prefix = table.get(n_steps..).unwrap_or_default();
        return add_to_row(sheet.page, row, prefix, (key, literal), after);
    }
    let relations = relations(sheet, table);
    let header = relations.iter().position(|relation| *relation == Relation::Exact);
    if table.is_empty() || header.is_some() {
        return Ok(vec![add_under(sheet, header, (key, literal), after)]);
    }
    if let Some(idx) = (0..relations.len()).rfind(|idx| is_dotted(sheet, *idx, &relations)) {
        let statement = sheet.statements.get(idx).ok_or(Fault::Unsafe)?;
        let leads = match sheet.header_of(idx).and_then(|header| relations.get(header)) {
            Some(Relation::Above(n_steps)) => *n_steps,
            _ => 0,
        };
        let names = statement.names_span(table.len() - leads).ok_or(Fault::Unsafe)?;
        let key = format!("{}.{}", sheet.page.cut(names), key_of(key));
        let line = line_like(sheet.page, statement, &key, literal);
        return Ok(vec![sheet.page.lines_at(sheet.page.line_end(statement.span.end), &[line])]);
    }
    // Its only headers are those of tables in it: it gets one of its own above them.
    let first = relations.iter().position(|relation| *relation == Relation::Below).ok_or(Fault::Absent)?;
    let statement = sheet.statements.get(first).ok_or(Fault::Unsafe)?;
    let names = statement.names_span(n_keys(table)).ok_or(Fault::Unsafe)?;
    let page = sheet.page;
    let indent = page.indent(statement.span.start);
    let lines = vec![format!("{indent}[{}]", page.cut(names)), format!("{indent}{} = {literal}", key_of(key))];
    let at = page.blanks_above(sheet.start_with_comments(first));
    Ok(vec![block_at(sheet, at, lines, [first].into_iter())])
}

/// The innermost braces on the way to a table, and how many steps lead to them; what is left are dotted keys in them.
pub(super) fn braces<'s, 't>(sheet: &'s Sheet<'t>, table: &[PathStep]) -> Option<(&'s Piece<'t>, usize)> {
    (1..=table.len()).rev().find_map(|n_steps| {
        let found = find_written(sheet, table.get(..n_steps)?)?;
        matches!(found.piece.inside, Inside::Braces(_)).then_some((found.piece, n_steps))
    })
}

/// The keys in braces that start with these steps.
pub(super) fn starting_with<'s, 't>(
    row: &'s Piece<'t>,
    prefix: &[PathStep],
) -> impl Iterator<Item = (usize, &'s Item<'t>)> {
    row::items_of(row).iter().enumerate().filter(move |(_, item)| {
        let mut names = item.names.iter();
        prefix.iter().all(|step| matches!((step, names.next()), (PathStep::Key(key), Some(name)) if *key == name.key))
    })
}

/// Is a statement a key of the table with the table in it, as `table.key`?
fn is_dotted(sheet: &Sheet<'_>, idx: usize, relations: &[Relation]) -> bool {
    let is_pair = sheet.statements.get(idx).is_some_and(|statement| !statement.is_header());
    let is_in_it = matches!(relations.get(idx), Some(Relation::Exact | Relation::Below));
    let header = if is_pair && is_in_it { sheet.header_of(idx) } else { return false };
    matches!(header.and_then(|idx| relations.get(idx)), None | Some(Relation::Above(_)))
}

/// Adds a key under a header, or above the first one.
fn add_under(sheet: &Sheet<'_>, header: Option<usize>, (key, literal): (&str, &str), after: &[&str]) -> Patch {
    let page = sheet.page;
    let keys = header.map_or(0, |idx| idx + 1)..sheet.end_of_keys(header);
    let own = sheet.statements.get(keys).unwrap_or_default();
    if let Some(neighbor) = behind(own.iter().map(|statement| (statement, statement.names.first())), after) {
        let line = line_like(page, neighbor, &key_of(key), literal);
        return page.lines_at(page.line_end(neighbor.span.end), &[line]);
    }
    let mut line = format!("{} = {literal}", key_of(key));
    if let Some(opened) = header.and_then(|idx| sheet.statements.get(idx)) {
        line.insert_str(0, page.indent(opened.span.start));
        return page.lines_at(page.line_end(opened.span.end), &[line]);
    }
    match sheet.statements.first() {
        None => page.lines_at(page.text.len(), &[line]),
        Some(_) => page.lines_at(sheet.start_with_comments(0), &[line, String::new()]),
    }
}

/// Adds a key to braces.
fn add_to_row(
    page: Page<'_>,
    row: &Piece<'_>,
    prefix: &[PathStep],
    (key, literal): (&str, &str),
    after: &[&str],
) -> Result<Vec<Patch>, Fault> {
    let own: Vec<(usize, &Item<'_>)> = starting_with(row, prefix).collect();
    let names = own.iter().map(|found| (found, found.1.names.get(prefix.len())));
    let neighbor = behind(names, after);
    if neighbor.is_none() && !prefix.is_empty() {
        return Err(Fault::Absent);
    }
    let mut written = key_of(key);
    let mut sign = " = ";
    if let Some((_, item)) = neighbor {
        if let (Some(first), Some(last)) =
            (item.names.first(), prefix.len().checked_sub(1).and_then(|idx| item.names.get(idx)))
        {
            written = format!("{}.{written}", page.cut(first.span.start..last.span.end));
        }
        sign = sign_like(page, item.names.last(), &item.value.span);
    }
    let line = Line { written: format!("{written}{sign}{literal}"), ..Line::default() };
    let index = neighbor.map_or(0, |(idx, _)| idx + 1);
    row::add_item(page, row, index, &line).ok_or(Fault::Unsafe)
}

/// That one of `after` that comes last in it and is there, else the last of all.
fn behind<'n, 't: 'n, T>(own: impl Iterator<Item = (T, Option<&'n Name<'t>>)>, after: &[&str]) -> Option<T> {
    let rank = |name: Option<&Name<'_>>| name.and_then(|name| after.iter().rposition(|key| *key == name.key));
    own.max_by_key(|(_, name)| rank(*name).map_or(0, |rank| rank + 1)).map(|(neighbor, _)| neighbor)
}

/// A line with a key, written like another.
fn line_like(page: Page<'_>, neighbor: &Statement<'_>, key: &str, literal: &str) -> String {
    let Kind::Pair(value) = &neighbor.kind else { return format!("{key} = {literal}") };
    let sign = sign_like(page, neighbor.names.last(), &value.span);
    format!("{}{key}{sign}{literal}", page.indent(neighbor.span.start))
}

/// The sign between a key and its value: without blanks where a neighbor has none.
fn sign_like(page: Page<'_>, name: Option<&Name<'_>>, value: &Range<usize>) -> &'static str {
    let gap = name.map_or("", |name| page.cut(name.span.end..value.start));
    if gap == "=" { "=" } else { " = " }
}
