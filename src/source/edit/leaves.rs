//! Tells whether a merge changed what it should, from all that two maps say, value by value.
//! Invariant: a thing with an id is told by it wherever it stands, one without by what it says.

use std::collections::BTreeMap;

use crate::source::format::{Branch, Node, Value, tree_table};

/// Where something is said, what, and how often; less than never where it is said no more.
type Leaves = BTreeMap<String, BTreeMap<String, i32>>;

/// What stands between two keys of a path.
const UNDER: char = '\u{1f}';

/// Did a merge do to a text what makes one text another, and nothing else?
///
/// * The four trees: the text, what was to become what, and the result.
pub(super) fn is_faithful(text: &Branch<'_>, (from, to): (&Branch<'_>, &Branch<'_>), result: &Branch<'_>) -> bool {
    let (asked, made) = (difference(from, to), difference(text, result));
    if asked == made {
        return true;
    }
    // What others did too need not be done twice.
    let nothing = Branch::default();
    let [to, result] = [to, result].map(|tree| difference(&nothing, tree));
    let mut keys = asked.keys().chain(made.keys());
    keys.all(|key| asked.get(key) == made.get(key) || to.get(key) == result.get(key))
}

/// What is said in one tree and not in the other.
fn difference(before: &Branch<'_>, after: &Branch<'_>) -> Leaves {
    let mut found = Leaves::new();
    compare(before, after, "", &mut found);
    for values in found.values_mut() {
        values.retain(|_, count| *count != 0);
    }
    found.retain(|_, values| !values.is_empty());
    found
}

/// What is alike is passed over.
fn compare(before: &Branch<'_>, after: &Branch<'_>, at: &str, found: &mut Leaves) {
    for entry in &before.entries {
        let at = format!("{at}{UNDER}{}", entry.key);
        let Some(new) = after.get(&entry.key) else {
            gather(&entry.node, &at, -1, found);
            continue;
        };
        match (&entry.node.value, &new.value) {
            _ if same(&entry.node, new) => {}
            (Value::Table(before), Value::Table(after)) => compare(before, after, &at, found),
            (Value::List(before), Value::List(after)) if is_of_tables(before) && is_of_tables(after) => {
                compare_lists(before, after, &at, found);
            }
            _ => {
                gather(&entry.node, &at, -1, found);
                gather(new, &at, 1, found);
            }
        }
    }
    for entry in after.entries.iter().filter(|entry| before.get(&entry.key).is_none()) {
        gather(&entry.node, &format!("{at}{UNDER}{}", entry.key), 1, found);
    }
}

/// Most of two lists is alike at the start and at the end; what is between is told by its id.
fn compare_lists(before: &[Node<'_>], after: &[Node<'_>], at: &str, found: &mut Leaves) {
    let is_alike = |(one, other): &(&Node<'_>, &Node<'_>)| same(one, other);
    let start = before.iter().zip(after).take_while(is_alike).count();
    let most = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(most).take_while(is_alike).count();
    let mut come: Vec<&Node<'_>> = after.iter().take(after.len() - end).skip(start).collect();
    for old in before.iter().take(before.len() - end).skip(start) {
        let id = tree_table(old).and_then(id_of);
        let stays = come.iter().position(|new| id.is_some() && tree_table(new).and_then(id_of) == id);
        match stays.map(|position| come.remove(position)) {
            Some(new) if same(old, new) => {}
            Some(new) => {
                if let (Some(old_table), Some(new_table)) = (tree_table(old), tree_table(new)) {
                    compare(old_table, new_table, &item(at, old), found);
                }
            }
            None => gather_item(old, at, -1, found),
        }
    }
    for new in come {
        gather_item(new, at, 1, found);
    }
}

fn gather(node: &Node<'_>, at: &str, sign: i32, found: &mut Leaves) {
    match &node.value {
        Value::Table(table) => {
            for entry in &table.entries {
                gather(&entry.node, &format!("{at}{UNDER}{}", entry.key), sign, found);
            }
        }
        Value::List(list) if is_of_tables(list) => {
            for own in list {
                gather_item(own, at, sign, found);
            }
        }
        _ => *found.entry(at.to_owned()).or_default().entry(said(node)).or_default() += sign,
    }
}

fn gather_item(node: &Node<'_>, at: &str, sign: i32, found: &mut Leaves) {
    let at = item(at, node);
    gather(node, &at, sign, found);
    // A table without keys is said as well.
    *found.entry(at).or_default().entry(String::new()).or_default() += sign;
}

/// Where an item of a list is.
fn item(at: &str, node: &Node<'_>) -> String {
    let id = tree_table(node).and_then(id_of).map_or_else(|| said(node), str::to_owned);
    format!("{at}{UNDER}{id}")
}

fn is_of_tables(list: &[Node<'_>]) -> bool {
    !list.is_empty() && list.iter().all(|own| tree_table(own).is_some())
}

/// The id as written.
pub(super) fn id_of<'a>(table: &'a Branch<'_>) -> Option<&'a str> {
    match &table.get("id")?.value {
        Value::Text(id) => Some(id),
        _ => None,
    }
}

/// A value whichever way it is written; a text and a number are told apart.
pub(super) fn said(node: &Node<'_>) -> String {
    match &node.value {
        Value::List(list) => format!("[{}]", list.iter().map(said).collect::<Vec<_>>().join(",")),
        Value::Table(table) => {
            let mut pairs: Vec<String> =
                table.entries.iter().map(|entry| format!("{:?}={}", entry.key, said(&entry.node))).collect();
            pairs.sort_unstable();
            format!("{{{}}}", pairs.join(","))
        }
        scalar => format!("{scalar:?}"),
    }
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

pub(super) fn same_table(one: &Branch<'_>, other: &Branch<'_>) -> bool {
    let has = |other: &Branch<'_>, key: &str, node: &Node<'_>| other.get(key).is_some_and(|own| same(node, own));
    one.entries.len() == other.entries.len() && one.entries.iter().all(|entry| has(other, &entry.key, &entry.node))
}
