//! `cjm show`: one frame, by the very code that draws the screen. Must not know what is in it.
//! Invariant: the same map, keys, size and day give the same frame.

use std::collections::VecDeque;
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::arguments::{Colors, FrameFormat, Show};
use super::explore::{Chosen, today};
use super::failure::Failure;
use super::open::open;
use super::print::Printer;
use crate::app::action::{Action, News, Size};
use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::{self, State};
use crate::source::settings;
use crate::store::{Root, Wanted};
use crate::terminal::Environment;
use crate::ui::{self, Look};

/// A frame is painted again when its geometry changes the view, but not for ever.
const MOST_PAINTS: usize = 3;

/// Prints a frame.
pub(super) fn run(arguments: &Show, environment: &Environment, out: &mut Printer) -> Result<(), Failure> {
    let keys = Key::sequence(&arguments.keys).map_err(Failure::Keys)?;
    let root = open(&arguments.map, arguments.reach)?;
    let chosen = Chosen::read(&arguments.look, arguments.color)?;
    let format = format(arguments);
    let mut settings = chosen.settings.clone();
    if format == FrameFormat::Svg && arguments.color.is_none() {
        // A picture has all colors and signs, whatever the terminal that it is made on has.
        settings.colors = settings::Colors::True;
    }
    if format == FrameFormat::Text && settings.bidi == settings::Bidi::Auto {
        // Text that goes on to a file or a program stays in the order in which it is read.
        settings.bidi = settings::Bidi::Off;
    }
    let mut look = environment.look(&settings);
    if format == FrameFormat::Svg && settings.glyphs == settings::Glyphs::Auto {
        look.is_unicode = true;
    }
    let (columns, rows) = arguments.size;
    let day = arguments.today.unwrap_or_else(today);
    let start = chosen.start(&root, day, Size::new(columns, rows), settings);
    let mut session = Session::new(root, start, look, arguments.size);
    for key in keys {
        if !session.press(key) {
            break;
        }
    }
    match format {
        FrameFormat::Text => out.lines(&ui::picture::text(&session.frame))?,
        FrameFormat::Ansi => out.made(&ui::picture::ansi(&session.frame, session.look.depth))?,
        FrameFormat::Svg => out.made(&ui::picture::svg(&session.frame, session.look.is_dark))?,
    }
    Ok(())
}

/// Escape sequences where they can be seen, or were asked for.
fn format(arguments: &Show) -> FrameFormat {
    match (arguments.format, arguments.color) {
        (Some(format), _) => format,
        (None, Some(Colors::Never)) => FrameFormat::Text,
        (None, Some(Colors::Auto) | None) if !std::io::stdout().is_terminal() => FrameFormat::Text,
        (None, _) => FrameFormat::Ansi,
    }
}

/// A session without a terminal: what it asks for is done before the next key.
struct Session {
    root: Arc<Root>,
    state: State,
    look: Look,
    frame: Buffer,
}

impl Session {
    fn new(root: Root, start: app::state::Start, look: Look, (columns, rows): (u16, u16)) -> Self {
        let size = start.size;
        let (state, effects) = State::new(start);
        let frame = Buffer::empty(Rect::new(0, 0, columns, rows));
        let mut session = Self { root: Arc::new(root), state, look, frame };
        session.act(Action::News(News::Resized(size)));
        session.perform(effects);
        session.draw();
        session
    }

    /// Presses a key; false when it leaves the program.
    fn press(&mut self, key: Key) -> bool {
        let effects = app::press(&mut self.state, key);
        let stays = !effects.contains(&Effect::Quit);
        if stays {
            self.perform(effects);
            self.draw();
        }
        stays
    }

    fn act(&mut self, action: Action) {
        let effects = app::update(&mut self.state, action);
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
                Effect::Bidi(bidi) => self.look.reorders = bidi == settings::Bidi::App || bidi == settings::Bidi::Auto,
                // There is no screen, mouse or shell to do it with.
                Effect::CancelLoads | Effect::Redraw | Effect::Mouse(_) | Effect::Suspend | Effect::Quit => {}
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
