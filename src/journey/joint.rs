//! Pairs of answers of one respondent at two places of a map: how often each came, or why that cannot be told.
//! Invariant: a pair of bindings is counted as a whole or not at all.

use crate::metric::JointSeries;

/// Two bindings whose answers were asked to be joined.
#[derive(Clone, Debug, PartialEq)]
pub struct JointPair {
    /// Their indexes in [`Map::bindings`](super::Map::bindings), in the order in which they were asked for.
    pub bindings: (usize, usize),
    /// How often each pair of answers came, by cohort; or why that cannot be told.
    pub series: Result<Vec<JointSeries>, Unjoined>,
}

/// Why the answers of two bindings are not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unjoined {
    /// One of the two, or both, are not of this source: nobody knows who of one file is who of another.
    OtherSource,
    /// One of the two is no answer out of few: an amount, a duration, a sentiment, a count, or what somebody else
    /// counted (series, funnels, cases, event logs).
    NotOneOfFew,
    /// The file has no such column, or the scale of the binding is none.
    Unread,
    /// The two stand in different rows, and no column says who answered.
    NoRespondent,
    /// The pairs asked for before it left too few cells for its table.
    NoRoom,
    /// More answers wait for those of another row than are kept.
    TooManyAnswers,
    /// The periods and cohorts with answers need more cells than are kept.
    TooManyPeriods,
}
