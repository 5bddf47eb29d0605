//! Changing a map from a shell: what is printed, what is written, and that nothing else is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const MAP: &str = r#"[journey]
title = "Airport"

[[stage]]
id = "wait"
name = "Waiting"

# Where one eats.
[[stage.touchpoint]]
id = "food"
name = "Restaurants"   # by the gates

[[stage.touchpoint.pain]]
id = "prices"
text = "Prices well above those in town"
severity = 3

[[stage.touchpoint]]
id = "הלל.1"
name = "עגלת קפה"

[[stage]]
id = "fly"
name = "Flying"
"#;

/// A folder with a map in it, and nobody's settings.
struct Desk {
    folder: TempDir,
    map: PathBuf,
}

/// What a command came to.
#[derive(Debug)]
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("journey.toml");
        fs::write(&map, text).unwrap();
        Self { folder, map }
    }

    fn cjm(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
        command.current_dir(self.folder.path()).arg(arguments[0]).arg("journey.toml").args(&arguments[1..]);
        command.env("XDG_CONFIG_HOME", self.folder.path()).env("XDG_STATE_HOME", self.folder.path().join("state"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").env("USER", "dana");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Most commands read nothing and may be gone by now.
        child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn text(&self) -> String {
        fs::read_to_string(&self.map).unwrap()
    }
}

/// The lines that are not in both, as `-old` and `+new`.
fn changed(before: &str, after: &str) -> Vec<String> {
    let patch = diffy::create_patch(before, after).to_string();
    let lines = patch.lines().skip(2).filter(|line| line.starts_with(['-', '+']));
    lines.map(|line| line.trim_end().to_owned()).filter(|line| line.len() > 1).collect()
}

/// A command, what it prints and which lines of the map it changes; first on a dry run, which changes nothing.
#[track_caller]
fn check(arguments: &[&str], told: &str, expected: &[&str]) {
    for (name, copy) in [("as it is", MAP.to_owned()), ("CRLF", format!("\u{feff}{}", MAP.replace('\n', "\r\n")))] {
        let desk = Desk::with(&copy);
        let dry = desk.cjm(&[arguments, &["--dry-run"]].concat(), "");
        assert_eq!((dry.code, dry.err.as_str()), (0, ""), "{name}: {arguments:?} --dry-run");
        assert_eq!(desk.text(), copy, "{name}: {arguments:?} --dry-run");
        let ran = desk.cjm(arguments, "");
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, told, ""), "{name}: {arguments:?}");
        let after = desk.text();
        assert_eq!(changed(&copy, &after), expected, "{name}: {arguments:?}");
        assert_eq!(after.contains("\r\n"), copy.contains("\r\n"), "{name}: {arguments:?}");
        let patch: Vec<&str> = dry.out.lines().skip(2).filter(|line| line.starts_with(['-', '+'])).collect();
        let patch: Vec<&str> = patch.iter().map(|line| line.trim_end()).filter(|line| line.len() > 1).collect();
        assert_eq!(patch, expected, "{name}: {arguments:?} --dry-run");
        let checked = desk.cjm(&["check"], "");
        assert!(checked.code < 2, "{checked:?}");
    }
}

#[track_caller]
fn check_refused(arguments: &[&str], code: i32, said: &str) {
    let desk = Desk::with(MAP);
    let ran = desk.cjm(arguments, "");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.trim_end()), (code, "", said), "{arguments:?}");
    assert_eq!(desk.text(), MAP, "{arguments:?}");
}

#[test]
fn a_field_is_set_on_its_line() {
    check(
        &["set", "prices.severity", "4"],
        "wait/food/pain/prices.severity: 3 to 4\n",
        &["-severity = 3", "+severity = 4"],
    );
    check(
        &["set", "wait/food.name", "מסעדות"],
        "wait/food.name: Restaurants to מסעדות\n",
        &["-name = \"Restaurants\"   # by the gates", "+name = \"מסעדות\"   # by the gates"],
    );
    check(&["set", "food.emotion", "-1"], "wait/food.emotion: nothing to -1\n", &["+emotion = -1"]);
    check(
        &["set", "food.thinks", "--no way"],
        "wait/food.thinks: nothing to \"--no way\"\n",
        &["+thinks = \"--no way\""],
    );
    check(&["set", "prices.severity", ""], "wait/food/pain/prices.severity: 3 to nothing\n", &["-severity = 3"]);
    check(&["set", "wait/\"הלל.1\".owner", "Noa"], "wait/\"הלל.1\".owner: nothing to Noa\n", &["+owner = \"Noa\""]);
    check(&["set", "prices.severity", "3"], "nothing changed: it is so already\n", &[]);
}

#[test]
fn things_come_go_and_move() {
    check(
        &["add", "food/pain", "text=Queues", "severity=2"],
        "added wait/food/pain/queues: Queues\n",
        &["+[[stage.touchpoint.pain]]", "+id = \"queues\"", "+text = \"Queues\"", "+severity = 2"],
    );
    check(
        &["add", "stage", "name=Landing = there"],
        "added landing-there: \"Landing = there\"\n",
        &["+[[stage]]", "+id = \"landing-there\"", "+name = \"Landing = there\""],
    );
    check(&["remove", "prices.severity"], "wait/food/pain/prices.severity: 3 to nothing\n", &["-severity = 3"]);
    check(
        &["remove", "prices"],
        "removed wait/food/pain/prices: \"Prices well above those in town\"\n",
        &[
            "-[[stage.touchpoint.pain]]",
            "-id = \"prices\"",
            "-text = \"Prices well above those in town\"",
            "-severity = 3",
        ],
    );
    let desk = Desk::with(MAP);
    assert_eq!(desk.cjm(&["move", "food", "--after", "fly"], "").out, "moved fly/food: Restaurants\n");
    let text = desk.text();
    assert!(text.find("Flying") < text.find("# Where one eats."), "{text}");
    assert_eq!(desk.cjm(&["move", "food", "--before", "wait/\"הלל.1\""], "").out, "moved wait/food: Restaurants\n");
    assert_eq!(
        desk.text().lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        MAP.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>()
    );
}

