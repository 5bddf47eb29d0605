//! What is told of a standup, as Markdown for a chat or a wiki.
//! Invariant: nothing is said twice, and there is no heading without something under it.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::markdown::inline;
use super::words::{became, is_place, kind, told};
use super::{Turn, agenda, due};
use crate::journey::diff::{MapChange, What, diff};
use crate::journey::inventory::Inventory;
use crate::journey::{ActionStatus, Address, Map, Noun, PainStatus, ValueKind};

/// The most things told of one owner: a channel is no list of everything.
const MOST: usize = 6;

/// A standup that is over.
#[derive(Clone, Copy, Debug)]
pub struct Meeting<'a> {
    /// The day.
    pub date: Date,
    /// Whole minutes that it took.
    pub minutes: u32,
    /// The touchpoint it was about, where it was about one.
    pub only: Option<&'a str>,
    /// The day of the standup before, and the map as that left it.
    pub last: Option<(Date, &'a Map)>,
    /// The map as it was found.
    pub start: &'a Map,
    /// The map as it was left.
    pub end: &'a Map,
}

/// What changed, what was noted, what is mended since the last one, and what is open by owner.
#[must_use]
pub fn summary(meeting: &Meeting<'_>) -> String {
    let changes = diff(meeting.start, meeting.end);
    let is_note = |change: &MapChange| change.noun == Noun::Note && change.is_new();
    let (notes, changes): (Vec<MapChange>, Vec<MapChange>) = changes.into_iter().partition(is_note);
    let scribe = Scribe { meeting, start: Inventory::new(meeting.start), end: Inventory::new(meeting.end) };
    let mut done = meeting.last.map_or_else(|| changes.clone(), |(_, last)| diff(last, meeting.end));
    done.retain(|change| scribe.is_done(change));
    let mended = match meeting.last {
        Some((date, _)) => format!("Fixed and shipped since {date}"),
        None => "Fixed and shipped".to_owned(),
    };
    let mut text = head(meeting, (changes.len(), notes.len()));
    for (heading, lines) in [
        ("Changed", scribe.changed(&changes, &done)),
        ("Notes", scribe.noted(&notes)),
        (&mended, scribe.mended(&done)),
        ("Open", scribe.open()),
    ] {
        if !lines.is_empty() {
            let _ = write!(text, "\n## {heading}\n\n{}\n", lines.join("\n"));
        }
    }
    text
}

/// Something that changed, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Where it is; of what is gone, where it was.
    pub at: Address,
    /// Its name or text.
    pub words: String,
    /// What became of it: `severity 3 to 4`, `new note`.
    pub said: String,
}

/// What changed in a line each, in the order of the map.
#[must_use]
pub fn changed(start: &Map, end: &Map) -> Vec<Changed> {
    let line = |change: MapChange| Changed { said: became(&change), at: change.at, words: change.words };
    diff(start, end).into_iter().map(line).collect()
}

/// `2 pains fixed`, `1 action shipped`, `3 changes`, `1 note`: what a standup changed, in numbers.
pub(super) fn tally(meeting: &Meeting<'_>) -> Vec<String> {
    let (start, end) = (meeting.start, meeting.end);
    let is_note = |change: &MapChange| change.noun == Noun::Note && change.is_new();
    let is_fixed = |change: &MapChange| change.noun == Noun::Pain && change.came_to(PainStatus::Fixed.word());
    let is_shipped = |change: &MapChange| change.noun == Noun::Action && change.came_to(ActionStatus::Shipped.word());
    let (mut fixed, mut shipped, mut changes, mut notes) = (0, 0, 0, 0);
    for change in diff(start, end) {
        let n = match &change {
            own if is_fixed(own) => &mut fixed,
            own if is_shipped(own) => &mut shipped,
            own if is_note(own) => &mut notes,
            _ => &mut changes,
        };
        *n += 1;
    }
    let said = [
        (fixed, counted(fixed, "pain") + " fixed"),
        (shipped, counted(shipped, "action") + " shipped"),
        (changes, counted(changes, "change")),
        (notes, counted(notes, "note")),
    ];
    said.into_iter().filter(|(n, _)| *n > 0).map(|(_, words)| words).collect()
}

