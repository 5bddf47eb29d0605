//! The arguments of `cjm metrics`. Must not know what they lead to.
//! Invariant: help, man page and completions are folded from these types.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Reach;

/// Readings.
#[derive(Debug, Args)]
pub(in crate::cli) struct Metrics {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// How long a period is
    #[arg(long, default_value = "all")]
    pub(in crate::cli) by: Grain,

    /// Only rows with this value in this column
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = super::condition)]
    pub(in crate::cli) conditions: Vec<(String, String)>,

    /// From this day, month or year on
    #[arg(long, value_name = "DATE", value_parser = crate::cli::dates::first_day)]
    pub(in crate::cli) since: Option<jiff::civil::Date>,

    /// Up to and with this day, month or year
    #[arg(long, value_name = "DATE", value_parser = crate::cli::dates::last_day)]
    pub(in crate::cli) until: Option<jiff::civil::Date>,

    /// Only this touchpoint
    #[arg(long = "touchpoint", value_name = "ID")]
    pub(in crate::cli) touchpoints: Vec<String>,

    /// Only this metric
    #[arg(long = "metric", value_name = "NAME")]
    pub(in crate::cli) names: Vec<String>,

    /// Only the rows of this persona
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) persona: Option<String>,

    /// As a table for people, as JSON or as CSV
    #[arg(long, default_value = "table")]
    pub(in crate::cli) format: TableFormat,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}

/// `--by`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum Grain {
    All,
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

/// `metrics --format`.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    Table,
    Json,
    Csv,
}

impl From<Grain> for crate::metric::Grain {
    fn from(grain: Grain) -> Self {
        match grain {
            Grain::All => Self::All,
            Grain::Year => Self::Year,
            Grain::Quarter => Self::Quarter,
            Grain::Month => Self::Month,
            Grain::Week => Self::Week,
            Grain::Day => Self::Day,
        }
    }
}
