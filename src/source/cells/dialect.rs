//! How a CSV file is laid out: what stands before its header, between its fields, and for the decimal point.
//! Invariant: the same first bytes give the same answer.

mod number;
mod preamble;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::number::Point;
use self::preamble::Preamble;
use super::width;

/// The delimiters that are told apart, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What stands between the fields of a file with a single column: a sign that no export writes.
pub(crate) const NO_DELIMITER: u8 = 0x1f;

/// How many columns a file may have.
pub(crate) const MOST_COLUMNS: usize = 10_000;

/// How many bytes the names of all columns may have.
pub(crate) const LONGEST_HEADER: usize = 1024 * 1024;

/// How many rows tell a delimiter.
const ROWS: usize = 100;

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// What stands between fields; [`NO_DELIMITER`] where there is but one column.
    pub(crate) delimiter: u8,
    /// Where another delimiter was asked for than the header holds: the one it does hold.
    pub(crate) instead: Option<u8>,
    /// May a comma stand for the decimal point?
    pub(crate) takes_comma: bool,
    /// How many bytes stand before the header: a `sep=` line, blank lines.
    pub(crate) preamble: usize,
    /// How many records a CSV reader makes of them.
    pub(crate) n_before: usize,
    /// How many blank cells rows have behind those of the header.
    pub(crate) n_surplus: usize,
}

impl Layout {
    /// What the first bytes tell.
    ///
    /// * `wanted`: the columns the map asks for, none where it is not known.
    /// * `given`: the delimiter the map names. It wins over a `sep=` line, and that over all else.
    pub(crate) fn told(prefix: &[u8], wanted: &[&str], given: Option<u8>) -> Self {
        let wanted: &Vec<String> = &wanted.iter().map(|wanted| likeness(wanted)).collect();
        let preamble = Preamble::of(prefix, given);
        let body = prefix.get(preamble.len..).unwrap_or_default();
        let told = given.or(preamble.delimiter);
        let delimiter = told.unwrap_or_else(|| delimiter(body, wanted));
        let mut rows = reader(body, delimiter);
        let mut record = csv::ByteRecord::new();
        // Whoever reads the file says where there is no header.
        let _ = rows.read_byte_record(&mut record);
        let names: Vec<String> = record.iter().map(|field| likeness(&name(field))).collect();
        let instead = given.filter(|_| names.len() < 2).map(|_| self::delimiter(body, wanted));
        let is_wanted = |(_, name): &(usize, &String)| wanted.contains(name);
        let columns: Vec<usize> = names.iter().enumerate().filter(is_wanted).map(|(idx, _)| idx).collect();
        let mut same = reader(body, delimiter);
        let _ = same.read_byte_record(&mut record);
        Self {
            delimiter,
            instead: instead.filter(|instead| *instead != NO_DELIMITER && *instead != delimiter),
            takes_comma: Point::of(rows, &columns).takes_comma(delimiter),
            preamble: preamble.len,
            n_before: preamble.n_records,
            n_surplus: width::surplus(same, names.len()),
        }
    }

    /// Takes the blank cells off a row that rows have behind those of the header.
    pub(crate) fn trim(&self, record: &mut csv::ByteRecord, n_columns: usize) {
        if self.n_surplus > 0 && width::n_blank(record, n_columns) == self.n_surplus {
            record.truncate(n_columns);
        }
    }
}

/// A CSV reader for a piece of text.
pub(crate) fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text)
}

/// The name of a column: without blanks around it, and as text whatever the bytes. Quotes that stand within blanks
/// are none to a CSV reader, and are taken off here.
pub(crate) fn name(field: &[u8]) -> String {
    let text = String::from_utf8_lossy(field);
    let bare = text.trim();
    let is_padded = bare.len() < text.len();
    match bare.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|_| is_padded) {
        Some(quoted) => quoted.replace("\"\"", "\"").trim().to_owned(),
        None => bare.to_owned(),
    }
}

/// What names of columns are compared by: what is seen of them. A blank that does not break is a blank, a byte order
/// mark is nothing wherever it is, and so are marks around a name that show nothing.
pub(crate) fn likeness(name: &str) -> String {
    name.replace('\u{feff}', "").replace('\u{a0}', " ").trim_matches(is_padding).to_owned()
}

/// Blanks, and marks that show nothing: zero widths, directions, NUL.
fn is_padding(letter: char) -> bool {
    let is_mark = matches!(letter, '\0' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    letter.is_whitespace() || is_mark
}

/// What stands between the fields: the delimiter with which the first record holds most of the columns asked for;
/// among those the one that cuts the rows alike, and most finely.
fn delimiter(body: &[u8], wanted: &[String]) -> u8 {
    let mut best = (Fit::of(body, NO_DELIMITER, wanted), NO_DELIMITER);
    for delimiter in DELIMITERS {
        let fit = Fit::of(body, delimiter, wanted);
        if fit > best.0 {
            best = (fit, delimiter);
        }
    }
    best.1
}

/// How well a delimiter fits, what counts most first.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// How many of the columns asked for the header holds.
    n_found: usize,
    /// Do header and most rows have several fields?
    is_plural: bool,
    /// Have most rows as many fields as the header?
    is_level: bool,
    /// How many of ten rows have as many fields as most.
    tenths: usize,
    /// How many fields the header has.
    n_fields: usize,
}

impl Fit {
    fn of(body: &[u8], delimiter: u8, wanted: &[String]) -> Self {
        let mut rows = reader(body, delimiter);
        let mut record = csv::ByteRecord::new();
        if !matches!(rows.read_byte_record(&mut record), Ok(true)) {
            return Self::default();
        }
        let names: Vec<String> = record.iter().map(|field| likeness(&name(field))).collect();
        let n_found = wanted.iter().filter(|wanted| names.contains(wanted)).count();
        let mut lengths = BTreeMap::<usize, usize>::new();
        let mut last = None;
        // The last row may be cut.
        for _ in 0..=ROWS {
            if !matches!(rows.read_byte_record(&mut record), Ok(true)) {
                break;
            }
            if let Some(n_fields) = last.replace(record.len()) {
                *lengths.entry(n_fields).or_default() += 1;
            }
        }
        if let Some(n_fields) = last.filter(|_| lengths.is_empty()) {
            lengths.insert(n_fields, 1);
        }
        let n_rows: usize = lengths.values().sum();
        let most = lengths.into_iter().max_by_key(|(_, count)| *count);
        let (usual, count) = most.unwrap_or((names.len(), 0));
        let tenths = (count * 10).checked_div(n_rows).unwrap_or(10);
        Self {
            n_found,
            is_plural: names.len() > 1 && usual > 1 && tenths >= 5,
            is_level: usual == names.len(),
            tenths,
            n_fields: names.len(),
        }
    }
}
