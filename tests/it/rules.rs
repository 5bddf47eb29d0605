//! Every rule by an example that breaks it, and nothing else.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::sync::atomic::AtomicBool;

use cjm::app::keymap::Keymap;
use cjm::journey::Finding;
use cjm::source::{RULES, settings};
use cjm::store::{Outside, Root, Wanted};

/// A map with one stage and one touchpoint, both open for more.
const MAP: &str = r#"[journey]
title = "T"
[[stage]]
id = "a"
name = "A"
[[stage.touchpoint]]
id = "x"
name = "X"
"#;

/// As [`MAP`], with a source and a touchpoint that it measures.
const MEASURED: &str = r#"[journey]
title = "T"
[[source]]
id = "s"
file = "s.csv"
time = "date"
[[stage]]
id = "a"
name = "A"
[[stage.touchpoint]]
id = "x"
name = "X"
metrics = [{ metric = "csat", source = "s", column = "park" }]
"#;

/// Two rows for the source of [`MEASURED`].
const ROWS: &str = "date,park\n2018-01-01,4\n2018-01-02,5\n";

/// Rule, what follows [`MAP`].
const OF_MAPS: &[(&str, &str)] = &[
    ("syntax", "does = looks"),
    ("toml-1.1", "does = \"\\e\""),
    ("unknown-key", "feel = \"x\""),
    ("wrong-type", "does = 5"),
    ("off-scale", "emotion = 3"),
    ("unknown-word", "[[stage.touchpoint.pain]]\ntext = \"p\"\nstatus = \"opne\""),
    ("missing-key", "[[stage.touchpoint.pain]]\nseverity = 1"),
    ("empty-value", "[[stage.touchpoint.pain]]\ntext = \"\""),
    ("to-fill-in", "does = \"? What do they do here?\""),
    ("made-up", "[[source]]\nid = \"made-up\"\nfile = \"s.csv\""),
    ("duplicate-id", "[[stage]]\nid = \"a\"\nname = \"B\""),
    ("odd-id", "[[stage]]\nid = \"a b\"\nname = \"B\""),
    ("unknown-metric", "[journey.target]\nmetric = \"npz\"\ntarget = 1"),
    ("unknown-source", "metrics = [{ metric = \"csat\", source = \"t\", column = \"c\" }]"),
    ("unknown-channel", "channel = \"web\"\n[[channel]]\nid = \"app\"\nname = \"App\""),
    ("unknown-persona", "[[scenario]]\nid = \"z\"\nname = \"Z\"\npersona = \"dana\""),
    ("unknown-touchpoint", "[[scenario]]\nid = \"z\"\nname = \"Z\"\npath = [\"y\"]"),
    ("unknown-stage", "[[consults]]\nid = \"c\"\nname = \"C\"\nstage = \"q\""),
    ("unknown-opportunity", "[[stage.touchpoint.pain]]\ntext = \"t\"\nanswered_by = \"q\""),
    ("unknown-map", "journey = \"returns.toml\""),
    ("unknown-pain", "[[stage.touchpoint.action]]\ntext = \"t\"\nmends = [\"q\"]"),
    ("source-shape", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\nvalue = \"park\""),
    ("funnel-unit", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\nentered = \"park\"\ncompleted = \"park\""),
    ("unused-key", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\nn = \"park\""),
    ("open-question", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\nask = [{ column = \"park\", as = \"csat\" }]"),
    ("binding-shape", "metrics = [{ metric = \"csat\", source = \"s\" }]\n[[source]]\nid = \"s\"\nfile = \"s.csv\""),
    ("unknown-encoding", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\nencoding = \"latin-1\""),
    ("date-pattern", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\ntime = \"date\"\nformat = \"%d.%K\""),
    ("unknown-zone", "[[source]]\nid = \"s\"\nfile = \"s.csv\"\ntime = \"date\"\nzone = \"Asia/Jerusalm\""),
];

/// Rule, and the rows of the source of [`MEASURED`].
const OF_SOURCES: &[(&str, &[u8])] = &[
    ("unreadable-source", b"PK\x03\x04"),
    ("unclosed-quote", b"date,park\n2018-01-01,4\n2018-01-02,\"5\n"),
    ("stray-quote", b"date,park\n2018-01-01,\"4\n2018-01-02,5\n2018-01-03,4\n2018\",5\n"),
    ("unknown-column", b"date,parking\n2018-01-01,4\n"),
    ("duplicate-column", b"date,park,park\n2018-01-01,4,4\n"),
    ("unknown-date-format", b"date,park\nsoon,4\n"),
    ("unused-weight", b"date,park,survey_weight\n2018-01-01,4,0.9\n2018-01-02,5,1.1\n"),
    ("no-answers", b"date,park\n2018-01-01,4,Thank you, all was well\n"),
    ("ambiguous-dates", b"date,park\n01/02/2018,4\n"),
    ("rows-left-out", b"date,park\n2018-01-01,4\n2018-01-02,5,\n"),
    ("answers-left-out", b"date,park\n2018-01-01,4\n2018-01-02,6\n"),
];

/// Rule, and a line of the settings.
const OF_SETTINGS: &[(&str, &str)] = &[
    ("unknown-command", "fly = \"x\""),
    ("unknown-key-name", "help = \"hyper-x\""),
    ("key-used-twice", "up = \"q\""),
    ("key-types", "choose = \"x\""),
];

/// The findings of a map beside a file `s.csv`.
fn findings(map: &[u8], rows: &[u8]) -> Vec<Finding> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("map.toml"), map).expect("written");
    fs::write(folder.path().join("s.csv"), rows).expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    root.load("map.toml", &Wanted::default(), &AtomicBool::new(false), &mut |_| {}).findings
}

