//! Findings of one file while it is read: byte spans become lines, columns and excerpts.
//! Invariant: at most [`MOST`] findings leave, then one that counts the rest.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::rules::{self, Rule};
use crate::journey::{Address, Excerpt, Finding};

/// How many findings of one file are worth showing.
pub const MOST: usize = 200;

/// How many bytes of a long line go into an excerpt, before the mark and after its start.
const AROUND: (usize, usize) = (160, 480);

/// A finding before its place is looked up.
pub(crate) struct Remark {
    /// Which rule.
    pub(crate) rule: &'static Rule,
    /// Byte range in the text; `None` for the whole file.
    pub(crate) span: Option<Range<usize>>,
    /// What is wrong and what was expected.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) help: Option<String>,
    /// The place in the map.
    pub(crate) address: Option<Address>,
}

/// Findings of one file.
pub(crate) struct Report<'t> {
    label: &'t str,
    text: &'t str,
    /// Byte offset of each line, once one is asked for: a clean file needs none.
    lines: OnceCell<Vec<usize>>,
    findings: Vec<Finding>,
    n_more: usize,
    /// Lines that are not TOML: what else is wrong there follows from that.
    broken: BTreeSet<usize>,
    /// Stretches of the text where something was cut out: what is missing there may have been written.
    damaged: Vec<Range<usize>>,
}

impl<'t> Report<'t> {
    pub(crate) fn new(label: &'t str, text: &'t str) -> Self {
        Self {
            label,
            text,
            lines: OnceCell::new(),
            findings: Vec::new(),
            n_more: 0,
            broken: BTreeSet::new(),
            damaged: Vec::new(),
        }
    }

    /// The text that is read.
    pub(crate) fn text(&self) -> &'t str {
        self.text
    }

    /// The file as the user named it.
    pub(crate) fn label(&self) -> &'t str {
        self.label
    }

    /// Is there room for more? Saves the search for a suggestion where nobody would see it.
    pub(crate) fn is_full(&self) -> bool {
        self.findings.len() >= MOST
    }

    /// Notes that a stretch of the text was cut out, to read the rest.
    pub(crate) fn damage(&mut self, span: Range<usize>) {
        self.damaged.push(span);
    }

    /// Was anything cut out?
    pub(crate) fn is_damaged(&self) -> bool {
        !self.damaged.is_empty()
    }

    /// Was anything cut out of the stretch that holds this byte?
    pub(crate) fn is_damaged_at(&self, at: usize) -> bool {
        self.damaged.iter().any(|stretch| stretch.contains(&at))
    }

    /// Is the line of this byte known not to be TOML?
    pub(crate) fn is_broken_at(&self, at: usize) -> bool {
        self.broken.contains(&self.line_of(at))
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        })
    }

    /// The 0-based line of a byte.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.lines().partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The 1-based line and column of a span, and its line.
    pub(crate) fn spot(&self, span: &Range<usize>) -> (usize, usize, Option<Excerpt>) {
        let line = self.line_of(span.start);
        let (column, excerpt) = self.excerpt(line, span);
        (line + 1, column, excerpt)
    }

    /// Takes a remark.
    pub(crate) fn add(&mut self, remark: Remark) {
        let line = remark.span.as_ref().map(|span| self.line_of(span.start));
        if let Some(line) = line {
            if remark.rule == &rules::SYNTAX {
                self.broken.insert(line);
            } else if self.broken.contains(&line) {
                return;
            }
        }
        if self.is_full() {
            self.n_more += 1;
            return;
        }
        let (column, excerpt) = match (line, remark.span) {
            (Some(line), Some(span)) => self.excerpt(line, &span),
            _ => (0, None),
        };
        self.findings.push(Finding {
            rule: remark.rule,
            message: remark.message,
            help: remark.help,
            file: self.label.to_owned(),
            line: line.map_or(0, |line| line + 1),
            column,
            excerpt,
            address: remark.address,
        });
    }

    /// How many findings of a rule there are so far.
    pub(crate) fn count(&self, rule: &'static Rule) -> usize {
        self.findings.iter().filter(|finding| finding.rule == rule).count()
    }

    /// The findings in the order of the file.
    pub(crate) fn finish(mut self) -> Vec<Finding> {
        self.findings.sort_by_key(|finding| (finding.line, finding.column));
        if self.n_more > 0 {
            self.findings.push(Finding {
                rule: &rules::TOO_MANY,
                message: format!("and {} more, expected fewer than {MOST}", self.n_more),
                help: Some("mend the first ones and look again".to_owned()),
                file: self.label.to_owned(),
                line: 0,
                column: 0,
                excerpt: None,
                address: None,
            });
        }
        self.findings
    }

    /// The 1-based column in characters, and the line with the span marked.
    fn excerpt(&self, line: usize, span: &Range<usize>) -> (usize, Option<Excerpt>) {
        let start = self.lines().get(line).copied().unwrap_or(0);
        let end = self.lines().get(line + 1).copied().unwrap_or(self.text.len());
        let whole = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let bare = whole.strip_prefix('\u{feff}').unwrap_or(whole);
        let start = start + whole.len() - bare.len();
        let marked = floor(bare, span.start.saturating_sub(start))..floor(bare, span.end.saturating_sub(start));
        let column = bare.get(..marked.start).unwrap_or_default().chars().count() + 1;
        let cut = floor(bare, marked.start.saturating_sub(AROUND.0))..floor(bare, marked.start + AROUND.1);
        let marked = marked.start - cut.start..marked.end.min(cut.end).max(marked.start) - cut.start;
        let line = bare.get(cut).unwrap_or_default().to_owned();
        (column, Some(Excerpt { line, marked }))
    }
}

