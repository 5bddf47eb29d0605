//! What a standup is about.

/// What a standup is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// All that is open in the map.
    Map,
    /// One touchpoint, by its id.
    Touchpoint(String),
}

impl Topic {
    /// The id of the touchpoint, if it is about one.
    #[must_use]
    pub fn touchpoint(&self) -> Option<&str> {
        match self {
            Self::Map => None,
            Self::Touchpoint(id) => Some(id),
        }
    }
}
