//! `cjm sentiment`: how each line of a text sounds.
//! Invariant: each line of input gives one line of output, and only one is held in memory.

use std::io::{self, BufRead, BufReader, Read};

use super::arguments::SentimentArguments;
use super::failure::CommandFailure;
use super::print::{Printer, complain};
use super::table::{Audience, RowStream, TableCell, TableColumn, column, numbers, words};
use crate::sentiment::{self, Language, Scoring};
use crate::store;

/// The longest line that is scored, in bytes.
const LONGEST_LINE: usize = 1024 * 1024;

/// How many bytes of a longer line are shown.
const EXCERPT: usize = 60;

/// What was read of a line.
enum InputLine<'a> {
    Text(&'a str),
    /// The beginning of it.
    TooLong(&'a str),
    /// With replacement characters for the bytes that are not UTF-8.
    NotText(&'a str),
}

/// A line, and its score or why it has none.
struct ScoredLine<'a> {
    score: Result<f64, &'static str>,
    text: &'a str,
}

const fn columns<'a>() -> [TableColumn<ScoredLine<'a>>; 4] {
    [
        column(numbers("score").only(Audience::People), |line| match line.score {
            Ok(score) => TableCell::Number(score, 4),
            Err(why) => TableCell::words(Some(why)),
        }),
        column(numbers("score").only(Audience::Programs), |line| TableCell::number(line.score.ok(), 4)),
        column(words("why").only(Audience::Programs).optional(), |line| TableCell::words(line.score.err())),
        column(words("text"), |line| TableCell::words(Some(line.text))),
    ]
}

/// Prints a score a line; gives the exit code.
pub(super) fn run(arguments: &SentimentArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let language = arguments.language.as_deref().map(Language::named).unwrap_or_default();
    let mut rows = RowStream::begin(arguments.format, &columns(), out)?;
    let mut n_unread = 0_u64;
    let mut print = |line: InputLine| {
        n_unread += u64::from(!matches!(line, InputLine::Text(_)));
        rows.print(&columns(), &scored(&line, language), out)
    };
    match arguments.file.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => each_line(store::open_named(path)?, CommandFailure::File, &mut print)?,
        None => each_line(io::stdin().lock(), CommandFailure::Input, &mut print)?,
    }
    if n_unread > 0 {
        let noun = if n_unread == 1 { "line" } else { "lines" };
        complain(&format!("warning: {n_unread} {noun} could not be scored: longer than 1 MiB, or not UTF-8"));
    }
    Ok(u8::from(n_unread > 0))
}

fn scored<'a>(line: &InputLine<'a>, language: Language) -> ScoredLine<'a> {
    let (score, text) = match *line {
        InputLine::Text(text) => match sentiment::score(text, language) {
            Scoring::Scored(score) => (Ok(score), text),
            Scoring::NoLexicon => (Err("no lexicon"), text),
        },
        InputLine::TooLong(text) => (Err("too long"), text),
        InputLine::NotText(text) => (Err("not UTF-8"), text),
    };
    ScoredLine { score, text }
}

/// Hands on the lines, without their ends.
fn each_line(
    input: impl Read,
    failed: impl Fn(io::Error) -> CommandFailure,
    each: &mut impl FnMut(InputLine) -> io::Result<()>,
) -> Result<(), CommandFailure> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut line = Vec::new();
    loop {
        line.clear();
        let limit = LONGEST_LINE as u64 + 2;
        input.by_ref().take(limit).read_until(b'\n', &mut line).map_err(&failed)?;
        let Some(last) = line.last() else { return Ok(()) };
        let is_whole = *last == b'\n';
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.len() > LONGEST_LINE {
            let start = String::from_utf8_lossy(text.get(..EXCERPT).unwrap_or_default());
            each(InputLine::TooLong(&format!("{start}…")))?;
            if !is_whole {
                input.skip_until(b'\n').map_err(&failed)?;
            }
            continue;
        }
        match str::from_utf8(text) {
            Ok(text) => each(InputLine::Text(text))?,
            Err(_) => each(InputLine::NotText(&String::from_utf8_lossy(text)))?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, input: &[u8], expected: &[&str]) {
        let mut lines = Vec::new();
        let mut each = |line: InputLine| {
            lines.push(match line {
                InputLine::Text(text) => format!("text {}", text.len()),
                InputLine::TooLong(text) => format!("too long {}", text.len()),
                InputLine::NotText(text) => format!("not text {text}"),
            });
            Ok(())
        };
        each_line(input, CommandFailure::Input, &mut each).unwrap();
        assert_eq!(lines, expected, "{name}");
    }

    #[test]
    fn every_line_comes_out_once() {
        check("nothing", b"", &[]);
        check("without an end", b"ab", &["text 2"]);
        check("ends", b"ab\r\n\nc\n", &["text 2", "text 0", "text 1"]);
        check("a return within", b"a\rb\n", &["text 3"]);
        check("not UTF-8", b"a\xff\nok\n", &["not text a\u{fffd}", "text 2"]);
    }

    #[test]
    fn lines_up_to_the_limit_are_read_and_longer_ones_are_passed_over() {
        for (name, length, end, first) in [
            ("at the limit", LONGEST_LINE, "\n", format!("text {LONGEST_LINE}")),
            ("at the limit, with a return", LONGEST_LINE, "\r\n", format!("text {LONGEST_LINE}")),
            ("one more", LONGEST_LINE + 1, "\n", "too long 63".to_owned()),
            ("one more, with a return", LONGEST_LINE + 1, "\r\n", "too long 63".to_owned()),
            ("two more", LONGEST_LINE + 2, "\n", "too long 63".to_owned()),
            ("far more", LONGEST_LINE * 3, "\n", "too long 63".to_owned()),
        ] {
            let input = format!("{}{end}next\n", "a".repeat(length));
            check(name, input.as_bytes(), &[&first, "text 4"]);
        }
    }
}
