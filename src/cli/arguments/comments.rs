//! The arguments of `cjm comments`.
//! Invariant: personal data is shown only if the user asks for it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reach::Reach;
use crate::cli::table::Format;
use crate::source::comments;

#[derive(Debug, Args)]
pub(in crate::cli) struct CommentsArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// The touchpoint or stage they are about, as in wait/food; without it, the whole journey
    #[arg(long, value_name = "ADDRESS")]
    pub(in crate::cli) at: Option<String>,

    /// Which come first
    #[arg(long, default_value = "newest")]
    pub(in crate::cli) order: OrderChoice,

    /// Only those that hold this, whatever the case and the accents
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(in crate::cli) find: String,

    /// Only those of this persona
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) persona: Option<String>,

    /// No more than so many
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) most: Option<usize>,

    /// How the comments are printed
    #[arg(long, default_value = "text")]
    pub(in crate::cli) format: Format,

    /// Settings file, instead of the one in the configuration folder; its `hidden` says how small a group is not shown
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(in crate::cli) config: Option<PathBuf>,

    /// Show e-mail addresses, phone, card and account numbers, which are masked otherwise
    #[arg(long)]
    pub(in crate::cli) show_personal: bool,

    #[command(flatten)]
    pub(in crate::cli) reach: Reach,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum OrderChoice {
    Newest,
    Worst,
    Best,
}

impl From<OrderChoice> for comments::Order {
    fn from(order: OrderChoice) -> Self {
        match order {
            OrderChoice::Newest => Self::Newest,
            OrderChoice::Worst => Self::Worst,
            OrderChoice::Best => Self::Best,
        }
    }
}
