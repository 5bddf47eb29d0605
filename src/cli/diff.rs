//! `cjm diff`: what became of a map.
//! Invariant: the exit code is 1 exactly when something is told; a map that could not be read to its end is not compared.

use std::path::Path;
use std::sync::Arc;

use serde_json::json;

use super::arguments::{DiffArguments, Reach};
use super::failure::CommandFailure;
use super::open::open_one;
use super::print::Printer;
use super::table::{self, Around, Audience, Format, TableCell, TableColumn, column, words};
use crate::journey::diff::{MapChange, PLACE, POSITION, Turned, What, diff_with_order};
use crate::journey::{Address, Map};
use crate::source::format::shorten;
use crate::source::{edit, parse};
use crate::standup::{became, kind, told};

const COLUMNS: [TableColumn<DiffRow>; 9] = [
    column(words("address"), |row| row.change.at.to_string().into()),
    column(words("change").only(Audience::Programs), |row| TableCell::words(Some(row.word()))),
    column(words("kind").only(Audience::Programs), |row| TableCell::words(Some(kind(row.change.noun)))),
    column(words("field").only(Audience::Programs), |row| TableCell::words(row.turned().map(|own| own.field.key))),
    column(words("was").only(Audience::Programs), |row| {
        TableCell::words(row.turned().and_then(|own| own.was.as_deref()))
    }),
    column(words("is").only(Audience::Programs), |row| {
        TableCell::words(row.turned().and_then(|own| own.is.as_deref()))
    }),
    column(words("words").only(Audience::Programs), |row| (&row.change.words).into()),
    column(words("words").only(Audience::People), |row| shorten(&row.change.words).into()),
    column(words("what"), |row| row.said().into()),
];

/// A line: a change, and one field of those that say something else.
struct DiffRow {
    change: Arc<MapChange>,
    field: usize,
}

/// A map that was read to its end.
struct ReadMap {
    file: String,
    map: Map,
}

/// Prints what is new, changed, moved and gone; gives the exit code.
pub(super) fn run(arguments: &DiffArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let (before, now) = (read(&arguments.before, arguments.reach)?, read(&arguments.now, arguments.reach)?);
    let changes = diff_with_order(&before.map, &now.map);
    let changes: Vec<DiffRow> = changes.into_iter().flat_map(rows).collect();
    let beside = vec![("old", json!(before.file)), ("new", json!(now.file))];
    match arguments.format {
        Format::Text if changes.is_empty() => out.lines("no changes")?,
        format => table::print(format, &COLUMNS, &changes.iter(), &Around { rows: Some("changes"), beside }, out)?,
    }
    Ok(u8::from(!changes.is_empty()))
}

fn read(path: &Path, reach: Reach) -> Result<ReadMap, CommandFailure> {
    let opened = open_one(path, reach)?;
    let (file, text) = (opened.file(), opened.text()?);
    let (map, findings) = parse(&file, &text);
    // Of a line that is no TOML, what it says would be told as gone.
    match findings.iter().find(|finding| finding.rule.leaves_unread()) {
        Some(finding) => Err(CommandFailure::Unreadable(file, format!("line {}: {}", finding.line, finding.message))),
        None if edit::fields(&text, &Address::journey()).is_none() => Err(CommandFailure::NoMap(file)),
        None => Ok(ReadMap { file, map }),
    }
}

/// A line for each field that says something else; one for what is new or gone.
fn rows(change: MapChange) -> impl Iterator<Item = DiffRow> {
    let n_rows = if let What::Changed(turned) = &change.what { turned.len() } else { 1 };
    let change = Arc::new(change);
    (0..n_rows).map(move |field| DiffRow { change: Arc::clone(&change), field })
}

impl DiffRow {
    fn turned(&self) -> Option<&Turned> {
        match &self.change.what {
            What::Changed(turned) => turned.get(self.field),
            What::New | What::Gone => None,
        }
    }

    /// In a word.
    fn word(&self) -> &'static str {
        match (&self.change.what, self.turned()) {
            (What::New, _) => "new",
            (What::Gone, _) => "gone",
            (_, Some(own)) if [PLACE.key, POSITION.key].contains(&own.field.key) => "moved",
            _ => "changed",
        }
    }

    /// In the words of a standup.
    fn said(&self) -> String {
        self.turned().map_or_else(|| became(&self.change), |turned| told(turned, str::to_owned))
    }
}
