//! Who lives through a journey, over which channels, where they look before they decide, and along which paths.
//! Touchpoints and stages are named here by their ids alone.

use super::binding::BINDING;
use super::claim::EVIDENCE_LIST;
use super::schema::{FIVE, PROSE, Role, TITLE, ValueKind, may, must};
use super::things::things;
use super::{Binding, Evidence, Noun, Segment};
use crate::metric::{Interval, Sample, score};

things! {
    /// Who lives through the journey.
    #[derive(Default)]
    pub struct Persona, PERSONA = "a persona" at ["[[persona]]"] is Persona by id {
        /// Its name in the file.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = TITLE;
        /// What the persona does about it, such as `uses`, `buys`, `decides`.
        role: Option<String> = may(ValueKind::Text);
        /// In a few sentences.
        description: Option<String> = PROSE.called("about");
        /// What the persona wants.
        motivations: Vec<String> = may(ValueKind::Texts).called("wants").told(Role::Prose);
        /// What the persona counts on.
        expectations: Vec<String> = may(ValueKind::Texts).called("expects").told(Role::Prose);
        /// What drives the persona mad.
        frustrations: Vec<String> = may(ValueKind::Texts).called("is annoyed by").told(Role::Prose);
        /// What the persona is afraid of.
        worries: Vec<String> = may(ValueKind::Texts).called("worries about").told(Role::Prose);
        /// What the persona is after.
        goals: Vec<String> = may(ValueKind::Texts).called("is after").told(Role::Prose);
        /// In the persona's own words.
        quote: Option<String> = PROSE;
        /// Which rows of the data are the persona's: a column and its value, or values; several columns must all hold.
        segment: Segment = may(ValueKind::Choices).told(Role::Wiring);
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// A channel with a name of its own. Where a map has any, its touchpoints use only these.
    pub struct Channel, CHANNEL = "a channel" at ["[[channel]]"] is Channel by id {
        /// Its name in the file.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = TITLE;
    }

    /// Where customers look before they decide: a search engine, a friend, a test. What the team asks stands under `research`.
    pub struct Consult, CONSULT = "a place to consult" at ["[[consults]]"] is Consult by id {
        /// Its name in the file.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = TITLE;
        /// The id of the stage in which most of them look there.
        stage: Option<String> = may(ValueKind::Id).naming(Noun::Stage);
        /// The id of the persona who does.
        persona: Option<String> = may(ValueKind::Id).naming(Noun::Persona);
        /// What is counted of it, and by which source: a rate is how many look there, a share of the best answers how many of
        /// those it helped.
        metrics: Vec<Binding> = may(ValueKind::Tables(&BINDING)).told(Role::Wiring);
        /// Percent of the customers who look there, where nothing counts them.
        share: Option<u8> = may(ValueKind::Whole { low: 0, high: 100 });
        /// How much it helps them to decide, from 1 (little) to 5 (much), where nothing counts it.
        helpfulness: Option<u8> = FIVE;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// A user story: a path through touchpoints.
    #[derive(Default)]
    pub struct Scenario, SCENARIO = "a scenario" at ["[[scenario]]"] is Scenario by id {
        /// Its name in the file.
        id: String = must(ValueKind::Id);
        /// Its name as shown.
        name: String = TITLE;
        /// The id of the persona who takes it.
        persona: Option<String> = may(ValueKind::Id).naming(Noun::Persona);
        /// In what state of mind the persona is.
        state: Option<String> = PROSE.called("state of mind");
        /// From 1 (no hurry) to 5 (right now).
        urgency: Option<u8> = FIVE;
        /// The story in words.
        story: Option<String> = PROSE;
        /// Ids of the touchpoints, in order.
        path: Vec<String> = may(ValueKind::Texts).naming(Noun::Touchpoint);
    }
}

impl Consult {
    /// How many were asked, by the first evidence that says so.
    #[must_use]
    pub fn n_asked(&self) -> Option<u64> {
        self.evidence.iter().find_map(|own| own.n)
    }

    /// How sure the written share is, in percent, where it is said of how many it is.
    #[must_use]
    pub fn share_interval(&self) -> Option<Interval> {
        let n = self.n_asked()?;
        let hits = f64::from(self.share?) / 100.0 * f64::from(u32::try_from(n).ok()?);
        score::share(hits, Sample::of(n))?.interval
    }
}
