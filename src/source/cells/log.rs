//! Events of cases, kept until the file is read: which cases came to a place, and which went on from there.
//! Invariant: the outcome depends on the events alone, not on their order or on who read them.
//!
//! A case is known by 128 bits of its text's hash: among two million cases, two that are taken for one are less
//! likely than 1 to 10^25. Of events at the same second nobody knows which came first: one here and one at another
//! activity are taken for here first, so that a log of days without times shows who went on.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hasher};

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::crowds::Crowds;
use super::passage::{Moved, Passages, Route};
use crate::metric::{Grain, Measure, Series};
use crate::source::dates::Moment;

/// The most events that are kept: 48 MB.
pub(in crate::source) const MOST_EVENTS: usize = 2_000_000;

/// The number of activities that no way asks for.
pub(in crate::source) const ELSEWHERE: u16 = 0;

/// The most activities that can be told apart.
pub(in crate::source) const MOST_ACTIVITIES: u16 = 1 << ACTIVITY_BITS;

/// The first day that an event can be of.
const FIRST_DAY: Date = date(1899, 1, 1);
const SECONDS_A_DAY: i64 = 86_400;

const ACTIVITY_BITS: u32 = 14;
const CROWD_BITS: u32 = 14;
/// From one day before to two days after the day it is in Greenwich.
const DAY_BITS: u32 = 2;

/// What is told of the cases that came to a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Told {
    /// That they came.
    Arrival,
    /// Whether they went on.
    GoneOn,
    /// Whether they did not.
    Stayed,
    /// How long it took those that went on, in units of so many seconds.
    Taken(u32),
    /// Whether they got from the touchpoint of that number to the next step of the funnel, or whether they did not.
    Passed { touchpoint: usize, counts_others: bool },
}

/// From a place to others.
#[derive(Clone, Debug)]
pub(in crate::source) struct Way {
    /// Its place in the table.
    pub(in crate::source) place: usize,
    /// By activity: does it mean the place?
    pub(in crate::source) here: Vec<bool>,
    /// By activity: does it mean that a case has gone on?
    pub(in crate::source) there: Vec<bool>,
    /// What is told.
    pub(in crate::source) told: Told,
}

/// What a row says.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Happening<'a> {
    /// The case it happened to.
    pub(in crate::source) case: &'a [u8],
    /// The number of what happened.
    pub(in crate::source) activity: u16,
    /// When.
    pub(in crate::source) moment: Moment,
}

/// An event in 24 bytes. In order: by case, then by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    case: [u64; 2],
    /// Seconds, day, activity and crowd.
    rest: u64,
}

impl Event {
    /// `None` where the moment is off the calendar, or there are too many activities or crowds.
    fn new(Happening { case, activity, moment }: Happening<'_>, crowd: u32) -> Option<Self> {
        let seconds = moment.seconds.checked_sub(seconds_of(FIRST_DAY)?)?;
        let shift = days_of(moment.date)? - seconds.div_euclid(SECONDS_A_DAY) + 1;
        let parts = [
            (u64::try_from(shift).ok()?, DAY_BITS),
            (u64::from(activity), ACTIVITY_BITS),
            (u64::from(crowd), CROWD_BITS),
        ];
        let mut rest = u64::try_from(seconds).ok()?;
        for (part, bits) in parts {
            if part >> bits != 0 || rest.leading_zeros() < bits {
                return None;
            }
            rest = rest << bits | part;
        }
        let hash = |salt: u8| {
            let mut hasher = DefaultHasher::new();
            hasher.write_u8(salt);
            hasher.write(case);
            hasher.finish()
        };
        Some(Self { case: [hash(0), hash(1)], rest })
    }

    fn seconds(self) -> i64 {
        (self.rest >> (DAY_BITS + ACTIVITY_BITS + CROWD_BITS)).cast_signed()
    }

    fn activity(self) -> usize {
        let activity = self.rest >> CROWD_BITS & ((1 << ACTIVITY_BITS) - 1);
        usize::try_from(activity).unwrap_or_default()
    }

    fn crowd(self) -> u32 {
        u32::try_from(self.rest & ((1 << CROWD_BITS) - 1)).unwrap_or_default()
    }

    fn date(self) -> Date {
        let shift = self.rest >> (ACTIVITY_BITS + CROWD_BITS) & ((1 << DAY_BITS) - 1);
        let days = self.seconds().div_euclid(SECONDS_A_DAY) + shift.cast_signed() - 1;
        FIRST_DAY.checked_add(days.days()).unwrap_or(FIRST_DAY)
    }
}

/// Days since [`FIRST_DAY`].
fn days_of(date: Date) -> Option<i64> {
    Some(i64::from(FIRST_DAY.until(date).ok()?.get_days()))
}

