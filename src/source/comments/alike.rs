//! Groups comments that say the same: equal texts of one place, whatever their case and blanks.
//! Invariant: each comment that was found is in one group, and groups are in the order of their first.

/// Comments that were found, those that say the same together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    members: Vec<u32>,
    /// Where each group ends among its members.
    ends: Vec<usize>,
}

impl Groups {
    /// Groups the comments that were found.
    ///
    /// * `rows`: their positions in the data, in the order in which they are read.
    /// * `firsts`: by position in the data, the first comment that says the same.
    pub(super) fn new(rows: &[u32], firsts: &[u32]) -> Self {
        // The number of its group, by the first that says the same.
        let mut numbers: Vec<Option<usize>> = vec![None; firsts.len()];
        let mut n_groups = 0;
        let numbered = rows.iter().map(|row| {
            let first = firsts.get(*row as usize).unwrap_or(row);
            let number = numbers.get_mut(*first as usize).map_or(n_groups, |own| *own.get_or_insert(n_groups));
            n_groups += usize::from(number == n_groups);
            (number, *row)
        });
        let mut numbered: Vec<(usize, u32)> = numbered.collect();
        numbered.sort_by_key(|(number, _)| *number);
        let mut ends = Vec::with_capacity(n_groups);
        for group in numbered.chunk_by(|(one, _), (other, _)| one == other) {
            ends.push(ends.last().copied().unwrap_or(0) + group.len());
        }
        Self { members: numbered.into_iter().map(|(_, row)| row).collect(), ends }
    }

    /// How many different ones there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Was nothing found?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The positions of those of a group, in the order in which they are read; empty where there is none.
    #[must_use]
    pub fn get(&self, idx: usize) -> &[u32] {
        let start = idx.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(idx).and_then(|end| self.members.get(start..*end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_stands_where_its_first_is_read() {
        // 0, 2 and 5 say the same, and so do 1 and 4.
        let groups = Groups::new(&[4, 3, 5, 1, 0], &[0, 1, 0, 3, 1, 0]);
        let all: Vec<&[u32]> = (0..groups.len()).map(|idx| groups.get(idx)).collect();
        assert_eq!(all, [&[4, 1][..], &[3], &[5, 0]]);
        assert_eq!(groups.get(3), [0_u32; 0]);
        assert!(Groups::new(&[], &[]).is_empty());
    }
}
