//! What others changed since the author of an edit looked.
//! Invariant: what is named by its position is followed by what it says, for somebody may have added one above it.

use super::field::Meant;
use super::refusal::Refusal;
use super::words::{name_of, words};
use super::work::{Work, read};
use crate::journey::{Address, Step};
use crate::source::atlas::{Atlas, Item, Listed};
use crate::source::format::{Branch, Node, Value};

impl Work<'_> {
    /// The place of a field as it is addressed now, unless somebody else changed its value.
    pub(super) fn follow_field(&self, at: &Address, meant: &Meant, mine: Option<&str>) -> Result<Address, Refusal> {
        let (Some(seen_text), Some(field)) = (self.seen, &at.field) else { return Ok(at.clone()) };
        self.compare(|seen, now| {
            let Some(seen_item) = seen.item(&at.steps) else { return Ok(at.clone()) };
            let said =
                |item: &Item<'_>, text: &str| Atlas::field(item, field).map(|(_, node)| words(text, node, meant.kind));
            let base = said(&seen_item, seen_text);
            let mine = mine.map(str::to_owned);
            let steps = follow(seen, now, &at.steps);
            let Some(item) = steps.as_ref().and_then(|steps| now.item(steps)) else {
                return Err(Refusal::conflict(at, base, None, mine));
            };
            let theirs = said(&item, self.now);
            let at = Address { steps: item.at.steps.clone(), field: at.field.clone() };
            if theirs == base || theirs == mine { Ok(at) } else { Err(Refusal::conflict(&at, base, theirs, mine)) }
        })
    }

    /// The place of a thing as it is addressed now.
    pub(super) fn follow_item(&self, at: &Address) -> Result<Address, Refusal> {
        if self.seen.is_none() {
            return Ok(at.clone());
        }
        self.compare(|seen, now| {
            if seen.item(&at.steps).is_none() {
                return Ok(at.clone());
            }
            let steps = follow(seen, now, &at.steps).ok_or_else(|| Refusal::absent(at))?;
            Ok(Address { steps, field: at.field.clone() })
        })
    }

    /// The place of a thing that is to go, unless somebody else changed what it says.
    pub(super) fn follow_doomed(&self, at: &Address) -> Result<Address, Refusal> {
        let Some(seen_text) = self.seen else { return Ok(at.clone()) };
        self.compare(|seen, now| {
            let Some(seen_item) = seen.item(&at.steps) else { return Ok(at.clone()) };
            let item = follow(seen, now, &at.steps).and_then(|steps| now.item(&steps));
            let item = item.ok_or_else(|| Refusal::absent(at))?;
            if same_table(seen_item.table, item.table) {
                return Ok(item.at);
            }
            let (base, theirs) = (name_of(seen_item.table), name_of(item.table));
            let (base, theirs) = if base == theirs {
                (Some(told(&seen_item, seen_text)), Some(told(&item, self.now)))
            } else {
                (base, theirs)
            };
            Err(Refusal::conflict(&item.at, base, theirs, None))
        })
    }

    fn compare<T>(&self, look: impl FnOnce(&Atlas<'_>, &Atlas<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        read(self.seen.unwrap_or(self.now), |seen| self.read_now(|now| look(seen, now)))
    }
}

/// All that a thing says, a line for each key.
fn told(item: &Item<'_>, text: &str) -> String {
    let lines = item.table.entries.iter().map(|entry| {
        let kind = item.format().field(&entry.key).map_or(crate::source::format::ValueKind::Text, |field| field.kind);
        format!("{} = {}", entry.key, words(text, &entry.node, kind))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The steps to the same thing in a text that changed; `None` where it is gone.
fn follow(seen: &Atlas<'_>, now: &Atlas<'_>, steps: &[Step]) -> Option<Vec<Step>> {
    let mut followed: Vec<Step> = Vec::with_capacity(steps.len());
    for (depth, step) in steps.iter().enumerate() {
        let before = steps.get(..depth)?;
        let seen_list = seen.list(before, step.noun).unwrap_or_default();
        let own = seen_list.iter().position(|listed| listed.id == step.id);
        let id = match own {
            Some(own) if !has_id(&seen_list, own) => {
                let now_list = now.list(&followed, step.noun)?;
                now_list.get(again(&seen_list, own, &now_list)?)?.id.clone()
            }
            _ => step.id.clone(),
        };
        followed.push(Step { noun: step.noun, id });
    }
    now.item(&followed).map(|item| item.at.steps)
}

/// Does it have an id of its own in the file?
fn has_id(list: &[Listed<'_>], at: usize) -> bool {
    let written = list.get(at).and_then(|listed| crate::source::format::tree_table(listed.node)?.get("id"));
    matches!(written.map(|node| &node.value), Some(Value::Text(_)))
}

/// Where a thing of one list is in a later one: what says the same, else what is called the same, else what stands in
/// its place while nothing came or went.
fn again(seen: &[Listed<'_>], own: usize, now: &[Listed<'_>]) -> Option<usize> {
    let old = seen.get(own)?.node;
    let nearest = |is_it: &dyn Fn(&Node<'_>) -> bool| {
        let found = now.iter().enumerate().filter(|(_, listed)| is_it(listed.node)).map(|(at, _)| at);
        found.min_by_key(|at| at.abs_diff(own))
    };
    let name = crate::source::format::tree_table(old).and_then(name_of);
    let is_called_so =
        |node: &Node<'_>| name.is_some() && crate::source::format::tree_table(node).and_then(name_of) == name;
    let others_stand = || {
        let pairs = seen.iter().zip(now).enumerate();
        seen.len() == now.len() && pairs.filter(|(at, _)| *at != own).all(|(_, (old, new))| same(old.node, new.node))
    };
    nearest(&|node| same(old, node)).or_else(|| others_stand().then_some(own)).or_else(|| nearest(&is_called_so))
}

/// Do two values say the same, wherever they stand?
pub(super) fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Table(one), Value::Table(other)) => same_table(one, other),
        (one, other) => one == other,
    }
}

fn same_table(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    let has = |other: &Branch<'_>, key: &str, node: &Node<'_>| other.get(key).is_some_and(|own| same(node, own));
    one.entries.len() == other.entries.len() && one.entries.iter().all(|entry| has(other, &entry.key, &entry.node))
}
