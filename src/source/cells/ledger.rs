//! What was left out of a source, and why.
//! Invariant: rows read = rows used + the counts of all entries without a column.

use crate::journey::LeftOut;
use crate::journey::book::REPEATED;

/// How many line numbers are kept for each reason.
const MOST_LINES: usize = 10;

/// Why a row or an answer was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::source) enum Reason {
    /// Zero bytes are in it: a disk or a program lost what stood there.
    Nul,
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
    /// A number larger than is kept, either way.
    Beyond,
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
    /// A case that is not closed, where it counts how long it took.
    StillOpen,
    /// A case that is closed, nobody knows when.
    NoClosingDate,
    /// A case that was closed before it was opened: a slip.
    ClosedBeforeOpened,
    /// An open case that is due after all that the file knows.
    NotDueYet,
    /// A comment in a language that sentiment has no words for.
    NoLexicon,
    /// An answer of a row that says nothing of its weight, where others do.
    NoWeight,
    /// An answer of a row whose weight is no number above 0.
    BadWeight,
    /// Counted, as 0: it is too near to it.
    CountedAsZero,
    /// Counted, and not to a thousandth of itself: it is too near to 0.
    Blunted,
}

/// What is said of a row in which nothing could be used.
pub(in crate::source) const NOTHING_USABLE: &str = "no usable answer";

/// Why there is no answer, and the column that is to blame.
pub(in crate::source) type Refusal = (Reason, usize);

/// Every reason, in the order they are reported.
const REASONS: [(Reason, &str); 27] = [
    (Reason::Nul, "holds NUL bytes"),
    (Reason::Ragged, "ragged row"),
    (Reason::UnclosedQuote, "unclosed quote"),
    (Reason::TooLong, "record too long"),
    (Reason::BadDate, "bad date"),
    (Reason::UnknownTouchpoint, "unknown touchpoint"),
    (Reason::UnknownMetric, "unknown metric"),
    (Reason::Duplicate, REPEATED),
    (Reason::NothingUsable, NOTHING_USABLE),
    (Reason::MissingCode, "missing code"),
    (Reason::Blank, "no answer"),
    (Reason::OutOfRange, "out of range"),
    (Reason::Beyond, "beyond 10^12"),
    (Reason::NotANumber, "not a number"),
    (Reason::NotWhole, "not a whole answer"),
    (Reason::NeitherYesNorNo, "neither yes nor no"),
    (Reason::MoreThanEntered, "more completed than entered"),
    (Reason::WithoutN, "no number of answers"),
    (Reason::StillOpen, "still open"),
    (Reason::NoClosingDate, "no closing date"),
    (Reason::ClosedBeforeOpened, "closed before opened"),
    (Reason::NotDueYet, "not due yet"),
    (Reason::NoLexicon, "no lexicon"),
    (Reason::NoWeight, "no weight"),
    (Reason::BadWeight, "not a weight"),
    (Reason::CountedAsZero, "counted as 0"),
    (Reason::Blunted, "kept in millionths"),
];

/// A line of a block. The order of spots is that of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::source) struct Spot {
    /// The number of the block, from 0.
    pub(in crate::source) block: u32,
    /// How many line feeds of the block come before it.
    pub(in crate::source) line: u64,
}

impl Spot {
    /// A line of the file.
    pub(in crate::source) fn of_line(line: u64) -> Self {
        Self { block: 0, line }
    }
}

/// On which line of the file each of its blocks begins; known once all of them are read.
#[derive(Clone, Debug)]
pub(in crate::source) struct Lines(Vec<u64>);

impl Lines {
    /// Blocks from a line on, by the number of each how many line feeds it holds.
    pub(in crate::source) fn new(line: u64, mut feeds: Vec<(u32, u64)>) -> Self {
        feeds.sort_unstable();
        let mut next = line;
        let mut firsts = vec![line];
        firsts.extend(feeds.iter().map(|(_, n_feeds)| {
            next += n_feeds;
            next
        }));
        Self(firsts)
    }

