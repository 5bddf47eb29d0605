//! Which key means which command, and everything folded from it: footer, help, palette, README.
//! Must not know what a command does. Invariant: in a [`Keymap`] a key of a scope means one command.

use std::fmt::Write as _;

use super::command::{COMMANDS, Command, Stroke};
use super::key::Key;
use crate::journey::{Finding, rule as rules};
use crate::source::settings::Settings;

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// On the shelf or in a journey.
    Browse,
    /// In a list with a line to type in.
    Picker,
    /// Where something is typed into the map.
    Pen,
    /// Where something is to be decided; what there is to choose has letters of its own.
    Card,
    /// Where comments are read.
    Comments,
}

impl Scope {
    /// Does a letter mean itself there?
    const fn takes_letters(self) -> bool {
        !matches!(self, Self::Browse | Self::Comments)
    }
}

/// One row of [`BINDINGS`].
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where.
    pub scope: Scope,
    /// The keys, the one to show first.
    pub keys: &'static [&'static str],
    /// What they mean.
    pub command: Command,
    /// The words in the footer; empty: not in the footer. Neighbors with the same words are shown as one.
    pub footer: &'static str,
}

const fn on(scope: Scope, keys: &'static [&'static str], command: Command, footer: &'static str) -> Binding {
    Binding { scope, keys, command, footer }
}

use Scope::{Browse, Card, Comments, Pen, Picker};

