//! What can be found: everything of a map that has words, with the way to it.
//! Every entry leads to a spot of the map it came from.

use std::borrow::Cow;

use super::entry::{Goal, ListEntry};
use crate::app::library::{Library, Volume};
use crate::app::location::Spot;
use crate::app::naming::{self, position};
use crate::app::view::Tone;
use crate::journey::{Address, Content, Field, Finding, Map, Noun, Role, Thing, ValueKind};
use crate::text::Plain;

/// Collects entries of one map.
struct Finder<'a> {
    label: &'a str,
    /// The map's title, if entries of several maps stand together.
    prefix: Option<&'a str>,
    entries: Vec<ListEntry>,
}

/// Everything in a map, in its order.
#[must_use]
pub(in crate::app) fn in_map(label: &str, map: &Map) -> Vec<ListEntry> {
    let mut finder = Finder { label, prefix: None, entries: Vec::new() };
    finder.map(map);
    finder.entries
}

/// All maps, then everything in those that are read.
#[must_use]
pub(in crate::app) fn in_library(library: &Library) -> Vec<ListEntry> {
    let title = |volume: &Volume| ListEntry {
        text: Plain::new(volume.title()),
        also: volume.label.clone(),
        aside: Plain::from(format!("map · {}", volume.label)),
        key: Plain::default(),
        sign: None,
        tone: Tone::Strong,
        heading: None,
        goal: Goal::Open(volume.label.clone()),
    };
    let mut entries: Vec<ListEntry> = library.volumes.iter().map(title).collect();
    for volume in &library.volumes {
        if let Some(book) = &volume.book {
            let mut finder = Finder { label: &volume.label, prefix: Some(volume.title()), entries: Vec::new() };
            finder.map(&book.map);
            entries.append(&mut finder.entries);
        }
    }
    entries
}

/// The findings; those of maps lead to their place.
pub(in crate::app) fn findings<'a>(found: impl Iterator<Item = (Option<&'a str>, &'a Finding)>) -> Vec<ListEntry> {
    let entry = |(label, finding): (Option<&str>, &Finding)| {
        // What waits for its author begins with what it asks.
        let is_open = finding.severity() == crate::journey::Severity::Advice;
        let place = if is_open { String::new() } else { format!("{} ", position(finding)) };
        let text = Plain::from(format!("{place}{}", finding.message));
        let help = match &finding.help {
            Some(help) => Plain::from(format!("help: {help}")),
            None if is_open => Plain::from(position(finding).trim_end_matches(':').to_owned()),
            None => Plain::default(),
        };
        let goal = match (label, &finding.address) {
            (Some(label), Some(address)) => Goal::Visit(Spot::of(label, address)),
            _ => Goal::Tell(if help.is_empty() { text.clone() } else { help.clone() }),
        };
        let tone = match finding.severity() {
            crate::journey::Severity::Error => Tone::Bad,
            crate::journey::Severity::Warning => Tone::Neutral,
            crate::journey::Severity::Advice => Tone::Dim,
        };
        ListEntry {
            also: finding.rule.name().to_owned(),
            text,
            aside: help,
            key: Plain::default(),
            sign: None,
            tone,
            heading: None,
            goal,
        }
    };
    found.map(entry).collect()
}

impl Finder<'_> {
    fn map(&mut self, map: &Map) {
        let journey = Address::journey();
        let (stages, others): (Vec<_>, Vec<_>) =
            map.lists().into_iter().flatten().partition(|thing| thing.noun() == Some(Noun::Stage));
        for thing in stages.into_iter().chain(others) {
            self.thing(thing, &journey, &[]);
        }
        for ask in &map.asks {
            self.add(&ask.column, naming::noun(Noun::Ask), &[&ask.source], &ask.address());
        }
        for source in &map.sources {
            let words = format!("{} · {}", source.id, source.file);
            self.add(&words, "source", &[], &journey.then(Noun::Source, &source.id));
            // Searching for `sources` finds each of them.
            if let Some(entry) = self.entries.last_mut() {
                entry.also.push_str("sources");
            }
        }
        self.within(map, &journey, &[]);
    }

    /// A thing by its name or text, then what is in it, then what else it says.
    fn thing(&mut self, thing: &dyn Thing, place: &Address, path: &[&str]) {
        let Some(noun) = thing.noun().filter(|_| thing.is_written()) else { return };
        let at = place.then(noun, thing.id());
        // What has no name is called by what else it says.
        let other = || thing.values().into_iter().find_map(|(_, said)| said.words()).unwrap_or_default();
        let title = Some(thing.title()).filter(|title| !title.trim().is_empty()).unwrap_or_else(other);
        self.add(&title, naming::noun(noun), path, &at);
        // Short words, such as who has it, find the thing that they are said of.
        let brief = thing.values().into_iter().filter(|(field, _)| is_brief(field));
        let brief: Vec<Cow<'_, str>> = brief.filter_map(|(_, said)| said.words()).collect();
        if let Some(entry) = self.entries.last_mut() {
            entry.also = brief.join(" ");
        }
        let path: Vec<&str> = path.iter().copied().chain([title.as_ref()]).collect();
        self.within(thing, &at, &path);
    }

    fn within(&mut self, thing: &dyn Thing, at: &Address, path: &[&str]) {
        let values = thing.values();
        // Touchpoints before what is said of their stage.
        for is_place in [true, false] {
            for (field, said) in &values {
                if let (Content::Things(things), false) = (said, field.role == Role::Wiring) {
                    let own = things.iter().filter(|thing| (thing.noun() == Some(Noun::Touchpoint)) == is_place);
                    own.for_each(|thing| self.thing(*thing, at, path));
                }
            }
        }
        for (field, said) in values.into_iter().filter(|(field, _)| field.role == Role::Prose) {
            let label = field.label();
            for text in said.texts() {
                self.add(&text, &label, path, &at.field(field.key));
            }
        }
    }

    fn add(&mut self, text: &str, kind: &str, path: &[&str], at: &Address) {
        let place: Vec<&str> = self.prefix.into_iter().chain(path.iter().copied()).collect();
        let aside = if place.is_empty() { kind.to_owned() } else { format!("{kind} · {}", place.join(" / ")) };
        self.entries.push(ListEntry {
            text: Plain::new(text),
            also: String::new(),
            aside: aside.into(),
            key: Plain::default(),
            sign: None,
            tone: Tone::Neutral,
            heading: None,
            goal: Goal::Visit(Spot::of(self.label, at)),
        });
    }
}

/// Is it said in a word or two?
fn is_brief(field: &Field) -> bool {
    let is_text = matches!(field.kind, ValueKind::Text | ValueKind::Texts | ValueKind::Id | ValueKind::Words(_));
    is_text && field.key != "id" && matches!(field.role, Role::Own | Role::Signed)
}
