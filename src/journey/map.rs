//! A map: one journey of one file.
//! Invariant: stages, touchpoints and claims stand in the order of the file.

use jiff::civil::Date;

use super::binding::BINDING;
use super::claim::{ACTION, EVIDENCE_LIST, NOTE, OPPORTUNITY, OWNER, PAIN, RESEARCH, RISK};
use super::first_view::FirstView;
use super::given::Given;
use super::schema::{FIVE, Field, PROSE, Role, TITLE, ValueKind, may, must, or};
use super::thing::step_in;
use super::things::things;
use super::word::words;
use super::{
    Action, Address, Ask, Binding, ByPersona, Channel, Consult, Evidence, Note, Noun, Opportunity, PainPoint, Persona,
    Research, Risk, Scenario, Source, Thing, Word,
};
use crate::metric::{self, Measure, Metric, Period};

words! {
    /// Is the map of today or of tomorrow?
    pub enum MapState or Current {
        /// As it is.
        Current = "current",
        /// As it should be.
        Future = "future",
    }

    /// What a touchpoint is made of.
    pub enum TouchpointKind {
        /// A place, a person, a thing.
        Physical = "physical",
        /// A screen.
        Digital = "digital",
        /// Both at once.
        Both = "both",
    }

    /// Where a stage stands to the core service.
    pub enum When {
        /// Before the core service.
        Before = "before",
        /// During the core service.
        During = "during",
        /// After the core service.
        After = "after",
    }
}

const NAME: Field = TITLE;
const EXPECTATION: Field = PROSE.called("expects");
const GOALS: Field = may(ValueKind::TextBy).naming(Noun::Persona).told(Role::Prose);
const EMOTIONS: Field = may(ValueKind::WholeBy { low: -2, high: 2 }).naming(Noun::Persona);
const NOTES: Field = may(ValueKind::Tables(&NOTE));
const ACTIONS: Field = may(ValueKind::Tables(&ACTION));
const METRICS: Field = may(ValueKind::Tables(&BINDING)).told(Role::Wiring);
const MATCH: Field = may(ValueKind::Codes).told(Role::Wiring);