/// The usual keys. The order is that of the footer, best first.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    on(Browse, &["left", "h"],              Command::PreviousStage,   "stage"),
    on(Browse, &["right", "l"],             Command::NextStage,       "stage"),
    on(Browse, &["up", "k"],                Command::Up,              "move"),
    on(Browse, &["down", "j"],              Command::Down,            "move"),
    on(Browse, &["enter"],                  Command::Enter,           "open"),
    on(Browse, &["e"],                      Command::Edit,            "edit"),
    on(Browse, &["?", "f1"],                Command::Help,            "help"),
    on(Browse, &["u"],                      Command::Undo,            "undo"),
    on(Browse, &["a"],                      Command::Add,             "add"),
    on(Browse, &["esc"],                    Command::Out,             "out"),
    on(Browse, &["x"],                      Command::Cycle,           "next state"),
    on(Browse, &["+", "="],                 Command::Raise,           "raise, lower"),
    on(Browse, &["-"],                      Command::Lower,           "raise, lower"),
    on(Browse, &["d"],                      Command::Delete,          "delete"),
    on(Browse, &["o"],                      Command::Owner,           "owner"),
    on(Browse, &["ctrl-r"],                 Command::Redo,            "redo"),
    on(Browse, &["/"],                      Command::Find,            "find"),
    on(Browse, &["c"],                      Command::Comments,        "comments"),
    on(Browse, &["n"],                      Command::NextMatch,       "match"),
    on(Browse, &["N"],                      Command::PreviousMatch,   "match"),
    on(Browse, &["tab"],                    Command::NextPane,        "pane"),
    on(Browse, &["shift-tab"],              Command::PreviousPane,    ""),
    on(Browse, &[":", "ctrl-p"],            Command::Palette,         "commands"),
    on(Browse, &["p"],                      Command::NextPersona,     "persona"),
    on(Browse, &["P"],                      Command::PreviousPersona, ""),
    on(Browse, &["t"],                      Command::Period,          "period"),
    on(Browse, &["m"],                      Command::Metric,          "metric"),
    on(Browse, &["w"],                      Command::Worst,           "worst"),
    on(Browse, &["i"],                      Command::About,           "about"),
    on(Browse, &["z"],                      Command::Zoom,            "zoom"),
    on(Browse, &["S"],                      Command::Standup,         ""),
    on(Browse, &["!"],                      Command::Findings,        "findings"),
    on(Browse, &["["],                      Command::Back,            "back"),
    on(Browse, &["]"],                      Command::Forward,         ""),
    on(Browse, &["r"],                      Command::Reload,          ""),
    on(Browse, &["q"],                      Command::Quit,            "quit"),
    on(Browse, &["J"],                      Command::MoveDown,        ""),
    on(Browse, &["K"],                      Command::MoveUp,          ""),
    on(Browse, &["E"],                      Command::Editor,          ""),
    on(Browse, &["U"],                      Command::History,         ""),
    on(Browse, &["1"],                      Command::Stages,          ""),
    on(Browse, &["2"],                      Command::Touchpoints,     ""),
    on(Browse, &["3"],                      Command::Detail,          ""),
    on(Browse, &["home", "g"],              Command::First,           ""),
    on(Browse, &["end", "G"],               Command::Last,            ""),
    on(Browse, &["pgdn", "space", "ctrl-f"], Command::PageDown,       ""),
    on(Browse, &["pgup", "ctrl-b"],         Command::PageUp,          ""),
    on(Browse, &["ctrl-d"],                 Command::HalfDown,        ""),
    on(Browse, &["ctrl-u"],                 Command::HalfUp,          ""),
    on(Browse, &["H", "backspace"],         Command::Shelf,           ""),
    on(Browse, &["M"],                      Command::Mouse,           ""),
    on(Browse, &["b"],                      Command::Bidi,            ""),
    on(Browse, &["ctrl-c"],                 Command::Cancel,          ""),
    on(Browse, &["ctrl-z"],                 Command::Suspend,         ""),
    on(Picker, &["enter"],                  Command::Choose,          "choose"),
    on(Picker, &["esc", "ctrl-c"],          Command::Close,           "close"),
    on(Picker, &["up", "ctrl-p"],           Command::PreviousRow,     "move"),
    on(Picker, &["down", "ctrl-n"],         Command::NextRow,         "move"),
    on(Picker, &["pgup"],                   Command::PageRowsUp,      ""),
    on(Picker, &["pgdn"],                   Command::PageRowsDown,    ""),
    on(Picker, &["backspace", "ctrl-h"],    Command::Write(Stroke::Erase), ""),
    on(Picker, &["ctrl-w", "alt-backspace"], Command::Write(Stroke::EraseWord), ""),
    on(Picker, &["ctrl-u"],                 Command::Write(Stroke::EraseLine), "erase"),
    on(Picker, &["ctrl-z"],                 Command::Suspend,         ""),
    on(Pen, &["enter"],                     Command::Write(Stroke::Finish), "save"),
    on(Pen, &["esc", "ctrl-c"],             Command::Write(Stroke::Leave), "leave"),
    on(Pen, &["alt-enter", "ctrl-j"],       Command::Write(Stroke::Break), "new line"),
    on(Pen, &["ctrl-o"],                    Command::Write(Stroke::Other), "other words"),
    on(Pen, &["ctrl-u"],                    Command::Write(Stroke::EraseLine), "erase line"),
    on(Pen, &["ctrl-y"],                    Command::Write(Stroke::PutBack), ""),
    on(Pen, &["left", "ctrl-b"],            Command::Write(Stroke::Left), ""),
    on(Pen, &["right", "ctrl-f"],           Command::Write(Stroke::Right), ""),
    on(Pen, &["ctrl-left", "alt-b"], Command::Write(Stroke::WordLeft), ""),
    on(Pen, &["ctrl-right", "alt-f"], Command::Write(Stroke::WordRight), ""),
    on(Pen, &["up", "ctrl-p"],              Command::Write(Stroke::Up), ""),
    on(Pen, &["down", "ctrl-n"],            Command::Write(Stroke::Down), ""),
    on(Pen, &["home", "ctrl-a"],            Command::Write(Stroke::Start), ""),
    on(Pen, &["end", "ctrl-e"],             Command::Write(Stroke::End), ""),
    on(Pen, &["backspace", "ctrl-h"],       Command::Write(Stroke::Erase), ""),
    on(Pen, &["delete", "ctrl-d"],          Command::Write(Stroke::EraseNext), ""),
    on(Pen, &["ctrl-w", "alt-backspace"],   Command::Write(Stroke::EraseWord), ""),
    on(Pen, &["ctrl-k"],                    Command::Write(Stroke::EraseRest), ""),
    on(Pen, &["ctrl-z"],                    Command::Suspend,         ""),
    on(Card, &["enter"],                    Command::Choose,          "choose"),
    on(Card, &["esc", "ctrl-c"],            Command::Close,           "later"),
    on(Card, &["up", "left", "ctrl-p"],     Command::PreviousRow,     "move"),
    on(Card, &["down", "right", "ctrl-n"],  Command::NextRow,         "move"),
    on(Card, &["ctrl-z"],                   Command::Suspend,         ""),
    on(Comments, &["up", "k"],              Command::Up,              "move"),
    on(Comments, &["down", "j"],            Command::Down,            "move"),
    on(Comments, &["s", "tab"],             Command::Order,           "order"),
    on(Comments, &["/"],                    Command::Find,            "find"),
    on(Comments, &["n"],                    Command::NextMatch,       "match"),
    on(Comments, &["N"],                    Command::PreviousMatch,   "match"),
    on(Comments, &["esc", "c", "ctrl-c"],   Command::Out,             "back"),
    on(Comments, &["?", "f1"],              Command::Help,            "help"),
    on(Comments, &["p"],                    Command::NextPersona,     "persona"),
    on(Comments, &[":", "ctrl-p"],          Command::Palette,         "commands"),
    on(Comments, &["P"],                    Command::PreviousPersona, ""),
    on(Comments, &["q"],                    Command::Quit,            "quit"),
    on(Comments, &["home", "g"],            Command::First,           ""),
    on(Comments, &["end", "G"],             Command::Last,            ""),
    on(Comments, &["pgdn", "space", "ctrl-f"], Command::PageDown,     ""),
    on(Comments, &["pgup", "ctrl-b"],       Command::PageUp,          ""),
    on(Comments, &["ctrl-d"],               Command::HalfDown,        ""),
    on(Comments, &["ctrl-u"],               Command::HalfUp,          ""),
    on(Comments, &["r"],                    Command::Reload,          ""),
    on(Comments, &["M"],                    Command::Mouse,           ""),
    on(Comments, &["b"],                    Command::Bidi,            ""),
    on(Comments, &["ctrl-z"],               Command::Suspend,         ""),
];

