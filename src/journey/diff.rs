//! What became of a map: the one comparison of two maps.
//! Invariant: what only moved, or got an id, is neither new nor gone.

use std::collections::BTreeSet;

use super::inventory::{InventoryEntry, Told, inventory};
use super::schema::{Field, ValueKind, may};
use super::trace::{Known, Pairs, Trace};
use super::{Address, Map, Noun};

/// Something that is not as it was.
#[derive(Clone, Debug)]
pub struct MapChange {
    /// Where it is now; of what is gone, where it was.
    pub at: Address,
    /// What it is.
    pub noun: Noun,
    /// Its name or text now; of what is gone, as it was.
    pub words: String,
    /// What became of it.
    pub what: What,
}

/// What became of something.
#[derive(Clone, Debug)]
pub enum What {
    /// It was not there.
    New,
    /// It says something else; never empty.
    Changed(Vec<Turned>),
    /// It is there no more, and all that was in it.
    Gone,
}

/// One field that says something else.
#[derive(Clone, Debug)]
pub struct Turned {
    /// Its row in the format; [`PLACE`] where something moved to another one.
    pub field: &'static Field,
    /// What it said.
    pub was: Option<String>,
    /// What it says.
    pub is: Option<String>,
}

/// Where something stands: no key says it.
pub static PLACE: Field = Field { key: "belongs_to", doc: "What it is in.", ..may(ValueKind::Text) };

/// Where something stands among its kind: no key says it.
pub static POSITION: Field = Field { key: "position", doc: "Which of its kind it is.", ..may(ValueKind::Text) };

impl MapChange {
    /// The field, where it says something else.
    #[must_use]
    pub fn turned(&self, field: &str) -> Option<&Turned> {
        match &self.what {
            What::Changed(turned) => turned.iter().find(|turned| turned.field.key == field),
            What::New | What::Gone => None,
        }
    }

    /// Is it new?
    #[must_use]
    pub fn is_new(&self) -> bool {
        matches!(self.what, What::New)
    }

    /// Did it come to that state: was a pain point fixed, an action shipped?
    #[must_use]
    pub fn came_to(&self, status: &str) -> bool {
        self.turned("status").is_some_and(|turned| turned.is.as_deref() == Some(status))
    }

    /// What to say beside it in a word or two: `new`, `was open`, `was 3`; `None` of what is gone.
    #[must_use]
    pub fn mark(&self) -> Option<String> {
        match &self.what {
            What::New => return Some("new".to_owned()),
            What::Gone => return None,
            What::Changed(_) => {}
        }
        let before = |field| Some(self.turned(field)?.was.as_deref().unwrap_or("blank"));
        let short = [before("severity"), before("emotion"), before("status")];
        let short: Vec<&str> = short.into_iter().flatten().collect();
        let said = match short.as_slice() {
            [] if self.turned(PLACE.key).is_some() => "moved".to_owned(),
            [] if self.turned("text").is_some() => "reworded".to_owned(),
            [] => match (before("due"), self.turned("owner").map(|turned| turned.was.as_deref())) {
                (Some(due), _) => format!("was due {due}"),
                (None, Some(owner)) => format!("was with {}", owner.unwrap_or("nobody")),
                (None, None) => "changed".to_owned(),
            },
            _ => format!("was {}", short.join(", ")),
        };
        Some(said)
    }
}

/// What is new, changed and gone: what there is now in the order of the map, then what is gone.
///
/// * What is the same, [`Pairs`] say.
/// * What was in something that is gone is not told apart.
#[must_use]
pub fn diff(before: &Map, now: &Map) -> Vec<MapChange> {
    compare((before, now), |_, _| BTreeSet::new())
}

/// The same, with what stands elsewhere among its kind.
#[must_use]
pub fn diff_with_order(before: &Map, now: &Map) -> Vec<MapChange> {
    compare((before, now), Pairs::shifted)
}

fn compare((before, now): (&Map, &Map), shifted: fn(&Pairs, &[Known<'_>]) -> BTreeSet<usize>) -> Vec<MapChange> {
    let (before, now) = (inventory(before), inventory(now));
    let known_now = known(&now);
    let pairs = Pairs::of(&known(&before), &known_now);
    let shifted = shifted(&pairs, &known_now);
    let mut changes = Vec::new();
    for (idx, entry) in now.iter().enumerate() {
        let what = match pairs.was(idx).and_then(|was| before.get(was)) {
            None => What::New,
            Some(was) => {
                let mut turned = turned(was, entry, &pairs, (&before, &now));
                if was.position.0 != entry.position.0
                    && shifted.contains(&idx)
                    && turned.iter().all(|own| own.field.key != PLACE.key)
                {
                    let [was, is] = [was, entry].map(|own| Some(own.position.0.to_string()));
                    turned.push(Turned { field: &POSITION, was, is });
                }
                if turned.is_empty() {
                    continue;
                }
                What::Changed(turned)
            }
        };
        changes.push(change(entry, what));
    }
    let is_gone = |idx: usize| pairs.is(idx).is_none();
    let gone = before.iter().enumerate().filter(|(idx, entry)| is_gone(*idx) && !is_gone(entry.place));
    changes.extend(gone.map(|(_, entry)| change(entry, What::Gone)));
    changes
}

/// Where the things of a map are in a later one.
#[must_use]
pub fn trace(before: &Map, now: &Map) -> Trace {
    let (before, now) = (inventory(before), inventory(now));
    Trace::of(&known(&before), &known(&now))
}

fn known(entries: &[InventoryEntry]) -> Vec<Known<'_>> {
    entries.iter().map(InventoryEntry::known).collect()
}

fn change(entry: &InventoryEntry, what: What) -> MapChange {
    MapChange { at: entry.at.clone(), noun: entry.noun, words: entry.words.clone(), what }
}

/// What a key says now and said before; of as many things as before, what is not the same of them.
fn between(before: &Told, now: &Told) -> Turned {
    let (was, is) = (before.words.clone(), now.words.clone());
    if was != is {
        return Turned { field: now.field, was, is };
    }
    let lines = |told: &Told| told.whole.clone().unwrap_or_default();
    let (before, after) = (lines(before), lines(now));
    let pairs = before.lines().zip(after.lines()).filter(|(before, after)| before != after);
    let (was, is): (Vec<&str>, Vec<&str>) = pairs.unzip();
    Turned { field: now.field, was: Some(was.join("; ")), is: Some(is.join("; ")) }
}

fn turned(
    was: &InventoryEntry,
    is: &InventoryEntry,
    pairs: &Pairs,
    (before, now): (&[InventoryEntry], &[InventoryEntry]),
) -> Vec<Turned> {
    let find =
        |entry: &'_ InventoryEntry, field: &Field| entry.fields.iter().position(|told| told.field.key == field.key);
    let gone = was.fields.iter().filter(|told| find(is, told.field).is_none());
    let gone = gone.map(|told| Turned { field: told.field, was: told.words.clone(), is: None });
    let fields = is.fields.iter().filter_map(|now| {
        let before = find(was, now.field).and_then(|idx| was.fields.get(idx));
        let Some(before) = before else { return Some(Turned { field: now.field, was: None, is: now.words.clone() }) };
        (before.words != now.words || before.whole != now.whole).then(|| between(before, now))
    });
    let fields = fields.chain(gone);
    let has_moved = pairs.is(was.place) != Some(is.place);
    let name = |entries: &[InventoryEntry], place: usize| entries.get(place).map(|place| place.words.clone());
    let place = has_moved.then(|| Turned { field: &PLACE, was: name(before, was.place), is: name(now, is.place) });
    fields.chain(place).collect()
}
