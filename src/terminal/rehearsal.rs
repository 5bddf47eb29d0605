//! A session without a terminal: keys go in, frames come out, and files are read in between.
//! Invariant: the same maps, day, keys and size give the same frame, whatever the machine and the hour.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::driver::{Driver, Given, Leaving, Painted, World};
use super::frames::blank;
use super::{gatherer, inquirer, looker, writer};
use crate::app::command::Command;
use crate::app::view::{Body, Frame, Links};
use crate::app::{Effect, Event, Key, News, Outcome, SaveOrder, Session, Size, Start, ViewName};
use crate::journey::Draft;
use crate::source::edit::Stamp;
use crate::source::settings::Bidi;
use crate::store::{Root, Wanted};
use crate::text::Plain;
use crate::ui::Look;

/// A session without a terminal. What a key asks for is done before the next key: a map is read to its end, a change
/// is on disk.
///
/// A clone goes on by itself from where it was taken.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    driver: Driver<Offstage>,
}

impl Rehearsal {
    /// Opens the maps of a start, reads them, and paints the first frame of the size that the start has. Nothing is
    /// ever written.
    #[must_use]
    pub fn open(root: Root, start: Start, look: Look) -> Self {
        let world = Offstage::new(root, start.size, look);
        let mut rehearsal = Self { driver: Driver::new(Session::new(start), look, world) };
        rehearsal.go_on();
        rehearsal
    }

    /// From here on changes are written to the maps, and signed with this.
    #[must_use]
    pub fn signing(mut self, stamp: Stamp) -> Self {
        self.driver.world.stamp = Some(stamp);
        self
    }

    /// Presses a key; false when it leaves the program: the frame stays as it is.
    pub fn press(&mut self, key: Key) -> bool {
        self.give(Given::Key(key)).is_none()
    }

    /// Presses keys in turn; false when one leaves the program, and those after it are not pressed.
    pub fn play(&mut self, keys: &[Key]) -> bool {
        keys.iter().all(|key| self.press(*key))
    }

    /// Looks at the journey by a view, with these of its dials turned.
    pub(crate) fn see(&mut self, view: ViewName, dials: Vec<(String, String)>) {
        self.give(Given::Event(Event::See(view, dials)));
    }

    /// Goes to the panes, where a map opened on a view.
    pub(crate) fn go_to_panes(&mut self) {
        let is_view = matches!(self.frame().body, Body::Journey(journey) if journey.is_zoomed);
        if is_view {
            self.give(Given::Event(Event::Command(Command::Out)));
        }
    }

    /// What the session knows.
    pub(crate) const fn session(&self) -> &Session {
        self.driver.session()
    }

    /// Takes in what happened outside: a file changed, the window has another size.
    pub fn hear(&mut self, news: News) {
        self.give(news.into());
    }

    /// Goes on with other colors and signs.
    pub fn dress(&mut self, look: Look) {
        self.driver.world.look = look;
        self.give(Given::Look(look));
    }

    /// What is on the screen.
    #[must_use]
    pub fn cells(&self) -> &Buffer {
        &self.driver.world.frame
    }

    /// What the frame was painted from.
    #[must_use]
    pub fn frame(&self) -> Frame {
        self.driver.frame()
    }

    /// The colors and signs in use.
    #[must_use]
    pub fn look(&self) -> Look {
        self.driver.look()
    }

    /// Where what was painted leads.
    pub(crate) const fn links(&self) -> &Links {
        &self.driver.world.links
    }

    /// The words that would be offered again after a crash.
    #[must_use]
    pub fn kept(&self) -> &[Draft] {
        &self.driver.world.kept
    }

    /// What would be printed on leaving.
    #[must_use]
    pub fn report(&self) -> &str {
        self.driver.report()
    }

    /// Carries an order out as a session on a terminal does, and gives its answer. What is on the screen stays.
    #[must_use]
    pub fn save(&self, order: SaveOrder) -> News {
        self.driver.world.save(order)
    }

    /// Takes in one thing; says whether and why the program is left then.
    pub(super) fn give(&mut self, given: Given) -> Option<Leaving> {
        self.driver.world.give(given);
        self.go_on()
    }

    fn go_on(&mut self) -> Option<Leaving> {
        let Ok(leaving) = self.driver.run();
        leaving
    }
}

/// Between two keys there is a moment for what waits until keys pause. It is never added up: minutes do not pass.
const MOMENT: Duration = Duration::from_secs(1);