#[test]
fn a_note_has_its_day_and_its_author() {
    let desk = Desk::with(MAP);
    let ran = desk.cjm(&["note", "food", "- Crowded"], "");
    assert_eq!(ran.out, "added wait/food/note/crowded: \"- Crowded\"\n", "{ran:?}");
    let ran = desk.cjm(&["note", "journey", "-", "--by", "Noa \"N\""], "שורה\nשתיים\n");
    assert_eq!(ran.out, "added note/note-1: \"שורה שתיים\"\n", "{ran:?}");
    let text = desk.text();
    assert!(text.contains("text = \"\"\"\nשורה\nשתיים\"\"\"\n"), "{text}");
    assert!(text.contains("by = \"dana\"\n") && text.contains("by = \"Noa \\\"N\\\"\"\n"), "{text}");
    assert_eq!(text.matches("\ndate = 20").count(), 2);
    fs::create_dir(desk.folder.path().join("cjm")).unwrap();
    fs::write(desk.folder.path().join("cjm/config.toml"), "author = \"Mia\"\n").unwrap();
    desk.cjm(&["note", "food", "again"], "");
    assert!(desk.text().contains("by = \"Mia\"\n"), "{}", desk.text());
}

#[test]
fn what_a_map_says_can_be_asked() {
    let desk = Desk::with(MAP);
    let ask = |address: &str| {
        let ran = desk.cjm(&["get", address], "");
        (ran.code, ran.out, ran.err)
    };
    assert_eq!(ask("prices.severity"), (0, "3\n".to_owned(), String::new()));
    assert_eq!(ask("fly"), (0, "id = fly\nname = Flying\n".to_owned(), String::new()));
    assert_eq!(ask("food.owner"), (1, String::new(), "wait/food.owner is blank\n".to_owned()));
    let unknown = "there is nothing called `fodo` in the map\nhelp: did you mean `wait/food`?\n".to_owned();
    assert_eq!(ask("fodo"), (1, String::new(), unknown));
}

#[test]
fn what_cannot_be_is_refused_with_what_was_expected() {
    check_refused(&["set", "prices.severity", "9"], 2, "error: severity is 9, expected 1 to 5");
    check_refused(
        &["set", "prices.status", "fixd"],
        2,
        "error: status is \"fixd\", expected \"open\", \"planned\", \"fixed\" or \"accepted\"\nhelp: did you mean \"fixed\"?",
    );
    check_refused(
        &["set", "fodo.name", "x"],
        2,
        "error: there is nothing called `fodo.name` in the map\nhelp: did you mean `wait/food`?",
    );
    check_refused(
        &["add", "food/pian", "text=x"],
        2,
        "error: `pian` is no kind of thing, expected one to add\nhelp: did you mean `pain`?",
    );
    check_refused(
        &["add", "food/pain", "severity=2"],
        2,
        "error: a pain point without text, expected text\nhelp: add text=\"...\"",
    );
    check_refused(
        &["remove", "journey"],
        2,
        "error: a map cannot be without its journey\nhelp: remove the file instead",
    );
    check_refused(
        &["remove", "food.name"],
        2,
        "error: a touchpoint needs its name\nhelp: remove the whole of it, or write something else",
    );
}

#[test]
fn a_map_that_cannot_be_written_is_left_alone() {
    let desk = Desk::with(MAP);
    fs::set_permissions(&desk.map, fs::Permissions::from_mode(0o444)).unwrap();
    let ran = desk.cjm(&["set", "prices.severity", "4"], "");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    assert!(ran.err.starts_with("error: ") && ran.err.contains("chmod u+w"), "{ran:?}");
    assert_eq!(desk.text(), MAP);
    let broken = Desk::with(&MAP.replace("severity = 3", "severity = "));
    let ran = broken.cjm(&["set", "food.name", "x"], "");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.err.contains("no value, expected one after the ="), "{ran:?}");
}

#[test]
fn control_characters_of_a_map_do_not_reach_the_screen() {
    let odd = MAP.replace("Restaurants", "Re\\u001b[2Jst").replace("Where one eats", "Where \u{202e}one eats");
    let desk = Desk::with(&odd);
    for arguments in [
        &["get", "food"][..],
        &["get", "food.name"],
        &["remove", "food", "--dry-run"],
        &["set", "food.name", "\u{1b}[2J"],
    ] {
        let ran = desk.cjm(arguments, "");
        assert_eq!(ran.code, 0, "{ran:?}");
        let harmful = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(format!("{}{}", ran.out, ran.err).chars().find(harmful), None, "{arguments:?}: {ran:?}");
    }
    assert!(desk.text().contains("name = \"\\u001B[2J\""), "{}", desk.text());
}

#[test]
fn what_one_gets_can_be_set_again() {
    for map in ["airport", "bakery", "toys"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map).join("journey.toml");
        let text = fs::read_to_string(path).unwrap();
        let desk = Desk::with(&text);
        for address in ["journey.title", "journey.description", "journey.target"] {
            let got = desk.cjm(&["get", address], "");
            if got.code == 1 {
                continue;
            }
            let ran = desk.cjm(&["set", address, got.out.trim_end_matches('\n')], "");
            assert_eq!(ran.out, "nothing changed: it is so already\n", "{map} {address}: {ran:?}");
        }
        assert_eq!(desk.text(), text, "{map}");
    }
}
