//! Rows of typed cells in named columns: the one way a table leaves this program, whatever the format.
//! Invariant: a command says what is in a cell, a format says how it is written, and neither knows the other.
//!
//! A new format is one file in `table/`, named below, and one row of [`formats!`]: every subcommand that prints rows
//! offers it from then on.

mod csv;
mod json;
mod markdown;
mod text;

use std::borrow::{Borrow, Cow};
use std::io;

use clap::ValueEnum;
use serde_json::Value;

use super::print::Printer;

/// `formats! { Variant = file::Notation("what it is for", "another name of it"); }`.
macro_rules! formats {
    ($($variant:ident = $file:ident::$table:ident($doc:literal $(, $alias:literal)*);)*) => {
        /// `--format` of every subcommand that prints rows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(super) enum Format {
            $(#[doc = $doc] #[value($(alias = $alias)*)] $variant,)*
        }

        impl Format {
            fn notation(self) -> &'static dyn Notation {
                match self {
                    $(Self::$variant => &$file::$table,)*
                }
            }
        }
    };
}

formats! {
    Text = text::TextTable("For people, in a terminal", "table");
    Json = json::JsonTable("For programs: every field, nothing rounded");
    Csv = csv::CsvTable("For spreadsheets: one row a line");
    Markdown = markdown::MarkdownTable("For people, in a document or a pull request");
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TableCell<'r> {
    /// There is nothing to say.
    Missing,
    /// Words, as they stand where they come from.
    Text(Cow<'r, str>),
    /// How many.
    Count(u64),
    /// A number, and how many decimals a person wants to see of it.
    Number(f64, usize),
    /// Yes or no.
    Truth(bool),
    /// Several named values in one cell.
    Named(Vec<(&'r str, &'r str)>),
    /// Values within values, for formats that can hold them.
    Nested(Value),
}

impl From<String> for TableCell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'r> From<&'r String> for TableCell<'r> {
    fn from(text: &'r String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'r> TableCell<'r> {
    /// Words, where there are any.
    pub(super) fn words(text: Option<&'r str>) -> Self {
        text.map_or(Self::Missing, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// A number, where there is one.
    pub(super) fn number(number: Option<f64>, n_decimals: usize) -> Self {
        number.map_or(Self::Missing, |number| Self::Number(number, n_decimals))
    }
}

/// In which formats a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
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

/// One column: its title, and what it says of a row.
pub(super) struct TableColumn<R> {
    title: Title,
    cell: fn(&R) -> TableCell<'_>,
}

/// The title of a column: what it is called, and who sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    name: &'static str,
    is_number: bool,
    audience: Audience,
    /// Is it left out where it says nothing?
    is_optional: bool,
}

/// The title of a column of words.
pub(super) const fn words(name: &'static str) -> Title {
    Title { name, is_number: false, audience: Audience::Everyone, is_optional: false }
}

/// The title of a column of numbers, which line up at the right.
pub(super) const fn numbers(name: &'static str) -> Title {
    Title { is_number: true, ..words(name) }
}

/// A column under a title.
pub(super) const fn column<R>(title: Title, cell: fn(&R) -> TableCell<'_>) -> TableColumn<R> {
    TableColumn { title, cell }
}

impl Title {
    /// The same for some formats only.
    pub(super) const fn only(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// The same, left out where it says nothing: for people when no row has it, in objects row by row.
    pub(super) const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}

/// What stands around the rows in a format that nests: the name of the rows, and what else there is to say.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// Without a name the rows stand alone.
    pub(super) rows: Option<&'static str>,
    pub(super) beside: Vec<(&'static str, Value)>,
}

/// How one format writes rows.
trait Notation: Sync {
    /// Does it show the columns of this audience?
    fn takes(&self, audience: Audience) -> bool;

    /// What stands above the rows.
    fn head(&self, titles: &[Title]) -> String;

    /// Writes one row, with its end.
    fn row(&self, titles: &[Title], cells: &[TableCell], line: &mut String);

    /// A whole table; it need not be held in memory.
    fn table(&self, titles: &[Title], rows: Rows, _around: &Around, out: &mut Printer) -> io::Result<()> {
        out.made(&self.head(titles))?;
        let mut line = String::new();
        rows(&mut |cells| {
            line.clear();
            self.row(titles, cells, &mut line);
            out.made(&line)
        })
    }
}

/// Rows, handed one by one to whoever writes them.
type Rows<'w> = &'w mut dyn FnMut(&mut dyn FnMut(&[TableCell]) -> io::Result<()>) -> io::Result<()>;

/// Prints a whole table.
pub(super) fn print<R, B: Borrow<R>>(
    format: Format,
    columns: &[TableColumn<R>],
    rows: &(impl Iterator<Item = B> + Clone),
    around: &Around,
    out: &mut Printer,
) -> io::Result<()> {
    let notation = format.notation();
    let mut columns = taken(notation, columns);
    if notation.takes(Audience::People) {
        let is_blank =
            |column: &TableColumn<R>| rows.clone().all(|row| (column.cell)(row.borrow()) == TableCell::Missing);
        columns.retain(|column| !column.title.is_optional || !is_blank(column));
    }
    let titles: Vec<Title> = columns.iter().map(|column| column.title).collect();
    let mut walk = |write: &mut dyn FnMut(&[TableCell]) -> io::Result<()>| {
        rows.clone().try_for_each(|row| {
            let cells: Vec<TableCell> = columns.iter().map(|column| (column.cell)(row.borrow())).collect();
            write(&cells)
        })
    };
    notation.table(&titles, &mut walk, around, out)
}

/// Rows as they come: each is printed before the next one is made.
pub(super) struct RowStream {
    notation: &'static dyn Notation,
    titles: Vec<Title>,
    line: String,
}

impl RowStream {
    /// Prints what stands above the rows.
    pub(super) fn begin<R>(format: Format, columns: &[TableColumn<R>], out: &mut Printer) -> io::Result<Self> {
        let notation = format.notation();
        let titles: Vec<Title> = taken(notation, columns).iter().map(|column| column.title).collect();
        out.made(&notation.head(&titles))?;
        Ok(Self { notation, titles, line: String::new() })
    }

    /// Prints the next row, of the same columns.
    pub(super) fn print<R>(&mut self, columns: &[TableColumn<R>], row: &R, out: &mut Printer) -> io::Result<()> {
        let own = columns.iter().filter(|column| self.notation.takes(column.title.audience));
        let cells: Vec<TableCell> = own.map(|column| (column.cell)(row)).collect();
        self.line.clear();
        self.notation.row(&self.titles, &cells, &mut self.line);
        out.made(&self.line)
    }
}

/// A row as an object, for a cell of another table.
pub(super) fn object<R>(columns: &[TableColumn<R>], row: &R) -> Value {
    let nested = columns.iter().filter(|column| Format::Json.notation().takes(column.title.audience));
    json::object(nested.map(|column| (column.title, (column.cell)(row))))
}

fn taken<'c, R>(notation: &dyn Notation, columns: &'c [TableColumn<R>]) -> Vec<&'c TableColumn<R>> {
    columns.iter().filter(|column| notation.takes(column.title.audience)).collect()
}

/// `area=B; age=18-24`: named values in a cell that holds words.
fn joined(named: &[(&str, &str)]) -> String {
    named.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

/// A number with the decimals that a person wants; nothing is minus zero.
fn rounded(number: f64, n_decimals: usize) -> String {
    let text = format!("{number:.n_decimals$}");
    match text.strip_prefix('-') {
        Some(digits) if digits.chars().all(|c| matches!(c, '0' | '.')) => digits.to_owned(),
        _ => text,
    }
}
