//! New maps: what one may be begun from, and where it is to be.
//! What is shown before Enter is what will be written.

use super::entry::{Goal, ListEntry};
use crate::app::command::Heading;
use crate::app::order::Beginning;
use crate::app::state::State;
use crate::app::view::Tone;
use crate::source::templates::{MAP_FILE, NewMap, TEMPLATES, template, title_for};

/// What a map may be begun from here: the proposal that is open, tables that lie in the folder, templates.
#[must_use]
pub(super) fn offered(state: &State) -> Vec<ListEntry> {
    let library = &state.library;
    if library.is_proposal {
        let aside = "nothing of it is written yet".to_owned();
        return vec![entry("this map, to a file", aside, Goal::Begin(Beginning::Proposal))];
    }
    if state.place.is_inside {
        return Vec::new();
    }
    let table = |file: &String| {
        let goal = Goal::Begin(Beginning::Table(file.clone()));
        entry(&format!("a map for {file}"), "looked at, each choice with its reason".to_owned(), goal)
    };
    let new = |name: &'static str, purpose: &str| {
        entry(&format!("a map from {name}"), purpose.to_owned(), Goal::Begin(Beginning::Template(name)))
    };
    let tables = library.tables.iter().map(table);
    tables.chain(TEMPLATES.iter().map(|own| new(own.name, own.purpose))).collect()
}

/// Where a new map would be put, as it is typed.
#[must_use]
pub(super) fn proposed(state: &State, what: &Beginning) -> String {
    let is_free = |label: &String| state.library.volume(label).is_none();
    let stem = |file: &str| file.split('.').next().unwrap_or_default().to_owned();
    match what {
        Beginning::Proposal => {
            state.library.volumes.first().map_or_else(|| MAP_FILE.to_owned(), |volume| volume.label.clone())
        }
        Beginning::Template(name) => {
            let others = (2..).map(|nth| format!("{name}-{nth}"));
            let names = std::iter::once((*name).to_owned()).chain(others);
            names.take(MOST_NAMES).find(|own| label(what, own).as_ref().is_some_and(is_free)).unwrap_or_default()
        }
        Beginning::Table(file) => {
            let names = [MAP_FILE.to_owned(), format!("{}.toml", stem(file))];
            names.into_iter().find(is_free).unwrap_or_default()
        }
    }
}

/// How many names are tried.
const MOST_NAMES: usize = 100;

/// The label of the new map; `None` where what is typed cannot be one.
#[must_use]
pub(super) fn label(what: &Beginning, typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let is_inside = typed.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if typed.is_empty() || !is_inside {
        return None;
    }
    match what {
        Beginning::Template(_) if typed.strip_suffix(".toml").is_some() => Some(typed.to_owned()),
        Beginning::Template(_) => Some(format!("{typed}/{MAP_FILE}")),
        // A map reads files beside it or below, so it lies where its table does.
        _ if typed.contains('/') => None,
        _ => Some(format!("{}.toml", typed.strip_suffix(".toml").unwrap_or(typed))),
    }
}

/// What Enter does: the files that will be written, or why none can be; and the way out.
#[must_use]
pub(super) fn rows(state: &State, what: &Beginning, is_leaving: bool, typed: &str) -> Vec<ListEntry> {
    let leave = || entry("nowhere: leave", "nothing is written, no trace is left".to_owned(), Goal::Leave);
    let rows = files(state, what, typed).into_iter().chain(is_leaving.then(leave));
    rows.map(|row| ListEntry { heading: None, ..row }).collect()
}

fn files(state: &State, what: &Beginning, typed: &str) -> Vec<ListEntry> {
    let wrong =
        |words: &str| vec![ListEntry { tone: Tone::Bad, ..entry(words, String::new(), Goal::Tell(words.into())) }];
    let Some(label) = label(what, typed) else {
        return wrong(match what {
            _ if typed.trim().is_empty() => "a name is needed",
            Beginning::Template(_) => "a folder in the one that is open is needed",
            _ => "a name without folders is needed: the map lies beside its table",
        });
    };
    if !state.library.is_proposal && state.library.volume(&label).is_some() {
        return wrong(&format!("{label} is there already: choose another name"));
    }
    let folder = label.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let about = match what {
        Beginning::Template(name) => format!("the map, from the template {name}"),
        Beginning::Table(file) => format!("the map, for {file}, which stays as it is"),
        Beginning::Proposal => "the map, with all that was answered".to_owned(),
    };
    let mut entries = vec![entry(&label, about, Goal::Put)];
    if let Beginning::Template(name) = what
        && let Some(template) = template(name)
    {
        let asked = NewMap { title: &title_for(&label), language: None, phases: &[] };
        let beside = template.files(&asked).into_iter().filter(|file| file.name != MAP_FILE);
        let row = |name: String| entry(&name, "made-up answers, which say so".to_owned(), Goal::Put);
        entries.extend(beside.map(|file| row(format!("{folder}{}", file.name))));
    }
    entries
}

fn entry(text: &str, aside: String, goal: Goal) -> ListEntry {
    ListEntry::new(text, aside, Heading::Adding, goal)
}
