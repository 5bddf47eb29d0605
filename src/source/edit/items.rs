//! Adds, removes and moves items of lists.
//! Invariant: an item moves and goes with all that is in it.

use super::field::{meant, unknown};
use super::fields::spelled;
use jiff::civil::Date;

use super::refusal::{Refusal, noun_words};
use super::words::{name_of, words};
use super::work::{Made, Work};
use crate::journey::{Address, Noun, Slot};
use crate::source::atlas::{Atlas, Item};
use crate::source::format::{KeyNode, Value, ValueKind, read_value, shorten, tree_table, try_table};
use crate::source::naming;
use crate::source::splice::{self, Form, KeyValue, PathStep};
use crate::source::tables::{is_by_position, nouns_in, table_of};

/// A list of the map, and a position in it.
struct Place {
    /// What the list belongs to.
    owner: Address,
    list: Vec<PathStep>,
    index: usize,
}

impl Work<'_> {
    pub(super) fn add(
        &mut self,
        (under, noun): (&Address, Noun),
        fields: &[(String, String)],
        slot: &Slot,
    ) -> Result<Option<Made>, Refusal> {
        let under = self.follow_item(under)?;
        let slot = self.follow_slot(slot)?;
        let (place, fields) = self.read(|atlas| {
            let place = place(atlas, (&under, noun), &slot)?;
            let siblings = atlas.list(&place.owner.steps, noun).unwrap_or_default();
            let is_taken = |id: &str| {
                siblings.iter().any(|listed| listed.id == id) || (noun == Noun::Touchpoint && atlas.has_touchpoint(id))
            };
            Ok((place, self.completed(noun, fields, siblings.len() + 1, is_taken)?))
        })?;
        let own = |key: &str| fields.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str());
        let id = own("id").map_or_else(|| (place.index + 1).to_string(), str::to_owned);
        let at = place.owner.then(noun, id);
        let entries = entries(&at, noun, &fields, self)?;
        let is_block = table_of(noun).headers.first().is_some_and(|header| header.starts_with("[["));
        let form = if is_block { Form::Tables } else { Form::Inline };
        self.splice(&at, |text| splice::insert(text, &place.list, place.index, &entries, form))?;
        let (at, is) = self.read(|atlas| {
            // A question is named by its column, made distinct.
            let all = atlas.list(&place.owner.steps, noun).filter(|_| noun == Noun::Ask).unwrap_or_default();
            let own = all.iter().find(|listed| listed.index == Some(place.index));
            let at = own.map_or(at, |own| place.owner.then(noun, own.id.as_str()));
            let is = atlas.item(&at.steps).and_then(|item| name_of(item.table));
            Ok((at, is))
        })?;
        Ok(Some(Made { at, was: None, is }))
    }

    pub(super) fn remove(&mut self, at: &Address) -> Result<Option<Made>, Refusal> {
        let at = self.follow_doomed(at)?;
        if at.steps.is_empty() {
            return Err(Refusal::misplaced("a map cannot be without its journey", "remove the file instead"));
        }
        let (at, path, was) = self.read(|atlas| {
            let mut item = atlas.item(&at.steps).ok_or_else(|| Refusal::absent(&at))?;
            let was = name_of(item.table);
            if let Some((last, parents)) = at.steps.split_last()
                && last.noun == Noun::Ask
                && atlas.list(parents, Noun::Ask).is_some_and(|all| all.len() == 1)
            {
                // A list without a question asks nothing.
                item.path.pop();
            }
            Ok((item.at, item.path, was))
        })?;
        self.splice(&at, |text| splice::remove(text, &path))?;
        Ok(Some(Made { at, was, is: None }))
    }

    pub(super) fn relocate(&mut self, at: &Address, to: &Slot) -> Result<Option<Made>, Refusal> {
        let (at, to) = (self.follow_item(at)?, self.follow_slot(to)?);
        let (from, mut to) = self.read(|atlas| {
            let (noun, from) = listed(atlas, &at)?;
            let owner = from.owner.clone();
            Ok((from, place(atlas, (&owner, noun), &to)?))
        })?;
        if from.list == to.list && from.index < to.index {
            // Those behind it move up.
            to.index -= 1;
        }
        self.carry(&at, &from, &to)
    }

    pub(super) fn shift(&mut self, at: &Address, by: isize) -> Result<Option<Made>, Refusal> {
        let at = self.follow_item(at)?;
        let (from, to) = self.read(|atlas| {
            let (noun, from) = listed(atlas, &at)?;
            let last = atlas.list(&from.owner.steps, noun).map_or(0, |all| all.len().saturating_sub(1));
            let index = from.index.saturating_add_signed(by).min(last);
            let to = Place { owner: from.owner.clone(), list: from.list.clone(), index };
            Ok((from, to))
        })?;
        self.carry(&at, &from, &to)
    }

    /// Moves what is at one position to another, which it has afterwards.
    fn carry(&mut self, at: &Address, from: &Place, to: &Place) -> Result<Option<Made>, Refusal> {
        if from.list == to.list && from.index == to.index {
            return Ok(None);
        }
        self.splice(at, |text| splice::relocate(text, (&from.list, from.index), (&to.list, to.index)))?;
        let noun = at.steps.last().map_or(Noun::Journey, |step| step.noun);
        self.read(|atlas| {
            let all = atlas.list(&to.owner.steps, noun).unwrap_or_default();
            let moved = all.iter().find(|listed| listed.index == Some(to.index)).ok_or_else(|| Refusal::absent(at))?;
            let is = tree_table(moved.node).and_then(name_of);
            Ok(Some(Made { at: to.owner.then(noun, &moved.id), was: is.clone(), is }))
        })
    }

    fn follow_slot(&self, slot: &Slot) -> Result<Slot, Refusal> {
        Ok(match slot {
            Slot::Last => Slot::Last,
            Slot::Before(at) => Slot::Before(self.follow_item(at)?),
            Slot::After(at) => Slot::After(self.follow_item(at)?),
        })
    }

    /// The fields with those that a new thing gets by itself, in the order of the format.
    fn completed(
        &self,
        noun: Noun,
        fields: &[(String, String)],
        number: usize,
        is_taken: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, String)>, Refusal> {
        let table = table_of(noun);
        let mut all: Vec<(String, String)> = Vec::with_capacity(fields.len() + 3);
        for (key, value) in fields {
            if table.field(key).is_none() {
                return Err(unknown(table, key));
            }
            if all.iter().any(|(own, _)| own == key) {
                return Err(Refusal::misplaced(format!("{} is given twice", shorten(key)), "give it once"));
            }
            // What was left blank is not said.
            if !value.trim().is_empty() {
                all.push((key.clone(), value.clone()));
            }
        }
        let own = |all: &[(String, String)], key: &str| {
            all.iter().find(|(own, _)| own == key).map(|(_, value)| value.trim().to_owned())
        };
        match own(&all, "id") {
            Some(id) if is_taken(&id) => return Err(Refusal::taken(&id)),
            None if !is_by_position(noun) => {
                let words = own(&all, "name").or_else(|| own(&all, "text")).or_else(|| own(&all, "file"));
                all.push(("id".to_owned(), naming::id(noun, &words.unwrap_or_default(), number, is_taken)));
            }
            _ => {}
        }
        if matches!(noun, Noun::Note | Noun::Evidence) {
            let stamped = [("date", Some(self.stamp.date.to_string())), ("by", self.stamp.by.clone())];
            for (key, value) in stamped {
                if !fields.iter().any(|(own, _)| own == key) {
                    all.extend(value.map(|value| (key.to_owned(), value)));
                }
            }
        }
        let position = |key: &str| table.fields.iter().position(|field| field.key == key);
        all.sort_by_key(|(key, _)| position(key));
        Ok(all)
    }
}

