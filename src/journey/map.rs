//! A map: one journey of one file. Must not know the file.
//! Invariant: stages, touchpoints and claims stand in the order of the file.

use jiff::civil::Date;

use super::{
    Action, Address, Ask, Binding, Evidence, Note, Noun, Opportunity, PainPoint, Research, Risk, Segment, Source,
};
use crate::metric::{self, Measure, Metric, Period};

/// Is the map of today or of tomorrow?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MapState {
    /// As it is.
    #[default]
    Current,
    /// As it should be.
    Future,
}

/// Where a stage stands to the core service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Before the core service.
    Before,
    /// During the core service.
    During,
    /// After the core service.
    After,
}

/// The objective, quantified.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// The metric's id.
    pub metric: String,
    /// Where it started, in the metric's unit.
    pub baseline: Option<f64>,
    /// The period it started in, whose reading is the baseline then.
    pub baseline_period: Option<Period>,
    /// Where it is to go, in the metric's unit.
    pub target: f64,
    /// By when.
    pub by: Option<Date>,
}

/// Who lives through the journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Persona {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In a few sentences.
    pub description: Option<String>,
    /// What she wants.
    pub motivations: Vec<String>,
    /// What she counts on.
    pub expectations: Vec<String>,
    /// What drives her mad.
    pub frustrations: Vec<String>,
    /// What she is after.
    pub goals: Vec<String>,
    /// In her own words.
    pub quote: Option<String>,
    /// Which rows of the data are hers.
    pub segment: Segment,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

/// A channel with a name of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One interaction over a channel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touchpoint {
    /// Its id, distinct in the map.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Over which channel (an id of a channel, or its plain name).
    pub channel: Option<String>,
    /// What the customer does.
    pub does: Option<String>,
    /// What the customer thinks.
    pub thinks: Option<String>,
    /// What the customer feels.
    pub feels: Option<String>,
    /// What the customer wants here.
    pub goal: Option<String>,
    /// What stands in the way.
    pub obstacle: Option<String>,
    /// -2 to 2; `None` when not said.
    pub emotion: Option<i8>,
    /// Does this touchpoint decide whether the customer stays?
    pub is_moment_of_truth: bool,
    /// What a customer expects here at the least.
    pub expectation: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Research methods used here.
    pub research: Vec<Research>,
    /// What hurts.
    pub pains: Vec<PainPoint>,
    /// What could be done.
    pub opportunities: Vec<Opportunity>,
    /// What may go wrong.
    pub risks: Vec<Risk>,
    /// Remarks.
    pub notes: Vec<Note>,
    /// What is being done.
    pub actions: Vec<Action>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
    /// Values in the touchpoint or activity column of a source that mean it.
    pub matches: Vec<String>,
    /// Its metrics, written and implied.
    pub metrics: Vec<Binding>,
}

/// A phase of the journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stage {
    /// Its id, distinct in the map.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Before, during or after the core service.
    pub when: Option<When>,
    /// What the customer is after here.
    pub customer_goal: Option<String>,
    /// What a customer expects here at the least.
    pub expectation: Option<String>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Its touchpoints.
    pub touchpoints: Vec<Touchpoint>,
    /// Notes on the whole stage.
    pub notes: Vec<Note>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
    /// Its own metrics.
    pub metrics: Vec<Binding>,
}

/// A path through touchpoints: a user story.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The persona's id.
    pub persona: Option<String>,
    /// The story in words.
    pub story: Option<String>,
    /// Ids of the touchpoints, in order.
    pub path: Vec<String>,
}

/// One journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// Its title.
    pub title: String,
    /// In a few sentences.
    pub description: Option<String>,
    /// Why the map was drawn, in words.
    pub objective: Option<String>,
    /// Why the map was drawn, in numbers.
    pub target: Option<Objective>,
    /// BCP 47 language of the texts; decides their direction.
    pub language: Option<String>,
    /// Who looks after the map.
    pub owner: Option<String>,
    /// When somebody last went through it.
    pub reviewed: Option<Date>,
    /// The day on which the map is looked at; `None`: today.
    pub as_of: Option<Date>,
    /// How often somebody should, in days.
    pub review_every: Option<u32>,
    /// Today or tomorrow.
    pub state: MapState,
    /// Who lives through it; the first is shown in the header.
    pub personas: Vec<Persona>,
    /// Channels with names of their own.
    pub channels: Vec<Channel>,
    /// Metrics defined here.
    pub metric_definitions: Vec<Metric>,
    /// CSV files.
    pub sources: Vec<Source>,
    /// Guesses about columns of the files that nobody has said yes or no to.
    pub asks: Vec<Ask>,
    /// Phases, in order.
    pub stages: Vec<Stage>,
    /// User stories.
    pub scenarios: Vec<Scenario>,
    /// Notes on the whole journey.
    pub notes: Vec<Note>,
    /// Actions on the whole journey.
    pub actions: Vec<Action>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
    /// The journey's own metrics.
    pub metrics: Vec<Binding>,
}

