//! What is compared where something was shipped: as long before it as after.
//! Invariant: the windows of the two sides are of one length and do not overlap, and what they are is decided by the day
//! alone, not by what is found in them.

use jiff::ToSpan;
use jiff::civil::Date;

use super::family::{self, FALSE_DISCOVERIES};
use super::fixed::real;
use super::gate::Gated;
use super::{Comparison, Direction, Disclosed, Grain, Margin, Measure, Period, RateRatio, Verdict};

/// From so many days on a side holds every season.
const YEAR: u64 = 365;

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
}

/// What is compared where something was shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShipWindows {
    /// Just before.
    pub before: DaySpan,
    /// Since then, as long.
    pub after: DaySpan,
    /// In what a side is counted: days, or whole periods where dates are no finer.
    pub grain: Grain,
    /// How many of these a side is.
    pub n: u64,
    /// The period in which it was shipped, which is of neither side.
    pub astride: Option<Period>,
}

/// Why nothing is said of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// Answers have no dates.
    Undated,
    /// It was shipped too late for anything to be over since.
    TooEarly,
    /// Nothing was counted on the earlier side.
    NothingBefore,
    /// Nothing was counted on the later side.
    NothingSince,
    /// A side has so few answers.
    Few(u64),
    /// A side may not be told.
    Hidden,
    /// One side is weighed and the other is not.
    Weights,
    /// So many cases are still open, and those of the two sides had not the same time.
    Open(u64),
    /// There is nothing that says how sure either side is.
    NoInterval,
}

/// How two sides differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shift {
    /// By a difference.
    By(Comparison),
    /// Counts: by a factor, a day against a day.
    Times(RateRatio),
}

/// Two sides, and how the later differs from the earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct SidePair {
    /// Which days they are of.
    pub spans: (DaySpan, DaySpan),
    /// Their readings, where anything was counted.
    pub sides: (Option<Gated>, Option<Gated>),
    /// How they differ.
    pub shift: Result<Shift, Unsaid>,
}

/// Did the same days a year before go the same way?
#[derive(Clone, Debug, PartialEq)]
pub enum Season {
    /// Nothing was counted then, or not all the time: it is not ruled out.
    NoYearBefore,
    /// Each side holds every season.
    Whole,
    /// This is how they went.
    YearBefore(Box<SidePair>),
}

/// A value before something was shipped and since, and what makes that honest.
#[derive(Clone, Debug, PartialEq)]
pub struct BeforeAfter {
    /// What is compared.
    pub windows: ShipWindows,
    /// Before and since.
    pub change: SidePair,
    /// The two halves of before: was it moving already? `None` where it is too short to be parted.
    pub placebo: Option<SidePair>,
    /// The two halves of since: does it last?
    pub fading: Option<SidePair>,
    /// The same a year before.
    pub season: Season,
    /// The first day that was counted, where that lies well within before.
    pub counted_from: Option<Date>,
    /// The latest period that lies within since and is over, with its reading.
    pub latest: Option<(Period, Gated)>,
}

impl DaySpan {
    /// How many days there are.
    #[must_use]
    pub fn n_days(self) -> u64 {
        let n = self.first.duration_until(self.last).as_hours().div_euclid(24).saturating_add(1);
        u64::try_from(n).unwrap_or(0)
    }

    /// Is the day one of them?
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    /// The same days of the year before.
    fn year_before(self) -> Self {
        Self { first: self.first.saturating_sub(1.year()), last: self.last.saturating_sub(1.year()) }
    }
}

