//! How the screen is divided: fields of one row, areas of several rows, and which panes a size has room for.
//! Invariant: a part never reaches beyond its whole.
//!
//! No `ratatui::layout::Layout`: what is divided here is rows taken off the top and columns that line up between panes,
//! not shares of a whole. No `Widget` either: a painter gives back where it painted what.

use crate::app::view::Area;

/// Part of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) x: u16,
    pub(super) y: u16,
    pub(super) width: u16,
}

impl Field {
    /// The field without its first columns.
    pub(super) fn skip(self, n: u16) -> Self {
        let n = n.min(self.width);
        Self { x: self.x.saturating_add(n), width: self.width - n, ..self }
    }

    pub(super) fn first(self, n: u16) -> Self {
        Self { width: n.min(self.width), ..self }
    }

    pub(super) fn last(self, n: u16) -> Self {
        self.skip(self.width.saturating_sub(n))
    }

    /// The field without its last columns.
    pub(super) fn shorten(self, n: u16) -> Self {
        Self { width: self.width.saturating_sub(n), ..self }
    }

    /// Where the field stands when the whole row is mirrored.
    pub(super) fn mirrored(self, whole: Self) -> Self {
        let behind = (whole.x + whole.width).saturating_sub(self.x + self.width);
        Self { x: whole.x + behind, ..self }
    }

    /// The field as an area of one row.
    pub(super) const fn area(self) -> Area {
        Area { x: self.x, y: self.y, width: self.width, height: 1 }
    }
}

/// A row of an area, 0 at its top; an empty field where there is none.
pub(super) fn row(area: Area, idx: u16) -> Field {
    let width = if idx < area.height { area.width } else { 0 };
    Field { x: area.x, y: area.y.saturating_add(idx), width }
}

/// `n_rows` rows of an area from the row `first` on, as far as it has them.
pub(super) fn rows(area: Area, first: usize, n_rows: usize) -> Area {
    let mut rest = area;
    take_top(&mut rest, u16::try_from(first).unwrap_or(u16::MAX));
    take_top(&mut rest, u16::try_from(n_rows).unwrap_or(u16::MAX))
}

/// Takes rows off the top of an area, as many as there are.
pub(super) fn take_top(area: &mut Area, n: u16) -> Area {
    let n = n.min(area.height);
    let top = Area { height: n, ..*area };
    area.y += n;
    area.height -= n;
    top
}

/// Takes rows off the bottom of an area, as many as there are.
pub(super) fn take_bottom(area: &mut Area, n: u16) -> Area {
    let n = n.min(area.height);
    area.height -= n;
    Area { y: area.y + area.height, height: n, ..*area }
}

/// The area without a margin of `n` columns on both sides.
pub(super) fn inset(area: Area, n: u16) -> Area {
    let n = n.min(area.width / 2);
    Area { x: area.x + n, width: area.width - 2 * n, ..area }
}

/// How the panes of a journey lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// Not enough room for anything.
    Tiny,
    /// One pane at a time.
    Card,
    /// Stages over touchpoints, or the touchpoint in full.
    Column,
    /// Stages on top, touchpoints beside the touchpoint in full.
    Wide,
}

/// The smallest screen that is painted.
pub(super) const LEAST: Area = Area { x: 0, y: 0, width: 24, height: 6 };

impl Fold {
    /// How the panes lie in an area.
    pub(super) const fn of(area: Area) -> Self {
        if area.width < LEAST.width || area.height < LEAST.height {
            Self::Tiny
        } else if area.width < 60 {
            Self::Card
        } else if area.width < 100 {
            Self::Column
        } else {
            Self::Wide
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_fold_where_they_should() {
        let fold = |width, height| Fold::of(Area { x: 0, y: 0, width, height });
        assert_eq!(fold(23, 40), Fold::Tiny);
        assert_eq!(fold(120, 5), Fold::Tiny);
        assert_eq!(fold(40, 12), Fold::Card);
        assert_eq!(fold(80, 24), Fold::Column);
        assert_eq!(fold(100, 24), Fold::Wide);
    }

    #[test]
    fn parts_stay_inside() {
        let field = Field { x: 3, y: 0, width: 10 };
        assert_eq!(field.skip(4).first(3), Field { x: 7, y: 0, width: 3 });
        assert_eq!(field.last(2).x, 11);
        assert_eq!(field.skip(40).width, 0);
        assert_eq!(field.first(3).mirrored(field), field.last(3));
        assert_eq!(field.skip(40).mirrored(field), Field { width: 0, ..field });
        let mut area = Area { x: 0, y: 0, width: 10, height: 3 };
        assert_eq!(take_bottom(&mut area, 9).height, 3);
        assert_eq!(take_top(&mut area, 1).height, 0);
    }
}
