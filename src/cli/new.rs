//! `cjm new`: begins a map from a template.
//! Invariant: no file that is there is written over.

use std::path::Path;

use super::arguments::NewArguments;
use super::failure::CommandFailure;
use super::print::Printer;
use super::table::{self, Around, Audience, TableCell, TableColumn, column, words};
use crate::journey::rule;
use crate::source::parse;
use crate::source::templates::{MAP_FILE, NewMap, PHASES, Phase, TEMPLATES, Template, template, title_for};
use crate::store::{Error, Root};

const COLUMNS: [TableColumn<Template>; 5] = [
    column(words("name"), |own| TableCell::words(Some(own.name))),
    column(words("for"), |own| TableCell::words(Some(own.purpose))),
    column(words("stages").only(Audience::Flat), |own| own.stages().collect::<Vec<_>>().join(", ").into()),
    column(words("stages").only(Audience::Nested), |own| TableCell::Nested(own.stages().collect())),
    column(words("seed").only(Audience::Programs), |own| TableCell::words(Some(own.seed))),
];

/// Writes a new map, or lists what there is to begin from.
pub(super) fn run(arguments: &NewArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    if arguments.list {
        let around = Around { rows: Some("templates"), ..Around::default() };
        return Ok(table::print(arguments.format, &COLUMNS, &TEMPLATES.iter(), &around, out)?);
    }
    let Some(folder) = arguments.name.as_deref() else { return Err(CommandFailure::NoName) };
    let name = arguments.template.as_str();
    let Some(template) = template(name) else {
        let known = TEMPLATES.iter().map(|own| own.name.to_owned()).collect();
        return Err(CommandFailure::Unknown { kind: "template", name: name.to_owned(), known });
    };
    let asked = |phase: &&Phase| arguments.kpi.iter().any(|own| own == phase.name);
    let phases: Vec<&'static Phase> = PHASES.iter().filter(asked).collect();
    let named = folder.to_string_lossy();
    let (title, language) = (title_for(&named), arguments.language.as_deref());
    let files = template.files(&NewMap { title: &title, language, phases: &phases });
    Root::make(folder)?.begin(&files).map_err(|error| match error {
        Error::Create { label, source } => {
            Error::Create { label: folder.join(label).to_string_lossy().into_owned(), source }
        }
        other => other,
    })?;
    for file in &files {
        let path = folder.join(&file.name);
        let about = match file.name.as_str() {
            MAP_FILE => {
                let (map, findings) = parse(&file.name, &file.text);
                let n_open = findings.iter().filter(|finding| finding.rule == &rule::TO_FILL_IN).count();
                format!("the map: {} stages, {n_open} questions to fill in", map.stages.len())
            }
            name if phases.iter().any(|phase| name.strip_suffix(".csv") == Some(phase.name)) => {
                "a header for your own rows".to_owned()
            }
            _ => "made-up answers, so that there is something to see".to_owned(),
        };
        out.lines(&format!("wrote {}: {about}", path.to_string_lossy()))?;
    }
    let shown = quoted(folder);
    out.lines(&format!("\nnext:\n  cjm {shown}\n  cjm check {shown}\n  cjm bind answers.csv --map {shown}"))?;
    if let Some(language) = language.filter(|language| !template.speaks(language)) {
        let others: Vec<&str> = std::iter::once("en").chain(template.languages()).collect();
        let told = format!("the texts of the template are English, not `{language}`: write yours in their place");
        out.lines(&format!("\nnote: {told} (it has {})", others.join(", ")))?;
    }
    Ok(())
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    shell_words::quote(&path.to_string_lossy()).into_owned()
}
