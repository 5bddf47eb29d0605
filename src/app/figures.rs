//! Numbers as a person reads them: figures, and changes in words.
//! Negative numbers have a true minus sign, and no figure stands without its n.

use jiff::civil::Date;

use super::track::Track;
use super::view::{Figure, Move, Movement, Tone};
use crate::metric::{Disclosed, Grain, Interval, Kind, Metric, Period, Verdict, Weighing, Withheld};
use crate::source::comments::Comments;
use crate::text::Plain;
pub(crate) use crate::text::numeral::{count, number, size};

/// What stands behind a value whose answers should be weighed and are not.
pub(super) const UNWEIGHED: &str = "*";

/// Decimals of a value and of its margin. A small share has one more, so that 2.3 % does not read 2 %.
fn decimals(metric: &Metric, value: f64) -> (usize, usize) {
    match metric.kind {
        Kind::Rate if value.abs() < 10.0 => (1, 1),
        Kind::Nps | Kind::Csat | Kind::Rate => (0, 1),
        Kind::Count => (0, 0),
        Kind::Amount | Kind::Duration if value.abs() >= 100.0 => (0, 1),
        Kind::Amount | Kind::Duration if value.abs() >= 10.0 => (1, 1),
        Kind::Ces | Kind::Sentiment | Kind::Amount | Kind::Duration => (2, 2),
    }
}

/// A value as its metric shows it.
#[must_use]
pub(crate) fn value(metric: &Metric, value: f64) -> String {
    number(value, decimals(metric, value).0)
}

/// A reading as its metric shows it, marked where its answers should be weighed and are not: `54`, `54*`.
pub(super) fn shown(metric: &Metric, reading: &Disclosed) -> String {
    let mark = if reading.weighing() == Weighing::Unweighed { UNWEIGHED } else { "" };
    format!("{}{mark}", value(metric, reading.value()))
}

/// Half the width of the interval of a reading, as its metric shows it.
pub(super) fn margin(metric: &Metric, reading: &Disclosed) -> Option<String> {
    let (half, (_, n_decimals)) = (reading.margin()?, decimals(metric, reading.value()));
    let short = number(half, n_decimals);
    // However small, a margin is never shown as zero.
    let is_zero = half > 0.0 && short.chars().all(|c| matches!(c, '0' | '.'));
    Some(if is_zero { number(half, n_decimals + 1) } else { short })
}

/// `52 to 56`: an interval with the decimals of its value.
pub(super) fn range(metric: &Metric, value: f64, interval: Interval) -> String {
    let (n_decimals, _) = decimals(metric, value);
    format!("{} to {}", number(interval.low, n_decimals), number(interval.high, n_decimals))
}

/// A value somebody wrote down (a target, a promise): as written, at most two decimals.
#[must_use]
pub(crate) fn written(value: f64) -> String {
    let text = number(value, 2);
    let bare = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    bare.to_owned()
}

/// A track's metric and figure.
#[must_use]
pub(crate) fn labelled(track: &Track) -> Option<(Plain, Figure)> {
    Some((Plain::new(&track.metric.name), figure(track)?))
}

/// What is shown of a track's latest reading; `None` without one, or if it must stay hidden.
#[must_use]
pub(crate) fn figure(track: &Track) -> Option<Figure> {
    let (_, reading) = track.latest()?;
    Some(Figure {
        value: shown(&track.metric, reading).into(),
        margin: margin(&track.metric, reading).map(Plain::from),
        n: count(reading.n()).into(),
        unit: Plain::new(&track.metric.unit),
        is_weak: track.is_weak,
        change: moved(track),
    })
}

/// Which way it moved beyond chance, and whether that is good.
fn moved(track: &Track) -> Option<(Move, Tone)> {
    let change = track.change?;
    let tone = if change.verdict.is_good(track.metric.direction)? { Tone::Good } else { Tone::Bad };
    Some((if change.verdict == Verdict::Rose { Move::Rose } else { Move::Fell }, tone))
}

