//! Whether a merged text is what it should be, and what is told where none is.

use super::leaves::is_faithful;
use super::refusal::Refusal;
use crate::journey::Address;
use crate::source::format::{self, Branch, Report, rules};
use crate::source::tables::ROOT;

/// Is the result as much of a map as the texts were, and does it say what it should?
pub(super) fn is_sound(result: &str, text: &str, (from, to): (&str, &str)) -> bool {
    with_tree(text, |text, n_text| {
        with_tree(from, |from, n_from| {
            with_tree(to, |to, n_to| {
                with_tree(result, |result, n_result| match (n_text, n_from, n_to, n_result) {
                    (0, 0, 0, 0) => is_faithful(text, (from, to), result),
                    (0, _, 0, _) => false,
                    _ => n_result <= n_text.max(n_to),
                })
            })
        })
    })
}

/// A text as a tree, and how many lines of it are no TOML.
pub(super) fn with_tree<T>(text: &str, look: impl FnOnce(&Branch<'_>, usize) -> T) -> T {
    let mut report = Report::new("", text);
    format::read(&mut report, &ROOT, |report, root| look(root, report.count(&rules::SYNTAX)))
}

/// The lines that the three texts do not share.
pub(super) fn lines_in_conflict(text: &str, from: &str, to: &str) -> Refusal {
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