/// The fields of a new thing that somebody typed: all of them in braces, or the one that says what it is.
pub(super) fn typed_fields(noun: Noun, typed: &str, main: &str) -> Vec<(String, String)> {
    let in_braces = typed.trim().starts_with('{').then(|| {
        read_value(typed.trim(), |node, text| {
            let kind = |key: &str| table_of(noun).field(key).map_or(ValueKind::Text, |field| field.kind);
            let entries = tree_table(node)?.entries.iter();
            let pair = |own: &KeyNode<'_>| (own.key.to_string(), words(text, &own.node, kind(&own.key)));
            Some(entries.map(pair).collect::<Vec<_>>())
        })
    });
    in_braces.flatten().flatten().unwrap_or_else(|| vec![(main.to_owned(), typed.to_owned())])
}

/// Are these fields enough for a new thing, and right? An id is given where one lacks.
pub(super) fn suits(at: &Address, noun: Noun, fields: &[(String, String)], today: Date) -> Result<(), Refusal> {
    let table = table_of(noun);
    let has = |key: &str| fields.iter().any(|(own, _)| own == key);
    let id = (!has("id") && !is_by_position(noun) && table.field("id").is_some()).then(|| pair("id", "x"));
    let all: Vec<(String, String)> = fields.iter().cloned().chain(id).collect();
    spelled_entries(at, noun, &all, ("", today)).map(drop)
}

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

