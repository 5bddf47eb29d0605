//! What customers wrote, as a person reads it: on the screen, on a real terminal, and printed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Output};

use cjm::app::Size;
use cjm::source::comments::Privacy;
use cjm::source::settings::Settings;
use serde_json::Value;

use super::pty::terminal::Start;
use super::session::{USUAL, open, open_with, play, resize, text};

const MAP: &str = r#"[journey]
title = "Bread"

[[persona]]
id = "noa"
name = "Noa"
segment = { area = "north" }

[[source]]
id = "survey"
file = "survey.csv"
time = "day"
comment = "comment"
segments = ["area"]

[[stage]]
id = "buy"
name = "Buying"
[[stage.touchpoint]]
id = "till"
name = "Till"
metrics = [{ metric = "csat", source = "survey", column = "csat" }, { metric = "comments", source = "survey", column = "comment" }]

[[stage]]
id = "eat"
name = "Eating"
"#;

fn bread(answers: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journey.toml"), MAP).unwrap();
    std::fs::write(folder.path().join("survey.csv"), format!("day,area,csat,comment\n{answers}")).unwrap();
    folder
}

const FEW: &str = "2026-01-01,north,2,Write to noa@example.com\n2026-01-02,south,5,Fine\n2026-01-03,south,4,\n";

#[test]
fn a_persona_of_few_shows_neither_words_nor_scores() {
    let folder = bread(FEW);
    let mut session = open(folder.path(), USUAL);
    play(&mut session, "c");
    assert!(text(&session).contains("2 comments") && text(&session).contains("[email]"), "{}", text(&session));
    play(&mut session, "p");
    let shown = text(&session);
    assert!(shown.contains("fewer than 5 answers by these people"), "{shown}");
    assert!(!shown.contains("Write") && !shown.contains("2026-01-01"), "{shown}");
    play(&mut session, "p");
    assert!(text(&session).contains("Write to [email]"), "everyone again");
}

#[test]
fn personal_data_is_shown_where_it_was_asked_for_and_that_is_said() {
    let folder = bread(FEW);
    let settings = Settings { privacy: Privacy::Shown, ..Settings::default() };
    let mut session = open_with(folder.path(), USUAL, settings);
    play(&mut session, "c");
    let shown = text(&session);
    assert!(shown.contains("noa@example.com") && shown.contains("personal data shown"), "{shown}");
}

#[test]
fn a_comment_longer_than_the_screen_is_read_to_its_end() {
    let long = (0..300).map(|nth| format!("word{nth}")).collect::<Vec<_>>().join(" ");
    let folder = bread(&format!("2026-01-02,north,2,{long}\n2026-01-01,south,5,The next one\n"));
    for size in [USUAL, Size::new(40, 12)] {
        let mut session = open(folder.path(), size);
        play(&mut session, "c");
        let mut seen = text(&session);
        for _ in 0..300 {
            if text(&session).contains("The next one") {
                break;
            }
            play(&mut session, "j");
            seen.push_str(&text(&session));
        }
        assert!((0..300).all(|nth| seen.contains(&format!("word{nth} ")) || seen.contains(&format!("word{nth}\n"))));
        assert!(text(&session).contains("The next one"), "{}", text(&session));
        play(&mut session, "g");
        resize(&mut session, Size::new(24, 6));
        assert!(text(&session).contains("2026-01-02"), "{}", text(&session));
    }
}

#[test]
fn keys_on_a_real_terminal_open_order_and_search() {
    let start = Start::cjm(&["maps/toys"]).left_at("maps/toys/journey.toml", "find", "search");
    let mut terminal = start.size(80, 24).open();
    terminal.until("the numbers", |screen| {
        let shown = screen.contents();
        shown.contains("121,541") && !shown.contains("reading ")
    });
    terminal.press(b"wc");
    terminal.until_shown("184 comments");
    terminal.press(b"s");
    terminal.until_shown("worst first");
    terminal.press(b"/MON");
    terminal.until_shown("67 of 184 comments");
    terminal.press(b"\r");
    terminal.until_shown("match");
    terminal.press(b"\x1b");
    terminal.until_shown("▸ Returns");
    assert!(terminal.text().contains("Buying a toy online"), "it is not the page of the map:\n{}", terminal.text());
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
}

fn cjm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no-settings"));
    command.arg("comments").arg(folder).args(arguments).env("LC_ALL", "C.UTF-8").output().unwrap()
}

fn printed(output: &Output) -> (String, String, Option<i32>) {
    let read = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (read(&output.stdout), read(&output.stderr), output.status.code())
}

#[test]
fn comments_are_printed_as_text_json_and_csv() {
    // Enough of either area said nothing.
    let silent = "2025-01-01,north,4,\n2025-01-01,south,4,\n".repeat(4);
    let folder = bread(&format!("{FEW}2026-01-04,south,5,\"=cmd, she said\"\n{silent}"));
    let run = |arguments: &[&str]| printed(&cjm(folder.path(), arguments));
    let (out, err, code) = run(&["--at", "till", "--most", "2"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert!(out.starts_with("2 of 3 comments, newest first\n\n2026-01-04 · "), "{out}");
    assert!(out.ends_with(" · south · CSAT 5\n  Fine\n"), "{out}");
    let (out, _, _) = run(&["--most", "1"]);
    assert!(out.contains(" · buy/till · south · CSAT 5\n"), "of the whole journey, each by its place: {out}");
    let (out, _, _) = run(&["--at", "buy/till", "--find", "WRITE", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((told["n"].as_u64(), told["found"].as_u64()), (Some(3), Some(1)));
    assert_eq!(told["comments"][0]["text"], "Write to [email]");
    assert_eq!(told["comments"][0]["segments"]["area"], "north");
    let (out, _, _) = run(&["--at", "till", "--find", "write", "--format", "json", "--show-personal"]);
    assert!(out.contains("noa@example.com"), "{out}");
    let (out, _, _) = run(&["--at", "till", "--format", "csv"]);
    assert!(out.contains(",\"'=cmd, she said\"\n"), "no spreadsheet runs it: {out}");
}

#[test]
fn what_cannot_be_printed_is_said() {
    let folder = bread(FEW);
    let run = |arguments: &[&str]| printed(&cjm(folder.path(), arguments));
    let (out, err, code) = run(&["--at", "till", "--persona", "noa"]);
    assert_eq!((out.as_str(), code), ("", Some(1)));
    assert!(err.contains("fewer than 5 answers"), "{err}");
    let (_, err, code) = run(&["--at", "eat"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("no comments are bound at `eat`\nhelp: use one of: till"), "{err}");
    let (_, err, code) = run(&["--at", "till", "--persona", "nao"]);
    assert!(code == Some(2) && err.contains("did you mean `noa`?"), "{err}");
    let (_, err, code) = run(&["--at", "till", "--find", "zebra"]);
    assert!(code == Some(1) && err.contains("none holds what was sought"), "{err}");
    std::fs::remove_file(folder.path().join("survey.csv")).unwrap();
    let (_, err, code) = run(&["--at", "till"]);
    assert!(code == Some(1) && err.contains("survey.csv"), "{err}");
}
