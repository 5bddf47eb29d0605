//! A series over time: as a strip around its own average, and as a chart on the metric's fixed scale.

use jiff::civil::Date;

use crate::analysis::track::Track;
use crate::app::board::Board;
use crate::app::figures;
use crate::app::scene::pieces::joined;
use crate::app::view::{Chart, ChartPoint, Level, Strip};
use crate::journey::Objective;
use crate::metric::{Digits, Disclosed, Grain, Period, Weighing};
use crate::text::Plain;

/// How far strips reach from their own average: one swing for all rows of a metric, so that a step is as high everywhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Swings(Vec<(String, f64)>);

impl Swings {
    /// Nine of ten distances from the own average fit, and a usual interval fills no more than half the height.
    pub(super) fn of<'t>(tracks: impl Iterator<Item = &'t Track>) -> Self {
        let mut all: Vec<(&str, Vec<f64>, Vec<f64>)> = Vec::new();
        for track in tracks {
            let Some(average) = average(track) else { continue };
            let nth = all.iter().position(|(id, ..)| *id == track.metric.id).unwrap_or_else(|| {
                all.push((&track.metric.id, Vec::new(), Vec::new()));
                all.len() - 1
            });
            let Some((_, distances, halves)) = all.get_mut(nth) else { continue };
            for (_, reading) in compared(track) {
                distances.push((reading.value() - average).abs());
                halves.extend(reading.interval().map(|own| own.half_width()));
            }
        }
        let swing = |mut distances: Vec<f64>, mut halves: Vec<f64>| {
            round_up(quantile(&mut distances, 0.9).max(2.0 * quantile(&mut halves, 0.5)))
        };
        Self(all.into_iter().map(|(id, distances, halves)| (id.to_owned(), swing(distances, halves))).collect())
    }

    /// That of a metric, if anything of it is drawn.
    pub(super) fn get(&self, metric: &str) -> Option<f64> {
        self.0.iter().find(|(id, _)| id == metric).map(|(_, swing)| *swing)
    }

    /// `±5`: how far the strips of a metric reach; empty where there are none.
    pub(super) fn words(&self, metric: &str) -> Plain {
        self.get(metric).map(|swing| Plain::from(format!("±{}", figures::written(swing)))).unwrap_or_default()
    }
}

/// The value that such a share of all lie below; 0 of none.
fn quantile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let nth = (1..=n).zip(values).find(|(nth, _)| f64::from(*nth) >= share * f64::from(n));
    nth.map_or(0.0, |(_, value)| *value)
}

