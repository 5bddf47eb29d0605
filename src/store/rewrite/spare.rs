//! A new file beside a map, which is to take its place.
//! Invariant: one that no process holds is left over from a save that was killed, and is removed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, linkat, openat, unlinkat};
use rustix::io::{Errno, retry_on_intr};

use super::place::names;
use crate::store::file::FLAGS;
use crate::store::lock::{self, Lock};
use crate::store::state::random;

/// What comes before the random part of a name, and after it: no editor and no search takes it for a map.
const MARK: &[u8] = b".cjm-";
const END: u8 = b'~';

const N_LETTERS: usize = 8;

/// How often another random name is tried.
const MOST_NAMES: usize = 100;

/// How many entries of a folder are looked at for what is left over.
const MOST_ENTRIES: usize = 10_000;

/// A file that goes when it is dropped, unless it was given another name.
#[derive(Debug)]
pub(super) struct Spare {
    pub(super) folder: File,
    pub(super) name: OsString,
    /// Open for writing, and locked.
    pub(super) file: File,
}

impl Spare {
    /// Makes one beside the file of that name.
    pub(super) fn make(folder: &File, beside: &OsStr, mode: Mode) -> io::Result<Self> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        for _ in 0..MOST_NAMES {
            let name = name_beside(beside);
            let handle = match retry_on_intr(|| openat(folder, &name, flags, mode)) {
                Ok(handle) => handle,
                Err(Errno::EXIST) => continue,
                Err(errno) => return Err(errno.into()),
            };
            let spare = Self { folder: folder.try_clone()?, name, file: File::from(handle) };
            let lock = lock::ask(&spare.file)?;
            // Somebody may have cleared it away before it was locked.
            if lock != Lock::Theirs && spare.is_there()? {
                return Ok(spare);
            }
        }
        Err(Errno::EXIST.into())
    }

    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.file.write_all(text.as_bytes())
    }

    /// Lets it and the file of that name change places.
    pub(super) fn swap(&self, name: &OsStr) -> Result<(), Errno> {
        rename_by(&self.folder, &self.name, name, Rename::Swap)
    }

    /// Gives it a name that nothing has.
    pub(super) fn claim(&self, name: &OsStr) -> Result<(), Errno> {
        match rename_by(&self.folder, &self.name, name, Rename::New) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                // The spare name goes when the spare is dropped.
                retry_on_intr(|| linkat(&self.folder, &self.name, &self.folder, name, AtFlags::empty()))
            }
            named => named,
        }
    }

    /// Takes it away from where it was put.
    pub(super) fn take_back(&self, name: &OsStr) {
        remove(&self.folder, name, &self.file);
    }

    fn is_there(&self) -> io::Result<bool> {
        names(&self.folder, Path::new(&self.name), &self.file.metadata()?)
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        remove(&self.folder, &self.name, &self.file);
    }
}

/// What is to become of a file that has the other name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rename {
    /// It gets this one.
    Swap,
    /// There must be none.
    New,
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn rename_by(folder: &File, from: &OsStr, to: &OsStr, rename: Rename) -> Result<(), Errno> {
    use rustix::fs::{RenameFlags, renameat_with};
    let flags = match rename {
        Rename::Swap => RenameFlags::EXCHANGE,
        Rename::New => RenameFlags::NOREPLACE,
    };
    retry_on_intr(|| renameat_with(folder, from, folder, to, flags))
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn rename_by(_: &File, _: &OsStr, _: &OsStr, _: Rename) -> Result<(), Errno> {
    Err(Errno::NOSYS)
}

/// Removes a file if the name still stands for it. What cannot be removed is cleared away another time.
pub(super) fn remove(folder: &File, name: &OsStr, file: &File) {
    let is_it = file.metadata().and_then(|metadata| names(folder, Path::new(name), &metadata));
    if is_it.unwrap_or(false) {
        retry_on_intr(|| unlinkat(folder, name, AtFlags::empty())).ok();
    }
}

/// Removes what saves that were killed left in a folder.
pub(super) fn clear(folder: &File) {
    let Ok(entries) = Dir::read_from(folder) else { return };
    for entry in entries.take(MOST_ENTRIES).flatten() {
        let name = entry.file_name().to_bytes();
        if is_spare(name) {
            clear_one(folder, OsStr::from_bytes(name));
        }
    }
}

fn clear_one(folder: &File, name: &OsStr) {
    let Ok(handle) = openat(folder, name, FLAGS | OFlags::NOFOLLOW, Mode::empty()) else { return };
    let file = File::from(handle);
    let is_file = file.metadata().is_ok_and(|metadata| metadata.is_file());
    // One that is locked is being written.
    if is_file && lock::ask(&file).is_ok_and(|lock| lock == Lock::Ours) {
        remove(folder, name, &file);
    }
}

/// `.bakery.toml.cjm-k3x9q2ab~`
fn name_beside(beside: &OsStr) -> OsString {
    let mut letters = random();
    let random = std::iter::repeat_with(|| {
        let letter = b"abcdefghijklmnopqrstuvwxyz234567".get(usize::try_from(letters % 32).unwrap_or_default());
        letters /= 32;
        letter.copied().unwrap_or(b'a')
    });
    let mut name = vec![b'.'];
    name.extend_from_slice(beside.as_bytes());
    name.extend_from_slice(MARK);
    name.extend(random.take(N_LETTERS));
    name.push(END);
    OsString::from_vec(name)
}

/// Is it a name of ours?
fn is_spare(name: &[u8]) -> bool {
    let stem = name.strip_prefix(b".").and_then(|name| name.strip_suffix(&[END]));
    let Some((stem, letters)) = stem.and_then(|stem| stem.split_at_checked(stem.len().checked_sub(N_LETTERS)?)) else {
        return false;
    };
    stem.len() > MARK.len()
        && stem.ends_with(MARK)
        && letters.iter().all(|letter| matches!(letter, b'a'..=b'z' | b'2'..=b'7'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_name_is_known_again() {
        let name = name_beside(OsStr::new("bakery.toml"));
        assert!(is_spare(name.as_bytes()), "{name:?}");
        assert_ne!(name, name_beside(OsStr::new("bakery.toml")));
        for other in
            [".cjm-abcdefgh~", ".a.cjm-abc~", "a.cjm-abcdefgh~", ".a.cjm-abcdefgh", ".a.cjm-ABCDEFGH~", "~", "."]
        {
            assert!(!is_spare(other.as_bytes()), "{other}");
        }
    }
}
