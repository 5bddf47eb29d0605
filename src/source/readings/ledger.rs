//! What was left out of a source, and why. Must not know how a row is read.
//! Invariant: rows read = rows used + the counts of all entries without a column.

use crate::journey::LeftOut;

/// How many line numbers are kept for each reason.
const MOST_LINES: usize = 10;

/// Why a row or an answer was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// More or fewer fields than the header has.
    Ragged,
    /// A quote is opened in it and never closed.
    UnclosedQuote,
    /// It is longer than any record should be.
    TooLong,
    /// The time column holds no date.
    BadDate,
    /// No place of the map matches the touchpoint column.
    UnknownTouchpoint,
    /// Nothing at the place measures what the metric column says.
    UnknownMetric,
    /// Its respondent was met before.
    Duplicate,
    /// Nothing in it could be used.
    NothingUsable,
    /// A code that means "no answer".
    MissingCode,
    /// A blank cell.
    Blank,
    /// An answer off its scale.
    OutOfRange,
    /// Not a number.
    NotANumber,
    /// A number between two answers.
    NotWhole,
    /// Neither among the answers that mean yes nor among those that mean no.
    NeitherYesNorNo,
    /// More completed a step than entered it: a slip, or people who came back.
    MoreThanEntered,
    /// A share or a score without the number of those asked.
    WithoutN,
    /// A comment in a language that sentiment has no words for.
    NoLexicon,
}

/// Every reason, in the order they are reported.
const REASONS: [(Reason, &str); 17] = [
    (Reason::Ragged, "ragged row"),
    (Reason::UnclosedQuote, "unclosed quote"),
    (Reason::TooLong, "record too long"),
    (Reason::BadDate, "bad date"),
    (Reason::UnknownTouchpoint, "unknown touchpoint"),
    (Reason::UnknownMetric, "unknown metric"),
    (Reason::Duplicate, "duplicate respondent"),
    (Reason::NothingUsable, "no usable answer"),
    (Reason::MissingCode, "missing code"),
    (Reason::Blank, "no answer"),
    (Reason::OutOfRange, "out of range"),
    (Reason::NotANumber, "not a number"),
    (Reason::NotWhole, "not a whole answer"),
    (Reason::NeitherYesNorNo, "neither yes nor no"),
    (Reason::MoreThanEntered, "more completed than entered"),
    (Reason::WithoutN, "no number of answers"),
    (Reason::NoLexicon, "no lexicon"),
];

#[derive(Clone, Debug, Default)]
struct Entry {
    count: u64,
    lines: Vec<u64>,
}

/// Counts and first lines by column and reason.
#[derive(Debug)]
pub(super) struct Ledger {
    /// For each column its reasons; after them the reasons for whole rows.
    entries: Vec<Entry>,
    n_columns: usize,
}

impl Ledger {
    /// Nothing left out yet.
    pub(super) fn new(n_columns: usize) -> Self {
        Self { entries: vec![Entry::default(); (n_columns + 1) * REASONS.len()], n_columns }
    }

    /// A whole row is left out.
    pub(super) fn row(&mut self, reason: Reason, line: impl FnOnce() -> u64) {
        self.cell(reason, self.n_columns, line);
    }

    /// The answer in a column is left out. The line is asked for only while it is wanted.
    pub(super) fn cell(&mut self, reason: Reason, column: usize, line: impl FnOnce() -> u64) {
        let idx = column * REASONS.len() + reason as usize;
        if let Some(entry) = self.entries.get_mut(idx) {
            entry.count += 1;
            if entry.lines.len() < MOST_LINES {
                entry.lines.push(line());
            }
        }
    }

    /// The report: rows first, then answers in the order of the columns.
    pub(super) fn left_out(mut self, names: &[String]) -> Vec<LeftOut> {
        let rows = self.entries.split_off(self.n_columns * REASONS.len());
        let chunks = self.entries.chunks(REASONS.len()).zip(names);
        let columns = chunks.flat_map(|(entries, name)| report(entries, Some(name)));
        report(&rows, None).chain(columns).collect()
    }
}

fn report<'a>(entries: &'a [Entry], column: Option<&'a String>) -> impl Iterator<Item = LeftOut> + 'a {
    entries.iter().zip(REASONS).filter(|(entry, _)| entry.count > 0).map(move |(entry, (_, words))| LeftOut {
        reason: words.to_owned(),
        column: column.cloned(),
        count: entry.count,
        lines: entry.lines.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_its_place() {
        for (idx, (reason, words)) in REASONS.iter().enumerate() {
            assert_eq!(*reason as usize, idx, "{words}");
        }
    }

    #[test]
    fn rows_come_before_columns_and_ten_lines_are_enough() {
        let mut ledger = Ledger::new(2);
        for line in 2..20 {
            ledger.cell(Reason::OutOfRange, 1, || line);
        }
        ledger.row(Reason::BadDate, || 7);
        let names = ["a".to_owned(), "b".to_owned()];
        assert_eq!(
            ledger.left_out(&names),
            [
                LeftOut { reason: "bad date".to_owned(), column: None, count: 1, lines: vec![7] },
                LeftOut {
                    reason: "out of range".to_owned(),
                    column: Some("b".to_owned()),
                    count: 18,
                    lines: (2..12).collect()
                },
            ]
        );
    }
}
