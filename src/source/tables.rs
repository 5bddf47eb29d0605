//! A whole map as tables: what stands at its top, its sources with the keys of every shape, and the page that is folded
//! from all that.
//! Invariant: every table there is stands in [`FIELDS`].

mod json_schema;
mod nouns;
mod reference;
mod root;
mod source;

pub use json_schema::json_schema;
pub(crate) use nouns::{is_beside_journey, is_by_position, nouns_in, table_of};
pub use reference::{reference, settings_reference};
pub(crate) use root::SOURCE;
pub use root::{FIELDS, ROOT, examples};
