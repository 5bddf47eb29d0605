//! The arguments of `cjm diff`.

use std::path::PathBuf;

use clap::Args;

use super::reach::Reach;
use crate::cli::table::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    /// The map as it was, or a folder with one
    #[arg(value_name = "OLD", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) before: PathBuf,

    /// The map as it is, or a folder with one
    #[arg(value_name = "NEW", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) now: PathBuf,

    /// How the changes are printed
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}
