//! One pass over a file of which nothing is known.
//! Invariant: memory does not grow with the file, and a file that cannot be read says why.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};
use std::io::{self, Read};
use std::rc::Rc;

use super::column::{Budget, Column, Counting};
use super::heading::Heading;
use super::unbound::Unbound;
use super::words::{counted, grouped, told};
use crate::source::bytes::Bytes;
use crate::source::cells::dialect::{self, Layout};
use crate::source::cells::header::looks_like_a_value;
use crate::source::charset::{self, Damage, Foreign, Script};

/// Files up to this size are read to the end.
const WHOLE: u64 = 256 * 1024 * 1024;

/// Of larger ones, so many rows.
const MOST_ROWS: u64 = 1_000_000;

/// What the delimiter is told from.
const PREFIX: u64 = 256 * 1024;

/// How long a record may be.
const LONGEST: u64 = 16 * 1024 * 1024;

/// One more record after the last; where it does not come back as one, a quote was left open.
const LAST: &[u8] = b"\n\0last\0\n";
const LAST_FIELD: &[u8] = b"\0last\0";

/// A file that was read.
pub(in crate::source) struct Survey {
    /// Its columns, in order. Of two with one name the first; those without a name are left out.
    pub(in crate::source) columns: Vec<Column>,
    /// How many rows there are, without the header and without blank lines.
    pub(in crate::source) n_rows: u64,
    /// What stands between its cells.
    pub(in crate::source) delimiter: u8,
    /// How its bytes became text.
    pub(in crate::source) script: Script,
    /// What else is to be said of it.
    pub(in crate::source) remarks: Vec<String>,
}

/// The head of a file.
struct Head {
    names: Vec<String>,
    delimiter: u8,
    script: Script,
    /// Where a quote was opened that is never closed.
    unclosed: Option<u64>,
    is_whole: bool,
}

/// Reads a file and counts what its columns hold.
///
/// # Errors
///
/// Where it is no CSV file with a header.
pub(in crate::source) fn survey(bytes: &dyn Bytes) -> Result<Survey, Unbound> {
    let (mut heading, mut counting, mut budget) = (Heading::default(), Vec::new(), Budget::new(1));
    let (mut n_rows, mut n_odd, mut n_heading) = (0_u64, 0_u64, 0);
    let mut take = |n_names: usize, record: &csv::ByteRecord| {
        n_rows += 1;
        if counting.is_empty() {
            budget = Budget::new(n_names);
            counting.resize_with(n_names, Counting::default);
        }
        if record.len() == n_names {
            counting.iter_mut().zip(record).for_each(|(column, cell)| column.take(cell, &mut budget));
        } else {
            n_odd += 1;
        }
    };
    let mut release = |heading: &mut Heading, n_names, take: &mut dyn FnMut(usize, &csv::ByteRecord)| {
        n_heading += heading.n_rows();
        heading.release().for_each(|row| take(n_names, &row));
    };
    let mut is_held = true;
    let head = rows(bytes, &mut |names, record| {
        if is_held && heading.holds(record) {
            return;
        }
        if std::mem::take(&mut is_held) {
            release(&mut heading, names.len(), &mut take);
        }
        take(names.len(), record);
    })?;
    release(&mut heading, head.names.len(), &mut take);
    counting.resize_with(head.names.len(), Counting::default);
    let mut remarks = Vec::new();
    if !head.is_whole {
        let said = "told from the first 1,000,000 rows, the file is longer: what comes later may be different";
        remarks.push(said.to_owned());
    }
    if n_heading > 0 {
        let rows = if n_heading == 1 { "the row below the header repeats" } else { "2 rows below the header repeat" };
        remarks.push(format!("{rows} the questions and were passed over here: delete them"));
    }
    if n_odd > 0 {
        let n_columns = counted(head.names.len() as u64, "column");
        remarks.push(format!("{} of {} have other than {n_columns} and are left out", grouped(n_odd), grouped(n_rows)));
    }
    if let Some(line) = head.unclosed {
        remarks.push(format!("the quote opened on line {line} is never closed, what follows it was not read: mend it"));
    }
    let named = head.names.iter().zip(counting).enumerate();
    let columns: Vec<Column> =
        named.map(|(place, (name, column))| column.finish(name.clone(), place, &mut budget)).collect();
    remarks.extend(named_oddly(&columns));
    let mut kept: Vec<Column> = Vec::with_capacity(columns.len());
    let mut met = HashSet::new();
    for column in columns {
        if !column.name.is_empty() && met.insert(column.name.clone()) {
            kept.push(column);
        }
    }
    Ok(Survey { columns: kept, n_rows, delimiter: head.delimiter, script: head.script, remarks })
}

