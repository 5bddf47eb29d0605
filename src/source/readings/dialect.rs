//! How a CSV file is written: is it text at all, and what stands between its fields.
//! Must not know what the columns mean.
//! Invariant: the same first bytes give the same answer.

/// The delimiters that are told apart, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many columns a file may have.
pub(crate) const MOST_COLUMNS: usize = 10_000;

/// Why this is no CSV file in UTF-8, and how to make it one.
pub(crate) fn foreign(prefix: &[u8]) -> Option<(&'static str, &'static str)> {
    const SIXTEEN: (&str, &str) = ("the file is UTF-16, expected UTF-8", "save it as \"CSV UTF-8\"");
    if prefix.starts_with(b"\xff\xfe") || prefix.starts_with(b"\xfe\xff") {
        return Some(SIXTEEN);
    }
    if prefix.starts_with(b"PK\x03\x04") {
        return Some(("the file is a spreadsheet or a zip archive, expected CSV", "export the sheet as \"CSV UTF-8\""));
    }
    if prefix.starts_with(b"\x1f\x8b") {
        return Some(("the file is compressed, expected CSV", "unpack it first"));
    }
    // Without a mark, every other byte of Latin text in UTF-16 is zero.
    let head = prefix.get(..prefix.len().min(512)).unwrap_or_default();
    let n_zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (n_zeros(0), n_zeros(1));
    let half = head.len() / 2;
    let is_sixteen = half >= 4 && (even * 10 > half * 6 && odd * 10 < half || odd * 10 > half * 6 && even * 10 < half);
    is_sixteen.then_some(SIXTEEN)
}

/// A CSV reader for a piece of text.
pub(super) fn reader(text: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(text)
}

/// What stands between the fields: the delimiter with which the first record holds most of the
/// columns asked for, and among those the one that gives most fields.
pub(crate) fn delimiter(prefix: &[u8], wanted: &[&str]) -> u8 {
    let mut best = (0, 1, b',');
    for delimiter in DELIMITERS {
        let mut record = csv::ByteRecord::new();
        if !matches!(reader(prefix, delimiter).read_byte_record(&mut record), Ok(true)) {
            continue;
        }
        let names: Vec<String> = record.iter().map(name).collect();
        let n_found = wanted.iter().filter(|wanted| names.iter().any(|name| name == *wanted)).count();
        if (n_found, names.len()) > (best.0, best.1) {
            best = (n_found, names.len(), delimiter);
        }
    }
    best.2
}

/// The name of a column: without blanks around it, and as text whatever the bytes.
pub(crate) fn name(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_the_one_that_shows_the_columns() {
        let cases: [(&str, &[u8], &[&str], u8); 7] = [
            ("comma", b"a,b,c\n1,2,3\n", &["a"], b','),
            ("semicolon", b"a;b;c\n1,5;2;3\n", &["b"], b';'),
            ("tab", b"a\tb\n", &["a", "b"], b'\t'),
            ("pipe", b"a|b\n", &[], b'|'),
            (
                "the columns asked for win over many fields",
                b"id;how was it, all in all, and why, please\n",
                &["id"],
                b';',
            ),
            ("inside quotes nothing counts", b"\"a;b;c;d\",e\n", &["e"], b','),
            ("one column", b"a\n1\n", &["a"], b','),
        ];
        for (name, text, wanted, expected) in cases {
            assert_eq!(delimiter(text, wanted), expected, "{name}");
        }
    }

    #[test]
    fn what_is_not_text_in_utf_8_is_named() {
        let sixteen: Vec<u8> = "date,csat\n2017-01-01,4\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "date,csat\n2017-01-01,4\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for text in [&sixteen, &big] {
            assert!(foreign(text).is_some_and(|(why, _)| why.contains("UTF-16")));
        }
        assert!(foreign(b"\xff\xfed\0").is_some_and(|(why, _)| why.contains("UTF-16")));
        assert!(foreign(b"PK\x03\x04rest").is_some_and(|(why, _)| why.contains("spreadsheet")));
        assert_eq!(foreign(b"date,csat\n2017\0,4\n"), None, "a few zero bytes are harmless");
        assert_eq!(foreign("ציון,תאריך\n".as_bytes()), None);
        assert_eq!(foreign(b""), None);
    }
}
