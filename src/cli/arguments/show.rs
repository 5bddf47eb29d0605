//! The arguments of `cjm show`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::look::{ColorsChoice, LookArguments};
use super::reach::Counting;
use super::view::DialArguments;
use crate::app::scene::views::VIEWS;
use crate::cli::dates::first_day;

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArguments {
    /// A map, or a folder of maps
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// Columns and rows
    #[arg(long, default_value = "120x40", value_parser = size, value_name = "COLUMNSxROWS")]
    pub(in crate::cli) size: (u16, u16),

    /// Look at the journey by this view
    #[arg(long, value_name = "VIEW", value_parser = view_names())]
    pub(in crate::cli) view: Option<String>,

    /// Keys to press first, separated by blanks; "two words" in quotes are typed
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(in crate::cli) keys: String,

    #[command(flatten)]
    pub(in crate::cli) picture: PictureArguments,

    #[command(flatten)]
    pub(in crate::cli) dials: DialArguments,

    #[command(flatten)]
    pub(in crate::cli) look: LookArguments,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}

/// How what is painted is printed, and of which day it is.
#[derive(Debug, Args)]
pub(in crate::cli) struct PictureArguments {
    /// How many colors; always means 256 or more
    #[arg(long, visible_alias = "colors", value_name = "COLORS")]
    pub(in crate::cli) color: Option<ColorsChoice>,

    /// Plain text, text with escape sequences, a picture, or of a view what it found; by default ansi on a terminal, else
    /// text
    #[arg(long)]
    pub(in crate::cli) format: Option<FrameFormat>,

    /// As if it were this day, for reviews that are due
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub(in crate::cli) today: Option<jiff::civil::Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FrameFormat {
    Text,
    Ansi,
    Svg,
    /// Of a view: what it found, every number with all its digits
    Json,
    /// Of a view: the rows of what it found
    Csv,
    /// Of a view: the same as a table in a document
    Markdown,
}

impl FrameFormat {
    /// Is it printed from what was found, and not from what is drawn?
    pub(in crate::cli) const fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Csv | Self::Markdown)
    }
}

fn view_names() -> PossibleValuesParser {
    VIEWS.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().into()
}

/// `120x40`.
fn size(text: &str) -> Result<(u16, u16), String> {
    let parts = text.split_once(['x', 'X', '×']);
    let numbers = parts.and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    match numbers {
        Some((columns @ 1..=1000, rows @ 1..=1000)) => Ok((columns, rows)),
        _ => Err("expected columns and rows from 1 to 1000, as in 120x40".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("80x24"), Ok((80, 24)));
        for odd in ["80", "0x24", "80x", "80x2000", "x"] {
            assert!(size(odd).is_err(), "{odd}");
        }
    }
}
