//! Changes the bytes of one value, key or item in the text of any TOML; all others stay as they are.
//! Invariant: the new text says what the old one said, but for the edit; else none is given back.

mod block;
mod fault;
mod literal;
mod page;
mod path;
mod proof;
mod row;
mod sheet;
mod step;
mod table;

pub use fault::Fault;
pub use literal::{KeyValue, literal_of_text};
use page::Page;
use row::Line;
use sheet::{Piece, Sheet};
pub use step::PathStep;
use step::{path_with, path_without};

use super::format::{Branch, Value};

/// How a list is written where there is none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A header for each item: `[[stage.touchpoint]]`. In a table in braces it is written inline all the same.
    Tables,
    /// After a key: `evidence = [{ kind = "survey" }]`.
    Inline,
}

/// The text to be changed.
pub struct Original<'t> {
    pub(super) text: &'t str,
    /// What it says, where that is known already.
    pub(super) tree: Option<Branch<'t>>,
}

impl<'t, T: AsRef<str> + ?Sized> From<&'t T> for Original<'t> {
    fn from(text: &'t T) -> Self {
        Self { text: text.as_ref(), tree: None }
    }
}

impl<'t> Original<'t> {
    /// The text, and a model of what it says for the same edit to be made in.
    fn parts(self) -> Result<(&'t str, Value<'t>), Fault> {
        Ok((self.text, self.tree.map_or_else(|| proof::model_of(self.text), |tree| Ok(Value::Table(tree)))?))
    }
}

/// Replaces the value at a path. A key that is not there is added to its table: behind that one of `after` that comes
/// last in `after` and is there, else behind the last key of the table. The table itself must be there.
///
/// # Errors
/// When there is no such place, or the literal is not one value.
pub fn set<'t>(
    original: impl Into<Original<'t>>,
    path: &[PathStep],
    literal: &str,
    after: &[&str],
) -> Result<String, Fault> {
    let pair = proof::pair_text(path.last(), literal);
    let (text, mut model) = original.into().parts()?;
    proof::check_literal(literal)?;
    if let Some(span) = proof::set(&mut model, path, proof::model_of(&pair).map_err(|_| Fault::Unsafe)?)? {
        return proven(model, path, Page::of(text).patched(vec![(span, literal.to_owned())]));
    }
    let sheet = Sheet::of(text);
    let patches = match (path::find_written(&sheet, path), path.split_last()) {
        (Some(found), _) => vec![(found.piece.span.clone(), literal.to_owned())],
        _ if has_any(&sheet, path) => return Err(Fault::Misfit("a table")),
        (None, Some((PathStep::Key(key), parent))) => table::add_key(&sheet, (parent, key), literal, after)?,
        _ => return Err(Fault::Absent),
    };
    proven(model, path, sheet.page.patched(patches))
}

/// Takes away what is at a path: the line of a key (comments above it stay), the item of a list in brackets, a table
/// with a header and all that is below it, with the comments directly above. What has nothing left is gone as well,
/// unless it is written: the last `[[stage]]` takes the list with it, `tags = ["x"]` becomes `tags = []`.
///
/// # Errors
/// When there is nothing at the path.
pub fn remove<'t>(original: impl Into<Original<'t>>, path: &[PathStep]) -> Result<String, Fault> {
    let (text, mut model) = original.into().parts()?;
    proof::take_out(&mut model, path)?;
    proven(model, path, cut(&Sheet::of(text), path))
}

/// Adds an item to the list at a path, before the one that has this index now; the length of the list puts it last.
/// A list that is not there is made in the table it belongs to, in the given form.
///
/// # Errors
/// When there is no such place, or an entry is not one value.
pub fn insert<'t>(
    original: impl Into<Original<'t>>,
    list: &[PathStep],
    index: usize,
    item: &[KeyValue],
    form: Form,
) -> Result<String, Fault> {
    let new = proof::list_text(list, item);
    let (text, mut model) = original.into().parts()?;
    item.iter().try_for_each(|entry| proof::check_literal(&entry.literal))?;
    let new = proof::model_of(&new).map_err(|_| Fault::Misfit("an item with a key twice"))?;
    proof::put_in(&mut model, (list, index), None, new)?;
    let sheet = Sheet::of(text);
    let patches = match home(&sheet, list, form)? {
        Home::Headers => {
            let lines = block::new_lines(&sheet, list, item);
            block::insertion(&sheet, (list, index), lines).map(|patch| vec![patch])
        }
        Home::Row(row) => {
            let line = Line { written: braced(sheet.page, Some(row), item), ..Line::default() };
            row::add_item(sheet.page, row, index, &line)
        }
        Home::Key(parent, key) => {
            let literal = format!("[{}]", braced(sheet.page, None, item));
            Some(table::add_key(&sheet, (parent, key), &literal, &[])?)
        }
    };
    proven(model, list, patches.and_then(|patches| sheet.page.patched(patches)))
}

