//! What places have in common that are told together: those that fell, those that rose earlier, those of which one cannot
//! tell. Invariant: every place is in one group.

use super::place::PlaceFound;
use crate::analysis::judged::Said;
use crate::metric::{Course, Direction, Verdict};

/// What is said of several places together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum ChangeGroup {
    /// Of late, or between the two periods that were asked for.
    Fell,
    Rose,
    /// Once, and not since.
    FellEarlier,
    RoseEarlier,
    /// Its periods differ, without a direction.
    Moved,
    Steady,
    CannotTell,
    /// Its periods are not set against each other.
    NotCompared,
}

impl ChangeGroup {
    /// All of them, the worse first for a metric of this direction.
    pub(crate) const fn in_order(direction: Direction) -> [Self; 8] {
        let rest = [Self::Moved, Self::CannotTell, Self::Steady, Self::NotCompared];
        let [moved, cannot, steady, not] = rest;
        match direction {
            Direction::HigherIsBetter => {
                [Self::Fell, Self::FellEarlier, Self::Rose, Self::RoseEarlier, moved, cannot, steady, not]
            }
            Direction::LowerIsBetter => {
                [Self::Rose, Self::RoseEarlier, Self::Fell, Self::FellEarlier, moved, cannot, steady, not]
            }
        }
    }

    /// Which way it went, if it did.
    pub(crate) const fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Fell | Self::FellEarlier => Some(Verdict::Fell),
            Self::Rose | Self::RoseEarlier => Some(Verdict::Rose),
            Self::Moved | Self::Steady | Self::CannotTell | Self::NotCompared => None,
        }
    }

    /// That of a place.
    ///
    /// * `is_asked`: were two periods asked for? Then it is theirs.
    pub(crate) fn of(own: &PlaceFound, is_asked: bool) -> Self {
        let between = match own.pair.as_ref().map(|pair| pair.outcome) {
            Ok(Ok(change)) => Self::of_verdict(change.verdict),
            _ => Self::NotCompared,
        };
        if is_asked {
            return between;
        }
        let recent = own.judged.recent().and_then(|said| said.verdict()).map(Self::of_verdict);
        if let Some(group @ (Self::Fell | Self::Rose)) = recent {
            return group;
        }
        let earlier = own.judged.said().and_then(|said| match said {
            Said::Broke(own) => Some(own.verdict()),
            Said::Stepped(_) => None,
        });
        match (earlier, own.passage.course) {
            (Some(Verdict::Fell), _) | (_, Course::Falling) => Self::FellEarlier,
            (Some(Verdict::Rose), _) | (_, Course::Rising) => Self::RoseEarlier,
            (_, Course::Moved) => Self::Moved,
            _ => between,
        }
    }

    const fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Fell => Self::Fell,
            Verdict::Rose => Self::Rose,
            Verdict::Steady => Self::Steady,
            Verdict::CannotTell => Self::CannotTell,
        }
    }
}
