//! The changes of one map, to be undone and redone.
//! Going back and forward again gives the same texts, whatever others changed in between.

use std::sync::Arc;

use crate::journey::Address;
use crate::text::Plain;

/// The one stretch in which two texts differ: there may be many texts, and they share most of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stretch {
    start: usize,
    before: String,
    after: String,
}

impl Stretch {
    fn between(before: &str, after: &str) -> Self {
        let same = |(a, b): &(u8, u8)| a == b;
        let mut start = before.bytes().zip(after.bytes()).take_while(same).count();
        while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
            start -= 1;
        }
        let (_, before) = before.split_at(start);
        let (_, after) = after.split_at(start);
        let mut tail = before.bytes().rev().zip(after.bytes().rev()).take_while(same).count();
        while !before.is_char_boundary(before.len() - tail) || !after.is_char_boundary(after.len() - tail) {
            tail -= 1;
        }
        let cut = |text: &str| text.len().checked_sub(tail).and_then(|end| text.get(..end)).unwrap_or(text).to_owned();
        Self { start, before: cut(before), after: cut(after) }
    }

    /// The text with `after` in place of `before`, or the other way round.
    fn swap(&self, text: &str, is_back: bool) -> String {
        let (old, new) = if is_back { (&self.after, &self.before) } else { (&self.before, &self.after) };
        let head = text.get(..self.start).unwrap_or_default();
        let tail = text.get(self.start + old.len()..).unwrap_or_default();
        [head, new, tail].concat()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HistoryStep {
    /// Its name: `severity 3 to 4, “prices well above…”`.
    pub words: Plain,
    /// What it was about.
    pub at: Option<Address>,
    /// What others changed since the previous step.
    gap: Option<Stretch>,
    change: Stretch,
}

/// The text that is there, and the text that is to replace it.
pub(crate) type TextPair = (Arc<str>, Arc<str>);

/// The changes of one map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct History {
    /// The text after the last of `done`.
    present: Arc<str>,
    /// Oldest first.
    done: Vec<HistoryStep>,
    /// The next one to redo is the last.
    undone: Vec<HistoryStep>,
}

impl History {
    /// Adds a change that was made.
    pub(crate) fn push(&mut self, words: Plain, at: Option<Address>, before: &Arc<str>, after: &Arc<str>) {
        let is_first = self.done.is_empty() && self.undone.is_empty();
        let gap = (!is_first && self.present != *before).then(|| Stretch::between(&self.present, before));
        self.done.push(HistoryStep { words, at, gap, change: Stretch::between(before, after) });
        self.present = Arc::clone(after);
        self.undone.clear();
    }

    /// The step to undo next, and the texts to do it with.
    #[must_use]
    pub(crate) fn back(&self) -> Option<(&HistoryStep, TextPair)> {
        let step = self.done.last()?;
        Some((step, (Arc::clone(&self.present), step.change.swap(&self.present, true).into())))
    }

    /// The step to redo next, and the texts to do it with.
    #[must_use]
    pub(crate) fn forward(&self) -> Option<(&HistoryStep, TextPair)> {
        let step = self.undone.last()?;
        let before = self.before(step);
        let after = step.change.swap(&before, false).into();
        Some((step, (before, after)))
    }

    /// Notes that a step was undone.
    pub(crate) fn went_back(&mut self) -> Option<HistoryStep> {
        let step = self.done.pop()?;
        let before = step.change.swap(&self.present, true);
        self.present = match &step.gap {
            Some(gap) => gap.swap(&before, true).into(),
            None => before.into(),
        };
        self.undone.push(step.clone());
        Some(step)
    }

    /// Notes that a step was redone.
    pub(crate) fn went_forward(&mut self) -> Option<HistoryStep> {
        let step = self.undone.pop()?;
        self.present = step.change.swap(&self.before(&step), false).into();
        self.done.push(step.clone());
        Some(step)
    }

    /// Drops the step to undo (or redo) next: its author gave it up.
    pub(crate) fn give_up(&mut self, is_back: bool) {
        if is_back {
            self.went_back();
        }
        self.undone.pop();
    }

    /// The changes, newest first, each with whether it is undone.
    pub(crate) fn steps(&self) -> impl Iterator<Item = (&HistoryStep, bool)> {
        self.undone.iter().map(|step| (step, true)).chain(self.done.iter().rev().map(|step| (step, false)))
    }

    /// Is there anything to undo (or to redo)?
    #[must_use]
    pub(crate) fn can_go(&self, is_back: bool) -> bool {
        !if is_back { &self.done } else { &self.undone }.is_empty()
    }

    /// The text in which a step to redo was made.
    fn before(&self, step: &HistoryStep) -> Arc<str> {
        match &step.gap {
            Some(gap) => gap.swap(&self.present, false).into(),
            None => Arc::clone(&self.present),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pushed(history: &mut History, words: &str, before: &str, after: &str) {
        history.push(words.into(), None, &before.into(), &after.into());
    }

    fn turn(turn: Option<(&HistoryStep, TextPair)>) -> Option<(String, String)> {
        turn.map(|(_, (from, to))| (from.to_string(), to.to_string()))
    }

    #[track_caller]
    fn check(found: Option<(&HistoryStep, TextPair)>, from: &str, to: &str) {
        assert_eq!(turn(found), Some((from.to_owned(), to.to_owned())));
    }

    #[test]
    fn back_and_forward_lead_over_the_same_texts() {
        let mut history = History::default();
        pushed(&mut history, "one", "a = 1", "a = 2");
        pushed(&mut history, "two", "a = 2\nb = מחיר", "a = 2\nb = מוצר");
        check(history.back(), "a = 2\nb = מוצר", "a = 2\nb = מחיר");
        assert_eq!(history.went_back().map(|step| step.words.to_string()).as_deref(), Some("two"));
        check(history.back(), "a = 2", "a = 1");
        history.went_back();
        assert_eq!(turn(history.back()), None);
        check(history.forward(), "a = 1", "a = 2");
        history.went_forward();
        check(history.forward(), "a = 2\nb = מחיר", "a = 2\nb = מוצר");
        assert_eq!(
            history.steps().map(|(step, is_undone)| (step.words.as_str(), is_undone)).collect::<Vec<_>>(),
            [("two", true), ("one", false)]
        );
        pushed(&mut history, "three", "a = 2", "a = 4");
        assert_eq!(turn(history.forward()), None, "a new change forgets what was undone");
        history.give_up(true);
        check(history.back(), "a = 2", "a = 1");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_texts_come_back(texts in prop::collection::vec("[aבé\n]{0,6}", 2..12)) {
            let mut history = History::default();
            let pairs: Vec<(&String, &String)> = texts.iter().zip(texts.iter().skip(1)).step_by(2).collect();
            for (before, after) in &pairs {
                pushed(&mut history, "x", before, after);
            }
            for (before, after) in pairs.iter().rev() {
                prop_assert_eq!(turn(history.back()), Some(((*after).clone(), (*before).clone())));
                history.went_back();
            }
            for (before, after) in &pairs {
                prop_assert_eq!(turn(history.forward()), Some(((*before).clone(), (*after).clone())));
                history.went_forward();
            }
        }
    }
}
