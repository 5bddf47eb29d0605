//! The journey on one page, for everybody.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::pieces::Scene;
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("plan"),
    letter: 'p',
    sentence: "The journey on one page, for everybody",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |_| None,
};

fn page(_scene: Scene<'_>) -> Page {
    Page { title: "plan".into(), ..Page::default() }
}
