//! Comments that are scored as they are counted.

use super::{asked, counted, dated, everyone, left, own, tallies};
use crate::journey::LeftOut;
use crate::metric::Tally;
use crate::source::readings::scores_comments;

const TEXT: &str = "date,comment\n\
    2026,\"The staff was friendly, really.\"\n\
    2026,Das Personal war sehr freundlich\n\
    2026,Terrible queue!!!\n\
    2026,\n\
    2026,השירות היה מעולה\n";

/// How many comments were scored, the sum of their scores in millionths, and what was left out of the column.
fn scored(language: Option<&str>) -> (u64, i128, Vec<LeftOut>) {
    let mut map = dated(vec![own("sentiment", "comment")]);
    map.sources[0].comment = Some("comment".to_owned());
    map.sources[0].language = language.map(str::to_owned);
    let counts = counted(&map, TEXT);
    let series = tallies(&counts, 0);
    let (n, sum) = match series.first() {
        Some((_, Tally::Numbers { n, sum, .. })) => (*n, *sum),
        _ => (0, 0),
    };
    let of_column = counts.report.left_out.into_iter().filter(|left| left.column.is_some());
    (n, sum, of_column.collect())
}

#[test]
fn what_has_no_lexicon_is_left_out_and_counted() {
    let blank = left("no answer", Some("comment"), 1, &[5]);
    let no_lexicon = |count, lines: &[u64]| left("no lexicon", Some("comment"), count, lines);
    assert_eq!(scored(None), (2, -115_400, vec![blank.clone(), no_lexicon(2, &[3, 6])]), "told");
    assert_eq!(scored(Some("en")), (4, -714_800, vec![blank.clone()]), "said to be English");
    assert_eq!(scored(Some("de")), (0, 0, vec![blank, no_lexicon(4, &[2, 3, 4, 6])]), "said to be German");
}

#[test]
fn what_is_said_of_the_column_keeps_its_text_from_view() {
    let mut map = dated(vec![own("sentiment", "comment")]);
    map.sources[0].comment = Some("comment".to_owned());
    let understood = counted(&map, TEXT).report.understood.expect("it was read");
    let expected: Vec<String> = understood.columns[1].answers().map(|own| own.expected.to_string()).collect();
    assert_eq!(expected, ["by its words (VADER, en)"]);
    let cells: Vec<String> = understood.first_rows.iter().map(|row| row.cells[1].1.to_string()).collect();
    assert_eq!(cells[..3], ["0.4939", "left out: no lexicon", "-0.6093"]);
}

#[test]
fn a_column_of_numbers_beside_the_comments_is_read_as_numbers() {
    let mut map = dated(vec![own("sentiment", "score")]);
    map.sources[0].comment = Some("comment".to_owned());
    assert!(!scores_comments(&asked(&map, &everyone())));
    let counts = counted(&map, "date,score,comment\n2026,0.5,Terrible\n2026,good,Terrible\n");
    let Tally::Numbers { n, sum, .. } = &tallies(&counts, 0)[0].1 else { panic!("scores are numbers") };
    assert_eq!((*n, *sum), (1, 500_000));
    assert_eq!(counts.report.left_out.last(), Some(&left("not a number", Some("score"), 1, &[3])));
}
