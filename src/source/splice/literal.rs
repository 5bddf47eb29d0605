//! Texts and keys as TOML writes them.
//! Invariant: what is written here reads as exactly the text it is made of.

use std::fmt::Write as _;

/// A key of a new item and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// Without quotes.
    pub key: String,
    /// The value as TOML.
    pub literal: String,
}

/// A string of TOML that reads as exactly this text; in the quotes of `like`, a literal, where they can hold it.
/// Line breaks are those of the text: give them the [`line_ending`](super::line_ending) of the file before.
#[must_use]
pub fn literal_of_text(text: &str, like: Option<&str>) -> String {
    let like = like.unwrap_or("\"");
    let breaks =
        text.find('\n').map(|at| if text.get(..at).is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" });
    let is_raw = like.starts_with('\'') && !text.chars().any(is_escaped) && !text.replace("\r\n", "").contains('\r');
    let spreads = like.starts_with("\"\"\"") || like.starts_with("'''");
    if !spreads && (breaks.is_none() || like.starts_with('"') && like.contains("\\n")) {
        let is_raw = is_raw && !text.contains('\'');
        return if is_raw { format!("'{text}'") } else { format!("\"{}\"", escaped(text, false)) };
    }
    // The break after the quotes is not of the text. One line needs none, but keeps that which is there.
    let own = like.get(3..).unwrap_or_default();
    let open = match breaks {
        Some(own_break) if !spreads || text.starts_with(own_break) || own.starts_with(['\r', '\n']) => own_break,
        None if own.starts_with("\r\n") => "\r\n",
        None if own.starts_with('\n') => "\n",
        _ => "",
    };
    let is_raw = is_raw && !text.contains("'''") && !text.ends_with('\'');
    if is_raw { format!("'''{open}{text}'''") } else { format!("\"\"\"{open}{}\"\"\"", escaped(text, true)) }
}

/// A key as it is written; in quotes where it needs them.
pub(super) fn key_of(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(is_bare) { key.to_owned() } else { format!("\"{}\"", escaped(key, false)) }
}

/// Keys with dots between them.
pub(super) fn dotted<'k>(keys: impl Iterator<Item = &'k str>) -> String {
    keys.map(key_of).collect::<Vec<_>>().join(".")
}

/// Must a character be escaped wherever it stands?
fn is_escaped(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

fn escaped(text: &str, is_spread: bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut n_quotes = 0;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek();
        // Three quotes in a row would end a text of several lines, and so would one at its end.
        let is_quote = c == '"' && is_spread && n_quotes < 2 && next.is_some();
        n_quotes = if is_quote { n_quotes + 1 } else { 0 };
        match c {
            '"' if is_quote => out.push(c),
            '\n' | '\t' if is_spread => out.push(c),
            '\r' if is_spread && next == Some(&'\n') => out.push(c),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if is_escaped(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}
