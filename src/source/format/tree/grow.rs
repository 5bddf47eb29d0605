//! A tree from a text in one pass over its tokens.
//! Invariant: what the `toml` crate refuses has no tree here. Dotted keys, and tables that are opened after those in
//! them, are left to that crate: few maps have any.

use std::borrow::Cow;
use std::mem;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::{Branch, KeyNode, Node, Stretch, Value};

/// How deep lists and tables in braces may stand in one another, as the `toml` crate has it.
const DEEPEST: u32 = 80;

/// How many keys of a table are compared with one another; one with more is left to the `toml` crate.
const MOST_KEYS: usize = 64;

/// The tree of a text; `None` where it is not TOML, or written in a way that is left to the `toml` crate.
pub(crate) fn grow(text: &str) -> Option<Branch<'_>> {
    if u32::try_from(text.len()).is_err() {
        return None;
    }
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut grower = Grower { text, ..Grower::default() };
    let mut error: Option<ParseError> = None;
    {
        let mut with_blanks = ValidateWhitespace::new(&mut grower, source);
        let mut guarded = RecursionGuard::new(&mut with_blanks, DEEPEST);
        parse_document(&tokens, &mut guarded, &mut error);
    }
    grower.close_table();
    (error.is_none() && !grower.is_lost).then_some(grower.root)
}

/// A key with the bytes it stands at.
type Key<'t> = (Cow<'t, str>, Stretch);

/// A header being read, or the table under it.
#[derive(Default)]
struct Header<'t> {
    path: Vec<Key<'t>>,
    start: usize,
    stretch: Stretch,
    is_list: bool,
}

/// A list or a table in braces that is still open.
struct Open<'t> {
    start: usize,
    inside: Value<'t>,
    /// The key of the table that waits for its value.
    key: Option<Key<'t>>,
}

#[derive(Default)]
struct Grower<'t> {
    text: &'t str,
    root: Branch<'t>,
    /// The header of `table`; none before the first one.
    header: Option<Header<'t>>,
    /// The header whose keys are being read.
    opening: Option<Header<'t>>,
    table: Branch<'t>,
    key: Option<Key<'t>>,
    open: Vec<Open<'t>>,
    /// Something is wrong, or left to others.
    is_lost: bool,
}

impl<'t> Grower<'t> {
    fn raw(&self, span: Span, encoding: Option<Encoding>) -> Raw<'t> {
        Raw::new_unchecked(self.text.get(span.start()..span.end()).unwrap_or_default(), encoding, span)
    }

    /// A value is whole: it goes where it belongs.
    fn put(&mut self, node: Node<'t>) {
        let (table, key) = match self.open.last_mut() {
            None => (&mut self.table, self.key.take()),
            Some(Open { inside: Value::Table(table), key, .. }) => (table, key.take()),
            Some(Open { inside: Value::List(list), .. }) => return list.push(node),
            Some(_) => return self.is_lost = true,
        };
        let Some(key) = key else { return self.is_lost = true };
        self.is_lost |= !add(table, key, node);
    }

    fn open_header(&mut self, span: Span, is_list: bool) {
        self.close_table();
        self.opening = Some(Header { start: span.start(), is_list, ..Header::default() });
    }

    fn close_header(&mut self, span: Span) {
        let Some(header) = self.opening.take() else { return self.is_lost = true };
        self.header = Some(Header { stretch: Stretch::of(header.start..span.end()), ..header });
    }

    /// Puts the table under the last header into the tree.
    fn close_table(&mut self) {
        let table = mem::take(&mut self.table);
        match self.header.take() {
            None if self.root.entries.is_empty() => self.root = table,
            None => {}
            Some(header) => self.is_lost |= hang(&mut self.root, header, table).is_none(),
        }
    }

    fn close(&mut self, span: Span) {
        let Some(Open { start, inside, .. }) = self.open.pop() else { return self.is_lost = true };
        self.put(Node { value: inside, stretch: Stretch::of(start..span.end()) });
    }
}

/// Adds a key to a table; false where it is there already, or among too many.
fn add<'t>(table: &mut Branch<'t>, (key, stretch): Key<'t>, node: Node<'t>) -> bool {
    let is_new = table.entries.len() < MOST_KEYS && table.get(&key).is_none();
    if is_new {
        table.entries.push(KeyNode { key, stretch, node });
    }
    is_new
}

/// Puts a table where its header says; `None` where it cannot be.
fn hang<'t>(root: &mut Branch<'t>, mut header: Header<'t>, table: Branch<'t>) -> Option<()> {
    let own = header.path.pop()?;
    let mut place = root;
    for (key, _) in &header.path {
        let entry = place.entries.iter_mut().rev().find(|entry| entry.key == *key && is_under_header(entry))?;
        place = match &mut entry.node.value {
            Value::Table(table) => table,
            Value::List(list) => match &mut list.last_mut()?.value {
                Value::Table(table) => table,
                _ => return None,
            },
            _ => return None,
        };
    }
    let node = Node { value: Value::Table(table), stretch: header.stretch };
    if !header.is_list {
        return add(place, own, node).then_some(());
    }
    match place.entries.iter_mut().rev().find(|entry| entry.key == own.0) {
        None => add(place, own, Node { value: Value::List(vec![node]), stretch: header.stretch }).then_some(()),
        Some(entry) if is_under_header(entry) => match &mut entry.node.value {
            Value::List(list) => {
                list.push(node);
                Some(())
            }
            _ => None,
        },
        Some(_) => None,
    }
}

/// Nothing can be added to what is written after its key; what stands under a header has its key within it.
fn is_under_header(entry: &KeyNode<'_>) -> bool {
    entry.node.stretch.start < entry.stretch.start
}

impl EventReceiver for Grower<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open { start: span.start(), inside: Value::Table(Branch::default()), key: None });
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open.push(Open { start: span.start(), inside: Value::List(Vec::new()), key: None });
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut key = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut key, error);
        let key = (key, Stretch::of(span.start()..span.end()));
        if let Some(header) = &mut self.opening {
            return header.path.push(key);
        }
        let slot = match self.open.last_mut() {
            None => &mut self.key,
            Some(open) => &mut open.key,
        };
        self.is_lost |= slot.replace(key).is_some();
    }

    fn key_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_lost |= self.opening.is_none();
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        let value = match self.raw(span, encoding).decode_scalar(&mut text, error) {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(truth) => Value::Truth(truth),
            ScalarKind::Float => Value::Float(text),
            ScalarKind::Integer(radix) => Value::Integer(text, radix.value()),
            ScalarKind::DateTime => match text.parse() {
                Ok(date) => Value::Date(date),
                Err(_) => return self.is_lost = true,
            },
        };
        self.put(Node { value, stretch: Stretch::of(span.start()..span.end()) });
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.is_lost = true;
    }
}
