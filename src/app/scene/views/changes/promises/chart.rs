//! The dots of an action: a period each, where it was shipped, and what was promised.

use jiff::civil::Date;

use super::facts;
use crate::analysis::promises::{Aftermath, Entry};
use crate::app::figures;
use crate::app::figures::written;
use crate::app::scene::outcome::{digits, n};
use crate::app::scene::pieces::Scene;
use crate::app::scene::told::day;
use crate::app::view::{DotChart, DotPoint, DotSpan, Label, Labels};
use crate::metric::{DaySpan, Disclosed, Metric};
use crate::text::Plain;

/// The dots of an action with what is told of it; without dots where nothing was counted.
pub(super) fn of(scene: Scene<'_>, own: &Entry, few: u64) -> DotChart {
    let chart = DotChart { facts: facts::of(scene, own, few), ..DotChart::default() };
    let (Ok(outcome), Some(metric)) = (&own.outcome, &own.metric) else { return chart };
    let whole = DaySpan { first: first(outcome), last: outcome.told.windows.after.last };
    let at = |date: Date| share(whole, date);
    let points: Vec<DotPoint> = outcome
        .points
        .iter()
        .map(|(period, own)| DotPoint { at: at(period.day()), value: own.value(), is_weak: own.is_few() })
        .collect();
    let to = own.promised();
    let values = points.iter().map(|own| own.value).chain(to);
    let Some(ends) = values.map(|own| (own, own)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return chart };
    let halves = [outcome.told.placebo.as_ref(), outcome.told.fading.as_ref()].into_iter().flatten();
    let halves = halves.flat_map(|pair| [(pair.spans.0, pair.earlier()), (pair.spans.1, pair.later())]);
    let digits = digits(metric, &outcome.told.change);
    let spans = halves.filter_map(|(span, reading)| {
        let lines = lines(scene, metric, (span, reading?), digits);
        Some(DotSpan { from: at(span.first.max(whole.first)), to: at(span.last), lines })
    });
    DotChart {
        spans: spans.collect(),
        points,
        ends,
        day: Some((at(outcome.shipped), day(scene.labels, outcome.shipped, scene.today).into())),
        meant: to.map(|to| (to, written(to).into())),
        ..chart
    }
}

/// The first day that is drawn: that of the side before, or from which on anything was counted.
fn first(outcome: &Aftermath) -> Date {
    let before = outcome.told.windows.before.first;
    outcome.told.counted_from.map_or(before, |day| day.max(before))
}

/// Where a day stands from the first to the last.
fn share(whole: DaySpan, date: Date) -> f64 {
    let days = |until: Date| {
        let n = DaySpan { first: whole.first, last: until }.n_days();
        f64::from(u32::try_from(n.saturating_sub(1)).unwrap_or(u32::MAX))
    };
    let all = days(whole.last);
    if all > 0.0 { days(date.max(whole.first)) / all } else { 0.0 }
}

/// `31 Mar to 29 Jun 38.0`, `36.5 to 39.5  n 3,938`.
fn lines(
    scene: Scene<'_>,
    metric: &Metric,
    (span, reading): (DaySpan, &Disclosed),
    digits: crate::metric::Digits,
) -> Vec<Vec<Plain>> {
    let shown = figures::shown(reading, digits);
    let when = days(scene.labels, span);
    let begins = scene.labels.before(Label::From, &scene.labels.day(span.first));
    let ends = reading.interval().map(|own| figures::range(own, digits)).unwrap_or_default();
    let n = if metric.kind.is_estimate() { n(reading) } else { String::new() };
    let half = figures::margin(reading, digits).and_then(|own| match own {
        crate::app::view::Spread::Half(half) => Some(format!("±{half}")),
        crate::app::view::Spread::Ends(_) => None,
    });
    let sure: Vec<Plain> = [format!("{ends}  {n}"), ends.clone(), half.unwrap_or_default()]
        .into_iter()
        .map(Plain::from)
        .filter(|own| !own.as_str().trim().is_empty())
        .collect();
    vec![vec![format!("{when}  {shown}").into(), format!("{begins} {shown}").into(), shown.into()], sure]
}

/// `Apr to Jun` where those are whole months, else its days: `29 Sep to 28 Dec`.
fn days(labels: Labels, span: DaySpan) -> String {
    let is_whole = span.first.day() == 1 && span.last == span.last.last_of_month();
    let month = |day: Date| labels.month(day).split(' ').next().unwrap_or_default().to_owned();
    let name = |day: Date| if is_whole { month(day) } else { labels.day(day) };
    let (first, last) = (name(span.first), name(span.last));
    if first == last { first } else { labels.filled(Label::Span, &[&first, &last]) }
}
