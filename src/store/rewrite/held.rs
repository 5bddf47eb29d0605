//! A map file under our lock.
//! Invariant: while it is held no other cjm writes it.

use std::fs::{File, Metadata};
use std::io::{self, Seek};
use std::os::unix::fs::MetadataExt;

use rustix::io::Errno;

use super::backup;
use super::place::Place;
use crate::store::Error;
use crate::store::file::{self, Folder, LARGEST_TEXT};
use crate::store::lock::{self, Lock};
use crate::store::state::State;

/// How often the file is looked up again because another one took its place while we waited.
const MOST_TURNS: usize = 1_000;

/// What came of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Write {
    /// It is on disk.
    Done,
    /// Somebody else wrote it since it was read; nothing was changed.
    Outrun,
}

/// A map file under its lock.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) place: Place,
    /// As it was before its text was read.
    pub(super) metadata: Metadata,
    label: String,
    /// What the lock is on, where that had to be opened for writing.
    _locked: Option<File>,
}

impl Held {
    /// Locks the file of a map. Where there are no locks one goes on without.
    pub(super) fn lock(folder: &Folder, label: &str) -> Result<Self, Error> {
        let failed = |source: io::Error| Error::Write { label: label.to_owned(), source };
        for _ in 0..MOST_TURNS {
            let place = Place::find(folder, label)?;
            let (lock, locked) = match lock::wait(&place.file) {
                // Over a network only who may write may lock.
                Err(error) if Errno::from_io_error(&error) == Some(Errno::BADF) => {
                    let Some(file) = place.for_writing().map_err(failed)? else { continue };
                    (lock::wait(&file).map_err(failed)?, Some(file))
                }
                lock => (lock.map_err(failed)?, None),
            };
            if lock == Lock::Theirs {
                return Err(Error::WriteLocked { label: label.to_owned() });
            }
            // Who had it may have put another file there.
            if place.is_current().map_err(failed)? {
                let metadata = place.file.metadata().map_err(failed)?;
                return Ok(Self { place, metadata, label: label.to_owned(), _locked: locked });
            }
        }
        Err(Error::WriteOutrun { label: label.to_owned() })
    }

    pub(super) fn text(&self) -> Result<String, Error> {
        let mut file = &self.place.file;
        file.rewind().map_err(|source| Error::Read { label: self.label.clone(), source })?;
        file::text(file, &self.label, LARGEST_TEXT)
    }

    /// The file after what was left half written is put right.
    pub(super) fn mended(mut self, state: &State) -> Result<Self, Error> {
        if backup::mend(state, &self.place).map_err(|source| self.failed(source))? {
            self.metadata = self.place.file.metadata().map_err(|source| self.failed(source))?;
        }
        Ok(self)
    }

    /// Is the file what it was when its text was read?
    pub(super) fn is_as_read(&self, before: &str) -> io::Result<bool> {
        let (was, is) = (&self.metadata, self.place.file.metadata()?);
        let is_untouched = is.mtime() == was.mtime()
            && is.mtime_nsec() == was.mtime_nsec()
            && is.ctime() == was.ctime()
            && is.ctime_nsec() == was.ctime_nsec()
            && is.len() == was.len();
        Ok(is_untouched && self.place.is_current()? && self.holds(before))
    }

    /// Is this the text of the file? Times may be too coarse to tell.
    pub(super) fn holds(&self, text: &str) -> bool {
        self.text().is_ok_and(|now| now == text)
    }

    pub(super) fn failed(&self, source: io::Error) -> Error {
        Error::Write { label: self.label.clone(), source }
    }

    pub(super) fn label(&self) -> &str {
        &self.label
    }
}
