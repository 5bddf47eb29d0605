//! A text as the statements it consists of, each with its bytes.
//! Invariant: statements stand in the order of the text and do not overlap. The text is valid TOML: it was parsed
//! before, and what is odd here is left out.

use std::borrow::Cow;
use std::mem;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::page::Page;

/// A part of a dotted key or of a header.
#[derive(Clone, Debug)]
pub(super) struct Name<'t> {
    pub(super) key: Cow<'t, str>,
    pub(super) span: Range<usize>,
}

/// A value.
#[derive(Clone, Debug)]
pub(super) struct Piece<'t> {
    pub(super) span: Range<usize>,
    pub(super) inside: Inside<'t>,
}

/// What is in a value.
#[derive(Clone, Debug)]
pub(super) enum Inside<'t> {
    Scalar,
    Brackets(Vec<Item<'t>>),
    Braces(Vec<Item<'t>>),
}

/// An item in brackets, or a key and its value in braces.
#[derive(Clone, Debug)]
pub(super) struct Item<'t> {
    /// The key; nothing in brackets.
    pub(super) names: Vec<Name<'t>>,
    pub(super) value: Piece<'t>,
    /// Where the comma after it stands.
    pub(super) comma: Option<usize>,
}

impl Item<'_> {
    /// The bytes from its key to the end of its value.
    pub(super) fn span(&self) -> Range<usize> {
        self.names.first().map_or(self.value.span.start, |name| name.span.start)..self.value.span.end
    }
}

/// What a statement makes.
#[derive(Clone, Debug)]
pub(super) enum Kind<'t> {
    /// `[a]`
    Table,
    /// `[[a]]`
    Item,
    /// `a = 1`
    Pair(Piece<'t>),
}

/// A header, or a key and its value outside of braces.
#[derive(Clone, Debug)]
pub(super) struct Statement<'t> {
    pub(super) names: Vec<Name<'t>>,
    pub(super) kind: Kind<'t>,
    /// From the first to the last byte of it, without the comment behind it.
    pub(super) span: Range<usize>,
}

impl Statement<'_> {
    pub(super) fn is_header(&self) -> bool {
        !matches!(self.kind, Kind::Pair(_))
    }

    /// The bytes of the first so many parts of its key.
    pub(super) fn names_span(&self, n_names: usize) -> Option<Range<usize>> {
        let last = self.names.get(n_names.checked_sub(1)?)?;
        Some(self.names.first()?.span.start..last.span.end)
    }
}

/// A text and its statements.
pub(super) struct Sheet<'t> {
    pub(super) page: Page<'t>,
    pub(super) statements: Vec<Statement<'t>>,
}

impl<'t> Sheet<'t> {
    /// Reads a text that is valid.
    pub(super) fn of(text: &'t str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut reader = Reader { text, statements: Vec::new(), names: Vec::new(), header: None, open: Vec::new() };
        let mut error: Option<ParseError> = None;
        parse_document(&tokens, &mut reader, &mut error);
        Self { page: Page::of(text), statements: reader.statements }
    }

    /// Reads what is left of a text, whose last line ending may be gone with the rest.
    pub(super) fn left_of(page: Page<'_>, text: &'t str) -> Self {
        let sheet = Self::of(text);
        Self { page: Page { ending: page.line_ending(0), ..sheet.page }, ..sheet }
    }

    /// The index of the header that a statement stands under, itself for a header; `None` above the first.
    pub(super) fn header_of(&self, idx: usize) -> Option<usize> {
        let until = self.statements.get(..=idx)?;
        until.iter().rposition(Statement::is_header)
    }

    /// The start of the line of a statement, or of the comments directly above it. A line of a text of several lines
    /// is no comment, whatever it starts with.
    pub(super) fn start_with_comments(&self, idx: usize) -> usize {
        let page = self.page;
        let end_of = |idx: usize| self.statements.get(idx).map(|above| page.line_end(above.span.end));
        let floor = idx.checked_sub(1).and_then(end_of).unwrap_or(page.top());
        let start = self.statements.get(idx).map_or(floor, |own| page.line_start(own.span.start));
        page.comments_above(start, floor)
    }

    /// The index behind the last key under a header, or above the first header.
    pub(super) fn end_of_keys(&self, header: Option<usize>) -> usize {
        let first = header.map_or(0, |idx| idx + 1);
        let rest = self.statements.get(first..).unwrap_or_default();
        first + rest.iter().take_while(|statement| !statement.is_header()).count()
    }
}

/// Brackets or braces that are still open.
struct Open<'t> {
    start: usize,
    inside: Inside<'t>,
    /// The key that waits for its value.
    names: Vec<Name<'t>>,
}

struct Reader<'t> {
    text: &'t str,
    statements: Vec<Statement<'t>>,
    /// The key being read, outside of braces.
    names: Vec<Name<'t>>,
    /// Where the header that is being read starts.
    header: Option<usize>,
    open: Vec<Open<'t>>,
}

impl<'t> Reader<'t> {
    fn put(&mut self, value: Piece<'t>) {
        let Some(open) = self.open.last_mut() else {
            let names = mem::take(&mut self.names);
            let start = names.first().map_or(value.span.start, |name| name.span.start);
            let span = start..value.span.end;
            self.statements.push(Statement { names, kind: Kind::Pair(value), span });
            return;
        };
        let names = mem::take(&mut open.names);
        if let Inside::Brackets(items) | Inside::Braces(items) = &mut open.inside {
            items.push(Item { names, value, comma: None });
        }
    }

    fn open(&mut self, span: Span, inside: Inside<'t>) -> bool {
        self.open.push(Open { start: span.start(), inside, names: Vec::new() });
        true
    }

    fn close(&mut self, span: Span) {
        if let Some(open) = self.open.pop() {
            self.put(Piece { span: open.start..span.end(), inside: open.inside });
        }
    }

    fn close_header(&mut self, span: Span, kind: Kind<'t>) {
        if let Some(start) = self.header.take() {
            let names = mem::take(&mut self.names);
            self.statements.push(Statement { names, kind, span: start..span.end() });
        }
    }
}

impl EventReceiver for Reader<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = Some(span.start());
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span, Kind::Table);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = Some(span.start());
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close_header(span, Kind::Item);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, Inside::Braces(Vec::new()))
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.open(span, Inside::Brackets(Vec::new()))
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let span = span.start()..span.end();
        let written = self.text.get(span.clone()).unwrap_or_default();
        let mut key = Cow::Borrowed("");
        Raw::new_unchecked(written, encoding, Span::new_unchecked(span.start, span.end)).decode_key(&mut key, error);
        let names = self.open.last_mut().map_or(&mut self.names, |open| &mut open.names);
        names.push(Name { key, span });
    }

    fn scalar(&mut self, span: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.put(Piece { span: span.start()..span.end(), inside: Inside::Scalar });
    }

    fn value_sep(&mut self, span: Span, _: &mut dyn ErrorSink) {
        let Some(Open { inside: Inside::Brackets(items) | Inside::Braces(items), .. }) = self.open.last_mut() else {
            return;
        };
        if let Some(item) = items.last_mut() {
            item.comma = Some(span.start());
        }
    }
}
