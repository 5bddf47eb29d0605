//! Lists longer than their page: which rows are shown, and how that is told.

use crate::text::{Plain, numeral};

/// The first row of a list to show, so that the selected one is seen. The list moves by half pages at its edge, and
/// because nothing is remembered it never jumps when a file is read again.
pub(super) fn first_shown(selected: usize, n_rows: usize, page: usize) -> usize {
    if page == 0 || n_rows <= page {
        return 0;
    }
    let last_first = n_rows - page;
    if selected < page {
        return 0;
    }
    let half = (page / 2).max(1);
    ((selected - page) / half + 1).saturating_mul(half).min(last_first)
}

/// Which rows of a list are shown, where it does not fit: `7-18 of 30`.
pub(super) fn position(first: usize, n_shown: usize, n_rows: usize) -> Option<Plain> {
    let count = |n: usize| numeral::count(n as u64);
    let (from, to) = (count(first + 1), count((first + n_shown).min(n_rows)));
    (n_rows > n_shown && n_shown > 0).then(|| format!("{from}-{to} of {}", count(n_rows)).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_seen() {
        for n_rows in 0..40_usize {
            for page in 1..20_usize {
                for selected in 0..n_rows {
                    let first = first_shown(selected, n_rows, page);
                    assert!(first <= selected && selected < first + page, "{selected} of {n_rows}, page {page}");
                    assert!(first + page <= n_rows.max(page));
                }
            }
        }
    }

    #[test]
    fn a_list_moves_by_half_pages() {
        let firsts: Vec<_> = (0..12).map(|selected| first_shown(selected, 30, 6)).collect();
        assert_eq!(firsts, [0, 0, 0, 0, 0, 0, 3, 3, 3, 6, 6, 6]);
    }
}
