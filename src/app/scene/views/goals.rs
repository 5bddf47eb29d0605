//! What each role is after at each stage, and whether it gets it.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("goals"),
    letter: 'g',
    sentence: "What each role is after at each stage, and whether it gets it",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |_| None,
};

fn page(_scene: Scene<'_>) -> Page {
    Page { title: "goals".into(), ..Page::default() }
}
