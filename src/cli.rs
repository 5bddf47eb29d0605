//! Floor 6: arguments to exit code. Must not know how maps are read, drawn or measured.
//! Invariant: only this floor prints, and nothing reaches a terminal that it could act on.

mod arguments;
mod author;
mod bind;
mod change;
mod check;
mod comments;
mod dates;
mod explore;
mod failure;
mod get;
mod metrics;
mod open;
mod print;
mod sentiment;
mod show;
mod sources;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use arguments::{Arguments, Command};
use failure::Failure;
use print::Printer;

use crate::terminal::Environment;

/// Runs the program: 0 clean, 1 findings, 2 could not run, 128 and more ended by a signal.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut out = Printer::new();
    let ran = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => obey(arguments, &mut out),
        Err(error) => explain(&error, &mut out),
    };
    // What was printed before a failure is worth having.
    let ran = match (ran, out.finish()) {
        (Ok(_), Err(error)) => Err(error.into()),
        (ran, _) => ran,
    };
    match ran {
        Ok(code) => ExitCode::from(code),
        // Whoever read us has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            let help = failure.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            print::complain(&format!("error: {failure}{help}"));
            ExitCode::from(2)
        }
    }
}

fn obey(arguments: Arguments, out: &mut Printer) -> Result<u8, Failure> {
    let environment = Environment::read(variable);
    match arguments.command {
        None => explore::run(&arguments.explore, environment, out),
        Some(Command::Show(show)) => show::run(&show, &environment, out).map(|()| 0),
        Some(Command::Metrics(metrics)) => metrics::run(&metrics, out),
        Some(Command::Comments(comments)) => comments::run(&comments, out),
        Some(Command::Check(check)) => check::run(&check, environment.has_no_color, out),
        Some(Command::Sources(sources)) => sources::run(&sources, out),
        Some(Command::Bind(bind)) => bind::run(&bind, out).map(|()| 0),
        Some(Command::Get(get)) => get::run(&get, out),
        Some(Command::Set(set)) => change::set(&set, out).map(|()| 0),
        Some(Command::Add(add)) => change::add(&add, out).map(|()| 0),
        Some(Command::Note(note)) => change::note(&note, out).map(|()| 0),
        Some(Command::Remove(remove)) => change::remove(&remove, out).map(|()| 0),
        Some(Command::Move(relocation)) => change::relocate(&relocation, out).map(|()| 0),
        Some(Command::Sentiment(sentiment)) => sentiment::run(&sentiment, out),
        Some(Command::Completions(completions)) => {
            let mut script = Vec::new();
            clap_complete::generate(completions.shell, &mut Arguments::command(), "cjm", &mut script);
            out.made(&String::from_utf8_lossy(&script))?;
            Ok(0)
        }
        Some(Command::Man) => man(out),
    }
}

/// One page with the subcommands in it.
fn man(out: &mut Printer) -> Result<u8, Failure> {
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

/// Help and version are what was asked for; anything else is a mistake.
fn explain(error: &clap::Error, out: &mut Printer) -> Result<u8, Failure> {
    let text = error.render().to_string();
    if error.use_stderr() {
        print::complain(text.trim_end());
        return Ok(2);
    }
    out.lines(&text)?;
    Ok(0)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
