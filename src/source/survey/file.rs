//! The columns of a file and their roles, to be looked at together.

use super::column::Column;
use super::hints;
use super::role::Role;

/// A file of which nobody knows what its rows are.
#[derive(Clone, Copy)]
pub(in crate::source) struct File<'a> {
    pub(in crate::source) columns: &'a [Column],
    pub(in crate::source) roles: &'a [Role],
}

impl File<'_> {
    /// The first column whose name speaks of it and that is as it should be.
    pub(in crate::source) fn find(&self, words: &[&str], fits: impl Fn(usize, &Column) -> bool) -> Option<usize> {
        let fitting = || self.columns.iter().enumerate().filter(|(idx, column)| fits(*idx, column));
        let exact = fitting().find(|(_, column)| hints::is_one_of(&column.name, words));
        exact.or_else(|| fitting().find(|(_, column)| hints::speaks_of(&column.name, words))).map(|(idx, _)| idx)
    }

    /// Does it hold dates?
    pub(in crate::source) fn is_date(&self, idx: usize) -> bool {
        self.roles.get(idx) == Some(&Role::Date)
    }

    /// The column that names touchpoints.
    pub(in crate::source) fn touchpoint(&self, but: &[usize]) -> Option<usize> {
        let is_place = |sure: bool| {
            let of = move |idx: &usize| self.roles.get(*idx) == Some(&Role::Place { is_sure: sure });
            (0..self.columns.len()).filter(move |idx| !but.contains(idx)).find(of)
        };
        is_place(true).or_else(|| is_place(false))
    }
}
