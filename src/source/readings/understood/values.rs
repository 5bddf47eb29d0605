//! The different values of columns that tell rows apart, and how many rows have each. Must not know what they mean.
//! Invariant: shared out over several countings and merged, they are the same as counted in one.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::super::plan::Plan;
use super::super::records::Record;
use crate::journey::understood::{Value, Values};

/// How many values of a column are kept; one that has more does not sort rows into groups.
const MOST_VALUES: usize = 64;

/// How long a value may be, in bytes; longer ones are prose.
const LONGEST_VALUE: usize = 200;

/// The values of several columns.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Distinct {
    columns: Vec<(usize, Met)>,
}

/// The values of one column.
#[derive(Clone, Debug, Default)]
struct Met {
    counts: HashMap<Vec<u8>, u64, FixedState>,
    are_too_many: bool,
}

impl Distinct {
    /// Nothing met yet in the columns that the plan tells rows apart by.
    pub(in super::super) fn of(plan: &Plan) -> Self {
        let mut columns: Vec<usize> = plan.touchpoint.into_iter().chain(plan.segments.iter().copied()).collect();
        columns.sort_unstable();
        columns.dedup();
        Self { columns: columns.into_iter().map(|column| (column, Met::default())).collect() }
    }

    /// Takes in a row.
    pub(in super::super) fn take(&mut self, record: &Record<'_>) {
        for (column, met) in self.columns.iter_mut().filter(|(_, met)| !met.are_too_many) {
            met.add(record.get(*column).unwrap_or_default().trim_ascii(), 1);
        }
    }

    /// Takes in what another has met in the same columns.
    pub(in super::super) fn merge(&mut self, other: Self) {
        for ((column, met), (of, others)) in self.columns.iter_mut().zip(other.columns) {
            debug_assert_eq!(*column, of, "both follow one plan");
            if others.are_too_many {
                met.give_up();
            }
            others.counts.into_iter().for_each(|(value, n)| met.add(&value, n));
        }
    }

    /// The values of each column; those that mean no touchpoint are marked.
    pub(super) fn told<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (usize, Values)> + 'a {
        self.columns.iter().map(|(column, met)| {
            let is_matched = plan.touchpoint == Some(*column) && !plan.by_touchpoint.is_empty();
            let is_unknown = |value: &[u8]| is_matched && !plan.by_touchpoint.contains_key(value);
            let mut met_values: Vec<Value> = met
                .counts
                .iter()
                .map(|(value, n_rows)| {
                    let text = String::from_utf8_lossy(value).into_owned();
                    Value { text, n_rows: *n_rows, is_unknown: is_unknown(value) }
                })
                .collect();
            met_values.sort_by(|one, other| other.n_rows.cmp(&one.n_rows).then_with(|| one.text.cmp(&other.text)));
            (*column, Values { met: met_values, are_too_many: met.are_too_many })
        })
    }
}

impl Met {
    fn add(&mut self, value: &[u8], n: u64) {
        if self.are_too_many {
            return;
        }
        if let Some(count) = self.counts.get_mut(value) {
            *count += n;
        } else if self.counts.len() < MOST_VALUES && value.len() <= LONGEST_VALUE {
            self.counts.insert(value.to_vec(), n);
        } else {
            self.give_up();
        }
    }

    fn give_up(&mut self) {
        self.are_too_many = true;
        self.counts = HashMap::default();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn met(values: &[u8]) -> Distinct {
        let mut distinct = Distinct { columns: vec![(0, Met::default())] };
        for value in values {
            distinct.take(&Record::parsed(&csv::ByteRecord::from(vec![value.to_string()])));
        }
        distinct
    }

    fn counts(distinct: &Distinct) -> (bool, Vec<(Vec<u8>, u64)>) {
        let (_, met) = &distinct.columns[0];
        let mut counts: Vec<_> = met.counts.clone().into_iter().collect();
        counts.sort();
        (met.are_too_many, counts)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn values_are_the_same_however_rows_are_shared_out(
            values in proptest::collection::vec(0_u8..80, 0..400), cut in 0_usize..400
        ) {
            let (head, tail) = values.split_at(cut.min(values.len()));
            let mut merged = met(head);
            merged.merge(met(tail));
            prop_assert_eq!(counts(&merged), counts(&met(&values)));
        }
    }

    #[test]
    fn many_values_and_long_ones_are_none() {
        let few: Vec<u8> = (0..64).collect();
        assert_eq!(counts(&met(&few)).1.len(), 64);
        let many: Vec<u8> = (0..65).collect();
        assert_eq!(counts(&met(&many)), (true, Vec::new()));
        let mut long = met(&[1]);
        long.take(&Record::parsed(&csv::ByteRecord::from(vec!["x".repeat(LONGEST_VALUE + 1)])));
        assert_eq!(counts(&long), (true, Vec::new()));
    }
}
