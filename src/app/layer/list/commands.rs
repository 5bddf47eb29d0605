//! The commands as lists: by name, and by what they do.

use super::entry::{Goal, ListEntry};
use crate::app::command::{COMMANDS, Command, CommandRow, Heading};
use crate::app::keymap::Keymap;
use crate::app::view::Tone;
use crate::text::Plain;

/// Why each command does not work now, in the order of [`COMMANDS`]; `None` if it does.
pub(in crate::app) type WhyNot = Vec<Option<Plain>>;

/// Is a command of use only while typing or choosing?
fn is_of_a_line(heading: Heading) -> bool {
    matches!(heading, Heading::List | Heading::Typing)
}

/// The commands by name, with the reason beside those that do not work now.
#[must_use]
pub(in crate::app) fn palette(keymap: &Keymap, why_not: &WhyNot) -> Vec<ListEntry> {
    let runnable = COMMANDS.iter().filter(|row| !is_of_a_line(row.heading));
    let entry = |row: &CommandRow| {
        let why = why(why_not, row.command);
        ListEntry {
            text: row.name.into(),
            also: row.sentence.to_owned(),
            aside: why.unwrap_or_else(|| row.sentence.into()),
            key: keymap.shown(row.command).into(),
            tone: tone(why_not, row.command),
            heading: None,
            goal: Goal::Run(row.command),
        }
    };
    runnable.map(entry).collect()
}

/// The commands by what they do, in groups. Those for typing and choosing are explained, not run.
#[must_use]
pub(in crate::app) fn help(keymap: &Keymap, why_not: &WhyNot) -> Vec<ListEntry> {
    let entry = |row: &CommandRow| {
        let scope = keymap.scope(row.command);
        let keys = keymap.keys(scope, row.command).map(|key| format!("{key} {}", key.sign()));
        let place = if row.heading == Heading::List { "in a list" } else { "while typing" };
        let is_told = is_of_a_line(row.heading);
        let why = why(why_not, row.command).filter(|_| !is_told);
        ListEntry {
            text: row.sentence.into(),
            also: format!("{} {}", row.name, keys.collect::<Vec<_>>().join(" ")),
            aside: why.unwrap_or_else(|| row.name.into()),
            key: keymap.shown(row.command).into(),
            tone: if is_told { Tone::Neutral } else { tone(why_not, row.command) },
            heading: Some(row.heading),
            goal: if is_told {
                Goal::Tell(format!("{} does that {place}", keymap.shown(row.command)).into())
            } else {
                Goal::Run(row.command)
            },
        }
    };
    COMMANDS.iter().map(entry).collect()
}

fn why(why_not: &WhyNot, command: Command) -> Option<Plain> {
    why_not.get(command as usize).cloned().flatten()
}

fn tone(why_not: &WhyNot, command: Command) -> Tone {
    if why(why_not, command).is_some() { Tone::Dim } else { Tone::Neutral }
}