/// The fields of a new thing as TOML.
fn entries(at: &Address, noun: Noun, fields: &[(String, String)], work: &Work<'_>) -> Result<Vec<KeyValue>, Refusal> {
    spelled_entries(at, noun, fields, (&work.text, work.stamp.date))
}

fn spelled_entries(
    at: &Address,
    noun: Noun,
    fields: &[(String, String)],
    (text, today): (&str, Date),
) -> Result<Vec<KeyValue>, Refusal> {
    let mut entries = Vec::with_capacity(fields.len());
    for (key, value) in fields {
        let field = at.field(key);
        let (literal, _) = spelled(&field, &meant(&field)?, value, (text, None), today)?;
        entries.push(KeyValue { key: key.clone(), literal });
    }
    let pairs: Vec<String> = entries.iter().map(|entry| format!("{} = {}", entry.key, entry.literal)).collect();
    if let Some(finding) = try_table(table_of(noun), &format!("{{ {} }}", pairs.join(", "))) {
        let help = finding.help.map(|help| help.replace(" = ", "="));
        return Err(Refusal::unfit(at, finding.message, help));
    }
    Ok(entries)
}

/// The list that a thing stands in, and where.
fn listed(atlas: &Atlas<'_>, at: &Address) -> Result<(Noun, Place), Refusal> {
    let item = atlas.item(&at.steps).filter(|_| at.field.is_none()).ok_or_else(|| Refusal::absent(at))?;
    let (Some(last), Some(PathStep::Index(index))) = (item.at.steps.last(), item.path.last()) else {
        let message = format!("{at} stands alone, expected an item of a list");
        return Err(Refusal::Misplaced { message, help: None });
    };
    let owner = parent(&item.at);
    let path = item.path.get(..item.path.len() - 1).unwrap_or_default().to_vec();
    Ok((last.noun, Place { owner, list: path, index: *index }))
}

fn parent(at: &Address) -> Address {
    let steps = at.steps.split_last().map(|(_, before)| before.to_vec()).unwrap_or_default();
    Address { steps, field: None }
}

/// Where something of that kind goes, as the list is now.
fn place(atlas: &Atlas<'_>, (under, noun): (&Address, Noun), slot: &Slot) -> Result<Place, Refusal> {
    let (beside, offset) = match slot {
        Slot::Last => return within(atlas, (under, noun), None),
        Slot::Before(beside) => (beside, 0),
        Slot::After(beside) => (beside, 1),
    };
    let beside_noun = beside.steps.last().map_or(Noun::Journey, |step| step.noun);
    if beside_noun == noun {
        let (_, place) = listed(atlas, beside)?;
        return Ok(Place { index: place.index + offset, ..place });
    }
    if nouns_in(table_of(beside_noun)).any(|own| own == noun) {
        // Beside the place it is to belong to: first or last in there.
        return within(atlas, (beside, noun), (offset == 0).then_some(0));
    }
    let name = table_of(beside_noun).name;
    let message = format!("{beside} is {name}, expected {}", table_of(noun).name);
    Err(Refusal::Misplaced { message, help: None })
}

/// The list of that kind in a thing; the last position but for another one that is asked for.
fn within(atlas: &Atlas<'_>, (under, noun): (&Address, Noun), index: Option<usize>) -> Result<Place, Refusal> {
    let owner: Item<'_> = atlas.parent(&under.steps, noun).ok_or_else(|| Refusal::absent(under))?;
    let own = owner.at.steps.last().map_or(Noun::Journey, |step| step.noun);
    let is_root = under.steps.is_empty() && crate::source::tables::is_beside_journey(noun);
    if !is_root && !nouns_in(table_of(own)).any(|held| held == noun) {
        let message = format!("{} has no {}s", table_of(own).name, noun_words(noun));
        let owners = Noun::ALL.into_iter().find(|owner| nouns_in(table_of(*owner)).any(|held| held == noun));
        let help = owners.map(|owner| format!("add it to {}", table_of(owner).name));
        return Err(Refusal::Misplaced { message, help });
    }
    let mut list = owner.path.clone();
    list.push(PathStep::Key(noun.word().to_owned()));
    let length = match owner.table.get(noun.word()).map(|node| &node.value) {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    };
    Ok(Place { owner: owner.at, list, index: index.unwrap_or(length) })
}
