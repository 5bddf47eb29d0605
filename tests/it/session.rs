//! Sessions without a terminal for the tests that look at frames. Must not know what is right.
//! Invariant: the day is the same whenever the tests run.

use std::path::Path;

use cjm::app::{Key, News, Size, Start};
use cjm::source::settings::Settings;
use cjm::store::{Outside, Root, is_table};
use cjm::terminal::Rehearsal;
use cjm::ui::{Look, picture};
use jiff::civil::{Date, date};

/// The day of every session.
pub(crate) const TODAY: Date = date(2026, 9, 1);

/// What has room for the usual screen.
pub(crate) const USUAL: Size = Size::new(80, 24);

/// What has room for everything.
pub(crate) const LARGE: Size = Size::new(120, 40);

/// Opens a map or a folder of maps as `cjm show` does, on a dark screen with 16 colors.
#[track_caller]
pub(crate) fn open(path: impl AsRef<Path>, size: Size) -> Rehearsal {
    open_with(path, size, Settings::default())
}

/// Opens it with settings.
#[track_caller]
pub(crate) fn open_with(path: impl AsRef<Path>, size: Size, settings: Settings) -> Rehearsal {
    let (root, start) = start(path.as_ref(), size, settings);
    Rehearsal::open(root, start, Look::default())
}

/// What a session in it begins with.
#[track_caller]
pub(crate) fn start(path: &Path, size: Size, settings: Settings) -> (Root, Start) {
    let opened = if is_table(path) { Root::propose(path, Outside::Refuse).ok() } else { None };
    let root = opened.unwrap_or_else(|| Root::open(path, Outside::Refuse).expect("it is there"));
    let only = root.only_map();
    let start = Start {
        only: cjm::journey::Segment::default(),
        folder: root.title().to_string(),
        is_proposal: root.is_proposal(),
        tables: root.tables(),
        is_single: only.is_some(),
        maps: only.map_or_else(|| root.maps(), |map| vec![map]),
        settings,
        findings: Vec::new(),
        settings_file: "config.toml".to_owned(),
        today: TODAY,
        size,
        standup: None,
        is_printed: false,
        is_recalled: false,
    };
    (root, start)
}

/// Presses keys written as in `cjm show --keys`.
#[track_caller]
pub(crate) fn play(session: &mut Rehearsal, keys: &str) {
    let keys = Key::sequence(keys).expect("these are keys");
    assert!(session.play(&keys), "it was left");
}

/// Makes the window another size.
pub(crate) fn resize(session: &mut Rehearsal, size: Size) {
    session.hear(News::Resized(size));
}

/// What a person can read.
pub(crate) fn text(session: &Rehearsal) -> String {
    picture::text(session.cells())
}
