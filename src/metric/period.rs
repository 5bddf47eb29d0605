//! Calendar periods: year, quarter, month, ISO week, day.
//! Invariant: periods of one grain are ordered and do not overlap.

use jiff::ToSpan;
use jiff::civil::Date;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grain {
    /// All time as one period.
    All,
    /// Calendar years.
    Year,
    /// Calendar quarters.
    Quarter,
    /// Calendar months.
    Month,
    /// ISO weeks, Monday first.
    Week,
    /// Days.
    Day,
}

/// Every grain with its name, coarsest first.
pub const GRAINS: &[(Grain, &str)] = &[
    (Grain::All, "all"),
    (Grain::Year, "year"),
    (Grain::Quarter, "quarter"),
    (Grain::Month, "month"),
    (Grain::Week, "week"),
    (Grain::Day, "day"),
];

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Grain {
    /// The grain of that name: `all`, `year`, `quarter`, `month`, `week`, `day`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        GRAINS.iter().find(|(_, known)| *known == name).map(|(grain, _)| *grain)
    }

    /// Its name, as [`Grain::parse`] reads it.
    #[must_use]
    pub fn name(self) -> &'static str {
        GRAINS.iter().find(|(grain, _)| *grain == self).map_or("all", |(_, name)| name)
    }

    /// The finest grain, not finer than `finest`, that cuts the days from `span.0` to `span.1` into
    /// at most `most` periods; all time where none does.
    #[must_use]
    pub fn choose(span: (Date, Date), finest: Self, most: usize) -> Self {
        let fits = |grain: &Self| {
            *grain <= finest && Period::of(span.0, *grain).distance(&Period::of(span.1, *grain)) < most as u64
        };
        GRAINS.iter().rev().map(|(grain, _)| *grain).find(fits).unwrap_or(Self::All)
    }
}

/// One period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// Its first day (`Date::MIN` for all time).
    pub start: Date,
    /// How long it is.
    pub grain: Grain,
}

impl Period {
    /// The period of this grain that holds the date.
    #[must_use]
    pub fn of(date: Date, grain: Grain) -> Self {
        let start = match grain {
            Grain::All => Date::MIN,
            Grain::Year => date.first_of_year(),
            Grain::Quarter => {
                let month = date.month() - (date.month() - 1) % 3;
                // The first of a month of the date's own year always exists.
                Date::new(date.year(), month, 1).unwrap_or(date)
            }
            Grain::Month => date.first_of_month(),
            Grain::Week => date.saturating_sub(i32::from(date.weekday().to_monday_zero_offset()).days()),
            Grain::Day => date,
        };
        Self { start, grain }
    }

    /// The period of that label: `2017`, `2017-Q3`, `2017-05`, `2017-W05`, `2017-05-01`.
    #[must_use]
    pub fn parse(label: &str) -> Option<Self> {
        let day = |month, day| Date::new(label.get(..4)?.parse().ok()?, month, day).ok();
        let rest = label.get(4..)?;
        let of = match (rest.get(..2), rest.len()) {
            (None, 0) => Self::of(day(1, 1)?, Grain::Year),
            (Some("-Q"), 3) => Self::of(
                day(1, 1)?.saturating_add((3 * (rest.get(2..)?.parse::<i64>().ok()? - 1)).months()),
                Grain::Quarter,
            ),
            (Some("-W"), 4) => {
                let monday = Self::of(day(1, 4)?, Grain::Week).start;
                Self::of(monday.saturating_add((rest.get(2..)?.parse::<i64>().ok()? - 1).weeks()), Grain::Week)
            }
            (_, 3) => Self::of(day(rest.get(1..)?.parse().ok()?, 1)?, Grain::Month),
            _ => Self::of(label.parse().ok()?, Grain::Day),
        };
        // Whatever else it may have been read as is not what was written.
        (of.label() == label).then_some(of)
    }

    /// Its last day.
    #[must_use]
    pub fn end(&self) -> Date {
        match self.grain {
            Grain::All => Date::MAX,
            Grain::Year => self.start.last_of_year(),
            Grain::Quarter => self.start.saturating_add(2.months()).last_of_month(),
            Grain::Month => self.start.last_of_month(),
            Grain::Week => self.start.saturating_add(6.days()),
            Grain::Day => self.start,
        }
    }

    /// The day that stands for it in longer periods: a week belongs to the month and year of its Thursday.
    #[must_use]
    pub fn day(&self) -> Date {
        if self.grain == Grain::Week { self.start.saturating_add(3.days()) } else { self.start }
    }

    /// The period after it; `None` at the end of the calendar.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        Some(Self::of(self.end().tomorrow().ok()?, self.grain))
    }

    /// Is the date in it?
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.start <= date && date <= self.end()
    }

    /// How many periods of its grain lie from it to the other; 1 to the next.
    #[must_use]
    pub fn distance(&self, other: &Self) -> u64 {
        self.ordinal().abs_diff(other.ordinal())
    }

    /// `all`, `2017`, `2017-Q3`, `2017-05`, `2017-W05` (ISO week year), `2017-05-01`.
    #[must_use]
    pub fn label(&self) -> String {
        let (year, month) = (self.start.year(), self.start.month());
        match self.grain {
            Grain::All => "all".to_owned(),
            Grain::Year => format!("{year:04}"),
            Grain::Quarter => format!("{year:04}-Q{}", quarter(month)),
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Week => {
                let week = self.start.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Grain::Day => self.start.to_string(),
        }
    }

    /// For the axis of a chart: `all`, `2017`, `Q3`, `May`, `W05`, `05-01`.
    #[must_use]
    pub fn short_label(&self) -> String {
        let month = self.start.month();
        match self.grain {
            Grain::All | Grain::Year => self.label(),
            Grain::Quarter => format!("Q{}", quarter(month)),
            Grain::Month => {
                let name = usize::try_from(month - 1).ok().and_then(|place| MONTHS.get(place));
                name.map_or_else(String::new, |name| (*name).to_owned())
            }
            Grain::Week => format!("W{:02}", self.start.iso_week_date().week()),
            Grain::Day => format!("{month:02}-{:02}", self.start.day()),
        }
    }

    /// Its place among the periods of its grain.
    fn ordinal(self) -> i64 {
        let (year, month) = (i64::from(self.start.year()), i64::from(self.start.month()));
        match self.grain {
            Grain::All => 0,
            Grain::Year => year,
            Grain::Quarter => year * 4 + i64::from(quarter(self.start.month())),
            Grain::Month => year * 12 + month,
            Grain::Week => days(self.start).div_euclid(7),
            Grain::Day => days(self.start),
        }
    }
}

fn quarter(month: i8) -> i8 {
    (month + 2) / 3
}

/// Days from a Monday, 2001-01-01.
fn days(date: Date) -> i64 {
    Date::constant(2001, 1, 1).duration_until(date).as_hours().div_euclid(24)
}

#[cfg(test)]
mod tests;
