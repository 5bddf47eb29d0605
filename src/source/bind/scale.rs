//! Which scale the answers of a column are on, and which of its codes lie outside. Must not know the shape of the file.
//! Invariant: a code is never taken out without a word, and what could be otherwise is a doubt that says how.

use super::column::Column;
use super::hints::{self, Hint, has};
use super::words::{counted, grouped, told_all};
use crate::metric::Kind;

/// The highest answer that any scale here has.
const HIGHEST: usize = 10;

/// How many different codes outside its scale a column may have.
const MOST_CODES: usize = 4;

/// With fewer answers, one that does not occur tells nothing.
const FEW: u64 = 50;

/// The scale of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// NPS, CSAT or CES.
    pub(super) kind: Kind,
    /// Lowest and highest answer.
    pub(super) ends: (i32, i32),
    /// Codes that mean "no answer".
    pub(super) missing: Vec<String>,
    /// Does the name say what is asked? Else it is told by the answers alone.
    pub(super) is_named: bool,
    /// Why.
    pub(super) reasons: Vec<String>,
}

/// The columns of a file that hold few whole numbers: what one does not tell, another may.
pub(super) struct Sisters<'a> {
    columns: Vec<(&'a str, Counts)>,
    /// Is one of them named like a recommendation?
    has_nps: bool,
}

/// How often each answer from 0 to [`HIGHEST`] stands.
type Counts = [u64; HIGHEST + 1];

impl<'a> Sisters<'a> {
    /// Those of a file.
    pub(super) fn new(columns: &'a [Column]) -> Self {
        let candidates = columns.iter().filter(|column| is_candidate(column));
        let named = candidates.map(|column| (column.name.as_str(), counts(column)));
        let has_nps = columns.iter().any(|column| is_candidate(column) && is_nps(column, &counts(column)));
        Self { columns: named.collect(), has_nps }
    }

    /// Names of the other columns whose highest answer this is.
    fn with_top(&self, top: usize, but: &str) -> Vec<&'a str> {
        let others = self.columns.iter().filter(|(name, counts)| *name != but && highest(counts) == Some(top));
        others.map(|(name, _)| *name).collect()
    }

    /// The least and the greatest share of cells, in percent, that an answer has in the columns where it is the highest.
    fn shares(&self, top: usize) -> Option<(u64, u64)> {
        let of = |counts: &Counts| counts.get(top).copied().unwrap_or(0) * 100 / counts.iter().sum::<u64>().max(1);
        let shares =
            self.columns.iter().filter(|(_, counts)| highest(counts) == Some(top)).map(|(_, counts)| of(counts));
        let shares: Vec<u64> = shares.collect();
        if shares.len() < 2 { None } else { shares.iter().min().copied().zip(shares.iter().max().copied()) }
    }
}

/// The scale of a column, where its answers are on one.
pub(super) fn tell(column: &Column, sisters: &Sisters<'_>) -> Option<Scale> {
    if !is_candidate(column) {
        return None;
    }
    let name = &column.name;
    let counts = counts(column);
    let is_easy = has(name, Hint::Ease);
    let has_few = counts.iter().sum::<u64>() < FEW && sisters.with_top(5, name).is_empty();
    let is_ces = has(name, Hint::Ces) || is_easy && (highest(&counts) == Some(7) || has_few);
    let is_nps = is_nps(column, &counts);
    let is_named = is_nps || is_ces || has(name, Hint::Csat);
    let is_other = [Hint::Segment, Hint::Count, Hint::Amount, Hint::Duration].iter().any(|hint| has(name, *hint));
    if !is_named && is_other && hints::scale(name).is_none() {
        return None;
    }
    let mut telling = Telling { column, sisters, counts, codes: Vec::new(), reasons: Vec::new() };
    let usual = if is_ces { Kind::Ces } else { Kind::Csat };
    let (kind, ends) = if let Some(ends) = hints::scale(name) {
        telling.reasons.push(format!("its name says {} to {}", ends.0, ends.1));
        (if ends == (0, 10) && (is_nps || !is_named) { Kind::Nps } else { usual }, ends)
    } else if is_nps && telling.is_up_to_ten() {
        telling.reasons.push("named like a recommendation, asked from 0 to 10".to_owned());
        (Kind::Nps, (0, 10))
    } else if telling.is_zero_to_ten() {
        if sisters.has_nps || is_named {
            (usual, (0, 10))
        } else {
            let n = telling.counts.iter().filter(|n| **n > 0).count();
            telling.reasons.push(format!("{n} different answers from 0 to 10: a recommendation, by its scale"));
            telling.doubt("if it asks for satisfaction, bind it as csat with scale = [0, 10]");
            (Kind::Nps, (0, 10))
        }
    } else {
        (usual, telling.block(usual, is_named)?)
    };
    let is_named = is_named || kind != Kind::Csat;
    Some(Scale { is_named, ..telling.settle(kind, ends) })
}

