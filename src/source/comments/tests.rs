//! Comments gathered from small files.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::cut::{CUT, LONGEST};
use super::gathering::LEAST_BYTES;
use super::*;
use crate::journey::{Address, Segment};
use crate::metric::Period;
use crate::source;

const MAP: &str = r#"
[journey]
title = "Bread"

[[persona]]
id = "noa"
name = "Noa"
segment = { area = "north" }

[[source]]
id = "survey"
file = "survey.csv"
time = "day"
touchpoint = "about"
csat = "csat"
nps = "nps"
sentiment = "mood"
comment = "comment"
missing = ["n/a"]
respondent = "id"
segments = ["area"]
language = "en"

[[stage]]
id = "buy"
name = "Buying"
[[stage.touchpoint]]
id = "till"
name = "Till"
[[stage.touchpoint]]
id = "queue"
name = "Queue"
"#;

const ANSWERS: &str = "\
id,day,about,area,csat,nps,mood,comment
1,2026-01-02,till,north,2,,-0.5,\"Slow, and
the card failed\"
2,2026-01-03,till,south,5,9,,Friendly! Call 052-1234567
3,2026-01-01,till,north,,,0.25,Fine
4,2026-01-04,queue,north,1,,,Too long
5,2026-01-05,till,north,3,,,n/a
6,2026-01-06,till,north,4,,,
2,2026-01-07,till,south,5,9,,Again
7,some day,till,south,5,9,,Undated
8,2026-01-08,till,south,5
9,2026-01-09,till,south,6,9,,Off the scale
";

/// The first row of each that says anything counts; of the second respondent it says nothing in words.
const REPEATED: &str = "\
id,day,about,area,csat,nps,mood,comment
1,2026-01-02,till,north,,,,n/a
1,2026-01-03,till,north,,,,Heard
1,2026-01-04,till,north,,,,Too late
2,2026-01-05,till,north,4,,,
2,2026-01-06,till,north,,,,Too late as well
";

fn at(touchpoint: &str) -> Address {
    use crate::journey::Noun;
    Address::journey().then(Noun::Stage, "buy").then(Noun::Touchpoint, touchpoint)
}

fn wish(touchpoint: &str) -> Wish {
    Wish { at: at(touchpoint), segment: Segment::default(), privacy: Privacy::Masked, hidden: 5 }
}

fn gathered_from(map: &str, wish: &Wish, answers: &str) -> Comments {
    let (map, findings) = source::parse("journey.toml", map);
    assert_eq!(findings, []);
    let mut gathering = Gathering::new(&map, wish);
    for source in sources(&map, &wish.at) {
        gathering.read(source, &answers.as_bytes(), &mut |_| ControlFlow::Continue(()));
    }
    gathering.finish()
}

fn gathered(wish: &Wish) -> Comments {
    gathered_from(MAP, wish, ANSWERS)
}

fn texts(comments: &Comments) -> Vec<&str> {
    (0..comments.len()).map(|idx| comments.text(idx)).collect()
}

#[test]
fn the_comments_of_a_place_come_with_what_the_row_says() {
    let comments = gathered(&wish("till"));
    assert_eq!(texts(&comments), ["Slow, and\nthe card failed", "Friendly! Call [phone]", "Fine", "Off the scale"]);
    assert_eq!((comments.n_met(), comments.is_hidden(), comments.failed()), (4, false, &[][..]));
    let first = comments.get(0).expect("it is there");
    assert_eq!(first.period.as_ref().map(Period::label).as_deref(), Some("2026-01-02"));
    assert_eq!(first.segments, [("area", "north")]);
    assert_eq!(first.answers, [("CSAT", "2")]);
    assert_eq!((first.given, first.language), (Some(-0.5), Some("en")));
    let second = comments.get(1).expect("it is there");
    assert_eq!(second.answers, [("CSAT", "5"), ("NPS", "9")]);
    assert_eq!(comments.get(3).expect("it is there").answers, [("NPS", "9")], "6 is no answer of 1 to 5");
    assert_eq!(comments.get(4), None);
    assert_eq!(shown(first.text).as_str(), "Slow, and the card failed");
}

