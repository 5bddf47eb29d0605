//! What each column of a file is for.
//! Invariant: every column gets one role, and every role that is not plain to see a reason.

use super::column::Column;
use super::hints::{self, Hint, has};
use super::scale::{self, Scale, Sisters};
use super::words::{counted, grouped, told};
use crate::metric::{Grain, Kind};

mod asked;
mod time;

use self::asked::{asked, is_sure, measure, person, personal, progress, score, two_numbers, weight};
pub(in crate::source) use self::time::choose_time;

/// How many groups of people a column may tell apart.
const MOST_GROUPS: usize = 30;

/// Years that lie farther apart are of lives, not of a survey.
const LIFELONG: i16 = 40;

/// In how many days of a year a wave of a survey is asked at most.
const WAVE: i32 = 62;

/// What a column is for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum Role {
    /// It holds dates.
    Date,
    /// It tells answers apart.
    Respondent,
    /// It names touchpoints, or may: where the file is long.
    Place { is_sure: bool },
    /// Answers on a scale.
    Score(Scale),
    /// Answers of two kinds.
    Rate(Rate),
    /// Numbers: what kind, and of which unit.
    Number(Kind, Option<&'static str>),
    /// What people wrote.
    Comment,
    /// It tells people apart.
    Segment,
    /// Nothing tells for sure: to be asked.
    Asked(Asked),
    /// Not to be bound: why.
    Unbound(String),
}

/// What a column may be, and why that is asked.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Asked {
    pub(in crate::source) guess: Guess,
    pub(in crate::source) why: String,
}

/// What a column may be.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) enum Guess {
    /// Something that is measured.
    Measure(Box<Role>),
    /// A key of the source.
    Key(&'static str),
}

/// Answers of two kinds.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::source) struct Rate {
    pub(in crate::source) yes: Vec<String>,
    pub(in crate::source) no: Vec<String>,
    pub(in crate::source) missing: Vec<String>,
    pub(in crate::source) reason: String,
}

impl Role {
    /// What is measured by it, sure or not.
    pub(in crate::source) fn measured(&self) -> Option<&Self> {
        match self {
            Self::Score(_) | Self::Rate(_) | Self::Number(..) => Some(self),
            Self::Asked(Asked { guess: Guess::Measure(role), .. }) => Some(role),
            _ => None,
        }
    }

    /// The answers on a scale that it may hold.
    pub(in crate::source) fn score(&self) -> Option<&Scale> {
        match self.measured()? {
            Self::Score(scale) => Some(scale),
            _ => None,
        }
    }
}

/// The role of every column.
pub(in crate::source) fn tell(columns: &[Column]) -> Vec<Role> {
    let sisters = Sisters::new(columns);
    columns.iter().map(|column| of(column, &sisters)).collect()
}

fn of(column: &Column, sisters: &Sisters<'_>) -> Role {
    let name = &column.name;
    if column.n == 0 {
        let role = by_name(name);
        // Where there are rows, it would leave all of them out.
        let is_needed = matches!(role, Role::Date | Role::Place { .. }) && column.n_blank > 0;
        return if is_needed { Role::Unbound("is blank in every row".to_owned()) } else { role };
    }
    if is_date(column) {
        return Role::Date;
    }
    if let Some(role) = personal(column).or_else(|| weight(column)).or_else(|| progress(column)) {
        return role;
    }
    let is_score = [Hint::Nps, Hint::Csat, Hint::Ces].iter().any(|hint| has(name, *hint));
    let is_long_enough = column.n >= 8 || hints::is(name, Hint::Id);
    let is_word = column.n_phrases == 0 && column.n_fractions == 0 && column.mean_length() <= 40;
    let is_id = has(name, Hint::Id) || is_running(column) && !is_measure(name);
    if column.is_distinct() && is_word && is_long_enough && !is_score && is_id {
        return Role::Respondent;
    }
    if !is_score
        && is_word
        && let Some(role) = person(column)
    {
        return role;
    }
    if !is_score && is_day_of_month(column) {
        return number(column);
    }
    if let Some(scale) = scale::tell(column, sisters) {
        return score(column, scale);
    }
    if let Some(rate) = rate(column) {
        return if is_sure(column) { Role::Rate(rate) } else { two_numbers(rate) };
    }
    if column.is_numbers(80) { number(column) } else { text(column, is_word) }
}

