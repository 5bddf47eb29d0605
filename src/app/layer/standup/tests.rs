//! What a team sees of a standup, and what it leaves behind.

mod ends;
mod page;

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::date;
use proptest::prelude::*;

use super::Topic;
use crate::app::effect::Effect;
use crate::app::event::{News, Recalled};
use crate::app::order::{Outcome, SaveOrder};
use crate::app::stand::{LABEL, Session, read, told};
use crate::app::view::Body;
use crate::journey::LastStandup;

const TEXT: &str = r#"[journey]
title = "Buying bread"
owner = "Noa"
[[stage]]
id = "buy"
name = "Buying"
[[stage.touchpoint]]
id = "queue"
name = "The queue"
thinks = "Is it worth it?"
does = "Waits"
[[stage.touchpoint.pain]]
id = "slow"
text = "Ten minutes at noon"
severity = 4
[[stage.touchpoint.pain]]
id = "cold"
text = "They wait outside"
severity = 3
status = "planned"
owner = "Yoav"
[[stage.touchpoint]]
id = "pay"
name = "Paying"
goal = "Be quick"
[[stage.touchpoint.opportunity]]
text = "Tap to pay"
[[stage.touchpoint.action]]
id = "till"
text = "A second till"
due = 2018-11-20
owner = "Yoav"
"#;

fn session(text: &str) -> Session {
    let mut session = Session::single(read(text));
    session.disk.insert(LABEL.to_owned(), text.to_owned());
    session
}

fn recall(session: &mut Session, last: &str) {
    let last = LastStandup { map: LABEL.to_owned(), date: date(2018, 11, 15), text: Arc::from(last) };
    session.news(News::Recalled(Recalled { standups: vec![last], ..Recalled::default() }));
}

/// The session with the text that the last standup left.
fn recalled(last: &str) -> Session {
    let mut session = session(TEXT);
    recall(&mut session, last);
    session
}

/// What is said of the standup: in the head of its page, and elsewhere in a line of its own.
fn banner(session: &Session) -> String {
    let frame = session.frame();
    match (frame.banner, frame.body) {
        (Some(banner), _) => banner.text.to_string(),
        (None, Body::Journey(own)) if own.detail.title.as_str() == "Standup" && own.detail.aside.as_str() != "over" => {
            format!("standup · {}", own.detail.aside)
        }
        _ => String::new(),
    }
}

fn detail(session: &Session) -> Vec<String> {
    told(&session.journey().detail)
}

/// What is under the cursor.
fn here(session: &Session) -> String {
    session.inner.state.under_cursor().map(|at| at.to_string()).unwrap_or_default()
}

fn reports(session: &Session) -> Vec<&str> {
    let report = |effect: &'_ Effect| matches!(effect, Effect::Report(_));
    let all = session.effects.iter().filter(|effect| report(effect));
    all.map(|effect| if let Effect::Report(text) = effect { text.as_str() } else { "" }).collect()
}

#[test]
fn it_begins_with_what_is_most_pressing() {
    let mut session = session(TEXT);
    assert_eq!(banner(&session), "");
    session.press("S");
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 0 min");
    assert_eq!(session.effects, []);
    assert_eq!(session.inner.state.wake_at(), Some(Duration::from_secs(60)));
    assert_eq!(here(&session), "buy/pay/action/till", "what is late comes first");
    assert_eq!(
        detail(&session),
        [
            "nothing was shipped",
            "[late] A second till [] [due 20 Nov, 11 days ago] ()",
            "",
            "# three to talk about",
            "▸[late] A second till [Yoav] [due 20 Nov, 11 days ago] (Paying not measured | planned)",
            "[4 !!] Ten minutes at noon [nobody] [open] (The queue not measured | no action mends it)",
            "[3 !] They wait outside [Yoav] [planned] (The queue not measured | no action mends it)",
        ]
    );
    session.press("n");
    assert_eq!(banner(&session), "standup · nobody · item 2 of 3, 0 min");
    assert_eq!(here(&session), "buy/queue/pain/slow");
    session.press("down");
    assert_eq!(
        (banner(&session).as_str(), here(&session).as_str()),
        ("standup · Yoav · item 3 of 3, 0 min", "buy/queue/pain/cold"),
        "the cursor says whose turn it is"
    );
    session.press("n");
    assert_eq!(
        (here(&session).as_str(), session.notice().as_str()),
        ("buy/pay/action/till", "that was the last: from the first again")
    );
    session.press("N");
    assert_eq!(here(&session), "buy/queue/pain/cold");
    session.press("[ n");
    assert_eq!(here(&session), "buy/pay/action/till", "whoever wandered off goes on where it was");
}

