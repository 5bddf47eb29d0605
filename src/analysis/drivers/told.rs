//! What was found of drivers, as named values: importance from -1 to 1, reach as a part of one, performance in the unit
//! of its metric.
//! Invariant: a touchpoint without an importance has the reason.

use super::place::DriverPlace;
use super::reasons::Unattended;
use super::unknown::{OpenQuestion, Unknowns};
use crate::analysis::record::{Datum, Facts, lacking, reading};
use crate::metric::{Disclosed, DriverMedians, Quadrant};

/// * `is_turned`: is the outcome better low? Pearson's r is told as it is.
pub(super) fn medians(own: DriverMedians, is_turned: bool) -> Facts {
    Facts::default()
        .with("importance", if is_turned { -own.importance } else { own.importance })
        .with("performance", own.performance)
}

/// * `is_turned`: is the outcome better low? Pearson's r is told as it is; order and quadrant are by its good end.
pub(super) fn driver(own: &DriverPlace, unit: &str, is_turned: bool) -> Facts {
    let record = Facts::default().with("touchpoint", own.id()).with("stage", own.stage.clone());
    let goes_with = own.goes_with.as_ref().map(|own| if is_turned { own.turned() } else { *own });
    let record = match goes_with {
        Ok(r) => record
            .with("n", r.n)
            .with("n_eff", r.n_eff)
            .with("importance", r.r)
            .with("low", r.interval.low)
            .with("high", r.interval.high)
            .with("spearman", r.spearman),
        Err(why) => record.with("importance", Datum::Missing).with("reason", why.clone()),
    };
    let performance = match &own.performance {
        Ok(own) => reading(own, unit),
        Err(why) => lacking(why),
    };
    let reach = own.reach.as_ref().map(Disclosed::headline);
    let interval = reach.and_then(|own| own.interval);
    let (quadrant, is_sure) = own.quadrant.unzip();
    record
        .with("performance", performance)
        .with("reach", reach.map(|own| own.value / 100.0))
        .with("reach_low", interval.map(|own| own.low / 100.0))
        .with("reach_high", interval.map(|own| own.high / 100.0))
        .with("quadrant", quadrant.map(Quadrant::word))
        .with("sure", is_sure)
        .with("order", own.order.map(|own| own.value))
        .with("order_error", own.order.map(|own| own.error))
        .with("place", own.range.map(|own| own.place))
        .with("place_first", own.range.map(|own| own.first))
        .with("place_last", own.range.map(|own| own.last))
}

pub(super) fn critical(own: &DriverPlace, outcome: &str) -> Facts {
    Facts::default()
        .with("touchpoint", own.id())
        .with("stage", own.stage.clone())
        .with("order", own.order.map(|own| own.value))
        .with("why", own.why.iter().map(|own| own.words(outcome)).collect::<Vec<_>>())
        .with("unattended", own.unattended.map(Unattended::words))
}

pub(super) fn unmeasured(own: &OpenQuestion) -> Facts {
    let id = Some(own.id()).filter(|id| !id.is_empty());
    Facts::default()
        .with("touchpoint", id)
        .with("why", own.why.clone())
        .with("ask", own.ask.clone())
        .with("column", own.column.clone())
}

pub(super) fn settled(own: &Unknowns) -> Facts {
    let columns = own.first.iter().filter_map(|idx| own.questions.get(*idx)).map(|own| own.column.clone());
    Facts::default()
        .with("unknown", own.n_unknown)
        .with("settled", own.n_settled)
        .with("columns", columns.collect::<Vec<_>>())
}
