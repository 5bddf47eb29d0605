//! The scales of strips and charts. A metric has one scale in the whole map, and every scale that the data decide
//! includes zero.

use crate::analysis::track::Track;
use crate::journey::Objective;
use crate::metric::Metric;

/// Scales of the metrics that have none of their own.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Scales(Vec<(String, (f64, f64))>);

impl Scales {
    /// From 0 to a round number above the largest value on the map, and above the target.
    pub(super) fn new(tracks: &[Option<Track>], target: Option<&Objective>) -> Self {
        let mut scales = Self::default();
        for track in tracks.iter().flatten().filter(|track| track.metric.range.is_none()) {
            for (_, reading) in track.disclosed() {
                scales.widen(&track.metric.id, reading.value());
            }
        }
        for (id, scale) in &mut scales.0 {
            let goal = target.filter(|target| target.metric == *id).map_or(0.0, |target| target.target);
            *scale = (-round_above(-scale.0.min(goal)), round_above(scale.1.max(goal)));
        }
        scales
    }

    fn widen(&mut self, metric: &str, value: f64) {
        if !value.is_finite() {
            return;
        }
        match self.0.iter_mut().find(|(id, _)| id == metric) {
            Some((_, scale)) => *scale = (scale.0.min(value), scale.1.max(value)),
            None => self.0.push((metric.to_owned(), (value.min(0.0), value.max(0.0)))),
        }
    }

    /// The scale of a metric: its own, else the map's.
    pub(super) fn of(&self, metric: &Metric) -> (f64, f64) {
        let own = self.0.iter().find(|(id, _)| *id == metric.id).map(|(_, scale)| *scale);
        metric.range.or(own).filter(|(low, high)| low < high).unwrap_or((0.0, 1.0))
    }
}

/// The smallest round number not below `value`: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten.
fn round_above(value: f64) -> f64 {
    if value <= 0.0 {
        return 0.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    let round = [1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0].map(|times| times * power);
    round.into_iter().find(|round| *round >= value).unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_at_a_round_number() {
        let cases = [(0.0, 0.0), (7.3, 8.0), (72.5, 80.0), (100.0, 100.0), (101.0, 120.0), (0.031, 0.04), (9.9, 10.0)];
        for (value, expected) in cases {
            assert!((round_above(value) - expected).abs() < 1e-9, "{value}: {}", round_above(value));
        }
    }

    #[test]
    fn the_scale_of_a_map_holds_zero_and_every_value() {
        let mut scales = Scales::default();
        for value in [12.0, f64::NAN, -3.0, 41.0] {
            scales.widen("orders", value);
        }
        assert_eq!(scales.0, [("orders".to_owned(), (-3.0, 41.0))]);
        scales.0.push(("nothing".to_owned(), (0.0, 0.0)));
        let metric = Metric {
            id: "nothing".to_owned(),
            range: None,
            steady: None,
            ..crate::metric::catalog::built_in("nps").expect("built in")
        };
        assert_eq!(scales.of(&metric), (0.0, 1.0), "a scale has a width");
    }
}
