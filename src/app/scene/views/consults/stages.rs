//! Who looks where as the journey goes on: what is used most of what belongs to each stage.

use super::lookups::Lookup;
use crate::app::scene::pieces::Scene;
use crate::app::view::{Anchor, Block, Cell, CellLine, Label, Lane, Tone};
use crate::text::Plain;

/// A column a stage that customers consult something in; none where that is so of one alone.
pub(super) fn blocks(scene: Scene<'_>, all: &[Lookup<'_>]) -> Vec<Block> {
    let columns: Vec<(&str, &Lookup<'_>, usize)> = scene
        .map()
        .stages
        .iter()
        .filter_map(|stage| {
            let own = || all.iter().filter(|own| own.stage.is_some_and(|of| of.id == stage.id));
            let known =
                own().filter(|own| own.values[0].as_ref().is_some_and(|value| !value.is_few && value.value > 0.0));
            let most = known.max_by(|one, other| used(one).total_cmp(&used(other)))?;
            Some((stage.name.as_str(), most, own().count()))
        })
        .collect();
    if columns.len() < 2 {
        return Vec::new();
    }
    let line = |words: Plain, is_dim: bool| CellLine { words, is_dim, ..CellLine::default() };
    let heads = columns.iter().map(|(name, ..)| Cell { lines: vec![line(Plain::new(name), false)], ..Cell::default() });
    let cells = columns.iter().map(|(_, own, n)| {
        let number = own.values[0].as_ref().map(|value| percent(&value.shown)).unwrap_or_default();
        let more = (*n > 1).then(|| scene.labels.filled(Label::More, &[&(n - 1).to_string()]));
        let lines = [Some(line(Plain::new(&own.consult.name), false)), Some(line(number, true))];
        let lines = lines.into_iter().chain([more.map(|more| line(more.into(), true))]).flatten().collect();
        Cell { anchor: Anchor::default(), lines, tone: Tone::Neutral, ..Cell::default() }
    });
    let label = scene.label(Label::FirstLook);
    vec![
        Block::Gap,
        Block::Heading(scene.label(Label::WhoStillLooks).into()),
        Block::Lane(Lane { cells: heads.collect(), is_head: true, ..Lane::default() }),
        Block::Lane(Lane { label: label.into(), cells: cells.collect(), ..Lane::default() }),
    ]
}

fn used(own: &Lookup<'_>) -> f64 {
    own.values[0].as_ref().map_or(0.0, |value| value.value)
}

/// `71 % (67 to 74)` of `71 (67 to 74)`.
fn percent(shown: &Plain) -> Plain {
    match shown.as_str().split_once(' ') {
        Some((value, rest)) => format!("{value} % {rest}").into(),
        None => format!("{shown} %").into(),
    }
}
