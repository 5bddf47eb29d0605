//! Keeps how maps were when their last standup ended.
//! Invariant: there is one for each map, the latest.

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use rustix::fs::{rename, unlink};
use rustix::io::retry_on_intr;
use serde::{Deserialize, Serialize};

use super::place::{MapPath, label, paths};
use crate::journey::LastStandup;
use crate::store::Root;
use crate::store::file::{LARGEST_TEXT, open_anywhere, text};
use crate::store::state::{State, fresh, mark, sync_folder};

pub(super) const FOLDER: &str = "standup";

const END: &str = ".json";

/// How many bytes are read back: a character may take several when it is quoted.
const LARGEST: u64 = 6 * LARGEST_TEXT;

#[derive(Debug, Serialize, Deserialize)]
struct KeptStandup {
    path: MapPath,
    real: MapPath,
    day: String,
    text: String,
}

/// Remembers how a map was.
pub(super) fn remember(state: &State, root: &Root, label: &str, date: Date, text: &str) -> io::Result<()> {
    let folder = state.folder(FOLDER)?;
    let (path, real) = paths(root, label);
    let start = mark(&real.0);
    let standup = KeptStandup { path, real, day: date.to_string(), text: text.to_owned() };
    let (spare, mut file) = fresh(&folder, &start, "~")?;
    let written = serde_json::to_vec(&standup)
        .map_err(io::Error::from)
        .and_then(|bytes| file.write_all(&bytes))
        .and_then(|()| file.sync_all())
        .and_then(|()| Ok(retry_on_intr(|| rename(&spare, folder.join(format!("{start}{END}"))))?))
        .and_then(|()| sync_folder(&folder));
    if written.is_err() {
        unlink(&spare).ok();
    }
    written
}

/// The last standups about this root's maps, by label.
pub(super) fn read_all(state: &State, root: &Root) -> Vec<LastStandup> {
    let Some(entries) = state.path(FOLDER).and_then(|folder| folder.read_dir().ok()) else { return Vec::new() };
    let mut found: Vec<_> = entries.flatten().filter_map(|entry| read(&entry.path(), root)).collect();
    found.sort();
    found
}

/// `None` too for what cannot be read.
fn read(path: &Path, root: &Root) -> Option<LastStandup> {
    if !path.to_str()?.ends_with(END) {
        return None;
    }
    let (file, _) = open_anywhere(path, FOLDER, LARGEST).ok()?;
    let standup: KeptStandup = serde_json::from_str(&text(file, FOLDER, LARGEST).ok()?).ok()?;
    let map = label(root, [&standup.path, &standup.real])?;
    Some(LastStandup { map, date: standup.day.parse().ok()?, text: standup.text.into() })
}
