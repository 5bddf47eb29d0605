//! The changes between two texts, made in a third one place by place, where lines cannot tell. Must not know lines.
//! Invariant: what others wrote at the same place stops it; nothing of it is done then.

use super::Refusal;
use super::leaves::{id_of, said};
use super::since::same;
use super::turn::{is_sound, look, whole};
use super::words::{inline, words};
use crate::journey::{Address, Noun};
use crate::source::format::{Branch, Kind, Node, TreeEntry, Value, tree_table};
use crate::source::splice::{self, Form, Step};

/// One thing to do to the text.
enum Stroke {
    Set { path: Vec<Step>, literal: String, after: Vec<String> },
    Remove { path: Vec<Step> },
    Insert { list: Vec<Step>, index: usize, item: Vec<splice::Entry>, form: Form },
}

/// Makes the same changes again, each where it belongs.
pub(super) fn by_place(text: &str, from: &str, to: &str) -> Result<String, Refusal> {
    let strokes = look(text, |now, n_now| {
        look(from, |old, n_old| {
            look(to, |new, n_new| {
                let mut merge = Merge { text, from, to, path: Vec::new(), at: Address::journey(), strokes: Vec::new() };
                if n_now + n_old + n_new > 0 {
                    return Err(merge.clash(None, None, None));
                }
                merge.tables(old, new, now)?;
                Ok(merge.strokes)
            })
        })
    })?;
    let mut made = text.to_owned();
    // From the last to the first: what comes before keeps its position.
    for stroke in strokes.iter().rev() {
        let done = match stroke {
            Stroke::Set { path, literal, after } => {
                let after: Vec<&str> = after.iter().map(String::as_str).collect();
                splice::set(&made, path, literal, &after)
            }
            Stroke::Remove { path } => splice::remove(&made, path),
            Stroke::Insert { list, index, item, form } => splice::insert(&made, list, *index, item, *form),
        };
        made = done.map_err(|fault| Refusal::of_fault(fault, &made, &Address::journey()))?;
    }
    if is_sound(&made, text, (from, to)) { Ok(made) } else { Err(whole(text, from, to)) }
}

struct Merge<'a> {
    text: &'a str,
    from: &'a str,
    to: &'a str,
    /// In the text.
    path: Vec<Step>,
    at: Address,
    strokes: Vec<Stroke>,
}

