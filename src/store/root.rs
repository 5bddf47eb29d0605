//! What a session opens: a folder of maps, or one map.
//! Invariant: a label is the path of a map from the root, with `/` between folders.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::file::Folder;
use super::memory::Memory;
use super::proposal::Proposal;
use super::shelf::{Depth, Shelf};
use super::{Error, Outside};
use crate::journey::Segment;
use crate::text::Plain;

/// Do answers weigh what their sources say?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weights {
    /// Yes, where a source says it.
    #[default]
    Heeded,
    /// No, all count the same: the user said so.
    Ignored,
}

/// A folder of maps, or the folder of one map.
#[derive(Clone, Debug)]
pub struct Root {
    pub(super) folder: Arc<Folder>,
    /// The map that was named, where a file was.
    named: Option<String>,
    /// The map that is named, as long as it is only proposed.
    pub(super) proposal: Proposal,
    title: String,
    /// What changed since then may have been read too early.
    pub(super) opened: SystemTime,
    pub(super) memory: Arc<Memory>,
    pub(super) weights: Weights,
    /// Rows that are counted apart, besides those of personas; all where it is empty.
    pub(super) apart: Segment,
}

/// By how much the clock of a file system may lag behind the system's.
const LAG: Duration = Duration::from_millis(20);

impl Root {
    /// Opens a folder, or the folder of a file: nothing outside it is read unless `outside` allows.
    ///
    /// # Errors
    ///
    /// When there is neither a folder nor a regular file.
    pub fn open(path: &Path, outside: Outside) -> Result<Self, Error> {
        let title = path.to_string_lossy().into_owned();
        let failed = |source: io::Error| Error::OpenRoot { label: title.clone(), source };
        #[expect(clippy::disallowed_methods, reason = "the store is the edge where files have times")]
        let opened = SystemTime::now() - LAG;
        let path = path.canonicalize().map_err(failed)?;
        let kind = path.metadata().map_err(failed)?.file_type();
        if kind.is_dir() {
            let folder = Arc::new(Folder::open(path, outside).map_err(failed)?);
            let (memory, weights) = (Arc::default(), Weights::default());
            return Ok(Self {
                folder,
                named: None,
                proposal: Proposal::default(),
                title,
                opened,
                memory,
                weights,
                apart: Segment::default(),
            });
        }
        if !kind.is_file() {
            return Err(Error::ReadOdd { label: title, what: "a pipe, a socket or a device" });
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?.to_owned();
        let folder = path.parent().unwrap_or(Path::new("/")).to_owned();
        let folder = Arc::new(Folder::open(folder, outside).map_err(failed)?);
        let (memory, weights, apart) = (Arc::default(), Weights::default(), Segment::default());
        Ok(Self { folder, named: Some(name), proposal: Proposal::default(), title, opened, memory, weights, apart })
    }

    /// The same, where weights are heeded or ignored.
    #[must_use]
    pub fn with_weights(self, weights: Weights) -> Self {
        Self { weights, ..self }
    }

    /// The same, where these rows are counted apart as well.
    #[must_use]
    pub fn counting_apart(self, apart: Segment) -> Self {
        Self { apart, ..self }
    }

    /// What the user named, fit to be shown.
    #[must_use]
    pub fn title(&self) -> Plain {
        Plain::new(&self.title)
    }

    /// Labels of its maps, sorted: the one that was named, or every `*.toml` of the folder and the
    /// folders in it that opens a `[journey]` table.
    ///
    /// Hidden folders, `target`, `node_modules` and links to folders are passed over.
    #[must_use]
    pub fn maps(&self) -> Vec<String> {
        self.shelf().maps
    }

    /// Its maps and the folders they may be in.
    pub(super) fn shelf(&self) -> Shelf {
        match self.only_named() {
            Some(name) => Shelf { maps: vec![name], folders: vec![String::new()] },
            None => Shelf::search(&self.folder, Depth::Below),
        }
    }

    /// Was a file named, not a folder?
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.named.is_some()
    }

    /// The map that was named, where a file was.
    pub(super) fn only_named(&self) -> Option<String> {
        self.proposal.label().or_else(|| self.named.clone())
    }

    /// The map that is meant where one map is asked for: the one that was named, or the only one
    /// directly in the folder.
    #[must_use]
    pub fn only_map(&self) -> Option<String> {
        if self.named.is_some() {
            return self.only_named();
        }
        let mut maps = Shelf::search(&self.folder, Depth::Here).maps;
        if maps.len() == 1 { maps.pop() } else { None }
    }
}
