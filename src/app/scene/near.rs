//! What was done and noted near the time when a number moved. Must not say why it moved.
//! Invariant: the oldest first, and nothing that has no date.

use jiff::ToSpan;
use jiff::civil::Date;

use super::claims::remark;
use crate::analysis::judged::Said;
use crate::analysis::track::Track;
use crate::app::view::{Block, Label, Labels, Tone};
use crate::journey::{Action, Map, Note, Stage, Touchpoint};
use crate::metric::Verdict;

/// How many days before and after something is near.
const DAYS: i64 = 45;

/// How many of it are told.
const MOST: usize = 4;

/// Actions shipped and notes written near the time when a track moved for sure, at its touchpoint, its stage or the
/// journey; none where it did not.
pub(super) fn near(
    labels: Labels,
    (map, stage, touchpoint): (&Map, &Stage, &Touchpoint),
    track: Option<&Track>,
) -> Vec<Block> {
    let Some((first, last)) = track.and_then(moved) else { return Vec::new() };
    let is_near = |date: &Date| first.saturating_sub(DAYS.days()) <= *date && *date <= last.saturating_add(DAYS.days());
    let actions = map.actions.iter().chain(&touchpoint.actions);
    let notes = map.notes.iter().chain(&stage.notes).chain(&touchpoint.notes);
    let shipped = actions.filter_map(|Action { shipped, text, .. }| {
        Some(((*shipped)?, format!("{}: {text}", labels.word(Label::Shipped))))
    });
    let written =
        notes.filter_map(|Note { date, text, .. }| Some(((*date)?, format!("{}: {text}", labels.word(Label::Noted)))));
    let mut all: Vec<(Date, String)> = shipped.chain(written).filter(|(date, _)| is_near(date)).collect();
    all.sort();
    all.dedup();
    let told = all.into_iter().take(MOST);
    told.map(|(date, words)| remark(date.to_string().into(), crate::text::Plain::new(&words), Tone::Neutral)).collect()
}

/// The days within which a track moved for sure.
fn moved(track: &Track) -> Option<(Date, Date)> {
    match track.judged.said()? {
        Said::Broke(own) => Some(own.days),
        Said::Stepped(step) => {
            let verdict = step.outcome.ok()?.verdict;
            matches!(verdict, Verdict::Rose | Verdict::Fell).then_some((step.earlier.0.start, step.later.0.start))
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::board::Board;
    use crate::app::lens::Lens;
    use crate::app::stand::book;
    use crate::metric::Limits;

    #[test]
    fn what_was_done_near_a_fall_is_named_and_nothing_else() {
        let mut book = book();
        let board = Board::new(&book, &Lens::default(), Limits { few: 30, hidden: 5 }, date(2019, 1, 1));
        let shipped = |id: &str, day: Date| Action {
            id: id.to_owned(),
            text: id.to_owned(),
            shipped: Some(day),
            ..book.map.stages[1].touchpoints[1].actions[0].clone()
        };
        let actions = vec![shipped("lanes", date(2018, 1, 10)), shipped("signs", date(2018, 9, 1))];
        book.map.actions = actions;
        let (stage, touchpoint) = (&book.map.stages[1], &book.map.stages[1].touchpoints[1]);
        let told = |idx: Option<usize>| {
            let blocks = near(Labels::default(), (&book.map, stage, touchpoint), board.track(idx));
            let words = |block: &Block| match block {
                Block::Field { label, lines, .. } => format!("{label} {}", lines[0]),
                other => panic!("{other:?}"),
            };
            blocks.iter().map(words).collect::<Vec<_>>()
        };
        let fell = board.stages[1].touchpoints[1].shown;
        let near =
            ["2018-01-09 noted: heard it again", "2018-01-10 shipped: lanes", "2018-02-02 noted: it is loud at noon"];
        assert_eq!(told(fell), near);
        assert_eq!(told(board.stages[1].touchpoints[0].shown), Vec::<String>::new(), "it did not move");
    }
}
