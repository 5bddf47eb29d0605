//! Sessions that are recorded and played again: a session is the list of what it was given, and nothing else.

mod pause;
mod plus;
mod record;

use self::record::{Entry, Recorded, replay};
use super::*;
use crate::app::event::{Gesture, Pointed};

/// An afternoon at the airport: comments are read, a name is edited, a standup takes its minutes, something is found,
/// files change meanwhile, and the window with them.
fn afternoon() -> Recorded {
    let mut airport = Recorded::open("airport", Size::new(120, 40));
    airport.write("words.csv", &format!("day,comment\n{}", "2018-05-01,Bad food\n2018-05-02,Late\n".repeat(20)));
    let source = "[[source]]\nid = \"words\"\nfile = \"words.csv\"\ntime = \"day\"\n\n# ---";
    let column = "{ metric = \"csat\", source = \"survey\", column = \"ease_getto\"";
    let bound = format!("{{ metric = \"comments\", source = \"words\", column = \"comment\" }}, {column}");
    let text = airport.text().replacen("# ---", source, 1);
    airport.write("journey.toml", &text.replace(column, &bound));
    airport.give(News::Changed(airport.map()).into());
    airport.press("c");
    airport.press("j s / \"food\" enter j esc");
    airport.pass(Duration::from_secs(60));
    airport.press("2 e \" of today\" enter");
    let (map, text) = (airport.map(), airport.text());
    airport.write("journey.toml", &text.replace("title = \"", "title = \"Again: "));
    airport.give(News::Rewritten(map.clone()).into());
    airport.press("S n x n +");
    airport.pass(Duration::from_secs(260));
    airport.give(Given::Event(Event::Burst("quit\r".to_owned())));
    airport.press("n a \"note\" enter \"Two signs stand\" enter");
    airport.pass(Duration::from_secs(3600));
    airport.press("S");
    airport.press("/ \"rest\" enter n u u");
    airport.write("responses.csv", &airport.read("responses.csv").replace(",2017,", ",2016,"));
    airport.give(News::Changed(map).into());
    airport.give(News::Resized(Size::new(80, 24)).into());
    airport.give(Given::Event(Event::Pointed(Pointed { x: 9, y: 9, gesture: Gesture::Click })));
    airport.give(Given::Look(Look { is_dark: false, ..airport.driver.look() }));
    airport.press("m M b ! z ? esc E");
    airport.press("q");
    airport
}

#[track_caller]
fn check_same(log: &[Entry], again: &[Entry]) {
    for (nth, (entry, again)) in log.iter().zip(again).enumerate() {
        assert!(entry == again, "{nth}: {} became {}", entry.words(), again.words());
    }
    assert_eq!(log.len(), again.len());
}

#[test]
fn a_session_is_the_list_of_what_it_was_given() {
    let played = afternoon();
    let log = played.log();
    let has = |wanted: fn(&Entry) -> bool| log.iter().filter(|entry| wanted(entry)).count();
    assert!(has(|entry| matches!(entry, Entry::Asked(Effect::Save(_)))) > 4, "too little was saved");
    assert!(has(|entry| matches!(entry, Entry::Asked(Effect::Load(_)))) > 1, "the changed data were not read");
    assert!(has(|entry| matches!(entry, Entry::Asked(Effect::Look { .. }))) > 0, "no text was compared");
    assert!(has(|entry| matches!(entry, Entry::Asked(Effect::Comments(Some(_))))) > 1, "no comments were asked for");
    assert!(played.driver.report().contains("59 min"), "the standup took no time: {}", played.driver.report());
    let again = replay(played.start(), log);
    check_same(log, &again.world.log);
    assert_eq!(played.driver.report(), again.report());
}

#[test]
fn the_same_session_is_the_same_again() {
    let (one, other) = (afternoon(), afternoon());
    check_same(one.log(), other.log());
    assert_eq!(one.text(), other.text());
}

#[test]
fn what_is_owed_is_done_by_who_leaves() {
    let mut airport = Recorded::open("airport", Size::new(80, 24));
    airport.press("2 e \"!\" enter");
    let n_saved = |airport: &Recorded| {
        airport.log().iter().filter(|entry| matches!(entry, Entry::Asked(Effect::Save(_)))).count()
    };
    let before = n_saved(&airport);
    airport.driver.leave();
    airport.driver.take(Given::Key("u".parse().expect("a key")));
    let Ok(()) = airport.driver.perform();
    assert_eq!(n_saved(&airport), before + 1, "the change was not taken back");
    airport.driver.take(Given::Key("r".parse().expect("a key")));
    let n_entries = airport.log().len();
    let Ok(()) = airport.driver.perform();
    assert_eq!(airport.log().len(), n_entries, "a map is read by who leaves");
}
