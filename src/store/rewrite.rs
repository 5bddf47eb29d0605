//! Writes a map so that it is never torn, never lost, and never somebody else's.
//! Invariant: a file is its old text or its new text, whatever happens in between.
//!
//! The map file is locked and read again; what takes its place is written beside it, has its owner, mode and
//! attributes, and is on disk before the two change places. Where that would lose something, or cannot be done, the
//! file is written in place with a copy kept in the state folder meanwhile. Programs that do not lock are heard too:
//! a file that changed since it was read is read once more.

mod attributes;
mod backup;
mod exchange;
mod held;
mod overwrite;
mod place;
mod spare;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the files to be written are made first")]
mod tests;

use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::Mode;

use self::exchange::{Unexchanged, exchange};
use self::held::{Held, Write};
use self::overwrite::overwrite;
pub(super) use self::place::Place;
use self::spare::Spare;
use super::access::is_sealed;
use super::file::LARGEST_TEXT;
use super::state::{State, sync_names};
use super::{Error, Root, lock};

/// How often a map is read again because a program that does not lock wrote it.
const MOST_READINGS: usize = 20;

/// A map that was written: it is on disk, and will be after a power cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// The text before.
    pub before: String,
    /// The text now.
    pub after: String,
}

/// Why a map was not written. It is as it was.
#[derive(Debug)]
pub enum Unwritten<E> {
    /// There is no new text for the text it has.
    Refused(E),
    /// The file could not be written.
    Failed(Error),
}

impl Root {
    /// Reads a map under its lock, and writes what `make` makes of it. The same text is not written again.
    ///
    /// `make` is asked again where somebody else wrote the map in between.
    ///
    /// # Errors
    /// When `make` refuses, and when the file cannot be written.
    pub fn rewrite<E>(
        &self,
        label: &str,
        make: impl FnMut(&str) -> Result<String, E>,
    ) -> Result<Rewritten, Unwritten<E>> {
        self.rewrite_with(&State::of_user(), label, make)
    }

    /// The same, with copies kept in a state folder that is given.
    pub(super) fn rewrite_with<E>(
        &self,
        state: &State,
        label: &str,
        mut make: impl FnMut(&str) -> Result<String, E>,
    ) -> Result<Rewritten, Unwritten<E>> {
        if let Some(rewritten) = self.proposal.rewrite(label, &mut make) {
            return rewritten.map(|(before, after)| Rewritten { before, after }).map_err(Unwritten::Refused);
        }
        for _ in 0..MOST_READINGS {
            let held = Held::lock(&self.folder, label).map_err(Unwritten::Failed)?;
            let held = held.mended(state).map_err(Unwritten::Failed)?;
            let before = held.text().map_err(Unwritten::Failed)?;
            let after = make(&before).map_err(Unwritten::Refused)?;
            if before == after {
                return Ok(Rewritten { before, after });
            }
            match write(&held, state, &before, &after).map_err(Unwritten::Failed)? {
                Write::Done => return Ok(Rewritten { before, after }),
                Write::Outrun => {}
            }
        }
        Err(Unwritten::Failed(Error::WriteOutrun { label: label.to_owned() }))
    }

    /// Writes a new map beside the others; never over a file that is there.
    ///
    /// # Errors
    /// When there is one, and when it cannot be written.
    pub fn create(&self, label: &str, text: &str) -> Result<(), Error> {
        let failed = |source: io::Error| Error::Create { label: label.to_owned(), source };
        if text.len() as u64 > LARGEST_TEXT {
            return Err(Error::too_large(label));
        }
        lock::outlive_limits();
        let folder = self.folder.folder_for(Path::new(label), label)?;
        let name = Path::new(label).file_name().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
        spare::clear(&folder);
        let mode = Mode::from_raw_mode(0o666);
        let mut spare = Spare::make(&folder, name, mode).map_err(failed)?;
        spare.write(text).map_err(failed)?;
        spare.file.sync_all().map_err(failed)?;
        spare.claim(name).map_err(|errno| failed(errno.into()))?;
        sync_names(&spare.folder).map_err(|source| {
            // Nobody was told of it yet.
            spare.take_back(name);
            failed(source)
        })
    }

    /// Where a map is, for a program that is to open it.
    #[must_use]
    pub fn path(&self, label: &str) -> PathBuf {
        self.folder.path.join(label)
    }

    /// Puts right what a power cut or a kill left half written.
    pub(super) fn mend(&self, state: &State, label: &str) {
        if backup::are_there(state)
            && let Ok(held) = Held::lock(&self.folder, label)
        {
            // What cannot be put right now is read as it is, and tried again when it is written.
            held.mended(state).ok();
        }
    }
}

/// Writes the new text of a file that is held.
fn write(held: &Held, state: &State, before: &str, after: &str) -> Result<Write, Error> {
    let label = || held.label().to_owned();
    if after.len() as u64 > LARGEST_TEXT {
        return Err(Error::too_large(held.label()));
    }
    if is_sealed(held.metadata.mode()) {
        return Err(Error::WriteSealed { label: label() });
    }
    lock::outlive_limits();
    spare::clear(&held.place.folder);
    match exchange(held, before, after) {
        Ok(write) => Ok(write),
        Err(Unexchanged::Unfit) => overwrite(held, state, before, after),
        Err(Unexchanged::Failed(source)) => Err(held.failed(source)),
        Err(Unexchanged::Unsure(source)) => Err(Error::WriteUnsure { label: label(), source }),
    }
}
