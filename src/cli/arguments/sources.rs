//! The arguments of `cjm sources`. Must not know what they lead to.
//! Invariant: without any of them, every source of every map in this folder is meant.

use std::path::PathBuf;

use clap::Args;

use super::{FindingFormat, Reach};

/// What was understood of sources.
#[derive(Debug, Args)]
pub(in crate::cli) struct Sources {
    /// Maps, or folders of maps
    #[arg(default_value = ".", value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Only the source of that id; may be given several times
    #[arg(long = "source", value_name = "ID")]
    pub(in crate::cli) ids: Vec<String>,

    /// For people, or as JSON
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: FindingFormat,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}
