//! Touchpoints around a persona, with what is felt at each.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("wheel"),
    letter: 'w',
    sentence: "Touchpoints around a persona, with what is felt at each",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |_| None,
};

fn page(_scene: Scene<'_>) -> Page {
    Page { title: "wheel".into(), ..Page::default() }
}