things! {
    /// What a persona lives through to reach a goal.
    #[derive(Default)]
    pub struct Map, JOURNEY = "the journey" at ["[journey]"] is Journey {
        /// Its title.
        title: String = TITLE;
        /// In a few sentences.
        description: Option<String> = PROSE.called("about");
        /// Why the map was drawn, in words.
        objective: Option<String> = PROSE;
        /// Why the map was drawn, in numbers.
        target: Option<Objective> = may(ValueKind::Table(&TARGET));
        /// BCP 47 language of the texts, such as `en` or `he`; it decides their direction.
        language: Option<String> = may(ValueKind::Text);
        /// Who looks after the map.
        owner: Option<String> = OWNER;
        /// When somebody last went through it.
        reviewed: Option<Date> = may(ValueKind::Date).told(Role::Signed);
        /// The day on which the map is looked at: what is overdue, and which period is not over, goes by it.
        as_of: Option<Date> = or(ValueKind::Date, "today");
        /// How often somebody should: days, or `90 days`, `12 weeks`, `6 months`, `1 year`.
        review_every: Option<u32> = may(ValueKind::Days);
        /// The journey as it is, or as it should be.
        state: MapState = or(ValueKind::Words(MapState::WORDS), "`current`");
        /// Of a future map: the map of the same journey as it is, a path relative to this one.
        current: Option<String> = may(ValueKind::Path).called("as it is");
        /// The view on which it opens for whoever was never in it.
        view: Option<FirstView> = may(ValueKind::Words(FirstView::WORDS)).called("opens on");
        /// What is measured here, and by which source.
        metrics: Vec<Binding> = METRICS;
        /// Values in the `touchpoint` column of a source, or the `activity` of an event log, that mean this place.
        matches as "match": Vec<String> = MATCH;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
        /// Dated, signed remarks.
        notes as "note": Vec<Note> = NOTES;
        /// Improvements that somebody owns.
        actions as "action": Vec<Action> = ACTIONS;
        + /// Who lives through it; the first is shown in the header.
        personas: Vec<Persona> = |_: &dyn Given| Vec::new();
        + /// Channels with names of their own.
        channels: Vec<Channel> = |_: &dyn Given| Vec::new();
        + /// Metrics defined here.
        metric_definitions: Vec<Metric> = |_: &dyn Given| Vec::new();
        + /// CSV files.
        sources: Vec<Source> = |_: &dyn Given| Vec::new();
        + /// Guesses about columns of the files that nobody has said yes or no to.
        asks: Vec<Ask> = |_: &dyn Given| Vec::new();
        + /// Phases, in order.
        stages: Vec<Stage> = |_: &dyn Given| Vec::new();
        + /// Where customers look before they decide.
        consults: Vec<Consult> = |_: &dyn Given| Vec::new();
        + /// User stories.
        scenarios: Vec<Scenario> = |_: &dyn Given| Vec::new();
    }

    /// The objective, quantified.
    pub struct Objective, TARGET = "a target" at ["[journey.target]"] {
        /// The metric it is about.
        metric: String = must(ValueKind::Id).naming(Noun::Metric);
        /// Where it started, in the unit of the metric.
        baseline: Option<f64> = may(ValueKind::Number);
        /// The period it started in: `2017`, `2017-Q4`, `2017-11` or a day. Its reading, with its interval, stands in place of `baseline`.
        baseline_period: Option<Period> = may(ValueKind::Period);
        /// Where it is to go, in the unit of the metric.
        target: f64 = must(ValueKind::Number);
        /// By when.
        by: Option<Date> = may(ValueKind::Date);
    }

    /// A phase of the journey.
    #[derive(Default)]
    pub struct Stage, STAGE = "a stage" at ["[[stage]]"] is Stage by id {
        /// Its name in the file; no other stage has it.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = NAME;
        /// Where it stands to the core service.
        when: Option<When> = may(ValueKind::Words(When::WORDS));
        /// What the customer is after here.
        customer_goal: Option<String> = PROSE.called("goal");
        /// The goal of each persona here; a blank text says that there is none.
        goals: Vec<ByPersona<String>> = GOALS;
        /// The emotion of each persona here, from -2 (awful) to 2 (great).
        emotions: Vec<ByPersona<i8>> = EMOTIONS;
        /// What a customer expects here at the least.
        expectation: Option<String> = EXPECTATION;
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// What is measured here, and by which source.
        metrics: Vec<Binding> = METRICS;
        /// Values in the `touchpoint` column of a source, or the `activity` of an event log, that mean this place.
        matches as "match": Vec<String> = MATCH;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
        /// Dated, signed remarks.
        notes as "note": Vec<Note> = NOTES;
        /// Its touchpoints, in order.
        touchpoints as "touchpoint": Vec<Touchpoint> = may(ValueKind::Tables(&TOUCHPOINT));
    }

    /// One interaction over a channel. It belongs to the `[[stage]]` above it.
    #[derive(Default)]
    pub struct Touchpoint, TOUCHPOINT = "a touchpoint" at ["[[stage.touchpoint]]"] is Touchpoint by id {
        /// Its name in the file; no other touchpoint of the map has it.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = NAME;
        /// Over which channel: web, app, social, phone, in person, mail, or the id of a `[[channel]]`.
        channel: Option<String> = may(ValueKind::Text).naming(Noun::Channel);
        /// Is it physical, digital or both?
        kind: Option<TouchpointKind> = may(ValueKind::Words(TouchpointKind::WORDS));
        /// Where it happens: its zone, such as `at home` or `in the shop`.
        place: Option<String> = may(ValueKind::Text);
        /// What the customer does.
        does: Option<String> = PROSE;
        /// What the customer thinks.
        thinks: Option<String> = PROSE;
        /// What the customer feels.
        feels: Option<String> = PROSE;
        /// From -2 (awful) to 2 (great).
        emotion: Option<i8> = may(ValueKind::Whole { low: -2, high: 2 });
        /// The emotion of each persona, where it is another one.
        emotions: Vec<ByPersona<i8>> = EMOTIONS;
        /// What the customer wants here.
        goal: Option<String> = PROSE;
        /// The goal of each persona here; a blank text says that there is none.
        goals: Vec<ByPersona<String>> = GOALS;
        /// What stands in the way.
        obstacle: Option<String> = PROSE;
        /// What a customer expects here at the least.
        expectation: Option<String> = EXPECTATION;
        /// How much it matters to the customer, from 1 (little) to 5 (much).
        importance: Option<u8> = FIVE.called("matters to customers");
        /// How much it matters to the organisation, from 1 (little) to 5 (much).
        business_importance: Option<u8> = FIVE.called("matters to us");
        /// Does it decide whether the customer stays?
        is_moment_of_truth as "moment_of_truth": bool = or(ValueKind::Truth, "`false`");
        /// Is it a good end, where customers leave with what they came for?
        is_exit as "exit": bool = or(ValueKind::Truth, "`false`").called("good end");
        /// Ids of the touchpoints that may come next, where that is not the one below: branches and loops.
        next: Vec<String> = may(ValueKind::Texts).naming(Noun::Touchpoint).called("then");
        /// The map that goes on from here, a path relative to this one.
        journey: Option<String> = may(ValueKind::Path).called("goes on in");
        /// What happens behind the scenes.
        backstage: Option<String> = PROSE;
        /// Systems and tools behind it.
        technology: Vec<String> = may(ValueKind::Texts);
        /// What the technology changes for the customer.
        influences: Option<String> = PROSE.with("technology").called("which changes");
        /// Who else offers it.
        competitor: Vec<String> = may(ValueKind::Texts);
        /// What differs from the competitor.
        differs: Option<String> = PROSE.with("competitor");
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// Research methods used here.
        research: Vec<Research> = may(ValueKind::Tables(&RESEARCH));
        /// What is measured here, and by which source.
        metrics: Vec<Binding> = METRICS;
        /// Values in the `touchpoint` column of long, series and funnel sources that mean this touchpoint.
        matches as "match": Vec<String> = or(ValueKind::Codes, "its id").told(Role::Wiring);
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
        /// What hurts the customer.
        pains as "pain": Vec<PainPoint> = may(ValueKind::Tables(&PAIN));
        /// Chances to do better.
        opportunities as "opportunity": Vec<Opportunity> = may(ValueKind::Tables(&OPPORTUNITY));
        /// What may go wrong.
        risks as "risk": Vec<Risk> = may(ValueKind::Tables(&RISK));
        /// Dated, signed remarks.
        notes as "note": Vec<Note> = NOTES;
        /// Improvements that somebody owns.
        actions as "action": Vec<Action> = ACTIONS;
    }

}

