//! The wheel as a person meets it: its parts, its hub, and the way along it.

use super::*;
use crate::app::stand::{Session, book, stage, touchpoint};
use crate::journey::{Book, ByPersona, Evidence, EvidenceKind};

fn open(book: Book) -> Session {
    let mut session = Session::single(book);
    session.press("v w");
    session
}

#[track_caller]
fn ring(session: &Session) -> Ring {
    let blocks = session.journey().detail.blocks;
    blocks.into_iter().find_map(|own| if let Block::Ring(ring) = own { Some(ring) } else { None }).expect("a ring")
}

fn names(part: &RingPart) -> Vec<&str> {
    part.spokes.iter().map(|spoke| spoke.name.as_str()).collect()
}

/// The touchpoint under the cursor.
fn here(session: &Session) -> String {
    let ring = ring(session);
    let mut marked = ring.parts.iter().flat_map(|part| &part.spokes).filter(|spoke| spoke.anchor.is_marked);
    let name = marked.next().map(|spoke| spoke.name.to_string()).unwrap_or_default();
    assert_eq!(marked.next(), None, "the cursor is on one");
    name
}

#[test]
fn parts_are_before_during_and_after_and_what_does_not_say() {
    let session = open(book());
    let ring = ring(&session);
    let heads: Vec<&str> = ring.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(heads, ["before", "during", "when: not said"]);
    let all: Vec<Vec<&str>> = ring.parts.iter().map(names).collect();
    assert_eq!(all, [vec!["Roads", "Parking"], vec!["Art", "Restaurants", "Shops"], vec!["Bus", "Taxi"]]);
    let mut plain = book();
    plain.map.stages.iter_mut().for_each(|stage| stage.when = None);
    let ring = self::ring(&open(plain));
    assert_eq!((ring.parts.len(), ring.parts[0].name.as_str()), (1, ""), "nothing parts it");
}

#[test]
fn the_hub_says_who_it_is_and_whose_numbers_are_counted() {
    let mut session = open(book());
    let hub = |session: &Session| ring(session).hub.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(hub(&session), ["Dana", "“I just want to sit”", "numbers of everyone"]);
    session.press("p");
    assert_eq!(hub(&session), ["Dana", "“I just want to sit”", "numbers of only Dana"]);
    session.press("p");
    assert_eq!(hub(&session), ["Lee", "numbers of everyone"], "he is no segment of the data");
    let mut nobody = book();
    nobody.map.personas.clear();
    assert_eq!(hub(&open(nobody)), ["no persona yet", "numbers of everyone"]);
}

#[test]
fn a_number_of_few_answers_is_no_value() {
    let ring = ring(&open(book()));
    let shops = ring.parts[1].spokes[2].figure.as_ref().expect("a number");
    assert_eq!((shops.value.as_str(), shops.n.as_str(), &shops.margin), ("few", "4", &None));
    let food = ring.parts[1].spokes[1].clone();
    assert_eq!((food.pain, food.is_moment_of_truth), (Some(4), true), "what is fixed does not hurt");
}

#[test]
fn what_is_felt_says_on_what_it_rests() {
    let aside = |book: Book| open(book).journey().detail.aside.to_string();
    assert!(aside(book()).starts_with("all 1 assumed · CSAT 2018, n 4 to 200"), "{}", aside(book()));
    let mut known = book();
    known.map.stages[1].touchpoints[1].evidence =
        vec![Evidence { kind: EvidenceKind::Interview, ..Evidence::default() }];
    known.map.stages[1].touchpoints[0].emotion = Some(1);
    assert!(aside(known).starts_with("1 of 2 from evidence"));
    let mut blank = book();
    blank.map.stages[1].touchpoints[1].emotion = None;
    let session = open(blank);
    let said = crate::app::stand::told(&session.journey().detail);
    assert_eq!(said[0], "Nobody has said yet what is felt here: + and - say it of the touchpoint under the cursor.");
}

#[test]
fn a_persona_who_feels_something_of_her_own_is_who_is_changed() {
    let mut own = book();
    own.map.stages[1].touchpoints[1].emotions = vec![ByPersona { persona: "dana".to_owned(), value: -2 }];
    let ring = ring(&open(own));
    let food = &ring.parts[1].spokes[1];
    assert_eq!(food.feeling.map(|own| own.emotion), Some(-2));
    assert_eq!(food.anchor.at.as_ref().and_then(|at| at.field.as_deref()), Some("emotions.dana"));
}

#[test]
fn of_many_touchpoints_there_are_stages() {
    let mut many = book();
    for (idx, emotion) in (0..31).zip([2, 1, 0].into_iter().cycle()) {
        let own = touchpoint(&format!("t{idx}"), &format!("T{idx}"), &[]);
        many.map.stages[0].touchpoints.push(Touchpoint { emotion: Some(emotion), ..own });
    }
    many.map.stages.push(stage("void", "Void", Vec::new()));
    many.counts = crate::app::stand::counts(&many.map);
    let session = open(many);
    let ring = ring(&session);
    assert_eq!(names(&ring.parts[0]), ["Getting there"]);
    assert_eq!(ring.parts[0].spokes[0].feeling.map(|own| own.emotion), Some(1));
    assert_eq!(ring.parts[1].spokes[0].pain, Some(4), "the worst of the stage");
    assert!(session.journey().detail.aside.as_str().ends_with("means of stages"));
}

#[test]
fn a_mean_is_rounded_toward_neutral() {
    let of = |all: &[i8]| {
        let felt: Vec<Feeling> = all.iter().map(|own| Feeling { emotion: *own, is_assumed: true }).collect();
        mean(&felt).map(|own| own.emotion)
    };
    assert_eq!((of(&[]), of(&[1, 0]), of(&[-1, 0]), of(&[1, 1, 0])), (None, Some(0), Some(0), Some(1)));
    assert_eq!((of(&[-2, -1]), of(&[-2, -2, -1]), of(&[2])), (Some(-1), Some(-2), Some(2)));
}

#[test]
fn one_goes_along_the_ring_and_from_part_to_part() {
    let mut session = open(book());
    session.press("home");
    let first = here(&session);
    session.press("right right");
    let third = here(&session);
    session.press("down");
    assert_eq!((first.as_str(), third.as_str(), here(&session).as_str()), ("Roads", "Art", "Restaurants"));
    session.press("}");
    assert_eq!(here(&session), "Bus");
    session.press("}");
    assert_eq!((here(&session).as_str(), session.notice().as_str()), ("Bus", "this is the last part"));
    session.press("{ {");
    assert_eq!(here(&session), "Roads");
    session.press("up");
    assert_eq!(here(&session), "Roads");
}

#[test]
fn only_moments_of_truth_are_on_it_if_one_wants_that() {
    let mut session = Session::single(book());
    session.press("v w");
    let scores = |session: &Session| -> Vec<(String, Option<String>)> {
        let all = ring(session).parts.into_iter().flat_map(|part| part.spokes);
        all.map(|own| (own.name.to_string(), own.figure.map(|figure| figure.value.to_string()))).collect()
    };
    let of_all = scores(&session);
    session.press("T");
    assert_eq!(ring(&session).parts.iter().map(names).collect::<Vec<_>>(), [["Restaurants"]]);
    let own: Vec<_> = of_all.into_iter().filter(|(name, _)| name == "Restaurants").collect();
    assert_eq!(scores(&session), own, "its own number stands beside it");
}
