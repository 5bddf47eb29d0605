//! Remembers what was counted of sources, so that nothing is read twice.
//! Invariant: what is given back is what counting the file anew would give.

use std::collections::VecDeque;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::journey::Question;
use crate::source::readings::{Mark, SourceCounts};

/// Sources that are remembered.
const MOST: usize = 64;

/// Files under this size are read as a whole once they have grown.
pub(super) const LEAST_RESUMED: u64 = 16 * 1024 * 1024;

/// Within this time a file system may tell two changes of a file by the same moment.
const TICK: Duration = Duration::from_millis(20);

/// All that the counts of a source depend on, but for its file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    pub(super) label: String,
    pub(super) question: Question,
}

/// Which file it is, and as of when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    /// Would a change be seen by its time from now on?
    is_settled: bool,
}

impl Stamp {
    /// The stamp of an open file.
    pub(super) fn of(file: &File) -> Option<Self> {
        let metadata = file.metadata().ok()?;
        #[expect(clippy::disallowed_methods, reason = "the store is the edge where files have times")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
        let seconds = u64::try_from(metadata.ctime()).ok()?;
        let changed = Duration::new(seconds, u32::try_from(metadata.ctime_nsec()).ok()?);
        Some(Self {
            device: metadata.dev(),
            inode: metadata.ino(),
            size: metadata.len(),
            modified: (metadata.mtime(), metadata.mtime_nsec()),
            changed: (metadata.ctime(), metadata.ctime_nsec()),
            is_settled: changed + TICK < now,
        })
    }

    /// Is it the file as it was then?
    fn is_same(&self, then: &Self) -> bool {
        then.is_settled && Self { is_settled: true, ..*self } == *then
    }

    /// Is it the file of then, and longer?
    fn has_grown(&self, then: &Self) -> bool {
        (self.device, self.inode) == (then.device, then.inode) && self.size > then.size
    }
}

/// What is known of a file.
#[derive(Debug)]
pub(super) enum Remembered {
    /// All.
    Counts(Box<SourceCounts>),
    /// What it was before it grew.
    Beginning(Box<Mark>),
    /// Nothing.
    Nothing,
}

#[derive(Debug)]
struct KeptCounts {
    asked: Asked,
    stamp: Stamp,
    counts: SourceCounts,
    mark: Option<Mark>,
}

/// The counts of the sources of the map that is open.
#[derive(Debug, Default)]
pub(super) struct Memory {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    /// The latest last.
    kept: VecDeque<KeptCounts>,
    /// The map that is open: nothing is kept of any other.
    open: Option<String>,
    age: Age,
}

/// How often something was forgotten: whoever began to count before that has nothing to remember.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Age(u64);

impl Memory {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn age(&self) -> Age {
        self.lock().age
    }

    /// Remembers what is counted of this map from here on; forgets all others.
    pub(super) fn attend(&self, label: Option<&str>) {
        let mut inner = self.lock();
        inner.kept.retain(|kept| Some(kept.asked.label.as_str()) == label);
        inner.open = label.map(str::to_owned);
    }

    /// Is this asked for by the map that is open?
    pub(super) fn is_attended(&self, asked: &Asked) -> bool {
        self.lock().open.as_ref() == Some(&asked.label)
    }

    /// Forgets all of a map, and what is being counted.
    pub(super) fn forget(&self, label: &str) {
        let mut inner = self.lock();
        inner.age.0 += 1;
        inner.kept.retain(|kept| kept.asked.label != label);
    }

    /// What is known of a file.
    pub(super) fn recall(&self, asked: &Asked, stamp: &Stamp) -> Remembered {
        let inner = self.lock();
        let Some(kept) = inner.kept.iter().find(|kept| kept.asked == *asked) else { return Remembered::Nothing };
        match &kept.mark {
            _ if stamp.is_same(&kept.stamp) => Remembered::Counts(Box::new(kept.counts.clone())),
            Some(mark) if stamp.has_grown(&kept.stamp) => Remembered::Beginning(Box::new(mark.clone())),
            _ => Remembered::Nothing,
        }
    }

    /// Remembers what a file gave, in place of what it gave before.
    ///
    /// * `age`: that of the memory when counting began.
    pub(super) fn keep(&self, age: Age, (asked, stamp): (Asked, Stamp), counts: &SourceCounts, mark: Option<Mark>) {
        let inner = &mut *self.lock();
        if counts.is_cancelled || inner.age != age || inner.open.as_ref() != Some(&asked.label) {
            return;
        }
        let kept = &mut inner.kept;
        kept.retain(|kept| kept.asked != asked);
        if counts.report.failed.is_some() {
            return;
        }
        if kept.len() >= MOST {
            kept.pop_front();
        }
        kept.push_back(KeptCounts { asked, stamp, counts: counts.clone(), mark });
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the files to be read are made first")]
mod tests;
