//! The touchpoint under the cursor in words: its numbers and how they moved, its worst pain point, what the customer does,
//! thinks and feels there. All of it can be edited in place.

use crate::app::scene::claims::{self, field};
use crate::app::scene::detail::measured;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::view::{Block, Label};
use crate::journey::PainPoint;
use crate::text::Plain;

/// What there is to say of the touchpoint under the cursor; nothing where it is not drawn.
pub(super) fn blocks(scene: Scene<'_>, shown: &[Shown<'_>]) -> Vec<Block> {
    let (stage_idx, idx) = (scene.place.stage.idx, scene.place.touchpoint.idx);
    let Some(stage) = shown.iter().find(|own| own.idx == stage_idx) else { return Vec::new() };
    let found = stage.touchpoints.iter().find(|(own, ..)| *own == idx);
    let Some((_, touchpoint, numbers)) = found else { return Vec::new() };
    let at = stage.at_touchpoint(touchpoint);
    let decides = if touchpoint.is_moment_of_truth { scene.label(Label::MomentOfTruth) } else { "" };
    let heading = joined([touchpoint.name.clone(), decides.to_owned(), stage.stage.name.clone()]);
    let mut blocks = vec![Block::Heading(heading)];
    let mut scores = Vec::new();
    let tracks: Vec<usize> = [numbers.shown, numbers.sentiment].into_iter().flatten().collect();
    measured(&mut scores, scene, &tracks);
    // How exactly it is known is told in the detail.
    blocks.extend(scores.into_iter().map(|block| match block {
        Block::Score { metric, figure, movement, .. } => {
            Block::Score { metric, figure, more: Plain::default(), movement, is_main: false }
        }
        other => other,
    }));
    let hurting = touchpoint.pains.iter().filter(|pain| pain.is_hurting());
    let worst: Option<&PainPoint> = hurting.max_by_key(|pain| pain.severity);
    blocks.extend(
        claims::pains(scene.labels, scene.map(), worst.into_iter(), &at)
            .into_iter()
            .map(|block| brief(scene, block, worst)),
    );
    for (label, text, key) in [
        (Label::Does, &touchpoint.does, "does"),
        (Label::Thinks, &touchpoint.thinks, "thinks"),
        (Label::Feels, &touchpoint.feels, "feels"),
    ] {
        field(&mut blocks, scene.label(label), text.as_ref(), at.field(key));
    }
    blocks
}

/// A pain point in a line: where it stands and who looks after it; its evidence is told in the detail.
fn brief(scene: Scene<'_>, block: Block, pain: Option<&PainPoint>) -> Block {
    match block {
        Block::Item { lead, tone, lines, tail, is_done, at, is_marked, .. } => {
            let owner = pain.and_then(|own| own.owner.clone()).unwrap_or_else(|| scene.label(Label::Nobody).to_owned());
            let tail = joined([tail.to_string(), owner]);
            Block::Item { lead, tone, lines, tail, under: Vec::new(), is_done, at, is_marked }
        }
        other => other,
    }
}
