//! Where in the map the reader is. Must not know what is there.
//! Invariant: a place costs nothing more than its id; the address is written out when somebody asks.

use std::rc::Rc;

use crate::journey::{Address, Noun};

/// A place in the map while it is read.
#[derive(Clone, Default)]
pub(crate) struct Place {
    spot: Option<Rc<Spot>>,
    /// A table of this place that has no address of its own: `target`.
    part: &'static str,
}

struct Spot {
    parent: Place,
    noun: Noun,
    id: String,
}

impl Place {
    /// The journey itself.
    pub(crate) fn journey() -> Self {
        Self::default()
    }

    /// One step further in.
    pub(crate) fn then(&self, noun: Noun, id: impl Into<String>) -> Self {
        Self { spot: Some(Rc::new(Spot { parent: self.clone(), noun, id: id.into() })), part: "" }
    }

    /// A table of this place, such as its target.
    pub(crate) fn part(&self, part: &'static str) -> Self {
        Self { spot: self.spot.clone(), part }
    }

    pub(crate) fn address(&self) -> Address {
        let address = match &self.spot {
            Some(spot) => spot.parent.address().then(spot.noun, spot.id.as_str()),
            None => Address::journey(),
        };
        if self.part.is_empty() { address } else { address.field(self.part) }
    }

    /// The address of a key of this place.
    pub(crate) fn field(&self, key: &str) -> Address {
        let address = self.address();
        match &address.field {
            Some(part) => address.field(format!("{part}.{key}")),
            None => address.field(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_writes_its_address() {
        let place = Place::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food");
        assert_eq!(place.field("emotion").to_string(), "wait/food.emotion");
        assert_eq!(Place::journey().address(), Address::journey());
        assert_eq!(Place::journey().part("target").field("by").to_string(), "journey.target.by");
    }
}
