//! The dates of a column, each with a number, and how the column as a whole is written. Must not know rows.
//! Invariant: a column keeps one grain and one order of day and month from the first date that shows it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Order, Written, YEARS, is_end, read, start};
use crate::metric::Grain;

/// How long most dates of a day are: `2017-05-31`.
const DAY: usize = 10;

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
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    format: Option<String>,
    grain: Grain,
    order: Option<Order>,
    is_slashed: bool,
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
        let (mut order, mut is_slashed) = (None, false);
        for cell in cells.map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()) {
            n_cells += 1;
            let written = read(cell, format);
            match written {
                Some(Written::Decided(_, decided)) => order = order.or(Some(decided)),
                Some(Written::Slashed { .. }) => is_slashed = true,
                _ => {}
            }
            let grain = written.map(Written::grain);
            for (_, count) in counts.iter_mut().filter(|(of, _)| Some(*of) == grain) {
                *count += 1;
            }
        }
        let (grain, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        let grain = if count == 0 { Grain::Day } else { grain };
        (n_cells == 0 || count > 0).then(|| Self { order, is_slashed, ..Self::new(grain, format) })
    }

    /// Were there dates that could be read in two ways, and none that tells day from month?
    pub(crate) fn is_undecided(&self) -> bool {
        self.is_slashed && self.order.is_none()
    }

    /// Learns from one more cell; is all decided now?
    pub(crate) fn scout(&mut self, cell: &[u8]) -> bool {
        if let Some(Written::Decided(_, order)) = read(cell.trim_ascii(), self.format.as_deref()) {
            self.order.get_or_insert(order);
        }
        !self.is_undecided()
    }

    /// Takes in the dates of another calendar of the same column: this one's number for each number of the other.
    pub(crate) fn absorb(&mut self, other: &Self) -> Vec<usize> {
        self.order = self.order.or(other.order);
        other.met.iter().map(|written| self.number(*written)).collect()
    }

    /// A column whose dates have that grain or a finer one.
    pub(crate) fn new(grain: Grain, format: Option<&str>) -> Self {
        Self {
            format: format.map(str::to_owned),
            grain,
            order: None,
            is_slashed: false,
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
        Some(self.number(written))
    }

    fn number(&mut self, written: Written) -> usize {
        let met = &mut self.met;
        let mut next = || {
            met.push(written);
            met.len() - 1
        };
        let Written::Plain(date, _) = written else { return *self.numbers.entry(written).or_insert_with(next) };
        let Some(idx) = idx_of(date) else { return *self.numbers.entry(written).or_insert_with(next) };
        if idx >= self.by_day.len() {
            self.by_day.resize(idx + 1, 0);
        }
        match self.by_day.get_mut(idx) {
            Some(slot) if *slot == 0 => {
                let number = next();
                *slot = u32::try_from(number + 1).unwrap_or_default();
                number
            }
            Some(slot) => usize::try_from(*slot - 1).unwrap_or_default(),
            None => next(),
        }
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

/// The place of a day in a table in which every month has 31.
fn idx_of(date: Date) -> Option<usize> {
    let years = usize::try_from(date.year() - YEARS.start()).ok().filter(|_| YEARS.contains(&date.year()))?;
    let (month, day) = (usize::try_from(date.month()).ok()?, usize::try_from(date.day()).ok()?);
    Some((years * 12 + month - 1) * 31 + day - 1)
}
