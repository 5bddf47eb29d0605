//! Counts side by side, in the narrowest cells that hold all of them.
//! Invariant: a count that outgrows its cell widens all cells; none is ever cut.

/// Counts in cells of one width.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::metric) enum Narrow {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
    Eight(Vec<u64>),
}

impl Default for Narrow {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

/// Does the same whatever the width is.
macro_rules! of {
    ($narrow:expr, $cells:ident => $what:expr) => {
        match $narrow {
            Narrow::One($cells) => $what,
            Narrow::Two($cells) => $what,
            Narrow::Four($cells) => $what,
            Narrow::Eight($cells) => $what,
        }
    };
}

impl Narrow {
    #[cfg(test)]
    pub(in crate::metric) fn len(&self) -> usize {
        of!(self, cells => cells.len())
    }

    /// Adds the counts from a position on to those of somebody else.
    pub(in crate::metric) fn add_to(&self, from: usize, counts: &mut [u64]) {
        of!(self, cells => add(cells, from, counts));
    }

    /// The sum of so many counts from a position on.
    pub(in crate::metric) fn sum(&self, from: usize, n: usize) -> u64 {
        of!(self, cells => sum(cells, from, n))
    }

    /// Adds counts at the end.
    pub(in crate::metric) fn extend(&mut self, counts: &[u64]) {
        self.widen_for(counts);
        match self {
            // What does not fit was made room for.
            Self::One(cells) => cells.extend(counts.iter().map(|count| u8::try_from(*count).unwrap_or(u8::MAX))),
            Self::Two(cells) => cells.extend(counts.iter().map(|count| u16::try_from(*count).unwrap_or(u16::MAX))),
            Self::Four(cells) => cells.extend(counts.iter().map(|count| u32::try_from(*count).unwrap_or(u32::MAX))),
            Self::Eight(cells) => cells.extend_from_slice(counts),
        }
    }

    /// Keeps no more room than the counts need.
    pub(in crate::metric) fn settle(&mut self) {
        of!(self, cells => cells.shrink_to_fit());
    }

    fn widen_for(&mut self, counts: &[u64]) {
        let most = counts.iter().max().copied().unwrap_or(0);
        while most > self.most() {
            *self = match std::mem::take(self) {
                Self::One(cells) => Self::Two(cells.into_iter().map(u16::from).collect()),
                Self::Two(cells) => Self::Four(cells.into_iter().map(u32::from).collect()),
                Self::Four(cells) => Self::Eight(cells.into_iter().map(u64::from).collect()),
                Self::Eight(cells) => Self::Eight(cells),
            };
        }
    }

    /// The most that a cell holds.
    const fn most(&self) -> u64 {
        match self {
            Self::One(_) => u8::MAX as u64,
            Self::Two(_) => u16::MAX as u64,
            Self::Four(_) => u32::MAX as u64,
            Self::Eight(_) => u64::MAX,
        }
    }
}

fn add<T: Copy + Into<u64>>(cells: &[T], from: usize, counts: &mut [u64]) {
    let own = cells.get(from..).unwrap_or_default();
    counts.iter_mut().zip(own).for_each(|(count, own)| *count = count.saturating_add((*own).into()));
}

fn sum<T: Copy + Into<u64>>(cells: &[T], from: usize, n: usize) -> u64 {
    cells.iter().skip(from).take(n).fold(0, |sum, count| sum.saturating_add((*count).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole_however_wide_their_cells_are() {
        let all = [[0, 255], [1, 256], [65_535, 3], [65_536, 0], [u64::from(u32::MAX) + 1, 9], [u64::MAX, 1]];
        let mut narrow = Narrow::default();
        for (n_added, counts) in all.iter().enumerate() {
            narrow.extend(counts);
            for (idx, expected) in all.iter().take(n_added + 1).enumerate() {
                let mut told = [0; 2];
                narrow.add_to(2 * idx, &mut told);
                assert_eq!(told, *expected);
            }
        }
        narrow.settle();
        assert_eq!(narrow.len(), 12);
        let mut sum = [u64::MAX, 5];
        narrow.add_to(0, &mut sum);
        assert_eq!(sum, [u64::MAX, 260], "sums stop at the most that can be told");
        assert_eq!((narrow.sum(2, 2), narrow.sum(10, 2), narrow.sum(12, 2)), (257, u64::MAX, 0));
    }
}
