//! Where customers are lost, step by step.

use super::row::{METRIC, PERIOD, PERSONA, TOUCHPOINT, ViewRow};
use crate::app::view::Page;
use crate::app::viewing::ViewName;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("funnel"),
    letter: 'f',
    sentence: "Where customers are lost, step by step",
    dials: &[&PERSONA, &PERIOD, &METRIC, &TOUCHPOINT],
    is_edited: false,
    is_drawing: false,
    sides: &[],
    analysis: None,
    fold: |_, _| Page::default(),
    lack: |_| None,
};
