//! Where it changed for whom: the values of a column at every touchpoint that is measured by one metric.
//! Invariant: all values at all touchpoints are one family; what is surer at one place alone is asked for at that place.

use super::contrast::{against, compared};
use super::matter::Matter;
use super::record::Facts;
use super::segmented::{SegmentsFound, told};
use super::segments::SegmentsQuestion;
use crate::journey::{Binding, Noun};
use crate::metric::{Comparison, Gated, GroupTold, Metric, Verdict, change};

/// The most values at touchpoints that are judged together.
const MOST_QUESTIONS: usize = 20_000;

/// The values of a column at a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SegmentPlace {
    /// Ids.
    pub stage: String,
    pub touchpoint: String,
    pub metric: Metric,
    pub found: SegmentsFound,
    /// The same, each judged among those of this touchpoint only.
    pub alone: SegmentsFound,
}

/// The values of the column at every touchpoint by the metric that is looked at, in the order of the map; none where they
/// are too many.
#[must_use]
pub(crate) fn places(matter: &Matter<'_>, question: &SegmentsQuestion<'_>) -> Vec<SegmentPlace> {
    let (map, inquired) = (&matter.book.map, matter.inquired);
    let Some((metric, inquired)) = matter.metric.zip(inquired) else { return Vec::new() };
    let is_meant = |own: &Binding| own.metric == metric.id && metric.kind.is_estimate();
    let bindings = map.bindings().enumerate().filter(|(_, (_, own))| is_meant(own));
    let placed: Vec<(usize, String, String, &Binding)> = bindings
        .filter_map(|(idx, (at, own))| {
            Some((idx, at.id_of(Noun::Stage)?.to_owned(), at.id_of(Noun::Touchpoint)?.to_owned(), own))
        })
        .collect();
    if placed.len().saturating_mul(inquired.groups.len()) > MOST_QUESTIONS {
        return Vec::new();
    }
    let mut all: Vec<SegmentPlace> = placed
        .into_iter()
        .filter_map(|(idx, stage, touchpoint, binding)| {
            let found = question.found(matter, idx, binding).ok()?;
            Some(SegmentPlace { stage, touchpoint, metric: metric.clone(), alone: found.clone(), found })
        })
        .collect();
    let margin = all.first().and_then(|own| {
        let binding = map.bindings().map(|(_, own)| own).find(|binding| binding.metric == own.metric.id)?;
        metric.margin(&map.measure(binding)?)
    });
    let questions = all.iter_mut().flat_map(|own| own.found.compared_mut());
    let mut asked: Vec<&mut Comparison> = questions.collect();
    // Each is judged anew, among all.
    let mut changes: Vec<Comparison> =
        asked.iter().map(|own| Comparison { verdict: own.alone(), steady_within: None, ..**own }).collect();
    change::discover(&mut changes);
    for (own, found) in asked.iter_mut().zip(changes) {
        **own = found.within(margin);
    }
    all
}

impl SegmentPlace {
    /// The values that moved beyond chance, or that differ from the rest: the widest first.
    #[must_use]
    pub(crate) fn moved(&self) -> Vec<(&str, &GroupTold, &Comparison)> {
        let all = self.found.rows().filter_map(|(value, own)| Some((value, own, self.found.compared(own)?)));
        let mut moved: Vec<(&str, &GroupTold, &Comparison)> =
            all.filter(|(.., own)| matches!(own.verdict, Verdict::Rose | Verdict::Fell)).collect();
        moved.sort_by(|(.., one), (.., other)| other.difference.abs().total_cmp(&one.difference.abs()));
        moved
    }

    /// As named values.
    #[must_use]
    pub(crate) fn record(&self) -> Facts {
        let unit = self.metric.unit.as_str();
        let side = |own: Option<&Gated>| told(own, unit);
        let is_change = self.found.is_change();
        let rows = self.found.rows().map(|(value, own)| {
            let change = self.found.compared(own);
            let verdict = change.map_or(Verdict::CannotTell, |own| own.verdict);
            let record = Facts::default()
                .with("value", value)
                .with("from", Some(own.before.as_ref()).filter(|_| is_change).map(side))
                .with("to", side(own.after.as_ref()));
            compared(record, change)
                .with("verdict", if is_change { verdict.word() } else { against(verdict) })
                .with("note", self.found.lack(own))
        });
        Facts::default()
            .with("stage", self.stage.as_str())
            .with("touchpoint", self.touchpoint.as_str())
            .with("metric", self.metric.id.as_str())
            .with("segments", rows.collect::<Vec<Facts>>())
    }
}
