//! The cursor in the detail, told by what is marked and what is in sight.

use crate::app::effect::Effect;
use crate::app::event::{Event, Gesture, Pointed};
use crate::app::stand::{LABEL, Session, book, counts, finding};
use crate::app::view::{Area, Block, Geometry, Target};
use crate::journey::{Address, Finding, Noun};

/// The rows that a painter would give a block.
fn n_rows(block: &Block) -> usize {
    match block {
        Block::Chart(_) => 12,
        Block::Item { under, .. } => 1 + under.len(),
        Block::Score { is_main: true, .. } => 3,
        _ => 1,
    }
}

/// Paints until that changes nothing any more.
#[track_caller]
fn paint(session: &mut Session, rows: usize) {
    for _ in 0..3 {
        let detail = session.journey().detail;
        let mut total = 0;
        let mut geometry = Geometry { page: rows, detail_rows: rows, ..Geometry::default() };
        for (idx, block) in detail.blocks.iter().enumerate() {
            let n = n_rows(block);
            if matches!(block, Block::Field { is_marked: true, .. } | Block::Item { is_marked: true, .. }) {
                assert_eq!(geometry.marked_row, None, "two are marked");
                geometry.marked_row = Some(total);
            }
            geometry.block_rows.push((total, n));
            if block.at().is_some() {
                let y = u16::try_from(total).expect("a row");
                let height = u16::try_from(n).expect("rows");
                geometry.targets.push((Area { x: 0, y, width: 40, height }, Target::Block(idx)));
            }
            total += n;
        }
        geometry.detail_total = total;
        session.effects.clear();
        session.draw(geometry);
        if session.effects != [Effect::Redraw] {
            return;
        }
    }
    panic!("painted for ever");
}

/// A session at the restaurants, the detail in focus, with that many rows.
fn restaurants(rows: usize) -> Session {
    let mut session = Session::single(book());
    session.press("l j");
    paint(&mut session, rows);
    session.press("3");
    paint(&mut session, rows);
    session
}

fn cursor(session: &Session) -> String {
    session.inner.state.under_cursor().map(|at| at.to_string()).unwrap_or_default()
}

/// The rows of the detail in sight.
fn sight(session: &Session, rows: usize) -> std::ops::Range<usize> {
    let scroll = session.journey().scroll;
    scroll..scroll + rows
}

/// The rows of what is marked.
fn marked(session: &Session) -> Option<std::ops::Range<usize>> {
    let first = session.inner.state.screen.geometry.marked_row?;
    let (_, n) = session.inner.state.screen.geometry.block_rows.iter().find(|(row, n)| *row == first && *n > 0)?;
    Some(first..first + n)
}

/// The words of the heading over the cursor.
fn over(session: &Session) -> String {
    let blocks = session.journey().detail.blocks;
    let is_marked =
        |block: &Block| matches!(block, Block::Field { is_marked: true, .. } | Block::Item { is_marked: true, .. });
    let at = blocks.iter().position(is_marked).unwrap_or(0);
    let heading = blocks[..at].iter().rev().find_map(|block| match block {
        Block::Heading(words) => Some(words.to_string()),
        _ => None,
    });
    heading.unwrap_or_default()
}

#[test]
fn two_keys_go_from_section_to_section() {
    for rows in [60, 8, 3] {
        let mut session = restaurants(rows);
        let mut seen = Vec::new();
        for _ in 0..4 {
            session.press("}");
            paint(&mut session, rows);
            assert!(marked(&session).is_some_and(|own| sight(&session, rows).contains(&own.start)), "{rows} rows");
            seen.push(over(&session));
        }
        assert_eq!(seen, ["pain points", "actions", "notes", "notes"], "{rows} rows");
        assert_eq!(session.notice(), "this is the last section");
        session.press("j {");
        paint(&mut session, rows);
        assert_eq!(over(&session), "actions", "{rows} rows");
        session.press("{");
        paint(&mut session, rows);
        session.press("{");
        paint(&mut session, rows);
        assert_eq!((over(&session), session.journey().scroll), (String::new(), 0), "before the first is the top");
        assert_eq!(session.press("{").notice(), "this is the first section");
    }
}

#[test]
fn a_section_is_reached_from_the_lists() {
    let mut session = Session::single(book());
    session.press("l j }");
    assert_eq!(cursor(&session), "wait/food/pain/prices", "before anything was painted");
    let mut session = restaurants(8);
    session.press("j j j 2 }");
    paint(&mut session, 8);
    assert_eq!(over(&session), "pain points", "the first section");
}

