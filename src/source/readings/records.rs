//! Records of a piece of CSV, whoever splits it. Must not know columns or files.
//! Invariant: both ways to split give the same records of any piece that is [`Manner::Plain`](super::manner::Manner).

use std::cell::OnceCell;
use std::io::{Chain, Read};

use csv::ByteRecord;
use memchr::{memchr, memchr_iter};
use simd_csv::{ZeroCopyByteRecord, ZeroCopyReader, ZeroCopyReaderBuilder};

use super::width::Width;

/// One more record after the last. Whoever does not get it back as a record of its own has met a
/// quote that is never closed.
pub(super) const END: &[u8] = b"\n\0end of the file\0\n";

/// Its field.
pub(super) const END_FIELD: &[u8] = b"\0end of the file\0";

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
    /// The bytes as they are, and the record without quotes once a quote within a field is met.
    Split(&'r ZeroCopyByteRecord<'r>, &'r OnceCell<Box<ByteRecord>>),
    /// A copy without quotes.
    Parsed(&'r ByteRecord),
}

impl<'r> Record<'r> {
    /// A record that is read already.
    pub(super) fn parsed(record: &'r ByteRecord) -> Self {
        Self { form: Form::Parsed(record) }
    }

    /// Are there zero bytes in it? There are none in a plain piece.
    pub(super) fn has_nul(&self) -> bool {
        match &self.form {
            Form::Split(..) => false,
            Form::Parsed(record) => memchr(0, record.as_slice()).is_some(),
        }
    }

    /// How many cells.
    pub(crate) fn len(&self) -> usize {
        match &self.form {
            Form::Split(record, _) => record.len(),
            Form::Parsed(record) => record.len(),
        }
    }

    /// A cell without the quotes around it.
    #[inline]
    pub(crate) fn get(&self, column: usize) -> Option<&[u8]> {
        match &self.form {
            Form::Split(record, parsed) => {
                let cell = record.get(column)?;
                if cell.first() == Some(&b'"') { unquoted(record, parsed, column) } else { Some(cell) }
            }
            Form::Parsed(record) => record.get(column),
        }
    }

    /// A cell without blanks around it; empty where there is none.
    #[inline]
    pub(super) fn cell(&self, column: usize) -> &[u8] {
        self.get(column).unwrap_or_default().trim_ascii()
    }

    /// Is it a line of blanks in a file of several columns?
    pub(crate) fn is_blank(&self, width: Width) -> bool {
        self.len() == 1 && width.n_columns > 1 && self.get(0).unwrap_or_default().trim_ascii().is_empty()
    }

    /// Has it the columns of the file? What is surplus must be blank, and what nearly every row has.
    #[inline]
    pub(crate) fn fits(&self, width: Width) -> bool {
        let Width { n_columns, n_surplus } = width;
        let len = self.len();
        let is_blank = |column: usize| self.get(column).is_some_and(|cell| cell.trim_ascii().is_empty());
        len == n_columns || len == n_columns + n_surplus && (n_columns..len).all(is_blank)
    }

    /// How many bytes it has in the piece, where it is split from one.
    #[inline]
    pub(super) fn n_bytes(&self) -> Option<usize> {
        match &self.form {
            Form::Split(record, _) => Some(record.as_slice().len()),
            Form::Parsed(_) => None,
        }
    }

    /// How many line feeds it holds.
    pub(crate) fn n_feeds(&self) -> u64 {
        feeds(match &self.form {
            Form::Split(record, _) => record.as_slice(),
            Form::Parsed(record) => record.as_slice(),
        })
    }

    /// Has a quote swallowed rows? Then the record runs over several lines and has the wrong number
    /// of fields, or a line within one of its fields looks like a row.
    pub(super) fn has_swallowed(&self, width: Width, delimiter: u8) -> bool {
        let n_columns = width.n_columns;
        if self.n_feeds() == 0 {
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
        !self.fits(width) || (n_columns > 2 && fields.any(holds_row))
    }
}

/// A cell with quotes around it, without them.
// Most cells are not such: the way to them stays short.
#[cold]
fn unquoted<'r>(
    record: &'r ZeroCopyByteRecord<'r>,
    parsed: &'r OnceCell<Box<ByteRecord>>,
    column: usize,
) -> Option<&'r [u8]> {
    let inner = record.unquote(column)?;
    if memchr(b'"', inner).is_none() {
        return Some(inner);
    }
    // Two quotes that stand for one.
    parsed.get_or_init(|| Box::new(record.unescaped_iter().collect())).get(column)
}

/// How many line feeds there are.
pub(super) fn feeds(bytes: &[u8]) -> u64 {
    memchr_iter(b'\n', bytes).count() as u64
}

/// A piece of CSV, record by record.
pub(super) trait Records {
    /// Hands out every record, blank lines passed over, with the offset at which the one before ended.
    fn each(&mut self, visit: impl FnMut(Record<'_>, usize));
}

/// A piece split with vector instructions, nothing copied. Right only for a plain one.
pub(super) struct Split<'b> {
    reader: ZeroCopyReader<&'b [u8]>,
}

impl<'b> Split<'b> {
    /// Nothing split yet.
    pub(super) fn new(piece: &'b [u8], delimiter: u8) -> Self {
        let mut builder = ZeroCopyReaderBuilder::with_capacity(BUFFER.min(piece.len().max(1)));
        builder.delimiter(delimiter).flexible(true).has_headers(false);
        Self { reader: builder.from_reader(piece) }
    }
}

impl Records for Split<'_> {
    #[inline]
    fn each(&mut self, mut visit: impl FnMut(Record<'_>, usize)) {
        loop {
            let from = usize::try_from(self.reader.position()).unwrap_or(usize::MAX);
            let parsed = OnceCell::new();
            // Reading from memory does not fail.
            let Ok(Some(ref record)) = self.reader.read_byte_record() else { return };
            visit(Record { form: Form::Split(record, &parsed) }, from);
        }
    }
}

/// A piece read by the `csv` crate, whatever is in it.
pub(super) struct Parsed<'b> {
    reader: csv::Reader<Chain<&'b [u8], &'static [u8]>>,
    record: ByteRecord,
    n_bytes: usize,
    is_whole: bool,
}

impl<'b> Parsed<'b> {
    /// Nothing read yet.
    pub(super) fn new(piece: &'b [u8], delimiter: u8) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(BUFFER);
        let reader = builder.from_reader(piece.chain(END));
        Self { reader, record: ByteRecord::new(), n_bytes: piece.len(), is_whole: false }
    }

    /// Did the piece end where a record does?
    pub(super) fn is_whole(&self) -> bool {
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
