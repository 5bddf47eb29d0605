//! International bank account numbers in text.
//! Invariant: only what passes the check of ISO 13616 is masked.

use super::{Kind, Part, is_unseen};

/// How long account numbers are, in letters and digits.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// Finds them: two letters, two digits, then letters and digits, in groups or not.
pub(super) fn find(text: &str) -> Vec<Part> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let (mut parts, mut idx) = (Vec::new(), 0);
    while idx < letters.len() {
        let is_start = idx == 0 || letters.get(idx - 1).is_some_and(|(_, c)| !c.is_ascii_alphanumeric());
        match Some(idx).filter(|_| is_start).and_then(|idx| number(letters.get(idx..)?)) {
            Some(n_letters) => {
                let start = letters.get(idx).map_or(0, |(start, _)| *start);
                idx += n_letters;
                let end = letters.get(idx).map_or(text.len(), |(end, _)| *end);
                parts.push(Part { start, end, kind: Kind::Account });
            }
            None => idx += 1,
        }
    }
    parts
}

/// How many characters the account number at the start of a text takes; the longest where several are valid.
fn number(letters: &[(usize, char)]) -> Option<usize> {
    let (mut signs, mut found) = (Vec::new(), None);
    for (idx, (_, c)) in letters.iter().enumerate() {
        match c {
            ' ' | '-' | '\u{a0}' if !signs.is_empty() => continue,
            c if is_unseen(*c) => continue,
            c if c.is_ascii_alphanumeric() && signs.len() < *LENGTHS.end() => signs.push(c.to_ascii_uppercase()),
            _ => break,
        }
        let is_right = match signs.len() {
            1 | 2 => c.is_ascii_alphabetic(),
            3 | 4 => c.is_ascii_digit(),
            _ => true,
        };
        if !is_right {
            return None;
        }
        let is_end = letters.get(idx + 1).is_none_or(|(_, c)| !c.is_ascii_alphanumeric());
        if is_end && LENGTHS.contains(&signs.len()) && is_valid(&signs) {
            found = Some(idx + 1);
        }
    }
    found
}

/// With its first four signs moved to the end, it leaves 1 when divided by 97.
fn is_valid(signs: &[char]) -> bool {
    let (head, rest) = signs.split_at(signs.len().min(4));
    let values = rest.iter().chain(head).filter_map(|c| c.to_digit(36));
    values.fold(0, |left, value| (left * if value > 9 { 100 } else { 10 } + value) % 97) == 1
}
