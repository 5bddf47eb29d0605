//! What the sides that set people against one another tell alike: a difference with its interval, the axis of values.

use crate::app::figures;
use crate::app::scene::pieces::Scene;
use crate::app::view::Label;
use crate::metric::digits::Digits;
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
    if metric.unit == "%" || metric.unit.is_empty() { "points" } else { &metric.unit }
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

/// An axis that holds values, from one round number to another.
pub(super) fn axis(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(f64::INFINITY, f64::min);
    let high = values.fold(f64::NEG_INFINITY, f64::max);
    if !(low.is_finite() && high.is_finite()) {
        return (0.0, 1.0);
    }
    let span = (high - low).max(high.abs().max(low.abs()) * 0.1).max(1e-6);
    let step = 10_f64.powf(span.log10().floor()) / 2.0;
    ((low / step).floor() * step, (high / step).ceil() * step)
}
