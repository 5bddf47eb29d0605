//! What can be found: everything of a map that has words, with the way to it.
//! Every entry leads to a spot of the map it came from.

use super::entry::{Goal, ListEntry};
use crate::app::library::{Library, Volume};
use crate::app::location::Spot;
use crate::app::naming::position;
use crate::app::view::Tone;
use crate::journey::{Action, Address, Finding, Map, Note, Noun, Stage, Touchpoint};
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
        let text = Plain::from(format!("{} {}", position(finding), finding.message));
        let help = finding.help.as_ref().map(|help| Plain::from(format!("help: {help}"))).unwrap_or_default();
        let goal = match (label, &finding.address) {
            (Some(label), Some(address)) => Goal::Visit(Spot::of(label, address)),
            _ => Goal::Tell(if help.is_empty() { text.clone() } else { help.clone() }),
        };
        let tone = match finding.severity() {
            crate::journey::Severity::Error => Tone::Bad,
            crate::journey::Severity::Warning => Tone::Neutral,
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
        for stage in &map.stages {
            self.stage(stage);
        }
        let journey = Address::journey();
        for persona in &map.personas {
            let at = journey.then(Noun::Persona, &persona.id);
            self.add(&persona.name, "persona", &[], &at);
            if let Some(quote) = &persona.quote {
                self.add(quote, "quote", &[&persona.name], &at.field("quote"));
            }
            for (kind, texts, key) in [
                ("motivation", &persona.motivations, "motivations"),
                ("expectation", &persona.expectations, "expectations"),
                ("frustration", &persona.frustrations, "frustrations"),
                ("goal", &persona.goals, "goals"),
            ] {
                for text in texts {
                    self.add(text, kind, &[&persona.name], &at.field(key));
                }
            }
        }
        for scenario in &map.scenarios {
            self.add(&scenario.name, "scenario", &[], &journey.then(Noun::Scenario, &scenario.id));
        }
        for source in &map.sources {
            let words = format!("{} · {}", source.id, source.file);
            self.add(&words, "source", &[], &journey.then(Noun::Source, &source.id));
            // Searching for `sources` finds each of them.
            if let Some(entry) = self.entries.last_mut() {
                entry.also.push_str("sources");
            }
        }
        self.claims(&map.notes, &map.actions, &[], &journey);
    }

    fn stage(&mut self, stage: &Stage) {
        let here = Address::journey().then(Noun::Stage, &stage.id);
        self.add(&stage.name, "stage", &[], &here);
        for touchpoint in &stage.touchpoints {
            self.touchpoint(stage, touchpoint, &here.then(Noun::Touchpoint, &touchpoint.id));
        }
        self.claims(&stage.notes, &[], &[&stage.name], &here);
    }

    fn touchpoint(&mut self, stage: &Stage, touchpoint: &Touchpoint, here: &Address) {
        self.add(&touchpoint.name, "touchpoint", &[&stage.name], here);
        let path = [stage.name.as_str(), touchpoint.name.as_str()];
        for pain in &touchpoint.pains {
            self.add(&pain.text, "pain point", &path, &here.then(Noun::Pain, &pain.id));
        }
        for opportunity in &touchpoint.opportunities {
            self.add(&opportunity.text, "opportunity", &path, &here.then(Noun::Opportunity, &opportunity.id));
        }
        for risk in &touchpoint.risks {
            self.add(&risk.text, "risk", &path, &here.then(Noun::Risk, &risk.id));
        }
        self.claims(&touchpoint.notes, &touchpoint.actions, &path, here);
        let said = [("does", &touchpoint.does), ("thinks", &touchpoint.thinks), ("feels", &touchpoint.feels)];
        for (kind, text) in said {
            if let Some(text) = text {
                self.add(text, kind, &path, &here.field(kind));
            }
        }
    }

    fn claims(&mut self, notes: &[Note], actions: &[Action], path: &[&str], here: &Address) {
        for note in notes {
            self.add(&note.text, "note", path, &here.then(Noun::Note, &note.id));
        }
        for action in actions {
            self.add(&action.text, "action", path, &here.then(Noun::Action, &action.id));
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
