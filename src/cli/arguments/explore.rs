//! The arguments of the explorer.

use std::path::PathBuf;

use clap::Args;

use super::look::{ColorsChoice, LookArguments};
use super::reach::Counting;

/// Opens the explorer.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExploreArguments {
    /// A map, or a folder of maps; of a CSV file the map that is proposed for it, of which nothing is written yet
    #[arg(default_value = ".", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) path: PathBuf,

    /// Start with a standup: of all that is open in the map, or of one touchpoint
    #[arg(long, value_name = "TOUCHPOINT", num_args = 0..=1, default_missing_value = "")]
    pub(in crate::cli) standup: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) look: LookArguments,

    /// How many colors
    #[arg(long, visible_alias = "color", value_name = "COLORS")]
    pub(in crate::cli) colors: Option<ColorsChoice>,

    /// Clicks and the wheel move the cursor
    #[arg(long, overrides_with = "no_mouse")]
    pub(in crate::cli) mouse: bool,

    /// Show e-mail addresses, phone, card and account numbers in comments, which are masked otherwise
    #[arg(long)]
    pub(in crate::cli) show_personal: bool,

    /// The terminal keeps the mouse, for marking text
    #[arg(long)]
    pub(in crate::cli) no_mouse: bool,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}