/// What is being told of one column.
struct Telling<'a, 'c> {
    column: &'a Column,
    sisters: &'a Sisters<'c>,
    counts: Counts,
    /// Codes taken off the scale, with why.
    codes: Vec<(usize, String)>,
    reasons: Vec<String>,
}

impl Telling<'_, '_> {
    fn doubt(&mut self, doubt: &str) {
        self.reasons.push(format!("unsure: {doubt}"));
    }

    fn n(&self, answer: usize) -> u64 {
        self.counts.get(answer).copied().unwrap_or(0)
    }

    fn n_all(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Takes an answer off the scale.
    fn take_off(&mut self, answer: usize, why: impl Into<String>) {
        self.codes.push((answer, why.into()));
    }

    /// Does a recommendation have answers that only its scale has, or too few to tell?
    fn is_up_to_ten(&self) -> bool {
        self.n_all() < FEW || (6..=HIGHEST).any(|answer| self.n(answer) > 0)
    }

    fn is_zero_to_ten(&self) -> bool {
        let n_answers = self.counts.iter().filter(|n| **n > 0).count();
        self.n(0) > 0 && self.n(HIGHEST) > 0 && n_answers >= HIGHEST
    }

    /// The scale that the answers themselves span.
    fn block(&mut self, kind: Kind, is_named: bool) -> Option<(i32, i32)> {
        let answers: Vec<usize> = (0..=HIGHEST).filter(|answer| self.n(*answer) > 0).collect();
        let mut top = *answers.last()?;
        if let [.., below @ (5 | 7), last] = answers.as_slice()
            && last - below >= 2
        {
            self.take_off(*last, format!("nothing stands between {below} and {last}"));
            top = *below;
        }
        let ends = match top {
            9 | 10 => (1, 10),
            8 => self.eight(),
            7 => (1, 7),
            6 => self.six(kind),
            5 => (1, 5),
            _ => self.few(top, kind, is_named)?,
        };
        if kind == Kind::Ces && ends == (1, 5) && self.n_all() < FEW {
            self.zero((1, 7));
            return Some((1, 7));
        }
        Some(self.zero(ends))
    }

    fn eight(&mut self) -> (i32, i32) {
        let sevens = self.sisters.with_top(7, &self.column.name);
        if sevens.is_empty() {
            self.doubt("9 and 10 do not occur: if 8 means \"no answer\", write scale = [1, 7] and missing = [\"8\"]");
            return (1, 10);
        }
        self.take_off(8, format!("{} stop at 7", told_all(sevens.into_iter())));
        (1, 7)
    }

    /// 6 with answers from 1 to 5 is "not used"; or the sixth of seven answers; or the best of six.
    fn six(&mut self, kind: Kind) -> (i32, i32) {
        let (fives, sevens) =
            (self.sisters.with_top(5, &self.column.name), self.sisters.with_top(7, &self.column.name));
        if !sevens.is_empty() && sevens.len() >= fives.len()
            || (kind == Kind::Ces && fives.is_empty() && self.n_all() < FEW)
        {
            self.reasons.push("7 does not occur, but is the highest of the scale".to_owned());
            return (1, 7);
        }
        let jumps = self.n(6) > self.n(5) && self.n(5) < self.n(4);
        let spread = self.sisters.shares(6).filter(|(least, most)| *most >= 3 * (*least).max(1));
        let why = if !fives.is_empty() {
            Some(format!("{} stop at 5", told_all(fives.into_iter())))
        } else if jumps {
            Some("there are more of it than of 5, and fewer 5 than 4".to_owned())
        } else {
            spread.map(|(least, most)| format!("it is {least} % to {most} % of the answers of columns like this"))
        };
        if let Some(why) = why {
            self.take_off(6, why);
        } else {
            self.take_off(6, "7 does not occur");
            self.doubt("if 6 is the best answer, write scale = [1, 6] and take \"6\" out of missing");
        }
        (1, 5)
    }

    /// Answers up to 4 at most.
    fn few(&mut self, top: usize, kind: Kind, is_named: bool) -> Option<(i32, i32)> {
        let fives = self.sisters.with_top(5, &self.column.name);
        let n_answers = (1..=top).filter(|answer| self.n(*answer) > 0).count();
        if !fives.is_empty() && n_answers >= 3 {
            self.reasons.push(format!("5 does not occur, but {} go up to it", told_all(fives.into_iter())));
            return Some((1, 5));
        }
        if is_named && self.n_all() < FEW {
            self.doubt("there are too few answers to tell the scale, the usual one is written");
            return Some(kind.default_scale());
        }
        if is_named && top >= 3 {
            self.doubt("5 does not occur: if it may be answered, write scale = [1, 5]");
            return Some((1, i32::try_from(top).ok()?));
        }
        None
    }

    /// 0 below a scale that begins at 1 is a blank, or the scale begins at 0.
    fn zero(&mut self, ends: (i32, i32)) -> (i32, i32) {
        if self.n(0) == 0 {
            return ends;
        }
        let next = (1..=HIGHEST).find(|answer| self.n(*answer) > 0).unwrap_or(1);
        let others =
            usize::try_from(ends.1).map(|top| self.sisters.with_top(top, &self.column.name)).unwrap_or_default();
        let is_zero_free = |name: &&str| {
            self.sisters.columns.iter().any(|(other, counts)| other == name && counts.first() == Some(&0))
        };
        let without: Vec<&str> = others.into_iter().filter(is_zero_free).collect();
        if next > 1 {
            self.take_off(0, format!("nothing stands between 0 and {next}"));
        } else if self.n(0) > self.n(1) {
            self.take_off(0, "there are more of it than of 1");
        } else if !without.is_empty() {
            self.take_off(0, format!("{} begin at 1", told_all(without.into_iter())));
        } else {
            self.take_off(0, "most scales begin at 1");
            let doubt =
                format!("if 0 is the worst answer, write scale = [0, {}] and take \"0\" out of missing", ends.1);
            self.doubt(&doubt);
        }
        ends
    }

    fn settle(mut self, kind: Kind, (low, high): (i32, i32)) -> Scale {
        let is_on = |whole: i64| (i64::from(low)..=i64::from(high)).contains(&whole);
        let mut missing: Vec<String> = Vec::new();
        let mut told: Vec<String> = Vec::new();
        let wholes = self.column.wholes();
        let mut n_answers = 0;
        for (whole, n) in &wholes {
            let taken = self.codes.iter().find(|(code, _)| i64::try_from(*code) == Ok(*whole));
            let cells = counted(*n, "cell");
            match taken {
                _ if is_on(*whole) => {
                    n_answers += n;
                    continue;
                }
                Some((0, why)) => told.push(format!("0 stands in {cells}, {why}: it looks like a blank")),
                Some((code, why)) => told.push(format!("{code} stands in {cells}, {why}: it looks like \"not used\"")),
                None => {
                    told.push(format!("{whole} stands in {cells} outside {low}-{high}, it looks like \"no answer\""));
                }
            }
            missing.push(whole.to_string());
        }
        if kind == Kind::Nps && self.n(0) == 0 && n_answers >= FEW && missing.iter().any(|code| code == "11") {
            self.doubt("0 does not occur: if 1 to 11 stand for 0 to 10, take 1 off in the file first");
        }
        for value in self.column.odd_values() {
            let cells = counted(value.n, "cell");
            told.push(format!("{} stands in {cells} and is no number", super::words::told(&value.text)));
            missing.push(value.text.clone());
        }
        let blank =
            if self.column.n_blank > 0 { format!(", {} blank", grouped(self.column.n_blank)) } else { String::new() };
        let summary = format!("{low} to {high} in {}{blank}", counted(n_answers, "cell"));
        let reasons = std::iter::once(summary).chain(told).chain(self.reasons).collect();
        Scale { kind, ends: (low, high), missing, is_named: true, reasons }
    }
}

/// Is it named like a recommendation, and not like the groups that answers to it fall into?
fn is_nps(column: &Column, counts: &Counts) -> bool {
    let is_group = has(&column.name, Hint::Segment) && highest(counts).is_some_and(|top| top <= 3);
    has(&column.name, Hint::Nps) && !is_group
}

/// Does a column hold few whole numbers, most of them from 0 to 10?
fn is_candidate(column: &Column) -> bool {
    let wholes = column.wholes();
    let is_inside = |whole: i64| usize::try_from(whole).is_ok_and(|whole| whole <= HIGHEST);
    let n_outside = wholes.iter().filter(|(whole, _)| !is_inside(*whole)).count();
    let n_cells: u64 = wholes.iter().filter(|(whole, _)| is_inside(*whole)).map(|(_, n)| n).sum();
    let n_odd = column.odd_values().count();
    let is_score = [Hint::Nps, Hint::Csat, Hint::Ces].iter().any(|hint| has(&column.name, *hint));
    let least = if is_score { 10 } else { 50 };
    column.n_fractions == 0 && n_outside + n_odd <= MOST_CODES && n_cells > 0 && n_cells * 100 >= column.n * least
}

fn counts(column: &Column) -> Counts {
    let mut counts = [0; HIGHEST + 1];
    for (whole, n) in column.wholes() {
        if let Some(count) = usize::try_from(whole).ok().and_then(|whole| counts.get_mut(whole)) {
            *count += n;
        }
    }
    counts
}

fn highest(counts: &Counts) -> Option<usize> {
    counts.iter().rposition(|n| *n > 0)
}

#[cfg(test)]
mod tests {
    use super::super::column::{Budget, Counting};
    use super::*;

