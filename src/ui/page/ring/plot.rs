//! Words and signs at the rows and columns of a block, and where the cursor is among them.

use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::page::words::{PageText, PageWords};
use crate::ui::theme::Role;

/// The rows of a block while it is drawn.
#[derive(Debug, Default)]
pub(super) struct Plot {
    pub(super) rows: Vec<Vec<PageWords<'static>>>,
    /// The row under the cursor.
    pub(super) marked: Option<u16>,
}

impl Plot {
    /// A row, and those before it.
    fn row(&mut self, y: u16) -> Option<&mut Vec<PageWords<'static>>> {
        let idx = usize::from(y);
        while self.rows.len() <= idx {
            self.rows.push(Vec::new());
        }
        self.rows.get_mut(idx)
    }

    /// Puts words where there are so many columns for them.
    pub(super) fn words(&mut self, (x, y): (u16, u16), width: u16, text: Plain, role: Role) {
        if let Some(row) = self.row(y) {
            row.push(PageWords::new(x, width, PageText::Line(text), role));
        }
    }

    /// Puts a sign of one column.
    pub(super) fn sign(&mut self, (x, y): (u16, u16), sign: &'static str, role: Role) {
        if let Some(row) = self.row(y) {
            row.push(PageWords::new(x, 1, PageText::Sign(sign), role));
        }
    }

    /// Puts pieces beside one another, the first of them cut if there is no room for all; gives back where they end.
    pub(super) fn pieces(&mut self, brush: &Brush<'_>, (x, y): (u16, u16), width: u16, pieces: &[Piece]) -> u16 {
        let rest: u16 = pieces.iter().skip(1).map(|piece| piece.columns(brush) + 1).sum();
        let mut at = x;
        for (nth, piece) in pieces.iter().enumerate() {
            let own = piece.columns(brush);
            let room = if nth == 0 { own.min(width.saturating_sub(rest)) } else { own };
            match piece {
                Piece::Words(text, role) => self.words((at, y), room, text.clone(), *role),
                Piece::Sign(sign, role) => self.sign((at, y), sign, *role),
            }
            at = at.saturating_add(room + 1);
        }
        at.saturating_sub(1)
    }
}

/// What stands beside others in a row.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    Words(Plain, Role),
    Sign(&'static str, Role),
}

impl Piece {
    pub(super) fn columns(&self, brush: &Brush<'_>) -> u16 {
        match self {
            Self::Words(text, _) => brush.columns(text),
            Self::Sign(..) => 1,
        }
    }
}

/// The columns of pieces beside one another.
pub(super) fn columns(brush: &Brush<'_>, pieces: &[Piece]) -> u16 {
    pieces.iter().map(|piece| piece.columns(brush) + 1).sum::<u16>().saturating_sub(1)
}
