//! How the screen is divided: fields of one row, areas of several, and which of three shapes a size
//! gets. Must not know what is painted there. Invariant: parts never reach beyond the whole.

use crate::app::view::Area;

/// Part of one row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its first column.
    pub(super) x: u16,
    /// Its row.
    pub(super) y: u16,
    /// Its columns.
    pub(super) width: u16,
}

impl Field {
    /// Without its first columns.
    pub(super) fn skip(self, n: u16) -> Self {
        let n = n.min(self.width);
        Self { x: self.x.saturating_add(n), width: self.width - n, ..self }
    }

    /// Its first columns.
    pub(super) fn first(self, n: u16) -> Self {
        Self { width: n.min(self.width), ..self }
    }

    /// Its last columns.
    pub(super) fn last(self, n: u16) -> Self {
        self.skip(self.width.saturating_sub(n))
    }

    /// Without its last columns.
    pub(super) fn shorten(self, n: u16) -> Self {
        Self { width: self.width.saturating_sub(n), ..self }
    }

    /// Where it stands when the whole is seen in a mirror.
    pub(super) fn mirrored(self, whole: Self) -> Self {
        let behind = (whole.x + whole.width).saturating_sub(self.x + self.width);
        Self { x: whole.x + behind, ..self }
    }

    /// The same as an area of one row.
    pub(super) const fn area(self) -> Area {
        Area { x: self.x, y: self.y, width: self.width, height: 1 }
    }
}

/// A row of an area, 0 at its top; an empty field where there is none.
pub(super) fn row(area: Area, idx: u16) -> Field {
    let width = if idx < area.height { area.width } else { 0 };
    Field { x: area.x, y: area.y.saturating_add(idx), width }
}

/// So many rows of an area from one on, as far as it has them.
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

/// Without a margin of that many columns on both sides.
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

/// The least that can be painted: columns, rows.
pub(super) const LEAST: (u16, u16) = (24, 6);

impl Fold {
    /// The shape of a size.
    pub(super) const fn of(area: Area) -> Self {
        if area.width < LEAST.0 || area.height < LEAST.1 {
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

/// The first row shown of a list, so that the selected one is seen. It moves by half pages at the
/// edge and depends on nothing but its arguments, so a list never jumps on reload.
pub(super) fn first_shown(selected: usize, n_rows: usize, page: usize) -> usize {
    if page == 0 || n_rows <= page {
        return 0;
    }
    let last_first = n_rows - page;
    if selected < page {
        return 0;
    }
    let half = (page / 2).max(1);
    ((selected - page) / half + 1).saturating_mul(half).min(last_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_row_is_always_seen() {
        for n_rows in 0..40_usize {
            for page in 1..20_usize {
                for selected in 0..n_rows {
                    let first = first_shown(selected, n_rows, page);
                    assert!(first <= selected && selected < first + page, "{selected} of {n_rows}, page {page}");
                    assert!(first + page <= n_rows.max(page));
                }
            }
        }
    }

    #[test]
    fn a_list_moves_by_half_pages() {
        let firsts: Vec<_> = (0..12).map(|selected| first_shown(selected, 30, 6)).collect();
        assert_eq!(firsts, [0, 0, 0, 0, 0, 0, 3, 3, 3, 6, 6, 6]);
    }

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
