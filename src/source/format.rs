//! The map format as data: every table and key, what a value must be, and one sentence for people. The parser, the
//! settings and the reference page read the same rows.
//! Invariant: a key stands once in its table.

mod check;
pub mod examples;
mod fields;
mod ids;
mod newer;
mod place;
pub mod report;
mod schema;
mod settings;
mod suggest;
mod syntax;
mod tables;
mod things;
mod tree;
mod trial;
mod value;
mod words;

pub use crate::journey::rule as rules;
pub(crate) use fields::{Fields, Raw};
pub(crate) use ids::{Ids, written_id};
pub(crate) use place::{Id, Place};
pub(crate) use report::{Remark, Report};
pub use schema::{Field, Table, ValueKind};
pub(crate) use schema::{may, must, or};
pub use settings::SETTINGS;
pub(crate) use settings::{BIDI, COLORS, GLYPHS, LABELS, LINKS, THEMES};
pub(crate) use suggest::{did_you_mean, shorten};
pub(crate) use syntax::read;
pub(crate) use tables::{
    ACTION, ASK, BINDING, CHANNEL, CONSULT, EVIDENCE, JOURNEY, METRIC, NOTE, OPPORTUNITY, PAIN, PERSONA, PROMISE,
    RESEARCH, RISK, SCENARIO, STAGE, TARGET, TOUCHPOINT,
};
pub use tree::Parsed;
pub(crate) use tree::{Branch, KeyNode, Node, Value, table as tree_table};
pub(crate) use trial::{read_value, try_table, try_value};
pub(crate) use value::seconds_of;
pub(crate) use words::*;
