//! Every key of the format, edited from the shell and by the keyboard: one line changes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::HashSet;
use std::path::PathBuf;

use cjm::journey::{Address, Field, Map, Noun, Table, Thing, ValueKind};
use cjm::source::edit::Stamp;
use cjm::source::{self, edit};
use tempfile::TempDir;

use super::program::cjm;
use super::session::{LARGE, TODAY, open, play};

const FULL: &str = include_str!("../../src/source/map/full.toml");

/// A folder with the map that uses every key.
struct Folder {
    folder: TempDir,
    map: PathBuf,
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let map = folder.path().join("journey.toml");
        std::fs::write(&map, FULL).unwrap();
        Self { folder, map }
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.map).unwrap()
    }
}

/// A key that can be edited: where it is, its row, and the title of what it belongs to.
struct Key {
    at: Address,
    field: &'static Field,
    thing: String,
}

/// Every key of every thing of a map, once for each kind of thing that has one.
fn keys(map: &Map) -> Vec<Key> {
    let mut keys = Vec::new();
    gather(map, (&Address::journey(), ""), &mut keys);
    for thing in map.lists().into_iter().flatten() {
        gather(thing, (&Address::journey().then(thing.noun().unwrap(), thing.id()), ""), &mut keys);
    }
    for source in &map.sources {
        gather(source, (&Address::journey().then(Noun::Source, &source.id), ""), &mut keys);
    }
    for ask in &map.asks {
        gather(ask, (&ask.address(), ""), &mut keys);
    }
    // Those that say something first.
    keys.sort_by_key(|key| edit::value(FULL, &key.at).is_none());
    let mut seen = HashSet::new();
    keys.retain(|key| seen.insert((key.at.noun(), key.at.field.clone())));
    keys
}

/// What has no id is reached through what it belongs to.
fn gather(thing: &dyn Thing, (at, owner): (&Address, &str), keys: &mut Vec<Key>) {
    let has_name = thing.table().field("id").is_some() || at.steps.is_empty() || thing.noun() == Some(Noun::Ask);
    let title = if has_name { thing.title() } else { owner.into() };
    let mut add = |at: Address, field: &'static Field| keys.push(Key { at, field, thing: title.clone().into_owned() });
    let mut inner: Vec<(&'static Field, &'static Table)> = Vec::new();
    for field in thing.table().fields {
        match field.kind {
            ValueKind::Tables(_) => {}
            ValueKind::Table(table) => inner.push((field, table)),
            ValueKind::TextBy | ValueKind::WholeBy { .. } => add(at.field(format!("{}.noa", field.key)), field),
            _ => add(at.field(field.key), field),
        }
    }
    for (outer, table) in inner {
        // A table comes with what it cannot do without.
        let is_there = !matches!(thing.said(outer.key), cjm::journey::Content::Nothing);
        let n_needed = table.fields.iter().filter(|field| field.required).count();
        for field in table.fields.iter().filter(|field| is_there || field.required && n_needed == 1) {
            add(at.field(format!("{}.{}", outer.key, field.key)), field);
        }
    }
    for (_, said) in thing.values() {
        let cjm::journey::Content::Things(things) = said else { continue };
        for own in things.into_iter().filter(|own| own.is_written()) {
            gather(own, (&at.then(own.noun().unwrap(), own.id()), &title), keys);
        }
    }
}

/// Another value of a key, as a person types it; blank where there is no other and it can do without.
fn another(key: &Key, was: &str) -> Option<String> {
    let other = |one: &str, two: &str| if was == one { two.to_owned() } else { one.to_owned() };
    if let Some(noun) = key.field.names
        && !matches!(key.field.kind, ValueKind::TextBy | ValueKind::WholeBy { .. })
    {
        return match noun {
            Noun::Metric => Some(other("nps", "csat")),
            Noun::Source => Some(other("wide", "weekly")),
            Noun::Channel => Some("web".to_owned()).filter(|own| own != was),
            _ if key.field.required || was.is_empty() => None,
            _ => Some(String::new()),
        };
    }
    Some(match key.field.kind {
        ValueKind::Text | ValueKind::Id | ValueKind::TextBy => "else".to_owned(),
        ValueKind::Texts | ValueKind::Codes => "one, two".to_owned(),
        ValueKind::Date => "1999-12-31".to_owned(),
        ValueKind::Period => "1999-Q3".to_owned(),
        ValueKind::Days => "12 weeks".to_owned(),
        ValueKind::Span => other("7 days", "36 hours"),
        ValueKind::Whole { .. } | ValueKind::WholeBy { .. } => other("1", "2"),
        ValueKind::Number => "7.25".to_owned(),
        ValueKind::Truth => if was == "true" { "false" } else { "true" }.to_owned(),
        ValueKind::Words(words) => words.iter().find(|word| **word != was)?.to_string(),
        ValueKind::Letter => other("|", ";"),
        ValueKind::Scale | ValueKind::Range => "0 to 9".to_owned(),
        ValueKind::Choices => "{ city = 'Acre' }".to_owned(),
        ValueKind::Columns => "{ abandonment = 'gone' }".to_owned(),
        ValueKind::Link => "https://example.org/other".to_owned(),
        ValueKind::Path => "../other.toml".to_owned(),
        ValueKind::Table(_) | ValueKind::Tables(_) => return None,
    })
}

