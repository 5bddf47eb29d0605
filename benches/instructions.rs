//! How many instructions a response takes, from its bytes to its counts: `cargo bench --bench instructions`.
//!
//! Runs itself under valgrind (callgrind) with two numbers of rows and divides the difference: what it takes to start
//! falls out, and neither the machine's mood nor its clock counts. It fails where a row of a shape takes more than
//! [`MOST`] has for it; whoever makes it cheaper lowers that. One worker, since the number of workers changes who does the work and not how much there is.
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

use responses::Shape;

/// The most instructions a row of each shape may take: what it took when this was written, and a tenth.
const MOST: [(Shape, u64); 2] = [(Shape::Narrow, 1_980), (Shape::Wide, 2_800)];

/// With fewer and with more rows.
const SIZES: [usize; 2] = [20_000, 60_000];

/// What the process under valgrind does: it makes rows of the shape at that place; both numbers follow.
const MAKE: &str = "--make=";
/// Makes them, and counts them.
const COUNT: &str = "--count=";

fn main() -> ExitCode {
    let asked = |what: &str| std::env::args().find_map(|argument| of(argument.strip_prefix(what)?));
    if let Some((shape, n_rows)) = asked(MAKE) {
        black_box(shape.responses(n_rows));
        return ExitCode::SUCCESS;
    }
    if let Some((shape, n_rows)) = asked(COUNT) {
        count(shape, n_rows);
        return ExitCode::SUCCESS;
    }
    let mut are_fine = true;
    for (place, (shape, most)) in MOST.into_iter().enumerate() {
        let (fewer, more) = match SIZES.map(|n_rows| instructions(place, n_rows)) {
            [Ok(fewer), Ok(more)] => (fewer, more),
            [Err(why), _] | [_, Err(why)] => {
                eprintln!("cannot count instructions: {why}");
                return ExitCode::from(2);
            }
        };
        let n_bytes = shape.responses(SIZES[1]).len() - shape.responses(SIZES[0]).len();
        let n_rows = SIZES[1] - SIZES[0];
        let a_row = (more - fewer) / n_rows as u64;
        println!("{shape:?}: {a_row} instructions a row of {} bytes; at most {most} are fine", n_bytes / n_rows);
        are_fine &= a_row <= most;
    }
    if are_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The shape at a place and how many rows: `1,20000`.
fn of(numbers: &str) -> Option<(Shape, usize)> {
    let (place, n_rows) = numbers.split_once(',')?;
    Some((MOST.get(place.parse::<usize>().ok()?)?.0, n_rows.parse().ok()?))
}

/// Counts the rows, as the explorer does.
fn count(shape: Shape, n_rows: usize) {
    let text = shape.responses(n_rows);
    let (map, findings) = source::parse("journey.toml", &shape.map());
    assert!(findings.is_empty(), "{findings:?}");
    let question = Question::of(&map, 0, &[Cohort::default()]).expect("it has a source");
    let go_on = &mut |_| ControlFlow::Continue(());
    let counts = readings::count(&question, &text.as_bytes(), NonZeroUsize::MIN, go_on);
    let report = black_box(counts).report;
    assert_eq!(report.rows, n_rows as u64, "each is read");
    assert!(report.used * 10 > report.rows * 9, "nearly each says something: {report:?}");
}

/// How many instructions it takes to count so many rows of the shape at a place, the making of them left out.
fn instructions(place: usize, n_rows: usize) -> Result<u64, String> {
    let (make, count) = (collected(MAKE, (place, n_rows))?, collected(COUNT, (place, n_rows))?);
    count.checked_sub(make).ok_or_else(|| format!("{count} to make and count rows, {make} to make them"))
}

/// How many instructions this program takes, all in all.
fn collected(what: &str, (place, n_rows): (usize, usize)) -> Result<u64, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let run = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(own)
        .arg(format!("{what}{place},{n_rows}"))
        .output()
        .map_err(|error| format!("valgrind does not start ({error}), install it: apt-get install valgrind"))?;
    let said = String::from_utf8_lossy(&run.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected.filter(|_| run.status.success()).ok_or_else(|| format!("valgrind says {said}"))
}
