//! Scales told from names and answers: what is one, where it ends, and which codes lie outside.

use super::{Sisters, tell};
use crate::metric::Kind;
use crate::source::survey::column::{Budget, Column, Counting};

fn column(name: &str, cells: &[(&str, u64)]) -> Column {
    let (mut counting, mut budget) = (Counting::default(), Budget::new(1));
    for (cell, n) in cells {
        (0..*n).for_each(|_| counting.take(cell.as_bytes(), &mut budget));
    }
    counting.finish(name.to_owned(), 0, &mut budget)
}

#[track_caller]
fn check(columns: &[Column], expected: Option<(Kind, (i32, i32), &[&str])>, is_unsure: bool) {
    let told = tell(&columns[0], &Sisters::new(columns));
    let missing = expected.map(|(kind, ends, codes)| (kind, ends, codes.iter().map(ToString::to_string).collect()));
    let is = told.clone().map(|scale| (scale.kind, scale.ends, scale.missing));
    assert_eq!(is, missing, "{told:?}");
    let is_doubted = told.is_some_and(|scale| !scale.doubts.is_empty());
    assert_eq!(is_doubted, is_unsure, "{}", columns[0].name);
}

const FIVE: [(&str, u64); 5] = [("1", 20), ("2", 60), ("3", 200), ("4", 400), ("5", 300)];

