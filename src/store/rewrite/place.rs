//! The file that a label leads to, through whatever links.
//! Invariant: `name` in `folder` was `file` when it was found, and `folder` lies inside what was opened.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, openat, statat};
use rustix::io::{Errno, retry_on_intr};

use crate::store::Error;
use crate::store::file::{FLAGS, Folder, LARGEST_TEXT, is_same};
use crate::store::state::is_unsupported;

/// A file, and the entry of the folder that names it; links that lead there are followed.
#[derive(Debug)]
pub(in crate::store) struct Place {
    /// Without symbolic links.
    pub(in crate::store) path: PathBuf,
    pub(in crate::store) folder: File,
    /// In `folder`.
    pub(in crate::store) name: OsString,
    /// Open for reading.
    pub(in crate::store) file: File,
}

impl Place {
    /// Finds the file of a map.
    pub(in crate::store) fn find(folder: &Folder, label: &str) -> Result<Self, Error> {
        let failed = |source: io::Error| Error::Open { label: label.to_owned(), source };
        let (file, _) = folder.file(Path::new(label), label, LARGEST_TEXT)?;
        let path = folder.path.join(label).canonicalize().map_err(failed)?;
        let inner = File::from(folder.folder_of(&path).map_err(failed)?);
        let name = path.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?.to_owned();
        Ok(Self { path, folder: inner, name, file })
    }

    /// Does the name still stand for the file?
    pub(super) fn is_current(&self) -> io::Result<bool> {
        names(&self.folder, Path::new(&self.name), &self.file.metadata()?)
    }

    /// The same file, open for writing; `None` where the name stands for another one by now.
    pub(super) fn for_writing(&self) -> io::Result<Option<File>> {
        let flags = FLAGS.difference(OFlags::RDONLY).union(OFlags::RDWR).union(OFlags::NOFOLLOW);
        let handle = retry_on_intr(|| openat(&self.folder, &self.name, flags, Mode::empty()))?;
        let file = File::from(handle);
        let is_same = is_same(&rustix::fs::fstat(&file)?, &self.file.metadata()?);
        Ok(is_same.then_some(file))
    }
}

/// Does a name in a folder stand for that file?
pub(super) fn names(folder: &File, name: &Path, file: &Metadata) -> io::Result<bool> {
    match retry_on_intr(|| statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)) {
        Ok(stat) => Ok(is_same(&stat, file)),
        Err(Errno::NOENT) => Ok(false),
        Err(errno) => Err(errno.into()),
    }
}

/// Makes a text the whole of a file, on disk when it returns.
pub(super) fn put_text(file: &File, text: &str) -> io::Result<()> {
    file.write_all_at(text.as_bytes(), 0)?;
    file.set_len(text.len() as u64)?;
    file.sync_all().or_else(|error| if is_unsupported(&error) { Ok(()) } else { Err(error) })
}
