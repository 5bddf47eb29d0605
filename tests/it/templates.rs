//! `cjm new`: every template is a map that opens and checks clean, and nothing that is there is written over.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use cjm::app::event::Recalled;
use cjm::app::{Key, News};
use cjm::source::edit::Stamp;
use cjm::terminal::Rehearsal;
use serde_json::Value;
use tempfile::TempDir;

use crate::program::{cjm, stdout};
use crate::session;

const PHASES: &str = "awareness,interest,purchase,retention";

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// The list of templates, as a program reads it.
fn templates(folder: &TempDir) -> Vec<Value> {
    let listed: Value = serde_json::from_str(&stdout(folder, &["new", "--list", "--format", "json"])).unwrap();
    listed["templates"].as_array().unwrap().clone()
}

#[test]
fn every_template_opens_and_checks_clean() {
    let folder = folder();
    for template in templates(&folder) {
        let name = template["name"].as_str().unwrap();
        let (said, wrong, code) = cjm(&folder, &["new", name, "--template", name, "--kpi", PHASES]);
        assert_eq!((wrong.as_str(), code), ("", Some(0)), "{name}");
        assert!(said.contains(&format!("wrote {name}/journey.toml: the map: ")), "{said}");
        let (found, summary, code) = cjm(&folder, &["check", name]);
        assert_eq!(code, Some(0), "{name}: {found}");
        let (open, rest): (Vec<&str>, Vec<&str>) = found.lines().partition(|line| line.contains(" [to-fill-in] "));
        assert!(open.iter().all(|line| line.contains(": ") && !line.starts_with(name)), "{name}: {found}");
        let [made_up, help] = rest.as_slice() else { panic!("{name}: {rest:?}") };
        assert!(made_up.starts_with("numbers of `made-up.csv` came with the template: bind your own"), "{made_up}");
        assert!(help.contains("[[source]] id = \"made-up\", [[metric]] id = \"csat\"") && help.contains("target = 80"));
        assert_eq!(summary, format!("checked 1 map: {} to fill in\n", open.len() + 1));
        // Made-up numbers say so, and nothing is said of them that nobody found.
        let (frame, wrong, code) = cjm(&folder, &["show", name, "--size", "120x40", "--color", "never"]);
        assert_eq!((wrong.as_str(), code), ("", Some(0)), "{name}");
        assert!(frame.contains("Made-up CSAT") && frame.contains("moved beyond chance"), "{name}: {frame}");
        let (_, wrong, code) = cjm(&folder, &["metrics", name]);
        assert_eq!((wrong.as_str(), code), ("", Some(0)), "{name}");
    }
}

/// Whoever answers every question is still told of the numbers; what is removed with them leaves nothing behind.
#[test]
fn made_up_numbers_are_told_until_they_are_gone() {
    let folder = folder();
    stdout(&folder, &["new", "shop"]);
    let path = folder.path().join("shop/journey.toml");
    let map = fs::read_to_string(&path).unwrap().replace("\"? ", "\"");
    fs::write(&path, &map).unwrap();
    let (found, summary, code) = cjm(&folder, &["check", "shop"]);
    assert_eq!((summary.as_str(), code), ("checked 1 map: 1 to fill in\n", Some(0)), "{found}");
    assert!(found.contains("[made-up] shop/journey.toml:"), "{found}");
    stdout(&folder, &["new", "other"]);
    let shown = writing(folder.path());
    assert_shown(&shown, &["measured 0/24, 24 made up"]);
    let (before, after) = map.split_once("# All numbers are made up").unwrap();
    let (_, after) = after.split_once("\n[[persona]]").unwrap();
    fs::write(&path, format!("{before}\n[[persona]]{after}")).unwrap();
    fs::remove_file(folder.path().join("shop/made-up.csv")).unwrap();
    let (found, summary, _) = cjm(&folder, &["check", "shop"]);
    assert_eq!(summary, "checked 1 map: nothing found\n", "{found}");
    let left = fs::read_to_string(&path).unwrap().to_lowercase();
    assert!(!left.contains("made-up") && !left.contains("made up"), "{left}");
}

#[test]
fn without_a_name_or_a_map_it_is_said_what_there_is_to_begin_from() {
    let folder = folder();
    for arguments in [["new"].as_slice(), &["check"]] {
        let (_, wrong, code) = cjm(&folder, arguments);
        assert_eq!(code, Some(2), "{wrong}");
        assert!(wrong.contains("`cjm new --list` tells"), "{wrong}");
    }
}

