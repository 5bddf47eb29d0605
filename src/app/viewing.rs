//! Which view of a journey is looked at, how its dials are turned, and which pain points of a touchpoint are shown.
//! What a view shows is in the table of views (`scene::views`); here are only the names that a place remembers.

use crate::journey::{PainPoint, PainStatus};

/// The name of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ViewName(&'static str);

impl ViewName {
    /// The journey's own story: what is shown of a journey as a whole, unless another view is chosen.
    pub(crate) const ABOUT: Self = Self::new("about");

    /// The page of a standup: it is no view to choose, since a standup begins and ends.
    pub(crate) const STANDUP: Self = Self::new("standup");

    /// What each role is after.
    pub(crate) const GOALS: Self = Self::new("goals");

    /// One touchpoint after the other: the keys that go along a journey go on there.
    pub(crate) const WALK: Self = Self::new("walk");

    pub(crate) const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// The name as it is typed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// What was chosen of what views let one choose. A dial of the same name stands alike in every view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dials(Vec<(&'static str, String)>);

impl Dials {
    /// What a dial was turned to; `None`: the usual.
    #[must_use]
    pub(crate) fn chosen(&self, dial: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| *own == dial).map(|(_, choice)| choice.as_str())
    }

    pub(crate) fn turn(&mut self, dial: &'static str, choice: Option<String>) {
        self.0.retain(|(own, _)| *own != dial);
        self.0.extend(choice.map(|choice| (dial, choice)));
    }
}

/// Which pain points of a touchpoint are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PainChoice {
    #[default]
    All,
    Open,
    Planned,
    /// Of severity 4 and 5, unless they are fixed.
    Severe,
}

impl PainChoice {
    /// The one after it; after the last all are shown again.
    #[must_use]
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::All => Self::Open,
            Self::Open => Self::Planned,
            Self::Planned => Self::Severe,
            Self::Severe => Self::All,
        }
    }

    /// Is that one shown?
    #[must_use]
    pub(crate) fn has(self, pain: &PainPoint) -> bool {
        match self {
            Self::All => true,
            Self::Open => pain.status == PainStatus::Open,
            Self::Planned => pain.status == PainStatus::Planned,
            Self::Severe => pain.is_hurting() && pain.severity >= Some(4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::stand::pain;

    #[test]
    fn a_choice_parts_pain_points_by_state_and_by_severity() {
        let all = [
            pain("a", "A", 5, PainStatus::Fixed),
            pain("b", "B", 4, PainStatus::Open),
            pain("c", "C", 2, PainStatus::Planned),
            PainPoint { severity: None, ..pain("d", "D", 1, PainStatus::Open) },
        ];
        let shown = |choice: PainChoice| -> Vec<&str> {
            all.iter().filter(|pain| choice.has(pain)).map(|pain| pain.id.as_str()).collect()
        };
        let mut choice = PainChoice::default();
        for expected in [&["a", "b", "c", "d"][..], &["b", "d"], &["c"], &["b"]] {
            assert_eq!(shown(choice), expected, "{choice:?}");
            choice = choice.next();
        }
        assert_eq!(choice, PainChoice::All);
    }
}
