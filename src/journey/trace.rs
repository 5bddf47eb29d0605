//! Where the things of a map are in a later one: the one notion of "the same thing".
//! Invariant: what only moved, or got an id, is the same.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{Address, Noun};

/// By what a thing of a map is known again.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Where it is.
    pub at: Cow<'a, Address>,
    /// Is its id written? One made by position says nothing once others come before it.
    pub has_id: bool,
    /// Which of them is its place; the first is the journey, and its own.
    pub place: usize,
    /// Its 1-based position among those of its kind there, and how many there are.
    pub position: (usize, usize),
    /// Its name or text.
    pub words: Cow<'a, str>,
    /// What stands for all that it says, what is in it left out.
    pub said: u64,
}

/// Which thing is which. Each stands after its place.
///
/// * The same is what has the same written id in its place, else what says the same there, else the same words, else
///   the same position among as many; what stands elsewhere with the same words has moved.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// Of each thing before, the one now.
    is: Vec<Option<usize>>,
    /// Of each thing now, the one before.
    was: Vec<Option<usize>>,
}

/// What two things must have in common: kind, place now, a text, a number and a position.
type Key<'a> = (Noun, Option<usize>, &'a str, u64, (usize, usize));

/// By what things are known again, the surest first.
#[derive(Clone, Copy)]
enum By {
    Id,
    All,
    Words,
    Position,
    WordsElsewhere,
}

impl Known<'_> {
    fn id(&self) -> Option<&str> {
        Some(self.at.steps.last()?.id.as_str()).filter(|_| self.has_id)
    }

    /// * `place`: that of its place now.
    fn key(&self, by: By, place: Option<usize>) -> Option<Key<'_>> {
        let (noun, here) = (self.at.noun()?, place.map(Some));
        let words = Some(self.words.as_ref()).filter(|words| !words.is_empty());
        let key = match by {
            // These ids are distinct in the whole map.
            By::Id if matches!(noun, Noun::Stage | Noun::Touchpoint) => (noun, None, self.id()?, 0, (0, 0)),
            By::Id => (noun, here?, self.id()?, 0, (0, 0)),
            By::All => (noun, here?, self.words.as_ref(), self.said, (0, 0)),
            By::Words => (noun, here?, words?, 0, (0, 0)),
            By::Position if self.has_id => return None,
            By::Position => (noun, here?, "", 0, self.position),
            // The words of these are a kind or a metric: others elsewhere say them too.
            By::WordsElsewhere if matches!(noun, Noun::Binding | Noun::Evidence | Noun::Research | Noun::Ask) => {
                return None;
            }
            By::WordsElsewhere => (noun, None, words?, 0, (0, 0)),
        };
        Some(key)
    }
}

impl Pairs {
    /// The journey is the journey, whatever its title; then places are paired before what is in them.
    #[must_use]
    pub fn of(before: &[Known<'_>], now: &[Known<'_>]) -> Self {
        let start = |all: &[Known<'_>]| (0..all.len()).map(|idx| (idx == 0).then_some(0)).collect();
        let mut pairs = Self { is: start(before), was: start(now) };
        let deepest = before.iter().chain(now).map(|own| own.at.steps.len()).max().unwrap_or_default();
        for depth in 1..=deepest {
            for by in [By::Id, By::All, By::Words, By::Position, By::WordsElsewhere] {
                pairs.pair(before, now, (depth, by));
            }
        }
        pairs
    }

    /// Which one it is now.
    #[must_use]
    pub fn is(&self, before: usize) -> Option<usize> {
        self.is.get(before).copied().flatten()
    }

    /// Which one it was.
    #[must_use]
    pub fn was(&self, now: usize) -> Option<usize> {
        self.was.get(now).copied().flatten()
    }

    /// Those now that left their place among those of their kind, as few as can be.
    #[must_use]
    pub fn shifted(&self, now: &[Known<'_>]) -> BTreeSet<usize> {
        let mut lists: BTreeMap<(usize, Option<Noun>), Vec<usize>> = BTreeMap::new();
        for (idx, own) in now.iter().enumerate() {
            lists.entry((own.place, own.at.noun())).or_default().extend(self.was(idx));
        }
        let mut left = BTreeSet::new();
        for list in lists.values() {
            let mut before = list.clone();
            before.sort_unstable();
            left.extend(shifted(&before, list).into_iter().filter_map(|was| self.is(*was)));
        }
        left
    }

    fn pair(&mut self, before: &[Known<'_>], now: &[Known<'_>], (depth, by): (usize, By)) {
        let mut free: HashMap<Key<'_>, VecDeque<usize>> = HashMap::new();
        for (idx, own) in now.iter().enumerate().filter(|(_, own)| own.at.steps.len() == depth) {
            if let (Some(None), Some(key)) = (self.was.get(idx), own.key(by, Some(own.place))) {
                free.entry(key).or_default().push_back(idx);
            }
        }
        for (idx, own) in before.iter().enumerate().filter(|(_, own)| own.at.steps.len() == depth) {
            if self.is.get(idx).is_none_or(Option::is_some) {
                continue;
            }
            let Some(key) = own.key(by, self.is(own.place)) else { continue };
            let Some(twin) = free.get_mut(&key).and_then(VecDeque::pop_front) else { continue };
            if let (Some(is), Some(was)) = (self.is.get_mut(idx), self.was.get_mut(twin)) {
                (*is, *was) = (Some(twin), Some(idx));
            }
        }
    }
}

/// Where the things of a map are in a later one, by their addresses.
#[derive(Clone, Debug)]
pub struct Trace(HashMap<Address, Option<Address>>);

impl Trace {
    /// Follows everything.
    #[must_use]
    pub fn of(before: &[Known<'_>], now: &[Known<'_>]) -> Self {
        let pairs = Pairs::of(before, now);
        let at = |idx: usize| Some(now.get(pairs.is(idx)?)?.at.as_ref().clone());
        Self(before.iter().enumerate().map(|(idx, own)| (own.at.as_ref().clone(), at(idx))).collect())
    }

    /// Where a thing is by now; `None` where it is gone, or never was.
    #[must_use]
    pub fn at(&self, place: &Address) -> Option<Address> {
        self.0.get(place)?.clone()
    }
}

/// Those that left their place between two orders of the same things: as few as can be.
#[must_use]
pub fn shifted<'n, T: PartialEq>(old: &[T], new: &'n [T]) -> Vec<&'n T> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let (old, new) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    let at: Vec<Option<usize>> = new.iter().map(|one| old.iter().position(|own| own == one)).collect();
    // The longest row of those that still follow each other stays: for each its length, and the one before it.
    let mut rows: Vec<(usize, Option<usize>)> = Vec::with_capacity(at.len());
    for own in 0..at.len() {
        let before = (0..own).filter(|idx| at[*idx] < at[own]).max_by_key(|idx| rows[*idx].0);
        rows.push((before.map_or(1, |idx| rows[idx].0 + 1), before));
    }
    let mut stays = vec![false; at.len()];
    let mut next = (0..rows.len()).max_by_key(|idx| rows[*idx].0);
    while let Some(idx) = next {
        stays[idx] = true;
        next = rows[idx].1;
    }
    new.iter().zip(stays).filter(|(_, stays)| !stays).map(|(own, _)| own).collect()
}