fn with(more: &[(&'static str, u64)]) -> Vec<(&'static str, u64)> {
    FIVE.iter().chain(more).copied().collect()
}

#[test]
fn six_is_asked_about_where_the_sisters_stop_at_five() {
    let sister = column("how was the store", &FIVE);
    let rows = |six| vec![column("satisfaction food", &with(&[("6", six)])), sister.clone()];
    check(&rows(500), Some((Kind::Csat, (1, 6), &[])), true);
    check(&rows(10), Some((Kind::Csat, (1, 6), &[])), true);
    // A slip of the pen is off the scale, and told as left out.
    check(&rows(3), Some((Kind::Csat, (1, 5), &[])), false);
}

#[test]
fn eight_is_asked_about_where_the_sisters_stop_at_seven() {
    let seven = |eight| with(&[("6", 200), ("7", 90), ("8", eight)]);
    let sister = column("csat b", &seven(0));
    check(&[column("csat a", &seven(80)), sister.clone()], Some((Kind::Csat, (1, 8), &[])), true);
    check(&[column("csat a", &seven(2)), sister], Some((Kind::Csat, (1, 7), &[])), false);
}

#[test]
fn six_alone_is_asked_about() {
    check(&[column("csat", &with(&[("6", 350)]))], Some((Kind::Csat, (1, 6), &[])), true);
    check(&[column("csat", &with(&[("6", 100)]))], Some((Kind::Csat, (1, 6), &[])), true);
    let spread = [column("csat a", &with(&[("6", 20)])), column("csat b", &with(&[("6", 200)]))];
    check(&spread, Some((Kind::Csat, (1, 6), &[])), true);
}

#[test]
fn an_end_that_does_not_occur_is_asked_about() {
    check(&[column("csat", &FIVE[..4])], Some((Kind::Csat, (1, 5), &[])), true);
    check(&[column("csat", &FIVE[..4]), column("csat b", &FIVE)], Some((Kind::Csat, (1, 5), &[])), false);
    check(&[column("csat (1-5)", &FIVE[..4])], Some((Kind::Csat, (1, 5), &[])), false);
    check(&[column("csat", &FIVE[2..])], Some((Kind::Csat, (1, 5), &[])), false);
    let nine = with(&[("6", 200), ("7", 90), ("8", 70), ("9", 60)]);
    check(&[column("csat", &nine)], Some((Kind::Csat, (1, 10), &[])), true);
}

#[test]
fn codes_without_an_order_are_no_scale() {
    let codes = [("0", 42), ("1", 38), ("2", 41), ("3", 29), ("4", 51), ("5", 54), ("6", 54), ("7", 28), ("8", 64)];
    let all: Vec<(&str, u64)> = codes.into_iter().chain([("9", 53), ("10", 46)]).collect();
    check(&[column("q3", &all)], None, false);
    let beyond: Vec<(&str, u64)> = all.iter().copied().chain([("11", 40), ("12", 44), ("15", 39)]).collect();
    check(&[column("q3", &beyond)], None, false);
    for name in ["how_did_you_get_here", "gate", "store id", "interview day", "INTDATE", "reason code"] {
        check(&[column(name, &FIVE)], None, false);
    }
    let steep = [("0", 9), ("1", 4), ("2", 5), ("3", 6), ("4", 7), ("5", 60), ("6", 20), ("7", 90), ("8", 70)];
    let answers: Vec<(&str, u64)> = steep.into_iter().chain([("9", 120), ("10", 200)]).collect();
    check(&[column("q9", &answers)], Some((Kind::Nps, (0, 10), &[])), true);
}

#[test]
fn the_mean_in_the_row_of_a_total_is_asked_about() {
    check(&[column("csat", &with(&[("3.43", 1)]))], Some((Kind::Csat, (1, 5), &[])), true);
    check(&[column("csat", &with(&[("3.43", 1), ("2.5", 1), ("4.1", 1)]))], None, false);
}

#[test]
fn six_is_an_answer_where_seven_is() {
    let seven = column("csat b", &with(&[("6", 200), ("7", 90)]));
    check(&[column("csat a", &with(&[("6", 200)])), seven.clone()], Some((Kind::Csat, (1, 7), &[])), false);
    check(&[seven], Some((Kind::Csat, (1, 7), &[])), false);
}

#[test]
fn zero_is_a_blank_or_unsure() {
    check(&[column("csat", &with(&[("0", 90)]))], Some((Kind::Csat, (0, 5), &[])), true);
    check(&[column("csat", &with(&[("0", 9)]))], Some((Kind::Csat, (1, 5), &[])), false);
    let both = [column("csat", &with(&[("0", 19), ("6", 30)])), column("csat b", &FIVE)];
    check(&both, Some((Kind::Csat, (0, 6), &[])), true);
    let ten = [("0", 19), ("5", 13), ("6", 28), ("7", 41), ("8", 66), ("9", 54), ("10", 79)];
    check(&[column("rating of the look", &ten)], Some((Kind::Csat, (0, 10), &[])), true);
}

#[test]
fn recommendations_go_from_zero_to_ten() {
    let ten = [("0", 9), ("1", 4), ("5", 60), ("7", 90), ("9", 120), ("10", 200), ("11", 80), ("99", 5)];
    check(&[column("NPS", &ten[..6])], Some((Kind::Nps, (0, 10), &[])), false);
    check(&[column("NPS", &ten)], Some((Kind::Nps, (0, 10), &[])), true);
    let far: Vec<(&str, u64)> = ten[..6].iter().copied().chain([("99", 20)]).collect();
    check(&[column("NPS", &far)], Some((Kind::Nps, (0, 10), &["99"])), true);
    let shifted: Vec<(&str, u64)> = ten.iter().skip(1).copied().collect();
    check(&[column("NPS", &shifted)], Some((Kind::Nps, (0, 10), &[])), true);
    let all: Vec<(String, u64)> = (0..=11).map(|answer: u64| (answer.to_string(), 10 + answer)).collect();
    let all: Vec<(&str, u64)> = all.iter().map(|(answer, n)| (answer.as_str(), *n)).collect();
    check(&[column("q9", &all)], Some((Kind::Nps, (0, 10), &[])), true);
    check(&[column("q9", &all), column("recommend", &ten)], Some((Kind::Csat, (0, 10), &[])), true);
}

#[test]
fn words_are_no_answers_and_codes_far_off_are_asked_about() {
    let said = with(&[("n/a", 7), ("-", 90), ("Average", 1)]);
    check(&[column("csat", &said)], Some((Kind::Csat, (1, 5), &["n/a", "-"])), false);
    let odd = with(&[("99", 40), ("-1", 2), ("n/a", 7)]);
    check(&[column("csat", &odd)], Some((Kind::Csat, (1, 5), &["99", "n/a"])), true);
    check(&[column("csat", &with(&[("9", 40)]))], Some((Kind::Csat, (1, 5), &["9"])), true);
    let few = with(&[("55", 1), ("99", 4), ("-1", 1), ("11", 1)]);
    check(&[column("csat", &few)], Some((Kind::Csat, (1, 5), &[])), false);
    check(&[column("csat", &with(&[("42", 90)]))], Some((Kind::Csat, (1, 5), &[])), false);
}

#[test]
fn what_stands_apart_is_a_code_only_among_many() {
    check(&[column("csat", &with(&[("7", 1)]))], Some((Kind::Csat, (1, 5), &[])), false);
    check(&[column("csat", &with(&[("7", 60)]))], Some((Kind::Csat, (1, 7), &[])), true);
    check(&[column("csat", &[("2", 6), ("5", 9), ("10", 6)])], Some((Kind::Csat, (1, 10), &[])), true);
}

#[test]
fn what_is_no_scale_is_left() {
    check(&[column("region", &FIVE)], None, false);
    check(&[column("orders", &FIVE)], None, false);
    check(&[column("problem", &[("1", 40), ("2", 300)])], None, false);
    check(&[column("csat", &[("1.5", 40), ("2", 300)])], None, false);
    check(&[column("effort", &[("3", 1), ("5", 2)])], Some((Kind::Ces, (1, 7), &[])), true);
    check(&[column("ease of use", &[("3", 9), ("7", 2)])], Some((Kind::Ces, (1, 7), &[])), false);
    check(&[column("ease of use", &FIVE)], Some((Kind::Csat, (1, 5), &[])), true);
    check(&[column("csat", &[("3", 1), ("4", 2)])], Some((Kind::Csat, (1, 5), &[])), true);
}
