//! What people type, and what it leads to.

use super::*;
use crate::source::tables::table_of;

fn map(text: &str) -> Parsed<'_> {
    Parsed::of(text).expect("TOML")
}

const MAP: &str = r#"[journey]
title = "Airport"
[[journey.note]]
id = "start"
text = "x"
[[persona]]
id = "dana"
name = "Dana"
segment = { "a/b" = "c" }
[[stage]]
id = "wait"
name = "Waiting"
[[stage.touchpoint]]
id = "food"
name = "Restaurants"
evidence = [{ kind = "survey" }]
[[stage.touchpoint.pain]]
id = "prices"
text = "Prices"
evidence = [{ kind = "survey" }, { kind = "sales" }]
[[stage.touchpoint.pain]]
id = "wait"
text = "Waiting"
[[stage]]
id = "fly"
name = "Flying"
[[stage.touchpoint]]
id = "seats"
name = "Seats"
[[stage.touchpoint.pain]]
id = "narrow"
text = "Narrow"
[[stage.touchpoint.risk]]
id = "narrow"
text = "Narrow"
[[stage.touchpoint]]
id = "pay.name"
name = "Paying"
[[stage.touchpoint]]
id = "pay"
name = "Paying"
[[stage.touchpoint]]
id = "say \"hi\"/\u202e"
name = "Odd"
"#;

#[track_caller]
fn check(typed: &str, expected: &str) {
    match resolve(&map(MAP), typed) {
        Ok(at) => assert_eq!(at.to_string(), expected, "{typed}"),
        Err(error) => panic!("{typed}: {error}"),
    }
}

#[track_caller]
fn check_none(typed: &str, message: &str, help: &str) {
    let error = resolve(&map(MAP), typed).expect_err(typed);
    assert_eq!((error.to_string().as_str(), error.help().unwrap_or_default().as_str()), (message, help), "{typed}");
}

#[test]
fn an_address_needs_no_more_than_is_distinct() {
    for typed in [
        "wait/food/pain/prices.severity",
        "food/pain/prices.severity",
        "food/prices.severity",
        "prices.severity",
        "wait/prices.severity",
    ] {
        check(typed, "wait/food/pain/prices.severity");
    }
    check("journey", "journey");
    check("journey.title", "journey.title");
    check("journey.target.by", "journey.target.by");
    check("note/start", "note/start");
    check("journey/note/start.text", "note/start.text");
    check("dana.quote", "persona/dana.quote");
    check("prices/evidence/2.ref", "wait/food/pain/prices/evidence/2.ref");
    check("food/evidence/1", "wait/food/evidence/1");
    // A word alone is a stage or a touchpoint first.
    check("wait", "wait");
    check("pain/wait", "wait/food/pain/wait");
    check("risk/narrow", "fly/seats/risk/narrow");
    check("\"pay.name\".name", "fly/\"pay.name\".name");
    check("pay.name.owner", "fly/\"pay.name\".owner");
    check("pay.name", "fly/pay.name");
    check(r#"fly/"say \"hi\"/\u{202e}".name"#, r#"fly/"say \"hi\"/\u{202e}".name"#);
    check(r#"dana."segment.a/b""#, r#"persona/dana."segment.a/b""#);
}

#[test]
fn what_is_not_distinct_or_not_there_is_said_with_what_there_is() {
    check_none(
        "narrow",
        "`narrow` may be any of 2 places, expected one",
        "use one of `fly/seats/pain/narrow`, `fly/seats/risk/narrow`",
    );
    check_none("fodo", "there is nothing called `fodo` in the map", "did you mean `wait/food`?");
    check_none("wait/food.emotoin", "a touchpoint has no field `emotoin`", "did you mean `emotion`?");
    check_none("weather", "there is nothing called `weather` in the map", "");
    for odd in ["", "/", "a//b", "\"a", "\"a\"b", "\"\\u{x}\""] {
        assert_eq!(resolve(&map(MAP), odd), Err(Unresolved::Odd { words: odd.to_owned() }), "{odd}");
    }
}

#[test]
fn the_kind_of_what_is_new_stands_at_the_end() {
    let new = |typed: &str| resolve_new(&map(MAP), typed).map(|(at, noun)| (at.to_string(), noun));
    assert_eq!(new("wait/food/pain"), Ok(("wait/food".to_owned(), Noun::Pain)));
    assert_eq!(new("prices/evidence"), Ok(("wait/food/pain/prices".to_owned(), Noun::Evidence)));
    assert_eq!(new("stage"), Ok(("journey".to_owned(), Noun::Stage)));
    assert_eq!(new("journey/note"), Ok(("journey".to_owned(), Noun::Note)));
    assert_eq!(new("wait/touchpoint"), Ok(("wait".to_owned(), Noun::Touchpoint)));
    let error = new("food/pian").unwrap_err();
    assert_eq!(error.to_string(), "`pian` is no kind of thing, expected one to add");
    assert_eq!(error.help().as_deref(), Some("did you mean `pain`?"));
}

#[test]
fn every_address_that_is_shown_can_be_typed() {
    let maps = [
        MAP,
        include_str!("../map/full.toml"),
        include_str!("../../../maps/airport/journey.toml"),
        include_str!("../../../maps/bakery/journey.toml"),
        include_str!("../../../maps/toys/journey.toml"),
    ];
    for text in maps {
        let places = Atlas::new(&map(text).tree).places();
        assert!(places.len() > 10);
        for place in &places {
            let noun = place.steps.last().map_or(Noun::Journey, |step| step.noun);
            let fields = table_of(noun).fields.iter().map(|field| place.field(field.key));
            for at in fields.chain([place.clone()]) {
                let typed = Typed::read(&at.to_string()).unwrap();
                assert_eq!(choose(&places, &typed.readings(), "").as_ref(), Ok(&at), "{at}");
            }
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..proptest::test_runner::Config::default() })]

    #[test]
    fn any_id_can_be_typed(ids in proptest::collection::vec("\\PC{1,12}|[a./\"\\\\ ]{1,5}|[a-z]{1,6}\\.name|pain|\u{202e}\u{301}{0,8}", 1..6)) {
        let journey = Address::journey();
        let mut places = vec![journey.clone()];
        for (position, id) in ids.iter().enumerate() {
            // Ids are distinct.
            let stage = journey.then(Noun::Stage, format!("{id}{position}"));
            let touchpoint = stage.then(Noun::Touchpoint, format!("{position}{id}"));
            places.extend([stage, touchpoint.clone(), touchpoint.then(Noun::Pain, id)]);
        }
        for place in &places {
            for at in [place.clone(), place.field("owner"), place.field("segment.a/\"b")] {
                let typed = Typed::read(&at.to_string());
                proptest::prop_assert!(typed.is_some(), "{}", at);
                let readings = typed.map(|typed| typed.readings()).unwrap_or_default();
                let segments = &readings[0].0;
                let steps: Vec<&str> = at.steps.iter().map(|step| step.id.as_str()).collect();
                let read = readings.iter().any(|(segments, field)| {
                    segments.iter().map(|own| own.id.as_str()).collect::<Vec<_>>() == steps && *field == at.field
                });
                proptest::prop_assert!(read, "{} {:?}", at, segments);
            }
        }
    }
}
