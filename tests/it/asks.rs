//! What `cjm bind` is not sure of: asked, not counted, and counted as it should once somebody says yes.

use std::fs;
use std::path::Path;

use super::bound::{Bound, CODES, FIVE, LOW, NINE, REVERSED, SIX, day, long, nth, rows};
use super::session::{play, text};

/// One column is asked about, and nothing but rows is counted before; then what is right is.
#[track_caller]
fn check(bound: &Bound, asked: (&str, &str, &str), expected: &str) {
    let (column, role, why) = asked;
    assert_eq!(bound.asks(), [format!("{column} as {role}")]);
    assert!(bound.why(column).contains(why), "{}", bound.why(column));
    let before = bound.counted();
    assert!(before.iter().all(|told| told.starts_with("d ")), "{before:?}");
    bound.take(column);
    assert_eq!(bound.asks(), Vec::<String>::new());
    let after = bound.counted();
    assert!(after.iter().any(|told| told == expected), "{after:?}\n{}", bound.text());
}

#[test]
fn scales_of_which_an_end_does_not_occur_are_asked_about() {
    check(&long("satisfaction", 300, SIX), ("satisfaction", "csat", "is it the best of six"), "csat 40.3 (n 300)");
    check(&long("csat", 120, LOW), ("csat", "csat", "5 never occurs"), "csat 40.8 (n 120)");
    check(
        &long("nps", 300, NINE),
        ("nps", "nps", "0 never occurs: if it was asked from 1 to 10, say no"),
        "nps -1.3 (n 300)",
    );
}

/// An answer that the columns beside it do not have is asked about, and yes loses none.
#[test]
fn the_best_of_six_answers_is_counted_once_somebody_says_yes() {
    let csv = rows("date,satisfaction_checkout,satisfaction_quality", 300, |idx| {
        format!("{},{},{}", day(idx), nth(idx, FIVE), nth(idx, SIX))
    });
    let bound = Bound::of(&csv);
    assert_eq!(bound.asks(), ["satisfaction_quality as csat"]);
    let why = bound.why("satisfaction_quality");
    assert!(why.contains("6 stands in 63 of 300 cells: is it the best of six answers, or \"not used\"?"), "{why}");
    assert!(!bound.text().contains("missing"), "{}", bound.text());
    bound.take("satisfaction_quality");
    assert!(bound.counted().contains(&"csat 40.3 (n 300)".to_owned()), "{:?}", bound.counted());
}

/// Few codes are off the scale, and told; frequent ones are asked about.
#[test]
fn codes_far_off_are_never_taken_without_a_word() {
    let code = |idx: usize| match idx {
        7 => "55".to_owned(),
        8 => "-1".to_owned(),
        9..=12 => "11".to_owned(),
        _ => nth(idx, FIVE).to_string(),
    };
    let bound = Bound::of(&rows("date,csat", 300, |idx| format!("{},{}", day(idx), code(idx))));
    assert!(bound.asks().is_empty() && !bound.text().contains("missing"), "{}", bound.text());
    let (said, _, code) = bound.cjm(&["check", "journey.toml"]);
    assert!(code == 1 && said.contains("off the scale 1 to 5"), "{said}");
    let csv = rows("date,csat", 300, |idx| format!("{},{}", day(idx), if idx % 10 == 0 { 99 } else { nth(idx, FIVE) }));
    let why = "99 stands in 30 of 300 cells, far off 1 to 5";
    check(&Bound::of(&csv), ("csat", "csat", why), "csat 57.4 (n 270)");
}

#[test]
fn sums_that_nobody_asked_for_are_asked_about() {
    let bound =
        Bound::of(&rows("date,visits,csat", 60, |idx| format!("{},{},{}", day(idx), idx % 8 + 1, nth(idx, FIVE))));
    assert_eq!(bound.asks(), ["visits as visits"]);
    assert!(bound.why("visits").contains("yes adds them up"), "{}", bound.why("visits"));
    assert_eq!(bound.counted().len(), 1, "{:?}", bound.counted());
}

#[test]
fn a_scale_on_which_1_is_best_is_asked_about() {
    let header = "\"Overall satisfaction (1 = very satisfied, 5 = very dissatisfied)\"";
    let bound = long(header, 300, REVERSED);
    let role = bound.load().map.asks[0].role.clone();
    check(&bound, (header.trim_matches('"'), &role, "1 is best"), &format!("{role} 68.3 (n 300)"));
}

