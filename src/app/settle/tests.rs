//! What is kept of a map, in the list and out of it.

use std::sync::{Arc, Weak};

use crate::app::effect::Effect;
use crate::app::event::{Compared, News};
use crate::app::settle::TOGETHER;
use crate::app::stand::{LABEL, Session, book, counts, finding, words};
use crate::journey::book::Counts;
use crate::journey::{Book, rule};
use crate::metric::Series;

const OTHER: &str = "other.toml";

/// The numbers of a map as they were read, as long as anybody keeps them.
struct Numbers(Weak<Book>, Weak<Vec<Vec<Series>>>);

impl Numbers {
    fn are_kept(&self) -> bool {
        self.0.strong_count() + self.1.strong_count() > 0
    }
}

/// A list of two maps that are not read yet.
fn list() -> Session {
    Session::start(&[LABEL, OTHER], false)
}

/// Reads a map; only the session may keep what it was told.
fn read(session: &mut Session, label: &str, book: Book) -> Numbers {
    let book = Arc::new(book);
    let numbers = Numbers(Arc::downgrade(&book), Arc::downgrade(&book.counts.series));
    session.news(News::Loaded { map: label.to_owned(), book });
    session.effects.clear();
    numbers
}

/// What the session asks the world for, other than to follow files.
fn asked(session: &mut Session) -> Vec<String> {
    let effects = std::mem::take(&mut session.effects);
    let told = effects.iter().filter_map(|effect| match effect {
        Effect::Open(open) => Some(format!("open {}", open.as_deref().unwrap_or("none"))),
        Effect::Recount { map, .. } => Some(format!("recount {map}")),
        Effect::Load(map) => Some(format!("load {map}")),
        Effect::Look { map, .. } => Some(format!("look {map}")),
        _ => None,
    });
    told.collect()
}

/// The number in the row of the first map.
fn number(session: &Session) -> Option<String> {
    session.shelf().rows[0].objective.as_ref().map(|(_, figure)| words(figure))
}

/// The number in the header of the open map.
fn score(session: &Session) -> Option<String> {
    session.journey().overall.as_ref().map(|(_, figure)| words(figure))
}

const NUMBER: Option<&str> = Some("20 ±13 n 200");

#[track_caller]
fn check(name: &str, keys: &str, is_kept: bool) {
    let mut session = list();
    read(&mut session, OTHER, Book::default());
    read(&mut session, LABEL, book());
    session.press("enter");
    let again = read(&mut session, LABEL, book());
    assert!(again.are_kept(), "{name}: it is open");
    session.press(keys);
    session.effects.clear();
    assert_eq!(again.are_kept(), is_kept, "{name}");
    session.press("H");
    session.effects.clear();
    assert!(!again.are_kept(), "{name}: it was left in the end");
    assert_eq!(number(&session).as_deref(), NUMBER, "{name}");
}

#[test]
fn a_map_of_the_list_keeps_no_number_but_those_of_its_row() {
    let mut session = list();
    let first = read(&mut session, LABEL, book());
    assert_eq!((number(&session).as_deref(), first.are_kept()), (NUMBER, false));
    let kept = session.inner.state.library.volumes[0].book.as_ref().expect("a book");
    assert_eq!(kept.counts, Counts { series: Arc::default(), sources: Vec::new(), ..book().counts });
    check("one looks around in it", "l j 3 p t m", true);
    check("in a view of it", "v s", true);
    check("one went to the list", "H", false);
    check("one stepped out to it", "esc esc esc", false);
    check("one jumped back to it", "[", false);
    check("a standup goes on in it", "S H", false);
    check("another is open", "H down enter", false);
}

