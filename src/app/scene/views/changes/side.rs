//! What a side of the view of changes is made of.

use std::sync::Arc;

use crate::analysis::matter::{Analysis, Matter};
use crate::app::scene::pieces::Scene;
use crate::app::scene::views::row::SideRow;
use crate::app::view::Page;
use crate::app::viewing::Dials;
use crate::journey::Inquiry;

/// A side of the view.
#[derive(Clone, Copy)]
pub(super) struct ChangesSide {
    pub(super) row: SideRow,
    /// What has to be read for it beyond what a book counts; `None`: nothing.
    pub(super) asks: fn(&Matter<'_>, &Dials) -> Option<Inquiry>,
    /// What it asks of the numbers.
    pub(super) of: fn(&Matter<'_>, &Dials) -> Arc<dyn Analysis>,
    pub(super) fold: fn(Scene<'_>, &Dials) -> Page,
}
