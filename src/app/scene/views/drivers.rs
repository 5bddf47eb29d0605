//! What to fix first to be recommended: the places in order with their reasons, what nobody was asked, and the plot.

use std::sync::Arc;

use super::row::{
    AT, AnalysisRow, DialKind, DialRow, METRIC, OUTCOME, PERIOD, PERSONA, SHOW, SideRow, TOUCHPOINT, ViewRow, side,
};
use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::wish::{DriverWish, inquiry};
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Block, Label, Page};
use crate::app::viewing::{Dials, ViewName};
use crate::metric::Period;

mod list;
mod open;
mod plot;
mod telling;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("drivers"),
    letter: 'd',
    sentence: "What to fix first to be recommended",
    dials: &[&PERSONA, &PERIOD, &METRIC, &OUTCOME, &AT, &TOUCHPOINT, &SHOW, &ASK],
    is_edited: true,
    is_drawing: false,
    sides: SIDES,
    analysis: Some(AnalysisRow {
        asks: |matter, dials| inquiry(matter, &wish(dials)),
        of: |matter, dials| Arc::new(Drivers::of(matter, &wish(dials))),
    }),
    fold: page,
    lack: |_| None,
};

const SIDES: &[SideRow] = &[
    SideRow { name: "list", by: "", lack: |_| None },
    SideRow { name: "plot", by: "", lack: |scene| plot::lack(scene.analysis::<Drivers>()?) },
];

/// A form in place of a page.
const ASK: DialRow = DialRow {
    name: "ask",
    sentence: "Print a form with what nobody was asked, and a CSV header",
    kind: DialKind::Asked,
    ..DialRow::OWN
};

/// What its dials ask for.
fn wish(dials: &Dials) -> DriverWish<'_> {
    DriverWish {
        outcome: dials.chosen(OUTCOME.name),
        period: dials.chosen(AT.name).and_then(Period::parse),
        touchpoint: dials.chosen(TOUCHPOINT.name),
        is_form: dials.chosen(ASK.name).is_some(),
    }
}

fn page(scene: Scene<'_>, dials: &Dials) -> Page {
    let title = scene.label(Label::FixFirst).into();
    let Some(own) = scene.analysis::<Drivers>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let is_plot = side(SIDES, dials).is_some_and(|own| own.name == "plot");
    let blocks = if is_plot { plot::blocks(scene, own) } else { list::blocks(scene, own) };
    let outcome = own.outcome.as_ref().map(|metric| metric.name.clone()).unwrap_or_default();
    let metric = own.metric.as_ref().map(|metric| format!("{} {}", metric.name, metric.unit).trim().to_owned());
    let when = own.period.map(figures::since).unwrap_or_default();
    Page {
        title,
        is_dated: true,
        aside: joined([outcome, metric.unwrap_or_default(), when]),
        blocks,
        ..Page::default()
    }
}
