//! Dates as people write them in a column: what each cell says, and how the column as a whole is
//! written. Must not know rows or files.
//! Invariant: a date is only ever read one way in one column; where day and month cannot be told
//! apart, only the year is used.

use std::collections::HashMap;

use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::TimeZone;

use crate::metric::Grain;

/// Years that are taken for years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// How long most dates of a day are: `2017-05-31`.
const DAY: usize = 10;

/// Of a format that strptime does not know.
const NOT_KNOWN: &str = "expected one that strptime reads, such as \"%d.%m.%Y\"";

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Written {
    /// The first day of a period, and how long the period is.
    Plain(Date, Grain),
    /// Two numbers up to 12 and a year: day and month in an order that the column must decide.
    Slashed {
        /// The first number.
        first: i8,
        /// The second.
        second: i8,
        /// The year.
        year: i16,
    },
    /// A number over 12 in one of the two places.
    Decided(Date, Order),
}

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Order {
    /// 31/12/2017.
    DayFirst,
    /// 12/31/2017.
    MonthFirst,
}

/// How the dates of a column came out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Days {
    /// How long the period of each date is.
    pub(crate) finest: Grain,
    /// The date of each number given out by [`Calendar::place`]; two numbers may have the same one.
    pub(crate) dates: Vec<Date>,
    /// Were there slashed dates, and nothing told day from month? Then `finest` is `Year`.
    pub(crate) is_ambiguous: bool,
}

/// The dates of a column, each with a number from 0 in the order they are met.
#[derive(Debug)]
pub(crate) struct Calendar {
    format: Option<String>,
    grain: Grain,
    order: Option<Order>,
    met: Vec<Written>,
    numbers: HashMap<Written, usize>,
    last: (Vec<u8>, Option<usize>),
    /// Does the last cell begin with a date of [`DAY`] bytes, and go on with a time if at all? Not known until a cell
    /// that begins like it is met.
    is_last_of_day: Option<bool>,
    /// For each day from the first of [`YEARS`] on, one more than its number; every month has 31.
    by_day: Vec<u32>,
}

impl Calendar {
    /// Learns from some cells how a column is written: the grain most of them have, the finer one
    /// where two are as frequent. A `format` is strptime's.
    ///
    /// `None` when there are cells and none of them is a date.
    pub(crate) fn learn<'a>(cells: impl Iterator<Item = &'a [u8]>, format: Option<&str>) -> Option<Self> {
        let mut counts: [(Grain, usize); 5] =
            [Grain::Year, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day].map(|grain| (grain, 0));
        let mut n_cells = 0;
        for cell in cells.map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()) {
            n_cells += 1;
            let grain = read(cell, format).map(Written::grain);
            for (_, count) in counts.iter_mut().filter(|(of, _)| Some(*of) == grain) {
                *count += 1;
            }
        }
        let (grain, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        let grain = if count == 0 { Grain::Day } else { grain };
        (n_cells == 0 || count > 0).then(|| Self::new(grain, format))
    }

    /// A column whose dates have that grain or a finer one.
    pub(crate) fn new(grain: Grain, format: Option<&str>) -> Self {
        Self {
            format: format.map(str::to_owned),
            grain,
            order: None,
            met: Vec::new(),
            numbers: HashMap::new(),
            last: (Vec::new(), None),
            is_last_of_day: None,
            by_day: Vec::new(),
        }
    }

    /// The number of the date in a cell; `None` when it is no date, or coarser than the column is.
    pub(crate) fn place(&mut self, cell: &[u8]) -> Option<usize> {
        let cell = cell.trim_ascii();
        if cell == self.last.0.as_slice() {
            return self.last.1;
        }
        // Of one day's date-times only the time differs.
        let (day, time) = cell.split_at(cell.len().min(DAY));
        if self.last.0.get(..DAY) == Some(day) && is_end(time) && self.is_last_of_day() {
            return self.last.1;
        }
        let number = self.place_anew(cell);
        self.last.0.clear();
        self.last.0.extend_from_slice(cell);
        self.last.1 = number;
        self.is_last_of_day = None;
        number
    }

    fn is_last_of_day(&mut self) -> bool {
        let (cell, number) = &self.last;
        let is_known = self.format.is_none() && number.is_some();
        let (day, time) = cell.split_at(cell.len().min(DAY));
        let is_day = || read(day, None).is_some_and(|written| written.grain() == Grain::Day);
        *self.is_last_of_day.get_or_insert_with(|| is_known && is_end(time) && is_day())
    }

    fn place_anew(&mut self, cell: &[u8]) -> Option<usize> {
        let written = match read(cell, self.format.as_deref())? {
            Written::Plain(date, grain) => {
                let fits = grain == self.grain
                    || grain == Grain::Day
                    || self.grain == Grain::Year
                    || (self.grain == Grain::Quarter && grain == Grain::Month);
                Written::Plain(start(date, self.grain), fits.then_some(self.grain)?)
            }
            Written::Decided(date, order) => {
                if *self.order.get_or_insert(order) != order {
                    return None;
                }
                Written::Plain(start(date, self.grain), self.grain)
            }
            slashed @ Written::Slashed { .. } => slashed,
        };
        let met = &mut self.met;
        if let Written::Plain(date, _) = written
            && let Some(idx) = idx_of(date)
        {
            if idx >= self.by_day.len() {
                self.by_day.resize(idx + 1, 0);
            }
            let slot = self.by_day.get_mut(idx)?;
            if *slot == 0 {
                met.push(written);
                *slot = u32::try_from(met.len()).ok()?;
            }
            return usize::try_from(*slot - 1).ok();
        }
        Some(*self.numbers.entry(written).or_insert_with(|| {
            met.push(written);
            met.len() - 1
        }))
    }

    /// The dates, now that everything is read.
    pub(crate) fn finish(self) -> Days {
        let is_ambiguous = self.order.is_none()
            && self.grain != Grain::Year
            && self.met.iter().any(|written| matches!(written, Written::Slashed { .. }));
        let finest = if is_ambiguous { Grain::Year } else { self.grain };
        let order = self.order.unwrap_or(Order::DayFirst);
        let date = |written: &Written| match *written {
            Written::Plain(date, _) | Written::Decided(date, _) => date,
            Written::Slashed { first, second, year } => {
                let (day, month) = if order == Order::DayFirst { (first, second) } else { (second, first) };
                // Both are 1..=12 and every month has twelve days.
                Date::new(year, month, day).unwrap_or(Date::MIN)
            }
        };
        Days { finest, dates: self.met.iter().map(|written| start(date(written), finest)).collect(), is_ambiguous }
    }
}

