//! Keys: no key twice in a mode, no command without a way to reach it.

use std::collections::BTreeSet;

use super::*;
use crate::source::settings::KeySetting;

fn settings(keys: &[(&str, &[&str])]) -> Settings {
    let keys = keys.iter().enumerate().map(|(idx, (command, keys))| KeySetting {
        command: (*command).to_owned(),
        keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        line: idx + 10,
    });
    Settings { keys: keys.collect(), ..Settings::default() }
}

fn messages(findings: &[Finding]) -> Vec<(usize, &str, &str)> {
    findings.iter().map(|finding| (finding.line, finding.rule.name(), finding.message.as_str())).collect()
}

fn key(text: &str) -> Key {
    text.parse().expect("a key")
}

#[test]
fn a_key_means_one_thing_in_a_scope() {
    let mut seen = BTreeSet::new();
    for row in COMMANDS {
        for (scope, keys) in row.keys {
            assert_eq!(parsed(keys).count(), keys.len(), "`{}` has a key that cannot be read", row.name);
            for key in parsed(keys) {
                assert!(seen.insert((*scope, key)), "{key} twice in {scope:?}");
                assert!(!scope.takes_letters() || key.typed().is_none(), "{key} could not be typed");
            }
        }
    }
}

#[test]
fn every_command_has_a_key() {
    for row in COMMANDS {
        assert!(!row.keys.is_empty(), "{}", row.name);
    }
}

#[test]
fn nothing_but_moves_stands_where_a_split_escape_ends() {
    // An arrow key cut in two arrives as esc, `[`, `B`.
    let harmless = [Command::Back, Command::Out];
    let keymap = Keymap::default();
    for text in ["esc", "[", "O", "A", "B", "C", "D"] {
        if let Some(command) = keymap.command(Scope::Page, key(text)) {
            assert!(harmless.contains(&command), "{text} means {command:?}");
        }
    }
}

#[test]
fn a_user_has_keys_of_her_own() {
    let (keymap, findings) = Keymap::new(&settings(&[("next stage", &["ctrl-right", "L"])]), "settings.toml");
    assert_eq!(messages(&findings), []);
    assert_eq!(keymap.command(Scope::Page, key("L")), Some(Command::NextStage));
    assert_eq!(keymap.command(Scope::Page, key("l")), None);
    assert_eq!(keymap.shown(Command::NextStage), "ctrl-right L");
}

#[test]
fn two_commands_may_swap_their_keys() {
    let (keymap, findings) = Keymap::new(&settings(&[("period", &["m"]), ("metric", &["t"])]), "settings.toml");
    assert_eq!(messages(&findings), []);
    assert_eq!(keymap.command(Scope::Page, key("m")), Some(Command::Period));
    assert_eq!(keymap.command(Scope::Page, key("t")), Some(Command::Metric));
}

#[test]
fn odd_keys_are_findings_and_the_usual_ones_stay() {
    let odd = settings(&[("zoon", &["x"]), ("zoom", &["hyper-x"]), ("find", &["q"]), ("choose", &["x"])]);
    let (keymap, findings) = Keymap::new(&odd, "settings.toml");
    assert_eq!(
        messages(&findings),
        [
            (10, "unknown-command", "there is no command `zoon`"),
            (11, "unknown-key-name", "unknown key `hyper-x` for `zoom`"),
            (12, "key-used-twice", "`q` already means `quit`"),
            (12, "key-used-twice", "`q` already means `out`"),
            (13, "key-types", "`x` types a letter where `choose` is needed"),
        ]
    );
    assert_eq!(findings.first().and_then(|finding| finding.help.as_deref()), Some("write `zoom`"));
    for (command, usual) in
        [(Command::Zoom, "z"), (Command::Find, "/"), (Command::Choose, "enter"), (Command::Quit, "q")]
    {
        assert_eq!(keymap.shown(command), usual);
    }
}

#[test]
fn the_footer_joins_what_belongs_together() {
    let wanted = [
        (Command::PreviousStage, "stage"),
        (Command::NextStage, "stage"),
        (Command::Up, "move"),
        (Command::Down, "move"),
        (Command::Save, "save"),
        (Command::Edit, "edit"),
    ];
    let hints = Keymap::default().hints(Scope::Page, wanted.into_iter());
    let told: Vec<(Vec<&str>, &str)> =
        hints.iter().map(|own| (own.keys.iter().map(|(_, sign)| sign.as_str()).collect(), own.words)).collect();
    assert_eq!(told, [(vec!["←", "→"], "stage"), (vec!["↑", "↓"], "move"), (vec!["e"], "edit")]);
    assert_eq!(hints.first().and_then(|own| own.command(Some(0))), Some(Command::PreviousStage));
    assert_eq!(hints.first().and_then(|own| own.command(None)), Some(Command::NextStage), "its words go on");
}

#[test]
fn a_letter_for_a_command_that_also_works_in_lists_is_no_finding() {
    let (keymap, findings) = Keymap::new(&settings(&[("page down", &["L"])]), "settings.toml");
    assert_eq!(messages(&findings), []);
    assert_eq!(keymap.command(Scope::Page, key("L")), Some(Command::PageDown));
    assert_eq!(keymap.command(Scope::List, key("pgdn")), Some(Command::PageDown), "there it keeps its usual key");
}

#[test]
fn the_table_for_readers_holds_every_command() {
    let table = markdown();
    for row in COMMANDS {
        assert!(table.contains(row.sentence), "{}", row.name);
    }
    assert!(table.contains("| `left` `h` | Go to the stage before |"));
}
