//! Records of a piece of CSV, whoever splits it.
//! Invariant: both ways to split give the same records of any piece that is [`Manner::Plain`](super::index::Manner).

use std::cell::OnceCell;
use std::io::{Chain, Read};

use csv::ByteRecord;
use memchr::{memchr, memchr_iter};

use super::index::Index;
use super::width::Width;

/// One more record after the last. Whoever does not get it back as a record of its own has met a
/// quote that is never closed.
pub(in crate::source) const END: &[u8] = b"\n\0end of the file\0\n";

/// Its field.
pub(in crate::source) const END_FIELD: &[u8] = b"\0end of the file\0";

/// How many bytes of a piece are split at once.
const BUFFER: usize = 64 * 1024;

/// One record, as long as the next is not asked for.
#[derive(Clone, Copy)]
pub(crate) struct Record<'r> {
    form: Form<'r>,
}

// References: a record that is moved while it is still being written costs more than splitting it.
#[derive(Clone, Copy)]
enum Form<'r> {
    /// The bytes as they are.
    Split(&'r SplitRecord<'r>),
    /// A copy without quotes.
    Parsed(&'r ByteRecord),
}

/// A record of a piece.
struct SplitRecord<'r> {
    piece: &'r [u8],
    /// Where its first cell begins.
    start: usize,
    /// Where its cells end.
    ends: &'r [u32],
    /// Are there line feeds within quotes?
    is_folded: bool,
    /// The cells without quotes, once a quote within a field is met.
    parsed: OnceCell<Box<ByteRecord>>,
}

impl SplitRecord<'_> {
    /// A cell with the quotes around it.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    fn cell(&self, column: usize) -> Option<&[u8]> {
        let end = *self.ends.get(column)? as usize;
        let start = match column.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize + 1,
            None => self.start,
        };
        self.piece.get(start..end)
    }

    /// All its bytes, the end of the line left out.
    fn bytes(&self) -> &[u8] {
        let end = self.ends.last().map_or(self.start, |end| *end as usize);
        self.piece.get(self.start..end).unwrap_or_default()
    }

    /// A cell with quotes around it, without them.
    // Most cells are not such: the way to them stays short.
    #[cold]
    fn unquoted(&self, column: usize) -> Option<&[u8]> {
        let inner = self.cell(column)?.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        if memchr(b'"', inner).is_none() {
            return Some(inner);
        }
        // Two quotes that stand for one.
        let parse = || {
            let cells = (0..self.ends.len()).map(|column| {
                let cell = self.cell(column).unwrap_or_default();
                let inner = cell.strip_prefix(b"\"").and_then(|cell| cell.strip_suffix(b"\""));
                inner.map_or_else(|| cell.to_vec(), halved)
            });
            Box::new(cells.collect())
        };
        self.parsed.get_or_init(parse).get(column)
    }
}

/// The text between quotes, in which two stand for one.
fn halved(inner: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(inner.len());
    let mut bytes = inner.iter();
    while let Some(byte) = bytes.next() {
        text.push(*byte);
        if *byte == b'"' {
            bytes.next();
        }
    }
    text
}

/// A first look at a cell.
pub(in crate::source) enum Peeked<'r> {
    /// Not even a blank is in it.
    Blank,
    /// There are quotes around it.
    Quoted,
    /// It is this.
    Cell(&'r [u8]),
}

impl<'r> Record<'r> {
    /// A record that is read already.
    pub(in crate::source) fn parsed(record: &'r ByteRecord) -> Self {
        Self { form: Form::Parsed(record) }
    }

    /// Are there zero bytes in it? There are none in a plain piece.
    #[inline]
    pub(in crate::source) fn has_nul(&self) -> bool {
        match &self.form {
            Form::Split(_) => false,
            Form::Parsed(record) => memchr(0, record.as_slice()).is_some(),
        }
    }

