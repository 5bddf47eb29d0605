//! The walls of the house: imports go down only, and what may not be named is not named.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules by floor, lowest first; those of one floor do not name each other.
const FLOORS: &[&[&str]] = &[
    &["metric", "sentiment"],
    &["text", "journey"],
    &["source"],
    &["search", "standup"],
    &["app"],
    &["ui", "store"],
    &["terminal"],
    &["cli"],
];

/// Words that a floor must not hold, and why.
const WALLS: &[(&str, &[&str], &str)] = &[
    ("metric", &["serde", "toml::", "std::fs", "std::path", "ratatui"], "numbers know no files and no screens"),
    ("sentiment", &["serde", "csv::", "std::fs", "std::path", "ratatui"], "texts come in, nobody asks from where"),
    (
        "journey",
        &["serde", "toml::", "csv::", "std::fs", "std::path", "ratatui", "crossterm"],
        "the vocabulary has no dependency",
    ),
    ("source", &["std::fs", "std::path", "ratatui", "crossterm"], "texts and bytes come in, nobody asks from where"),
    ("search", &["toml::", "csv::", "std::path"], "a fold over names"),
    (
        "standup",
        &["toml::", "csv::", "source::", "std::fs", "std::path", "std::time", "Zoned::now", "ratatui"],
        "a fold over maps, which reads no clock",
    ),
    (
        "app",
        &["ratatui", "crossterm", "std::fs", "std::env", "Instant", "SystemTime", "Zoned::now", "std::thread"],
        "the state machine does no input or output",
    ),
    ("ui", &["std::fs", "std::env", "app::State", "app::state", "crossterm::"], "paint sees a view of plain values"),
    ("store", &["ratatui", "crossterm"], "files know no screens"),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<_> =
            fs::read_dir(folder).expect("src is there").map(|entry| entry.expect("an entry").path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("readable");
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join("src"), &mut found);
    found
        .into_iter()
        .map(|(path, text)| (path.strip_prefix(root.join("src")).expect("inside").to_owned(), text))
        .collect()
}

/// `src/metric/tally.rs` and `src/metric.rs` are both of `metric`.
fn module_of(path: &Path) -> String {
    let first = path.components().next().expect("not empty").as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").map_or(first.clone(), ToOwned::to_owned)
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The first word after every `crate::`, also inside `use crate::{a, b::c}`.
fn named(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line_idx, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        for part in code.split("crate::").skip(1) {
            let heads: Vec<&str> = match part.strip_prefix('{') {
                Some(list) => list.split(',').collect(),
                None => vec![part],
            };
            for head in heads {
                let word: String = head.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !word.is_empty() {
                    found.push((line_idx + 1, word));
                }
            }
        }
    }
    found
}

#[test]
fn imports_go_down_only() {
    let mut wrong = Vec::new();
    let mut n_imports = 0;
    for (path, text) in sources() {
        let Some(own_floor) = floor_of(&module_of(&path)) else { continue };
        for (line, word) in named(&text) {
            let Some(floor) = floor_of(&word) else { continue };
            n_imports += 1;
            if floor > own_floor || (floor == own_floor && word != module_of(&path) && own_floor != 1) {
                wrong.push(format!("src/{}:{line} names {word}", path.to_string_lossy()));
            }
        }
    }
    assert!(n_imports > 3, "the test reads no imports");
    assert!(wrong.is_empty(), "imports that go up:\n{}", wrong.join("\n"));
}

#[test]
fn every_module_has_a_floor() {
    for (path, _) in sources() {
        let module = module_of(&path);
        assert!(module == "main" || module == "lib" || floor_of(&module).is_some(), "{module} stands on no floor");
    }
}

#[test]
fn walls_hold() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let module = module_of(&path);
        let is_test = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
        if is_test {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (floor, words, why) in WALLS {
            if module != *floor {
                continue;
            }
            for (line_idx, line) in code.lines().enumerate() {
                let line_code = line.split("//").next().unwrap_or_default();
                for word in *words {
                    if line_code.contains(word) {
                        wrong.push(format!("src/{}:{} names {word}: {why}", path.to_string_lossy(), line_idx + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "walls broken:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_is_of_one_noun() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let n_lines = text.lines().count();
        if !text.starts_with("//!") {
            wrong.push(format!("src/{} has no header", path.to_string_lossy()));
        }
        if n_lines > 500 {
            wrong.push(format!("src/{} has {n_lines} lines", path.to_string_lossy()));
        }
        if path.file_name().is_some_and(|name| name == "mod.rs") {
            wrong.push(format!("src/{}: name the file after its noun", path.to_string_lossy()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_top_level_stays_small() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "maps",
        "tests",
        "benches",
        "fuzz",
        "README.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "CHANGELOG.md",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the package") {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} stands at the top level");
    }
}