#[test]
fn as_many_are_heard_as_the_metric_counts() {
    use std::num::NonZeroUsize;
    let (map, _) = source::parse("journey.toml", MAP);
    let cohorts = [crate::journey::book::Cohort::default()];
    let question = crate::journey::Question::of(&map, 0, &cohorts).expect("it has a source");
    let go_on = &mut |_| ControlFlow::Continue(());
    for (touchpoint, answers) in [("till", ANSWERS), ("queue", ANSWERS), ("till", REPEATED)] {
        let counts = source::readings::count(&question, &answers.as_bytes(), NonZeroUsize::MIN, &mut *go_on);
        let idx = map.bindings().position(|(place, own)| place == at(touchpoint) && own.metric == "comments");
        let idx = idx.expect("it is implied");
        let (_, series) = counts.series.iter().find(|(own, _)| *own == idx).expect("it is counted");
        let measure = map.bindings().nth(idx).and_then(|(_, binding)| map.measure(binding)).expect("known");
        let readings = series[0].readings(crate::metric::Grain::All, &measure);
        let counted = readings[0].1.expect("there are comments").value;
        #[expect(clippy::cast_precision_loss, reason = "a few")]
        let heard = gathered_from(MAP, &wish(touchpoint), answers).n_met() as f64;
        assert!((counted - heard).abs() < 0.5, "{touchpoint}: {counted} counted, {heard} heard");
    }
}

#[test]
fn a_row_without_an_answer_keeps_nobody_from_being_heard() {
    assert_eq!(texts(&gathered_from(MAP, &wish("till"), REPEATED)), ["Heard"]);
}

#[test]
fn places_with_few_answers_of_a_segment_are_hidden_and_everyone_s_are_not() {
    let noa = Segment { choices: vec![crate::journey::Choice { column: "area".into(), values: vec!["north".into()] }] };
    let of_noa = |hidden| gathered(&Wish { segment: noa.clone(), hidden, ..wish("till") });
    let hidden = of_noa(5);
    assert_eq!((hidden.n_met(), hidden.len(), hidden.is_hidden()), (0, 0, true));
    assert!(hidden.arena.is_empty(), "no text is kept");
    // Four of them answered there, though but two wrote.
    assert_eq!(texts(&of_noa(4)), ["Slow, and\nthe card failed", "Fine"]);
    let whole = gathered(&Wish { segment: noa.clone(), hidden: 2, at: Address::journey(), ..wish("till") });
    assert_eq!(texts(&whole), ["Slow, and\nthe card failed", "Fine"], "one at the queue would be told apart");
    assert_eq!((whole.n_met(), whole.has_hidden(), whole.is_hidden()), (2, true, false));
    assert!(!whole.arena.contains("Too long"), "no text of hers is kept");
    assert_eq!(gathered(&wish("queue")).len(), 1, "everyone's single comment is shown");
}

#[test]
fn a_value_stands_beside_a_comment_where_enough_people_share_it() {
    let areas = |hidden| -> (Vec<String>, Vec<String>) {
        let comments = gathered(&Wish { hidden, ..wish("till") });
        let all = (0..comments.len()).filter_map(|idx| comments.get(idx));
        let beside = all.flat_map(|comment| comment.segments).map(|(_, area)| area.to_owned()).collect();
        (beside, comments.hidden_segments().to_vec())
    };
    let named = vec!["area".to_owned()];
    // Five people live in the north; in the south three, one of whom answered twice.
    assert_eq!(areas(3), (["north", "south", "north", "south"].map(str::to_owned).to_vec(), Vec::new()));
    assert_eq!(areas(4), (["north", "north"].map(str::to_owned).to_vec(), named.clone()));
    assert_eq!(areas(6), (Vec::new(), named));
    assert_eq!(areas(0).0.len(), 4, "nothing is to be hidden");
}

