//! Every field of every map of the repository: said, said again, changed and turned back.

use super::{made, set};
use crate::journey::{Address, Noun};
use crate::source::atlas::Atlas;
use crate::source::edit::{fits, meant, turn, value};
use crate::source::format::{self, Branch, Report, ValueKind};
use crate::source::tables::{ROOT, table_of};

pub(super) const MAPS: &[(&str, &str)] = &[
    ("full", include_str!("../../map/full.toml")),
    ("sketch", include_str!("../../map/sketch.toml")),
    ("airport", include_str!("../../../../maps/airport/journey.toml")),
    ("bakery", include_str!("../../../../maps/bakery/journey.toml")),
    ("toys", include_str!("../../../../maps/toys/journey.toml")),
];

/// A map as it is, with the line endings and the mark of another system, and without its last line ending.
pub(super) fn copies(text: &str) -> [String; 4] {
    let crlf = text.replace('\n', "\r\n");
    [text.to_owned(), crlf.clone(), format!("\u{feff}{crlf}"), text.trim_end().to_owned()]
}

/// Every field that a map has.
pub(super) fn all_fields(text: &str) -> Vec<Address> {
    look(text, |atlas| {
        let mut all = Vec::new();
        for place in atlas.places() {
            let item = atlas.item(&place.steps).unwrap();
            assert_eq!(item.at, place);
            gather(item.table, &place, "", &mut all);
        }
        all
    })
}

fn gather(table: &Branch<'_>, place: &Address, before: &str, all: &mut Vec<Address>) {
    for entry in &table.entries {
        let at = place.field(format!("{before}{}", entry.key));
        let Ok(meant) = meant(&at) else { continue };
        if let (ValueKind::Table(_) | ValueKind::Choices | ValueKind::Columns, Some(inner)) =
            (meant.kind, crate::source::format::tree_table(&entry.node))
        {
            gather(inner, place, &format!("{before}{}.", entry.key), all);
        }
        all.push(at);
    }
}

pub(super) fn look<T>(text: &str, look: impl FnOnce(&Atlas<'_>) -> T) -> T {
    format::read(&mut Report::new("", text), &ROOT, |_, root| look(&Atlas::new(root)))
}

/// Something else that fits.
pub(super) fn another(at: &Address, value: &str) -> Option<String> {
    let meant = meant(at).unwrap();
    Some(match meant.kind {
        ValueKind::Text | ValueKind::Id => format!("{value} שלום\u{e9}"),
        ValueKind::Texts | ValueKind::Codes if !value.starts_with('[') => format!("{value}, another"),
        ValueKind::Date => "1999-12-31".to_owned(),
        ValueKind::Period => "1999-Q3".to_owned(),
        ValueKind::Days => "77".to_owned(),
        ValueKind::Span => "77 hours".to_owned(),
        ValueKind::Whole { low, .. } => if value == low.to_string() { low + 1 } else { low }.to_string(),
        ValueKind::Number => "12.25".to_owned(),
        ValueKind::Truth => if value == "true" { "false" } else { "true" }.to_owned(),
        ValueKind::Words(words) => (*words.iter().find(|word| **word != value)?).to_owned(),
        ValueKind::Letter => "|".to_owned(),
        ValueKind::Scale | ValueKind::Range => "2 to 9".to_owned(),
        _ => return None,
    })
}

#[test]
fn a_value_typed_again_changes_nothing_and_another_one_is_turned_back() {
    let (mut n_fields, mut n_changed) = (0, 0);
    for (name, map) in MAPS {
        for (copy, text) in copies(map).iter().enumerate() {
            let all = all_fields(text);
            assert!(all.len() > 30, "{name}: {}", all.len());
            for at in all.iter().skip(copy).step_by(if copy == 0 && *name == "full" { 1 } else { 5 }) {
                let said = value(text, at).unwrap_or_else(|| panic!("{name} {copy}: {at} has no value"));
                assert_eq!(fits(at, &said), Ok(()), "{name}: {at} = {said}");
                let again = made(text, set(at.clone(), &said)).unwrap_or_else(|no| panic!("{name}: {at}: {no}"));
                assert_eq!(&again.text, text, "{name}: {at} = {said}");
                assert_eq!(again.done, [], "{name}: {at}");
                n_fields += 1;
                let Some(other) = another(at, &said) else { continue };
                let changed = made(text, set(at.clone(), &other)).unwrap_or_else(|no| panic!("{name}: {at}: {no}"));
                assert_eq!(changed.done.len(), 1, "{name}: {at} = {other}");
                assert_eq!(value(&changed.text, &changed.done[0].at).as_deref(), Some(other.as_str()), "{name}: {at}");
                assert_eq!(turn(&changed.text, &changed.text, text).as_deref(), Ok(text.as_str()));
                let n_lines = |text: &str| text.matches('\n').count();
                let n_returns = |text: &str| text.matches('\r').count();
                assert_eq!(
                    n_lines(&changed.text) - n_lines(text),
                    n_returns(&changed.text) - n_returns(text).min(n_returns(&changed.text)),
                    "{name} {copy}: {at}"
                );
                n_changed += 1;
            }
        }
    }
    assert!(n_fields > 300 && n_changed > 200, "{n_fields} fields, {n_changed} changed");
}

#[test]
fn every_thing_of_a_map_is_what_its_address_says() {
    for (name, map) in MAPS {
        look(map, |atlas| {
            for place in atlas.places() {
                let item = atlas.item(&place.steps).unwrap();
                let noun = place.steps.last().map_or(Noun::Journey, |step| step.noun);
                assert_eq!(item.format().name, table_of(noun).name, "{name}: {place}");
                assert_eq!(crate::source::locate(map, &place), Some(item.span), "{name}: {place}");
            }
        });
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..proptest::test_runner::Config::with_cases(64) })]

    #[test]
    fn whatever_is_typed_is_what_is_said_afterwards(
        typed in "\\PC{1,20}|[ \"'\\\\\n\t#=\\[\\]]{1,9}x|x[\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{202e}]{1,6}y",
        copy in 0_usize..4,
        at in 0_usize..100,
    ) {
        // A line break is one, however it is typed.
        let typed = typed.replace("\r\n", "\n");
        let text = &copies(MAPS[1].1)[copy];
        let all = all_fields(text);
        let prose: Vec<&Address> = all.iter().filter(|at| matches!(meant(at).map(|own| own.kind), Ok(ValueKind::Text))).collect();
        let at = prose[at % prose.len()];
        if typed.trim().is_empty() || typed.contains("\r\n") {
            return Ok(());
        }
        let applied = made(text, set(at.clone(), &typed)).unwrap();
        proptest::prop_assert_eq!(value(&applied.text, at).unwrap_or_default(), typed);
        proptest::prop_assert_eq!(turn(&applied.text, &applied.text, text).unwrap(), text.as_str());
    }
}
