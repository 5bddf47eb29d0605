//! Where customers look as a person reads it: order, leaders, corners, and what nobody counted.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::app::stand::{Session, binding, book, told};
use crate::journey::{Book, Consult, Evidence, EvidenceKind, Opportunity};
use crate::metric::{Grain, Kind, Measure, Metric, Series};

fn consult(id: &str, stage: &str) -> Consult {
    Consult {
        id: id.to_owned(),
        name: id.to_owned(),
        stage: Some(stage.to_owned()),
        persona: None,
        metrics: Vec::new(),
        share: None,
        helpfulness: None,
        evidence: Vec::new(),
    }
}

/// A map of places to consult: of 200 so many used each, and of those so many were helped.
fn counted(places: &[(&str, &str, u32, u32)]) -> Book {
    let mut own = book();
    own.map.metric_definitions.push(Metric::usual("used".to_owned(), Kind::Rate));
    let mut series = (*own.counts.series).clone();
    let n_cohorts = own.counts.cohorts.len();
    let answers = |kind: Kind, yes: (f64, u32), no: (f64, u32)| {
        let mut all = Series::new(Grain::Year);
        let measure = Measure::new(kind, None, None);
        for (value, n) in [yes, no] {
            // Over two years, of which neither is enough alone.
            (0..n)
                .for_each(|nth| assert!(all.add(date(if nth % 2 == 0 { 2017 } else { 2018 }, 1, 1), &measure, value)));
        }
        let mut cohorts = vec![Series::new(Grain::Year); n_cohorts];
        cohorts[0] = all;
        cohorts
    };
    for (id, stage, used, helped) in places {
        let metrics = vec![binding("used", id), binding("csat", id)];
        own.map.consults.push(Consult { metrics, ..consult(id, stage) });
        series.push(answers(Kind::Rate, (1.0, *used), (0.0, 200 - used)));
        series.push(answers(Kind::Csat, (5.0, *helped), (1.0, used - helped)));
    }
    own.counts.series = Arc::new(series);
    own
}

const PLACES: &[(&str, &str, u32, u32)] = &[
    ("site", "arrive", 160, 40),
    ("search", "arrive", 120, 60),
    ("friend", "wait", 60, 54),
    ("seller", "wait", 90, 45),
    ("chat", "leave", 6, 3),
];

fn open(book: Book) -> Session {
    let mut session = Session::single(book);
    session.press("v k");
    session
}

fn rows(session: &Session) -> Vec<RailRow> {
    let blocks = session.journey().detail.blocks.into_iter();
    blocks.filter_map(|block| if let Block::RailRow(row) = block { Some(row) } else { None }).collect()
}

fn names(session: &Session) -> Vec<String> {
    rows(session).iter().map(|row| row.name.to_string()).collect()
}

#[test]
fn both_numbers_are_of_all_answers_with_n_and_interval() {
    let session = open(counted(PLACES));
    let site = rows(&session).remove(0);
    let told = |nth: usize| site.values[nth].as_ref().map(|own| (own.shown.to_string(), own.n.to_string()));
    assert_eq!(told(0), Some(("80 (74 to 85)".to_owned(), "200".to_owned())));
    assert_eq!(told(1), Some(("25 (19 to 32)".to_owned(), "160".to_owned())));
    assert_eq!(site.aside.as_str(), "Getting there");
    assert_eq!(session.journey().detail.aside.as_str(), "most used first · all answers");
    let chat = rows(&session).pop().expect("rows");
    let helped = chat.values[1].clone().expect("a number");
    assert_eq!((helped.shown.as_str(), helped.is_few), ("n 6: few", true));
    let mut session = session;
    session.press("t t");
    assert!(!session.journey().detail.aside.as_str().ends_with("all answers"), "a period was asked for");
}

#[test]
fn what_is_used_most_stands_first_or_what_helps_most() {
    let mut session = open(counted(PLACES));
    assert_eq!(names(&session), ["site", "search", "seller", "friend", "chat"]);
    session.press("s");
    assert_eq!(names(&session), ["friend", "search", "seller", "site", "chat"], "of as many the order is the map's");
    assert_eq!(session.journey().detail.aside.as_str(), "most helpful first · all answers");
}

#[test]
fn the_most_is_said_where_the_intervals_say_so() {
    let said = |places: &[(&str, &str, u32, u32)]| told(&open(counted(places)).journey().detail)[0].clone();
    assert_eq!(said(PLACES), "Most look at: site. Helps most: friend. What is used most is not what helps most.");
    let near = [("site", "arrive", 100, 50), ("search", "arrive", 95, 50), ("chat", "leave", 40, 8)];
    assert_eq!(
        said(&near),
        "2 lead in use: site, search. 2 lead in help: search, site.".replace("search, site", "site, search")
    );
    assert_eq!(said(&[("a", "arrive", 150, 140), ("b", "arrive", 50, 10)]), "a is used most and helps most.");
    let leads: Vec<Option<usize>> = rows(&open(counted(PLACES))).iter().map(|row| row.leads).collect();
    assert_eq!(leads, [Some(0), None, None, Some(1), None]);
}

