//! The walls of the house: imports go down only, rooms and nouns keep their places, and what may not be named is not.
//!
//! Every line of every file under `src` is read, test code included (`sources`); a path leads through modules and
//! re-exports to the file that defines what it names (`graph`). How it should be stands in `plan`; what is not yet so
//! stands in `today`, whose lists may only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use graph::Edge;
use plan::{
    APART, APP_ROOMS, DEPENDENCIES, FLOORS, GIVING_WAY, LARGEST_CIRCLE, LONGEST_FILE, NAMING_KINDS, SOURCE_ROOMS, WALLS,
};
use sources::{Crate, Noun};

mod graph;
mod plan;
mod sources;
mod today;

struct House {
    read: Crate,
    edges: Vec<Edge>,
}

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let read = Crate::read();
    let edges = graph::edges(&read);
    House { read, edges }
});

/// `metric/tally.rs` and `metric.rs` are both of `metric`.
fn floor_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// `app/view.rs` and `app/view/frame.rs` are both of the room `view`; `app.rs` is the house itself.
fn room_of(path: &str) -> Option<&str> {
    path.split('/').nth(1).map(|room| room.trim_end_matches(".rs"))
}

fn rank(table: &[&[&str]], name: &str) -> Option<usize> {
    table.iter().position(|row| row.contains(&name))
}

/// Does a path run down in a table, from one name to another?
fn goes_down(table: &[&[&str]], from: &str, to: &str) -> bool {
    from == to || rank(table, to) < rank(table, from)
}

/// What was found must be what is allowed, no more and no less; each thing found comes with where.
#[track_caller]
fn hold(found: &BTreeMap<String, String>, allowed: &[&str], list: &str, advice: &str) {
    let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
    let new: Vec<String> = found
        .iter()
        .filter(|(what, _)| !allowed.contains(what.as_str()))
        .map(|(what, place)| format!("  {what}  ({place})"))
        .collect();
    assert!(new.is_empty(), "{advice}:\n{}", new.join("\n"));
    let gone: Vec<String> =
        allowed.iter().filter(|what| !found.contains_key(**what)).map(|what| format!("  \"{what}\"")).collect();
    assert!(gone.is_empty(), "mended; delete from {list} in tests/it/floors/today.rs:\n{}", gone.join("\n"));
}

/// As [`hold`], for sets of files: each one found must be one allowed, or what is left of it.
#[track_caller]
fn hold_sets(found: &[BTreeSet<String>], allowed: &[&[&str]], list: &str, advice: &str) {
    let allowed: Vec<BTreeSet<String>> =
        allowed.iter().map(|set| set.iter().map(|file| (*file).to_owned()).collect()).collect();
    let said = |sets: Vec<&BTreeSet<String>>| -> String {
        let lines = sets.iter().map(|set| {
            let files: Vec<String> = set.iter().map(|file| format!("\"{file}\"")).collect();
            format!("    &[{}],\n", files.join(", "))
        });
        lines.collect()
    };
    let new: Vec<_> = found.iter().filter(|set| !allowed.iter().any(|old| set.is_subset(old))).collect();
    assert!(new.is_empty(), "{advice}:\n{}", said(new));
    let gone: Vec<_> = allowed.iter().filter(|old| !found.contains(old)).collect();
    let left: Vec<_> = found.iter().filter(|set| !allowed.contains(set)).collect();
    assert!(
        gone.is_empty(),
        "better than {list} in tests/it/floors/today.rs; delete there:\n{}and keep what is left of it:\n{}",
        said(gone),
        said(left)
    );
}

