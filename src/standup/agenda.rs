//! What a standup goes through, in turn.
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
    /// Who has it: its own owner only.
    pub named: Option<String>,
    /// Where it is.
    pub at: Address,
    /// A pain point, an action, or a touchpoint: one whose questions are asked, or whose numbers are talked about.
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
    /// The open pain points that an action mends.
    pub mends: Vec<Address>,
}

/// The pain points that are open or planned and the actions that are planned or in progress, by owner.
///
/// * Owners: the one with the most severe first, of equals the one with what is due first; nobody last.
/// * Of an owner: what is overdue, then by severity, then in the order of the map.
/// * `only`: one touchpoint's; the touchpoint itself, for its questions, comes before them.
#[must_use]
pub fn agenda(map: &Map, today: Date, only: Option<&str>) -> Vec<Turn> {
    let mut turns: Vec<Turn> = all(map, map.day(today), only).filter(is_to_do).collect();
    sort(&mut turns);
    let asked = only.and_then(|id| of_numbers(map, id));
    asked.into_iter().chain(turns).collect()
}

/// A touchpoint itself as a turn, by its id.
fn of_numbers(map: &Map, id: &str) -> Option<Turn> {
    let (stage, touchpoint) = map.touchpoint(id)?;
    Some(Turn {
        owner: first([&touchpoint.owner, &stage.owner, &map.owner]),
        named: first([&touchpoint.owner]),
        at: place(stage, touchpoint),
        noun: Noun::Touchpoint,
        words: touchpoint.name.clone(),
        severity: None,
        status: "",
        due: None,
        is_overdue: false,
        mends: Vec::new(),
    })
}

/// The touchpoint, pain point or action at an address as a turn, whatever became of it.
#[must_use]
pub fn turn(map: &Map, today: Date, at: &Address) -> Option<Turn> {
    let is_place = at.steps.last().is_some_and(|step| step.noun == Noun::Touchpoint);
    if is_place {
        return of_numbers(map, at.id_of(Noun::Touchpoint)?).filter(|turn| turn.at == *at);
    }
    all(map, map.day(today), at.id_of(Noun::Touchpoint)).find(|turn| turn.at == *at)
}

/// Every pain point and action; those of the journey only where all is meant.
fn all<'m>(map: &'m Map, today: Date, only: Option<&'m str>) -> impl Iterator<Item = Turn> + 'm {
    let own = map.actions.iter().filter(move |_| only.is_none());
    let own = own.map(move |own| action(own, &[], (&Address::journey(), [&map.owner, &None, &None]), today));
    let touchpoints = map.stages.iter().flat_map(|stage| stage.touchpoints.iter().map(move |own| (stage, own)));
    let meant = touchpoints.filter(move |(_, own)| only.is_none_or(|id| own.id == id));
    own.chain(meant.flat_map(move |(stage, touchpoint)| of_touchpoint(map, stage, touchpoint, today)))
}

fn is_to_do(turn: &Turn) -> bool {
    let words = [
        PainStatus::Open.word(),
        PainStatus::Planned.word(),
        ActionStatus::Planned.word(),
        ActionStatus::InProgress.word(),
    ];
    words.contains(&turn.status)
}

fn place(stage: &Stage, touchpoint: &Touchpoint) -> Address {
    Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id)
}

fn of_touchpoint(map: &Map, stage: &Stage, touchpoint: &Touchpoint, today: Date) -> Vec<Turn> {
    let at = place(stage, touchpoint);
    let owners = [&touchpoint.owner, &stage.owner, &map.owner];
    let pains = touchpoint.pains.iter().map(|own| pain(own, (&at, owners)));
    let actions = touchpoint.actions.iter().map(|own| action(own, &touchpoint.pains, (&at, owners), today));
    pains.chain(actions).collect()
}

fn pain(pain: &PainPoint, (at, owners): (&Address, [&Option<String>; 3])) -> Turn {
    Turn {
        owner: first([&pain.owner]).or_else(|| first(owners)),
        named: first([&pain.owner]),
        at: at.then(Noun::Pain, &pain.id),
        noun: Noun::Pain,
        words: pain.text.clone(),
        severity: pain.severity,
        status: pain.status.word(),
        due: None,
        is_overdue: false,
        mends: Vec::new(),
    }
}

fn action(action: &Action, pains: &[PainPoint], (at, owners): (&Address, [&Option<String>; 3]), today: Date) -> Turn {
    let mended: Vec<&PainPoint> =
        pains.iter().filter(|pain| is_open(pain) && action.mends.contains(&pain.id)).collect();
    Turn {
        owner: first([&action.owner]).or_else(|| first(owners)),
        named: first([&action.owner]),
        at: at.then(Noun::Action, &action.id),
        noun: Noun::Action,
        words: action.text.clone(),
        severity: mended.iter().filter_map(|pain| pain.severity).max(),
        status: action.status.word(),
        due: action.due,
        is_overdue: action.due.is_some_and(|due| due < today),
        mends: mended.iter().map(|pain| at.then(Noun::Pain, &pain.id)).collect(),
    }
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
