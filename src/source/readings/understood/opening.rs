//! The first rows of a file, kept as they are written.
//! Invariant: a row that may be cut is not among them.

use csv::ByteRecord;

use super::super::answer::number;
use super::super::dialect;
use super::super::opened::SAMPLE;

/// How many rows are kept.
const MOST_ROWS: usize = 5;

/// A row with the line it begins on.
#[derive(Debug)]
pub(in super::super) struct FirstRow {
    /// The 1-based line.
    pub(super) line: u64,
    /// Its fields.
    pub(super) record: ByteRecord,
}

/// How a file opens.
#[derive(Debug)]
pub(in super::super) struct Opening {
    /// Its first rows.
    pub(super) rows: Vec<FirstRow>,
    /// Is there a number with a decimal comma among the rows that were looked at?
    pub(super) has_comma: bool,
}

impl Opening {
    /// Takes the first rows from the first bytes of a file, in which lines end with a line feed.
    ///
    /// * `header_line`: the line of the header, which is the first record.
    pub(in super::super) fn of(prefix: &[u8], delimiter: u8, header_line: u64) -> Self {
        let mut reader = dialect::reader(prefix, delimiter);
        let mut opening = Self { rows: Vec::new(), has_comma: false };
        let mut record = ByteRecord::new();
        let mut header: Option<(usize, usize)> = None;
        let mut pending: Option<FirstRow> = None;
        let mut n_rows = 0;
        while n_rows < SAMPLE {
            let start = record_start(prefix, reader.position().byte());
            if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
                break;
            }
            let Some((header_start, n_columns)) = header else {
                header = Some((start, record.len()));
                continue;
            };
            // What is followed by another record is whole.
            opening.rows.extend(pending.take());
            let is_blank = n_columns > 1 && record.len() == 1 && record.as_slice().trim_ascii().is_empty();
            if is_blank {
                continue;
            }
            if opening.rows.len() < MOST_ROWS {
                let line = header_line + n_feeds(prefix.get(header_start..start).unwrap_or_default());
                pending = Some(FirstRow { line, record: record.clone() });
            } else if delimiter == b',' || opening.has_comma {
                break;
            }
            opening.has_comma |= delimiter != b',' && record.iter().any(has_decimal_comma);
            n_rows += 1;
        }
        opening
    }
}

/// Where the record begins that is read from that offset on: behind what is left of the line before, and blank lines.
fn record_start(text: &[u8], offset: u64) -> usize {
    let offset = usize::try_from(offset).unwrap_or(usize::MAX);
    let rest = text.get(offset..).unwrap_or_default();
    offset + rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn has_decimal_comma(cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    cell.contains(&b',') && number(cell, true).is_some()
}

#[expect(clippy::naive_bytecount, reason = "of a few rows")]
fn n_feeds(text: &[u8]) -> u64 {
    text.iter().filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &[u8], lines: &[u64], has_comma: bool) {
        let opening = Opening::of(text, b';', 1);
        let is: Vec<u64> = opening.rows.iter().map(|row| row.line).collect();
        assert_eq!((is.as_slice(), opening.has_comma), (lines, has_comma), "{name}");
    }

    #[test]
    fn first_rows_know_the_line_they_begin_on() {
        const END: &str = "\n\0end of the file\0\n";
        let with_end = |text: &str| format!("{text}{END}").into_bytes();
        check("plain", &with_end("a;b\n1;2\n3;4"), &[2, 3], false);
        check("CRLF and a blank line", &with_end("a;b\r\n1;2\r\n\r\n3;4\r\n"), &[2, 4], false);
        check("quoted line breaks", &with_end("a;b\n1;\"x\ny\"\n3;4\n"), &[2, 4], false);
        check("a row that is cut", b"a;b\n1;2\n3;4\n5", &[2, 3], false);
        check("a quote that is never closed", &with_end("a;b\n1;2\n3;\"4\n5;6\n"), &[2], false);
        check("decimal commas", &with_end("a;b\n1;2\n3;4,5\n"), &[2, 3], true);
        check("commas in words", &with_end("a;b\n1;so, so\n"), &[2], false);
        check("five are enough", &with_end("a;b\n1;1\n2;2\n3;3\n4;4\n5;5\n6;6\n7;7,5\n"), &[2, 3, 4, 5, 6], true);
        check("no rows", &with_end("a;b\n"), &[], false);
    }
}
