//! The side `since`: since when every touchpoint is as it is, the last two periods beside that, and below the touchpoint
//! under the cursor. Invariant: every place stands in one group, and every change with its interval.

use super::contrast;
use super::found::found;
use super::here;
use super::side::ChangesSide;
use super::words::{self, signed};
use crate::analysis::changes::group::ChangeGroup;
use crate::analysis::changes::place::{PlaceFound, PlaceLevel};
use crate::analysis::changes::{ChangesFound, ChangesRows};
use crate::analysis::judged::PeriodPair;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::views::row::SideRow;
use crate::app::view::{Block, GridCell, GridColumn, GridHead, GridRow, Label, Page, Sketch, Tone};
use crate::app::viewing::Dials;
use crate::metric::{Direction, Disclosed, Metric, Verdict};
use crate::text::Plain;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "since", by: "", lack: |_| None },
    asks: |_, _| None,
    of: |matter, dials| found(matter, dials, ChangesRows::Changes),
    fold,
};

fn fold(scene: Scene<'_>, _: &Dials) -> Page {
    let title: Plain = scene.label(Label::WhatChanged).into();
    let Some(own) = scene.analysis::<ChangesFound>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let shown: Vec<&PlaceFound> = own.of(PlaceLevel::Touchpoint).filter(|own| words::is_shown(scene, own)).collect();
    let mut blocks = vec![Block::Sentence(words::headline(scene, own, &shown))];
    blocks.extend(words::lacks(scene, own, &shown));
    let whole: Vec<&PlaceFound> = own.of(PlaceLevel::Journey).chain(own.of(PlaceLevel::Stage)).collect();
    if !shown.is_empty() || !whole.is_empty() {
        blocks.push(Block::Gap);
        table(&mut blocks, scene, own, (&whole, &shown));
    }
    let aside = joined([
        scene.label(Label::SinceWhen).to_owned(),
        words::between(own),
        words::comparable(&shown, own.asked.is_some()),
    ]);
    Page { title, aside, is_dated: true, blocks, ..Page::default() }
}

/// The journey and its stages, then the touchpoints by what can be said of them.
fn table(
    blocks: &mut Vec<Block>,
    scene: Scene<'_>,
    own: &ChangesFound,
    (whole, shown): (&[&PlaceFound], &[&PlaceFound]),
) {
    let is_asked = own.asked.is_some();
    let axis = axis(own.metric.as_ref(), shown.iter().chain(whole));
    blocks.push(Block::GridHead(head(scene, own, axis)));
    // Of the journey and its stages first, which are families of their own.
    let of_journey = whole.iter().filter(|own| own.level == PlaceLevel::Journey);
    blocks.extend(of_journey.flat_map(|place| row(scene, own, place, axis, is_asked)));
    let direction = own.metric.as_ref().map_or(Direction::HigherIsBetter, |own| own.direction);
    for group in ChangeGroup::in_order(direction) {
        let mut members: Vec<&&PlaceFound> =
            shown.iter().filter(|own| ChangeGroup::of(own, is_asked) == group).collect();
        if members.is_empty() {
            continue;
        }
        members.sort_by(|one, other| words::size(other).total_cmp(&words::size(one)));
        let of = if group == ChangeGroup::NotCompared { shown.len() } else { words::n_judged(shown, is_asked) };
        let heading = scene.labels.filled(label_of(group), &[&members.len().to_string(), &of.to_string()]);
        blocks.push(Block::Heading(format!("{}{heading}", words::sign(group.verdict())).into()));
        blocks.extend(members.into_iter().flat_map(|place| row(scene, own, place, axis, is_asked)));
    }
    let stages: Vec<&&PlaceFound> = whole.iter().filter(|own| own.level == PlaceLevel::Stage).collect();
    if !stages.is_empty() {
        blocks.push(Block::Heading(scene.labels.filled(Label::NStages, &[&stages.len().to_string()]).into()));
        blocks.extend(stages.into_iter().flat_map(|place| row(scene, own, place, axis, is_asked)));
    }
}

const fn label_of(group: ChangeGroup) -> Label {
    match group {
        ChangeGroup::Fell => Label::FellOf,
        ChangeGroup::Rose => Label::RoseOf,
        ChangeGroup::FellEarlier => Label::FellEarlierOf,
        ChangeGroup::RoseEarlier => Label::RoseEarlierOf,
        ChangeGroup::Moved => Label::MovedOf,
        ChangeGroup::Steady => Label::SteadyOf,
        ChangeGroup::CannotTell => Label::CannotTellOf,
        ChangeGroup::NotCompared => Label::NotComparedOf,
    }
}

/// From which to which value the dumbbells go: all that is drawn by the metric.
fn axis<'p>(metric: Option<&Metric>, places: impl Iterator<Item = &'p &'p PlaceFound>) -> (f64, f64) {
    let drawn = places.filter(|own| Some(&own.metric) == metric).filter_map(|own| own.pair.as_ref().ok());
    let readings: Vec<_> = drawn.flat_map(|pair| [pair.earlier.1, pair.later.1]).collect();
    let halves = readings.iter().filter_map(|own| Some(own.interval()?.half_width()));
    metric.map_or((0.0, 100.0), |metric| contrast::axis(metric, readings.iter().map(Disclosed::value), halves))
}

