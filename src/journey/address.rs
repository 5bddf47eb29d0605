//! The one way to name a place in a map: `stage/touchpoint/pain/id.field`.
//! Invariant: an address survives edits elsewhere in the file, and can be typed as it is shown: an id that is more
//! than a word stands in quotes.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use crate::text;

/// What a step of an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the words of the field")]
pub enum Noun {
    Journey,
    Persona,
    Channel,
    /// A metric defined in the map.
    Metric,
    /// A CSV file and how to read it.
    Source,
    Stage,
    Touchpoint,
    Pain,
    Opportunity,
    Risk,
    Note,
    Action,
    Consult,
    Scenario,
    /// A metric binding.
    Binding,
    Evidence,
    /// A research method.
    Research,
    /// A question about a column of a file.
    Ask,
}

impl Noun {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::Journey,
        Self::Persona,
        Self::Channel,
        Self::Metric,
        Self::Source,
        Self::Stage,
        Self::Touchpoint,
        Self::Pain,
        Self::Opportunity,
        Self::Risk,
        Self::Note,
        Self::Action,
        Self::Consult,
        Self::Scenario,
        Self::Binding,
        Self::Evidence,
        Self::Research,
        Self::Ask,
    ];

    /// The word used in addresses; stages and touchpoints go without.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Journey => "journey",
            Self::Persona => "persona",
            Self::Channel => "channel",
            Self::Metric => "metric",
            Self::Source => "source",
            Self::Stage => "stage",
            Self::Touchpoint => "touchpoint",
            Self::Pain => "pain",
            Self::Opportunity => "opportunity",
            Self::Risk => "risk",
            Self::Note => "note",
            Self::Action => "action",
            Self::Consult => "consults",
            Self::Scenario => "scenario",
            Self::Binding => "metrics",
            Self::Evidence => "evidence",
            Self::Research => "research",
            Self::Ask => "ask",
        }
    }

    /// What a word of an address names.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.word() == word)
    }
}

/// One step: what, and its id (a 1-based position where the file gives no id).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the words of the field")]
pub struct Step {
    pub noun: Noun,
    pub id: String,
}

/// A place in a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// From the outside in. Empty: the journey.
    pub steps: Vec<Step>,
    /// The field meant, if one is.
    pub field: Option<String>,
}

impl Address {
    /// The journey itself.
    #[must_use]
    pub fn journey() -> Self {
        Self::default()
    }

    /// One step further in.
    #[must_use]
    pub fn then(&self, noun: Noun, id: impl Into<String>) -> Self {
        let mut steps = self.steps.clone();
        steps.push(Step { noun, id: id.into() });
        Self { steps, field: None }
    }

    /// A field of this place.
    #[must_use]
    pub fn field(&self, field: impl Into<String>) -> Self {
        Self { steps: self.steps.clone(), field: Some(field.into()) }
    }

    /// The place that its first steps lead to.
    #[must_use]
    pub fn up_to(&self, n_steps: usize) -> Self {
        Self { steps: self.steps.iter().take(n_steps).cloned().collect(), field: None }
    }

    /// What it is of; `None`: the journey.
    #[must_use]
    pub fn noun(&self) -> Option<Noun> {
        self.steps.last().map(|step| step.noun)
    }

    /// The id of the step of that noun.
    #[must_use]
    pub fn id_of(&self, noun: Noun) -> Option<&str> {
        self.steps.iter().find(|step| step.noun == noun).map(|step| step.id.as_str())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            f.write_str(Noun::Journey.word())?;
        }
        for (idx, step) in self.steps.iter().enumerate() {
            if idx > 0 {
                f.write_str("/")?;
            }
            if matches!(step.noun, Noun::Stage | Noun::Touchpoint) {
                f.write_str(&typed(&step.id))?;
            } else {
                write!(f, "{}/{}", step.noun.word(), typed(&step.id))?;
            }
        }
        match &self.field {
            Some(field) if field.split('.').all(is_word) => write!(f, ".{field}"),
            Some(field) => write!(f, ".{}", quoted(field)),
            None => Ok(()),
        }
    }
}

/// An id as it is typed: as it is, or in quotes where it could be taken for something else.
fn typed(id: &str) -> Cow<'_, str> {
    if is_word(id) && Noun::of_word(id).is_none() { Cow::Borrowed(id) } else { Cow::Owned(quoted(id)) }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) && text::plain(text) == text
}

/// In double quotes; what cannot be seen or typed is escaped.
fn quoted(text: &str) -> String {
    let is_shown = text::plain(text) == text;
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if c.is_ascii_graphic() || c == ' ' || (is_shown && text::is_plain(c)) => quoted.push(c),
            _ => {
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(c));
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_like_a_path() {
        let touchpoint = Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food");
        assert_eq!(touchpoint.to_string(), "wait/food");
        assert_eq!(
            touchpoint.then(Noun::Pain, "prices").field("severity").to_string(),
            "wait/food/pain/prices.severity"
        );
        assert_eq!(Address::journey().field("title").to_string(), "journey.title");
        assert_eq!(touchpoint.id_of(Noun::Stage), Some("wait"));
    }

    #[test]
    fn what_is_more_than_a_word_stands_in_quotes() {
        let rows = [
            ("wait", "wait"),
            ("המתנה", "המתנה"),
            ("pay.checkout", "\"pay.checkout\""),
            ("a/b c", "\"a/b c\""),
            ("say \"hi\"\\", r#""say \"hi\"\\""#),
            ("pain", "\"pain\""),
            ("a\u{202e}\u{7}é", r#""a\u{202e}\u{7}\u{e9}""#),
        ];
        for (id, shown) in rows {
            assert_eq!(Address::journey().then(Noun::Stage, id).to_string(), shown);
        }
        let persona = Address::journey().then(Noun::Persona, "dana");
        assert_eq!(persona.field("segment.area.code").to_string(), "persona/dana.segment.area.code");
        assert_eq!(persona.field("segment.a/b").to_string(), "persona/dana.\"segment.a/b\"");
    }
}
