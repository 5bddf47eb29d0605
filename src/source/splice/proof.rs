//! Makes the same edit on plain values, and tells whether the new text says what they say.
//! Invariant: two values are the same only where they are written the same, so no number, date or text is a matter of
//! rounding or of zones; only the order of keys is free.

use std::mem;
use std::ops::Range;

use super::fault::Fault;
use super::literal::{KeyValue, key_of};
use super::step::PathStep;
use crate::source::format::{KeyNode, Node, Parsed, Value};

/// What stands deeper than this is not compared, so a text that has it is not edited.
const DEEPEST: usize = 150;

/// What a text says.
pub(super) fn model_of(text: &str) -> Result<Value<'_>, Fault> {
    Ok(Value::Table(Parsed::of(text)?.tree))
}

/// Is this the value it is taken for, and nothing more?
pub(super) fn check_literal(literal: &str) -> Result<(), Fault> {
    let pair = format!("x = {literal}");
    let is_whole = match model_of(&pair) {
        Ok(Value::Table(table)) => match table.entries.as_slice() {
            [entry] => pair.get(entry.node.span()) == Some(literal),
            _ => false,
        },
        _ => false,
    };
    if is_whole { Ok(()) } else { Err(Fault::Misfit("not a value of TOML")) }
}

/// The text of a table with one key.
pub(super) fn pair_text(step: Option<&PathStep>, literal: &str) -> String {
    match step {
        Some(PathStep::Key(key)) => format!("{} = {literal}", key_of(key)),
        _ => format!("x = {literal}"),
    }
}

/// The text of a table with a list of one item.
pub(super) fn list_text(list: &[PathStep], item: &[KeyValue]) -> String {
    let name = match list.last() {
        Some(PathStep::Key(key)) => key_of(key),
        _ => "x".to_owned(),
    };
    let pairs: Vec<String> = item.iter().map(|entry| format!("{} = {}\n", key_of(&entry.key), entry.literal)).collect();
    format!("[[{name}]]\n{}", pairs.concat())
}

/// Sets what is at a path to the value of the only key of `new`, or adds that key. Gives the bytes of what was there,
/// unless there may be a header.
pub(super) fn set<'t>(model: &mut Value<'t>, path: &[PathStep], new: Value<'t>) -> Result<Option<Range<usize>>, Fault> {
    let (own, parent) = path.split_last().ok_or(Fault::Misfit("the whole text"))?;
    let entry = only_entry(new)?;
    let present = match (find_mut(model, parent).ok_or(Fault::Absent)?, own) {
        (Value::Table(table), PathStep::Key(key)) => {
            let Some(idx) = table.entries.iter().position(|entry| entry.key == *key) else {
                table.entries.push(entry);
                return Ok(None);
            };
            &mut table.entries[idx].node
        }
        (Value::List(list), PathStep::Index(index)) => list.get_mut(*index).ok_or(Fault::Absent)?,
        (Value::Table(_) | Value::List(_), _) => return Err(Fault::Absent),
        _ => return Err(Fault::Misfit("a value, neither a table nor a list")),
    };
    let is_table = |node: &Node<'_>| matches!(node.value, Value::Table(_));
    let may_have_header = match &present.value {
        Value::List(items) => items.iter().any(is_table),
        _ => is_table(present),
    };
    present.value = entry.node.value;
    Ok((!may_have_header).then(|| present.span()))
}

/// Takes what is at a path.
pub(super) fn take_out<'t>(model: &mut Value<'t>, path: &[PathStep]) -> Result<Node<'t>, Fault> {
    let (own, parent) = path.split_last().ok_or(Fault::Misfit("the whole text"))?;
    match (find_mut(model, parent).ok_or(Fault::Absent)?, own) {
        (Value::Table(table), PathStep::Key(key)) => {
            let idx = table.entries.iter().position(|entry| entry.key == *key).ok_or(Fault::Absent)?;
            Ok(table.entries.remove(idx).node)
        }
        (Value::List(list), PathStep::Index(index)) if *index < list.len() => Ok(list.remove(*index)),
        _ => Err(Fault::Absent),
    }
}