/// How a track moved, to be shown beside its n; `None` without an earlier period to compare with.
#[must_use]
pub(crate) fn movement(track: &Track) -> Option<Movement> {
    let (_, latest) = track.latest()?;
    let dim = |words: String, since: String| {
        let by = Plain::default();
        Some(Movement { way: None, words: words.into(), by, since: since.into(), tone: Tone::Dim })
    };
    let is_count = track.metric.kind == Kind::Count;
    let is_few = |reading: &Disclosed| !is_count && reading.is_few();
    if is_few(latest) {
        return dim("too few".to_owned(), String::new());
    }
    let (before_period, before) = track.before()?;
    let before_label = since(*before_period);
    if is_count {
        return dim(format!("({} in {before_label})", value(&track.metric, before.value())), String::new());
    }
    if is_few(before) {
        return dim("too few before".to_owned(), format!("(n = {} in {before_label})", count(before.n())));
    }
    if !latest.goes_with(before) {
        let which = if latest.weighing() == Weighing::Unweighed { "now" } else { "then" };
        return dim("cannot tell".to_owned(), format!("since {before_label}, unweighted {which}"));
    }
    let Some(change) = track.change else {
        return dim(format!("{} in {before_label}", value(&track.metric, before.value())), String::new());
    };
    let by = number(change.difference.abs(), decimals(&track.metric, latest.value()).1);
    let since = format!("since {before_label}");
    match (change.verdict, moved(track)) {
        (Verdict::Rose | Verdict::Fell, Some((step, tone))) => {
            let words = if step == Move::Rose { "rose" } else { "fell" };
            Some(Movement { way: Some(step), words: words.into(), by: by.into(), since: since.into(), tone })
        }
        _ => dim("cannot tell".to_owned(), since),
    }
}

/// A period that stands alone, therefore with its year: `2017`, `2017-Q3`, `May 2017`, `2017-W05`, `2017-05-03`.
#[must_use]
pub(crate) fn since(period: Period) -> String {
    match period.grain {
        Grain::All => "all time".to_owned(),
        Grain::Month => month(period.start),
        _ => period.label(),
    }
}

/// `May 2019`.
#[must_use]
pub(crate) fn month(date: Date) -> String {
    date.strftime("%b %Y").to_string()
}

/// `by year`.
#[must_use]
pub(crate) const fn by(grain: Grain) -> &'static str {
    match grain {
        Grain::All => "all time",
        Grain::Year => "by year",
        Grain::Quarter => "by quarter",
        Grain::Month => "by month",
        Grain::Week => "by week",
        Grain::Day => "by day",
    }
}

/// `weighted, worth 2,302 answers`: whether the answers of the latest reading are weighed, and how many they are worth.
fn weighing(reading: &Disclosed) -> Option<String> {
    let (n, worth) = (count(reading.n()), number(reading.n_eff(), 0));
    match reading.weighing() {
        Weighing::Even => None,
        Weighing::Weighed => {
            let worth = if n == worth { String::new() } else { format!(", worth {worth} answers") };
            let without = match reading.n_without_weight() {
                0 => String::new(),
                n => format!(", {} without a weight left out", count(n)),
            };
            Some(format!("weighted{worth}{without}"))
        }
        Weighing::Unweighed => Some(unweighed(reading)),
    }
}

/// `* unweighted: no weights`, where that is so of the latest reading.
#[must_use]
pub(super) fn unweighed(reading: &Disclosed) -> String {
    let is_so = reading.weighing() == Weighing::Unweighed;
    if is_so { format!("{UNWEIGHED} unweighted: no weights") } else { String::new() }
}