/// Moves an item: `from` is a list and an index as they are, `to` a list as it is now and the index that the item has
/// afterwards. Its comments and all below it move along. A list that is not there is made as the other is written;
/// headers are spelled as those of the list it comes to. A list with headers and one in brackets do not mix.
///
/// # Errors
/// When there is no such place, or the item cannot be cut out of the text whole.
pub fn relocate<'t>(
    original: impl Into<Original<'t>>,
    from: (&[PathStep], usize),
    to: (&[PathStep], usize),
) -> Result<String, Fault> {
    let item = [from.0, &[PathStep::Index(from.1)]].concat();
    let target = path_without(to.0, from)?;
    let new = proof::pair_text(target.last(), "[]");
    let (text, mut model) = original.into().parts()?;
    let node = proof::take_out(&mut model, &item)?;
    proof::put_in(&mut model, (&target, to.1), Some(node), proof::model_of(&new).map_err(|_| Fault::Unsafe)?)?;
    if from == to {
        return Ok(text.to_owned());
    }
    let sheet = Sheet::of(text);
    let line = path::find_written(&sheet, from.0).and_then(|row| row::line_of(sheet.page, row.piece, from.1));
    let moved = match line {
        Some(line) => relocate_in_rows(&sheet, (&item, &line), (&target, to.1))?,
        None => relocate_block(&sheet, &item, to, &target)?,
    };
    proven(model, &path_with(from.0, (&target, to.1)), Some(moved))
}

/// Adds an item as it is written in another text: `source` is that text and the path of the item in it. Its comments
/// and all below it come along. A list that is not there is made as the other is written.
///
/// # Errors
/// When there is no such item or place, or one list has headers and the other is in brackets.
pub fn graft(text: &str, (list, index): (&[PathStep], usize), source: (&str, &[PathStep])) -> Result<String, Fault> {
    let (other, item) = source;
    let new = proof::pair_text(list.last(), "[]");
    let mut others = proof::model_of(other)?;
    let mut model = proof::model_of(text)?;
    let node = proof::take_out(&mut others, item)?;
    proof::put_in(&mut model, (list, index), Some(node), proof::model_of(&new).map_err(|_| Fault::Unsafe)?)?;
    let (sheet, other) = (Sheet::of(text), Sheet::of(other));
    let line = match item.split_last() {
        Some((PathStep::Index(at), row)) => {
            path::find_written(&other, row).and_then(|row| row::line_of(other.page, row.piece, *at))
        }
        _ => return Err(Fault::Absent),
    };
    let grown = if let Some(line) = line {
        plant_line(&sheet, (list, index), &line)?
    } else {
        let block = block::text_for(&other, &block::runs(&other, item), (item, list)).ok_or(Fault::Unsafe)?;
        plant_block(&sheet, (list, index), block)?
    };
    proven(model, list, Some(grown))
}

/// The value at a path as it is written, quotes included; `None` where there is none, or a table with a header.
#[must_use]
pub fn literal<'t>(text: &'t str, path: &[PathStep]) -> Option<&'t str> {
    proof::model_of(text).ok()?;
    let sheet = Sheet::of(text);
    let span = path::find_written(&sheet, path)?.piece.span.clone();
    text.get(span)
}

/// The line ending of a text: that of its first line.
#[must_use]
pub fn line_ending(text: &str) -> &'static str {
    Page::of(text).line_ending(0)
}

/// How the list is written that an item goes to.
enum Home<'s, 't, 'l> {
    /// Each item has a header.
    Headers,
    /// In brackets.
    Row(&'s Piece<'t>),
    /// Not yet; it becomes a key of a table.
    Key(&'l [PathStep], &'l str),
}

fn home<'s, 't, 'l>(sheet: &'s Sheet<'t>, list: &'l [PathStep], form: Form) -> Result<Home<'s, 't, 'l>, Fault> {
    if let Some(found) = path::find_written(sheet, list) {
        return Ok(Home::Row(found.piece));
    }
    let Some((PathStep::Key(key), parent)) = list.split_last() else { return Err(Fault::Absent) };
    let is_new = block::item_headers(sheet, list).is_empty();
    let is_inline = form == Form::Inline || table::braces(sheet, parent).is_some();
    Ok(if is_new && is_inline { Home::Key(parent, key) } else { Home::Headers })
}

