//! A text with its emoji in words and its blanks as ASCII.
//! Invariant: what stands for an emoji depends on the character and the one before it only.

use std::sync::LazyLock;

/// Emoji and what they are called; see `data/README.md`.
const EMOJI: &str = include_str!("data/emoji.tsv");

/// Every emoji there is a name for, in order.
static NAMES: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
    let rows = EMOJI.lines().filter_map(|line| line.split_once('\t'));
    let mut names: Vec<_> = rows.filter_map(|(emoji, name)| Some((emoji.chars().next()?, name))).collect();
    names.sort_unstable();
    names
});

/// How many letters of which kind there are beside ASCII.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// Of the Latin script.
    pub(super) latin: usize,
    /// Of others; a sign that stands for a syllable or a word counts three times.
    pub(super) other: usize,
}

/// A text without its emoji.
pub(super) fn without_emoji(text: &str) -> String {
    text.chars().map(|c| if name(c).is_some() { ' ' } else { c }).collect()
}

fn name(c: char) -> Option<&'static str> {
    if !may_be_emoji(c) {
        return None;
    }
    let names = &*NAMES;
    let idx = names.binary_search_by_key(&c, |(emoji, _)| *emoji).ok()?;
    names.get(idx).map(|(_, name)| *name)
}

/// Writes a text that is not all ASCII; says which letters it has, and how many emoji.
pub(super) fn spell(text: &str, spelled: &mut String) -> (Letters, usize) {
    let (mut letters, mut n_emoji) = (Letters::default(), 0);
    let mut is_after_blank = true;
    let mut rest = text;
    loop {
        let n_plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let (plain, others) = rest.split_at(n_plain);
        if let Some(last) = plain.bytes().last() {
            spelled.push_str(plain);
            is_after_blank = last == b' ';
        }
        let mut chars = others.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        if let Some(name) = name(c) {
            if !is_after_blank {
                spelled.push(' ');
            }
            spelled.push_str(name);
            n_emoji += 1;
            is_after_blank = false;
            continue;
        }
        // No other blank than a space keeps the name of an emoji apart: it is blank enough for words all the same.
        is_after_blank = false;
        if c.is_whitespace() {
            spelled.push(' ');
        } else {
            letters.count(c);
            spelled.push(c);
        }
    }
    (letters, n_emoji)
}

/// Between these lie the letters of most languages.
fn may_be_emoji(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{3300}' | '\u{1f000}'..)
}

impl Letters {
    fn count(&mut self, c: char) {
        match c {
            '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
            | '\u{ab30}'..='\u{ab64}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}'
            // Letters of mathematics, which people write names and jokes in.
            | '\u{2100}'..='\u{214f}' | '\u{24b6}'..='\u{24e9}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f100}'..='\u{1f1ff}' => {
                self.latin += usize::from(c.is_alphabetic());
            }
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => self.other += 3,
            _ => self.other += usize::from(c.is_alphabetic()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, text: &str, expected: &str) {
        let mut spelled = String::new();
        spell(text, &mut spelled);
        assert_eq!(spelled, expected, "{name}");
    }

    #[test]
    fn emoji_are_written_out_one_code_point_at_a_time() {
        check("alone", "😁", "beaming face with smiling eyes");
        check("after a word", "ok😁", "ok beaming face with smiling eyes");
        check("after a space", "ok 😁", "ok beaming face with smiling eyes");
        check("before a word", "😁ok", "beaming face with smiling eyesok");
        check("two", "💘💘", "heart with arrow heart with arrow");
        check("after another blank", "ok\u{a0}©", "ok  copyright");
        check("after a tab", "é\t©", "é\t copyright");
        check("with a selector", "❤\u{fe0f}", "red heart\u{fe0f}");
    }

    #[test]
    fn every_emoji_of_the_table_has_its_name() {
        assert_eq!(NAMES.len(), 1212);
        for (emoji, name) in NAMES.iter() {
            check(name, &emoji.to_string(), name);
        }
    }

    #[test]
    fn letters_are_told_by_script() {
        let of = |text: &str| spell(text, &mut String::new()).0;
        assert_eq!(of("naïve"), Letters { latin: 1, other: 0 });
        assert_eq!(of("שירות"), Letters { latin: 0, other: 5 });
        assert_eq!(of("好 iPhone"), Letters { latin: 0, other: 3 });
        assert_eq!(of("👍😀 …"), Letters::default());
    }
}
