//! What a standup begins and ends with: what was shipped, what is awaited, and the line for git.

use jiff::civil::date;

use super::{BEFORE, DAY, edited, map};
use cjm::journey::Map;
use cjm::standup::{Meeting, agenda, awaited, commit, shipped};

fn told(map: &Map, last: Option<(jiff::civil::Date, &Map)>) -> Vec<String> {
    shipped(map, last).iter().map(ToString::to_string).collect()
}

#[test]
fn a_standup_begins_with_what_was_shipped_since_the_last() {
    let before = map(BEFORE);
    assert_eq!(told(&before, Some((date(2026, 11, 15), &before))), [""; 0], "that was long before");
    let day = date(2026, 9, 30);
    assert_eq!(told(&before, Some((day, &before))), ["buy/queue/action/benches"], "its day says so");
    let now = edited(&[
        ("due = 2026-12-01\n", "status = \"shipped\"\nshipped = 2026-11-18\n"),
        ("status = \"in progress\"", "status = \"shipped\""),
    ]);
    let since = told(&now, Some((date(2026, 11, 15), &before)));
    assert_eq!(since, ["buy/queue/action/second-till", "action/invite"], "whether or not it says a day");
    assert_eq!(told(&now, None), ["action/invite"], "without one before: the last day of which anything is known");
    assert_eq!(told(&Map::default(), None), [""; 0]);
}

#[test]
fn what_is_late_and_what_is_next_go_by_their_days() {
    let turns = agenda(&map(BEFORE), DAY, None);
    let (late, next) = awaited(&turns);
    let ids = |turns: Vec<&cjm::standup::Turn>| turns.iter().map(|turn| turn.at.to_string()).collect::<Vec<_>>();
    assert_eq!((ids(late), ids(next)), (vec!["buy/queue/action/second-till".into()], vec!["action/invite".to_owned()]));
}

#[test]
fn a_line_for_git_counts_what_changed() {
    let start = map(BEFORE);
    let line = |edits: &[(&str, &str)], path: &str| {
        let end = edited(edits);
        commit(&Meeting { date: DAY, minutes: 2, only: None, last: None, start: &start, end: &end }, path)
    };
    let edits = [
        ("severity = 3\n", "severity = 3\nstatus = \"fixed\"\n"),
        ("status = \"planned\"", "status = \"fixed\""),
        ("status = \"in progress\"", "status = \"shipped\""),
        ("\"Is it open?\"", "\"Is it warm?\""),
        ("[[stage.touchpoint.note]]", "[[stage.touchpoint.note]]\ntext = \"New\"\n[[stage.touchpoint.note]]"),
    ];
    assert_eq!(
        line(&edits, "maps/bread.toml").as_deref(),
        Some(
            "git add maps/bread.toml && git commit -m \"standup 2026-11-22: 2 pains fixed, 1 action shipped, 1 change, 1 note\" maps/bread.toml"
        )
    );
    assert_eq!(
        line(&edits[..1], "a b.toml").as_deref(),
        Some("git add 'a b.toml' && git commit -m \"standup 2026-11-22: 1 pain fixed\" 'a b.toml'")
    );
    assert_eq!(
        line(&[], "a.toml").as_deref(),
        Some("git add a.toml && git commit -m \"standup 2026-11-22\" a.toml"),
        "of what is not compared"
    );
    assert_eq!(line(&edits, "a\u{fffd}.toml"), None, "a path that is not known to the byte");
}