impl Written {
    fn grain(self) -> Grain {
        match self {
            Self::Plain(_, grain) => grain,
            Self::Slashed { .. } | Self::Decided(..) => Grain::Day,
        }
    }
}

/// Why no date can be read as a strptime `format`, whatever the cell.
pub(crate) fn fault(format: &str) -> Option<&'static str> {
    // A day, month, week and hour that cannot be taken for one another.
    let sample = date(2017, 11, 30).at(23, 59, 58, 0).to_zoned(TimeZone::UTC).ok()?;
    let Ok(written) = BrokenDownTime::from(&sample).to_string(format) else { return Some(NOT_KNOWN) };
    if BrokenDownTime::parse(format, &written).is_err() {
        return Some(NOT_KNOWN);
    }
    match read_as(written.as_bytes(), format) {
        Some(Written::Plain(date, grain)) if start(sample.date(), grain) == start(date, grain) => None,
        _ => Some("expected one with a year"),
    }
}

/// The place of a day in a table in which every month has 31.
fn idx_of(date: Date) -> Option<usize> {
    let years = usize::try_from(date.year() - YEARS.start()).ok().filter(|_| YEARS.contains(&date.year()))?;
    let (month, day) = (usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    Some((years * 12 + month - 1) * 31 + day - 1)
}

/// The first day of the period a date lies in.
fn start(date: Date, grain: Grain) -> Date {
    crate::metric::Period::of(date, grain).start
}

/// Reads a cell without blanks around it.
///
/// ISO dates, date-times (the date as written, whatever the zone), `2017`, `2017-05`, `2017-Q2`,
/// `2017-W05`, `20170531`, `2017/05/31`; day, month and year in either order with `/`, `.` or `-`.
pub(crate) fn read(cell: &[u8], format: Option<&str>) -> Option<Written> {
    if let Some(format) = format {
        return read_as(cell, format);
    }
    let (first, rest) = digits(cell)?;
    match first.len() {
        4 => after_year(year(first)?, rest),
        8 if is_end(rest) => {
            let date = Date::new(year(first.get(..4)?)?, small(first.get(4..6)?)?, small(first.get(6..)?)?).ok()?;
            Some(Written::Plain(date, Grain::Day))
        }
        1 | 2 => slashed(small(first)?, rest),
        _ => None,
    }
}

fn after_year(year: i16, rest: &[u8]) -> Option<Written> {
    let (sign, after) = match rest.split_first() {
        // 2017.0, as statistics programs write a column of years with gaps.
        None | Some((b'.', b"0" | b"00")) => return plain(year, 1, 1, Grain::Year),
        Some((sign @ (b'-' | b'/' | b'.' | b' '), after)) => (*sign, after),
        Some((b'Q' | b'q' | b'W' | b'w', _)) => (b' ', rest),
        Some(_) => return None,
    };
    match after.split_first()? {
        (b'Q' | b'q', [quarter @ b'1'..=b'4']) => {
            plain(year, i8::try_from(quarter - b'1').ok()? * 3 + 1, 1, Grain::Quarter)
        }
        (b'W' | b'w', week) => {
            let (number, rest) = digits(week)?;
            let monday = ISOWeekDate::new(year, small(number)?, Weekday::Monday).ok()?.date();
            match rest {
                [] => Some(Written::Plain(monday, Grain::Week)),
                [b'-', day @ b'1'..=b'7', rest @ ..] if is_end(rest) => {
                    let days = jiff::Span::new().days(i64::from(day - b'1'));
                    Some(Written::Plain(monday.checked_add(days).ok()?, Grain::Day))
                }
                _ => None,
            }
        }
        _ if sign == b' ' => None,
        _ => {
            let (month, rest) = digits(after)?;
            let month = small(month)?;
            let Some((again, rest)) = rest.split_first() else { return plain(year, month, 1, Grain::Month) };
            if *again != sign {
                return None;
            }
            let (day, rest) = digits(rest)?;
            is_end(rest).then(|| plain(year, month, small(day)?, Grain::Day)).flatten()
        }
    }
}

fn slashed(first: i8, rest: &[u8]) -> Option<Written> {
    let (sign, rest) = rest.split_first().filter(|(sign, _)| matches!(sign, b'/' | b'.' | b'-'))?;
    let (second, rest) = digits(rest)?;
    let second = small(second)?;
    let (again, rest) = rest.split_first()?;
    let (last, rest) = digits(rest)?;
    if again != sign || last.len() != 4 || !is_end(rest) {
        return None;
    }
    let year = year(last)?;
    match (first > 12, second > 12) {
        (false, false) if first == second => plain(year, first, second, Grain::Day),
        (false, false) => (first > 0 && second > 0).then_some(Written::Slashed { first, second, year }),
        (true, false) => Some(Written::Decided(Date::new(year, second, first).ok()?, Order::DayFirst)),
        (false, true) => Some(Written::Decided(Date::new(year, first, second).ok()?, Order::MonthFirst)),
        (true, true) => None,
    }
}

fn plain(year: i16, month: i8, day: i8, grain: Grain) -> Option<Written> {
    Some(Written::Plain(Date::new(year, month, day).ok()?, grain))
}

/// The digits a text begins with, at least one, and the rest.
fn digits(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n > 0).then(|| text.split_at(n))
}

