//! The formats that tables are printed in.
//!
//! A new format is one file in `format/`, named here, and one row of [`formats!`]: every subcommand that prints rows
//! offers it from then on.

mod csv;
pub(super) mod json;
mod markdown;
mod text;

pub(super) use csv::{guarded, record};
pub(super) use markdown::inline_line;

use clap::ValueEnum;

use super::notation::Notation;

/// `formats! { Variant = file::Notation("what it is for", "another name of it"); }`.
macro_rules! formats {
    ($($variant:ident = $file:ident::$table:ident($doc:literal $(, $alias:literal)*);)*) => {
        /// `--format` of every subcommand that prints rows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(in crate::cli) enum Format {
            $(#[doc = $doc] #[value($(alias = $alias)*)] $variant,)*
        }

        impl Format {
            pub(in crate::cli::table) fn notation(self) -> &'static dyn Notation {
                match self {
                    $(Self::$variant => &$file::$table,)*
                }
            }
        }
    };
}

formats! {
    Text = text::TextTable("For people, in a terminal", "table");
    Json = json::JsonTable("For programs: every field, nothing rounded");
    Csv = csv::CsvTable("For spreadsheets: one row a line");
    Markdown = markdown::MarkdownTable("For people, in a document or a pull request");
}
