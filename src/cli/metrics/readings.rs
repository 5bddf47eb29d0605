//! The readings of a map as rows of a table.
//! Invariant: a reading that is withheld has its n and a reason, and no other number.

use std::rc::Rc;

use crate::cli::table::{Audience, TableCell, TableColumn, column, numbers, words};
use crate::journey::Toll;
use crate::metric::{Disclosed, Gated, Interval, Period, Weighing};

/// What is measured where.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredPlace {
    pub(super) stage: Option<String>,
    pub(super) touchpoint: Option<String>,
    pub(super) metric: String,
    pub(super) unit: String,
    /// What its file lost of it, whatever the period and whoever is asked about.
    pub(super) toll: Toll,
}

/// One reading and where it belongs. There may be many of a place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MeasuredRow {
    pub(super) place: Rc<MeasuredPlace>,
    pub(super) period: Period,
    pub(super) gated: Gated,
}

pub(super) const COLUMNS: [TableColumn<MeasuredRow>; 19] = [
    column(words("stage"), |row| TableCell::words(row.place.stage.as_deref())),
    column(words("touchpoint"), |row| TableCell::words(row.place.touchpoint.as_deref())),
    column(words("metric"), |row| (&row.place.metric).into()),
    column(words("period"), |row| row.period.label().into()),
    column(numbers("n").only(Audience::Programs), |row| TableCell::Count(row.gated.n())),
    column(numbers("value"), |row| row.figure(|reading| Some(reading.value()))),
    column(numbers("±").only(Audience::People), |row| row.figure(Disclosed::margin)),
    column(numbers("low"), |row| row.end(|interval| interval.low)),
    column(numbers("high"), |row| row.end(|interval| interval.high)),
    column(numbers("n").only(Audience::People), |row| TableCell::Count(row.gated.n())),
    column(numbers("mean"), |row| TableCell::number(row.gated.disclosed().and_then(Disclosed::mean), 2)),
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
    column(words("hidden").only(Audience::Programs), |row| TableCell::Truth(row.gated.withheld().is_some())),
    column(words("note").only(Audience::People).optional(), |row| row.note().map_or(TableCell::Missing, Into::into)),
];

impl MeasuredRow {
    /// One decimal for percent and points, two for smaller scales, none for a plain sum.
    fn figure(&self, part: impl Fn(&Disclosed) -> Option<f64>) -> TableCell<'_> {
        let Some((reading, number)) = self.gated.disclosed().and_then(|reading| Some((reading, part(reading)?))) else {
            return TableCell::Missing;
        };
        let n_decimals = match self.place.unit.as_str() {
            "%" | "points" => 1,
            _ if reading.interval().is_none() && number.fract() == 0.0 => 0,
            _ => 2,
        };
        TableCell::Number(number, n_decimals)
    }

    fn end(&self, end: impl Fn(Interval) -> f64) -> TableCell<'_> {
        self.figure(|reading| reading.interval().map(&end))
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
        let all: Vec<String> = why.into_iter().chain(lost).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}
