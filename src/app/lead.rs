//! Where a journey goes on from a place: to what may come next, to another map, or to the same journey as it is.
//! Invariant: what leads to a map that is not open says why.

use super::library::Library;
use super::location::Spot;
use super::saving::target;
use super::state::State;
use crate::journey::{Address, Noun, beside};
use crate::text::Plain;

/// One way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    /// What it leads to.
    pub(super) words: Plain,
    /// Where that is.
    pub(super) aside: Plain,
    pub(super) to: Destination,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// A place of the same map.
    Place(Spot),
    /// The map of that label.
    Map(String),
    /// A map that is not open, and why.
    Nowhere(Plain),
}

/// The keys by which a map says where a journey goes on.
const KEYS: [&str; 3] = ["next", "journey", "current"];

/// Is the cursor on what says where the journey goes on?
pub(super) fn is_on_one(state: &State) -> bool {
    let is_key = target(state).field.is_some_and(|key| KEYS.contains(&key.as_str()));
    is_key && !leads(state).is_empty()
}

/// The ways on from what is under the cursor: those of the field that it is on, else all of its place.
#[must_use]
pub(super) fn leads(state: &State) -> Vec<Lead> {
    let (Some(map), Some(label)) = (state.map().filter(|_| state.place.is_inside), state.open_map()) else {
        return Vec::new();
    };
    let at = target(state);
    let is_meant = |key: &str| match at.field.as_deref().filter(|field| KEYS.contains(field)) {
        Some(field) => field == key,
        None => true,
    };
    let other = |key: &str, path: Option<&String>, aside: &str| {
        path.filter(|_| is_meant(key)).map(|path| to_map(&state.library, label, path, aside))
    };
    if let Some((_, touchpoint)) = at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id)) {
        let next = touchpoint.next.iter().filter(|_| is_meant("next")).filter_map(|id| {
            let (of, next) = map.touchpoint(id)?;
            let place = Address::journey().then(Noun::Stage, &of.id).then(Noun::Touchpoint, &next.id);
            let to = Destination::Place(Spot::of(label, &place));
            Some(Lead { words: Plain::new(&next.name), aside: Plain::new(&of.name), to })
        });
        return next.chain(other("journey", touchpoint.journey.as_ref(), "another map")).collect();
    }
    let current = at.steps.is_empty().then_some(map.current.as_ref()).flatten();
    other("current", current, "as it is").into_iter().collect()
}

/// The way to the map that a path leads to.
fn to_map(library: &Library, label: &str, path: &str, aside: &str) -> Lead {
    let meant = beside(label, path);
    if let Some(volume) = meant.as_deref().and_then(|meant| library.volume(meant)) {
        let to = Destination::Map(volume.label.clone());
        return Lead { words: Plain::new(volume.title()), aside: aside.into(), to };
    }
    let why = match meant {
        None => format!("{path} is not in this folder: open its folder"),
        Some(_) if library.is_single => format!("{path} is not open, this map alone is: open its folder"),
        Some(_) => format!("{path} is not among the maps of this folder"),
    };
    Lead { words: Plain::new(path), aside: aside.into(), to: Destination::Nowhere(why.into()) }
}
