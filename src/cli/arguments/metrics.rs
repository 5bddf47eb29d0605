//! The arguments of `cjm metrics`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reach::Counting;
use crate::cli::table::Format;

#[derive(Debug, Args)]
pub(in crate::cli) struct MetricsArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// How long a period is
    #[arg(long, default_value = "all")]
    pub(in crate::cli) by: PeriodChoice,

    /// Only rows with this value in this column
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = super::rows::condition)]
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

    /// Which rows are printed; JSON has all of them unless this is given
    #[arg(long, value_name = "ROWS", default_value_if("format", "json", "all"), default_value = "readings")]
    pub(in crate::cli) rows: RowsChoice,

    /// How they are printed
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    /// Settings file, instead of the one in the configuration folder; its `hidden` says how small a group is not shown
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) config: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}

/// Which rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RowsChoice {
    /// What was measured, by the periods of `--by`
    Readings,
    /// The last two periods that are over, by the period that suits the metric, and what can be said of them
    Changes,
    /// Since when: the day that parts the answers best into before and after, where that is beyond chance
    Since,
    /// All of them, in JSON
    All,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum PeriodChoice {
    All,
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

impl From<PeriodChoice> for crate::metric::Grain {
    fn from(by: PeriodChoice) -> Self {
        match by {
            PeriodChoice::All => Self::All,
            PeriodChoice::Year => Self::Year,
            PeriodChoice::Quarter => Self::Quarter,
            PeriodChoice::Month => Self::Month,
            PeriodChoice::Week => Self::Week,
            PeriodChoice::Day => Self::Day,
        }
    }
}
