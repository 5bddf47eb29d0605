//! The arguments of `cjm sources`.
//! Invariant: without arguments, all sources of all maps in this folder are printed.

use std::path::PathBuf;

use clap::Args;

use super::reach::Counting;
use crate::cli::table::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct SourcesArguments {
    /// Maps, or folders of maps
    #[arg(default_value = ".", value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Only the source of that id; may be given several times
    #[arg(long = "source", value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,

    /// How the sources are printed; CSV and Markdown have one row a source
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}
