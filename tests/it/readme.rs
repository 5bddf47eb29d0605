//! README: its picture, its table of keys, its first map and its commands are what it says they are.
//! `UPDATE_DOCS=1 cargo test` writes the picture and the table.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::Command;

use cjm::app::keymap;
use cjm::source::{caret, settings};
use cjm::store::is_table;

use super::pty::terminal::Start;
use super::session::{TODAY, USUAL, open, text};

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// One code block: the section it is in, the words before it, its language and its text.
struct Block {
    section: String,
    before: String,
    language: String,
    text: String,
}

pub(crate) fn readme() -> String {
    std::fs::read_to_string(Path::new(FOLDER).join("README.md")).unwrap()
}

fn blocks() -> Vec<Block> {
    let (mut found, mut section, mut before) = (Vec::new(), String::new(), String::new());
    let readme = readme();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let lines: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let text = lines.join(
                "
",
            ) + "
";
            let before = std::mem::take(&mut before);
            found.push(Block { section: section.clone(), before, language: language.to_owned(), text });
        } else if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        } else {
            before.push_str(line);
        }
    }
    found
}

/// The page is as it should be, or is made so where the user says so.
#[track_caller]
pub(crate) fn check_or_write(path: &Path, is: &str, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() && is != expected {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, expected).unwrap();
        return;
    }
    assert!(is == expected, "{} is out of date; run `UPDATE_DOCS=1 cargo test`", path.to_string_lossy());
}

/// A folder with the example maps and the files of the first map, as README leads to it.
fn as_readme_says() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(Path::new(FOLDER).join("maps"), folder.path().join("maps")).unwrap();
    let mut n_files = 0;
    for block in blocks().iter().filter(|block| block.section.contains("first map")) {
        if let "toml" | "csv" = block.language.as_str() {
            // The file that was named last before the block.
            let ending = format!(".{}", block.language);
            let name = block.before.split('`').rfind(|word| word.ends_with(&ending)).unwrap();
            std::fs::write(folder.path().join(name), &block.text).unwrap();
            n_files += 1;
        }
    }
    assert!(n_files >= 2, "there is no first map");
    folder
}

/// A shell in a folder, with our program on its path and nobody's settings.
fn shell(folder: &Path) -> Command {
    let mut command = Command::new("sh");
    let own: PathBuf = Path::new(env!("CARGO_BIN_EXE_cjm")).parent().unwrap().to_owned();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&others))).unwrap();
    command.current_dir(folder).env("PATH", path).env("XDG_CONFIG_HOME", folder).env("LC_ALL", "C.UTF-8");
    command.env_remove("COLORFGBG").env_remove("NO_COLOR").env_remove("COLORTERM");
    command
}

/// README with what stands between two remarks folded anew.
fn folded(readme: &str, name: &str, table: &str) -> String {
    let (begin, end) = (format!("<!-- {name}"), format!("<!-- /{name} -->"));
    let (before, rest) = readme.split_once(&begin).unwrap();
    let (remark, rest) = rest.split_once("-->\n").unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    format!("{before}{begin}{remark}-->\n{table}{end}{after}")
}

#[test]
fn the_tables_of_keys_and_views_are_those_of_the_program() {
    let readme = readme();
    let expected = folded(&folded(&readme, "keys", &keymap::markdown()), "views", &cjm::app::views_markdown());
    check_or_write(&Path::new(FOLDER).join("README.md"), &readme, &expected);
}

#[test]
fn the_picture_is_what_show_prints() {
    let mut command = shell(Path::new(FOLDER));
    let output = command
        .arg("-c")
        .arg(format!("cjm show maps/toys --size 120x40 --format svg --theme dark --today {TODAY}"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = Path::new(FOLDER).join("tests/frames/readme.svg");
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    check_or_write(&path, &kept, &String::from_utf8(output.stdout).unwrap());
    assert!(readme().contains("](tests/frames/readme.svg)"), "README does not show it");
}

#[test]
fn the_first_map_opens_without_a_finding() {
    let folder = as_readme_says();
    let session = open(folder.path().join("journey.toml"), USUAL);
    let shown = text(&session);
    assert!(["Buying a gift", "Choosing", "Paying"].iter().all(|told| shown.contains(told)), "{shown}");
    let output = shell(folder.path()).args(["-c", "cjm check journey.toml"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_settings_are_understood() {
    let written = blocks().into_iter().find(|block| block.section == "Settings" && block.language == "toml").unwrap();
    let (read, mut findings) = settings::parse("config.toml", &written.text);
    findings.extend(keymap::Keymap::new(&read, "config.toml").1);
    let told: Vec<String> = findings.iter().map(caret::render).collect();
    assert!(told.is_empty(), "{}", told.concat());
}

#[test]
fn every_command_runs() {
    let folder = as_readme_says();
    let blocks = blocks();
    let shells = blocks.iter().filter(|block| block.language == "sh");
    let commands: Vec<&str> =
        shells.flat_map(|block| block.text.lines()).filter(|line| line.starts_with("cjm ")).collect();
    assert!(commands.len() >= 8, "{commands:?}");
    for command in commands {
        let words = command.split('#').next().unwrap().trim();
        let argument = words.split_whitespace().nth(1).unwrap();
        let path = folder.path().join(argument);
        if path.exists() {
            // What can be opened is explored; all else is a subcommand.
            let mut terminal = Start::cjm(&[path.to_str().unwrap()]).open();
            terminal.until_shown("help");
            terminal.press(b"q");
            if is_table(&path) {
                // Of a proposal it is asked where to put it: nowhere is the row below.
                terminal.until_shown("where to put it");
                terminal.press(b"\x1b[B\r");
            }
            assert_eq!(terminal.until_gone(), 0, "{words}");
        } else {
            let output = shell(folder.path()).args(["-c", words]).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{words}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
