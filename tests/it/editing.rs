//! Editing without a terminal: what a person presses, and what the file says then.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use cjm::source::edit::Stamp;
use cjm::terminal::Rehearsal;
use tempfile::TempDir;

use super::session::{TODAY, USUAL, open, play, text};

/// A copy of the airport, which is in English and has many numbers.
struct Airport {
    folder: TempDir,
    before: String,
    session: Rehearsal,
}

impl Airport {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in std::fs::read_dir("maps/airport").unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
            }
        }
        let session = open(folder.path(), USUAL).signing(Stamp { date: TODAY, by: Some("Mo".to_owned()) });
        let before = std::fs::read_to_string(folder.path().join("journey.toml")).unwrap();
        Self { folder, before, session }
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("journey.toml")).unwrap()
    }

    /// The lines that went and came.
    fn changed(&self) -> Vec<String> {
        let (before, after) = (self.before.as_str(), self.text());
        let gone = before.lines().filter(|line| !after.lines().any(|own| own == *line)).map(|line| format!("-{line}"));
        let came = after.lines().filter(|line| !before.lines().any(|own| own == *line)).map(|line| format!("+{line}"));
        gone.chain(came).collect()
    }
}

#[test]
fn numbers_stay_when_words_change_and_when_things_move() {
    let mut airport = Airport::open();
    play(&mut airport.session, "2");
    let before = text(&airport.session);
    assert!(before.contains(" n 2,650"), "{before}");
    play(&mut airport.session, "e text:! enter");
    assert!(text(&airport.session).contains("saved: "), "{}", text(&airport.session));
    assert!(text(&airport.session).contains(" n 2,650"), "{}", text(&airport.session));
    assert_eq!(airport.changed().len(), 2, "{:?}", airport.changed());
    play(&mut airport.session, "J");
    assert!(text(&airport.session).contains(" n 2,650"), "{}", text(&airport.session));
    play(&mut airport.session, "u u esc 2 k k k");
    assert_eq!(airport.text(), airport.before);
    let after = text(&airport.session);
    assert_eq!(without_footer(&after), without_footer(&before));
}

fn without_footer(frame: &str) -> Vec<&str> {
    let mut rows: Vec<&str> = frame.lines().collect();
    rows.pop();
    rows
}

/// Plays keys and words; gives back how many keys that took.
#[track_caller]
fn count(session: &mut Rehearsal, steps: &[(&str, &str)]) -> usize {
    let mut n = 0;
    for (keys, words) in steps {
        play(session, keys);
        n += keys.split_whitespace().count();
        if !words.is_empty() {
            play(session, &format!("text:{words}"));
        }
    }
    n
}

#[test]
fn a_severity_and_an_owner_take_few_keys_from_the_start() {
    let mut airport = Airport::open();
    let n = count(&mut airport.session, &[("w }", ""), ("- o ctrl-u", "Noa"), ("enter", "")]);
    let changed = airport.changed();
    assert!(n <= 6, "{n} keys");
    // The worst pain point is less bad by one.
    let n_of = |text: &str, severity| text.lines().filter(|line| line.starts_with(severity)).count();
    assert_eq!(n_of(&airport.text(), "severity = 4"), n_of(&airport.before, "severity = 4") + 1);
    assert_eq!(n_of(&airport.text(), "severity = 5"), n_of(&airport.before, "severity = 5") - 1);
    assert!(changed.contains(&"+owner = \"Noa\"".to_owned()), "{changed:?}");
}

#[test]
fn one_personas_answers_take_three_keys_from_the_start() {
    let mut session = open("maps/airport", USUAL);
    assert!(!text(&session).contains("only "));
    let n = count(&mut session, &[("P 2", "")]);
    assert!(n <= 3 && text(&session).contains("only "), "{}", text(&session));
}

#[test]
fn what_is_typed_is_kept_until_it_is_saved() {
    let mut airport = Airport::open();
    play(&mut airport.session, "2 e ctrl-u text:Ramp");
    assert_eq!(airport.session.kept().iter().map(|draft| draft.typed.as_str()).collect::<Vec<_>>(), ["Ramp"]);
    assert_eq!(airport.text(), airport.before, "it was saved before Enter");
    play(&mut airport.session, "enter");
    assert_eq!(airport.session.kept(), []);
    assert!(airport.changed().contains(&"+name = \"Ramp\"".to_owned()), "{:?}", airport.changed());
}

#[test]
fn a_frame_that_is_printed_never_changes_a_map() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("journey.toml");
    let before = "[journey]\ntitle = \"Trip\"\n\n[[stage]]\nid = \"a\"\nname = \"Arriving\"\n";
    std::fs::write(&map, before).unwrap();
    let mut session = open(&map, USUAL);
    play(&mut session, "e text:! enter");
    assert!(text(&session).contains("nothing is saved from `show`"), "{}", text(&session));
    assert_eq!(std::fs::read_to_string(&map).unwrap(), before);
    assert_eq!(session.kept().len(), 1, "the words are gone");
    play(&mut session, "esc E");
    assert!(text(&session).contains("there is no terminal for an editor"), "{}", text(&session));
}
