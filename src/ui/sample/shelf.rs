//! A folder of maps.

use super::parts::{fell, figure, p, rose, view};
use crate::app::view::{Body, Frame, GoalMark, MapList, MapRank, MapRow, Tone};

fn rank(goal: GoalMark) -> MapRank {
    MapRank { goal: Some(goal), ..MapRank::default() }
}

pub(in crate::ui) fn shelf() -> Frame {
    let airport = MapRow {
        title: p("Flying from SFO"),
        persona: p("Dana, flies twice a year"),
        objective: Some((p("NPS"), fell(figure("31", "2.8", "2,650")))),
        goal: p("goal 45 by May 2019"),
        missing: p(", 14.0 to go"),
        rank: rank(GoalMark::NotReached),
        purpose: p("Passengers reach the gate calm"),
        worst: Some((p("Shops"), figure("51", "2.1", "2,004"))),
        reviewed: p("reviewed 2018-06-01"),
        is_overdue: true,
        ..MapRow::default()
    };
    let bakery = MapRow {
        title: p("להזמין עוגה מהבית"),
        is_right_to_left: true,
        persona: p("נועה, חוגגת יום הולדת"),
        objective: Some((p("orders"), rose(figure("140", "", "1,204")))),
        goal: p("goal 150 by Dec 2024"),
        rank: rank(GoalMark::CannotTell),
        purpose: p("40% יותר הזמנות באתר"),
        worst: Some((p("דף המחירים"), figure("51", "2.1", "204"))),
        reviewed: p("reviewed 2024-02-11"),
        ..MapRow::default()
    };
    let toys = MapRow {
        title: p("Buying a toy online"),
        persona: p("Ben, a father of two"),
        objective: Some((p("abandonment"), figure("52.5", "0.9", "12,402"))),
        goal: p("goal 50 by Mar 2024"),
        rank: rank(GoalMark::Missed),
        missing: p(" by 2.5"),
        purpose: p("Fewer carts are left at the payment"),
        worst: Some((p("Payment"), figure("48", "3.1", "402"))),
        reviewed: p("reviewed 2024-02-11"),
        ..MapRow::default()
    };
    let broken = MapRow {
        title: p("draft.toml"),
        remark: Some((p("line 12: expected a value"), Tone::Bad)),
        ..MapRow::default()
    };
    let list = MapList {
        folder: p("maps"),
        order: p("as in the folder"),
        together: vec![
            (p("3 of 4 read"), p("3 of 4 read")),
            (p("40 of 50 touchpoints measured"), p("measured 40/50")),
            (p("1 review overdue"), p("1 overdue")),
            (p("44 of 74 claims have evidence"), p("evidence 44/74")),
        ],
        blank: Vec::new(),
        rows: vec![airport, bakery, toys, broken],
        selected: 0,
    };
    view(Body::MapList(list), false)
}
