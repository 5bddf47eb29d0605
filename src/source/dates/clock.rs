//! How the cells of one column are read, learned before they are counted.
//! Invariant: once learned, what a cell says depends on the cell alone, so that any number of clones read a column as
//! one does.

use jiff::civil::Date;

use super::cell::read_cell;
use super::fast::{self, Parts, Shape};
use super::time::{Offset, Time};
use super::written::{Day, Form, Order, Unit, Written};
use super::zone::Zone;
use super::{days, epoch, pattern};
use crate::metric::{Grain, Period};

/// What the map says of the dates of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Terms {
    format: Option<String>,
    /// The form that `format` stands for, where there is a fast way to read it.
    shape: Option<Shape>,
    zone: Option<Zone>,
}

impl Terms {
    /// `format` is strptime's; a `zone` that there is not is none, the map is told of it.
    pub(crate) fn new(format: Option<&str>, zone: Option<&str>) -> Self {
        Self { format: format.map(str::to_owned), shape: format.and_then(Shape::of), zone: zone.and_then(Zone::parse) }
    }
}

/// When something was, by the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Since 1970. Of a cell without an offset in a source without a zone, as the clock showed it.
    pub(crate) seconds: i64,
    /// The day it was: in the zone of the source, or else as it is written.
    pub(crate) date: Date,
    /// Is there a time of day? Else the seconds are those of the midnight that the date begins with.
    pub(crate) has_time: bool,
}

/// How the cells of a column are read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clock {
    terms: Terms,
    grain: Grain,
    /// How most dates are written; `None` until there is one.
    form: Option<Form>,
    order: Option<Order>,
    /// Is there a date that means another day in the other order?
    is_order_needed: bool,
}

