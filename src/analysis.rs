//! What can be said of the numbers of a book: how each moved, judged among its like, and the questions that a view asks.
//! Folds over a book: they read no file, know no key and paint nothing.

pub(crate) mod changes;
pub(crate) mod contrast;
pub(crate) mod drivers;
pub(crate) mod funnel;
pub(crate) mod judged;
pub(crate) mod matter;
pub(crate) mod objective;
pub(crate) mod offer;
pub(crate) mod paired;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod promises;
pub(crate) mod record;
pub(crate) mod segmented;
pub(crate) mod segments;
pub(crate) mod track;
pub(crate) mod verdicts;
