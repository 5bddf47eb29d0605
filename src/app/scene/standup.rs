//! What a standup adds to a detail: the questions to ask, and what changed since the last one.
//! Nothing is shown twice, so that the cursor is on one thing.

use crate::app::meeting::Standup;
use crate::app::view::{Block, Page, Tone};
use crate::journey::{Address, Noun, Stage, Touchpoint};
use crate::text::Plain;

/// Not a field of a touchpoint: what is typed there becomes an opportunity.
pub(in crate::app) const IDEA: &str = "opportunity";

/// Marks what is new or changed; at the top of a touchpoint, asks the four questions.
pub(super) fn dress(detail: &mut Page, standup: &Standup, asked: Option<(&Stage, &Touchpoint)>) {
    for block in &mut detail.blocks {
        let Block::Item { tail, at: Some(at), .. } = block else { continue };
        if let Some(mark) = standup.mark(at) {
            *tail = if tail.is_empty() { mark.into() } else { format!("{tail} · {mark}").into() };
        }
    }
    let Some((stage, touchpoint)) = asked else { return };
    let place = Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id);
    let questions = questions(&place, touchpoint);
    let is_asked =
        |block: &Block| questions.iter().any(|question| question.at().is_some() && question.at() == block.at());
    detail.blocks.retain(|block| !is_asked(block));
    let gap = (!detail.blocks.is_empty() && detail.blocks.first() != Some(&Block::Gap)).then_some(Block::Gap);
    let head = std::iter::once(Block::Heading("questions".into()));
    detail.blocks.splice(0..0, head.chain(questions).chain(gap));
}

/// The four questions, with the answers so far.
pub(super) fn questions(place: &Address, touchpoint: &Touchpoint) -> [Block; 4] {
    let ideas = match touchpoint.opportunities.len() {
        0 => None,
        1 => Some("1 idea so far, below".to_owned()),
        n => Some(format!("{n} ideas so far, below")),
    };
    let ask = |question: &str, answer: Option<&String>, field: &str| Block::Item {
        lead: question.into(),
        tone: Tone::Dim,
        // A blank answer takes a line, so that the cursor can be on it.
        lines: answer
            .map(|answer| Plain::lines(answer))
            .filter(|own| !own.is_empty())
            .unwrap_or_else(|| vec![Plain::default()]),
        tail: Plain::default(),
        under: Vec::new(),
        is_done: false,
        at: Some(place.field(field)),
        is_marked: false,
    };
    [
        ask("what they think", touchpoint.thinks.as_ref(), "thinks"),
        ask("what they want", touchpoint.goal.as_ref(), "goal"),
        ask("what hinders them", touchpoint.obstacle.as_ref(), "obstacle"),
        ask("how to simplify", ideas.as_ref(), IDEA),
    ]
}
