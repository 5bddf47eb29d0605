//! What the plan tells.

use crate::app::stand::{Session, book, told};
use crate::app::view::{Block, Lane};
use crate::journey::{Noun, Opportunity};

fn lanes(session: &Session) -> Vec<Lane> {
    let lane = |block: Block| match block {
        Block::Lane(lane) => Some(lane),
        _ => None,
    };
    session.journey().detail.blocks.clone().into_iter().filter_map(lane).collect()
}

fn row(session: &Session, label: &str) -> Option<Vec<String>> {
    let lane = lanes(session).into_iter().find(|lane| lane.label.as_str() == label)?;
    let cells = lane.cells.iter().map(|cell| {
        let lines: Vec<String> = cell
            .lines
            .iter()
            .map(|line| {
                let figure = line.figure.as_ref().map(|own| format!(" {}", own.value)).unwrap_or_default();
                [line.words.as_str(), figure.trim(), line.lack.as_str()].join(" ").trim().to_owned()
            })
            .collect();
        let figure = cell.figure.as_ref().map(|own| format!("{} n {}", own.value, own.n)).unwrap_or_default();
        [cell.lead.to_string(), lines.join(" | "), figure].join(" ").trim().to_owned()
    });
    Some(cells.collect())
}

#[test]
fn a_lane_tells_what_matters_most_and_an_empty_one_is_left_out() {
    let mut own = book();
    let idea = |id: &str, impact: u8, effort: u8| Opportunity {
        id: id.to_owned(),
        text: id.to_owned(),
        impact: Some(impact),
        effort: Some(effort),
        ..Opportunity::default()
    };
    own.map.stages[1].touchpoints[1].opportunities = vec![idea("much for much", 5, 5), idea("some for little", 4, 1)];
    let mut session = Session::single(own);
    session.press("v p");
    assert_eq!(row(&session, "goal"), Some(["·", "spend the time well", "·"].map(str::to_owned).to_vec()));
    assert_eq!(row(&session, "pain").expect("there are pains")[1], "4 !! prices well above the city's");
    assert_eq!(row(&session, "idea").expect("there are ideas")[1], "4/1 some for little");
    assert_eq!(row(&session, "coming").expect("an action")[1], "order ahead from the queue | due 1 Sep 2018, late");
    assert_eq!(row(&session, "backstage"), None, "nothing stands in it");
    let mood = lanes(&session).into_iter().find(|lane| lane.label.as_str() == "mood").expect("somebody feels");
    let felt: Vec<usize> =
        mood.cells.iter().map(|cell| cell.course.iter().filter_map(|own| own.feeling).count()).collect();
    assert_eq!(felt, [0, 1, 0], "only what was said");
}

#[test]
fn numbers_are_named_and_too_few_answers_give_none() {
    let mut session = Session::single(book());
    session.press("v p");
    let csat = row(&session, "CSAT %").expect("it is measured");
    assert!(csat[1].contains("Restaurants 54") && csat[1].ends_with("Shops  n 4: few"), "{csat:?}");
}

#[test]
fn what_is_measured_where_is_a_grid_and_what_is_not_asked_a_dot() {
    let mut session = Session::single(book());
    session.press("v p");
    let page = told(&session.journey().detail).join("\n");
    assert!(page.contains("# what is measured") && page.contains("of the whole journey: NPS"), "{page}");
    let sentiment = row(&session, "Sentiment").expect("it is measured at one stage");
    assert_eq!((sentiment[0].as_str(), sentiment[2].as_str()), ("·", "·"));
    assert!(sentiment[1].ends_with("n 100"), "{sentiment:?}");
}

#[test]
fn a_mean_of_places_says_of_how_many_it_is() {
    let mut session = Session::single(book());
    session.press("v p");
    let all = lanes(&session);
    let csat = all.iter().rfind(|lane| lane.label.as_str() == "CSAT %").expect("it is measured");
    let told: Vec<(&str, bool)> = csat
        .cells
        .iter()
        .map(|cell| (cell.lines.first().map_or("", |line| line.words.as_str()), cell.figure.is_some()))
        .collect();
    assert_eq!(told[1], ("mean of 2", true), "the shops, with few answers, are no part of it: {told:?}");
}

#[test]
fn the_cell_under_the_cursor_is_told_in_full() {
    let mut session = Session::single(book());
    session.press("v p");
    let mut seen: Vec<String> = Vec::new();
    for _ in 0..40 {
        let here = session.inner.state.place.item.clone().expect("on a cell");
        let page = told(&session.journey().detail).join("\n");
        assert!(page.contains("\n# "), "{here}: {page}");
        if let Some(last) = seen.last()
            && *last == here.to_string()
        {
            break;
        }
        assert!(!seen.contains(&here.to_string()), "{here} twice: {seen:?}");
        seen.push(here.to_string());
        session.press("down");
    }
    assert!(seen.len() > 6, "{seen:?}");
    assert!(seen.iter().any(|at| at.contains("metrics/")), "down to what is measured: {seen:?}");
}

#[test]
fn keys_on_what_is_measured_harm_nothing() {
    let mut session = Session::single(book());
    session.press("v p");
    let is_there =
        |session: &Session| session.inner.state.place.item.as_ref().is_some_and(|at| at.id_of(Noun::Binding).is_some());
    for _ in 0..40 {
        if !is_there(&session) {
            session.press("down");
        }
    }
    assert!(is_there(&session));
    let before = session.disk.clone();
    session.press("+ - d e esc");
    assert_eq!(session.disk, before);
    session.press("enter");
    assert!(!session.journey().is_zoomed || session.journey().detail.title.as_str() != "The plan on one page");
}

#[test]
fn without_emotion_the_plan_says_so() {
    let mut own = book();
    for touchpoint in own.map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
        touchpoint.emotion = None;
        touchpoint.emotions.clear();
    }
    let mut session = Session::single(own);
    session.press("v p");
    assert!(told(&session.journey().detail).iter().any(|line| line.starts_with("nobody has said how this feels")));
    assert!(lanes(&session).iter().all(|lane| lane.label.as_str() != "mood"));
}
