//! Writes into the file itself, where another one cannot take its place.
//! Invariant: a copy is on disk before the first byte changes, and goes when the last one is there.

use std::fs::File;
use std::io;

use super::backup::Backup;
use super::held::{Held, Write};
use super::place::put_text;
use crate::store::Error;
use crate::store::state::{State, is_unsupported};

/// Writes the new text of a file that is held.
pub(super) fn overwrite(held: &Held, state: &State, before: &str, after: &str) -> Result<Write, Error> {
    let failed = |source| held.failed(source);
    let Some(file) = held.place.for_writing().map_err(failed)? else { return Ok(Write::Outrun) };
    let backup = Backup::keep(state, &held.place, before, after);
    let backup = backup.map_err(|source| Error::WriteBackup { label: held.label().to_owned(), source })?;
    if !held.is_as_read(before).map_err(failed)? {
        return Ok(Write::Outrun);
    }
    let was = before.len() as u64;
    if let Err(source) = reserve(&file, was, after.len() as u64) {
        // What was reserved past the end is given back.
        file.set_len(was).ok();
        return Err(failed(source));
    }
    let Err(source) = put_text(&file, after) else { return Ok(Write::Done) };
    if put_text(&file, before).is_ok() {
        return Err(failed(source));
    }
    let backup = backup.leave().to_string_lossy().into_owned();
    Err(Error::WriteTorn { label: held.label().to_owned(), backup, source })
}

/// Takes room on the disk for what the file is to grow by, so that a full one says so before anything is changed.
#[cfg(target_os = "linux")]
fn reserve(file: &File, was: u64, is: u64) -> io::Result<()> {
    use rustix::fs::{FallocateFlags, fallocate};
    use rustix::io::retry_on_intr;
    if is <= was {
        return Ok(());
    }
    match retry_on_intr(|| fallocate(file, FallocateFlags::KEEP_SIZE, was, is - was)).map_err(io::Error::from) {
        Err(error) if is_unsupported(&error) => Ok(()),
        reserved => reserved,
    }
}

#[cfg(not(target_os = "linux"))]
fn reserve(_: &File, _: u64, _: u64) -> io::Result<()> {
    Ok(())
}