impl Clock {
    /// Learns from some cells how a column is written: the grain most of them have, the finer one
    /// where two are as frequent.
    ///
    /// `None` when there are cells and none of them is a date.
    pub(crate) fn learn<'a>(cells: impl Iterator<Item = &'a [u8]>, terms: &Terms) -> Option<Self> {
        let (mut dates, mut epochs, mut n_cells) = (Vec::new(), Vec::new(), 0);
        for cell in cells.map(<[u8]>::trim_ascii).filter(|cell| !cell.is_empty()) {
            n_cells += 1;
            match &terms.format {
                Some(format) => dates.extend(pattern::read(cell, format)),
                None => match read_cell(cell) {
                    Some(written) => dates.push(written),
                    None => epochs.extend(epoch::read(cell)),
                },
            }
        }
        // A long number is a moment only where all dates are.
        if dates.is_empty() && epochs.len() * 2 > n_cells {
            dates = epochs;
        }
        let mut clock = Self::new(Grain::Day, terms);
        if dates.is_empty() {
            return (n_cells == 0).then_some(clock);
        }
        let grains = [Grain::Year, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day];
        let n_of = |grain: &Grain| dates.iter().filter(|written| written.day.grain() == *grain).count();
        clock.grain = grains.into_iter().max_by_key(n_of)?;
        clock.form = commonest(dates.iter().filter(|written| written.day.grain() == clock.grain).map(|date| date.form));
        clock.order = commonest(dates.iter().filter_map(|written| match written.day {
            Day::Decided(_, order) => Some(order),
            Day::Plain(..) | Day::Slashed { .. } => None,
        }));
        // A few such dates among others do not make a column that nobody can read: they are left out.
        let is_slashed = |written: &Written| matches!(written.day, Day::Slashed { .. });
        clock.is_order_needed = clock.form == Some(Form::YearLast) && dates.iter().any(is_slashed);
        Some(clock)
    }

    /// A column whose dates have that grain or a finer one, and of which nothing is seen yet.
    pub(crate) fn new(grain: Grain, terms: &Terms) -> Self {
        Self { terms: terms.clone(), grain, form: None, order: None, is_order_needed: false }
    }

    /// Is there more to learn from cells further down? Then they are to be scouted before any is counted.
    pub(crate) fn is_undecided(&self) -> bool {
        let is_slashed = self.form == Some(Form::YearLast) && self.grain == Grain::Day;
        let may_need_order = self.grain != Grain::Year && (self.is_order_needed || is_slashed);
        self.form.is_none() || (may_need_order && self.order.is_none())
    }

    /// Learns from one more cell; is all decided now?
    pub(crate) fn scout(&mut self, cell: &[u8]) -> bool {
        let cell = cell.trim_ascii();
        let long = || epoch::read(cell).filter(|_| self.form.is_none() && self.terms.format.is_none());
        if let Some(written) = self.read(cell).or_else(long) {
            if self.form.is_none() {
                (self.form, self.grain) = (Some(written.form), written.day.grain());
            }
            match written.day {
                Day::Plain(..) => {}
                Day::Slashed { .. } => self.is_order_needed |= self.form == Some(Form::YearLast),
                Day::Decided(_, order) => self.order = self.order.or(Some(order)),
            }
        }
        !self.is_undecided()
    }

    /// Is there a date of which nothing tells the day from the month? Then only years are counted.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.is_order_needed && self.order.is_none() && self.grain != Grain::Year
    }

    /// How long the period of a date is.
    pub(crate) fn grain(&self) -> Grain {
        if self.is_ambiguous() { Grain::Year } else { self.grain }
    }

    /// How the dates are written, in words: `day/month/year`.
    pub(crate) fn words(&self) -> &'static str {
        match (self.form, self.grain) {
            (None, _) => "no dates",
            (Some(Form::YearFirst), Grain::Year) => "year",
            (Some(Form::YearFirst), Grain::Month) => "year-month",
            (Some(Form::YearFirst), _) => "year-month-day",
            (Some(Form::YearLast), Grain::Month) => "month/year",
            (Some(Form::YearLast), _) => match self.order {
                Some(Order::DayFirst) => "day/month/year",
                Some(Order::MonthFirst) => "month/day/year",
                None => "day and month in an order that nothing tells, and year",
            },
            (Some(Form::Quarter), _) => "year and quarter",
            (Some(Form::Week), Grain::Week) => "year and week",
            (Some(Form::Week), _) => "year, week and day of the week",
            (Some(Form::Ordinal), _) => "year and day of the year",
            (Some(Form::Named), _) => "month name",
            (Some(Form::Epoch(Unit::Seconds)), _) => "Unix seconds",
            (Some(Form::Epoch(Unit::Milliseconds)), _) => "Unix milliseconds",
            (Some(Form::Epoch(Unit::Microseconds)), _) => "Unix microseconds",
            (Some(Form::Pattern), _) => "as format has it",
        }
    }

    /// When a cell says that something was; `None` when it is no date, coarser than the column is, of the
    /// other order of day and month, or of a zone that cannot be told although the map asks for one.
    pub(crate) fn moment(&self, cell: &[u8]) -> Option<Moment> {
        let written = self.read(cell.trim_ascii())?;
        let is_told = !self.is_ambiguous() || matches!(written.day, Day::Plain(..));
        self.moment_of(written).filter(|_| is_told)
    }

    /// The first day of the period that a cell without blanks around it says.
    pub(super) fn start(&self, cell: &[u8]) -> Option<Date> {
        let written = self.read(cell)?;
        let date = match (written.time, &self.terms.zone) {
            (Some(_), Some(_)) if self.is_exact(written.day) => self.moment_of(written)?.date,
            _ => self.date_of(written.day)?,
        };
        Some(Period::of(date, self.grain()).start)
    }

    /// The date of a cell, if it is in one of the usual forms and of that day in any zone.
    #[inline]
    pub(super) fn read_fast(&self, cell: &[u8]) -> Option<Parts> {
        if self.terms.format.is_some() {
            return self.terms.shape?.read(cell);
        }
        let (parts, rest) = fast::year_first(cell).or_else(|| fast::year_last(cell, self.order?))?;
        let is_as_written = || self.terms.zone.is_none() && Time::after_date(rest).is_some();
        (rest.is_empty() || fast::is_time(rest) || is_as_written()).then_some(parts)
    }

    /// Does the map say how the dates are written?
    pub(super) fn has_format(&self) -> bool {
        self.terms.format.is_some()
    }

    fn read(&self, cell: &[u8]) -> Option<Written> {
        if let Some(format) = &self.terms.format {
            return pattern::read(cell, format);
        }
        let long = || epoch::read(cell).filter(|written| Some(written.form) == self.form);
        read_cell(cell).or_else(long)
    }

    pub(super) fn moment_of(&self, written: Written) -> Option<Moment> {
        let date = self.date_of(written.day)?;
        let midnight = days::since_1970(date) * days::SECONDS_PER_DAY;
        let Time { seconds, offset } = written.time.unwrap_or(Time { seconds: 0, offset: Offset::Unsaid });
        let shown = midnight + i64::from(seconds);
        let has_time = written.time.is_some();
        let (seconds, date) = match (offset, &self.terms.zone) {
            (Offset::East(east), None) => (shown - i64::from(east), date),
            (Offset::East(east), Some(zone)) => {
                let seconds = shown - i64::from(east);
                (seconds, zone.date(seconds)?)
            }
            (Offset::Unsaid | Offset::Word, None) => (shown, date),
            (Offset::Unsaid, Some(zone)) => (zone.moment(shown)?, date),
            (Offset::Word, Some(_)) => return None,
        };
        Some(Moment { seconds, date, has_time })
    }

    /// The date as it is written; the first day of the year where more cannot be told and is not counted.
    fn date_of(&self, day: Day) -> Option<Date> {
        match day {
            Day::Plain(date, grain) => {
                let own = self.grain();
                let is_fine = grain == own
                    || grain == Grain::Day
                    || own == Grain::Year
                    || (own == Grain::Quarter && grain == Grain::Month);
                is_fine.then_some(date)
            }
            Day::Slashed { first, second, year } => match self.order {
                Some(Order::DayFirst) => Date::new(year, second, first).ok(),
                Some(Order::MonthFirst) => Date::new(year, first, second).ok(),
                None => Date::new(year, 1, 1).ok().filter(|_| self.grain() == Grain::Year),
            },
            Day::Decided(date, order) => {
                let is_own = self.order.map_or(self.grain() == Grain::Year, |own| own == order);
                is_own.then_some(date)
            }
        }
    }

    /// Is the day known, and not only its year?
    fn is_exact(&self, day: Day) -> bool {
        self.order.is_some() || !matches!(day, Day::Slashed { .. })
    }
}

/// The most frequent; the first of those that are as frequent.
fn commonest<T: PartialEq>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for item in items {
        match counts.iter_mut().find(|(known, _)| *known == item) {
            Some((_, count)) => *count += 1,
            None => counts.push((item, 1)),
        }
    }
    // The last of the maxima is taken: the first, from behind.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}