/// Puts an item into a list. `new` is a table with nothing but the list in it, for where there is none.
pub(super) fn put_in<'t>(
    model: &mut Value<'t>,
    (list, index): (&[PathStep], usize),
    item: Option<Node<'t>>,
    new: Value<'t>,
) -> Result<(), Fault> {
    let mut entry = only_entry(new)?;
    let item = match (&mut entry.node.value, item) {
        (_, Some(item)) => item,
        (Value::List(items), None) => items.pop().ok_or(Fault::Unsafe)?,
        _ => return Err(Fault::Unsafe),
    };
    let (own, parent) = list.split_last().ok_or(Fault::Misfit("the whole text"))?;
    if find_mut(model, list).is_none() && index == 0 {
        let (Value::Table(table), PathStep::Key(_)) = (find_mut(model, parent).ok_or(Fault::Absent)?, own) else {
            return Err(Fault::Absent);
        };
        table.entries.push(entry);
    }
    match find_mut(model, list) {
        Some(Value::List(items)) if index <= items.len() => items.insert(index, item),
        Some(Value::List(_)) | None => return Err(Fault::Absent),
        Some(_) => return Err(Fault::Misfit("no list")),
    }
    Ok(())
}

/// Does the text say what the model says? Tables and lists along `path` that have nothing left in them may be gone.
pub(super) fn holds(mut model: Value<'_>, path: &[PathStep], text: &str) -> bool {
    let Ok(mut after) = model_of(text) else { return false };
    for n_steps in (1..=path.len()).rev() {
        let Some(prefix) = path.get(..n_steps) else { break };
        let is_empty = match find_mut(&mut model, prefix) {
            Some(Value::Table(table)) => table.entries.is_empty(),
            Some(Value::List(items)) => items.is_empty(),
            Some(_) => false,
            None => continue,
        };
        let is_named = matches!(prefix.last(), Some(PathStep::Key(_)));
        if !is_empty || !is_named || find_mut(&mut after, prefix).is_some() || take_out(&mut model, prefix).is_err() {
            break;
        }
    }
    is_same(&model, &after, 0)
}

fn only_entry(table: Value<'_>) -> Result<KeyNode<'_>, Fault> {
    match table {
        Value::Table(mut table) if table.entries.len() == 1 => table.entries.pop().ok_or(Fault::Unsafe),
        _ => Err(Fault::Misfit("not a value of TOML")),
    }
}

fn find_mut<'m, 't>(model: &'m mut Value<'t>, path: &[PathStep]) -> Option<&'m mut Value<'t>> {
    path.iter().try_fold(model, |value, step| match (value, step) {
        (Value::Table(table), PathStep::Key(key)) => {
            table.entries.iter_mut().find(|entry| entry.key == *key).map(|entry| &mut entry.node.value)
        }
        (Value::List(items), PathStep::Index(index)) => items.get_mut(*index).map(|node| &mut node.value),
        _ => None,
    })
}

fn is_same(one: &Value<'_>, other: &Value<'_>, depth: usize) -> bool {
    match (one, other) {
        _ if depth > DEEPEST => false,
        (Value::List(ones), Value::List(others)) => {
            ones.len() == others.len()
                && ones.iter().zip(others).all(|(one, other)| is_same(&one.value, &other.value, depth + 1))
        }
        (Value::Table(ones), Value::Table(others)) => {
            let mut next = 0;
            ones.entries.len() == others.entries.len()
                && ones.entries.iter().all(|one| {
                    let n_others = others.entries.len();
                    let found = (next..n_others).chain(0..next).find(|idx| others.entries[*idx].key == one.key);
                    found.is_some_and(|idx| {
                        next = idx + 1;
                        is_same(&one.node.value, &others.entries[idx].node.value, depth + 1)
                    })
                })
        }
        (Value::List(_) | Value::Table(_), _) | (_, Value::List(_) | Value::Table(_)) => false,
        _ => mem::discriminant(one) == mem::discriminant(other) && one == other,
    }
}
