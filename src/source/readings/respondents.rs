//! Who answered already.
//! Invariant: whoever is remembered stays so, and no more are than there is room for.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// How many are remembered: what a table of 2^21 slots holds, in 18 MiB.
const MOST: usize = 1_835_008;

/// A respondent at a touchpoint.
pub(super) type Who<'a> = (&'a [u8], Option<&'a [u8]>);

/// What counts once of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Given {
    /// That there is a row.
    Row,
    /// What the first row says that says anything.
    Answer,
}

/// Those who answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Respondents {
    met: HashSet<u64, FixedState>,
    n_forgotten: u64,
}

impl Respondents {
    /// Was it given before?
    pub(super) fn has(&self, who: Who<'_>, given: Given) -> bool {
        self.met.contains(&hash(who, given))
    }

    /// Remembers that it was given; false where that was so before.
    pub(super) fn insert(&mut self, who: Who<'_>, given: Given) -> bool {
        let hash = hash(who, given);
        if self.met.len() < MOST {
            return self.met.insert(hash);
        }
        let is_new = !self.met.contains(&hash);
        self.n_forgotten += u64::from(is_new);
        is_new
    }

    /// How many are remembered, where there were more.
    pub(super) fn overflow(&self) -> Option<usize> {
        (self.n_forgotten > 0).then_some(MOST)
    }
}

fn hash(who: Who<'_>, given: Given) -> u64 {
    FixedState::default().hash_one((who, given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_beyond_the_room_are_counted_and_not_kept() {
        let mut respondents = Respondents::default();
        for id in 0..MOST {
            assert!(respondents.insert((&id.to_le_bytes(), None), Given::Answer));
        }
        assert!(!respondents.insert((&7_usize.to_le_bytes(), None), Given::Answer));
        assert!(respondents.insert((&7_usize.to_le_bytes(), Some(b"search")), Given::Answer));
        assert!(respondents.insert((&7_usize.to_le_bytes(), None), Given::Row));
        let mut is_new = || respondents.insert((b"new", None), Given::Answer);
        assert!(is_new() && is_new());
        assert!(!respondents.has((b"new", None), Given::Answer));
        assert_eq!(respondents.overflow(), Some(MOST));
        assert_eq!(respondents.met.len(), MOST);
    }
}
