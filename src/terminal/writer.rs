//! The thread that writes maps, one order after the other.
//! Invariant: every order is answered once, and "saved" is only said of what is on disk.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::wakeup::Wakeup;
use crate::app::{Beginning, News, Outcome, SaveOrder, Work};
use crate::journey::Book;
use crate::source;
use crate::source::edit::{Applied, Refusal, Stamp};
use crate::store::{Error, Root, Unproposed, Unwritten};
use crate::text::Plain;

/// Writes maps beside the screen.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    orders: Sender<SaveOrder>,
    pending: Arc<Pending>,
}

/// How many orders are not answered yet.
#[derive(Debug, Default)]
struct Pending {
    n_orders: Mutex<usize>,
    is_fewer: Condvar,
}

impl Pending {
    fn lock(&self) -> MutexGuard<'_, usize> {
        self.n_orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn done(&self) {
        let mut n_orders = self.lock();
        *n_orders = n_orders.saturating_sub(1);
        self.is_fewer.notify_all();
    }
}

impl Writer {
    /// Starts the thread; it waits for orders. `stamp` is asked for each of them: a session may last for days.
    pub(super) fn start(root: &Arc<Root>, stamp: impl Fn() -> Stamp + Send + 'static, told: &Sender<Wakeup>) -> Self {
        let (sender, orders) = channel::<SaveOrder>();
        let pending = Arc::<Pending>::default();
        let (root, told, left) = (Arc::clone(root), told.clone(), Arc::clone(&pending));
        thread::spawn(move || {
            for order in orders {
                let outcome = carry_out(&root, &order, &stamp());
                let answer = News::Answered { number: order.number, map: order.map, outcome };
                // The loop is gone when the program ends.
                told.send(Wakeup::News(answer)).ok();
                left.done();
            }
        });
        Self { orders: sender, pending }
    }

    /// Writes this after what was ordered before.
    pub(super) fn write(&self, order: SaveOrder) {
        *self.pending.lock() += 1;
        if self.orders.send(order).is_err() {
            self.pending.done();
        }
    }

    /// Is an order not answered yet?
    pub(super) fn is_busy(&self) -> bool {
        *self.pending.lock() > 0
    }

    /// Waits until all is written, but no longer than that.
    pub(super) fn rest(&self, patience: Duration) {
        let is_busy = |n_orders: &mut usize| *n_orders > 0;
        let waited = self.pending.is_fewer.wait_timeout_while(self.pending.lock(), patience, is_busy);
        drop(waited);
    }
}

/// Carries an order out; what goes wrong inside is an answer too.
pub(super) fn carry_out(root: &Root, order: &SaveOrder, stamp: &Stamp) -> Outcome {
    let writing = AssertUnwindSafe(|| match &order.work {
        Work::Change(change) => rewrite(root, &order.map, |text| source::edit::apply(text, change, stamp)),
        Work::Turn { from, to } => rewrite(root, &order.map, |text| {
            source::edit::turn(text, from, to).map(|text| Applied { text, done: Vec::new() })
        }),
        Work::Copy { file, change } => {
            let seen = change.seen.as_deref().unwrap_or_default();
            match source::edit::apply(seen, change, stamp) {
                Ok(applied) => create(root, beside(&order.map, file), &applied.text),
                Err(refusal) => Outcome::Refused(refusal),
            }
        }
        Work::Begin(what) => begin(root, &order.map, what),
    });
    catch_unwind(writing).unwrap_or_else(|_| Outcome::Failed {
        message: Plain::new("saving failed inside cjm, the file is as it was"),
        help: Some(Plain::new("report this as a bug, with the map if you may")),
    })
}

/// Reads, changes, parses and writes under one lock: what cannot be parsed is not written.
fn rewrite(root: &Root, label: &str, change: impl Fn(&str) -> Result<Applied, Refusal>) -> Outcome {
    let mut parsed = None;
    let make = |current: &str| {
        let Applied { text, done } = change(current)?;
        let (map, findings) = source::parse(label, &text);
        parsed = Some((map, findings, done));
        Ok(text)
    };
    match root.rewrite(label, make) {
        Ok(written) => {
            let (map, findings, done) = parsed.unwrap_or_default();
            let book = Book { text: written.after.into(), map, findings, ..Book::default() };
            Outcome::Saved { book: Arc::new(book), before: written.before.into(), done }
        }
        Err(Unwritten::Refused(refusal)) => Outcome::Refused(refusal),
        Err(Unwritten::Failed(error)) => failed(&error),
    }
}

fn create(root: &Root, label: String, text: &str) -> Outcome {
    match root.create(&label, text) {
        Ok(()) => Outcome::Copied { label },
        Err(error) => failed(&error),
    }
}

/// Writes a map that is not there yet.
fn begin(root: &Root, label: &str, what: &Beginning) -> Outcome {
    let begun = match what {
        Beginning::Template(name) => root.begin_from(name, label).map_err(Unproposed::Failed),
        Beginning::Table(file) => root.begin_for(file, label),
        Beginning::Proposal => root.put(label).map_err(Unproposed::Failed),
    };
    match begun {
        Ok(()) => Outcome::Begun { label: label.to_owned() },
        Err(Unproposed::Failed(error)) => failed(&error),
        Err(Unproposed::Unbound(unbound)) => {
            Outcome::Failed { message: Plain::new(&unbound.to_string()), help: Some(unbound.help().into()) }
        }
    }
}

fn failed(error: &Error) -> Outcome {
    Outcome::Failed { message: Plain::new(&error.to_string()), help: error.help().map(Plain::new) }
}

/// The label of a file in the folder of a map.
fn beside(map: &str, file: &str) -> String {
    let folder = Path::new(map).parent().unwrap_or(Path::new(""));
    folder.join(file).to_string_lossy().into_owned()
}
