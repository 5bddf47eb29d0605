//! The summary of a standup as it is read afterwards.

use jiff::civil::date;

use super::{BEFORE, DAY, edited, map};
use cjm::standup::{Meeting, summary};

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
  - action, in progress, **due 20 Nov, 2 days ago**: A second till (The queue)
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
  - action, in progress, **due 20 Nov, 2 days ago**: A second till (The queue)
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
        let line = line.replace(shown, "X").replace("**due 20 Nov, 2 days ago**", "");
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
    let text = include_str!("../../../maps/bakery/journey.toml");
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