    /// The line on which the next block would begin.
    pub(in crate::source) fn next(&self) -> u64 {
        self.0.last().copied().unwrap_or_default()
    }

    /// The 1-based line of the file.
    pub(in crate::source) fn of(&self, spot: Spot) -> u64 {
        self.0.get(spot.block as usize).map_or(0, |first| first + spot.line)
    }
}

impl Reason {
    /// As it is reported.
    pub(in crate::source) fn words(self) -> &'static str {
        REASONS.get(self as usize).map_or("", |(_, words)| *words)
    }

    /// Is something left out for it? Else it is told of what is counted.
    fn leaves_out(self) -> bool {
        !matches!(self, Self::CountedAsZero | Self::Blunted)
    }

    /// Is an answer lost by it? Nobody answered what is blank, and what is still open is no slip.
    pub(in crate::source) fn loses_answers(self) -> bool {
        let is_none = matches!(self, Self::Blank | Self::MissingCode | Self::StillOpen | Self::NotDueYet);
        self.leaves_out() && !is_none
    }
}

/// How often something was left out, and where first.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Entry {
    pub(in crate::source) count: u64,
    spots: Vec<Spot>,
}

impl Entry {
    /// Once more. Where is asked for only while it is wanted.
    pub(in crate::source) fn add(&mut self, spot: impl FnOnce() -> Spot) {
        self.count += 1;
        if self.spots.len() < MOST_LINES {
            self.spots.push(spot());
        }
    }

    /// Adds what others met; each of the two went in the order of the file.
    pub(in crate::source) fn absorb(&mut self, other: Self) {
        self.count += other.count;
        if !other.spots.is_empty() {
            self.spots.extend(other.spots);
            self.spots.sort_unstable();
            self.spots.truncate(MOST_LINES);
        }
    }

    /// Turns lines of blocks into lines of the file.
    pub(in crate::source) fn settle(&mut self, lines: &Lines) {
        for spot in &mut self.spots {
            *spot = Spot::of_line(lines.of(*spot));
        }
    }

    /// The first lines, once it is settled.
    pub(in crate::source) fn lines(&self) -> Vec<u64> {
        self.spots.iter().map(|spot| spot.line).collect()
    }
}

/// The answers of one column that something is told of for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Told {
    /// The column.
    pub(in crate::source) column: usize,
    /// How many.
    pub(in crate::source) count: u64,
    /// The first lines.
    pub(in crate::source) lines: Vec<u64>,
}

/// Counts and first lines by column and reason.
#[derive(Clone, Debug)]
pub(in crate::source) struct Ledger {
    /// For each column its reasons; after them the reasons for whole rows.
    entries: Vec<Entry>,
    n_columns: usize,
}

impl Ledger {
    /// Nothing left out yet.
    pub(in crate::source) fn new(n_columns: usize) -> Self {
        Self { entries: vec![Entry::default(); (n_columns + 1) * REASONS.len()], n_columns }
    }

    /// Nothing left out yet, of the same columns.
    pub(in crate::source) fn blank(&self) -> Self {
        Self::new(self.n_columns)
    }

    /// A whole row is left out.
    pub(in crate::source) fn row(&mut self, reason: Reason, spot: impl FnOnce() -> Spot) {
        self.cell(reason, self.n_columns, spot);
    }

    /// The answer in a column is left out, or told of. Where is asked for only while it is wanted.
    pub(in crate::source) fn cell(&mut self, reason: Reason, column: usize, spot: impl FnOnce() -> Spot) {
        let idx = column * REASONS.len() + reason as usize;
        if let Some(entry) = self.entries.get_mut(idx) {
            entry.add(spot);
        }
    }

    /// Adds what others left out; each of the two met its rows in the order of the file.
    pub(in crate::source) fn absorb(&mut self, other: Self) {
        for (entry, other) in self.entries.iter_mut().zip(other.entries) {
            entry.absorb(other);
        }
    }

    /// Turns lines of blocks into lines of the file, as if that were one block from line 0 on.
    pub(in crate::source) fn settle(&mut self, lines: &Lines) {
        self.entries.iter_mut().for_each(|entry| entry.settle(lines));
    }

