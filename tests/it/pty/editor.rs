//! Handing a map to the user's own editor, with editors that are scripts.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::bakery::{Bakery, MAP};
use super::terminal::{Start, Terminal};

/// An editor that is a script: `$MAP` is the last argument, and all of them are written down.
fn script(bakery: &Bakery, name: &str, work: &str) -> String {
    let path = bakery.folder.path().join(name);
    let arguments = bakery.folder.path().join("arguments");
    let text = format!(
        "#!/bin/sh\nfor argument; do printf '%s\\n' \"$argument\"; MAP=$argument; done > '{}'\n{work}\n",
        arguments.to_str().unwrap()
    );
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path.to_str().unwrap().to_owned()
}

/// What the script was called with, one a line.
fn arguments(bakery: &Bakery) -> Vec<String> {
    let text = fs::read_to_string(bakery.folder.path().join("arguments")).unwrap();
    text.lines().map(str::to_owned).collect()
}

#[track_caller]
fn open(start: Start) -> Terminal {
    let mut terminal = start.open();
    terminal.until_shown("Choosing");
    terminal
}

#[test]
fn an_editor_gets_the_line_and_a_terminal_that_is_not_raw() {
    let bakery = Bakery::new();
    let vim = script(&bakery, "vim", "stty -a > \"$MAP.line\"; printf 'I have the terminal\\n'; read answer");
    let mut terminal = open(bakery.start().variable("EDITOR", &format!("'{vim}' -u NONE")));
    terminal.press(b"E");
    terminal.until_shown("I have the terminal");
    assert!(!terminal.screen().alternate_screen(), "the editor is not on the usual screen");
    assert!(!terminal.is_raw());
    // `q` is for the editor, and so is Ctrl-C as long as it runs.
    terminal.press(b"q\n");
    terminal.until("the journey again", |screen| {
        screen.alternate_screen() && super::text(screen).contains("left the map as it was")
    });
    assert!(terminal.is_raw());
    let map = bakery.map().canonicalize().unwrap();
    let line = MAP.lines().position(|line| line.starts_with("name = \"Menu\"")).unwrap();
    let found = arguments(&bakery);
    assert_eq!(
        (&found[..2], &found[3]),
        (["-u", "NONE"].map(str::to_owned).as_slice(), &map.to_str().unwrap().to_owned())
    );
    let told: usize = found[2].strip_prefix('+').unwrap().parse().unwrap();
    assert!((line - 2..=line + 1).contains(&told), "line {told}, the touchpoint's name is on line {}", line + 1);
    let modes = fs::read_to_string(format!("{}.line", bakery.map().to_str().unwrap())).unwrap();
    assert!(modes.contains(" icanon") && modes.contains(" echo "), "{modes}");
    Bakery::quit(&mut terminal);
    assert_eq!(bakery.text(), MAP);
}

#[test]
fn what_an_editor_changed_is_shown_and_can_be_taken_back() {
    let rewriting = [
        ("in place", "sed 's/Menu/Blackboard/' \"$MAP\" > \"$MAP.new\"; cat \"$MAP.new\" > \"$MAP\"; rm \"$MAP.new\""),
        ("by renaming", "sed 's/Menu/Blackboard/' \"$MAP\" > \"$MAP.new\"; mv \"$MAP.new\" \"$MAP\""),
        ("and fails", "sed 's/Menu/Blackboard/' \"$MAP\" > \"$MAP.new\"; mv \"$MAP.new\" \"$MAP\"; exit 3"),
    ];
    for (name, work) in rewriting {
        let bakery = Bakery::new();
        let editor = script(&bakery, "editor", work);
        let mut terminal = open(bakery.start().variable("VISUAL", &format!("'{editor}'")));
        terminal.press(b"E");
        terminal.until_shown("Blackboard");
        if name == "and fails" {
            terminal.until_shown("ended with code 3");
        }
        assert_eq!(bakery.text(), MAP.replace("Menu", "Blackboard"), "{name}");
        terminal.press(b"u");
        terminal.until_shown("undone: edited");
        assert_eq!(bakery.text(), MAP, "{name}");
        terminal.until_shown("Menu");
        Bakery::quit(&mut terminal);
    }
}

