//! The words of the format and what they mean. Must not know keys or tables.
//! Invariant: each word stands for one value, and the format lists its words from here.

use crate::journey::{ActionStatus, EvidenceKind, MapState, PainStatus, When};
use crate::metric::{Direction, Kind};

/// The words alone, for the table of the format.
pub(super) const fn words<T: Copy, const N: usize>(pairs: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut idx = 0;
    while idx < N {
        words[idx] = pairs[idx].0;
        idx += 1;
    }
    words
}

/// Today or tomorrow.
pub(crate) const STATES: [(&str, MapState); 2] = [("current", MapState::Current), ("future", MapState::Future)];

/// Where a stage stands to the core service.
pub(crate) const WHENS: [(&str, When); 3] =
    [("before", When::Before), ("during", When::During), ("after", When::After)];

/// Where a claim comes from.
pub(crate) const EVIDENCE_KINDS: [(&str, EvidenceKind); 8] = [
    ("survey", EvidenceKind::Survey),
    ("analytics", EvidenceKind::Analytics),
    ("interview", EvidenceKind::Interview),
    ("recording", EvidenceKind::Recording),
    ("sales", EvidenceKind::Sales),
    ("support", EvidenceKind::Support),
    ("observation", EvidenceKind::Observation),
    ("assumption", EvidenceKind::Assumption),
];

/// Where a pain point stands.
pub(crate) const PAIN_STATUSES: [(&str, PainStatus); 4] = [
    (PainStatus::Open.word(), PainStatus::Open),
    (PainStatus::Planned.word(), PainStatus::Planned),
    (PainStatus::Fixed.word(), PainStatus::Fixed),
    (PainStatus::Accepted.word(), PainStatus::Accepted),
];

/// Where an action stands.
pub(crate) const ACTION_STATUSES: [(&str, ActionStatus); 4] = [
    (ActionStatus::Planned.word(), ActionStatus::Planned),
    (ActionStatus::InProgress.word(), ActionStatus::InProgress),
    (ActionStatus::Shipped.word(), ActionStatus::Shipped),
    (ActionStatus::Dropped.word(), ActionStatus::Dropped),
];

/// How a metric is computed.
pub(crate) const METRIC_KINDS: [(&str, Kind); 8] = [
    ("nps", Kind::Nps),
    ("csat", Kind::Csat),
    ("ces", Kind::Ces),
    ("sentiment", Kind::Sentiment),
    ("rate", Kind::Rate),
    ("amount", Kind::Amount),
    ("count", Kind::Count),
    ("duration", Kind::Duration),
];

/// Which way is better.
pub(crate) const DIRECTIONS: [(&str, Direction); 2] =
    [("higher", Direction::HigherIsBetter), ("lower", Direction::LowerIsBetter)];
