//! Opens and reads one file: regular files of bounded size, inside the folder that the user opened.
//! Invariant: opening never blocks, whatever the path names.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt};
use std::path::{Component, Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::Error;
use crate::source::bytes::Bytes;

/// How large a map or a settings file may be.
pub(super) const LARGEST_TEXT: u64 = 16 * MIB;

/// Room for the text of a usual map, so that few reads do.
const USUAL_TEXT: usize = 64 * 1024;

/// How large a CSV file may be.
pub(super) const LARGEST_CSV: u64 = 8 * 1024 * MIB;

pub(super) const MIB: u64 = 1024 * 1024;

/// What is in an open file, at most as much as it had when it was opened.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) file: File,
    pub(super) size: u64,
}

/// One reader of it, with an offset of its own.
struct Part<'a> {
    file: &'a File,
    offset: u64,
    end: u64,
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(self.end.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        let n_wanted = buffer.len().min(rest);
        let n = self.file.read_at(buffer.get_mut(..n_wanted).unwrap_or_default(), self.offset)?;
        self.offset += n as u64;
        Ok(n)
    }
}

impl Bytes for Contents {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(Part { file: &self.file, offset, end: self.size.min(LARGEST_CSV) }))
    }

    fn size(&self) -> u64 {
        self.size
    }
}

/// May files outside the opened folder be read?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outside {
    /// No.
    #[default]
    Refuse,
    /// Yes: the user said so.
    Allow,
}

/// Opening does not wait for a writer, takes no terminal, and leaves the file closed in children.
pub(super) const FLAGS: OFlags = OFlags::RDONLY.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC).union(OFlags::NOCTTY);

/// A folder, and what may be opened from it.
#[derive(Debug)]
pub(super) struct Folder {
    /// Without symbolic links.
    pub(super) path: PathBuf,
    /// The folder itself, wherever it is moved.
    pub(super) handle: OwnedFd,
    /// May one leave it?
    pub(super) outside: Outside,
}

impl Folder {
    /// Opens a folder.
    pub(super) fn open(path: PathBuf, outside: Outside) -> io::Result<Self> {
        let handle = rustix::fs::open(&path, FLAGS.union(OFlags::DIRECTORY), Mode::empty())?;
        Ok(Self { path, handle, outside })
    }

    /// Opens a regular file by its path from here, and tells its size. It is shown as `label`.
    pub(super) fn file(&self, path: &Path, label: &str, largest: u64) -> Result<(File, u64), Error> {
        regular(self.handle_of(path, label)?, label, largest)
    }

    fn handle_of(&self, path: &Path, label: &str) -> Result<OwnedFd, Error> {
        let failed = |errno: Errno| opening_failed(errno, label);
        if self.outside == Outside::Allow {
            return retry_on_intr(|| rustix::fs::openat(&self.handle, path, FLAGS, Mode::empty())).map_err(failed);
        }
        if leaves(path) {
            return Err(Error::OpenOutside { label: label.to_owned() });
        }
        match self.beneath(path) {
            Ok(handle) => Ok(handle),
            // A link may lead out and back in again; without openat2 nothing is known yet.
            Err(Errno::XDEV | Errno::NOSYS | Errno::PERM | Errno::AGAIN | Errno::INVAL) => self.checked(path, label),
            Err(errno) => Err(failed(errno)),
        }
    }

    /// Opens a path that the system keeps from leaving the folder.
    #[cfg(target_os = "linux")]
    fn beneath(&self, path: &Path) -> Result<OwnedFd, Errno> {
        use rustix::fs::{ResolveFlags, openat2};
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_MAGICLINKS;
        retry_on_intr(|| openat2(&self.handle, path, FLAGS, Mode::empty(), resolve))
    }

    #[cfg(not(target_os = "linux"))]
    fn beneath(&self, _: &Path) -> Result<OwnedFd, Errno> {
        Err(Errno::NOSYS)
    }

    /// Resolves all links, opens the end of the path without following one, and looks again.
    fn checked(&self, path: &Path, label: &str) -> Result<OwnedFd, Error> {
        let failed = |source: io::Error| Error::Open { label: label.to_owned(), source };
        let outside = || Error::OpenOutside { label: label.to_owned() };
        let full = self.path.join(path);
        let real = full.canonicalize().map_err(failed)?;
        if !real.starts_with(&self.path) {
            return Err(outside());
        }
        let handle = rustix::fs::openat(CWD, &real, FLAGS.union(OFlags::NOFOLLOW), Mode::empty());
        let handle = handle.map_err(|errno| opening_failed(errno, label))?;
        let opened = rustix::fs::fstat(&handle).map_err(|errno| failed(errno.into()))?;
        let again = full.canonicalize().and_then(|again| again.symlink_metadata()).map_err(failed)?;
        if is_same(&opened, &again) { Ok(handle) } else { Err(outside()) }
    }

