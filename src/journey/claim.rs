//! What is claimed about a touchpoint, a stage or the journey: pain points, opportunities, risks, notes, actions,
//! research, and the evidence for them.
//! Invariant: `id` is never empty; without one in the file it is the 1-based position.

use jiff::civil::Date;

use super::given::Given;
use super::schema::{FIVE, Field, PROSE, Role, TITLE, ValueKind, may, must, or};
use super::things::things;
use super::word::words;
use super::{Noun, Segment, Word};
use crate::metric::{Direction, Period};

words! {
    /// Where a claim comes from.
    pub enum EvidenceKind {
        /// Answers to a questionnaire.
        Survey = "survey",
        /// Logs and web analytics.
        Analytics = "analytics",
        /// A conversation.
        Interview = "interview",
        /// A session recording.
        Recording = "recording",
        /// Sales figures or sales people.
        Sales = "sales",
        /// Support cases.
        Support = "support",
        /// Somebody watched.
        Observation = "observation",
        /// Nobody has looked yet.
        Assumption = "assumption",
    }

    /// The state of a pain point.
    pub enum PainStatus or Open {
        /// It hurts.
        Open = "open",
        /// Somebody means to mend it.
        Planned = "planned",
        /// It is mended.
        Fixed = "fixed",
        /// It will not be mended.
        Accepted = "accepted",
    }

    /// What a pain point rests on.
    pub enum Grounds {
        /// Somebody saw it happen.
        Observed = "observed",
        /// Somebody thinks so.
        Assumed = "assumed",
    }

    /// The state of an action.
    pub enum ActionStatus or Planned {
        /// Agreed.
        Planned = "planned",
        /// Being done.
        InProgress = "in progress",
        /// Live since its shipped date.
        Shipped = "shipped",
        /// Given up.
        Dropped = "dropped",
    }
}

const ID: Field = or(ValueKind::Id, "its position: 1, 2, ...");
pub(super) const OWNER: Field = may(ValueKind::Text);
pub(super) const EVIDENCE_LIST: Field = may(ValueKind::Tables(&EVIDENCE));
const SIGNATURE: Field = may(ValueKind::Text).told(Role::Signed);
const SIGNED_ON: Field = may(ValueKind::Date).told(Role::Signed);