#[test]
fn personal_data_is_kept_only_where_it_was_asked_for() {
    let open = gathered(&Wish { privacy: Privacy::Shown, ..wish("till") });
    assert_eq!(open.text(1), "Friendly! Call 052-1234567");
    assert_eq!(open.find("1234567"), [1]);
    assert_eq!(gathered(&wish("till")).find("1234567"), [0_u32; 0]);
}

#[test]
fn orders_and_searches_go_together() {
    let comments = Arc::new(gathered(&wish("till")));
    let mut scores = Scores::default();
    scores.go_on(&comments, 3);
    assert_eq!((scores.n_told(), scores.get(3)), (3, None));
    scores.go_on(&comments, 9);
    assert_eq!(scores.get(0), Some(Some(-0.5)));
    let scores = Some(Arc::new(scores));
    let rows = |order, typed| Found::new(Arc::clone(&comments), scores.clone(), order, typed).rows.to_vec();
    assert_eq!(rows(Order::Newest, ""), [3, 1, 0, 2]);
    assert_eq!(rows(Order::Worst, ""), [0, 3, 2, 1]);
    assert_eq!(rows(Order::Best, ""), [1, 2, 3, 0]);
    assert_eq!(rows(Order::Newest, "FRIEND"), [1]);
    assert_eq!(rows(Order::Newest, "and the"), [0], "a line break is a blank");
}

#[test]
fn of_too_many_the_newest_are_kept_and_all_are_counted() {
    let row = |nth: usize| format!("{nth},2026-02-{:02},till,north,,,,word {nth}\n", nth % 28 + 1);
    let answers = format!("id,day,about,area,csat,nps,mood,comment\n{}", (0..560).map(row).collect::<String>());
    let (map, _) = source::parse("journey.toml", MAP);
    let wish = wish("till");
    let mut gathering = Gathering::new(&map, &wish);
    gathering.room = 100 * LEAST_BYTES;
    gathering.read(&map.sources[0], &answers.as_bytes(), &mut |_| ControlFlow::Continue(()));
    let comments = gathering.finish();
    assert_eq!((comments.n_met(), comments.len()), (560, 100));
    let days: Vec<i8> = (0..100).filter_map(|idx| comments.get(idx)?.period).map(|period| period.start.day()).collect();
    // Twenty of each day: all of the last five.
    assert_eq!((days.len(), days.iter().min()), (100, Some(&24)));
    assert!((0..100).all(|idx| comments.text(idx).starts_with("word ")));
    // Without dates what stands last is newest.
    let undated = MAP.replace("time = \"day\"\n", "");
    let (map, _) = source::parse("journey.toml", &undated);
    let mut gathering = Gathering::new(&map, &wish);
    gathering.room = 3 * LEAST_BYTES;
    gathering.read(&map.sources[0], &answers.as_bytes(), &mut |_| ControlFlow::Continue(()));
    let comments = gathering.finish();
    assert_eq!(texts(&comments), ["word 557", "word 558", "word 559"]);
}

#[test]
fn a_comment_of_megabytes_is_cut_after_it_is_masked() {
    let long = format!("{} 052-1234567 {}", "x".repeat(LONGEST - 6), "y".repeat(1_000_000));
    let answers = format!("id,day,about,area,csat,nps,mood,comment\n1,2026-02-01,till,north,,,,{long}\n");
    let comments = gathered_from(MAP, &wish("till"), &answers);
    assert!(comments.text(0).ends_with(&format!("x [phon{CUT}")), "{}", comments.text(0).len());
}

