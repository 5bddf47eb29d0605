//! What can be added here, what evidence may come from, and the changes so far: lists to choose from.
//! What is offered can be written at that place.

use super::entry::{Goal, ListEntry};
use crate::app::command::Heading;
use crate::app::lead::{self, Destination, Lead};
use crate::app::naming::{self, noun_of};
use crate::app::saving::target;
use crate::app::scene::views::{self, VIEWS, ViewRow};
use crate::app::state::State;
use crate::app::view::Tone;
use crate::app::words::Purpose;
use crate::journey::{Address, Content, Map, Noun, Persona, Slot};
use crate::source::edit;
use crate::source::format::{self, EVIDENCE, ValueKind as Takes};
use crate::source::tables::{ROOT, nouns_in, table_of};
use crate::text::Plain;

/// Claims, in the order of the menu.
const CLAIMS: [Noun; 5] = [Noun::Pain, Noun::Opportunity, Noun::Risk, Noun::Note, Noun::Action];

/// What can be added where the cursor is, then the fields that are blank there, then those that can be changed.
#[must_use]
pub(super) fn addable(state: &State) -> Vec<ListEntry> {
    let Some(book) = state.volume().and_then(|volume| volume.book.as_ref()) else { return Vec::new() };
    let (map, at) = (&book.map, target(state));
    let (phase, touchpoint) = (upto(&at, Noun::Stage), upto(&at, Noun::Touchpoint));
    let mut entries = Vec::new();
    let mut add = |under: &Address, noun: Noun, slot: Slot| {
        let purpose = Purpose::Item { under: under.clone(), noun, slot, fields: Vec::new() };
        let aside = match noun {
            noun if ROOT.field(noun.word()).is_some() && noun != Noun::Stage => String::new(),
            Noun::Stage | Noun::Touchpoint => after(map, under, noun, &at),
            _ => format!("at {}", name(map, under)),
        };
        entries.push(ListEntry::new(naming::noun(noun), aside, Heading::Adding, Goal::Write(Box::new(purpose))));
    };
    let after = |place: &Option<Address>| place.clone().map_or(Slot::Last, Slot::After);
    if let Some(phase) = &phase {
        add(phase, Noun::Touchpoint, after(&touchpoint));
    }
    add(&Address::journey(), Noun::Stage, after(&phase));
    let place = touchpoint.or(phase).unwrap_or_else(Address::journey);
    for noun in CLAIMS {
        if table_of(noun_of(&place)).field(noun.word()).is_some() {
            add(&place, noun, Slot::Last);
        }
    }
    let believed = believed(&at);
    if table_of(noun_of(&believed)).field(Noun::Evidence.word()).is_some() {
        add(&believed, Noun::Evidence, Slot::Last);
    }
    for noun in nouns_in(table_of(noun_of(&place))).filter(|noun| !is_listed(*noun)) {
        add(&place, noun, Slot::Last);
    }
    for noun in nouns_in(&ROOT).filter(|noun| *noun != Noun::Stage) {
        add(&Address::journey(), noun, Slot::Last);
    }
    let own = Address { field: None, ..at };
    let mut all = vec![fields(map, &book.text, &own)];
    if own != place {
        all.push(fields(map, &book.text, &place));
    }
    let (blank, said): (Vec<_>, Vec<_>) = all.into_iter().map(|[blank, said]| (blank, said)).unzip();
    entries.extend(blank.into_iter().chain(said).flatten());
    entries
}

/// Does it stand in the menu by itself?
fn is_listed(noun: Noun) -> bool {
    CLAIMS.contains(&noun) || matches!(noun, Noun::Touchpoint | Noun::Evidence)
}

/// The address as far as its first step of that kind.
fn upto(at: &Address, noun: Noun) -> Option<Address> {
    let n = at.steps.iter().position(|step| step.noun == noun)? + 1;
    Some(at.up_to(n))
}

/// What evidence is for: the claim under the cursor, else the place.
fn believed(at: &Address) -> Address {
    let n = at.steps.iter().rposition(|step| table_of(step.noun).field("evidence").is_some()).map_or(0, |idx| idx + 1);
    at.up_to(n)
}

fn name(map: &Map, at: &Address) -> String {
    naming::title(map, at).map(|title| naming::quoted(&title)).unwrap_or_default()
}

/// `after “Restaurants”`, or `in “Waiting”`.
fn after(map: &Map, under: &Address, noun: Noun, at: &Address) -> String {
    match upto(at, noun) {
        Some(own) => format!("after {}", name(map, &own)),
        None => format!("in {}", name(map, under)),
    }
}

/// The fields of a thing: those that the map leaves blank, then those that it says already.
fn fields(map: &Map, text: &str, at: &Address) -> [Vec<ListEntry>; 2] {
    let (mut blank, mut said) = (Vec::new(), Vec::new());
    for TypedKey { field, whom, is_inner } in keys(map, at) {
        let value = edit::value(text, &field);
        let called = whom.map_or_else(|| naming::kind(&field), |whom| format!("{} for {whom}", naming::kind(&field)));
        let purpose = Goal::Write(Box::new(Purpose::Field(field.clone())));
        let also = field.to_string();
        match value {
            None if is_inner => {
                said.push(ListEntry { also, ..ListEntry::new(&called, String::new(), Heading::Said, purpose) });
            }
            None => {
                let aside = format!("of {}", name(map, &field));
                blank.push(ListEntry { also, ..ListEntry::new(&called, aside, Heading::Blank, purpose) });
            }
            Some(value) => {
                said.push(ListEntry {
                    also,
                    ..ListEntry::new(&called, naming::quoted(&value), Heading::Said, purpose)
                });
            }
        }
    }
    [blank, said]
}

