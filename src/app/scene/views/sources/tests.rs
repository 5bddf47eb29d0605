//! What a person reads of the sources on the journey's page.

use std::sync::Arc;

use super::*;
use crate::app::event::News;
use crate::app::stand::{self, LABEL, Session};
use crate::journey::book::Pass;
use crate::journey::understood::{ColumnValue, Comma, Dates, Dialect, Expected};
use crate::metric::Grain;

fn answers(metric: &str, place: &str, n: u64) -> Use {
    let at = Address::journey().then(Noun::Touchpoint, place);
    let expected = Expected::Whole(1, 5);
    Use::Metric(Answers { metric: metric.to_owned(), at, expected, missing: vec!["9".to_owned()], n })
}

fn column(name: &str, uses: Vec<Use>) -> FileColumn {
    FileColumn { name: name.to_owned(), uses, values: None }
}

fn taken(metric: &str, said: &str) -> Taken {
    Taken::Answer { metric: metric.to_owned(), said: said.to_owned() }
}

/// A survey with two questions, one of them measured at two places.
fn understood() -> Understood {
    let mut area = column("area", vec![Use::Key("segment")]);
    let met = vec![
        ColumnValue { text: "B".to_owned(), n_rows: 1_200, is_unknown: false },
        ColumnValue { text: String::new(), n_rows: 3, is_unknown: true },
    ];
    area.values = Some(ColumnValues { met, are_too_many: false });
    let off = Taken::LeftOut { metric: Some("csat".to_owned()), reason: "out of range", cell: "7".to_owned() };
    let blank = Taken::NoAnswer { metric: "csat".to_owned(), code: None };
    Understood {
        dialect: Dialect { encoding: "UTF-8", delimiter: Some(';'), comma: Comma::Met, ..Dialect::default() },
        header_line: 1,
        dates: Some(Dates {
            column: "day".to_owned(),
            written: "year-month-day".to_owned(),
            is_given: false,
            finest: Grain::Day,
            span: None,
            zone: None,
        }),
        columns: vec![
            column("day", vec![Use::Key("time")]),
            area,
            column("food", vec![answers("csat", "food", 900)]),
            column("shop", vec![answers("csat", "shop", 1_100), answers("csat", "store", 1_100)]),
            column("weight", Vec::new()),
        ],
        of_rows: Vec::new(),
        first_rows: vec![
            FirstRow {
                line: 2,
                cells: vec![
                    (0, Taken::Date("2018-05-02".to_owned())),
                    (1, Taken::Text("B".to_owned())),
                    (2, taken("csat", "4")),
                    (3, off),
                ],
                left_out: None,
            },
            FirstRow { line: 3, cells: vec![(2, blank)], left_out: Some("no usable answer") },
        ],
    }
}

fn told(blocks: &[Block]) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Item { lines, tail, .. } => format!("{} [{tail}]", lines[0]),
        Block::Field { label, lines, .. } => {
            format!("{label}: {}", lines.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join(" / "))
        }
        _ => String::new(),
    };
    blocks.iter().map(line).collect()
}

#[test]
fn a_source_tells_how_its_file_was_understood() {
    let left = |column: Option<&str>, reason: &str, count, lines: &[u64]| LeftOut {
        is_blank: reason == "no answer",
        reason: reason.to_owned(),
        column: column.map(str::to_owned),
        count,
        lines: lines.to_vec(),
    };
    let report = SourceReport {
        rows: 1_205,
        used: 1_200,
        n_bytes: 48_300,
        left_out: vec![
            left(None, "bad date", 5, &[7, 9, 11, 12, 40]),
            left(Some("food"), "no answer", 300, &[4]),
            left(Some("shop"), "no answer", 100, &[5]),
            left(Some("shop"), "out of range", 1, &[2]),
        ],
        understood: Some(Arc::new(understood())),
        ..SourceReport::default()
    };
    let mut blocks = Vec::new();
    body(&mut blocks, &report);
    let expected = [
        "read: 1,205 rows, 48.3 kB",
        "written: UTF-8, semicolons, LF line ends, decimal comma",
        "dates: day: year-month-day, by day",
        "columns: 2 columns with csat 1-5 (9: no answer), n 900 to 1,100: food, shop \
         / time: day · segment: area / 1 of 5 not used: weight",
        "rows with: area: B 1,200, blank 3 (no touchpoint)",
        "no answer: food 300, shop 100",
        "left out: 5 bad date: lines 7, 9, 11 and 2 more / 1 out of range in shop: line 2",
        "line 2: 2018-05-02 · B · csat food 4, shop left out: out of range (7)",
        "line 3: left out: no usable answer · no answer in 1",
    ];
    assert_eq!(told(&blocks), expected);
}

#[test]
fn places_that_share_answers_are_not_added_up() {
    let columns = understood().columns;
    let of = |idx: usize| measured(columns[idx].answers());
    assert_eq!((of(2)[0].words().as_str(), of(2)[0].n().as_str()), ("csat at food", "900"));
    assert_eq!((of(3)[0].words().as_str(), of(3)[0].n().as_str()), ("csat at shop and store", "1,100 each"));
}

#[test]
fn long_lists_say_how_many_there_are_besides() {
    let names = |n: usize| (0..n).map(|idx| idx.to_string());
    assert_eq!(listed(names(3), 3), "0, 1, 2");
    assert_eq!(listed(names(1_005), 2), "0, 1 and 1,003 more");
    let many = ColumnValues { met: Vec::new(), are_too_many: true };
    assert_eq!(values(&many, 9), "too many different values to list");
}

#[test]
fn what_is_being_read_says_how_far_it_is() {
    let mut book = stand::book();
    book.counts.sources.clear();
    book.counts.is_complete = false;
    let mut session = Session::single(book);
    let (map, source) = (LABEL.to_owned(), "survey".to_owned());
    session.press("i");
    for (pass, said) in [(Pass::Counting, "reading … 45 %"), (Pass::Scoring, "scoring comments … 45 %")] {
        session.news(News::Progress { map: map.clone(), source: source.clone(), done: 450, total: 1_000, pass });
        let told = told(&session.journey().detail.blocks);
        assert!(told.contains(&format!("responses.csv [{said}]")), "{told:#?}");
    }
}
