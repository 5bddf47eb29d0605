//! What each column of a file is for. Must not know TOML.
//! Invariant: every column gets one role, and every role that is not plain to see a reason.

use super::column::Column;
use super::hints::{self, Hint, has};
use super::scale::{self, Scale, Sisters};
use super::when::Dates;
use super::words::{counted, grouped, quoted, told};
use crate::metric::{Grain, Kind};

/// How many groups of people a column may tell apart.
const MOST_GROUPS: usize = 30;

/// Years that lie farther apart are of lives, not of a survey.
const LIFELONG: i16 = 40;

/// In how many days of a year a wave of a survey is asked at most.
const WAVE: i32 = 62;

/// What a column is for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Role {
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
    /// Not to be bound: why.
    Unbound(String),
}

/// Answers of two kinds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rate {
    pub(super) yes: String,
    pub(super) no: String,
    pub(super) missing: Vec<String>,
    pub(super) reason: String,
}

/// The role of every column.
pub(super) fn tell(columns: &[Column]) -> Vec<Role> {
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
    if has(name, Hint::Weight) && column.is_numbers(95) {
        let why = "looks like a survey weight; every answer counts as one, unless the source says";
        return Role::Unbound(format!("{why} weight = {name:?}"));
    }
    let is_score = [Hint::Nps, Hint::Csat, Hint::Ces].iter().any(|hint| has(name, *hint));
    let is_long_enough = column.n >= 8 || hints::is(name, Hint::Id);
    let is_word = column.n_phrases == 0 && column.n_fractions == 0 && column.mean_length() <= 40;
    let is_id = has(name, Hint::Id) || is_running(column);
    if column.is_distinct() && is_word && is_long_enough && !is_score && is_id {
        return Role::Respondent;
    }
    if let Some(scale) = scale::tell(column, sisters) {
        return Role::Score(scale);
    }
    if let Some(rate) = rate(column) {
        return Role::Rate(rate);
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
        Role::Score(Scale { kind, ends: kind.default_scale(), missing: Vec::new(), is_named: true, reasons })
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
    let words: Vec<(&str, u64, Option<bool>)> =
        column.values.iter().map(|value| (value.text.as_str(), value.n, hints::truth(&value.text))).collect();
    let yes = words.iter().find(|(_, _, truth)| *truth == Some(true));
    let no = words.iter().find(|(_, _, truth)| *truth == Some(false));
    let of = |word: &(&str, u64, Option<bool>)| format!("{} in {}", told(word.0), counted(word.1, "cell"));
    match (yes, no, words.as_slice()) {
        (Some(yes), Some(no), _) if words.len() <= 5 && (yes.1 + no.1) * 2 > column.n => {
            let others = words.iter().filter(|word| *word != yes && *word != no);
            let missing: Vec<String> = others.map(|(word, ..)| (*word).to_owned()).collect();
            let rest = if missing.is_empty() { "" } else { "; other words count as no answer" };
            let reason = format!("{} and {}{rest}", of(yes), of(no));
            Some(Rate { yes: yes.0.to_owned(), no: no.0.to_owned(), missing, reason })
        }
        (_, _, [one, other]) if (one.0 == "1" && other.0 == "2") || (one.0 == "2" && other.0 == "1") => {
            if has(&column.name, Hint::Segment) {
                return None;
            }
            let (yes, no) = if one.0 == "1" { (one, other) } else { (other, one) };
            let reason = format!("{} and {}; unsure: 1 is mostly yes and 2 no, please check", of(yes), of(no));
            Some(Rate { yes: "1".to_owned(), no: "2".to_owned(), missing: Vec::new(), reason })
        }
        _ => None,
    }
}

fn number(column: &Column) -> Role {
    let name = &column.name;
    let (low, high) = column.ends.unwrap_or_default();
    let is_share = low >= -1.0 && high <= 1.0;
    let is_hinted = has(name, Hint::Sentiment);
    if is_share && (is_hinted || low < 0.0 && column.n_fractions * 2 > column.n) {
        return Role::Number(Kind::Sentiment, None);
    }
    let unit = hints::unit(name);
    match () {
        () if low >= 0.0 && (has(name, Hint::Duration) || unit.is_some_and(|unit| unit.len() > 1)) => {
            Role::Number(Kind::Duration, unit)
        }
        () if has(name, Hint::Amount) => Role::Number(Kind::Amount, None),
        () if has(name, Hint::Count) && column.n_fractions == 0 => Role::Number(Kind::Count, None),
        () if is_day_of_month(column) => Role::Unbound(format!(
            "holds numbers from {low} to {high}: the day of a month, without month and year, is no date"
        )),
        () if is_groups(column) => Role::Segment,
        () => Role::Unbound(format!(
            "holds numbers from {low} to {high}, and nothing says of what; bind it as an amount or a duration"
        )),
    }
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

/// The column that says when an answer was given, with why it was chosen; and what is said of the others.
pub(super) fn choose_time(columns: &[Column], roles: &[Role]) -> Option<(usize, Vec<String>)> {
    let is_dated = |idx: &usize| roles.get(*idx) == Some(&Role::Date);
    let rank = |idx: usize| {
        let column = columns.get(idx)?;
        let Some(dates) = &column.dates else {
            return Some((false, false, false, true, 0, usize::MAX - idx));
        };
        let is_of_lives = dates.ends.is_some_and(|(first, last)| last.year() - first.year() > LIFELONG);
        let is_other = has(&column.name, Hint::OtherTime) || has(&column.name, Hint::Due);
        let is_filled = column.n >= column.n_blank;
        let is_named = has(&column.name, Hint::Time);
        Some((!is_other, !is_of_lives, is_filled, is_named, fineness(dates.grain), usize::MAX - idx))
    };
    let best = (0..columns.len()).filter(is_dated).max_by_key(|idx| rank(*idx))?;
    let column = columns.get(best)?;
    let Some(dates) = &column.dates else {
        return Some((best, vec![format!("{} has no date yet", told(&column.name))]));
    };
    let is_wave = dates.grain == Grain::Day && dates.n_years > 1 && dates.widest <= WAVE;
    let years = (0..columns.len()).filter(is_dated).find(|idx| {
        let of_years = columns.get(*idx).and_then(|column| column.dates.as_ref());
        of_years.is_some_and(|years| years.grain == Grain::Year && years.n_years == dates.n_years)
    });
    if let Some(year) = years.filter(|_| is_wave)
        && let Some(years) = columns.get(year)
    {
        let days = counted(u64::try_from(dates.widest + 1).unwrap_or(0), "day");
        let why = format!(
            "{} holds {} years; the days of {} lie within {days} of each year, a wave: write time = {} to count by day",
            told(&years.name),
            dates.n_years,
            told(&column.name),
            quoted(&column.name)
        );
        return Some((year, vec![why]));
    }
    Some((best, vec![described(column, dates)]))
}

/// `date` holds days from 2025-07-02 to 2026-06-30 in all of 2,582 cells.
fn described(column: &Column, dates: &Dates) -> String {
    let what = match dates.grain {
        Grain::Year => "years",
        Grain::Quarter => "quarters",
        Grain::Month => "months",
        Grain::Week => "weeks",
        Grain::Day | Grain::All => "days",
    };
    let ends = dates.ends.map(|(first, last)| format!(" from {first} to {last}")).unwrap_or_default();
    let share = if dates.n == column.n {
        format!("all of {}", counted(column.n, "cell"))
    } else {
        format!("{} of {}, the others are no dates", grouped(dates.n), counted(column.n, "cell"))
    };
    let form = if dates.is_ambiguous { String::new() } else { format!(", written {}", dates.form) };
    format!("{} holds {what}{ends} in {share}{form}", told(&column.name))
}

fn fineness(grain: Grain) -> u8 {
    match grain {
        Grain::All => 0,
        Grain::Year => 1,
        Grain::Quarter => 2,
        Grain::Month => 3,
        Grain::Week => 4,
        Grain::Day => 5,
    }
}
