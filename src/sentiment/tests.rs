//! Texts and how they sound, next to the reference.

use proptest::prelude::*;

use super::*;

/// Sentences with the compound that Python's vaderSentiment 3.3.2 gives them; `tests/sentiment/check.py` makes them.
const SCORES: &str = include_str!("../../tests/sentiment/scores.tsv");

/// What people say in other languages, each with its tag.
const FOREIGN: &str = include_str!("../../tests/sentiment/foreign.tsv");

/// Odd characters are written as `\u` and four digits.
fn unescape(line: &str) -> String {
    let mut parts = line.split("\\u");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(4);
        text.extend(char::from_u32(u32::from_str_radix(code, 16).unwrap()));
        text.push_str(rest);
    }
    text
}

#[test]
fn sentences_sound_as_in_the_reference() {
    let mut n_sentences = 0;
    for row in SCORES.lines() {
        let (expected, line) = row.split_once('\t').unwrap();
        assert_eq!(compound(&unescape(line)), expected.parse::<f64>().unwrap(), "{line}");
        n_sentences += 1;
    }
    assert!(n_sentences > 600, "only {n_sentences} sentences were read");
}

#[test]
fn a_comment_in_another_language_has_no_score() {
    let mut n_scored = 0;
    let mut wrong = Vec::new();
    for row in FOREIGN.lines() {
        let (tag, text) = row.split_once('\t').unwrap();
        if score(text, Language::Told) != Scoring::NoLexicon {
            n_scored += 1;
            wrong.push(row);
        }
        assert_eq!(score(text, Language::named(tag)), Scoring::NoLexicon, "{row}");
        assert_eq!(score(text, Language::English), Scoring::Scored(compound(text)), "{row}");
    }
    // A French idiom made of two words that English has, too.
    assert_eq!(wrong, ["fr\tPas terrible"], "{n_scored} comments in other languages have a score");
}

#[test]
fn english_has_a_score_whatever_is_in_it() {
    for text in [
        "Great service, muchas gracias!",
        "The café served jalapeño poppers",
        "Die Hard was on again",
        "no",
        "ok",
        "Super",
        "Great 👍👍",
        "Fun movie, de facto a remake",
        "I flew from São Paulo to Zürich",
        "Terrible!!! 😡",
        "lol",
        "Wi-Fi",
        "Loved the name על הים",
    ] {
        assert_eq!(score(text, Language::Told), Scoring::Scored(compound(text)), "{text}");
    }
}

#[test]
fn what_has_no_words_is_scored_by_its_signs() {
    assert_eq!(score("😀", Language::Told), Scoring::Scored(compound("😀")));
    assert_eq!(score("😀", Language::ToldAmongOthers), Scoring::Scored(compound("😀")));
    assert_eq!(score("10/10", Language::ToldAmongOthers), Scoring::Scored(0.0));
    assert_eq!(score("😀", Language::Another), Scoring::NoLexicon);
}

#[test]
fn a_text_that_does_not_tell_is_as_its_neighbors() {
    let german = ["Das war nicht gut", "Sehr nett", "Leider zu teuer", "Nice"];
    let language = Language::of_sample(german);
    assert_eq!(language, Language::ToldAmongOthers);
    assert_eq!(score("Klasse", language), Scoring::NoLexicon);
    assert_eq!(score("Klasse", Language::Told), Scoring::Scored(0.0));
    assert_eq!(score("The staff was nice", language), Scoring::Scored(compound("The staff was nice")));
    assert_eq!(Language::of_sample(["The staff was nice", "Sehr nett", "I liked it"]), Language::Told);
    assert_eq!(Language::of_sample([]), Language::Told);
}

#[test]
fn tags_are_read_as_people_write_them() {
    for (tag, expected) in [
        ("en", Language::English),
        ("en-US", Language::English),
        ("EN_gb", Language::English),
        (" eng ", Language::English),
        ("he", Language::Another),
        ("enm", Language::Another),
        ("pt-BR", Language::Another),
        ("", Language::Told),
    ] {
        assert_eq!(Language::named(tag), expected, "{tag}");
    }
}

#[test]
fn a_very_long_text_is_scored_in_a_moment() {
    let text = "good but bad and great ".repeat(50_000);
    assert_eq!(compound(&text), 1.0);
    let text = "but good ".repeat(100_000);
    assert_eq!(compound(&text), 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
    #[test]
    fn any_text_has_a_score_in_range_and_always_the_same(text in "\\PC{0,80}|[a-zA-Z!?' \\u{1c}\\u{a0}😀ßİK.]{0,80}") {
        let score = compound(&text);
        prop_assert!((-1.0..=1.0).contains(&score), "{score}");
        prop_assert_eq!(score, compound(&text));
        prop_assert_eq!(format!("{score:.4}").parse::<f64>().unwrap(), score);
    }

    #[test]
    fn words_in_any_order_have_a_score_in_range(
        picks in proptest::collection::vec(proptest::sample::select(vec![
            "not", "never", "so", "this", "without", "doubt", "but", "BUT", "good", "BAD", "least", "at", "kind", "of",
            "no", "or", "yeah", "right", "very", "!!!", "😀", "isn't", "the", "bomb",
        ]), 0..40),
    ) {
        let score = compound(&picks.join(" "));
        prop_assert!((-1.0..=1.0).contains(&score), "{score}");
    }
}
