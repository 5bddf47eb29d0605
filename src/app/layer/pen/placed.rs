//! Puts what is being typed into the detail, where it will stand.
//! There is one pen, and it is always in the detail on screen.

use super::{Writing, help};
use crate::app::naming::{self, main_field, noun_of};
use crate::app::state::State;
use crate::app::view::{Block, Labels, Page, Typing};
use crate::app::words::Purpose;
use crate::journey::{Address, Noun};
use crate::source::tables::table_of;
use crate::text::Plain;

/// Claims that are listed newest first.
const NEWEST_FIRST: [Noun; 1] = [Noun::Note];

/// Puts the pen into a detail.
pub(in crate::app) fn place(detail: &mut Page, state: &State, writing: &Writing) {
    let typing = Block::Typing(typing(state, writing));
    let blocks = &mut detail.blocks;
    match &writing.purpose {
        Purpose::Field(at) => place_field(blocks, typing, at),
        Purpose::Item { .. } if state.is_at_standup() => place_below(blocks, typing, state.place.item.as_ref()),
        Purpose::Item { under, noun, .. } => place_item(blocks, typing, under, *noun),
        Purpose::Copy { .. } => apart(blocks, 0, typing),
    }
}

fn typing(state: &State, writing: &Writing) -> Typing {
    let (line_idx, before) = writing.pen.before_caret();
    Typing {
        label: label(state.labels(), &writing.purpose).into(),
        lines: writing.pen.lines().map(Plain::new).collect(),
        // Count only what the screen does not leave out.
        caret: (line_idx, Plain::new(before).as_str().len()),
        is_long: writing.pen.is_long(),
        help: writing.wrong.clone().unwrap_or_else(|| help(state, writing)),
        is_wrong: writing.wrong.is_some(),
    }
}

/// What is typed is called as it is on the page.
fn label(labels: Labels, purpose: &Purpose) -> String {
    let field = match purpose {
        Purpose::Field(at) if at.field.as_deref() != Some(main_field(noun_of(at))) => naming::field(at),
        _ => None,
    };
    field.map_or_else(|| purpose.label(), |field| labels.field(field))
}

/// Puts the pen in place of what it changes, or under its item, or else among the fields in their usual order.
fn place_field(blocks: &mut Vec<Block>, typing: Block, at: &Address) {
    let item = Address { field: None, ..at.clone() };
    let is_main = at.field.as_deref() == Some(main_field(noun_of(at)));
    let shows = |own: &Address| own == at || (is_main && *own == item);
    if let Some(idx) = blocks.iter().position(|block| block.places().into_iter().any(shows)) {
        // A drawing stays whole: the pen is below it.
        let is_alone = blocks.get(idx).is_some_and(|block| matches!(block, Block::Field { .. } | Block::Item { .. }));
        if is_alone {
            blocks.splice(idx..=idx, [typing]);
        } else {
            blocks.insert(idx + 1, typing);
        }
        return;
    }
    if let Some(idx) = blocks.iter().position(|block| block.at() == Some(&item)) {
        blocks.insert(idx + 1, typing);
        return;
    }
    let rank = |key: Option<&str>| {
        let key = key.and_then(|key| key.split('.').next());
        table_of(noun_of(at)).fields.iter().position(|field| Some(field.key) == key)
    };
    let own = rank(at.field.as_deref());
    let is_sibling = |block: &Block| block.at().is_some_and(|other| other.steps == at.steps && other.field.is_some());
    let is_before =
        |block: &Block| is_sibling(block) && block.at().is_some_and(|other| rank(other.field.as_deref()) < own);
    match (blocks.iter().rposition(is_before), blocks.iter().position(is_sibling)) {
        (Some(idx), _) => blocks.insert(idx + 1, typing),
        (None, Some(idx)) => blocks.insert(idx, typing),
        (None, None) => apart(blocks, 0, typing),
    }
}

/// Puts the pen below the item that something is added to.
fn place_below(blocks: &mut Vec<Block>, typing: Block, item: Option<&Address>) {
    let here = blocks.iter().position(|block| item.is_some() && block.at() == item);
    blocks.insert(here.map_or(0, |idx| idx + 1), typing);
}

