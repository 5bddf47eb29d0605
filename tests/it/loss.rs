//! What is left out of a file is told where its numbers are, and by `cjm check`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::cjm;

/// A map of a long file with CSAT at one place.
const LONG: &str = "[journey]\ntitle = \"T\"\n[[source]]\nid = \"s\"\nfile = \"d.csv\"\ntime = \"date\"\ntouchpoint = \"at\"\n\
    csat = \"csat\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n[[stage.touchpoint]]\nid = \"pay\"\nname = \"Pay\"\n";

/// A map of a wide file with one metric of a kind.
fn wide(kind: &str) -> String {
    format!(
        "[journey]\ntitle = \"T\"\n[[metric]]\nid = \"m\"\nkind = \"{kind}\"\n[[source]]\nid = \"s\"\nfile = \"d.csv\"\n\
        time = \"date\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n[[stage.touchpoint]]\nid = \"pay\"\nname = \"Pay\"\n\
        metrics = [{{ metric = \"m\", source = \"s\", column = \"v\" }}]\n"
    )
}

fn folder(map: &str, data: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m.toml"), map).unwrap();
    fs::write(folder.path().join("d.csv"), data).unwrap();
    folder
}

/// The messages of `cjm check` with their rules and lines.
fn findings(folder: &TempDir) -> Vec<String> {
    let (text, _, code) = cjm(folder, &["check", "m.toml", "--format", "json"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    let all = all.as_array().unwrap();
    assert_eq!(code, Some(i32::from(!all.is_empty())));
    let words = |finding: &Value| {
        let of = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        assert!(!of("help").is_empty(), "{finding}");
        format!("{} {}:{} {}", of("rule"), of("file"), finding["line"], of("message"))
    };
    all.iter().map(words).collect()
}

/// The only reading.
fn reading(folder: &TempDir) -> Value {
    let (text, _, _) = cjm(folder, &["metrics", "m.toml", "--format", "json"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    all["readings"][0].clone()
}

/// A file of a map is read with one finding, beside a number that was counted from so many.
#[track_caller]
fn check(name: &str, (map, data): (&str, &[u8]), finding: &str, (left_out, of): (u64, u64)) {
    let folder = folder(map, data);
    assert_eq!(findings(&folder), [finding], "{name}");
    let reading = reading(&folder);
    assert_eq!((&reading["left_out"], &reading["of"]), (&left_out.into(), &of.into()), "{name}: {reading}");
    let note = format!("{left_out} left out: ");
    for format in ["text", "markdown"] {
        let (text, _, _) = cjm(&folder, &["metrics", "m.toml", "--format", format]);
        assert!(text.contains(&note) && text.contains(&format!("{} of {of}", of - left_out)), "{name}: {text}");
    }
    let (text, _, _) = cjm(&folder, &["metrics", "m.toml", "--format", "csv"]);
    assert!(text.contains(&format!(",{left_out},{of},")), "{name}: {text}");
    let shown = |keys: &str| cjm(&folder, &["show", "m.toml", "--size", "120x40", "--keys", keys]).0;
    let screen = shown("j enter z");
    assert!(screen.contains(&note) && screen.contains("of the file"), "{name}: {screen}");
    let screen = shown("j enter");
    assert!(screen.contains("of the file"), "{name}: {screen}");
    assert!(screen.lines().any(|line| line.contains("Pay") && line.contains("! ")), "{name}: {screen}");
}

/// Rows of a long file.
fn long(rows: impl IntoIterator<Item = String>) -> Vec<u8> {
    let mut data = "date,at,csat\n".to_owned();
    rows.into_iter().try_for_each(|row| writeln!(data, "{row}")).unwrap();
    data.into_bytes()
}

/// A hundred rows of as many people.
fn respondents(answer: impl Fn(u32) -> u32) -> String {
    let mut rows = String::new();
    (0..100).try_for_each(|n| writeln!(rows, "2024-03-01,pay,{},r{n}", answer(n))).unwrap();
    rows
}

#[test]
fn answers_off_their_scale_are_told() {
    let data = long((0..300).map(|n| format!("2024-01-05,pay,{}", n % 10 + 1)));
    let finding = "answers-left-out d.csv:7 150 of 300 answers in column `csat` are left out (off the scale 1 to 5): \
        lines 7, 8, 9 and others";
    check("1 to 10", (LONG, &data), finding, (150, 300));
}

#[test]
fn ragged_rows_are_told() {
    let row = |n: u32| if n % 8 < 3 { "2024-03-01,pay,1, and late".to_owned() } else { "2024-03-01,pay,5".to_owned() };
    let finding = "rows-left-out d.csv:2 75 of 200 rows are left out (ragged row), \
        they have more or fewer cells than the 3 of the header: lines 2, 3, 4 and others";
    check("commas", (LONG, &long((0..200).map(row))), finding, (75, 200));
}

#[test]
fn a_column_of_two_sorts_of_dates_is_told() {
    let row = |n: u64| {
        if n.is_multiple_of(2) { format!("{}000,1", 1_704_067_200 + n) } else { format!("{},5", 1_704_067_200 + n) }
    };
    let mut data = "date,v\n".to_owned();
    (0..200).try_for_each(|n| writeln!(data, "{}", row(n))).unwrap();
    let finding = "rows-left-out d.csv:3 100 of 200 rows are left out (bad date), \
        column `date` holds no date written as the others are: lines 3, 5, 7 and others";
    check("seconds", (&wide("amount"), data.as_bytes()), finding, (100, 200));
}

#[test]
fn touchpoints_that_the_map_has_not_are_told() {
    let row = |n: u32| format!("2024-03-01,{},5", if n.is_multiple_of(10) { "till" } else { "pay" });
    let finding = "rows-left-out d.csv:2 10 of 100 rows are left out (unknown touchpoint), \
        no place of the map has what column `at` says: lines 2, 12, 22 and others";
    check("till", (LONG, &long((0..100).map(row))), finding, (10, 100));
}

#[test]
fn numbers_that_are_written_otherwise_are_a_loss() {
    for (name, cell) in [
        ("minus", "−10"),
        ("thousands", "\"1,234\""),
        ("spaces", "1 234"),
        ("percent", "12%"),
        ("currency", "$12.50"),
        ("brackets", "(5)"),
    ] {
        let data = format!("date,v\n{}2024-01-01,{cell}\n", "2024-01-01,4\n".repeat(5));
        let finding = "answers-left-out d.csv:7 1 of 6 answers in column `v` is left out (not a number): line 7";
        check(name, (&wide("amount"), data.as_bytes()), finding, (1, 6));
    }
    let german = format!("date;v\n{}2024-01-01;1.574,25\n", "2024-01-01;423,94\n".repeat(5));
    let finding = "answers-left-out d.csv:7 1 of 6 answers in column `v` is left out (not a number): line 7";
    check("german", (&wide("amount"), german.as_bytes()), finding, (1, 6));
}

#[test]
fn few_of_many_are_in_the_json_alone() {
    let bad = |n: u32| format!("2024-03-01,pay,{}", if n < 4 { 9 } else { 5 });
    let folder = folder(LONG, &long((0..200).map(bad)));
    assert_eq!(findings(&folder), [""; 0]);
    let reading = reading(&folder);
    assert_eq!((&reading["left_out"], &reading["of"]), (&4.into(), &200.into()));
    let (text, _, _) = cjm(&folder, &["metrics", "m.toml"]);
    assert!(!text.contains("left out"), "{text}");
}

#[test]
fn one_column_of_a_wide_file_is_not_drowned_among_all() {
    let names: Vec<String> = (0..20).map(|n| format!("q{n}")).collect();
    let binding = |name: &String| format!("{{ metric = \"csat\", source = \"s\", column = \"{name}\" }},");
    let map = wide("amount")
        .replace("{ metric = \"m\", source = \"s\", column = \"v\" }", &names.iter().map(binding).collect::<String>());
    let row = |n: u32| format!("2024,{}{}\n", "4,".repeat(19), if n < 15 { 8 } else { 5 });
    let rows: String = (0..300).map(row).collect();
    let folder = folder(&map, format!("date,{}\n{rows}", names.join(",")).as_bytes());
    let finding = "answers-left-out d.csv:2 15 of 300 answers in column `q19` are left out (off the scale 1 to 5): \
        lines 2, 3, 4 and others";
    assert_eq!(findings(&folder), [finding]);
    let (text, _, _) = cjm(&folder, &["metrics", "m.toml", "--format", "json"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    let left_out: Vec<u64> =
        all["readings"].as_array().unwrap().iter().take(20).map(|own| own["left_out"].as_u64().unwrap()).collect();
    assert_eq!(left_out, [vec![0; 19], vec![15]].concat());
}

#[test]
fn one_place_of_a_long_file_is_told_by_itself() {
    let map = format!("{LONG}[[stage.touchpoint]]\nid = \"shop\"\nname = \"Shop\"\n");
    let row = |n: u32| {
        if n < 10 { "2024,pay,9".to_owned() } else { format!("2024,{},4", if n < 20 { "pay" } else { "shop" }) }
    };
    let folder = folder(&map, &long((0..2_000).map(row)));
    let finding = "answers-left-out d.csv:2 10 of 20 answers in column `csat` at `a/pay` are left out (off the scale 1 to 5): \
        lines 2, 3, 4 and others";
    assert_eq!(findings(&folder), [finding]);
    let (text, _, _) = cjm(&folder, &["metrics", "m.toml"]);
    let notes: Vec<bool> = text.lines().skip(1).take(2).map(|line| line.contains("10 of 20 answers counted")).collect();
    assert_eq!(notes, [true, false]);
}

#[test]
fn what_is_no_loss_is_not_told() {
    let once = LONG.replace("time =", "respondent = \"id\"\nmissing = [\"99\"]\ntime =");
    let rows = respondents(|n| if n.is_multiple_of(4) { 99 } else { 5 });
    let blank = ",,,\n".repeat(20);
    let folder = folder(&once, format!("date,at,csat,id\n{rows}{rows}{blank}2024-03-01,pay,,x\n").as_bytes());
    assert_eq!(findings(&folder), [""; 0]);
    assert_eq!(reading(&folder)["left_out"], 0);
}

#[test]
fn a_file_that_was_appended_to_itself_says_how_much_repeats() {
    let once = LONG.replace("time =", "respondent = \"id\"\ntime =");
    let rows = respondents(|n| n % 5 + 1);
    let folder = folder(&once, format!("date,at,csat,id\n{rows}{rows}").as_bytes());
    assert_eq!(reading(&folder)["n"], 100);
    for arguments in [["sources", "m.toml"].as_slice(), &["show", "m.toml", "--view", "sources"]] {
        let (text, _, _) = cjm(&folder, arguments);
        assert!(text.contains("100 of 200 rows are repeated"), "{text}");
    }
}

#[test]
fn rows_without_an_answer_take_nobodys_place_in_any_order() {
    let map = wide("amount").replace("time = \"date\"", "respondent = \"id\"");
    for data in ["id,v\n1,\n1,5\n2,4\n3,x\n3,5\n", "id,v\n1,5\n1,\n2,4\n3,5\n3,x\n"] {
        let reading = reading(&folder(&map, data.as_bytes()));
        assert_eq!((&reading["n"], &reading["left_out"], &reading["of"]), (&3.into(), &1.into(), &4.into()), "{data}");
    }
}

#[test]
fn a_row_that_one_comma_moved_is_left_out_and_told() {
    let map = LONG.replace("touchpoint = \"at\"\ncsat = \"csat\"", "comment = \"comment\"")
        + "metrics = [{ metric = \"nps\", source = \"s\", column = \"nps\" }]\n";
    let data = "date,city,csat,nps,comment\n2026-01-01,Haifa,5,9,\n2026-01-02,Haifa,4,9,\n2026-01-03,Haifa, north,5,9,\n\
        2026-01-04,Haifa,,5,9,\n2026-01-05,Haifa,4,9,\n";
    let folder = folder(&map, data.as_bytes());
    let reading = reading(&folder);
    assert_eq!((&reading["n"], &reading["value"]), (&3.into(), &100.0.into()));
    let finding = "rows-left-out d.csv:4 2 of 5 rows are left out (ragged row), \
        they have more or fewer cells than the 5 of the header: lines 4, 5";
    assert_eq!(findings(&folder), [finding]);
}

#[test]
fn not_one_usable_row_is_an_error_that_the_explorer_tells_too() {
    let data = "date,v\n2024-01-01,a\n2024-01-02,b\n";
    let asked = folder(&wide("amount"), data.as_bytes());
    let why = "no-answers d.csv:1 none of 2 rows gave an answer, most of them for this: not a number in column `v`";
    assert_eq!(findings(&asked), [why]);
    let (_, told, code) = cjm(&asked, &["check", "m.toml"]);
    assert!(told.contains("1 error") && code == Some(1), "{told}");
    let (screen, _, _) = cjm(&asked, &["show", "m.toml", "--size", "120x40", "--keys", "j enter z"]);
    assert!(screen.contains("no answers: 0 of 2 answers counted, 2 left out:"), "{screen}");
    let (unbound, _) = LONG.split_once("touchpoint =").unwrap();
    let unasked = folder(&format!("{unbound}[[stage]]\nid = \"a\"\nname = \"A\"\n"), data.as_bytes());
    assert_eq!(
        findings(&unasked),
        ["no-answers d.csv:1 none of 2 rows gave an answer, nothing in the map asks for any"]
    );
}

#[test]
fn a_first_line_of_answers_is_told() {
    let map = "[journey]\ntitle = \"T\"\n[[source]]\nid = \"s\"\nfile = \"d.csv\"\ntime = \"08/01/2016\"\nsegments = [\"A\"]\n\
        [[stage]]\nid = \"a\"\nname = \"A\"\n";
    let folder = folder(map, b"08/01/2016;A;-21.419,06\n12/01/2016;A;-21.375,00\n13/01/2016;B;-15.000,00\n");
    let finding = "no-header d.csv:1 the first line looks like answers, and is taken for the names of the columns";
    assert_eq!(findings(&folder), [finding]);
    let (proposal, _, _) = cjm(&folder, &["bind", "d.csv"]);
    assert!(proposal.contains("the first line looks like answers"), "{proposal}");
}

#[test]
fn a_year_that_a_bound_cuts_is_said() {
    let folder = folder(&wide("amount"), b"date,v\n2016,5\n2017,4\n2018,1\n");
    let note = "`s` tells dates by year: a year that lies only in part within --since 2017-01-02 is left out";
    let (text, told, _) =
        cjm(&folder, &["metrics", "m.toml", "--since", "2017-01-02", "--by", "year", "--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["notes"], serde_json::json!([note]));
    assert_eq!(json["readings"].as_array().unwrap().len(), 1);
    assert!(told.contains(&format!("warning: {note}")), "{told}");
    let (text, told, _) = cjm(&folder, &["metrics", "m.toml", "--since", "2017-01-01", "--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json["notes"], told.as_str()), (&serde_json::json!([]), ""));
}

#[test]
fn a_stray_line_of_another_encoding_leaves_the_others_as_they_are() {
    let map = LONG.replace("csat = \"csat\"", "csat = \"csat\"\ncomment = \"comment\"");
    let data = b"date,at,csat,comment\n2024-03-01,pay,4,na\xc3\xafve \xe2\x80\x9cquote\xe2\x80\x9d\n2024-03-02,pay,5,caf\xc3\xa9\n\
        2024-03-03,pay,2,caf\xe9 \x93x\x94\n2024-03-04,pay,3,\xc3\xbcber\n";
    let folder = folder(&map, data);
    let finding = "misread-text d.csv:4 line 4 is not UTF-8, which the lines before it are";
    assert_eq!(findings(&folder), [finding]);
    let (text, _, _) = cjm(&folder, &["comments", "m.toml", "--format", "json"]);
    assert!(text.contains("na\u{ef}ve \u{201c}quote\u{201d}") && text.contains("\u{fc}ber"), "{text}");
}
