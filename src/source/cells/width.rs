//! How many cells a row has, and how many more may stand behind them.
//! Invariant: a row of another width is ragged, whatever it holds.

/// How many rows at the head of a file tell whether its rows end in a delimiter.
const ROWS: usize = 1_000;

/// How many of a hundred of them have to.
const LEAST_PERCENT: usize = 95;

/// How wide the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Width {
    /// As many cells as the header has.
    pub(crate) n_columns: usize,
    /// As many blank ones may follow: what an export makes that ends each row in a delimiter, and not the header.
    pub(crate) n_surplus: usize,
}

/// How many blank cells rows have behind those of the header: as many as nearly all have at the head of the file, else
/// none. One comma too many in a row whose last cell is blank makes the same row: its answers stand in the wrong columns.
///
/// * `rows`: what follows the header; the last one may be cut.
pub(in crate::source) fn surplus(mut rows: csv::Reader<&[u8]>, n_columns: usize) -> usize {
    let (mut record, mut surplus, mut n_rows) = (csv::ByteRecord::new(), Vec::<usize>::new(), 0);
    let mut last: Option<usize> = None;
    while n_rows < ROWS && matches!(rows.read_byte_record(&mut record), Ok(true)) {
        if n_columns > 1 && record.len() == 1 && record.as_slice().trim_ascii().is_empty() {
            continue;
        }
        if let Some(n_blank) = last.replace(n_blank(&record, n_columns)) {
            surplus.push(n_blank);
        }
        n_rows += 1;
    }
    surplus.extend(last.filter(|_| surplus.is_empty()));
    surplus.sort_unstable();
    let alike = surplus.chunk_by(|one, other| one == other).max_by_key(|alike| alike.len()).unwrap_or_default();
    match alike.first() {
        Some(n_blank) if alike.len() * 100 >= surplus.len() * LEAST_PERCENT => *n_blank,
        _ => 0,
    }
}

/// How many cells a record has too many; none where there is something in one of them.
pub(in crate::source) fn n_blank(record: &csv::ByteRecord, n_columns: usize) -> usize {
    let is_blank = record.iter().skip(n_columns).all(|cell| cell.trim_ascii().is_empty());
    if is_blank { record.len().saturating_sub(n_columns) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::super::dialect::reader;
    use super::*;

    #[track_caller]
    fn check(name: &str, rows: &str, expected: usize) {
        assert_eq!(surplus(reader(rows.as_bytes(), b','), 2), expected, "{name}");
    }

    #[test]
    fn nearly_every_row_tells() {
        let of = |n_plain: usize, n_surplus: usize| {
            format!("{}{}1,2,\n", "1,2\n".repeat(n_plain), "1,2,\n".repeat(n_surplus))
        };
        check("none", "1,2\n3,4\n", 0);
        check("no rows", "", 0);
        check("the only row", "1,2,", 1);
        check("each", "1,2,\n3,4,\n\n , \n", 1);
        check("two of them", "1,2,, \n3,,,\n", 2);
        check("something stands there", "1,2,x\n3,4,y\n5,6,z\n", 0);
        check("some have two", "1,2,\n3,4,,\n5,6,\n", 0);
        check("one of twenty has none", &of(1, 19), 1);
        check("two of twenty have none", &of(2, 18), 0);
        check("all but the last, which may be cut", "1,2,\n3,4,\n5,", 1);
    }
}