/// The findings are of that rule alone.
#[track_caller]
fn check(told: &mut BTreeSet<&'static str>, rule: &str, findings: &[Finding]) {
    let rules: BTreeSet<&'static str> = findings.iter().map(|finding| finding.rule.name()).collect();
    assert_eq!(rules, BTreeSet::from([rule]), "{findings:#?}");
    told.extend(rules);
}

#[test]
fn every_rule_is_broken_by_its_example() {
    let mut told = BTreeSet::new();
    for (rule, more) in OF_MAPS {
        check(&mut told, rule, &findings(format!("{MAP}{more}\n").as_bytes(), ROWS.as_bytes()));
    }
    for (rule, rows) in OF_SOURCES {
        check(&mut told, rule, &findings(MEASURED.as_bytes(), rows));
    }
    for (rule, line) in OF_SETTINGS {
        let (settings, findings) = settings::parse("config.toml", &format!("[keys]\n{line}\n"));
        assert_eq!(findings, [], "{rule}");
        check(&mut told, rule, &Keymap::new(&settings, "config.toml").1);
    }
    let read_as =
        |key: &str, rows: &[u8]| findings(MEASURED.replace("time =", &format!("{key}\ntime =")).as_bytes(), rows);
    check(&mut told, "misread-text", &read_as("encoding = \"shift_jis\"", b"date,park,note\n2018-01-01,4,caf\xe9\n"));
    check(&mut told, "no-weights", &read_as("weight = \"w\"", b"date,park,w\n2018-01-01,4,\n2018-01-02,4,0\n"));
    check(&mut told, "missing-on-scale", &read_as("missing = [\"2\"]", b"date,park\n2018-01-01,4\n2018-01-02,5\n"));
    check(&mut told, "absent-delimiter", &read_as("delimiter = \";\"", b"date,park\n2018-01-01,4\n"));
    let priced = MEASURED.replace("csat", "price") + "[[metric]]\nid = \"price\"\nkind = \"amount\"\n";
    for (rule, price) in [("too-large", "1000000000001"), ("too-small", "0.0000004")] {
        check(&mut told, rule, &findings(priced.as_bytes(), format!("date,park\n2018,{price}\n2018,4\n").as_bytes()));
    }
    let first = MEASURED.replace("time = \"date\"\n", "").replace("\"park\"", "\"4\"");
    check(&mut told, "no-header", &findings(first.as_bytes(), b"2018-01-01,4\n2018-01-02,5\n"));
    check(&mut told, "no-stages", &findings(b"[journey]\ntitle = \"T\"\n", b""));
    check(&mut told, "not-text", &findings(b"[journey]\ntitle = \"\xff\"\n", b""));
    let elsewhere = |file: &str| findings(MEASURED.replace("s.csv", file).as_bytes(), b"");
    check(&mut told, "unreadable-file", &elsewhere("none.csv"));
    check(&mut told, "outside-path", &elsewhere("../s.csv"));
    let absolute = elsewhere("/s.csv");
    assert_eq!(absolute[0].rule.name(), "absolute-path");
    check(&mut told, "outside-path", &absolute[1..]);
    told.insert(absolute[0].rule.name());
    let mut rows = "date,park\n".to_owned().into_bytes();
    rows.extend_from_slice(&b"2018-01-01,4\n".repeat(23_000));
    rows.extend_from_slice(b"2018-01-02,\xff\n");
    rows.extend_from_slice(&b"2018-01-02,5\n".repeat(70_000));
    let stray = findings(MEASURED.as_bytes(), &rows);
    assert_eq!(stray[0].line, 23_002);
    check(&mut told, "misread-text", &stray);
    let once = MEASURED.replace("time = \"date\"", "time = \"date\"\nrespondent = \"id\"");
    let mut crowd = "park,date,id\n".to_owned();
    (0..1_835_010).try_for_each(|id| writeln!(crowd, "4,2018,{id:x}")).expect("written");
    check(&mut told, "many-respondents", &findings(once.as_bytes(), crowd.as_bytes()));
    let many = findings(format!("{MAP}{}", "[[stage]]\nid = \"b\"\n".repeat(500)).as_bytes(), b"");
    told.insert(many.last().expect("many").rule.name());

    let desk = "metrics = [{ metric = \"conversion\", source = \"s\" }]\n[[source]]\nid = \"s\"\nfile = \"s.csv\"\n\
        opened = \"o\"\ndue = \"d\"\nclosed = \"c\"";
    let rows = format!("o,d,c\n{}", "2018,2019,\n".repeat(500_001));
    check(&mut told, "too-many-cases", &findings(format!("{MAP}{desk}\n").as_bytes(), rows.as_bytes()));

    let all: BTreeSet<&str> = RULES.iter().map(|rule| rule.name()).collect();
    let untold: Vec<_> = all.difference(&told).collect();
    assert!(untold.is_empty(), "rules without an example: {untold:?}");
}
