//! What the sides that set people against one another tell alike: a difference with its interval, the axis of values.

use crate::app::figures;
use crate::app::scene::pieces::Scene;
use crate::app::view::{GridColumn, Label};
use crate::metric::digits::Digits;
use crate::metric::unit::of_difference;
use crate::metric::{Comparison, Disclosed, Estimate, Gated, Interval, Metric, Verdict};
use crate::text::Plain;
use crate::text::numeral::number;

/// `−20 (−28 to −12)`: a difference, and the same without its interval.
pub(super) fn signed(metric: &Metric, own: f64, interval: Option<Interval>) -> [String; 2] {
    let n_decimals = decimals(metric, own, interval);
    let sign = |own: f64| if own > 0.0 { "+" } else { "" };
    let told = |own: f64| format!("{}{}", sign(own), number(own, n_decimals));
    let brief = told(own);
    let full = interval.map(|own| format!("{brief} ({} to {})", told(own.low), told(own.high)));
    [full.unwrap_or_else(|| brief.clone()), brief]
}

/// `15.9`, and `10.7 to 20.8`: how far two are apart, whichever way.
pub(super) fn apart(metric: &Metric, own: &Comparison) -> (String, String) {
    let Interval { low, high } = own.interval;
    let n_decimals = decimals(metric, own.difference, Some(own.interval));
    let (low, high) = if own.difference < 0.0 { (-high, -low) } else { (low, high) };
    let told = |own: f64| number(own, n_decimals);
    (told(own.difference.abs()), format!("{} to {}", told(low), told(high)))
}

fn decimals(metric: &Metric, own: f64, interval: Option<Interval>) -> usize {
    let half = interval.map_or(own.abs(), |own| own.half_width());
    let n_decimals = Digits::of(metric.kind, &Estimate { value: own, interval }).of_half(half);
    // An end that is not 0 does not read as 0: it says whether one can tell.
    let reads_as_zero =
        |end: f64| end.abs() > 0.0 && end.abs() < 0.5 * 0.1_f64.powi(i32::try_from(n_decimals).unwrap_or(0));
    let is_near = interval.is_some_and(|own| reads_as_zero(own.low) || reads_as_zero(own.high));
    n_decimals + usize::from(is_near)
}

/// What a difference is in: points of shares and scores, or the unit of the metric.
pub(super) fn unit(metric: &Metric) -> &str {
    if metric.unit.is_empty() { "points" } else { of_difference(&metric.unit) }
}

/// A value as its metric shows it; why it is hidden; or that there is none.
pub(super) fn value(metric: &Metric, own: Option<&Gated>) -> Plain {
    match own.map(|own| (own.disclosed(), own.withheld())) {
        Some((Some(own), _)) => figures::shown(own, figures::digits(metric, own)).into(),
        Some((None, Some(own))) => figures::hidden(own),
        _ => "·".into(),
    }
}

/// How many answers it rests on.
pub(super) fn n(own: Option<&Gated>) -> Plain {
    own.map_or_else(Plain::default, |own| figures::count(own.n()).into())
}

/// `68 % (65 to 72), n 1,059`.
pub(super) fn stands(metric: &Metric, own: &Disclosed) -> String {
    let digits = figures::digits(metric, own);
    let ends = own.interval().map(|own| format!(" ({})", figures::range(own, digits))).unwrap_or_default();
    let unit = Some(&metric.unit).filter(|own| *own == "%").map(|own| format!(" {own}")).unwrap_or_default();
    format!("{}{unit}{ends}, n {}", figures::shown(own, digits), figures::count(own.n()))
}

/// What keeps one from telling: that it may be chance among so many, or nothing more.
pub(super) fn untold(scene: Scene<'_>, own: &Comparison) -> String {
    match own.verdict {
        Verdict::Steady => {
            let within = own.steady_within.map(figures::written).unwrap_or_default();
            scene.labels.filled(Label::Steady, &[&within])
        }
        _ if own.alone() != Verdict::CannotTell => {
            scene.labels.filled(Label::MayBeChance, &[&own.standing.family.to_string()])
        }
        _ => scene.label(Label::CannotTell).to_owned(),
    }
}

/// The last column, which gives way on a narrow screen, so that there is room for the values.
pub(super) fn last(scene: Scene<'_>, own: GridColumn) -> GridColumn {
    if is_narrow(scene) { own.cut_to(LEAST_LAST) } else { own }
}

/// Has a screen room for little more than a name and what is said of it?
pub(super) fn is_narrow(scene: Scene<'_>) -> bool {
    scene.size.is_some_and(|size| size.width < NARROW)
}

/// Screens of fewer columns are narrow.
const NARROW: u16 = 60;

/// The fewest columns of the last one: `worse for Wei`.
const LEAST_LAST: u16 = 13;

/// The least that an axis of shares and scores spans: what is less looks like more than it is.
const LEAST_POINTS: f64 = 20.0;