/// Scopes in the order in which a command's keys are looked for, to be shown.
const SCOPES: [Scope; 5] = [Browse, Picker, Pen, Card, Comments];

/// The keys in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// In the order of [`BINDINGS`]; the first key of a command is the one shown.
    keys: Vec<(Scope, Key, Command)>,
}

impl Default for Keymap {
    fn default() -> Self {
        let keys = BINDINGS
            .iter()
            .flat_map(|binding| parsed(binding).into_iter().map(move |key| (binding.scope, key, binding.command)));
        Self { keys: keys.collect() }
    }
}

/// The keys of a row; a test holds that all of them can be read.
fn parsed(binding: &Binding) -> Vec<Key> {
    binding.keys.iter().filter_map(|key| key.parse().ok()).collect()
}

impl Keymap {
    /// The usual keys with the user's own in place of those of the commands they name.
    /// What cannot be used is a finding about `file`, and the command keeps its usual keys.
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
            for binding in BINDINGS.iter().filter(|binding| binding.command == command) {
                let n_before = keymap.keys.len();
                for key in &keys {
                    if let Some(taken) = keymap.command(binding.scope, *key) {
                        let (rule, help) =
                            (&rules::KEY_USED_TWICE, "choose another key, or give that command another one");
                        let message = format!("`{key}` already means `{}`", taken.name());
                        say(setting.line, rule, message, Some(help.to_owned()));
                    } else if binding.scope.takes_letters() && key.typed().is_some() {
                        let message = format!("`{key}` types a letter where `{}` is needed", setting.command);
                        say(setting.line, &rules::KEY_TYPES, message, Some("choose a key with ctrl or alt".to_owned()));
                    } else {
                        keymap.keys.push((binding.scope, *key, command));
                    }
                }
                if keymap.keys.len() == n_before {
                    let usual = parsed(binding).into_iter();
                    let free: Vec<Key> = usual.filter(|key| keymap.command(binding.scope, *key).is_none()).collect();
                    keymap.keys.extend(free.into_iter().map(|key| (binding.scope, key, command)));
                }
            }
        }
        // A command may have a row in several scopes, and one thing to say about all of them.
        findings.dedup();
        (keymap, findings)
    }

    /// What a key means.
    #[must_use]
    pub fn command(&self, scope: Scope, key: Key) -> Option<Command> {
        self.keys.iter().find(|(bound, held, _)| *bound == scope && *held == key).map(|(_, _, command)| *command)
    }

    /// The keys of a command in a scope, the one to show first.
    pub fn keys(&self, scope: Scope, command: Command) -> impl Iterator<Item = Key> {
        self.keys.iter().filter(move |(bound, _, held)| *bound == scope && *held == command).map(|(_, key, _)| *key)
    }

    /// The keys of a command wherever it is bound, as text: `j, down`.
    #[must_use]
    pub fn shown(&self, command: Command) -> String {
        self.keys(self.scope(command), command).map(Key::sign).collect::<Vec<_>>().join(" ")
    }

    /// Where a command is at home; what is typed is so where the map is edited.
    #[must_use]
    pub fn scope(&self, command: Command) -> Scope {
        let is_typing = matches!(command, Command::Write(_));
        let mut scopes = SCOPES.into_iter().filter(|scope| !is_typing || *scope == Pen);
        scopes.find(|scope| self.keys(*scope, command).next().is_some()).unwrap_or(Browse)
    }

    /// The footer of a scope: keys and words of the commands that matter, best first.
    #[must_use]
    pub fn hints(&self, scope: Scope, matters: impl Fn(Command) -> bool) -> Vec<(String, &'static str)> {
        self.hints_after(&[], scope, matters)
    }

    /// The footer with some commands and their words at its head.
    #[must_use]
    pub fn hints_after(
        &self,
        head: &[(Command, &'static str)],
        scope: Scope,
        matters: impl Fn(Command) -> bool,
    ) -> Vec<(String, &'static str)> {
        let usual = BINDINGS.iter().filter(|row| row.scope == scope && !row.footer.is_empty());
        let usual = usual.map(|row| (row.command, row.footer));
        let usual = usual.filter(|(command, _)| !head.iter().any(|(own, _)| own == command));
        let mut hints: Vec<(String, &'static str)> = Vec::new();
        for (command, footer) in head.iter().copied().chain(usual) {
            let Some(key) = self.keys(scope, command).next().filter(|_| matters(command)) else { continue };
            let sign = key.sign();
            match hints.last_mut() {
                Some((keys, words)) if *words == footer => {
                    if sign.chars().count() > 1 || keys.chars().count() > 1 {
                        keys.push('/');
                    }
                    keys.push_str(&sign);
                }
                _ => hints.push((sign, footer)),
            }
        }
        hints
    }
}

/// "did you mean", where a name is close.
fn closest(name: &str) -> Option<String> {
    let near = COMMANDS.iter().map(|entry| (strsim::damerau_levenshtein(entry.name, name), entry.name)).min()?;
    (near.0 <= 3).then(|| format!("write `{}`", near.1))
}

/// README's table of keys, in the order of the help.
#[must_use]
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut text = String::from("| keys | what they do |\n|---|---|\n");
    let mut heading = None;
    for entry in COMMANDS {
        let keys: Vec<String> =
            keymap.keys(keymap.scope(entry.command), entry.command).map(|key| format!("`{key}`")).collect();
        if heading != Some(entry.heading) {
            heading = Some(entry.heading);
            let _ = writeln!(text, "| **{}** | |", entry.heading.words());
        }
        let _ = writeln!(text, "| {} | {} |", keys.join(" "), entry.sentence);
    }
    text
}

#[cfg(test)]
mod tests;
