//! Which touchpoint is looked at first: the worst one, as far as the map and its numbers tell.
//! Invariant: what hurts most by what people found out comes before what is lowest by a number.

use std::cmp::Reverse;

use super::board::{Board, TouchpointBoard};
use crate::analysis::track::Track;
use crate::journey::{Map, Touchpoint};

/// A touchpoint: the index of its stage, and its own in that stage.
pub(crate) type TouchpointIdx = (usize, usize);

/// The worst touchpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Worst {
    pub place: TouchpointIdx,
    pub why: Why,
}

/// Why a touchpoint is the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// It has the most severe pain point that still hurts; how severe, if that is said.
    Pain(Option<u8>),
    /// It has the worst score.
    Score,
    /// It has the lowest emotion, and nothing else is known.
    Emotion(i8),
}

/// The worst touchpoint; `None` where nothing tells.
///
/// * The most severe pain point that still hurts. Among equals what got worse beyond chance, then a moment of truth,
///   then the worst score, then the first in the map.
/// * Without pain points the worst score, without scores the lowest emotion.
#[must_use]
pub(crate) fn worst(map: &Map, board: &Board) -> Option<Worst> {
    let rank = |place: TouchpointIdx| board.ranking.order.iter().position(|own| *own == place).unwrap_or(usize::MAX);
    let hurting = places(map).filter_map(|(place, own)| Some((place, own, severity(own)?)));
    let first = hurting.min_by_key(|(place, own, severity)| {
        (Reverse(*severity), !got_worse(board, *place), !own.is_moment_of_truth, rank(*place))
    });
    let of_pains =
        first.map(|(place, _, severity)| Worst { place, why: Why::Pain((severity > 0).then_some(severity)) });
    let of_scores = || board.ranking.order.first().map(|place| Worst { place: *place, why: Why::Score });
    of_pains.or_else(of_scores).or_else(|| {
        let emotions = places(map).filter_map(|(place, own)| Some((place, own.emotion?)));
        let (place, emotion) = emotions.min_by_key(|(_, emotion)| *emotion)?;
        Some(Worst { place, why: Why::Emotion(emotion) })
    })
}

/// The worst touchpoint if no number could make another one so.
#[must_use]
pub(crate) fn whatever_is_measured(map: &Map) -> Option<TouchpointIdx> {
    let all: Vec<(TouchpointIdx, u8)> = places(map).filter_map(|(place, own)| Some((place, severity(own)?))).collect();
    let most = all.iter().map(|(_, severity)| *severity).max()?;
    let mut first = all.iter().filter(|(_, severity)| *severity == most);
    match (first.next(), first.next()) {
        (Some((place, _)), None) => Some(*place),
        _ => None,
    }
}

/// Touchpoints to go through one by one: the worst, then all others from the worst score up.
#[must_use]
pub(crate) fn order(map: &Map, board: &Board) -> Vec<TouchpointIdx> {
    let first = worst(map, board).map(|own| own.place);
    let others = board.ranking.order.iter().copied().filter(|place| Some(*place) != first);
    first.into_iter().chain(others).collect()
}

/// Every touchpoint, in the order of the map.
fn places(map: &Map) -> impl Iterator<Item = (TouchpointIdx, &Touchpoint)> {
    let stages = map.stages.iter().enumerate();
    stages.flat_map(|(stage_idx, stage)| {
        stage.touchpoints.iter().enumerate().map(move |(idx, own)| ((stage_idx, idx), own))
    })
}

/// The worst severity of what still hurts at a touchpoint, 0 where none is said; `None` where nothing hurts.
fn severity(touchpoint: &Touchpoint) -> Option<u8> {
    touchpoint.pains.iter().filter(|pain| pain.is_hurting()).map(|pain| pain.severity.unwrap_or(0)).max()
}

