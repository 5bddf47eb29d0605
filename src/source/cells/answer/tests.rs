//! Cells as people answer.

use super::*;
use crate::metric::Kind;
use crate::metric::Tally;

fn csat() -> Reader {
    Reader::new(Rule::Whole { low: 1, high: 5 }, Codes::new(["0", "6", "n/a"].into_iter()), false)
}

#[test]
fn short_cells_say_what_they_would_say_in_full() {
    let rules = [(1, 5), (0, 10), (-3, 3), (-1000, 0), (50, 1000)];
    for (low, high) in rules {
        let missing = ["0", "07", "9.0", "99", "x"];
        let reader = Reader::new(Rule::Whole { low, high }, Codes::new(missing.into_iter()), true);
        for value in 0..100_u8 {
            for cell in [value.to_string(), format!("{value:02}")] {
                assert_eq!(
                    reader.read(cell.as_bytes()),
                    reader.read(format!(" {cell}").as_bytes()),
                    "{low} {high} {cell}"
                );
            }
        }
    }
}

#[test]
fn whole_answers() {
    let cases: [(&[u8], Result<Answer, Reason>); 16] = [
        (b"4", Ok(Answer::Whole(3))),
        (b"4.0", Ok(Answer::Whole(3))),
        (b" 4 ", Ok(Answer::Whole(3))),
        (b"1e0", Ok(Answer::Whole(0))),
        (b"", Err(Reason::Blank)),
        (b"  ", Err(Reason::Blank)),
        (b"0", Err(Reason::MissingCode)),
        (b"6.0", Err(Reason::MissingCode)),
        (b" N/A", Err(Reason::MissingCode)),
        (b"7", Err(Reason::OutOfRange)),
        (b"-1", Err(Reason::OutOfRange)),
        (b"4.5", Err(Reason::NotWhole)),
        (b"4,0", Err(Reason::NotANumber)),
        (b"four", Err(Reason::NotANumber)),
        (b"nan", Err(Reason::NotANumber)),
        (b"\xff\x004", Err(Reason::NotANumber)),
    ];
    for (cell, expected) in cases {
        assert_eq!(csat().read(cell), expected, "{}", String::from_utf8_lossy(cell));
    }
}

#[test]
fn numbers() {
    let cases: [(&[u8], bool, Option<f64>); 12] = [
        (b"12.5", false, Some(12.5)),
        (b"-0.25", false, Some(-0.25)),
        (b"+3", false, Some(3.0)),
        (b"007", false, Some(7.0)),
        (b"1,5", true, Some(1.5)),
        (b"1,5", false, None),
        (b"1.234,5", true, None),
        (b"1,234,5", true, None),
        (b"inf", false, None),
        (b"1e999", false, None),
        (b"-", false, None),
        (b"1 000", false, None),
    ];
    for (cell, takes_comma, expected) in cases {
        assert_eq!(number(cell, takes_comma), expected, "{}", String::from_utf8_lossy(cell));
    }
}

#[test]
fn yes_and_no() {
    let rate = Measure { kind: Kind::Rate, scale: (0, 1), top: 1 };
    let reader = |yes: &[&str], no: &[&str]| {
        let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        Reader::new(Rule::of(&rate, &own(yes), &own(no)), Codes::new(["9"].into_iter()), false)
    };
    let hit = Ok(Answer::Share { hits: 1, n: 1 });
    let miss = Ok(Answer::Share { hits: 0, n: 1 });
    let neither = Err(Reason::NeitherYesNorNo);
    let cases = [
        ("plain yes", &[][..], &[][..], "Yes", hit),
        ("plain one", &[], &[], "1.0", hit),
        ("plain no", &[], &[], "FALSE", miss),
        ("plain other", &[], &[], "maybe", neither),
        ("listed yes", &["2"], &[], "2", hit),
        ("all else is a miss", &["2"], &[], "3", miss),
        ("all else is a hit", &[], &["2"], "3", hit),
        ("listed no", &["1"], &["2"], "2", miss),
        ("in neither list", &["1"], &["2"], "3", neither),
        ("missing code", &["1"], &[], "9", Err(Reason::MissingCode)),
        ("blank", &["1"], &[], " ", Err(Reason::Blank)),
        ("any script", &["כן"], &["לא"], "כן", hit),
    ];
    for (name, yes, no, cell, expected) in cases {
        assert_eq!(reader(yes, no).read(cell.as_bytes()), expected, "{name}");
    }
}

#[test]
fn scores_stay_in_their_range_and_times_are_not_negative() {
    let read = |kind, scale, cell: &str| {
        let rule = Rule::of(&Measure { kind, scale, top: 1 }, &[], &[]);
        Reader::new(rule, Codes::default(), false).read(cell.as_bytes())
    };
    assert_eq!(read(Kind::Sentiment, (-1, 1), "-0.4"), Ok(Answer::Number(-0.4)));
    assert_eq!(read(Kind::Sentiment, (-1, 1), "1.01"), Err(Reason::OutOfRange));
    assert_eq!(read(Kind::Duration, (0, 1), "-3"), Err(Reason::OutOfRange));
    assert_eq!(read(Kind::Amount, (0, 1), "-3"), Ok(Answer::Number(-3.0)));
    assert_eq!(read(Kind::Amount, (0, 1), "2e12"), Err(Reason::Beyond));
    assert_eq!(read(Kind::Duration, (0, 1), "-2e12"), Err(Reason::OutOfRange));
    assert_eq!(read(Kind::Count, (0, 1), "-2e12"), Err(Reason::Beyond));
    assert_eq!(read(Kind::Count, (0, 1), "12"), Ok(Answer::Sum(12.0)));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn millionths_are_those_of_the_float(text in "-?[0-9]{0,9}(\\.[0-9]{0,7})?") {
        let tally_of = |add: &dyn Fn(&mut Tally) -> bool| {
            let mut tally = Tally::Sum { n: 0, sum: 0 };
            assert!(add(&mut tally));
            tally
        };
        if let Some(value) = millionths(text.as_bytes()) {
            let float = text.parse().unwrap();
            proptest::prop_assert_eq!(tally_of(&|tally| tally.add_millionths(value)), tally_of(&|tally| tally.add(float)));
        }
    }

    #[test]
    fn decimals_are_what_parsing_makes_of_them(text in "-?[0-9]{0,9}(\\.[0-9]{0,9})?") {
        if let Some(value) = decimal(text.as_bytes()) {
            let parsed: f64 = text.parse().expect("digits");
            proptest::prop_assert_eq!(value.to_bits(), parsed.to_bits(), "{}", text);
        }
    }
}

#[test]
fn comments_are_worth_how_they_sound() {
    let reader = |language| Reader::new(Rule::Comment(language), Codes::new(["n/a"].into_iter()), false);
    let told = reader(Language::Told);
    let cases: [(&str, Result<Answer, Reason>); 6] = [
        ("The staff was friendly.", Ok(Answer::Number(0.4939))),
        ("  It works ", Ok(Answer::Number(0.0))),
        ("Das Personal war sehr freundlich", Err(Reason::NoLexicon)),
        ("השירות היה מעולה", Err(Reason::NoLexicon)),
        ("N/A", Err(Reason::MissingCode)),
        (" ", Err(Reason::Blank)),
    ];
    for (cell, expected) in cases {
        assert_eq!(told.read(cell.as_bytes()), expected, "{cell}");
    }
    assert_eq!(reader(Language::English).read("Die Tür ist gut".as_bytes()), Ok(Answer::Number(-0.5994)));
    assert_eq!(reader(Language::Another).read(b"good"), Err(Reason::NoLexicon));
}
