//! What a standup goes through, in turn. Must not know how one gets there.
//! Invariant: who owns something stands together, and nobody's comes last.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::journey::{Action, ActionStatus, Address, Map, Noun, PainPoint, PainStatus, Stage, Touchpoint};

/// One thing to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Who looks after it: its own owner, else that of the touchpoint, the stage, the map; `None`: nobody yet.
    pub owner: Option<String>,
    /// Where it is.
    pub at: Address,
    /// A pain point, an action, or the touchpoint whose questions are asked.
    pub noun: Noun,
    /// Its text, or the touchpoint's name.
    pub words: String,
    /// Of a pain point; of an action that of the worst pain point it mends.
    pub severity: Option<u8>,
    /// Where it stands; empty for a touchpoint.
    pub status: &'static str,
    /// When an action is due.
    pub due: Option<Date>,
    /// Is that day over?
    pub is_overdue: bool,
}

/// The pain points that are open or planned and the actions that are planned or in progress, by owner.
///
/// * Owners: the one with the most severe first, of equals the one with what is due first; nobody last.
/// * Of an owner: what is overdue, then by severity, then in the order of the map.
/// * `only`: one touchpoint's; the touchpoint itself, for its questions, comes before them.
#[must_use]
pub fn agenda(map: &Map, today: Date, only: Option<&str>) -> Vec<Turn> {
    let today = map.day(today);
    let mut turns = Vec::new();
    if only.is_none() {
        let at = Address::journey();
        turns.extend(map.actions.iter().filter_map(|own| action(own, &[], (&at, [&map.owner, &None, &None]), today)));
    }
    let touchpoints = map.stages.iter().flat_map(|stage| stage.touchpoints.iter().map(move |own| (stage, own)));
    for (stage, touchpoint) in touchpoints.filter(|(_, own)| only.is_none_or(|id| own.id == id)) {
        turns.extend(of_touchpoint(map, stage, touchpoint, today));
    }
    sort(&mut turns);
    let asked = only.and_then(|id| map.touchpoint(id)).map(|(stage, touchpoint)| Turn {
        owner: first([&touchpoint.owner, &stage.owner, &map.owner]),
        at: place(stage, touchpoint),
        noun: Noun::Touchpoint,
        words: touchpoint.name.clone(),
        severity: None,
        status: "",
        due: None,
        is_overdue: false,
    });
    asked.into_iter().chain(turns).collect()
}

fn place(stage: &Stage, touchpoint: &Touchpoint) -> Address {
    Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id)
}

fn of_touchpoint(map: &Map, stage: &Stage, touchpoint: &Touchpoint, today: Date) -> Vec<Turn> {
    let at = place(stage, touchpoint);
    let owners = [&touchpoint.owner, &stage.owner, &map.owner];
    let pains = touchpoint.pains.iter().filter_map(|own| pain(own, (&at, owners)));
    let actions = touchpoint.actions.iter().filter_map(|own| action(own, &touchpoint.pains, (&at, owners), today));
    pains.chain(actions).collect()
}

fn pain(pain: &PainPoint, (at, owners): (&Address, [&Option<String>; 3])) -> Option<Turn> {
    is_open(pain).then(|| Turn {
        owner: first([&pain.owner]).or_else(|| first(owners)),
        at: at.then(Noun::Pain, &pain.id),
        noun: Noun::Pain,
        words: pain.text.clone(),
        severity: pain.severity,
        status: pain.status.word(),
        due: None,
        is_overdue: false,
    })
}

fn action(
    action: &Action,
    pains: &[PainPoint],
    (at, owners): (&Address, [&Option<String>; 3]),
    today: Date,
) -> Option<Turn> {
    let mended = pains.iter().filter(|pain| is_open(pain) && action.mends.contains(&pain.id));
    matches!(action.status, ActionStatus::Planned | ActionStatus::InProgress).then(|| Turn {
        owner: first([&action.owner]).or_else(|| first(owners)),
        at: at.then(Noun::Action, &action.id),
        noun: Noun::Action,
        words: action.text.clone(),
        severity: mended.filter_map(|pain| pain.severity).max(),
        status: action.status.word(),
        due: action.due,
        is_overdue: action.due.is_some_and(|due| due < today),
    })
}

fn is_open(pain: &PainPoint) -> bool {
    matches!(pain.status, PainStatus::Open | PainStatus::Planned)
}

/// The first name that is one.
pub(super) fn first<const N: usize>(owners: [&Option<String>; N]) -> Option<String> {
    let mut names = owners.into_iter().flatten().map(|owner| owner.trim());
    names.find(|name| !name.is_empty()).map(ToOwned::to_owned)
}

/// How soon an owner's turn comes; the least is the first.
type Rank = (Reverse<Option<u8>>, (bool, Option<Date>), usize);

fn sort(turns: &mut [Turn]) {
    let mut ranks: BTreeMap<String, Rank> = BTreeMap::new();
    for (idx, turn) in turns.iter().enumerate() {
        let Some(owner) = &turn.owner else { continue };
        let own = (Reverse(turn.severity), (turn.due.is_none(), turn.due), idx);
        let rank = ranks.entry(owner.clone()).or_insert(own);
        *rank = (rank.0.min(own.0), rank.1.min(own.1), rank.2);
    }
    turns.sort_by_cached_key(|turn| {
        let rank = turn.owner.as_ref().and_then(|owner| ranks.get(owner)).copied();
        let overdue = turn.due.filter(|_| turn.is_overdue);
        // What has no severity goes by its date.
        let due = turn.due.filter(|_| turn.severity.is_none());
        let own = ((overdue.is_none(), overdue), Reverse(turn.severity), (due.is_none(), due));
        (rank.is_none(), rank, own)
    });
}
