//! What news does to a session: maps that load, break, mend and go.

use crate::app::effect::Effect;
use crate::app::event::News;
use crate::app::stand::{LABEL, Session, book, counts, finding, geometry, told, words};
use crate::app::view::{GoalMark, Lack};
use crate::journey::book::Pass;
use crate::journey::{Book, Counts, SourceReport};

#[test]
fn a_changed_map_keeps_place_and_scroll() {
    let mut session = Session::single(book());
    session.draw(geometry());
    session.press("l j 3 ctrl-d p");
    let mut changed = book();
    changed.map.stages.remove(0);
    changed.map.stages[0].touchpoints.remove(0);
    changed.counts = counts(&changed.map);
    session.load(LABEL, changed);
    assert_eq!(session.place(), "Waiting / Restaurants");
    let journey = session.journey();
    assert_eq!((journey.stage_idx, journey.touchpoint_idx, journey.scroll), (0, 0, 3));
    assert_eq!(session.frame().status.as_str(), "by year · as of 2019-01-01 · Dana");
}

#[test]
fn a_broken_file_keeps_the_last_good_version() {
    let mut session = Session::single(book());
    session.press("l j");
    session.load(
        LABEL,
        Book { findings: vec![finding(&crate::journey::rule::SYNTAX, "a quote is not closed")], ..Book::default() },
    );
    assert_eq!(session.place(), "Waiting / Restaurants");
    let banner = session.frame().banner.expect("it says so");
    assert!(banner.is_bad);
    assert_eq!(banner.text.as_str(), "airport/journey.toml:12:5: last good shown: a quote is not closed");
    session.load(LABEL, book());
    assert_eq!(session.frame().banner, None);
}

#[test]
fn a_failed_source_and_stopped_reading_are_said() {
    let mut failed = book();
    failed.counts.sources =
        vec![SourceReport { id: "survey".into(), failed: Some("no such file".into()), ..SourceReport::default() }];
    let session = Session::single(failed);
    assert_eq!(
        session.frame().banner.map(|banner| banner.text.to_string()).as_deref(),
        Some("responses.csv: no such file")
    );

    let mut session = Session::start(&[LABEL], true);
    assert_eq!(session.effects, [Effect::Open(Some(LABEL.to_owned())), Effect::Load(LABEL.to_owned())]);
    let mut begun = book();
    begun.counts = Counts::default();
    session.load(LABEL, begun);
    assert_eq!(told(&session.journey().detail), ["CSAT: reading …", ""], "a second row is kept free");
    assert!(session.journey().touchpoints().iter().all(|row| row.lack == Lack::Awaited));
    assert_eq!(
        session.frame().status.as_str(),
        "as of 2019-01-01 · everyone",
        "which periods there are is not known yet"
    );
    session.news(News::Progress {
        map: LABEL.into(),
        source: "survey".into(),
        done: 43,
        total: 100,
        pass: Pass::Counting,
    });
    assert_eq!(session.journey().progress.map(|text| text.to_string()).as_deref(), Some("reading responses.csv 43 %"));
    session.effects.clear();
    session.press("ctrl-c");
    assert_eq!(session.effects, [Effect::CancelLoads]);
    assert_eq!(session.journey().progress, None);
    assert_eq!(
        session.frame().banner.map(|banner| banner.text.to_string()).as_deref(),
        Some("reading was stopped, not all rows are counted: r reads again")
    );
    session.press("ctrl-c");
    assert_eq!(session.notice(), "q quits");
    session.press("r");
    assert_eq!(
        session.effects,
        [Effect::CancelLoads, Effect::Forget(LABEL.to_owned()), Effect::Load(LABEL.to_owned())]
    );
}

#[test]
fn the_shelf_tells_how_far_each_map_is() {
    let mut session = Session::start(&[LABEL, "bakery.toml"], false);
    assert_eq!(session.effects.len(), 2);
    assert_eq!(session.shelf().rows[0].remark.as_ref().map(|(text, _)| text.to_string()).as_deref(), Some("reading …"));
    session.load(LABEL, book());
    let row = &session.shelf().rows[0];
    assert_eq!((row.title.as_str(), row.persona.as_str()), ("Flying from SFO", "Dana"));
    assert_eq!(
        row.objective.as_ref().map(|(label, figure)| format!("{label} {}", words(figure))).as_deref(),
        Some("NPS 20 ±13 n 200")
    );
    assert_eq!((row.goal.as_str(), row.rank.goal), ("goal 45 by May 2019", Some(GoalMark::NotReached)));
    assert_eq!(row.worst.as_ref().map(|(name, _)| name.to_string()).as_deref(), Some("Restaurants"));
    assert_eq!((row.reviewed.as_str(), row.is_overdue), ("reviewed 2018-06-01", true));
    assert_eq!(row.remark, None);
    assert_eq!(session.shelf().rows[1].title.as_str(), "bakery.toml");
}

#[test]
fn maps_come_and_go() {
    let mut session = Session::start(&["a.toml", LABEL], false);
    session.load(LABEL, book());
    session.press("j enter l");
    session.effects.clear();
    session.news(News::Shelf(vec![LABEL.into(), "c.toml".into()]));
    assert_eq!(session.effects, [Effect::Load("c.toml".into())]);
    assert_eq!(session.place(), "Waiting / Art");
    session.news(News::Shelf(vec!["c.toml".into()]));
    assert_eq!(session.shelf().rows.len(), 1);
    assert_eq!(session.notice(), "airport/journey.toml is gone");
    session.news(News::Shelf(Vec::new()));
    session.press("enter j / ? ! esc i w p t m z n 3 2 1");
    assert_eq!(session.shelf().rows.len(), 0);
}

#[test]
fn numbers_stay_until_the_next_ones_are_whole() {
    let mut session = Session::single(book());
    session.press("w r");
    let mut begun = book();
    begun.text = "changed".into();
    begun.map.title = "Flying from Oakland".to_owned();
    begun.counts = Counts::default();
    session.load(LABEL, begun.clone());
    let journey = session.journey();
    assert_eq!(journey.title.as_str(), "Flying from Oakland");
    assert_eq!(journey.touchpoints()[1].score.figure.as_ref().map(words).as_deref(), Some("54 ±6.8 n 200"));
    assert_eq!(journey.progress.map(|text| text.to_string()).as_deref(), Some("reading …"));
    session.press("ctrl-c");
    assert_eq!(
        session.frame().banner.map(|banner| banner.text.to_string()).as_deref(),
        Some("reading was stopped, the numbers are those from before: r reads again")
    );
    session.press("r");
    begun.map.stages[1].touchpoints[1].metrics.clear();
    session.load(LABEL, begun);
    assert_eq!(
        session.journey().touchpoints()[1].score.figure,
        None,
        "numbers of other bindings are not these numbers"
    );
}
