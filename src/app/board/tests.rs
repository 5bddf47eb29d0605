//! Boards over small books built by hand: figures, worst spots, changes.

use super::*;
use crate::app::stand::{binding, book, counts, stage, touchpoint};
use crate::metric::Verdict;

const LIMITS: Limits = Limits { few: 30, hidden: 5 };

fn board(book: &Book, lens: &Lens) -> Board {
    Board::new(book, lens, LIMITS, jiff::civil::date(2019, 1, 1))
}

#[test]
fn the_strips_show_the_metric_of_most_touchpoints() {
    let board = board(&book(), &Lens::default());
    let ids: Vec<&str> = board.metrics.iter().map(|metric| metric.id.as_str()).collect();
    assert_eq!(ids, ["csat", "sentiment", "visits"], "counts come last");
    assert_eq!(board.metric.as_ref().map(|metric| metric.name.as_str()), Some("CSAT"));
    assert_eq!(board.grain, Some(Grain::Year));
    assert_eq!(board.grains, [Grain::All, Grain::Year], "the data know no finer period");
    let labels: Vec<String> = board.periods.iter().map(Period::label).collect();
    assert_eq!(labels, ["2016", "2017", "2018"]);
}

#[test]
fn a_touchpoint_without_the_metric_shows_what_it_has() {
    let board = board(&book(), &Lens::default());
    let shown = |stage: usize, idx: usize| {
        board.track(board.stages[stage].touchpoints[idx].shown).map(|track| track.metric.id.as_str())
    };
    assert_eq!(shown(1, 1), Some("csat"));
    assert_eq!(shown(2, 0), Some("visits"));
    assert_eq!(shown(2, 1), None);
    let sentiment = board.stages[1].touchpoints[1].sentiment;
    assert_eq!(board.track(sentiment).map(|track| track.metric.id.as_str()), Some("sentiment"));
}

#[test]
fn the_worst_rests_on_enough_answers() {
    let board = board(&book(), &Lens::default());
    // Shops have 75 % too, but of four answers; Restaurants 54 % of 200.
    assert_eq!(board.ranking.worst(), [(1, 1)]);
    assert_eq!(board.stages[1].ranking.worst(), [1]);
    assert!(board.stages[2].ranking.worst().is_empty(), "nothing to compare");
    assert!(board.stages[0].ranking.worst().is_empty(), "nothing is worse than its like");
}

#[test]
fn a_stage_is_put_together_from_its_touchpoints() {
    let board = board(&book(), &Lens::default());
    let track = board.stages[1].track.as_ref().expect("a score");
    assert_eq!(track.n_parts, 2, "Shops have four answers");
    let (_, reading) = track.latest().expect("a reading");
    // Art 69 and Restaurants 54: their mean, over 400 answers.
    assert!((reading.value() - 61.5).abs() < 1e-9, "{}", reading.value());
    assert_eq!(reading.n(), 400);
    assert!(!track.is_weak);
    // 72.5 in 2017.
    let change = track.judged.step.as_ref().and_then(|step| step.outcome.ok()).expect("a change");
    assert!((change.difference - -11.0).abs() < 1e-9, "{}", change.difference);
}

#[test]
fn a_stage_with_a_score_of_its_own_shows_that() {
    let mut book = book();
    book.map.stages[1].metrics = vec![binding("csat", "waiting")];
    book.counts = counts(&book.map);
    let board = board(&book, &Lens::default());
    let track = board.stages[1].track.as_ref().expect("a score");
    assert_eq!(track.n_parts, 0);
    assert_eq!(track.latest().map(|(_, reading)| reading.n()), Some(200));
    assert_eq!(board.stages[1].bindings, [3]);
}

