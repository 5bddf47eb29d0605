//! What made one text another, made again in a text that somebody else changed. Must not know what it was.
//! Invariant: what others wrote stays; where they wrote about the very same, nothing is done.

use super::Refusal;
use super::leaves::is_faithful;
use super::merge::by_place;
use super::mesh::meshes;
use crate::journey::Address;
use crate::source::format::{self, Branch, ROOT, Report, rules};

/// Takes a text from one state to another: the first to become the second. Where the text says something else by
/// now, only what differs between the two is changed.
///
/// # Errors
/// When the same lines were changed since.
pub fn turn(text: &str, from: &str, to: &str) -> Result<String, Refusal> {
    if text == from || text == to {
        return Ok(to.to_owned());
    }
    if from == to {
        return Ok(text.to_owned());
    }
    let merged = diffy::merge(from, text, to).ok().filter(|merged| is_sound(merged, text, (from, to)));
    if let Some(merged) = merged {
        return Ok(merged);
    }
    // Changes on neighboring lines are no conflict for somebody who reads the map.
    let meshed = meshes(from, text, to).into_iter().find(|meshed| is_sound(meshed, text, (from, to)));
    meshed.map_or_else(|| by_place(text, from, to), Ok)
}

/// Is the result as much of a map as the texts were, and does it say what it should?
pub(super) fn is_sound(result: &str, text: &str, (from, to): (&str, &str)) -> bool {
    look(text, |text, n_text| {
        look(from, |from, n_from| {
            look(to, |to, n_to| {
                look(result, |result, n_result| match (n_text, n_from, n_to, n_result) {
                    (0, 0, 0, 0) => is_faithful(text, (from, to), result),
                    (0, _, 0, _) => false,
                    _ => n_result <= n_text.max(n_to),
                })
            })
        })
    })
}

/// A text as a tree, and how many lines of it are no TOML.
pub(super) fn look<T>(text: &str, look: impl FnOnce(&Branch<'_>, usize) -> T) -> T {
    let mut report = Report::new("", text);
    format::read(&mut report, &ROOT, |report, root| look(root, report.count(&rules::SYNTAX)))
}

/// The lines that the three texts do not share.
pub(super) fn whole(text: &str, from: &str, to: &str) -> Refusal {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let [text, from, to] = [text, from, to].map(lines);
    let shared = |one: &mut dyn Iterator<Item = (&String, &String, &String)>| {
        one.take_while(|(one, two, three)| one == two && two == three).count()
    };
    let above = shared(&mut text.iter().zip(&from).zip(&to).map(|((one, two), three)| (one, two, three)));
    let reversed = text.iter().rev().zip(from.iter().rev()).zip(to.iter().rev());
    let below = shared(&mut reversed.map(|((one, two), three)| (one, two, three)));
    let part = |lines: &[String]| {
        let end = lines.len().saturating_sub(below).max(above);
        Some(lines.get(above..end)?.join("\n"))
    };
    Refusal::conflict(&Address::journey(), part(&from), part(&text), part(&to))
}
