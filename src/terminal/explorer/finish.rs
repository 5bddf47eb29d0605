//! Leaving: nobody goes before what was asked for is written, or is told not to be. Must not know maps.
//! Invariant: a save that takes long can be left alone, and harms nothing by it.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::super::run::Ended;
use super::{Event, Explorer, Heard};
use crate::app::action::{Action, News};
use crate::app::{Key, Outcome};

/// How long nobody minds that a program takes to leave.
const UNMINDED: Duration = Duration::from_secs(1);
/// What leaves all the same.
const GIVE_UP: &str = "ctrl-c";

impl Explorer {
    /// Waits until all orders are carried out.
    pub(in super::super) fn finish(&mut self, events: &Receiver<Event>) -> Ended {
        let mut unsaved = Vec::new();
        let mut is_told = false;
        for event in std::mem::take(&mut self.pending) {
            self.note_answers(event, &mut unsaved);
        }
        while self.crew.writer.is_busy() {
            match events.recv_timeout(UNMINDED) {
                Ok(Event::Heard(heard)) if heard.iter().any(is_giving_up) => break,
                Ok(event) => self.note_answers(event, &mut unsaved),
                Err(RecvTimeoutError::Timeout) if !is_told => {
                    is_told = true;
                    self.act(Action::News(News::Said(format!("still saving, {GIVE_UP} leaves all the same"))));
                    // A terminal that went away takes no frame.
                    self.draw().ok();
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        for event in events.try_iter() {
            self.note_answers(event, &mut unsaved);
        }
        Ended { code: 0, report: std::mem::take(&mut self.report), unsaved }
    }

    /// Takes in what came of an order, and does what is asked for then: words are kept, or not kept any more.
    fn note_answers(&mut self, event: Event, unsaved: &mut Vec<String>) {
        let Event::News(news) = event else { return };
        for news in news {
            if let News::Answered { map, outcome, .. } = &news {
                unsaved.extend(why_unsaved(map, outcome));
            }
            self.act(Action::News(news));
            for effect in std::mem::take(&mut self.effects) {
                self.keep(effect);
            }
        }
    }
}

fn is_giving_up(heard: &Heard) -> bool {
    matches!(heard, Heard::Key(key) if Ok(*key) == GIVE_UP.parse::<Key>())
}

/// What to tell a person who has left already.
fn why_unsaved(map: &str, outcome: &Outcome) -> Option<String> {
    let why = match outcome {
        Outcome::Saved { .. } | Outcome::Copied { .. } => return None,
        Outcome::Refused(refusal) => refusal.to_string(),
        Outcome::Failed { message, .. } => message.to_string(),
    };
    Some(format!("the last change of `{map}` was not saved: {why}"))
}
