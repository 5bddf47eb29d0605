//! The command line: the explorer, or a subcommand with its help.
//! Invariant: help, man page and completions are folded from these types.

use clap::{Parser, Subcommand};

use super::bind::BindArguments;
use super::check::CheckArguments;
use super::comments::CommentsArguments;
use super::completions::CompletionsArguments;
use super::diff::DiffArguments;
use super::edits::{
    AddArguments, GetArguments, MoveArguments, NoteArguments, RemoveArguments, SetArguments, TakeArguments,
};
use super::explore::ExploreArguments;
use super::metrics::MetricsArguments;
use super::new::NewArguments;
use super::sentiment::SentimentArguments;
use super::show::ShowArguments;
use super::sources::SourcesArguments;
use super::view::ViewCommand;

/// Customer journey maps in a terminal: structure, data and honest statistics in plain text.
#[derive(Debug, Parser)]
#[command(name = "cjm", version, max_term_width = 100, args_conflicts_with_subcommands = true)]
#[command(after_help = "\
Examples:
  cjm                          the maps in this folder
  cjm maps/airport             one journey
  cjm answers.csv              the map that is proposed for a file; it asks where to put it
  cjm maps/airport --standup   what is open in it, by owner; cjm maps/airport --standup food asks about one touchpoint
  cjm show maps/airport        one frame of it, without a terminal
  cjm metrics maps/airport --by year --format json
  cjm check maps               what is wrong with the maps here

In the explorer, ? lists the keys and q quits.")]
pub(in crate::cli) struct Arguments {
    /// What to do instead of exploring.
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Subcommands>,

    /// What to explore.
    #[command(flatten)]
    pub(in crate::cli) explore: ExploreArguments,
}

/// What to do instead of exploring.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Subcommands {
    /// Begin a map from a template: places, questions to fill in, and made-up numbers that say so
    #[command(after_help = "\
Examples:
  cjm new shop                                       shop/journey.toml, from the most general template
  cjm new shop --template website --language de
  cjm new shop --template digital --kpi interest,purchase
  cjm new --list                                     what there is to begin from
  cjm new --list --format json

Nothing that is there is written over. A text that begins with \"? \" is a question: cjm check lists those that are left.")]
    New(NewArguments),

    /// Look at an unknown CSV file and print a map for it, each choice with its reason
    #[command(after_help = "\
Examples:
  cjm bind answers.csv > journey.toml             a first map, to be read through and changed
  cjm bind maps/toys/funnel.csv
  cjm bind answers.csv --map journey.toml         what is to be added to a map that there is

What is not sure is asked in the source, under `ask`, and not counted until `cjm take` says yes; what only you can know
stands as a remark to be chosen.")]
    Bind(BindArguments),

    /// Print what is wrong with maps and their sources
    #[command(after_help = "\
Examples:
  cjm check                            all maps in this folder
  cjm check maps/airport --format json
  cjm check --list                     what is looked for

Exit codes: 0 nothing found, 1 something found, 2 could not run.")]
    Check(CheckArguments),

    /// Print what is new, changed, moved and gone between two maps
    #[command(after_help = "\
Examples:
  cjm diff old.toml new.toml
  cjm diff ~/last-year maps/airport --format markdown
  cjm diff old.toml new.toml --format json

Maps are compared, not the numbers of their files. The same is what has the same id, else says the same, else stands at
the same position among as many. Not compared: ids, remarks,
layout, and who signed what and when.

Exit codes: 0 the same, 1 different, 2 could not run.")]
    Diff(DiffArguments),

    /// Print one frame, as the explorer would draw it
    #[command(after_help = "\
Examples:
  cjm show maps/airport                               the first frame
  cjm show maps/airport --size 80x24 --keys \"l j j\"   after three keys
  cjm show maps --format svg > maps.svg               a picture
  cjm show maps/bakery --color never --glyphs ascii")]
    Show(ShowArguments),

    /// Print the readings: value, n and interval per stage, touchpoint, metric and period
    #[command(after_help = "\
Examples:
  cjm metrics maps/airport                                   over all time
  cjm metrics maps/airport --by year --metric nps --format json
  cjm metrics maps/airport --touchpoint food --since 2016
  cjm metrics maps/airport --where boarding_area=B --where boarding_area=C

--where given twice for one column means either value; for two columns, both must hold.
Of a persona or a --where that leaves fewer than 5 answers (or as many as the settings say) no value is printed:
\"hidden: 1 answer, fewer than 5\", in JSON and CSV \"hidden\": true.")]
    Metrics(MetricsArguments),

    /// Print what customers wrote at one place of a map
    #[command(after_help = "\
Examples:
  cjm comments maps/toys --at pay/payment                     the newest
  cjm comments maps/toys --at payment --order worst --most 5
  cjm comments maps/toys --at payment --find password --format json

