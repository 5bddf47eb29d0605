//! Who answered already. Must not know columns or dates.
//! Invariant: whoever is remembered stays so, and no more are than there is room for.

use std::collections::HashSet;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// How many are remembered: what a table of 2^21 slots holds, in 18 MiB.
const MOST: usize = 1_835_008;

/// Those who answered.
#[derive(Clone, Debug, Default)]
pub(super) struct Respondents {
    met: HashSet<u64, FixedState>,
    n_forgotten: u64,
}

impl Respondents {
    /// Meets a respondent at a touchpoint; false where that was before.
    pub(super) fn insert(&mut self, respondent: &[u8], touchpoint: Option<&[u8]>) -> bool {
        let hash = FixedState::default().hash_one((respondent, touchpoint));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_beyond_the_room_are_counted_and_not_kept() {
        let mut respondents = Respondents::default();
        for id in 0..MOST {
            assert!(respondents.insert(&id.to_le_bytes(), None));
        }
        assert!(!respondents.insert(&7_usize.to_le_bytes(), None));
        assert!(respondents.insert(&7_usize.to_le_bytes(), Some(b"search")));
        assert!(respondents.insert(b"new", None) && respondents.insert(b"new", None));
        assert_eq!(respondents.overflow(), Some(MOST));
        assert_eq!(respondents.met.len(), MOST);
    }
}