    /// How many cells.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self.form {
            Form::Split(record) => record.ends.len(),
            Form::Parsed(record) => record.len(),
        }
    }

    /// A cell as it stands in the file, with the quotes around it where there are any; blank where there is no cell.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(in crate::source) fn peek(&self, column: usize) -> Peeked<'_> {
        match self.form {
            Form::Split(record) => match record.cell(column) {
                None | Some([]) => Peeked::Blank,
                Some([b'"', ..]) => Peeked::Quoted,
                Some(cell) => Peeked::Cell(cell),
            },
            Form::Parsed(record) => match record.get(column) {
                None | Some([]) => Peeked::Blank,
                Some(cell) => Peeked::Cell(cell),
            },
        }
    }

    /// A cell without the quotes around it.
    #[inline]
    pub(crate) fn get(&self, column: usize) -> Option<&[u8]> {
        match self.form {
            Form::Split(record) => {
                let cell = record.cell(column)?;
                if cell.first() == Some(&b'"') { record.unquoted(column) } else { Some(cell) }
            }
            Form::Parsed(record) => record.get(column),
        }
    }

    /// Is something but blanks within the quotes around a cell? That takes no look at what a quote in it stands for.
    pub(in crate::source) fn is_filled(&self, column: usize) -> bool {
        match self.form {
            Form::Split(record) => match record.cell(column) {
                Some([b'"', inner @ .., b'"']) => !inner.trim_ascii().is_empty(),
                _ => false,
            },
            Form::Parsed(_) => false,
        }
    }

    /// A cell without blanks around it; empty where there is none.
    #[inline]
    pub(in crate::source) fn cell(&self, column: usize) -> &[u8] {
        let cell = self.get(column).unwrap_or_default();
        match cell {
            // Most have none.
            [first, .., last] if *first > b' ' && *last > b' ' => cell,
            _ => cell.trim_ascii(),
        }
    }

    /// Is it a line of blanks in a file of several columns?
    #[inline]
    pub(crate) fn is_blank(&self, width: Width) -> bool {
        self.len() == 1 && width.n_columns > 1 && self.get(0).unwrap_or_default().trim_ascii().is_empty()
    }

    /// Is there nothing in any of its cells? Spreadsheets leave such rows at the end.
    pub(in crate::source) fn is_hollow(&self) -> bool {
        (0..self.len()).all(|column| self.cell(column).is_empty())
    }

    /// Has it the columns of the file? What is surplus must be blank, and what nearly every row has.
    #[inline]
    pub(crate) fn fits(&self, width: Width) -> bool {
        let Width { n_columns, n_surplus } = width;
        let len = self.len();
        let is_blank = |column: usize| self.get(column).is_some_and(|cell| cell.trim_ascii().is_empty());
        len == n_columns || len == n_columns + n_surplus && (n_columns..len).all(is_blank)
    }

    /// May there be line feeds in its cells?
    #[inline]
    pub(in crate::source) fn may_be_folded(&self) -> bool {
        match self.form {
            Form::Split(record) => record.is_folded,
            Form::Parsed(_) => true,
        }
    }

    /// How many line feeds it holds.
    pub(crate) fn n_feeds(&self) -> u64 {
        feeds(self.bytes())
    }

    fn bytes(&self) -> &[u8] {
        match self.form {
            Form::Split(record) => record.bytes(),
            Form::Parsed(record) => record.as_slice(),
        }
    }

    /// Has a quote swallowed rows? Then the record runs over several lines and has the wrong number
    /// of fields, or a line within one of its fields looks like a row.
    pub(in crate::source) fn has_swallowed(&self, width: Width, delimiter: u8) -> bool {
        let n_columns = width.n_columns;
        let bytes = self.bytes();
        if memchr(b'\n', bytes).is_none() {
            return false;
        }
        let is_whole = self.fits(width);
        // There is no row in a field where the delimiters of the piece are too few for two.
        let may_hold = match self.form {
            Form::Split(_) => memchr_iter(delimiter, bytes).count() + 2 >= 2 * n_columns,
            Form::Parsed(_) => true,
        };
        if is_whole && !may_hold {
            return false;
        }
        let is_row = |line: &[u8]| memchr_iter(delimiter, line).count() + 1 >= n_columns;
        let holds_row = |field: &[u8]| {
            let mut lines = field.split(|byte| *byte == b'\n');
            // The first line may hold any text; the last one ends where the field does.
            let last = lines.next_back().filter(|last| last.contains(&b'"') || n_columns > 5);
            lines.next().is_some() && (lines.any(is_row) || last.is_some_and(is_row))
        };
        let mut fields = (0..self.len()).filter_map(|column| self.get(column));
        !is_whole || (n_columns > 2 && fields.any(holds_row))
    }
}

