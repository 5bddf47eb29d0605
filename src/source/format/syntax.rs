//! Text to a TOML table, whatever state the text is in.
//! Invariant: byte offsets in what is read are byte offsets in the text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, Error};

use super::tree::{Branch, Parsed};
use super::{Remark, Report, Table, rules, shorten};

/// A part of a text larger than this, in bytes, is mended in a few large steps.
const LARGE: usize = 64 * 1024;

/// A broken text larger than this, in bytes, is not asked for every error it has: each costs memory.
const HUGE: usize = 1024 * 1024;

/// How often a part is mended before it is left out: as it is, and when it is large.
const ROUNDS: (usize, usize) = (20, 3);

/// What a long dotted key has more of than any other line.
const DEEP: usize = 60;

/// Reads a text and hands its table on. What is not TOML is remarked and blanked, and the rest read.
pub(crate) fn read<T>(
    report: &mut Report<'_>,
    root: &'static Table,
    make: impl FnOnce(&mut Report<'_>, &Branch<'_>) -> T,
) -> T {
    let text = report.text();
    if let Ok(Parsed { tree, .. }) = Parsed::of(text) {
        return make(report, &tree);
    }
    let mended = mend(report, root);
    let (table, errors) = parse(&mended, HUGE);
    for error in errors {
        let span = error.span().unwrap_or_default();
        remark(report, error.message(), span);
    }
    make(report, &table.into_inner().into())
}

/// Every error up to that many bytes; above, the first one and no table.
fn parse(text: &str, most: usize) -> (Spanned<DeTable<'_>>, Vec<Error>) {
    if text.len() <= most {
        return DeTable::parse_recoverable(text);
    }
    match DeTable::parse(text) {
        Ok(table) => (table, Vec::new()),
        Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
    }
}

/// The text with every statement blanked that would take others with it.
fn mend(report: &mut Report<'_>, root: &'static Table) -> String {
    let text = report.text();
    let mut mended = text.as_bytes().to_vec();
    for part in parts(text, root) {
        let (mut rounds, most) = if part.len() > LARGE { (ROUNDS.1, 0) } else { (ROUNDS.0, LARGE) };
        while let Some((message, statement, mark)) = worst(piece(&mended, &part), most) {
            remark(report, &message, part.start + mark.start..part.start + mark.end);
            report.damage(part.clone());
            rounds -= 1;
            let from = part.start + statement.start;
            if rounds == 0 || report.is_full() {
                blank(&mut mended, part.clone());
            } else if piece(&mended, &(from..part.end)).trim_start().starts_with('[') {
                // What stands under a broken header belongs to no table.
                blank(&mut mended, from..part.end);
            } else {
                blank(&mut mended, from..part.start + statement.end);
            }
        }
    }
    // Blanks are ASCII and cover whole lines, so this is UTF-8 still.
    String::from_utf8(mended).unwrap_or_default()
}

