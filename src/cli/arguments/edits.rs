//! The arguments of the commands that change a map, and of `cjm get`.
//! Invariant: any text can be given, even one that starts with a dash.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use super::reach::Reach;
use crate::cli::table::Format;

/// Which map, and whether it is written.
#[derive(Debug, Args)]
pub(in crate::cli) struct EditTarget {
    /// Print the difference and write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}

/// A value, or a thing with all its fields.
#[derive(Debug, Args)]
pub(in crate::cli) struct GetArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// A field or a thing: stage/touchpoint/pain/id.field, or as little of that as is distinct
    pub(in crate::cli) address: String,

    /// How the value or the fields are printed; as text, a value as it can be given to `cjm set`
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SetArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// The field: stage/touchpoint/pain/id.field, or as little of that as is distinct
    pub(in crate::cli) address: String,

    /// The value as one would say it; an empty one takes the field away
    #[arg(allow_hyphen_values = true)]
    pub(in crate::cli) value: String,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// Where, and what: wait/food/pain, food/note, wait/touchpoint, stage, persona
    pub(in crate::cli) address: String,

    /// Its fields; without an id it gets one
    #[arg(value_name = "KEY=VALUE", value_parser = field)]
    pub(in crate::cli) fields: Vec<(String, String)>,

    /// Put it before this one, not at the end
    #[arg(long, value_name = "ADDRESS", conflicts_with = "after")]
    pub(in crate::cli) before: Option<String>,

    /// Put it after this one, not at the end
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) after: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct NoteArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// A touchpoint, a stage, or `journey`
    pub(in crate::cli) touchpoint: String,

    /// The note; - reads standard input
    #[arg(allow_hyphen_values = true)]
    pub(in crate::cli) text: String,

    /// Who says so, instead of yourself
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) by: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct TakeArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// The question: source/answers/ask/q7, or as little of that as is distinct
    pub(in crate::cli) question: String,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RemoveArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// A thing with all that is in it, or a field
    pub(in crate::cli) address: String,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("place").required(true).args(["before", "after"]))]
pub(in crate::cli) struct MoveArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// What is to move, with all that is in it
    pub(in crate::cli) address: String,

    /// To before this one; before a stage, a touchpoint becomes its first
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) before: Option<String>,

    /// To after this one; after a stage, a touchpoint becomes its last
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) after: Option<String>,

    #[command(flatten)]
    pub(in crate::cli) target: EditTarget,
}

/// `severity=4`.
fn field(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.to_owned())),
        _ => Err("expected a key and a value, as in severity=4".to_owned()),
    }
}