#[test]
fn an_editor_that_fails_or_is_missing_is_told_and_nothing_else_happens() {
    let bakery = Bakery::new();
    let failing = script(&bakery, "failing", "exit 7");
    let dying = script(&bakery, "dying", "kill -9 $$");
    let quoted = |path: &str| format!("'{path}'");
    for (editor, expected) in [
        (quoted(&failing), "ended with code 7"),
        (quoted(&dying), "was killed by signal 9"),
        ("no-such-editor --wait".to_owned(), "the editor \"no-such-editor\" is not installed: set $EDITOR"),
        ("vim 'oops".to_owned(), "is no command"),
    ] {
        let mut terminal = open(bakery.start().size(120, 24).variable("EDITOR", &editor));
        terminal.press(b"E");
        terminal.until_shown(expected);
        assert!(terminal.is_raw() && terminal.screen().alternate_screen(), "{editor}");
        terminal.press_and_see(b"?");
        terminal.press_and_see(b"\x1b");
        Bakery::quit(&mut terminal);
    }
    assert_eq!(bakery.text(), MAP);
}

#[test]
fn no_name_of_a_map_is_read_by_a_shell() {
    for name in ["a b.toml", "it's.toml", "a\"b.toml", "$(touch x).toml", "`touch x`.toml", "-R.toml", "a;touch x.toml"]
    {
        let bakery = Bakery::named(name);
        let editor = script(&bakery, "hx", "");
        let mut terminal = open(bakery.start().variable("EDITOR", &format!("'{editor}'")));
        terminal.press(b"E");
        terminal.until_shown("left the map as it was");
        let map = bakery.map().canonicalize().unwrap();
        let found = arguments(&bakery);
        let [place] = found.as_slice() else { panic!("{name}: {found:?}") };
        let (path, line) = place.rsplit_once(':').unwrap();
        assert_eq!(path, map.to_str().unwrap(), "{name}");
        assert!(line.parse::<usize>().is_ok(), "{name}: {place}");
        assert!(!bakery.folder.path().join("x").exists(), "{name}: a shell read it");
        Bakery::quit(&mut terminal);
    }
}

#[test]
fn control_c_in_an_editor_is_for_the_editor() {
    let bakery = Bakery::new();
    let editor = script(&bakery, "editor", "trap 'printf \"not yet\\n\"' INT; printf 'ready\\n'; read a || read a");
    let mut terminal = open(bakery.start().variable("EDITOR", &format!("'{editor}'")));
    terminal.press(b"E");
    terminal.until_shown("ready");
    terminal.press(b"\x03");
    terminal.until_shown("not yet");
    terminal.press(b"\n");
    terminal.until_shown("left the map as it was");
    Bakery::quit(&mut terminal);
}

#[test]
fn control_z_in_an_editor_stops_the_job_and_fg_continues_it() {
    let bakery = Bakery::new();
    // As vim does it: the whole job, and so the program that called it too.
    let work = "printf 'ready\n'; read a; kill -TSTP 0; printf 'goes on\n'; read a";
    let editor = script(&bakery, "editor", work);
    let mut shell = Start::program("sh").variable("PS1", "shell> ").variable("EDITOR", &format!("'{editor}'")).open();
    let map = bakery.map().to_str().unwrap();
    shell.press(format!("set -m; '{}' '{map}'\n", env!("CARGO_BIN_EXE_cjm")).as_bytes());
    shell.until("the map", |screen| screen.alternate_screen() && super::text(screen).contains("Choosing"));
    shell.press(b"E");
    shell.until_shown("ready");
    shell.press(b"\n");
    shell.until_shown("Stopped");
    shell.press(b"fg\n");
    shell.until_shown("goes on");
    assert!(!shell.screen().alternate_screen(), "it drew while the editor had the terminal");
    shell.press(b"\n");
    shell.until("the journey again", |screen| screen.alternate_screen() && super::text(screen).contains("Choosing"));
    shell.press(b"q");
    shell.until("the shell", |screen| !screen.alternate_screen());
    shell.press(b"exit 0\n");
    shell.until_gone();
}
