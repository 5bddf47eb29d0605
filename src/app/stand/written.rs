//! A map as it is written, and a session that changes it: orders are carried out on a text, colleagues write into it.
//! What the session shows after an order is what the text says.

use std::sync::Arc;

use jiff::civil::date;

use super::{LABEL, Session};
use crate::app::effect::Effect;
use crate::app::event::News;
use crate::app::order::{Outcome, SaveOrder, Work};
use crate::app::view::{Block, Card, Overlay};
use crate::journey::{Address, Aim, Book, Draft, Noun};
use crate::source::edit::{self, Stamp};

/// A map as it is written, for what changes it.
pub(in crate::app) const WRITTEN: &str = include_str!("map.toml");

/// A book of a text, without numbers.
pub(in crate::app) fn read(text: &str) -> Book {
    let (map, findings) = crate::source::parse(LABEL, text);
    Book { text: text.into(), map, findings, ..Book::default() }
}

impl Session {
    /// One map, as it is written.
    pub(in crate::app) fn written() -> Self {
        let mut session = Self::single(read(WRITTEN));
        session.disk.insert(LABEL.to_owned(), WRITTEN.to_owned());
        session
    }

    /// Takes the orders out of the effects.
    pub(in crate::app) fn orders(&mut self) -> Vec<SaveOrder> {
        let effects = std::mem::take(&mut self.effects);
        let orders = effects.into_iter().filter_map(|effect| match effect {
            Effect::Save(order) => Some(order),
            other => {
                self.effects.push(other);
                None
            }
        });
        orders.collect()
    }

    /// Carries out all orders, and those that follow from them.
    pub(in crate::app) fn save(&mut self) -> &mut Self {
        loop {
            let orders = self.orders();
            if orders.is_empty() {
                return self;
            }
            for order in orders {
                let outcome = self.carry_out(&order);
                self.answer(&order, outcome);
            }
        }
    }

    /// Says what came of an order.
    pub(in crate::app) fn answer(&mut self, order: &SaveOrder, outcome: Outcome) {
        self.news(News::Answered { number: order.number, map: order.map.clone(), outcome });
    }

    fn carry_out(&mut self, order: &SaveOrder) -> Outcome {
        let before = self.disk.get(&order.map).cloned().unwrap_or_default();
        let stamp = Stamp { date: date(2018, 12, 1), by: Some("dl".to_owned()) };
        let made = match &order.work {
            Work::Change(change) => edit::apply(&before, change, &stamp).map(|made| (made.text, made.done)),
            Work::Turn { from, to } => edit::turn(&before, from, to).map(|text| (text, Vec::new())),
            Work::Copy { file, .. } => return Outcome::Copied { label: file.clone() },
            Work::Begin(_) => return Outcome::Begun { label: order.map.clone() },
        };
        match made {
            Ok((text, done)) => {
                self.disk.insert(order.map.clone(), text.clone());
                Outcome::Saved { book: Arc::new(read(&text)), before: before.into(), done }
            }
            Err(refusal) => Outcome::Refused(refusal),
        }
    }

    /// Somebody else writes the map: the first `from` becomes `to`.
    #[track_caller]
    pub(in crate::app) fn elsewhere(&mut self, from: &str, to: &str) {
        let text = self.disk.get_mut(LABEL).expect("a map that is written");
        assert!(text.contains(from), "{from} is not in the map");
        *text = text.replacen(from, to, 1);
    }

    /// The lines that the map has gained and lost.
    pub(in crate::app) fn changed(&self) -> Vec<String> {
        let patch = diffy::create_patch(WRITTEN, &self.disk[LABEL]).to_string();
        let lines = patch.lines().skip(2).filter(|line| line.starts_with(['+', '-'])).map(str::to_owned);
        lines.collect()
    }

    /// The words that are kept safe.
    pub(in crate::app) fn kept(&self) -> Vec<String> {
        self.inner.state.desk.drafts.iter().map(|draft| draft.typed.clone()).collect()
    }

    /// What is being typed, as it is seen: `thinks> Will I make it?`, and its help.
    #[track_caller]
    pub(in crate::app) fn typing(&self) -> (String, String) {
        let blocks = self.journey().detail.blocks;
        let typing =
            blocks.iter().find_map(|block| if let Block::Typing(typing) = block { Some(typing) } else { None });
        let typing = typing.expect("something is typed");
        let lines: Vec<String> = typing.lines.iter().map(ToString::to_string).collect();
        let sign = if typing.is_wrong { "! " } else { "" };
        (format!("{}> {}", typing.label, lines.join(" | ")), format!("{sign}{}", typing.help))
    }

    #[track_caller]
    pub(in crate::app) fn card(&self) -> Card {
        match self.frame().overlay {
            Some(Overlay::Card(card)) => card,
            _ => panic!("no card is there"),
        }
    }
}

/// Presses keys on a map as it is written: these lines change, and the notice says so. Undone, the map is as it was.
#[track_caller]
pub(in crate::app) fn check(name: &str, keys: &str, lines: &[&str], notice: &str) {
    let mut session = Session::written();
    session.press(keys).save();
    assert_eq!(session.changed(), lines, "{name}");
    assert_eq!(session.notice(), notice, "{name}");
    let is_changed = !lines.is_empty();
    session.press("u").save();
    assert_eq!(session.disk[LABEL], WRITTEN, "{name}, undone");
    if is_changed {
        session.press("ctrl-r").save();
        assert_eq!(session.changed(), lines, "{name}, redone");
    }
    assert!(session.kept().is_empty(), "{name}: {:?}", session.kept());
}

/// Words that reached no map.
pub(in crate::app) fn draft(aim: Aim, typed: &str, is_open: bool) -> Draft {
    Draft { map: LABEL.into(), aim, typed: typed.into(), was: None, is_open }
}

/// The touchpoint with everything in it.
pub(in crate::app) fn shelf() -> Address {
    Address::journey().then(Noun::Stage, "choose").then(Noun::Touchpoint, "shelf")
}
