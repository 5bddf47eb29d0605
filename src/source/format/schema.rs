//! Rows of tables that stand for no one struct: the file itself, the sources, the settings.

use crate::journey::schema;
pub use crate::journey::schema::{Field, Table, ValueKind};

/// A key that must be there.
pub(crate) const fn must(key: &'static str, kind: ValueKind, doc: &'static str) -> Field {
    Field { key, doc, ..schema::must(kind) }
}

/// A key that may be there.
pub(crate) const fn may(key: &'static str, kind: ValueKind, doc: &'static str) -> Field {
    Field { key, doc, ..schema::may(kind) }
}

/// A key that may be there, and what holds without it.
pub(crate) const fn or(key: &'static str, kind: ValueKind, default: &'static str, doc: &'static str) -> Field {
    Field { key, doc, ..schema::or(kind, default) }
}
