//! The people who answer about several touchpoints of one stage.
//! Invariant: a binding is in one panel at most.

use std::collections::{BTreeMap, HashMap};

use super::{Binding, Column, Map, Unjoined};
use crate::metric::{AnswerScale, People, Together};

/// Bindings of one metric at the touchpoints of one stage, with the people of one source who answer them.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Their indexes in [`Map::bindings`]; the first is side 0 of the people's sums.
    pub bindings: Vec<usize>,
    /// Who answered, by cohort; or why that cannot be told.
    pub people: Result<Vec<People>, Unjoined>,
}

impl Panel {
    /// The people of a cohort; `None` where they cannot be told.
    #[must_use]
    pub fn together(&self, cohort: usize) -> Option<Together<'_>> {
        let people = self.people.as_ref().ok()?.get(cohort)?;
        Some(Together { places: &self.bindings, people })
    }
}

/// The bindings of each panel that a map has of a source: those of one metric, out of few answers each, at two or more
/// touchpoints of one stage.
pub(super) fn of(map: &Map, source: &str) -> Vec<Vec<usize>> {
    all(map).into_iter().filter(|(own, _)| *own == source).map(|(_, bindings)| bindings).collect()
}

/// Do two maps whose bindings are the same have the same panels?
pub(super) fn are_alike(map: &Map, other: &Map) -> bool {
    all(map) == all(other)
}

/// The panels of another map as those of this one, whose bindings stand in other places; `None` where this map has others.
///
/// * `places`: by binding of this map, where the other has it.
pub(super) fn moved(map: &Map, other: &Map, places: &[usize], panels: &[Panel]) -> Option<Vec<Panel>> {
    let in_order = |mut bindings: Vec<usize>| {
        bindings.sort_unstable();
        bindings
    };
    let own_places = |bindings: Vec<usize>| bindings.iter().map(|idx| places.get(*idx).copied()).collect();
    let own: Option<Vec<Vec<usize>>> = all(map).into_iter().map(|(_, bindings)| own_places(bindings)).collect();
    let sorted = |panels: Vec<Vec<usize>>| {
        let mut panels: Vec<Vec<usize>> = panels.into_iter().map(in_order).collect();
        panels.sort_unstable();
        panels
    };
    if sorted(own?) != sorted(all(other).into_iter().map(|(_, bindings)| bindings).collect()) {
        return None;
    }
    let back: HashMap<usize, usize> = places.iter().enumerate().map(|(own, other)| (*other, own)).collect();
    let moved = panels.iter().map(|panel| {
        let bindings: Option<Vec<usize>> = panel.bindings.iter().map(|idx| back.get(idx).copied()).collect();
        Some(Panel { bindings: bindings?, people: panel.people.clone() })
    });
    moved.collect()
}

/// Every panel of a map, by its source.
fn all(map: &Map) -> Vec<(&str, Vec<usize>)> {
    let mut next = map.metrics.len();
    let mut all = Vec::new();
    for stage in &map.stages {
        next += stage.metrics.len();
        let mut panels: BTreeMap<(&str, &str), Vec<(usize, usize)>> = BTreeMap::new();
        for (touchpoint, own) in stage.touchpoints.iter().enumerate() {
            for (idx, binding) in (next..).zip(&own.metrics).filter(|(_, binding)| is_one_of_few(map, binding)) {
                let key = (binding.source.as_str(), binding.metric.as_str());
                panels.entry(key).or_default().push((idx, touchpoint));
            }
            next += own.metrics.len();
        }
        let is_shared =
            |bindings: &[(usize, usize)]| bindings.windows(2).any(|two| matches!(two, [(_, a), (_, b)] if a != b));
        let panels = panels.into_iter().filter(|(_, bindings)| is_shared(bindings));
        all.extend(panels.map(|((source, _), own)| (source, own.into_iter().map(|(idx, _)| idx).collect())));
    }
    all
}

/// Is an answer to it one of few?
fn is_one_of_few(map: &Map, binding: &Binding) -> bool {
    let is_answered = matches!(binding.column, Column::Own(_) | Column::Matched(_));
    is_answered && map.measure(binding).as_ref().and_then(AnswerScale::of).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Book, Stage, Touchpoint};
    use crate::metric::Grain;

    /// Stages with touchpoints, whose CSAT stands in a column of that name each.
    fn book(stages: &[&[&str]]) -> Book {
        let touchpoint = |id: &&str| {
            let binding = Binding::implied_by("survey", "csat", Column::Own((*id).to_owned())).written_at(1);
            Touchpoint { id: (*id).to_owned(), metrics: vec![binding], ..Touchpoint::default() }
        };
        let stage = |touchpoints: &&[&str]| Stage {
            touchpoints: touchpoints.iter().map(touchpoint).collect(),
            ..Stage::default()
        };
        Book { map: Map { stages: stages.iter().map(stage).collect(), ..Map::default() }, ..Book::default() }
    }

    fn counted(stages: &[&[&str]]) -> Book {
        let mut book = book(stages);
        let n = book.map.bindings().count();
        book.counts.series = vec![Vec::new(); n].into();
        let people = || Ok(vec![People::none(Grain::Day)]);
        let panels = of(&book.map, "survey").into_iter().map(|bindings| Panel { bindings, people: people() });
        book.counts.panels = panels.collect::<Vec<_>>().into();
        book
    }

    /// Where the bindings of each panel stand once a counted map is edited; `None` where it has to be counted anew.
    #[track_caller]
    fn check(before: &[&[&str]], after: &[&[&str]], expected: Option<&[&[usize]]>) {
        let mut edited = book(after);
        let is_taken = edited.take_counts(&counted(before));
        let told: Vec<&[usize]> = edited.counts.panels.iter().map(|panel| panel.bindings.as_slice()).collect();
        assert_eq!(is_taken.then_some(told.as_slice()), expected, "{after:?}");
    }

    #[test]
    fn people_go_where_their_touchpoints_go() {
        let before: &[&[&str]] = &[&["a", "b"], &["c", "d", "e"], &["f"]];
        check(before, before, Some(&[&[0, 1], &[2, 3, 4]]));
        check(before, &[&["b", "a"], &["c", "e", "d"], &["f"]], Some(&[&[1, 0], &[2, 4, 3]]));
        check(before, &[&["f"], &["c", "d", "e"], &["a", "b"]], Some(&[&[4, 5], &[1, 2, 3]]));
        check(before, &[&["a", "b", "c"], &["d", "e"], &["f"]], None);
        check(before, &[&["a", "b"], &["c", "d"], &["e", "f"]], None);
    }

    #[test]
    fn a_stage_of_one_touchpoint_has_no_panel() {
        assert_eq!(of(&book(&[&["a"], &["b", "c"]]).map, "survey"), [[1, 2]]);
        assert_eq!(of(&book(&[&["b", "c"]]).map, "other"), Vec::<Vec<usize>>::new());
    }
}
