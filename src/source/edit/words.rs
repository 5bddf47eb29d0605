//! From a value of TOML to the words that a person would type for it.
//! Invariant: typed back into the same field, the words change nothing.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::source::format::{Node, Value, ValueKind, tree_table};

/// The words of a value.
///
/// * `text`: what the value was read from.
pub(super) fn words(text: &str, node: &Node<'_>, kind: ValueKind) -> String {
    match (kind, &node.value) {
        (ValueKind::Letter, Value::Text(letter)) if letter == "\t" => "tab".to_owned(),
        (ValueKind::Texts | ValueKind::Codes, Value::Text(_)) => joined(std::slice::from_ref(node)),
        (ValueKind::Texts | ValueKind::Codes, Value::List(list)) => joined(list),
        (ValueKind::Scale | ValueKind::Range, Value::List(list)) => match list.as_slice() {
            [low, high] => format!("{} to {}", scalar(low).unwrap_or_default(), scalar(high).unwrap_or_default()),
            _ => inline(text, node),
        },
        _ => scalar(node).map_or_else(|| inline(text, node), Cow::into_owned),
    }
}

/// What a thing is called: its name, else its text, else what it is.
pub(super) fn name_of(table: &crate::source::format::Branch<'_>) -> Option<String> {
    const KEYS: [&str; 8] = ["name", "title", "text", "ref", "method", "kind", "metric", "column"];
    let named = KEYS.iter().filter_map(|key| scalar(table.get(key)?));
    named.map(Cow::into_owned).find(|name| !name.trim().is_empty())
}

/// A text or a number as it is said; `None` for lists and tables.
pub(super) fn scalar<'a>(node: &'a Node<'_>) -> Option<Cow<'a, str>> {
    Some(match &node.value {
        Value::Text(text) if text.contains('\r') => Cow::Owned(text.replace("\r\n", "\n")),
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(digits, 10) | Value::Float(digits) => Cow::Borrowed(digits),
        Value::Integer(digits, radix) => {
            i64::from_str_radix(digits, *radix).map_or(Cow::Borrowed(digits.as_ref()), |whole| whole.to_string().into())
        }
        Value::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
        Value::Date(date) => Cow::Owned(date.to_string()),
        Value::List(_) | Value::Table(_) => return None,
    })
}

/// A list as words between commas; as TOML where a comma or a blank would be lost.
fn joined(list: &[Node<'_>]) -> String {
    let entries: Option<Vec<Cow<'_, str>>> = list.iter().map(scalar).collect();
    let Some(entries) = entries else { return bracketed(list) };
    if entries.is_empty() || !entries.iter().all(|entry| is_simple(entry)) {
        return bracketed(list);
    }
    entries.join(", ")
}

/// Can it stand between commas?
fn is_simple(entry: &str) -> bool {
    !entry.is_empty() && entry.trim() == entry && !entry.starts_with('[') && !entry.contains([',', '\n', '\r'])
}

fn bracketed(list: &[Node<'_>]) -> String {
    format!("[{}]", list.iter().map(|node| inline("", node)).collect::<Vec<_>>().join(", "))
}

/// Any value as TOML on one line.
pub(super) fn inline(text: &str, node: &Node<'_>) -> String {
    let raw = text.get(node.span()).unwrap_or_default();
    match &node.value {
        Value::List(list) => {
            format!("[{}]", list.iter().map(|node| inline(text, node)).collect::<Vec<_>>().join(", "))
        }
        Value::Table(_) => {
            let entries = tree_table(node).map(|table| table.entries.as_slice()).unwrap_or_default();
            let pairs = entries.iter().map(|entry| format!("{} = {}", key(&entry.key), inline(text, &entry.node)));
            let pairs: Vec<String> = pairs.collect();
            if pairs.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", pairs.join(", ")) }
        }
        Value::Text(text) if raw.is_empty() || raw.contains(['\n', '\r']) => quoted(&text.replace("\r\n", "\n")),
        _ if raw.is_empty() => scalar(node).unwrap_or_default().into_owned(),
        _ => raw.to_owned(),
    }
}

/// A key of TOML, in quotes where it needs them.
pub(super) fn key(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A text of TOML on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
