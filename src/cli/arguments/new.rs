//! The arguments of `cjm new`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::table::Format;
use crate::source::templates::{PHASES, TEMPLATES};

#[derive(Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The folder of the new map; it is made if need be, and the map is called by its name
    #[arg(value_hint = clap::ValueHint::DirPath)]
    pub(in crate::cli) name: Option<PathBuf>,

    /// What to begin from
    #[arg(long, default_value = "blank", hide_possible_values = true,
          value_parser = PossibleValuesParser::new(TEMPLATES.iter().map(|own| own.name)))]
    pub(in crate::cli) template: String,

    /// Measures to add, by phase, each with the table it needs
    #[arg(long, value_name = "PHASE", value_delimiter = ',',
          value_parser = PossibleValuesParser::new(PHASES.iter().map(|own| own.name)))]
    pub(in crate::cli) kpi: Vec<String>,

    /// The language you will write in; it decides the direction. `blank` has its texts in de, es, fr and he too, all else is
    /// in English
    #[arg(long, value_name = "LANGUAGE")]
    pub(in crate::cli) language: Option<String>,

    /// List the templates
    #[arg(long, conflicts_with_all = ["name", "kpi", "language"])]
    pub(in crate::cli) list: bool,

    /// How the list is printed
    #[arg(long, default_value = "text", requires = "list")]
    pub(in crate::cli) format: Format,
}
