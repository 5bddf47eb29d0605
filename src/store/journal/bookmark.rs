//! Keeps where maps were left.
//! Invariant: there is one for each map, by whoever left it last, up to a number of maps. Nobody waits for the disk.

use std::fs::DirEntry;
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use rustix::fs::{rename, unlink};
use rustix::io::retry_on_intr;
use serde::{Deserialize, Serialize};

use super::place::{MapPath, label, paths};
use crate::journey::Bookmark;
use crate::store::Root;
use crate::store::file::{open_anywhere, text};
use crate::store::state::{State, fresh, mark};

pub(super) const FOLDER: &str = "bookmark";

const END: &str = ".json";

/// How many maps have one.
const MOST: usize = 200;

/// In bytes.
const LARGEST: u64 = 256 * 1024;

#[derive(Debug, Serialize, Deserialize)]
struct KeptBookmark {
    path: MapPath,
    real: MapPath,
    stage: (String, usize),
    touchpoint: (String, usize),
    pane: String,
    about: String,
    scroll: usize,
    seen: Vec<(u64, u64)>,
}

/// Keeps where a map was left. Nothing waits for the disk: what is lost with the power is no harm.
pub(super) fn keep(state: &State, root: &Root, bookmark: &Bookmark) -> io::Result<()> {
    let (path, real) = paths(root, &bookmark.map);
    let start = mark(&real.0);
    let Bookmark { stage, touchpoint, pane, about, scroll, seen, map: _ } = bookmark.clone();
    let mut kept = KeptBookmark { path, real, stage, touchpoint, pane, about, scroll, seen: seen.to_vec() };
    let mut bytes = serde_json::to_vec(&kept)?;
    if is_too_large(&bytes) {
        kept.seen.clear();
        bytes = serde_json::to_vec(&kept)?;
    }
    if is_too_large(&bytes) {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let folder = state.folder(FOLDER)?;
    let (spare, mut file) = fresh(&folder, &start, "~")?;
    let written = file
        .write_all(&bytes)
        .and_then(|()| Ok(retry_on_intr(|| rename(&spare, folder.join(format!("{start}{END}"))))?));
    if written.is_err() {
        unlink(&spare).ok();
    }
    clear(&folder);
    written
}

fn is_too_large(bytes: &[u8]) -> bool {
    u64::try_from(bytes.len()).is_ok_and(|n| n > LARGEST)
}

/// Takes away the oldest, as far as there are too many.
fn clear(folder: &Path) {
    let Ok(entries) = folder.read_dir() else { return };
    let written = |entry: &DirEntry| entry.metadata().and_then(|own| own.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let mut all: Vec<_> = entries.flatten().map(|entry| (written(&entry), entry.path())).collect();
    all.sort_unstable();
    let n_more = all.len().saturating_sub(MOST);
    for (_, path) in all.into_iter().take(n_more) {
        unlink(&path).ok();
    }
}

/// The bookmarks of this root's maps.
pub(super) fn read_all(state: &State, root: &Root) -> Vec<Bookmark> {
    let Some(entries) = state.path(FOLDER).and_then(|folder| folder.read_dir().ok()) else { return Vec::new() };
    let mut found: Vec<Bookmark> =
        entries.flatten().take(2 * MOST).filter_map(|entry| read(&entry.path(), root)).collect();
    found.sort_by(|a, b| a.map.cmp(&b.map));
    found
}

/// `None` too for what cannot be read.
fn read(path: &Path, root: &Root) -> Option<Bookmark> {
    if !path.to_str()?.ends_with(END) {
        return None;
    }
    let (file, _) = open_anywhere(path, FOLDER, LARGEST).ok()?;
    let kept: KeptBookmark = serde_json::from_str(&text(file, FOLDER, LARGEST).ok()?).ok()?;
    let map = label(root, [&kept.path, &kept.real])?;
    let KeptBookmark { stage, touchpoint, pane, about, scroll, mut seen, .. } = kept;
    seen.sort_unstable();
    Some(Bookmark { map, stage, touchpoint, pane, about, scroll, seen: seen.into() })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what others left in the folder is made first")]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    use tempfile::TempDir;

    use super::*;
    use crate::store::Outside;

    struct Desk {
        maps: TempDir,
        folder: TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let desk = Self { maps: TempDir::new().expect("a folder"), folder: TempDir::new().expect("a folder") };
            for name in ["a.toml", "b.toml"] {
                fs::write(desk.maps.path().join(name), "[journey]\n").expect("written");
            }
            desk
        }

        fn state(&self) -> State {
            State::at(self.folder.path())
        }

        fn root(&self) -> Root {
            Root::open(self.maps.path(), Outside::Refuse).expect("opened")
        }

        #[track_caller]
        fn keep(&self, bookmark: &Bookmark) {
            keep(&self.state(), &self.root(), bookmark).expect("kept");
        }

        fn kept(&self) -> Vec<Bookmark> {
            read_all(&self.state(), &self.root())
        }

        fn files(&self) -> Vec<PathBuf> {
            let entries = fs::read_dir(self.folder.path().join(FOLDER)).expect("a folder");
            entries.map(|entry| entry.expect("an entry").path()).collect()
        }
    }

    fn bookmark(map: &str, stage: &str) -> Bookmark {
        Bookmark {
            map: map.to_owned(),
            stage: (stage.to_owned(), 2),
            touchpoint: ("תנור".to_owned(), 1),
            pane: "detail".to_owned(),
            about: "sources".to_owned(),
            scroll: 7,
            seen: [(1, u64::MAX), (2, 0)].into(),
        }
    }

    #[test]
    fn the_last_place_of_each_map_is_kept_for_its_owner_alone() {
        let desk = Desk::new();
        assert_eq!(desk.kept(), []);
        desk.keep(&bookmark("b.toml", "pay"));
        desk.keep(&bookmark("a.toml", "pay"));
        desk.keep(&bookmark("b.toml", "wait"));
        assert_eq!(desk.kept(), [bookmark("a.toml", "pay"), bookmark("b.toml", "wait")]);
        for file in desk.files() {
            assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o077, 0, "{}", file.display());
        }
        fs::remove_file(desk.maps.path().join("a.toml")).expect("removed");
        assert_eq!(desk.kept(), [bookmark("b.toml", "wait")]);
    }

    #[test]
    fn what_is_no_bookmark_is_passed_over_and_replaced() {
        let desk = Desk::new();
        desk.keep(&bookmark("a.toml", "pay"));
        let file = desk.files().remove(0);
        for words in ["", "{", "[1, 2]", "{\"path\": \"/etc/passwd\"}", "\u{0}"] {
            fs::write(&file, words).expect("written");
            assert_eq!(desk.kept(), [], "{words}");
            desk.keep(&bookmark("a.toml", "wait"));
            assert_eq!(desk.kept(), [bookmark("a.toml", "wait")], "{words}");
        }
        fs::write(&file, " ".repeat(1 << 20)).expect("written");
        fs::create_dir(file.with_file_name("folder.json")).expect("made");
        assert_eq!(desk.kept(), []);
    }

    #[test]
    fn only_so_much_is_kept() {
        let desk = Desk::new();
        let many = Bookmark { seen: (0..20_000).map(|n| (n, u64::MAX)).collect(), ..bookmark("a.toml", "pay") };
        desk.keep(&many);
        assert_eq!(desk.kept(), [Bookmark { seen: [].into(), ..bookmark("a.toml", "pay") }]);
        let long = bookmark("a.toml", &"x".repeat(300_000));
        assert!(keep(&desk.state(), &desk.root(), &long).is_err());
        let folder = desk.folder.path().join(FOLDER);
        for nth in 0..MOST + 20 {
            fs::write(folder.join(format!("{nth}~")), "").expect("written");
        }
        desk.keep(&bookmark("b.toml", "pay"));
        assert_eq!(desk.files().len(), MOST);
    }
}
