//! What lies over a sample, and what is typed in it.

use super::airport::airport;
use super::parts::{journey_of, p};
use crate::app::view::{
    Block, Card, CardChoice, CardLine, CardPart, ChoiceRow, ChoiceWidths, Frame, Overlay, Page, Pane, Picker, Tone,
    Typing, Window,
};
use crate::journey::Address;
use crate::text::Plain;

/// The airport under a picker.
pub(in crate::ui) fn finding() -> Frame {
    let mut view = airport();
    let row = |text: &str, matched: &[usize], aside: &str, key: &str| {
        Block::Choice(ChoiceRow {
            text: p(text),
            matched: matched.to_vec(),
            aside: p(aside),
            key: p(key),
            ..ChoiceRow::default()
        })
    };
    let mut rows = vec![
        Block::Heading(p("touchpoints")),
        row("Restaurants", &[0, 1, 2, 3], "touchpoint · Waiting", ""),
        row("Restrooms", &[0, 1, 2, 3], "touchpoint · Waiting", ""),
        row("prices well above the city's", &[0, 9, 21], "pain point · Waiting / Restaurants", ""),
        row("next stage", &[3], "", "l →"),
        row("安检排队太长 at the rest room", &[0, 1, 14], "pain point · Check-in / Security", "ctrl-p"),
    ];
    rows.extend((0..30).map(|idx| row(&format!("note {idx}"), &[0], "note · Leaving", "")));
    view.overlay = Some(Overlay::Picker(picker(rows, 1)));
    view
}

/// A search with these rows, the cursor on one of them.
pub(in crate::ui) fn picker(mut blocks: Vec<Block>, selected: usize) -> Picker {
    if let Some(Block::Choice(row)) = blocks.get_mut(selected) {
        row.is_marked = true;
    }
    let choices = blocks.iter().filter_map(|block| if let Block::Choice(row) = block { Some(row) } else { None });
    let widths = choices.map(|row| ChoiceWidths::of(&row.text, &row.aside, &row.key).with(row.sign));
    Picker {
        widths: widths.collect(),
        prompt: p("/"),
        typed: p("rest"),
        hint: Plain::default(),
        is_menu: false,
        selected,
        page: Page {
            title: p("find"),
            aside: p("35 of 240"),
            window: Window { first: 0, n_all: blocks.len() },
            blocks,
            ..Page::default()
        },
    }
}

/// What is typed, the caret before its `|`.
pub(in crate::ui) fn typing(label: &str, typed: &str, help: &str) -> Typing {
    let lines: Vec<&str> = typed.split('\n').collect();
    let at = lines.iter().enumerate().find_map(|(idx, line)| Some((idx, line.find('|')?)));
    Typing {
        label: p(label),
        lines: lines.iter().map(|line| p(&line.replace('|', ""))).collect(),
        caret: at.expect("a caret"),
        is_long: lines.len() > 1,
        help: p(help),
        is_wrong: help.starts_with("expected"),
    }
}

/// A view with its detail in focus, and something typed in place of the block that shows `at`, or after the last one.
pub(in crate::ui) fn typed(mut view: Frame, at: &str, typing: Typing) -> Frame {
    if let Some(journey) = journey_of(&mut view) {
        journey.focus = Pane::Detail;
        let blocks = &mut journey.detail.blocks;
        let at = Address::journey().field(at);
        match blocks.iter_mut().find(|block| block.at() == Some(&at)) {
            Some(block) => *block = Block::Typing(typing),
            None => blocks.push(Block::Typing(typing)),
        }
    }
    view
}

/// A line of a card; where it is of a difference, after its sign.
fn card_line(line: &str, is_of_difference: bool) -> CardLine {
    match line.split_at_checked(2) {
        Some(("+ ", text)) if is_of_difference => CardLine::Added(p(text)),
        Some(("- ", text)) if is_of_difference => CardLine::Removed(p(text)),
        Some(("  ", text)) if is_of_difference => CardLine::Kept(p(text)),
        _ => CardLine::Words(p(line)),
    }
}

/// A view under a card. A part without a label is a difference.
pub(in crate::ui) fn deciding(mut view: Frame, aside: &str, parts: &[(&str, &str)]) -> Frame {
    let part = |(label, text): &(&str, &str)| CardPart {
        label: p(label),
        lines: text.split('\n').map(|line| card_line(line, label.is_empty())).collect(),
        tone: if *label == "yours" { Tone::Strong } else { Tone::Neutral },
    };
    let choices = [("m", "merge"), ("t", "keep theirs"), ("k", "keep mine"), ("s", "save as")];
    view.overlay = Some(Overlay::Card(Card {
        title: p("somebody else changed this"),
        aside: p(aside),
        parts: parts.iter().map(part).collect(),
        choices: choices.map(|(key, words)| CardChoice { key: p(key), words: p(words) }).to_vec(),
        selected: 1,
    }));
    view
}
