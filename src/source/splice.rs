//! Surgery on the text of any TOML: the bytes of one value, key or item change, all others stay as they are. Must not
//! know what the tables mean, nor where the text is from.
//! Invariant: what is given back says what the text said, but for the edit; else nothing is given back.

use std::ops::Range;

/// One step of a path: into a table or into a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The key of a table, without quotes.
    Key(String),
    /// The item of a list, from 0.
    Index(usize),
}

/// A key of a new item and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Without quotes.
    pub(crate) key: String,
    /// The value as TOML.
    pub(crate) literal: String,
}

/// How a list is written where there is none yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A header for each item: `[[stage.touchpoint]]`. In a table in braces it is written inline all the same.
    Tables,
    /// After a key: `evidence = [{ kind = "survey" }]`.
    Inline,
}

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text is not TOML as it is.
    Syntax { span: Range<usize>, message: String },
    /// There is nothing at the path, nor a table or list that it could be added to.
    Absent,
    /// What stands there cannot be edited so; says what it is, lower case.
    Misfit(&'static str),
    /// The result would have said something else too.
    Unsafe,
}

/// Replaces the value at a path. A key that is not there is added to its table: after that one of `after` that comes
/// last in `after` and is there, else after the last key of the table. The table itself must be there.
pub(crate) fn set(text: &str, path: &[Step], literal: &str, after: &[&str]) -> Result<String, Fault> {
    let _ = (text, path, literal, after);
    Err(Fault::Unsafe)
}

/// Takes away what is at a path: the line of a key (comments above it stay), the item of a list in brackets, a table
/// with a header and all that is below it, with the comments directly above. What has nothing left is gone as well,
/// unless it is written: the last `[[stage]]` takes the list with it, `tags = ["x"]` becomes `tags = []`.
pub(crate) fn remove(text: &str, path: &[Step]) -> Result<String, Fault> {
    let _ = (text, path);
    Err(Fault::Unsafe)
}

/// Adds an item to the list at a path, before the one that has this index now; the length of the list puts it last.
/// A list that is not there is made in the table it belongs to, in the given form.
pub(crate) fn insert(text: &str, list: &[Step], index: usize, item: &[Entry], form: Form) -> Result<String, Fault> {
    let _ = (text, list, index, item, form);
    Err(Fault::Unsafe)
}

/// Moves an item: `from` is a list and an index as they are, `to` a list as it is now and the index that the item has
/// afterwards. Its comments and all below it move along. A list that is not there is made as the other is written;
/// headers are spelled as those of the list it comes to. A list with headers and one in brackets do not mix.
pub(crate) fn relocate(text: &str, from: (&[Step], usize), to: (&[Step], usize)) -> Result<String, Fault> {
    let _ = (text, from, to);
    Err(Fault::Unsafe)
}

/// The text of the value at a path as it is written, quotes included; `None` where there is none, or a header.
pub(crate) fn literal<'t>(text: &'t str, path: &[Step]) -> Option<&'t str> {
    let _ = (text, path);
    None
}

/// The line ending of a text: that of its first line.
pub(crate) fn line_ending(text: &str) -> &'static str {
    let _ = text;
    "\n"
}

/// A string of TOML that reads as exactly this text; in the quotes of `like`, a literal, where they can hold it.
/// Line breaks are those of the text: give them the [`line_ending`] of the file before.
pub(crate) fn literal_of_text(text: &str, like: Option<&str>) -> String {
    let _ = like;
    format!("{text:?}")
}
