//! The line that commits what a standup changed.
//! Invariant: it is ASCII, and a shell takes the path for one word that means these very bytes.

use std::fmt::Write as _;

use super::summary::{Meeting, tally};
use crate::text::REPLACEMENT;

/// `git add maps/toys.toml && git commit -m "standup 2026-04-01: 2 pains fixed, 1 note" maps/toys.toml`, which works for a
/// map that is new to git too; `None` where the path is not known to the byte.
#[must_use]
pub fn commit(meeting: &Meeting<'_>, path: &str) -> Option<String> {
    let said = tally(meeting);
    let is_known = !path.is_empty() && !path.contains(REPLACEMENT);
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) };
    is_known.then(|| {
        let path = quoted(path);
        format!("git add {path} && git commit -m \"standup {}{said}\" {path}", meeting.date)
    })
}

/// A path as one word of a shell.
fn quoted(path: &str) -> String {
    // Not taken for an option.
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | ',' | '@');
    if path.chars().all(is_bare) {
        return path;
    }
    if path.chars().all(|c| matches!(c, ' '..='~')) {
        return format!("'{}'", path.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for byte in path.bytes() {
        let _ = match byte {
            b'\'' | b'\\' => write!(word, "\\{}", char::from(byte)),
            b' '..=b'~' => write!(word, "{}", char::from(byte)),
            _ => write!(word, "\\{byte:03o}"),
        };
    }
    word.push('\'');
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_of_a_shell() {
        for (path, expected) in [
            ("maps/toys/journey.toml", "maps/toys/journey.toml"),
            ("my maps/toys.toml", "'my maps/toys.toml'"),
            ("it's.toml", r"'it'\''s.toml'"),
            ("$HOME;`id`!.toml", "'$HOME;`id`!.toml'"),
            ("~/a.toml", "'~/a.toml'"),
            ("-a.toml", "./-a.toml"),
            ("לחם.toml", r"$'\327\234\327\227\327\235.toml'"),
            ("l'été\\.toml", r"$'l\'\303\251t\303\251\\.toml'"),
        ] {
            assert_eq!(quoted(path), expected, "{path}");
        }
    }
}
