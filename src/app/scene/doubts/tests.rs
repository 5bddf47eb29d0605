//! Which questions follow from a map and its numbers, and which do not.

use jiff::civil::date;

use super::*;
use crate::app::stand::{Session, book, pain};
use crate::journey::{Book, Opportunity};

/// The doubts about a touchpoint of a map that is changed first: their labels and words.
#[track_caller]
fn check(name: &str, id: &str, change: impl FnOnce(&mut Touchpoint), expected: &[(DoubtKind, &str)]) {
    let mut book = book();
    let all = &mut book.map.stages;
    let own = all.iter_mut().flat_map(|stage| &mut stage.touchpoints).find(|own| own.id == id).expect("a touchpoint");
    change(own);
    assert_eq!(
        told(book, id),
        expected.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect::<Vec<_>>(),
        "{name}"
    );
}

fn told(book: Book, id: &str) -> Vec<(DoubtKind, String)> {
    let session = Session::single(book);
    let scene = Scene::now(&session.inner.state).expect("a map");
    let (_, touchpoint) = scene.map().touchpoint(id).expect("a touchpoint");
    doubts(scene, touchpoint).into_iter().map(|own| (own.kind, own.words.to_string())).collect()
}

/// Evidence from a survey, as a pain point of the stand has it.
fn seen() -> Vec<Evidence> {
    pain("p", "it hurts", 3, PainStatus::Open).evidence
}

#[test]
fn numbers_contradict_a_feeling_only_where_the_whole_interval_does() {
    // CSAT: roads and parking 90, art 69, restaurants 54; the mean of the four is 75.8.
    let felt = |emotion: i8| move |own: &mut Touchpoint| (own.emotion, own.evidence) = (Some(emotion), seen());
    let brighter = "+1 by its authors, yet worse than the mean of the touchpoints, 75.8: 69 % (62 to 75), n 200";
    check("said to be good", "art", felt(1), &[(DoubtKind::Brighter, brighter)]);
    check("neither", "art", felt(0), &[]);
    check("both are bad", "art", felt(-2), &[]);
    let darker = "−2 by its authors, yet better than the mean of the touchpoints, 75.8: 90 % (85 to 93), n 200";
    check("said to be bad", "road", felt(-2), &[(DoubtKind::Darker, darker)]);
    check("both are good", "road", felt(2), &[]);
}

#[test]
fn too_little_contradicts_nothing() {
    let felt = |own: &mut Touchpoint| (own.emotion, own.evidence) = (Some(-2), seen());
    check("four answers", "shop", felt, &[(DoubtKind::Few, "CSAT n 4")]);
    check("another metric", "bus", felt, &[]);
    let mut two = book();
    two.map.stages[1].touchpoints[1].metrics.clear();
    assert_eq!(mean(&Board::default()), None);
    let own = &mut two.map.stages[0].touchpoints[0];
    (own.emotion, own.evidence) = (Some(-2), seen());
    assert_eq!(told(two.uncounted(), "road"), [], "nothing is counted");
}

#[test]
fn what_nobody_has_is_late_or_unproven_is_asked_for() {
    let nobody = |own: &mut Touchpoint| {
        own.evidence = seen();
        own.pains.iter_mut().for_each(|own| own.owner = None);
        own.actions[0].due = Some(date(2018, 12, 1));
        own.pains[0].evidence.clear();
        own.opportunities =
            vec![Opportunity { id: "1".to_owned(), text: "open\nearly".to_owned(), ..Opportunity::default() }];
    };
    check(
        "all at once",
        "food",
        nobody,
        &[
            (DoubtKind::Late, "due 1 Dec 2018, 4 weeks ago: order ahead from the queue"),
            (DoubtKind::Unowned, "nobody has: nothing open before 5 am"),
            (DoubtKind::Unowned, "nobody has: prices well above the city's"),
            (DoubtKind::Unproven, "nothing speaks for: nothing open before 5 am"),
            (DoubtKind::Unproven, "nothing speaks for: open early"),
        ],
    );
    let done = |own: &mut Touchpoint| {
        own.evidence = seen();
        own.actions[0].status = ActionStatus::Shipped;
        own.pains.iter_mut().for_each(|own| (own.status, own.owner) = (PainStatus::Fixed, None));
    };
    check("what is done with", "food", done, &[]);
}

#[test]
fn a_moment_of_truth_without_a_number_and_an_emotion_of_the_authors_alone() {
    let truth = |own: &mut Touchpoint| (own.is_moment_of_truth, own.emotion) = (true, Some(1));
    let unproven = (DoubtKind::Unproven, "nothing speaks for: emotion +1");
    check("not measured", "taxi", truth, &[(DoubtKind::Blind, "no number is measured here"), unproven]);
    check("measured", "bus", truth, &[unproven]);
    check("no moment of truth", "taxi", |_| {}, &[]);
}
