//! Keys that come fast, and what waits until they pause: it is late, and never wrong.

use super::record::{Entry, Recorded};
use super::*;
use crate::app::view::{Block, Body, Journey, Overlay, Picker};

const LARGE: Size = Size::new(120, 40);

#[track_caller]
fn journey(session: &Recorded) -> Journey {
    let Body::Journey(journey) = session.driver.frame().body else { unreachable!("no journey is shown") };
    *journey
}

#[track_caller]
fn list(session: &Recorded) -> Picker {
    let Some(Overlay::Picker(list)) = session.driver.frame().overlay else { unreachable!("no list is open") };
    list
}

/// The touchpoint that the cursor is on, and the one in full beside it.
#[track_caller]
fn pair(session: &Recorded) -> (String, String) {
    let journey = journey(session);
    let row = &journey.touchpoints()[journey.touchpoint_idx];
    (row.name.to_string(), journey.detail.title.to_string())
}

fn texts(list: &Picker) -> Vec<String> {
    let choice = |block: &Block| if let Block::Choice(row) = block { Some(row.text.to_string()) } else { None };
    list.page.blocks.iter().filter_map(choice).collect()
}

#[test]
fn a_detail_that_keys_run_past_waits_for_the_last() {
    let mut airport = Recorded::open("airport", LARGE);
    airport.press("l 2");
    airport.pass(Duration::from_secs(1));
    let names: Vec<String> = journey(&airport).touchpoints().iter().map(|row| row.name.to_string()).collect();
    airport.hurry("j");
    assert_eq!(pair(&airport), (names[1].clone(), names[1].clone()), "the first step is followed at once");
    airport.hurry("j j");
    assert_eq!(pair(&airport), (names[3].clone(), names[1].clone()));
    let n_entries = airport.log().len();
    airport.pause();
    assert_eq!(pair(&airport), (names[3].clone(), names[3].clone()));
    let woken = airport.log().iter().skip(n_entries).filter_map(|entry| match entry {
        Entry::Woke(age) => Some(*age),
        _ => None,
    });
    assert_eq!(woken.collect::<Vec<_>>(), [Duration::from_millis(1_000 + 3 * 20 + 80)], "once, and at that time");
    airport.hurry("k g g k");
    assert_ne!(pair(&airport).0, pair(&airport).1, "a step that leads nowhere is followed before the keys pause");
    airport.pause();
    airport.pass(Duration::from_secs(3));
    airport.hurry("j");
    assert_eq!(pair(&airport), (names[1].clone(), names[1].clone()), "the first after a pause");
}

#[test]
fn many_keys_at_once_change_what_was_painted_into_what_is_meant() {
    let mut airport = Recorded::open("airport", LARGE);
    airport.press("l 2");
    let before = pair(&airport).1;
    airport.hurry_at_once("j j j");
    assert_eq!(pair(&airport).1, before, "a detail is painted that nobody stopped at");
    airport.pause();
    let (here, shown) = pair(&airport);
    assert_eq!(here, shown);
}

#[test]
fn what_is_typed_is_seen_at_once_and_what_it_finds_once_keys_pause() {
    let mut airport = Recorded::open("airport", LARGE);
    airport.press("/");
    let (before, behind) = (list(&airport), journey(&airport));
    airport.hurry("\"shut\"");
    assert_eq!(list(&airport).typed.as_str(), "shut");
    assert_eq!((texts(&list(&airport)), &list(&airport).page.aside), (texts(&before), &before.page.aside));
    assert!(journey(&airport) == behind, "the page behind is painted for each letter");
    airport.pause();
    assert!(texts(&list(&airport)).iter().all(|text| text.to_lowercase().contains('s')));
    assert_ne!(texts(&list(&airport)), texts(&before));
    airport.hurry("backspace");
    assert_eq!(list(&airport).typed.as_str(), "shu");
}

#[test]
fn the_page_behind_a_search_waits_for_the_last_of_its_steps() {
    let mut airport = Recorded::open("airport", LARGE);
    airport.press("/ \"se\"");
    airport.pass(Duration::from_secs(1));
    airport.hurry("down");
    let (behind, selected) = (journey(&airport), list(&airport).selected);
    airport.hurry("down down");
    assert_eq!(list(&airport).selected, selected + 2, "the cursor waits");
    assert!(journey(&airport) == behind, "the page behind is painted for each step");
    airport.pause();
    assert!(journey(&airport) != behind, "it stays");
}

#[test]
fn a_search_among_comments_waits_likewise() {
    let mut toys = Recorded::open("toys", LARGE);
    toys.press("1 c /");
    let n_asked = |toys: &Recorded| {
        toys.log().iter().filter(|entry| matches!(entry, Entry::Asked(Effect::Comments(Some(_))))).count()
    };
    let before = n_asked(&toys);
    assert!(before > 0, "no comments are shown");
    toys.hurry("\"late\"");
    assert_eq!(n_asked(&toys), before);
    toys.pause();
    assert_eq!(n_asked(&toys), before + 1);
    toys.hurry("\"r\" esc");
    toys.pause();
    let Body::Comments(page) = toys.driver.frame().body else { unreachable!("no comments are shown") };
    assert_eq!(page.search.as_str(), "");
    let is_calm = |block: &Block| matches!(block, Block::Comment(row) if row.matched.is_empty());
    assert!(page.page.blocks.iter().all(is_calm));
}

/// Whatever acts finds what a slow hand would: the same keys with and without pauses.
#[test]
fn a_fast_hand_does_what_a_slow_one_does() {
    let cases = [
        "2 j j j",
        "l j j e \"!\" enter",
        "l 2 j j 3",
        "l 2 j tab",
        "j j enter j j x",
        "l j j +",
        "2 j a \"note\" enter \"Two signs\" enter",
        "l j z",
        "l l i",
        "h l l l j c",
        "l j j [",
        "/ \"rest\" enter",
        "/ \"rest\" down enter",
        "/ \"se\" down down down up enter",
        "/ \"se\" down down down esc",
        "/ \"se\" down down ctrl-u \"wait\" down enter",
        "/ \"restx\" backspace enter n",
        "/ \"rest\" esc",
        "/ \"rest\" ctrl-w \"park\" enter",
        ": \"zoom\" enter",
        ": \"perio\" enter",
        "? \"worst\" enter",
        "1 l l j k p",
        "2 j j m w",
        "H j enter 2 j j k u",
    ];
    for size in [LARGE, Size::new(80, 24)] {
        let (mut fast, mut slow) = (Recorded::open("airport", size), Recorded::open("airport", size));
        for keys in cases {
            fast.hurry(keys);
            fast.pause();
            slow.press(keys);
            assert_eq!(fast.text(), slow.text(), "{keys} at {size:?} changed something else");
            let shown = |session: &Recorded| ui::picture::text(&session.driver.world.inner.frame);
            assert_eq!(shown(&fast), shown(&slow), "{keys} at {size:?}");
            assert!(fast.driver.world.inner.frame == slow.driver.world.inner.frame, "{keys} at {size:?}: other colors");
        }
    }
}
