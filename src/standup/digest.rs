//! Numbers that stand for the places of a map and for all that is said there. Must not keep a word of it.
//! Invariant: what only moved within its place, or got an id, gives the same number.

use crate::journey::inventory::{InventoryEntry, inventory};
use crate::journey::{Address, Map, Noun};
use crate::text::fingerprint::of_parts;

/// A stage, a touchpoint or the journey, and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Where it is.
    pub at: Address,
    /// What it is.
    pub noun: Noun,
    /// What stands for its id, or for its name if it has none; and what stands for all that is said of it.
    pub numbers: (u64, u64),
}

/// The places of a map, in its order. What a touchpoint says is of the touchpoint and not of its stage.
#[must_use]
pub fn digests(map: &Map) -> Vec<Digest> {
    let entries = inventory(map);
    let is_place = |entry: &InventoryEntry| matches!(entry.noun, Noun::Journey | Noun::Stage | Noun::Touchpoint);
    let mut said: Vec<u64> = entries.iter().map(InventoryEntry::fingerprint).collect();
    for (idx, entry) in entries.iter().enumerate().filter(|(idx, entry)| *idx != entry.place) {
        // Of a place within another only that it is there.
        let own = if is_place(entry) { Some(key(entry)) } else { said.get(idx).copied() };
        if let (Some(own), Some(place)) = (own, said.get_mut(entry.place)) {
            *place = place.wrapping_add(own);
        }
    }
    let places = entries.iter().zip(said).filter(|(entry, _)| is_place(entry));
    places.map(|(entry, said)| Digest { at: entry.at.clone(), noun: entry.noun, numbers: (key(entry), said) }).collect()
}

/// By what it is known again.
fn key(entry: &InventoryEntry) -> u64 {
    let known = if entry.noun == Noun::Journey { "" } else { entry.id().unwrap_or(&entry.words) };
    of_parts([entry.noun.word(), known].into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Note, PainPoint, PainStatus, Stage, Touchpoint};

    fn map() -> Map {
        let pain = |id: &str, text: &str| PainPoint {
            id: id.to_owned(),
            text: text.to_owned(),
            severity: Some(3),
            ..PainPoint::default()
        };
        let touchpoint =
            |id: &str, pains| Touchpoint { id: id.to_owned(), name: id.to_owned(), pains, ..Touchpoint::default() };
        let queue = touchpoint("queue", vec![pain("long", "it is long"), pain("cold", "it is cold")]);
        let stage = |id: &str, touchpoints| Stage { id: id.to_owned(), touchpoints, ..Stage::default() };
        let stages = vec![stage("choose", vec![touchpoint("menu", Vec::new()), queue]), stage("pay", Vec::new())];
        Map { title: "Bread".to_owned(), stages, ..Map::default() }
    }

    #[track_caller]
    fn check(name: &str, change: impl FnOnce(&mut Map), expected: &[&str]) {
        let (before, mut now) = (digests(&map()), map());
        change(&mut now);
        let changed = digests(&now).into_iter().filter(|own| !before.iter().any(|was| was.numbers == own.numbers));
        let ids = changed.map(|own| own.at.steps.last().map_or_else(String::new, |step| step.id.clone()));
        assert_eq!(ids.collect::<Vec<_>>(), expected, "{name}");
    }

    #[test]
    fn a_place_is_another_when_what_is_said_there_is() {
        check("nothing", |_| {}, &[]);
        check("a word of a pain point", |map| map.stages[0].touchpoints[1].pains[0].text.push('!'), &["queue"]);
        check("its state", |map| map.stages[0].touchpoints[1].pains[1].status = PainStatus::Fixed, &["queue"]);
        check("pain points change places", |map| map.stages[0].touchpoints[1].pains.swap(0, 1), &[]);
        check("touchpoints change places", |map| map.stages[0].touchpoints.swap(0, 1), &[]);
        check("a stage has another name", |map| map.stages[1].name.push('!'), &["pay"]);
        check("the journey has another title", |map| map.title.push('!'), &[""]);
        check("a touchpoint is gone", |map| drop(map.stages[0].touchpoints.remove(0)), &["choose"]);
        let new = Touchpoint { id: "till".to_owned(), ..Touchpoint::default() };
        check("one is new", |map| map.stages[1].touchpoints.push(new), &["pay", "till"]);
        let note = Note { id: "1".to_owned(), text: "x".to_owned(), date: None, by: None, evidence: Vec::new() };
        check("a note of a stage", |map| map.stages[0].notes.push(note), &["choose"]);
    }
}
