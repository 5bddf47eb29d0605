//! Items that a change put in another order, moved alike in a text that somebody else changed.
//! Invariant: a thing is told by its id, or by all that it says, wherever it stands by now.

use super::leaves::{id_of, said};
use super::merged::with_tree;
use crate::source::format::{Branch, Node, Value, tree_table};
use crate::source::splice::{self, Fault, PathStep};

/// A step on the way to a thing that may stand elsewhere by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Into a table or a list.
    Key(String),
    /// To an item of a list.
    Item {
        /// Its id, or all that it says.
        id: String,
        has_id: bool,
    },
}

/// A thing and the place that it is to have.
#[derive(Debug)]
pub(super) struct Shift {
    pub(super) item: Vec<Mark>,
    pub(super) list: Vec<Mark>,
    /// Those that are to stand before it, the nearest last.
    pub(super) before: Vec<Mark>,
}

/// A list and a position in it.
#[derive(PartialEq, Eq)]
struct Seat {
    list: Vec<PathStep>,
    index: usize,
}

impl Shift {
    /// Moves it, with whatever is in it by now.
    pub(super) fn make(&self, text: &str) -> Result<String, Fault> {
        let (from, to) = with_tree(text, |root, _| self.seats(root)).ok_or(Fault::Absent)?;
        if from == to {
            return Ok(text.to_owned());
        }
        splice::relocate(text, (&from.list, from.index), (&to.list, to.index))
    }

    /// Where it stands, and where it is to stand.
    fn seats(&self, root: &Branch<'_>) -> Option<(Seat, Seat)> {
        let mut from = steps(root, &self.item)?;
        let Some(PathStep::Index(own)) = from.pop() else { return None };
        let to = steps(root, &self.list)?;
        let there = list(root, &self.list).map_or_else(Vec::new, marks);
        let is_own = |index: usize| from == to && index == own;
        let stay: Vec<&Mark> =
            there.iter().enumerate().filter(|(index, _)| !is_own(*index)).map(|(_, mark)| mark).collect();
        let above = self.before.iter().rev().find_map(|mark| stay.iter().position(|other| *other == mark));
        let to = Seat { list: to, index: above.map_or(0, |above| above + 1) };
        Some((Seat { list: from, index: own }, to))
    }
}

/// The item as it is told.
pub(super) fn mark(node: &Node<'_>) -> Option<Mark> {
    let id = id_of(tree_table(node)?);
    Some(Mark::Item { has_id: id.is_some(), id: id.map_or_else(|| said(node), str::to_owned) })
}

/// The steps to what is marked; a list at the end need not be there yet.
pub(super) fn steps(root: &Branch<'_>, marks: &[Mark]) -> Option<Vec<PathStep>> {
    let mut steps = Vec::with_capacity(marks.len());
    let (mut table, mut node) = (Some(root), None);
    for mark in marks {
        match mark {
            Mark::Key(key) => {
                node = table?.get(key);
                steps.push(PathStep::Key(key.clone()));
            }
            Mark::Item { .. } => {
                let Value::List(items) = &node?.value else { return None };
                let index = items.iter().position(|own| self::mark(own).as_ref() == Some(mark))?;
                node = items.get(index);
                steps.push(PathStep::Index(index));
            }
        }
        table = node.and_then(tree_table);
    }
    Some(steps)
}

/// The list that is marked.
pub(super) fn list<'a, 't>(root: &'a Branch<'t>, marks: &[Mark]) -> Option<&'a [Node<'t>]> {
    let mut node: Option<&Node<'t>> = None;
    for mark in marks {
        node = Some(match (mark, node) {
            (Mark::Key(key), None) => root.get(key)?,
            (Mark::Key(key), Some(node)) => tree_table(node)?.get(key)?,
            (Mark::Item { .. }, Some(Node { value: Value::List(items), .. })) => {
                items.iter().find(|own| self::mark(own).as_ref() == Some(mark))?
            }
            _ => return None,
        });
    }
    match &node?.value {
        Value::List(items) => Some(items),
        _ => None,
    }
}

/// The items of a list as they are told.
pub(super) fn marks(list: &[Node<'_>]) -> Vec<Mark> {
    list.iter().filter_map(mark).collect()
}
