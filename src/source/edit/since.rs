//! What others changed since the author of an edit looked.
//! Invariant: a thing is followed to where it is by now, for somebody may have added one above it, or moved it.

use std::borrow::Cow;

use super::field::Meant;
use super::leaves::{id_of, said, same_table};
use super::refusal::Refusal;
use super::words::{name_of, words};
use super::work::{Work, read};
use crate::journey::trace::{Known, Trace};
use crate::journey::{Address, Noun};
use crate::source::atlas::{Atlas, Item, Listing};
use crate::source::format::ValueKind;
use crate::source::tables::{nouns_in, table_of};
use crate::text::fingerprint::of_parts;

impl Work<'_> {
    /// The place of a field as it is addressed now, unless somebody else changed its value.
    pub(super) fn follow_field(&self, at: &Address, meant: &Meant, mine: Option<&str>) -> Result<Address, Refusal> {
        let (Some(seen), Some(field)) = (self.seen, &at.field) else { return Ok(at.clone()) };
        self.follow(at, |was, is| {
            let said =
                |item: &Item<'_>, text: &str| Atlas::field(item, field).map(|(_, node)| words(text, node, meant.kind));
            let (base, mine) = (said(was, seen), mine.map(str::to_owned));
            let Some(is) = is else { return Err(Refusal::conflict(at, base, None, mine)) };
            let theirs = said(is, self.now);
            let at = is.at.field(field);
            if theirs == base || theirs == mine { Ok(at) } else { Err(Refusal::conflict(&at, base, theirs, mine)) }
        })
    }

    /// The place of a thing as it is addressed now.
    pub(super) fn follow_item(&self, at: &Address) -> Result<Address, Refusal> {
        self.follow(at, |_, is| {
            let is = is.ok_or_else(|| Refusal::absent(at))?;
            Ok(Address { steps: is.at.steps.clone(), field: at.field.clone() })
        })
    }

    /// The place of a thing that is to go, unless somebody else changed what it says.
    pub(super) fn follow_doomed(&self, at: &Address) -> Result<Address, Refusal> {
        let Some(seen) = self.seen else { return Ok(at.clone()) };
        self.follow(at, |was, is| {
            let is = is.ok_or_else(|| Refusal::absent(at))?;
            if same_table(was.table, is.table) {
                return Ok(is.at.clone());
            }
            let (base, theirs) = (name_of(was.table), name_of(is.table));
            let (base, theirs) =
                if base == theirs { (Some(told(was, seen)), Some(told(is, self.now))) } else { (base, theirs) };
            Err(Refusal::conflict(&is.at, base, theirs, None))
        })
    }

    /// Looks at a thing as it was seen and as it is now. The address stays as it is where nothing was seen there, or the
    /// very text that there is.
    fn follow(
        &self,
        at: &Address,
        look: impl FnOnce(&Item<'_>, Option<&Item<'_>>) -> Result<Address, Refusal>,
    ) -> Result<Address, Refusal> {
        let Some(seen) = self.seen else { return Ok(at.clone()) };
        read(seen, |seen| {
            let Some(was) = seen.item(&at.steps) else { return Ok(at.clone()) };
            self.read_now(|now| {
                let trace = self.trace.get_or_init(|| Trace::of(&known(seen), &known(now)));
                let is = trace.at(&was.at).and_then(|is| now.item(&is.steps));
                look(&was, is.as_ref())
            })
        })
    }
}

/// All that a thing says, a line for each key.
fn told(item: &Item<'_>, text: &str) -> String {
    let lines = item.table.entries.iter().map(|entry| {
        let kind = item.format().field(&entry.key).map_or(ValueKind::Text, |field| field.kind);
        format!("{} = {}", entry.key, words(text, &entry.node, kind))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// By what the things of a text are known again.
fn known(atlas: &Atlas<'_>) -> Vec<Known<'static>> {
    atlas.listing().into_iter().map(known_of).collect()
}

fn known_of(own: Listing<'_>) -> Known<'static> {
    let Listing { at, place, position, table } = own;
    let format = table_of(at.noun().unwrap_or(Noun::Journey));
    let entries = table.map(|table| table.entries.as_slice()).unwrap_or_default();
    let is_thing = |key: &str| nouns_in(format).any(|noun| noun.word() == key);
    let mut fields: Vec<String> = entries
        .iter()
        .filter(|entry| !is_thing(&entry.key))
        .map(|entry| format!("{}={}", entry.key, said(&entry.node)))
        .collect();
    fields.sort_unstable();
    Known {
        has_id: table.and_then(id_of).is_some(),
        words: table.and_then(name_of).unwrap_or_default().trim().to_owned().into(),
        said: of_parts(fields.iter().map(String::as_str)),
        at: Cow::Owned(at),
        place,
        position,
    }
}