/// A world of files and nothing else. Everything is done at once.
#[derive(Clone, Debug)]
pub(super) struct Offstage {
    root: Arc<Root>,
    look: Look,
    /// A frame that nobody sees is no matter of what changed since the one before.
    pub(super) frame: Buffer,
    links: Links,
    /// What notes and evidence are signed with; `None` where nothing may be written.
    pub(super) stamp: Option<Stamp>,
    kept: Vec<Draft>,
    coming: VecDeque<Given>,
    come: VecDeque<Given>,
}

impl Offstage {
    /// A world in which nothing may be written.
    pub(super) fn new(root: Root, size: Size, look: Look) -> Self {
        let (coming, come) = (VecDeque::new(), VecDeque::new());
        Self {
            root: Arc::new(root),
            look,
            frame: blank(size),
            links: Links::default(),
            stamp: None,
            kept: Vec::new(),
            coming,
            come,
        }
    }

    /// This is what comes next.
    pub(super) fn give(&mut self, given: Given) {
        self.coming.push_back(given);
    }

    fn save(&self, order: SaveOrder) -> News {
        let outcome = match &self.stamp {
            Some(stamp) => writer::carry_out(&self.root, &order, stamp),
            None => Outcome::Failed { message: Plain::new("nothing is saved from `show`"), help: None },
        };
        News::Answered { number: order.number, map: order.map, outcome }
    }
}

impl World for Offstage {
    type Error = Infallible;

    fn perform(&mut self, effect: Effect, answers: &mut VecDeque<Given>) -> Result<(), Infallible> {
        let answer: Given = match effect {
            Effect::Forget(map) => {
                self.root.forget(&map);
                return Ok(());
            }
            Effect::Open(map) => {
                self.root.attend(map.as_deref());
                return Ok(());
            }
            Effect::Recount { map, book } => {
                let (wanted, enough) = (Wanted::default(), AtomicBool::new(false));
                let book = self.root.recount(&map, &book, &wanted, &enough, &mut |_| {});
                News::Loaded { map, book: Arc::new(book) }.into()
            }
            Effect::Load(map) => {
                let book = self.root.load(&map, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
                News::Loaded { map, book: Arc::new(book) }.into()
            }
            Effect::Look { map, read, is_pointed } => looker::looked(&self.root, map, read, is_pointed).into(),
            Effect::Comments(Some(request)) => {
                let told = gatherer::answered(&self.root, &request);
                News::Comments { request, told }.into()
            }
            Effect::Inquire(Some(request)) => {
                let told = inquirer::answered(&self.root, &request);
                News::Inquired { request, told }.into()
            }
            Effect::Save(order) => self.save(order).into(),
            Effect::Editor { map, .. } => {
                let failed = Some("there is no terminal for an editor".to_owned());
                News::Edited { map, texts: None, failed }.into()
            }
            Effect::Bidi(bidi) => {
                self.look.reorders = matches!(bidi, Bidi::App | Bidi::Auto);
                Given::Look(self.look)
            }
            Effect::Keep(drafts) => {
                self.kept = drafts;
                return Ok(());
            }
            // Nothing is under way that could be stopped; there is no mouse and no shell, and nobody comes again. The
            // last three the driver does itself.
            Effect::CancelLoads
            | Effect::Comments(None)
            | Effect::Inquire(None)
            | Effect::Mouse(_)
            | Effect::Refuse
            | Effect::Suspend
            | Effect::Follow { .. }
            | Effect::Remember { .. }
            | Effect::Bookmark(_)
            | Effect::Redraw
            | Effect::Report(_)
            | Effect::Quit => return Ok(()),
        };
        answers.push_back(answer);
        Ok(())
    }

    fn resize(&mut self, size: Size) -> Result<(), Infallible> {
        self.frame = blank(size);
        Ok(())
    }

    fn show(&mut self, paint: impl FnOnce(&mut Buffer) -> Painted) -> Result<(), Infallible> {
        self.links = paint(&mut self.frame).links;
        Ok(())
    }

    fn wait(&mut self, until: Option<Duration>) -> Option<Duration> {
        self.come.append(&mut self.coming);
        if self.come.is_empty() { until.filter(|until| *until <= MOMENT) } else { Some(Duration::ZERO) }
    }

    fn next(&mut self) -> Result<Option<Given>, Infallible> {
        Ok(self.come.pop_front())
    }
}
