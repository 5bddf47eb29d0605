//! A session without a terminal: keys go in, frames come out, and files are read in between.
//! Must not know who looks at the frames.
//! Invariant: the same maps, day, keys and size give the same frame, whatever the machine and the hour.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::View;
use crate::app::{self, Action, Effect, Key, News, Size, Start, State};
use crate::source::settings::Bidi;
use crate::store::{Root, Wanted};
use crate::ui::{self, Look};

/// A frame is painted again when its geometry changes the view, but not for ever.
const MOST_PAINTS: usize = 3;

/// A session without a terminal. What a key asks for is done before the next key: a map is read to its end.
///
/// A clone goes on by itself from where it was taken.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    root: Arc<Root>,
    state: State,
    look: Look,
    frame: Buffer,
}

impl Rehearsal {
    /// Opens the maps of a start, reads them, and paints the first frame of the size that the start has.
    #[must_use]
    pub fn open(root: Root, start: Start, look: Look) -> Self {
        let frame = blank(start.size);
        let (state, effects) = State::new(start);
        let mut rehearsal = Self { root: Arc::new(root), state, look, frame };
        rehearsal.perform(effects);
        rehearsal.draw();
        rehearsal
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

    fn act(&mut self, news: News) {
        let effects = app::update(&mut self.state, Action::News(news));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            match effect {
                Effect::Load(map) => {
                    let book = self.root.load(&map, &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
                    let loaded = News::Loaded { map, book: Arc::new(book) };
                    waiting.extend(app::update(&mut self.state, Action::News(loaded)));
                }
                Effect::Bidi(bidi) => self.look.reorders = matches!(bidi, Bidi::App | Bidi::Auto),
                // There is no screen, mouse or shell to do it with.
                Effect::CancelLoads
                | Effect::Redraw
                | Effect::Mouse(_)
                | Effect::Suspend
                | Effect::Save(_)
                | Effect::Keep(_)
                | Effect::Editor { .. }
                | Effect::Clock(_)
                | Effect::Remember { .. }
                | Effect::Report(_)
                | Effect::Quit => {}
            }
        }
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
