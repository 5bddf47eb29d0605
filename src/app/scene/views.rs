//! The table of views: each with its name, its letter, what it shows, what it lets one turn, and the fold that makes
//! its page. The list of views, subcommands and their options are folded from it.

use std::fmt::Write as _;
use std::sync::Arc;

use super::filter;
use super::pieces::Scene;
use crate::analysis::matter::Analysis;
use crate::app::analyzed::MadeOf;
use crate::app::lens::turn as after;
use crate::app::location::Subject;
use crate::app::request::InquiryRequest;
use crate::app::state::State;
use crate::app::view::{Block, Page, Pane};
use crate::app::viewing::ViewName;
use crate::journey::Noun;
use crate::text::Plain;

mod about;
mod changes;
mod consults;
mod curve;
mod drivers;
mod funnel;
mod goals;
mod plan;
mod row;
pub(crate) mod sources;
mod stages;
mod walk;
mod wheel;

use row::DialKind;
pub(crate) use row::{DialRow, ON, ViewRow};

/// Every view, in the order of the list.
pub(crate) const VIEWS: &[&ViewRow] = &[
    &changes::ROW,
    &funnel::ROW,
    &drivers::ROW,
    &about::ROW,
    &curve::ROW,
    &wheel::ROW,
    &goals::ROW,
    &consults::ROW,
    &plan::ROW,
    &walk::ROW,
    &sources::ROW,
];

/// The table as a page shows it.
#[must_use]
pub fn markdown() -> String {
    let mut page = "| letter | view | what it shows | its dials |\n|---|---|---|---|\n".to_owned();
    for row in VIEWS {
        let dials: Vec<String> = row.dials.iter().map(|dial| format!("`{}`", dial.name)).collect();
        let (letter, name) = (row.letter, row.name.as_str());
        let _ = writeln!(page, "| `{letter}` | {name} | {} | {} |", row.sentence, dials.join(" "));
    }
    page
}

/// The row of a view.
pub(crate) fn row_of(name: ViewName) -> &'static ViewRow {
    VIEWS.iter().find(|row| row.name == name).unwrap_or(&VIEWS[0])
}

/// The view of that name.
pub(crate) fn named(name: &str) -> Option<&'static ViewRow> {
    VIEWS.iter().find(|row| row.name.as_str() == name).copied()
}

/// The page of a view, or what it has nothing without.
pub(super) fn page(scene: Scene<'_>, name: ViewName) -> Page {
    let row = row_of(name);
    match (row.lack)(scene) {
        Some(lack) => Page { title: name.as_str().into(), blocks: vec![Block::Sentence(lack)], ..Page::default() },
        None => (row.fold)(scene, &scene.place.dials),
    }
}

/// What a view needs of the map in which the user is, and is not there.
pub(crate) fn lack(state: &State, row: &ViewRow) -> Option<Plain> {
    Scene::now(state).and_then(row.lack)
}

/// Looks at the journey by a view, with these of its dials turned.
pub(crate) fn see(state: &mut State, view: ViewName, dials: &[(String, String)]) {
    state.see(view);
    for (name, choice) in dials {
        if let Some(dial) = row_of(view).dials.iter().find(|dial| dial.name == name) {
            turn(state, dial, Some(choice.clone()));
        }
    }
}

/// What a dial of a view may be turned to in the map in which the user is.
pub(crate) fn choices(state: &State, view: &ViewRow, dial: &DialRow) -> Vec<String> {
    if dial.kind == DialKind::Side {
        return view.sides.iter().map(|own| own.name.to_owned()).collect();
    }
    Scene::now(state).map(dial.choices).unwrap_or_default()
}

/// Turns a dial; `None` is the usual.
pub(crate) fn turn(state: &mut State, dial: &'static DialRow, choice: Option<String>) {
    let lens = &mut state.sight.lens;
    match dial.kind {
        DialKind::Persona => lens.persona = choice,
        DialKind::Period => {
            let offered = &state.sight.board.grains;
            lens.grain = offered.iter().copied().find(|grain| Some(grain.name()) == choice.as_deref());
        }
        DialKind::Truths => filter::turn(state, choice.is_some()),
        DialKind::Metric => lens.metric = choice,
        DialKind::Own | DialKind::Side | DialKind::Asked => {
            state.place.dials.turn(dial.name, choice);
            state.place.look_anew();
        }
    }
}

