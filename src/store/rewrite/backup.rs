//! Keeps copies of files while they are written in place, and puts right what was interrupted.
//! Invariant: a file is put right only where all of it comes from an interrupted write of ours.
//!
//! A copy holds both texts, and the file it is of. When a write was interrupted, the next one to read or write that
//! file finds the copy: where every byte of the file is that of the old or of the new text at the same place, the old
//! text is put back, for nobody was told that the new one is saved. Anything else was written by somebody since, and
//! is not touched; the copy is then kept under another name.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open, rename, unlink};
use rustix::io::retry_on_intr;
use serde::{Deserialize, Serialize};

use super::place::{Place, put_text};
use crate::store::file::{FLAGS, LARGEST_TEXT};
use crate::store::lock::{self, Lock};
use crate::store::state::{State, fresh, mark, sync_folder};

const FOLDER: &str = "backup";

const END: &str = ".json";

/// In bytes.
const LARGEST: u64 = 16 * LARGEST_TEXT;

/// A copy of a file that is being written. It goes when it is dropped.
#[derive(Debug)]
pub(super) struct Backup {
    path: PathBuf,
    /// Locked: who finds it knows that we are at it.
    _file: File,
    is_left: bool,
}

/// What is in a copy.
#[derive(Debug, Serialize, Deserialize)]
struct Copy {
    /// For a person who finds it.
    path: String,
    device: u64,
    inode: u64,
    old: String,
    new: String,
}

impl Backup {
    /// Keeps both texts of a file; they are on disk when it returns.
    pub(super) fn keep(state: &State, place: &Place, old: &str, new: &str) -> io::Result<Self> {
        let folder = state.folder(FOLDER)?;
        let (path, mut file) = fresh(&folder, &mark(&place.path), END)?;
        let backup = Self { path, _file: file.try_clone()?, is_left: false };
        lock::ask(&file)?;
        let metadata = place.file.metadata()?;
        let copy = Copy {
            path: place.path.to_string_lossy().into_owned(),
            device: metadata.dev(),
            inode: metadata.ino(),
            old: old.to_owned(),
            new: new.to_owned(),
        };
        file.write_all(&serde_json::to_vec(&copy)?)?;
        file.sync_all()?;
        sync_folder(&folder)?;
        Ok(backup)
    }

    /// Leaves it where it is.
    pub(super) fn leave(mut self) -> PathBuf {
        self.is_left = true;
        self.path.clone()
    }
}

impl Drop for Backup {
    fn drop(&mut self) {
        if !self.is_left {
            retry_on_intr(|| unlink(&self.path)).ok();
        }
    }
}

/// Are there copies at all?
pub(super) fn are_there(state: &State) -> bool {
    state.path(FOLDER).is_some_and(|folder| folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()))
}

/// Puts a file right that is held. Was there anything to do?
pub(super) fn mend(state: &State, place: &Place) -> io::Result<bool> {
    let Some(folder) = state.path(FOLDER) else { return Ok(false) };
    let Ok(entries) = folder.read_dir() else { return Ok(false) };
    let start = format!("{}-", mark(&place.path));
    let mut is_mended = false;
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(&start) && name.ends_with(END)) {
            is_mended |= mend_by(&entry.path(), place)?;
        }
    }
    Ok(is_mended)
}

fn mend_by(path: &Path, place: &Place) -> io::Result<bool> {
    let Ok(handle) = open(path, FLAGS | OFlags::NOFOLLOW, Mode::empty()) else { return Ok(false) };
    let file = File::from(handle);
    if lock::ask(&file)? == Lock::Theirs {
        return Ok(false);
    }
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
    let Ok(copy) = serde_json::from_slice::<Copy>(&bytes) else {
        // It was interrupted itself, before anything was changed.
        unlink(path)?;
        return Ok(false);
    };
    let metadata = place.file.metadata()?;
    let now = bytes_of(place)?;
    if now == copy.old.as_bytes() || now == copy.new.as_bytes() {
        unlink(path)?;
        return Ok(false);
    }
    let is_it = (metadata.dev(), metadata.ino()) == (copy.device, copy.inode);
    if !is_it || !is_between(&now, copy.old.as_bytes(), copy.new.as_bytes()) {
        rename(path, path.with_extension("kept"))?;
        return Ok(false);
    }
    let Some(file) = place.for_writing()? else { return Ok(false) };
    put_text(&file, &copy.old)?;
    unlink(path)?;
    Ok(true)
}

fn bytes_of(place: &Place) -> io::Result<Vec<u8>> {
    let mut file = &place.file;
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Is every byte that of the old or of the new text, or not written yet?
fn is_between(now: &[u8], old: &[u8], new: &[u8]) -> bool {
    now.len() <= old.len().max(new.len())
        && now.len() >= old.len().min(new.len())
        && now.iter().enumerate().all(|(idx, byte)| {
            let byte = Some(byte);
            byte == old.get(idx) || byte == new.get(idx) || (byte == Some(&0) && idx >= old.len())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_was_interrupted_is_known() {
        let (old, new) = (b"one two".as_slice(), b"ONE TWO THREE".as_slice());
        for torn in ["one two", "ONE two", "one TWO THREE", "ONE TWO TH\0\0\0", "ONE TWO"] {
            assert!(is_between(torn.as_bytes(), old, new), "{torn}");
        }
        for other in ["", "one", "one too", "one two three", "ONE TWO THREE FOUR", "\0NE TWO"] {
            assert!(!is_between(other.as_bytes(), old, new), "{other}");
        }
    }
}
