//! How many instructions a response takes, from its bytes to its counts: `cargo bench --bench instructions`.
//!
//! Runs itself under valgrind (callgrind) with two numbers of rows and divides the difference: what it takes to start
//! falls out, and neither the machine's mood nor its clock counts. It fails where a row takes more than [`MOST`]; whoever
//! makes it cheaper lowers that. One worker, since the number of workers changes who does the work and not how much there is.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark says what it measured")]

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::process::{Command, ExitCode};

use cjm::journey::Question;
use cjm::journey::book::Cohort;
use cjm::source::{self, readings};

#[path = "made/responses.rs"]
mod responses;

/// The most instructions a row may take: what it took when this was written, and a tenth.
const MOST: u64 = 2_680;

/// With fewer and with more rows.
const SIZES: [usize; 2] = [20_000, 60_000];

/// What the process under valgrind does; the number of rows follows.
const MAKE: &str = "--make=";
/// Makes them, and counts them.
const COUNT: &str = "--count=";

fn main() -> ExitCode {
    let asked = |what: &str| std::env::args().find_map(|argument| argument.strip_prefix(what)?.parse().ok());
    if let Some(n_rows) = asked(MAKE) {
        black_box(responses::responses(n_rows));
        return ExitCode::SUCCESS;
    }
    if let Some(n_rows) = asked(COUNT) {
        count(n_rows);
        return ExitCode::SUCCESS;
    }
    let (fewer, more) = match SIZES.map(instructions) {
        [Ok(fewer), Ok(more)] => (fewer, more),
        [Err(why), _] | [_, Err(why)] => {
            eprintln!("cannot count instructions: {why}");
            return ExitCode::from(2);
        }
    };
    let n_bytes = responses::responses(SIZES[1]).len() - responses::responses(SIZES[0]).len();
    let n_rows = SIZES[1] - SIZES[0];
    let a_row = (more - fewer) / n_rows as u64;
    println!("{a_row} instructions a row of {} bytes; at most {MOST} are fine", n_bytes / n_rows);
    if a_row <= MOST { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Counts the rows, as the explorer does.
fn count(n_rows: usize) {
    let text = responses::responses(n_rows);
    let (map, findings) = source::parse("journey.toml", responses::MAP);
    assert!(findings.is_empty(), "{findings:?}");
    let question = Question::of(&map, 0, &[Cohort::default()]).expect("it has a source");
    let go_on = &mut |_| ControlFlow::Continue(());
    let counts = readings::count(&question, &text.as_bytes(), NonZeroUsize::MIN, go_on);
    assert_eq!(black_box(counts).report.used, n_rows as u64, "each says something");
}

/// How many instructions it takes to count so many rows, the making of them left out.
fn instructions(n_rows: usize) -> Result<u64, String> {
    let (make, count) = (collected(MAKE, n_rows)?, collected(COUNT, n_rows)?);
    count.checked_sub(make).ok_or_else(|| format!("{count} to make and count rows, {make} to make them"))
}

/// How many instructions this program takes, all in all.
fn collected(what: &str, n_rows: usize) -> Result<u64, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .arg(format!("{what}{n_rows}"))
        .output()
        .map_err(|error| format!("valgrind does not start ({error}), install it: apt-get install valgrind"))?;
    let said = String::from_utf8_lossy(&run.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected.filter(|_| run.status.success()).ok_or_else(|| format!("valgrind says {said}"))
}
