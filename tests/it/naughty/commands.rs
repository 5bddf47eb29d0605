//! Every subcommand of the real binary on naughty maps, files and arguments.
//! Must not know what a frame looks like. Invariant: what is wrong is told, and never by a panic.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::process::{Command, Output, Stdio};

use naughty_strings::BLNS;
use serde_json::Value;

use super::scribe::Scribe;
use super::{Library, harm, save};

/// What tells that a terminal opens the addresses behind words.
const LINKING: [&str; 5] = ["TERM_PROGRAM", "VTE_VERSION", "KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION"];

/// Runs the program; its output is harmless, `is_styled` or not.
#[track_caller]
pub(super) fn run<A: AsRef<OsStr>>(arguments: &[A], is_styled: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.env_remove("NO_COLOR").env_remove("COLORTERM").env("LC_ALL", "C.UTF-8").env("TERM", "xterm-256color");
    for name in LINKING {
        command.env_remove(name);
    }
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no-settings"));
    let output = command.output().unwrap();
    let words: Vec<_> = arguments.iter().map(|argument| argument.as_ref().to_string_lossy()).collect();
    let name = format!("cjm {}", words.join(" ").chars().take(200).collect::<String>());
    let read = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| panic!("{name:?} prints no UTF-8"));
    let (out, err) = (read(&output.stdout), read(&output.stderr));
    if is_styled {
        harm::check_styled(&name, &out);
    } else {
        harm::check_text(&name, &out);
    }
    harm::check_text(&name, &err);
    assert!(matches!(output.status.code(), Some(0..=2)), "{name:?} ends with {}: {err}", output.status);
    output
}

const TOURS: &[&str] = &["", "enter enter G", "i G", "!", "! pgdn pgdn", "/", "w p t m z"];

#[test]
fn frames_of_naughty_maps_are_harmless() {
    let library = Library::write();
    for map in library.paths() {
        let show = |more: &[&str], is_styled| {
            let mut arguments = vec![OsString::from("show"), map.into()];
            arguments.extend(more.iter().map(OsString::from));
            assert_eq!(run(&arguments, is_styled).status.code(), Some(0), "{arguments:?}");
        };
        for keys in TOURS {
            show(&["--color", "never", "--size", "80x24", "--keys", keys], false);
        }
        show(&["--color", "16", "--keys", "enter"], true);
        show(&["--format", "ansi", "--color", "true", "--size", "200x100"], true);
        show(&["--format", "svg", "--size", "200x100"], false);
        show(&["--glyphs", "ascii", "--bidi", "off", "--color", "never"], false);
    }
}

#[test]
fn findings_of_naughty_maps_are_harmless() {
    let library = Library::write();
    for map in library.paths() {
        for format in ["text", "json"] {
            let arguments: [&OsStr; 4] = ["check".as_ref(), map.as_ref(), "--format".as_ref(), format.as_ref()];
            let output = run(&arguments, false);
            assert_eq!(output.status.code(), Some(1), "{}: nothing is odd", map.to_string_lossy());
            if format == "json" {
                let findings: Value = serde_json::from_slice(&output.stdout).unwrap();
                assert!(!findings.as_array().unwrap().is_empty());
            }
        }
    }
}

#[test]
fn readings_of_naughty_maps_are_harmless_and_lose_nothing() {
    let library = Library::write();
    for (map, touchpoint) in &library.sound {
        for more in [&["--format", "table"][..], &["--format", "csv"], &["--by", "year"], &["--where", "no\u{9b}ne=1"]]
        {
            let mut arguments = vec![OsString::from("metrics"), map.into()];
            arguments.extend(more.iter().map(OsString::from));
            run(&arguments, false);
        }
        let arguments = [OsStr::new("metrics"), map.as_ref(), "--format".as_ref(), "json".as_ref()];
        let output = run(&arguments, false);
        assert!(!output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let readings = told["readings"].as_array().unwrap();
        let has_id = readings.iter().any(|reading| reading["touchpoint"] == **touchpoint);
        assert!(has_id, "no reading of {touchpoint:?} in {readings:?}");
    }
}

/// A small map with a persona, a touchpoint and a metric.
fn small() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path(), "journey.toml", cjm::source::format::examples::FIRST);
    save(folder.path(), "survey.csv", "date,checkout\n2026-01-01,5\n2026-01-02,3\n");
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

