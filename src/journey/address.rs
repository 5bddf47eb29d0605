//! The one way to name a place in a map: `stage/touchpoint/pain/id.field`.
//! Must not know bytes or lines. Invariant: an address survives edits elsewhere in the file.

use std::fmt;

/// What a step of an address names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    /// The journey itself.
    Journey,
    /// A persona.
    Persona,
    /// A channel.
    Channel,
    /// A metric defined in the map.
    Metric,
    /// A CSV file and how to read it.
    Source,
    /// A stage.
    Stage,
    /// A touchpoint.
    Touchpoint,
    /// A pain point.
    Pain,
    /// An opportunity.
    Opportunity,
    /// A risk.
    Risk,
    /// A note.
    Note,
    /// An action.
    Action,
    /// A scenario.
    Scenario,
    /// A metric binding.
    Binding,
    /// A piece of evidence.
    Evidence,
    /// A research method.
    Research,
}

impl Noun {
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
            Self::Scenario => "scenario",
            Self::Binding => "metrics",
            Self::Evidence => "evidence",
            Self::Research => "research",
        }
    }
}

/// One step: what, and its id (a 1-based position where the file gives no id).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Step {
    /// What it names.
    pub noun: Noun,
    /// Its id.
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
                f.write_str(&step.id)?;
            } else {
                write!(f, "{}/{}", step.noun.word(), step.id)?;
            }
        }
        match &self.field {
            Some(field) => write!(f, ".{field}"),
            None => Ok(()),
        }
    }
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
}
