//! What a person would read of small maps, and of the maps that come with the program.

use jiff::civil::{Date, date};

use super::{Change, Meeting, What, agenda, since, summary, trace};
use crate::journey::{Address, Map, Noun};
use crate::source;

const BEFORE: &str = r#"[journey]
title = "Buying bread"
owner = "Noa"
[[journey.action]]
id = "ask"
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
            "Noa: journey/action/ask  planned",
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
            "nobody: action/ask  planned",
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

/// `address: what`, with the mark that stands beside it.
fn told(change: &Change) -> String {
    let what = match &change.what {
        What::New => "new".to_owned(),
        What::Gone => "gone".to_owned(),
        What::Changed(turned) => {
            let say = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
            let turned: Vec<String> =
                turned.iter().map(|own| format!("{} {} > {}", own.field, say(&own.was), say(&own.is))).collect();
            turned.join(", ")
        }
    };
    format!("{}: {what} [{}]", change.at, change.mark().unwrap_or_default())
}

#[track_caller]
fn check(name: &str, edits: &[(&str, &str)], expected: &[&str]) {
    let changes: Vec<String> = since(&map(BEFORE), &edited(edits)).iter().map(told).collect();
    assert_eq!(changes, expected, "{name}");
}

#[test]
fn what_changed_is_found_by_id() {
    check("nothing", &[], &[]);
    check("severity", &[("severity = 3", "severity = 4")], &["find/window/pain/dark: severity 3 > 4 [was 3]"]);
    check("no severity", &[("severity = 3\n", "")], &["find/window/pain/dark: severity 3 > - [was 3]"]);
    check(
        "severity and status",
        &[("severity = 4\nstatus = \"planned\"", "severity = 5\nstatus = \"fixed\"")],
        &["buy/queue/pain/slow: severity 4 > 5, status planned > fixed [was 4, planned]"],
    );
    check(
        "shipped",
        &[("\"in progress\"", "\"shipped\"\nshipped = 2026-11-22")],
        &["buy/queue/action/second-till: status in progress > shipped [was in progress]"],
    );
    check(
        "owner",
        &[("owner = \"Yoav\"", "owner = \"Noa\"")],
        &["buy/queue/pain/slow: owner Yoav > Noa [was with Yoav]"],
    );
    check(
        "due",
        &[("2026-11-20", "2026-12-20")],
        &["buy/queue/action/second-till: due 2026-11-20 > 2026-12-20 [was due 2026-11-20]"],
    );
    check(
        "text",
        &[("No light", "No light at all")],
        &["find/window/pain/dark: text No light after five > No light at all after five [reworded]"],
    );
    check(
        "a field of a touchpoint",
        &[("Is it open?", "Closed again")],
        &["find/window: thinks Is it open? > Closed again [changed]"],
    );
    check("a stage renamed", &[("\"Finding\"", "\"Looking\"")], &["find: name Finding > Looking [changed]"]);
    check("the title", &[("Buying bread", "Bread")], &["journey: title Buying bread > Bread [changed]"]);
}

#[test]
fn what_came_and_went_is_told() {
    check(
        "a pain point",
        &[(
            "[[stage]]\nid = \"buy\"",
            "[[stage.touchpoint.pain]]\nid = \"high\"\ntext = \"Too high\"\n[[stage]]\nid = \"buy\"",
        )],
        &["find/window/pain/high: new [new]"],
    );
    check(
        "a touchpoint with what was in it",
        &[
            ("[[stage.touchpoint.pain]]\nid = \"dark\"\ntext = \"No light after five\"\nseverity = 3\n", ""),
            ("[[stage.touchpoint]]\nid = \"window\"\nname = \"The window\"\nthinks = \"Is it open?\"\n", ""),
        ],
        &["find/window: gone []"],
    );
    check(
        "a touchpoint in another stage",
        &[
            ("[[stage]]\nid = \"buy\"\nname = \"Buying\"\nowner = \"Tamar\"\n", ""),
            (
                "[[stage.touchpoint]]\nid = \"pay\"",
                "[[stage]]\nid = \"buy\"\nname = \"Buying\"\nowner = \"Tamar\"\n[[stage.touchpoint]]\nid = \"pay\"",
            ),
        ],
        &["find/queue: place Buying > Finding [moved]"],
    );
}