#[test]
fn reading_can_be_stopped_and_trouble_is_told() {
    let (map, _) = source::parse("journey.toml", MAP);
    let wish = wish("till");
    let mut gathering = Gathering::new(&map, &wish);
    let source = sources(&map, &wish.at)[0];
    gathering.read(source, &ANSWERS.as_bytes(), &mut |_| ControlFlow::Break(()));
    gathering.read(source, &"id,day\n1,2026-01-01\n".as_bytes(), &mut |_| ControlFlow::Continue(()));
    gathering.fail("no such file".to_owned());
    let comments = gathering.finish();
    assert!(comments.is_cut() && comments.is_empty());
    assert_eq!(comments.failed().len(), 2, "{:?}", comments.failed());
    assert!(comments.failed()[0].starts_with("survey.csv: none of its columns"), "{:?}", comments.failed());
}

#[test]
fn which_places_have_comments() {
    let (map, _) = source::parse("journey.toml", MAP);
    assert!(has_comments(&map, &at("till")));
    assert!(has_comments(&map, &Address::journey()), "all in it");
    let (silent, _) = source::parse("journey.toml", &MAP.replace("comment = \"comment\"\n", ""));
    assert!(!has_comments(&silent, &Address::journey()));
    let wide = MAP.replace("comment = \"comment\"\n", "").replace("touchpoint = \"about\"\n", "");
    let wide = wide.replace("csat = \"csat\"\nnps = \"nps\"\nsentiment = \"mood\"\n", "");
    let metrics = "name = \"Till\"\nmetrics = [{ metric = \"comments\", source = \"survey\", column = \"comment\" }]";
    let wide = wide.replace("name = \"Till\"", metrics);
    let comments = gathered_from(&wide, &wish("till"), ANSWERS);
    assert_eq!(comments.n_met(), 5, "every row is about it: {:?}", texts(&comments));
}

#[test]
fn a_journey_has_the_comments_of_all_in_it_each_by_its_place() {
    let of = |comments: &Comments| -> Vec<(String, String)> {
        let whole = (0..comments.len()).filter_map(|idx| comments.get(idx));
        whole.map(|comment| (comment.at.to_string(), comment.text.chars().take(8).collect())).collect()
    };
    let expected =
        [("till", "Slow, an"), ("till", "Friendly"), ("till", "Fine"), ("queue", "Too long"), ("till", "Off the ")];
    let expected = expected.map(|(place, text)| (at(place).to_string(), text.to_owned()));
    let whole = |map: &str| gathered_from(map, &Wish { at: Address::journey(), ..wish("till") }, ANSWERS);
    assert_eq!(of(&whole(MAP)), expected);
    assert_eq!(whole(MAP).get(1).expect("it is there").answers, [("CSAT", "5"), ("NPS", "9")]);
    // What a stage is about besides is not told twice.
    let staged = MAP.replace("name = \"Buying\"", "name = \"Buying\"\nmatch = [\"till\", \"queue\"]");
    assert_eq!(of(&whole(&staged)), expected);
}

#[test]
fn a_wide_file_s_comments_are_of_the_journey_unless_a_place_asks_for_them() {
    let wide = MAP.replace("touchpoint = \"about\"\n", "");
    let wide = wide.replace("csat = \"csat\"\nnps = \"nps\"\nsentiment = \"mood\"\n", "");
    let journey = Wish { at: Address::journey(), ..wish("till") };
    let comments = gathered_from(&wide, &journey, ANSWERS);
    assert_eq!(comments.n_met(), 5);
    assert!((0..5).all(|idx| comments.get(idx).is_some_and(|comment| *comment.at == Address::journey())));
    let metrics = "name = \"Till\"\nmetrics = [{ metric = \"comments\", source = \"survey\" , column = \"comment\" }]";
    let comments = gathered_from(&wide.replace("name = \"Till\"", metrics), &journey, ANSWERS);
    assert_eq!(comments.n_met(), 5, "not twice");
    assert!((0..5).all(|idx| comments.get(idx).is_some_and(|comment| *comment.at == at("till"))));
}
