//! `cjm check`: what is wrong with maps and their sources. Must not know what is looked for.
//! Invariant: the exit code is 1 exactly when something was printed.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use super::arguments::{Check, FindingFormat};
use super::failure::Failure;
use super::open::open;
use super::print::{Printer, complain};
use crate::journey::{Finding, Severity};
use crate::source::{RULES, caret};
use crate::store::{Root, Wanted};
use crate::text::Plain;

/// Prints the findings; gives the exit code.
pub(super) fn run(arguments: &Check, has_no_color: bool, out: &mut Printer) -> Result<u8, Failure> {
    if arguments.list {
        out.lines(&rules())?;
        return Ok(0);
    }
    let mut findings = Vec::new();
    let mut n_maps = 0;
    for path in &arguments.paths {
        let root = open(path, arguments.reach)?;
        let maps = root.maps();
        if maps.is_empty() {
            return Err(Failure::NoMap(Plain::from(path.to_string_lossy().into_owned()).to_string()));
        }
        n_maps += maps.len();
        for map in maps {
            let book = root.load(&map, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
            findings.extend(
                book.findings
                    .into_iter()
                    .map(|finding| Finding { file: as_named(&root, path, &finding.file), ..finding }),
            );
        }
    }
    match arguments.format {
        FindingFormat::Json => out.json(&Value::Array(findings.iter().map(json).collect()))?,
        FindingFormat::Text => {
            let is_colored = std::io::stdout().is_terminal() && !has_no_color;
            for finding in &findings {
                let text = if is_colored { caret::render_colored(finding) } else { caret::render(finding) };
                out.made(&text)?;
                out.made("\n")?;
            }
        }
    }
    complain(&summary(n_maps, &findings));
    Ok(u8::from(!findings.is_empty()))
}

/// A file of what was opened at that path as seen from where the user stands, so that it can be opened from there.
pub(super) fn as_named(root: &Root, path: &Path, file: &str) -> String {
    let file = Path::new(file);
    let folder = if root.is_single() { path.parent() } else { Some(path) };
    let file = folder.unwrap_or(Path::new("")).join(file);
    // `./x` is `x`.
    file.strip_prefix(".").unwrap_or(&file).to_string_lossy().into_owned()
}

/// `checked 3 maps: 1 error, 2 warnings`.
fn summary(n_maps: usize, findings: &[Finding]) -> String {
    let n_errors = findings.iter().filter(|finding| finding.severity() == Severity::Error).count();
    let counts = [(n_errors, "error"), (findings.len() - n_errors, "warning")];
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
    let found = if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") };
    format!("checked {}: {found}", counted(n_maps, "map"))
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

pub(super) fn json(finding: &Finding) -> Value {
    json!({
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "severity": word(finding.severity()),
        "rule": finding.rule.name(),
        "message": finding.message,
        "help": finding.help,
        "address": finding.address.as_ref().map(ToString::to_string),
    })
}

/// Every rule with its severity and what it is about.
fn rules() -> String {
    let widest = RULES.iter().map(|rule| rule.name().len()).max().unwrap_or(0);
    let line =
        |rule: &&crate::source::Rule| format!("{:widest$}  {:7}  {}", rule.name(), word(rule.severity()), rule.doc());
    RULES.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_counts_like_a_person() {
        assert_eq!(summary(1, &[]), "checked 1 map: nothing found");
        let (_, findings) = crate::source::parse("x.toml", "[journey]\ntitle = 1\n");
        assert!(!findings.is_empty());
        assert!(summary(2, &findings).starts_with("checked 2 maps: 1 error"), "{}", summary(2, &findings));
    }

    #[test]
    fn the_list_names_every_rule() {
        let list = rules();
        assert_eq!(list.lines().count(), RULES.len());
        assert!(list.lines().any(|line| line.starts_with("syntax ")), "{list}");
    }
}