things! {
    /// Something that hurts the customer.
    #[derive(Default)]
    pub struct PainPoint, PAIN = "a pain point" at ["[[stage.touchpoint.pain]]"] is Pain by id {
        /// Names it among its neighbors.
        id: String = ID;
        /// What hurts.
        text: String = TITLE;
        /// From 1 (a nuisance) to 5 (drives customers away).
        severity: Option<u8> = FIVE;
        /// How often it happens, from 1 (rarely) to 5 (always).
        frequency: Option<u8> = FIVE;
        /// Did somebody see it happen, or think so?
        grounds: Option<Grounds> = may(ValueKind::Words(Grounds::WORDS));
        /// The id of the opportunity that answers it: of its own touchpoint first, else of the map.
        answered_by: Option<String> = may(ValueKind::Id).naming(Noun::Opportunity);
        /// Where it stands.
        status: PainStatus = or(ValueKind::Words(PainStatus::WORDS), "`open`");
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// A chance to do better.
    #[derive(Default)]
    pub struct Opportunity, OPPORTUNITY = "an opportunity" at ["[[stage.touchpoint.opportunity]]"] is Opportunity by id {
        /// Names it among its neighbors.
        id: String = ID;
        /// What could be done.
        text: String = TITLE;
        /// From 1 (little) to 5 (much).
        impact: Option<u8> = FIVE;
        /// From 1 (little) to 5 (much).
        effort: Option<u8> = FIVE;
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// Something that may go wrong.
    #[derive(Default)]
    pub struct Risk, RISK = "a risk" at ["[[stage.touchpoint.risk]]"] is Risk by id {
        /// Names it among its neighbors.
        id: String = ID;
        /// What may go wrong.
        text: String = TITLE;
        /// From 1 (hardly) to 5 (almost surely).
        likelihood: Option<u8> = FIVE;
        /// From 1 (little) to 5 (much).
        impact: Option<u8> = FIVE;
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// A dated, signed remark.
    #[derive(Default)]
    pub struct Note, NOTE = "a note" at ["[[journey.note]]", "[[stage.note]]", "[[stage.touchpoint.note]]"] is Note by id {
        /// Names it among its neighbors.
        id: String = ID;
        /// The remark; `"""` takes several lines.
        text: String = TITLE;
        /// When.
        date: Option<Date> = SIGNED_ON;
        /// Who.
        by: Option<String> = SIGNATURE;
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// An improvement that somebody owns.
    #[derive(Default)]
    pub struct Action, ACTION = "an action" at ["[[journey.action]]", "[[stage.touchpoint.action]]"] is Action by id {
        /// Names it among its neighbors.
        id: String = ID;
        /// What is done.
        text: String = TITLE;
        /// Where it stands.
        status: ActionStatus = or(ValueKind::Words(ActionStatus::WORDS), "`planned`");
        /// Who looks after it.
        owner: Option<String> = OWNER;
        /// When it went live.
        shipped: Option<Date> = SIGNED_ON;
        /// When it is due.
        due: Option<Date> = may(ValueKind::Date);
        /// The change of a metric that it promised.
        promise: Option<Promise> = may(ValueKind::Table(&PROMISE));
        /// Ids of the pain points it mends: of its own touchpoint first, else of the map.
        mends: Vec<String> = may(ValueKind::Texts).naming(Noun::Pain);
        /// Why one believes it.
        evidence: Vec<Evidence> = EVIDENCE_LIST;
    }

    /// The change of a metric that an action promised.
    pub struct Promise, PROMISE = "a promise" at ["promise = { ... }"] {
        /// The metric it is about.
        metric: String = must(ValueKind::Id).naming(Noun::Metric);
        /// The value before, in the unit of the metric.
        from: Option<f64> = may(ValueKind::Number);
        /// The value promised, in the unit of the metric.
        to: Option<f64> = may(ValueKind::Number);
        /// By when.
        by: Option<Date> = may(ValueKind::Date);
    }

    /// Where a claim comes from.
    #[derive(Default)]
    pub struct Evidence, EVIDENCE = "a piece of evidence" at ["evidence = [{ ... }]"] is Evidence by position {
        /// Where it comes from.
        kind: EvidenceKind = must(ValueKind::Words(EvidenceKind::WORDS));
        /// Which survey, report or recording.
        reference as "ref": Option<String> = may(ValueKind::Text).called("reference").told(Role::Title);
        /// Where it is to be read: the address of a page, or of a mailbox.
        href: Option<String> = may(ValueKind::Link).called("link");
        /// The metric that it tells a value of, at the place of the claim: then it can be read again.
        metric: Option<String> = may(ValueKind::Id).naming(Noun::Metric);
        /// The value that is told, in the unit of the metric.
        value: Option<f64> = may(ValueKind::Number).with("metric");
        /// The period it is told of.
        period: Option<Period> = may(ValueKind::Period).with("metric");
        /// Whose answers it is told of: a column and its value, or values; several columns must all hold.
        rows as "where": Segment = may(ValueKind::Choices).with("metric");
        /// How many answers, sessions or people.
        n: Option<u64> = may(ValueKind::Whole { low: 0, high: i64::MAX });
        /// When it was gathered.
        date: Option<Date> = SIGNED_ON;
        /// Who gathered it.
        by: Option<String> = SIGNATURE;
        + /// 1-based position among the evidence of its place, as written: its id in an address.
        position: usize = |given: &dyn Given| given.position();
    }

    /// A research method used at a touchpoint.
    pub struct Research, RESEARCH = "a research method" at ["research = [{ ... }]"] is Research by position {
        /// Which one: `diary study`, `usability test`.
        method: String = must(ValueKind::Text).told(Role::Title);
        /// What it is used for.
        purpose as "use": Option<String> = PROSE;
        /// From 1 (little) to 5 (much).
        helpfulness: Option<u8> = FIVE;
        + /// 1-based position among the methods of its touchpoint, as written: its id in an address.
        position: usize = |given: &dyn Given| given.position();
    }
}

/// Nobody has looked yet.
impl Default for EvidenceKind {
    fn default() -> Self {
        Self::Assumption
    }
}

impl Promise {
    /// Does it promise that nothing gets better, or that it gets worse?
    ///
    /// * `direction`: which way is better.
    #[must_use]
    pub fn is_backwards(&self, direction: Direction) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| match direction {
            Direction::HigherIsBetter => to <= from,
            Direction::LowerIsBetter => to >= from,
        })
    }
}

impl PainPoint {
    /// Does it hurt customers still?
    #[must_use]
    pub fn is_hurting(&self) -> bool {
        self.status != PainStatus::Fixed
    }
}
