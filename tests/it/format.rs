//! The map format: its reference page and its examples.

use cjm::source::format::examples::FIRST;
use cjm::source::{caret, tables};

#[track_caller]
fn check_is_clean(name: &str, text: &str) {
    let (_, findings) = cjm::source::parse(name, text);
    let told: Vec<String> = findings.iter().map(caret::render).collect();
    assert!(told.is_empty(), "{name}\n{}", told.concat());
}

/// `UPDATE_DOCS=1 cargo test` writes the page.
#[test]
fn the_reference_page_is_what_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/FORMAT.md");
    let page = tables::reference();
    #[expect(clippy::disallowed_methods, reason = "the one switch that rewrites the page")]
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    #[expect(clippy::disallowed_methods, reason = "the page is part of the repository")]
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "maps/FORMAT.md is not what the table says; run `UPDATE_DOCS=1 cargo test`");
}

#[test]
fn the_examples_of_the_reference_page_are_clean() {
    check_is_clean("the first map", FIRST);
    for example in tables::examples() {
        check_is_clean(example.title, &format!("[journey]\ntitle = \"T\"\n{}", example.toml));
    }
}

#[test]
fn every_rule_and_key_stands_on_the_page() {
    let page = tables::reference();
    for rule in cjm::source::RULES {
        assert!(page.contains(&format!("| `{}` | ", rule.name())), "{rule}");
    }
    for table in tables::FIELDS {
        for field in table.fields {
            assert!(page.contains(&format!("| `{}` | ", field.key)), "{} of {}", field.key, table.name);
        }
    }
}

#[test]
fn links_lead_to_headings() {
    let page = tables::reference();
    let anchor = |line: &str| line.trim_start_matches(['#', ' ']).to_lowercase().replace(' ', "-");
    let headings: Vec<String> = page.lines().filter(|line| line.starts_with("##")).map(anchor).collect();
    let links: Vec<&str> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 20, "{links:?}");
    for link in links {
        assert!(headings.iter().any(|heading| heading == link), "{link}");
    }
}
