//! What stands before the header: the line in which Excel names the delimiter, blank lines, and the lines with `#` in
//! which Google Analytics says what was exported.
//! Invariant: nothing else that holds a letter is skipped.

use super::DELIMITERS;

/// The lines before the header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Preamble {
    /// How many bytes they are.
    pub(in crate::source) len: usize,
    /// How many records a CSV reader makes of them; empty lines are none.
    pub(in crate::source) n_records: usize,
    /// What a `sep=` line says.
    pub(in crate::source) delimiter: Option<u8>,
}

impl Preamble {
    /// The lines before the header; `given` is a delimiter that the map names.
    pub(in crate::source) fn of(prefix: &[u8], given: Option<u8>) -> Self {
        let mut preamble = Self::default();
        let mut n_remarks = n_remarks(prefix);
        for whole in prefix.split_inclusive(|byte| *byte == b'\n') {
            let line = whole.strip_suffix(b"\n").unwrap_or(whole);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let separator = separator(line).filter(|_| preamble.delimiter.is_none());
            let is_remark = n_remarks > 0 && is_remark(line);
            if separator.is_none() && !is_remark && !is_blank(line, given) {
                return preamble;
            }
            n_remarks -= usize::from(is_remark);
            preamble.delimiter = preamble.delimiter.or(separator);
            preamble.len += whole.len();
            preamble.n_records += usize::from(!line.is_empty());
        }
        // Nothing but blanks: the reader says so.
        Self::default()
    }
}

/// How many lines with `#` the text opens with; a single one is a header whose first name begins so.
fn n_remarks(prefix: &[u8]) -> usize {
    let lines = prefix.split(|byte| *byte == b'\n').take_while(|line| is_remark(line) || line.trim_ascii().is_empty());
    let n = lines.filter(|line| is_remark(line)).count();
    if n > 1 { n } else { 0 }
}

/// `# Funnel exploration`, `# -------`, `#`: but no `#,name`, and no quote that would reach into other lines.
fn is_remark(line: &[u8]) -> bool {
    let rest = line.trim_ascii_end().strip_prefix(b"#");
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'-')) && !rest.contains(&b'"'))
}

/// What `sep=;` names, also in quotes, and filled up with delimiters by a program that saved it.
fn separator(line: &[u8]) -> Option<u8> {
    let (inner, tail) = match line.strip_prefix(b"\"") {
        Some(quoted) => {
            let mut parts = quoted.splitn(2, |byte| *byte == b'"');
            (parts.next()?, parts.next()?)
        }
        None => (line, &b""[..]),
    };
    let (key, signs) = inner.split_at_checked(4)?;
    let sign = *signs.first()?;
    let is_sign = sign == b'\t' || (sign.is_ascii_punctuation() && sign != b'"');
    let is_alone = signs.iter().chain(tail).all(|byte| *byte == sign);
    (key.eq_ignore_ascii_case(b"sep=") && is_sign && is_alone).then_some(sign)
}

/// Is there nothing in it but blanks, delimiters, and quotes around nothing?
fn is_blank(line: &[u8], given: Option<u8>) -> bool {
    let Ok(line) = std::str::from_utf8(line) else { return false };
    let is_nothing = |letter: char| {
        let is_delimiter = u8::try_from(letter).is_ok_and(|byte| DELIMITERS.contains(&byte) || given == Some(byte));
        letter == '"' || is_delimiter || super::is_padding(letter) && letter != '\0'
    };
    line.chars().all(is_nothing) && line.matches('"').count() % 2 == 0
}
