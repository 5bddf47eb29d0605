//! The page of a standup: what was shipped, five to talk about, what changed.

use super::*;
use crate::app::stand::book;

/// A map with that many pain points of Dana's, the last of which nobody has.
fn many(n: u8) -> String {
    let head = "[journey]\ntitle = \"T\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n[[stage.touchpoint]]\nid = \"t\"\nname = \"T\"\n";
    let pain = |nth: u8| {
        let owner = if nth == n { "" } else { "owner = \"Dana\"\n" };
        format!("[[stage.touchpoint.pain]]\nid = \"p{nth}\"\ntext = \"Pain {nth}\"\nseverity = 3\n{owner}")
    };
    head.to_owned() + &(1..=n).map(pain).collect::<String>()
}

#[test]
fn five_are_talked_about_and_the_rest_is_one_key_away() {
    let mut session = session(&many(8));
    session.press("S");
    let items = |session: &Session| -> Vec<String> {
        let lines = detail(session).into_iter().skip_while(|line| !line.starts_with("# "));
        lines.map(|line| line.split(" (").next().unwrap_or_default().to_owned()).collect()
    };
    let five = [
        "# five to talk about · tab: 3 more",
        "▸[3 !] Pain 8 [nobody] [open]",
        "[3 !] Pain 1 [Dana] [open]",
        "[3 !] Pain 2 [Dana] [open]",
        "[3 !] Pain 3 [Dana] [open]",
        "[3 !] Pain 4 [Dana] [open]",
    ];
    assert_eq!(items(&session), five);
    session.press("n tab");
    let all = items(&session);
    assert_eq!(all[..3], ["# all 8, by owner · tab: the first again", ": Dana", "▸[3 !] Pain 1 [] [open]"]);
    assert_eq!(all[9..], [": nobody", "[3 !] Pain 8 [] [open]"]);
    assert_eq!(banner(&session), "standup · Dana · item 1 of 8, 0 min");
    session.press("tab N");
    assert_eq!(items(&session), five, "the same five");
    // What is done with stays where it is, and so does what is deleted and taken back.
    session.press("x").save();
    session.press("x").save();
    session.press("n d").save();
    assert_eq!(items(&session)[1..3], ["[3 !] Pain 8 [nobody] [fixed] done", "▸[3 !] Pain 2 [Dana] [open]"]);
    assert_eq!(
        items(&session)[5..],
        [
            "",
            "# changed so far · u takes the last back",
            "[] Pain 1 [] [deleted pain point]",
            "[] Pain 8 [] [status open to fixed]",
        ]
    );
    session.press("u").save();
    assert_eq!(items(&session)[2], "▸[3 !] Pain 1 [Dana] [open]");
}

#[test]
fn what_changes_is_told_below_and_at_the_end() {
    let mut session = session(TEXT);
    session.press("S n x").save();
    session.press("a enter text:Ask_her enter").save();
    assert_eq!(here(&session), "buy/queue/pain/slow", "one stays with the item");
    let lines = detail(&session);
    let below = lines.iter().position(|line| line.starts_with("# changed")).expect("something changed");
    assert_eq!(
        lines[below..],
        [
            "# changed so far · u takes the last back",
            "[] Ask_her [] [new note] ()",
            "[] Ten minutes at noon [] [status open to planned] ()",
        ]
    );
    session.press("u").save();
    assert_eq!(detail(&session).len(), below + 2, "it is taken back");
    session.press("enter");
    assert_eq!(
        (banner(&session), here(&session)),
        ("standup · nobody · item 2 of 3, 0 min".into(), "buy/queue/pain/slow".into())
    );
    session.press("esc");
    assert!(detail(&session)[0].starts_with("nothing was shipped"), "esc leads back to it");
    session.press("esc");
    let lines = detail(&session);
    assert_eq!(
        lines[..4],
        [
            "# for git",
            "git add maps/airport/journey.toml && git commit -m \"standup 2018-12-01: 1 change\" maps/airport/journey.toml",
            "",
            "# summary, printed on leaving cjm",
        ]
    );
    assert!(lines.contains(&"# Standup: Buying bread".to_owned()), "{lines:?}");
    assert!(
        reports(&session)[0].ends_with("\ngit add maps/airport/journey.toml && git commit -m \"standup 2018-12-01: 1 change\" maps/airport/journey.toml\n")
    );
    session.press("esc");
    assert_ne!(detail(&session)[0], "# for git", "whoever has read it goes on");
}

