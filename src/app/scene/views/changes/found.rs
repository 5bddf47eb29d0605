//! What three sides of the view are folded from: one analysis of every place by one metric, and of the objective.

use std::sync::Arc;

use crate::analysis::changes::{ChangesAsked, ChangesRows, changes};
use crate::analysis::matter::{Analysis, Matter};
use crate::app::scene::views::row::{FROM, TO, TOUCHPOINT};
use crate::app::viewing::Dials;
use crate::metric::Period;

/// What the dials ask for.
pub(super) fn found(matter: &Matter<'_>, dials: &Dials, rows: ChangesRows) -> Arc<dyn Analysis> {
    let period = |name: &str| dials.chosen(name).and_then(Period::parse);
    let (from, to) = (period(FROM.name), period(TO.name));
    let touchpoint = dials.chosen(TOUCHPOINT.name);
    Arc::new(changes(matter, ChangesAsked { from, to, touchpoint, rows }))
}
