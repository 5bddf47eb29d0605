//! Naughty words that are typed into a map: in the pen, in lists of changes, on cards, in a standup and its summary.
//! Must not know how they are kept. Invariant: every cell of every screen on the way is looked at.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use cjm::app::event::Recalled;
use cjm::app::key::Code;
use cjm::app::{Key, News, Size};
use cjm::journey::{Address, Aim, Draft, LastStandup, Noun};
use cjm::source::edit::Stamp;
use cjm::terminal::Rehearsal;

use super::scribe::quoted;
use super::{harm, save, worst};
use crate::session::{LARGE, TODAY, USUAL, open, play, resize, text};

const SMALL: Size = Size::new(40, 12);

/// A map in which somebody thinks something.
fn map(thinks: &str) -> String {
    let thinks = quoted(thinks);
    format!(
        "[journey]\ntitle = \"T\"\n\n[[stage]]\nid = \"s\"\nname = \"S\"\n\n[[stage.touchpoint]]\nid = \"t\"\nname = \"T\"\n\
         thinks = {thinks}\n\n[[stage.touchpoint.pain]]\nid = \"p\"\ntext = {thinks}\nowner = {thinks}\n"
    )
}

/// Somebody at the thought, who signs with a naughty name.
fn sit(folder: &tempfile::TempDir, thinks: &str, by: &str) -> (PathBuf, Rehearsal) {
    let path = save(folder.path(), "journey.toml", &map(thinks));
    let by = Some(by.to_owned());
    let mut session = open(&path, USUAL).signing(Stamp { date: TODAY, by });
    play(&mut session, "enter enter 3 g");
    (path, session)
}

/// Presses keys and looks at the screen, at three sizes.
#[track_caller]
fn look(name: &str, session: &mut Rehearsal, keys: &str) {
    play(session, keys);
    for size in [SMALL, LARGE, USUAL] {
        resize(session, size);
        harm::check_frame(&format!("{name:?} after {keys}"), session.cells());
    }
}

#[track_caller]
fn write(session: &mut Rehearsal, words: &str) {
    for c in words.chars() {
        assert!(session.press(Key::from(Code::Char(c))));
    }
}

#[test]
fn what_is_typed_is_harmless_wherever_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    for odd in worst() {
        let (_, mut session) = sit(&folder, "plain", odd);
        play(&mut session, "e");
        write(&mut session, odd);
        for keys in ["", "enter", "u", "ctrl-r", "U", "esc", "a"] {
            look(odd, &mut session, keys);
        }
        write(&mut session, odd);
        look(odd, &mut session, "esc");
        play(&mut session, "a n o t e enter");
        write(&mut session, odd);
        for keys in ["enter", "alt-enter", "esc", "ctrl-u", "U", "esc"] {
            look(odd, &mut session, keys);
        }
    }
}

#[test]
fn cards_about_naughty_words_are_harmless() {
    let folder = tempfile::tempdir().unwrap();
    let mut n_cards = 0;
    for odd in worst() {
        let (path, mut session) = sit(&folder, odd, "ana");
        play(&mut session, "e");
        write(&mut session, &format!("mine {odd}"));
        fs::write(&path, map(&format!("theirs {odd}"))).unwrap();
        look(odd, &mut session, "enter");
        n_cards += usize::from(text(&session).contains("somebody else changed this"));
        for keys in ["m", "esc", "e", "ctrl-o", "esc"] {
            look(odd, &mut session, keys);
        }
        let aim = Aim::Field(Address::journey().then(Noun::Stage, "s").then(Noun::Touchpoint, "t").field("thinks"));
        let (map, was) = ("journey.toml".to_owned(), Some(odd.to_owned()));
        let draft = Draft { map, aim, typed: format!("{odd}\r\n{odd}"), was, is_open: true };
        let (_, mut session) = sit(&folder, "plain", "ana");
        session.hear(News::Recalled(Recalled { drafts: vec![draft], ..Recalled::default() }));
        assert!(text(&session).contains("words from before"), "{odd:?}");
        for keys in ["", "d", "r", "ctrl-o", "enter"] {
            look(odd, &mut session, keys);
        }
    }
    assert!(n_cards > 10, "only {n_cards} cards were seen");
}

#[test]
fn standups_about_naughty_words_are_harmless() {
    let folder = tempfile::tempdir().unwrap();
    for odd in worst() {
        let (_, mut session) = sit(&folder, odd, "ana");
        let before: Arc<str> = map(&format!("before {odd}")).into();
        let standups = vec![LastStandup { map: "journey.toml".to_owned(), date: TODAY, text: before }];
        session.hear(News::Recalled(Recalled { standups, ..Recalled::default() }));
        for keys in ["S", "n", "n", "x", "e", "esc", "p", "S"] {
            look(odd, &mut session, keys);
        }
        assert!(session.report().contains("standup") || session.report().contains("Standup"), "{}", session.report());
        harm::check_text(odd, session.report());
    }
}

#[test]
fn the_pen_stays_in_sight_when_the_window_shrinks() {
    let folder = tempfile::tempdir().unwrap();
    let text_of_map = format!("{}\n[[stage.touchpoint.note]]\nid = \"n\"\ntext = \"last\"\n", map("plain"));
    let path = save(folder.path(), "journey.toml", &text_of_map);
    let mut session = open(&path, LARGE).signing(Stamp { date: TODAY, by: None });
    play(&mut session, "enter enter 3 G e");
    write(&mut session, "typed");
    for size in [SMALL, Size::new(20, 6), Size::new(1, 1), Size::new(40, 10), LARGE, SMALL] {
        resize(&mut session, size);
        let is_shown = text(&session).contains("typed");
        assert_eq!(is_shown, size.width >= 40, "{size:?}: {}", text(&session));
    }
}
