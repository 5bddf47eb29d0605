//! Stages put together from their touchpoints.
//! Invariant: what both periods have is compared, and what all periods have is followed.

use super::place::{PlaceFound, PlaceLevel};
use super::points::{self, PeriodRow};
use crate::analysis::judged::{Dated, PeriodPair};
use crate::analysis::matter::Matter;
use crate::journey::{Address, Noun, Toll};
use crate::metric::{Disclosed, Gated, Period, Together};

/// Every stage by the metric of its touchpoints, unless it has a number of its own.
///
/// * `two`: the periods that were asked for, if any were.
pub(super) fn wholes(matter: &Matter<'_>, places: &[PlaceFound], two: Option<(Period, Period)>) -> Vec<PlaceFound> {
    let Some(metric) = matter.metric else { return Vec::new() };
    let book = matter.book;
    let together = matter.viewpoint.cohort.map(|cohort| book.counts.together(cohort)).unwrap_or_default();
    let of = |(stage_idx, stage): (usize, &crate::journey::Stage)| {
        let whole = matter.verdicts.whole(stage_idx, &metric.id)?;
        let at = Address::journey().then(Noun::Stage, &stage.id);
        let own: Vec<&PlaceFound> = places
            .iter()
            .filter(|own| own.level == PlaceLevel::Touchpoint && own.at.id_of(Noun::Stage) == Some(&stage.id))
            .collect();
        let pair = match two {
            None => whole.judged.step.clone().ok_or_else(|| "no touchpoint has two periods".to_owned()),
            Some(two) => pair(matter, &own, &together, two),
        };
        let parts: Vec<&PlaceFound> =
            own.into_iter().filter(|own| own.binding.is_some_and(|idx| whole.parts.contains(&idx))).collect();
        let row = row(matter, &parts, &together);
        let (counted, passage) = points::passage(&row, metric.kind.is_estimate());
        Some(PlaceFound {
            binding: None,
            at,
            level: PlaceLevel::Stage,
            name: stage.name.clone(),
            stage_name: Some(stage.name.clone()),
            metric: metric.clone(),
            judged: whole.judged.clone(),
            pair,
            passage,
            counted,
            points: row.points,
            unfinished: row.unfinished,
            is_cut: row.is_cut,
            parts: parts.iter().filter_map(|own| own.at.id_of(Noun::Touchpoint).map(str::to_owned)).collect(),
            toll: Toll::together(parts.iter().map(|own| &own.toll)),
        })
    };
    book.map.stages.iter().enumerate().filter_map(of).collect()
}

/// The two periods, over the touchpoints that both have with enough answers.
fn pair(
    matter: &Matter<'_>,
    own: &[&PlaceFound],
    together: &[Together<'_>],
    (from, to): (Period, Period),
) -> Result<PeriodPair, String> {
    let relied = |(_, reading): &Dated| !reading.is_few();
    let both = own.iter().filter_map(|own| {
        let pair = own.pair.as_ref().ok().filter(|pair| relied(&pair.earlier) && relied(&pair.later))?;
        Some((own.binding?, pair.earlier.1, pair.later.1))
    });
    let both: Vec<(usize, Disclosed, Disclosed)> = both.collect();
    let composed = |period: Period, parts: Vec<(usize, Disclosed)>| -> Option<Dated> {
        Some((period, *matter.viewpoint.gate.compose_people(&parts, together, period)?.disclosed()?))
    };
    let earlier = composed(from, both.iter().map(|(idx, earlier, _)| (*idx, *earlier)).collect());
    let later = composed(to, both.iter().map(|(idx, _, later)| (*idx, *later)).collect());
    let (earlier, later) = earlier.zip(later).ok_or_else(|| "no touchpoint has both periods".to_owned())?;
    let is_estimate = matter.metric.is_some_and(|own| own.kind.is_estimate());
    Ok(PeriodPair::of(earlier, later, is_estimate, 0))
}

/// The periods that all parts have.
fn row(matter: &Matter<'_>, parts: &[&PlaceFound], together: &[Together<'_>]) -> PeriodRow {
    let Some((first, rest)) = parts.split_first() else { return PeriodRow::default() };
    let told = |own: &PlaceFound, period: Period| -> Option<(usize, Disclosed)> {
        let at = own.points.binary_search_by_key(&period, |(own, _)| *own).ok()?;
        Some((own.binding?, *own.points.get(at)?.1.disclosed()?))
    };
    let composed = |period: Period| -> Option<(Period, Gated)> {
        let mut all = vec![told(first, period)?];
        for own in rest {
            all.push(told(own, period)?);
        }
        Some((period, matter.viewpoint.gate.compose_people(&all, together, period)?))
    };
    let points = first.points.iter().filter_map(|(period, _)| composed(*period)).collect();
    PeriodRow {
        points,
        unfinished: parts.iter().filter_map(|own| own.unfinished).min(),
        open: Vec::new(),
        is_cut: parts.iter().any(|own| own.is_cut),
    }
}
