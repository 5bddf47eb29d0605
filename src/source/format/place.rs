//! Where in the map the reader is.
//! Invariant: a place costs nothing; the address is written out when somebody asks.

use std::borrow::Cow;
use std::fmt;

use crate::journey::{Address, Noun};

/// The id of a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Id<'t> {
    /// As written, or made distinct.
    Text(Cow<'t, str>),
    /// Its 1-based position, where none is written.
    Position(usize),
}

impl fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Position(position) => write!(f, "{position}"),
        }
    }
}

impl Id<'_> {
    /// The id as the map keeps it.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Text(text) => text.as_ref().to_owned(),
            Self::Position(position) => position.to_string(),
        }
    }
}

/// A place in the map while it is read.
#[derive(Clone, Copy)]
pub(crate) struct Place<'p> {
    /// The place it is in, what it is there and its id; `None` for the journey itself.
    step: Option<(&'p Place<'p>, Noun, &'p Id<'p>)>,
    /// A table of this place that has no address of its own: `target`.
    part: &'static str,
}

impl<'p> Place<'p> {
    /// The journey itself.
    pub(crate) const JOURNEY: Self = Self { step: None, part: "" };

    /// One step further in.
    pub(crate) const fn then(&'p self, noun: Noun, id: &'p Id<'p>) -> Self {
        Self { step: Some((self, noun, id)), part: "" }
    }

    /// A table of this place, such as its target.
    pub(crate) const fn part(&self, part: &'static str) -> Self {
        Self { step: self.step, part }
    }

    /// What is there; `None`: the journey.
    pub(crate) fn noun(&self) -> Option<Noun> {
        self.step.map(|(_, noun, _)| noun)
    }

    pub(crate) fn address(&self) -> Address {
        let address = match self.step {
            Some((parent, noun, id)) => parent.address().then(noun, id.to_text()),
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
        let (wait, first) = (Id::Text("wait".into()), Id::Position(1));
        let stage = Place::JOURNEY.then(Noun::Stage, &wait);
        assert_eq!(stage.then(Noun::Touchpoint, &first).field("emotion").to_string(), "wait/1.emotion");
        assert_eq!(Place::JOURNEY.address(), Address::journey());
        assert_eq!(Place::JOURNEY.part("target").field("by").to_string(), "journey.target.by");
    }
}
