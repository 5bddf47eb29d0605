//! Leaving: nobody goes before what was asked for is written, or is told not to be.
//! Invariant: a save that takes long can be left alone, and harms nothing by it.

use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use super::driver::Driver;
use super::live::Live;
use super::meaning::Input;
use super::wakeup::Wakeup;
use crate::app::{Key, News, Outcome};

/// How long nobody minds that a program takes to leave.
const UNMINDED: Duration = Duration::from_secs(1);
/// What leaves all the same.
const GIVE_UP: &str = "ctrl-c";

/// Waits until all orders are carried out. Tells why the last changes could not be saved, where that is so.
pub(super) fn finish(driver: &mut Driver<Live>) -> Vec<String> {
    driver.leave();
    let (mut unsaved, mut is_told) = (Vec::new(), false);
    for wakeup in driver.world.take_pending() {
        note_answers(driver, wakeup, &mut unsaved);
    }
    while driver.world.is_writing() {
        match driver.world.await_wakeup(UNMINDED) {
            Ok(Wakeup::Input(inputs, _)) if inputs.iter().any(is_giving_up) => break,
            Ok(wakeup) => note_answers(driver, wakeup, &mut unsaved),
            Err(RecvTimeoutError::Timeout) if !is_told => {
                is_told = true;
                driver.take(News::Said(format!("still saving, {GIVE_UP} leaves all the same")).into());
                // A terminal that went away takes no frame.
                driver.draw().ok();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    while let Ok(wakeup) = driver.world.await_wakeup(Duration::ZERO) {
        note_answers(driver, wakeup, &mut unsaved);
    }
    unsaved
}

/// Takes in what came of an order, and does what is asked for then: words are kept, or not kept any more.
fn note_answers(driver: &mut Driver<Live>, wakeup: Wakeup, unsaved: &mut Vec<String>) {
    let Wakeup::News(news) = wakeup else { return };
    if let News::Answered { map, outcome, .. } = &news {
        unsaved.extend(why_unsaved(map, outcome));
    }
    driver.take(news.into());
    // Orders and words are handed to threads of their own, which cannot fail.
    driver.perform().ok();
}

fn is_giving_up(input: &Input) -> bool {
    matches!(input, Input::Key(key) if Ok(*key) == GIVE_UP.parse::<Key>())
}

/// What to tell a person who has left already.
fn why_unsaved(map: &str, outcome: &Outcome) -> Option<String> {
    let why = match outcome {
        Outcome::Saved { .. } | Outcome::Copied { .. } | Outcome::Begun { .. } => return None,
        Outcome::Refused(refusal) => refusal.to_string(),
        Outcome::Failed { message, .. } => message.to_string(),
    };
    Some(format!("the last change of `{map}` was not saved: {why}"))
}
