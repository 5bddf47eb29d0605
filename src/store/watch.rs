//! Watches for changes on disk, and tells which maps they touch once an editor or a copy has settled.
//! Invariant: folders are watched, never files, so that a file that is replaced is still seen.

mod eyes;
mod hearing;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use notify::{Event, RecursiveMode};

use self::eyes::{is_remote, look_now_and_then, tell_by_system};
use self::hearing::Hearing;
use super::load::beside;
use super::shelf::Shelf;
use super::{Error, Outside, Root};
use crate::journey::Map;

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskChange {
    /// Maps of which a source is touched, or all may be, sorted.
    Touched(Vec<String>),
    /// Maps of which only the text is touched, sorted.
    Rewritten(Vec<String>),
    /// The list of maps, as it is now.
    Shelf(Vec<String>),
}

/// How often the list of maps is made at once while folders come in.
const MOST_LISTINGS: usize = 5;

/// How many of the folders that hold no map yet are watched.
const MOST_FOLDERS: usize = 1_000;

/// How we come to know of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The system tells.
    Listening,
    /// We look every now and then.
    Looking,
}

/// Watches while it lives.
pub struct Watcher {
    watched: Arc<Mutex<Watched>>,
}

impl Root {
    /// Watches the folders of the maps. `tell` is called from a thread of its own.
    ///
    /// The sources of a map are watched once [`Watcher::follow`] has heard of them.
    ///
    /// # Errors
    ///
    /// When the system can neither tell of changes nor be asked about them.
    pub fn watch(&self, tell: impl FnMut(DiskChange) + Send + 'static) -> Result<Watcher, Error> {
        self.watch_by(if is_remote(self) { Way::Looking } else { Way::Listening }, tell)
    }

    /// Watches in the way that is given.
    pub(super) fn watch_by(&self, way: Way, tell: impl FnMut(DiskChange) + Send + 'static) -> Result<Watcher, Error> {
        let (sender, events) = channel();
        let mut watched = Watched::new(self.clone(), way, sender)?;
        watched.list();
        watched.catch_up();
        let watched = Arc::new(Mutex::new(watched));
        let weak = Arc::downgrade(&watched);
        let hear = Hearing { events, lock: move || weak.upgrade(), tell };
        let named = std::thread::Builder::new().name("watch".to_owned());
        named.spawn(move || hear.run()).map_err(|source| Error::Watch { source: notify::Error::io(source) })?;
        Ok(Watcher { watched })
    }
}

impl Watcher {
    /// Watches the sources of a map, in place of those it had before. To be called after each load.
    pub fn follow(&self, label: &str, map: &Map) {
        let files: Vec<&str> = map.sources.iter().map(|source| source.file.as_str()).collect();
        let mut watched = lock(&self.watched);
        watched.follow(label, &files);
        watched.watch_folders();
        watched.catch_up();
    }

    /// Are folders looked at every now and then because the system does not tell?
    #[must_use]
    pub fn is_polling(&self) -> bool {
        lock(&self.watched).is_polling
    }
}

fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    // Nothing is left half done by a panic elsewhere.
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

type Heard = notify::Result<Event>;

/// What is watched, and for whom.
struct Watched {
    root: Root,
    eyes: Box<dyn notify::Watcher + Send>,
    is_polling: bool,
    sender: Sender<Heard>,
    folders: BTreeSet<PathBuf>,
    /// Files of each map.
    files: BTreeMap<String, BTreeSet<PathBuf>>,
    /// Files of which nothing that happened since the folder was opened can have been missed.
    seen: BTreeSet<PathBuf>,
    shelf: Shelf,
}

impl Watched {
    fn new(root: Root, way: Way, sender: Sender<Heard>) -> Result<Self, Error> {
        let told = if way == Way::Looking { None } else { tell_by_system(sender.clone()) };
        let is_polling = told.is_none();
        let eyes = match told {
            Some(eyes) => eyes,
            None => look_now_and_then(sender.clone()).map_err(|source| Error::Watch { source })?,
        };
        let mut watched = Self {
            root,
            eyes,
            is_polling,
            sender,
            folders: BTreeSet::new(),
            files: BTreeMap::new(),
            seen: BTreeSet::new(),
            shelf: Shelf::default(),
        };
        let top = watched.root.folder.path.clone();
        watched
            .eyes
            .watch(&top, RecursiveMode::NonRecursive)
            .or_else(|_| watched.poll_instead())
            .map_err(|source| Error::Watch { source })?;
        Ok(watched)
    }

    fn poll_instead(&mut self) -> notify::Result<()> {
        self.eyes = look_now_and_then(self.sender.clone())?;
        self.is_polling = true;
        self.folders.clear();
        Ok(())
    }