    fn column(name: &str, cells: &[(&str, u64)]) -> Column {
        let (mut counting, mut budget) = (Counting::default(), Budget::new(1));
        for (cell, n) in cells {
            (0..*n).for_each(|_| counting.take(cell.as_bytes(), &mut budget));
        }
        counting.finish(name.to_owned(), 0, &mut budget)
    }

    #[track_caller]
    fn check(columns: &[Column], expected: Option<(Kind, (i32, i32), &[&str])>, is_unsure: bool) {
        let told = tell(&columns[0], &Sisters::new(columns));
        let missing = expected.map(|(kind, ends, codes)| (kind, ends, codes.iter().map(ToString::to_string).collect()));
        let is = told.clone().map(|scale| (scale.kind, scale.ends, scale.missing));
        assert_eq!(is, missing, "{told:?}");
        let is_doubted = told.is_some_and(|scale| scale.reasons.iter().any(|reason| reason.starts_with("unsure")));
        assert_eq!(is_doubted, is_unsure, "{}", columns[0].name);
    }

    const FIVE: [(&str, u64); 5] = [("1", 20), ("2", 60), ("3", 200), ("4", 400), ("5", 300)];

    fn with(more: &[(&'static str, u64)]) -> Vec<(&'static str, u64)> {
        FIVE.iter().chain(more).copied().collect()
    }

    #[test]
    fn six_is_not_used_where_the_sisters_stop_at_five() {
        let sister = column("how was the store", &FIVE);
        let rows = |six| vec![column("satisfaction food", &with(&[("6", six)])), sister.clone()];
        check(&rows(500), Some((Kind::Csat, (1, 5), &["6"])), false);
        check(&rows(3), Some((Kind::Csat, (1, 5), &["6"])), false);
    }

    #[test]
    fn six_alone_is_told_by_its_jump_or_is_unsure() {
        check(&[column("csat", &with(&[("6", 350)]))], Some((Kind::Csat, (1, 5), &["6"])), false);
        check(&[column("csat", &with(&[("6", 100)]))], Some((Kind::Csat, (1, 5), &["6"])), true);
        let spread = [column("csat a", &with(&[("6", 20)])), column("csat b", &with(&[("6", 200)]))];
        check(&spread, Some((Kind::Csat, (1, 5), &["6"])), false);
    }

    #[test]
    fn six_is_an_answer_where_seven_is() {
        let seven = column("csat b", &with(&[("6", 200), ("7", 90)]));
        check(&[column("csat a", &with(&[("6", 200)])), seven.clone()], Some((Kind::Csat, (1, 7), &[])), false);
        check(&[seven], Some((Kind::Csat, (1, 7), &[])), false);
    }

    #[test]
    fn zero_is_a_blank_or_unsure() {
        check(&[column("csat", &with(&[("0", 90)]))], Some((Kind::Csat, (1, 5), &["0"])), false);
        check(&[column("csat", &with(&[("0", 9)]))], Some((Kind::Csat, (1, 5), &["0"])), true);
        let both = [column("csat", &with(&[("0", 9), ("6", 30)])), column("csat b", &FIVE)];
        check(&both, Some((Kind::Csat, (1, 5), &["0", "6"])), false);
        let ten = [("0", 19), ("5", 13), ("6", 28), ("7", 41), ("8", 66), ("9", 54), ("10", 79)];
        check(&[column("rating of the look", &ten)], Some((Kind::Csat, (1, 10), &["0"])), false);
    }

    #[test]
    fn recommendations_go_from_zero_to_ten() {
        let ten = [("0", 9), ("1", 4), ("5", 60), ("7", 90), ("9", 120), ("10", 200), ("11", 80), ("99", 5)];
        check(&[column("NPS", &ten)], Some((Kind::Nps, (0, 10), &["11", "99"])), false);
        let shifted: Vec<(&str, u64)> = ten.iter().skip(1).copied().collect();
        check(&[column("NPS", &shifted)], Some((Kind::Nps, (0, 10), &["11", "99"])), true);
        let all: Vec<(String, u64)> = (0..=11).map(|answer: u64| (answer.to_string(), 10 + answer)).collect();
        let all: Vec<(&str, u64)> = all.iter().map(|(answer, n)| (answer.as_str(), *n)).collect();
        check(&[column("q9", &all)], Some((Kind::Nps, (0, 10), &["11"])), true);
        check(&[column("q9", &all), column("recommend", &ten)], Some((Kind::Csat, (0, 10), &["11"])), false);
    }

    #[test]
    fn codes_far_off_and_words_are_no_answers() {
        let odd = with(&[("99", 40), ("-1", 2), ("n/a", 7)]);
        check(&[column("csat", &odd)], Some((Kind::Csat, (1, 5), &["-1", "99", "n/a"])), false);
        check(&[column("csat", &with(&[("9", 40)]))], Some((Kind::Csat, (1, 5), &["9"])), false);
    }

    #[test]
    fn what_is_no_scale_is_left() {
        check(&[column("region", &FIVE)], None, false);
        check(&[column("orders", &FIVE)], None, false);
        check(&[column("problem", &[("1", 40), ("2", 300)])], None, false);
        check(&[column("csat", &[("1.5", 40), ("2", 300)])], None, false);
        check(&[column("effort", &[("3", 1), ("5", 2)])], Some((Kind::Ces, (1, 7), &[])), false);
        check(&[column("ease of use", &[("3", 9), ("7", 2)])], Some((Kind::Ces, (1, 7), &[])), false);
        check(&[column("ease of use", &FIVE)], Some((Kind::Csat, (1, 5), &[])), false);
        check(&[column("csat", &[("3", 1), ("4", 2)])], Some((Kind::Csat, (1, 5), &[])), true);
    }
}