/// The new text, where it says what the model says.
fn proven(model: Value<'_>, path: &[PathStep], new: Option<String>) -> Result<String, Fault> {
    new.filter(|new| proof::holds(model, path, new)).ok_or(Fault::Unsafe)
}

fn has_any(sheet: &Sheet<'_>, path: &[PathStep]) -> bool {
    !block::runs(sheet, path).is_empty()
}

/// A new item in braces, with blanks inside them as its neighbors have.
fn braced(page: Page<'_>, row: Option<&Piece<'_>>, item: &[KeyValue]) -> String {
    let pairs: Vec<String> =
        item.iter().map(|entry| format!("{} = {}", literal::key_of(&entry.key), entry.literal)).collect();
    let sibling = row.and_then(|row| row::items_of(row).last()).map_or("", |item| page.cut(item.span()));
    let is_tight = sibling.starts_with('{') && !sibling.starts_with("{ ") && sibling != "{}";
    match pairs.join(", ") {
        pairs if pairs.is_empty() || is_tight => format!("{{{pairs}}}"),
        pairs => format!("{{ {pairs} }}"),
    }
}

/// The text without what is at a path.
fn cut(sheet: &Sheet<'_>, path: &[PathStep]) -> Option<String> {
    let around = path::find_written(sheet, path).and_then(|found| found.around.last().copied());
    if let Some((row, index)) = around {
        return sheet.page.patched(row::drop_item(sheet.page, row, index));
    }
    let runs = block::runs(sheet, path);
    if !runs.is_empty() {
        return sheet.page.patched(runs.iter().map(|run| block::removal(sheet, run)).collect());
    }
    // Dotted keys in braces: there may be more than one of them.
    let (row, n_steps) = table::braces(sheet, path)?;
    let (index, _) = table::starting_with(row, path.get(n_steps..)?).next()?;
    let rest = sheet.page.patched(row::drop_item(sheet.page, row, index))?;
    Some(cut(&Sheet::left_of(sheet.page, &rest), path).unwrap_or(rest))
}

/// Moves an item from brackets to brackets.
fn relocate_in_rows(
    sheet: &Sheet<'_>,
    (item, line): (&[PathStep], &Line),
    (list, index): (&[PathStep], usize),
) -> Result<String, Fault> {
    let rest = cut(sheet, item).ok_or(Fault::Unsafe)?;
    plant_line(&Sheet::left_of(sheet.page, &rest), (list, index), line)
}

/// Puts an item into brackets.
fn plant_line(sheet: &Sheet<'_>, (list, index): (&[PathStep], usize), line: &Line) -> Result<String, Fault> {
    let patches = match home(sheet, list, Form::Inline)? {
        Home::Headers => return Err(Fault::Misfit("a list with a header for each item")),
        Home::Row(row) => row::add_item(sheet.page, row, index, line),
        Home::Key(..) if line.has_comments() => None,
        Home::Key(parent, key) => Some(table::add_key(sheet, (parent, key), &format!("[{}]", line.written), &[])?),
    };
    let patches = patches.ok_or(Fault::Misfit("a list on one line, with no place for the comments of the item"))?;
    sheet.page.patched(patches).ok_or(Fault::Unsafe)
}

/// Moves an item with a header. `target` is the list it goes to, as the list is addressed once the item is cut out.
fn relocate_block(
    sheet: &Sheet<'_>,
    item: &[PathStep],
    (list, index): (&[PathStep], usize),
    target: &[PathStep],
) -> Result<String, Fault> {
    let runs = block::runs(sheet, item);
    let block = block::text_for(sheet, &runs, (item, list)).ok_or(Fault::Unsafe)?;
    let removals = runs.iter().map(|run| block::removal(sheet, run)).collect();
    let rest = sheet.page.patched(removals).ok_or(Fault::Unsafe)?;
    plant_block(&Sheet::left_of(sheet.page, &rest), (target, index), block)
}

/// Puts an item with a header among the others.
fn plant_block(sheet: &Sheet<'_>, (list, index): (&[PathStep], usize), block: String) -> Result<String, Fault> {
    let Home::Headers = home(sheet, list, Form::Tables)? else {
        return Err(Fault::Misfit("a list in brackets"));
    };
    let patch = block::insertion(sheet, (list, index), vec![block]).ok_or(Fault::Unsafe)?;
    sheet.page.patched(vec![patch]).ok_or(Fault::Unsafe)
}

#[cfg(test)]
mod tests;