/// `52 to 56 · mean 3.4`.
#[must_use]
pub(crate) fn more(track: &Track) -> String {
    let Some((_, reading)) = track.latest() else { return String::new() };
    let mut parts = Vec::new();
    if let Some(interval) = reading.interval() {
        parts.push(range(&track.metric, reading.value(), interval));
    }
    parts.extend(reading.mean().map(|mean| format!("mean {}", number(mean, 2))));
    for (name, quantile) in [("median", reading.median()), ("p90", reading.p90())] {
        let known = |value| if reading.is_rounded() { n_decimals_known(value) } else { 2 };
        parts.extend(quantile.map(|value| format!("{name} {}", number(value, known(value)))));
    }
    parts.extend(weighing(reading));
    match track.n_parts {
        0 => {}
        1 => parts.push("of 1 touchpoint".to_owned()),
        n => {
            let (n_all, noun) = track.n_people.map_or((reading.n(), "answers"), |n_people| (n_people, "people"));
            parts.push(format!("mean of {n} touchpoints, {} {noun}", count(n_all)));
        }
    }
    parts.join(" · ")
}

/// How many decimals, two at most, stand within four significant digits.
fn n_decimals_known(value: f64) -> usize {
    [(100.0, 2), (1_000.0, 1)].into_iter().find(|(end, _)| value.abs() < *end).map_or(0, |(_, n)| n)
}

/// Why nothing is shown of a track that has answers.
#[must_use]
pub(crate) fn hidden(withheld: Withheld) -> Plain {
    format!("n < {}, hidden", withheld.limit()).into()
}

/// `values of team, id`: what is left out beside comments, because few people share it.
#[must_use]
pub(crate) fn left_out_beside(comments: &Comments) -> Option<String> {
    let columns = comments.hidden_segments();
    (!columns.is_empty()).then(|| format!("values of {}", columns.join(", ")))
}