#[test]
fn the_row_of_an_average_is_left_out_and_asked_about() {
    let csv = rows("date,touchpoint,csat", 201, |idx| format!("{},checkout,{}", day(idx), nth(idx, FIVE)));
    let bound = Bound::of(&format!("{csv}Average,,3.43\n"));
    check(&bound, ("csat", "csat", "`3.43` stands in 1 cell"), "csat 58.7 (n 201)");
    assert!(!bound.text().contains("segments"), "{}", bound.text());
}

#[test]
fn codes_ids_and_days_are_no_scores() {
    let csv = rows("date,how_did_you_get_here,gate,INTDATE,csat_wifi", 500, |idx| {
        format!("{},{},{},{},{}", day(idx), nth(idx, CODES), idx * 7 % 9 + 1, idx % 28 + 1, nth(idx, FIVE))
    });
    let bound = Bound::of(&csv);
    assert_eq!(bound.asks(), ["how_did_you_get_here as segments"]);
    assert_eq!(bound.counted().len(), 1);
    assert!(bound.counted()[0].starts_with("csat "), "{:?}", bound.counted());
    assert!(!bound.text().contains("nps"), "{}", bound.text());
}

#[test]
fn low_numbers_without_a_telling_name_are_asked_about() {
    let csv = rows("date,q7,q8,is_member", 200, |idx| {
        format!("{},{},{},{}", day(idx), nth(idx, FIVE), nth(idx, LOW), idx % 2)
    });
    let bound = Bound::of(&csv);
    assert_eq!(bound.asks(), ["q7 as csat", "q8 as csat", "is_member as is_member"]);
    assert_eq!(bound.counted(), Vec::<String>::new());
    let shown = bound.cjm(&["show", "journey.toml", "--size", "100x30"]).0;
    assert!(!shown.contains('%') && !shown.contains("CSAT"), "{shown}");
    bound.take("q7");
    assert_eq!(bound.counted(), ["csat 58.5 (n 200)"]);
    assert!(bound.text().contains("\nid = \"q7\"\n"), "{}", bound.text());
}

#[test]
fn the_fuller_column_of_dates_says_when() {
    let flown =
        |idx: usize, most: usize| if idx < most { format!("{:02}-07-2015", idx % 28 + 1) } else { String::new() };
    for most in [9, 110] {
        // The head of the file is full of both.
        let csv =
            rows("date_flown,date,csat", 1_258, |idx| format!("{},{},{}", flown(idx, most), day(idx), nth(idx, FIVE)));
        let bound = Bound::of(&csv);
        let map = bound.load().map;
        assert_eq!(map.sources[0].time.as_deref(), Some("date"));
        let only = Bound::of(&rows("date_flown,csat", 1_258, |idx| format!("{},{}", flown(idx, most), nth(idx, FIVE))));
        assert_eq!(
            (only.load().map.sources[0].time.clone(), only.asks()),
            (None, vec!["date_flown as time".to_owned()])
        );
        assert!(only.why("date_flown").contains(&format!("{most} of 1,258 rows")), "{}", only.why("date_flown"));
    }
    let blank =
        rows("date,csat", 200, |idx| format!("{},4", if idx % 4 == 0 { String::new() } else { day(idx) }) + "\n");
    let bound = Bound::of(&blank);
    assert!(bound.text().contains("in 150 of 200 rows (75 %)"), "{}", bound.text());
}

#[test]
fn respondents_that_repeat_are_asked_about() {
    let people = rows("date,respondent_id,touchpoint,csat", 300, |idx| {
        format!("{},{},{},{}", day(idx), 1000 + idx % 60, ["search", "checkout"][idx % 2], nth(idx, FIVE))
    });
    let bound = Bound::of(&people);
    assert_eq!(bound.asks(), ["respondent_id as respondent"]);
    assert!(
        bound.why("respondent_id").starts_with("240 of 300 are repeated: answers of one person are not independent")
    );
    assert_eq!(bound.counted().len(), 2);

    let once = |idx: usize| format!("{}T10:00:00,r{},checkout,{}", day(idx % 100), idx % 100, nth(idx % 100, FIVE));
    let bound = Bound::of(&rows("date,response_id,touchpoint,csat", 200, once));
    assert!(bound.why("response_id").starts_with("100 of 200 are repeated"));
    assert!(bound.counted()[0].ends_with("(n 200)"), "{:?}", bound.counted());
    bound.take("response_id");
    assert!(bound.counted()[0].ends_with("(n 100)"), "{:?}", bound.counted());
    let many = Bound::of(&rows("date,response_id,touchpoint,csat", 4_000, |idx| {
        format!("{},r{},checkout,{}", day(idx), idx % 2_000, nth(idx, FIVE))
    }));
    assert!(many.why("response_id").starts_with("2,000 of 4,000 are repeated"));
}

