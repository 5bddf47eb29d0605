//! Sets of cohorts, each with a number: what is kept of an event or a case that waits for the end of the file.
//! Invariant: a set has one number.

use std::collections::HashMap;

/// Sets of cohorts by number, from 0 in the order they are met.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Crowds {
    sets: Vec<Vec<usize>>,
    numbers: HashMap<Vec<usize>, u32>,
}

impl Crowds {
    /// The number of a set.
    pub(in crate::source) fn number(&mut self, cohorts: &[usize]) -> u32 {
        if let Some(number) = self.numbers.get(cohorts) {
            return *number;
        }
        let number = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.sets.push(cohorts.to_vec());
        self.numbers.insert(cohorts.to_vec(), number);
        number
    }

    /// The cohorts of a set.
    pub(in crate::source) fn cohorts(&self, number: u32) -> &[usize] {
        let idx = usize::try_from(number).unwrap_or(usize::MAX);
        self.sets.get(idx).map(Vec::as_slice).unwrap_or_default()
    }

    /// Takes the sets of others in; the number here of each of theirs.
    pub(in crate::source) fn absorb(&mut self, others: &Self) -> Vec<u32> {
        others.sets.iter().map(|set| self.number(set)).collect()
    }
}
