//! The few different values of a column, each with a number.
//! Invariant: two cells have one number exactly where their bytes are the same.

/// How many values of a column are told; one that has more does not sort rows into groups.
pub(super) const MOST_VALUES: usize = 64;
/// How long a value may be, in bytes; longer ones are prose.
pub(super) const LONGEST_VALUE: usize = 200;

/// How many bytes of a value its gist tells in full.
const SHORT: usize = 24;

/// The values met, numbered from 0 in their order, and how many rows have each.
#[derive(Clone, Debug)]
pub(super) struct Met {
    /// One more than a value's number, where its gist leads to or the next after it that was free: a power of two of
    /// them, at least twice as many as there may be values.
    slots: Vec<u16>,
    values: Vec<Value>,
    /// How many values are kept.
    most: usize,
    are_too_many: bool,
}

#[derive(Clone, Debug)]
struct Value {
    gist: Gist,
    n: u64,
    text: Vec<u8>,
}

/// The first, the next and the last bytes of a cell and how many it has: all there is to a short one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gist {
    len: usize,
    head: u64,
    middle: u64,
    tail: u64,
}

impl Default for Met {
    fn default() -> Self {
        Self::new(MOST_VALUES)
    }
}

impl Met {
    /// None met yet, of which so many are kept.
    pub(super) fn new(most: usize) -> Self {
        let most = most.min(usize::from(u16::MAX));
        let slots = vec![0; (2 * most).next_power_of_two()];
        Self { slots, values: Vec::new(), most, are_too_many: false }
    }

    /// Meets a value in so many rows; its number, unless there are too many.
    #[inline]
    pub(super) fn add(&mut self, cell: &[u8], n: u64) -> Option<usize> {
        if self.are_too_many {
            return None;
        }
        let gist = Gist::of(cell);
        let last = self.slots.len().saturating_sub(1);
        let mut slot = gist.slot() & last;
        loop {
            let number = match self.slots.get(slot) {
                None | Some(0) => return self.add_new(slot, gist, cell, n),
                Some(next) => usize::from(*next) - 1,
            };
            if let Some(value) = self.values.get_mut(number)
                && value.gist == gist
                && (gist.len <= SHORT || value.text == cell)
            {
                value.n += n;
                return Some(number);
            }
            slot = (slot + 1) & last;
        }
    }

    #[cold]
    fn add_new(&mut self, slot: usize, gist: Gist, cell: &[u8], n: u64) -> Option<usize> {
        let number = self.values.len();
        if number >= self.most || cell.len() > LONGEST_VALUE {
            self.give_up();
            return None;
        }
        *self.slots.get_mut(slot)? = u16::try_from(number + 1).ok()?;
        self.values.push(Value { gist, n, text: cell.to_vec() });
        Some(number)
    }

    /// Are there too many to keep?
    pub(super) fn are_too_many(&self) -> bool {
        self.are_too_many
    }

    /// Keeps none, and no more come.
    pub(super) fn give_up(&mut self) {
        *self = Self { slots: Vec::new(), values: Vec::new(), most: 0, are_too_many: true };
    }

    /// Every value and how many rows have it.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&[u8], u64)> {
        self.values.iter().map(|value| (value.text.as_slice(), value.n))
    }
}

impl Gist {
    #[inline]
    fn of(cell: &[u8]) -> Self {
        let middle = cell.get(8..16).and_then(<[u8]>::first_chunk).map_or(0, |middle| u64::from_le_bytes(*middle));
        let (head, tail) = if let (Some(head), Some(tail)) = (cell.first_chunk::<8>(), cell.last_chunk::<8>()) {
            (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
        } else if let (Some(head), Some(tail)) = (cell.first_chunk::<4>(), cell.last_chunk::<4>()) {
            (u64::from(u32::from_le_bytes(*head)), u64::from(u32::from_le_bytes(*tail)))
        } else {
            (cell.iter().fold(0, |head, byte| head << 8 | u64::from(*byte)), 0)
        };
        Self { len: cell.len(), head, middle, tail }
    }

    /// The slot to look in first.
    #[inline]
    fn slot(self) -> usize {
        let mixed = (self.head ^ self.middle.rotate_left(47) ^ self.tail.rotate_left(29)).wrapping_add(self.len as u64);
        usize::try_from(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn cells_have_one_number_where_they_are_the_same(
            cells in proptest::collection::vec(proptest::collection::vec(prop_oneof![Just(0_u8), Just(b'a')], 0..30), 0..MOST_VALUES)
        ) {
            let mut met = Met::default();
            let mut expected: Vec<(&[u8], u64)> = Vec::new();
            for cell in &cells {
                let known = expected.iter().position(|(value, _)| value == cell);
                let number = known.unwrap_or(expected.len());
                match expected.get_mut(number) {
                    Some((_, n)) => *n += 1,
                    None => expected.push((cell, 1)),
                }
                prop_assert_eq!(met.add(cell, 1), Some(number));
            }
            prop_assert_eq!(met.counts().collect::<Vec<_>>(), expected);
        }
    }
}