#[test]
fn corners_are_sure_of_both() {
    let of = |places: &[(&str, &str, u32, u32)]| told(&open(counted(places)).journey().detail);
    let lines = of(PLACES);
    let after = |heading: &str| {
        let at = lines.iter().position(|line| line == heading).expect("a heading");
        lines[at + 1].clone()
    };
    assert_eq!(after("# used much, helps little"), "[] site [used by 80 %, helped 25 %] (nobody has looked)");
    assert_eq!(after("# used little, helps much"), "[] friend [used by 30 %, helped 90 %] (nobody has looked)");
    let alike = [("a", "arrive", 100, 50), ("b", "arrive", 101, 50), ("c", "arrive", 102, 51)];
    let lines = of(&alike);
    assert_eq!(lines.iter().filter(|line| line.as_str() == ": none for sure").count(), 2, "{lines:?}");
    assert!(!of(&alike[..2]).iter().any(|line| line.starts_with("# used")), "two have no middle");
}

#[test]
fn a_corner_says_what_the_map_says_of_that_place() {
    let mut own = counted(PLACES);
    own.map.consults[0].stage = Some("wait".to_owned());
    let idea = |id: &str, impact| Opportunity {
        id: id.to_owned(),
        text: format!("idea {id}"),
        impact: Some(impact),
        ..Opportunity::default()
    };
    own.map.stages[1].touchpoints[2].opportunities = vec![idea("small", 2), idea("large", 5)];
    own.map.stages[1].touchpoints[2].name = "friend".to_owned();
    let lines = told(&open(own).journey().detail);
    let has = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(has("(4 !!  prices well above the city's  Restaurants)"), "of its stage, with where: {lines:?}");
    assert!(has("(idea  idea large)"), "a touchpoint of the same name is that place: {lines:?}");
}

#[test]
fn what_an_author_wrote_is_hollow_and_says_of_whom() {
    let mut own = book();
    let evidence = vec![Evidence { kind: EvidenceKind::Interview, n: Some(6), ..Evidence::default() }];
    let friends = Consult { share: Some(40), helpfulness: Some(5), evidence, ..consult("friends", "wait") };
    own.map.consults =
        vec![consult("nothing", "wait"), friends, Consult { share: Some(70), ..consult("guess", "wait") }];
    let session = open(own);
    assert_eq!(names(&session), ["guess", "friends", "nothing"]);
    let values = rows(&session);
    let friends = values[1].values[0].clone().expect("a share");
    assert_eq!((friends.shown.as_str(), friends.n.as_str(), friends.is_assumed), ("40 (13 to 75)", "6", true));
    let guess = values[0].values[0].clone().expect("a share");
    assert_eq!((guess.shown.as_str(), guess.interval), ("70", None), "nobody says of how many");
    let helped = values[1].values[1].clone().expect("a number");
    assert_eq!((helped.shown.as_str(), helped.is_few), ("5 of 5", true), "it is no share, and has no dot");
    assert!(values.iter().all(|row| row.leads.is_none()), "what is not counted leads nothing");
    let lines = told(&session.journey().detail);
    let is_said = |words: &str| lines.iter().any(|line| line.contains(words));
    assert!(is_said("as the authors wrote it: guess (assumed), friends (interview n 6)"), "{lines:?}");
    assert!(is_said("1 not asked about"), "{lines:?}");
}

#[test]
fn where_nobody_was_asked_what_helped_one_is_told_what_to_ask() {
    let mut own = counted(PLACES);
    own.map.consults.iter_mut().for_each(|consult| consult.metrics.truncate(1));
    let all = (*own.counts.series).clone();
    let on_the_way = own.map.n_bindings_on_the_way();
    let used = all.iter().skip(on_the_way).step_by(2).cloned();
    own.counts.series = Arc::new(all.iter().take(on_the_way).cloned().chain(used).collect());
    let lines = told(&open(own).journey().detail);
    assert!(lines.iter().any(|line| line.starts_with("Nobody was asked what helped: ask")), "{lines:?}");
}

#[test]
fn stage_by_stage_the_most_used_is_told() {
    let blocks = open(counted(PLACES)).journey().detail.blocks;
    let lanes: Vec<Vec<String>> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Lane(lane) => {
                let words = |cell: &crate::app::view::Cell| {
                    cell.lines.iter().map(|line| line.words.to_string()).collect::<Vec<_>>().join(" / ")
                };
                Some(lane.cells.iter().map(words).collect())
            }
            _ => None,
        })
        .collect();
    assert_eq!(lanes[0], ["Getting there", "Waiting", "Leaving"]);
    assert_eq!(
        lanes[1],
        ["site / 80 % (74 to 85) / 1 more", "seller / 45 % (38 to 52) / 1 more", "chat / 3.0 % (1.4 to 6.4)"]
    );
}

#[test]
fn without_any_the_map_says_what_to_press() {
    let mut session = Session::single(book());
    session.press("v k");
    let said = "Nobody wrote what customers consult: a adds a place to consult.";
    assert_eq!(told(&session.journey().detail), [said]);
    session.press("a");
    assert!(session.choices().iter().any(|row| row.text.as_str() == "place to consult"), "{:?}", session.choices());
}

#[test]
fn places_to_consult_are_no_numbers_of_the_journey() {
    let session = open(counted(PLACES));
    let board = &session.inner.state.sight.board;
    assert!(board.metrics.iter().all(|metric| metric.id != "used"), "no strip shows it");
    assert_eq!(board.consults.iter().map(Vec::len).collect::<Vec<_>>(), [2; 5]);
}
