//! `cjm check`: what is wrong with maps and their sources.
//! Invariant: the exit code is 1 exactly when something is wrong; what is only to be filled in is not.

use std::io::IsTerminal as _;
use std::sync::atomic::AtomicBool;

use super::arguments::CheckArguments;
use super::failure::CommandFailure;
use super::findings::{COLUMNS, word};
use super::open::{as_named, open};
use super::print::{Printer, complain};
use super::table::{self, Around, Format, TableCell, TableColumn, column, words};
use crate::journey::{Finding, Rule, Severity};
use crate::source::{RULES, caret};
use crate::store::Wanted;
use crate::text::Plain;

const RULE_COLUMNS: [TableColumn<Rule>; 3] = [
    column(words("rule"), |rule| TableCell::words(Some(rule.name()))),
    column(words("severity"), |rule| TableCell::words(Some(word(rule.severity())))),
    column(words("about"), |rule| TableCell::words(Some(rule.doc()))),
];

/// Prints the findings; gives the exit code.
pub(super) fn run(arguments: &CheckArguments, has_no_color: bool, out: &mut Printer) -> Result<u8, CommandFailure> {
    if arguments.list {
        table::print(arguments.format, &RULE_COLUMNS, &RULES.iter().copied(), &Around::default(), out)?;
        return Ok(0);
    }
    let mut findings = Vec::new();
    let mut n_maps = 0;
    for path in &arguments.paths {
        let root = open(path, arguments.counting)?;
        let maps = root.maps();
        if maps.is_empty() {
            return Err(CommandFailure::NoMap(Plain::from(path.to_string_lossy().into_owned()).to_string()));
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
    if arguments.format == Format::Text {
        let is_colored = std::io::stdout().is_terminal() && !has_no_color;
        for finding in &findings {
            if finding.severity() == Severity::Advice {
                let Finding { file, line, column, message, rule, .. } = finding;
                out.lines(&format!("{message} [{rule}] {file}:{line}:{column}"))?;
                if let Some(help) = &finding.help {
                    out.lines(&format!("  help: {help}"))?;
                }
                continue;
            }
            let text = if is_colored { caret::render_colored(finding) } else { caret::render(finding) };
            out.made(&text)?;
            out.made("\n")?;
        }
    } else {
        table::print(arguments.format, &COLUMNS, &findings.iter(), &Around::default(), out)?;
    }
    complain(&summary(n_maps, &findings));
    Ok(u8::from(findings.iter().any(|finding| finding.severity() != Severity::Advice)))
}

/// `checked 3 maps: 1 error, 2 warnings`.
fn summary(n_maps: usize, findings: &[Finding]) -> String {
    let n = |severity: Severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let counts = [(n(Severity::Error), "error"), (n(Severity::Warning), "warning")];
    let mut parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| counted(*n, noun)).collect();
    let n_open = n(Severity::Advice);
    if n_open > 0 {
        parts.push(format!("{n_open} to fill in"));
    }
    let found = if parts.is_empty() { "nothing found".to_owned() } else { parts.join(", ") };
    format!("checked {}: {found}", counted(n_maps, "map"))
}

fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
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
        let open = "[journey]\ntitle = \"x\"\nobjective = \"? Why\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n";
        let (_, findings) = crate::source::parse("x.toml", open);
        assert_eq!(summary(1, &findings), "checked 1 map: 1 to fill in");
    }
}