/// Seconds since 1970 of its midnight in Greenwich.
fn seconds_of(day: Date) -> Option<i64> {
    Some((days_of(day)? - days_of(date(1970, 1, 1))?) * SECONDS_A_DAY)
}

/// The events so far.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Log {
    events: Vec<Event>,
    crowds: Crowds,
    /// How many there were, kept or not.
    n_events: usize,
    /// Could one of them not be kept?
    has_lost: bool,
    /// When the last event was that no way asks for, in the seconds of an event.
    latest_elsewhere: i64,
}

impl Log {
    /// Keeps an event.
    pub(in crate::source) fn take(&mut self, happening: Happening<'_>, cohorts: &[usize]) {
        self.n_events = self.n_events.saturating_add(1);
        if self.is_full() {
            self.events = Vec::new();
            return;
        }
        let crowd = self.crowds.number(cohorts);
        match Event::new(happening, crowd) {
            Some(event) => self.events.push(event),
            None => self.has_lost = true,
        }
    }

    /// Notes that something happened that no way asks for: the log reaches at least to then.
    pub(in crate::source) fn witness(&mut self, moment: Moment) {
        let seconds = seconds_of(FIRST_DAY).and_then(|first| moment.seconds.checked_sub(first));
        self.latest_elsewhere = self.latest_elsewhere.max(seconds.unwrap_or(0));
    }

    /// Takes in what somebody else read of the file.
    pub(in crate::source) fn absorb(&mut self, other: Self) {
        self.n_events = self.n_events.saturating_add(other.n_events);
        self.latest_elsewhere = self.latest_elsewhere.max(other.latest_elsewhere);
        self.has_lost |= other.has_lost;
        if self.is_full() {
            self.events = Vec::new();
            return;
        }
        let numbers = self.crowds.absorb(&other.crowds);
        for event in other.events {
            let crowd = usize::try_from(event.crowd()).ok().and_then(|crowd| numbers.get(crowd)).copied();
            let mask = (1 << CROWD_BITS) - 1;
            match crowd.map(u64::from).filter(|crowd| *crowd <= mask) {
                Some(crowd) => self.events.push(Event { rest: event.rest & !mask | crowd, ..event }),
                None => self.has_lost = true,
            }
        }
    }

    /// Are there more events than are kept? Then nothing can be said of the cases.
    pub(in crate::source) fn is_full(&self) -> bool {
        self.n_events > MOST_EVENTS || self.has_lost
    }

    /// The series of each way by cohort, now that everything is read; `None` where [`Log::is_full`].
    ///
    /// A case is dated by its first event here and belongs to the cohorts of that event; at the same second, of all
    /// of them. It has gone on when a later event is there, or one of the same second that is not also here.
    pub(in crate::source) fn finish(
        mut self,
        ways: &[(&Way, Measure)],
        passages: Option<&Passages>,
        (n_cohorts, finest): (usize, Grain),
    ) -> Option<Vec<Vec<Series>>> {
        if self.is_full() {
            return None;
        }
        self.events.sort_unstable();
        let latest = self.events.iter().map(|event| event.seconds()).max().unwrap_or(0);
        let passed = passages.map(|passages| self.passed(passages, latest.max(self.latest_elsewhere)));
        let told = ways.iter().map(|(way, measure)| {
            if let Told::Passed { touchpoint, counts_others } = way.told {
                let mut all = vec![Series::new(finest); n_cohorts];
                if let Some(passed) = &passed {
                    passed.count((touchpoint, counts_others), measure, &mut all);
                }
                return all;
            }
            let cases = self.events.chunk_by(|one, other| one.case == other.case);
            let arrivals: Vec<Arrival> = cases.filter_map(|case| Arrival::of(case, way)).collect();
            let usual = usual_time(&arrivals);
            let mut all = vec![Series::new(finest); n_cohorts];
            for arrival in arrivals {
                let crowds = arrival.crowds.iter().flat_map(|crowd| self.crowds.cohorts(*crowd));
                let is_pending = arrival.taken.is_none() && latest - arrival.seconds < i64::from(usual);
                for cohort in crowds.collect::<BTreeSet<_>>() {
                    let Some(series) = all.get_mut(*cohort) else { continue };
                    arrival.count(way.told, series, measure);
                    if is_pending && way.told != Told::Arrival {
                        series.await_more(arrival.date, 1);
                    }
                }
            }
            all
        });
        Some(told.collect())
    }

