//! What became of a map: the one comparison of two maps. Must not know who changed it.
//! Invariant: what only moved, or got an id, is neither new nor gone.

use std::collections::{HashMap, VecDeque};

use super::inventory::{InventoryEntry, inventory};
use super::schema::{Field, ValueKind, may};
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
pub static PLACE: Field = Field { key: "place", doc: "What it is in.", ..may(ValueKind::Text) };

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
            [] if self.turned("place").is_some() => "moved".to_owned(),
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
/// * The same is what has the same written id in its place, else the same words, else the same position among as
///   many; what stands elsewhere with the same words has moved.
/// * What was in something that is gone is not told apart.
#[must_use]
pub fn diff(before: &Map, now: &Map) -> Vec<MapChange> {
    let (before, now) = (inventory(before), inventory(now));
    let pairs = Pairs::of(&before, &now);
    let mut changes = Vec::new();
    for (idx, entry) in now.iter().enumerate() {
        let what = match pairs.was.get(idx).copied().flatten().and_then(|was| before.get(was)) {
            None => What::New,
            Some(was) => match turned(was, entry, &pairs, (&before, &now)) {
                turned if turned.is_empty() => continue,
                turned => What::Changed(turned),
            },
        };
        changes.push(change(entry, what));
    }
    let is_gone = |idx: usize| pairs.is.get(idx).is_some_and(Option::is_none);
    let gone = before.iter().enumerate().filter(|(idx, entry)| is_gone(*idx) && !is_gone(entry.place));
    changes.extend(gone.map(|(_, entry)| change(entry, What::Gone)));
    changes
}

/// Where the things of a map are in a later one.
#[derive(Clone, Debug)]
pub struct Trace(HashMap<Address, Option<Address>>);

impl Trace {
    /// Follows everything.
    #[must_use]
    pub fn new(before: &Map, now: &Map) -> Self {
        let (before, now) = (inventory(before), inventory(now));
        let pairs = Pairs::of(&before, &now);
        let at = |idx: &Option<usize>| Some(now.get((*idx)?)?.at.clone());
        Self(before.into_iter().zip(&pairs.is).map(|(own, is)| (own.at, at(is))).collect())
    }

    /// Where a thing is by now; `None` where it is gone, or never was.
    #[must_use]
    pub fn at(&self, place: &Address) -> Option<Address> {
        self.0.get(place)?.clone()
    }
}

fn change(entry: &InventoryEntry, what: What) -> MapChange {
    MapChange { at: entry.at.clone(), noun: entry.noun, words: entry.words.clone(), what }
}

fn turned(
    was: &InventoryEntry,
    is: &InventoryEntry,
    pairs: &Pairs,
    (before, now): (&[InventoryEntry], &[InventoryEntry]),
) -> Vec<Turned> {
    let fields = was.fields.iter().zip(&is.fields).filter(|(was, is)| was.words != is.words || was.whole != is.whole);
    let fields = fields.map(|(was, is)| Turned { field: is.field, was: was.words.clone(), is: is.words.clone() });
    let has_moved = pairs.is.get(was.place).copied().flatten() != Some(is.place);
    let name = |entries: &[InventoryEntry], place: usize| entries.get(place).map(|place| place.words.clone());
    let place = has_moved.then(|| Turned { field: &PLACE, was: name(before, was.place), is: name(now, is.place) });
    fields.chain(place).collect()
}

/// Which entry is which.
struct Pairs {
    /// Of each entry before, the one now.
    is: Vec<Option<usize>>,
    /// Of each entry now, the one before.
    was: Vec<Option<usize>>,
}

/// What two entries must have in common: kind, place now, and a text.
type Key<'a> = (Noun, Option<usize>, &'a str, (usize, usize));

/// By what entries are known again, the surest first.
#[derive(Clone, Copy)]
enum By {
    Id,
    Words,
    Position,
    WordsElsewhere,
}

impl By {
    fn key(self, entry: &InventoryEntry, place: Option<usize>) -> Option<Key<'_>> {
        let here = place.map(Some);
        let words = Some(entry.words.as_str()).filter(|words| !words.is_empty());
        let key = match self {
            // These ids are distinct in the whole map.
            Self::Id if matches!(entry.noun, Noun::Stage | Noun::Touchpoint) => (entry.noun, None, entry.id()?, (0, 0)),
            Self::Id => (entry.noun, here?, entry.id()?, (0, 0)),
            Self::Words => (entry.noun, here?, words?, (0, 0)),
            Self::Position if entry.id().is_none() => (entry.noun, here?, "", entry.position),
            Self::Position => return None,
            Self::WordsElsewhere => (entry.noun, None, words?, (0, 0)),
        };
        Some(key)
    }
}

impl Pairs {
    /// The journey is the journey, whatever its title; then places are paired before what is in them.
    fn of(before: &[InventoryEntry], now: &[InventoryEntry]) -> Self {
        let start = |entries: &[InventoryEntry]| (0..entries.len()).map(|idx| (idx == 0).then_some(0)).collect();
        let mut pairs = Self { is: start(before), was: start(now) };
        let deepest = before.iter().chain(now).map(|entry| entry.at.steps.len()).max().unwrap_or_default();
        for depth in 1..=deepest {
            for by in [By::Id, By::Words, By::Position, By::WordsElsewhere] {
                pairs.pair(before, now, (depth, by));
            }
        }
        pairs
    }

    fn pair(&mut self, before: &[InventoryEntry], now: &[InventoryEntry], (depth, by): (usize, By)) {
        let at_depth = |entry: &InventoryEntry| entry.at.steps.len() == depth;
        let mut free: HashMap<Key<'_>, VecDeque<usize>> = HashMap::new();
        for (idx, entry) in now.iter().enumerate().filter(|(_, entry)| at_depth(entry)) {
            if let (Some(None), Some(key)) = (self.was.get(idx), by.key(entry, Some(entry.place))) {
                free.entry(key).or_default().push_back(idx);
            }
        }
        for (idx, entry) in before.iter().enumerate().filter(|(_, entry)| at_depth(entry)) {
            if self.is.get(idx).is_none_or(Option::is_some) {
                continue;
            }
            let place = self.is.get(entry.place).copied().flatten();
            let Some(key) = by.key(entry, place) else { continue };
            let Some(twin) = free.get_mut(&key).and_then(VecDeque::pop_front) else { continue };
            if let (Some(is), Some(was)) = (self.is.get_mut(idx), self.was.get_mut(twin)) {
                (*is, *was) = (Some(twin), Some(idx));
            }
        }
    }
}