#[test]
fn the_numbers_of_a_map_are_read_when_it_is_opened() {
    let mut session = list();
    read(&mut session, LABEL, book());
    session.press("enter");
    assert_eq!(asked(&mut session), [format!("open {LABEL}"), format!("recount {LABEL}")]);
    assert_eq!(session.journey().progress.map(|words| words.to_string()).as_deref(), Some("reading …"));
    let mut partly = book();
    partly.counts.is_complete = false;
    read(&mut session, LABEL, partly.clone());
    assert_eq!(score(&session), None, "more may come in a moment");
    session.news(News::Clock(TOGETHER));
    assert_eq!(score(&session).as_deref(), NUMBER, "what is read is shown");
    session.press("H");
    assert_eq!(asked(&mut session), ["open none"]);
    assert_eq!(number(&session).as_deref(), NUMBER, "the row goes by what was read to its end");
    partly.counts.series = Arc::default();
    let late = read(&mut session, LABEL, partly);
    assert_eq!((number(&session).as_deref(), late.are_kept()), (NUMBER, false));
    session.press("enter");
    assert_eq!(asked(&mut session), [format!("open {LABEL}")], "it is still being read");
    read(&mut session, LABEL, book());
    assert_eq!((score(&session).as_deref(), session.journey().progress), (NUMBER, None));
}

#[test]
fn a_map_that_broke_in_the_list_is_opened_as_it_was_whole() {
    let mut session = list();
    read(&mut session, LABEL, book());
    let broken = Book { findings: vec![finding(&rule::SYNTAX, "a quote is not closed")], ..Book::default() };
    read(&mut session, LABEL, broken.clone());
    session.press("enter");
    assert_eq!(asked(&mut session), [format!("open {LABEL}"), format!("recount {LABEL}")]);
    let is_last_good = |session: &Session| {
        session.frame().banner.is_some_and(|banner| banner.text.to_string().contains("last good shown"))
    };
    read(&mut session, LABEL, book());
    assert_eq!((score(&session).as_deref(), is_last_good(&session)), (NUMBER, true));
    session.press("r");
    read(&mut session, LABEL, book());
    assert_eq!((score(&session).as_deref(), is_last_good(&session)), (NUMBER, false), "it was mended");
    // It breaks while its numbers are being read again.
    session.press("H enter");
    session.news(News::Changed(LABEL.to_owned()));
    session.effects.clear();
    session.news(News::Loaded { map: LABEL.to_owned(), book: Arc::new(broken) });
    assert_eq!(asked(&mut session), [format!("recount {LABEL}")]);
    read(&mut session, LABEL, book());
    assert_eq!((score(&session).as_deref(), is_last_good(&session)), (NUMBER, true));
}

/// Tells that the text of the first map, which is in the list, became this.
fn rewrite(session: &mut Session, change: impl FnOnce(&mut Book)) -> Vec<String> {
    session.effects.clear();
    session.news(News::Rewritten(LABEL.to_owned()));
    let looks = std::mem::take(&mut session.effects).into_iter();
    let read = looks.filter_map(|effect| if let Effect::Look { read, .. } = effect { Some(read) } else { None }).last();
    let read = read.expect("it is compared");
    let mut other = Book { text: "changed".into(), map: read.map.clone(), ..Book::default() };
    change(&mut other);
    assert!(other.take_counts(&read));
    let compared = Compared::Other(Arc::new(other));
    session.news(News::Looked { map: LABEL.to_owned(), read, compared });
    asked(session)
}

#[test]
fn other_words_of_a_map_of_the_list_keep_its_number() {
    let mut session = list();
    read(&mut session, LABEL, book());
    assert!(rewrite(&mut session, |book| book.map.title = "A trip".to_owned()).is_empty());
    let row = session.shelf().rows[0].clone();
    assert_eq!((row.title.as_str(), number(&session).as_deref()), ("A trip", NUMBER));
    let asked_for = rewrite(&mut session, |book| book.map.target = None);
    assert_eq!(asked_for, [format!("load {LABEL}")], "another number may be the first one now");
    assert_eq!(number(&session).as_deref(), NUMBER, "until that is known");
    let mut now = book();
    now.map.target = None;
    now.counts = counts(&now.map);
    let now = read(&mut session, LABEL, now);
    assert_eq!((session.shelf().rows[0].goal.as_str(), now.are_kept()), ("", false));
    session.press("r");
    session.press("ctrl-c");
    session.effects.clear();
    assert!(rewrite(&mut session, |book| book.map.title = "Again".to_owned()).is_empty());
    assert_eq!(session.shelf().rows[0].title.as_str(), "Again");
}
