//! From a map to an exit code: the terminal is taken, explored on, and given back.
//! Invariant: when it returns, every order is carried out or told not to be, and what was typed is kept.

use std::cell::OnceCell;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::civil::Date;

use super::crew::Crew;
use super::driver::{Driver, Leaving};
use super::environment::Environment;
use super::finish::finish;
use super::keeper::Keeper;
use super::live::Live;
use super::modes::Modes;
use super::tty::{Guard, Tty};
use super::writer::Writer;
use super::{panics, signals};
use crate::app::{Effect, News, Session};
use crate::source::edit::Stamp;
use crate::source::settings::Settings;
use crate::store::Root;

/// What a hang-up is told the shell as: 128 and SIGHUP.
const HUNG_UP: u8 = 129;
/// How long the last words may take to be written where nobody hurries.
const UNTIL_KEPT: Duration = Duration::from_secs(5);

/// What to explore, and how.
#[derive(Debug)]
pub struct Explorer {
    /// What was opened.
    pub root: Arc<Root>,
    /// The state before anything happened, and what it asks for.
    pub start: (Session, Vec<Effect>),
    /// What the user chose, flags included.
    pub settings: Settings,
    /// What the environment says of the terminal.
    pub environment: Environment,
    /// Who notes and evidence are signed by; asked once, when something is saved: it may take a while.
    pub author: fn(&Settings) -> Option<String>,
    /// The day they get, asked anew for each: a session may last for days.
    pub today: fn() -> Date,
}

/// How a session ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// The exit code.
    pub code: u8,
    /// What is to be printed now that the terminal is given back.
    pub report: String,
    /// What was asked for last and could not be written: why, one entry each.
    pub unsaved: Vec<String>,
}

/// Explores until the user leaves.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(explorer: Explorer) -> io::Result<Ended> {
    let Explorer { root, start, settings, environment, author, today } = explorer;
    let tty = Arc::new(Tty::find().ok_or(io::ErrorKind::NotConnected)?);
    let (told, wakeups) = channel();
    let (chosen, signed) = (settings.clone(), OnceCell::new());
    let stamp = move || Stamp { date: today(), by: signed.get_or_init(|| author(&chosen)).clone() };
    let (keeper, is_recalled) = Keeper::start(&root, &told);
    let crew = Crew { tty: Arc::clone(&tty), keeper, writer: Writer::start(&root, stamp, &told) };
    let _hook = panics::Hook::set(crew.clone());
    signals::listen(crew.clone(), told.clone())?;
    let why_plain = environment.why_plain(&settings);
    let modes = Modes::new(settings.mouse, environment.bidi(settings.bidi));
    let _guard = Guard::enter(&tty, modes)?;
    let live = Live::new(root, &settings, environment, (crew.clone(), modes), (told, wakeups))?;
    let mut driver = Driver::new(start, live.look(), live);
    if let Some(words) = why_plain {
        driver.take(News::Said(words.to_owned()).into());
    }
    let code = match explore(&mut driver, is_recalled) {
        // A terminal that went away takes no frame; there is nobody to tell.
        Err(error) if is_hang_up(&error) => Ok(HUNG_UP),
        other => other,
    };
    let unsaved = finish(&mut driver);
    driver.world.await_answer();
    tty.leave();
    crew.keeper.close(UNTIL_KEPT);
    code.map(|code| Ended { code, report: driver.report().to_owned(), unsaved })
}

/// Explores until the user leaves; gives the exit code. The first frame comes before anything is read.
fn explore(driver: &mut Driver<Live>, is_recalled: Receiver<()>) -> io::Result<u8> {
    // It may have another size than when the session was made.
    driver.take(driver.world.resized());
    driver.draw()?;
    driver.world.begin(is_recalled)?;
    Ok(match driver.run()? {
        Some(Leaving::Quit) => 0,
        Some(Leaving::HungUp) | None => HUNG_UP,
    })
}

fn is_hang_up(error: &io::Error) -> bool {
    // EIO is what a write to a terminal without its other end gives.
    error.kind() == io::ErrorKind::BrokenPipe || rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::IO)
}
