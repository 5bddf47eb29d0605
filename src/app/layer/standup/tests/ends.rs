//! How a standup begins and ends.

use super::*;

#[test]
fn a_slip_of_the_key_is_not_remembered() {
    let mut session = recalled(&TEXT.replace("severity = 4", "severity = 3"));
    session.press("S S");
    assert!(!session.effects.iter().any(|effect| matches!(effect, Effect::Remember { .. })));
    session.press("S");
    assert!(banner(&session).ends_with("since 15 Nov"));
}

#[test]
fn quitting_ends_it_first() {
    let mut session = session(TEXT);
    session.press("S q");
    assert_eq!(reports(&session).len(), 1);
    assert_eq!(session.effects.last(), Some(&Effect::Quit));
}

#[test]
fn what_is_still_being_saved_is_told_too() {
    let mut session = session(TEXT);
    session.press("S x");
    let order = session
        .effects
        .iter()
        .find_map(|effect| if let Effect::Save(order) = effect { Some(order.clone()) } else { None });
    let SaveOrder { number, map, .. } = order.expect("a change is under way");
    session.press("q");
    assert!(reports(&session).is_empty() && !session.effects.contains(&Effect::Quit));
    assert_eq!(session.notice(), "the standup ends as soon as the last change is saved");
    let text = TEXT.replace("severity = 4", "severity = 4\nstatus = \"planned\"");
    let outcome = Outcome::Saved { book: Arc::new(read(&text)), before: TEXT.into(), done: Vec::new() };
    session.news(News::Answered { number, map, outcome });
    assert!(reports(&session)[0].contains("pain point status open to planned: Ten minutes at noon"));
    assert_eq!(session.effects.last(), Some(&Effect::Quit));
}

#[test]
fn whoever_quits_twice_waits_for_nothing() {
    let mut session = session(TEXT);
    session.press("S x q q");
    assert_eq!(session.effects.last(), Some(&Effect::Quit));
}

#[test]
fn nothing_open_is_said() {
    let mut session =
        session("[journey]\ntitle = \"Bare\"\n[[stage]]\nname = \"One\"\n[[stage.touchpoint]]\nname = \"Two\"\n");
    session.press("S");
    assert_eq!(banner(&session), "standup · nothing open, 0 min");
    assert_eq!(detail(&session), ["nothing was shipped", "", "nothing is open here"]);
    session.press("n");
    assert_eq!(session.notice(), "nothing is open here");
}

#[test]
fn the_list_of_maps_has_no_standup() {
    let mut session = Session::start(&[LABEL, "b.toml"], false);
    session.press("S");
    assert_eq!(session.notice(), "a standup needs a map: open one first");
    session.load(LABEL, read(TEXT));
    session.press("S");
    assert_eq!(session.inner.state.wake_at(), None);
}

#[test]
fn it_goes_on_over_the_list_of_maps() {
    let mut session = Session::start(&[LABEL, "b.toml"], false);
    session.load(LABEL, read(TEXT));
    session.press("enter S H");
    assert!(matches!(session.frame().body, Body::MapList(_)));
    session.press("n");
    assert_eq!(here(&session), "buy/queue/pain/slow");
    assert!(matches!(session.frame().body, Body::Journey(_)));
}

#[test]
fn one_may_start_in_it() {
    let start = |topic| {
        let mut session = Session::start_in(&[LABEL], true, Some(topic));
        assert!(session.frame().banner.is_none(), "not before the map is read");
        session.load(LABEL, read(TEXT));
        session.load(LABEL, read(TEXT));
        session
    };
    let session = start(Topic::Map);
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 0 min");
    assert_eq!(session.effects, [Effect::Open(Some(LABEL.to_owned())), Effect::Load(LABEL.to_owned())]);
    let mut session = start(Topic::Touchpoint("pay".to_owned()));
    assert_eq!(
        (banner(&session).as_str(), here(&session).as_str()),
        ("standup · Noa · item 1 of 2, 0 min", "buy/pay.thinks")
    );
    session.press("n");
    assert_eq!(
        (banner(&session).as_str(), here(&session).as_str()),
        ("standup · Yoav · item 2 of 2, 0 min", "buy/pay/action/till")
    );
    session.press("S");
    assert!(reports(&session)[0].starts_with("# Standup: Buying bread, Paying\n"));
}
