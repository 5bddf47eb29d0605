//! From arguments to an exit code: which subcommand is meant, and what becomes of its failure.
//! Invariant: what was printed before a failure is not lost.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use super::arguments::{Arguments, Subcommands};
use super::environment::variable;
use super::failure::CommandFailure;
use super::print::{self, Printer};
use super::{bind, change, check, comments, diff, explore, get, metrics, new, sentiment, show, sources, view};
use crate::source::tables::json_schema;
use crate::store::{self, Outside, Root};
use crate::terminal::Environment;

/// Runs the program: 0 clean, 1 findings, 2 could not run, 128 and more ended by a signal.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = Printer::new();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let ran = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) if parsed.command.is_some() => obey(parsed, &mut out),
        // The first word may be meant for a subcommand.
        parsed => match (mistyped(&arguments), parsed) {
            (Some(failure), _) => Err(failure),
            (None, Ok(parsed)) => obey(parsed, &mut out),
            (None, Err(error)) => explain(&error, &mut out),
        },
    };
    let ran = match (ran, out.finish()) {
        (Ok(_), Err(error)) => Err(error.into()),
        (ran, _) => ran,
    };
    match ran {
        Ok(code) => ExitCode::from(code),
        // The reader of our output left, as `head` does.
        Err(CommandFailure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let help = failure.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            print::complain(&format!("error: {failure}{help}"));
            ExitCode::from(2)
        }
    }
}

/// Refuses a first word that is nearly the name of a subcommand, unless it names something that can be opened.
fn mistyped(arguments: &[OsString]) -> Option<CommandFailure> {
    let name = arguments.get(1)?.to_str().filter(|name| !name.starts_with('-'))?;
    let known: Vec<String> =
        Arguments::command().get_subcommands().map(|subcommand| subcommand.get_name().to_owned()).collect();
    let distance = |known: &String| strsim::osa_distance(&name.to_lowercase(), known);
    let is_near = |known: &String| (1..=1.max((name.len() + 1) / 3)).contains(&distance(known));
    let is_absent = || match Root::open(Path::new(name), Outside::Refuse) {
        Err(store::Error::OpenRoot { source, .. }) => source.kind() == io::ErrorKind::NotFound,
        Ok(_) | Err(_) => false,
    };
    let is_mistyped = !known.iter().any(|known| known == name) && known.iter().any(is_near) && is_absent();
    is_mistyped.then(|| CommandFailure::Unknown { kind: "command", name: name.to_owned(), known })
}

fn obey(arguments: Arguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let environment = Environment::read(variable);
    match arguments.command {
        None => explore::run(&arguments.explore, environment, out),
        Some(Subcommands::New(new)) => new::run(&new, out).map(|()| 0),
        Some(Subcommands::Show(show)) => show::run(&show, &environment, out).map(|()| 0),
        Some(Subcommands::Metrics(metrics)) => metrics::run(&metrics, out),
        Some(Subcommands::Comments(comments)) => comments::run(&comments, out),
        Some(Subcommands::Check(check)) => check::run(&check, environment.has_no_color, out),
        Some(Subcommands::Sources(sources)) => sources::run(&sources, out),
        Some(Subcommands::Diff(diff)) => diff::run(&diff, out),
        Some(Subcommands::Bind(bind)) => bind::run(&bind, out).map(|()| 0),
        Some(Subcommands::Get(get)) => get::run(&get, out),
        Some(Subcommands::Set(set)) => change::set(&set, out).map(|()| 0),
        Some(Subcommands::Add(add)) => change::add(&add, out).map(|()| 0),
        Some(Subcommands::Note(note)) => change::note(&note, out).map(|()| 0),
        Some(Subcommands::Take(take)) => change::take(&take, out).map(|()| 0),
        Some(Subcommands::Remove(remove)) => change::remove(&remove, out).map(|()| 0),
        Some(Subcommands::Move(relocation)) => change::relocate(&relocation, out).map(|()| 0),
        Some(Subcommands::Sentiment(sentiment)) => sentiment::run(&sentiment, out),
        Some(Subcommands::View(command)) => view::run(&command, &environment, out),
        Some(Subcommands::Schema) => {
            out.made(&format!("{:#}\n", json_schema()))?;
            Ok(0)
        }
        Some(Subcommands::Completions(completions)) => {
            let mut script = Vec::new();
            clap_complete::generate(completions.shell, &mut Arguments::command(), "cjm", &mut script);
            out.made(&String::from_utf8_lossy(&script))?;
            Ok(0)
        }
        Some(Subcommands::Man) => man(out),
    }
}

/// Prints one page for the program and all its subcommands.
fn man(out: &mut Printer) -> Result<u8, CommandFailure> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        let man = clap_mangen::Man::new(subcommand.clone());
        page.extend_from_slice(format!(".SH \"CJM {}\"\n", subcommand.get_name().to_uppercase()).as_bytes());
        man.render_description_section(&mut page)?;
        man.render_synopsis_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    out.made(&String::from_utf8_lossy(&page))?;
    Ok(0)
}

/// Prints help and version, which clap hands out as errors, and complains of real ones.
fn explain(error: &clap::Error, out: &mut Printer) -> Result<u8, CommandFailure> {
    let text = error.render().to_string();
    if error.use_stderr() {
        print::complain(text.trim_end());
        return Ok(2);
    }
    out.lines(&text)?;
    Ok(0)
}