    /// How far each case got; `latest` is when the last event of all was.
    fn passed<'p>(&self, passages: &'p Passages, latest: i64) -> Passed<'p> {
        let mut occurs = vec![false; usize::from(MOST_ACTIVITIES)];
        for event in &self.events {
            if let Some(occurs) = occurs.get_mut(event.activity()) {
                *occurs = true;
            }
        }
        let route = passages.route(&occurs);
        let of = |case: &[Event]| {
            let moved: Vec<Moved> = case.iter().map(|event| (event.seconds(), event.activity())).collect();
            let passage = route.passage(&moved)?;
            let first = case.get(passage.first)?;
            let with_first =
                case.iter().filter(|event| event.seconds() == first.seconds() && route.is_at(0, event.activity()));
            let cohorts = with_first.flat_map(|event| self.crowds.cohorts(event.crowd())).copied();
            Some(PassedCase {
                date: first.date(),
                cohorts: cohorts.collect(),
                n_reached: passage.n_reached,
                is_over: route.is_over(first.seconds(), latest),
            })
        };
        let cases = self.events.chunk_by(|one, other| one.case == other.case).filter_map(of).collect();
        Passed { route, cases }
    }
}

/// A case in a funnel.
struct PassedCase {
    date: Date,
    cohorts: BTreeSet<usize>,
    /// At how many steps it was.
    n_reached: usize,
    /// Had it its whole window?
    is_over: bool,
}

/// All cases in a funnel.
struct Passed<'p> {
    route: Route<'p>,
    cases: Vec<PassedCase>,
}

impl Passed<'_> {
    /// Counts at a touchpoint, by cohort, which of those that came to it came to the next step; at the last all of them.
    /// Those whose window is not over wait.
    fn count(&self, (touchpoint, counts_others): (usize, bool), measure: &Measure, all: &mut [Series]) {
        let Some(position) = self.route.position(touchpoint) else { return };
        // A step is one though nobody comes to it in order.
        if let Some(case) = self.cases.first() {
            for series in all.iter_mut() {
                series.await_more(case.date, 0);
            }
        }
        for case in self.cases.iter().filter(|case| case.n_reached > position) {
            let has_gone_on = case.n_reached > position + 1 || self.route.is_last(position);
            for cohort in &case.cohorts {
                let Some(series) = all.get_mut(*cohort) else { continue };
                if case.is_over {
                    let is_counted = series.add_hits(case.date, measure, u64::from(has_gone_on != counts_others), 1);
                    debug_assert!(is_counted, "a case is one among one");
                } else {
                    series.await_more(case.date, 1);
                }
            }
        }
    }
}

/// The time within which nine of ten went on that did: who arrived later than that before the end may still go on.
fn usual_time(arrivals: &[Arrival]) -> u32 {
    let mut times: Vec<u32> = arrivals.iter().filter_map(|arrival| arrival.taken).collect();
    times.sort_unstable();
    times.get(times.len() * 9 / 10).copied().unwrap_or(0)
}

/// The first time that a case is at a place.
struct Arrival {
    date: Date,
    seconds: i64,
    crowds: Vec<u32>,
    /// How many seconds later it was there; `None` where it never was.
    taken: Option<u32>,
}

impl Arrival {
    fn of(case: &[Event], way: &Way) -> Option<Self> {
        let is = |activities: &[bool], event: &Event| activities.get(event.activity()).copied().unwrap_or(false);
        let first = *case.iter().find(|event| is(&way.here, event))?;
        let with_first = case.iter().filter(|event| event.seconds() == first.seconds() && is(&way.here, event));
        let is_later = |event: &&Event| {
            event.seconds() > first.seconds() || event.seconds() == first.seconds() && !is(&way.here, event)
        };
        let next = case.iter().filter(|event| is(&way.there, event)).find(is_later);
        Some(Self {
            date: first.date(),
            seconds: first.seconds(),
            crowds: with_first.map(|event| event.crowd()).collect(),
            taken: next.map(|next| u32::try_from(next.seconds() - first.seconds()).unwrap_or(u32::MAX)),
        })
    }

    fn count(&self, told: Told, series: &mut Series, measure: &Measure) {
        let is_counted = match (told, self.taken) {
            (Told::Arrival, _) => series.add(self.date, measure, 1.0),
            (Told::GoneOn, taken) => series.add_hits(self.date, measure, u64::from(taken.is_some()), 1),
            (Told::Stayed, taken) => series.add_hits(self.date, measure, u64::from(taken.is_none()), 1),
            (Told::Taken(unit), Some(taken)) => series.add(self.date, measure, f64::from(taken) / f64::from(unit)),
            (Told::Taken(_), None) | (Told::Passed { .. }, _) => true,
        };
        debug_assert!(is_counted, "the kind of a metric and what is told of a case belong together: {told:?}");
    }
}
