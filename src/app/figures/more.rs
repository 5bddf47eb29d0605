//! What stands behind a figure: its interval, its mean or median, and how its answers were weighed.
//! Invariant: whatever stands for a reading is named where it is not the value that its metric is known by.

use super::{count, digits, left_out, number, range, since, unweighed};
use crate::analysis::track::Track;
use crate::metric::{Digits, Disclosed, Estimate, Headline, Metric, Weighing};

/// What has to be said of a figure that is told in short: that it is a median, or not weighed.
#[must_use]
pub(crate) fn brief(track: &Track) -> String {
    let Some((_, reading)) = track.latest() else { return String::new() };
    let unweighed = unweighed(reading);
    [named(reading), &unweighed].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// `52 to 56 · mean 3.4`.
#[must_use]
pub(crate) fn more(track: &Track) -> String {
    let Some((_, reading)) = track.latest() else { return String::new() };
    let mut parts = Vec::new();
    let digits = digits(&track.metric, reading);
    let ends = reading.interval().filter(|own| own.half_width() > 0.0 && reading.headline().margin().is_some());
    let ends = ends.map(|interval| range(interval, digits));
    parts.extend(joined_words(named(reading), &ends.unwrap_or_default()));
    parts.extend(reading.mean().map(|mean| self::mean(&track.metric, mean, reading, digits)));
    if reading.shown() != Headline::Median {
        parts.extend(reading.median().map(|median| {
            let own = Estimate { value: median.value, interval: median.interval };
            let digits = Digits::of(track.metric.kind, &own).at_most(known(reading, own.value));
            format!("median {}", number(own.value, digits.decimals()))
        }));
    }
    parts.extend(
        reading.p90().map(|p90| format!("p90 {}", number(p90, digits.at_most(known(reading, p90)).decimals()))),
    );
    parts.extend(weighing(reading));
    parts.extend(so_far(track));
    match track.n_parts {
        0 => {}
        1 => parts.push("of 1 touchpoint".to_owned()),
        n => {
            let (n_all, noun) = track.n_people.map_or((reading.n(), "answers"), |n_people| (n_people, "people"));
            parts.push(format!("mean of {n} touchpoints, {} {noun}", count(n_all)));
        }
    }
    parts.extend(Some(left_out(track)).filter(|words| !words.is_empty()));
    parts.join(" · ")
}

/// `Nov 2026 is not complete: 12 answers so far`.
fn so_far(track: &Track) -> Option<String> {
    let (period, gated) = track.points.iter().find(|(period, _)| !track.is_over(*period))?;
    let noun = if gated.n() == 1 { "answer" } else { "answers" };
    Some(format!("{} is not complete: {} {noun} so far", since(*period), count(gated.n())))
}

/// `median` where that is what stands for a reading.
fn named(reading: &Disclosed) -> &'static str {
    match reading.shown() {
        Headline::Value => "",
        Headline::Median => "median",
    }
}

/// Words with a blank between them, if there are any.
fn joined_words(one: &str, other: &str) -> Option<String> {
    match (one, other) {
        ("", "") => None,
        ("", words) | (words, "") => Some(words.to_owned()),
        _ => Some(format!("{one} {other}")),
    }
}

/// `mean 18.2 ±2.1`: the mean of a reading that something else stands for.
fn mean(metric: &Metric, mean: Estimate, reading: &Disclosed, digits: Digits) -> String {
    if reading.shown() == Headline::Value {
        return format!("mean {}", number(mean.value, 2));
    }
    let digits = if mean.interval.is_some() { Digits::of(metric.kind, &mean) } else { digits };
    let value = number(mean.value, digits.decimals());
    match (mean.margin(), mean.interval) {
        (Some(half), _) => format!("mean {value} ±{}", number(half, digits.of_half(half))),
        (None, Some(interval)) => format!("mean {value}, {}", range(interval, digits)),
        (None, None) => format!("mean {value}"),
    }
}

/// How many decimals of a median or a percentile are known.
pub(super) fn known(reading: &Disclosed, value: f64) -> usize {
    if reading.is_rounded() && reading.median().is_some() { n_decimals_known(value) } else { usize::MAX }
}

/// How many decimals, two at most, stand within four significant digits.
fn n_decimals_known(value: f64) -> usize {
    [(100.0, 2), (1_000.0, 1)].into_iter().find(|(end, _)| value.abs() < *end).map_or(0, |(_, n)| n)
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
