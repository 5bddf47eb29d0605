//! What to fix first to be recommended.

use super::row::{METRIC, PERIOD, PERSONA, TOUCHPOINT, ViewRow};
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("drivers"),
    letter: 'd',
    sentence: "What to fix first to be recommended",
    dials: &[&PERSONA, &PERIOD, &METRIC, &TOUCHPOINT],
    is_edited: false,
    is_drawing: false,
    sides: &[],
    analysis: None,
    fold: |_, _| Page::default(),
    lack: |_| None,
};
