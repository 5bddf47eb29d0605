//! The metrics there are: name, unit, range and direction of each, and how one binding turns counts into a reading.
//! What goes by the kind alone stands in [`kinds`](super::kinds).
//! Invariant: every row of [`BUILT_IN`] has a distinct id.

use std::cmp::Ordering;

use super::fixed::MOST;
use super::kinds::{AnswerRange, Kind, Steady, Storage};

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
    /// Lowest and highest whole answer of the scale, where answers are on one.
    pub scale: (i32, i32),
    /// The lowest answer that counts as satisfied (CSAT) or easy (CES).
    pub top: i32,
}

/// A metric that needs no definition in a map.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// The name used in files.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// How it is computed, and all that is as usual for that.
    pub kind: Kind,
    /// One sentence for the reference page.
    pub doc: &'static str,
}

/// The metrics that need no definition in a map.
#[rustfmt::skip]
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn::of("NPS", Kind::Nps),
    BuiltIn::of("CSAT", Kind::Csat),
    BuiltIn::of("CES", Kind::Ces),
    BuiltIn::of("Sentiment", Kind::Sentiment),
    BuiltIn { id: "conversion", doc: "Percent of those who entered a step that completed it; Wilson interval.",
        ..BuiltIn::of("Conversion", Kind::Rate) },
    BuiltIn { id: "comments", doc: "How many answers came with a comment; a plain count.",
        ..BuiltIn::of("Comments", Kind::Count) },
];

/// The built-in metric of that id.
#[must_use]
pub fn built_in(id: &str) -> Option<Metric> {
    BUILT_IN
        .iter()
        .find(|own| own.id == id)
        .map(|own| Metric { name: own.name.to_owned(), ..Metric::usual(own.id.to_owned(), own.kind) })
}

impl BuiltIn {
    /// The metric that is called as its kind.
    const fn of(name: &'static str, kind: Kind) -> Self {
        Self { id: kind.row().word, name, kind, doc: kind.row().doc }
    }
}

impl Metric {
    /// A metric of which no more is said than its kind.
    #[must_use]
    pub fn usual(id: String, kind: Kind) -> Self {
        let row = kind.row();
        let (unit, range) = (row.unit.to_owned(), kind.range());
        Self { name: id.clone(), id, kind, unit, direction: row.direction, range, steady: None }
    }

    /// How far a reading may change and still be called steady: what the map says, or else what is usual for its kind, as
    /// 2 points of a share; `None` where nothing suggests it.
    #[must_use]
    pub fn margin(&self, measure: &Measure) -> Option<Margin> {
        let (low, high) = measure.bounds();
        let usual = match self.kind.row().steady {
            Steady::By(margin) => Some(margin),
            Steady::OneIn(parts) => Some((high - low) / parts),
            Steady::Unknown => None,
        };
        let size = self.steady.or(usual)?;
        Some(Margin { size, is_usual: self.steady.is_none() })
    }
}

/// How far a reading may change and still be called steady.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// In the unit of the reading.
    pub size: f64,
    /// Is it what is usual for its kind, and not what the map says?
    pub is_usual: bool,
}

impl Margin {
    /// How far a share may change: the usual margin is no more than a tenth of a rare share. 2 points of 2.3 % are nearly
    /// all of it.
    #[must_use]
    pub fn of_share(self, percent: f64) -> f64 {
        if self.is_usual { self.size.min(percent.abs() / RARE) } else { self.size }
    }
}

/// Which part of a share is no change of it.
const RARE: f64 = 10.0;

impl Measure {
    /// How answers of a kind are taken.
    ///
    /// * `scale`, `n_top`: the ends of their scale, and how many of them are the top ones, where they are not as usual.
    #[must_use]
    pub fn new(kind: Kind, scale: Option<(i32, i32)>, n_top: Option<u8>) -> Self {
        let scale = scale.unwrap_or_else(|| kind.default_scale());
        let lowest_of = |n_top: u8| scale.1.saturating_sub(i32::from(n_top)).saturating_add(1);
        let top = kind.row().n_top.map_or(scale.1, |usual| lowest_of(n_top.unwrap_or(usual)));
        Self { kind, scale, top }
    }

    /// Of what is so or not, each a yes (1) or a no (0).
    #[must_use]
    pub fn yes_no() -> Self {
        Self::new(Kind::Rate, None, None)
    }

    /// Can this be one answer?
    #[must_use]
    pub fn accepts(&self, value: f64) -> bool {
        let is_whole = matches!(self.kind.row().answers, AnswerRange::Whole | AnswerRange::YesNo);
        (!is_whole || value.fract() == 0.0) && self.accepts_mean(value)
    }

    /// The least and the greatest value that a reading can have, in the unit shown. An interval may reach beyond.
    #[must_use]
    pub fn bounds(&self) -> (f64, f64) {
        let row = self.kind.row();
        row.formula.ends().unwrap_or_else(|| row.answers.ends(self.scale))
    }

    /// Does its scale say the least and the greatest value of a reading?
    #[must_use]
    pub fn is_bounded(&self) -> bool {
        let (low, high) = self.bounds();
        low.is_finite() && high.is_finite()
    }

    /// The lowest and the highest of its answers, where there are few: whole ones on the scale, or no (0) and yes (1).
    #[must_use]
    pub const fn few_answers(&self) -> Option<(i32, i32)> {
        match self.kind.row().storage {
            Storage::Answers => Some(self.scale),
            Storage::Share => Some((0, 1)),
            Storage::Polarity | Storage::Values | Storage::Sum => None,
        }
    }

    /// Can this be the mean of answers?
    pub(super) fn accepts_mean(&self, value: f64) -> bool {
        let (low, high) = self.kind.row().answers.ends(self.scale);
        (low.max(-MOST)..=high.min(MOST)).contains(&value)
    }
}

impl AnswerRange {
    /// The least and the greatest answer of a scale.
    #[must_use]
    pub fn ends(self, (low, high): (i32, i32)) -> (f64, f64) {
        match self {
            Self::Whole | Self::OnScale => (f64::from(low), f64::from(high)),
            Self::YesNo => (0.0, 1.0),
            Self::NotNegative => (0.0, f64::INFINITY),
            Self::Any => (f64::NEG_INFINITY, f64::INFINITY),
        }
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
