//! The commands as lists: by name, and by what they do. What works here comes first.

use super::entry::{Goal, ListEntry};
use crate::app::command::{COMMANDS, Command, CommandRow, Heading};
use crate::app::keymap::Keymap;
use crate::app::state::Recent;
use crate::app::view::{LEGEND, Tone};
use crate::text::Plain;

/// What is known of the commands where a list of them opens.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Offer {
    /// Why each does not work now, in the order of [`COMMANDS`]; `None`, or nothing, if it does.
    pub(in crate::app) why_not: Vec<Option<Plain>>,
    /// Those of the footer, the most important first.
    pub(in crate::app) here: Vec<Command>,
    /// What was chosen before, the newest first.
    pub(in crate::app) recent: Vec<Recent>,
}

impl Offer {
    fn why_not(&self, command: Command) -> Option<Plain> {
        self.why_not.get(command as usize).cloned().flatten()
    }

    fn tone(&self, command: Command) -> Tone {
        if self.why_not(command).is_some() { Tone::Dim } else { Tone::Neutral }
    }

    /// Where an entry of the palette belongs, and its place there.
    fn rank(&self, entry: &ListEntry) -> (Heading, usize) {
        let (recent, command) = match entry.goal {
            Goal::Run(command) => (Recent::Command(command), Some(command)),
            Goal::See(view) => (Recent::View(view), None),
            _ => return (Heading::Rest, 0),
        };
        let works = entry.tone != Tone::Dim;
        let recent = self.recent.iter().position(|own| *own == recent).filter(|_| works);
        let is_named = |own: &Command| own.row().heading != Heading::Moving && *own != Command::Palette;
        let here = command.and_then(|own| self.here.iter().position(|other| *other == own)).filter(|_| works);
        match (recent, here.filter(|_| command.as_ref().is_some_and(is_named))) {
            (Some(nth), _) => (Heading::Recent, nth),
            (None, Some(nth)) => (Heading::Here, nth),
            (None, None) => (Heading::Rest, usize::from(!works)),
        }
    }
}

/// Is a command of use only while typing or choosing?
fn is_of_a_line(heading: Heading) -> bool {
    matches!(heading, Heading::List | Heading::Typing)
}

/// The commands by name, with the reason beside those that do not work now, and the views: what was chosen last, what
/// matters here, and all else.
#[must_use]
pub(in crate::app) fn palette(keymap: &Keymap, offer: &Offer, views: Vec<ListEntry>) -> Vec<ListEntry> {
    let runnable = COMMANDS.iter().filter(|row| !is_of_a_line(row.heading));
    let entry = |row: &CommandRow| {
        let why = offer.why_not(row.command);
        ListEntry {
            text: row.name.into(),
            also: row.sentence.to_owned(),
            aside: why.unwrap_or_else(|| row.sentence.into()),
            key: keymap.shown(row.command).into(),
            sign: None,
            tone: offer.tone(row.command),
            heading: None,
            goal: Goal::Run(row.command),
        }
    };
    let mut entries: Vec<ListEntry> = runnable.map(entry).chain(views).collect();
    entries.sort_by_key(|entry| offer.rank(entry));
    for entry in &mut entries {
        entry.heading = Some(offer.rank(entry).0);
    }
    entries
}

/// The commands by what they do, in groups, those first that matter here, and the signs on the screen. Commands for
/// typing and choosing are explained, not run.
#[must_use]
pub(in crate::app) fn help(keymap: &Keymap, offer: &Offer) -> Vec<ListEntry> {
    let entry = |row: &CommandRow| {
        let scope = keymap.scope(row.command);
        let keys = keymap.keys(scope, row.command).map(|key| format!("{key} {}", key.sign()));
        let place = if row.heading == Heading::List { "in a list" } else { "while typing" };
        let is_told = is_of_a_line(row.heading);
        let why = offer.why_not(row.command).filter(|_| !is_told);
        ListEntry {
            text: row.sentence.into(),
            also: format!("{} {}", row.name, keys.collect::<Vec<_>>().join(" ")),
            aside: why.unwrap_or_else(|| row.name.into()),
            key: keymap.shown(row.command).into(),
            sign: None,
            tone: if is_told { Tone::Neutral } else { offer.tone(row.command) },
            heading: Some(row.heading),
            goal: if is_told {
                Goal::Tell(format!("{} does that {place}", keymap.shown(row.command)).into())
            } else {
                Goal::Run(row.command)
            },
        }
    };
    let here = offer.here.iter().map(|command| ListEntry { heading: Some(Heading::Here), ..entry(command.row()) });
    let rest = COMMANDS.iter().filter(|row| !offer.here.contains(&row.command)).map(entry);
    here.chain(rest).chain(legend()).collect()
}

/// What the signs on the screen mean.
fn legend() -> impl Iterator<Item = ListEntry> {
    LEGEND.iter().map(|(sign, means)| ListEntry {
        text: (*means).into(),
        also: "legend sign glyph".to_owned(),
        aside: Plain::default(),
        key: Plain::default(),
        sign: Some(*sign),
        tone: Tone::Neutral,
        heading: Some(Heading::Signs),
        goal: Goal::Tell((*means).into()),
    })
}
