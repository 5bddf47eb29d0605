//! The subcommands of the table of views, one a row: `cjm NAME MAP`, with the dials of the view as options.
//! Invariant: a view whose name is a subcommand by itself gets no second one.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, Subcommand};

use super::look::LookArguments;
use super::reach::Counting;
use super::show::PictureArguments;
use crate::app::scene::views::{DialRow, ON, VIEWS, ViewRow, named};

/// Views that are printed by a subcommand of their own.
const BY_HAND: &[&str] = &["sources"];

/// A view that is to be printed.
#[derive(Debug)]
pub(in crate::cli) struct ViewCommand {
    pub(in crate::cli) view: &'static ViewRow,
    /// What its dials are turned to.
    pub(in crate::cli) dials: Vec<(String, String)>,
    pub(in crate::cli) arguments: ViewArguments,
}

/// What all views take.
#[derive(Debug, Args)]
pub(in crate::cli) struct ViewArguments {
    /// A map, or a folder with one
    #[arg(value_hint = clap::ValueHint::AnyPath)]
    pub(in crate::cli) map: PathBuf,

    /// How wide the page is; by default as the terminal, or 100 where there is none
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(24..=1000))]
    pub(in crate::cli) width: Option<u16>,

    /// Only rows with this value in this column
    #[arg(long = "where", value_name = "COLUMN=VALUE", value_parser = super::rows::condition)]
    pub(in crate::cli) conditions: Vec<(String, String)>,

    #[command(flatten)]
    pub(in crate::cli) picture: PictureArguments,

    #[command(flatten)]
    pub(in crate::cli) look: LookArguments,

    #[command(flatten)]
    pub(in crate::cli) counting: Counting,
}

impl FromArgMatches for ViewCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let found = matches.subcommand().and_then(|(name, own)| Some((named(name)?, own)));
        let (view, own) = found.ok_or_else(|| Error::new(clap::error::ErrorKind::InvalidSubcommand))?;
        Ok(Self { view, dials: turned(view.dials, own), arguments: ViewArguments::from_arg_matches(own)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for ViewCommand {
    fn augment_subcommands(commands: Command) -> Command {
        let rows = VIEWS.iter().filter(|row| Self::has_subcommand(row.name.as_str()));
        rows.fold(commands, |commands, row| commands.subcommand(subcommand(row)))
    }

    fn augment_subcommands_for_update(commands: Command) -> Command {
        Self::augment_subcommands(commands)
    }

    fn has_subcommand(name: &str) -> bool {
        named(name).is_some() && !BY_HAND.contains(&name)
    }
}

fn subcommand(row: &ViewRow) -> Command {
    let name = row.name.as_str();
    let examples = format!(
        "Examples:\n  cjm {name} maps/airport\n  cjm {name} maps/airport --format svg > {name}.svg\n\n\
         In the explorer, v and {} show the same.\nExit codes: 0 printed, 1 the map has nothing to show, 2 could not run.",
        row.letter
    );
    // The words of the arguments that all views share come first, so that those of the row stay.
    let command = ViewArguments::augment_args(row.dials.iter().copied().fold(Command::new(name), option));
    command.about(format!("Print a view: {}", lowered(row.sentence))).after_help(examples)
}

/// A dial as an option.
fn option(command: Command, dial: &'static DialRow) -> Command {
    let own = Arg::new(dial.name).long(dial.name).help(dial.sentence);
    command.arg(if dial.is_flag() { own.action(ArgAction::SetTrue) } else { own.value_name(dial.value) })
}

/// What these dials are turned to.
fn turned(dials: &[&'static DialRow], matches: &ArgMatches) -> Vec<(String, String)> {
    let chosen = |dial: &&DialRow| {
        let choice = if dial.is_flag() {
            matches.get_flag(dial.name).then(|| ON.to_owned())?
        } else {
            matches.get_one::<String>(dial.name)?.clone()
        };
        Some((dial.name.to_owned(), choice))
    };
    dials.iter().copied().filter_map(|dial| chosen(&dial)).collect()
}

/// The dials of all views as options, for whoever shows one of them.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct DialArguments {
    /// What they are turned to.
    pub(in crate::cli) turned: Vec<(String, String)>,
}

/// Every dial that a view has, once.
fn all_dials() -> Vec<&'static DialRow> {
    let mut all: Vec<&'static DialRow> = Vec::new();
    for dial in VIEWS.iter().flat_map(|row| row.dials).copied() {
        if !all.iter().any(|known| known.name == dial.name) {
            all.push(dial);
        }
    }
    all
}

impl FromArgMatches for DialArguments {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        Ok(Self { turned: turned(&all_dials(), matches) })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for DialArguments {
    fn augment_args(command: Command) -> Command {
        let needs_view = |command: Command, dial: &'static DialRow| {
            option(command, dial).mut_arg(dial.name, |own| own.requires("view").help_heading("Dials of a view"))
        };
        all_dials().into_iter().fold(command, needs_view)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The sentence as it goes on after a colon.
fn lowered(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
