//! A mile in their shoes: one touchpoint after the other.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("walk"),
    letter: 'l',
    sentence: "A mile in their shoes: one touchpoint after the other",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |_| None,
};

fn page(_scene: Scene<'_>) -> Page {
    Page { title: "walk".into(), ..Page::default() }
}
