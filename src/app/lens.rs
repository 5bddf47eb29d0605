//! Whose numbers are looked at, of which metric, by which period.
//! A choice that a map does not offer counts as none, and comes back in a map that offers it.

use crate::journey::Segment;
use crate::metric::Grain;

/// The choices; `None` is the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lens {
    /// A persona's id; `None`: everyone.
    pub persona: Option<String>,
    /// The rows that are counted, whoever is looked at; all where it is empty.
    pub only: Segment,
    /// A metric's id; `None`: the one at the most touchpoints.
    pub metric: Option<String>,
    /// `None`: what suits the data.
    pub grain: Option<Grain>,
    /// Are only moments of truth shown?
    pub is_truths_only: bool,
}

/// The choice after (or before) the present one in a ring that starts with "the usual".
#[must_use]
pub(crate) fn turn<T: Clone + PartialEq>(present: Option<&T>, offered: &[T], is_back: bool) -> Option<T> {
    let place = present.and_then(|choice| offered.iter().position(|other| other == choice));
    match (place, is_back) {
        (None, false) => offered.first().cloned(),
        (None, true) => offered.last().cloned(),
        (Some(idx), false) => offered.get(idx + 1).cloned(),
        (Some(idx), true) => idx.checked_sub(1).and_then(|before| offered.get(before).cloned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_starts_and_ends_with_the_usual() {
        let offered = ["a", "b"];
        assert_eq!(turn(None, &offered, false), Some("a"));
        assert_eq!(turn(Some(&"a"), &offered, false), Some("b"));
        assert_eq!(turn(Some(&"b"), &offered, false), None);
        assert_eq!(turn(None, &offered, true), Some("b"));
        assert_eq!(turn(Some(&"a"), &offered, true), None);
        assert_eq!(turn(Some(&"gone"), &offered, false), Some("a"));
        assert_eq!(turn::<u8>(None, &[], false), None);
    }
}
