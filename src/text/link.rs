//! The address of a page or of a mailbox, as a terminal may be told it.
//! Invariant: a [`Link`] begins in a known way and holds visible ASCII only, and no more of it than terminals take.

use std::fmt::Write as _;

/// How an address begins that a terminal may open.
const STARTS: [&str; 3] = ["https://", "http://", "mailto:"];

/// Terminals ignore longer ones.
const LONGEST: usize = 2_000;

/// An address that a terminal may open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link(String);

impl Link {
    /// The address, unless it is none that a terminal may open.
    ///
    /// * Characters beyond ASCII stand as their bytes: `%D7%A9`.
    /// * An address with blanks or controls is refused, not mended: it is not what its author meant.
    #[must_use]
    pub fn new(raw: &str) -> Option<Self> {
        if !is_address(raw) {
            return None;
        }
        let mut address = String::with_capacity(raw.len());
        for byte in raw.bytes() {
            match byte {
                b'!'..=b'~' => address.push(char::from(byte)),
                byte => write!(address, "%{byte:02X}").expect("a string takes every byte"),
            }
        }
        (address.len() <= LONGEST).then_some(Self(address))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The bytes after which what is written leads to an address, or nowhere; see OSC 8 of ECMA-48's operating system commands.
/// One id for all of them: rows that lead to one address are one link.
#[must_use]
pub fn turn(link: Option<&Link>) -> String {
    link.map_or_else(|| "\u{1b}]8;;\u{1b}\\".to_owned(), |Link(address)| format!("\u{1b}]8;id=cjm;{address}\u{1b}\\"))
}

/// Is it the whole address of a page or of a mailbox?
#[must_use]
pub fn is_address(text: &str) -> bool {
    let is_known = STARTS.iter().any(|start| text.len() > start.len() && text.starts_with(start));
    is_known && text.chars().all(|c| !c.is_whitespace() && !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_pass_and_only_visible_ascii_of_them() {
        let cases = [
            ("a page", "https://example.org/report?q=1;2#top", Some("https://example.org/report?q=1;2#top")),
            ("a mailbox", "mailto:ann@example.org", Some("mailto:ann@example.org")),
            ("Hebrew", "http://example.org/ש", Some("http://example.org/%D7%A9")),
            ("a joiner", "https://example.org/a\u{200d}b", Some("https://example.org/a%E2%80%8Db")),
            ("turned round", "https://example.org/\u{202e}cba", Some("https://example.org/%E2%80%AEcba")),
            ("nothing behind", "https://", None),
            ("a file", "file:///etc/passwd", None),
            ("a script", "javascript:alert(1)", None),
            ("no address", "survey 2017", None),
            ("an end", "https://example.org/\u{1b}\\\u{1b}[2J", None),
            ("a bell", "https://example.org/\u{7}", None),
            ("a control of eight bits", "https://example.org/\u{9c}", None),
            ("a blank", "https://example.org/a b", None),
            ("two lines", "https://example.org/\nb", None),
        ];
        for (name, raw, expected) in cases {
            assert_eq!(Link::new(raw).as_ref().map(Link::as_str), expected, "{name}");
        }
    }

    #[test]
    fn what_is_too_long_is_no_link() {
        let long = |n: usize| format!("https://{}", "a".repeat(n));
        assert!(Link::new(&long(LONGEST - 8)).is_some());
        assert!(Link::new(&long(LONGEST - 7)).is_none());
        let hebrew = format!("https://{}", "ש".repeat(LONGEST / 6));
        assert!(Link::new(&hebrew).is_none(), "what counts is how long it is for the terminal");
    }

    #[test]
    fn every_scalar_comes_out_visible() {
        for c in '\0'..=char::MAX {
            if let Some(link) = Link::new(&format!("https://{c}")) {
                assert!(link.as_str().bytes().all(|byte| byte.is_ascii_graphic()), "U+{:04X}", c as u32);
            }
        }
    }
}
