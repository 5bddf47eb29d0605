//! Texts as the proposal writes them: values of TOML, remarks, figures.
//! Invariant: what is written here holds no character that a printer would change, and no remark breaks its line.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use crate::source::format::shorten;
use crate::source::mask::mask;
use crate::text;
use crate::text::capitalized;

/// How wide a line with a remark may be, before it is moved in.
const WIDEST: usize = 108;

/// `17,893`.
pub(in crate::source) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 cell`, `812 cells`.
pub(in crate::source) fn counted(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A name or a value of the file, as a remark repeats it.
pub(in crate::source) fn told(text: &str) -> String {
    format!("`{}`", shorten(text))
}

/// A value of the file, without what is personal in it.
pub(in crate::source) fn told_value(text: &str) -> String {
    told(&mask(text))
}

/// Several of them, the first few.
pub(in crate::source) fn told_all<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 6;
    let mut texts = texts.map(told);
    let mut out: Vec<String> = texts.by_ref().take(MOST).collect();
    let n_more = texts.count();
    if n_more > 0 {
        out.push(format!("{n_more} more"));
    }
    out.join(", ")
}

/// A text of TOML on one line. What a terminal might act on, or a printer drop, is written as `\uXXXX`.
pub(in crate::source) fn quoted(text: &str) -> String {
    let literal = escaped(text, text::is_plain);
    // Piles of marks are plain one by one.
    let is_kept = text::plain(&literal) == literal;
    if is_kept { literal } else { escaped(text, |c| c.is_ascii() && text::is_plain(c)) }
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ if is_kept(c) => out.push(c),
            _ if u32::from(c) <= 0xffff => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            _ => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

/// A key of TOML, in quotes where it needs them.
pub(in crate::source) fn key(text: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !text.is_empty() && text.chars().all(is_bare) { text.to_owned() } else { quoted(text) }
}

/// `["a", "b"]`.
pub(in crate::source) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", texts.into_iter().map(quoted).collect::<Vec<_>>().join(", "))
}

/// `Delivery options` from `delivery-options`.
pub(in crate::source) fn titled(text: &str) -> String {
    let words: Vec<&str> = text.split(['-', '_', '.', ' ']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { text.to_owned() } else { capitalized(&words.join(" ")) }
}

/// A remark of TOML, on as many lines as it takes.
pub(in crate::source) fn remark(text: &str) -> String {
    let clean = text::plain(text);
    let mut lines = vec![String::from("#")];
    for word in clean.split_whitespace() {
        let is_full = lines.last().is_some_and(|line| line.len() > 1 && line.width() + 1 + word.width() > WIDEST);
        if is_full {
            lines.push(String::from("#"));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped() {
        for (n, expected) in [(0, "0"), (999, "999"), (1_000, "1,000"), (21_559, "21,559"), (1_000_000, "1,000,000")] {
            assert_eq!(grouped(n), expected);
        }
        assert_eq!((counted(1, "row"), counted(2_000, "row")), ("1 row".into(), "2,000 rows".into()));
    }

    #[test]
    fn a_text_reads_as_itself_and_prints_as_it_is() {
        let flood = format!("e{}", "\u{301}".repeat(9));
        for raw in ["כן", "a\"b\\c", "a\nb\tc\r", "\u{1b}[2J\u{202e}x\u{200b}\u{feff}", "\u{e0041}", "a\u{a0}b", &flood]
        {
            let literal = quoted(raw);
            assert_eq!(text::plain(&literal), literal);
            let table: toml::Table = format!("x = {literal}").parse().unwrap();
            assert_eq!(table["x"].as_str(), Some(raw));
        }
    }

    #[test]
    fn a_remark_stays_one_and_narrow() {
        let text = format!("it said \u{1b}[2J\n{}", "word ".repeat(60));
        let remark = remark(&text);
        assert!(remark.lines().count() > 2);
        assert!(remark.lines().all(|line| line.starts_with("# ") && line.width() <= WIDEST), "{remark}");
    }

    #[test]
    fn a_title_is_made_of_an_id() {
        assert_eq!(titled("delivery-options"), "Delivery options");
        assert_eq!(titled("help.mail"), "Help mail");
        assert_eq!(titled("תאריך"), "תאריך");
        assert_eq!(titled("--"), "--");
    }
}