#[test]
fn what_has_no_id_is_known_by_its_words() {
    check(
        "one before it",
        &[(
            "[[stage.touchpoint.note]]\ntext = \"Cards",
            "[[stage.touchpoint.note]]\ntext = \"First\"\n[[stage.touchpoint.note]]\ntext = \"Cards",
        )],
        &["buy/pay/note/1: new [new]"],
    );
    check(
        "the first is gone",
        &[("[[stage.touchpoint.note]]\ntext = \"Cards only since May\"\n", "")],
        &["buy/pay/note/1: gone []"],
    );
    check("it got an id", &[("text = \"Cards", "id = \"cards\"\ntext = \"Cards")], &[]);
    check(
        "it was reworded",
        &[("since May", "since June")],
        &["buy/pay/note/1: text Cards only since May > Cards only since June [reworded]"],
    );
    check(
        "the other way round",
        &[
            ("Cards only since May", "?"),
            ("Ask about change", "Cards only since May"),
            ("\"?\"", "\"Ask about change\""),
        ],
        &[],
    );
}

#[test]
fn what_is_talked_about_is_found_again() {
    let now = edited(&[
        (
            "[[stage.touchpoint.note]]\ntext = \"Cards",
            "[[stage.touchpoint.note]]\ntext = \"First\"\n[[stage.touchpoint.note]]\ntext = \"Cards",
        ),
        ("[[stage.touchpoint.pain]]\nid = \"dark\"\ntext = \"No light after five\"\nseverity = 3\n", ""),
        ("Paying", "Leaving"),
    ]);
    let at = |text: &str| {
        let steps = text.split('/').zip([Noun::Stage, Noun::Touchpoint, Noun::Note]);
        steps.fold(Address::journey(), |at, (id, noun)| at.then(noun, id))
    };
    let dark = at("find/window").then(Noun::Pain, "dark");
    let places = [&at("buy/pay/1"), &at("buy/pay"), &dark];
    assert_eq!(trace(&map(BEFORE), &now, &places), [Some(at("buy/pay/2")), Some(at("buy/pay")), None]);
}

#[track_caller]
fn expect(meeting: &Meeting<'_>, expected: &str) {
    let told = summary(meeting);
    assert!(told == expected, "expected:\n{expected}\nfound:\n{told}");
}

#[test]
fn a_summary_is_calm_and_short() {
    let (last, start) = (
        map(BEFORE),
        edited(&[(
            "text = \"Ask in the shop too\"",
            "text = \"Ask in the shop too\"\nstatus = \"shipped\"\nshipped = 2026-11-18",
        )]),
    );
    let end = edited(&[
        (
            "text = \"Ask in the shop too\"",
            "text = \"Ask in the shop too\"\nstatus = \"shipped\"\nshipped = 2026-11-18",
        ),
        ("severity = 3\n", "severity = 4\nstatus = \"fixed\"\n"),
        ("Is it open?", "Closed *again*"),
        (
            "\"Yoav\"\n[[stage.touchpoint.pain]]",
            "\"Dana\"\n[[stage.touchpoint.pain]]\nid = \"dogs\"\ntext = \"Dogs bark\"\nseverity = 2\n[[stage.touchpoint.pain]]",
        ),
        (
            "[[stage.touchpoint.pain]]\ntext = \"The terminal times out\"\n",
            "[[stage.touchpoint.note]]\nid = \"new\"\ntext = \"\"\"Tamar asks\nthe bank\"\"\"\nby = \"no\"\n",
        ),
    ]);
    let meeting = Meeting {
        date: DAY,
        minutes: 9,
        only: None,
        last: Some((date(2026, 11, 15), &last)),
        start: &start,
        end: &end,
    };
    expect(
        &meeting,
        r"# Standup: Buying bread

2026-11-22, 9 minutes, 5 changes, 1 note

## Changed

- **Finding / The window** (Noa)
  - thinks now: Closed \*again\*
  - pain point severity 3 to 4: No light after five
- **Buying / The queue** (Tamar)
  - pain point owner Yoav to Dana: Ten minutes at noon
  - new pain point, severity 2: Dogs bark
- **Buying / Paying** (Tamar)
  - deleted pain point: The terminal times out

## Notes

- **Buying / Paying**: Tamar asks the bank (no)

## Fixed and shipped since 2026-11-15

- shipped 2026-11-18: Ask in the shop too (The journey)
- fixed: No light after five (The window)

## Open

- **Yoav**
  - action, in progress, due 2026-11-20, **overdue**: A second till (The queue)
- **Dana**
  - severity 4, planned: Ten minutes at noon (The queue)
- **Tamar**
  - severity 2: Dogs bark (The queue)
",
    );
}