/// The last character boundary at or before that byte.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark(span: Range<usize>) -> Remark {
        Remark { rule: &rules::ODD_ID, span: Some(span), message: "odd".to_owned(), help: None, address: None }
    }

    #[track_caller]
    fn check(text: &str, span: Range<usize>, expected: (usize, usize, &str, &str)) {
        let mut report = Report::new("map.toml", text);
        report.add(remark(span));
        let finding = report.finish().remove(0);
        let excerpt = finding.excerpt.unwrap();
        let marked = excerpt.line.get(excerpt.marked.clone()).unwrap();
        assert_eq!((finding.line, finding.column, excerpt.line.as_str(), marked), expected);
    }

    #[test]
    fn a_span_is_found_by_line_and_character() {
        check("a = 1\nb = 2\n", 10..11, (2, 5, "b = 2", "2"));
        check("a = 1\r\nb = 2\r\n", 11..12, (2, 5, "b = 2", "2"));
        check("\u{feff}a = 1\n", 3..4, (1, 1, "a = 1", "a"));
        check("ab = \"שלום\" x", 16..17, (1, 13, "ab = \"שלום\" x", "x"));
        check("x = \"\"\"a\nb\"\"\"\n", 4..12, (1, 5, "x = \"\"\"a", "\"\"\"a"));
        check("a", 1..1, (1, 2, "a", ""));
        check("", 0..0, (1, 1, "", ""));
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}X{}", "é".repeat(5_000), "é".repeat(5_000));
        let mut report = Report::new("map.toml", &text);
        report.add(remark(10_000..10_001));
        let finding = report.finish().remove(0);
        let excerpt = finding.excerpt.unwrap();
        assert_eq!(finding.column, 5_001);
        assert_eq!(excerpt.line.get(excerpt.marked.clone()), Some("X"));
        assert!(excerpt.line.len() <= AROUND.0 + AROUND.1 + 2, "{}", excerpt.line.len());
    }

    #[test]
    fn the_rest_is_counted() {
        let mut report = Report::new("map.toml", "a = 1");
        for _ in 0..MOST + 7 {
            report.add(remark(0..1));
        }
        let findings = report.finish();
        assert_eq!(findings.len(), MOST + 1);
        assert_eq!(findings.last().unwrap().message, "and 7 more, expected fewer than 200");
    }
}
