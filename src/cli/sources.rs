//! `cjm sources`: what was understood of the files of maps. Must not know how it was found out.
//! Invariant: the exit code is 1 exactly when a source failed or something is wrong with one.

mod json;
mod page;
mod text;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use serde_json::Value;

use super::arguments::{FindingFormat, Sources};
use super::check::as_named;
use super::failure::Failure;
use super::open::open;
use super::print::Printer;
use crate::journey::{Book, Finding, Noun, Severity, Source, SourceReport};
use crate::store::{Root, Wanted, beside};
use crate::text::Plain;

/// A source of a map with all there is to say of it.
#[derive(Debug)]
struct Told {
    /// The file of the map, from where the user stands.
    map: String,
    /// The file of the source, from there too.
    file: String,
    source: Source,
    report: SourceReport,
    findings: Vec<Finding>,
}

impl Told {
    fn is_wrong(&self) -> bool {
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        self.report.failed.is_some() || self.findings.iter().any(is_error)
    }
}

/// Prints what was understood; gives the exit code.
pub(super) fn run(arguments: &Sources, out: &mut Printer) -> Result<u8, Failure> {
    let mut all = Vec::new();
    let mut known = Vec::new();
    for path in &arguments.paths {
        let root = open(path, arguments.reach)?;
        let maps = root.maps();
        if maps.is_empty() {
            return Err(Failure::NoMap(Plain::from(path.to_string_lossy().into_owned()).to_string()));
        }
        for label in maps {
            let book = root.load(&label, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
            if let Some(why) = unread(&book) {
                return Err(Failure::Unreadable(label, why));
            }
            known.extend(book.map.sources.iter().map(|source| source.id.clone()));
            all.extend(told(&root, path, &label, book));
        }
    }
    if let Some(name) = arguments.ids.iter().find(|id| !known.contains(id)) {
        return Err(Failure::Unknown { kind: "source", name: name.clone(), known });
    }
    all.retain(|told| arguments.ids.is_empty() || arguments.ids.contains(&told.source.id));
    match arguments.format {
        FindingFormat::Json => out.json(&Value::Array(all.iter().map(json::source).collect()))?,
        FindingFormat::Text if all.is_empty() => out.lines("no sources: nothing is counted here")?,
        FindingFormat::Text => {
            for (idx, told) in all.iter().enumerate() {
                if idx > 0 {
                    out.made("\n")?;
                }
                text::print(told, out)?;
            }
        }
    }
    Ok(u8::from(all.iter().any(Told::is_wrong)))
}

/// Why a map says nothing of its sources, where it is too broken for that.
fn unread(book: &Book) -> Option<String> {
    let is_broken =
        |finding: &&Finding| matches!(finding.rule.name(), "syntax" | "unreadable-file" | "not-text" | "outside-path");
    let broken = book.findings.iter().find(is_broken).filter(|_| book.map.sources.is_empty());
    broken.map(|finding| finding.message.clone())
}

/// Every source of a map, each finding with the first source that it is about.
fn told(root: &Root, path: &Path, label: &str, book: Book) -> Vec<Told> {
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
        all.push(Told {
            map: name(label),
            file: name(&file),
            report,
            findings: own.into_iter().map(|own| Finding { file: name(&own.file), ..own }).collect(),
            source,
        });
    }
    all
}
