//! Whole maps: what lands, and that nothing in a text can stop the reading.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use proptest::prelude::*;
use toml::de::{DeTable, DeValue};

use super::{check, parse};
use crate::journey::{ActionStatus, Column, EvidenceKind, MapState, PainStatus, When};
use crate::metric::{Direction, Kind};
use crate::source::caret;
use crate::source::format::{SETTINGS, Table, ValueKind as Field};
use crate::source::tables::{FIELDS, ROOT};

const FULL: &str = include_str!("../full.toml");
const SKETCH: &str = include_str!("../sketch.toml");

/// The full map without its open question, which is a finding.
fn answered() -> String {
    FULL.lines().filter(|line| !line.starts_with("ask = ")).fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn the_sketch_of_the_format_is_clean() {
    let map = check("sketch", SKETCH, "");
    let target = map.target.as_ref().unwrap();
    assert_eq!((target.baseline, target.target), (Some(39.8), 45.0));
    assert_eq!(map.review_every, Some(90));
    let parking = &map.stages[0].touchpoints[0];
    assert_eq!(parking.metrics[0].scale, Some((1, 5)));
    assert_eq!(parking.pains[0].evidence[0].n, Some(41));
    let implied = |id: &str| -> Vec<String> {
        let (_, touchpoint) = map.touchpoint(id).unwrap();
        let implied = touchpoint.metrics.iter().filter(|binding| binding.implied);
        implied.map(|binding| format!("{} {:?} {:?}", binding.metric, binding.column, binding.matches)).collect()
    };
    assert_eq!(implied("checkout")[0], r#"csat Matched("csat") ["pay.checkout", "pay.checkout-v2"]"#);
    assert_eq!(implied("parking").len(), 5);
    assert_eq!(implied("parking")[4], r#"comments Matched("comment") ["parking"]"#);
}

#[test]
fn a_full_map_lands() {
    let map = check("full", &answered(), "");
    assert_eq!(map.state, MapState::Future);
    assert_eq!(map.review_every, Some(183));
    assert_eq!(map.stages[0].when, Some(When::During));
    assert_eq!(map.evidence[0].kind, EvidenceKind::Survey);
    assert_eq!(map.personas[0].segment.choices[0].column, "city");
    assert_eq!(map.personas[0].segment.choices[1].values, ["30", "40"]);
    assert_eq!(map.metric_definitions[0].kind, Kind::Rate);
    assert_eq!(map.metric_definitions[0].direction, Direction::LowerIsBetter);
    assert_eq!(map.metric_definitions[0].range, Some((0.0, 50.5)));
    assert_eq!(map.sources[0].delimiter, Some(';'));
    assert_eq!(map.sources[0].missing, ["0", "99"]);
    assert_eq!(map.sources[1].columns.len(), 5);
    let checkout = &map.stages[0].touchpoints[0];
    assert_eq!(checkout.emotion, Some(-1));
    assert!(checkout.is_moment_of_truth);
    assert_eq!(checkout.pains[0].status, PainStatus::Planned);
    assert_eq!(checkout.actions[0].status, ActionStatus::Shipped);
    assert_eq!(checkout.actions[0].promise.as_ref().unwrap().to, Some(22.5));
}

#[test]
fn what_is_counted_of_a_place_to_consult_comes_last_and_is_named_by_no_row() {
    let map = check("full", &answered(), "");
    let friends = &map.consults[0].metrics[0];
    assert_eq!((&friends.column, friends.matches.len()), (&Column::Own("asked_friends".to_owned()), 0));
    let (at, last) = map.bindings().last().expect("bindings");
    assert_eq!((at.to_string().as_str(), last), ("consults/friends", friends));
    assert_eq!(map.n_bindings_on_the_way() + 1, map.bindings().count());
}

#[test]
fn bindings_are_written_and_implied() {
    let map = check("full", &answered(), "");
    let checkout = &map.stages[0].touchpoints[0];
    let bindings: Vec<_> = checkout.metrics.iter().map(|binding| (&*binding.source, &*binding.metric)).collect();
    assert_eq!(
        bindings,
        [
            ("wide", "csat"),
            ("wide", "abandonment"),
            ("weekly", "abandonment"),
            ("log", "conversion"),
            ("long", "csat"),
            ("long", "nps"),
            ("long", "ces"),
            ("long", "sentiment"),
            ("long", "abandonment"),
            ("long", "comments"),
            ("funnel", "conversion"),
        ]
    );
    assert_eq!(checkout.metrics[0].column, Column::Own("pay".to_owned()));
    assert_eq!(checkout.metrics[2].column, Column::Shape("series"));
    assert_eq!(checkout.metrics[3].column, Column::Shape("log"));
    assert_eq!(checkout.metrics[10].column, Column::Shape("funnel"));
    assert_eq!(checkout.metrics[10].matches, ["pay.checkout", "7"]);
    assert_eq!(checkout.matches, ["pay.checkout", "7"]);
    assert!(checkout.metrics.iter().skip(4).all(|binding| binding.implied));
    // The stage and the journey have a `match`, so the long source and the funnel measure them too.
    assert_eq!((map.stages[0].metrics.len(), map.metrics.len()), (8, 8));
    let without = answered().replace("match = \"ordering\"\n", "").replace("match = [\"all\"]\n", "");
    let map = check("without a match", &without, "");
    assert_eq!((map.stages[0].metrics.len(), map.metrics.len()), (1, 1));
}

/// Renames each key of the full map: the map must change, so the key was read.
#[test]
fn every_key_lands() {
    let (full, _) = parse("map.toml", FULL);
    let table = DeTable::parse(FULL).unwrap();
    let mut spans = BTreeMap::new();
    walk(&ROOT, table.get_ref(), &mut spans);
    for table in FIELDS {
        for field in table.fields {
            let span = spans.get(&(table.name, field.key));
            let span = span.unwrap_or_else(|| panic!("full.toml has no {} of {}", field.key, table.name));
            let mut text = FULL.to_owned();
            text.replace_range(span.clone(), "zzz");
            let (map, findings) = parse("map.toml", &text);
            assert!(map != full, "{} of {} is not read", field.key, table.name);
            assert!(
                findings.iter().any(|finding| finding.rule.name() == "unknown-key"),
                "{} of {}",
                field.key,
                table.name
            );
        }
    }
}

type Spans = BTreeMap<(&'static str, &'static str), Range<usize>>;

/// The first place of each key.
fn walk(table: &'static Table, raw: &DeTable<'_>, spans: &mut Spans) {
    for (key, value) in raw {
        let field = table.field(key.get_ref()).unwrap();
        let first = spans.entry((table.name, field.key)).or_insert(key.span());
        if key.span().start < first.start {
            *first = key.span();
        }
        match (field.kind, value.get_ref()) {
            (Field::Table(inner), DeValue::Table(raw)) => walk(inner, raw, spans),
            (Field::Tables(inner), DeValue::Array(items)) => {
                for item in items {
                    walk(inner, item.get_ref().as_table().unwrap(), spans);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn keys_stand_once_in_their_table() {
    for table in FIELDS.iter().copied().chain([&SETTINGS]) {
        let keys: BTreeSet<_> = table.fields.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), table.fields.len(), "{}", table.name);
        for field in table.fields {
            assert!(field.doc.ends_with(['.', '?']), "{} of {}", field.key, table.name);
        }
    }
}

/// Is it safe to print?
fn is_plain(text: &str) -> bool {
    text.lines().all(|line| crate::text::plain(line) == line)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}|[\\[\\]{}=\"'#.,a-c0-9\n\r\t -]{0,200}|.{0,100}") {
        for finding in parse("map.toml", &text).1 {
            prop_assert!(is_plain(&caret::render(&finding)), "{:?}", finding);
        }
    }

    #[test]
    fn a_cut_map_is_read(from in 0..FULL.len(), to in 0..FULL.len()) {
        let (from, to) = (from.min(to), from.max(to));
        let text = format!("{}{}", FULL.get(..from).unwrap_or_default(), FULL.get(to..).unwrap_or_default());
        for finding in parse("map.toml", &text).1 {
            prop_assert!(caret::render(&finding).ends_with('\n'));
        }
    }

    #[test]
    fn a_map_with_changed_bytes_is_read(changes in prop::collection::vec((0..FULL.len(), any::<u8>()), 1..8)) {
        let mut bytes = FULL.as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let (map, findings) = parse("map.toml", &String::from_utf8_lossy(&bytes));
        prop_assert!(findings.windows(2).all(|pair| pair[0].line <= pair[1].line));
        prop_assert!(findings.iter().all(|finding| is_plain(&caret::render(finding))));
        let ids: Vec<_> = map.stages.iter().flat_map(|stage| &stage.touchpoints).map(|it| &it.id).collect();
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}
