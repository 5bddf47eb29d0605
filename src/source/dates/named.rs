//! Dates with the English name of a month: `12 May 2017`, `May 12, 2017`, `12-May-17`, and the dates of mails.
//! Invariant: a day of the week is passed over, right or wrong.

use jiff::civil::Date;

use super::digits::{digits, small, year, year_of_two};
use super::numeric;
use super::time::Time;
use super::written::{Day, Form, Written};
use crate::metric::Grain;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a cell that begins with a figure, a month or a day of the week.
pub(super) fn read(cell: &[u8]) -> Option<Written> {
    let (word, after) = letters(cell);
    if word.is_empty() {
        let (first, rest) = digits(cell)?;
        return if first.len() == 4 { after_year(year(first)?, rest) } else { after_day(small(first)?, rest) };
    }
    if let Some(month) = month(word) {
        return after_month(month, after);
    }
    if !WEEKDAYS.iter().any(|day| is_name(word, day)) {
        return None;
    }
    let rest = gap(after);
    // One day of the week is enough.
    let is_weekday = |word: &[u8]| !word.is_empty() && month(word).is_none();
    if is_weekday(letters(rest).0) { None } else { numeric::read(rest).or_else(|| read(rest)) }
}

/// `2017 May 12`, `2017-May`.
fn after_year(year: i16, rest: &[u8]) -> Option<Written> {
    let (word, rest) = letters(gap(rest));
    let month = month(word)?;
    match digits(gap(rest)) {
        None if gap(rest).is_empty() => Written::new(Day::plain(year, month, 1, Grain::Month)?, Form::Named, &[]),
        None => None,
        Some((day, rest)) => whole_date(year, month, small(day)?, ordinal(rest)),
    }
}

/// `12 May 2017`, `12th of May, 2017`, `12-May-17`, `12May2017`.
fn after_day(day: i8, rest: &[u8]) -> Option<Written> {
    let rest = gap(ordinal(rest));
    let rest = rest.strip_prefix(b"of ").unwrap_or(rest);
    let (word, rest) = letters(rest);
    let month = month(word)?;
    let (year, rest) = digits(gap(rest))?;
    whole_date(year_of_two(year)?, month, day, rest)
}

/// `May 12, 2017`, `May 2017`, `May 12 10:00:00 2017`.
fn after_month(month: i8, rest: &[u8]) -> Option<Written> {
    let text = gap(rest);
    let (first, rest) = digits(text)?;
    if let Some(year) = year(first) {
        return rest
            .is_empty()
            .then(|| Written::new(Day::plain(year, month, 1, Grain::Month)?, Form::Named, &[]))
            .flatten();
    }
    let (day, rest) = (small(first)?, ordinal(rest));
    if rest == text {
        return None;
    }
    let (next, after) = digits(gap(rest))?;
    if after.first() != Some(&b':') {
        return whole_date(year_of_two(next)?, month, day, after);
    }
    let blank = rest.iter().rposition(|byte| *byte == b' ')?;
    let (time, last) = (rest.get(..blank)?, rest.get(blank + 1..)?);
    let (last, []) = digits(last)? else { return None };
    let date = Date::new(year(last)?, month, day).ok()?;
    let time = Some(Time::read(gap(time).trim_ascii(), false)?);
    Some(Written { day: Day::Plain(date, Grain::Day), time, form: Form::Named })
}

fn whole_date(year: i16, month: i8, day: i8, rest: &[u8]) -> Option<Written> {
    Written::new(Day::plain(year, month, day, Grain::Day)?, Form::Named, rest)
}

/// The letters a text begins with, and the rest.
fn letters(text: &[u8]) -> (&[u8], &[u8]) {
    text.split_at(text.iter().take_while(|byte| byte.is_ascii_alphabetic()).count())
}

/// The rest after what may stand between the parts of a date.
fn gap(text: &[u8]) -> &[u8] {
    text.get(text.iter().take_while(|byte| b" ,-./".contains(byte)).count()..).unwrap_or_default()
}

/// The rest after `st`, `nd`, `rd` or `th`.
fn ordinal(text: &[u8]) -> &[u8] {
    let (word, rest) = letters(text);
    if [&b"st"[..], b"nd", b"rd", b"th"].iter().any(|end| word.eq_ignore_ascii_case(end)) { rest } else { text }
}

/// The number of a month by its name.
fn month(word: &[u8]) -> Option<i8> {
    let idx = MONTHS.iter().position(|name| is_name(word, name))?;
    i8::try_from(idx + 1).ok()
}

/// Is it the name, or its first three letters or four?
fn is_name(word: &[u8], name: &str) -> bool {
    let begins = || name.as_bytes().get(..word.len()).is_some_and(|start| word.eq_ignore_ascii_case(start));
    matches!(word.len(), 3..=5) && word.len() <= name.len() && begins() || word.eq_ignore_ascii_case(name.as_bytes())
}