#[test]
fn the_search_walk_comes_back_afterwards() {
    let mut session = session(TEXT);
    session.press("/ text:pay enter S n");
    assert!(banner(&session).starts_with("standup · nobody"));
    session.press("S n");
    assert!(session.notice().ends_with(": pay"), "{}", session.notice());
}

#[test]
fn minutes_pass_and_more_than_ten_are_said_calmly() {
    let mut session = session(TEXT);
    session.news(News::Clock(Duration::from_secs(180)));
    assert_eq!(banner(&session), "");
    session.press("S");
    session.news(News::Clock(Duration::from_secs(180 + 4 * 60 + 59)));
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 4 min");
    assert_eq!(session.inner.state.wake_at(), Some(Duration::from_secs(180 + 5 * 60)));
    session.news(News::Clock(Duration::from_secs(180 + 12 * 60)));
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 12 min, over ten");
}

#[test]
fn a_touchpoint_is_asked_four_questions() {
    let mut session = session(TEXT);
    assert_eq!(detail(&session)[..3], ["does: Waits", "thinks: Is it worth it?", ""]);
    session.press("S n enter");
    assert_eq!(
        detail(&session)[..7],
        [
            "# questions",
            "[what they think] Is it worth it? [] ()",
            "[what they want]  [] ()",
            "[what hinders them]  [] ()",
            "[how to simplify]  [] ()",
            "",
            "does: Waits",
        ],
        "each answer is shown once"
    );
    session.press("N enter");
    assert_eq!(detail(&session)[4], "[how to simplify] 1 idea so far, below [] ()");
    session.press("S esc");
    assert_eq!(detail(&session)[0], "goal: Be quick");
}

#[test]
fn blank_answers_are_filled_in_place() {
    let mut session = session(TEXT);
    session.press("S n enter g");
    assert_eq!(here(&session), "buy/queue.thinks");
    session.press("j e");
    assert_eq!(detail(&session)[2], "goal> ");
    session.press("esc j j e");
    assert!(detail(&session).contains(&"new opportunity> ".to_owned()), "{:?}", detail(&session));
    session.press("esc d");
    assert_eq!(session.notice(), "a question stays: put the cursor on an opportunity to delete it");
}