fn piece<'a>(mended: &'a [u8], part: &Range<usize>) -> &'a str {
    mended.get(part.clone()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The first error that takes other statements with it: its message, the lines to blank, what to mark.
fn worst(piece: &str, most: usize) -> Option<(String, Range<usize>, Range<usize>)> {
    let errors = parse(piece, most).1;
    let worst = errors.iter().filter(|error| swallows(error.message()));
    let error = worst.min_by_key(|error| error.span().map_or(0, |span| span.start))?;
    let (statement, mark) = blame(piece, error);
    Some((error.message().to_owned(), statement, mark))
}

/// The text from one header of a known table to the next.
fn parts(text: &str, root: &'static Table) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let name = line.trim_start().trim_start_matches('[').split(['.', ']', '\n', ' ']).next().unwrap_or_default();
        if line.starts_with('[') && at > 0 && root.field(name.trim()).is_some() {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Does the parser lose what follows such an error?
fn swallows(message: &str) -> bool {
    const STARTS: &[&str] = &[
        "key with no value",
        "invalid key-value pair",
        "unclosed",
        "missing comma",
        "missing assignment",
        "missing key",
        "unexpected `=`",
        "extra assignment",
        "invalid inline",
        "invalid multi-line",
        "missing array opening",
        "missing inline table opening",
        "recursion limit",
        "cannot recurse",
    ];
    STARTS.iter().any(|start| message.starts_with(start))
}

/// Does such an error show on the line after the one that is wrong?
fn shows_late(message: &str) -> bool {
    ["unclosed", "missing comma", "missing assignment", "missing key", "unexpected `=`"]
        .iter()
        .any(|start| message.starts_with(start))
}

/// The lines to blank, and what to mark.
fn blame(piece: &str, error: &Error) -> (Range<usize>, Range<usize>) {
    let message = error.message();
    let mut span = error.span().unwrap_or_else(|| deep(piece));
    let seen = span.start.min(piece.len());
    let before = piece.get(..seen).unwrap_or_default();
    let is_multi_line = message.starts_with("invalid multi-line");
    let is_late = shows_late(message);
    if is_multi_line {
        let opened = before.rfind("\"\"\"").max(before.rfind("'''")).unwrap_or(0);
        span = opened..opened + 3;
    } else if is_late {
        let last = before.trim_end().len();
        if before.get(last..).is_some_and(|gap| gap.contains('\n')) {
            span = last..last;
        }
    }
    let mut start = line_start(piece, span.start);
    let mut end = start + line_at(piece, start).len();
    if is_late || is_multi_line {
        while start > 0 && !starts_statement(line_at(piece, start)) {
            start = line_start(piece, start - 1);
        }
        while end < piece.len() && !starts_statement(line_at(piece, end)) {
            end += line_at(piece, end).len();
        }
    }
    if span.is_empty() && !is_late {
        let indent = line_at(piece, start).len() - line_at(piece, start).trim_start().len();
        span = start + indent..start + line_at(piece, start).trim_end().len();
    }
    (start..end, span)
}

/// The line with a key of more parts than the parser takes; it does not say where.
fn deep(piece: &str) -> Range<usize> {
    let mut at = 0;
    for line in piece.split_inclusive('\n') {
        if line.bytes().filter(|byte| *byte == b'.').count() > DEEP {
            return at..at + line.trim_end().len();
        }
        at += line.len();
    }
    0..0
}

fn line_start(piece: &str, at: usize) -> usize {
    piece.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// The line that starts there, with its line ending.
fn line_at(piece: &str, start: usize) -> &str {
    piece.get(start..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or_default()
}

/// `key = ...` or `[header]`.
fn starts_statement(line: &str) -> bool {
    let line = line.trim_start();
    if line.starts_with('[') {
        return line.trim_end().ends_with(']') && !line.contains(',');
    }
    let key = line.split('=').next().unwrap_or_default();
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '"');
    line.contains('=') && !key.trim().is_empty() && key.chars().all(is_key)
}

/// Blanks a stretch; line breaks stay.
fn blank(mended: &mut [u8], span: Range<usize>) {
    for byte in mended.get_mut(span).unwrap_or_default() {
        if !matches!(*byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

/// One finding a line.
fn remark(report: &mut Report<'_>, message: &str, span: Range<usize>) {
    if report.is_broken_at(span.start) {
        return;
    }
    let given = report.text().get(span.clone()).unwrap_or_default();
    let (message, help) = explain(message, given);
    report.add(Remark {
        rule: &rules::SYNTAX,
        span: Some(span),
        message,
        help: help.map(str::to_owned),
        address: None,
    });
}

/// The parser's message in the words of the format.
fn explain(message: &str, given: &str) -> (String, Option<&'static str>) {
    let starts = |start: &str| message.starts_with(start);
    if starts("duplicate key") {
        return (
            format!("`{}` is written twice, expected once", shorten(given)),
            Some("remove one of the two, or write [[ ]] for a list of tables"),
        );
    }
    let (own, help) = match message {
        _ if starts("string values must be quoted") && given.is_empty() => {
            ("no value, expected one after the =", Some("write a value, or remove the key"))
        }
        _ if starts("string values must be quoted") && given.starts_with(['“', '”', '„', '‘', '’', '«']) => {
            ("text in typographic quotes, expected straight ones", Some("write \"...\""))
        }
        _ if starts("string values must be quoted") => {
            ("text without quotes, expected it in quotes", Some("write \"...\""))
        }
        _ if starts("key with no value") || starts("invalid key-value pair") => {
            ("not a line of TOML, expected `key = value` or a [table]", Some("write `key = value`"))
        }
        _ if starts("invalid basic string") || starts("invalid literal string") => (
            "text that does not end on its line, expected a closing quote",
            Some("close the quote, or write \"\"\" around text of several lines"),
        ),
        _ if starts("invalid multi-line") => {
            ("text of several lines that does not end, expected three closing quotes", Some("close the quotes"))
        }
        _ if starts("unclosed array table") || starts("unclosed table") => {
            ("a header that does not end, expected ]", Some("close the bracket"))
        }
        _ if starts("unclosed array") || starts("missing comma between array") || starts("unexpected `=` in array") => {
            (
                "a list that does not go on or end, expected , or ]",
                Some("add a comma between entries, and ] at the end"),
            )
        }
        _ if starts("unclosed inline table")
            || starts("missing comma between key")
            || starts("missing assignment")
            || starts("missing key for inline") =>
        {
            (
                "a table in braces that does not go on or end, expected , or }",
                Some("add a comma between keys, and } at the end"),
            )
        }
        _ if starts("missing escaped value") => (
            "an unknown escape after \\, expected one like \\n, \\\" or \\\\",
            Some("write \\\\ for a backslash, or put the text in single quotes"),
        ),
        _ if starts("unexpected key or value") => {
            ("more after the value, expected the end of the line", Some("start a new line, or remove it"))
        }
        _ if starts("recursion limit") || starts("cannot recurse") => {
            ("tables in tables, too deep, expected fewer than 80", Some("write it flat"))
        }
        _ => return (message.to_owned(), None),
    };
    (own.to_owned(), help)
}
