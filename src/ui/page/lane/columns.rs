//! The columns that the lanes of a page share: how wide they are, which of them are seen, how much of their words.
//! Invariant: all lanes of a page have the same columns, and what is under the cursor is in one of those that are seen.

use super::cell::{self, CellForm};
use crate::app::view::{Area, Block, Lane};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::scroll;

/// The narrowest column, with the gap behind it.
const NARROWEST: u16 = 13;

/// Wider columns are hard to tell apart.
const BROADEST: u16 = 46;

/// Under so many columns of the page one column of a lane is seen at a time.
const SINGLE: u16 = 60;

/// The widest gutter, without the gap behind it.
const GUTTER: u16 = 15;

/// Between two columns.
pub(super) const GAP: u16 = 2;

/// How many lines the words of a cell take at most, from the roomiest form on.
const MOST_LINES: [usize; 3] = [4, 3, 2];

/// A page of fewer rows leaves out words where there is a number.
const LOW: u16 = 24;

/// The rows below the lanes that what is told of the cell under the cursor needs.
const FOOT: usize = 4;

/// The columns of the lanes of a page.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui::page) struct LaneColumns {
    /// Where the labels stand, with the gap behind them.
    pub(super) gutter: u16,
    /// Each column, with the gap behind it.
    pub(super) column: u16,
    /// The first that is seen.
    pub(super) first: usize,
    pub(super) n_shown: usize,
    pub(super) n_all: usize,
    pub(super) form: CellForm,
    /// Is all of it painted, group by group?
    pub(super) is_whole: bool,
}

impl LaneColumns {
    pub(in crate::ui::page) fn of(brush: &Brush<'_>, blocks: &[Block], area: Area) -> Self {
        let lanes: Vec<&Lane> = blocks.iter().filter_map(lane).collect();
        let n_all = lanes.iter().map(|lane| lane.cells.len()).max().unwrap_or(0);
        if n_all == 0 {
            return Self::default();
        }
        let is_whole = area.height == u16::MAX;
        let labels = lanes.iter().map(|lane| brush.columns(&lane.label).max(brush.columns(&lane.under)));
        let most = if area.width < SINGLE { area.width / 3 } else { GUTTER.min(area.width / 7) };
        let mut gutter = labels.max().unwrap_or(0).min(most);
        let fitting = |gutter: u16| usize::from(area.width.saturating_sub(gutter + 2) / NARROWEST).max(1);
        let n_fitting = if area.width < SINGLE { 1 } else { fitting(gutter) };
        let n_shown = if is_whole { n_all.div_ceil(n_all.div_ceil(n_fitting)) } else { n_all.min(n_fitting) };
        let first = if is_whole { 0 } else { scroll::first_shown(marked(&lanes), n_all, n_shown) };
        let mut own = Self { first, n_shown, n_all, is_whole, ..Self::default() };
        // There is room to say which columns are seen.
        gutter = gutter.max(own.position().map_or(0, |said| brush.columns(&said).min(most)));
        own.gutter = if gutter == 0 { 0 } else { gutter + 2 };
        let n = u16::try_from(n_shown).unwrap_or(u16::MAX);
        own.column = (area.width.saturating_sub(own.gutter) / n).min(if n == 1 { u16::MAX } else { BROADEST });
        own.form = own.form_of(brush, &lanes, area);
        own
    }

    /// The columns without the gap behind them.
    pub(super) fn inner(&self) -> u16 {
        self.column.saturating_sub(GAP)
    }

    /// `3-6 of 7`, where not all are seen.
    pub(super) fn position(&self) -> Option<Plain> {
        let n = self.n_shown.min(self.n_all.saturating_sub(self.first));
        match scroll::position(self.first, n, self.n_all) {
            Some(_) if n == 1 => Some(format!("{} of {}", self.first + 1, self.n_all).into()),
            said => said,
        }
    }

    /// Does a blank row stand over a lane? What the cursor goes along and has two rows of labels stands apart where there
    /// is room.
    pub(super) fn is_apart(&self, lane: &Lane) -> bool {
        let has_places = lane.cells.iter().any(|cell| cell.anchor.at.is_some());
        !lane.is_parted && !lane.under.is_empty() && has_places && self.form.most > 2
    }

    /// What stands in the gutter beside a lane, in one row or two: its label, then what is under it.
    pub(super) fn labels(&self, brush: &Brush<'_>, lane: &Lane) -> Vec<Plain> {
        let width = self.gutter.saturating_sub(2);
        let most = if lane.under.is_empty() { 2 } else { 1 };
        let mut rows = cell::fit(brush, &lane.label, (0, width), most);
        rows.extend(Some(lane.under.clone()).filter(|under| !under.is_empty()));
        rows
    }

    /// How many rows a lane takes, besides the rule over it.
    pub(super) fn n_rows(&self, brush: &Brush<'_>, lane: &Lane) -> usize {
        // Where a screen has one column, it is as high as that; where it has several, nothing jumps as they go by.
        let is_seen = self.is_whole || self.n_shown == 1;
        let (first, n) = if is_seen { (self.first, self.n_shown) } else { (0, self.n_all) };
        let own =
            lane.cells.iter().skip(first).take(n).map(|cell| cell::rows(brush, cell, self.inner(), self.form).len());
        own.max().unwrap_or(0).max(self.labels(brush, lane).len())
    }

    /// The roomiest form in which all lanes fit on the screen; failing that, the tightest.
    fn form_of(self, brush: &Brush<'_>, lanes: &[&Lane], area: Area) -> CellForm {
        let has_n = |form: CellForm| {
            let mut cells = lanes.iter().flat_map(|lane| &lane.cells);
            cells.all(|cell| cell::is_told_with_n(brush, cell, self.inner(), form))
        };
        let whole = CellForm { most: usize::MAX, is_brief: false, has_n: true };
        let whole = CellForm { has_n: has_n(whole), ..whole };
        if self.is_whole {
            return whole;
        }
        // What stands under heads of its own further down is scrolled to.
        let second = lanes.iter().enumerate().skip(1).find(|(_, lane)| lane.is_head).map(|(idx, _)| idx);
        let lanes = lanes.get(..second.unwrap_or(lanes.len())).unwrap_or_default();
        let n_rows = |form: CellForm| -> usize {
            let own = Self { form, ..self };
            let over = |lane: &Lane| usize::from((lane.is_parted && !form.is_brief) || own.is_apart(lane));
            lanes.iter().map(|lane| own.n_rows(brush, lane) + over(lane)).sum()
        };
        let forms = MOST_LINES.map(|most| CellForm { most, ..whole });
        let tightest = CellForm { most: 2, is_brief: true, ..whole };
        let fits = |form: &CellForm| n_rows(*form) + FOOT <= usize::from(area.height);
        let found = forms.into_iter().find(fits);
        found.unwrap_or(if area.height >= LOW { CellForm { is_brief: false, ..tightest } } else { tightest })
    }
}

/// The column under the cursor, or else that of the stage where one is.
fn marked(lanes: &[&Lane]) -> usize {
    let under = lanes.iter().find_map(|lane| lane.cells.iter().position(|cell| cell.anchor.is_marked));
    let here = || lanes.iter().find_map(|lane| lane.cells.iter().position(|cell| cell.is_here));
    under.or_else(here).unwrap_or(0)
}

const fn lane(block: &Block) -> Option<&Lane> {
    match block {
        Block::Lane(lane) => Some(lane),
        _ => None,
    }
}