impl Map {
    /// The day on which it is looked at.
    ///
    /// * `today`: what the clock says; a map of the past may say otherwise.
    #[must_use]
    pub fn day(&self, today: Date) -> Date {
        self.as_of.unwrap_or(today)
    }

    /// Its language without script and region: `he` of `he-IL`.
    #[must_use]
    pub fn primary_language(&self) -> Option<String> {
        Some(self.language.as_deref()?.split(['-', '_']).next()?.to_ascii_lowercase())
    }

    /// Is its language written from right to left?
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        matches!(
            self.primary_language().unwrap_or_default().as_str(),
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ji" | "ks" | "ps" | "sd" | "syr" | "ug" | "ur" | "yi"
        )
    }

    /// Every binding with the address of its place: the journey's, then each stage's and its touchpoints'.
    /// The position in this walk is the binding's index in [`super::Counts`].
    pub fn bindings(&self) -> impl Iterator<Item = (Address, &Binding)> {
        let own = self.metrics.iter().map(|binding| (Address::journey(), binding));
        let staged = self.stages.iter().flat_map(|stage| {
            let at = Address::journey().then(Noun::Stage, &stage.id);
            let of_stage: Vec<_> = stage.metrics.iter().map(|binding| (at.clone(), binding)).collect();
            let of_touchpoints = stage.touchpoints.iter().flat_map(move |touchpoint| {
                let at = at.then(Noun::Touchpoint, &touchpoint.id);
                touchpoint.metrics.iter().map(move |binding| (at.clone(), binding))
            });
            of_stage.into_iter().chain(of_touchpoints)
        });
        own.chain(staged)
    }

    /// The metric of that id: the map's own first, then the built-in.
    #[must_use]
    pub fn metric(&self, id: &str) -> Option<Metric> {
        let own = self.metric_definitions.iter().find(|metric| metric.id == id).cloned();
        own.or_else(|| metric::catalog::built_in(id))
    }

    /// How the answers of a binding become a reading; `None` for an unknown metric.
    #[must_use]
    pub fn measure(&self, binding: &Binding) -> Option<Measure> {
        let metric = self.metric(&binding.metric)?;
        let scale = binding.scale.unwrap_or_else(|| metric.kind.default_scale());
        let top = match metric.kind {
            metric::Kind::Csat => lowest_of(scale, binding.top.unwrap_or(2)),
            // On the usual 1-7 scale the easy answers are 5, 6 and 7.
            metric::Kind::Ces => lowest_of(scale, binding.top.unwrap_or(3)),
            _ => scale.1,
        };
        Some(Measure { kind: metric.kind, scale, top })
    }

    /// The touchpoint of that id, with its stage.
    #[must_use]
    pub fn touchpoint(&self, id: &str) -> Option<(&Stage, &Touchpoint)> {
        self.stages.iter().find_map(|stage| {
            stage.touchpoints.iter().find(|touchpoint| touchpoint.id == id).map(|touchpoint| (stage, touchpoint))
        })
    }
}

/// The lowest of so many top answers of a scale.
fn lowest_of((_, highest): (i32, i32), n_top: u8) -> i32 {
    highest.saturating_sub(i32::from(n_top)).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn the_top_answers_of_any_scale() {
        let binding = |scale, top| Binding {
            metric: "csat".to_owned(),
            source: "s".to_owned(),
            column: Column::Rows,
            scale,
            top,
            yes: Vec::new(),
            no: Vec::new(),
            missing: Vec::new(),
            to: None,
            matches: Vec::new(),
            position: 1,
            implied: false,
        };
        for (scale, top, expected) in [
            (None, None, 4),
            (Some((1, 7)), Some(3), 5),
            (Some((0, i32::MAX)), Some(0), i32::MAX),
            (Some((i32::MIN, i32::MIN)), Some(255), i32::MIN + 1),
        ] {
            let measure = Map::default().measure(&binding(scale, top)).expect("csat is built in");
            assert_eq!(measure.top, expected, "{scale:?} {top:?}");
        }
    }
}
