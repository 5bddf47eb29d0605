//! The shapes of a source: what one of its rows is. Everything else walks [`SHAPES`].
//! Invariant: every source has one shape, whatever its keys.

mod cases;
mod funnel;
mod log;
mod long;
mod series;
pub(in crate::source) mod shape;
mod wide;

use self::shape::{Key, Names, Shape};
use crate::journey::understood::Use;
use crate::journey::{Column, Source};

/// Every shape, in the order of the reference.
#[rustfmt::skip]
pub(in crate::source) static SHAPES: &[&Shape] = &[
    &wide::WIDE,
    &long::LONG,
    &series::SERIES,
    &funnel::FUNNEL,
    &log::LOG,
    &cases::CASES,
];

/// Every shape, those first that keys of their own tell from others; the last is that of every other file.
pub(in crate::source) fn by_keys() -> impl Iterator<Item = &'static Shape> {
    let own = SHAPES.iter().copied().filter(|shape| shape.told.is_some());
    own.chain(SHAPES.iter().copied().rev().filter(|shape| shape.told.is_none()))
}

/// The shape of a source; of one with keys of several, the first.
pub(in crate::source) fn of(source: &Source) -> &'static Shape {
    let is_made = |shape: &&Shape| shape.made_by.iter().all(|key| source.key(key).is_some());
    by_keys().find(is_made).unwrap_or(&wide::WIDE)
}

/// The shape that a column is of, where it is of none by name.
pub(in crate::source) fn of_column(column: &Column) -> Option<&'static Shape> {
    let Column::Shape(id) = column else { return None };
    SHAPES.iter().copied().find(|shape| shape.id == *id)
}

/// The keys of all shapes, in the order of the format.
pub(in crate::source) fn keys() -> impl Iterator<Item = &'static Key> {
    SHAPES.iter().copied().flat_map(|shape| shape.keys)
}

/// The keys of a source that name a column, of shapes, with that.
pub(in crate::source) fn columns(source: &Source) -> impl Iterator<Item = (&'static str, &str)> {
    let named = keys().filter(|key| key.names == Names::Column);
    named.filter_map(|key| Some((key.field.key, source.key(key.field.key)?)))
}

/// What the keys of shapes use a column for, with its name.
pub(in crate::source) fn uses(source: &Source) -> impl Iterator<Item = (Use, &str)> {
    let own = SHAPES.iter().copied().flat_map(|shape| shape.keys.iter().map(move |key| (shape, key)));
    own.filter(|(_, key)| key.names == Names::Column).filter_map(|(shape, Key { field, role, .. })| {
        let holds_answers = shape.is_of_many && shape.home.contains(&field.key);
        Some((Use::Shape { key: field.key, role, holds_answers }, source.key(field.key)?))
    })
}

/// The keys that are called like the metric whose column they name.
pub(in crate::source) fn metric_keys() -> impl Iterator<Item = &'static str> {
    keys().filter(|key| key.names == Names::Metric).map(|key| key.field.key)
}

/// The key that says when.
pub(in crate::source) fn time_key(source: &Source) -> &'static str {
    let mut own = SHAPES.iter().copied().filter_map(|shape| shape.time);
    own.find(|key| source.time.is_some() && source.key(key) == source.time.as_deref()).unwrap_or("time")
}

/// The keys of a column in which `match` finds the rows of a place, the usual one last.
pub(in crate::source) fn place_keys() -> impl Iterator<Item = &'static str> {
    SHAPES.iter().copied().filter_map(|shape| shape.place).chain(["touchpoint"])
}

/// The key of the column in which `match` finds the rows of a place.
pub(in crate::source) fn place_key(source: &Source) -> &'static str {
    place_keys().find(|key| source.key(key).is_some()).unwrap_or("touchpoint")
}

/// The column in which `match` finds the rows of a place.
pub(in crate::source) fn place_column(source: &Source) -> Option<&str> {
    source.key(place_key(source))
}

/// Do its rows stand for something else than answers, by a key that says so?
pub(in crate::source) fn is_told(source: &Source) -> bool {
    let mut told =
        SHAPES.iter().copied().filter(|shape| shape.told.is_some()).filter_map(|shape| shape.made_by.first());
    told.any(|key| source.key(key).is_some())
}
