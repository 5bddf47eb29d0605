//! Every table of a map.
//! Invariant: a key that is here is read, and lands in the map.

mod sources;

pub(crate) use self::sources::{ASK, METRIC};
pub(crate) use crate::journey::binding::BINDING;
pub(crate) use crate::journey::claim::{ACTION, EVIDENCE, NOTE, OPPORTUNITY, PAIN, PROMISE, RESEARCH, RISK};
pub(crate) use crate::journey::map::{JOURNEY, STAGE, TARGET, TOUCHPOINT};
pub(crate) use crate::journey::persona::{CHANNEL, CONSULT, PERSONA, SCENARIO};
