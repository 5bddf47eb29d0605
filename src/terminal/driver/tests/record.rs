//! What crosses the border between a session and its world, written down; and a world that has nothing but such a list.

use std::convert::Infallible;
use std::fs;
use std::path::Path;

use jiff::civil::date;
use tempfile::TempDir;

use super::super::*;
use crate::app::Start;
use crate::source::edit::Stamp;
use crate::source::settings::Settings;
use crate::store::{Outside, Root};
use crate::terminal::frames::blank;
use crate::terminal::rehearsal::Offstage;

/// One thing that crossed the border.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    /// The world woke the session when it had this age.
    Woke(Duration),
    /// The session was given something.
    Given(Given),
    /// The session asked for something.
    Asked(Effect),
    /// A frame was shown, with its caret.
    Shown(Buffer, Option<(u16, u16)>),
}

impl Entry {
    /// Its begin, for whoever reads a failure.
    pub(super) fn words(&self) -> String {
        format!("{self:?}").chars().take(2_000).collect()
    }
}

/// A world, and the list of what crossed its border. Answers come like everything else, so the list alone is enough.
#[derive(Debug)]
pub(super) struct Recorder<W> {
    pub(super) inner: W,
    pub(super) log: Vec<Entry>,
    answers: VecDeque<Given>,
    /// How old the session is between two moments.
    age: Duration,
    /// Do keys come without a moment between them?
    is_hasty: bool,
}

impl<W> Recorder<W> {
    fn new(inner: W) -> Self {
        Self { inner, log: Vec::new(), answers: VecDeque::new(), age: Duration::ZERO, is_hasty: false }
    }
}

impl<W: World> World for Recorder<W> {
    type Error = W::Error;

    fn perform(&mut self, effect: Effect, _: &mut VecDeque<Given>) -> Result<(), W::Error> {
        self.log.push(Entry::Asked(effect.clone()));
        self.inner.perform(effect, &mut self.answers)
    }

    fn resize(&mut self, size: Size) -> Result<(), W::Error> {
        self.inner.resize(size)
    }

    fn show(&mut self, paint: impl FnOnce(&mut Buffer) -> Painted) -> Result<(), W::Error> {
        let log = &mut self.log;
        self.inner.show(|frame| {
            let painted = paint(frame);
            log.push(Entry::Shown(frame.clone(), painted.caret));
            painted
        })
    }

    fn wait(&mut self, until: Option<Duration>) -> Option<Duration> {
        let has_answers = !self.answers.is_empty();
        let until = until.filter(|_| !self.is_hasty && !has_answers).map(|until| until.saturating_sub(self.age));
        let woken = self.inner.wait(until).or(has_answers.then_some(Duration::ZERO))?;
        let age = self.age + woken;
        self.log.push(Entry::Woke(age));
        Some(age)
    }

    fn next(&mut self) -> Result<Option<Given>, W::Error> {
        let next = match self.answers.pop_front() {
            None => self.inner.next()?,
            answer => answer,
        };
        self.log.extend(next.clone().map(Entry::Given));
        Ok(next)
    }
}

/// A world that does nothing, and gives what is in a list.
#[derive(Debug)]
pub(super) struct Script {
    entries: VecDeque<Entry>,
    frame: Buffer,
}

impl World for Script {
    type Error = Infallible;

    fn perform(&mut self, _: Effect, _: &mut VecDeque<Given>) -> Result<(), Infallible> {
        Ok(())
    }

    fn resize(&mut self, size: Size) -> Result<(), Infallible> {
        self.frame = blank(size);
        Ok(())
    }

    fn show(&mut self, paint: impl FnOnce(&mut Buffer) -> Painted) -> Result<(), Infallible> {
        paint(&mut self.frame);
        Ok(())
    }

    fn wait(&mut self, _: Option<Duration>) -> Option<Duration> {
        let entry = self.entries.pop_front()?;
        let Entry::Woke(age) = entry else { unreachable!("the session waits instead of {}", entry.words()) };
        Some(age)
    }

    fn next(&mut self) -> Result<Option<Given>, Infallible> {
        let next = self.entries.pop_front_if(|entry| matches!(entry, Entry::Given(_)));
        Ok(next.map(|entry| if let Entry::Given(given) = entry { given } else { unreachable!("it was looked at") }))
    }
}