#[test]
fn a_persona_sees_her_own_answers_and_no_small_groups() {
    let mut lens = Lens { persona: Some("dana".to_owned()), ..Lens::default() };
    let hers = board(&book(), &lens);
    let track = |board: &Board, idx: usize| board.track(board.stages[1].touchpoints[idx].shown).cloned();
    let art = track(&hers, 0).expect("her answers");
    assert_eq!(art.latest().map(|(_, reading)| reading.n()), Some(50));
    let food = track(&hers, 1).expect("she answered");
    assert!(food.withheld().is_some(), "four answers");
    assert_eq!((food.latest(), food.disclosed().count()), (None, 0));
    lens.persona = Some("nobody".to_owned());
    let everyone = board(&book(), &lens);
    assert_eq!(everyone.persona, None);
    assert!(track(&everyone, 2).expect("shops").withheld().is_none(), "four answers of everyone are shown, as weak");
}

#[test]
fn what_fell_beyond_chance_is_said_and_nothing_else() {
    let board = board(&book(), &Lens::default());
    let verdict = |stage: usize, idx: usize| {
        let track = board.track(board.stages[stage].touchpoints[idx].shown);
        track.and_then(|track| track.judged.said()?.verdict())
    };
    assert_eq!(verdict(1, 1), Some(Verdict::Fell), "75 to 54 of 200 each");
    assert_eq!(verdict(1, 0), Some(Verdict::CannotTell), "70 to 69");
    assert_eq!(verdict(1, 2), None, "measured once");
}

#[test]
fn without_numbers_there_is_still_a_board() {
    let mut book = book();
    book.counts = crate::journey::Counts::default();
    let bare = board(&book, &Lens::default());
    assert_eq!(bare.metric.as_ref().map(|metric| metric.id.as_str()), Some("csat"));
    assert_eq!((bare.periods.len(), bare.ranking.order.len(), bare.overall), (0, 0, Some(0)));
    assert_eq!(bare.personas, ["dana", "lee"], "once anybody has a segment");
    let empty = board(&Book::default(), &Lens::default());
    assert_eq!((empty.metric, empty.stages.len()), (None, 0));
}

#[test]
fn the_only_binding_of_the_target_is_the_score_of_the_journey() {
    let mut book = book();
    book.map.metrics.clear();
    book.map.stages =
        vec![stage("pay", "Paying", vec![touchpoint("a", "A", &["csat"]), touchpoint("b", "B", &["nps"])])];
    book.counts = counts(&book.map);
    assert_eq!(board(&book, &Lens::default()).overall, Some(1));
}

#[test]
fn how_many_wrote_is_no_score_of_the_journey() {
    let mut book = book();
    book.map.target = None;
    book.map.metrics = vec![Binding { implied: true, ..binding("comments", "note") }];
    book.counts = crate::journey::Counts::default();
    assert_eq!(board(&book, &Lens::default()).overall, None);
    book.map.metrics = vec![binding("comments", "note")];
    assert_eq!(board(&book, &Lens::default()).overall, Some(0), "unless the map says so");
}

#[test]
fn all_time_is_one_period() {
    let lens = Lens { grain: Some(Grain::All), ..Lens::default() };
    let board = board(&book(), &lens);
    let track = board.track(board.stages[1].touchpoints[1].shown).expect("answers");
    assert_eq!(track.points.len(), 1);
    assert_eq!(track.latest().map(|(_, reading)| reading.n()), Some(500));
    assert_eq!(
        track.judged.said().and_then(|own| own.verdict()),
        Some(Verdict::Fell),
        "the grain of a strip changes no verdict"
    );
    let lens = Lens { grain: Some(Grain::Day), ..Lens::default() };
    assert_eq!(super::tests::board(&book(), &lens).grain, Some(Grain::Year), "not offered");
}

#[test]
fn implied_bindings_without_answers_do_not_decide_the_metric() {
    let mut book = book();
    for stage in &mut book.map.stages {
        for touchpoint in &mut stage.touchpoints {
            touchpoint.metrics.push(crate::journey::Binding { implied: true, ..binding("conversion", "funnel") });
        }
    }
    let asked = book.clone();
    book.counts = crate::journey::Counts::default();
    let bound = board(&book, &Lens::default());
    assert_eq!(bound.metric.map(|metric| metric.id).as_deref(), Some("conversion"), "nothing else is known yet");
    book.counts = counts(&asked.map);
    let read = board(&book, &Lens::default());
    assert_eq!(read.metric.map(|metric| metric.id).as_deref(), Some("csat"));
}