#[test]
fn paths_lead_to_the_file_that_defines() {
    let texts = [
        ("lib.rs", "pub mod low;\npub mod high;\n#[cfg(test)]\nmod stand;"),
        ("low.rs", "mod deep;\npub use deep::{Deep, Other as Renamed};\npub fn here() {}"),
        ("low/deep.rs", "//! crate::high::High\npub struct Deep;\npub struct Other;\npub enum Way { Up }"),
        (
            "high.rs",
            "use crate::{high::tall::{self, Tall}, low::Renamed};\n\
             mod tall;\n\
             // crate::low::here()\n\
             /// [`crate::low::here`]\n\
             fn f(x: &str) -> tall::Tall { assert_eq!(x, \"crate::low::here()\"); x.low::<u8>(); tall::g() }\n\
             #[cfg(test)]\n\
             mod tests {\n\
                 use super::*;\n\
                 #[test]\n\
                 fn t() { use super::super::low as l; assert!(l::here() == crate::stand::s()); }\n\
             }",
        ),
        ("high/tall.rs", "pub struct Tall;\npub fn g() -> Tall { match 1 { _ => super::f(\"\") } }"),
        ("stand.rs", "pub fn s() {}"),
    ];
    let read = Crate::of(texts.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect());
    let edges = graph::edges(&read);
    let mut found: Vec<String> = edges
        .iter()
        .filter(|edge| !edge.is_module)
        .map(|edge| format!("{}:{} {}{}", edge.from, edge.line, edge.to, if edge.is_test { " test" } else { "" }))
        .collect();
    found.sort();
    found.dedup();
    assert_eq!(
        found,
        [
            "high.rs:1 high/tall.rs",
            "high.rs:1 low/deep.rs",
            "high.rs:10 low.rs test",
            "high.rs:10 stand.rs test",
            "high.rs:5 high/tall.rs",
            "high/tall.rs:2 high.rs",
            "low.rs:2 low/deep.rs",
        ]
    );
    let circle = ["high.rs", "high/tall.rs"].map(ToOwned::to_owned);
    assert_eq!(graph::circles(&edges), [BTreeSet::from(circle)]);
    assert!(read.sources[5].is_test);
}

#[test]
fn every_file_is_read() {
    let lost: Vec<&str> =
        HOUSE.read.sources.iter().filter(|source| !source.is_declared).map(|source| source.path.as_str()).collect();
    assert!(lost.is_empty(), "no `mod` leads to these files; declare or delete them:\n{}", lost.join("\n"));
    let n_edges = HOUSE.edges.len();
    assert!(n_edges > HOUSE.read.sources.len(), "{n_edges} imports are too few: the test does not read them");
    assert!(HOUSE.edges.iter().any(|edge| edge.is_test), "the test does not read test code");
}

#[test]
fn every_module_has_a_floor() {
    for source in &HOUSE.read.sources {
        let floor = floor_of(&source.path);
        assert!(
            floor == "lib" || rank(FLOORS, floor).is_some(),
            "{floor} stands on no floor: give it a line in FLOORS of tests/it/floors/plan.rs, and in the table of src/lib.rs"
        );
    }
}

#[test]
fn imports_go_down_only() {
    let mut wrong = BTreeMap::new();
    for edge in &HOUSE.edges {
        let (from, to) = (floor_of(&edge.from), floor_of(&edge.to));
        if !goes_down(FLOORS, from, to) {
            wrong.insert(format!("{} -> {}", edge.from, edge.to), format!("line {}", edge.line));
        }
    }
    hold(
        &wrong,
        &[],
        "FLOORS",
        "imports that do not go down; move what is named to a lower floor, or hand it in from above",
    );
}

#[test]
fn a_floor_sees_of_a_lower_one_only_what_it_may() {
    let mut wrong = BTreeMap::new();
    for edge in &HOUSE.edges {
        for (from, to, but, why) in APART {
            let is_allowed = but.iter().any(|part| edge.to.starts_with(part));
            if floor_of(&edge.from) == *from && floor_of(&edge.to) == *to && !is_allowed {
                wrong.insert(format!("{} -> {}", edge.from, edge.to), format!("line {}: {why}", edge.line));
            }
        }
    }
    hold(&wrong, &[], "APART", "imports of what this floor must not see; take a plain value instead");
}

