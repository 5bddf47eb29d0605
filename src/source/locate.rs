//! Where a place of a map is written.
//! Invariant: an address that the parser gave leads back to its bytes.

use std::ops::Range;

use super::atlas::Atlas;
use super::format::{self, Report};
use super::tables::ROOT;
use crate::journey::{Address, Finding};

/// The bytes of a place of a map: of a field its value, of a table its header.
#[must_use]
pub fn locate(text: &str, address: &Address) -> Option<Range<usize>> {
    look(&mut Report::new("", text), |atlas| atlas.find(address))
}

/// Points findings that have an address at what the author wrote there. The others, and those whose place is not in
/// the text, stay as they are.
///
/// * `label`: the map as the user named it.
pub fn point(label: &str, text: &str, findings: &mut [Finding]) {
    if findings.iter().all(|finding| finding.address.is_none()) {
        return;
    }
    let mut report = Report::new(label, text);
    let spans: Vec<Option<Range<usize>>> =
        look(&mut report, |atlas| findings.iter().map(|finding| atlas.find(finding.address.as_ref()?)).collect());
    for (finding, span) in findings.iter_mut().zip(spans) {
        let Some(span) = span else { continue };
        label.clone_into(&mut finding.file);
        (finding.line, finding.column, finding.excerpt) = report.spot(&span);
    }
}

fn look<T>(report: &mut Report<'_>, find: impl FnOnce(&Atlas<'_>) -> T) -> T {
    format::read(report, &ROOT, |_, root| find(&Atlas::new(root)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::Noun;

    const MAP: &str = r#"[journey]
title = "T"
target = { metric = "nps", target = 40 }
metrics = [{ metric = "nps", source = "s", column = "all" }]
[[journey.note]]
text = "first"
[[journey.note]]
id = "late"
text = "second"
[[persona]]
id = "dana"
segment = { "area.code" = ["B", "C"] }
[[source]]
id = "s"
segments = ["park", "food"]
columns = { visits = "n" }
[[stage]]
id = "a"
[[stage.touchpoint]]
id = "x"
[[stage]]
[[stage.touchpoint]]
id = "x"
metrics = [{ metric = "nps", source = "s", column = "c" }, { metric = "csat", source = "s", column = "d" }]
[[stage.touchpoint.pain]]
text = "p"
"#;

    #[track_caller]
    fn check(address: &Address, expected: &str) {
        let span = locate(MAP, address).unwrap_or_else(|| panic!("{address} is not found"));
        assert_eq!(MAP.get(span), Some(expected), "{address}");
    }

    #[test]
    fn an_address_leads_to_its_bytes() {
        let journey = Address::journey();
        check(&journey.field("title"), "\"T\"");
        check(&journey.field("target.target"), "40");
        check(&journey.then(Noun::Note, "1").field("text"), "\"first\"");
        check(&journey.then(Noun::Binding, "1").field("column"), "\"all\"");
        check(&journey.then(Noun::Note, "late").field("text"), "\"second\"");
        check(&journey.then(Noun::Persona, "dana").field("segment.area.code"), "[\"B\", \"C\"]");
        let source = journey.then(Noun::Source, "s");
        check(&source, "[[source]]");
        check(&source.field("segments.2"), "\"food\"");
        check(&source.field("visits"), "\"n\"");
        check(&journey.then(Noun::Stage, "a").then(Noun::Touchpoint, "x").field("id"), "\"x\"");
        let second = journey.then(Noun::Stage, "2").then(Noun::Touchpoint, "x-2");
        check(&second.then(Noun::Binding, "2").field("column"), "\"d\"");
        check(&second.then(Noun::Pain, "1"), "[[stage.touchpoint.pain]]");
    }

    #[test]
    fn what_is_not_there_is_nowhere() {
        let journey = Address::journey();
        for address in [
            journey.field("owner"),
            journey.then(Noun::Stage, "b"),
            journey.then(Noun::Note, "0"),
            journey.then(Noun::Source, "s").field("segments.3"),
            journey.then(Noun::Source, "s").field("segments.0"),
            journey.then(Noun::Stage, "a").then(Noun::Touchpoint, "x").then(Noun::Binding, "1"),
        ] {
            assert_eq!(locate(MAP, &address), None, "{address}");
        }
    }

    #[test]
    fn every_address_the_parser_gives_is_found() {
        for text in [MAP, include_str!("map/full.toml")] {
            // Each value becomes one that no key takes, so that each has a finding with its address.
            let mut n_found = 0;
            for (at, line) in text.lines().enumerate() {
                let Some((key, _)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#')) else { continue };
                let odd = format!("{key} = [[]]");
                let lines = text.lines().enumerate().map(|(own, line)| if own == at { odd.as_str() } else { line });
                let broken = lines.collect::<Vec<_>>().join("\n");
                for mut finding in super::super::parse("map.toml", &broken).1 {
                    let Some(address) = finding.address.clone().filter(|_| finding.line == at + 1) else { continue };
                    if finding.rule.name() != "wrong-type" {
                        continue;
                    }
                    finding.line = 0;
                    let mut findings = [finding];
                    point("map.toml", &broken, &mut findings);
                    assert_eq!(findings[0].line, at + 1, "{address}\n{broken}");
                    n_found += 1;
                }
            }
            assert!(n_found > 10, "{n_found}");
        }
    }
}
