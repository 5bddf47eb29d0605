//! How fast an edit is on disk and on the screen: `cargo bench --bench save`.
//!
//! Goals on a map of 2,000 touchpoints: on disk in at most 80 ms; the frames after a key, while the write runs beside
//! the screen, and after its answer in at most 16 ms each. Times depend on the machine and the disk, so nothing here is
//! asserted: what tells is how a save compares to `toml_edit` with a plain write, in one run. That one keeps neither
//! every byte nor the file when the power goes.
#![expect(clippy::disallowed_methods, reason = "the maps that are saved are made first")]

#[path = "made/map.rs"]
mod map;

use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use cjm::app::{self, Effect, Event, Key, News, Outcome, SaveOrder, Session, Size, Start, Work};
use cjm::journey::{Address, Change, Edit, Noun};
use cjm::source::edit::Stamp;
use cjm::source::settings::Settings;
use cjm::store::{Outside, Root, Wanted};
use cjm::terminal::Rehearsal;
use cjm::ui::{self, Look};
use divan::{Bencher, black_box_drop};
use jiff::civil::{Date, date};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;

const LABEL: &str = "journey.toml";
const TODAY: Date = date(2026, 7, 30);
const SIZE: (u16, u16) = (120, 40);

/// How many touchpoints a map has: as many as a real one, and the most that fit on a wall.
const SIZES: [usize; 2] = [50, 2_000];

fn main() {
    divan::main();
}

/// A map in a folder, with answers for every touchpoint.
struct Desk {
    folder: TempDir,
    n_touchpoints: usize,
}

impl Desk {
    fn new(n_touchpoints: usize) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join(LABEL), map::large_map(n_touchpoints)).expect("written");
        let columns: Vec<String> = (0..n_touchpoints).map(|idx| format!("q{idx}")).collect();
        let mut rows = format!("date,{}\n", columns.join(","));
        for day in 1..=28 {
            writeln!(rows, "2026-06-{day:02}{}", format!(",{}", day % 5 + 1).repeat(n_touchpoints))
                .expect("a string takes all");
        }
        fs::write(folder.path().join("answers.csv"), rows).expect("written");
        Self { folder, n_touchpoints }
    }

    fn text(&self) -> Arc<str> {
        fs::read_to_string(self.folder.path().join(LABEL)).expect("a map").into()
    }

    fn root(&self) -> Root {
        Root::open(&self.folder.path().join(LABEL), Outside::Refuse).expect("it is there")
    }

    fn start() -> Start {
        Start {
            only: cjm::journey::Segment::default(),
            folder: "maps".to_owned(),
            maps: vec![LABEL.to_owned()],
            is_proposal: false,
            tables: Vec::new(),
            is_single: true,
            settings: Settings::default(),
            findings: Vec::new(),
            settings_file: String::new(),
            today: TODAY,
            size: Size::new(SIZE.0, SIZE.1),
            standup: None,
            is_printed: false,
            is_recalled: false,
        }
    }

    /// A session that writes what is asked of it.
    fn session(&self) -> Rehearsal {
        Rehearsal::open(self.root(), Self::start(), Look::default()).signing(stamp())
    }

    /// What is done to the touchpoint in the middle, from a person who looked at this very text.
    fn order(&self, number: u64, value: &str, seen: &Arc<str>) -> SaveOrder {
        let touchpoint = format!("touchpoint-{}", self.n_touchpoints / 2);
        let at = Address::journey().then(Noun::Touchpoint, touchpoint).field("emotion");
        let change = Change::of(Edit::Set { at, value: value.to_owned() }, seen);
        SaveOrder { number, map: LABEL.to_owned(), work: Work::Change(change) }
    }
}

fn stamp() -> Stamp {
    Stamp { date: TODAY, by: None }
}

/// Two values by turns: the same text is not written again.
fn values() -> impl Iterator<Item = &'static str> {
    ["1", "2"].into_iter().cycle()
}

/// What was written.
fn saved(answer: &News) -> Arc<str> {
    let text = match answer {
        News::Answered { outcome: Outcome::Saved { book, .. }, .. } => Some(Arc::clone(&book.text)),
        _ => None,
    };
    text.expect("it is saved")
}

/// From an order to its answer, as the explorer has it done beside the screen: locked, read, changed, compared,
/// parsed, written, and on disk with its name.
#[divan::bench(args = SIZES)]
fn save_an_edit(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let session = desk.session();
    let (mut text, mut values) = (desk.text(), values());
    bencher.bench_local(|| {
        let value = values.next().expect("a ring");
        text = saved(&session.save(desk.order(1, value, &text)));
    });
}

