//! TOML as it is written: values with the bytes they stand at, keys in the order of the file.
//! Invariant: [`grow`] gives the tree that the `toml` crate would give, or none, and then that crate is asked.

mod grow;

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};
use toml::value::Datetime;

pub(super) use grow::grow;

/// What stands deeper than this in a text of the `toml` crate is not looked at: a map is five deep.
const DEEPEST: usize = 200;

/// A stretch of bytes; a text of four gigabytes has no tree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    fn of(range: Range<usize>) -> Self {
        let short = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: short(range.start), end: short(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'t> {
    Text(Cow<'t, str>),
    /// Digits without underscores, and their radix.
    Integer(Cow<'t, str>, u32),
    Float(Cow<'t, str>),
    Truth(bool),
    Date(Datetime),
    List(Vec<Node<'t>>),
    Table(Branch<'t>),
}

/// A value and where it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node<'t> {
    pub(crate) value: Value<'t>,
    stretch: Stretch,
}

impl Node<'_> {
    /// The bytes of the value; of a table with a header, those of the header.
    pub(crate) fn span(&self) -> Range<usize> {
        self.stretch.range()
    }
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeyNode<'t> {
    pub(crate) key: Cow<'t, str>,
    stretch: Stretch,
    pub(crate) node: Node<'t>,
}

impl KeyNode<'_> {
    /// The bytes of the key.
    pub(crate) fn key_span(&self) -> Range<usize> {
        self.stretch.range()
    }
}

/// A table: its keys in the order of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Branch<'t> {
    pub(crate) entries: Vec<KeyNode<'t>>,
}

impl<'t> Branch<'t> {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

/// A text that is TOML from end to end, and what it says.
#[derive(Clone, Debug)]
pub struct Parsed<'t> {
    pub(crate) text: &'t str,
    pub(crate) tree: Branch<'t>,
}

impl<'t> Parsed<'t> {
    /// Reads a text; says what is wrong where it is no TOML.
    pub(crate) fn of(text: &'t str) -> Result<Self, Error> {
        let tree = match grow(text) {
            Some(tree) => tree,
            None => DeTable::parse(text)?.into_inner().into(),
        };
        Ok(Self { text, tree })
    }
}

/// The table that a value is.
pub(crate) fn table<'a, 't>(node: &'a Node<'t>) -> Option<&'a Branch<'t>> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => None,
    }
}

impl<'t> From<DeTable<'t>> for Branch<'t> {
    fn from(table: DeTable<'t>) -> Self {
        branch(table, 0)
    }
}

fn branch(table: DeTable<'_>, depth: usize) -> Branch<'_> {
    if depth > DEEPEST {
        return Branch::default();
    }
    let entries = table.into_iter().map(|(key, value)| KeyNode {
        stretch: Stretch::of(key.span()),
        key: key.into_inner(),
        node: node(value.span(), value.into_inner(), depth),
    });
    let mut entries: Vec<KeyNode<'_>> = entries.collect();
    entries.sort_by_key(|entry| entry.stretch.start);
    Branch { entries }
}

fn node(span: Range<usize>, value: DeValue<'_>, depth: usize) -> Node<'_> {
    let value = match value {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(integer) => Value::Integer(Cow::Owned(integer.as_str().to_owned()), integer.radix()),
        DeValue::Float(float) => Value::Float(Cow::Owned(float.as_str().to_owned())),
        DeValue::Boolean(truth) => Value::Truth(truth),
        DeValue::Datetime(date) => Value::Date(date),
        DeValue::Array(array) => {
            let items = array.into_iter().filter(|_| depth < DEEPEST);
            Value::List(items.map(|item| node(item.span(), item.into_inner(), depth + 1)).collect())
        }
        DeValue::Table(table) => Value::Table(branch(table, depth + 1)),
    };
    Node { value, stretch: Stretch::of(span) }
}

#[cfg(test)]
mod tests;
