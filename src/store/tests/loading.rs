//! Maps that are loaded with their counts, and what is said of a column that a source lacks.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{ANSWERS, MAP, folder, load, open, put};
use crate::journey::{Choice, Segment};
use crate::store::{Loading, Wanted};

#[test]
fn a_map_is_loaded_with_its_counts() {
    let folder = folder();
    let book = load(&open(&folder), "trip.toml");
    assert_eq!(book.findings, []);
    assert!(book.counts.is_complete);
    assert_eq!(book.map.title, "Trip");
    assert_eq!(&*book.text, MAP);
    let n = |binding: usize, cohort: usize| -> u64 { book.counts.series[binding][cohort].n() };
    assert_eq!(book.counts.cohorts.len(), 2);
    assert_eq!(book.counts.cohorts[1].persona.as_deref(), Some("leisure"));
    assert_eq!([n(0, 0), n(0, 1), n(1, 0), n(1, 1)], [3, 2, 2, 1]);
    assert_eq!((book.counts.sources[0].rows, book.counts.sources[0].used), (3, 3));
}

#[test]
fn loading_tells_how_far_it_is() {
    let folder = folder();
    put(&folder, "trip.toml", format!("{MAP}\n[[source]]\nid = \"more\"\nfile = \"data/answers.csv\"\n"));
    let mut heard = Vec::new();
    let root = open(&folder);
    let book = root.load("trip.toml", &Wanted::default(), &AtomicBool::new(false), &mut |loading| heard.push(loading));
    let told: Vec<String> = heard
        .iter()
        .map(|loading| match loading {
            Loading::Opened(book) => format!("opened {} with {} sources", book.map.title, book.counts.sources.len()),
            Loading::Reading { source, done, total, .. } => format!("{source} {done} of {total}"),
            Loading::Counted(book) => {
                format!("counted {}, complete {}", book.counts.sources.len(), book.counts.is_complete)
            }
        })
        .collect();
    let n = ANSWERS.len();
    assert_eq!(
        told,
        [
            "opened Trip with 0 sources".to_owned(),
            format!("survey {n} of {n}"),
            "counted 1, complete false".to_owned(),
            format!("more {n} of {n}"),
        ]
    );
    assert!(book.counts.is_complete);
    assert_eq!(book.counts.sources.len(), 2);
}

#[test]
fn loading_can_be_cancelled() {
    let folder = folder();
    let cancel = AtomicBool::new(false);
    let book =
        open(&folder).load("trip.toml", &Wanted::default(), &cancel, &mut |_| cancel.store(true, Ordering::Relaxed));
    assert!(!book.counts.is_complete);
    assert_eq!(book.map.title, "Trip");
    assert_eq!(book.findings, []);
}

#[test]
fn a_column_that_no_source_has_is_said() {
    let folder = folder();
    let choice = Choice { column: "aera".to_owned(), values: vec!["B".to_owned()] };
    let wanted = Wanted { cohorts: vec![Segment { choices: vec![choice] }], ..Wanted::default() };
    let book = open(&folder).load("trip.toml", &wanted, &AtomicBool::new(false), &mut |_| {});
    assert_eq!(book.counts.cohorts.len(), 3);
    assert_eq!(book.findings.len(), 1);
    assert_eq!(book.findings[0].message, "no column `aera` in `data/answers.csv`, did you mean `area`?");
    assert_eq!((book.findings[0].file.as_str(), book.findings[0].line), ("data/answers.csv", 1));
}

#[test]
fn a_column_that_the_source_lacks_is_shown_where_the_map_names_it() {
    let folder = folder();
    let long =
        "touchpoint = \"area\"\nces = \"fod\"\ncolumns = { conversion = \"fodd\" }\nsegments = [\"area\", \"zone\"]";
    for (name, from, to, expected) in [
        ("a binding of a touchpoint", "column = \"food\"", "column = \"fod\"", ("\"fod\"", "did you mean `food`?")),
        ("a binding of the journey", "column = \"nps\"", "column = \"npz\"", ("\"npz\"", "did you mean `nps`?")),
        ("the time", "time = \"year\"", "time = \"yaer\"", ("\"yaer\"", "did you mean `year`?")),
        ("a persona", "segment = { area = \"B\" }", "segment = { aera = \"B\" }", ("\"B\"", "no column `aera`")),
        ("a long source", "time = \"year\"", long, ("\"fod\"", "did you mean `food`?")),
        ("other columns of a long source", "time = \"year\"", long, ("\"fodd\"", "did you mean `food`?")),
        ("a list", "time = \"year\"", long, ("\"zone\"", "no column `zone`")),
    ] {
        let text = MAP.replacen(from, to, 1);
        put(&folder, "trip.toml", &text);
        let book = load(&open(&folder), "trip.toml");
        let marked = |finding: &&crate::journey::Finding| {
            let excerpt = finding.excerpt.as_ref().expect("it is shown");
            excerpt.line.get(excerpt.marked.clone()) == Some(expected.0)
        };
        let finding = book.findings.iter().find(marked).unwrap_or_else(|| panic!("{name}: {:#?}", book.findings));
        assert!(finding.message.contains(expected.1), "{name}: {}", finding.message);
        assert_eq!((finding.rule.name(), finding.file.as_str()), ("unknown-column", "trip.toml"), "{name}");
        let shown =
            text.lines().nth(finding.line - 1).and_then(|line| line.get(finding.column - 1..)).expect("a place");
        assert!(shown.starts_with(expected.0), "{name}: {shown}");
        let help = finding.help.as_deref().unwrap_or_default();
        assert_eq!(help, "name one of its 4 columns: `year`, `area`, `food`, `nps`", "{name}");
    }
}
