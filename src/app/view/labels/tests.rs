//! What the table of labels promises.

use std::collections::HashMap;

use jiff::civil::date;

use super::*;

fn in_language(language: Option<&str>, choice: LabelChoice) -> Labels {
    let map = Map { language: language.map(str::to_owned), ..Map::default() };
    Labels::of(choice, Some(&map))
}

/// The letters of German, French and Spanish.
const LATIN: std::ops::RangeInclusive<char> = 'a'..='\u{17f}';

#[test]
fn every_label_has_a_word_in_every_language() {
    // The goal of a customer and the goal of a journey are one word in English, and goals and promises are missed;
    // nothing else is called the same.
    let twice: [(usize, &str); 4] = [(0, "goal"), (2, "من"), (0, "missed"), (5, "incumplida")];
    let scripts = ['a'..='z', 'א'..='ת', '\u{621}'..='\u{64a}', LATIN, LATIN, LATIN];
    for (column, script) in scripts.into_iter().enumerate() {
        let mut seen: HashMap<&str, Label> = HashMap::new();
        for label in Label::ALL {
            let word = label.row()[column];
            assert_eq!(word, word.trim(), "{label:?}");
            let has_letter = word.to_lowercase().chars().any(|c| script.contains(&c));
            assert!(
                has_letter || matches!(label, Label::N | Label::SatisfiedIn),
                "{label:?} is not written in its language: {word}"
            );
            if let Some(other) = seen.insert(word, *label) {
                assert!(twice.contains(&(column, word)), "{label:?} and {other:?} are both called {word}");
            }
        }
    }
}

#[test]
fn what_is_written_in_latin_letters_has_no_others() {
    for label in Label::ALL {
        let [english, _, _, german, french, spanish] = label.row();
        for word in [english, german, french, spanish] {
            let other = word.to_lowercase().chars().find(|c| c.is_alphabetic() && !LATIN.contains(c));
            assert_eq!(other, None, "{label:?}: {word}");
        }
    }
}

#[test]
fn a_label_has_the_same_blanks_in_every_language() {
    for label in Label::ALL {
        let blanks = label.row().map(|word| word.matches("{}").count());
        assert_eq!(blanks, [blanks[0]; 6], "{label:?}");
    }
}

#[test]
fn labels_are_in_the_language_of_the_map_or_in_english() {
    let does = |language, choice| in_language(language, choice).word(Label::Does);
    assert_eq!(does(Some("he"), LabelChoice::Auto), "מעשים");
    assert_eq!(does(Some("he-IL"), LabelChoice::Auto), "מעשים");
    assert_eq!(does(Some("AR_eg"), LabelChoice::Auto), "الأفعال");
    assert_eq!(does(Some("de-AT"), LabelChoice::Auto), "tut");
    assert_eq!(does(Some("fr"), LabelChoice::Auto), "fait");
    assert_eq!(does(Some("es_MX"), LabelChoice::Auto), "hace");
    assert_eq!(does(Some("he"), LabelChoice::English), "does");
    assert_eq!(does(Some("fa"), LabelChoice::Auto), "does", "no column yet");
    assert_eq!(does(None, LabelChoice::Auto), "does");
    assert_eq!(Labels::default().word(Label::Does), "does");
}

#[test]
fn a_label_stands_before_what_it_labels() {
    let said = |language, label| in_language(Some(language), LabelChoice::Auto).before(label, &54);
    assert_eq!((said("en", Label::From), said("he", Label::From)), ("from 54".to_owned(), "מ־54".to_owned()));
}

#[test]
fn a_month_is_named() {
    assert_eq!(in_language(None, LabelChoice::Auto).month(date(2019, 6, 1)), "Jun 2019");
    assert_eq!(in_language(Some("he"), LabelChoice::Auto).month(date(2026, 12, 31)), "דצמ' 2026");
    assert_eq!(in_language(Some("fr"), LabelChoice::Auto).month(date(2026, 8, 1)), "août 2026");
}

#[test]
fn a_day_is_an_ordinal_in_german() {
    let day = |language| in_language(Some(language), LabelChoice::Auto).day(date(2026, 12, 22));
    assert_eq!([day("en"), day("de"), day("fr"), day("es")], ["22 Dec", "22. Dez.", "22 déc.", "22 dic"]);
}