/// How many lines went and came.
fn n_lines(before: &str, after: &str) -> (usize, usize) {
    let patch = diffy::create_patch(before, after);
    let lines = patch.hunks().iter().flat_map(diffy::Hunk::lines);
    lines.fold((0, 0), |(gone, come), line| match line {
        diffy::Line::Delete(_) => (gone + 1, come),
        diffy::Line::Insert(_) => (gone, come + 1),
        diffy::Line::Context(_) => (gone, come),
    })
}

#[track_caller]
fn expect_one_line(key: &Key, typed: &str, (before, after): (&str, &str)) {
    let (gone, come) = n_lines(before, after);
    assert!(
        gone <= 1 && come <= 1 && gone + come > 0,
        "{} to {typed}: {gone} lines gone, {come} come\n{after}",
        key.at
    );
    let says = edit::value(after, &renamed(&key.at, typed));
    match key.field.kind {
        // They are written as TOML has them.
        ValueKind::Choices | ValueKind::Columns => {
            assert!(says.is_some_and(|says| says.contains("Acre") || says.contains("gone")));
        }
        _ if typed.is_empty() => assert_eq!(says, None, "{}", key.at),
        _ => assert_eq!(says.as_deref(), Some(typed), "{}", key.at),
    }
}

/// Where the key is by now: a thing whose id was changed has another address.
fn renamed(at: &Address, typed: &str) -> Address {
    let mut at = at.clone();
    if let (Some("id"), Some(last)) = (at.field.as_deref(), at.steps.last_mut()) {
        typed.clone_into(&mut last.id);
    }
    if let (Some("column"), Some(last)) =
        (at.field.as_deref(), at.steps.last_mut().filter(|step| step.noun == Noun::Ask))
    {
        typed.clone_into(&mut last.id);
    }
    at
}

#[test]
fn every_key_is_edited_from_the_shell() {
    let folder = Folder::new();
    let mut n_keys = 0;
    for key in keys(&source::parse("journey.toml", FULL).0) {
        let was = edit::value(FULL, &key.at).unwrap_or_default();
        let Some(typed) = another(&key, &was) else { continue };
        let (_, said, code) = cjm(&folder.folder, &["set", "journey.toml", &key.at.to_string(), &typed]);
        assert_eq!(code, Some(0), "{}: {said}", key.at);
        expect_one_line(&key, &typed, (FULL, &folder.text()));
        std::fs::write(&folder.map, FULL).unwrap();
        n_keys += 1;
    }
    assert!(n_keys > 130, "{n_keys}");
}

#[test]
fn every_key_is_edited_by_the_keyboard() {
    let folder = Folder::new();
    let mut n_keys = 0;
    let mut missed = Vec::new();
    for key in keys(&source::parse("journey.toml", FULL).0) {
        let was = edit::value(FULL, &key.at).unwrap_or_default();
        let Some(typed) = another(&key, &was) else { continue };
        // The first of what the words find is nearly always what was meant.
        let is_done = (0..4).any(|n_down| {
            let mut session = open(&folder.map, LARGE).signing(Stamp { date: TODAY, by: None });
            play(&mut session, &format!("/ \"{}\" enter", key.thing));
            let is_of_journey =
                key.at.steps.first().is_none_or(|step| matches!(step.noun, Noun::Binding | Noun::Evidence));
            let list = if is_of_journey { "i a" } else { "a" };
            let way = "down ".repeat(n_down);
            play(&mut session, &format!("{list} \"{}\" {way}enter ctrl-u \"{typed}\" enter", key.at));
            let after = folder.text();
            let is_there = after != FULL && n_lines(FULL, &after).0 <= 1 && {
                let says = edit::value(&after, &renamed(&key.at, &typed));
                says != Some(was.clone()).filter(|was| !was.is_empty())
            };
            if is_there {
                expect_one_line(&key, &typed, (FULL, &after));
            }
            std::fs::write(&folder.map, FULL).unwrap();
            is_there
        });
        if !is_done {
            missed.push(key.at.to_string());
        }
        n_keys += 1;
    }
    assert!(missed.is_empty(), "{} of {n_keys} are out of reach: {missed:?}", missed.len());
}