/// A key that can be typed.
struct TypedKey {
    field: Address,
    /// Whom or what it is about, where the thing has several.
    whom: Option<String>,
    /// Is it of something that stands in the thing?
    is_inner: bool,
}

/// The keys of a thing, those of its tables, and those of what stands in it without an id.
fn keys(map: &Map, at: &Address) -> Vec<TypedKey> {
    let own = |field: Address, whom: Option<String>| TypedKey { field, whom, is_inner: false };
    let mut keys = Vec::new();
    for field in table_of(noun_of(at)).fields {
        match field.kind {
            Takes::Tables(_) => {}
            Takes::Table(inner) => {
                keys.extend(
                    inner
                        .fields
                        .iter()
                        .map(|own_field| own(at.field(format!("{}.{}", field.key, own_field.key)), None)),
                );
            }
            Takes::TextBy | Takes::WholeBy { .. } => {
                let of = |persona: &Persona| {
                    own(at.field(format!("{}.{}", field.key, persona.id)), Some(naming::quoted(&persona.name)))
                };
                keys.extend(map.personas.iter().map(of));
            }
            _ => keys.push(own(at.field(field.key), None)),
        }
    }
    let Some(thing) = map.thing(at) else { return keys };
    for (_, content) in thing.values() {
        let Content::Things(things) = content else { continue };
        for inner in things.into_iter().filter(|inner| inner.is_written() && inner.table().field("id").is_none()) {
            let Some(noun) = inner.noun() else { continue };
            let place = at.then(noun, inner.id());
            let whom = Some(format!("{} {}", naming::noun(noun), inner.id()));
            let key =
                |field: &format::Field| TypedKey { field: place.field(field.key), whom: whom.clone(), is_inner: true };
            keys.extend(inner.table().fields.iter().map(key));
        }
    }
    keys
}

/// Where evidence may come from.
#[must_use]
pub(super) fn kinds(under: &Address) -> Vec<ListEntry> {
    let Some(Takes::Words(words)) = EVIDENCE.field("kind").map(|field| field.kind) else { return Vec::new() };
    let kind = |word: &&str| {
        let fields = vec![("kind".to_owned(), (*word).to_owned())];
        let purpose = Purpose::Item { under: under.clone(), noun: Noun::Evidence, slot: Slot::Last, fields };
        ListEntry {
            heading: None,
            ..ListEntry::new(word, String::new(), Heading::Adding, Goal::Write(Box::new(purpose)))
        }
    };
    words.iter().map(kind).collect()
}

/// The ways to look at the journey, each with its letter, or with what it needs and is not there.
#[must_use]
pub(super) fn views(state: &State) -> Vec<ListEntry> {
    if !state.place.is_inside {
        return Vec::new();
    }
    let row = |row: &&ViewRow| {
        let lack = views::lack(state, row);
        let tone = if lack.is_some() { Tone::Dim } else { Tone::Neutral };
        let aside = lack.unwrap_or_else(|| row.sentence.into());
        let key = row.letter.to_string().into();
        ListEntry {
            also: row.sentence.to_owned(),
            heading: None,
            key,
            tone,
            aside,
            ..ListEntry::new(row.name.as_str(), String::new(), Heading::Looking, Goal::See(row.name))
        }
    };
    VIEWS.iter().map(row).collect()
}

/// The changes of the current map, newest first; choosing one makes the map what it was right after it.
#[must_use]
pub(super) fn history(state: &State) -> Vec<ListEntry> {
    let history = state.volume().and_then(|volume| state.desk.history(&volume.label));
    let Some(history) = history else { return Vec::new() };
    let n_undone = history.steps().filter(|(_, is_undone)| *is_undone).count();
    let row = |text: Plain, idx: usize, is_undone: bool| {
        let by = isize::try_from(n_undone).unwrap_or(0).saturating_sub_unsigned(idx);
        let aside = match by {
            0 => "the map is here",
            1.. => "undone",
            _ => "",
        };
        let tone = if is_undone { Tone::Dim } else { Tone::Neutral };
        ListEntry {
            text,
            also: String::new(),
            aside: aside.into(),
            key: Plain::default(),
            sign: None,
            tone,
            heading: None,
            goal: Goal::Travel(by),
        }
    };
    let mut rows: Vec<ListEntry> =
        history.steps().enumerate().map(|(idx, (step, is_undone))| row(step.words.clone(), idx, is_undone)).collect();
    if !rows.is_empty() {
        rows.push(row("as it was before the first of these".into(), rows.len(), false));
    }
    rows
}

/// Where the journey goes on from here.
#[must_use]
pub(super) fn leads(state: &State) -> Vec<ListEntry> {
    let row = |lead: Lead| {
        let (tone, aside, goal) = match lead.to {
            Destination::Place(spot) => (Tone::Neutral, lead.aside, Goal::Visit(spot)),
            Destination::Map(label) => (Tone::Neutral, lead.aside, Goal::Open(label)),
            Destination::Nowhere(why) => (Tone::Dim, lead.aside, Goal::Tell(why)),
        };
        let made = ListEntry::new(lead.words.as_str(), String::new(), Heading::Here, goal);
        ListEntry { heading: None, tone, aside, ..made }
    };
    lead::leads(state).into_iter().map(row).collect()
}

#[cfg(test)]
mod tests;