    /// The columns of a settled ledger with answers of that reason.
    pub(in crate::source) fn columns(&self, reason: Reason) -> impl Iterator<Item = Told> {
        let entries = self.entries.chunks(REASONS.len()).take(self.n_columns).enumerate();
        let entries = entries.filter_map(move |(column, entries)| Some((column, entries.get(reason as usize)?)));
        entries.filter(|(_, entry)| entry.count > 0).map(|(column, entry)| Told {
            column,
            count: entry.count,
            lines: entry.lines(),
        })
    }

    /// What was left out of whole rows, for reasons that lose what they say.
    pub(in crate::source) fn rows_lost(&self) -> impl Iterator<Item = (Reason, &Entry)> {
        let rows = self.entries.iter().skip(self.n_columns * REASONS.len());
        let rows = rows.zip(REASONS).map(|(entry, (reason, _))| (reason, entry));
        rows.filter(|(reason, entry)| entry.count > 0 && !matches!(reason, Reason::Duplicate | Reason::NothingUsable))
    }

    /// The report of a settled ledger: rows first, then answers in the order of the columns.
    pub(in crate::source) fn left_out(mut self, names: &[String]) -> Vec<LeftOut> {
        let rows = self.entries.split_off(self.n_columns * REASONS.len());
        let chunks = self.entries.chunks(REASONS.len()).zip(names);
        let columns = chunks.flat_map(|(entries, name)| report(entries, Some(name)));
        report(&rows, None).chain(columns).collect()
    }
}

/// Is that the reason why an answer has no weight?
pub(in crate::source) fn is_about_weights(words: &str) -> bool {
    let is_meant = |reason| matches!(reason, Reason::NoWeight | Reason::BadWeight);
    REASONS.iter().any(|(reason, own)| is_meant(*reason) && *own == words)
}

fn report<'a>(entries: &'a [Entry], column: Option<&'a String>) -> impl Iterator<Item = LeftOut> + 'a {
    let told = entries.iter().zip(REASONS).filter(|(entry, (reason, _))| entry.count > 0 && reason.leaves_out());
    told.map(move |(entry, (reason, words))| LeftOut {
        is_blank: reason == Reason::Blank,
        reason: words.to_owned(),
        column: column.cloned(),
        count: entry.count,
        lines: entry.lines(),
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

    fn spot(block: u32, line: u64) -> Spot {
        Spot { block, line }
    }

    #[test]
    fn rows_come_before_columns_and_ten_lines_are_enough() {
        let mut ledger = Ledger::new(2);
        for line in 2..20 {
            ledger.cell(Reason::OutOfRange, 1, || spot(0, line));
        }
        ledger.row(Reason::BadDate, || spot(0, 7));
        let names = ["a".to_owned(), "b".to_owned()];
        assert_eq!(
            ledger.left_out(&names),
            [
                LeftOut { is_blank: false, reason: "bad date".to_owned(), column: None, count: 1, lines: vec![7] },
                LeftOut {
                    is_blank: false,
                    reason: "out of range".to_owned(),
                    column: Some("b".to_owned()),
                    count: 18,
                    lines: (2..12).collect()
                },
            ]
        );
    }

    #[test]
    fn lines_of_two_who_share_a_file_are_in_its_order() {
        let (mut one, mut other) = (Ledger::new(1), Ledger::new(1));
        for line in 0..7 {
            one.row(Reason::Ragged, || spot(2, line));
            other.row(Reason::Ragged, || spot(1, line));
        }
        one.absorb(other);
        let lines = Lines::new(2, vec![(1, 50), (0, 100), (2, 7)]);
        one.settle(&lines);
        assert_eq!(lines.next(), 159);
        let left = one.left_out(&["a".to_owned()]);
        assert_eq!(left[0].count, 14);
        assert_eq!(left[0].lines, [102, 103, 104, 105, 106, 107, 108, 152, 153, 154]);
    }
}