#[test]
fn the_list_says_what_each_is_for() {
    let folder = folder();
    let templates = templates(&folder);
    let keys = ["for", "name", "seed", "stages"];
    for template in &templates {
        let own: Vec<&String> = template.as_object().unwrap().keys().collect();
        assert_eq!(own, keys);
        assert!((5..=7).contains(&template["stages"].as_array().unwrap().len()), "{template}");
    }
    let text = stdout(&folder, &["new", "--list"]);
    assert_eq!(text.lines().count(), templates.len() + 1);
    for name in
        ["blank", "digital", "insurance", "flight", "car", "product", "cafe", "b2b", "repairs", "website", "urgent"]
    {
        assert!(text.lines().any(|line| line.split_whitespace().next() == Some(name)), "{name} is not in\n{text}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = folder();
    fs::create_dir(folder.path().join("shop")).unwrap();
    for own in ["journey.toml", "made-up.csv", "purchase.csv"] {
        let path = folder.path().join("shop").join(own);
        fs::write(&path, "mine").unwrap();
        let (said, wrong, code) = cjm(&folder, &["new", "shop", "--kpi", "purchase"]);
        assert_eq!((said.as_str(), code), ("", Some(2)));
        assert_eq!(
            wrong,
            format!("error: cannot create `shop/{own}`: there is one already\nhelp: choose another name\n")
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        fs::remove_file(path).unwrap();
        assert_eq!(fs::read_dir(folder.path().join("shop")).unwrap().count(), 0, "{own} left others behind");
    }
}

#[test]
fn a_phase_brings_its_metrics_and_the_header_they_need() {
    let folder = folder();
    stdout(&folder, &["new", "shop", "--kpi", "awareness,purchase"]);
    let header = |file: &str| fs::read_to_string(folder.path().join("shop").join(file)).unwrap();
    assert_eq!(header("awareness.csv"), "date,visits,reach,newsletter\n");
    assert_eq!(header("purchase.csv"), "date,place,metric,value,n,sd\n");
    assert!(!folder.path().join("shop/interest.csv").exists());
    let add = |file: &str, rows: &str| fs::write(folder.path().join("shop").join(file), header(file) + rows).unwrap();
    add("awareness.csv", "2025-01-31,1200,,40\n2025-02-28,1500,,35\n");
    add("purchase.csv", "2025-01-31,all,conversion,2.5,1200,\n2025-01-31,all,order_value,25.5,30,8\n");
    let (found, _, code) = cjm(&folder, &["check", "shop"]);
    assert_eq!(code, Some(0), "{found}");
    let read = stdout(&folder, &["metrics", "shop", "--format", "csv"]);
    for row in [",visits,", ",newsletter,", ",conversion,", ",order_value,"] {
        assert!(read.contains(row), "{row} is not read of\n{read}");
    }
    let (_, wrong, code) = cjm(&folder, &["new", "other", "--kpi", "love"]);
    assert_eq!(code, Some(2));
    assert!(wrong.contains("awareness, interest, purchase, retention"), "{wrong}");
}

#[test]
fn the_language_is_set_and_nobody_pretends_that_it_was_translated() {
    let folder = folder();
    let said = stdout(&folder, &["new", "laden", "--template", "cafe", "--language", "de"]);
    assert!(said.contains("note: the texts of the template are English, not `de`"), "{said}");
    let said = stdout(&folder, &["new", "qapla", "--language", "xx"]);
    assert!(said.contains("not `xx`: write yours in their place (it has en, de, es, fr, he)"), "{said}");
    let map = fs::read_to_string(folder.path().join("laden/journey.toml")).unwrap();
    assert!(map.contains("\nlanguage = \"de\" ") && map.contains("\ntitle = \"Laden\"\n"), "{map}");
    for (name, language, words) in [("shop", "en-GB", "\"Noticing\""), ("negozio", "es", "\"Darse cuenta\"")] {
        let said = stdout(&folder, &["new", name, "--language", language, "--kpi", PHASES]);
        assert!(!said.contains("note:"), "{said}");
        let map = fs::read_to_string(folder.path().join(name).join("journey.toml")).unwrap();
        assert!(map.contains(words), "{map}");
    }
}

/// A folder with the answers of the toy shop, as somebody exported them.
fn exported() -> TempDir {
    let folder = folder();
    let toys = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/toys/responses.csv");
    fs::copy(toys, folder.path().join("answers.csv")).unwrap();
    folder
}

/// What lies in a folder.
fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

/// A session in it that writes.
fn writing(path: impl AsRef<Path>) -> Rehearsal {
    let stamp = Stamp { date: session::TODAY, by: None };
    let mut shown = session::open(path, session::USUAL).signing(stamp);
    shown.hear(News::Recalled(Recalled::default()));
    shown
}

#[track_caller]
fn assert_shown(shown: &Rehearsal, words: &[&str]) {
    let text = session::text(shown);
    for words in words {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
}

#[test]
fn an_empty_folder_offers_a_template_and_opens_it() {
    let folder = folder();
    let mut shown = writing(folder.path());
    assert_shown(&shown, &["no map here yet", "a begins one,", "from a template", "a new map"]);
    session::play(&mut shown, "a");
    assert_shown(&shown, &["a map from blank", "a map from website"]);
    session::play(&mut shown, "\"cafe\" enter");
    assert_shown(&shown, &["where to put it", "cafe/journey.toml", "cafe/made-up.csv"]);
    assert!(names(&folder).is_empty(), "nothing is written before it is said where");
    session::play(&mut shown, "ctrl-u");
    assert_shown(&shown, &["a name is needed"]);
    session::play(&mut shown, "\"../x\" enter");
    assert_shown(&shown, &["a folder in the one that is open is needed"]);
    session::play(&mut shown, "ctrl-u \"my-place\" enter");
    assert_shown(&shown, &["My place", "Made-up CSAT", "to fill in, ! lists them"]);
    assert_eq!(names(&folder), ["my-place"]);
    // The next one does not get in its way.
    session::play(&mut shown, "esc esc a \"cafe\" enter ctrl-u \"my-place\"");
    assert_shown(&shown, &["my-place/journey.toml is there already"]);
    session::play(&mut shown, "ctrl-u \"other\" enter H");
    assert_shown(&shown, &["2 maps", "My place", "Other"]);
}

#[test]
fn a_folder_with_only_a_table_offers_a_map_for_it() {
    let folder = exported();
    let mut shown = writing(folder.path());
    assert_shown(&shown, &["from answers.csv or a template"]);
    session::play(&mut shown, "a enter");
    assert_shown(&shown, &["as journey.toml", "the map, for answers.csv"]);
    session::play(&mut shown, "esc");
    assert_eq!(names(&folder), ["answers.csv"]);
    session::play(&mut shown, "a enter enter");
    assert_shown(&shown, &["Answers", "Returns"]);
    assert_eq!(names(&folder), ["answers.csv", "journey.toml"]);
    let bound = stdout(&folder, &["bind", "answers.csv"]);
    assert_eq!(fs::read_to_string(folder.path().join("journey.toml")).unwrap(), bound);
}

#[test]
fn a_proposal_is_shown_asked_about_and_leaves_no_trace() {
    let folder = exported();
    let mut shown = writing(folder.path().join("answers.csv"));
    assert_shown(&shown, &["a proposal: nothing is written yet, a writes it", "Returns"]);
    session::play(&mut shown, "e ctrl-u \"Sent back\" enter");
    assert_shown(&shown, &["Sent back"]);
    session::play(&mut shown, "E");
    assert_shown(&shown, &["nothing is written yet: a writes it"]);
    session::play(&mut shown, "u q");
    assert_shown(&shown, &["where to put it", "as journey.toml", "nowhere: leave"]);
    session::play(&mut shown, "esc");
    assert_shown(&shown, &["a proposal: nothing is written yet", "Returns"]);
    let keys = Key::sequence("q down enter").unwrap();
    assert!(!shown.play(&keys), "it was not left");
    assert_eq!(names(&folder), ["answers.csv"]);
}

#[test]
fn a_proposal_becomes_a_map_where_it_is_put() {
    let folder = exported();
    fs::write(folder.path().join("journey.toml"), "[journey]\ntitle = \"Another\"\n").unwrap();
    let mut shown = writing(folder.path().join("answers.csv"));
    session::play(&mut shown, "e ctrl-u \"Sent back\" enter a enter");
    assert_shown(&shown, &["as answers.toml"]);
    session::play(&mut shown, "ctrl-u \"journey\" enter");
    assert_shown(&shown, &["not written: cannot create `journey.toml`: there is one already"]);
    session::play(&mut shown, "a enter ctrl-u \"maps/shop\" enter");
    assert_shown(&shown, &["a name without folders is needed"]);
    session::play(&mut shown, "ctrl-u \"shop\" enter");
    assert_shown(&shown, &["written: shop.toml", "Sent back"]);
    assert!(!session::text(&shown).contains("a proposal"));
    assert_eq!(names(&folder), ["answers.csv", "journey.toml", "shop.toml"]);
    // It is a map like any other.
    session::play(&mut shown, "2 e ctrl-u \"Once more\" enter");
    assert!(fs::read_to_string(folder.path().join("shop.toml")).unwrap().contains("\"Once more\""));
    let (_, wrong, code) = cjm(&folder, &["metrics", "shop.toml"]);
    assert_eq!((wrong.as_str(), code), ("", Some(0)));
}

#[test]
fn the_questions_of_a_proposal_are_answered_before_it_is_written() {
    let folder = folder();
    let rows: Vec<String> =
        (0..60).map(|nth| format!("2026-03-{:02},{},{}", nth % 28 + 1, nth % 11, nth % 5 + 1)).collect();
    let rows = rows.join("\n");
    fs::write(folder.path().join("answers.csv"), format!("date,nps,q7\n{rows}")).unwrap();
    let mut shown = writing(folder.path().join("answers.csv"));
    assert_shown(&shown, &["1 question, i shows it", "questions: + is yes, - is no", "+ yes"]);
    session::play(&mut shown, "+");
    assert!(!session::text(&shown).contains("question"), "{}", session::text(&shown));
    session::play(&mut shown, "q enter");
    let map = fs::read_to_string(folder.path().join("journey.toml")).unwrap();
    assert!(map.contains("metric = \"csat\"") && !map.contains("ask = "), "{map}");
}
