//! Responses for the benchmarks: rows of a long source, narrow and wide. Must not know what is timed.
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

/// What the rows are like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// Six touchpoints and three metrics.
    Narrow,
    /// Two hundred touchpoints, four metrics and a count of the comments.
    Wide,
}

/// How many touchpoints a wide map has.
const N_WIDE: usize = 200;

impl Shape {
    /// The map that counts them.
    pub(super) fn map(self) -> String {
        match self {
            Self::Narrow => [HEAD, NARROW].concat(),
            Self::Wide => (0..N_WIDE).fold([HEAD, WIDE].concat(), |mut map, idx| {
                if idx % 10 == 0 {
                    write!(map, "[[stage]]\nid = \"stage{0:02}\"\nname = \"Stage {0}\"\n\n", idx / 10)
                        .expect("a string takes all");
                }
                let name = place(idx);
                write!(map, "[[stage.touchpoint]]\nid = \"{name}\"\nname = \"{name}\"\n\n")
                    .expect("a string takes all");
                map
            }),
        }
    }

    /// So many responses under a header.
    pub(super) fn responses(self, n_rows: usize) -> String {
        match self {
            Self::Narrow => responses(n_rows),
            Self::Wide => wide(n_rows),
        }
    }
}

fn place(idx: usize) -> String {
    format!("stage{:02}.place{idx:04}", idx / 10)
}

/// What both maps begin with.
const HEAD: &str = r#"[journey]
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
"#;

/// What a wide map asks besides.
const WIDE: &str = "ces = \"ces\"\ncomment = \"comment\"\n\n";

/// The places of a narrow map.
const NARROW: &str = r#"
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

/// Numbers that look like chance, the same on any machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> impl Fn(u32, usize) -> usize + use<> {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let state = self.0;
        move |shift, n| usize::try_from(state >> shift).unwrap_or(0) % n
    }
}

/// Some 3,000 a day, of a touchpoint each; most cells are blank.
fn wide(n_rows: usize) -> String {
    let mut text =
        String::from("response_id,timestamp,touchpoint,csat,nps,ces,sentiment,device,country,page,comment\n");
    let mut chance = Chance(42);
    for idx in 0..n_rows {
        let of = chance.next();
        let day = idx / 3_000;
        let (month, day) = (day / 28 % 12 + 1, day % 28 + 1);
        let (hour, minute, second) = (idx % 3_000 / 125, of(20, 60), of(11, 60));
        let place = place(of(33, N_WIDE));
        let mood = of(24, 2_001);
        let mood = if mood.is_multiple_of(3) {
            String::new()
        } else {
            let sign = if mood < 1_000 { "-" } else { "" };
            format!("{sign}{}.{:03}5", mood.abs_diff(1_000) / 1_000, mood.abs_diff(1_000) % 1_000)
        };
        let effort = of(29, 14);
        let effort = if effort < 7 { (effort + 1).to_string() } else { String::new() };
        writeln!(
            text,
            "{idx},2025-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02},{place},{},{},{effort},{mood},mobile,IL,/shop/{place}/{},{}",
            CELLS[of(40, CELLS.len())],
            RECOMMENDS[of(44, RECOMMENDS.len())],
            of(8, 65_536),
            COMMENTS[of(50, COMMENTS.len())],
        )
        .expect("a string takes all");
    }
    text
}

/// Some 700 a day.
fn responses(n_rows: usize) -> String {
    let mut text = String::from("response_id,timestamp,touchpoint,csat,nps,sentiment,page,comment\n");
    let mut chance = Chance(42);
    for idx in 0..n_rows {
        let of = chance.next();
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
