//! The arguments of `cjm bind`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(in crate::cli) struct BindArguments {
    /// A CSV file, wherever it is
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) file: PathBuf,

    /// A map that it is to be added to
    #[arg(long, value_name = "MAP", value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: Option<PathBuf>,
}
