//! Files that are no text at all, by their first bytes.
//! Invariant: every refusal says what to do.

use super::packing::Packing;

/// What is refused, and what helps.
pub(super) type Refused = (&'static str, &'static str);

const EXPORT: &str = "export the sheet as \"CSV UTF-8\"";
const UNPACK: &str = "unpack it, or pack it with gzip or zstd";

/// First bytes, what they are of, and what helps.
#[rustfmt::skip]
const FOREIGN: &[(&[u8], &str, &str)] = &[
    (b"\xff\xfe\0\0", "the file is UTF-32, which is not read", "save it as \"CSV UTF-8\""),
    (b"\0\0\xfe\xff", "the file is UTF-32, which is not read", "save it as \"CSV UTF-8\""),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is a spreadsheet of an old Excel (xls), expected CSV", EXPORT),
    (b"PAR1", "the file is Parquet, expected CSV", "write it out as CSV: duckdb -c \"copy 'x.parquet' to 'x.csv'\""),
    (b"%PDF-", "the file is a PDF, expected CSV", "export the answers as CSV where it came from"),
    (b"SQLite format 3\0", "the file is an SQLite database, expected CSV", "write a table out: sqlite3 -header -csv x.db \"select * from t\""),
    (b"\xfd7zXZ\0", "the file is packed by xz, expected CSV", UNPACK),
    (b"BZh91AY&SY", "the file is packed by bzip2, expected CSV", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "the file is a 7z archive, expected CSV", UNPACK),
    (b"Rar!\x1a\x07", "the file is a rar archive, expected CSV", UNPACK),
    (b"\x04\x22\x4d\x18", "the file is packed by lz4, expected CSV", UNPACK),
];

/// How markup begins, in small letters.
const MARKUP: [&[u8]; 4] = [b"<!doctype", b"<html", b"<?xml", b"<table"];

/// Why the file is none that can be read.
pub(super) fn foreign(head: &[u8], packing: Packing) -> Option<Refused> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(archive(head));
    }
    if packing != Packing::Plain && Packing::of(head) != Packing::Plain {
        return Some(("the file is packed twice, expected CSV", "unpack it once"));
    }
    let known = FOREIGN.iter().find(|(magic, ..)| head.starts_with(magic));
    known.map(|(_, why, help)| (*why, *help)).or_else(|| markup(head))
}

/// A zip archive, and what it may be in truth.
fn archive(head: &[u8]) -> Refused {
    let holds = |sought: &[u8]| memchr::memmem::find(head, sought).is_some();
    if holds(b"opendocument.spreadsheet") {
        ("the file is an OpenDocument spreadsheet (ods), expected CSV", EXPORT)
    } else if holds(b"[Content_Types].xml") || holds(b"xl/") {
        ("the file is an Excel spreadsheet (xlsx), expected CSV", EXPORT)
    } else {
        (
            "the file is a zip archive or a spreadsheet, expected CSV",
            "take the CSV out of it, or export the sheet as CSV",
        )
    }
}

/// Pages of the web and XML, which some tools call a spreadsheet.
fn markup(head: &[u8]) -> Option<Refused> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |word: &&[u8]| head.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    MARKUP.iter().any(begins).then_some((
        "the file is a web page or XML, expected CSV",
        "open it in a spreadsheet and save it as \"CSV UTF-8\"",
    ))
}
