//! What a person would read of small maps, and of the maps that come with the program.

mod agenda;
mod diff;
mod pressing;
mod shipped;
mod summary;

use jiff::civil::{Date, date};

use cjm::journey::Map;
use cjm::source;

const BEFORE: &str = r#"[journey]
title = "Buying bread"
owner = "Noa"
[[journey.action]]
id = "invite"
text = "Ask in the shop too"
due = 2026-12-01
[[stage]]
id = "find"
name = "Finding"
[[stage.touchpoint]]
id = "window"
name = "The window"
thinks = "Is it open?"
[[stage.touchpoint.pain]]
id = "dark"
text = "No light after five"
severity = 3
[[stage]]
id = "buy"
name = "Buying"
owner = "Tamar"
[[stage.touchpoint]]
id = "queue"
name = "The queue"
[[stage.touchpoint.pain]]
id = "slow"
text = "Ten minutes at noon"
severity = 4
status = "planned"
owner = "Yoav"
[[stage.touchpoint.pain]]
id = "cold"
text = "They wait outside"
severity = 5
status = "accepted"
[[stage.touchpoint.action]]
id = "second-till"
text = "A second till"
status = "in progress"
owner = "Yoav"
due = 2026-11-20
mends = ["slow"]
[[stage.touchpoint.action]]
id = "benches"
text = "Benches outside"
status = "shipped"
shipped = 2026-10-01
[[stage.touchpoint]]
id = "pay"
name = "Paying"
[[stage.touchpoint.note]]
text = "Cards only since May"
[[stage.touchpoint.note]]
text = "Ask about change"
[[stage.touchpoint.pain]]
text = "The terminal times out"
"#;

const DAY: Date = date(2026, 11, 22);

fn map(text: &str) -> Map {
    source::parse("map.toml", text).0
}

/// The map after some replacements, each of which must have something to replace.
#[track_caller]
fn edited(edits: &[(&str, &str)]) -> Map {
    let mut text = BEFORE.to_owned();
    for (old, new) in edits {
        assert!(text.contains(old), "{old} is not there");
        text = text.replacen(old, new, 1);
    }
    map(&text)
}
