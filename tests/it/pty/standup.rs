//! Ten minutes at 80x24: a map is edited by keyboard alone, and by two at once.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::bakery::{Bakery, MAP, copy_of_maps, diff};
use super::terminal::Terminal;

const ENTER: &str = "\r";
const ERASE: &str = "\x15";

/// What is done with some keys, and what the footer then says.
type Step = (&'static [&'static str], &'static str);

#[test]
fn ten_edits_change_their_lines_and_no_other() {
    let folder = copy_of_maps("bakery");
    let map = folder.path().join("journey.toml");
    let before = fs::read_to_string(&map).unwrap();
    let start = super::terminal::Start::cjm(&[map.to_str().unwrap()]);
    let mut terminal = start
        .left_at(&map, "discover", "friend")
        .variable("GIT_CONFIG_COUNT", "1")
        .variable("GIT_CONFIG_KEY_0", "user.name")
        .variable("GIT_CONFIG_VALUE_0", "נועה")
        .size(80, 24)
        .open();
    terminal.until("the numbers", |screen| super::text(screen).contains("14.6"));
    let steps: &[Step] = &[
        // A touchpoint and its fields.
        (&["j", "+"], "emotion 1 to 2"),
        (&["3", "j", "e", " מיד", ENTER], "thinks"),
        // Its pain point.
        (&["j", "j", "j", "j", "j", "x"], "open to planned"),
        (&["+"], "severity 3 to 4"),
        (&["o", ERASE, "דנה", ENTER], "owner"),
        (&["e", " או לא מגיעה", ENTER], "saved: "),
        // What was heard today.
        (&["a", "note", ENTER, "נשמע שוב היום", "\x0a", "משתי לקוחות", ENTER], "note"),
        // Another touchpoint, and the stage.
        (&["2", "k", "e", ERASE, "חברה שממליצה", ENTER], "saved: "),
        (&["1", "e", " 2", ENTER], "saved: "),
        // Something that is done with.
        (&["2", "3", "j", "j", "j", "j", "j", "d"], "takes it back"),
    ];
    for (keys, told) in steps {
        for key in *keys {
            terminal.press_by_hand(key.as_bytes());
        }
        terminal.until(told, |screen| {
            let shown = super::text(screen);
            shown.lines().last().is_some_and(|footer| footer.contains(told))
        });
    }
    Bakery::quit(&mut terminal);
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string();
    insta::assert_snapshot!(diff(&before, &map).replace(&today, "TODAY"), @r#"
    @@
    -name = "שומעים עלינו"
    +name = "שומעים עלינו 2"
    @@
    -name = "חברה ממליצה"
    +name = "חברה שממליצה"
    @@
    -[[stage.touchpoint.opportunity]]
    -id = "card-link"
    -text = "קוד לסריקה על הכרטיס שבקופסה, ישר לתפריט"
    -impact = 4                                      # 1 עד 5
    -effort = 1
    -owner = "נועה"
    -
    @@
    -thinks = "כמה זה עולה?"
    +thinks = "כמה זה עולה? מיד"
    @@
    -emotion = 1
    +emotion = 2
    @@
    -text = "שואלים מחיר בתגובות, והתשובה מגיעה למחרת"
    -severity = 3                                    # 1 עד 5
    -status = "open"                                 # open, planned, fixed, accepted
    -owner = "תמר"
    +text = "שואלים מחיר בתגובות, והתשובה מגיעה למחרת או לא מגיעה"
    +severity = 4                                    # 1 עד 5
    +status = "planned"                                 # open, planned, fixed, accepted
    +owner = "דנה"
    @@
    +[[stage.touchpoint.note]]
    +id = "note-1"
    +text = """
    +נשמע שוב היום
    +משתי לקוחות"""
    +date = TODAY
    +by = "נועה"
    +
    "#);
}

/// Opens the pen for the name of the first touchpoint, and types another.
#[track_caller]
fn rename(terminal: &mut Terminal, name: &str) {
    terminal.press(b"2e");
    terminal.until_shown("touchpoint  Menu");
    terminal.press(ERASE.as_bytes());
    terminal.press(name.as_bytes());
    terminal.until_shown(&format!("touchpoint  {name}"));
}

#[test]
fn what_two_people_change_at_once_is_shown_to_the_second() {
    let choices: &[(&str, &str, &str)] =
        &[("k", "saved: ", "Blackboard"), ("t", "Slate", "Slate"), ("m", "Slate / Blackboard", "Slate / Blackboard")];
    for (choice, told, expected) in choices {
        let bakery = Bakery::new();
        let (mut first, mut second) = (bakery.open(), bakery.open());
        rename(&mut first, "Slate");
        rename(&mut second, "Blackboard");
        first.press(ENTER.as_bytes());
        first.until_shown("saved: ");
        second.press(ENTER.as_bytes());
        second.until("both texts", |screen| {
            let shown = super::text(screen);
            ["somebody else changed this", "Menu", "Slate", "Blackboard"].iter().all(|words| shown.contains(words))
        });
        assert_eq!(bakery.text(), MAP.replace("\"Menu\"", "\"Slate\""), "it was overwritten in silence");
        second.press(choice.as_bytes());
        second.until_shown(told);
        if *choice == "m" {
            second.press(ENTER.as_bytes());
            second.until_shown("saved: ");
        }
        Bakery::quit(&mut second);
        assert_eq!(bakery.text(), MAP.replace("\"Menu\"", &format!("\"{expected}\"")), "{choice}");
        // Without a key the first sees what came of it, marked where it is of somebody else.
        let mark = if *choice == "t" { ' ' } else { '✱' };
        first.until_shown(&format!("▸{mark}{expected}"));
        Bakery::quit(&mut first);
        if *choice == "t" {
            let mut again = bakery.open();
            again.press(b"2e");
            again.until_shown("touchpoint  Blackboard");
            again.press(b"\x1b");
            again.until_shown("kept as a draft");
            Bakery::quit(&mut again);
        }
    }
}

#[test]
fn what_two_people_change_in_other_places_is_all_there() {
    let bakery = Bakery::new();
    let (mut first, mut second) = (bakery.open(), bakery.open());
    rename(&mut first, "Slate");
    second.press(b"2j");
    second.until_shown("▸ Queue");
    second.press(b"e");
    second.until_shown("touchpoint  Queue");
    second.press(b" outside");
    second.until_shown("Queue outside");
    first.press(ENTER.as_bytes());
    second.press(ENTER.as_bytes());
    first.until_shown("saved: ");
    second.until_shown("saved: ");
    for terminal in [&mut first, &mut second] {
        terminal.until("both names", |screen| {
            let shown = super::text(screen);
            shown.contains("Slate") && shown.contains("Queue outside")
        });
        Bakery::quit(terminal);
    }
    let expected = MAP.replace("\"Menu\"", "\"Slate\"").replace("\"Queue\"", "\"Queue outside\"");
    assert_eq!(bakery.text(), expected);
}

#[test]
fn a_map_that_cannot_be_written_says_so_before_one_types() {
    let bakery = Bakery::new();
    fs::set_permissions(bakery.map(), fs::Permissions::from_mode(0o444)).unwrap();
    let mut terminal = bakery.start().size(120, 24).open();
    terminal.until_shown("Choosing");
    for key in ["2e", "a", "d", "+"] {
        terminal.press(key.as_bytes());
        terminal.until_shown("this map cannot be changed (");
        assert!(!terminal.text().contains("touchpoint  Menu"), "there is a pen");
        terminal.press_and_see(b"k");
    }
    Bakery::quit(&mut terminal);
    assert_eq!(bakery.text(), MAP);
}

#[test]
fn an_edit_while_numbers_are_read_keeps_the_words_and_gets_the_numbers() {
    let bakery = Bakery::new();
    let source = "\n[[source]]\nid = \"answers\"\nfile = \"answers.csv\"\n\n";
    let measured = "name = \"Menu\"\nmetrics = [{ metric = \"csat\", source = \"answers\", column = \"menu\" }]";
    let map = MAP.replacen("\n[[stage]]", &format!("{source}[[stage]]"), 1).replace("name = \"Menu\"", measured);
    fs::write(bakery.map(), &map).unwrap();
    fs::write(bakery.folder.path().join("answers.csv"), format!("menu\n{}", "5\n1\n".repeat(150_000))).unwrap();
    let mut terminal = bakery.start().open();
    terminal.until_shown("▸ Menu");
    rename(&mut terminal, "Slate");
    terminal.press(ENTER.as_bytes());
    terminal.until_shown("saved: ");
    terminal.until("the numbers", |screen| {
        let shown = super::text(screen);
        shown.contains("▸ Slate") && shown.contains("300,000") && !shown.contains("reading ")
    });
    Bakery::quit(&mut terminal);
    assert_eq!(bakery.text(), map.replace("\"Menu\"", "\"Slate\""));
}