#[test]
fn what_was_shipped_since_the_last_one_comes_first() {
    let last = TEXT.replace("due = 2018-11-20", "due = 2018-11-20\npromise = { metric = \"csat\", to = 70 }");
    let mut session = recalled(&last);
    let text = last.replace("due = 2018-11-20", "status = \"shipped\"\nshipped = 2018-11-28");
    session.load(LABEL, read(&text));
    session.press("S");
    assert_eq!(
        detail(&session)[..2],
        [
            "# shipped since 15 Nov",
            "[] A second till [Yoav] [shipped 28 Nov] (Paying CSAT promised 70, not measured here)",
        ]
    );
}

#[test]
fn esc_comes_back_to_the_item_that_was_left() {
    let text =
        format!("{TEXT}[[stage.touchpoint.action]]\ntext = \"Chairs\"\nstatus = \"shipped\"\nshipped = 2018-11-01\n");
    let mut session = session(&text);
    session.press("S n enter");
    assert_eq!(here(&session), "buy/queue/pain/slow");
    session.press("g j esc");
    assert_eq!(
        (banner(&session).as_str(), here(&session).as_str()),
        ("standup · nobody · item 2 of 3, 0 min", "buy/queue/pain/slow")
    );
    session.press("x").save();
    assert_eq!(session.notice(), "saved: status planned, “Ten minutes at noon”");
    session.press("tab");
    assert_eq!(here(&session), "buy/queue/pain/slow");
    session.press("esc");
    assert!(detail(&session).contains(&"# three to talk about".to_owned()), "esc leads from all to the first");
    session.press("esc");
    assert_eq!(reports(&session).len(), 1, "and there it ends");
}

#[test]
fn what_was_not_shipped_after_all_leaves_as_soon_as_the_cursor_does() {
    let text = format!(
        "{TEXT}[[stage.touchpoint.action]]\nid = \"chairs\"\ntext = \"Chairs\"\nstatus = \"shipped\"\nshipped = 2018-11-01\n"
    );
    let mut session = session(&text);
    session.press("S g");
    assert_eq!(here(&session), "buy/pay/action/chairs");
    session.press("x").save();
    assert_eq!(here(&session), "buy/pay/action/chairs", "another x changes no other action");
    assert!(detail(&session)[1].contains("[dropped]"), "{:?}", detail(&session));
    session.press("j");
    assert_eq!(detail(&session)[0], "nothing was shipped");
}

#[test]
fn without_pains_numbers_are_talked_about() {
    let mut map = book();
    for touchpoint in map.map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
        touchpoint.pains.clear();
        touchpoint.actions.clear();
    }
    map.map.actions.clear();
    let mut session = Session::single(map);
    session.press("S");
    let lines: Vec<String> = detail(&session).into_iter().skip_while(|line| !line.starts_with("# ")).collect();
    assert_eq!(
        lines,
        [
            "# four to talk about",
            "▸[▼] Restaurants [nobody] [] (CSAT 54 % (47 to 61), n 200 | ▼ fell 21.0 (11.7 to 29.8) | since 2017 | \
             no pain point is open here | asked for noon staffing noted 2018-06-01, dl)",
            "[] Art [nobody] [] (CSAT 69 % (62 to 75), n 200 | cannot tell (−10.0 to 8.0) | since 2017 | \
             no pain point is open here)",
            "[] Roads [nobody] [] (CSAT 90 % (85 to 93), n 200 | no pain point is open here)",
            "[] Parking [nobody] [] (CSAT 90 % (85 to 93), n 200 | no pain point is open here)",
        ]
    );
    assert!(session.footer().contains(&"+- emotion".to_owned()), "{:?}", session.footer());
    session.press("n enter");
    assert_eq!(session.journey().detail.title.as_str(), "Art");
    session.press("esc");
    assert_eq!(banner(&session), "standup · nobody · item 2 of 4, 0 min");
}

#[test]
fn the_footer_says_what_helps_in_a_standup() {
    let mut session = session(TEXT);
    let hints = |session: &Session, n: usize| -> Vec<String> { session.footer().into_iter().take(n).collect() };
    session.press("S n");
    assert_eq!(hints(&session, 7), ["x state", "o owner", "a note", "tab all", "esc end", "+- severity", "enter open"]);
    session.press("tab");
    assert_eq!(hints(&session, 4), ["x state", "o owner", "a note", "tab/esc first"]);
    session.press("tab");
    session.press("enter");
    assert_eq!(hints(&session, 5), ["nN turn", "x state", "o owner", "e edit", "a add"]);
    session.press("S");
    assert!(!session.footer().iter().any(|hint| hint.ends_with(" turn")));
}
