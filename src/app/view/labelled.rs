//! Which label belongs to which word of the format, and to which length of a period.

use super::labels::Label;
use crate::journey::{ActionStatus, EvidenceKind, MapState, PainStatus, When};
use crate::metric::Grain;

impl From<PainStatus> for Label {
    fn from(status: PainStatus) -> Self {
        match status {
            PainStatus::Open => Self::Open,
            PainStatus::Planned => Self::Planned,
            PainStatus::Accepted => Self::Accepted,
            PainStatus::Fixed => Self::Fixed,
        }
    }
}

impl From<ActionStatus> for Label {
    fn from(status: ActionStatus) -> Self {
        match status {
            ActionStatus::Planned => Self::Planned,
            ActionStatus::InProgress => Self::InProgress,
            ActionStatus::Shipped => Self::Shipped,
            ActionStatus::Dropped => Self::Dropped,
        }
    }
}

impl From<When> for Label {
    fn from(when: When) -> Self {
        match when {
            When::Before => Self::Before,
            When::During => Self::During,
            When::After => Self::After,
        }
    }
}

impl From<EvidenceKind> for Label {
    fn from(kind: EvidenceKind) -> Self {
        match kind {
            EvidenceKind::Survey => Self::Survey,
            EvidenceKind::Analytics => Self::Analytics,
            EvidenceKind::Interview => Self::Interview,
            EvidenceKind::Recording => Self::Recording,
            EvidenceKind::Sales => Self::Sales,
            EvidenceKind::Support => Self::Support,
            EvidenceKind::Observation => Self::Observation,
            EvidenceKind::Assumption => Self::Assumption,
        }
    }
}

impl From<MapState> for Label {
    fn from(state: MapState) -> Self {
        match state {
            MapState::Current => Self::AsItIs,
            MapState::Future => Self::AsItShouldBe,
        }
    }
}

impl From<Grain> for Label {
    fn from(grain: Grain) -> Self {
        match grain {
            Grain::All => Self::AllTime,
            Grain::Year => Self::ByYear,
            Grain::Quarter => Self::ByQuarter,
            Grain::Month => Self::ByMonth,
            Grain::Week => Self::ByWeek,
            Grain::Day => Self::ByDay,
        }
    }
}
