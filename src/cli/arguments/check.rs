//! The arguments of `cjm check`.

use std::path::PathBuf;

use clap::Args;

use super::reach::Counting;
use crate::cli::table::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArguments {
    /// Maps, or folders of maps
    #[arg(default_value = ".", value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// How the findings are printed; as text, with the line and a caret
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    /// List what is looked for
    #[arg(long)]
    pub(in crate::cli) list: bool,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}
