//! The arguments of `cjm sentiment`. Must not know how lines are scored.
//! Invariant: help is folded from these types.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Lines and how they sound.
#[derive(Debug, Args)]
pub(in crate::cli) struct Sentiment {
    /// Text, one comment a line; standard input without it or as -
    #[arg(value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) file: Option<PathBuf>,

    /// Language of all lines, as in en or pt-BR; else each line tells
    #[arg(long, value_name = "TAG")]
    pub(in crate::cli) language: Option<String>,

    /// Score, tab and line, or a JSON object a line
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: LineFormat,
}

/// `sentiment --format`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum LineFormat {
    Text,
    Json,
}
