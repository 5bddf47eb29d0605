//! Writes a map by letting a new file take the old one's place.
//! Invariant: at every moment the name stands for the whole old text or the whole new one.
//!
//! The two files change places instead of the new one going over the old one, where the system can: the old one is
//! still there until the disk has the new one, so that it can be put back, with whatever a program that does not
//! lock wrote into it or put in its place at the last moment.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Mode, renameat};
use rustix::io::{Errno, retry_on_intr};

use super::attributes;
use super::held::{Held, Write};
use super::place::names;
use super::spare::{self, Spare};
use crate::store::state::{is_unsupported, sync_names};

/// Why the two did not change places.
#[derive(Debug)]
pub(super) enum Unexchanged {
    /// It cannot be done here, or would lose something: the file has other names, or another owner.
    Unfit,
    /// It went wrong; the file is as it was.
    Failed(io::Error),
    /// The name stands for the new text, but the disk did not confirm that, nor could it be taken back.
    Unsure(io::Error),
}

impl From<io::Error> for Unexchanged {
    fn from(error: io::Error) -> Self {
        match Errno::from_io_error(&error) {
            Some(Errno::ACCESS | Errno::PERM | Errno::ROFS | Errno::BUSY | Errno::XDEV | Errno::NAMETOOLONG) => {
                Self::Unfit
            }
            _ => Self::Failed(error),
        }
    }
}

/// Writes the new text of a file that is held.
pub(super) fn exchange(held: &Held, before: &str, after: &str) -> Result<Write, Unexchanged> {
    if held.metadata.nlink() > 1 {
        return Err(Unexchanged::Unfit);
    }
    let place = &held.place;
    let mut spare = Spare::make(&place.folder, &place.name, Mode::RUSR | Mode::WUSR)?;
    spare.write(after).map_err(Unexchanged::Failed)?;
    attributes::copy(&place.file, &held.metadata, &spare.file).map_err(|_| Unexchanged::Unfit)?;
    spare.file.sync_all().or_else(|error| if is_unsupported(&error) { Ok(()) } else { Err(error) })?;
    if !held.is_as_read(before)? {
        return Ok(Write::Outrun);
    }
    match spare.swap(&place.name) {
        Ok(()) => confirm(held, &spare, before),
        Err(Errno::NOENT) => Ok(Write::Outrun),
        // Not by this system or on this disk.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::PERM) => replace(held, &spare),
        Err(errno) => Err(io::Error::from(errno).into()),
    }
}

/// The new file has the name; lets it keep it if the old one is what was read and the disk agrees.
fn confirm(held: &Held, spare: &Spare, before: &str) -> Result<Write, Unexchanged> {
    let folder = &held.place.folder;
    let is_what_was_read = held.place.file.metadata().and_then(|old| names(folder, Path::new(&spare.name), &old));
    if !(is_what_was_read.unwrap_or(true) && held.holds(before)) {
        return spare.swap(&held.place.name).map(|()| Write::Outrun).map_err(|errno| Unexchanged::Unsure(errno.into()));
    }
    if let Err(error) = sync_names(folder) {
        return Err(match spare.swap(&held.place.name) {
            Ok(()) => Unexchanged::Failed(error),
            Err(_) => Unexchanged::Unsure(error),
        });
    }
    spare::remove(folder, &spare.name, &held.place.file);
    Ok(Write::Done)
}

/// Puts the new file over the old one.
fn replace(held: &Held, spare: &Spare) -> Result<Write, Unexchanged> {
    let folder = &held.place.folder;
    retry_on_intr(|| renameat(folder, &spare.name, folder, &held.place.name)).map_err(io::Error::from)?;
    sync_names(folder).map_err(Unexchanged::Unsure)?;
    Ok(Write::Done)
}