/// Gives every row to `each`, with the names of the columns and as many cells as it has.
///
/// # Errors
///
/// Where it is no CSV file with a header.
pub(in crate::source) fn each_row(bytes: &dyn Bytes, each: &mut dyn FnMut(&csv::ByteRecord)) -> Result<(), Unbound> {
    rows(bytes, &mut |names, record| {
        if record.len() == names.len() {
            each(record);
        }
    })
    .map(|_| ())
}

fn rows(bytes: &dyn Bytes, each: &mut dyn FnMut(&[String], &csv::ByteRecord)) -> Result<Head, Unbound> {
    let text = charset::open(bytes, None).map_err(|foreign| match foreign {
        Foreign::Unreadable(why, help) => Unbound::new(why, help),
        Foreign::Failed(error) => failed(&error, 1),
    })?;
    let mut reader = text.reader;
    let mut prefix = Vec::new();
    reader.by_ref().take(PREFIX).read_to_end(&mut prefix).map_err(|error| failed(&error, 1))?;
    if prefix.is_empty() {
        return Err(empty());
    }
    let has_crlf = memchr::memmem::find(&prefix, b"\r\n").is_some();
    let layout = Layout::told(&prefix, &[], None);
    let Layout { delimiter, preamble, .. } = layout;
    let n_before = memchr::memchr_iter(b'\n', prefix.get(..preamble).unwrap_or_default()).count() as u64;
    prefix.drain(..preamble);
    let n_taken = Rc::new(Cell::new(0_u64));
    let fed = Fed { input: io::Cursor::new(prefix).chain(reader).chain(LAST), n_taken: Rc::clone(&n_taken) };
    let mut builder = csv::ReaderBuilder::new();
    let mut records = builder.delimiter(delimiter).flexible(true).has_headers(false).from_reader(fed);
    let mut record = csv::ByteRecord::new();
    let mut head = Head { names: Vec::new(), delimiter, script: text.script, unclosed: None, is_whole: true };
    let mut n_rows = 0;
    loop {
        // Of a line that ends in two characters the second is read with the next record.
        let line = n_before + records.position().line() + u64::from(has_crlf && records.position().byte() > 0);
        n_taken.set(0);
        match records.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(failed(&error, line)),
                _ => return Err(Unbound::new(format!("the row on line {line} cannot be read"), "mend that line")),
            },
        }
        let last = record.get(record.len().saturating_sub(1)).unwrap_or_default();
        if record.len() == 1 && last == LAST_FIELD {
            break;
        }
        if last.ends_with(LAST) {
            let n_feeds = memchr::memchr_iter(b'\n', last).count() as u64;
            head.unclosed = Some((n_before + records.position().line()).saturating_sub(n_feeds).max(1));
            break;
        }
        if head.names.is_empty() {
            if is_blank(&record) {
                continue;
            }
            head.names = names(&record, line)?;
            continue;
        }
        if head.names.len() > 1 && is_blank(&record) {
            continue;
        }
        layout.trim(&mut record, head.names.len());
        each(&head.names, &record);
        n_rows += 1;
        if n_rows >= MOST_ROWS && (bytes.size() > WHOLE || records.position().byte() > WHOLE) {
            head.is_whole = false;
            break;
        }
    }
    if head.names.is_empty() {
        return Err(match head.unclosed {
            Some(line) => Unbound::new(
                format!("the quote opened on line {line}, in the header, is never closed"),
                "close it, or take it out",
            ),
            None => empty(),
        });
    }
    Ok(head)
}

/// The names of the columns.
fn names(record: &csv::ByteRecord, line: u64) -> Result<Vec<String>, Unbound> {
    if record.len() > dialect::MOST_COLUMNS {
        let why = format!("its header has {} columns, at most {} are read", record.len(), dialect::MOST_COLUMNS);
        return Err(Unbound::new(why, "check the delimiter, or split the file"));
    }
    if record.as_slice().len() > dialect::LONGEST_HEADER {
        let why = format!("its header is longer than {} MiB", dialect::LONGEST_HEADER / 1024 / 1024);
        return Err(Unbound::new(why, "look for a quote in it that is not closed"));
    }
    let names: Vec<String> = record.iter().map(dialect::name).collect();
    let first = names.first().map_or("", String::as_str);
    let is_markup = first.starts_with(['{', '[']) && names.len() < 3;
    let is_binary = record.as_slice().iter().any(|byte| matches!(byte, 0..=8 | 14..=31));
    if is_markup || is_binary {
        let odd = names.iter().find(|name| is_binary && name.contains(is_odd)).map_or(first, String::as_str);
        let why = format!("line {line} is no header of a CSV file: {}", told(odd));
        return Err(Unbound::new(why, "export it as \"CSV UTF-8\", with the names of the columns in the first line"));
    }
    if names.iter().all(String::is_empty) {
        return Err(Unbound::new("no column has a name", "name the columns in the first line"));
    }
    Ok(names)
}

