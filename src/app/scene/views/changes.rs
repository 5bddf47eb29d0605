//! What changed: since when, between two periods, for whom, and what became of what was promised.
//! Each side is a file with what it asks of the numbers and the page that tells it.

use super::row::{
    ACTION, AnalysisRow, BESIDE, FROM, METRIC, PERIOD, PERSONA, SEGMENT, SHOW, TO, TOUCHPOINT, TRUTHS, ViewRow, side,
};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::{Dials, ViewName};
use side::ChangesSide;

mod contrast;
mod found;
mod here;
mod objective;
mod people;
mod periods;
mod promises;
mod segments;
mod side;
mod since;
mod words;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("changes"),
    letter: 'h',
    sentence: "What changed since when and for whom; promises kept",
    dials: &[&PERSONA, &PERIOD, &METRIC, &TOUCHPOINT, &TRUTHS, &SHOW, &SEGMENT, &BESIDE, &FROM, &TO, &ACTION],
    is_edited: true,
    is_drawing: false,
    sides: &[
        since::SIDE.row,
        periods::SIDE.row,
        people::SIDE.row,
        segments::SIDE.row,
        promises::SIDE.row,
        objective::SIDE.row,
    ],
    analysis: Some(AnalysisRow {
        asks: |matter, dials| (seen(dials).asks)(matter, dials),
        of: |matter, dials| (seen(dials).of)(matter, dials),
    }),
    fold: page,
    lack: |_| None,
};

const SIDES: &[&ChangesSide] =
    &[&since::SIDE, &periods::SIDE, &people::SIDE, &segments::SIDE, &promises::SIDE, &objective::SIDE];

/// The side that is seen.
fn seen(dials: &Dials) -> &'static ChangesSide {
    let name = side(ROW.sides, dials).map(|own| own.name);
    SIDES.iter().find(|own| Some(own.row.name) == name).copied().unwrap_or(&since::SIDE)
}

fn page(scene: Scene<'_>, dials: &Dials) -> Page {
    (seen(dials).fold)(scene, dials)
}
