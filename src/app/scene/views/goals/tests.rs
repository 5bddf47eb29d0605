//! What the goals of roles tell.

use super::meeting::Outcome;
use super::tally::Tally;
use crate::app::stand::{Session, book, told};
use crate::app::view::{Block, Cell, Lane};
use crate::journey::{Book, ByPersona, Noun, Persona};
use crate::metric::Interval;

fn by<T>(persona: &str, value: T) -> ByPersona<T> {
    ByPersona { persona: persona.to_owned(), value }
}

/// Dana buys, Lee decides: each is after something at two of three stages.
fn roles() -> Book {
    let mut book = book();
    for (persona, role) in book.map.personas.iter_mut().zip(["buys it", "decides"]) {
        persona.role = Some(role.to_owned());
    }
    let ids: Vec<String> = book.map.personas.iter().map(|persona| persona.id.clone()).collect();
    let [first, second] = ids.as_slice() else { unreachable!("two personas") };
    let goal = |persona: &str, text: &str| by(persona, text.to_owned());
    book.map.stages[0].goals = vec![goal(first, "Be there on time"), goal(second, " ")];
    book.map.stages[1].goals = vec![goal(first, "A quiet hour")];
    book.map.stages[0].emotions = vec![by(first, -2)];
    book.map.stages[2].goals = vec![goal(first, ""), goal(second, "Out of here")];
    book.map.stages[2].emotions = vec![by(second, 1)];
    book
}

fn lanes(session: &Session) -> Vec<Lane> {
    let blocks = session.journey().detail.blocks.clone();
    let lane = |block: Block| match block {
        Block::Lane(lane) => Some(lane),
        _ => None,
    };
    blocks.into_iter().filter_map(lane).collect()
}

fn words(cell: &Cell) -> String {
    let lines: Vec<&str> = cell.lines.iter().map(|line| line.words.as_str()).collect();
    [cell.lead.as_str(), &lines.join(" | ")].join(" ").trim().to_owned()
}

fn row(session: &Session, label: &str) -> Vec<String> {
    let all = lanes(session);
    let lane = all.iter().find(|lane| lane.label.as_str() == label).unwrap_or_else(|| panic!("no {label} in {all:?}"));
    lane.cells.iter().map(words).collect()
}

#[test]
fn no_goal_and_a_goal_that_nobody_wrote_are_told_apart() {
    let mut session = Session::single(roles());
    session.press("v g");
    let name = |idx: usize| {
        session
            .journey()
            .detail
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Lane(lane) if !lane.under.is_empty() => Some(lane.label.to_string()),
                _ => None,
            })
            .nth(idx)
            .expect("a role")
    };
    assert_eq!(row(&session, &name(0))[2], "no goal");
    assert_eq!(row(&session, &name(1))[..2], ["no goal", "? nobody wrote one"]);
    let met = row(&session, "goals met");
    assert_eq!(met[2], "1 cannot tell", "an author's word counts for neither");
    assert!(met[1].ends_with(" | 1 unwritten") && !met.iter().any(|cell| cell.contains("not met")), "{met:?}");
    let lane = lanes(&session).into_iter().find(|lane| lane.label.as_str() == "goals met").expect("it is counted");
    assert!(lane.cells.iter().all(|cell| !cell.is_worst), "nothing is surely missed: {met:?}");
    let said = told(&session.journey().detail).remove(0);
    assert!(!said.contains("missed for all") && said.contains("nobody wrote: "), "{said}");
}

#[test]
fn a_column_is_missed_only_if_all_of_it_is_known_and_not_met() {
    let of = |outcomes: &[Outcome]| Tally::of_outcomes(outcomes).is_missed();
    assert!(of(&[Outcome::NotMet]) && of(&[Outcome::NotMet, Outcome::NotMet]));
    assert!(!of(&[]) && !of(&[Outcome::Untold]), "nothing is known");
    assert!(!of(&[Outcome::NotMet, Outcome::Untold]) && !of(&[Outcome::NotMet, Outcome::Met]));
}

#[test]
fn only_an_interval_wholly_on_one_side_tells() {
    let at = |low: f64, high: f64| {
        [false, true].map(|is_low_better| Outcome::of(Interval { low, high }, 50.0, is_low_better))
    };
    assert_eq!(at(51.0, 78.0), [Outcome::Met, Outcome::NotMet]);
    assert_eq!(at(15.0, 39.0), [Outcome::NotMet, Outcome::Met]);
    assert_eq!(at(30.0, 62.0), [Outcome::Untold; 2]);
    assert_eq!(at(50.0, 62.0), [Outcome::Untold; 2], "it touches the middle");
}

#[test]
fn the_cell_under_the_cursor_is_told_in_full_and_edited() {
    let mut session = Session::single(roles());
    session.press("v g");
    let here = session.inner.state.place.item.clone().expect("on a cell");
    assert!(here.field.as_deref().is_some_and(|field| field.starts_with("goals.")), "{here}");
    session.press("right right left");
    let here = session.inner.state.place.item.clone().expect("on a cell");
    assert_eq!(here.id_of(Noun::Stage), Some("wait"), "left and right go along the row");
    let page = told(&session.journey().detail).join("\n");
    assert!(page.contains("# Waiting · ") && page.contains("goal: A quiet hour"), "{page}");
    assert!(page.contains("[4 !!] prices well above the city's"), "{page}");
    session.press("down");
    let page = told(&session.journey().detail).join("\n");
    assert!(page.contains("goal: nobody wrote one"), "{page}");
    session.press("e");
    assert!(told(&session.journey().detail).iter().any(|line| line.starts_with("goals> ")), "there is a pen");
    session.press("esc");
    assert_eq!(session.journey().detail.title.as_str(), "Goals, role by role", "one is back where one was");
}

#[test]
fn a_persona_of_whom_numbers_are_known_has_them_at_each_stage() {
    let mut session = Session::single(roles());
    session.press("v g");
    let numbers: Vec<Option<String>> = lanes(&session)
        .iter()
        .filter(|lane| !lane.under.is_empty())
        .flat_map(|lane| lane.cells.clone())
        .map(|cell| cell.figure.map(|figure| format!("{} n {}", figure.value, figure.n)))
        .collect();
    assert!(numbers.iter().any(Option::is_some), "{numbers:?}");
}

#[test]
fn without_goals_it_says_what_is_missing() {
    let mut session = Session::single(book());
    session.press("v g");
    let said = told(&session.journey().detail);
    assert!(said[0].starts_with("Nobody has said what each persona is after"), "{said:?}");
    let mut alone = roles();
    alone.map.personas.clear();
    let mut session = Session::single(alone);
    session.press("v g");
    assert!(told(&session.journey().detail)[0].starts_with("Nobody is in this map yet"));
    let mut no_roles = roles();
    no_roles.map.personas.iter_mut().for_each(|own: &mut Persona| own.role = None);
    let mut session = Session::single(no_roles);
    session.press("v g");
    assert!(told(&session.journey().detail)[0].starts_with("no persona has a role"));
}
