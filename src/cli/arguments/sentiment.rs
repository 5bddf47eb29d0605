//! The arguments of `cjm sentiment`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::table::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct SentimentArguments {
    /// Text, one comment a line; standard input without it or as -
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) file: Option<PathBuf>,

    /// Language of all lines, as in en or pt-BR; else each line tells
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) language: Option<String>,

    /// How each line is printed: as text, score, tab and line; as JSON, an object a line
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,
}
