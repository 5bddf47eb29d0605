//! Which of several columns of dates says when an answer was given.
//! Invariant: the fuller column comes first, and the share of rows that have a date is said.

use super::{LIFELONG, Role, WAVE};
use crate::metric::Grain;
use crate::source::survey::column::Column;
use crate::source::survey::hints::{Hint, has};
use crate::source::survey::when::Dates;
use crate::source::survey::words::{counted, grouped, quoted, told};

/// The column that says when an answer was given, with why it was chosen; and what is said of the others.
pub(in crate::source) fn choose_time(columns: &[Column], roles: &[Role]) -> Option<(usize, Vec<String>)> {
    let is_dated = |idx: &usize| roles.get(*idx) == Some(&Role::Date);
    let rank = |idx: usize| {
        let column = columns.get(idx)?;
        let Some(dates) = &column.dates else {
            return Some((false, false, 0, true, 0, 0, usize::MAX - idx));
        };
        let is_of_lives = dates.ends.is_some_and(|(first, last)| last.year() - first.year() > LIFELONG);
        let is_other = has(&column.name, Hint::OtherTime) || has(&column.name, Hint::Due);
        // What is a date in fewer rows loses, unless these are a handful.
        let n_rows = (column.n + column.n_blank).max(1);
        let coverage = 100 - (n_rows - dates.n.min(n_rows)) * 20 / n_rows;
        let is_named = has(&column.name, Hint::Time);
        let fineness = fineness(dates.grain);
        Some((!is_other, !is_of_lives, coverage, is_named, fineness, dates.n, usize::MAX - idx))
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
    let share = if dates.n != column.n {
        format!("{} of {}, the others are no dates", grouped(dates.n), counted(column.n, "cell"))
    } else if column.n_blank > 0 {
        let n_rows = column.n + column.n_blank;
        format!("{} of {} ({} %)", grouped(dates.n), counted(n_rows, "row"), dates.n * 100 / n_rows)
    } else {
        format!("all of {}", counted(column.n, "cell"))
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
