//! Opens and reads what was named on the command line, or refuses it.
//! Invariant: messages name a map as the user named it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::arguments::Counting;
use super::failure::CommandFailure;
use crate::journey::{Book, Finding, Map, Segment};
use crate::metric::Grain;
use crate::source::comments::{Comments, Wish};
use crate::store::{Loading, Outside, Root, Unproposed, Unwritten, Wanted, Weights, is_table};

/// One map in the file or folder that was opened.
pub(super) struct OpenedMap {
    root: Root,
    label: String,
    named: String,
}

pub(super) fn open(path: &Path, counting: impl Into<Counting>) -> Result<Root, CommandFailure> {
    let Counting { unweighted, reach } = counting.into();
    let outside = if reach.allow_outside { Outside::Allow } else { Outside::Refuse };
    let weights = if unweighted { Weights::Ignored } else { Weights::Heeded };
    Ok(Root::open(path, outside)?.with_weights(weights))
}

/// Opens a file or a folder; of a table the map that is proposed for it.
pub(super) fn open_any(path: &Path, counting: impl Into<Counting>) -> Result<Root, CommandFailure> {
    if is_table(path) { propose(path, counting) } else { open(path, counting) }
}

fn propose(path: &Path, counting: impl Into<Counting>) -> Result<Root, CommandFailure> {
    let Counting { unweighted, reach } = counting.into();
    let outside = if reach.allow_outside { Outside::Allow } else { Outside::Refuse };
    let weights = if unweighted { Weights::Ignored } else { Weights::Heeded };
    match Root::propose(path, outside) {
        Ok(root) => Ok(root.with_weights(weights)),
        Err(Unproposed::Failed(error)) => Err(error.into()),
        Err(Unproposed::Unbound(unbound)) => {
            let path = path.to_string_lossy();
            Err(CommandFailure::Unbound(format!("nothing to bind in `{path}`: {unbound}"), unbound.help()))
        }
    }
}

/// What the map of a folder is called that has others beside it, such as the same journey as it should be.
const USUAL: &str = "journey.toml";

/// Opens a file, or a folder with one map; of several that which has the usual name.
pub(super) fn open_one(path: &Path, counting: impl Into<Counting>) -> Result<OpenedMap, CommandFailure> {
    let counting = counting.into();
    match open_only(path, counting) {
        Err(CommandFailure::SeveralMaps(named, maps)) if maps.iter().any(|label| label == USUAL) => {
            Ok(OpenedMap { root: open(path, counting)?, label: USUAL.to_owned(), named })
        }
        opened => opened,
    }
}

/// Opens a file, or a folder with one map.
pub(super) fn open_only(path: &Path, counting: impl Into<Counting>) -> Result<OpenedMap, CommandFailure> {
    let root = open(path, counting)?;
    let named = root.title().to_string();
    if let Some(label) = root.only_map() {
        return Ok(OpenedMap { root, label, named });
    }
    let mut maps = root.maps();
    match maps.pop() {
        None => Err(CommandFailure::NoMap(named)),
        Some(label) if maps.is_empty() => Ok(OpenedMap { root, label, named }),
        Some(label) => {
            maps.push(label);
            Err(CommandFailure::SeveralMaps(named, maps))
        }
    }
}

/// The path of a file below `path`, as seen from the working directory.
pub(super) fn as_named(root: &Root, path: &Path, file: &str) -> String {
    let file = Path::new(file);
    let folder = if root.is_single() { path.parent() } else { Some(path) };
    let file = folder.unwrap_or(Path::new("")).join(file);
    // `./x` is `x`.
    file.strip_prefix(".").unwrap_or(&file).to_string_lossy().into_owned()
}

impl OpenedMap {
    /// The file or folder that was opened.
    pub(super) fn into_root(self) -> Root {
        self.root
    }

    /// Its label in what was opened.
    pub(super) fn label(&self) -> &str {
        &self.label
    }

    /// As the user named it.
    pub(super) fn named(&self) -> &str {
        &self.named
    }

    /// The file of the map, as seen from the working directory.
    pub(super) fn file(&self) -> String {
        let path = Path::new(&self.named);
        let path = if self.root.is_single() { path.to_owned() } else { path.join(&self.label) };
        path.to_string_lossy().into_owned()
    }

    /// The map without its numbers.
    pub(super) fn parse(&self) -> Result<Map, CommandFailure> {
        let enough = AtomicBool::new(false);
        let mut hear = |loading| {
            if matches!(loading, Loading::Opened(_)) {
                enough.store(true, Ordering::Relaxed);
            }
        };
        let book = self.root.load(&self.label, &Wanted::default(), &enough, &mut hear);
        let is_broken = |finding: &&Finding| finding.rule.leaves_unread() && finding.file == self.label;
        match book.findings.iter().find(is_broken) {
            Some(finding) => Err(CommandFailure::Unreadable(self.label.clone(), finding.message.clone())),
            None => Ok(book.map),
        }
    }

    /// The text of the map, whatever it says.
    pub(super) fn text(&self) -> Result<String, CommandFailure> {
        Ok(self.root.text(&self.label)?)
    }

    /// Writes what `make` makes of the text on disk.
    pub(super) fn rewrite(
        &self,
        make: impl FnMut(&str) -> Result<String, CommandFailure>,
    ) -> Result<(), CommandFailure> {
        match self.root.rewrite(&self.label, make) {
            Ok(_) => Ok(()),
            Err(Unwritten::Refused(failure)) => Err(failure),
            Err(Unwritten::Failed(error)) => Err(error.into()),
        }
    }

    /// What customers wrote at a place.
    pub(super) fn comments(&self, wish: &Wish) -> Result<Comments, CommandFailure> {
        Ok(self.root.comments(&self.label, wish, &AtomicBool::new(false), &mut |_, _| {})?)
    }

    /// The map with its numbers by periods of that length, a segment's included.
    pub(super) fn load(&self, segment: &Segment, grain: Grain) -> Book {
        let cohorts = if segment.choices.is_empty() { Vec::new() } else { vec![segment.clone()] };
        let wanted = Wanted { cohorts, grain: Some(grain), ..Wanted::default() };
        self.root.load(&self.label, &wanted, &AtomicBool::new(false), &mut |_| {})
    }
}