impl ShipWindows {
    /// What is compared where something was shipped on a day.
    ///
    /// * Input: how finely dates are known, the day, and the last day that is over and counted.
    /// * Output: since is from the day to the end; before is as many days just before it. Where dates are no finer than
    ///   weeks, months, quarters or years, both are whole periods, and the one it was shipped in is of neither side
    ///   unless it began on that day.
    /// * Formula: n = end - day + 1 days, or so many whole periods.
    /// * Undefined without dates, or where nothing is over since: a reason.
    /// * Source: interrupted time series with equal windows; our definition.
    ///
    /// # Errors
    ///
    /// Without dates, or where nothing is over since.
    pub fn of(finest: Grain, shipped: Date, end: Date) -> Result<Self, Unsaid> {
        let eve = shipped.yesterday().map_err(|_| Unsaid::TooEarly)?;
        match finest {
            Grain::All => Err(Unsaid::Undated),
            Grain::Day if end < shipped => Err(Unsaid::TooEarly),
            Grain::Day => {
                let after = DaySpan { first: shipped, last: end };
                let n = after.n_days();
                let before = DaySpan { first: back(shipped, finest, n), last: eve };
                Ok(Self { before, after, grain: finest, n, astride: None })
            }
            grain => {
                let own = Period::of(shipped, grain);
                let is_whole = own.start == shipped;
                let first = if is_whole { own } else { own.next().ok_or(Unsaid::TooEarly)? };
                let last = Period::of(end, grain);
                let last = if last.end() <= end { last } else { Period::of(back(last.start, grain, 1), grain) };
                if last < first {
                    return Err(Unsaid::TooEarly);
                }
                let n = first.distance(&last) + 1;
                let until = own.start.yesterday().map_err(|_| Unsaid::TooEarly)?;
                let before = DaySpan { first: back(own.start, grain, n), last: until };
                let after = DaySpan { first: first.start, last: last.end() };
                Ok(Self { before, after, grain, n, astride: (!is_whole).then_some(own) })
            }
        }
    }

    /// The two halves of a side; `None` where it is one day or period.
    ///
    /// Of an odd number the later half is the longer.
    #[must_use]
    pub fn halves(&self, side: DaySpan) -> Option<(DaySpan, DaySpan)> {
        let half = self.n / 2;
        let mut middle = side.first;
        if half == 0 {
            return None;
        }
        for _ in 0..half {
            middle = Period::of(middle, self.grain).next()?.start;
        }
        let earlier = DaySpan { first: side.first, last: middle.yesterday().ok()? };
        Some((earlier, DaySpan { first: middle, last: side.last }))
    }

    /// The same windows a year before; `None` where a side holds every season, or periods are years.
    #[must_use]
    pub fn year_before(&self) -> Option<(DaySpan, DaySpan)> {
        if self.after.n_days() >= YEAR {
            return None;
        }
        if self.grain == Grain::Week {
            // Weeks do not begin on the same days.
            let back_a_year = |of: DaySpan| DaySpan {
                first: of.first.saturating_sub(52.weeks()),
                last: of.last.saturating_sub(52.weeks()),
            };
            return Some((back_a_year(self.before), back_a_year(self.after)));
        }
        let whole = |of: DaySpan| DaySpan { last: Period::of(of.last, self.grain).end(), ..of };
        Some((whole(self.before.year_before()), whole(self.after.year_before())))
    }
}

/// The first day so many days or periods before one.
fn back(first: Date, grain: Grain, n: u64) -> Date {
    let n = i32::try_from(n).unwrap_or(i32::MAX);
    match grain {
        Grain::All => first,
        Grain::Year => first.saturating_sub(n.min(9_999).years()),
        Grain::Quarter => first.saturating_sub(n.min(39_999).saturating_mul(3).months()),
        Grain::Month => first.saturating_sub(n.min(119_999).months()),
        Grain::Week => first.saturating_sub(n.min(500_000).weeks()),
        Grain::Day => first.saturating_sub(n.min(3_000_000).days()),
    }
}

