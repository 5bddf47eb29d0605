//! Text that means to act on a terminal: from a map, a CSV, a file name, an argument, in every output there is.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// Every character that a terminal may act on or that hides others.
fn acts() -> impl Iterator<Item = char> {
    ('\0'..=char::MAX).filter(|c| acts_on_a_terminal(*c))
}

fn acts_on_a_terminal(c: char) -> bool {
    use GeneralCategory as G;
    matches!(c.general_category(), G::Control | G::Format | G::LineSeparator | G::ParagraphSeparator)
}

/// A map in which every text holds some of them, and a source whose header, dates and answers do.
fn hostile(folder: &Path) -> String {
    let all: Vec<char> = acts().collect();
    let quoted = |chars: &[char]| {
        chars.iter().fold(String::new(), |mut text, c| {
            write!(text, "x\\U{:08X}", u32::from(*c)).unwrap();
            text
        })
    };
    let strange = "\u{1b}[2J\u{9b}31m\u{202e}\u{200b}\u{7}";
    let escaped = quoted(&strange.chars().collect::<Vec<_>>());
    let mut map = format!("[journey]\ntitle = \"t{escaped}\"\nobjective = \"{escaped}\"\nlanguage = \"{escaped}\"\n");
    writeln!(map, "owner = \"{escaped}\"\n\"odd{escaped}\" = 1").unwrap();
    writeln!(map, "metrics = [{{ metric = \"nps\", source = \"s\", column = \"c{escaped}\" }}]").unwrap();
    writeln!(map, "[[source]]\nid = \"s\"\nfile = \"data.csv\"\ntime = \"when\"\nsegments = [\"{escaped}\"]").unwrap();
    writeln!(map, "[[source]]\nid = \"u{escaped}\"\nfile = \"no{escaped}.csv\"").unwrap();
    writeln!(map, "[[persona]]\nid = \"p{escaped}\"\nname = \"n{escaped}\"\nquote = \"{escaped}\"").unwrap();
    writeln!(map, "[[stage]]\nid = \"first\"\nname = \"s{escaped}\"\ncustomer_goal = \"{escaped}\"").unwrap();
    for (idx, chars) in all.chunks(8).enumerate() {
        let text = quoted(chars);
        writeln!(map, "[[stage.touchpoint]]\nid = \"t{idx}{text}\"\nname = \"n{text}\"\nchannel = \"{text}\"").unwrap();
        writeln!(map, "does = \"{text}\"\nthinks = \"\"\"{text}\"\"\"\nemotion = 7").unwrap();
        writeln!(map, "metrics = [{{ metric = \"{text}\", source = \"s\", column = \"c\" }}]").unwrap();
        writeln!(map, "[[stage.touchpoint.pain]]\ntext = \"{text}\"\nseverity = 4\nowner = \"{text}\"").unwrap();
        writeln!(map, "[[stage.touchpoint.note]]\ntext = \"{text}\"\nby = \"{text}\"").unwrap();
    }
    // Those that TOML takes as they are, in a comment and in a line that is wrong.
    let raw: String = all.iter().filter(|c| !matches!(c, '\0'..='\u{1f}' | '\u{7f}')).collect();
    writeln!(map, "# {raw}").unwrap();
    let name = format!("map{strange}.toml");
    std::fs::write(folder.join(&name), &map).unwrap();
    std::fs::write(folder.join(format!("broken{strange}.toml")), format!("{map}wrong{raw} = {raw}\n")).unwrap();
    let header: String = strange.chars().flat_map(|c| ['x', c]).collect();
    let csv = format!("when,c{header},c\n{strange},9,{strange}\n2018-01-02,9,{raw}\n2018-13-77,{strange},\n");
    std::fs::write(folder.join("data.csv"), csv).unwrap();
    name
}

#[test]
fn nothing_that_acts_on_a_terminal_gets_out() {
    let folder = tempfile::tempdir().unwrap();
    let name = hostile(folder.path());
    let map = name.as_str();
    let strange = "\u{1b}]0;x\u{7}\u{202e}";
    let outputs: &[&[&str]] = &[
        &["show", map],
        &["show", ".", "--size", "80x24"],
        &["show", map, "--size", "200x100", "--keys", "j j j tab pgdn"],
        &["show", map, "--keys", "?"],
        &["show", map, "--keys", "/ x"],
        &["show", map, "--glyphs", "ascii", "--bidi", "off"],
        &["show", map, "--format", "svg"],
        &["metrics", map],
        &["metrics", map, "--by", "year", "--format", "json"],
        &["metrics", map, "--format", "csv"],
        &["metrics", map, "--where", "c\u{1b}=\u{9b}"],
        &["metrics", map, "--touchpoint", strange],
        &["metrics", map, "--persona", strange],
        &["check", "."],
        &["check", map, "--format", "json"],
        &["check", strange],
        &["show", strange],
        &[strange],
        &["show", map, "--config", strange],
    ];
    let mut said = String::new();
    for arguments in outputs {
        let output = Command::new(env!("CARGO_BIN_EXE_cjm"))
            .args(*arguments)
            .current_dir(folder.path())
            .env("LC_ALL", "C.UTF-8")
            .env("XDG_CONFIG_HOME", folder.path())
            .output()
            .unwrap();
        for (bytes, channel) in [(output.stdout, "stdout"), (output.stderr, "stderr")] {
            let text = String::from_utf8(bytes).unwrap();
            let found = text.chars().find(|c| *c != '\n' && acts_on_a_terminal(*c));
            assert_eq!(found, None, "{arguments:?} lets it out on {channel}");
            said.push_str(&text);
        }
    }
    // The texts were really there: a name on the screen, a reading, a finding of each map.
    for sign in ["n\u{fffd}", "\"metric\":\"nps\"", "[unknown-key]", "[syntax]"] {
        assert!(said.contains(sign), "no output has {sign}");
    }
}

#[test]
fn colored_frames_hold_no_sequence_but_styles() {
    let folder = tempfile::tempdir().unwrap();
    let name = hostile(folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_cjm"))
        .args(["show", &name, "--color", "256", "--keys", "j j"])
        .current_dir(folder.path())
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rests = pieces.map(|piece| {
        let parameters = piece.strip_prefix('[').and_then(|piece| piece.split_once('m'));
        let (parameters, rest) = parameters.unwrap_or(("?", ""));
        assert!(parameters.chars().all(|c| matches!(c, '0'..='9' | ';')), "a sequence that is no style: {piece:?}");
        rest.to_owned()
    });
    for rest in std::iter::once(first).chain(rests) {
        assert_eq!(rest.chars().find(|c| *c != '\n' && acts_on_a_terminal(*c)), None, "{rest:?}");
    }
    assert!(text.contains('\u{1b}'), "there is no color at all");
}
