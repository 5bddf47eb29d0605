//! `cjm sources`: what was understood of the files that maps read.
//! Invariant: the exit code is 1 exactly when a source failed or something is wrong with one.

mod page;
mod rows;
mod text;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::arguments::SourcesArguments;
use super::failure::CommandFailure;
use super::open::{as_named, open};
use super::print::Printer;
use super::table::{self, Around, Format};
use crate::journey::{Book, Finding, Noun};
use crate::store::{Root, Wanted, beside};
use crate::text::Plain;
use rows::SourceRow;

/// Prints what was understood; gives the exit code.
pub(super) fn run(arguments: &SourcesArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let mut all = Vec::new();
    let mut known = Vec::new();
    for path in &arguments.paths {
        let root = open(path, arguments.counting)?;
        let maps = root.maps();
        if maps.is_empty() {
            return Err(CommandFailure::NoMap(Plain::from(path.to_string_lossy().into_owned()).to_string()));
        }
        for label in maps {
            let book = root.load(&label, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
            if let Some(why) = unread(&book) {
                return Err(CommandFailure::Unreadable(label, why));
            }
            known.extend(book.map.sources.iter().map(|source| source.id.clone()));
            all.extend(rows_of(&root, path, &label, book));
        }
    }
    if let Some(name) = arguments.ids.iter().find(|id| !known.contains(id)) {
        return Err(CommandFailure::Unknown { kind: "source", name: name.clone(), known });
    }
    all.retain(|row| arguments.ids.is_empty() || arguments.ids.contains(&row.source.id));
    match arguments.format {
        Format::Text if all.is_empty() => out.lines("no sources: nothing is counted here")?,
        Format::Text => {
            for (idx, row) in all.iter().enumerate() {
                if idx > 0 {
                    out.made("\n")?;
                }
                text::print(row, out)?;
            }
        }
        format => table::print(format, &rows::COLUMNS, &all.iter(), &Around::default(), out)?,
    }
    Ok(u8::from(all.iter().any(SourceRow::is_wrong)))
}

/// Why nothing is known of a map's sources, where the map is too broken to name them.
fn unread(book: &Book) -> Option<String> {
    let is_broken = |finding: &&Finding| finding.rule.leaves_unread();
    let broken = book.findings.iter().find(is_broken).filter(|_| book.map.sources.is_empty());
    broken.map(|finding| finding.message.clone())
}

/// Every source of a map, each finding with the first source that it is about.
fn rows_of(root: &Root, path: &Path, label: &str, book: Book) -> Vec<SourceRow> {
    let Book { map, counts, mut findings, .. } = book;
    let name = |file: &str| as_named(root, path, file);
    let mut all = Vec::new();
    for (source, report) in map.sources.into_iter().zip(counts.sources) {
        let file = beside(label, &source.file).to_string_lossy().into_owned();
        let is_own = |finding: &mut Finding| {
            let address = finding.address.as_ref();
            finding.file == file || address.and_then(|at| at.id_of(Noun::Source)) == Some(source.id.as_str())
        };
        let own: Vec<Finding> = findings.extract_if(.., is_own).collect();
        all.push(SourceRow {
            map: name(label),
            file: name(&file),
            report,
            findings: own.into_iter().map(|own| Finding { file: name(&own.file), ..own }).collect(),
            source,
        });
    }
    all
}
