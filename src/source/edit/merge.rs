//! Merges the changes between two texts into a third place by place, where merging line by line does not work.
//! Invariant: where others wrote at the same place, nothing is done at all.

use super::leaves::{id_of, said, same};
use super::merged::{is_sound, lines_in_conflict, with_tree};
use super::refusal::Refusal;
use super::shifts::{self, Mark, Shift};
use super::words::{inline, words};
use crate::journey::trace::shifted;
use crate::journey::{Address, Noun};
use crate::source::format::{Branch, Node, Value, ValueKind, tree_table};
use crate::source::splice::{self, PathStep};

/// One thing to do to the text.
enum Stroke {
    Set {
        path: Vec<PathStep>,
        literal: String,
        after: Vec<String>,
    },
    Remove {
        path: Vec<PathStep>,
    },
    /// As it is written in the second text.
    Insert {
        list: Vec<PathStep>,
        index: usize,
        item: Vec<PathStep>,
    },
}

/// Makes the same changes again, each where it belongs.
pub(super) fn merge_by_place(text: &str, from: &str, to: &str) -> Result<String, Refusal> {
    let (strokes, shifts) = with_tree(text, |now, n_now| {
        with_tree(from, |old, n_old| {
            with_tree(to, |new, n_new| {
                let mut merge = Merge {
                    texts: [text, from, to],
                    root: new,
                    path: Vec::new(),
                    marks: Vec::new(),
                    at: Address::journey(),
                    strokes: Vec::new(),
                    shifts: Vec::new(),
                };
                if n_now + n_old + n_new > 0 {
                    return Err(merge.clash(None, None, None));
                }
                merge.tables(old, new, now)?;
                Ok((merge.strokes, merge.shifts))
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
            Stroke::Insert { list, index, item } => splice::graft(&made, (list, *index), (to, item)),
        };
        made = done.map_err(|_| lines_in_conflict(text, from, to))?;
    }
    for shift in &shifts {
        made = shift.make(&made).map_err(|_| lines_in_conflict(text, from, to))?;
    }
    if is_sound(&made, text, (from, to)) { Ok(made) } else { Err(lines_in_conflict(text, from, to)) }
}

struct Merge<'a> {
    /// The text, and what was to become what.
    texts: [&'a str; 3],
    /// What was to become of it.
    root: &'a Branch<'a>,
    /// In the text.
    path: Vec<PathStep>,
    /// In any of them.
    marks: Vec<Mark>,
    at: Address,
    strokes: Vec<Stroke>,
    shifts: Vec<Shift>,
}

impl Merge<'_> {
    fn tables(&mut self, old: &Branch<'_>, new: &Branch<'_>, now: &Branch<'_>) -> Result<(), Refusal> {
        let added = new.entries.iter().filter(|entry| old.get(&entry.key).is_none());
        let keys: Vec<&str> = old.entries.iter().chain(added).map(|entry| entry.key.as_ref()).collect();
        for key in keys {
            let at = self.at.clone();
            self.path.push(PathStep::Key(key.to_owned()));
            self.marks.push(Mark::Key(key.to_owned()));
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
            self.marks.pop();
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
        self.reorder(key, [&all_old, &all_new, &there])?;
        let mut strokes = self.comings(&all_old, &all_new, &there)?;
        for own in all_old.iter().filter(|own| find(&all_new, own).is_none()) {
            match find(&there, own) {
                Some(now) if same(own.node, now.node) => strokes.push((
                    now.index,
                    1,
                    Stroke::Remove { path: [self.path.as_slice(), &[PathStep::Index(now.index)]].concat() },
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
            inside.path.push(PathStep::Index(now.index));
            inside.tables(own.table, new.table, now.table)?;
            self.strokes.extend(inside.strokes);
            self.shifts.extend(inside.shifts);
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
            let mut item =
                shifts::steps(self.root, &self.marks).ok_or_else(|| self.clash(None, Some(own.node), None))?;
            item.push(PathStep::Index(own.index));
            strokes.push((index, 0, Stroke::Insert { list: self.path.clone(), index, item }));
        }
        Ok(strokes)
    }

    /// The same texts, seen from an item of the list at hand.
    fn inside(&self, key: &str, own: &Listed<'_, '_>) -> Self {
        let id = if own.has_id { own.id.clone() } else { (own.index + 1).to_string() };
        let at = Noun::of_word(key).map_or_else(|| self.at.clone(), |noun| self.at.then(noun, id));
        let marks = [self.marks.as_slice(), &[own.mark()]].concat();
        Self { path: self.path.clone(), marks, at, strokes: Vec::new(), shifts: Vec::new(), ..*self }
    }

    /// Things that are to stand in another order; whatever somebody else moved stays where they put it.
    fn reorder(&mut self, key: &str, [old, new, now]: [&[Listed<'_, '_>]; 3]) -> Result<(), Refusal> {
        let shared = |one: &[Listed<'_, '_>], other: &[Listed<'_, '_>]| -> Vec<Mark> {
            one.iter().filter(|own| find(other, own).is_some()).map(Listed::mark).collect()
        };
        let left = |[one, other]: [&[Listed<'_, '_>]; 2]| -> Vec<Mark> {
            let (before, after) = (shared(one, other), shared(other, one));
            shifted(&before, &after).into_iter().cloned().collect()
        };
        let own = left([old, new]);
        if own.is_empty() {
            return Ok(());
        }
        let others = left([old, now]);
        let order: Vec<Mark> = new.iter().map(Listed::mark).collect();
        for mark in own {
            let there = now.iter().find(|listed| listed.mark() == mark);
            let (Some(_), false) = (there, others.contains(&mark)) else {
                let own = new.iter().find(|listed| listed.mark() == mark);
                let (at, node) = (own.map(|own| self.inside(key, own)), own.map(|own| own.node));
                return Err(at.as_ref().unwrap_or(self).clash(node, node, there.map(|own| own.node)));
            };
            let item = [self.marks.as_slice(), std::slice::from_ref(&mark)].concat();
            let before = order.iter().take_while(|other| **other != mark).cloned().collect();
            self.shifts.push(Shift { item, list: self.marks.clone(), before });
        }
        Ok(())
    }

    /// A value as the second text has it; `None` for what stands under a header.
    fn literal(&self, node: &Node<'_>) -> Option<String> {
        let raw = self.texts[2].get(node.span())?;
        match &node.value {
            Value::List(_) | Value::Table(_) if raw.contains('\n') && !raw.starts_with("[[") => Some(raw.to_owned()),
            Value::List(list) if raw.starts_with("[[") && list.iter().any(|own| tree_table(own).is_some()) => None,
            Value::Table(_) if !raw.starts_with('{') => None,
            _ => Some(raw.to_owned()),
        }
    }

    fn clash(&self, old: Option<&Node<'_>>, new: Option<&Node<'_>>, now: Option<&Node<'_>>) -> Refusal {
        let [text, from, to] = self.texts;
        if old.is_none() && new.is_none() && now.is_none() {
            return lines_in_conflict(text, from, to);
        }
        let say = |text: &str, node: Option<&Node<'_>>| {
            let node = node?;
            Some(if tree_table(node).is_some() { inline(text, node) } else { words(text, node, ValueKind::Text) })
        };
        Refusal::conflict(&self.at, say(from, old), say(text, now), say(to, new))
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

impl Listed<'_, '_> {
    fn mark(&self) -> Mark {
        Mark::Item { id: self.id.clone(), has_id: self.has_id }
    }
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
