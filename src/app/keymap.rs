//! Which key means which command in which scope: the usual keys and the user's own.
//! Within a scope, a key means one command.

use std::fmt::Write as _;

use super::command::{COMMANDS, Command, Heading, Scope};
use super::key::{Code, Key};
use crate::journey::{Finding, rule as rules};
use crate::source::settings::Settings;

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// In the order of [`COMMANDS`]; the first key of a command is the one shown.
    keys: Vec<(Scope, Key, Command)>,
    /// Does the next stage lie at the left, as in a map that is read from the right?
    is_mirrored: bool,
}

impl Default for Keymap {
    fn default() -> Self {
        let of = |command: Command| {
            let bound = command.row().keys.iter();
            bound.flat_map(move |(scope, keys)| parsed(keys).map(move |key| (*scope, key, command)))
        };
        Self { keys: COMMANDS.iter().flat_map(|row| of(row.command)).collect(), is_mirrored: false }
    }
}

/// The keys of a row; a test makes sure that all of them can be read.
fn parsed(keys: &'static [&'static str]) -> impl Iterator<Item = Key> {
    keys.iter().filter_map(|key| key.parse().ok())
}

/// Keys of the footer that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hinted {
    /// Each with its sign.
    pub keys: Vec<(Command, String)>,
    /// What they do.
    pub words: &'static str,
}

impl Hinted {
    /// What it does that is pointed at: the command of a key, else what the words are most likely meant for.
    #[must_use]
    pub(crate) fn command(&self, key: Option<usize>) -> Option<Command> {
        let on = |command: &Command| matches!(command.row().heading, Heading::Moving | Heading::List);
        let mut commands = self.keys.iter().map(|(command, _)| *command);
        match key {
            Some(nth) => commands.nth(nth),
            // Of two that move, the one that goes on.
            None => commands.clone().next_back().filter(on).or_else(|| commands.next()),
        }
    }
}

impl Keymap {
    /// The usual keys, but the user's own for commands that the settings name. A key that cannot be used is a finding
    /// about `file`; a command left without keys keeps its usual ones.
    #[must_use]
    pub fn new(settings: &Settings, file: &str) -> (Self, Vec<Finding>) {
        let mut keymap = Self::default();
        let mut findings = Vec::new();
        let mut say = |line, rule, message: String, help: Option<String>| {
            findings.push(Finding {
                rule,
                message,
                help,
                file: file.to_owned(),
                line,
                column: usize::from(line > 0),
                excerpt: None,
                address: None,
            });
        };
        let mut own = Vec::new();
        for setting in &settings.keys {
            let Some(command) = Command::named(&setting.command) else {
                say(
                    setting.line,
                    &rules::UNKNOWN_COMMAND,
                    format!("there is no command `{}`", setting.command),
                    closest(&setting.command),
                );
                continue;
            };
            let mut keys = Vec::new();
            for text in &setting.keys {
                match text.parse::<Key>() {
                    Ok(key) => keys.push(key),
                    Err(error) => say(
                        setting.line,
                        &rules::UNKNOWN_KEY_NAME,
                        format!("{error} for `{}`", setting.command),
                        Some("write keys like `j`, `G`, `ctrl-p`, `shift-tab`, `pgdn`".to_owned()),
                    ),
                }
            }
            if !keys.is_empty() {
                keymap.keys.retain(|(_, _, bound)| *bound != command);
                own.push((setting, command, keys));
            }
        }
        for (setting, command, keys) in own {
            for (scope, usual) in command.row().keys {
                let n_before = keymap.keys.len();
                for key in &keys {
                    if let Some(taken) = keymap.command(*scope, *key) {
                        let (rule, help) =
                            (&rules::KEY_USED_TWICE, "choose another key, or give that command another one");
                        let message = format!("`{key}` already means `{}`", taken.name());
                        say(setting.line, rule, message, Some(help.to_owned()));
                    } else if scope.takes_letters() && key.typed().is_some() {
                        // Its other keys are for elsewhere.
                        if !is_of_a_line(command) {
                            continue;
                        }
                        let message = format!("`{key}` types a letter where `{}` is needed", setting.command);
                        say(setting.line, &rules::KEY_TYPES, message, Some("choose a key with ctrl or alt".to_owned()));
                    } else {
                        keymap.keys.push((*scope, *key, command));
                    }
                }
                if keymap.keys.len() == n_before {
                    let free: Vec<Key> = parsed(usual).filter(|key| keymap.command(*scope, *key).is_none()).collect();
                    keymap.keys.extend(free.into_iter().map(|key| (*scope, key, command)));
                }
            }
        }
        // A command may have keys in several scopes: say the same thing once.
        findings.dedup();
        (keymap, findings)
    }

