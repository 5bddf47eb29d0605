//! The whole journey as lines: what is felt, measured, written.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("curve"),
    letter: 'c',
    sentence: "The whole journey as lines: what is felt, measured, written",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |_| None,
};

fn page(_scene: Scene<'_>) -> Page {
    Page { title: "curve".into(), ..Page::default() }
}
