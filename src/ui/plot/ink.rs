//! Words and signs at the columns of a drawing.

use crate::text::Plain;
use crate::ui::page::words::{PageText, PageWords};
use crate::ui::theme::Role;

/// A row of a drawing; what comes later is on top.
pub(in crate::ui) type Inked<'v> = Vec<PageWords<'v>>;

/// A sign at a column.
pub(in crate::ui) fn sign<'v>(x: u16, sign: &'static str, role: Role) -> PageWords<'v> {
    PageWords::new(x, 1, PageText::Sign(sign), role)
}

/// Words from a column on.
pub(in crate::ui) fn line<'v>(x: u16, width: u16, text: impl Into<Plain>, role: Role) -> PageWords<'v> {
    PageWords::new(x, width, PageText::Line(text.into()), role)
}
