//! Whose comments are asked for, and how much of them may be shown.

use crate::journey::{Address, Segment};
use crate::metric::{Crowd, Gate, Limits};

/// Is personal data masked?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Privacy {
    /// Words stand for e-mail addresses, phone, card and account numbers.
    #[default]
    Masked,
    /// The user asked to see them.
    Shown,
}

/// Whose comments are wanted, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The place, with all in it.
    pub at: Address,
    /// Whose rows; everyone's where nothing is chosen.
    pub segment: Segment,
    /// Is personal data masked?
    pub privacy: Privacy,
    /// Groups smaller than this are hidden, as the settings say: see [`Limits::hidden`].
    pub hidden: u64,
}

impl Wish {
    /// Decides whether a place with so many answers shows its comments.
    pub(super) fn gate(&self) -> Gate {
        self.gate_of(self.segment.crowd())
    }

    /// How many people must share a value for it to stand beside a comment: they are a filtered group like any other.
    pub(super) fn least_beside(&self) -> u64 {
        self.gate_of(Crowd::Filtered).least()
    }

    fn gate_of(&self, crowd: Crowd) -> Gate {
        Gate::new(Limits { hidden: self.hidden, ..Limits::default() }, crowd)
    }
}