#[test]
fn the_cursor_goes_from_block_to_block() {
    let mut session = restaurants(60);
    let mut seen = vec![cursor(&session)];
    for _ in 0..10 {
        session.press("j");
        seen.push(cursor(&session));
    }
    assert_eq!(
        seen,
        [
            "wait/food.does",
            "wait/food.thinks",
            "wait/food.feels",
            "wait/food.emotion",
            "wait/food/pain/prices",
            "wait/food/pain/hours",
            "wait/food/pain/menus",
            "wait/food/action/order",
            "wait/food/note/2",
            "wait/food/note/1",
            "wait/food/note/1",
        ]
    );
    assert_eq!(session.journey().scroll, 0, "all of it was in sight");
    session.press("g");
    assert_eq!(cursor(&session), "wait/food.does");
    session.press("G");
    assert_eq!(cursor(&session), "wait/food/note/1");
}

#[test]
fn every_pane_has_something_under_its_cursor() {
    let mut session = Session::start(&[LABEL, "b.toml"], false);
    session.load(LABEL, book());
    for (keys, at) in [
        ("", ""),
        ("enter", "arrive/road"),
        ("l j", "wait/food"),
        ("3", "wait/food.does"),
        ("j", "wait/food.thinks"),
        ("esc", "wait/food"),
        ("1", "wait"),
        ("3", "wait.customer_goal"),
        ("j", "wait/note/1"),
        ("i", "journey.objective"),
        ("i", "wait/food"),
        ("l G enter", "leave/taxi"),
    ] {
        session.press(keys);
        assert_eq!(cursor(&session), at, "after {keys}");
        let is_marked = session.inner.state.place.item.is_some();
        assert_eq!(is_marked, at.contains('.') || at.contains("/note/"), "after {keys}");
    }
}

#[test]
fn no_row_is_passed_without_having_been_seen() {
    for rows in 1..=40 {
        let mut session = restaurants(rows);
        session.press("g");
        paint(&mut session, rows);
        let total = session.inner.state.screen.geometry.detail_total;
        let mut seen = vec![false; total];
        let mut stops = Vec::new();
        for _ in 0..200 {
            sight(&session, rows).filter(|row| *row < total).for_each(|row| seen[row] = true);
            if let Some(own) =
                marked(&session).filter(|own| own.len() <= rows && stops.last() != Some(&cursor(&session)))
            {
                let sight = sight(&session, rows);
                assert!(sight.contains(&own.start) && sight.contains(&(own.end - 1)), "{own:?} in {sight:?}");
            }
            stops.push(cursor(&session));
            session.press("j");
            paint(&mut session, rows);
        }
        assert!(seen.iter().all(|seen| *seen), "{rows}: {seen:?}");
        stops.dedup();
        assert!(
            stops.len() >= 10 && stops.ends_with(&["wait/food/note/2".into(), "wait/food/note/1".into()]),
            "{rows}"
        );

        let mut seen = vec![false; total];
        let mut back = Vec::new();
        for _ in 0..200 {
            sight(&session, rows).filter(|row| *row < total).for_each(|row| seen[row] = true);
            back.push(cursor(&session));
            session.press("k");
            paint(&mut session, rows);
        }
        assert!(seen.iter().all(|seen| *seen), "{rows}: {seen:?} on the way up");
        assert_eq!(session.journey().scroll, 0, "{rows}");
        back.dedup();
        back.reverse();
        assert_eq!(back.last(), stops.last());
        assert!(back.iter().all(|at| stops.contains(at)), "{rows}: {back:?} {stops:?}");
    }
}

#[test]
fn pages_put_the_cursor_on_the_first_thing_in_sight() {
    let mut session = restaurants(8);
    assert_eq!((cursor(&session).as_str(), session.journey().scroll), ("wait/food.does", 0));
    session.press("pgdn");
    paint(&mut session, 8);
    assert_eq!((cursor(&session).as_str(), session.journey().scroll), ("wait/food.feels", 7));
    session.press("G");
    paint(&mut session, 8);
    assert_eq!(cursor(&session), "wait/food/note/1");
    session.press("pgup pgup pgup pgup pgup pgup");
    paint(&mut session, 8);
    assert_eq!((cursor(&session).as_str(), session.journey().scroll), ("wait/food.does", 0));
}

#[test]
fn entering_marks_what_is_in_sight_and_leaving_unmarks() {
    let mut session = Session::single(book());
    session.press("l j");
    paint(&mut session, 10);
    for _ in 0..3 {
        let wheel = Pointed { x: 1, y: 5, gesture: Gesture::WheelDown };
        let _ = session.act(Event::Pointed(wheel));
    }
    paint(&mut session, 10);
    assert_eq!(session.journey().scroll, 9);
    assert!(session.journey().detail.blocks.iter().all(|block| !matches!(block, Block::Item { is_marked: true, .. })));
    session.press("tab");
    paint(&mut session, 10);
    assert_eq!((cursor(&session).as_str(), session.journey().scroll), ("wait/food/pain/prices", 9));
    session.press("esc");
    assert_eq!(session.inner.state.place.item, None);
    assert_eq!((cursor(&session).as_str(), session.journey().scroll), ("wait/food", 9));
}