/// Turns the view that is looked at to its next side, or the one before; false where it has one side.
pub(crate) fn turn_side(state: &mut State, is_back: bool) -> bool {
    let Subject::View(view) = state.place.subject else { return false };
    let sides = row_of(view).sides;
    let Some(here) = row::side(sides, &state.place.dials).filter(|_| sides.len() > 1) else { return false };
    let lacks = |own: &row::SideRow| Scene::now(state).and_then(|scene| (own.lack)(scene));
    let (mut names, mut lack) = (Vec::new(), None);
    for own in sides {
        match lacks(own).filter(|_| own.name != here.name) {
            Some(why) => lack = Some(why),
            None => names.push(own.name),
        }
    }
    if let Some(why) = lack {
        state.say(why);
    }
    if names.len() < 2 {
        return true;
    }
    let next = turn_ring(&names, here.name, is_back).map(str::to_owned);
    // What is looked at stays: for whom did that touchpoint change?
    let at = state.place.touchpoint_of_view();
    turn(state, &row::SHOW, next);
    if let Some(at) = at {
        state.place.seek(at);
    }
    true
}

/// The side that comes next; `None` where a view has one.
pub(crate) fn next_side(state: &State) -> Option<&'static str> {
    let Subject::View(view) = state.place.subject else { return None };
    let sides = row_of(view).sides;
    let here = row::side(sides, &state.place.dials).filter(|_| sides.len() > 1 && state.place.is_inside)?;
    let nth = sides.iter().position(|own| own.name == here.name)?;
    sides.get(nth + 1).or(sides.first()).map(|own| own.name)
}

/// Has the numbers answer what the view that is looked at asks of them, as far as they are read.
pub(crate) fn analyze(state: &mut State) {
    let asking = match state.place.subject {
        Subject::View(name) if state.place.is_inside => row_of(name).analysis.map(|own| (name, own)),
        _ => None,
    };
    let Some((view, asking)) = asking else { return state.sight.analyzed.leave() };
    let is_lacking = Scene::now(state).is_none_or(|scene| (row_of(view).lack)(scene).is_some());
    let Some((volume, book)) = state.volume().and_then(|own| Some((own, own.book.clone()?))).filter(|_| !is_lacking)
    else {
        return state.sight.analyzed.leave();
    };
    let (map, edition, is_whole) = (volume.label.clone(), volume.edition, volume.has_all);
    let dials = state.place.dials.clone();
    let inquiry = Scene::now(state).and_then(|scene| scene.matter()).and_then(|matter| (asking.asks)(&matter, &dials));
    // What is read besides is of the same files: one thing after the other.
    let request =
        inquiry.filter(|_| is_whole).map(|inquiry| InquiryRequest { map, edition, inquiry, book: Arc::clone(&book) });
    state.sight.analyzed.ask(request);
    let made_of = MadeOf { view, dials, lens: state.sight.lens.clone(), book };
    if !state.sight.analyzed.is_outdated(&made_of) {
        return;
    }
    let is_awaited = state.sight.analyzed.is_awaited();
    let matter = Scene::now(state).and_then(|scene| scene.matter()).filter(|_| !is_awaited);
    let made = matter.map(|matter| (asking.of)(&matter, &made_of.dials));
    state.sight.analyzed.set(made_of, made);
}

/// What the view that is looked at found, for programs.
pub(crate) fn analysis(state: &State) -> Option<&Arc<dyn Analysis>> {
    state.sight.analyzed.analysis()
}

/// The next drawing of the journey, or the one before, of those that the map has something for; `None` outside of a drawing.
pub(crate) fn next_drawing(state: &State, is_back: bool) -> Option<ViewName> {
    let Subject::View(here) = state.place.subject else { return None };
    if !row_of(here).is_drawing {
        return None;
    }
    let all: Vec<ViewName> = VIEWS
        .iter()
        .filter(|row| row.is_drawing && (row.name == here || lack(state, row).is_none()))
        .map(|row| row.name)
        .collect();
    turn_ring(&all, here, is_back)
}

fn turn_ring<T: Copy + PartialEq>(all: &[T], here: T, is_back: bool) -> Option<T> {
    let idx = all.iter().position(|own| *own == here)?;
    let next = if is_back { (idx + all.len()).saturating_sub(1) } else { idx + 1 };
    all.get(next.checked_rem(all.len())?).copied()
}

/// Does that view draw the journey?
pub(crate) fn draws(view: ViewName) -> bool {
    row_of(view).is_drawing
}

/// Does the view that is looked at wait for what it asked of the numbers before there is anything to go to?
pub(crate) fn waits(state: &State) -> bool {
    matches!(state.place.subject, Subject::View(name) if row_of(name).analysis.is_some())
}

/// Is the journey looked at in a drawing?
pub(crate) fn is_drawing(state: &State) -> bool {
    matches!(state.place.subject, Subject::View(name) if state.place.is_zoomed && row_of(name).is_drawing)
}

/// Why nothing can be edited in a view that only shows.
pub(crate) fn why_unedited(state: &State) -> Option<Plain> {
    let Subject::View(name) = state.place.subject else { return None };
    // A question is answered wherever it stands.
    let is_question = state.under_cursor().is_some_and(|at| at.id_of(Noun::Ask).is_some());
    let is_shown = state.place.focus == Pane::Detail && !row_of(name).is_edited && !is_question;
    is_shown.then(|| "this view only shows: enter goes to where the map says it".into())
}