#[track_caller]
fn check_rooms(house: &str, table: &[&[&str]], table_name: &str) {
    let rooms: BTreeSet<&str> = HOUSE
        .read
        .sources
        .iter()
        .filter(|source| floor_of(&source.path) == house)
        .filter_map(|source| room_of(&source.path))
        .collect();
    for room in &rooms {
        assert!(
            rank(table, room).is_some(),
            "the room {house}/{room} has no place: give it one in {table_name} of tests/it/floors/plan.rs"
        );
    }
    for room in table.iter().copied().flatten() {
        assert!(rooms.contains(room), "there is no room {house}/{room}: delete it from {table_name}");
    }
    let is_test_file: BTreeSet<&str> =
        HOUSE.read.sources.iter().filter(|source| source.is_test).map(|source| source.path.as_str()).collect();
    let mut wrong = BTreeMap::new();
    for edge in &HOUSE.edges {
        let is_within = floor_of(&edge.from) == house && floor_of(&edge.to) == house;
        // Tests may stand on what was built for tests.
        let is_stand = edge.is_test && is_test_file.contains(edge.to.as_str());
        let (Some(from), Some(to)) = (room_of(&edge.from), room_of(&edge.to)) else { continue };
        if is_within && !is_stand && !goes_down(table, from, to) {
            wrong.insert(format!("{} -> {}", edge.from, edge.to), format!("line {}", edge.line));
        }
    }
    let advice =
        format!("imports that run up in {house}; the order of its rooms is {table_name}: move what is named down");
    hold(&wrong, &[], table_name, &advice);
}

#[test]
fn rooms_of_app_keep_their_order() {
    check_rooms("app", APP_ROOMS, "APP_ROOMS");
}

#[test]
fn rooms_of_source_keep_their_order() {
    check_rooms("source", SOURCE_ROOMS, "SOURCE_ROOMS");
}

#[test]
fn no_circle_is_larger_than_three_files() {
    let is_test_file: BTreeSet<&str> =
        HOUSE.read.sources.iter().filter(|source| source.is_test).map(|source| source.path.as_str()).collect();
    // Tests may stand on what was built for tests.
    let is_stand = |edge: &&graph::Edge| edge.is_test && is_test_file.contains(edge.to.as_str());
    let edges: Vec<graph::Edge> = HOUSE.edges.iter().filter(|edge| !is_stand(edge)).cloned().collect();
    let circles: Vec<_> = graph::circles(&edges).into_iter().filter(|circle| circle.len() > LARGEST_CIRCLE).collect();
    hold_sets(
        &circles,
        today::CIRCLES,
        "CIRCLES",
        "circles of files, each naming the next; move what they share to a file below them",
    );
}

#[test]
fn walls_hold() {
    let mut wrong = BTreeMap::new();
    for_each_path(|file, path, line, is_test| {
        for (floor, walls, why) in WALLS {
            let held = walls.iter().filter(|wall| {
                let wall: Vec<&str> = wall.split("::").collect();
                floor_of(file) == *floor && path.windows(wall.len()).any(|part| part == wall)
            });
            for wall in held {
                let kind = if is_test { "test code of " } else { "" };
                wrong.insert(format!("{kind}{file}: {wall}"), format!("line {line}: {why}"));
            }
        }
    });
    hold(
        &wrong,
        today::TESTS_BEYOND_WALLS,
        "TESTS_BEYOND_WALLS",
        "paths that this floor must not hold; take the value as an argument (test code that truly needs it may be listed)",
    );
}

#[test]
fn what_a_kind_of_metric_is_stands_in_its_row() {
    let kinds: BTreeSet<String> = cjm::metric::Kind::ALL.iter().map(|kind| format!("{kind:?}")).collect();
    let (mut wrong, mut used) = (BTreeMap::new(), BTreeSet::new());
    for_each_path(|file, path, line, is_test| {
        for name in path.windows(2).filter(|pair| !is_test && pair[0] == "Kind" && kinds.contains(pair[1])) {
            match NAMING_KINDS.iter().find(|(part, _)| file.starts_with(part)) {
                Some((part, _)) => drop(used.insert(*part)),
                None => drop(wrong.insert(format!("{file}: Kind::{}", name[1]), format!("line {line}"))),
            }
        }
    });
    hold(
        &wrong,
        &[],
        "NAMING_KINDS",
        "kinds of metrics named outside of their table; ask `Kind::row` what this one is",
    );
    let idle: Vec<_> = NAMING_KINDS.iter().filter(|(part, _)| !used.contains(part)).collect();
    assert!(idle.is_empty(), "these name no kind; delete them from NAMING_KINDS of tests/it/floors/plan.rs: {idle:?}");
}