/// Puts the pen where the new item will be listed.
fn place_item(blocks: &mut Vec<Block>, typing: Block, under: &Address, noun: Noun) {
    let is_child = |block: &Block, nouns: &[Noun]| {
        block
            .at()
            .and_then(|at| at.steps.split_last())
            .is_some_and(|(last, above)| above == under.steps && nouns.contains(&last.noun))
    };
    let first = blocks.iter().position(|block| is_child(block, &[noun]));
    let last = blocks.iter().rposition(|block| is_child(block, &[noun]));
    match (first, last) {
        (Some(first), _) if NEWEST_FIRST.contains(&noun) => blocks.insert(first, typing),
        (_, Some(last)) => blocks.insert(last + 1, typing),
        _ if noun == Noun::Evidence && blocks.iter().any(|block| block.at() == Some(under)) => {
            let idx = blocks.iter().position(|block| block.at() == Some(under)).unwrap_or_default();
            blocks.insert(idx + 1, typing);
        }
        // A new place stands beside this one, not in it.
        _ if matches!(noun, Noun::Stage | Noun::Touchpoint | Noun::Persona) => apart(blocks, 0, typing),
        _ => {
            let before: &[Noun] = match noun {
                Noun::Pain => &[],
                Noun::Opportunity => &[Noun::Pain],
                Noun::Risk => &[Noun::Pain, Noun::Opportunity],
                Noun::Action => &[Noun::Pain, Noun::Opportunity, Noun::Risk],
                _ => &[Noun::Pain, Noun::Opportunity, Noun::Risk, Noun::Action, Noun::Note],
            };
            let is_field = |block: &Block| block.at().is_some_and(|at| at.steps == under.steps && at.field.is_some());
            let last = blocks.iter().rposition(|block| is_field(block) || is_child(block, before));
            apart(blocks, last.map_or(blocks.len(), |idx| idx + 1), typing);
        }
    }
}

/// Puts the pen in, with blank rows between it and what is around it.
fn apart(blocks: &mut Vec<Block>, idx: usize, typing: Block) {
    let is_blank = |block: Option<&Block>| matches!(block, None | Some(Block::Gap));
    let over = idx.checked_sub(1);
    let mut all = Vec::new();
    if over.is_some() && !is_blank(over.and_then(|over| blocks.get(over))) {
        all.push(Block::Gap);
    }
    all.push(typing);
    if !is_blank(blocks.get(idx)) {
        all.push(Block::Gap);
    }
    blocks.splice(idx..idx, all);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(at: Address) -> Block {
        Block::Field {
            label: Plain::default(),
            lines: Vec::new(),
            tone: crate::app::view::Tone::Neutral,
            at: Some(at),
            is_marked: false,
        }
    }

    fn pen() -> Block {
        Block::Typing(Typing::default())
    }

    #[test]
    fn a_pen_stands_where_its_words_will() {
        let here = Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food");
        let (does, feels, note) =
            (field(here.field("does")), field(here.field("feels")), field(here.then(Noun::Note, "1")));
        let all = || vec![does.clone(), feels.clone(), Block::Gap, note.clone()];
        let after = |change: &dyn Fn(&mut Vec<Block>)| {
            let mut blocks = all();
            change(&mut blocks);
            blocks
        };
        let at = |key: &str| here.field(key);
        assert_eq!(after(&|blocks| place_field(blocks, pen(), &at("feels")))[1], pen(), "in place");
        assert_eq!(after(&|blocks| place_field(blocks, pen(), &at("thinks")))[1], pen(), "between");
        assert_eq!(after(&|blocks| place_field(blocks, pen(), &at("name")))[0], pen(), "first");
        assert_eq!(after(&|blocks| place_field(blocks, pen(), &here.then(Noun::Note, "1").field("text")))[3], pen());
        assert_eq!(
            after(&|blocks| place_field(blocks, pen(), &here.then(Noun::Note, "1").field("by")))[4],
            pen(),
            "under it"
        );
        assert_eq!(after(&|blocks| place_item(blocks, pen(), &here, Noun::Note))[3], pen(), "the newest first");
        let pain = after(&|blocks| place_item(blocks, pen(), &here, Noun::Pain));
        assert_eq!(pain[2..5], [Block::Gap, pen(), Block::Gap], "under the fields, apart");
        assert_eq!(after(&|blocks| place_item(blocks, pen(), &here, Noun::Touchpoint))[..2], [pen(), Block::Gap]);
    }
}
