//! Dates in figures: year first or year last, weeks, quarters, days of the year.
//! Invariant: both signs between three numbers are the same.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::digits::{digits, small, year, year_of_two};
use super::written::{Day, Form, Order, Written};
use crate::metric::Grain;

/// Two-digit numbers above it are no days.
const LONGEST_MONTH: i8 = 31;

/// Reads a cell that begins with a figure, or with a quarter.
pub(super) fn read(cell: &[u8]) -> Option<Written> {
    if let [b'Q' | b'q', quarter, rest @ ..] = cell {
        let rest = rest.trim_ascii_start();
        let rest = rest.strip_prefix(b"-").or_else(|| rest.strip_prefix(b"/")).unwrap_or(rest);
        let (last, []) = digits(rest.trim_ascii_start())? else { return None };
        return Written::new(quarter_of(year(last)?, *quarter)?, Form::Quarter, &[]);
    }
    let (first, rest) = digits(cell)?;
    match first.len() {
        4 => after_year(year(first)?, rest),
        // With the time of day at once, as 20170531233000.
        8 | 12 | 14 => {
            let (day, _) = first.split_at(8);
            let (year, month) = (year(day.get(..4)?)?, small(day.get(4..6)?)?);
            let day = Day::plain(year, month, small(day.get(6..)?)?, Grain::Day)?;
            let rest = if first.len() == 8 { rest } else { cell.get(8..)? };
            Written::new(day, Form::YearFirst, rest)
        }
        1 | 2 => year_last(small(first)?, rest),
        _ => None,
    }
}

fn after_year(year: i16, rest: &[u8]) -> Option<Written> {
    let (sign, after) = match rest.split_first() {
        // 2017.0, as statistics programs write a column of years with gaps.
        None | Some((b'.', b"0" | b"00")) => {
            return Written::new(Day::plain(year, 1, 1, Grain::Year)?, Form::YearFirst, &[]);
        }
        Some((sign @ (b'-' | b'/' | b'.' | b' '), after)) => (*sign, after),
        Some((b'Q' | b'q' | b'W' | b'w', _)) => (b' ', rest),
        Some(_) => return None,
    };
    match after.split_first()? {
        (b'Q' | b'q', [quarter]) => Written::new(quarter_of(year, *quarter)?, Form::Quarter, &[]),
        (b'W' | b'w', week) => after_w(year, week),
        _ if sign == b' ' => None,
        _ => {
            let (month, rest) = digits(after)?;
            if month.len() == 3 && sign == b'-' {
                let number = month.iter().fold(0, |number, digit| number * 10 + i32::from(digit - b'0'));
                let date = Date::new(year, 1, 1).ok()?.checked_add((number - 1).days()).ok()?;
                let is_of_year = number > 0 && date.year() == year;
                return Written::new(is_of_year.then_some(Day::Plain(date, Grain::Day))?, Form::Ordinal, rest);
            }
            let month = small(month)?;
            let Some((again, rest)) = rest.split_first() else {
                return Written::new(Day::plain(year, month, 1, Grain::Month)?, Form::YearFirst, &[]);
            };
            let (day, rest) = digits(rest).filter(|_| *again == sign)?;
            Written::new(Day::plain(year, month, small(day)?, Grain::Day)?, Form::YearFirst, rest)
        }
    }
}

fn quarter_of(year: i16, quarter: u8) -> Option<Day> {
    let before = quarter.checked_sub(b'1').filter(|before| *before < 4)?;
    Day::plain(year, before.cast_signed() * 3 + 1, 1, Grain::Quarter)
}

/// What follows the `W`: `05`, `05-3` or `053`. ISO weeks belong to the year of their Thursday.
fn after_w(year: i16, text: &[u8]) -> Option<Written> {
    let (number, rest) = digits(text)?;
    let (number, day, rest) = match (number, rest) {
        ([week @ .., day], _) if week.len() == 2 => (week, Some(*day), rest),
        (_, [b'-', day, rest @ ..]) => (number, Some(*day), rest),
        _ => (number, None, rest),
    };
    let monday = ISOWeekDate::new(year, small(number)?, Weekday::Monday).ok()?.date();
    let Some(day) = day else { return Written::new(Day::Plain(monday, Grain::Week), Form::Week, rest) };
    let after = day.checked_sub(b'1').filter(|after| *after < 7)?;
    let date = monday.checked_add(i32::from(after).days()).ok()?;
    Written::new(Day::Plain(date, Grain::Day), Form::Week, rest)
}

fn year_last(first: i8, rest: &[u8]) -> Option<Written> {
    let (sign, rest) = rest.split_first().filter(|(sign, _)| matches!(sign, b'/' | b'.' | b'-'))?;
    let (second, rest) = digits(rest)?;
    if rest.is_empty() {
        return Written::new(Day::plain(year(second)?, first, 1, Grain::Month)?, Form::YearLast, &[]);
    }
    let second = small(second)?;
    let (again, rest) = rest.split_first()?;
    let (last, rest) = digits(rest).filter(|_| again == sign)?;
    // 17-05-31 begins with a year as often as it ends with one.
    if *sign == b'-' && small(last).is_some_and(|year| year <= LONGEST_MONTH) {
        return None;
    }
    let year = year_of_two(last)?;
    let day = match (first > 12, second > 12) {
        (false, false) if first == second => Day::plain(year, first, second, Grain::Day)?,
        (false, false) => (first > 0 && second > 0).then_some(Day::Slashed { first, second, year })?,
        (true, false) => Day::Decided(Date::new(year, second, first).ok()?, Order::DayFirst),
        (false, true) => Day::Decided(Date::new(year, first, second).ok()?, Order::MonthFirst),
        (true, true) => return None,
    };
    Written::new(day, Form::YearLast, rest)
}