    /// Opens the folder of a file that is given without symbolic links.
    pub(super) fn folder_of(&self, real: &Path) -> io::Result<OwnedFd> {
        let folder = real.parent().unwrap_or(Path::new("/"));
        let flags = FLAGS.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW);
        let Ok(inside) = folder.strip_prefix(&self.path) else {
            return match self.outside {
                Outside::Allow => Ok(rustix::fs::open(folder, flags, Mode::empty())?),
                Outside::Refuse => Err(Errno::XDEV.into()),
            };
        };
        let inside = if inside.as_os_str().is_empty() { Path::new(".") } else { inside };
        match self.straight(inside, flags) {
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => {
                Ok(rustix::fs::openat(&self.handle, inside, flags, Mode::empty())?)
            }
            opened => Ok(opened?),
        }
    }

    /// Opens the folder that a new file is to be in.
    pub(super) fn folder_for(&self, path: &Path, label: &str) -> Result<File, Error> {
        let failed = |source: io::Error| Error::Create { label: label.to_owned(), source };
        let outside = || Error::OpenOutside { label: label.to_owned() };
        let name = path.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
        if self.outside == Outside::Refuse && leaves(path) {
            return Err(outside());
        }
        let inner = path.parent().unwrap_or(Path::new(""));
        let inner = self.path.join(inner).canonicalize().map_err(failed)?;
        if self.outside == Outside::Refuse && !inner.starts_with(&self.path) {
            return Err(outside());
        }
        self.folder_of(&inner.join(name)).map(File::from).map_err(failed)
    }

    /// Opens a path that must not lead through any link.
    #[cfg(target_os = "linux")]
    fn straight(&self, path: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
        use rustix::fs::{ResolveFlags, openat2};
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        retry_on_intr(|| openat2(&self.handle, path, flags, Mode::empty(), resolve))
    }

    #[cfg(not(target_os = "linux"))]
    fn straight(&self, _: &Path, _: OFlags) -> Result<OwnedFd, Errno> {
        Err(Errno::NOSYS)
    }
}

/// Is it the same file?
#[expect(clippy::useless_conversion, reason = "narrower on other systems")]
pub(super) fn is_same(one: &Stat, other: &Metadata) -> bool {
    u64::try_from(one.st_dev) == Ok(other.dev()) && u64::from(one.st_ino) == other.ino()
}

/// Does the path, as it is written, lead out of the folder it starts from?
fn leaves(path: &Path) -> bool {
    let mut depth = 0_usize;
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::Normal(_) => depth += 1,
            Component::ParentDir if depth > 0 => depth -= 1,
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return true,
        }
    }
    false
}

/// Opens a regular file wherever it is, for files that the user named himself.
pub(super) fn open_anywhere(path: &Path, label: &str, largest: u64) -> Result<(File, u64), Error> {
    let handle = retry_on_intr(|| rustix::fs::open(path, FLAGS, Mode::empty()));
    let handle = handle.map_err(|errno| opening_failed(errno, label))?;
    regular(handle, label, largest)
}

/// Opens a regular file that the user named, of any size, to be read once from its start.
///
/// # Errors
///
/// When there is no regular file that may be read.
pub fn open_named(path: &Path) -> Result<impl Read + use<>, Error> {
    open_anywhere(path, &path.to_string_lossy(), u64::MAX).map(|(file, _)| file)
}

fn opening_failed(errno: Errno, label: &str) -> Error {
    match errno {
        // A socket.
        Errno::NXIO => Error::ReadOdd { label: label.to_owned(), what: "a socket or a device" },
        errno => Error::Open { label: label.to_owned(), source: errno.into() },
    }
}

fn regular(handle: OwnedFd, label: &str, largest: u64) -> Result<(File, u64), Error> {
    let file = File::from(handle);
    let metadata = file.metadata().map_err(|source| Error::Read { label: label.to_owned(), source })?;
    let kind = metadata.file_type();
    if !kind.is_file() {
        let what = match () {
            () if kind.is_dir() => "a folder",
            () if kind.is_fifo() => "a pipe",
            () if kind.is_char_device() || kind.is_block_device() => "a device",
            () => "no file",
        };
        return Err(Error::ReadOdd { label: label.to_owned(), what });
    }
    if metadata.len() > largest {
        return Err(Error::ReadLarge { label: label.to_owned(), most: largest / MIB });
    }
    Ok((file, metadata.len()))
}

/// The text of a file.
pub(super) fn text(file: impl Read, label: &str, largest: u64) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(USUAL_TEXT);
    // The file may have grown since its size was looked at.
    let read = file.take(largest + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::Read { label: label.to_owned(), source })?;
    if bytes.len() as u64 > largest {
        return Err(Error::ReadLarge { label: label.to_owned(), most: largest / MIB });
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let good = String::from_utf8_lossy(good);
        let line = good.matches('\n').count() + 1;
        let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Error::ReadText { label: label.to_owned(), line, column }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leaves_where_it_goes_up_too_far() {
        let cases = [
            ("a.csv", false),
            ("./a/b.csv", false),
            ("a/../b.csv", false),
            ("a/../../b.csv", true),
            ("../b.csv", true),
            ("/etc/passwd", true),
            ("a/../../a/b.csv", true),
            ("..a/b..csv", false),
        ];
        for (path, expected) in cases {
            assert_eq!(leaves(Path::new(path)), expected, "{path}");
        }
    }
}
