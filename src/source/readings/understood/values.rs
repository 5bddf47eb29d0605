//! The different values of columns that tell rows apart, and how many rows have each.
//! Invariant: shared out over several countings and merged, they are the same as counted in one.

use super::super::plan::Plan;
use super::super::records::Record;
use super::met::{MOST_VALUES, Met};
use crate::journey::understood::{ColumnValue, ColumnValues};
use crate::source::mask::mask;

/// How many touchpoints have a number.
const MOST_TOUCHPOINTS: usize = 16_384;

/// The values of several columns.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Distinct {
    /// The column that names the touchpoint.
    touchpoint: Option<(usize, Met)>,
    /// The others.
    columns: Vec<(usize, Met)>,
}

impl Distinct {
    /// Nothing met yet in the columns that the plan tells rows apart by.
    pub(in super::super) fn of(plan: &Plan) -> Self {
        let mut columns = plan.segments.clone();
        columns.sort_unstable();
        columns.dedup();
        columns.retain(|column| plan.touchpoint != Some(*column));
        let unmet = |column| (column, Met::default());
        // All those of the map have a number, and as many others.
        let n_touchpoints = MOST_VALUES + 2 * plan.by_touchpoint.len();
        let touchpoint = plan.touchpoint.map(|column| (column, Met::new(n_touchpoints.min(MOST_TOUCHPOINTS))));
        Self { touchpoint, columns: columns.into_iter().map(unmet).collect() }
    }

    /// Takes in a row of a touchpoint; its number among those met, from 0 in their order, unless they are too many.
    #[inline]
    pub(in super::super) fn take(&mut self, record: &Record<'_>, touchpoint: Option<&[u8]>) -> Option<usize> {
        for (column, met) in self.columns.iter_mut().filter(|(_, met)| !met.are_too_many()) {
            met.add(record.cell(*column), 1);
        }
        self.touchpoint.as_mut()?.1.add(touchpoint?, 1)
    }

    /// Takes in what another has met in the same columns.
    pub(in super::super) fn merge(&mut self, other: Self) {
        let others = other.touchpoint.into_iter().chain(other.columns);
        for ((column, met), (of, others)) in self.touchpoint.iter_mut().chain(&mut self.columns).zip(others) {
            debug_assert_eq!(*column, of, "both follow one plan");
            if others.are_too_many() {
                met.give_up();
            }
            for (value, n) in others.counts() {
                met.add(value, n);
            }
        }
    }

    /// The values of each column; those that mean no touchpoint are marked.
    pub(super) fn told<'a>(&'a self, plan: &'a Plan) -> impl Iterator<Item = (usize, ColumnValues)> + 'a {
        self.touchpoint.iter().chain(&self.columns).map(|(column, met)| {
            let is_matched = plan.touchpoint == Some(*column) && !plan.by_touchpoint.is_empty();
            let is_unknown = |value: &[u8]| is_matched && !plan.by_touchpoint.contains_key(value);
            let are_too_many = met.are_too_many() || met.counts().count() > MOST_VALUES;
            let told = met.counts().filter(|_| !are_too_many);
            let mut met_values: Vec<ColumnValue> = told
                .map(|(value, n_rows)| {
                    let text = mask(&String::from_utf8_lossy(value)).into_owned();
                    ColumnValue { text, n_rows, is_unknown: is_unknown(value) }
                })
                .collect();
            met_values.sort_by(|one, other| other.n_rows.cmp(&one.n_rows).then_with(|| one.text.cmp(&other.text)));
            (*column, ColumnValues { met: met_values, are_too_many })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::met::LONGEST_VALUE;
    use super::*;

    fn met(values: &[u8]) -> Distinct {
        let mut distinct = Distinct { touchpoint: None, columns: vec![(0, Met::default())] };
        for value in values {
            distinct.take(&Record::parsed(&csv::ByteRecord::from(vec![value.to_string()])), None);
        }
        distinct
    }

    fn counts(distinct: &Distinct) -> (bool, Vec<(Vec<u8>, u64)>) {
        let (_, met) = &distinct.columns[0];
        let mut counts: Vec<_> = met.counts().map(|(value, n)| (value.to_vec(), n)).collect();
        counts.sort();
        (met.are_too_many(), counts)
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
        assert_eq!(counts(&met(&few)).1.len(), MOST_VALUES);
        let many: Vec<u8> = (0..65).collect();
        assert_eq!(counts(&met(&many)), (true, Vec::new()));
        let mut long = met(&[1]);
        long.take(&Record::parsed(&csv::ByteRecord::from(vec!["x".repeat(LONGEST_VALUE + 1)])), None);
        assert_eq!(counts(&long), (true, Vec::new()));
    }
}