/// How many line feeds there are.
pub(in crate::source) fn feeds(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

/// A piece of CSV, record by record.
pub(in crate::source) trait Records {
    /// Hands out every record, blank lines passed over, with the offset at which the one before ended.
    fn each(&mut self, visit: impl FnMut(Record<'_>, usize));
}

/// A plain piece, split by its index, nothing copied.
pub(in crate::source) struct Split<'b> {
    piece: &'b [u8],
    index: &'b Index,
}

impl<'b> Split<'b> {
    /// A piece and its own index.
    pub(in crate::source) fn new(piece: &'b [u8], index: &'b Index) -> Self {
        Self { piece, index }
    }
}

impl Records for Split<'_> {
    #[inline]
    fn each(&mut self, mut visit: impl FnMut(Record<'_>, usize)) {
        let piece = self.piece;
        let (mut start, mut from, mut folds) = (0, 0, self.index.folds());
        for ends in self.index.records() {
            let end = ends.last().map_or(start, |end| *end as usize);
            let n_folds = folds.iter().take_while(|fold| (**fold as usize) < end).count();
            let is_folded = n_folds > 0;
            if is_folded {
                folds = folds.get(n_folds..).unwrap_or_default();
            }
            let record = SplitRecord { piece, start, ends, is_folded, parsed: OnceCell::new() };
            // A line ends in LF or in CRLF.
            start = end + 1 + usize::from(piece.get(end) == Some(&b'\r'));
            // A line without anything is no record.
            if ends.len() == 1 && record.bytes().is_empty() {
                continue;
            }
            visit(Record { form: Form::Split(&record) }, from);
            from = start.min(piece.len());
        }
    }
}

/// A piece read by the `csv` crate, whatever is in it.
pub(in crate::source) struct Parsed<'b> {
    reader: csv::Reader<Chain<&'b [u8], &'static [u8]>>,
    record: ByteRecord,
    n_bytes: usize,
    is_whole: bool,
}

impl<'b> Parsed<'b> {
    /// Nothing read yet.
    pub(in crate::source) fn new(piece: &'b [u8], delimiter: u8) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(BUFFER);
        let reader = builder.from_reader(piece.chain(END));
        Self { reader, record: ByteRecord::new(), n_bytes: piece.len(), is_whole: false }
    }

    /// Did the piece end where a record does?
    pub(in crate::source) fn is_whole(&self) -> bool {
        self.is_whole
    }
}

impl Records for Parsed<'_> {
    fn each(&mut self, mut visit: impl FnMut(Record<'_>, usize)) {
        let offset = |reader: &csv::Reader<_>| usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        loop {
            let from = offset(&self.reader);
            let is_read = self.reader.read_byte_record(&mut self.record).unwrap_or(false);
            // The line feed that opens the end mark may well end the last record.
            if !is_read || offset(&self.reader) > self.n_bytes + 1 {
                self.is_whole = is_read && self.record.len() == 1 && self.record.get(0) == Some(END_FIELD);
                return;
            }
            visit(Record::parsed(&self.record), from);
        }
    }
}

#[cfg(test)]
mod tests;
