//! The life of one `+`: from the key to the file, and back from the file to a screen that shows it already.

use std::sync::mpsc::channel;

use super::record::{Entry, Recorded};
use super::*;
use crate::app::Outcome;
use crate::app::event::Compared;
use crate::source;
use crate::store::{DiskChange, Outside, Root};

/// What one `+` asks for, with what came of it; the watcher is the real one.
fn press_plus(session: &mut Recorded) -> Vec<&'static str> {
    session.press("2");
    let root = Root::open(session.folder(), Outside::Refuse).expect("opened");
    let (told, changes) = channel();
    let hear = move |change| {
        // Nobody listens any more once the test is over.
        told.send(change).ok();
    };
    let watcher = root.watch(hear).expect("watched");
    let (map, before) = (session.map(), session.text());
    watcher.follow(&map, &source::parse(&map, &before).0);
    let (n_entries, n_parsed) = (session.log().len(), source::n_parsed());
    session.press("+");
    assert_ne!(session.text(), before, "nothing was saved");
    let heard = changes.recv_timeout(Duration::from_secs(40));
    assert_eq!(heard, Ok(DiskChange::Rewritten(vec![map.clone()])));
    session.give(News::Rewritten(map).into());
    assert_eq!(source::n_parsed() - n_parsed, 1, "the new text is parsed by who writes it, and by nobody else");
    session.log().iter().skip(n_entries).filter_map(word).collect()
}

fn word(entry: &Entry) -> Option<&'static str> {
    Some(match entry {
        Entry::Asked(Effect::Save(_)) => "save",
        Entry::Asked(Effect::Look { is_pointed: true, .. }) => "compare",
        Entry::Asked(Effect::Look { is_pointed: false, .. }) => "compare and look for lines",
        Entry::Asked(Effect::Load(_)) => "load",
        Entry::Given(Given::Event(Event::News(News::Answered { outcome: Outcome::Saved { .. }, .. }))) => "saved",
        Entry::Given(Given::Event(Event::News(News::Looked { compared, .. }))) => match compared {
            Compared::Same => "the same",
            Compared::Other(_) => "other",
            Compared::Unlike => "unlike",
        },
        _ => return None,
    })
}

#[test]
fn a_text_that_was_just_written_is_compared_and_not_parsed_again() {
    let mut airport = Recorded::open("airport", Size::new(80, 24));
    assert_eq!(press_plus(&mut airport), ["save", "saved", "compare", "the same"]);
}

#[test]
fn where_the_sources_have_findings_their_lines_are_looked_for_once() {
    let mut airport = Recorded::open("airport", Size::new(80, 24));
    let odd = airport.text().replacen("column = \"ease_getto\"", "column = \"no-such\"", 1);
    airport.write(&airport.map(), &odd);
    airport.give(News::Changed(airport.map()).into());
    let expected = ["save", "saved", "compare and look for lines", "the same", "compare", "the same"];
    assert_eq!(press_plus(&mut airport), expected);
}