#[test]
fn naughty_settings_are_harmless() {
    let (folder, map) = small();
    let mut scribe = Scribe::new(BLNS);
    let mut settings = Vec::new();
    while scribe.n_used() < BLNS.len() {
        settings.push(scribe.settings());
    }
    settings.extend(BLNS.chunks(60).map(|strings| strings.join("\n")));
    for (idx, text) in settings.iter().enumerate() {
        let path = save(folder.path(), &format!("{idx}.toml"), text);
        let arguments = ["show", &map, "--color", "never", "--keys", "! pgdn", "--config", path.to_str().unwrap()];
        run(&arguments, false);
    }
}

#[test]
fn naughty_arguments_are_harmless() {
    let (_folder, map) = small();
    // What stands for the map, and for what is naughty.
    let places = [
        "ODD",
        "show ODD",
        "check ODD",
        "metrics ODD",
        "completions ODD",
        "man ODD",
        "--ODD",
        "show MAP --keys=ODD",
        "show MAP --color=never --keys=/ODD",
        "show MAP --size=ODD",
        "show MAP --config=ODD",
        "show MAP --today=ODD",
        "show MAP --theme=ODD",
        "metrics MAP --where=ODD=ODD",
        "metrics MAP --touchpoint=ODD",
        "metrics MAP --metric=ODD",
        "metrics MAP --persona=ODD",
        "metrics MAP --since=ODD",
        "metrics MAP --by=ODD",
        "check MAP --format=ODD",
        "get MAP ODD",
        "set MAP ODD x --dry-run",
        "set MAP journey.title ODD --dry-run",
        "add MAP stage name=ODD ODD=x --dry-run",
        "note MAP journey ODD --by=ODD --dry-run",
        "remove MAP ODD --dry-run",
        "move MAP ODD --before ODD --dry-run",
    ];
    let place = |place: &str, odd: &str| -> Vec<String> {
        place
            .split(' ')
            .map(|word| word.replace("MAP", &map).replace("/ODD", "/ text:ODD").replace("ODD", odd))
            .collect()
    };
    // No argument holds a NUL.
    for (idx, odd) in BLNS.iter().filter(|odd| !odd.contains('\0')).enumerate() {
        let is_harmful = odd.chars().any(harm::is_harmful);
        for (place_idx, words) in places.iter().enumerate() {
            // Harm is tried everywhere, the rest in one place each.
            if is_harmful || idx % places.len() == place_idx {
                run(&place(words, odd), false);
            }
        }
    }
}

#[test]
fn help_and_what_is_generated_is_harmless() {
    for subcommand in
        ["show", "metrics", "check", "bind", "get", "set", "add", "note", "remove", "move", "completions", "man"]
    {
        run(&[subcommand, "--help"], false);
    }
    // The explorer has no terminal here.
    assert_eq!(run::<&str>(&[], false).status.code(), Some(2));
    for arguments in [&["--help"][..], &["--version"], &["check", "--list"], &["man"]] {
        run(arguments, false);
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        run(&["completions", shell], false);
    }
}

#[test]
fn addresses_lead_out_of_a_frame_and_never_harm() {
    let folder = tempfile::tempdir().unwrap();
    let mut map = "[journey]\ntitle = \"Links\"\n".to_owned();
    for odd in BLNS {
        let (href, reference) = (Value::from(format!("https://a.org/{odd}")), Value::from(*odd));
        let (href, reference) = (basic(&href), basic(&reference));
        writeln!(map, "[[journey.evidence]]\nkind = \"survey\"\nref = {reference}\nhref = {href}").unwrap();
    }
    let map = save(folder.path(), "journey.toml", &map);
    let shown = |format: &str, session: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
        command.args(["about", map.to_str().unwrap(), "--format", format, "--color", "16"]).stdin(Stdio::null());
        command.env("TERM", "xterm").env("LC_ALL", "C.UTF-8");
        for name in LINKING {
            command.env_remove(name);
        }
        command.envs(session.map(|session| ("WT_SESSION", session)));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let linked = shown("ansi", Some("1"));
    let mut parts = linked.split("\x1b]8;");
    let mut rest = parts.next().unwrap().to_owned();
    let mut n_links = 0;
    for part in parts {
        let (turn, words) = part.split_once("\x1b\\").expect("it ends");
        assert!(turn == ";" || turn.starts_with("id=cjm;https://a.org/"), "{turn:?}");
        assert!(turn.bytes().all(|byte| byte.is_ascii_graphic()), "{turn:?}");
        n_links += usize::from(turn != ";");
        rest.push_str(words);
    }
    assert!(n_links > 100, "{n_links} links");
    harm::check_styled("cjm about", &rest);
    assert!(rest == shown("ansi", None), "something else differs");
    harm::check_text("cjm about --format text", &shown("text", Some("1")));
}

/// A text as TOML has it.
fn basic(text: &Value) -> String {
    text.to_string().replace('\u{7f}', "\\u007f")
}
