//! What every template keeps.

use std::collections::BTreeSet;

use super::*;
use crate::journey::{Map, Severity};
use crate::source::parse;

fn all() -> Vec<&'static Phase> {
    PHASES.iter().collect()
}

fn made(template: &Template, phases: &[&'static Phase]) -> (Map, String) {
    let files = template.files(&NewMap { title: "A \"test\"\n", language: Some("it"), phases });
    let text = files.last().map(|file| file.text.clone()).unwrap_or_default();
    let (map, findings) = parse("journey.toml", &text);
    for finding in &findings {
        assert_eq!(finding.severity(), Severity::Advice, "{}: {finding:?}", template.name);
        assert!(finding.line > 0 && finding.column > 0, "{}: {finding:?}", template.name);
    }
    assert!((20..150).contains(&findings.len()), "{}: {} to fill in", template.name, findings.len());
    (map, text)
}

#[test]
fn all_that_is_found_in_a_template_is_to_be_filled_in() {
    for template in TEMPLATES {
        let (map, text) = made(template, &[]);
        let name = template.name;
        assert!(!text.contains("\n\n\n") && text.ends_with('\n') && !text.ends_with("\n\n"), "{name}: {text}");
        assert_eq!(map.title, "A \"test\"\n");
        assert_eq!(map.language.as_deref(), Some("it"));
        assert!((5..=7).contains(&map.stages.len()), "{name}: {} stages", map.stages.len());
        let names: Vec<&str> = map.stages.iter().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, template.stages().collect::<Vec<_>>(), "{name}");
        for stage in &map.stages {
            assert!((2..=4).contains(&stage.touchpoints.len()), "{name}: {}", stage.id);
            assert!(stage.when.is_some(), "{name}: {}", stage.id);
        }
        let touchpoints: Vec<_> = map.stages.iter().flat_map(|stage| &stage.touchpoints).collect();
        assert!(touchpoints.iter().any(|own| own.is_exit), "{name} has no way out");
        assert!(touchpoints.iter().any(|own| own.is_moment_of_truth), "{name} has no decisive moment");
        assert!(!map.personas.is_empty() && map.target.is_some(), "{name}");
        // Nobody has found anything yet.
        assert!(touchpoints.iter().all(|own| own.pains.is_empty() && own.emotion.is_none()), "{name}");
    }
}

#[test]
fn phases_add_what_they_measure_and_nothing_odd() {
    for template in TEMPLATES {
        let (map, _) = made(template, &all());
        assert_eq!(map.metrics.len(), 12, "{}", template.name);
        assert_eq!(map.sources.len(), 1 + PHASES.len(), "{}", template.name);
        let lower: Vec<_> = map
            .metric_definitions
            .iter()
            .filter(|own| own.direction == crate::metric::Direction::LowerIsBetter)
            .collect();
        assert_eq!(lower.len(), 1, "only what is abandoned");
    }
}

#[test]
fn made_up_answers_say_so_and_are_the_same_everywhere() {
    let files = TEMPLATES[0].files(&NewMap { title: "x", language: None, phases: &[] });
    let answers = &files.first().expect("there is a sample").text;
    let mut sums = std::collections::BTreeMap::<&str, (u32, u32)>::new();
    for line in answers.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells[0], "made up");
        let own = sums.entry(cells[2]).or_default();
        *own = (own.0 + 1, own.1 + cells[3].parse::<u32>().unwrap());
    }
    assert_eq!(sums.len(), 12);
    assert_eq!(sums.values().collect::<BTreeSet<_>>().len(), 1, "{sums:?}");
}

#[test]
fn names_are_distinct_and_titles_are_read_from_paths() {
    let names: BTreeSet<_> = TEMPLATES.iter().map(|own| own.name).collect();
    assert_eq!(names.len(), TEMPLATES.len());
    let cases = [
        ("my-shop/journey.toml", "My shop"),
        ("a/b_c.toml", "B c"),
        ("/tmp/café/", "Café"),
        (".", "A journey"),
        ("", "A journey"),
    ];
    for (path, expected) in cases {
        assert_eq!(title_for(path), expected, "{path}");
    }
}

#[test]
fn what_is_told_in_another_language_is_told_whole() {
    let blank = template("blank").expect("it is there");
    assert_eq!(blank.languages().collect::<Vec<_>>(), ["de", "es", "fr", "he"]);
    assert!(blank.speaks("fr-CA") && blank.speaks("en-GB") && !blank.speaks("it"));
    let phases = all();
    let text = |language: &'static str| {
        let asked = NewMap { title: "x", language: Some(language), phases: &phases };
        blank.files(&asked).pop().map(|file| file.text).unwrap_or_default()
    };
    let english = text("it");
    for language in blank.languages() {
        let own = text(language);
        let (map, findings) = parse("journey.toml", &own);
        assert!(findings.iter().all(|finding| finding.severity() == Severity::Advice), "{language}: {findings:?}");
        assert_eq!(map.language.as_deref(), Some(language));
        assert_eq!(own.lines().count(), english.lines().count(), "{language}");
        let same = own.lines().zip(english.lines()).filter(|(own, english)| own == english && own.contains("\"? "));
        assert_eq!(same.filter(|(own, _)| !own.starts_with('#')).count(), 0, "{language}");
    }
    assert!(template("cafe").is_some_and(|cafe| !cafe.speaks("de") && cafe.speaks("en")));
}
