//! Who names whom, file by file.
//!
//! A path leads through modules and re-exports to the file that defines what it names, so a file that only declares
//! modules and passes their items on is named by nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::sources::{Crate, Module};

/// One naming of something in another file of the crate.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// The file that names, below `src`.
    pub(super) from: String,
    pub(super) line: usize,
    /// The file that defines what is named.
    pub(super) to: String,
    /// Is it named by test code?
    pub(super) is_test: bool,
    /// Is a module named as a whole? What is then taken from it is an edge of its own.
    pub(super) is_module: bool,
}

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Module(usize),
    Item(usize),
}

/// Which of two things of one name is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    Module,
    Item,
}

/// How many re-exports may follow each other.
const DEEPEST: usize = 24;

/// Every edge of the crate, self-references left out.
pub(super) fn edges(read: &Crate) -> Vec<Edge> {
    let mut found = Vec::new();
    for (module_idx, module) in read.modules.iter().enumerate() {
        let bare: BTreeSet<&str> = module
            .mentions
            .iter()
            .filter(|mention| mention.path.len() == 1)
            .map(|mention| mention.path[0].as_str())
            .collect();
        for import in &module.imports {
            let as_module = follow(read, module_idx, &import.path, Meant::Module, DEEPEST);
            let is_bare = import.name.as_deref().is_some_and(|name| bare.contains(name));
            let target = match as_module {
                Some(Target::Module(_)) if is_bare => {
                    follow(read, module_idx, &import.path, Meant::Item, DEEPEST).or(as_module)
                }
                found => found,
            };
            found.extend(edge(read, module, target, import.line, import.is_test));
        }
        for mention in &module.mentions {
            let is_passed_on = || {
                module.imports.iter().all(|import| import.name.as_deref() != Some(&mention.path[0]))
                    && !module.items.contains_key(&mention.path[0])
            };
            if mention.path.len() > 1 || is_passed_on() {
                let target = follow(read, module_idx, &mention.path, Meant::Item, DEEPEST);
                found.extend(edge(read, module, target, mention.line, mention.is_test));
            }
        }
    }
    found
}

fn edge(read: &Crate, module: &Module, target: Option<Target>, line: usize, is_test: bool) -> Option<Edge> {
    let (file_idx, is_module) = match target? {
        Target::Module(named) => (read.modules[named].file_idx, true),
        Target::Item(file_idx) => (file_idx, false),
    };
    (file_idx != module.file_idx).then(|| Edge {
        from: read.sources[module.file_idx].path.clone(),
        line,
        to: read.sources[file_idx].path.clone(),
        is_test,
        is_module,
    })
}

/// Follows a path from a module; `None` where it leads out of the crate.
fn follow(read: &Crate, from: usize, path: &[String], meant: Meant, depth: usize) -> Option<Target> {
    let (first, mut rest) = path.split_first()?;
    let meant_by = |rest: &[String]| if rest.is_empty() { meant } else { Meant::Module };
    let mut now = match first.as_str() {
        "crate" => Target::Module(root_of(read, from)),
        "cjm" if read.modules[from].parent.is_none() => Target::Module(0),
        "self" => Target::Module(from),
        "super" => Target::Module(read.modules[from].parent?),
        name => look_up(read, from, name, meant_by(rest), depth)?,
    };
    while let (Target::Module(module), Some((name, left))) = (now, rest.split_first()) {
        rest = left;
        now = if name == "super" {
            Target::Module(read.modules[module].parent?)
        } else {
            // What a macro defines is defined where the macro is called.
            look_up(read, module, name, meant_by(rest), depth).unwrap_or(Target::Item(read.modules[module].file_idx))
        };
    }
    Some(now)
}

/// What a name means inside a module.
fn look_up(read: &Crate, within: usize, name: &str, meant: Meant, depth: usize) -> Option<Target> {
    let depth = depth.checked_sub(1)?;
    let module = &read.modules[within];
    let child = module.children.get(name).map(|child| Target::Module(*child));
    let item = module.items.contains_key(name).then_some(Target::Item(module.file_idx));
    let imported = || {
        let named = module.imports.iter().filter(|import| import.name.as_deref() == Some(name));
        named.filter(|import| import.path != [name]).find_map(|import| follow(read, within, &import.path, meant, depth))
    };
    let spread = || {
        let globs = module.imports.iter().filter(|import| import.name.is_none());
        globs.filter_map(|glob| follow(read, within, &glob.path, Meant::Module, depth)).find_map(
            |target| match target {
                Target::Module(spread) if spread != within => look_up(read, spread, name, meant, depth),
                _ => None,
            },
        )
    };
    match meant {
        Meant::Module => child.or_else(imported).or(item).or_else(spread),
        Meant::Item => item.or_else(imported).or(child).or_else(spread),
    }
}

fn root_of(read: &Crate, mut module: usize) -> usize {
    while let Some(parent) = read.modules[module].parent {
        module = parent;
    }
    module
}

/// Sets of files that name each other in a circle, larger than one, in order of their first file.
pub(super) fn circles(edges: &[Edge]) -> Vec<BTreeSet<String>> {
    let mut named: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| !edge.is_module) {
        named.entry(&edge.from).or_default().insert(&edge.to);
    }
    let reached: BTreeMap<&str, BTreeSet<&str>> = named.keys().map(|file| (*file, reach(&named, file))).collect();
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for (file, others) in &reached {
        if found.iter().any(|circle| circle.contains(*file)) {
            continue;
        }
        let back = |other: &&&str| reached.get(**other).is_some_and(|theirs| theirs.contains(file));
        let circle: BTreeSet<String> = others.iter().filter(back).map(|other| (*other).to_owned()).collect();
        if circle.len() > 1 {
            found.push(circle);
        }
    }
    found
}

/// Every file that can be reached from one, itself only where a circle leads back.
fn reach<'a>(named: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &'a str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(file) = waiting.pop() {
        for next in named.get(file).into_iter().flatten() {
            if reached.insert(*next) {
                waiting.push(next);
            }
        }
    }
    reached
}
