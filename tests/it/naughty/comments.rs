//! Naughty words in comments, and in what stands beside them: on every screen of them, and printed.
//! Must not know how they are masked. Invariant: every string is seen in some comment.

use std::ffi::OsStr;

use naughty_strings::BLNS;

use super::commands::run;
use super::{harm, save, worst};
use crate::session::{LARGE, USUAL, open, play, resize, text};
use cjm::app::Size;

const MAP: &str = r#"[journey]
title = "Words"
[[source]]
id = "said"
file = "said.csv"
comment = "comment"
segments = ["who"]
[[stage]]
id = "s"
name = "S"
[[stage.touchpoint]]
id = "t"
name = "T"
metrics = [{ metric = "comments", source = "said", column = "comment" }, { metric = "calls", source = "said", column = "calls", yes = ["x"] }]
[[metric]]
id = "calls"
name = "Calls"
kind = "rate"
"#;

fn write() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "journey.toml", MAP);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["comment", "who", "calls"]).unwrap();
    let all = [BLNS.to_vec(), worst()].concat();
    for (idx, odd) in all.iter().enumerate() {
        let other = all[(idx + 7) % all.len()];
        writer.write_record([*odd, other, other]).unwrap();
    }
    save(folder.path(), "said.csv", &String::from_utf8(writer.into_inner().unwrap()).unwrap());
    folder
}

#[test]
fn every_screen_of_naughty_comments_is_harmless() {
    let folder = write();
    let mut session = open(folder.path(), USUAL);
    for size in [USUAL, LARGE, Size::new(40, 12)] {
        resize(&mut session, size);
        play(&mut session, "c");
        assert!(text(&session).contains("comments"), "{}", text(&session));
        loop {
            let before = text(&session);
            harm::check_frame("comments", session.cells());
            play(&mut session, "pgdn");
            if text(&session) == before {
                break;
            }
        }
        play(&mut session, "esc");
    }
}

#[test]
fn naughty_searches_are_harmless() {
    let folder = write();
    let mut session = open(folder.path(), USUAL);
    play(&mut session, "c /");
    for odd in worst() {
        session.hear(cjm::app::News::Resized(USUAL));
        for c in odd.chars() {
            assert!(session.press(cjm::app::Key::from(cjm::app::key::Code::Char(c))));
        }
        harm::check_frame(odd, session.cells());
        play(&mut session, "ctrl-u");
    }
}

#[test]
fn naughty_comments_are_printed_harmlessly() {
    let folder = write();
    for format in ["text", "json", "csv"] {
        let path = folder.path().as_os_str();
        let more = ["--at", "t", "--format", format].map(OsStr::new);
        let output = run(&[&[OsStr::new("comments"), path], &more[..]].concat(), false);
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}
