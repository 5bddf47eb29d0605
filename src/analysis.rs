//! What can be said of the numbers of a book: how each moved, judged among its like.
//! Folds over a book: they read no file, know no key and paint nothing.

pub(crate) mod judged;
pub(crate) mod offer;
pub(crate) mod track;
pub(crate) mod verdicts;