/// Did what its row shows get worse beyond chance?
fn got_worse(board: &Board, (stage_idx, idx): TouchpointIdx) -> bool {
    let own = || -> Option<&TouchpointBoard> { board.stages.get(stage_idx)?.touchpoints.get(idx) };
    let track = || -> Option<&Track> { board.verdicts.tracks.get(own()?.shown?)?.as_ref() };
    let Some(track) = track() else { return false };
    let verdict = track.judged.recent().and_then(|own| own.verdict());
    verdict.is_some_and(|verdict| verdict.is_good(track.metric.direction) == Some(false))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::lens::Lens;
    use crate::app::stand::{book, pain};
    use crate::journey::{Book, PainPoint, PainStatus};
    use crate::metric::Limits;

    fn board(book: &Book) -> Board {
        Board::new(book, &Lens::default(), Limits { few: 30, hidden: 5 }, date(2019, 1, 1))
    }

    /// The worst touchpoint by its id, of a map that is changed first.
    #[track_caller]
    fn check(name: &str, change: impl FnOnce(&mut Book), expected: Option<(&str, Why)>, is_sure: bool) {
        let mut book = book();
        change(&mut book);
        let found = worst(&book.map, &board(&book));
        let id = |place: TouchpointIdx| book.map.stages[place.0].touchpoints[place.1].id.as_str();
        assert_eq!(found.map(|own| (id(own.place), own.why)), expected, "{name}");
        let sure = whatever_is_measured(&book.map);
        assert_eq!(sure, found.map(|own| own.place).filter(|_| is_sure), "{name}");
    }

    fn open(severity: u8) -> Vec<PainPoint> {
        vec![pain("1", "it hurts", severity, PainStatus::Open)]
    }

    #[test]
    fn the_most_severe_open_pain_comes_first() {
        let of_pain = |severity| Why::Pain(Some(severity));
        check("as it is", |_| {}, Some(("food", of_pain(4))), true);
        let severe = |book: &mut Book| book.map.stages[2].touchpoints[0].pains = open(5);
        check("the most severe, though it fell least", severe, Some(("bus", of_pain(5))), true);
        let equal = |book: &mut Book| book.map.stages[0].touchpoints[0].pains = open(4);
        check("of two as severe, the one that fell", equal, Some(("food", of_pain(4))), false);
        let truth = |book: &mut Book| {
            let stages = &mut book.map.stages;
            stages[1].touchpoints[1].pains.clear();
            stages[0].touchpoints[0].pains = open(4);
            stages[0].touchpoints[1].pains = open(4);
            stages[0].touchpoints[1].is_moment_of_truth = true;
        };
        check("then a moment of truth", truth, Some(("park", of_pain(4))), false);
        let score = |book: &mut Book| {
            let stages = &mut book.map.stages;
            stages[1].touchpoints[1].pains.clear();
            stages[0].touchpoints[0].pains = open(2);
            stages[1].touchpoints[0].pains = open(2);
        };
        check("then the worst score", score, Some(("art", of_pain(2))), false);
    }

    #[test]
    fn without_pain_points_numbers_tell_and_then_emotions() {
        let mended = |book: &mut Book| {
            for pain in &mut book.map.stages[1].touchpoints[1].pains {
                pain.status = PainStatus::Fixed;
            }
        };
        check("what is fixed hurts nobody", mended, Some(("food", Why::Score)), false);
        let uncounted = |book: &mut Book| {
            mended(book);
            *book = book.clone().uncounted();
            book.map.stages[2].touchpoints[0].emotion = Some(-2);
        };
        check("the lowest emotion", uncounted, Some(("bus", Why::Emotion(-2))), false);
        let blank = |book: &mut Book| {
            uncounted(book);
            book.map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints).for_each(|own| own.emotion = None);
        };
        check("nothing tells", blank, None, false);
    }

    #[test]
    fn one_by_one_nothing_comes_twice() {
        let mut book = book();
        book.map.stages[2].touchpoints[0].pains = open(5);
        let board = board(&book);
        let all = order(&book.map, &board);
        assert_eq!(all.first(), Some(&(2, 0)));
        let mut sorted = all.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), all.len());
        assert!(board.ranking.order.iter().all(|place| all.contains(place)));
    }
}
