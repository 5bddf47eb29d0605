//! What stands beside comments: the values of the columns that tell people apart, each kept once.
//! Invariant: a value that too few people share for the gate is not handed on; memory is bounded.
//!
//! Values are counted in the one pass that finds the comments, over all rows of the source. Where the source says who
//! answered, people are counted, not rows: one who answered at eight places is one. A column with more values than
//! there is room for hands on none: it names people one by one.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;

/// What the values of all columns of a source may take, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// What a value takes on top of its text, in bytes.
const LEAST_BYTES: usize = 64;

/// Stands for every value that has no number of its own. It is no value's number, so that the value counts as left out
/// and not as blank.
const LEFT_OUT: u32 = u32::MAX;

/// The values of one column while they are met.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct BesideColumn {
    name: String,
    /// How many people must share a value.
    least: u64,
    numbers: HashMap<Vec<u8>, u32, FixedState>,
    sharers: Vec<Sharers>,
    /// The bytes left for more of them.
    room: usize,
    is_full: bool,
}

/// Who shares a value, until there are enough of them.
#[derive(Clone, Debug, Default)]
struct Sharers {
    n: u64,
    known: Vec<u64>,
}

/// The values of one column that may be told, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct BesideValues {
    pub(in crate::source) name: String,
    /// `None` where too few people share the value.
    pub(in crate::source) values: Vec<Option<String>>,
}

impl BesideColumn {
    /// A column, one of `n_columns` that share the room.
    pub(in crate::source) fn new(name: &str, n_columns: usize, least: u64) -> Self {
        Self { name: name.to_owned(), least, room: MOST_BYTES / n_columns.max(1), ..Self::default() }
    }

    /// Takes in the value of a row, and who answered it; gives the number of the value, `None` where it is blank.
    pub(in crate::source) fn meet(&mut self, value: &[u8], respondent: Option<&[u8]>) -> Option<u32> {
        if value.is_empty() {
            return None;
        }
        if self.is_full {
            return Some(LEFT_OUT);
        }
        let known = self.numbers.get(value).copied();
        let Some(number) = known.or_else(|| self.learn(value)) else { return Some(LEFT_OUT) };
        let sharers = self.sharers.get_mut(number as usize)?;
        if sharers.n < self.least {
            let is_short = self.room < LEAST_BYTES;
            match respondent.filter(|id| !id.is_empty()).map(|id| FixedState::default().hash_one(id)) {
                Some(hash) if sharers.known.contains(&hash) => {}
                Some(_) if is_short => self.give_up(),
                Some(hash) => {
                    self.room -= size_of::<u64>();
                    sharers.known.push(hash);
                    sharers.n += 1;
                }
                None => sharers.n += 1,
            }
            if let Some(enough) = self.sharers.get_mut(number as usize).filter(|sharers| sharers.n >= self.least) {
                self.room += enough.known.len() * size_of::<u64>();
                enough.known = Vec::new();
            }
        }
        Some(number)
    }

    fn learn(&mut self, value: &[u8]) -> Option<u32> {
        let n_bytes = value.len() + LEAST_BYTES;
        if n_bytes > self.room {
            self.give_up();
            return None;
        }
        self.room -= n_bytes;
        let number = u32::try_from(self.sharers.len()).ok()?;
        self.numbers.insert(value.to_vec(), number);
        self.sharers.push(Sharers::default());
        Some(number)
    }

    /// Forgets all values: none of them is handed on.
    fn give_up(&mut self) {
        self.is_full = true;
        (self.numbers, self.sharers) = (HashMap::default(), Vec::new());
    }

    /// The values that may be shown.
    pub(in crate::source) fn finish(self) -> BesideValues {
        let mut values = vec![None; self.sharers.len()];
        #[expect(clippy::iter_over_hash_type, reason = "each value has its own place")]
        for (value, number) in self.numbers {
            let idx = number as usize;
            let is_shared = self.sharers.get(idx).is_some_and(|sharers| sharers.n >= self.least);
            if let Some(place) = values.get_mut(idx).filter(|_| is_shared) {
                *place = Some(String::from_utf8_lossy(&value).into_owned());
            }
        }
        BesideValues { name: self.name, values }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(column: BesideColumn) -> Vec<Option<String>> {
        column.finish().values
    }

    #[test]
    fn a_value_is_told_once_enough_share_it() {
        let mut column = BesideColumn::new("team", 1, 2);
        let numbers: Vec<Option<u32>> = ["A", "B", "", "A"].map(|value| column.meet(value.as_bytes(), None)).to_vec();
        assert_eq!(numbers, [Some(0), Some(1), None, Some(0)]);
        assert_eq!(told(column), [Some("A".to_owned()), None]);
    }

    #[test]
    fn people_are_counted_where_they_are_known_and_rows_elsewhere() {
        let mut column = BesideColumn::new("team", 1, 2);
        for (value, respondent) in [("A", "1"), ("A", "1"), ("B", "1"), ("B", "2"), ("C", ""), ("C", "")] {
            let _ = column.meet(value.as_bytes(), Some(respondent.as_bytes()));
        }
        assert_eq!(told(column), [None, Some("B".to_owned()), Some("C".to_owned())]);
    }

    #[test]
    fn a_column_of_very_many_values_is_left_out_as_a_whole() {
        let mut column = BesideColumn::new("id", 1, 1);
        let n_values = MOST_BYTES / LEAST_BYTES;
        for id in 0..n_values {
            let _ = column.meet(&id.to_le_bytes(), None);
        }
        assert!(column.is_full && column.numbers.is_empty(), "they take no room any more");
        assert_eq!(column.meet(b"one more", None), Some(u32::MAX), "it is not blank");
        assert!(told(column).iter().all(Option::is_none));
    }
}