/// A running number: whole, all different, and none is left out.
fn is_running(column: &Column) -> bool {
    let is_whole = column.is_numbers(100) && column.n_fractions == 0 && column.n_blank == 0;
    #[expect(clippy::cast_precision_loss, reason = "rows are far fewer than 2^53")]
    let n = column.n as f64;
    column.n >= 30 && is_whole && column.ends.is_some_and(|(low, high)| (high - low + 1.0 - n).abs() < 0.5)
}

/// A column without a cell is told by its name alone.
fn by_name(name: &str) -> Role {
    let usual = |kind: Kind| {
        let reasons = vec!["told by its name, there is no answer yet".to_owned()];
        Role::Score(Scale {
            kind,
            ends: kind.default_scale(),
            missing: Vec::new(),
            reasons,
            found: Vec::new(),
            doubts: Vec::new(),
        })
    };
    match () {
        () if has(name, Hint::Nps) => usual(Kind::Nps),
        () if has(name, Hint::Ces) || has(name, Hint::Ease) => usual(Kind::Ces),
        () if has(name, Hint::Touchpoint) => Role::Place { is_sure: true },
        () if has(name, Hint::Comment) => Role::Comment,
        () if has(name, Hint::Csat) => usual(Kind::Csat),
        () if has(name, Hint::Time) => Role::Date,
        () => Role::Unbound("is blank in every row".to_owned()),
    }
}

/// Does it hold dates? A bare number is a year only where the name or all numbers say so.
fn is_date(column: &Column) -> bool {
    let Some(dates) = &column.dates else { return false };
    let is_most = dates.n * 100 >= column.n * 80;
    let is_years = dates.grain == Grain::Year && column.is_numbers(50);
    let is_recent = column.ends.is_some_and(|(low, high)| low >= 1950.0 && high <= 2100.0);
    let is_measured = [Hint::Amount, Hint::Duration, Hint::Count].iter().any(|hint| has(&column.name, *hint));
    let is_told = has(&column.name, Hint::Time) || !dates.form.starts_with("Unix");
    is_most && is_told && (!is_years || has(&column.name, Hint::Time) || is_recent && column.is_listed && !is_measured)
}

fn rate(column: &Column) -> Option<Rate> {
    if !column.is_listed || has(&column.name, Hint::Touchpoint) || has(&column.name, Hint::Comment) {
        return None;
    }
    if has(&column.name, Hint::Segment) && column.is_numbers(50) {
        return None;
    }
    let words: Vec<(&str, u64, Option<bool>)> =
        column.values.iter().map(|value| (value.text.as_str(), value.n, hints::truth(&value.text))).collect();
    let yes = words.iter().find(|(_, _, truth)| *truth == Some(true));
    let no = words.iter().find(|(_, _, truth)| *truth == Some(false));
    let of = |word: &(&str, u64, Option<bool>)| format!("{} in {}", told(word.0), counted(word.1, "cell"));
    match (yes, no, words.as_slice()) {
        (Some(yes), Some(no), _) if words.len() <= 5 && (yes.1 + no.1) * 2 > column.n => {
            let is_other = |word: &&(&str, u64, Option<bool>)| *word != yes && *word != no;
            let is_missing = |word: &&(&str, u64, Option<bool>)| is_other(word) && hints::is_no_answer(word.0);
            let missing: Vec<String> = words.iter().filter(is_missing).map(|(word, ..)| (*word).to_owned()).collect();
            let n_other = words.iter().filter(is_other).count();
            let rest = if n_other > missing.len() { "; what is neither is left out" } else { "" };
            let reason = format!("{} and {}{rest}", of(yes), of(no));
            Some(Rate { yes: vec![yes.0.to_owned()], no: vec![no.0.to_owned()], missing, reason })
        }
        (_, _, [one, other]) if (one.0 == "1" && other.0 == "2") || (one.0 == "2" && other.0 == "1") => {
            let (yes, no) = if one.0 == "1" { (one, other) } else { (other, one) };
            let reason = format!("{} and {}; 1 is mostly yes and 2 no", of(yes), of(no));
            Some(Rate { yes: vec!["1".to_owned()], no: vec!["2".to_owned()], missing: Vec::new(), reason })
        }
        _ => None,
    }
}