#[test]
fn what_changed_since_the_last_one_is_marked() {
    let last = TEXT.replace("severity = 4", "severity = 3").replace("status = \"planned\"\n", "");
    let last = last.replace(
        "[[stage.touchpoint.action]]\nid = \"till\"\ntext = \"A second till\"\ndue = 2018-11-20\nowner = \"Yoav\"\n",
        "",
    );
    let mut session = recalled(&last);
    assert!(!detail(&session).concat().contains("was"), "only in a standup");
    session.press("S");
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 0 min · since 15 Nov");
    let items = detail(&session).into_iter().skip_while(|line| !line.starts_with("# "));
    let items: Vec<String> = items.skip(1).map(|line| line.split(" (").next().unwrap_or_default().to_owned()).collect();
    assert_eq!(
        items,
        [
            "▸[late] A second till [Yoav] [due 20 Nov, 11 days ago · new]",
            "[4 !!] Ten minutes at noon [nobody] [open · was 3]",
            "[3 !] They wait outside [Yoav] [planned · was open]",
        ]
    );
    let marked = |session: &Session| {
        detail(session).into_iter().filter(|line| line.contains(" · ") || line.contains("new")).collect::<Vec<_>>()
    };
    session.press("enter");
    assert_eq!(marked(&session), ["▸[] A second till [planned, due 2018-11-20 · new] (owner Yoav)"]);
    session.press("n enter");
    assert_eq!(
        marked(&session),
        ["▸[4 !!] Ten minutes at noon [open · was 3] ()", "[3 !] They wait outside [planned · was open] (owner Yoav)",]
    );
    session.load(LABEL, read(&TEXT.replace("severity = 4", "severity = 5")));
    assert_eq!(marked(&session)[0], "▸[5 !!!] Ten minutes at noon [open · was 3] ()");
}

#[test]
fn a_standup_that_is_heard_of_late_counts_too() {
    let mut session = session(TEXT);
    session.press("S");
    recall(&mut session, TEXT);
    assert_eq!(banner(&session), "standup · Yoav · item 1 of 3, 0 min · since 15 Nov");
}

#[test]
fn turns_stay_whatever_becomes_of_them() {
    let mut session = session(TEXT);
    session.press("S n");
    let fixed = TEXT.replace("severity = 4", "severity = 1\nstatus = \"fixed\"");
    session.load(LABEL, read(&fixed));
    assert_eq!(banner(&session), "standup · nobody · item 2 of 3, 0 min", "what is fixed was still talked about");
    assert!(
        detail(&session)[5].starts_with("▸[1] Ten minutes at noon [nobody] [fixed] done"),
        "{:?}",
        detail(&session)
    );
    let more = fixed.replace(
        "[[stage.touchpoint]]\nid = \"pay\"",
        "[[stage.touchpoint.pain]]\nid = \"dogs\"\ntext = \"Dogs\"\nseverity = 5\n[[stage.touchpoint]]\nid = \"pay\"",
    );
    session.load(LABEL, read(&more));
    assert_eq!(banner(&session), "standup · nobody · item 2 of 4, 0 min", "nothing jumps");
    session.press("n n");
    assert_eq!(here(&session), "buy/queue/pain/dogs", "what is new comes last");
    session.press("n enter");
    assert_eq!(here(&session), "buy/pay/action/till");
    let gone = more.replace(
        "[[stage.touchpoint.action]]\nid = \"till\"\ntext = \"A second till\"\ndue = 2018-11-20\nowner = \"Yoav\"\n",
        "",
    );
    session.load(LABEL, read(&gone));
    assert_eq!(banner(&session), "standup · open: 3, 0 min");
    session.press("n");
    assert_eq!(here(&session), "buy/queue/pain/slow", "after what is gone comes what came after it");
}

#[test]
fn it_ends_with_a_summary() {
    let mut session = session(TEXT);
    session.press("S");
    session.news(News::Clock(Duration::from_secs(420)));
    let text = TEXT.replace("severity = 4", "severity = 5");
    session.load(LABEL, read(&text));
    session.effects.clear();
    session.press("S");
    assert_eq!(session.notice(), "the standup is over: its summary is printed on leaving cjm");
    assert_eq!(banner(&session), "");
    let summary = "# Standup: Buying bread

2018-12-01, 7 minutes, 1 change

## Changed

- **Buying / The queue** (Noa)
  - pain point severity 4 to 5: Ten minutes at noon

## Open

- **Noa**
  - severity 5: Ten minutes at noon (The queue)
- **Yoav**
  - action, **due 20 Nov, 11 days ago**: A second till (Paying)
  - severity 3, planned: They wait outside (The queue)

git add maps/airport/journey.toml && git commit -m \"standup 2018-12-01: 1 change\" maps/airport/journey.toml
";
    let expected = [
        Effect::Remember { map: LABEL.to_owned(), date: date(2018, 12, 1), text: text.as_str().into() },
        Effect::Report(summary.to_owned()),
    ];
    assert_eq!(session.effects, expected);
    session.press("S");
    assert!(banner(&session).ends_with("since 1 Dec"), "the next one is compared with it");
}

