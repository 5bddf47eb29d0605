//! Numbers as a person reads them: figures, and changes in words.
//! Negative numbers have a true minus sign, and no figure stands without its n.

use jiff::civil::Date;

use super::view::{Figure, Move, Spread, Tone};
use crate::analysis::judged::Said;
use crate::analysis::track::Track;
use crate::metric::digits::{self, Digits};
use crate::metric::{Disclosed, Grain, Interval, Metric, Period, Verdict, Weighing, Withheld};
use crate::source::comments::Comments;
use crate::text::Plain;
pub(crate) use crate::text::numeral::{count, number, size};
pub(crate) use more::{brief, more};

mod more;

/// What stands behind a value whose answers should be weighed and are not.
pub(super) const UNWEIGHED: &str = "*";

/// What stands behind a value of whose file so much is left out that it may mislead.
const PARTIAL: &str = "!";

/// A reading as its metric shows it, marked where its answers should be weighed and are not: `54`, `54*`.
///
/// * `digits`: its own, or those that it shares with others.
pub(crate) fn shown(reading: &Disclosed, digits: Digits) -> String {
    let mark = if reading.weighing() == Weighing::Unweighed { UNWEIGHED } else { "" };
    format!("{}{mark}", number(reading.value(), digits.decimals()))
}

/// The digits of one reading. Of a value that is known to four significant digits it has no more.
pub(crate) fn digits(metric: &Metric, reading: &Disclosed) -> Digits {
    Digits::of(metric.kind, &reading.headline()).at_most(more::known(reading, reading.value()))
}

/// Half the width of the interval of a reading, or its ends where it is lopsided.
pub(super) fn margin(reading: &Disclosed, digits: Digits) -> Option<Spread> {
    let own = reading.headline();
    match (own.margin(), own.interval) {
        (Some(half), _) => Some(Spread::Half(number(half, digits.of_half(half)).into())),
        (None, Some(interval)) if interval.half_width() > 0.0 => Some(Spread::Ends(range(interval, digits).into())),
        _ => None,
    }
}

/// `52 to 56`: an interval with the decimals of its value.
pub(crate) fn range(interval: Interval, digits: Digits) -> String {
    let n_decimals = digits.decimals();
    format!("{} to {}", number(interval.low, n_decimals), number(interval.high, n_decimals))
}

/// A value somebody wrote down (a target, a promise), or the end of a scale: as written, at most two decimals unless it
/// would read as zero.
#[must_use]
pub(crate) fn written(value: f64) -> String {
    number(value, digits::of_plain(value))
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
    let digits = digits(&track.metric, reading);
    let (change, by) = moved(track).map(|(way, tone, by)| ((way, tone), Plain::from(by))).unzip();
    Some(Figure {
        value: format!("{}{}", shown(reading, digits), partial(track)).into(),
        margin: margin(reading, digits),
        n: count(reading.n()).into(),
        unit: Plain::new(&track.metric.unit),
        is_weak: track.is_weak,
        change,
        by: by.unwrap_or_default(),
    })
}

/// `!`, where so much is left out that it has to be told.
fn partial(track: &Track) -> &'static str {
    if track.toll.is_told() { PARTIAL } else { "" }
}

/// `! of the file 69 of 300 answers counted, 231 left out: off the scale 1 to 5`; blank where nothing has to be told.
#[must_use]
pub(crate) fn left_out(track: &Track) -> String {
    let words = track.toll.words();
    if words.is_empty() { String::new() } else { format!("{PARTIAL} of the file {}", words.join("; ")) }
}

/// Which way it moved beyond chance of late, whether that is good, and how far.
pub(super) fn moved(track: &Track) -> Option<(Move, Tone, String)> {
    let recent = track.judged.recent()?;
    // What broke after the period that is shown did not bring it where it is.
    let (last, _) = track.latest()?;
    if let Said::Broke(own) = recent
        && own.day > last.end()
    {
        return None;
    }
    let (way, tone) = toward(recent.verdict()?, track)?;
    let (change, _, later) = recent.change()?;
    Some((way, tone, difference(&track.metric, later, change.difference)))
}

/// The sign of a verdict, and whether that is good news; `None` where it did not move.
pub(super) fn toward(verdict: Verdict, track: &Track) -> Option<(Move, Tone)> {
    let tone = if verdict.is_good(track.metric.direction)? { Tone::Good } else { Tone::Bad };
    Some((if verdict == Verdict::Rose { Move::Rose } else { Move::Fell }, tone))
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

/// `* unweighted: no weights`, where that is so of the latest reading.
#[must_use]
pub(super) fn unweighed(reading: &Disclosed) -> String {
    let is_so = reading.weighing() == Weighing::Unweighed;
    if is_so { format!("{UNWEIGHED} unweighted: no weights") } else { String::new() }
}

/// How far a reading is from another, with the digits of half the width of its interval.
pub(super) fn difference(metric: &Metric, reading: &Disclosed, difference: f64) -> String {
    let half = reading.interval().map_or(difference, |interval| interval.half_width());
    number(difference.abs(), digits(metric, reading).of_half(half))
}

/// Why nothing is shown of a track that has answers.
#[must_use]
pub(crate) fn hidden(withheld: Withheld) -> Plain {
    let whose = if withheld.is_for_others() { "others" } else { "n" };
    format!("{whose} < {}, hidden", withheld.limit()).into()
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
    use crate::analysis::judged::Judged;
    use crate::app::stand::words;
    use crate::journey::Toll;
    use crate::metric::{Crowd, Gate, Kind, Limits, Measure, Median, Reading, Sample};

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
            format!("{}; {}", words(&figure), more(&track))
        };
        assert_eq!(shown(12_420.0, 540_000), "2.30 ±0.04 n 540,000; 2.26 to 2.34");
        assert_eq!(shown(300.0, 1_000_000), "0.030 0.027 to 0.034 n 1,000,000; ");
        assert_eq!(shown(77.0, 100), "77 68 to 84 n 100; ");
    }

    #[test]
    fn a_rounded_median_has_no_digit_that_is_not_known() {
        let metric = Metric {
            kind: Kind::Duration,
            unit: "s".to_owned(),
            ..crate::metric::catalog::built_in("ces").expect("built in")
        };
        let shown = |value, is_rounded| {
            let reading = crate::metric::score::mean(5.0, None, Sample::of(40)).expect("answers");
            let median = Some(Median {
                value,
                interval: Some(Interval { low: value - 0.02, high: value + 0.02 }),
                error: None,
                is_tied: false,
            });
            more(&alone(metric.clone(), Reading { median, is_rounded, ..reading }))
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
        Track {
            metric,
            points,
            unfinished: None,
            is_weak: false,
            judged: Judged::default(),
            n_parts: 0,
            n_people: None,
            toll: Toll::default(),
        }
    }

    #[test]
    fn an_interval_ends_where_the_scale_does() {
        let metric = crate::metric::catalog::built_in("nps").expect("built in");
        let reading = crate::metric::score::nps(4.0, 0.0, Sample::of(4)).expect("answers");
        let beyond = reading.interval.expect("an interval").high;
        assert!(beyond > 100.0, "{beyond}");
        let track = alone(metric, reading);
        assert!(words(&figure(&track).expect("a figure")).contains(" to 100"), "{}", more(&track));
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
