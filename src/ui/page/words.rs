//! The rows of a page: words and signs side by side, and where each of them starts.

use crate::app::view::{Area, Chart, Strip};
use crate::text::Plain;
use crate::text::link::Link;
use crate::ui::brush::Brush;
use crate::ui::chart;
use crate::ui::dots::DotsRow;
use crate::ui::fold::Field;
use crate::ui::strip;
use crate::ui::theme::Role;

/// Words at a place of a row.
#[derive(Clone, Debug)]
pub(in crate::ui) struct PageWords<'v> {
    pub(super) x: u16,
    pub(super) width: u16,
    pub(super) text: PageText<'v>,
    pub(super) role: Role,
    pub(super) side: Alignment,
    /// Where they lead; words that do start where reading does.
    pub(super) link: Option<&'v Link>,
}

#[derive(Clone, Debug)]
pub(in crate::ui) enum PageText<'v> {
    Whole(&'v Plain),
    Line(Plain),
    /// A line of which some characters stand out.
    Marked(Plain, Vec<usize>),
    Sign(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Alignment {
    /// Where reading starts.
    Start,
    /// The opposite end.
    End,
}

/// One row of a page.
#[derive(Clone, Debug)]
pub(in crate::ui) enum PageRow<'v> {
    /// Words side by side.
    Words(Vec<PageWords<'v>>),
    /// One row of dots over time, and words beside it.
    Dots(DotsRow<'v>, Vec<PageWords<'v>>),
    /// One row of a chart.
    Chart(&'v Chart, chart::ChartLayout, u16),
    /// A strip from so many columns on, and which time it spans.
    Course(u16, &'v Strip, &'v Plain),
    /// One row of what is being typed.
    Typed(TypedLine),
}

impl<'v> PageRow<'v> {
    /// Paints the row into the whole width of the page; gives back where the caret is, if it is in this row.
    pub(in crate::ui) fn paint(&self, brush: &mut Brush<'_>, field: Field) -> Option<(u16, u16)> {
        match self {
            Self::Words(all) => {
                for words in all {
                    words.paint(brush, words.place(field));
                }
            }
            Self::Dots(row, beside) => {
                for words in beside {
                    words.paint(brush, words.place(field));
                }
                row.paint(brush, field);
            }
            Self::Chart(chart, layout, idx) => chart::paint(brush, field, chart, layout, *idx),
            Self::Course(x, strip, span) => {
                let columns = strip::columns(strip);
                let place = field.skip(*x).first(columns);
                strip::paint(brush, place, strip);
                let place = field.skip(x.saturating_add(columns + 2));
                brush.left(place, *span, Role::Dim);
            }
            Self::Typed(line) => return line.paint(brush, field),
        }
        None
    }

    /// The cells of the row that lead to an address, as the field counts columns.
    pub(in crate::ui) fn links(&self, brush: &Brush<'_>, field: Field) -> Vec<(Area, &'v Link)> {
        let Self::Words(all) = self else { return Vec::new() };
        let linked = all.iter().filter_map(|words| {
            let place = words.place(field);
            let Field { x, y, width } = place.first(words.fitted(brush, place.width));
            Some((Area { x, y, width, height: 1 }, words.link?))
        });
        linked.filter(|(area, _)| area.width > 0).collect()
    }
}

impl<'v> PageWords<'v> {
    /// Words of one width, from where reading starts.
    pub(in crate::ui) const fn new(x: u16, width: u16, text: PageText<'v>, role: Role) -> Self {
        Self { x, width, text, role, side: Alignment::Start, link: None }
    }

    /// The same, at that end of their place.
    pub(in crate::ui) fn at(self, side: Alignment) -> Self {
        Self { side, ..self }
    }

    /// The same, leading to an address.
    pub(super) fn leading(self, link: Option<&'v Link>) -> Self {
        Self { link, ..self }
    }

    /// How many columns are written where there are only so many.
    fn fitted(&self, brush: &Brush<'_>, width: u16) -> u16 {
        match &self.text {
            PageText::Whole(text) => brush.fitted(*text, width),
            PageText::Line(text) | PageText::Marked(text, _) => brush.fitted(text, width),
            PageText::Sign(_) => width.min(1),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match &self.text {
            PageText::Whole(text) => text.is_empty(),
            PageText::Line(text) | PageText::Marked(text, _) => text.is_empty(),
            PageText::Sign(_) => false,
        }
    }

    fn place(&self, field: Field) -> Field {
        field.skip(self.x).first(self.width)
    }

    fn paint(&self, brush: &mut Brush<'_>, field: Field) {
        let is_end = self.side == Alignment::End;
        let text = match &self.text {
            PageText::Sign(sign) => return brush.sign(field, sign, self.role),
            PageText::Marked(text, marked) => {
                let field = if is_end { field.last(brush.columns(text)) } else { field };
                brush.marked(field, text, self.role, marked);
                return;
            }
            PageText::Whole(text) => *text,
            PageText::Line(text) => text,
        };
        if is_end {
            brush.right(field, text, self.role)
        } else {
            brush.left(field, text, self.role)
        };
    }
}

/// A row of typed text.
#[derive(Clone, Debug)]
pub(in crate::ui) struct TypedLine {
    pub(super) x: u16,
    pub(super) text: Plain,
    /// How many bytes stand before the caret, if it is in this row.
    pub(super) caret: Option<usize>,
    pub(super) label: Option<Plain>,
}

impl TypedLine {
    /// Paints the row; gives back the cell of the caret.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, field: Field) -> Option<(u16, u16)> {
        if let Some(label) = &self.label {
            brush.left(field.first(self.x.saturating_sub(1)), label, Role::Dim);
        }
        let place = field.skip(self.x);
        let x = brush.typed(place, &self.text, self.caret)?;
        Some((x, place.y))
    }
}