/// Does a view show what it does whichever touchpoints are shown?
pub(crate) fn is_of_all(name: ViewName) -> bool {
    !row_of(name).dials.iter().any(|dial| dial.kind == DialKind::Truths)
}

/// The first dial of a view that no other key turns.
pub(crate) fn own_dial(name: ViewName) -> Option<&'static DialRow> {
    row_of(name).dials.iter().copied().find(|dial| dial.kind == DialKind::Own)
}

/// Turns a dial of the views' own to its next choice; the page says which.
pub(crate) fn turn_on(state: &mut State, dial: &'static DialRow) {
    let Subject::View(view) = state.place.subject else { return };
    let offered = choices(state, row_of(view), dial);
    let present = state.place.dials.chosen(dial.name).map(str::to_owned);
    let next = after(present.as_ref(), &offered, false);
    turn(state, dial, next);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::app::stand::{Session, book, told};
    use crate::journey::{FirstView, Source, Word};

    /// A map that reads two files.
    fn two_sources() -> crate::journey::Book {
        let mut book = book();
        let source = |id: &str| Source { id: id.to_owned(), file: format!("{id}.csv"), ..Source::default() };
        book.map.sources = vec![source("survey"), source("calls")];
        book
    }

    #[test]
    fn a_letter_opens_a_view_and_esc_leaves_it() {
        let mut session = Session::single(two_sources());
        let before = session.place();
        session.press("v s");
        let journey = session.journey();
        assert_eq!((journey.detail.title.as_str(), journey.is_zoomed), ("Sources", true));
        assert_eq!(journey.detail.aside.as_str(), "2 files · all");
        session.press("esc");
        assert!(!session.journey().is_zoomed && session.journey().detail.title.as_str() != "Sources");
        assert_eq!(session.place(), before, "one is where one was");
        session.press(": text:sources enter");
        assert_eq!(session.journey().detail.title.as_str(), "Sources", "the palette knows views as well");
        session.press("[");
        assert_ne!(session.journey().detail.title.as_str(), "Sources");
        session.press("v x");
        assert!(session.list().typed.is_empty(), "it is no letter of a view, and nothing is typed there");
        session.press("s e");
        assert_eq!(session.notice(), "this view only shows: enter goes to where the map says it");
        session.press("enter");
        assert_eq!(session.journey().detail.title.as_str(), "Flying from SFO", "there it can be edited");
        session.press("v s right");
        assert!(!session.journey().is_zoomed, "another stage is seen with its touchpoints");
    }

    #[test]
    fn a_dial_is_turned_through_its_choices_and_stays() {
        let mut session = Session::single(two_sources());
        session.press("s");
        assert_eq!(session.notice(), "there is nothing to turn here");
        session.press("v s s");
        assert_eq!(session.journey().detail.aside.as_str(), "2 files · only survey");
        session.press("s");
        assert_eq!(told(&session.journey().detail).join(" ").matches(".csv").count(), 1);
        session.press("esc v s");
        assert_eq!(session.journey().detail.aside.as_str(), "2 files · only calls");
        session.press("s");
        assert_eq!(session.journey().detail.aside.as_str(), "2 files · all");
    }

    #[test]
    fn what_is_missing_is_said_in_the_list_and_in_place() {
        let mut lone = book();
        lone.map.sources.clear();
        let mut session = Session::single(lone);
        session.press("v");
        let row = session.choices().into_iter().find(|row| row.key.as_str() == "s").expect("a view");
        assert!(row.aside.as_str().starts_with("This map reads no files"), "{}", row.aside);
        session.press("s");
        assert_eq!(told(&session.journey().detail), [row.aside.to_string()]);
    }

    #[test]
    fn views_are_told_apart_and_said_in_a_line() {
        let names: BTreeSet<ViewName> = VIEWS.iter().map(|row| row.name).collect();
        let letters: BTreeSet<char> = VIEWS.iter().map(|row| row.letter).collect();
        assert_eq!((names.len(), letters.len()), (VIEWS.len(), VIEWS.len()), "a name or a letter twice");
        for row in VIEWS {
            assert!(row.letter.is_ascii_lowercase() && row.name.as_str().chars().all(|c| c.is_ascii_lowercase()));
            assert!(row.sentence.len() <= 60 && !row.sentence.ends_with('.'), "{}", row.sentence);
            assert!(row.dials.iter().all(|dial| dial.sentence.len() <= 60), "{:?}", row.dials);
            assert_eq!(named(row.name.as_str()).map(|own| own.letter), Some(row.letter));
        }
    }

    #[test]
    fn a_map_opens_on_a_view_that_there_is() {
        for word in FirstView::WORDS {
            assert!(named(word).is_some_and(|row| row.name != ViewName::ABOUT), "{word}");
        }
    }
}
