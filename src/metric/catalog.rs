//! The metrics there are: name, unit, range and direction of each, and how one binding
//! turns counts into a reading. Must not know where the answers come from.
//! Invariant: every row of [`BUILT_IN`] has a distinct id.

use std::cmp::Ordering;

use super::fixed::MOST;

/// How a metric is computed from answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Net Promoter Score from whole answers 0-10.
    Nps,
    /// Customer satisfaction: the share of answers in the top boxes of a scale.
    Csat,
    /// Customer Effort Score: the mean of a scale, high is easy unless said otherwise.
    Ces,
    /// Mean sentiment in -1..=1.
    Sentiment,
    /// A share: a of b.
    Rate,
    /// A mean of numbers (money, items, points).
    Amount,
    /// A sum without an interval.
    Count,
    /// A time, told by its median.
    Duration,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// A higher value is better.
    HigherIsBetter,
    /// A lower value is better.
    LowerIsBetter,
}

/// A named metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// The name used in files: `csat`.
    pub id: String,
    /// The name shown: `CSAT`.
    pub name: String,
    /// How it is computed.
    pub kind: Kind,
    /// `%`, `points`, `min`, ... as shown.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// The fixed scale of strips and charts, in the unit shown; `None` where the data decide.
    pub range: Option<(f64, f64)>,
    /// How far it may change and still be called steady, in its unit; `None` where the map does not say.
    pub steady: Option<f64>,
}

/// How the answers of one binding become a reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// How it is computed.
    pub kind: Kind,
    /// Lowest and highest whole answer of the scale, for `Nps`, `Csat` and `Ces`.
    pub scale: (i32, i32),
    /// The lowest answer that counts as satisfied (CSAT) or easy (CES).
    pub top: i32,
}

/// One row of the built-in catalog.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name used in files.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// How it is computed.
    pub kind: Kind,
    /// Its unit.
    pub unit: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// Its fixed scale.
    pub range: Option<(f64, f64)>,
    /// The scale of its answers unless a binding says otherwise.
    pub scale: (i32, i32),
    /// One sentence for the reference page.
    pub doc: &'static str,
}

use Direction::HigherIsBetter;

/// The metrics that need no definition in a map.
#[rustfmt::skip]
pub const BUILT_IN: &[Entry] = &[
    Entry { id: "nps", name: "NPS", kind: Kind::Nps, unit: "points", direction: HigherIsBetter, range: Some((-100.0, 100.0)), scale: (0, 10),
        doc: "Net Promoter Score: percent of 9-10 less percent of 0-6; adjusted Wald interval." },
    Entry { id: "csat", name: "CSAT", kind: Kind::Csat, unit: "%", direction: HigherIsBetter, range: Some((0.0, 100.0)), scale: (1, 5),
        doc: "Customer satisfaction: percent of answers in the top two boxes of the scale; Wilson interval; the mean beside it." },
    Entry { id: "ces", name: "CES", kind: Kind::Ces, unit: "of 7", direction: HigherIsBetter, range: Some((1.0, 7.0)), scale: (1, 7),
        doc: "Customer Effort Score 2.0: mean of 1-7, high is easy; t interval." },
    Entry { id: "sentiment", name: "Sentiment", kind: Kind::Sentiment, unit: "", direction: HigherIsBetter, range: Some((-1.0, 1.0)), scale: (-1, 1),
        doc: "Mean of scores from -1 to 1, supplied or scored from comments (VADER); t interval." },
    Entry { id: "conversion", name: "Conversion", kind: Kind::Rate, unit: "%", direction: HigherIsBetter, range: Some((0.0, 100.0)), scale: (0, 1),
        doc: "Percent of those who entered a step that completed it; Wilson interval." },
    Entry { id: "comments", name: "Comments", kind: Kind::Count, unit: "", direction: HigherIsBetter, range: None, scale: (0, 1),
        doc: "How many answers came with a comment; a plain count." },
];

/// The built-in metric of that id.
#[must_use]
pub fn built_in(id: &str) -> Option<Metric> {
    BUILT_IN.iter().find(|entry| entry.id == id).map(|entry| Metric {
        id: entry.id.to_owned(),
        name: entry.name.to_owned(),
        kind: entry.kind,
        unit: entry.unit.to_owned(),
        direction: entry.direction,
        range: entry.range,
        steady: None,
    })
}

impl Metric {
    /// How far a reading may change and still be called steady: what the map says, or else 2 points of an NPS or a share
    /// and a fiftieth of a scale; `None` where nothing suggests it.
    #[must_use]
    pub fn margin(&self, measure: &Measure) -> Option<f64> {
        let (low, high) = measure.bounds();
        self.steady.or(match self.kind {
            Kind::Nps | Kind::Csat | Kind::Rate => Some(2.0),
            Kind::Ces | Kind::Sentiment => Some((high - low) / 50.0),
            Kind::Amount | Kind::Duration | Kind::Count => None,
        })
    }
}

impl Kind {
    /// The scale of the answers unless a binding says otherwise.
    #[must_use]
    pub fn default_scale(self) -> (i32, i32) {
        match self {
            Self::Nps => (0, 10),
            Self::Csat => (1, 5),
            Self::Ces => (1, 7),
            Self::Sentiment => (-1, 1),
            Self::Rate | Self::Amount | Self::Count | Self::Duration => (0, 1),
        }
    }
}

impl Measure {
    /// Can this be one answer? Whole and on the scale (NPS, CSAT, CES), on the scale (sentiment),
    /// 0 or 1 (rates), not negative (durations), and no larger than a tally holds (10^12).
    #[must_use]
    pub fn accepts(&self, value: f64) -> bool {
        match self.kind {
            Kind::Nps | Kind::Csat | Kind::Ces => value.fract() == 0.0 && self.is_on_scale(value),
            Kind::Rate => value.fract() == 0.0 && (0.0..=1.0).contains(&value),
            Kind::Sentiment | Kind::Amount | Kind::Count | Kind::Duration => self.accepts_mean(value),
        }
    }

    /// The least and the greatest value that a reading can have, in the unit shown. An interval may reach beyond.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let (low, high) = self.scale;
        match self.kind {
            Kind::Nps => (-100.0, 100.0),
            Kind::Csat | Kind::Rate => (0.0, 100.0),
            Kind::Ces | Kind::Sentiment => (f64::from(low), f64::from(high)),
            Kind::Duration => (0.0, f64::INFINITY),
            Kind::Amount | Kind::Count => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// Can this be the mean of answers?
    pub(super) fn accepts_mean(&self, value: f64) -> bool {
        match self.kind {
            Kind::Nps | Kind::Csat | Kind::Ces | Kind::Sentiment => self.is_on_scale(value),
            Kind::Rate => (0.0..=1.0).contains(&value),
            Kind::Amount | Kind::Count => value.abs() <= MOST,
            Kind::Duration => (0.0..=MOST).contains(&value),
        }
    }

    fn is_on_scale(&self, value: f64) -> bool {
        let (low, high) = self.scale;
        (f64::from(low)..=f64::from(high)).contains(&value)
    }
}

impl Direction {
    /// The order from worst to best.
    #[must_use]
    pub fn order(self, left: f64, right: f64) -> Ordering {
        match self {
            Self::HigherIsBetter => left.total_cmp(&right),
            Self::LowerIsBetter => right.total_cmp(&left),
        }
    }
}