E-mail addresses, phone, card and account numbers are masked. Of a persona with fewer than 5 answers (or as many as the
settings say) nothing is printed, and no value stands beside a comment that fewer people share.

Exit codes: 0 printed, 1 there is nothing to print, 2 could not run.")]
    Comments(CommentsArguments),

    /// Print what was understood of the files that maps read: columns, dates, scales, codes, first rows, what was left out
    #[command(after_help = "\
Examples:
  cjm sources maps/airport
  cjm sources maps/bakery --source responses
  cjm sources maps --format json

Exit codes: 0 all is read, 1 a source failed or something is wrong with one, 2 could not run.")]
    Sources(SourcesArguments),

    /// Print what a field of a map says, or all fields of a thing in it
    #[command(after_help = "\
Examples:
  cjm get maps/airport wait/food.owner
  cjm get maps/airport food/pain/half-satisfied

Exit codes: 0 printed, 1 there is nothing, 2 could not run.")]
    Get(GetArguments),

    /// Give a field of a map a value
    #[command(after_help = "\
Examples:
  cjm set maps/airport half-satisfied.severity 5
  cjm set maps/airport wait/food.owner Dana --dry-run")]
    Set(SetArguments),

    /// Add something to a map
    #[command(after_help = "\
Examples:
  cjm add maps/airport food/pain text=Crowded severity=3
  cjm add maps/airport wait/touchpoint name=Lounge --after food --dry-run")]
    Add(AddArguments),

    /// Add a note to a touchpoint, with the day and your name
    #[command(after_help = "\
Examples:
  cjm note maps/airport food Crowded --dry-run
  date | cjm note maps/airport journey - --by Dana")]
    Note(NoteArguments),

    /// Say yes to an open question of a map: what was asked is bound, and the question is gone
    #[command(after_help = "\
Examples:
  cjm take journey.toml source/answers/ask/q7
  cjm take journey.toml ask/q7 --dry-run
  cjm remove journey.toml ask/q7                  says no

cjm check lists the open questions, those that cjm bind was not sure of.")]
    Take(TakeArguments),

    /// Take something out of a map
    #[command(after_help = "\
Examples:
  cjm remove maps/airport half-satisfied
  cjm remove maps/airport food.owner --dry-run")]
    Remove(RemoveArguments),

    /// Move something within a map, with all that is in it
    #[command(after_help = "\
Examples:
  cjm move maps/airport food --after store
  cjm move maps/airport food --before board --dry-run")]
    Move(MoveArguments),

    /// Print how glad or sad each line of a text sounds, from -1 to 1
    #[command(after_help = "\
Examples:
  cjm sentiment comments.txt                 score, tab, line
  cjm sentiment comments.txt --format json
  echo Not bad at all | cjm sentiment

Scores are the compound of VADER, which has words for English only: lines in another language say no lexicon.
Exit codes: 0 all lines were read, 1 some were not, 2 could not run.")]
    Sentiment(SentimentArguments),

    /// Print a view of a journey.
    #[command(flatten)]
    View(ViewCommand),

    /// Print a JSON Schema of maps, for editors and validators
    #[command(after_help = "\
Examples:
  cjm schema > cjm.schema.json

An editor that knows TOML by taplo, such as VS Code with Even Better TOML, Helix or Zed, then completes and checks a
map that begins with the line
#:schema ./cjm.schema.json")]
    Schema,

    /// Print completions for a shell
    #[command(after_help = "\
Examples:
  cjm completions bash > ~/.local/share/bash-completion/completions/cjm
  cjm completions zsh > ~/.zfunc/_cjm
  cjm completions fish > ~/.config/fish/completions/cjm.fish")]
    Completions(CompletionsArguments),

    /// Print the man page
    #[command(after_help = "\
Examples:
  cjm man | man -l -
  cjm man > ~/.local/share/man/man1/cjm.1")]
    Man,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_arguments_hold_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_subcommand_shows_examples() {
        for command in Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Examples:\n  cjm "), "{} has no example", command.get_name());
        }
    }

    #[test]
    fn every_example_is_understood() {
        let commands = Arguments::command();
        let own = commands.get_after_help().into_iter();
        let all = own.chain(commands.get_subcommands().filter_map(clap::Command::get_after_help));
        let mut n_examples = 0;
        for line in all.flat_map(|help| help.to_string().lines().map(str::to_owned).collect::<Vec<_>>()) {
            let Some(example) = line.strip_prefix("  cjm") else { continue };
            let command = example.split("   ").next().unwrap().split(['>', '|']).next().unwrap();
            // The only argument in quotes is one word.
            let command = command.replace("\"l j j\"", "l");
            let words = std::iter::once("cjm").chain(command.split_whitespace());
            assert!(Arguments::try_parse_from(words).is_ok(), "`{line}` is not understood");
            n_examples += 1;
        }
        assert!(n_examples >= 15, "only {n_examples} examples were read");
    }
}
