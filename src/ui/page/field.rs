//! Words under one another: sentences, headings, labelled texts.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, PageLine};
use crate::text::Plain;
use crate::text::link::Link;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

impl<'v> PageRows<'v> {
    pub(super) fn sentence(&mut self, brush: &Brush<'_>, text: &'v Plain) {
        self.prose(brush, std::slice::from_ref(text), 0, self.width, Role::Text);
    }

    pub(super) fn heading(&mut self, text: &'v Plain) {
        self.rows.push(heading(text, 0, self.width));
    }

    pub(super) fn field(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let Block::Field { label, lines, tone, is_marked, .. } = block else { return };
        let role = if *is_marked { Role::Selected } else { Role::Dim };
        let name = PageWords::new(0, self.label, PageText::Whole(label), role);
        let x = self.text_x();
        let first = self.rows.len();
        self.lines(brush, lines, x, self.width.saturating_sub(x), Role::of(*tone));
        match self.rows.get_mut(first) {
            Some(PageRow::Words(row)) => row.insert(0, name),
            _ => self.rows.push(PageRow::Words(vec![name])),
        }
        if *is_marked {
            self.mark(first, label.is_empty());
        }
    }

    /// Marks the block that begins with a row; a block without a label has its first words stand out.
    pub(super) fn mark(&mut self, first: usize, by_words: bool) {
        self.marked = self.marked.or(Some(first));
        let row = self.rows.get_mut(first).filter(|_| by_words);
        if let Some(PageRow::Words(row)) = row
            && let Some(words) = row.iter_mut().find(|words| words.side == Alignment::Start && !words.is_empty())
        {
            words.role = Role::Selected;
        }
    }

    pub(super) fn prose(&mut self, brush: &Brush<'_>, lines: &'v [Plain], x: u16, width: u16, role: Role) {
        for line in lines {
            self.line(brush, (line, None), x, width, role);
        }
    }

    pub(super) fn lines(&mut self, brush: &Brush<'_>, lines: &'v [PageLine], x: u16, width: u16, role: Role) {
        for line in lines {
            self.line(brush, (&line.words, line.link.as_ref()), x, width, role);
        }
    }

    /// Adds a line in as many rows as it takes; all of them lead where it does.
    fn line(
        &mut self,
        brush: &Brush<'_>,
        (words, link): (&'v Plain, Option<&'v Link>),
        x: u16,
        width: u16,
        role: Role,
    ) {
        let mut row = |text| {
            let words = PageWords::new(x, width, text, role).leading(link);
            self.rows.push(PageRow::Words(vec![words]));
        };
        if brush.columns(words) <= width {
            return row(PageText::Whole(words));
        }
        for part in cluster::wrap(words, width) {
            row(PageText::Line(part));
        }
    }
}

/// The name of a section.
pub(in crate::ui) fn heading(text: &Plain, x: u16, width: u16) -> PageRow<'_> {
    PageRow::Words(vec![PageWords::new(x, width, PageText::Whole(text), Role::Heading)])
}