#[test]
fn weights_and_unfinished_rows_are_asked_about() {
    let csv = rows("RecordedDate,Finished,Progress,weight,Q1_csat", 300, |idx| {
        let is_open = idx % 4 == 0;
        let weight = ["0.8", "1.1", "1.3", "0.8"][idx % 4];
        format!("{},{},{},{weight},{}", day(idx), !is_open, if is_open { 40 } else { 100 }, nth(idx, FIVE))
    });
    let bound = Bound::of(&csv.replace("true", "True").replace("false", "False"));
    assert_eq!(bound.asks(), ["Finished as segments", "Progress as segments", "weight as weight"]);
    assert!(bound.why("Finished").starts_with("75 of 300 rows are unfinished (`False`): yes tells them apart"));
    assert!(bound.why("Progress").starts_with("75 of 300 rows are unfinished (`40`): yes tells them apart"));
    assert!(bound.why("weight").starts_with("looks like a weight: a mean of 1.00"), "{}", bound.why("weight"));
    assert_eq!(bound.counted().len(), 1, "only what is sure: {:?}", bound.counted());
    bound.take("Finished");
    bound.take("weight");
    let map = bound.load().map;
    assert_eq!(
        (map.sources[0].segments.clone(), map.sources[0].weight.as_deref()),
        (vec!["Finished".to_owned()], Some("weight"))
    );
}

#[test]
fn a_weight_that_nobody_uses_is_a_finding_where_it_is_not_asked_about() {
    let bound = Bound::of(&rows("date,weight,csat", 60, |idx| format!("{},0.9,{}", day(idx), nth(idx, FIVE))));
    let rules = || bound.load().findings.iter().map(|finding| finding.rule.name()).collect::<Vec<_>>();
    assert_eq!(rules(), ["open-question"]);
    bound.cjm(&["remove", "journey.toml", "ask/weight"]);
    assert_eq!(rules(), ["unused-weight"]);
    fs::write(bound.path(), bound.text().replace("time = ", "weight = \"weight\"\ntime = ")).unwrap();
    assert_eq!(rules(), Vec::<&str>::new());
}

#[test]
fn personal_columns_are_masked_and_tell_nobody_apart() {
    let csv = rows("date,email,phone,plan,touchpoint,csat", 60, |idx| {
        let plan = ["free", "dana@example.org"][idx % 2];
        format!("{},person{}@example.com,050-123456{},{plan},checkout,{}", day(idx), idx % 10, idx % 10, nth(idx, FIVE))
    });
    let bound = Bound::of(&csv);
    let map = bound.load().map;
    assert_eq!(map.sources[0].segments, Vec::<String>::new(), "{}", bound.text());
    assert!(!bound.text().contains("example.") && !bound.text().contains("050-"), "{}", bound.text());
    let text = bound.text().replace("csat = \"csat\"", "csat = \"csat\"\nsegments = [\"email\", \"phone\", \"plan\"]");
    fs::write(bound.path(), text).unwrap();
    for format in ["text", "json", "csv", "markdown"] {
        let (said, _, _) = bound.cjm(&["sources", "journey.toml", "--format", format]);
        assert!(said.contains("d.csv") && !said.contains("example.") && !said.contains("050-"), "{said}");
    }
}

#[test]
fn check_lists_each_question_with_the_line_that_answers_it() {
    let bound = long("csat", 120, LOW);
    let (said, summary, code) = bound.cjm(&["check", "journey.toml"]);
    assert_eq!((summary.as_str(), code), ("checked 1 map: 1 warning\n", 1));
    let line = bound.text().lines().position(|line| line.contains("column = \"csat\"")).unwrap() + 1;
    assert!(said.contains("[open-question]") && said.contains(&format!("journey.toml:{line}:3")), "{said}");
    assert!(said.contains("not counted until somebody says yes: is `csat` satisfaction, 1 to 5?"), "{said}");
    assert!(
        said.contains(
            "help: for yes `cjm take MAP ask/csat` or + in the explorer (i), for no `cjm remove MAP ask/csat` or -; or by hand: write `csat = \"csat\"` in this [[source]] for yes, and delete this entry; for no delete it"
        )
    );
    let (said, _, code) = bound.cjm(&["remove", "journey.toml", "ask/1"]);
    assert_eq!((said.as_str(), code), ("removed source/d/ask/csat: csat\n", 0));
    assert!(!bound.text().contains("ask = "), "{}", bound.text());
    assert_eq!(bound.cjm(&["check", "journey.toml"]).2, 0);
}

