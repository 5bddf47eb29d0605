//! A fast path for the dates that files have by the million: arithmetic on the bytes.
//! Invariant: what is read here is read alike, only slower, by [`read_cell`](super::cell::read_cell) and
//! [`pattern`](super::pattern).

use jiff::civil::Date;

use super::digits::YEARS;
use super::written::Order;

/// Days of each month from January on, in a year with 29 in February.
const LONGEST: [u8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// A date that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    year: i16,
    month: u8,
    day: u8,
}

impl Parts {
    fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let longest = *LONGEST.get(usize::from(month).wrapping_sub(1))?;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let is_date = (1..=longest).contains(&day) && (month != 2 || day < 29 || is_leap) && YEARS.contains(&year);
        is_date.then_some(Self { year, month, day })
    }

    /// As [`super::days::idx_of`].
    #[inline]
    pub(super) fn idx(self) -> usize {
        let years = usize::from((self.year - YEARS.start()).cast_unsigned());
        (years * 12 + usize::from(self.month) - 1) * 31 + usize::from(self.day) - 1
    }

    pub(super) fn date(self) -> Option<Date> {
        Date::new(self.year, self.month.cast_signed(), self.day.cast_signed()).ok()
    }
}

/// The form that a pattern of the map stands for, where it is one of the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// `None`: the year comes first.
    order: Option<Order>,
    sign: u8,
    /// How long the time of day is that follows.
    n_rest: usize,
}

impl Shape {
    /// Of `%d.%m.%Y`, `%m/%d/%Y` or `%Y-%m-%d`, with ` %H:%M` or ` %H:%M:%S` or without.
    pub(super) fn of(format: &str) -> Option<Self> {
        let (date, n_rest) = match format.split_once(' ') {
            None => (format, 0),
            Some((date, "%H:%M")) => (date, 6),
            Some((date, "%H:%M:%S")) => (date, 9),
            Some(_) => return None,
        };
        let (order, sign) = match *date.as_bytes() {
            [b'%', b'd', sign, b'%', b'm', again, b'%', b'Y'] if sign == again => (Some(Order::DayFirst), sign),
            [b'%', b'm', sign, b'%', b'd', again, b'%', b'Y'] if sign == again => (Some(Order::MonthFirst), sign),
            [b'%', b'Y', b'-', b'%', b'm', b'-', b'%', b'd'] => (None, b'-'),
            _ => return None,
        };
        matches!(sign, b'/' | b'.' | b'-').then_some(Self { order, sign, n_rest })
    }

    /// Reads a cell that is written in full.
    pub(super) fn read(self, cell: &[u8]) -> Option<Parts> {
        let (parts, rest) = match self.order {
            None => year_first(cell)?,
            Some(order) => year_last(cell, order).filter(|_| cell.contains(&self.sign))?,
        };
        let is_time = rest.is_empty() || (rest.first() == Some(&b' ') && is_time(rest));
        (rest.len() == self.n_rest && is_time).then_some(parts)
    }
}

/// Reads `2017-05-31`, and what follows it.
#[inline]
pub(super) fn year_first(cell: &[u8]) -> Option<(Parts, &[u8])> {
    let (&[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1], rest) = cell.split_first_chunk::<10>()? else { return None };
    let all = [y0, y1, y2, y3, m0, m1, d0, d1].map(|byte| byte.wrapping_sub(b'0'));
    if all.iter().any(|digit| *digit > 9) || rest.first().is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let [y0, y1, y2, y3, m0, m1, d0, d1] = all;
    let year = i16::from(y0 * 10 + y1) * 100 + i16::from(y2 * 10 + y3);
    Some((Parts::new(year, m0 * 10 + m1, d0 * 10 + d1)?, rest))
}

/// Reads `31/5/2017` or `5/31/2017`, and what follows it.
#[inline]
pub(super) fn year_last(cell: &[u8], order: Order) -> Option<(Parts, &[u8])> {
    let (first, rest) = short(cell)?;
    let (sign, rest) = rest.split_first().filter(|(sign, _)| matches!(sign, b'/' | b'.' | b'-'))?;
    let (second, rest) = short(rest)?;
    let (again, rest) = rest.split_first()?;
    let (&year, rest) = rest.split_first_chunk::<4>()?;
    if sign != again || rest.first().is_some_and(u8::is_ascii_digit) || !year.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let year = year.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    let (month, day) = if order == Order::DayFirst { (second, first) } else { (first, second) };
    Some((Parts::new(year, month, day)?, rest))
}

/// A number of one or two digits, and what follows it.
#[inline]
fn short(text: &[u8]) -> Option<(u8, &[u8])> {
    match text {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => Some(((tens - b'0') * 10 + (ones - b'0'), rest)),
        [ones @ b'0'..=b'9', rest @ ..] => Some((ones - b'0', rest)),
        _ => None,
    }
}

/// Is it ` 23:59` or `T23:59:58`? All else is left to those who look closer.
#[inline]
pub(super) fn is_time(rest: &[u8]) -> bool {
    if let &[b' ' | b'T', h0, h1, c0, m0, m1, c1, s0, s1] = rest {
        return is_clock([h0, h1, c0, m0, m1, c1, s0, s1]);
    }
    let Some((&[b' ' | b'T', h0, h1, b':', m0, m1], seconds)) = rest.split_first_chunk::<6>() else { return false };
    let is_below = |tens: u8, ones: u8, most: u8| {
        tens.is_ascii_digit() && ones.is_ascii_digit() && (tens - b'0') * 10 + (ones - b'0') < most
    };
    seconds.is_empty() && is_below(h0, h1, 24) && is_below(m0, m1, 60)
}

/// Is it `hh:mm:ss`? All eight bytes at once: each is at most so much above its own zero.
#[inline]
const fn is_clock(clock: [u8; 8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    const MOST: u64 = u64::from_le_bytes([2, 9, 0, 5, 9, 0, 5, 9]);
    let above = u64::from_le_bytes(clock) ^ u64::from_le_bytes(*b"00:00:00");
    // No byte borrows from the next: each is less than the high bit that it is taken from.
    let are_below = above & HIGH == 0 && (MOST | HIGH).wrapping_sub(above) & HIGH == HIGH;
    are_below && (clock[0] < b'2' || clock[1] < b'4')
}
