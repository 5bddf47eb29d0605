//! The folder of what is kept between sessions.
//! Invariant: only its owner can read what is made in it.

use std::collections::hash_map::RandomState;
use std::fs::{DirBuilder, File};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use rustix::fs::{Mode, OFlags};
use rustix::io::{Errno, retry_on_intr};

use super::file::FLAGS;
use crate::text::fingerprint::fingerprint;

/// How often another random name is tried.
const MOST_NAMES: usize = 100;

/// `cjm` in `$XDG_STATE_HOME` or `~/.local/state`.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// `None` without a home folder.
    path: Option<PathBuf>,
}

impl State {
    pub(super) fn of_user() -> Self {
        let folder = Xdg::new().ok().and_then(|places| places.state_dir());
        Self { path: folder.map(|folder| folder.join("cjm")) }
    }

    #[cfg(test)]
    pub(super) fn at(path: &Path) -> Self {
        Self { path: Some(path.to_owned()) }
    }

    /// Where a folder in it is, or would be.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.path.as_ref().map(|path| path.join(name))
    }

    /// A folder in it, which is made where it is not there.
    pub(super) fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.path(name).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "no home folder"))?;
        DirBuilder::new().recursive(true).mode(0o700).create(&path)?;
        Ok(path)
    }
}

/// Makes a file that nobody else reads, under a name that nothing has yet.
pub(super) fn fresh(folder: &Path, start: &str, end: &str) -> io::Result<(PathBuf, File)> {
    for _ in 0..MOST_NAMES {
        let path = folder.join(format!("{start}-{:016x}{end}", random()));
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        match retry_on_intr(|| rustix::fs::open(&path, flags, Mode::RUSR | Mode::WUSR)) {
            Ok(handle) => return Ok((path, File::from(handle))),
            Err(Errno::EXIST) => {}
            Err(errno) => return Err(errno.into()),
        }
    }
    Err(Errno::EXIST.into())
}

/// Sees to it that names in a folder are there after a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    let handle = retry_on_intr(|| rustix::fs::open(folder, FLAGS | OFlags::DIRECTORY, Mode::empty()))?;
    sync_names(&File::from(handle))
}

/// The same for a folder that is open. Some file systems keep names without being asked, and refuse to be.
pub(super) fn sync_names(folder: &File) -> io::Result<()> {
    match folder.sync_all() {
        Err(error) if is_unsupported(&error) => Ok(()),
        done => done,
    }
}

/// Does the file system not know what it was asked for?
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    let unknown = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOLCK];
    Errno::from_io_error(error).is_some_and(|errno| unknown.contains(&errno))
}

/// Stands for a path in a file name, which would tell too much itself. The same on every machine and in every version.
pub(super) fn mark(path: &Path) -> String {
    format!("{:016x}", fingerprint(path.as_os_str().as_bytes()))
}

/// A number that another process does not come upon.
pub(super) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_random_numbers_differ() {
        assert_ne!(random(), random());
    }
}
