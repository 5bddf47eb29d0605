//! The file of one session: a line for each state of its drafts.
//! Invariant: the last whole line holds; one cut short after it does not count.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags, open, unlink};
use rustix::io::retry_on_intr;
use rustix::process::{Pid, getpid, test_kill_process};

use super::record::KeptDraft;
use crate::store::file::{FLAGS, MIB};
use crate::store::lock::{self, Lock};
use crate::store::state::{fresh, sync_folder};

const END: &str = ".jsonl";

/// Beyond that many bytes another file is begun, unless it would soon be as long.
const LONGEST: u64 = 256 * 1024;

const FEWEST_LINES: u64 = 8;

/// How many bytes are read back.
const LARGEST: u64 = 256 * MIB;

/// A file of drafts, locked while it lives.
#[derive(Debug)]
pub(super) struct Log {
    path: PathBuf,
    file: File,
    /// Up to where it holds whole lines.
    length: u64,
}

impl Log {
    /// Begins a file with these drafts.
    pub(super) fn make(folder: &Path, kept: &[KeptDraft]) -> io::Result<Self> {
        lock::outlive_limits();
        let start = getpid().as_raw_nonzero().to_string();
        let (path, file) = fresh(folder, &start, END)?;
        let mut log = Self { path, file, length: 0 };
        let made = lock::ask(&log.file).and_then(|_| log.append(kept)).and_then(|()| sync_folder(folder));
        if let Err(error) = made {
            log.remove();
            return Err(error);
        }
        Ok(log)
    }

    /// Says what the drafts are now.
    pub(super) fn write(&mut self, kept: &[KeptDraft]) -> io::Result<()> {
        let is_long = self.length > LONGEST;
        self.append(kept)?;
        let folder = self.path.parent().unwrap_or(Path::new("/")).to_owned();
        // What is there is good, though it may be long.
        if is_long && let Ok(next) = Self::make(&folder, kept) {
            let is_shorter = next.length * FEWEST_LINES < self.length;
            let old = if is_shorter { std::mem::replace(self, next) } else { next };
            old.remove();
        }
        Ok(())
    }

    fn append(&mut self, kept: &[KeptDraft]) -> io::Result<()> {
        let mut line = serde_json::to_vec(kept)?;
        line.push(b'\n');
        // Over what a write that failed may have left.
        let written = self.file.write_all_at(&line, self.length).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            self.file.set_len(self.length).ok();
            return Err(error);
        }
        self.length += line.len() as u64;
        Ok(())
    }

    pub(super) fn remove(&self) {
        retry_on_intr(|| unlink(&self.path)).ok();
    }
}

/// Files of sessions that are gone, oldest first, and what they held last.
pub(super) fn dead(folder: &Path) -> io::Result<Vec<(Log, Vec<KeptDraft>)>> {
    lock::outlive_limits();
    let mut found = Vec::new();
    for entry in folder.read_dir()?.flatten() {
        let path = entry.path();
        if path.to_str().is_some_and(|path| path.ends_with(END))
            && let Ok(Some((log, kept))) = if_dead(path)
        {
            let modified = log.file.metadata().and_then(|metadata| metadata.modified()).ok();
            found.push((modified, log, kept));
        }
    }
    found.sort_by_key(|(modified, log, _)| (*modified, log.path.clone()));
    Ok(found.into_iter().map(|(_, log, kept)| (log, kept)).collect())
}

fn if_dead(path: PathBuf) -> io::Result<Option<(Log, Vec<KeptDraft>)>> {
    let flags = FLAGS | OFlags::RDWR | OFlags::NOFOLLOW;
    let file = File::from(retry_on_intr(|| open(&path, flags, Mode::empty()))?);
    let lock = lock::ask(&file)?;
    let is_dead = match lock {
        Lock::Ours => true,
        Lock::Theirs => false,
        Lock::Unsupported => !is_running(&path),
    };
    // It may have gone before it was locked.
    if !is_dead || !file.metadata()?.is_file() || !path.try_exists()? {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    (&file).take(LARGEST).read_to_end(&mut bytes)?;
    let last = |bytes: &[u8]| {
        let mut end = bytes.len();
        loop {
            let start = bytes.get(..end)?.iter().rposition(|byte| *byte == b'\n').map_or(0, |idx| idx + 1);
            if let Ok(kept) = serde_json::from_slice::<Vec<KeptDraft>>(bytes.get(start..end)?) {
                return Some((end, kept));
            }
            end = start.checked_sub(1)?;
        }
    };
    let (end, kept) = match last(&bytes) {
        Some(last) => last,
        None if bytes.is_empty() => (0, Vec::new()),
        // Words of a version of ours to come, perhaps.
        None => return Ok(None),
    };
    // Cut off just before its end, it gets one: another line may follow.
    if end > 0 && bytes.get(end) != Some(&b'\n') {
        file.write_all_at(b"\n", end as u64).ok();
    }
    let length = (end + usize::from(end > 0)) as u64;
    Ok(Some((Log { path, file, length }, kept)))
}

/// Does the process that made the file still run? Only asked where there are no locks.
fn is_running(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let pid = name.split('-').next().and_then(|pid| pid.parse().ok()).and_then(Pid::from_raw);
    pid.is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}
