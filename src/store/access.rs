//! Whether a map can be written, known before one tries.
//! Invariant: where this says no, a rewrite fails.

use std::os::unix::fs::MetadataExt;

use rustix::fs::{Access, AtFlags, accessat};
use rustix::io::Errno;

use super::Root;
use super::rewrite::Place;
use crate::journey::ReadOnly;

impl Root {
    /// What keeps the file of a map from being written; `None` where nothing does, as far as is known.
    ///
    /// A file that nobody may write is meant to stay as it is, whoever asks: it is refused to root too.
    #[must_use]
    pub fn locked(&self, label: &str) -> Option<ReadOnly> {
        if self.proposal.text(label).is_some() {
            return None;
        }
        let place = Place::find(&self.folder, label).ok()?;
        let may = |path| accessat(&place.folder, path, Access::WRITE_OK, AtFlags::empty());
        let metadata = place.file.metadata().ok()?;
        let file = may(place.name.as_os_str());
        let folder = may(".".as_ref());
        if file == Err(Errno::ROFS) {
            return Some(ReadOnly::FileSystem);
        }
        if is_sealed(metadata.mode()) {
            return Some(ReadOnly::File);
        }
        let owner = rustix::process::geteuid();
        match (file, folder) {
            // It is written in place, if need be.
            (Ok(()), _) => None,
            (Err(_), Err(_)) => Some(ReadOnly::Folder),
            // What takes the place of somebody else's file would be ours.
            (Err(_), Ok(())) if !owner.is_root() && owner.as_raw() != metadata.uid() => Some(ReadOnly::File),
            (Err(errno), Ok(())) => (errno == Errno::PERM).then_some(ReadOnly::File),
        }
    }
}

/// May nobody write it, by its mode?
pub(super) fn is_sealed(mode: u32) -> bool {
    mode & 0o222 == 0
}
