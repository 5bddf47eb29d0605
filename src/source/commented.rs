//! Which places of a map have comments, and which sources they come from.
//! Invariant: what counts as a comment here is what the metric `comments` counts.

use crate::journey::{Address, Binding, Column, Map, Source};
use crate::metric::kinds::OfComments;

/// Does a binding read comments?
#[must_use]
pub fn is_of_comments(map: &Map, binding: &Binding) -> bool {
    let (Column::Own(column) | Column::Matched(column)) = &binding.column else { return false };
    let source = map.sources.iter().find(|source| source.id == binding.source);
    let is_named = source.is_some_and(|source| source.comment.as_deref() == Some(column));
    let is_count = map.metric(&binding.metric).is_some_and(|metric| metric.kind.reads_comments(OfComments::Presence));
    binding.metric == "comments" || (is_named && is_count)
}

/// Are there comments at a place or below it?
#[must_use]
pub fn has_comments(map: &Map, at: &Address) -> bool {
    bound(map, at).next().is_some()
}

/// The sources of the comments at or below a place, in the order of the map.
#[must_use]
pub fn sources<'m>(map: &'m Map, at: &Address) -> Vec<&'m Source> {
    let bound: Vec<&str> = bound(map, at).map(|(_, binding)| binding.source.as_str()).collect();
    map.sources.iter().filter(|source| bound.contains(&source.id.as_str())).collect()
}

/// The places with comments at or below a place, the innermost first: a row is about the first that it fits.
#[must_use]
pub fn places(map: &Map, at: &Address) -> Vec<Address> {
    let mut places: Vec<Address> = bound(map, at).map(|(place, _)| place).collect();
    places.dedup();
    places.sort_by_key(|place| std::cmp::Reverse(place.steps.len()));
    places
}

fn bound<'m>(map: &'m Map, at: &Address) -> impl Iterator<Item = (Address, &'m Binding)> {
    let bindings = map.bindings().filter(|(place, _)| place.steps.starts_with(&at.steps));
    bindings.filter(|(_, binding)| is_of_comments(map, binding))
}