#[test]
fn a_click_puts_the_cursor_there_and_the_wheel_takes_it_along() {
    let mut session = restaurants(20);
    let point = |session: &mut Session, y, gesture| {
        let _ = session.act(Event::Pointed(Pointed { x: 3, y, gesture }));
        paint(session, 20);
        cursor(session)
    };
    assert_eq!(point(&mut session, 12, Gesture::Click), "wait/food/pain/prices");
    assert_eq!(point(&mut session, 12, Gesture::WheelDown), "wait/food/pain/prices", "still in sight");
    for _ in 0..5 {
        point(&mut session, 12, Gesture::WheelDown);
    }
    assert_eq!(cursor(&session), "wait/food/pain/menus");
    session.press("esc");
    assert_eq!(point(&mut session, 5, Gesture::Click), "wait/food.does", "from another pane too");
}

#[test]
fn a_changed_map_keeps_the_cursor_or_takes_what_is_nearest() {
    let mut session = restaurants(20);
    session.press("j j j j j");
    paint(&mut session, 20);
    assert_eq!(cursor(&session), "wait/food/pain/hours");
    let mut changed = book();
    let food = |book: &mut crate::journey::Book| std::mem::take(&mut book.map.stages[1].touchpoints[1].pains);
    let mut pains = food(&mut changed);
    pains[0].severity = Some(5);
    changed.map.stages[1].touchpoints[1].pains = pains.clone();
    session.load(LABEL, changed.clone());
    paint(&mut session, 20);
    assert_eq!(cursor(&session), "wait/food/pain/hours", "it is sorted to another place");
    pains.remove(0);
    changed.map.stages[1].touchpoints[1].pains = pains;
    session.load(LABEL, changed.clone());
    paint(&mut session, 20);
    assert_eq!(cursor(&session), "wait/food/pain/prices", "what stands there now");
    changed.map.stages[1].touchpoints[1].pains.clear();
    changed.map.stages[1].touchpoints[1].actions.clear();
    changed.map.stages[1].touchpoints[1].notes.clear();
    session.load(LABEL, changed.clone());
    assert_eq!(cursor(&session), "wait/food.emotion", "the last that is left");
    changed.map.stages[1].touchpoints.remove(1);
    changed.counts = counts(&changed.map);
    session.load(LABEL, changed);
    assert_eq!(cursor(&session), "wait/shop", "nothing to be on");
}

#[test]
fn what_is_found_in_a_part_leads_to_the_whole() {
    let food = Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food");
    for (address, at) in [
        (food.field("thinks"), "wait/food.thinks"),
        (food.then(Noun::Pain, "prices").field("severity"), "wait/food/pain/prices"),
        (food.then(Noun::Pain, "prices").then(Noun::Evidence, "1").field("kind"), "wait/food/pain/prices"),
        (food.then(Noun::Binding, "1"), "wait/food"),
        (food.clone(), "wait/food"),
        (Address::journey().field("target.by"), "journey.target.target"),
        (Address::journey().then(Noun::Persona, "dana").field("quote"), "persona/dana"),
        (Address::journey().then(Noun::Source, "survey").field("time"), "source/survey"),
    ] {
        let mut book = book();
        book.findings = vec![Finding {
            address: Some(address.clone()),
            ..finding(&crate::journey::rule::OFF_SCALE, "severity is 1 to 5")
        }];
        let mut session = Session::single(book);
        session.press("! enter");
        paint(&mut session, 10);
        assert_eq!(cursor(&session), at, "{address}");
        if let Some(own) = marked(&session) {
            assert!(sight(&session, 10).contains(&own.start), "{address} at {own:?}");
        }
    }
}

#[test]
fn keys_faster_than_frames_go_as_far() {
    let mut session = restaurants(10);
    session.press("j j j j j j");
    paint(&mut session, 10);
    let at = cursor(&session);
    let mut slow = restaurants(10);
    for _ in 0..6 {
        slow.press("j");
        paint(&mut slow, 10);
    }
    assert_eq!((cursor(&slow), slow.journey().scroll), (at, session.journey().scroll));
    session.press("l h j 3 j");
    paint(&mut session, 10);
    assert!(marked(&session).is_none_or(|own| sight(&session, 10).contains(&own.start)), "{}", cursor(&session));
}
