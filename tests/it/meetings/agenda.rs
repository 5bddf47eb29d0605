//! Whose turn it is, and about what.

use super::{BEFORE, DAY, edited, map};
use cjm::journey::Map;
use cjm::standup::agenda;

fn turns(map: &Map, only: Option<&str>) -> Vec<String> {
    let turns = agenda(map, DAY, only);
    let told = turns.into_iter().map(|turn| {
        let owner = turn.owner.as_deref().unwrap_or("nobody");
        let severity = turn.severity.map_or_else(String::new, |severity| severity.to_string());
        let overdue = if turn.is_overdue { " overdue" } else { "" };
        format!("{owner}: {} {severity} {}{overdue}", turn.at, turn.status)
    });
    told.collect()
}

#[test]
fn the_agenda_goes_from_owner_to_owner() {
    assert_eq!(
        turns(&map(BEFORE), None),
        [
            "Yoav: buy/queue/action/second-till 4 in progress overdue",
            "Yoav: buy/queue/pain/slow 4 planned",
            "Noa: find/window/pain/dark 3 open",
            "Noa: journey/action/invite  planned",
            "Tamar: buy/pay/pain/1  open",
        ]
        .map(|line| line.replace("journey/action", "action"))
    );
    let nobody = edited(&[("owner = \"Noa\"\n", ""), ("owner = \"Tamar\"\n", "owner = \" \"\n")]);
    assert_eq!(
        turns(&nobody, None),
        [
            "Yoav: buy/queue/action/second-till 4 in progress overdue",
            "Yoav: buy/queue/pain/slow 4 planned",
            "nobody: find/window/pain/dark 3 open",
            "nobody: action/invite  planned",
            "nobody: buy/pay/pain/1  open",
        ],
        "nobody comes last"
    );
    assert_eq!(turns(&Map::default(), None), [""; 0]);
}

#[test]
fn one_touchpoint_is_asked_about_before_its_items() {
    assert_eq!(
        turns(&map(BEFORE), Some("queue")),
        [
            "Tamar: buy/queue  ",
            "Yoav: buy/queue/action/second-till 4 in progress overdue",
            "Yoav: buy/queue/pain/slow 4 planned",
        ]
    );
    assert_eq!(turns(&map(BEFORE), Some("nowhere")), [""; 0]);
}
