//! The readings of a map as rows of a table.
//! Invariant: a reading that is withheld has its n and a reason, and no other number.
//!
//! Programs get every number as it is. People get the one that stands for the reading, with its own interval.

use std::rc::Rc;

use crate::cli::table::{Audience, TableCell, TableColumn, column, numbers, words};
use crate::journey::Toll;
use crate::metric::{Digits, Disclosed, Estimate, Gated, Headline, Interval, Kind, Period, Weighing};

/// What is measured where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredPlace {
    pub(super) stage: Option<String>,
    pub(super) touchpoint: Option<String>,
    /// The place that customers consult, if it is of one.
    pub(super) consult: Option<String>,
    pub(super) metric: String,
    pub(super) kind: Kind,
    pub(super) unit: String,
    /// What its file lost of it, whatever the period and whoever is asked about.
    pub(super) toll: Toll,
    /// Is it put together from readings of others?
    pub(super) is_composed: bool,
    /// Touchpoints that a composed change is not told by: the last period has them, and the one before has not.
    pub(super) joined: Vec<String>,
    /// Those that the one before has, and the last period has not.
    pub(super) left: Vec<String>,
    /// Those that have too few answers to be in it.
    pub(super) few: Vec<String>,
}

/// One reading and where it belongs. There may be many of a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredRow {
    pub(super) place: Rc<MeasuredPlace>,
    pub(super) period: Period,
    pub(super) gated: Gated,
    /// How many cases of it have no outcome yet.
    pub(super) n_open: u64,
}

pub(super) const COLUMNS: [TableColumn<MeasuredRow>; 34] = [
    column(words("stage"), |row| TableCell::words(row.place.stage.as_deref())),
    column(words("touchpoint"), |row| TableCell::words(row.place.touchpoint.as_deref())),
    column(words("consult").only(Audience::People).optional(), |row| TableCell::words(row.place.consult.as_deref())),
    column(words("metric"), |row| (&row.place.metric).into()),
    column(words("period"), |row| row.period.label().into()),
    column(numbers("n").only(Audience::Programs), |row| TableCell::Count(row.gated.n())),
    column(numbers("value").only(Audience::Programs), |row| row.exact(Headline::Value, |own| Some(own.value))),
    column(numbers("low").only(Audience::Programs), |row| row.exact(Headline::Value, |own| Some(own.interval?.low))),
    column(numbers("high").only(Audience::Programs), |row| row.exact(Headline::Value, |own| Some(own.interval?.high))),
    column(numbers("value").only(Audience::People), |row| row.read(|own| Some(own.value))),
    column(numbers("±").only(Audience::People), MeasuredRow::margin),
    column(numbers("low").only(Audience::People), |row| row.end(|interval| interval.low)),
    column(numbers("high").only(Audience::People), |row| row.end(|interval| interval.high)),
    column(words("shown").only(Audience::People).optional(), |row| match row.shown() {
        Some(Headline::Median) => words_of(Headline::Median).to_owned().into(),
        _ => TableCell::Missing,
    }),
    column(numbers("n").only(Audience::People), |row| TableCell::Count(row.gated.n())),
    column(numbers("mean"), MeasuredRow::mean),
    column(numbers("median").only(Audience::Programs), |row| row.exact(Headline::Median, |own| Some(own.value))),
    column(numbers("median_low").only(Audience::Programs), |row| {
        row.exact(Headline::Median, |own| Some(own.interval?.low))
    }),
    column(numbers("median_high").only(Audience::Programs), |row| {
        row.exact(Headline::Median, |own| Some(own.interval?.high))
    }),
    column(numbers("median").only(Audience::People).optional(), MeasuredRow::median),
    column(numbers("p90").only(Audience::Programs), MeasuredRow::p90),
    column(numbers("p90").only(Audience::People).optional(), MeasuredRow::p90),
    column(words("shown").only(Audience::Programs), |row| {
        row.shown().map_or(TableCell::Missing, |shown| words_of(shown).to_owned().into())
    }),
    column(words("unit"), |row| (&row.place.unit).into()),
    column(numbers("n_eff").only(Audience::Programs), |row| {
        TableCell::number(row.gated.disclosed().map(Disclosed::n_eff), 1)
    }),
    column(words("weighted").only(Audience::Programs), |row| {
        let weighing = row.gated.disclosed().map(Disclosed::weighing);
        weighing.map_or(TableCell::Missing, |weighing| TableCell::Truth(weighing == Weighing::Weighed))
    }),
    column(numbers("without_weight").only(Audience::Programs), |row| {
        row.gated.disclosed().map_or(TableCell::Missing, |own| TableCell::Count(own.n_without_weight()))
    }),
    column(numbers("left_out").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().0)),
    column(numbers("of").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().1)),
    column(numbers("open").only(Audience::Programs), |row| TableCell::Count(row.n_open)),
    column(words("hidden").only(Audience::Programs), |row| TableCell::Truth(row.gated.withheld().is_some())),
    column(words("composed").only(Audience::Programs), |row| TableCell::Truth(row.place.is_composed)),
    column(words("consult").only(Audience::Programs).optional(), |row| TableCell::words(row.place.consult.as_deref())),
    column(words("note").only(Audience::People).optional(), |row| row.note().map_or(TableCell::Missing, Into::into)),
];

