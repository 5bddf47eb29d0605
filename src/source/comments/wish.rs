//! Whose comments are asked for, and how much of them may be shown.

use crate::journey::{Address, Segment};
use crate::metric::{Crowd, Gate, Limits};

/// Is personal data masked?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// E-mail addresses, phone, card and account numbers are.
    #[default]
    Masked,
    /// Nothing is: the user asked for it.
    Shown,
}

/// Whose comments are wanted, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The place.
    pub at: Address,
    /// Which rows; none chosen: everyone's.
    pub segment: Segment,
    /// Is personal data masked?
    pub privacy: Privacy,
    /// How small a filtered group is not shown, by the settings: see [`Limits::hidden`].
    pub hidden: u64,
}

impl Wish {
    /// What decides whether the comments of so many answers are shown.
    pub(super) fn gate(&self) -> Gate {
        self.gate_of(if self.segment.choices.is_empty() { Crowd::Everyone } else { Crowd::Filtered })
    }

    /// How many people must share a value for it to stand beside a comment: those of one value are a filtered group.
    pub(super) fn least_beside(&self) -> u64 {
        self.gate_of(Crowd::Filtered).least()
    }

    fn gate_of(&self, crowd: Crowd) -> Gate {
        Gate::new(Limits { hidden: self.hidden, ..Limits::default() }, crowd)
    }
}
