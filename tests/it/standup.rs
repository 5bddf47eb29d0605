//! A standup as a team has it on the airport map: what they press, and what they paste into their channel.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use cjm::app::{self, Action, Effect, Key, News, Order, Outcome, Session, Size, Start, Work};
use cjm::journey::Book;
use cjm::source::edit::{self, Stamp};
use cjm::source::settings::Settings;
use cjm::store::{Outside, Root, Wanted};
use jiff::civil::{Date, date};

const TODAY: Date = date(2018, 10, 20);

/// A session with the map in memory: what is saved is what the next change is made in.
struct Standup {
    state: Session,
    label: String,
    text: String,
    report: String,
}

impl Standup {
    /// Opens a map; `last` is what the last standup left of it.
    fn open(path: &str, last: impl FnOnce(&str) -> String) -> Self {
        let root = Root::open(path.as_ref(), Outside::Refuse).expect("it is there");
        let label = root.only_map().expect("one map");
        let book = root.load(&label, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
        let text = book.text.to_string();
        let (state, _) = Session::new(Start {
            folder: path.to_owned(),
            maps: vec![label.clone()],
            is_single: true,
            settings: Settings::default(),
            findings: Vec::new(),
            settings_file: String::new(),
            today: TODAY,
            size: Size::new(80, 24),
            standup: None,
        });
        let mut standup = Self { state, label: label.clone(), text, report: String::new() };
        let last = last(&standup.text);
        standup.hear(News::Loaded { map: label.clone(), book: Arc::new(book) });
        let standups = vec![(label, date(2018, 10, 13), Arc::from(last))];
        standup.hear(News::Recalled(app::action::Recalled { drafts: Vec::new(), standups }));
        standup
    }

    fn hear(&mut self, news: News) {
        let effects = app::update(&mut self.state, Action::News(news));
        self.perform(effects);
    }

    #[track_caller]
    fn press(&mut self, keys: &str) {
        for key in Key::sequence(keys).expect("these are keys") {
            let effects = app::press(&mut self.state, key);
            self.perform(effects);
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Save(order) => {
                    let outcome = self.save(&order);
                    self.hear(News::Answered { number: order.number, map: order.map, outcome });
                }
                Effect::Report(text) => self.report.push_str(&text),
                _ => {}
            }
        }
    }

    fn save(&mut self, order: &Order) -> Outcome {
        let stamp = Stamp { date: TODAY, by: Some("dl".to_owned()) };
        let made = match &order.work {
            Work::Change(change) => edit::apply(&self.text, change, &stamp).map(|made| (made.text, made.done)),
            Work::Turn { from, to } => edit::turn(&self.text, from, to).map(|text| (text, Vec::new())),
            Work::Copy { .. } => unreachable!("nobody asked for a copy"),
        };
        match made {
            Ok((text, done)) => {
                let before = std::mem::replace(&mut self.text, text);
                let (map, findings) = cjm::source::parse(&self.label, &self.text);
                let book = Book { text: self.text.as_str().into(), map, findings, ..Book::default() };
                Outcome::Saved { book: Arc::new(book), before: before.into(), done }
            }
            Err(refusal) => Outcome::Refused(refusal),
        }
    }

    fn banner(&self) -> String {
        app::view(&self.state).banner.map(|banner| banner.text.to_string()).unwrap_or_default()
    }
}

#[test]
fn ten_minutes_at_the_airport() {
    let action = "text = \"Clean by passenger count, not by the clock\"\nstatus = ";
    let mut standup = Standup::open("maps/airport", |text| text.replace("severity = 5", "severity = 4"));
    standup.press("S");
    assert_eq!(standup.banner(), "standup · Terminal operations · 1 of 18 · 0 min · since 2018-10-13");
    // The lanes are being built; the pain point behind it is fixed; the next one is worse than it was thought.
    standup.press("x n x n -");
    standup.hear(News::Clock(Duration::from_secs(180)));
    // Parking has somebody who looks after the signs, and a remark.
    standup.press("n n o ctrl-u \"Ruth\" enter a \"note\" enter \"Two signs stand, *four* to come\" enter");
    // A slip, taken back.
    standup.press("n d u");
    // A new pain point, and what stands in the way.
    standup.press("n n n n a \"pain\" enter \"No menu in Chinese\" enter 3 g j j e ctrl-u \"Leases until 2020\" enter");
    standup.hear(News::Clock(Duration::from_secs(540)));
    standup.press("S");
    assert!(standup.text.contains(action), "what nobody touched is as it was");
    let expected = include_str!("../standup.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/standup.md"), &standup.report).expect("written");
        return;
    }
    assert!(standup.report == expected, "expected:\n{expected}\nfound:\n{}", standup.report);
}
