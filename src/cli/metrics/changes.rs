//! How readings changed, as rows of a table: what the screen says of each, with what it goes by.
//! Invariant: a change stands with its interval, its unit, its chance and the number of those it was judged among.

use std::rc::Rc;

use serde_json::json;

use super::readings::MeasuredPlace;
use crate::analysis::judged::{Hindrance, PeriodPair};
use crate::cli::table::{Audience, TableCell, TableColumn, column, numbers, words};
use crate::metric::scan::Break;
use crate::metric::unit::of_difference;
use crate::metric::{Comparison, Digits, Disclosed, Verdict};

/// One step and where it belongs.
pub(super) struct ChangeRow {
    pub(super) place: Rc<MeasuredPlace>,
    pub(super) step: PeriodPair,
}

/// One break and where it belongs.
pub(super) struct BreakRow {
    pub(super) place: Rc<MeasuredPlace>,
    pub(super) own: Break<Disclosed>,
}

pub(super) const CHANGES: [TableColumn<ChangeRow>; 33] = [
    column(words("stage"), |row| TableCell::words(row.place.stage.as_deref())),
    column(words("touchpoint"), |row| TableCell::words(row.place.touchpoint.as_deref())),
    column(words("consult").only(Audience::People).optional(), |row| TableCell::words(row.place.consult.as_deref())),
    column(words("metric"), |row| (&row.place.metric).into()),
    column(words("from").only(Audience::Nested), |row| side(&row.step.earlier.0.label(), &row.step.earlier.1)),
    column(words("to").only(Audience::Nested), |row| side(&row.step.later.0.label(), &row.step.later.1)),
    column(words("from").only(Audience::Flat), |row| row.step.earlier.0.label().into()),
    column(numbers("from_value").only(Audience::Flat), |row| row.place.value(&row.step.earlier.1, &row.step.later.1)),
    column(numbers("from_n").only(Audience::Flat), |row| TableCell::Count(row.step.earlier.1.n())),
    column(words("to").only(Audience::Flat), |row| row.step.later.0.label().into()),
    column(numbers("to_value").only(Audience::Flat), |row| row.place.value(&row.step.later.1, &row.step.earlier.1)),
    column(numbers("to_n").only(Audience::Flat), |row| TableCell::Count(row.step.later.1.n())),
    column(numbers("change"), |row| row.change(row.n_decimals(), |change| Some(change.difference))),
    column(numbers("low"), |row| row.change(row.n_decimals(), |change| Some(change.interval.low))),
    column(numbers("high"), |row| row.change(row.n_decimals(), |change| Some(change.interval.high))),
    column(words("unit"), |row| unit(&row.place.unit).into()),
    column(numbers("relative").only(Audience::Programs), |row| {
        let then = row.step.earlier.1.value();
        row.change(3, |change| (then.abs() > 0.0).then(|| change.difference / then.abs()))
    }),
    column(numbers("z").only(Audience::Programs), |row| row.change(4, |change| Some(change.z))),
    column(numbers("p").only(Audience::Programs), |row| row.change(6, |change| Some(change.p))),
    column(numbers("p_adjusted").only(Audience::Programs), |row| row.change(6, |own| Some(own.standing.p_adjusted))),
    column(numbers("family").only(Audience::Programs), |row| {
        row.step.outcome.map_or(TableCell::Missing, |change| TableCell::Count(change.standing.family as u64))
    }),
    column(words("verdict"), |row| row.verdict().word().to_owned().into()),
    column(numbers("steady_within").only(Audience::Programs), |row| row.change(2, |change| change.steady_within)),
    column(numbers("would_show").only(Audience::Programs), |row| row.change(2, |change| Some(change.smallest()))),
    // Of an NPS: z, p and the interval go by the adjusted scores.
    column(numbers("adjusted_change").only(Audience::Programs), |row| row.change(4, |change| change.adjusted)),
    column(words("joined").only(Audience::Programs), |row| row.place.joined.join(" ").into()),
    column(words("left").only(Audience::Programs), |row| row.place.left.join(" ").into()),
    column(words("too_few").only(Audience::Programs), |row| row.place.few.join(" ").into()),
    column(numbers("left_out").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().0)),
    column(numbers("of").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().1)),
    column(words("note").optional(), |row| row.note().map_or(TableCell::Missing, Into::into)),
    column(words("composed").only(Audience::Programs), |row| TableCell::Truth(row.place.is_composed)),
    column(words("consult").only(Audience::Programs).optional(), |row| TableCell::words(row.place.consult.as_deref())),
];

