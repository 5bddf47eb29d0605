//! All that a map says, one by one, to tell what a merge of lines made of it. Must not know lines.
//! Invariant: a thing with an id is told by it wherever it stands, one without by what it says.

use std::collections::BTreeMap;

use crate::source::format::{Branch, Node, Value, tree_table};

/// Where something is said, what, and how often.
type Leaves = BTreeMap<String, BTreeMap<String, i32>>;

/// What stands between two keys of a path.
const UNDER: char = '\u{1f}';

/// Did a merge do to a text what makes one text another, and nothing else?
///
/// * The four trees: the text, what was to become what, and the result.
pub(super) fn is_faithful(text: &Branch<'_>, (from, to): (&Branch<'_>, &Branch<'_>), result: &Branch<'_>) -> bool {
    let [text, from, to, result] = [text, from, to, result].map(leaves);
    let keys = [&text, &from, &to, &result].into_iter().flat_map(|leaves| leaves.keys());
    let nothing = BTreeMap::new();
    keys.collect::<std::collections::BTreeSet<_>>().into_iter().all(|key| {
        let [text, from, to, result] = [&text, &from, &to, &result].map(|leaves| leaves.get(key).unwrap_or(&nothing));
        let n = |leaves: &BTreeMap<String, i32>, value: &String| leaves.get(value).copied().unwrap_or(0);
        let mut values = [text, from, to, result].into_iter().flat_map(|leaves| leaves.keys());
        // What others did too need not be done twice.
        result == to || values.all(|value| n(result, value) - n(text, value) == n(to, value) - n(from, value))
    })
}

fn leaves(root: &Branch<'_>) -> Leaves {
    let mut found = Leaves::new();
    gather(root, "", &mut found);
    found
}

fn gather(place: &Branch<'_>, at: &str, found: &mut Leaves) {
    for entry in &place.entries {
        let at = format!("{at}{UNDER}{}", entry.key);
        match &entry.node.value {
            Value::Table(table) => gather(table, &at, found),
            Value::List(list) if !list.is_empty() && list.iter().all(|own| tree_table(own).is_some()) => {
                for (table, node) in list.iter().filter_map(|own| Some((tree_table(own)?, own))) {
                    let id = id_of(table).map_or_else(|| said(node), str::to_owned);
                    let at = format!("{at}{UNDER}{id}");
                    // A table without keys is said as well.
                    *found.entry(at.clone()).or_default().entry(String::new()).or_default() += 1;
                    gather(table, &at, found);
                }
            }
            _ => *found.entry(at).or_default().entry(said(&entry.node)).or_default() += 1,
        }
    }
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
