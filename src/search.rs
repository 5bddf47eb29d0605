//! Floor 2b: fuzzy search over names and notes.
//! Invariant: the same query over the same texts gives the same order.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

/// A text that matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its position among the texts.
    pub idx: usize,
    /// How well it matched; higher is better.
    pub score: i64,
    /// Which characters matched (not bytes), ascending.
    pub positions: Vec<usize>,
}

/// The texts that match, best first; of equals the earlier first.
///
/// * Every word of the query must match, each on its own, in any order; case does not count.
/// * The letters of a word may stand apart, but not so far that it is chance, unless they start words.
/// * An empty query matches every text, in their order.
pub fn rank<'a>(query: &str, texts: impl Iterator<Item = &'a str>) -> Vec<Match> {
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    let matcher = SkimMatcherV2::default().respect_case();
    let mut found: Vec<Match> =
        texts.enumerate().filter_map(|(idx, text)| matched(&matcher, &words, idx, &fold(text))).collect();
    found.sort_by(|a, b| b.score.cmp(&a.score).then(a.idx.cmp(&b.idx)));
    found
}

fn matched(matcher: &SkimMatcherV2, words: &[String], idx: usize, text: &str) -> Option<Match> {
    let mut score = 0;
    let mut positions = Vec::new();
    for word in words {
        let (points, letters) = matcher.fuzzy_indices(text, word).filter(|(_, letters)| is_close(letters, text))?;
        score += points;
        positions.extend(letters);
    }
    positions.sort_unstable();
    positions.dedup();
    Some(Match { idx, score, positions })
}

/// Do the letters of a word stand close enough to be meant, or at the starts of words as initials do?
fn is_close(letters: &[usize], text: &str) -> bool {
    let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return true };
    if last - first < letters.len() * 2 + 1 {
        return true;
    }
    let chars: Vec<char> = text.chars().collect();
    letters.iter().all(|at| match at.checked_sub(1) {
        Some(before) => letters.contains(&before) || chars.get(before).is_none_or(|c| !c.is_alphanumeric()),
        None => true,
    })
}

/// Small letters, character by character, so that positions stay.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut small = c.to_lowercase();
            match (small.next(), small.next()) {
                (Some(only), None) => only,
                _ => c,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, query: &str, texts: &[&str], expected: &[usize]) {
        let found: Vec<usize> = rank(query, texts.iter().copied()).iter().map(|found| found.idx).collect();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn the_best_stands_first() {
        check("exact before scattered", "food", &["for odd ends", "Restaurants", "Food court"], &[2, 0]);
        check("case does not count", "WIFI", &["wifi", "Wi-Fi"], &[0, 1]);
        check("beyond ASCII neither", "ÉCOLE", &["une école"], &[0]);
        check("every word", "court noon", &["asked the food court for noon staffing", "court"], &[0]);
        check("words in any order", "noon court", &["asked the food court for noon staffing"], &[0]);
        check("no query, all in order", " ", &["b", "a"], &[0, 1]);
        check("initials", "gt", &["Getting there", "grate"], &[0, 1]);
        check("letters of several words", "noon", &["nothing open before 5 am"], &[]);
        check("letters far apart are chance", "xyz", &["x marks a spot, yet nothing fizzes"], &[]);
        check("Hebrew", "מחיר", &["משלוח", "המחיר גבוה"], &[1]);
    }

    #[test]
    fn positions_count_characters() {
        let found = rank("价", ["旅客 价格"].into_iter());
        assert_eq!(found.first().map(|found| found.positions.clone()), Some(vec![3]));
        let found = rank("b a", ["İab"].into_iter());
        assert_eq!(found.first().map(|found| found.positions.clone()), Some(vec![1, 2]));
    }
}
