//! What was left out of a source, in JSON.

use serde_json::{Value, json};

use crate::journey::LeftOut;

/// Why something was left out, how often and where.
pub(super) fn left_out_json(left_out: &LeftOut) -> Value {
    let mut entry = json!({ "reason": left_out.reason, "count": left_out.count, "lines": left_out.lines });
    if let (Some(column), Some(entry)) = (&left_out.column, entry.as_object_mut()) {
        entry.insert("column".to_owned(), json!(column));
    }
    entry
}
