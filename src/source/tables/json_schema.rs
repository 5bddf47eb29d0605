//! The format as a JSON Schema, for editors and validators.
//! Invariant: what the reader takes without a word is valid, and every key of the tables is in it.

use serde_json::{Map, Value, json};

use super::reference::bare_name;
use super::root::{FIELDS, ROOT};
use crate::source::format::{Field, Table, ValueKind};

/// The draft that editors of TOML and validators understand.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a map.
#[must_use]
pub fn json_schema() -> Value {
    let inner = FIELDS.iter().filter(|table| table.name != ROOT.name);
    let definitions: Map<String, Value> = inner.map(|table| (id(table), object(table))).collect();
    let mut schema = object(&ROOT);
    if let Value::Object(own) = &mut schema {
        own.insert("$schema".to_owned(), DRAFT.into());
        own.insert("title".to_owned(), "A customer journey map".into());
        own.insert("definitions".to_owned(), definitions.into());
    }
    schema
}

/// `pain-point`.
fn id(table: &Table) -> String {
    bare_name(table).replace(' ', "-")
}

fn object(table: &Table) -> Value {
    let properties: Map<String, Value> =
        table.fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    let required: Vec<&str> = table.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let mut object = json!({
        "type": "object",
        "description": table.doc,
        "properties": properties,
        "additionalProperties": false,
    });
    if let (Value::Object(object), false) = (&mut object, required.is_empty()) {
        object.insert("required".to_owned(), required.into());
    }
    object
}

/// A key: what it takes, and its sentence.
fn property(field: &Field) -> Value {
    let without = if field.default.is_empty() { String::new() } else { format!(" Without it: {}.", field.default) };
    let mut property = Map::new();
    property.insert("description".to_owned(), format!("{}{without}", field.doc).into());
    match value(&field.kind) {
        // A reference stands alone in this draft.
        Value::Object(own) if own.contains_key("$ref") => {
            property.insert("allOf".to_owned(), json!([own]));
        }
        Value::Object(own) => property.extend(own),
        _ => {}
    }
    Value::Object(property)
}

fn value(kind: &ValueKind) -> Value {
    let text = json!({ "type": "string" });
    let code = json!({ "type": ["string", "integer"] });
    let one_or_many = |one: &Value| json!({ "anyOf": [one, { "type": "array", "items": one }] });
    let two = |kind: &str| json!({ "type": "array", "items": { "type": kind }, "minItems": 2, "maxItems": 2 });
    let reference = |table: &Table| json!({ "$ref": format!("#/definitions/{}", id(table)) });
    match *kind {
        ValueKind::Id | ValueKind::Text | ValueKind::Path => text,
        ValueKind::Texts => one_or_many(&text),
        ValueKind::Codes => one_or_many(&code),
        ValueKind::Date => json!({ "type": "string", "format": "date" }),
        ValueKind::Days => {
            json!({ "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 36_525 },
                { "type": "string", "pattern": "^\\s*\\+?[0-9]+\\s+(day|week|month|year)s?\\s*$" },
            ] })
        }
        ValueKind::Span => {
            json!({ "type": "string", "pattern": "^\\s*\\+?[0-9]+\\s+(minute|hour|day|week|month|year)s?\\s*$" })
        }
        ValueKind::Whole { low, high: i64::MAX } => json!({ "type": "integer", "minimum": low }),
        ValueKind::Whole { low, high } => json!({ "type": "integer", "minimum": low, "maximum": high }),
        ValueKind::Period => code,
        ValueKind::Number => json!({ "type": "number" }),
        ValueKind::Truth => json!({ "type": "boolean" }),
        ValueKind::Words(words) => json!({ "enum": words }),
        ValueKind::Letter => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        ValueKind::Scale => two("integer"),
        ValueKind::Range => two("number"),
        ValueKind::Choices => json!({ "type": "object", "additionalProperties": one_or_many(&code) }),
        ValueKind::Columns | ValueKind::TextBy => json!({ "type": "object", "additionalProperties": text }),
        ValueKind::WholeBy { low, high } => json!({
            "type": "object",
            "additionalProperties": { "type": "integer", "minimum": low, "maximum": high },
        }),
        ValueKind::Link => json!({ "type": "string", "pattern": "^(https?://|mailto:)[^\\s]+$" }),
        ValueKind::Table(table) => reference(table),
        ValueKind::Tables(table) => json!({ "type": "array", "items": reference(table) }),
    }
}
