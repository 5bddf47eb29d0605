//! What is claimed about a touchpoint, a stage or the journey: pain points, opportunities, risks,
//! notes, actions, and the evidence for them. Must not know where they are written.
//! Invariant: `id` is never empty; without one in the file it is the 1-based position.

use jiff::civil::Date;

/// Where a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// Answers to a questionnaire.
    Survey,
    /// Logs and web analytics.
    Analytics,
    /// A conversation.
    Interview,
    /// A session recording.
    Recording,
    /// Sales figures or sales people.
    Sales,
    /// Support cases.
    Support,
    /// Somebody watched.
    Observation,
    /// Nobody has looked yet.
    Assumption,
}

/// A reason to believe a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Where it comes from.
    pub kind: EvidenceKind,
    /// Which survey, report, recording.
    pub reference: Option<String>,
    /// How many answers, sessions, people.
    pub n: Option<u64>,
    /// When it was gathered.
    pub date: Option<Date>,
    /// Who gathered it.
    pub by: Option<String>,
    /// 1-based position among the evidence of its place, as written: its id in an address.
    pub position: usize,
}

/// The state of a pain point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PainStatus {
    /// It hurts.
    Open,
    /// Somebody means to mend it.
    Planned,
    /// It is mended.
    Fixed,
    /// It will not be mended.
    Accepted,
}

impl PainStatus {
    /// The word for it, in maps and on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Planned => "planned",
            Self::Fixed => "fixed",
            Self::Accepted => "accepted",
        }
    }
}

/// Something that hurts the customer.
#[derive(Clone, Debug, PartialEq)]
pub struct PainPoint {
    /// Its id among the pain points of its place.
    pub id: String,
    /// What hurts.
    pub text: String,
    /// 1 (a nuisance) to 5 (drives customers away); `None` when not said.
    pub severity: Option<u8>,
    /// Where it stands.
    pub status: PainStatus,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

impl PainPoint {
    /// Does it hurt customers still?
    #[must_use]
    pub fn is_hurting(&self) -> bool {
        self.status != PainStatus::Fixed
    }
}

/// A chance to do better.
#[derive(Clone, Debug, PartialEq)]
pub struct Opportunity {
    /// Its id.
    pub id: String,
    /// What could be done.
    pub text: String,
    /// 1 to 5.
    pub impact: Option<u8>,
    /// 1 to 5.
    pub effort: Option<u8>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

/// Something that may go wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Risk {
    /// Its id.
    pub id: String,
    /// What may go wrong.
    pub text: String,
    /// 1 to 5.
    pub likelihood: Option<u8>,
    /// 1 to 5.
    pub impact: Option<u8>,
    /// Who looks after it.
    pub owner: Option<String>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

/// A dated, signed remark.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// The remark; may hold line breaks.
    pub text: String,
    /// When.
    pub date: Option<Date>,
    /// Who.
    pub by: Option<String>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

/// The state of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActionStatus {
    /// Agreed.
    Planned,
    /// Being done.
    InProgress,
    /// Live since its shipped date.
    Shipped,
    /// Given up.
    Dropped,
}

impl ActionStatus {
    /// The word for it, in maps and on screens.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InProgress => "in progress",
            Self::Shipped => "shipped",
            Self::Dropped => "dropped",
        }
    }
}

/// The change of a metric that an action promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    /// The metric's id.
    pub metric: String,
    /// The value before, in the metric's unit.
    pub from: Option<f64>,
    /// The value promised, in the metric's unit.
    pub to: Option<f64>,
    /// By when.
    pub by: Option<Date>,
}

/// An improvement that somebody owns.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// Its id.
    pub id: String,
    /// What is done.
    pub text: String,
    /// Where it stands.
    pub status: ActionStatus,
    /// Who owns it.
    pub owner: Option<String>,
    /// When it went live.
    pub shipped: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// What it is to change.
    pub promise: Option<Promise>,
    /// Ids of the pain points it mends.
    pub mends: Vec<String>,
    /// Why one believes it.
    pub evidence: Vec<Evidence>,
}

/// A research method used at a touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Research {
    /// `diary study`, `usability test`, ...
    pub method: String,
    /// What it is used for.
    pub purpose: Option<String>,
    /// 1 (little) to 5 (much).
    pub helpfulness: Option<u8>,
    /// 1-based position among the methods of its touchpoint, as written: its id in an address.
    pub position: usize,
}
