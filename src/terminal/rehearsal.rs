//! A session without a terminal: keys go in, frames come out, and files are read in between.
//! Must not know who looks at the frames.
//! Invariant: the same maps, day, keys and size give the same frame, whatever the machine and the hour.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{gatherer, loader, writer};
use crate::app::view::View;
use crate::app::{self, Action, Effect, Key, News, Order, Outcome, Session, Size, Start};
use crate::journey::Draft;
use crate::source::edit::Stamp;
use crate::source::settings::Bidi;
use crate::store::{Root, Wanted};
use crate::text::Plain;
use crate::ui::{self, Look};

/// A frame is painted again when its geometry changes the view, but not for ever.
const MOST_PAINTS: usize = 3;

/// A session without a terminal. What a key asks for is done before the next key: a map is read to its end, a change
/// is on disk.
///
/// A clone goes on by itself from where it was taken.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    root: Arc<Root>,
    state: Session,
    look: Look,
    frame: Buffer,
    /// What notes and evidence are signed with; `None` where nothing may be written.
    stamp: Option<Stamp>,
    kept: Vec<Draft>,
    report: String,
}

impl Rehearsal {
    /// Opens the maps of a start, reads them, and paints the first frame of the size that the start has. Nothing is
    /// ever written.
    #[must_use]
    pub fn open(root: Root, start: Start, look: Look) -> Self {
        let frame = blank(start.size);
        let (state, effects) = Session::new(start);
        let (root, kept, report) = (Arc::new(root), Vec::new(), String::new());
        let mut rehearsal = Self { root, state, look, frame, stamp: None, kept, report };
        rehearsal.perform(effects);
        rehearsal.draw();
        rehearsal
    }

    /// From here on changes are written to the maps, and signed with this.
    #[must_use]
    pub fn signing(mut self, stamp: Stamp) -> Self {
        self.stamp = Some(stamp);
        self
    }

    /// Presses a key; false when it leaves the program, which changes nothing.
    pub fn press(&mut self, key: Key) -> bool {
        let effects = app::press(&mut self.state, key);
        if effects.contains(&Effect::Quit) {
            return false;
        }
        self.perform(effects);
        self.draw();
        true
    }

    /// Presses keys in turn; false when one leaves the program, and those after it are not pressed.
    pub fn play(&mut self, keys: &[Key]) -> bool {
        keys.iter().all(|key| self.press(*key))
    }

    /// Takes in what happened outside: a file changed, the window has another size.
    pub fn hear(&mut self, news: News) {
        if let News::Resized(size) = news {
            self.frame = blank(size);
        }
        self.act(news);
        self.draw();
    }

    /// Goes on with other colors and signs.
    pub fn dress(&mut self, look: Look) {
        self.look = look;
        self.draw();
    }

    /// What is on the screen.
    #[must_use]
    pub fn frame(&self) -> &Buffer {
        &self.frame
    }

    /// What the frame was painted from.
    #[must_use]
    pub fn view(&self) -> View {
        app::view(&self.state)
    }

    /// The colors and signs in use.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// The words that would be offered again after a crash.
    #[must_use]
    pub fn kept(&self) -> &[Draft] {
        &self.kept
    }

    /// What would be printed on leaving.
    #[must_use]
    pub fn report(&self) -> &str {
        &self.report
    }

    /// Carries an order out as a session on a terminal does, and gives its answer. What is on the screen stays.
    #[must_use]
    pub fn save(&self, order: Order) -> News {
        let outcome = match &self.stamp {
            Some(stamp) => writer::carry_out(&self.root, &order, stamp),
            None => Outcome::Failed { message: Plain::new("nothing is saved from `show`"), help: None },
        };
        News::Answered { number: order.number, map: order.map, outcome }
    }

    fn act(&mut self, news: News) {
        let effects = app::update(&mut self.state, Action::News(news));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            if let Some(news) = self.perform_one(effect) {
                waiting.extend(app::update(&mut self.state, Action::News(news)));
            }
        }
    }

    /// Does one thing, and tells what came of it.
    fn perform_one(&mut self, effect: Effect) -> Option<News> {
        match effect {
            Effect::Load(map) => {
                let book = self.root.load(&map, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
                return Some(News::Loaded { map, book: Arc::new(book) });
            }
            Effect::Comments(Some(request)) => {
                let told = gatherer::answered(&self.root, &request);
                return Some(News::Comments { request, told });
            }
            Effect::Look { map, read, is_pointed } => return Some(loader::looked(&self.root, &map, &read, is_pointed)),
            Effect::Save(order) => return Some(self.save(order)),
            Effect::Editor { map, .. } => {
                let failed = Some("there is no terminal for an editor".to_owned());
                return Some(News::Edited { map, texts: None, failed });
            }
            Effect::Keep(drafts) => self.kept = drafts,
            Effect::Report(text) => self.report.push_str(&text),
            Effect::Bidi(bidi) => self.look.reorders = matches!(bidi, Bidi::App | Bidi::Auto),
            // There is no screen, mouse, shell or clock to do it with, and nobody comes again.
            Effect::CancelLoads
            | Effect::Comments(None)
            | Effect::Redraw
            | Effect::Refuse
            | Effect::Mouse(_)
            | Effect::Suspend
            | Effect::Follow { .. }
            | Effect::Remember { .. }
            | Effect::Quit => {}
        }
        None
    }

    fn draw(&mut self) {
        for _ in 0..MOST_PAINTS {
            self.frame.reset();
            let geometry = ui::paint(&app::view(&self.state), &self.look, &mut self.frame);
            let effects = app::update(&mut self.state, Action::News(News::Drawn(geometry)));
            let is_stale = effects.contains(&Effect::Redraw);
            self.perform(effects);
            if !is_stale {
                break;
            }
        }
    }
}

fn blank(size: Size) -> Buffer {
    Buffer::empty(Rect::new(0, 0, size.width, size.height))
}
