//! From a session to an exit code: the terminal is taken, explored on, and given back. Must not know what is explored.
//! Invariant: when it returns, every order is carried out or told not to be, and what was typed is kept.

use std::cell::OnceCell;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use jiff::civil::Date;

use super::crew::Crew;
use super::explorer::Explorer;
use super::keeper::Keeper;
use super::tty::{self, Guard, Modes, Tty};
use super::writer::Writer;
use super::{Environment, panics, signals};
use crate::app::Session as AppSession;
use crate::app::action::Size;
use crate::app::effect::Effect;
use crate::source::edit::Stamp;
use crate::source::settings::Settings;
use crate::store::Root;

/// What a hang-up is told the shell as: 128 and SIGHUP.
pub(super) const HUNG_UP: u8 = 129;
/// No terminal is larger; more would only be memory.
const LARGEST: u16 = 1000;
/// How long the last words may take to be written where nobody hurries.
const UNTIL_KEPT: Duration = Duration::from_secs(5);

/// What to explore, and how.
#[derive(Debug)]
pub struct Session {
    /// What was opened.
    pub root: Arc<Root>,
    /// The state before anything happened, and what it asks for.
    pub start: (AppSession, Vec<Effect>),
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

/// Is there a terminal to explore on?
#[must_use]
pub fn has_terminal() -> bool {
    Tty::find().is_some()
}

/// The size of the terminal: as it says, else as the environment says, else 80x24.
#[must_use]
pub fn size(environment: &Environment) -> Size {
    let (width, height) = tty::size().or(environment.size).unwrap_or((80, 24));
    Size::new(width.min(LARGEST), height.min(LARGEST))
}

/// Explores until the user leaves.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(session: Session) -> io::Result<Ended> {
    let tty = Arc::new(Tty::find().ok_or(io::ErrorKind::NotConnected)?);
    let (told, events) = channel();
    let (author, settings, today) = (session.author, session.settings.clone(), session.today);
    let signed = OnceCell::new();
    let stamp = move || Stamp { date: today(), by: signed.get_or_init(|| author(&settings)).clone() };
    let (keeper, is_recalled) = Keeper::start(&session.root, &told);
    let crew = Crew { tty: Arc::clone(&tty), keeper, writer: Writer::start(&session.root, stamp, &told) };
    let _hook = panics::Hook::set(crew.clone());
    signals::listen(crew.clone(), told.clone())?;
    let modes = Modes::new(session.settings.mouse, session.environment.bidi(session.settings.bidi));
    let _guard = Guard::enter(&tty, modes)?;
    let mut explorer = Explorer::new(session, crew.clone(), modes, told);
    let left = match explorer.explore(&events, is_recalled) {
        // A terminal that went away takes no frame; there is nobody to tell.
        Err(error) if is_hang_up(&error) => Ok(HUNG_UP),
        other => other,
    };
    let ended = explorer.finish(&events);
    explorer.await_answer(&events);
    tty.leave();
    crew.keeper.close(UNTIL_KEPT);
    left.map(|code| Ended { code, ..ended })
}

fn is_hang_up(error: &io::Error) -> bool {
    // EIO is what a write to a terminal without its other end gives.
    error.kind() == io::ErrorKind::BrokenPipe || rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::IO)
}
