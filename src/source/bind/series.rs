//! What the values of a series are, told from a second look at its rows. Must not know the other columns.
//! Invariant: memory is bounded: so many pairs of touchpoint and metric are followed, no more.

use std::collections::BTreeMap;

use super::column::Column;
use super::shape::Series;
use super::{Unbound, pass};
use crate::source::bytes::Bytes;
use crate::source::readings::number;

/// How many pairs of touchpoint and metric are followed.
const MOST: usize = 400;

/// The rows of one metric at one touchpoint.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pair {
    /// The touchpoint; empty where the file has no column for it.
    pub(super) touchpoint: String,
    /// The metric.
    pub(super) metric: String,
    /// How many rows.
    pub(super) n: u64,
    /// The least and the greatest value.
    pub(super) ends: (f64, f64),
    /// How many rows have a standard deviation.
    pub(super) n_sd: u64,
    /// How many rows stand for more than one answer.
    pub(super) n_many: u64,
}

/// The pairs there are, in the order in which they first stand.
pub(super) fn pairs(bytes: &dyn Bytes, columns: &[Column], series: &Series) -> Result<Vec<Pair>, Unbound> {
    let place = |idx: usize| columns.get(idx).map(|column| column.place);
    let (touchpoint, sd, n) = (series.touchpoint.and_then(place), series.sd.and_then(place), series.n.and_then(place));
    let (metric, value) = (place(series.metric), place(series.value));
    let mut places: BTreeMap<(Vec<u8>, Vec<u8>), usize> = BTreeMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    pass::each_row(bytes, &mut |record| {
        let cell =
            |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default().trim_ascii();
        let key = (cell(touchpoint).to_vec(), cell(metric).to_vec());
        let Some(value) = number(cell(value), true).filter(|_| !key.1.is_empty()) else { return };
        if places.len() >= MOST && !places.contains_key(&key) {
            return;
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let idx = *places.entry(key.clone()).or_insert_with(|| {
            let (touchpoint, metric) = (text(&key.0), text(&key.1));
            pairs.push(Pair { touchpoint, metric, n: 0, ends: (value, value), n_sd: 0, n_many: 0 });
            pairs.len() - 1
        });
        let Some(pair) = pairs.get_mut(idx) else { return };
        pair.n += 1;
        pair.ends = (pair.ends.0.min(value), pair.ends.1.max(value));
        pair.n_sd += u64::from(!cell(sd).is_empty());
        pair.n_many += u64::from(number(cell(n), true).is_some_and(|n| n > 1.0));
    })?;
    Ok(pairs)
}
