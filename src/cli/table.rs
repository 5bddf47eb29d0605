//! Rows of typed cells in named columns: the one way a table leaves this program, whatever the format.

mod cell;
mod column;
mod dataset;
mod format;
mod notation;
mod rows;

pub(super) use cell::TableCell;
pub(super) use column::{Audience, TableColumn, column, numbers, words};
pub(super) use dataset::{print_csv, print_json, print_markdown};
pub(super) use format::Format;
pub(super) use notation::Around;
pub(super) use rows::{RowStream, object, print};
