//! Every table of a map and its keys, one row each. Must not know how they are read.
//! Invariant: a key that is here is read, and lands in the map.

mod items;
mod journey;
mod sources;

pub(crate) use self::items::{ACTION, EVIDENCE, NOTE, OPPORTUNITY, PAIN, PROMISE, RESEARCH, RISK};
pub use self::journey::ROOT;
pub(crate) use self::journey::{CHANNEL, JOURNEY, PERSONA, SCENARIO, STAGE, TARGET, TOUCHPOINT};
pub(crate) use self::sources::{ASK, BINDING, METRIC, SOURCE};
use super::schema::Table;

/// Every table of a map, from the outside in.
pub const FIELDS: &[&Table] = &[
    &ROOT,
    &JOURNEY,
    &TARGET,
    &PERSONA,
    &CHANNEL,
    &METRIC,
    &SOURCE,
    &ASK,
    &STAGE,
    &TOUCHPOINT,
    &PAIN,
    &OPPORTUNITY,
    &RISK,
    &NOTE,
    &ACTION,
    &PROMISE,
    &SCENARIO,
    &EVIDENCE,
    &RESEARCH,
    &BINDING,
];