    /// Remembers the files of a map.
    fn follow(&mut self, label: &str, sources: &[&str]) {
        let top = &self.root.folder.path;
        let mut files: BTreeSet<PathBuf> = [top.join(label)].into();
        for source in sources {
            let path = beside(label, source);
            let full = top.join(&path);
            // The name that is written, and the file it leads to in the end.
            let ends = [
                full.parent()
                    .and_then(|folder| folder.canonicalize().ok())
                    .zip(full.file_name())
                    .map(|(folder, name)| folder.join(name)),
                full.canonicalize().ok(),
            ];
            let is_ours = |end: &PathBuf| self.root.folder.outside == Outside::Allow || end.starts_with(top);
            files.extend(ends.into_iter().flatten().filter(is_ours));
        }
        self.files.insert(label.to_owned(), files);
    }

    /// Lists the maps again, and again while new folders turn up. Did the list change?
    fn list(&mut self) -> bool {
        let before = self.shelf.maps.clone();
        for _ in 0..MOST_LISTINGS {
            self.shelf = self.root.shelf();
            self.files.retain(|label, _| self.shelf.maps.contains(label));
            for label in self.shelf.maps.clone() {
                if !self.files.contains_key(&label) {
                    self.follow(&label, &[]);
                }
            }
            // What came into a new folder before it was watched was not told.
            if !self.watch_folders() {
                break;
            }
        }
        before != self.shelf.maps
    }

    /// Watches every folder that may hold a map or holds a file of one, and those above it up to
    /// the root. Were there new ones?
    fn watch_folders(&mut self) -> bool {
        let top = self.root.folder.path.clone();
        let searched = self.shelf.folders.iter().take(MOST_FOLDERS).map(|folder| top.join(folder));
        let mut wanted: BTreeSet<PathBuf> = searched.collect();
        for file in self.files.values().flatten() {
            let above = file.ancestors().skip(1);
            wanted.extend(above.take_while(|folder| folder.starts_with(&top)).map(Path::to_owned));
            wanted.extend(file.parent().map(Path::to_owned));
        }
        let mut has_new = false;
        for folder in self.folders.difference(&wanted) {
            // It may be gone already.
            let _ = self.eyes.unwatch(folder);
        }
        self.folders.retain(|folder| wanted.contains(folder));
        for folder in &wanted {
            if self.folders.contains(folder) {
                continue;
            }
            match self.eyes.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => has_new |= self.folders.insert(folder.clone()),
                // The system tells of no more folders.
                Err(error) if matches!(error.kind, notify::ErrorKind::MaxFilesWatch) && !self.is_polling => {
                    if self.poll_instead().is_ok() {
                        return self.watch_folders();
                    }
                }
                // It is not there now; the folder above it will tell when it comes.
                Err(_) => {}
            }
        }
        has_new
    }

    /// Tells of files that changed after the folder was opened and before they were watched.
    fn catch_up(&mut self) {
        for file in self.files.values().flatten() {
            if self.seen.contains(file) {
                continue;
            }
            let changed = file.metadata().and_then(|metadata| metadata.modified());
            if changed.is_ok_and(|changed| changed >= self.root.opened) {
                let event = Event::new(notify::EventKind::Any).add_path(file.clone());
                // The listener ends with the watcher.
                self.sender.send(Ok(event)).ok();
            }
            self.seen.insert(file.clone());
        }
    }

    /// What some events mean.
    fn changes(&mut self, touched: &BTreeSet<PathBuf>, is_all: bool) -> Vec<DiskChange> {
        let mut changes = Vec::new();
        // A folder that was taken away and put back is another one.
        let gone: Vec<PathBuf> = self.folders.iter().filter(|folder| touched.contains(*folder)).cloned().collect();
        for folder in &gone {
            let _ = self.eyes.unwatch(folder);
            self.folders.remove(folder);
        }
        let is_source =
            |path: &PathBuf| self.files.iter().any(|(label, files)| files.contains(path) && !path.ends_with(label));
        let may_be_listed_anew = is_all || !touched.iter().all(is_source);
        if may_be_listed_anew && self.list() {
            changes.push(DiskChange::Shelf(self.shelf.maps.clone()));
        }
        let top = &self.root.folder.path;
        // A file is touched with any folder it is in.
        let is_touched = |file: &PathBuf| {
            touched.contains(file)
                || file.ancestors().skip(1).take_while(|folder| *folder != top).any(|folder| touched.contains(folder))
        };
        let (mut texts, mut sources) = (Vec::new(), Vec::new());
        for (label, files) in &self.files {
            let own = top.join(label);
            if is_all || files.iter().any(|file| *file != own && is_touched(file)) {
                sources.push(label.clone());
            } else if is_touched(&own) {
                texts.push(label.clone());
            }
        }
        changes.extend((!sources.is_empty()).then_some(DiskChange::Touched(sources)));
        changes.extend((!texts.is_empty()).then_some(DiskChange::Rewritten(texts)));
        changes
    }
}
