//! Every Unicode scalar value, in maps, in CSV files and in what is said of them.
//! Must not know which ones do harm. Invariant: none is left out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use cjm::app::Size;
use cjm::journey::Question;
use cjm::journey::book::Cohort;
use cjm::source::{caret, parse, readings};
use serde_json::Value;

use super::commands::run;
use super::harm::Seen;
use super::scribe::quoted;
use super::{harm, save};
use crate::session::{open, play};

/// How many letters, signs and figures there are at least; those of other scripts, too.
const N_VISIBLE: usize = 140_000;

/// How much of a key that is not known, and of the value behind it, a finding shows, in characters.
const KEY: usize = 46;
const VALUE: usize = 30;

/// Every scalar once, in pieces of so many.
fn pieces(n: usize) -> Vec<String> {
    let every: Vec<char> = ('\0'..=char::MAX).collect();
    every.chunks(n).map(|piece| piece.iter().collect()).collect()
}

#[test]
fn ids_and_columns_of_every_scalar_are_printed_without_harm_or_loss() {
    for pieces in pieces(10_000).chunks(8) {
        check_printed(pieces);
    }
}

/// A map with a touchpoint for each piece, and a column for each touchpoint.
#[track_caller]
fn check_printed(pieces: &[String]) {
    let mut map = String::from(
        "[journey]\ntitle = \"Every scalar\"\n\n[[source]]\nid = \"answers\"\nfile = \"answers.csv\"\n\n\
         [[stage]]\nid = \"stage\"\nname = \"Stage\"\n",
    );
    for piece in pieces {
        let piece = quoted(piece);
        let _ = write!(
            map,
            "\n[[stage.touchpoint]]\nid = {piece}\nname = {piece}\nmetrics = [{{ metric = \"csat\", source = \
             \"answers\", column = {piece} }}]\n"
        );
    }
    let mut answers = csv::Writer::from_writer(Vec::new());
    answers.write_record(pieces).unwrap();
    answers.write_record(pieces.iter().map(|_| "5")).unwrap();
    answers.write_record(pieces.iter().map(|_| "9")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "journey.toml", &map);
    save(folder.path(), "answers.csv", &String::from_utf8(answers.into_inner().unwrap()).unwrap());
    let path = path.to_str().unwrap();

    let output = run(&["metrics", path, "--format", "json"], false);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |list: &Value, key: &str| -> BTreeSet<String> {
        list.as_array().unwrap().iter().filter_map(|entry| entry[key].as_str().map(str::to_owned)).collect()
    };
    assert!(of(&told["readings"], "touchpoint") == pieces.iter().cloned().collect(), "ids are lost");
    // Blanks around the name of a column are none of its name.
    let columns: BTreeSet<String> = pieces.iter().map(|piece| piece.trim().to_owned()).collect();
    assert!(of(&told["sources"][0]["left_out"], "column") == columns, "columns are lost");
    run(&["metrics", path, "--format", "table"], false);
    run(&["metrics", path, "--format", "csv"], false);
    // It answers with all that there are.
    let output = run(&["metrics", path, "--touchpoint", "zzz"], false);
    assert!(output.stderr.len() > 3 * pieces.len(), "{}", String::from_utf8_lossy(&output.stderr));
    run(&["check", path, "--format", "json"], false);
}

#[test]
fn findings_about_every_scalar_are_harmless() {
    let mut seen = Seen::none();
    for piece in pieces(6 * (KEY + VALUE)) {
        let chars: Vec<char> = piece.chars().collect();
        let parts =
            chars.chunks(KEY + VALUE).flat_map(|part| [&part[..KEY.min(part.len())], &part[KEY.min(part.len())..]]);
        let names: Vec<String> = parts.map(|part| part.iter().collect()).collect();
        let mut map = String::from("[journey]\ntitle = \"Every scalar\"\n");
        for pair in names.chunks(2) {
            let _ = writeln!(map, "{} = {}", quoted(&pair[0]), quoted(&pair[1]));
        }
        let date = names.first().unwrap();
        let _ = write!(
            map,
            "[[source]]\nid = \"a\"\nfile = \"a.csv\"\ntime = \"when\"\n[[stage]]\nid = \"s\"\nname = \"S\"\nmetrics = [{{ \
             metric = \"csat\", source = \"a\", column = \"none\" }}, {{ metric = \"nps\", source = \"a\", column = {} }}]\n",
            quoted(date)
        );
        let (map, mut findings) = parse(&format!("a{piece}.toml"), &map);
        let mut answers = csv::Writer::from_writer(Vec::new());
        answers.write_record(names.iter().map(String::as_str).chain(["when"])).unwrap();
        answers.write_record(names.iter().chain([date])).unwrap();
        let answers = answers.into_inner().unwrap();
        let question = Question::of(&map, 0, &[Cohort::default()]).unwrap();
        let go_on = &mut |_| ControlFlow::Continue(());
        let counted = readings::count(&question, &answers.as_slice(), NonZeroUsize::MIN, go_on);
        findings.extend(counted.findings);
        assert!(findings.len() > 6, "{piece:?}");
        for finding in &findings {
            let told = caret::render_colored(finding);
            harm::check_styled("a finding", &told);
            seen.take(&told);
        }
    }
    assert!(seen.count() > N_VISIBLE, "only {} characters were told", seen.count());
}

#[test]
fn frames_of_every_scalar_are_harmless() {
    let mut map = String::from("[journey]\ntitle = \"Every scalar\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n");
    let pieces = pieces(10_000);
    for (idx, piece) in pieces.iter().enumerate() {
        let _ = write!(map, "\n[[stage.touchpoint]]\nid = \"{idx}\"\nname = \"T\"\ndoes = {}\n", quoted(piece));
    }
    let folder = tempfile::tempdir().unwrap();
    // The detail beside the touchpoints, and as long as the longest of them.
    let mut session = open(save(folder.path(), "journey.toml", &map), Size::new(250, 300));
    let mut seen = Seen::none();
    for _ in &pieces {
        harm::check_frame("the detail", session.cells());
        session.cells().content().iter().for_each(|cell| seen.take(cell.symbol()));
        play(&mut session, "down");
    }
    assert!(seen.count() > N_VISIBLE, "only {} characters were shown", seen.count());
}
