//! Changes on disk. Responsible for telling which maps are touched, once an editor or a copy has
//! settled. Must not know what is done about it.
//! Invariant: folders are watched, never files, so that a file that is replaced is still seen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode};

use super::load::beside;
use super::shelf::Shelf;
use super::{Error, Outside, Root};
use crate::journey::Map;

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Maps of which the text or a source is touched, sorted.
    Touched(Vec<String>),
    /// The list of maps, as it is now.
    Shelf(Vec<String>),
}

/// How long nothing must happen before changes are told.
const SETTLED: Duration = Duration::from_millis(100);

/// How many such pauses are waited for at most.
const MOST_PAUSES: usize = 10;

/// How often the list of maps is made at once while folders come in.
const MOST_LISTINGS: usize = 5;

/// How many of the folders that hold no map yet are watched.
const MOST_FOLDERS: usize = 1_000;

/// How often folders are looked at where the system does not tell of changes.
const POLL: Duration = Duration::from_secs(2);

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
    pub fn watch(&self, tell: impl FnMut(Change) + Send + 'static) -> Result<Watcher, Error> {
        let (sender, events) = channel();
        let mut watched = Watched::new(self.clone(), sender)?;
        watched.list();
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
    shelf: Shelf,
}

impl Watched {
    fn new(root: Root, sender: Sender<Heard>) -> Result<Self, Error> {
        let told = if is_remote(&root) { None } else { tell_by_system(sender.clone()) };
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

    /// What some events mean.
    fn changes(&mut self, touched: &BTreeSet<PathBuf>, is_all: bool) -> Vec<Change> {
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
            changes.push(Change::Shelf(self.shelf.maps.clone()));
        }
        let top = &self.root.folder.path;
        // A file is touched with any folder it is in.
        let is_touched = |file: &PathBuf| {
            touched.contains(file)
                || file.ancestors().skip(1).take_while(|folder| *folder != top).any(|folder| touched.contains(folder))
        };
        let labels = self
            .files
            .iter()
            .filter(|(_, files)| is_all || files.iter().any(is_touched))
            .map(|(label, _)| label.clone());
        let labels: Vec<String> = labels.collect();
        if !labels.is_empty() {
            changes.push(Change::Touched(labels));
        }
        changes
    }
}

/// The thread that listens.
struct Hearing<L, T> {
    events: Receiver<Heard>,
    lock: L,
    tell: T,
}

impl<L: Fn() -> Option<Arc<Mutex<Watched>>>, T: FnMut(Change)> Hearing<L, T> {
    /// Runs until the watcher is gone.
    fn run(mut self) {
        while let Ok(first) = self.events.recv() {
            let mut touched = BTreeSet::new();
            let mut is_all = note(first, &mut touched);
            if touched.is_empty() && !is_all {
                continue;
            }
            for _ in 0..MOST_PAUSES {
                match self.events.recv_timeout(SETTLED) {
                    Ok(event) => {
                        is_all |= note(event, &mut touched);
                        for event in self.events.try_iter() {
                            is_all |= note(event, &mut touched);
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            let Some(watched) = (self.lock)() else { return };
            let changes = lock(&watched).changes(&touched, is_all);
            drop(watched);
            for change in changes {
                (self.tell)(change);
            }
        }
    }
}

/// Takes down which paths an event is about; true where events were lost and all may have changed.
fn note(event: Heard, touched: &mut BTreeSet<PathBuf>) -> bool {
    let Ok(event) = event else { return false };
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    if !is_reading {
        touched.extend(event.paths.iter().cloned());
    }
    event.need_rescan()
}

fn tell_by_system(sender: Sender<Heard>) -> Option<Box<dyn notify::Watcher + Send>> {
    let eyes = <RecommendedWatcher as notify::Watcher>::new(sender, Config::default()).ok()?;
    Some(Box::new(eyes))
}

fn look_now_and_then(sender: Sender<Heard>) -> notify::Result<Box<dyn notify::Watcher + Send>> {
    let eyes = <PollWatcher as notify::Watcher>::new(sender, Config::default().with_poll_interval(POLL))?;
    Ok(Box::new(eyes))
}

/// Is the folder on another machine? Then changes made there are not told here.
#[cfg(target_os = "linux")]
fn is_remote(root: &Root) -> bool {
    // NFS, SMB 1 and 2, CIFS, AFS, Ceph, 9p and FUSE (sshfs and the like).
    const REMOTE: [u64; 8] =
        [0x6969, 0x517b, 0xfe53_4d42, 0xff53_4d42, 0x5346_414f, 0x00c3_6400, 0x0102_1997, 0x6573_5546];
    let kind = rustix::fs::fstatfs(&root.folder.handle).map(|stat| stat.f_type);
    kind.is_ok_and(|kind| REMOTE.iter().any(|remote| i128::from(kind) & 0xffff_ffff == i128::from(*remote)))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_: &Root) -> bool {
    false
}
