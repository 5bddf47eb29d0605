//! The few different values of a column, each with a number. Must not know what they mean.
//! Invariant: two cells have one number exactly where their bytes are the same.

/// How many slots there are: a power of two, and twice as many as there may be values.
const SLOTS: usize = 128;

/// How many values are kept; a column that has more does not sort rows into groups.
pub(super) const MOST_VALUES: usize = SLOTS / 2;

/// How long a value may be, in bytes; longer ones are prose.
pub(super) const LONGEST_VALUE: usize = 200;

/// How many bytes of a value its gist tells in full.
const SHORT: usize = 16;

/// The values met, numbered from 0 in their order, and how many rows have each.
#[derive(Clone, Debug)]
pub(super) struct Met {
    /// One more than a value's number, where its gist leads to or the next after it that was free.
    slots: [u8; SLOTS],
    values: Vec<Value>,
    are_too_many: bool,
}

#[derive(Clone, Debug)]
struct Value {
    gist: Gist,
    n: u64,
    text: Vec<u8>,
}

/// The first and the last bytes of a cell and how many it has: all there is to a short one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gist {
    len: usize,
    head: u64,
    tail: u64,
}

impl Default for Met {
    fn default() -> Self {
        Self { slots: [0; SLOTS], values: Vec::new(), are_too_many: false }
    }
}

impl Met {
    /// Meets a value in so many rows; its number, unless there are too many.
    #[inline]
    pub(super) fn add(&mut self, cell: &[u8], n: u64) -> Option<usize> {
        if self.are_too_many {
            return None;
        }
        let gist = Gist::of(cell);
        let mut slot = gist.slot();
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
            slot = (slot + 1) % SLOTS;
        }
    }

    #[cold]
    fn add_new(&mut self, slot: usize, gist: Gist, cell: &[u8], n: u64) -> Option<usize> {
        let number = self.values.len();
        if number >= MOST_VALUES || cell.len() > LONGEST_VALUE {
            self.give_up();
            return None;
        }
        *self.slots.get_mut(slot)? = u8::try_from(number + 1).ok()?;
        self.values.push(Value { gist, n, text: cell.to_vec() });
        Some(number)
    }

    /// Are there too many to keep?
    pub(super) fn are_too_many(&self) -> bool {
        self.are_too_many
    }

    /// Keeps none, and no more come.
    pub(super) fn give_up(&mut self) {
        *self = Self { are_too_many: true, ..Self::default() };
    }

    /// Every value and how many rows have it.
    pub(super) fn counts(&self) -> impl Iterator<Item = (&[u8], u64)> {
        self.values.iter().map(|value| (value.text.as_slice(), value.n))
    }
}

impl Gist {
    #[inline]
    fn of(cell: &[u8]) -> Self {
        let (head, tail) = if let (Some(head), Some(tail)) = (cell.first_chunk::<8>(), cell.last_chunk::<8>()) {
            (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
        } else if let (Some(head), Some(tail)) = (cell.first_chunk::<4>(), cell.last_chunk::<4>()) {
            (u64::from(u32::from_le_bytes(*head)), u64::from(u32::from_le_bytes(*tail)))
        } else {
            (cell.iter().fold(0, |head, byte| head << 8 | u64::from(*byte)), 0)
        };
        Self { len: cell.len(), head, tail }
    }

    /// The slot to look in first.
    #[inline]
    fn slot(self) -> usize {
        let mixed = (self.head ^ self.tail.rotate_left(29)).wrapping_add(self.len as u64);
        usize::try_from(mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 57).unwrap_or(0) % SLOTS
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
            cells in proptest::collection::vec(proptest::collection::vec(prop_oneof![Just(0_u8), Just(b'a')], 0..20), 0..MOST_VALUES)
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