fn year(digits: &[u8]) -> Option<i16> {
    let year = digits.iter().fold(0, |year, digit| year * 10 + i16::from(digit - b'0'));
    YEARS.contains(&year).then_some(year)
}

/// A number of one or two digits.
fn small(digits: &[u8]) -> Option<i8> {
    (digits.len() <= 2).then(|| digits.iter().fold(0, |value, digit| value * 10 + (digit - b'0').cast_signed()))
}

/// Does a date end here, or does a time of day follow?
fn is_end(rest: &[u8]) -> bool {
    let Some((sign, time)) = rest.split_first() else { return true };
    if !matches!(sign, b'T' | b't' | b' ') {
        return false;
    }
    let Some((hours, rest)) = digits(time.trim_ascii_start()) else { return false };
    let Some((b':', rest)) = rest.split_first() else { return false };
    let Some((minutes, rest)) = digits(rest) else { return false };
    let is_time = small(hours).is_some_and(|hours| hours <= 24)
        && minutes.len() == 2
        && small(minutes).is_some_and(|minutes| minutes < 60);
    is_time && rest.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

fn read_as(cell: &[u8], format: &str) -> Option<Written> {
    let time = BrokenDownTime::parse(format, cell).ok()?;
    let in_range = |date: &Date| YEARS.contains(&date.year());
    if let Ok(date) = time.to_date() {
        return in_range(&date).then_some(Written::Plain(date, Grain::Day));
    }
    if let Ok(timestamp) = time.to_timestamp() {
        let date = timestamp.to_zoned(TimeZone::UTC).date();
        return in_range(&date).then_some(Written::Plain(date, Grain::Day));
    }
    let (date, grain) = match (time.year(), time.month(), time.iso_week_year(), time.iso_week()) {
        (_, _, Some(year), Some(week)) => (ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date(), Grain::Week),
        (Some(year), Some(month), ..) => (Date::new(year, month, 1).ok()?, Grain::Month),
        (Some(year), ..) => (Date::new(year, 1, 1).ok()?, Grain::Year),
        _ => return None,
    };
    in_range(&date).then_some(Written::Plain(date, grain))
}

#[cfg(test)]
mod tests;