/// How many times half the width of a usual interval an axis spans at least.
const LEAST_HALVES: f64 = 8.0;

/// An axis that holds values, from one round number to another, and that does not make much of little.
///
/// * `halves`: half the widths of the intervals of the values.
pub(super) fn axis(
    metric: &Metric,
    values: impl Iterator<Item = f64> + Clone,
    halves: impl Iterator<Item = f64>,
) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, 1.0);
    }
    let mut halves: Vec<f64> = halves.filter(|own| own.is_finite()).collect();
    halves.sort_by(f64::total_cmp);
    let usual = halves.get(halves.len() / 2).copied().unwrap_or(0.0);
    // A share that is known to a tenth of a point is looked at closer.
    let is_of_points = metric.kind.range().is_some_and(|(low, high)| high - low >= 100.0);
    let least = if is_of_points && !(usual > 0.0 && usual < 1.0) { LEAST_POINTS } else { LEAST_HALVES * usual };
    let span = (high - low).max(least).max(high.abs().max(low.abs()) * 0.1).max(1e-6);
    let middle = f64::midpoint(low, high);
    let power = 10_f64.powf((span / 4.0).log10().floor());
    let times = [5.0, 2.0, 1.0].into_iter().find(|own| own * power <= span / 4.0 * (1.0 + 1e-9)).unwrap_or(1.0);
    let step = times * power;
    let down = |own: f64| (own / step + 1e-9).floor() * step;
    let up = |own: f64| (own / step - 1e-9).ceil() * step;
    let (from, to) = (down(low.min(middle - span / 2.0)), up(high.max(middle + span / 2.0)));
    // No further than the scale of the metric goes.
    metric.kind.range().map_or((from, to), |(least, most)| (from.max(least.min(low)), to.min(most.max(high))))
}

/// How many decimals two values and the change between them have, so that one follows from the others: one more
/// than they need where a change would read as none, or as another than the values say.
///
/// * `n_decimals`: those that the values need, and those of the change.
pub(super) fn agreeing(
    (from, to): (f64, f64),
    difference: f64,
    (of_values, of_change): (usize, usize),
) -> (usize, usize) {
    let is_told = |extra: &usize| {
        let values = of_values + extra;
        let change = if *extra > 0 { of_change.max(values) } else { of_change };
        let round = |own: f64, n: usize| (own * power(n)).round() / power(n);
        let seen = round(to, values) - round(from, values);
        let told = round(difference, change);
        // Where the change has the finer digits, within one of the values.
        let is_same = if change > values {
            (seen - told).abs() < 0.95 / power(values)
        } else {
            (round(seen, change) - told).abs() < 0.5 / power(change)
        };
        is_same && (values > 0 || difference.abs() >= 1.0 || difference.abs() < 1e-9)
    };
    let extra = (0..MOST_EXTRA).find(is_told).unwrap_or(MOST_EXTRA - 1);
    let values = of_values + extra;
    (values, if extra > 0 { of_change.max(values) } else { of_change })
}

/// So many ways are tried: as they need, and with one decimal more.
const MOST_EXTRA: usize = 2;

fn power(n_decimals: usize) -> f64 {
    10_f64.powi(i32::try_from(n_decimals).unwrap_or(0))
}

/// `24`, `17 to 26.1`: one number where both ends read alike.
pub(super) fn from_to(scene: Scene<'_>, (least, most): (f64, f64), n_decimals: usize) -> String {
    let (least, most) = (number(least, n_decimals), number(most, n_decimals));
    if least == most { least } else { scene.labels.filled(Label::Span, &[&least, &most]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::catalog::built_in;

    #[test]
    fn an_axis_does_not_make_much_of_little() {
        let of = |id: &str, values: &[f64], half: f64| {
            axis(&built_in(id).expect("built in"), values.iter().copied(), std::iter::once(half))
        };
        assert_eq!(of("csat", &[73.1, 73.9], 12.0), (60.0, 85.0));
        assert_eq!(of("csat", &[98.0, 99.0], 1.0), (85.0, 100.0), "no further than its scale");
        let (low, high) = of("conversion", &[1.96, 2.5], 0.08);
        assert!((1.5..=1.96).contains(&low) && (2.5..=3.0).contains(&high), "{low} to {high}");
    }

    #[test]
    fn two_values_and_the_change_between_them_agree() {
        assert_eq!(agreeing((73.6, 73.4), -0.2, (0, 0)), (1, 1), "74, 73 and 0 do not");
        assert_eq!(agreeing((44.3, 21.4), -22.9, (0, 0)), (0, 0));
        assert_eq!(agreeing((44.4, 21.6), -22.8, (0, 0)), (1, 1), "44, 22 and −23: one is off");
        assert_eq!(agreeing((82.8, 75.3), -7.5, (0, 1)), (0, 1));
    }
}