#[test]
fn a_question_keeps_its_name_when_another_is_answered() {
    let csv = rows("date,q7,\"q 8\",2", 200, |idx| {
        format!("{},{},{},{}", day(idx), nth(idx, FIVE), nth(idx, LOW), nth(idx, FIVE))
    });
    let bound = Bound::of(&csv);
    let (said, _, _) = bound.cjm(&["check", "journey.toml"]);
    for at in ["ask/q7", "'ask/\"q 8\"'", "ask/2"] {
        assert!(said.contains(&format!("for yes `cjm take MAP {at}` or +")), "{at}: {said}");
    }
    let take = |at: &str| bound.cjm(&["take", "journey.toml", at]);
    assert_eq!(take("ask/1").0, "took q7 as csat\n", "a number is understood");
    assert_eq!(take("ask/2").0, "took 2 as csat\n", "but a column before it");
    assert_eq!(take("ask/\"q 8\"").0, "took \"q 8\" as csat\n");
    assert_eq!(take("ask/q7").2, 2);
    assert_eq!(bound.asks(), Vec::<String>::new());
}

/// In the explorer the cursor goes on to the next question, and is at no other than the one that is shown.
#[test]
fn questions_are_answered_one_after_the_other() {
    let bound = Bound::of(&rows("date,q7,q8,q9", 200, |idx| {
        format!("{},{},{},{}", day(idx), nth(idx, FIVE), nth(idx, LOW), nth(idx, FIVE))
    }));
    let mut session = bound.session();
    play(&mut session, "i j -");
    assert!(text(&session).contains("2 questions, i shows them"), "{}", text(&session));
    play(&mut session, "+");
    assert_eq!(bound.asks(), ["q9 as csat"], "{}", text(&session));
    assert!(bound.text().contains("column = \"q8\", scale"), "{}", bound.text());
}

#[test]
fn a_question_is_answered_by_a_key_and_taken_back() {
    let bound = long("csat", 120, LOW);
    let before = bound.text();
    let mut session = bound.session();
    play(&mut session, "i j");
    for said in ["Is `csat` satisfaction, 1 to 5?", "1 question, i shows it · 1 finding, ! shows it", "+ yes   - no"] {
        assert!(text(&session).contains(said), "{said}: {}", text(&session));
    }
    play(&mut session, "+");
    assert!(text(&session).contains("saved: took “csat” as csat"), "{}", text(&session));
    assert!(bound.text().contains("\ncsat = \"csat\"\n") && !bound.text().contains("ask = ["), "{}", bound.text());
    play(&mut session, "u");
    assert_eq!(bound.text(), before);
    let mut session = bound.session();
    play(&mut session, "i j -");
    assert!(text(&session).contains("said no to “csat”: u takes it back"), "{}", text(&session));
    assert!(!bound.text().contains("csat = \"csat\"") && !bound.text().contains("ask = ["), "{}", bound.text());
    play(&mut session, "u");
    assert_eq!(bound.text(), before);
    let mut session = bound.session();
    play(&mut session, "v s j +");
    assert!(bound.text().contains("\ncsat = \"csat\"\n"), "where its source is shown too: {}", text(&session));
}

#[test]
fn what_is_not_read_yet_is_not_guessed() {
    let heading = "StartDate,EndDate,Status,Finished,ResponseId,Q1,Q2\nStart Date,End Date,Response Type,Finished,Response ID,How satisfied were you?,How likely are you to recommend us?\n";
    let import = "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",a,b,c,d,e\n";
    let csv = rows("", 40, |idx| {
        let (status, finished) = (u32::from(idx % 9 == 0), u32::from(idx % 5 != 0));
        format!("{0},{0},{status},{finished},R_{idx},{1},{2}", day(idx), nth(idx, FIVE), nth(idx, CODES))
    });
    let bound = Bound::of(&format!("{heading}{import}{}", csv.trim_start()));
    assert_eq!(bound.counted(), Vec::<String>::new(), "{}", bound.text());
    assert!(bound.asks().starts_with(&["Status as segments".to_owned(), "Finished as segments".to_owned()]));
}

/// Of the example maps nothing that bind proposes is more than they say.
#[test]
fn the_airport_asks_for_every_question_without_a_name() {
    let airport = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport/responses.csv");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(airport, folder.path().join("d.csv")).unwrap();
    let bound = Bound { folder };
    fs::write(bound.path(), bound.cjm(&["bind", "d.csv"]).0).unwrap();
    assert_eq!((bound.asks().len(), bound.counted().len()), (25, 1));
    assert!(bound.asks().contains(&"weight as weight".to_owned()));
    assert!(bound.counted()[0].starts_with("nps "), "its name says so: {:?}", bound.counted());
}
