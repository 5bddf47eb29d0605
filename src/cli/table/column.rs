//! The columns of a table: their titles, who sees them, and what they say of a row.

use super::cell::TableCell;

/// The formats that show a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Audience {
    Everyone,
    /// Formats that are looked at.
    People,
    /// Formats that are read by programs.
    Programs,
    /// Formats in which a cell holds one line and nothing else.
    Flat,
    /// Formats in which a cell may hold others.
    Nested,
}

/// One column: its title, and the cell it has in a row.
pub(in crate::cli) struct TableColumn<R> {
    pub(super) title: Title,
    pub(super) cell: fn(&R) -> TableCell<'_>,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Title {
    pub(super) name: &'static str,
    pub(super) is_number: bool,
    pub(super) audience: Audience,
    /// Is it left out where it says nothing?
    pub(super) is_optional: bool,
}

/// The title of a column of words.
pub(in crate::cli) const fn words(name: &'static str) -> Title {
    Title { name, is_number: false, audience: Audience::Everyone, is_optional: false }
}

/// The title of a column of numbers, which line up at the right.
pub(in crate::cli) const fn numbers(name: &'static str) -> Title {
    Title { is_number: true, ..words(name) }
}

/// A column under a title.
pub(in crate::cli) const fn column<R>(title: Title, cell: fn(&R) -> TableCell<'_>) -> TableColumn<R> {
    TableColumn { title, cell }
}

impl Title {
    /// The same, shown by some formats only.
    pub(in crate::cli) const fn only(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// The same, left out where it is blank: for people if no row has it, in objects row by row.
    pub(in crate::cli) const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}
