//! A series over time as a strip and as a chart.
//! Both have the metric's fixed scale, whatever part of it the values take.

use jiff::civil::Date;

use crate::app::board::Board;
use crate::app::figures;
use crate::app::scene::pieces::joined;
use crate::app::track::Track;
use crate::app::view::{Chart, ChartPoint, Level, Strip};
use crate::journey::Objective;
use crate::metric::{Digits, Disclosed, Grain, Period, Weighing};
use crate::text::Plain;

/// A track over the last `width` periods of a board.
pub(super) fn strip(board: &Board, track: &Track, width: usize) -> Strip {
    let scale = board.scale(&track.metric);
    if let Some((_, reading)) = track.disclosed().find(|(period, _)| period.grain == Grain::All) {
        return Strip { cells: vec![level(reading.value(), scale)] };
    }
    let skip = board.periods.len().saturating_sub(width.max(1));
    let cells = board.periods.iter().skip(skip).map(|period| {
        let own = track.disclosed().find(|(own, _)| own.start == period.start);
        own.map_or(Level::Gap, |(own, reading)| {
            if is_hollow(track, *own, reading) { Level::Hollow } else { level(reading.value(), scale) }
        })
    });
    Strip { cells: cells.collect() }
}

/// Is a period not compared with the rest?
fn is_hollow(track: &Track, period: Period, reading: &Disclosed) -> bool {
    let is_apart = |(_, latest): (&Period, &Disclosed)| !reading.goes_with(latest);
    !track.is_over(period) || track.latest().is_some_and(is_apart)
}

/// The ends of a scale: `0–100`, `−1 to 1`.
pub(super) fn ends((low, high): (f64, f64)) -> Plain {
    let between = if low < 0.0 { " to " } else { "–" };
    format!("{}{between}{}", figures::written(low), figures::written(high)).into()
}

/// The first and the last of the periods that a strip of that width shows: `2012 to 2018`.
pub(super) fn span(board: &Board, width: usize) -> Plain {
    let skip = board.periods.len().saturating_sub(width.max(1));
    match board.periods.get(skip..) {
        Some([first, .., last]) => format!("{} to {}", figures::since(*first), figures::since(*last)).into(),
        _ => Plain::default(),
    }
}

/// A value on a fixed scale.
pub(super) fn level(value: f64, (low, high): (f64, f64)) -> Level {
    if !value.is_finite() {
        return Level::Gap;
    }
    if low < 0.0 && high > 0.0 {
        let end = if value < 0.0 { -low } else { high };
        return match (value / end * 2.0).round() {
            step if step <= -2.0 => Level::Swing(-2),
            step if step <= -1.0 => Level::Swing(-1),
            step if step < 1.0 => Level::Swing(0),
            step if step < 2.0 => Level::Swing(1),
            _ => Level::Swing(2),
        };
    }
    let share = if high > low { (value - low) / (high - low) } else { 1.0 };
    let n_below = (1..8).filter(|step| share >= f64::from(*step) / 8.0).count();
    Level::Rise(u8::try_from(n_below).unwrap_or(7) + 1)
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
                is_weak: reading.is_some_and(|own| own.is_few() || is_hollow(track, *period, own)),
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
    fn the_lowest_value_is_not_a_gap() {
        assert_eq!(level(0.0, (0.0, 100.0)), Level::Rise(1));
        assert_eq!(level(12.5, (0.0, 100.0)), Level::Rise(2));
        assert_eq!(level(100.0, (0.0, 100.0)), Level::Rise(8));
        assert_eq!(level(140.0, (0.0, 100.0)), Level::Rise(8));
        assert_eq!(level(-3.0, (0.0, 100.0)), Level::Rise(1));
        assert_eq!(level(4.0, (1.0, 7.0)), Level::Rise(5));
        assert_eq!(level(f64::NAN, (0.0, 100.0)), Level::Gap);
        assert_eq!(level(0.0, (0.0, 0.0)), Level::Rise(8));
    }

    #[test]
    fn a_scale_says_its_ends() {
        assert_eq!(ends((40.0, 100.0)).as_str(), "40–100");
        assert_eq!(ends((-100.0, 100.0)).as_str(), "−100 to 100");
        assert_eq!(ends((0.0, 0.04)).as_str(), "0–0.04");
    }

    #[test]
    fn below_zero_goes_below_the_line() {
        let nps = (-100.0, 100.0);
        let cases = [(-100.0, -2), (-75.0, -2), (-74.0, -1), (-24.0, 0), (0.0, 0), (24.0, 0), (31.0, 1), (80.0, 2)];
        for (value, step) in cases {
            assert_eq!(level(value, nps), Level::Swing(step), "{value}");
        }
    }
}
