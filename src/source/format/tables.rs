//! Every table of a map. Must not know how they are read.
//! Invariant: a key that is here is read, and lands in the map.

mod sources;

pub(crate) use self::sources::{ASK, METRIC, SOURCE};
use super::schema::{Table, ValueKind, may, must};
pub(crate) use crate::journey::binding::BINDING;
pub(crate) use crate::journey::claim::{ACTION, EVIDENCE, NOTE, OPPORTUNITY, PAIN, PROMISE, RESEARCH, RISK};
pub(crate) use crate::journey::map::{JOURNEY, STAGE, TARGET, TOUCHPOINT};
pub(crate) use crate::journey::persona::{CHANNEL, CONSULT, PERSONA, SCENARIO};

/// A whole file; every other table is named from here.
#[rustfmt::skip]
pub static ROOT: Table = Table {
    name: "a map",
    headers: &[],
    doc: "One journey to a file.",
    fields: &[
        must("journey", ValueKind::Table(&JOURNEY), "The journey itself."),
        may("persona", ValueKind::Tables(&PERSONA), "Who lives through it; the first one is shown in the header."),
        may("channel", ValueKind::Tables(&CHANNEL), "Channels with names of their own."),
        may("metric", ValueKind::Tables(&METRIC), "Metrics besides the built-in ones."),
        may("source", ValueKind::Tables(&SOURCE), "CSV files and how to read them."),
        may("stage", ValueKind::Tables(&STAGE), "The phases of the journey, in order."),
        may("consults", ValueKind::Tables(&CONSULT), "Where customers look before they decide."),
        may("scenario", ValueKind::Tables(&SCENARIO), "Paths through the touchpoints."),
    ],
};

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
    &CONSULT,
    &SCENARIO,
    &EVIDENCE,
    &RESEARCH,
    &BINDING,
];