/// The fewest columns for since when: on a narrow screen for `▲ since Oct 2025` alone.
fn least_since(scene: Scene<'_>) -> u16 {
    if contrast::is_narrow(scene) { 16 } else { 22 }
}

fn head(scene: Scene<'_>, own: &ChangesFound, axis: (f64, f64)) -> GridHead {
    let periods = words::periods(own).map(|(from, to)| (from.label(), to.label()));
    let (from, to) =
        periods.unwrap_or_else(|| (scene.label(Label::Before).to_owned(), scene.label(Label::Now).to_owned()));
    let metric = own.metric.as_ref().map(|own| format!("{} {}", own.name, own.unit)).unwrap_or_default();
    let columns = vec![
        GridColumn::words(metric.trim_end().to_owned()).cut_to(12),
        GridColumn::words(scene.label(Label::SinceWhen)).cut_to(least_since(scene)).going(1),
        GridColumn::numbers(from).going(5),
        GridColumn::numbers(to).going(5),
        GridColumn::drawn("", axis).going(6),
        GridColumn::numbers(scene.label(Label::HowFar)),
        GridColumn::words("95 %").going(3),
    ];
    GridHead { columns, is_bare: false }
}

/// One place; under the cursor with what there is to know of it.
fn row(scene: Scene<'_>, found: &ChangesFound, own: &PlaceFound, axis: (f64, f64), is_asked: bool) -> Vec<Block> {
    let group = ChangeGroup::of(own, is_asked);
    let tone = tone(own, group);
    let pair = own.pair.as_ref().ok();
    let shown = |which: fn(&PeriodPair) -> &crate::analysis::judged::Dated| match pair {
        Some(pair) => GridCell::told(words::shown(&which(pair).1, words::agreed(own, pair).0)),
        None => GridCell::default(),
    };
    // What is of another metric has another axis.
    let is_drawn = Some(&own.metric) == found.metric.as_ref() && axis.0 < axis.1;
    let change = own.change();
    let is_sure = change.is_some_and(|own| matches!(own.verdict, Verdict::Rose | Verdict::Fell));
    let sketch = pair.filter(|_| is_drawn).map(|pair| Sketch::Dumbbell {
        from: Some(pair.earlier.1.value()),
        to: Some(pair.later.1.value()),
        is_sure,
        tone: if is_sure { tone } else { Tone::Neutral },
    });
    let moved = pair
        .zip(change)
        .map(|(pair, change)| (signed(change.difference, words::agreed(own, pair).1), words::range(&change)));
    let (by, ends) = moved.unwrap_or_default();
    let name = words::name(scene, own);
    let anchor = words::anchor(found, own);
    let is_here = anchor.at.is_some() && here::is_here(scene, own);
    let row = Block::GridRow(GridRow {
        anchor,
        cells: vec![
            GridCell::told(name),
            GridCell::in_forms(since(scene, own, group, is_asked)).toned(tone),
            shown(|pair| &pair.earlier),
            shown(|pair| &pair.later),
            GridCell { sketch, ..GridCell::default() },
            GridCell::told(by).toned(if is_sure { tone } else { Tone::Neutral }),
            GridCell::told(ends),
        ],
        is_dim: group.verdict().is_none(),
    });
    let under = if is_here { here::blocks(scene, own) } else { Vec::new() };
    std::iter::once(row).chain(under).collect()
}

/// Is that good or bad?
fn tone(own: &PlaceFound, group: ChangeGroup) -> Tone {
    match group.verdict().and_then(|verdict| verdict.is_good(own.metric.direction)) {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Neutral,
    }
}

/// `fell 7.6 since 2017`, and the same in fewer words.
///
/// * `is_asked`: were two periods asked for? Then it is between them.
fn since(scene: Scene<'_>, own: &PlaceFound, group: ChangeGroup, is_asked: bool) -> Vec<Plain> {
    let sign = words::sign(group.verdict());
    if let Some(forms) = words::since(scene, own, group).filter(|_| !is_asked) {
        return forms;
    }
    if let (ChangeGroup::FellEarlier | ChangeGroup::RoseEarlier, Some(verdict)) = (group, group.verdict()) {
        // No day parts it: it went that way all along.
        let word = scene.label(if verdict == Verdict::Rose { Label::Rises } else { Label::Falls });
        return vec![format!("{word} {}", here::slope(own)).into(), word.into(), sign.trim_end().into()];
    }
    if let (Some(change), Some(verdict)) = (own.change(), group.verdict()) {
        let word = scene.label(if verdict == Verdict::Rose { Label::Rose } else { Label::Fell });
        let by = figures::number(change.difference.abs(), words::decimals(&change));
        return vec![format!("{word} {by}").into(), format!("{sign}{by}").into(), sign.trim_end().into()];
    }
    let label = match group {
        ChangeGroup::Moved => scene.label(Label::MovesNoWay).to_owned(),
        _ if own.is_alone() => {
            let among = own.change().map_or(0, |own| own.standing.family).to_string();
            return vec![
                format!("alone it would count, among {among} it may be chance").into(),
                scene.labels.filled(Label::MayBeChance, &[&among]).into(),
                "may be chance".into(),
            ];
        }
        ChangeGroup::NotCompared => own.note().unwrap_or_default(),
        _ => String::new(),
    };
    vec![label.into()]
}

#[cfg(test)]
mod tests;
