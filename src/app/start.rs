//! What a session starts with.

use jiff::civil::Date;

use super::event::Size;
use super::meeting::Topic;
use crate::journey::{Finding, Segment};
use crate::source::settings::Settings;

/// What a session starts with.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Start {
    /// The folder, as the user named it.
    pub folder: String,
    /// The maps in it, by label.
    pub maps: Vec<String>,
    /// Did the user ask for one map? Then the session starts in it.
    pub is_single: bool,
    /// Is that map a proposal, of which nothing is written yet?
    pub is_proposal: bool,
    /// Tables that lie in the folder: a map may be begun from each.
    pub tables: Vec<String>,
    /// What the user chose.
    pub settings: Settings,
    /// What is odd in the settings file.
    pub findings: Vec<Finding>,
    /// The path of the settings file as the user knows it, for findings about keys.
    pub settings_file: String,
    /// Today, for overdue reviews.
    pub today: Date,
    /// The size of the screen, in cells.
    pub size: Size,
    /// The rows that are counted; all where it is empty.
    pub only: Segment,
    /// What the standup is about, if the user asked for one.
    pub standup: Option<Topic>,
    /// Is it shown on paper, where there are no keys? Then it is the first map that is shown.
    pub is_printed: bool,
    /// Is it known what earlier sessions left behind? Else that is told once, and until then a map is shown from its
    /// first touchpoint on.
    pub is_recalled: bool,
}
