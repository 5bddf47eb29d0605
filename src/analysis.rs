//! What can be said of the numbers of a book: how each moved, judged among its like, and the questions that a view asks.
//! Folds over a book: they read no file, know no key and paint nothing.

pub(crate) mod judged;
pub(crate) mod matter;
pub(crate) mod offer;
pub(crate) mod record;
pub(crate) mod track;
pub(crate) mod verdicts;