impl Merge<'_> {
    fn tables(&mut self, old: &Branch<'_>, new: &Branch<'_>, now: &Branch<'_>) -> Result<(), Refusal> {
        let added = new.entries.iter().filter(|entry| old.get(&entry.key).is_none());
        let keys: Vec<&str> = old.entries.iter().chain(added).map(|entry| entry.key.as_ref()).collect();
        for key in keys {
            let at = self.at.clone();
            self.path.push(Step::Key(key.to_owned()));
            if is_list(old.get(key)) || is_list(new.get(key)) {
                self.lists(key, (old.get(key), new, now.get(key)))?;
            } else {
                let is_journey = at.steps.is_empty() && key == Noun::Journey.word();
                if !is_journey {
                    self.at = match &at.field {
                        Some(field) => at.field(format!("{field}.{key}")),
                        None => at.field(key),
                    };
                }
                self.values(key, (old.get(key), new, now.get(key)))?;
            }
            self.path.pop();
            self.at = at;
        }
        Ok(())
    }

    /// * `new`: the table that has the new value, for the keys before it.
    fn values(
        &mut self,
        key: &str,
        (old, new, now): (Option<&Node<'_>>, &Branch<'_>, Option<&Node<'_>>),
    ) -> Result<(), Refusal> {
        let before =
            new.entries.iter().take_while(|entry| entry.key != key).map(|entry| entry.key.to_string()).collect();
        let new = new.get(key);
        if alike(old, new) || alike(now, new) {
            return Ok(());
        }
        if let (Some(old), Some(new), Some(now)) =
            (old.and_then(tree_table), new.and_then(tree_table), now.and_then(tree_table))
        {
            return self.tables(old, new, now);
        }
        if !alike(now, old) {
            return Err(self.clash(old, new, now));
        }
        match new {
            None => self.strokes.push(Stroke::Remove { path: self.path.clone() }),
            Some(node) => {
                let literal = self.literal(node).ok_or_else(|| self.clash(old, new, now))?;
                self.strokes.push(Stroke::Set { path: self.path.clone(), literal, after: before });
            }
        }
        Ok(())
    }

    fn lists(
        &mut self,
        key: &str,
        (old, new, now): (Option<&Node<'_>>, &Branch<'_>, Option<&Node<'_>>),
    ) -> Result<(), Refusal> {
        let (Some(all_old), Some(all_new), Some(there)) = (items(old), items(new.get(key)), items(now)) else {
            return self.values(key, (old, new, now));
        };
        let order = |one: &[Listed<'_, '_>], other: &[Listed<'_, '_>]| -> Vec<String> {
            one.iter().filter(|own| find(other, own).is_some()).map(|own| own.id.clone()).collect()
        };
        if order(&all_old, &all_new) != order(&all_new, &all_old) {
            return Err(self.clash(old, new.get(key), now));
        }
        let mut strokes = self.comings(&all_old, &all_new, &there)?;
        for own in all_old.iter().filter(|own| find(&all_new, own).is_none()) {
            match find(&there, own) {
                Some(now) if same(own.node, now.node) => strokes.push((
                    now.index,
                    1,
                    Stroke::Remove { path: [self.path.as_slice(), &[Step::Index(now.index)]].concat() },
                )),
                // Somebody else took it away already.
                None if own.has_id => {}
                now => return Err(self.inside(key, own).clash(Some(own.node), None, now.map(|now| now.node))),
            }
        }
        strokes.sort_by_key(|(index, order, _)| (*index, *order));
        self.strokes.extend(strokes.into_iter().map(|(_, _, stroke)| stroke));
        // What is in the items is done before the list itself changes.
        for own in &all_old {
            let Some(new) = find(&all_new, own).filter(|new| !same(own.node, new.node)) else { continue };
            let mut inside = self.inside(key, own);
            let Some(now) = find(&there, own) else {
                return Err(inside.clash(Some(own.node), Some(new.node), None));
            };
            inside.path.push(Step::Index(now.index));
            inside.tables(own.table, new.table, now.table)?;
            let strokes = inside.strokes;
            self.strokes.extend(strokes);
        }
        Ok(())
    }

    /// Items that are to come, each after the nearest one before it that is there.
    fn comings(
        &self,
        all_old: &[Listed<'_, '_>],
        all_new: &[Listed<'_, '_>],
        there: &[Listed<'_, '_>],
    ) -> Result<Vec<(usize, u8, Stroke)>, Refusal> {
        let mut strokes = Vec::new();
        for (position, own) in all_new.iter().enumerate().filter(|(_, own)| find(all_old, own).is_none()) {
            if let Some(same_id) = find(there, own) {
                if same(own.node, same_id.node) {
                    continue;
                }
                return Err(self.clash(None, Some(own.node), Some(same_id.node)));
            }
            let mut before = all_new.get(..position).unwrap_or_default().iter().rev();
            let index = before.find_map(|new| find(there, new)).map_or(0, |own| own.index + 1);
            let item = self.block(own).ok_or_else(|| self.clash(None, Some(own.node), None))?;
            let is_block = self.to.get(own.node.span()).is_some_and(|raw| raw.starts_with('['));
            let form = if is_block { Form::Tables } else { Form::Inline };
            strokes.push((index, 0, Stroke::Insert { list: self.path.clone(), index, item, form }));
        }
        Ok(strokes)
    }

    /// The same texts, seen from an item of the list at hand.
    fn inside(&self, key: &str, own: &Listed<'_, '_>) -> Self {
        let id = if own.has_id { own.id.clone() } else { (own.index + 1).to_string() };
        let at = Noun::of_word(key).map_or_else(|| self.at.clone(), |noun| self.at.then(noun, id));
        Self { path: self.path.clone(), at, strokes: Vec::new(), ..*self }
    }

    /// A new item of the second text, where it is no more than its keys and values.
    fn block(&self, own: &Listed<'_, '_>) -> Option<Vec<splice::Entry>> {
        let rest = self.to.get(own.node.span().start..)?;
        let block = rest.split("\n[").next().unwrap_or(rest);
        if block.contains('#') {
            return None;
        }
        let entry =
            |own: &TreeEntry<'_>| Some(splice::Entry { key: own.key.to_string(), literal: self.literal(&own.node)? });
        own.table.entries.iter().map(entry).collect()
    }

    /// A value as the second text has it; `None` for what stands under a header.
    fn literal(&self, node: &Node<'_>) -> Option<String> {
        let raw = self.to.get(node.span())?;
        match &node.value {
            Value::List(_) | Value::Table(_) if raw.contains('\n') && !raw.starts_with("[[") => Some(raw.to_owned()),
            Value::List(list) if raw.starts_with("[[") && list.iter().any(|own| tree_table(own).is_some()) => None,
            Value::Table(_) if !raw.starts_with('{') => None,
            _ => Some(raw.to_owned()),
        }
    }

    fn clash(&self, old: Option<&Node<'_>>, new: Option<&Node<'_>>, now: Option<&Node<'_>>) -> Refusal {
        if old.is_none() && new.is_none() && now.is_none() {
            return whole(self.text, self.from, self.to);
        }
        let say = |text: &str, node: Option<&Node<'_>>| {
            let node = node?;
            Some(if tree_table(node).is_some() { inline(text, node) } else { words(text, node, Kind::Text) })
        };
        Refusal::conflict(&self.at, say(self.from, old), say(self.text, now), say(self.to, new))
    }
}

/// An item of a list.
struct Listed<'a, 't> {
    /// Its id, or all that it says.
    id: String,
    has_id: bool,
    index: usize,
    node: &'a Node<'t>,
    table: &'a Branch<'t>,
}

/// The tables of a list; `None` for what is no such list.
fn items<'a, 't>(node: Option<&'a Node<'t>>) -> Option<Vec<Listed<'a, 't>>> {
    let list = match node.map(|node| &node.value) {
        None => return Some(Vec::new()),
        Some(Value::List(list)) => list,
        Some(_) => return None,
    };
    let listed = list.iter().enumerate().map(|(index, node)| {
        let table = tree_table(node)?;
        let id = id_of(table);
        let has_id = id.is_some();
        Some(Listed { id: id.map_or_else(|| said(node), str::to_owned), has_id, index, node, table })
    });
    listed.collect()
}

/// The same item of another list.
fn find<'l, 'a, 't>(list: &'l [Listed<'a, 't>], own: &Listed<'_, '_>) -> Option<&'l Listed<'a, 't>> {
    list.iter().find(|other| other.has_id == own.has_id && other.id == own.id)
}

fn is_list(node: Option<&Node<'_>>) -> bool {
    matches!(node.map(|node| &node.value), Some(Value::List(list)) if list.iter().all(|own| tree_table(own).is_some()))
}

fn alike(one: Option<&Node<'_>>, other: Option<&Node<'_>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        _ => false,
    }
}