/// The smallest round number not below a value: 1, 2, 2.5, 3 or 5 times a power of ten.
fn round_up(value: f64) -> f64 {
    if !(value.is_finite() && value > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    let round = [1.0, 2.0, 2.5, 3.0, 5.0, 10.0].map(|times| times * power);
    round.into_iter().find(|round| *round >= value * (1.0 - 1e-9)).unwrap_or(power * 10.0)
}

/// The periods of a track that are set against each other.
fn compared(track: &Track) -> impl Iterator<Item = (&Period, &Disclosed)> {
    track.disclosed().filter(|(period, reading)| standing(track, **period, reading).is_none())
}

/// Why a period is not compared with the others, if it is not.
fn standing(track: &Track, period: Period, reading: &Disclosed) -> Option<Level> {
    let is_apart = |(_, latest): (&Period, &Disclosed)| !reading.goes_with(latest);
    if !track.is_over(period) {
        Some(Level::Open)
    } else if reading.is_few() && track.metric.kind.is_estimate() {
        Some(Level::Few)
    } else if track.latest().is_some_and(is_apart) {
        Some(Level::Apart)
    } else {
        None
    }
}

/// The mean of the periods that are compared.
fn average(track: &Track) -> Option<f64> {
    let (n, sum) = compared(track).fold((0_u32, 0.0), |(n, sum), (_, reading)| (n + 1, sum + reading.value()));
    (n > 0).then(|| sum / f64::from(n))
}

/// A track over the last periods of a board; without periods there is nothing to compare.
pub(super) fn strip(board: &Board, track: &Track, swings: &Swings) -> Strip {
    if board.periods.len() < 2 {
        return Strip::default();
    }
    let (average, swing) = (average(track), swings.get(&track.metric.id).unwrap_or(1.0));
    let skip = board.periods.len().saturating_sub(MOST_CELLS);
    let mut own = track.disclosed().peekable();
    let cells = board.periods.iter().skip(skip).map(|period| {
        while own.next_if(|(own, _)| own.start < period.start).is_some() {}
        let Some((period, reading)) = own.next_if(|(own, _)| own.start == period.start) else { return Level::Gap };
        standing(track, *period, reading).or_else(|| Some(level(reading, average?, swing))).unwrap_or(Level::Gap)
    });
    Strip { cells: cells.collect() }
}

/// The most cells of a strip: as many as a track has periods.
pub(super) const MOST_CELLS: usize = 64;

/// The periods of the strips, oldest first.
pub(super) fn periods(board: &Board) -> Vec<Plain> {
    let skip = board.periods.len().saturating_sub(MOST_CELLS);
    board.periods.iter().skip(skip).map(|period| figures::since(*period).into()).collect()
}

/// A value around an average that lies between the fourth and the fifth of eight steps.
fn level(reading: &Disclosed, average: f64, swing: f64) -> Level {
    let away = (reading.value() - average) / swing * 4.0;
    let n_away = (0..3_u8).filter(|step| away.abs() > f64::from(step + 1)).count();
    let n_away = u8::try_from(n_away).unwrap_or(3);
    let step = if away > 0.0 { 5 + n_away } else { 4 - n_away };
    let is_beyond = reading.interval().is_some_and(|interval| !interval.contains(average));
    if is_beyond { Level::Beyond(step) } else { Level::Within(step) }
}

/// The ends of a scale: `0–100`, `−1 to 1`.
pub(super) fn ends((low, high): (f64, f64)) -> Plain {
    let between = if low < 0.0 { " to " } else { "–" };
    format!("{}{between}{}", figures::written(low), figures::written(high)).into()
}

/// A tall chart of a track; `None` with fewer than two periods.
pub(super) fn chart(board: &Board, track: &Track, target: Option<&Objective>) -> Option<Chart> {
    let grain = board.grain.filter(|grain| *grain != Grain::All)?;
    let (_, latest) = track.latest()?;
    let start = track.disclosed().next()?.0.start;
    let digits = digits(board, track, start);
    let points: Vec<ChartPoint> = board
        .periods
        .iter()
        .filter(|period| period.start >= start)
        .map(|period| {
            let reading = track.at(*period);
            ChartPoint {
                label: Plain::from(label(track, *period)),
                value: reading.map(Disclosed::value),
                shown: reading.map(|own| figures::shown(own, digits).into()).unwrap_or_default(),
                margin: reading.and_then(|own| figures::margin(own, digits)),
                is_weak: reading.is_some_and(|own| own.is_few() || standing(track, *period, own).is_some()),
                interval: reading.and_then(Disclosed::interval).map(|own| (own.low, own.high)),
            }
        })
        .collect();
    if points.iter().filter(|point| point.value.is_some()).count() < 2 {
        return None;
    }
    let target = target.filter(|target| target.metric == track.metric.id);
    let scale = board.scale(&track.metric);
    let shown = figures::shown(latest, digits);
    let last = match latest.interval() {
        Some(interval) if interval.half_width() > 0.0 => format!("{shown} ({})", figures::range(interval, digits)),
        _ => shown,
    };
    Some(Chart {
        title: joined([format!("{} {}", track.metric.name, figures::by(grain)), unweighed(track)]),
        points,
        scale,
        ends: (figures::written(scale.0).into(), figures::written(scale.1).into()),
        target: target.map(|target| (target.target, Plain::from(format!("goal {}", figures::written(target.target))))),
        last: last.into(),
        marks: Vec::new(),
    })
}

/// `Nov`, and `Nov…` where it is not over.
fn label(track: &Track, period: Period) -> String {
    if track.is_over(period) { period.short_label() } else { format!("{}…", period.short_label()) }
}

/// The digits that all values of a chart share: as many as one of those needs that can be relied on.
fn digits(board: &Board, track: &Track, start: Date) -> Digits {
    let own = board.periods.iter().filter(|period| period.start >= start).filter_map(|period| track.at(*period));
    let relied = own.clone().filter(|reading| !reading.is_few());
    let kind = track.metric.kind;
    if relied.clone().next().is_some() {
        Digits::shared(kind, relied.map(Disclosed::headline))
    } else {
        Digits::shared(kind, own.map(Disclosed::headline))
    }
}

/// `* unweighted: 2012`: the periods of a track without weights, where others have some.
fn unweighed(track: &Track) -> String {
    let mut all = track.disclosed().filter(|(_, reading)| reading.weighing() == Weighing::Unweighed);
    let periods = match (all.next(), all.count()) {
        (None, _) => return String::new(),
        (Some((only, _)), 0) => figures::since(*only),
        (_, n) => format!("{} periods", n + 1),
    };
    format!("{} unweighted: {periods}", figures::UNWEIGHED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swing_ends_at_a_round_number() {
        let cases = [(0.0, 1.0), (2.8, 3.0), (4.1, 5.0), (22.3, 25.0), (0.304, 0.5), (0.2, 0.2), (71.0, 100.0)];
        for (value, expected) in cases {
            assert!((round_up(value) - expected).abs() < 1e-9, "{value}: {}", round_up(value));
        }
        assert!((round_up(f64::NAN) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_quantile_is_one_of_the_values() {
        let mut values = [5.0, 1.0, 4.0, 2.0, 3.0];
        let of = |values: &mut [f64], share| quantile(values, share);
        assert_eq!((of(&mut values, 0.5), of(&mut values, 0.9), of(&mut [], 0.5)), (3.0, 5.0, 0.0));
    }

    #[test]
    fn a_scale_says_its_ends() {
        assert_eq!(ends((40.0, 100.0)).as_str(), "40–100");
        assert_eq!(ends((-100.0, 100.0)).as_str(), "−100 to 100");
        assert_eq!(ends((0.0, 0.04)).as_str(), "0–0.04");
    }
}