#[divan::bench(args = SIZES)]
fn save_an_undo(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let session = desk.session();
    let mut to = desk.text();
    let mut from = saved(&session.save(desk.order(1, "2", &to)));
    bencher.bench_local(|| {
        let work = Work::Turn { from: Arc::clone(&from), to: Arc::clone(&to) };
        saved(&session.save(SaveOrder { number: 2, map: LABEL.to_owned(), work }));
        std::mem::swap(&mut from, &mut to);
    });
}

/// The peer: read, parse, set, print, written over what is there.
#[divan::bench(args = SIZES)]
fn save_with_toml_edit(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let (path, mut values) = (desk.folder.path().join(LABEL), (1..=2).cycle());
    bencher.bench_local(|| {
        let text = fs::read_to_string(&path).expect("a map");
        let mut map = text.parse::<toml_edit::DocumentMut>().expect("TOML");
        let touchpoint = &mut map["stage"][n_touchpoints / 20]["touchpoint"][0];
        touchpoint["emotion"] = toml_edit::value(values.next().expect("a ring"));
        let mut file = File::create(&path).expect("opened");
        file.write_all(map.to_string().as_bytes()).expect("written");
        file.sync_all().expect("on disk");
    });
}

/// The same from a shell.
#[divan::bench(args = SIZES)]
fn save_by_command(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let mut values = values();
    bencher.bench_local(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
        command.arg("set").arg(desk.folder.path().join(LABEL));
        command.args([&format!("touchpoint-{}.emotion", n_touchpoints / 2), values.next().expect("a ring")]);
        command.env("XDG_STATE_HOME", desk.folder.path().join("state")).env("XDG_CONFIG_HOME", desk.folder.path());
        assert!(command.output().expect("it runs").status.success());
    });
}

/// Where one looks at the map, with all its numbers.
struct Screen {
    state: Session,
    buffer: Buffer,
}

impl Screen {
    fn new(desk: &Desk) -> Self {
        let (state, _) = Session::new(Desk::start());
        let book = desk.root().load(LABEL, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
        let buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let mut screen = Self { state, buffer };
        screen.hear(News::Loaded { map: LABEL.to_owned(), book: Arc::new(book) });
        for _ in 0..3 {
            screen.paint();
        }
        screen
    }

    fn hear(&mut self, news: News) {
        app::update(&mut self.state, Event::News(news)).clear();
    }

    fn press(&mut self, keys: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        for key in Key::sequence(keys).expect("keys") {
            effects.extend(app::press(&mut self.state, key));
            self.paint();
        }
        effects
    }

    fn paint(&mut self) {
        self.buffer.reset();
        let geometry = ui::paint(&app::frame(&self.state), &Look::default(), &mut self.buffer);
        self.hear(News::Drawn(geometry));
    }

    /// A key that asks for a save, up to the frame.
    fn ask(&mut self, key: &str) -> SaveOrder {
        let effects = self.press(key);
        let order = effects.into_iter().find_map(|effect| match effect {
            Effect::Save(order) => Some(order),
            _ => None,
        });
        order.expect("it is to be saved")
    }
}

/// The frame after Enter, while the write runs beside.
#[divan::bench(args = SIZES)]
fn show_the_frame_after_enter(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let mut screen = Screen::new(&desk);
    screen.press("e x");
    let typing = screen.state;
    bencher
        .with_inputs(|| Screen { state: typing.clone(), buffer: screen.buffer.clone() })
        .bench_local_values(|mut screen| (screen.ask("enter"), screen));
}

/// The frame after the answer: the map as it is now, the change in the history, the notice.
#[divan::bench(args = SIZES)]
fn show_the_frame_after_the_answer(bencher: Bencher, n_touchpoints: usize) {
    let desk = Desk::new(n_touchpoints);
    let session = desk.session();
    let mut screen = Screen::new(&desk);
    screen.press("e x");
    let answer = session.save(screen.ask("enter"));
    bencher.with_inputs(|| Screen { state: screen.state.clone(), buffer: screen.buffer.clone() }).bench_local_values(
        |mut screen| {
            screen.hear(answer.clone());
            screen.paint();
            screen
        },
    );
}

/// From a letter to the frame it is in, on a screen with a pen.
#[divan::bench(args = SIZES)]
fn type_a_letter(bencher: Bencher, n_touchpoints: usize) {
    let mut screen = Screen::new(&Desk::new(n_touchpoints));
    screen.press("e");
    let mut keys = ["a", "b", "c", "backspace", "backspace", "backspace"].into_iter().cycle();
    bencher.bench_local(|| black_box_drop(screen.press(black_box(keys.next().expect("a ring")))));
}