fn number(column: &Column) -> Role {
    let name = &column.name;
    let (low, high) = column.ends.unwrap_or_default();
    let is_share = low >= -1.0 && high <= 1.0;
    let is_hinted = has(name, Hint::Sentiment);
    if is_share && is_hinted {
        return Role::Number(Kind::Sentiment, None);
    }
    if is_share && low < 0.0 && column.n_fractions * 2 > column.n {
        let why = format!("numbers from {low} to {high}; no name says of what");
        return measure(Role::Number(Kind::Sentiment, None), why);
    }
    let unit = hints::unit(name);
    match () {
        () if low >= 0.0 && (has(name, Hint::Duration) || unit.is_some_and(|unit| unit.len() > 1)) => {
            Role::Number(Kind::Duration, unit)
        }
        () if has(name, Hint::Amount) => Role::Number(Kind::Amount, None),
        () if has(name, Hint::Count) && column.n_fractions == 0 => measure(
            Role::Number(Kind::Count, None),
            format!(
                "numbers from {low} to {high} in {}: yes adds them up; if nobody asks for their sum, say no",
                counted(column.n_numbers, "cell")
            ),
        ),
        () if is_day_of_month(column) => Role::Unbound(format!(
            "holds numbers from {low} to {high}: the day of a month, without month and year, is no date"
        )),
        () if is_groups(column) && column.n_fractions == 0 && is_grouping(name) => Role::Segment,
        () if is_groups(column) && column.n_fractions == 0 && !is_measure(name) => asked(
            "segments",
            format!("{} different numbers from {low} to {high} in {}", column.values.len(), counted(column.n, "cell")),
        ),
        () => Role::Unbound(format!(
            "holds numbers from {low} to {high}, and nothing says of what; bind it as an amount or a duration"
        )),
    }
}

fn is_grouping(name: &str) -> bool {
    [Hint::Segment, Hint::Place, Hint::Touchpoint].iter().any(|hint| has(name, *hint))
}

fn is_measure(name: &str) -> bool {
    [Hint::Amount, Hint::Duration, Hint::Count].iter().any(|hint| has(name, *hint)) || hints::unit(name).is_some()
}

/// Is it called a date, and holds a day without month and year?
fn is_day_of_month(column: &Column) -> bool {
    let is_called = has(&column.name, Hint::Time) || column.name.to_lowercase().ends_with("date");
    let is_within = column.ends.is_some_and(|(low, high)| low >= 1.0 && (13.0..=31.0).contains(&high));
    is_called && is_within && column.n_fractions == 0
}

fn text(column: &Column, is_word: bool) -> Role {
    let name = &column.name;
    let is_various = !column.is_listed || column.values.len() as u64 * 4 >= column.n;
    let is_wordy = column.n_phrases * 3 > column.n || column.mean_length() >= 25;
    if has(name, Hint::Comment) && (is_wordy || is_various || column.mean_length() >= 12) || is_various && is_wordy {
        return Role::Comment;
    }
    if has(name, Hint::Touchpoint) && column.is_listed {
        return Role::Place { is_sure: true };
    }
    if has(name, Hint::Place) && column.is_listed && is_repeated(column) {
        return Role::Place { is_sure: false };
    }
    if is_groups(column) {
        return Role::Segment;
    }
    if column.is_distinct() && is_word && column.n >= 8 {
        return Role::Respondent;
    }
    let n = if column.is_listed { grouped(column.values.len() as u64) } else { "many".to_owned() };
    Role::Unbound(format!("holds {n} different texts, too many for groups and too short for comments"))
}

fn is_repeated(column: &Column) -> bool {
    column.values.len() as u64 * 2 <= column.n
}

fn is_groups(column: &Column) -> bool {
    column.is_listed && (2..=MOST_GROUPS).contains(&column.values.len()) && is_repeated(column)
}
