//! The list of maps by keys: its order, the names in it, and how the maps stand together.

use crate::app::stand::{LABEL, Session, book};
use crate::journey::{Book, Map};

/// A map with a title and nothing else.
fn sketch(title: &str) -> Book {
    let mut book = Book { map: Map { title: title.to_owned(), ..Map::default() }, ..Book::default() };
    book.counts.is_complete = true;
    book
}

/// The same journey that nobody ever went through.
fn unseen() -> Book {
    let mut book = book();
    book.map.reviewed = None;
    book.map.target = None;
    book
}

fn titles(session: &Session) -> Vec<String> {
    let told = |row: crate::app::view::MapRow| format!("{} {}", row.title, row.label).trim().to_owned();
    session.shelf().rows.into_iter().map(told).collect()
}

fn together(session: &Session) -> Vec<String> {
    session.shelf().together.iter().map(|(long, _)| long.to_string()).collect()
}

#[test]
fn one_key_turns_through_the_orders_and_the_cursor_stays_on_its_map() {
    let mut session = Session::start(&["a.toml", LABEL, "c.toml"], false);
    session.load("a.toml", sketch("Bread"));
    session.load(LABEL, book());
    session.load("c.toml", unseen());
    let first = ["Bread", "Flying from SFO airport", "Flying from SFO c.toml"];
    assert_eq!(
        (titles(&session), session.shelf().order.as_str()),
        (first.map(str::to_owned).to_vec(), "as in the folder")
    );
    for (order, expected, selected) in [
        ("worst first", [1, 2, 0], 2),
        ("overdue first", [2, 1, 0], 2),
        ("missed goals first", [1, 0, 2], 1),
        ("as in the folder", [0, 1, 2], 0),
    ] {
        session.press("s");
        assert_eq!(session.shelf().order.as_str(), order);
        assert_eq!(titles(&session), expected.map(|idx: usize| first[idx].to_owned()), "{order}");
        assert_eq!(session.shelf().selected, selected, "{order}");
    }
    session.press("s k");
    assert_eq!(session.shelf().selected, 1, "the cursor walks by what is seen");
    session.press("enter esc esc esc");
    assert_eq!((session.shelf().order.as_str(), session.shelf().selected), ("worst first", 1));
}

#[test]
fn rows_stay_where_they_are_while_maps_are_read() {
    let mut session = Session::start(&["a.toml", LABEL, "c.toml"], false);
    session.load(LABEL, book());
    session.press("s");
    assert_eq!(titles(&session), ["Flying from SFO", "a.toml", "c.toml"], "what is known comes first");
    assert_eq!(together(&session)[0], "1 of 3 read");
    session.load("c.toml", unseen());
    assert_eq!(titles(&session), ["Flying from SFO airport", "a.toml", "Flying from SFO c.toml"]);
    session.load("a.toml", sketch("Bread"));
    assert_eq!(titles(&session), ["Flying from SFO airport", "Flying from SFO c.toml", "Bread"]);
}

#[test]
fn the_maps_that_are_read_are_counted_together() {
    let mut session = Session::start(&[LABEL, "c.toml"], false);
    assert_eq!(together(&session), ["0 of 2 read"]);
    session.load(LABEL, book());
    assert_eq!(
        together(&session),
        ["1 of 2 read", "6 of 7 touchpoints measured", "1 review overdue", "3 of 3 claims have evidence"]
    );
    session.load("c.toml", unseen());
    assert_eq!(
        together(&session),
        ["12 of 14 touchpoints measured", "2 reviews overdue", "6 of 6 claims have evidence"]
    );
}

#[test]
fn one_map_has_no_order() {
    let mut session = Session::start(&[LABEL], false);
    session.load(LABEL, book());
    session.press("s");
    assert_eq!(session.notice(), "there is nothing to turn here");
    assert_eq!(session.shelf().order.as_str(), "as in the folder");
}