#[test]
fn a_summary_has_no_empty_sections() {
    let bare = map("[journey]\ntitle = \"Bare\"\n");
    let meeting = Meeting { date: DAY, minutes: 0, only: None, last: None, start: &bare, end: &bare };
    expect(&meeting, "# Standup: Bare\n\n2026-11-22, less than a minute, nothing changed\n");
    let start = map(BEFORE);
    let meeting = Meeting { minutes: 1, only: Some("queue"), start: &start, end: &start, ..meeting };
    expect(
        &meeting,
        "# Standup: Buying bread, The queue

2026-11-22, 1 minute, nothing changed

## Open

- **Yoav**
  - action, in progress, due 2026-11-20, **overdue**: A second till (The queue)
  - severity 4, planned: Ten minutes at noon (The queue)
",
    );
}

#[test]
fn nothing_a_map_says_breaks_the_markdown() {
    let naughty =
        "**x** [a](b) <img src=x onerror=y> `c` # d\n\n# e\n- f\n| g | h |\n@here &amp; \u{1b}]0;t\u{7} \u{202e}i";
    let quoted = toml_text(naughty);
    let end = edited(&[
        ("\"Buying bread\"", &quoted),
        ("\"The window\"", &quoted),
        ("\"Is it open?\"", &quoted),
        ("\"No light after five\"", &quoted),
        ("owner = \"Yoav\"", &format!("owner = {quoted}")),
        ("\"Ask about change\"", &quoted),
        (
            "[[stage.touchpoint.pain]]\ntext",
            &format!(
                "[[stage.touchpoint.note]]\nid = \"n\"\ntext = {quoted}\nby = {quoted}\n[[stage.touchpoint.pain]]\ntext"
            ),
        ),
    ]);
    let start = map(BEFORE);
    let told = summary(&Meeting { date: DAY, minutes: 2, only: None, last: None, start: &start, end: &end });
    let shown = "\\*\\*x\\*\\* \\[a\\](b) \\<img src=x onerror=y> \\`c\\` # d # e - f \\| g \\| h \\| \\@here \\&amp; \u{fffd}\\]0;t\u{fffd} i";
    assert!(told.starts_with(&format!("# Standup: {shown}\n")), "{told}");
    assert!(told.matches(shown).count() > 9, "{told}");
    for line in told.lines() {
        let line = line.replace(shown, "X").replace("**overdue**", "");
        assert!(line.chars().all(|c| !c.is_control()), "{line}");
        let bare = line.trim_start().trim_start_matches("- **").replacen("**", "", 1);
        assert!(!bare.contains(['*', '<', '`', '[', '|', '@']), "{line}");
        let starts = ["# Standup: ", "## ", "- **", "  - ", "2026-", "- fixed", "- shipped"];
        assert!(line.is_empty() || starts.iter().any(|start| line.starts_with(start)), "{line}");
    }
}

fn toml_text(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

#[test]
fn the_bakery_reads_well() {
    let text = include_str!("../../maps/bakery/journey.toml");
    let shipped = "text = \"לשמור את התאריך לרבע שעה מרגע הבחירה\"\nstatus = ";
    let done =
        text.replace(&format!("{shipped}\"in progress\""), &format!("{shipped}\"shipped\"\nshipped = 2026-11-20"));
    let end = done.replacen("status = \"open\"\nowner = \"נועה\"", "status = \"planned\"\nowner = \"יואב\"", 1);
    let (last, start, end) = (map(text), map(&done), map(&end));
    let last = Some((date(2026, 11, 15), &last));
    expect(
        &Meeting { date: DAY, minutes: 4, only: Some("dates"), last, start: &start, end: &end },
        "# Standup: הזמנה מהמאפייה של נועה, בחירת תאריך

2026-11-22, 4 minutes, 1 change

## Changed

- **איך ומתי / בחירת תאריך** (יואב)
  - pain point status open to planned, owner נועה to יואב: אין תאריך פנוי ליום שישי, ואף אחד לא מציע יום אחר

## Fixed and shipped since 2026-11-15

- shipped 2026-11-20: לשמור את התאריך לרבע שעה מרגע הבחירה (בחירת תאריך)

## Open

- **יואב**
  - severity 5, planned: בחרו תאריך פנוי, ואחר כך נאמר להן שהוא מלא (בחירת תאריך)
  - severity 4, planned: אין תאריך פנוי ליום שישי, ואף אחד לא מציע יום אחר (בחירת תאריך)
",
    );
}
