//! Keeps words that are in no map yet where a crash cannot take them.
//! Invariant: words that are said to be kept are on disk, and are not removed before they are on disk elsewhere.
//!
//! Each session has a file of its own, locked while it lives, with one line for each state of its drafts. A file that
//! nobody holds is of a session that is gone: what belongs to the maps that are open now is taken over.

mod bookmark;
mod log;
mod place;
mod record;
mod standup;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what a crash leaves behind is made first")]
mod tests;

use std::io;
use std::path::PathBuf;

use jiff::civil::Date;

use self::log::Log;
use self::record::KeptDraft;
use super::state::State;
use super::{Error, Root};
use crate::journey::{Bookmark, Draft, LastStandup};

/// The folder of the sessions' files.
const FOLDER: &str = "journal";

/// Where the drafts of this session are kept.
#[derive(Debug)]
pub struct Journal {
    root: Root,
    state: State,
    /// `None` until there is something to keep.
    log: Option<Log>,
    /// What it says.
    kept: Vec<KeptDraft>,
}

/// What earlier sessions left behind of these maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Words that reached no map, oldest first.
    pub drafts: Vec<Draft>,
    /// The last standup of each map.
    pub standups: Vec<LastStandup>,
    /// Where each map was left.
    pub bookmarks: Vec<Bookmark>,
}

impl Journal {
    /// Opens a journal, and takes over what sessions that are gone left behind.
    ///
    /// # Errors
    /// When the state directory cannot be written.
    pub fn open(root: &Root) -> Result<(Self, Left), Error> {
        Self::open_in(State::of_user(), root)
    }

    /// The same in a state folder that is given.
    fn open_in(state: State, root: &Root) -> Result<(Self, Left), Error> {
        let mut journal = Self { root: root.clone(), state, log: None, kept: Vec::new() };
        let drafts = journal.take_over().map_err(|source| journal.failed(FOLDER, source))?;
        let standups = standup::read_all(&journal.state, root);
        let bookmarks = bookmark::read_all(&journal.state, root);
        Ok((journal, Left { drafts, standups, bookmarks }))
    }

    /// Keeps these drafts in place of those before; on disk when it returns.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn keep(&mut self, drafts: &[Draft]) -> Result<(), Error> {
        let kept = drafts.iter().map(|draft| KeptDraft::of(draft, &self.root)).collect();
        self.write(kept).map_err(|source| self.failed(FOLDER, source))
    }

    /// Remembers how a map was when a standup ended.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn remember(&mut self, label: &str, date: Date, text: &str) -> Result<(), Error> {
        standup::remember(&self.state, &self.root, label, date, text)
            .map_err(|source| self.failed(standup::FOLDER, source))
    }

    /// Keeps where a map was left, in place of where it was left before.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn bookmark(&mut self, bookmark: &Bookmark) -> Result<(), Error> {
        bookmark::keep(&self.state, &self.root, bookmark).map_err(|source| self.failed(bookmark::FOLDER, source))
    }

    fn write(&mut self, kept: Vec<KeptDraft>) -> io::Result<()> {
        if self.kept == kept {
            return Ok(());
        }
        match &mut self.log {
            Some(log) => log.write(&kept)?,
            None => self.log = Some(Log::make(&self.state.folder(FOLDER)?, &kept)?),
        }
        self.kept = kept;
        Ok(())
    }

    /// Moves what belongs to our maps from the files of dead sessions to ours.
    fn take_over(&mut self) -> io::Result<Vec<Draft>> {
        let folder = self.state.folder(FOLDER)?;
        let mut dead = Vec::new();
        let (mut taken, mut drafts) = (Vec::new(), Vec::new());
        for (log, kept) in log::dead(&folder)? {
            let mut others = Vec::new();
            for kept in kept {
                match kept.draft(&self.root) {
                    // A crash while it was moved leaves it in two places.
                    Some(_) if taken.contains(&kept) => {}
                    Some(draft) => {
                        taken.push(kept);
                        drafts.push(draft);
                    }
                    None => others.push(kept),
                }
            }
            dead.push((log, others));
        }
        if self.write(taken).is_err() {
            // They stay where they are, and are here to be read all the same.
            return Ok(drafts);
        }
        for (mut log, others) in dead {
            // Where this fails the words are in two places, and are found to be the same another time.
            if others.is_empty() {
                log.remove();
            } else {
                log.write(&others).ok();
            }
        }
        Ok(drafts)
    }

    fn failed(&self, folder: &str, source: io::Error) -> Error {
        let path = self.state.path(folder).unwrap_or_else(|| PathBuf::from("~/.local/state/cjm"));
        Error::Keep { label: path.to_string_lossy().into_owned(), source }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Some(log) = &self.log
            && self.kept.is_empty()
        {
            log.remove();
        }
    }
}
