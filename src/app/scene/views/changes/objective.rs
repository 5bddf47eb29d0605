//! The side `objective`.

use std::sync::Arc;

use super::side::ChangesSide;
use crate::analysis::matter::Analysis;
use crate::analysis::record::AnalysisData;
use crate::app::scene::views::row::SideRow;
use crate::app::view::Page;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "objective", by: "" },
    asks: |_, _| None,
    of: |_, _| Arc::new(Blank),
    fold: |_, _| Page::default(),
};

#[derive(Debug)]
struct Blank;

impl Analysis for Blank {
    fn data(&self) -> AnalysisData {
        AnalysisData::default()
    }
}
