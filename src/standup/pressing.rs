//! What a standup talks about first.
//! Invariant: everything that is open has its turn, the most pressing first, and no place is talked about twice.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::{Turn, turn};
use crate::journey::{Address, Map, Noun};

/// How many items a standup begins with.
pub const FIRST: usize = 5;

/// What the numbers say of a place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Urgency {
    /// Did it become worse, beyond chance?
    pub fell: bool,
    /// Its position among all places, the lowest score first; `None` where nothing is ranked.
    pub rank: Option<usize>,
}

/// The same turns, the most pressing first.
///
/// * A touchpoint that is asked about, then actions that are late, the latest first.
/// * Then pain points by severity; of equals what nobody owns, then what fell beyond chance, then the lowest score.
/// * Then the other actions by the day when they are due, and last what a late action mends and somebody owns: it is
///   told with that action.
#[must_use]
pub fn pressing(turns: &[Turn], weigh: impl Fn(&Address) -> Urgency) -> Vec<Turn> {
    let late = |turn: &&Turn| turn.noun == Noun::Action && turn.is_overdue;
    let told: Vec<&Address> = turns.iter().filter(late).flat_map(|turn| &turn.mends).collect();
    let mut sorted = turns.to_vec();
    sorted.sort_by_cached_key(|turn| {
        let class = match turn.noun {
            Noun::Touchpoint => 0,
            Noun::Action if turn.is_overdue => 1,
            Noun::Pain if turn.named.is_some() && told.contains(&&turn.at) => 4,
            Noun::Pain => 2,
            _ => 3,
        };
        let due = (turn.due.is_none(), turn.due);
        let own = weigh(&turn.at);
        let score = (own.rank.is_none(), own.rank);
        let hurt = (Reverse(turn.severity), turn.named.is_some(), !own.fell, score);
        if class == 2 { (class, hurt, due) } else { (class, (Reverse(None), false, false, (false, None)), due) }
    });
    sorted
}

/// The touchpoints to talk about for their numbers alone, where nobody named a pain or an action: those that fell beyond
/// chance, then those with the lowest score.
///
/// * `turns`: what is talked about anyway.
#[must_use]
pub fn unnamed(map: &Map, today: Date, turns: &[Turn], weigh: impl Fn(&Address) -> Urgency) -> Vec<Turn> {
    let is_told = |id: &str| turns.iter().any(|turn| turn.at.id_of(Noun::Touchpoint) == Some(id));
    let places = map.stages.iter().flat_map(|stage| {
        let at = Address::journey().then(Noun::Stage, &stage.id);
        stage.touchpoints.iter().map(move |own| (own, at.then(Noun::Touchpoint, &own.id)))
    });
    let others = places.filter(|(own, _)| !is_told(&own.id)).filter_map(|(_, at)| turn(map, today, &at));
    let weighed = others.map(|turn| (weigh(&turn.at), turn));
    let mut known: Vec<(Urgency, Turn)> = weighed.filter(|(own, _)| own.fell || own.rank.is_some()).collect();
    known.sort_by_key(|(own, _)| (!own.fell, own.rank.is_none(), own.rank));
    known.into_iter().map(|(_, turn)| turn).collect()
}