/// Plays a recorded session again from its start.
pub(super) fn replay(start: Start, log: &[Entry]) -> Driver<Recorder<Script>> {
    let given = log.iter().filter(|entry| matches!(entry, Entry::Woke(_) | Entry::Given(_))).cloned();
    let world = Recorder::new(Script { entries: given.collect(), frame: blank(start.size) });
    let mut driver = Driver::new(Session::new(start), Look::default(), world);
    let Ok(_) = driver.run();
    driver
}

/// A session on a copy of one of our maps that is being recorded.
pub(super) struct Recorded {
    folder: TempDir,
    start: Start,
    pub(super) driver: Driver<Recorder<Offstage>>,
}

impl Recorded {
    /// Opens a copy of one of our maps.
    #[expect(clippy::disallowed_methods, reason = "the map is copied first")]
    pub(super) fn open(name: &str, size: Size) -> Self {
        let folder = TempDir::new().expect("a folder");
        for file in fs::read_dir(Path::new("maps").join(name)).expect("a map") {
            let file = file.expect("a file");
            fs::copy(file.path(), folder.path().join(file.file_name())).expect("copied");
        }
        let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
        let start = Start {
            only: crate::journey::Segment::default(),
            folder: name.to_owned(),
            is_proposal: false,
            tables: Vec::new(),
            is_single: true,
            maps: vec![root.only_map().expect("one map")],
            settings: Settings::default(),
            findings: Vec::new(),
            settings_file: String::new(),
            today: date(2026, 9, 1),
            size,
            standup: None,
            is_printed: false,
            is_recalled: false,
        };
        let mut world = Offstage::new(root, size, Look::default());
        world.stamp = Some(Stamp { date: start.today, by: Some("Mo".to_owned()) });
        let driver = Driver::new(Session::new(start.clone()), Look::default(), Recorder::new(world));
        let mut recorded = Self { folder, start, driver };
        recorded.go_on();
        recorded
    }

    /// What it was started with.
    pub(super) fn start(&self) -> Start {
        self.start.clone()
    }

    /// What crossed the border so far.
    pub(super) fn log(&self) -> &[Entry] {
        &self.driver.world.log
    }

    /// The folder of the copy.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The map's label.
    pub(super) fn map(&self) -> String {
        self.start.maps.first().cloned().unwrap_or_default()
    }

    /// What the map says on disk.
    pub(super) fn text(&self) -> String {
        self.read(&self.map())
    }

    /// What a file says.
    #[expect(clippy::disallowed_methods, reason = "as somebody else reads it")]
    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.folder().join(name)).expect("a text")
    }

    /// Writes a file as somebody else does.
    #[expect(clippy::disallowed_methods, reason = "as somebody else writes it")]
    pub(super) fn write(&self, name: &str, text: &str) {
        fs::write(self.folder().join(name), text).expect("written");
    }

    /// Presses keys.
    pub(super) fn press(&mut self, keys: &str) {
        for key in Key::sequence(keys).expect("these are keys") {
            self.give(Given::Key(key));
        }
    }

    /// Presses keys as a fast hand does, one every 20 milliseconds.
    pub(super) fn hurry(&mut self, keys: &str) {
        for key in Key::sequence(keys).expect("these are keys") {
            self.driver.world.age += Duration::from_millis(20);
            self.hurry_with([key]);
        }
    }

    /// Presses keys that come all at once, as over a slow line.
    pub(super) fn hurry_at_once(&mut self, keys: &str) {
        self.hurry_with(Key::sequence(keys).expect("these are keys"));
    }

    fn hurry_with(&mut self, keys: impl IntoIterator<Item = Key>) {
        keys.into_iter().for_each(|key| self.driver.world.inner.give(Given::Key(key)));
        self.driver.world.is_hasty = true;
        self.go_on();
        self.driver.world.is_hasty = false;
    }

    /// No key comes for a moment.
    pub(super) fn pause(&mut self) {
        self.go_on();
    }

    /// Something happens.
    pub(super) fn give(&mut self, given: Given) {
        self.driver.world.inner.give(given);
        self.go_on();
    }

    /// From here on the session has that age.
    pub(super) fn pass(&mut self, age: Duration) {
        self.driver.world.age = age;
    }

    fn go_on(&mut self) {
        let Ok(_) = self.driver.run();
    }
}
