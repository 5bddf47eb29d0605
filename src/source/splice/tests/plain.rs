//! Texts as plain values, by the `toml` crate alone: what an edit is held against.

use toml::Value;

use super::*;

pub(super) fn parse(text: &str) -> Option<Value> {
    toml::from_str::<toml::Table>(text).ok().map(Value::Table)
}

/// Every path in a value with what is there, the value itself first.
pub(super) fn places<'v>(value: &'v Value, path: &mut Vec<PathStep>, found: &mut Vec<(Vec<PathStep>, &'v Value)>) {
    found.push((path.clone(), value));
    let mut visit = |step: PathStep, inner: &'v Value| {
        path.push(step);
        places(inner, path, found);
        path.pop();
    };
    match value {
        Value::Table(table) => table.iter().for_each(|(key, inner)| visit(PathStep::Key(key.clone()), inner)),
        Value::Array(items) => items.iter().enumerate().for_each(|(idx, inner)| visit(PathStep::Index(idx), inner)),
        _ => {}
    }
}

/// The value at a path, to be changed.
pub(super) fn at<'v>(value: &'v mut Value, path: &[PathStep]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        PathStep::Key(key) => value.as_table_mut()?.get_mut(key),
        PathStep::Index(idx) => value.as_array_mut()?.get_mut(*idx),
    })
}

pub(super) fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Float(one), Value::Float(other)) => one.is_nan() && other.is_nan() || one.to_bits() == other.to_bits(),
        (Value::Array(ones), Value::Array(others)) => {
            ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| is_same(one, other))
        }
        (Value::Table(ones), Value::Table(others)) => {
            ones.len() == others.len()
                && ones.iter().zip(others).all(|(one, other)| one.0 == other.0 && is_same(one.1, other.1))
        }
        _ => one == other,
    }
}

/// Does a text say this? Tables and lists on the way to a path that are empty may be gone.
pub(super) fn says(text: &str, mut expected: Value, path: &[PathStep]) -> bool {
    let Some(mut after) = parse(text) else { return false };
    for n_steps in (1..=path.len()).rev() {
        let prefix = &path[..n_steps];
        let is_empty = |value: &mut Value| {
            value.as_table().is_some_and(toml::Table::is_empty) || value.as_array().is_some_and(Vec::is_empty)
        };
        if at(&mut expected, prefix).is_some_and(is_empty) && at(&mut after, prefix).is_none() {
            take(&mut expected, prefix);
        }
    }
    is_same(&expected, &after)
}

pub(super) fn take(value: &mut Value, path: &[PathStep]) -> Option<Value> {
    let (own, parent) = path.split_last()?;
    match (at(value, parent)?, own) {
        (Value::Table(table), PathStep::Key(key)) => table.remove(key),
        (Value::Array(items), PathStep::Index(idx)) => Some(items.remove(*idx)),
        _ => None,
    }
}

/// Are the bytes of one text among those of the other, in their order?
pub(super) fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.bytes();
    part.bytes().all(|byte| rest.any(|other| other == byte))
}
