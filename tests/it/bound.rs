//! Files of a few rows with the maps that `cjm bind` proposes for them. Must not know what is expected of these.
//! Invariant: a map lies beside its file, and nobody changed it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

use cjm::journey::Book;
use cjm::metric::Grain;
use cjm::source::edit::Stamp;
use cjm::store::{Outside, Root, Wanted};
use cjm::terminal::Rehearsal;
use tempfile::TempDir;

use super::session::{LARGE, TODAY, open};

/// A file with the map that is proposed for it.
pub(super) struct Bound {
    pub(super) folder: TempDir,
}

impl Bound {
    pub(super) fn of(csv: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("d.csv"), csv).unwrap();
        let bound = Self { folder };
        let (map, said, code) = bound.cjm(&["bind", "d.csv"]);
        assert_eq!((said.as_str(), code), ("", 0));
        fs::write(bound.path(), map).unwrap();
        bound
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("journey.toml")
    }

    pub(super) fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    pub(super) fn cjm(&self, arguments: &[&str]) -> (String, String, i32) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
        let output = command.args(arguments).current_dir(&self.folder).stdin(Stdio::null()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code().unwrap())
    }

    /// A session in which changes are saved.
    pub(super) fn session(&self) -> Rehearsal {
        open(self.folder.path(), LARGE).signing(Stamp { date: TODAY, by: None })
    }

    pub(super) fn load(&self) -> Book {
        let root = Root::open(self.folder.path(), Outside::Refuse).unwrap();
        root.load("journey.toml", &Wanted::default(), &AtomicBool::new(false), &mut |_| {})
    }

    /// Column and role of each open question.
    pub(super) fn asks(&self) -> Vec<String> {
        self.load().map.asks.iter().map(|ask| format!("{} as {}", ask.column, ask.role)).collect()
    }

    /// Why a column is asked about.
    #[track_caller]
    pub(super) fn why(&self, column: &str) -> String {
        let map = self.load().map;
        let ask = map.asks.iter().find(|ask| ask.column == column).expect("it is asked about");
        ask.why.clone().unwrap()
    }

    /// What is counted over all time, at all places: `csat 68.3 (n 300)`.
    pub(super) fn counted(&self) -> Vec<String> {
        let book = self.load();
        let mut all: Vec<String> = Vec::new();
        for (idx, (_, binding)) in book.map.bindings().enumerate() {
            let measure = book.map.measure(binding).unwrap();
            let series = book.counts.series[idx][0].readings(Grain::All, &measure);
            for reading in series.into_iter().filter_map(|(_, reading)| reading).filter(|reading| reading.n > 0) {
                all.push(format!("{} {:.1} (n {})", binding.metric, reading.value, reading.n));
            }
        }
        all
    }

    /// Says yes to the question about a column.
    #[track_caller]
    pub(super) fn take(&self, column: &str) {
        let map = self.load().map;
        let ask = map.asks.iter().find(|ask| ask.column == column).expect("it is asked about");
        let (_, said, code) = self.cjm(&["take", "journey.toml", &ask.address().to_string()]);
        assert_eq!((said.as_str(), code), ("", 0));
    }
}

pub(super) fn rows(header: &str, n: usize, cells: impl Fn(usize) -> String) -> String {
    (0..n).fold(format!("{header}\n"), |mut text, idx| {
        writeln!(text, "{}", cells(idx)).unwrap();
        text
    })
}

pub(super) fn day(idx: usize) -> String {
    format!("2024-0{}-{:02}", idx / 28 % 9 + 1, idx % 28 + 1)
}

/// The nth answer, where each answer stands as often as said.
pub(super) fn nth(idx: usize, counts: &[(u32, usize)]) -> u32 {
    let n: usize = counts.iter().map(|(_, n)| n).sum();
    // A step that has no divisor with it mixes them.
    let mut rest = idx * 7 % n;
    for (answer, n) in counts {
        if rest < *n {
            return *answer;
        }
        rest -= n;
    }
    0
}

pub(super) const SIX: &[(u32, usize)] = &[(1, 21), (2, 45), (3, 33), (4, 80), (5, 58), (6, 63)];
pub(super) const REVERSED: &[(u32, usize)] = &[(1, 127), (2, 78), (3, 55), (4, 40)];
pub(super) const NINE: &[(u32, usize)] =
    &[(1, 24), (2, 20), (3, 19), (5, 20), (6, 31), (7, 29), (8, 47), (9, 61), (10, 49)];
pub(super) const LOW: &[(u32, usize)] = &[(1, 8), (2, 21), (3, 42), (4, 49)];
pub(super) const FIVE: &[(u32, usize)] = &[(1, 20), (2, 21), (3, 42), (4, 49), (5, 69)];
pub(super) const CODES: &[(u32, usize)] =
    &[(0, 42), (1, 38), (2, 41), (3, 29), (4, 51), (5, 54), (6, 54), (7, 28), (8, 64), (9, 53), (10, 46)];

pub(super) fn long(name: &str, n: usize, counts: &[(u32, usize)]) -> Bound {
    Bound::of(&rows(&format!("date,touchpoint,{name}"), n, |idx| format!("{},checkout,{}", day(idx), nth(idx, counts))))
}