/// Why comments of a persona are not shown.
#[must_use]
pub(crate) fn too_few(hidden: u64) -> String {
    format!("fewer than {hidden} answers by these people: hidden")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::track::Eye;
    use crate::metric::{Crowd, Gate, Limits, Measure, Reading, Sample, Series, Tally};

    #[test]
    fn numbers_are_written_as_people_write_them() {
        let cases = [
            (54.4, 0, "54"),
            (-12.3, 0, "−12"),
            (-0.04, 1, "0.0"),
            (2318.0, 0, "2,318"),
            (1_234_567.25, 2, "1,234,567.25"),
            (-0.314, 2, "−0.31"),
            (999.6, 0, "1,000"),
        ];
        for (value, n_decimals, expected) in cases {
            assert_eq!(number(value, n_decimals), expected);
        }
        assert_eq!(count(21_559), "21,559");
        assert_eq!(written(45.0), "45");
        assert_eq!(written(39.84), "39.84");
        assert_eq!(written(100.0), "100");
        assert_eq!(written(-0.5), "−0.5");
    }

    #[test]
    fn small_shares_keep_a_decimal_and_certainty_is_never_claimed() {
        let metric = crate::metric::catalog::built_in("conversion").expect("built in");
        let shown = |hits, n| {
            let reading = crate::metric::score::share(hits, Sample::of(n)).expect("answers");
            let track = alone(metric.clone(), reading);
            let figure = figure(&track).expect("a figure");
            format!("{} ±{} n {}; {}", figure.value, figure.margin.unwrap_or_default(), figure.n, more(&track))
        };
        assert_eq!(shown(12_420.0, 540_000), "2.3 ±0.04 n 540,000; 2.3 to 2.3");
        assert_eq!(shown(77.0, 100), "77 ±8.2 n 100; 68 to 84");
    }

    #[test]
    fn a_rounded_median_has_no_digit_that_is_not_known() {
        let metric = Metric {
            kind: Kind::Duration,
            unit: "s".to_owned(),
            ..crate::metric::catalog::built_in("ces").expect("built in")
        };
        let shown = |median, is_rounded| {
            let reading = crate::metric::score::mean(5.0, None, Sample::of(40)).expect("answers");
            more(&alone(metric.clone(), Reading { median: Some(median), is_rounded, ..reading }))
        };
        for (median, rounded, exact) in [
            (29_060.0, "median 29,060", "median 29,060.00"),
            (290.6, "median 290.6", "median 290.60"),
            (29.06, "median 29.06", "median 29.06"),
            (-1_234.0, "median −1,234", "median −1,234.00"),
        ] {
            assert_eq!((shown(median, true).as_str(), shown(median, false).as_str()), (rounded, exact));
        }
    }

    fn alone(metric: Metric, reading: Reading) -> Track {
        let measure = Measure { kind: metric.kind, scale: metric.kind.default_scale(), top: 1 };
        let gated = Gate::new(Limits::default(), Crowd::Everyone).admit(&reading, &measure);
        let points = vec![(Period { start: Date::MIN, grain: Grain::All }, gated)];
        Track { metric, points, is_weak: false, change: None, n_parts: 0, n_people: None }
    }

    /// What is said of two years of CSAT, 4 of 5 satisfied in each, of weights as given.
    #[track_caller]
    fn check_weights(weights: [Option<f64>; 2], value: &str, more: &str, moved: &str) {
        let metric = crate::metric::catalog::built_in("csat").expect("built in");
        let measure = Measure { kind: metric.kind, scale: (1, 5), top: 4 };
        let mut of_years = weights.into_iter().zip([2017, 2018]).map(|(weight, year)| {
            let mut tally = Tally::weighted(&measure);
            for n in 0..40_u32 {
                let weight = weight.map(|weight| if n < 20 { weight } else { 1.0 });
                assert!(tally.add_weighted(if n % 5 == 0 { 1.0 } else { 5.0 }, weight));
            }
            (jiff::civil::date(year, 1, 1), tally)
        });
        let series = Series::of(Grain::Year, &mut of_years).expect("two years");
        let eye = Eye { grain: Grain::Year, gate: Gate::new(Limits::default(), Crowd::Everyone) };
        let track = Track::of(&series, metric, &measure, eye).expect("answers");
        let movement = movement(&track).expect("two years");
        let figure = figure(&track).expect("a figure");
        assert_eq!(figure.value.as_str(), value, "{weights:?}");
        assert!(super::more(&track).ends_with(more), "{weights:?}: {}", super::more(&track));
        assert_eq!(format!("{} {}", movement.words, movement.since), moved, "{weights:?}");
    }

    #[test]
    fn what_is_weighed_says_so_and_is_not_compared_with_what_is_not() {
        check_weights([Some(3.0), Some(1.0)], "80", "mean 4.20 · weighted", "cannot tell since 2017");
        // (20 x 3 + 20)² / (20 x 9 + 20)
        check_weights([Some(1.0), Some(3.0)], "80", "weighted, worth 32 answers", "cannot tell since 2017");
        check_weights([None, Some(1.0)], "80", "weighted", "cannot tell since 2017, unweighted then");
        check_weights([Some(1.0), None], "80*", "* unweighted: no weights", "cannot tell since 2017, unweighted now");
        check_weights([None, None], "80*", "* unweighted: no weights", "cannot tell since 2017");
    }

    #[test]
    fn an_interval_ends_where_the_scale_does() {
        let metric = crate::metric::catalog::built_in("nps").expect("built in");
        let reading = crate::metric::score::nps(4.0, 0.0, Sample::of(4)).expect("answers");
        let beyond = reading.interval.expect("an interval").high;
        assert!(beyond > 100.0, "{beyond}");
        let track = alone(metric, reading);
        assert!(more(&track).ends_with(" to 100"), "{}", more(&track));
    }

    #[test]
    fn a_period_alone_names_its_year() {
        let start = jiff::civil::date(2018, 5, 1);
        let at = |grain| since(Period { start, grain });
        assert_eq!(at(Grain::Year), "2018");
        assert_eq!(at(Grain::Quarter), "2018-Q2");
        assert_eq!(at(Grain::Month), "May 2018");
        assert_eq!(at(Grain::Week), "2018-W18");
        assert_eq!(at(Grain::Day), "2018-05-01");
    }
}