fn head(meeting: &Meeting<'_>, counts: (usize, usize)) -> String {
    let about = meeting.only.and_then(|id| meeting.end.touchpoint(id)).map(|(_, own)| own.name.as_str());
    let title = [Some(meeting.end.title.as_str()), about].into_iter().flatten().map(inline);
    let title: Vec<String> = title.filter(|part| !part.is_empty()).collect();
    let minutes = match meeting.minutes {
        0 => "less than a minute".to_owned(),
        1 => "1 minute".to_owned(),
        n => format!("{n} minutes"),
    };
    let changes = match counts {
        (0, 0) => "nothing changed".to_owned(),
        (n, 0) => counted(n, "change"),
        (0, n) => counted(n, "note"),
        (n, notes) => format!("{}, {}", counted(n, "change"), counted(notes, "note")),
    };
    format!("# Standup: {}\n\n{}, {minutes}, {changes}\n", title.join(", "), meeting.date)
}

/// `1 note`, `2 notes`.
fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Who writes it, with the maps as they were found and left.
struct Scribe<'a> {
    meeting: &'a Meeting<'a>,
    start: Inventory,
    end: Inventory,
}

impl Scribe<'_> {
    /// Was a pain point fixed, or an action shipped?
    fn is_done(&self, change: &MapChange) -> bool {
        let status = match change.noun {
            Noun::Pain => PainStatus::Fixed.word(),
            Noun::Action => ActionStatus::Shipped.word(),
            _ => return false,
        };
        match change.what {
            What::New => self.end.entry(&change.at).is_some_and(|entry| entry.field("status") == Some(status)),
            What::Changed(_) => change.came_to(status),
            What::Gone => false,
        }
    }

    /// Changes by place, with who looks after it.
    fn changed(&self, changes: &[MapChange], done: &[MapChange]) -> Vec<String> {
        let mut groups: Vec<(Address, Vec<String>)> = Vec::new();
        for change in changes {
            // That it is mended is said further down.
            let is_told = done.iter().any(|done| done.at == change.at);
            let Some(line) = self.line(change, is_told) else { continue };
            let place = place(change);
            match groups.iter_mut().find(|(at, _)| *at == place) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((place, vec![line])),
            }
        }
        let mut lines = Vec::new();
        for (at, own) in groups {
            let owner = self.end.owner(&at).map(|owner| format!(" ({})", inline(owner)));
            lines.push(format!("- **{}**{}", self.name(&at), owner.unwrap_or_default()));
            lines.extend(own.into_iter().map(|line| format!("  - {line}")));
        }
        lines
    }

    /// What is said of a change under its place; `None` where all of it is said elsewhere.
    fn line(&self, change: &MapChange, is_told: bool) -> Option<String> {
        let (kind, words) = (kind(change.noun), inline(&change.words));
        match &change.what {
            What::New if is_place(change.noun) => Some(format!("new {kind}")),
            What::New => Some(format!("new {kind}{}: {words}", self.facts(&change.at))),
            What::Gone => Some(format!("deleted {kind}: {words}")),
            What::Changed(turned) => {
                let turned = turned.iter().filter(|turned| !(is_told && turned.field.key == "status"));
                let said = turned.map(|turned| told(turned, inline)).collect::<Vec<_>>().join(", ");
                match said.as_str() {
                    "" => None,
                    said if is_place(change.noun) => Some(said.to_owned()),
                    said => Some(format!("{kind} {said}: {words}")),
                }
            }
        }
    }

    /// `, severity 4, Dana`: what matters of something new.
    fn facts(&self, at: &Address) -> String {
        let fields = self.end.entry(at).map(|entry| entry.fields.as_slice()).unwrap_or_default();
        let mut said = String::new();
        for told in fields {
            let Some(value) = &told.words else { continue };
            let _ = match told.field.kind {
                ValueKind::Whole { .. } | ValueKind::Date => write!(said, ", {} {}", told.field.label(), inline(value)),
                _ if told.field.key == "owner" => write!(said, ", {}", inline(value)),
                _ => Ok(()),
            };
        }
        said
    }

    fn noted(&self, notes: &[MapChange]) -> Vec<String> {
        let line = |change: &MapChange| {
            let by = self.end.entry(&change.at).and_then(|entry| entry.signed.as_deref());
            let by = by.map(|by| format!(" ({})", inline(by))).unwrap_or_default();
            format!("- **{}**: {}{by}", self.name(&place(change)), inline(&change.words))
        };
        notes.iter().map(line).collect()
    }

    fn mended(&self, done: &[MapChange]) -> Vec<String> {
        let line = |change: &MapChange| {
            let shipped = self.end.entry(&change.at).and_then(|entry| entry.signed.as_deref());
            let said = match (change.noun, shipped) {
                (Noun::Pain, _) => "fixed".to_owned(),
                (_, Some(date)) => format!("shipped {date}"),
                (_, None) => "shipped".to_owned(),
            };
            format!("- {said}: {} ({})", inline(&change.words), self.short_name(&place(change)))
        };
        done.iter().map(line).collect()
    }

    /// Who has what before them.
    fn open(&self) -> Vec<String> {
        let turns = agenda(self.meeting.end, self.meeting.date, self.meeting.only);
        let turns: Vec<&Turn> = turns.iter().filter(|turn| turn.noun != Noun::Touchpoint).collect();
        let mut lines = Vec::new();
        for own in turns.chunk_by(|a, b| a.owner == b.owner) {
            let owner = own.first().and_then(|turn| turn.owner.as_deref());
            lines.push(format!("- **{}**", owner.map_or_else(|| "Nobody yet".to_owned(), inline)));
            lines.extend(own.iter().take(MOST).map(|turn| format!("  - {}", self.standing(turn))));
            if own.len() > MOST {
                lines.push(format!("  - and {} more", own.len() - MOST));
            }
        }
        lines
    }

    /// `severity 4: prices (Waiting / Restaurants)`, `action, **due 1 Sep, 3 days ago**: …`, with the place's own name: a channel is narrow.
    fn standing(&self, turn: &Turn) -> String {
        let (mut said, usual) = match (turn.noun, turn.severity) {
            (Noun::Pain, Some(severity)) => (format!("severity {severity}"), PainStatus::Open.word()),
            (Noun::Pain, None) => ("pain point".to_owned(), PainStatus::Open.word()),
            _ => ("action".to_owned(), ActionStatus::Planned.word()),
        };
        if turn.status != usual {
            let _ = write!(said, ", {}", turn.status);
        }
        match turn.due {
            Some(day) if turn.is_overdue => {
                let today = self.meeting.end.day(self.meeting.date);
                let _ = write!(said, ", **{}**", due(day, today));
            }
            Some(day) => {
                let _ = write!(said, ", due {day}");
            }
            None => {}
        }
        format!("{said}: {} ({})", inline(&turn.words), self.short_name(&outer(&turn.at)))
    }

    /// `Waiting / Restaurants`.
    fn name(&self, at: &Address) -> String {
        let stage = at.up_to(1);
        let name = self.short_name(at);
        if at.steps.len() > 1 { format!("{} / {name}", self.short_name(&stage)) } else { name }
    }

    /// `Restaurants`, as it is called now, or was.
    fn short_name(&self, at: &Address) -> String {
        let Some(step) = at.steps.last() else { return "The journey".to_owned() };
        let entry = self.end.entry(at).or_else(|| self.start.entry(at));
        inline(entry.map_or(step.id.as_str(), |entry| entry.words.as_str()))
    }
}

/// The stage, touchpoint or journey that a change is told under.
fn place(change: &MapChange) -> Address {
    if is_place(change.noun) && !matches!(change.what, What::Gone) { change.at.clone() } else { outer(&change.at) }
}

/// What something is in.
fn outer(at: &Address) -> Address {
    let mut at = at.clone();
    at.steps.pop();
    at
}
