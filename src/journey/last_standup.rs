//! What is remembered of the last standup about a map.

use std::sync::Arc;

use jiff::civil::Date;

/// When the last standup about a map was, and how the map was when it ended.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastStandup {
    /// The map's label.
    pub map: String,
    /// The day of the standup.
    pub date: Date,
    /// The text of the map when the standup ended.
    pub text: Arc<str>,
}
