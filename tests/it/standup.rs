//! A standup as a team has it on the airport map: what they press, and what they paste into their channel.

use std::sync::Arc;
use std::time::Duration;

use cjm::app::event::Recalled;
use cjm::app::{Key, News, Start};
use cjm::journey::LastStandup;
use cjm::source::edit::Stamp;
use cjm::source::settings::Settings;
use cjm::store::{Outside, Root};
use cjm::terminal::Rehearsal;
use cjm::ui::{Look, picture};
use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::pty::bakery::copy_of_maps;
use super::session::USUAL;

const TODAY: Date = date(2018, 10, 20);

/// A session on a copy of a map.
struct Standup {
    folder: TempDir,
    session: Rehearsal,
}

impl Standup {
    /// Opens a copy of one of our maps; `last` is what the last standup left of it.
    fn open(name: &str, last: impl FnOnce(&str) -> String) -> Self {
        let folder = copy_of_maps(name);
        let root = Root::open(folder.path(), Outside::Refuse).expect("it is there");
        let label = root.only_map().expect("one map");
        let start = Start {
            only: cjm::journey::Segment::default(),
            folder: name.to_owned(),
            maps: vec![label.clone()],
            is_proposal: false,
            tables: Vec::new(),
            is_single: true,
            settings: Settings::default(),
            findings: Vec::new(),
            settings_file: String::new(),
            today: TODAY,
            size: USUAL,
            standup: None,
            is_printed: false,
            is_recalled: false,
        };
        let stamp = Stamp { date: TODAY, by: Some("dl".to_owned()) };
        let mut standup = Self { folder, session: Rehearsal::open(root, start, Look::default()).signing(stamp) };
        let standups =
            vec![LastStandup { map: label, date: date(2018, 10, 13), text: Arc::from(last(&standup.text())) }];
        standup.session.hear(News::Recalled(Recalled { standups, ..Recalled::default() }));
        standup
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("journey.toml")).expect("a map")
    }

    #[track_caller]
    fn press(&mut self, keys: &str) {
        assert!(self.session.play(&Key::sequence(keys).expect("these are keys")), "it was left");
    }

    /// The screen as text.
    fn screen(&self) -> String {
        picture::text(self.session.cells())
    }

    /// Is a row on the screen that says all of this?
    #[track_caller]
    fn sees(&self, words: &[&str]) {
        let screen = self.screen();
        let has_all = |row: &str| words.iter().all(|words| row.contains(words));
        assert!(screen.lines().any(has_all), "{words:?} is not in a row of\n{screen}");
    }
}

#[test]
fn ten_minutes_at_the_airport() {
    let action = "text = \"Clean by passenger count, not by the clock\"\nstatus = ";
    let mut standup = Standup::open("airport", |text| text.replace("severity = 5", "severity = 4"));
    standup.press("S");
    standup.sees(&["Standup", "nobody · item 1 of 5, 0 min · since 13 Oct 2018"]);
    standup.sees(&["nothing was shipped since 13 Oct 2018"]);
    standup.sees(&["next", "Minutes to the next shuttle", "due 15 Feb, in 5 weeks"]);
    standup.sees(&["five to talk about · tab: 13 more"]);
    standup.press("tab N");
    standup.sees(&["Terminal operations · item 1 of 18"]);
    // The first pain point is fixed; the next one is less bad than it was thought; the lanes are being built.
    standup.press("x n - n x");
    standup.press("G");
    standup.sees(&["In area A the queue takes the hour", "severity 5 to 4"]);
    standup.press("g n n");
    standup.session.hear(News::Clock(Duration::from_secs(180)));
    // Parking has somebody who looks after the signs, and a remark.
    standup.press("n n n o ctrl-u \"Ruth\" enter a \"note\" enter \"Two signs stand, *four* to come\" enter");
    // A slip, taken back.
    standup.press("n d u");
    // A new pain point, and what stands in the way.
    standup
        .press("n n n a \"pain\" enter \"No menu in Chinese\" enter enter g j j e ctrl-u \"Leases until 2020\" enter");
    standup.session.hear(News::Clock(Duration::from_secs(540)));
    standup.press("S");
    standup.sees(&["git add airport/journey.toml && git commit -m \"standup 2018-10-20:"]);
    assert!(standup.text().contains(action), "what nobody touched is as it was");
    let expected = include_str!("../standup.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/standup.md"), standup.session.report())
            .expect("written");
        return;
    }
    assert!(standup.session.report() == expected, "expected:\n{expected}\nfound:\n{}", standup.session.report());
}