impl MeasuredRow {
    fn shown(&self) -> Option<Headline> {
        self.gated.disclosed().map(Disclosed::shown)
    }

    /// A part of the value or of the median, for programs: nothing is rounded.
    fn exact(&self, of: Headline, part: impl Fn(Estimate) -> Option<f64>) -> TableCell<'_> {
        TableCell::number(self.gated.disclosed().and_then(|own| own.estimate(of)).and_then(part), 0)
    }

    /// A part of the number that stands for the reading, with the digits that it deserves.
    fn read(&self, part: impl Fn(Estimate) -> Option<f64>) -> TableCell<'_> {
        let own = self.gated.disclosed().map(Disclosed::headline);
        TableCell::number(own.and_then(part), self.digits().decimals())
    }

    fn end(&self, end: impl Fn(Interval) -> f64) -> TableCell<'_> {
        self.read(|own| own.interval.map(&end))
    }

    /// Half the width of an interval that is not lopsided.
    fn margin(&self) -> TableCell<'_> {
        let half = self.gated.disclosed().and_then(|own| own.headline().margin());
        half.map_or(TableCell::Missing, |half| TableCell::Number(half, self.digits().of_half(half)))
    }

    fn mean(&self) -> TableCell<'_> {
        let Some(mean) = self.gated.disclosed().and_then(Disclosed::mean) else { return TableCell::Missing };
        let n_decimals = match self.shown() {
            Some(Headline::Median) => self.digits().decimals(),
            _ => 2,
        };
        TableCell::Number(mean.value, n_decimals)
    }

    /// The median, where it does not stand for the reading.
    fn median(&self) -> TableCell<'_> {
        let own = self.gated.disclosed().filter(|own| own.shown() != Headline::Median);
        let Some(median) = own.and_then(|own| own.estimate(Headline::Median)) else { return TableCell::Missing };
        TableCell::Number(median.value, Digits::of(self.place.kind, &median).decimals())
    }

    fn p90(&self) -> TableCell<'_> {
        TableCell::number(self.gated.disclosed().and_then(Disclosed::p90), self.digits().decimals())
    }

    fn digits(&self) -> Digits {
        let own = self.gated.disclosed().map(Disclosed::headline);
        own.map(|own| Digits::of(self.place.kind, &own)).unwrap_or_default()
    }

    /// What a person should know of the number.
    fn note(&self) -> Option<String> {
        let why = self.gated.withheld().map(|why| why.to_string());
        let of_weights = |own: &Disclosed| match (own.weighing(), own.n_without_weight()) {
            (Weighing::Unweighed, _) => Some("unweighted: no weights in this period".to_owned()),
            (_, 0) => None,
            (_, 1) => Some("1 answer without a weight left out".to_owned()),
            (_, n) => Some(format!("{n} answers without a weight left out")),
        };
        let why = why.or_else(|| self.gated.disclosed().and_then(of_weights));
        // The counts are of the file as a whole, and a row is of a period.
        let lost = self.place.toll.words().into_iter().map(|words| format!("of the file {words}"));
        let open = Some(self.n_open).filter(|n| *n > 0).map(|n| format!("{n} still open"));
        let all: Vec<String> = why.into_iter().chain(open).chain(lost).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

const fn words_of(shown: Headline) -> &'static str {
    match shown {
        Headline::Value => "value",
        Headline::Median => "median",
    }
}
