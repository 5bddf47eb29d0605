//! What is talked about first, and the words for days.

use jiff::ToSpan;
use jiff::civil::date;

use super::{BEFORE, DAY, map};
use cjm::journey::Noun;
use cjm::standup::{Urgency, agenda, day, due, pressing};

/// What is open on the day of the tests, in that order, each with who has it.
fn order(text: &str, weigh: impl Fn(&str) -> Urgency) -> Vec<String> {
    let turns = agenda(&map(text), DAY, None);
    let sorted = pressing(&turns, |at| weigh(at.id_of(Noun::Touchpoint).unwrap_or_default()));
    assert_eq!(sorted.len(), turns.len(), "everything has its turn");
    let told = sorted.iter().map(|turn| format!("{} {}", turn.at, turn.owner.as_deref().unwrap_or("nobody")));
    told.collect()
}

#[test]
fn what_is_late_comes_first_and_what_it_mends_last() {
    assert_eq!(
        order(BEFORE, |_| Urgency::default()),
        [
            "buy/queue/action/second-till Yoav",
            "find/window/pain/dark Noa",
            "buy/pay/pain/1 Tamar",
            "action/invite Noa",
            "buy/queue/pain/slow Yoav",
        ]
    );
    // The other action is late too, and longer; what nobody has is talked about by itself.
    let text = BEFORE
        .replace("due = 2026-12-01", "due = 2026-11-01")
        .replace("owner = \"Yoav\"\n[[stage.touchpoint.pain]]", "[[stage.touchpoint.pain]]")
        .replace("owner = \"Tamar\"\n", "")
        .replace("owner = \"Noa\"\n", "");
    assert_eq!(
        order(&text, |_| Urgency::default())[..3],
        ["action/invite nobody", "buy/queue/action/second-till Yoav", "buy/queue/pain/slow nobody"]
    );
}

#[test]
fn of_equal_pains_nobodys_comes_first_then_what_fell_then_the_lowest_score() {
    let pain = |place: &str, severity: u8, owner: &str| {
        format!(
            "[[stage.touchpoint]]\nid = \"{place}\"\nname = \"{place}\"\n[[stage.touchpoint.pain]]\nid = \"p\"\n\
             text = \"It hurts\"\nseverity = {severity}\n{owner}"
        )
    };
    let dana = "owner = \"Dana\"\n";
    let text = [
        "[journey]\ntitle = \"T\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n",
        &pain("mild", 2, ""),
        &pain("unranked", 4, dana),
        &pain("low", 4, dana),
        &pain("lowest", 4, dana),
        &pain("fell", 4, dana),
        &pain("nobodys", 4, ""),
        &pain("worst", 5, dana),
    ]
    .concat();
    let weigh = |place: &str| match place {
        "fell" => Urgency { fell: true, rank: Some(9) },
        "lowest" => Urgency { fell: false, rank: Some(0) },
        "low" => Urgency { fell: false, rank: Some(1) },
        _ => Urgency::default(),
    };
    let places = ["worst", "nobodys", "fell", "lowest", "low", "unranked", "mild"];
    let order = order(&text, weigh);
    let found: Vec<&str> = order.iter().filter_map(|line| line.split('/').nth(1)).collect();
    assert_eq!(found, places);
}

#[test]
fn days_are_said_in_words() {
    let today = date(2018, 9, 4);
    for (by, expected) in [
        (-3, "due 1 Sep, 3 days ago"),
        (-1, "due 3 Sep, yesterday"),
        (0, "due 4 Sep, today"),
        (1, "due 5 Sep, tomorrow"),
        (13, "due 17 Sep, in 13 days"),
        (-14, "due 21 Aug, 2 weeks ago"),
        (69, "due 12 Nov, in 9 weeks"),
        (-70, "due 26 Jun, 2 months ago"),
        (120, "due 2 Jan 2019, in 3 months"),
        (-365, "due 4 Sep 2017, 11 months ago"),
        (-731, "due 3 Sep 2016, 2 years ago"),
    ] {
        assert_eq!(due(today.saturating_add(by.days()), today), expected);
    }
    assert_eq!((day(today, today).as_str(), day(date(2017, 1, 2), today).as_str()), ("4 Sep", "2 Jan 2017"));
}
