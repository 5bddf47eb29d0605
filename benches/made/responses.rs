//! Responses for the benchmarks: rows of a long source. Must not know what is timed.
//! Invariant: the same number of rows gives the same bytes, on any machine.

use std::fmt::Write as _;

const TOUCHPOINTS: [&str; 6] = ["home.search", "product.page", "cart", "pay.card", "ship.track", "help.chat"];
const CELLS: [&str; 8] = ["", "1", "2", "3", "4", "4", "5", "5"];
const RECOMMENDS: [&str; 8] = ["", "", "3", "6", "8", "9", "10", "10"];
const COMMENTS: [&str; 8] = [
    "",
    "",
    "",
    "ok",
    "\"Slow, and then it failed\"",
    "\"Two lines:\nthe second one\"",
    "המשלוח הגיע מהר",
    "\"He said \"\"no\"\" twice\"",
];

/// The map that counts them.
pub(super) const MAP: &str = r#"[journey]
title = "Made-up responses"
objective = "They are counted fast"

[[source]]
id = "responses"
file = "responses.csv"
time = "timestamp"
touchpoint = "touchpoint"
csat = "csat"
nps = "nps"
sentiment = "sentiment"

[[stage]]
id = "all"
name = "All"

[[stage.touchpoint]]
id = "search"
name = "Search"
match = ["home.search"]

[[stage.touchpoint]]
id = "product"
name = "Product"
match = ["product.page"]

[[stage.touchpoint]]
id = "pay"
name = "Paying"
match = ["cart", "pay.card"]

[[stage.touchpoint]]
id = "after"
name = "After"
match = ["ship.track", "help.chat"]
"#;

/// So many responses under a header, some 700 a day.
pub(super) fn responses(n_rows: usize) -> String {
    let mut text = String::from("response_id,timestamp,touchpoint,csat,nps,sentiment,page,comment\n");
    let mut state = 42_u64;
    for idx in 0..n_rows {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let of = |shift: u32, n: usize| usize::try_from(state >> shift).unwrap_or(0) % n;
        let day = idx / 700;
        let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
        let (hour, minute) = (idx % 700 * 24 / 700, of(20, 60));
        let mood = of(24, 2_001);
        let sign = if mood < 1_000 { "-" } else { "" };
        let mood = mood.abs_diff(1_000);
        writeln!(
            text,
            "{idx},2025-{month:02}-{day:02}T{hour:02}:{minute:02}:00,{},{},{},{sign}{}.{:03},/shop/{}?ref=mail,{}",
            TOUCHPOINTS[of(33, TOUCHPOINTS.len())],
            CELLS[of(40, CELLS.len())],
            RECOMMENDS[of(44, RECOMMENDS.len())],
            mood / 1_000,
            mood % 1_000,
            of(8, 65_536),
            COMMENTS[of(50, COMMENTS.len())],
        )
        .expect("a string takes all");
    }
    text
}
