//! The schema that `cjm schema` prints, by the judgement of a validator of its own.

use std::path::PathBuf;

use cjm::source::format::ValueKind;
use cjm::source::format::examples::FIRST;
use cjm::source::tables::{self, FIELDS, json_schema};
use jsonschema::Validator;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program::stdout;

const FULL: &str = include_str!("../../src/source/map/full.toml");
const SKETCH: &str = include_str!("../../src/source/map/sketch.toml");

fn validator() -> Validator {
    jsonschema::draft7::new(&json_schema()).expect("the schema is one")
}

/// A map as JSON has it: dates are texts there.
fn as_json(text: &str) -> Value {
    fn convert(value: toml::Value) -> Value {
        match value {
            toml::Value::String(text) => text.into(),
            toml::Value::Integer(whole) => whole.into(),
            toml::Value::Float(number) => json!(number),
            toml::Value::Boolean(truth) => truth.into(),
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(list) => list.into_iter().map(convert).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, convert(value))).collect(),
        }
    }
    convert(toml::Value::Table(text.parse().expect("it is TOML")))
}

fn faults(text: &str) -> Vec<String> {
    let (validator, map) = (validator(), as_json(text));
    validator.iter_errors(&map).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_map_fits() {
    let shapes = tables::examples()
        .map(|example| (example.title.to_owned(), format!("[journey]\ntitle = \"T\"\n{}", example.toml)));
    let written =
        [("full", FULL), ("sketch", SKETCH), ("first", FIRST)].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("maps");
    let folders =
        std::fs::read_dir(root).expect("the example maps are there").map(|entry| entry.expect("it can be read").path());
    let maps = folders.map(|folder| folder.join("journey.toml")).filter(|map| map.exists());
    let maps = maps.map(|map| (map.display().to_string(), std::fs::read_to_string(&map).expect("it is text")));
    let mut n_maps = 0;
    for (name, text) in shapes.chain(written).chain(maps) {
        assert_eq!(faults(&text), [""; 0], "{name}");
        n_maps += 1;
    }
    assert!(n_maps > 10, "{n_maps}");
}

#[test]
fn what_the_reader_refuses_does_not_fit() {
    for (key, old, new) in [
        ("an unknown key", "thinks =", "thinksy ="),
        ("a number off the scale", "severity = 4", "severity = 6"),
        ("a text for a number", "emotion = -1", "emotion = \"-1\""),
        ("an unknown word", "status = \"planned\"", "status = \"sleeping\""),
        ("no text", "text = \"Wet bread\"\n", ""),
        ("one end of a scale", "scale = [1, 7]", "scale = [1]"),
        ("a table for a list", "[[channel]]", "[channel]"),
        ("days of no kind", "\"6 months\"", "\"6 moons\""),
    ] {
        assert!(FULL.contains(old), "{key}: {old}");
        assert_ne!(faults(&FULL.replacen(old, new, 1)), [""; 0], "{key}");
    }
}

#[test]
fn every_key_has_its_sentence() {
    let schema = json_schema();
    let mut n_keys = 0;
    for table in FIELDS {
        let definitions = schema["definitions"].as_object().expect("tables are defined").values();
        let own = definitions.chain([&schema]).find(|own| own["description"] == table.doc).expect(table.name);
        for field in table.fields {
            let property = &own["properties"][field.key];
            let sentence = property["description"].as_str().expect(field.key);
            assert!(sentence.starts_with(field.doc), "{} of {}", field.key, table.name);
            if let ValueKind::Words(words) = field.kind {
                assert_eq!(property["enum"], json!(words));
            }
            n_keys += 1;
        }
    }
    assert!(n_keys > 100, "{n_keys}");
}

#[test]
fn the_program_prints_it() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(serde_json::from_str::<Value>(&stdout(&folder, &["schema"])).expect("it is JSON"), json_schema());
}