/// What is odd about the names.
fn named_oddly(columns: &[Column]) -> Vec<String> {
    let mut remarks = Vec::new();
    let mut first_of = HashMap::new();
    for (idx, column) in columns.iter().enumerate() {
        let place = idx + 1;
        if column.name.is_empty() {
            remarks.push(format!("column {place} has no name and cannot be bound"));
        } else if let Some(first) = first_of.get(column.name.as_str()) {
            remarks
                .push(format!("columns {first} and {place} are both named {}, the first is read", told(&column.name)));
        } else {
            first_of.insert(column.name.as_str(), place);
        }
    }
    let n_values = columns.iter().filter(|column| looks_like_a_value(&column.name)).count();
    if n_values * 2 > columns.len() {
        let said = "the first line looks like answers, not like names of columns: add a line with names above it";
        remarks.insert(0, said.to_owned());
    }
    remarks
}

/// A byte that no name has.
fn is_odd(letter: char) -> bool {
    matches!(letter, '\0'..='\u{8}' | '\u{e}'..='\u{1f}')
}

fn is_blank(record: &csv::ByteRecord) -> bool {
    record.len() == 1 && record.as_slice().trim_ascii().is_empty()
}

fn empty() -> Unbound {
    Unbound::new("it is empty, expected a header", "name the columns in the first line")
}

fn failed(error: &io::Error, line: u64) -> Unbound {
    if error.kind() == io::ErrorKind::FileTooLarge {
        let why = format!("the row that begins on line {line} is longer than {} MiB", LONGEST / 1024 / 1024);
        return Unbound::new(why, "look for a quote that is not closed");
    }
    match Damage::of(error) {
        Some(damage) => Unbound::new(damage.to_string(), damage.help()),
        None => Unbound::new(format!("reading stopped at line {line}: {error}"), "check that the file is whole"),
    }
}

/// A reader that stops where a record is longer than may be.
struct Fed<R> {
    input: R,
    /// How many bytes were read since the record began.
    n_taken: Rc<Cell<u64>>,
}

impl<R: Read> Read for Fed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.n_taken.get() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let n = self.input.read(buffer)?;
        self.n_taken.set(self.n_taken.get() + n as u64);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> Result<Survey, Unbound> {
        survey(&text.as_bytes())
    }

    #[test]
    fn columns_are_those_with_a_name_of_their_own() {
        let survey = read_text(" a ;b;;a\r\n1;x;;2\r\n\r\n3;y\r\n4;z;;5").expect("it is a file");
        let names: Vec<&str> = survey.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!((names, survey.n_rows, survey.delimiter), (vec!["a", "b"], 3, b';'));
        assert_eq!(survey.columns.first().map(|column| column.n), Some(2));
        let expected = [
            "1 of 3 have other than 4 columns and are left out",
            "column 3 has no name and cannot be bound",
            "columns 1 and 4 are both named `a`, the first is read",
        ];
        assert_eq!(survey.remarks, expected);
    }

    #[test]
    fn a_quote_left_open_is_named_by_its_line() {
        let survey = read_text("a,b\r\n1,\"x\r\ny\"\r\n2,\"z\r\n3,w\r\n").expect("it is a file");
        assert_eq!(survey.n_rows, 1);
        assert_eq!(
            survey.remarks,
            ["the quote opened on line 4 is never closed, what follows it was not read: mend it"]
        );
        let closed = read_text("a,b\n1,\"x\"").expect("it is a file");
        assert_eq!((closed.n_rows, closed.remarks.len()), (1, 0));
    }

    #[test]
    fn what_is_no_csv_file_says_why() {
        let wide = format!("a,{}\n1,2\n", "x".repeat(1024 * 1024));
        let long = format!("a,b\n1,\"{}\n", "x".repeat(17 * 1024 * 1024));
        let rows = [
            ("", "it is empty, expected a header"),
            ("\n\n  \n", "it is empty, expected a header"),
            ("<html><body>", "the file is a web page or XML, expected CSV"),
            ("{\"a\": 1}", "line 1 is no header of a CSV file: `{\"a\": 1}`"),
            ("\u{1}\u{2}", "line 1 is no header of a CSV file: `\u{fffd}\u{fffd}`"),
            ("\"a,b\n1,2\n", "the quote opened on line 1, in the header, is never closed"),
            ("date,\u{1}\u{2}\n1,2\n", "line 1 is no header of a CSV file: `\u{fffd}\u{fffd}`"),
            (&wide, "its header is longer than 1 MiB"),
            (&long, "the row that begins on line 2 is longer than 16 MiB"),
        ];
        for (text, expected) in rows {
            assert_eq!(read_text(text).err().map(|unbound| unbound.to_string()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_first_line_of_answers_is_told() {
        let survey = read_text("2025-01-01,4\n2025-01-02,5\n").expect("it is a file");
        assert!(survey.remarks.iter().any(|remark| remark.starts_with("the first line looks like answers")));
    }
}