    /// From now on keys that point to a side go to the stage that lies there.
    pub(crate) const fn face(&mut self, is_mirrored: bool) {
        self.is_mirrored = is_mirrored;
    }

    /// The command that a key means in a scope.
    #[must_use]
    pub fn command(&self, scope: Scope, key: Key) -> Option<Command> {
        let bound = |key: Key| {
            self.keys.iter().find(|(bound, held, _)| *bound == scope && *held == key).map(|(_, _, command)| *command)
        };
        let usual = bound(key)?;
        let facing = || bound(key.facing()?).filter(|other| is_sideways(*other));
        if self.is_mirrored && is_sideways(usual) { facing().or(Some(usual)) } else { Some(usual) }
    }

    /// The keys of a command in a scope, the one to show first.
    pub fn keys(&self, scope: Scope, command: Command) -> impl Iterator<Item = Key> {
        let turned = move |key: Key| {
            let facing = || key.facing().filter(|other| self.command(scope, *other) == Some(command));
            if self.is_mirrored && is_sideways(command) { facing().unwrap_or(key) } else { key }
        };
        let bound = self.keys.iter().filter(move |(bound, _, held)| *bound == scope && *held == command);
        bound.map(move |(_, key, _)| turned(*key))
    }

    /// The keys of a command wherever it is bound, as text: `j, down`.
    #[must_use]
    pub fn shown(&self, command: Command) -> String {
        self.keys(self.scope(command), command).map(Key::sign).collect::<Vec<_>>().join(" ")
    }

    /// The scope whose keys are shown for a command: the first that has any; the pen for what is used while typing.
    #[must_use]
    pub fn scope(&self, command: Command) -> Scope {
        let is_typing = command.row().heading == Heading::Typing;
        let mut scopes = Scope::ALL.into_iter().filter(|scope| !is_typing || *scope == Scope::Pen);
        scopes.find(|scope| self.keys(*scope, command).next().is_some()).unwrap_or(Scope::Page)
    }

    /// The footer of a scope: keys and words of these commands, if they have a key there. Neighbors with the same words
    /// are shown as one.
    #[must_use]
    pub(crate) fn hints(&self, scope: Scope, wanted: impl Iterator<Item = (Command, &'static str)>) -> Vec<Hinted> {
        let mut hints: Vec<Hinted> = Vec::new();
        for (command, words) in wanted {
            let Some(key) = self.keys(scope, command).next() else { continue };
            let own = (command, key.sign());
            match hints.last_mut() {
                // The next and the previous stage are shown as one, left before right, whichever way the map is read.
                Some(last) if last.words == words && key.code == Code::Left => last.keys.insert(0, own),
                Some(last) if last.words == words => last.keys.push(own),
                _ => hints.push(Hinted { keys: vec![own], words }),
            }
        }
        hints
    }
}

/// Does a command work nowhere but where letters are typed?
fn is_of_a_line(command: Command) -> bool {
    command.row().keys.iter().all(|(scope, _)| scope.takes_letters())
}

/// Does it go to a stage at one side?
const fn is_sideways(command: Command) -> bool {
    matches!(command, Command::PreviousStage | Command::NextStage)
}

/// The advice to write the closest name, if one is close.
fn closest(name: &str) -> Option<String> {
    let near = COMMANDS.iter().map(|row| (strsim::damerau_levenshtein(row.name, name), row.name)).min()?;
    (near.0 <= 3).then(|| format!("write `{}`", near.1))
}

/// README's table of keys, in the order of the help.
#[must_use]
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut text = String::from("| keys | what they do |\n|---|---|\n");
    let mut heading = None;
    for row in COMMANDS {
        let keys: Vec<String> =
            keymap.keys(keymap.scope(row.command), row.command).map(|key| format!("`{key}`")).collect();
        if heading != Some(row.heading) {
            heading = Some(row.heading);
            let _ = writeln!(text, "| **{}** | |", row.heading.words());
        }
        let _ = writeln!(text, "| {} | {} |", keys.join(" "), row.sentence);
    }
    text
}

#[cfg(test)]
mod tests;
