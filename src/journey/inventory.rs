//! All of a map, flat: every thing with what its keys say.
//! Invariant: an entry stands after the entry of its place, in the order of the map.

use std::borrow::Cow;
use std::collections::HashMap;

use super::schema::{Field, Role};
use super::trace::Known;
use super::{Address, Content, Map, Noun, Thing};
use crate::text::fingerprint::of_parts;

/// One thing of a map.
#[derive(Clone, Debug)]
pub struct InventoryEntry {
    /// Where it is.
    pub at: Address,
    /// What it is.
    pub noun: Noun,
    /// The entry of its place; the journey is its own.
    pub place: usize,
    /// Its 1-based position among those of its kind there, and how many there are.
    pub position: (usize, usize),
    /// Its name or text.
    pub words: String,
    /// What is said of it, key by key; of what is not said there is nothing.
    pub fields: Vec<Told>,
    /// What is told and not compared: who signed a note, when an action was shipped.
    pub signed: Option<String>,
}

/// What a key says, for a comparison.
#[derive(Clone, Debug)]
pub struct Told {
    /// The key.
    pub field: &'static Field,
    /// In words; of things that have no ids how many there are.
    pub words: Option<String>,
    /// All that it says, where that is more than the words.
    pub whole: Option<String>,
}

impl InventoryEntry {
    /// Its id, where it is written: one made by position says nothing once others come before it.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let id = self.at.steps.last()?.id.as_str();
        let position = self.position.0.to_string();
        let rest = id.strip_prefix(position.as_str());
        let is_made = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        (!is_made).then_some(id)
    }

    /// What stands for all that it says.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let fields = self.fields.iter().flat_map(|told| {
            [told.field.key, told.words.as_deref().unwrap_or_default(), told.whole.as_deref().unwrap_or_default()]
        });
        let signed = self.signed.as_deref().unwrap_or_default();
        of_parts([self.noun.word(), &self.words, signed].into_iter().chain(fields))
    }

    /// By what it is known again.
    pub(super) fn known(&self) -> Known<'_> {
        Known {
            at: Cow::Borrowed(&self.at),
            has_id: self.id().is_some(),
            place: self.place,
            position: self.position,
            words: Cow::Borrowed(&self.words),
            said: self.fingerprint(),
        }
    }

    /// What a key says.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&str> {
        self.fields.iter().find(|told| told.field.key == key)?.words.as_deref()
    }
}

/// The things of a map, by their addresses too.
#[derive(Clone, Debug)]
pub struct Inventory {
    listed: Vec<InventoryEntry>,
    by_address: HashMap<Address, usize>,
}

impl Inventory {
    /// All of a map.
    #[must_use]
    pub fn new(map: &Map) -> Self {
        let listed = inventory(map);
        let by_address = listed.iter().enumerate().map(|(idx, own)| (own.at.clone(), idx)).collect();
        Self { listed, by_address }
    }

    /// What is at an address.
    #[must_use]
    pub fn entry(&self, at: &Address) -> Option<&InventoryEntry> {
        self.listed.get(*self.by_address.get(at)?)
    }

    /// Who looks after a place: its own owner, or that of what it is in.
    #[must_use]
    pub fn owner(&self, at: &Address) -> Option<&str> {
        let mut at = at.clone();
        loop {
            let owner = self.entry(&at).and_then(|entry| entry.field("owner"));
            if owner.is_some() || at.steps.pop().is_none() {
                return owner;
            }
        }
    }
}

/// Every thing of a map.
#[must_use]
pub fn inventory(map: &Map) -> Vec<InventoryEntry> {
    let mut list = List(Vec::new());
    let journey = Address::journey();
    list.add(map, &journey, (Noun::Journey, 0, (1, 1)));
    for things in map.lists() {
        list.things(&things, &journey, 0);
    }
    for (idx, source) in map.sources.iter().enumerate() {
        let (at, own) = (journey.then(Noun::Source, &source.id), list.0.len());
        list.add(source, &at, (Noun::Source, 0, (idx + 1, map.sources.len())));
        let asks = map.asks.iter().filter(|ask| ask.source == source.id).map(|ask| -> &dyn Thing { ask });
        list.things(&asks.collect::<Vec<_>>(), &at, own);
    }
    list.0
}

struct List(Vec<InventoryEntry>);

impl List {
    fn add(&mut self, thing: &dyn Thing, at: &Address, (noun, place, position): (Noun, usize, (usize, usize))) {
        let own = self.0.len();
        self.0.push(InventoryEntry {
            at: at.clone(),
            noun,
            place,
            position,
            words: String::new(),
            fields: Vec::new(),
            signed: None,
        });
        let (mut fields, mut signed, mut title) = (Vec::new(), None, String::new());
        for (field, said) in thing.values() {
            match (field.role, said) {
                (_, Content::Nothing) => {}
                _ if field.key == "id" => {}
                (Role::Signed, said) => signed = said.words().map(|words| words.trim().to_owned()).or(signed),
                (_, Content::Things(things)) if things.iter().any(|thing| thing.table().field("id").is_some()) => {
                    self.things(&things, at, own);
                }
                (_, Content::Things(things)) => fields.push(counted(field, &things)),
                // The id of a place means it in a file without a word.
                (Role::Wiring, Content::List(list)) if *list == [thing.id()] => {}
                (role, said) => {
                    let Some(words) = said.words().map(|words| words.trim().to_owned()) else { continue };
                    if role == Role::Title {
                        title.clone_from(&words);
                    }
                    fields.push(Told { field, words: Some(words), whole: None });
                }
            }
        }
        if let Some(listed) = self.0.get_mut(own) {
            (listed.fields, listed.signed, listed.words) = (fields, signed, title);
        }
    }

    fn things(&mut self, things: &[&dyn Thing], place: &Address, idx: usize) {
        for (at, thing) in things.iter().enumerate() {
            let Some(noun) = thing.noun() else { continue };
            self.add(*thing, &place.then(noun, thing.id()), (noun, idx, (at + 1, things.len())));
        }
    }
}

/// How many things there are, and all that they say.
fn counted(field: &'static Field, things: &[&dyn Thing]) -> Told {
    let written = things.iter().filter(|thing| thing.is_written());
    let all: Vec<String> =
        written.map(|thing| Content::Part(*thing).words().unwrap_or_default().into_owned()).collect();
    let words = (!all.is_empty()).then(|| all.len().to_string());
    Told { field, words, whole: Some(all.join("\n")) }
}
