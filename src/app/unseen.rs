//! What of one map others changed since its user looked.
//! Invariant: what the user changed is never marked, and a mark goes once the user was there.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::journey::{Address, Book, Map, Noun};
use crate::standup::digests;
use crate::text::Plain;

/// Of a map with more places than this nothing is marked.
const MOST_PLACES: usize = 4_000;

/// What stands for the places of a map and their words, sorted.
type Seen = Arc<[(u64, u64)]>;

/// What of one map its user has not seen yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unseen {
    /// What the user knows of; `None` before anything was looked at.
    seen: Option<Seen>,
    /// The text that it was compared with last.
    compared: Option<Arc<str>>,
    /// Stages and touchpoints that say something else now.
    marks: BTreeSet<Address>,
    /// What is to be told once.
    untold: Option<Plain>,
    /// The stage and the touchpoint under the cursor.
    here: Vec<Address>,
}

impl Unseen {
    /// An earlier session knew of this.
    pub(super) fn recall(&mut self, seen: &Seen) {
        if self.seen.is_none() && !seen.is_empty() {
            self.seen = Some(Arc::clone(seen));
        }
    }

    /// What the user knows of; nothing before anything was looked at.
    pub(super) fn seen(&self) -> Seen {
        self.seen.clone().unwrap_or_default()
    }

    /// The map is opened again: what was marked is old.
    pub(super) fn reopen(&mut self) {
        (self.marks, self.untold, self.here) = (BTreeSet::new(), None, Vec::new());
    }

    /// The user turned one map into the other: what came of that is known.
    pub(super) fn absorb(&mut self, before: &Map, after: &Map) {
        let Some(seen) = &self.seen else { return };
        let (before, after) = (digests(before), digests(after));
        let was = |own: (u64, u64)| before.iter().find(|was| was.numbers.0 == own.0).map(|was| was.numbers);
        // What others changed there as well is still to be seen.
        let is_known = |was: Option<(u64, u64)>| was.is_none_or(|was| seen.binary_search(&was).is_ok());
        let own = after.iter().map(|own| own.numbers).filter(|own| was(*own) != Some(*own) && is_known(was(*own)));
        let mut all: Vec<(u64, u64)> = seen.iter().copied().chain(own).collect();
        all.sort_unstable();
        self.seen = Some(all.into());
    }

    /// The map is before the user's eyes: marks what is not as it was.
    pub(super) fn look(&mut self, book: &Book) {
        if self.compared.as_ref().is_some_and(|text| Arc::ptr_eq(text, &book.text) || **text == *book.text) {
            return;
        }
        self.compared = Some(Arc::clone(&book.text));
        let now = digests(&book.map);
        if now.len() > MOST_PLACES {
            self.seen = None;
            return;
        }
        if let Some(seen) = &self.seen {
            let changed: Vec<_> = now.iter().filter(|own| seen.binary_search(&own.numbers).is_err()).collect();
            let n = |noun: Noun| changed.iter().filter(|own| own.noun == noun).count();
            let words = told(n(Noun::Touchpoint), n(Noun::Stage), n(Noun::Journey) > 0);
            self.untold = words.or_else(|| self.untold.take());
            self.marks.extend(changed.into_iter().map(|own| own.at.clone()));
        }
        let mut all: Vec<(u64, u64)> = now.iter().map(|own| own.numbers).collect();
        all.sort_unstable();
        self.seen = Some(all.into());
    }

    /// The cursor is at these places now: where it was and is no longer, everything is seen.
    pub(super) fn go_to(&mut self, here: Vec<Address>) {
        for left in std::mem::replace(&mut self.here, here) {
            if !self.here.contains(&left) {
                self.marks.remove(&left);
            }
        }
    }

    /// The stages and touchpoints that others changed.
    pub(super) const fn marks(&self) -> &BTreeSet<Address> {
        &self.marks
    }

    /// Did others change this place?
    #[must_use]
    pub(crate) fn is_news(&self, at: &Address) -> bool {
        self.marks.contains(at)
    }

    /// Did others change this place, or one in it?
    #[must_use]
    pub(crate) fn has_news(&self, at: &Address) -> bool {
        self.marks.iter().any(|mark| mark.steps.starts_with(&at.steps))
    }

    /// What is to be told once.
    pub(super) fn take_untold(&mut self) -> Option<Plain> {
        self.untold.take()
    }
}

/// `changed since you looked: 2 touchpoints, 1 stage`; `None` where nothing was.
fn told(n_touchpoints: usize, n_stages: usize, is_journey: bool) -> Option<Plain> {
    let many = |n: usize, noun: &str| match n {
        0 => None,
        1 => Some(format!("1 {noun}")),
        n => Some(format!("{n} {noun}s")),
    };
    let journey = is_journey.then(|| "the journey itself".to_owned());
    let parts = [many(n_touchpoints, "touchpoint"), many(n_stages, "stage"), journey];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("changed since you looked: {}", parts.join(", ")).into())
}
