//! What an analysis found, as named values: JSON, CSV and Markdown are folded from it.
//! Invariant: a number that is not told has a reason in its place.

use crate::metric::{Disclosed, Gated, Withheld};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    /// There is nothing to say.
    Missing,
    Truth(bool),
    Count(u64),
    Number(f64),
    Text(String),
    List(Vec<Datum>),
    Facts(Facts),
}

/// Named values, in the order in which they are printed where that matters.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts(Vec<(&'static str, Datum)>);

/// What an analysis found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct AnalysisData {
    /// The list that is the rows of a table.
    pub(crate) rows: &'static str,
    pub(crate) record: Facts,
}

impl Facts {
    /// The same with one value more.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Datum>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// Its values by name.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static str, &Datum)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// The value of that name.
    #[must_use]
    pub(crate) fn get(&self, name: &str) -> Option<&Datum> {
        self.0.iter().find(|(own, _)| *own == name).map(|(_, value)| value)
    }
}

/// A number with its interval and how many answers it rests on.
///
/// * `unit`: `%`, `points`; blank where there is none.
#[must_use]
pub(crate) fn reading(own: &Disclosed, unit: &str) -> Facts {
    let estimate = own.headline();
    let unit = Some(unit).filter(|unit| !unit.is_empty());
    let record = Facts::default()
        .with("value", estimate.value)
        .with("low", estimate.interval.map(|own| own.low))
        .with("high", estimate.interval.map(|own| own.high))
        .with("n", own.n())
        .with("n_eff", own.n_eff())
        .with("mean", own.mean().map(|own| own.value))
        .with("unit", unit.map(str::to_owned));
    if own.is_few() { record.with("few", true) } else { record }
}

/// A number as far as it may be told.
#[must_use]
pub(crate) fn gated(own: &Gated, unit: &str) -> Facts {
    match (own.disclosed(), own.withheld()) {
        (Some(own), _) => reading(own, unit),
        (None, Some(own)) => withheld(own),
        (None, None) => lacking("not measured"),
    }
}

/// In place of a number that is withheld.
#[must_use]
pub(crate) fn withheld(own: Withheld) -> Facts {
    lacking(&own.to_string())
}

/// In place of a number that there is not.
#[must_use]
pub(crate) fn lacking(reason: &str) -> Facts {
    Facts::default().with("value", Datum::Missing).with("reason", reason)
}

impl From<bool> for Datum {
    fn from(own: bool) -> Self {
        Self::Truth(own)
    }
}

impl From<u64> for Datum {
    fn from(own: u64) -> Self {
        Self::Count(own)
    }
}

impl From<usize> for Datum {
    fn from(own: usize) -> Self {
        Self::Count(own as u64)
    }
}

impl From<f64> for Datum {
    /// What is no number is nothing.
    fn from(own: f64) -> Self {
        if own.is_finite() { Self::Number(own) } else { Self::Missing }
    }
}

impl From<&str> for Datum {
    fn from(own: &str) -> Self {
        Self::Text(own.to_owned())
    }
}

impl From<String> for Datum {
    fn from(own: String) -> Self {
        Self::Text(own)
    }
}

impl From<Facts> for Datum {
    fn from(own: Facts) -> Self {
        Self::Facts(own)
    }
}

impl<T: Into<Self>> From<Option<T>> for Datum {
    fn from(own: Option<T>) -> Self {
        own.map_or(Self::Missing, Into::into)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Datum {
    fn from(own: Vec<T>) -> Self {
        Self::List(own.into_iter().map(Into::into).collect())
    }
}