impl Touchpoint {
    /// What somebody feels here: the emotion of that persona where it is another one than everybody's.
    #[must_use]
    pub fn emotion_of(&self, persona: Option<&str>) -> Option<i8> {
        let own = self.emotions.iter().find(|own| Some(own.persona.as_str()) == persona);
        own.map(|own| own.value).or(self.emotion)
    }
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

    /// The lists of things that stand beside the journey's own table, in the order of the file.
    #[must_use]
    pub fn lists(&self) -> Vec<Vec<&dyn Thing>> {
        fn all<T: Thing>(things: &[T]) -> Vec<&dyn Thing> {
            things.iter().map(|thing| -> &dyn Thing { thing }).collect()
        }
        vec![
            all(&self.personas),
            all(&self.channels),
            all(&self.metric_definitions),
            all(&self.stages),
            all(&self.consults),
            all(&self.scenarios),
        ]
    }

    /// The things of that kind that others name by their ids, in the order of the map.
    #[must_use]
    pub fn named(&self, noun: Noun) -> Vec<&dyn Thing> {
        fn all<T: Thing>(things: &[T]) -> impl Iterator<Item = &dyn Thing> {
            things.iter().map(|thing| -> &dyn Thing { thing })
        }
        let touchpoints = || self.stages.iter().flat_map(|stage| &stage.touchpoints);
        match noun {
            Noun::Source => all(&self.sources).collect(),
            Noun::Touchpoint => self.stages.iter().flat_map(|stage| all(&stage.touchpoints)).collect(),
            Noun::Pain => touchpoints().flat_map(|own| all(&own.pains)).collect(),
            Noun::Opportunity => touchpoints().flat_map(|own| all(&own.opportunities)).collect(),
            _ => self.lists().into_iter().flatten().filter(|own| own.noun() == Some(noun)).collect(),
        }
    }

    /// The thing at an address; `None` where there is none.
    #[must_use]
    pub fn thing(&self, at: &Address) -> Option<&dyn Thing> {
        let Some((first, rest)) = at.steps.split_first() else { return Some(self) };
        let beside = self.lists().into_iter().flatten();
        let mut beside = beside.filter(|own| own.noun() == Some(first.noun) && own.id() == first.id);
        let first = beside.next().or_else(|| step_in(self, first.noun, &first.id))?;
        rest.iter().try_fold(first, |thing, step| step_in(thing, step.noun, &step.id))
    }

    /// Every binding with the address of its place: the journey's, then each stage's and its touchpoints', then those of
    /// the places that customers consult.
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
        let consulted = self.consults.iter().flat_map(|consult| {
            let at = Address::journey().then(Noun::Consult, &consult.id);
            consult.metrics.iter().map(move |binding| (at.clone(), binding))
        });
        own.chain(staged).chain(consulted)
    }

    /// How many of them are of the journey, its stages and its touchpoints: the first of the walk.
    #[must_use]
    pub fn n_bindings_on_the_way(&self) -> usize {
        self.bindings().take_while(|(at, _)| at.noun() != Some(Noun::Consult)).count()
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
        Some(Measure::new(metric.kind, binding.scale, binding.top))
    }

    /// The touchpoint of that id, with its stage.
    #[must_use]
    pub fn touchpoint(&self, id: &str) -> Option<(&Stage, &Touchpoint)> {
        self.stages.iter().find_map(|stage| {
            stage.touchpoints.iter().find(|touchpoint| touchpoint.id == id).map(|touchpoint| (stage, touchpoint))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    #[test]
    fn the_top_answers_of_any_scale() {
        let binding =
            |scale, top| Binding { scale, top, ..Binding::implied_by("s", "csat", Column::Rows).written_at(1) };
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