pub(super) const BREAKS: [TableColumn<BreakRow>; 24] = [
    column(words("stage"), |row| TableCell::words(row.place.stage.as_deref())),
    column(words("touchpoint"), |row| TableCell::words(row.place.touchpoint.as_deref())),
    column(words("consult").only(Audience::People).optional(), |row| TableCell::words(row.place.consult.as_deref())),
    column(words("metric"), |row| (&row.place.metric).into()),
    column(words("verdict"), |row| row.own.verdict().word().to_owned().into()),
    column(words("day"), |row| row.own.day.to_string().into()),
    column(words("day_low"), |row| row.own.days.0.to_string().into()),
    column(words("day_high"), |row| row.own.days.1.to_string().into()),
    column(words("from").only(Audience::Nested), |row| side("before", &row.own.sides.0)),
    column(words("to").only(Audience::Nested), |row| side("after", &row.own.sides.1)),
    column(numbers("before").only(Audience::Flat), |row| row.place.value(&row.own.sides.0, &row.own.sides.1)),
    column(numbers("after").only(Audience::Flat), |row| row.place.value(&row.own.sides.1, &row.own.sides.0)),
    column(numbers("change"), |row| row.number(row.own.change.difference)),
    column(numbers("low"), |row| row.number(row.own.change.interval.low)),
    column(numbers("high"), |row| row.number(row.own.change.interval.high)),
    column(words("unit"), |row| unit(&row.place.unit).into()),
    column(numbers("z").only(Audience::Programs), |row| TableCell::Number(row.own.z, 4)),
    column(numbers("p").only(Audience::Programs), |row| TableCell::Number(row.own.p, 6)),
    column(numbers("p_adjusted").only(Audience::Programs), |row| TableCell::Number(row.own.standing.p_adjusted, 6)),
    column(numbers("family").only(Audience::Programs), |row| TableCell::Count(row.own.standing.family as u64)),
    column(numbers("left_out").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().0)),
    column(numbers("of").only(Audience::Programs), |row| TableCell::Count(row.place.toll.left_out().1)),
    column(words("note").optional(), |row| row.place.lost().map_or(TableCell::Missing, Into::into)),
    column(words("consult").only(Audience::Programs).optional(), |row| TableCell::words(row.place.consult.as_deref())),
];

/// A reading within a cell.
fn side(period: &str, reading: &Disclosed) -> TableCell<'static> {
    let interval = reading.interval();
    TableCell::Nested(json!({
        "period": period,
        "value": reading.value(),
        "low": interval.map(|own| own.low),
        "high": interval.map(|own| own.high),
        "n": reading.n(),
    }))
}

/// The unit of a difference: that of shares is points.
fn unit(unit: &str) -> String {
    of_difference(unit).to_owned()
}

impl MeasuredPlace {
    /// What its file lost of it, in words.
    fn lost(&self) -> Option<String> {
        let words = self.toll.words();
        (!words.is_empty()).then(|| format!("of the file {}", words.join("; ")))
    }

    /// The number that stands for a reading, with the digits that it shares with another.
    fn value(&self, reading: &Disclosed, other: &Disclosed) -> TableCell<'static> {
        let both = [reading.headline(), other.headline()];
        TableCell::Number(reading.value(), Digits::shared(self.kind, both.into_iter()).decimals())
    }

    /// How many decimals a difference from a reading has.
    fn of_difference(&self, reading: &Disclosed, change: &Comparison) -> usize {
        Digits::of(self.kind, &reading.headline()).of_half(change.interval.half_width()).max(1)
    }
}

impl BreakRow {
    fn number(&self, number: f64) -> TableCell<'static> {
        TableCell::Number(number, self.place.of_difference(&self.own.sides.1, &self.own.change))
    }
}

impl ChangeRow {
    fn n_decimals(&self) -> usize {
        self.step.outcome.map_or(1, |change| self.place.of_difference(&self.step.later.1, &change))
    }

    fn verdict(&self) -> Verdict {
        self.step.outcome.map_or(Verdict::CannotTell, |change| change.verdict)
    }

    fn change(&self, n_decimals: usize, part: impl Fn(&Comparison) -> Option<f64>) -> TableCell<'static> {
        TableCell::number(self.step.outcome.ok().as_ref().and_then(part), n_decimals)
    }

    /// Why one cannot tell, and what was lost, in words.
    fn note(&self) -> Option<String> {
        let noun = |n: u64| if n == 1 { "answer" } else { "answers" };
        let few = |n: u64| format!("{n} {}", noun(n));
        let why = match self.step.outcome {
            Err(Hindrance::Few) => Some(format!("too few: {}", few(self.step.later.1.n()))),
            Err(Hindrance::FewBefore) => Some(format!("too few before: {}", few(self.step.earlier.1.n()))),
            Err(Hindrance::Weights) => Some("one of the two is unweighted".to_owned()),
            Err(Hindrance::Open(1)) => Some("1 is still open".to_owned()),
            Err(Hindrance::Open(n)) => Some(format!("{n} are still open")),
            Err(Hindrance::NoInterval) => Some("no interval".to_owned()),
            Ok(change) if change.verdict != Verdict::CannotTell || change.alone() == Verdict::CannotTell => None,
            Ok(change) => Some(format!("alone it would count, among {} it may be chance", change.standing.family)),
        };
        let all: Vec<String> = why.into_iter().chain(self.place.lost()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}
