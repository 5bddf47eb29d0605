//! The order in which mixed right-to-left and left-to-right text stands on a row.
//! Invariant: what comes out holds each cluster of what went in once.

use unicode_bidi::{Level, ParagraphBidiInfo};

use super::cluster::{Cluster, clusters};

/// From which side a field starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// From the side of its first strong character.
    FirstStrong,
    /// From the right, as all texts of the map.
    RightToLeft,
}

pub(super) fn has_right_to_left(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c,
                '\u{590}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fdff}'
                | '\u{fe70}'..='\u{feff}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}')
        })
}

/// The sign between things that are told side by side.
const BETWEEN: &str = " · ";

/// The clusters of a text from left to right on the screen.
///
/// Things told side by side are ordered one by one, so that a number after a Hebrew name does not become part of it.
pub(super) fn visual(text: &str, base: Base) -> Vec<Cluster<'_>> {
    if !has_right_to_left(text) {
        return clusters(text).collect();
    }
    let level = match base {
        Base::FirstStrong => None,
        Base::RightToLeft => Some(Level::rtl()),
    };
    if !text.contains(BETWEEN) {
        return ordered(text, level, 0);
    }
    let starts_right = level.is_some() || ParagraphBidiInfo::new(text, None).paragraph_level.is_rtl();
    let mut parts = Vec::new();
    let (mut rest, mut n_before) = (text, 0);
    while let Some((part, after)) = rest.split_once(BETWEEN) {
        parts.push(ordered(part, level, n_before));
        n_before += part.chars().count();
        parts.push(clusters(BETWEEN).map(|own| Cluster { char_idx: own.char_idx + n_before, ..own }).collect());
        n_before += BETWEEN.chars().count();
        rest = after;
    }
    parts.push(ordered(rest, level, n_before));
    if starts_right {
        parts.reverse();
    }
    parts.concat()
}

/// One of these things in the order it is seen; `n_before` characters stand before it.
fn ordered(text: &str, level: Option<Level>, n_before: usize) -> Vec<Cluster<'_>> {
    // Of things told side by side one may have nothing that can be seen.
    if text.is_empty() {
        return Vec::new();
    }
    let level = level.or_else(|| Some(ParagraphBidiInfo::new(text, None).paragraph_level));
    let stands = stand_in(text);
    let paragraph = ParagraphBidiInfo::new(&stands, level);
    let (levels, runs) = paragraph.visual_runs(0..text.len());
    let mut ordered = Vec::with_capacity(text.len() / 2);
    for run in runs {
        let Some(part) = text.get(run.clone()) else { continue };
        let before = n_before + text.get(..run.start).map_or(0, |before| before.chars().count());
        let placed = clusters(part).map(|cluster| Cluster { char_idx: cluster.char_idx + before, ..cluster });
        if levels.get(run.start).is_some_and(Level::is_rtl) {
            let start = ordered.len();
            ordered.extend(placed.map(|cluster| Cluster { text: mirrored(cluster.text), ..cluster }));
            if let Some(reversed) = ordered.get_mut(start..) {
                reversed.reverse();
            }
        } else {
            ordered.extend(placed);
        }
    }
    ordered
}

/// The text with each figure made of digits alone, as many bytes as before: a date, a range or a number with its sign is
/// read from left to right as a whole, and the rules know that of plain numbers only.
fn stand_in(text: &str) -> String {
    let mut stands = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '+' | '-' | '−' | '±' | '%');
        let is_figure = word.chars().any(|c| c.is_ascii_digit()) && !has_right_to_left(word);
        let figure = word.trim_matches(|c| !is_part(c));
        match word.split_once(figure).filter(|_| is_figure) {
            Some((before, after)) => {
                stands.push_str(before);
                stands.extend(std::iter::repeat_n('0', figure.len()));
                stands.push_str(after);
            }
            None => stands.push_str(word),
        }
    }
    stands
}

/// In a run from right to left a bracket opens to the other side.
fn mirrored(cluster: &str) -> &str {
    match cluster {
        "(" => ")",
        ")" => "(",
        "[" => "]",
        "]" => "[",
        "{" => "}",
        "}" => "{",
        "<" => ">",
        ">" => "<",
        "«" => "»",
        "»" => "«",
        "‹" => "›",
        "›" => "‹",
        "≤" => "≥",
        "≥" => "≤",
        "→" => "←",
        "←" => "→",
        _ => cluster,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, base: Base) -> String {
        visual(text, base).iter().map(|cluster| cluster.text).collect()
    }

    #[test]
    fn of_things_side_by_side_one_may_be_blank() {
        for text in [" · שלום", "שלום · ", " · שלום · ", "שלום ·  · 5"] {
            for base in [Base::FirstStrong, Base::RightToLeft] {
                let n: usize = visual(text, base).iter().map(|cluster| cluster.text.chars().count()).sum();
                assert_eq!(n, text.chars().count(), "{text:?}");
            }
        }
    }

    #[test]
    fn hebrew_stands_from_the_right_and_numbers_stay() {
        let cases = [
            ("latin", "Wi-Fi 5", Base::RightToLeft, "Wi-Fi 5"),
            ("word", "שלום", Base::FirstStrong, "םולש"),
            ("digits", "עלו 40% מאז 2017", Base::FirstStrong, "2017 זאמ 40% ולע"),
            ("brackets", "אתר (חדש)", Base::FirstStrong, "(שדח) רתא"),
            ("latin first, map from the right", "Wi-Fi חינם", Base::RightToLeft, "םניח Wi-Fi"),
            ("latin first, by itself", "Wi-Fi חינם", Base::FirstStrong, "Wi-Fi םניח"),
            ("figures are whole", "מאז 2026-Q1 (−3–5)", Base::FirstStrong, "(−3–5) 2026-Q1 זאמ"),
            ("signs stay before numbers", "+2 בסולם של −2 עד +2", Base::RightToLeft, "+2 דע −2 לש םלוסב +2"),
            ("points stay on their letter", "שָׁלוֹם", Base::FirstStrong, "םוֹלשָׁ"),
            ("side by side", "standup · יואב · 1 of 11", Base::FirstStrong, "standup · באוי · 1 of 11"),
            ("side by side from the right", "יואב · 1 of 11", Base::FirstStrong, "1 of 11 · באוי"),
            ("the same in a map from the right", "owner יואב · 2 · אתר", Base::RightToLeft, "רתא · 2 · באוי owner"),
        ];
        for (name, text, base, expected) in cases {
            assert_eq!(shown(text, base), expected, "{name}");
        }
    }

    #[test]
    fn every_character_knows_where_it_came_from() {
        let text = "אב 12";
        let letters: Vec<char> = text.chars().collect();
        for cluster in visual(text, Base::FirstStrong) {
            assert_eq!(cluster.text.chars().next(), letters.get(cluster.char_idx).copied());
        }
    }
}
