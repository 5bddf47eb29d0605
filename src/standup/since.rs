//! What became of a map between two days. Must not know who changed it.
//! Invariant: what only moved, or got an id, is neither new nor gone.

use std::collections::{HashMap, VecDeque};

use super::inventory::{Entry, inventory};
use crate::journey::{Address, Map, Noun};

/// Something that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It was not there.
    New,
    /// It says something else; never empty.
    Changed(Vec<Turned>),
    /// It is there no more, and all that was in it.
    Gone,
}

/// One field that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// Its name in the format; `place` where something moved to another one.
    pub field: &'static str,
    /// What it said.
    pub was: Option<String>,
    /// What it says.
    pub is: Option<String>,
}

impl Change {
    /// The field, where it says something else.
    #[must_use]
    pub fn turned(&self, field: &str) -> Option<&Turned> {
        match &self.what {
            What::Changed(turned) => turned.iter().find(|turned| turned.field == field),
            What::New | What::Gone => None,
        }
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
pub fn since(before: &Map, now: &Map) -> Vec<Change> {
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

/// Where the things at some places of a map are by now; `None` for what is gone.
#[must_use]
pub fn trace(before: &Map, now: &Map, places: &[&Address]) -> Vec<Option<Address>> {
    let (before, now) = (inventory(before), inventory(now));
    let pairs = Pairs::of(&before, &now);
    let by_address: HashMap<&Address, usize> = before.iter().enumerate().map(|(idx, own)| (&own.at, idx)).collect();
    let now_at = |place: &Address| Some(now.get((*pairs.is.get(*by_address.get(place)?)?)?)?.at.clone());
    places.iter().map(|place| now_at(place)).collect()
}

fn change(entry: &Entry, what: What) -> Change {
    Change { at: entry.at.clone(), noun: entry.noun, words: entry.words.clone(), what }
}

fn turned(was: &Entry, is: &Entry, pairs: &Pairs, (before, now): (&[Entry], &[Entry])) -> Vec<Turned> {
    let fields = was.fields.iter().zip(&is.fields).filter(|(was, is)| was.1 != is.1);
    let fields = fields.map(|((field, was), (_, is))| Turned { field, was: was.clone(), is: is.clone() });
    let has_moved = pairs.is.get(was.place).copied().flatten() != Some(is.place);
    let name = |entries: &[Entry], place: usize| entries.get(place).map(|place| place.words.clone());
    let place = has_moved.then(|| Turned { field: "place", was: name(before, was.place), is: name(now, is.place) });
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
    fn key(self, entry: &Entry, place: Option<usize>) -> Option<Key<'_>> {
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
    fn of(before: &[Entry], now: &[Entry]) -> Self {
        let start = |entries: &[Entry]| (0..entries.len()).map(|idx| (idx == 0).then_some(0)).collect();
        let mut pairs = Self { is: start(before), was: start(now) };
        for depth in 1..=3 {
            for by in [By::Id, By::Words, By::Position, By::WordsElsewhere] {
                pairs.pair(before, now, (depth, by));
            }
        }
        pairs
    }

    fn pair(&mut self, before: &[Entry], now: &[Entry], (depth, by): (usize, By)) {
        let at_depth = |entry: &Entry| entry.at.steps.len() == depth;
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