#[test]
fn everything_else_works_as_always() {
    let mut session = session(TEXT);
    session.press("S n x").save();
    assert_eq!(session.notice(), "saved: status planned, “Ten minutes at noon”");
    session.press("N o ctrl-u text:Tamar enter").save();
    session.press("n n +").save();
    session.press("d").save();
    session.press("u").save();
    session.press("enter g j e text:Rain enter").save();
    session.press("j j e text:Awnings enter").save();
    session.press("N a text:note enter text:Ask_her enter").save();
    session.effects.clear();
    session.press("S");
    let summary = "# Standup: Buying bread

2018-12-01, less than a minute, 5 changes, 1 note

## Changed

- **Buying / The queue** (Noa)
  - goal now: Rain
  - pain point status open to planned: Ten minutes at noon
  - pain point severity 3 to 4: They wait outside
  - new opportunity: Awnings
- **Buying / Paying** (Noa)
  - action owner Yoav to Tamar: A second till

## Notes

- **Buying / The queue**: Ask_her (dl)

## Open

- **Noa**
  - severity 4, planned: Ten minutes at noon (The queue)
- **Yoav**
  - severity 4, planned: They wait outside (The queue)
- **Tamar**
  - action, **due 20 Nov, 11 days ago**: A second till (Paying)

git add maps/airport/journey.toml && git commit -m \"standup 2018-12-01: 5 changes, 1 note\" maps/airport/journey.toml
";
    assert_eq!(reports(&session), [summary]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// Whatever becomes of the map, the turn is one of those there are, and a standup that began ends.
    #[test]
    fn a_standup_holds_whatever_happens(happenings in prop::collection::vec((0..14_usize, 0..60_usize), 1..40)) {
        let mut session = session(TEXT);
        for (kind, at) in happenings {
            let lines: Vec<&str> = TEXT.lines().collect();
            match kind {
                0 => { session.press("S"); }
                1..=3 => { session.press("n"); }
                4 => { session.press("N"); }
                5 => { session.press("x").save(); }
                6 => { session.press("d").save(); }
                7 => { session.press("u").save(); }
                8 => session.news(News::Clock(Duration::from_secs(60 * u64::try_from(at).unwrap()))),
                9 => session.news(News::Shelf(if at % 2 == 0 { vec![] } else { vec![LABEL.to_owned()] })),
                10 => { session.press("H enter"); }
                11 => recall(&mut session, &lines[..at.min(lines.len())].join("\n")),
                _ => {
                    let left = lines.iter().enumerate().filter(|(idx, _)| idx % (at + 2) != 1).map(|(_, line)| *line);
                    let text = left.collect::<Vec<_>>().join("\n");
                    session.disk.insert(LABEL.to_owned(), text.clone());
                    session.load(LABEL, read(&text));
                }
            }
            if let Some((turn, n)) = banner(&session).split(" · ").find_map(|part| part.split_once(" of ")) {
                let (turn, n): (usize, usize) = (turn.trim_start_matches("item ").parse().unwrap(), n.split(',').next().unwrap().parse().unwrap());
                prop_assert!((1..=n).contains(&turn), "{}", banner(&session));
            }
        }
        while !session.is_on_page() {
            session.press("esc");
        }
        let was_on = session.inner.state.standup.is_some();
        session.effects.clear();
        session.press("q");
        prop_assert_eq!(session.effects.last(), Some(&Effect::Quit));
        prop_assert_eq!(reports(&session).len(), usize::from(was_on));
    }
}