/// Things whose fields do not stand by their rows: a value in the place of another would be told under a wrong name.
#[test]
fn each_row_has_its_value() {
    let map = source::parse("map.toml", FULL).0;
    let metrics = map.metric_definitions.iter().map(|own| -> &dyn Thing { own });
    let asks = map.asks.iter().map(|own| -> &dyn Thing { own });
    for thing in metrics.chain(asks) {
        for (field, said) in thing.values() {
            let words = said.words().unwrap_or_else(|| panic!("{} says nothing", field.key)).into_owned();
            let key = format!("{} = ", field.key);
            let is_pair = ["range", "scale"].contains(&field.key);
            assert!(is_pair || FULL.lines().any(|line| line.contains(&key) && line.contains(&words)), "{key}{words}");
        }
    }
    for field in map.sources[0].table().fields.iter().filter(|field| field.key != "ask") {
        let says = map.sources.iter().any(|own| (own as &dyn Thing).said(field.key).words().is_some());
        assert!(says, "no source says its {}", field.key);
    }
}

#[test]
fn what_is_said_of_one_persona_is_held_to_the_scale() {
    let folder = Folder::new();
    for typed in ["9", "-3", "1.5", "x"] {
        let (_, said, code) = cjm(&folder.folder, &["set", "journey.toml", "checkout.emotions.noa", typed]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("expected -2 to 2"), "{said}");
    }
    assert_eq!(folder.text(), FULL);
}

/// A journey of several roles, as somebody wrote it before there were keys for it.
#[test]
fn a_journey_of_several_roles_has_its_keys() {
    let text = "[journey]\ntitle = \"B2B\"\n[[persona]]\nid=\"buyer\"\nname=\"Buyer\"\nrole=\"decides\"\n[[stage]]\nid=\"a\"\nname=\"A\"\n\
        goals={buyer=\"cheap\"}\n[[stage.touchpoint]]\nid=\"x\"\nname=\"X\"\nbackstage=\"Checks stock\"\ntechnology=\"CRM\"\n\
        competitor=\"Acme\"\nnext=[\"y\",\"z\"]\njourney=\"other.toml\"\nemotions={buyer=1}\n";
    let (map, findings) = source::parse("b2b.toml", text);
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.name()).collect();
    assert_eq!(rules, ["unknown-touchpoint", "unknown-touchpoint"], "y and z are not drawn yet");
    let x = &map.stages[0].touchpoints[0];
    assert_eq!((x.emotion_of(Some("buyer")), x.emotion_of(None)), (Some(1), None));
    assert_eq!(x.technology, ["CRM"]);
    assert_eq!(map.stages[0].goals[0].value, "cheap");
}

#[test]
fn what_is_remarked_on_an_entry_stays_beside_it() {
    let rows = [
        ("\"a\", # one\n  \"b\", # two\n", "a, c, b", "\"a\", # one\n  \"c\",\n  \"b\", # two\n"),
        ("\"a\", # one\n  \"b\", # two\n", "a, b, c", "\"a\", # one\n  \"b\", # two\n  \"c\",\n"),
        ("\"a\", # one\n  \"b\" # two\n", "a, b, c", "\"a\", # one\n  \"b\", # two\n  \"c\"\n"),
        ("\"a\",\n  \"b\"\n", "a, b, c", "\"a\",\n  \"b\",\n  \"c\"\n"),
    ];
    let map = |list: &str| FULL.replace("technology = [\"till\", \"oven\"]\n", &format!("technology = [\n  {list}]\n"));
    let folder = Folder::new();
    for (before, typed, after) in rows {
        std::fs::write(&folder.map, map(before)).unwrap();
        let (_, said, code) = cjm(&folder.folder, &["set", "journey.toml", "checkout.technology", typed]);
        assert_eq!((code, folder.text()), (Some(0), map(after)), "{said}");
    }
    std::fs::write(&folder.map, FULL.replace('\n', "\r\n")).unwrap();
    cjm(&folder.folder, &["set", "journey.toml", "checkout.technology", "two\nlines"]);
    assert!(!folder.text().replace("\r\n", "").contains('\n'), "every line ends as those of the map do");
}