impl Shift {
    /// What can be said of it.
    #[must_use]
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::By(own) => own.verdict,
            Self::Times(own) => own.verdict,
        }
    }

    /// Its p value.
    #[must_use]
    pub const fn p(&self) -> f64 {
        match self {
            Self::By(own) => own.p,
            Self::Times(own) => own.p,
        }
    }

    /// What could be said if nothing else were looked at.
    #[must_use]
    pub fn alone(&self) -> Verdict {
        match self {
            Self::By(own) => own.alone(),
            Self::Times(own) if own.interval.contains(1.0) => Verdict::CannotTell,
            Self::Times(own) if own.ratio > 1.0 => Verdict::Rose,
            Self::Times(_) => Verdict::Fell,
        }
    }

    /// Is it good news? `None` where it did not move for sure.
    #[must_use]
    pub fn is_good(&self, direction: Direction) -> Option<bool> {
        self.verdict().is_good(direction)
    }

    /// The same, steady where a difference is too small to matter.
    #[must_use]
    pub fn within(self, margin: Option<Margin>) -> Self {
        match self {
            Self::By(own) => Self::By(own.within(margin)),
            Self::Times(_) => self,
        }
    }

    /// Takes back the verdicts that many comparisons at once would bring about by chance.
    ///
    /// * Input: all the changes that are looked at together.
    pub fn discover(all: &mut [&mut Self]) {
        let ps: Vec<f64> = all.iter().map(|own| own.p()).collect();
        for (own, standing) in all.iter_mut().zip(family::adjusted(&ps)) {
            let verdict = match own {
                Self::By(own) => {
                    own.standing = standing;
                    &mut own.verdict
                }
                Self::Times(own) => {
                    own.standing = standing;
                    &mut own.verdict
                }
            };
            if standing.p_adjusted > FALSE_DISCOVERIES {
                *verdict = Verdict::CannotTell;
            }
        }
    }
}

impl SidePair {
    /// The reading of the earlier side, where it is told.
    #[must_use]
    pub fn earlier(&self) -> Option<&Disclosed> {
        self.sides.0.as_ref()?.disclosed()
    }

    /// The reading of the later side, where it is told.
    #[must_use]
    pub fn later(&self) -> Option<&Disclosed> {
        self.sides.1.as_ref()?.disclosed()
    }

    /// By which part of the earlier value the later differs, in percent.
    ///
    /// * Input: how answers become a reading.
    /// * Output: percent of the earlier value; -25 where 37.5 became 28.125.
    /// * Formula: 100 (later - earlier) / earlier; of counts by their rates.
    /// * Undefined where a side is not told, where the earlier value is not above 0, and of scores whose scale does not begin
    ///   at 0: `None`.
    /// * Source: a definition.
    #[must_use]
    pub fn relative(&self, measure: &Measure) -> Option<f64> {
        if let Ok(Shift::Times(own)) = &self.shift {
            return Some(100.0 * (own.ratio - 1.0));
        }
        let (low, _) = measure.bounds();
        let (earlier, later) = (self.earlier()?.value(), self.later()?.value());
        let has_zero = low == 0.0 || low.is_infinite();
        (has_zero && earlier > 0.0 && measure.kind.is_estimate()).then(|| 100.0 * (later - earlier) / earlier)
    }
}

impl Unsaid {
    /// Why, in words.
    #[must_use]
    pub fn words(self, few: u64) -> String {
        match self {
            Self::Undated => "answers have no dates".to_owned(),
            Self::TooEarly => "nothing is over since".to_owned(),
            Self::NothingBefore => "nothing was counted before".to_owned(),
            Self::NothingSince => "nothing was counted since".to_owned(),
            Self::Few(n) => format!("n {n}, fewer than {few}"),
            Self::Hidden => "hidden: too few of this group".to_owned(),
            Self::Weights => "one side is weighted and the other is not".to_owned(),
            Self::Open(1) => "1 case is still open: it may still change".to_owned(),
            Self::Open(n) => format!("{n} cases are still open: they may still change"),
            Self::NoInterval => "count, not compared".to_owned(),
        }
    }
}

/// How often a side had the time to be counted, in days.
pub(super) fn exposure(span: DaySpan, counted_from: Option<Date>) -> f64 {
    let first = counted_from.map_or(span.first, |day| day.max(span.first));
    real(DaySpan { first, ..span }.n_days())
}

#[cfg(test)]
mod tests;