#[test]
fn low_floors_name_few_dependencies() {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect("readable");
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let all: BTreeSet<String> =
        manifest["dependencies"].as_table().expect("a table").keys().map(|name| name.replace('-', "_")).collect();
    let mut wrong = BTreeMap::new();
    for_each_path(|file, path, line, _| {
        for (floor, allowed) in DEPENDENCIES {
            if floor_of(file) == *floor && all.contains(path[0]) && !allowed.contains(&path[0]) {
                wrong.insert(format!("{file}: {}", path[0]), format!("line {line}"));
            }
        }
    });
    hold(&wrong, &[], "DEPENDENCIES", "dependencies that this floor must not name; use them a floor higher");
}

/// Every path of two words or more: the file, the path, its line, and whether it stands in test code.
fn for_each_path(mut see: impl FnMut(&str, &[&str], usize, bool)) {
    for module in &HOUSE.read.modules {
        let file = &HOUSE.read.sources[module.file_idx].path;
        let imports = module.imports.iter().map(|import| (&import.path, import.line, import.is_test));
        let mentions = module.mentions.iter().map(|mention| (&mention.path, mention.line, mention.is_test));
        for (path, line, is_test) in imports.chain(mentions.filter(|(path, ..)| path.len() > 1)) {
            let words: Vec<&str> = path.iter().map(String::as_str).collect();
            see(file, &words, line, is_test);
        }
    }
}

#[test]
fn one_noun_has_one_meaning() {
    let mut nouns: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for module in &HOUSE.read.modules {
        for (noun, _) in module.items.iter().filter(|(_, kind)| **kind == Noun::Public) {
            nouns.entry(noun).or_default().insert(&HOUSE.read.sources[module.file_idx].path);
        }
    }
    let gives_way = |file: &&&str| GIVING_WAY.contains(&floor_of(file));
    let (mut above, mut below) = (BTreeMap::new(), BTreeMap::new());
    for (noun, files) in nouns.iter().filter(|(_, files)| files.len() > 1) {
        let place = files.iter().copied().collect::<Vec<_>>().join(", ");
        for file in files.iter().filter(gives_way) {
            above.insert(format!("{noun} of {file}"), place.clone());
        }
        let n_below = files.iter().filter(|file| !gives_way(file)).count();
        for file in files.iter().filter(|file| n_below > 1 && !gives_way(file)) {
            below.insert(format!("{noun} of {file}"), place.clone());
        }
    }
    hold(
        &above,
        &[],
        "GIVING_WAY",
        "public nouns of app, ui, terminal or cli that are defined elsewhere, too; rename the one on this side",
    );
    hold(
        &below,
        today::NOUNS_WITH_TWO_MEANINGS,
        "NOUNS_WITH_TWO_MEANINGS",
        "public nouns that are defined twice; rename one by what it is in the field",
    );
}

#[test]
fn every_file_says_what_it_is_for_and_is_of_one_noun() {
    let mut long = BTreeMap::new();
    for source in &HOUSE.read.sources {
        let path = &source.path;
        assert!(source.has_header, "src/{path} has no header: say in a line of `//!` what it is for");
        assert!(!path.ends_with("mod.rs"), "src/{path}: name the file after its noun, beside its folder");
        if source.n_lines > LONGEST_FILE {
            long.insert(path.clone(), format!("{} lines", source.n_lines));
        }
    }
    let advice = format!("files of more than {LONGEST_FILE} lines; split them by noun");
    hold(&long, &[], "LONGEST_FILE", &advice);
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
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name} stands at the top level: move it below one of {allowed:?}"
        );
    }
}
