//! Everything a session knows. Must not know how it is painted or where it comes from.
//! Invariant: after [`State::settle`] place and numbers fit the maps as they are.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::action::Size;
use super::board::{Board, Limits};
use super::card::Card;
use super::desk::Desk;
use super::effect::Effect;
use super::keymap::Keymap;
use super::lens::Lens;
use super::mark;
use super::picker::Picker;
use super::place::{Place, Spot, Trail};
use super::reader::Reader;
use super::shelf::{Shelf, Volume};
use super::standup::{self, Topic};
use super::view::Geometry;
use super::view::shelf::{self as row, Standing};
use super::writing::Writing;
use crate::journey::{Book, Finding, Map};
use crate::source::settings::{Bidi, Settings};
use crate::text::Plain;

/// The cells of a strip before anything was painted.
const USUAL_WIDTH: usize = 12;

/// What takes the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The shelf or the journey.
    #[default]
    Browse,
    /// A list with a line to type in.
    Picker(Box<Picker>),
    /// Something is typed into a map.
    Writing(Box<Writing>),
    /// Something is to be decided.
    Card(Box<Card>),
    /// What customers wrote is read.
    Comments(Box<Reader>),
}

impl Mode {
    /// Who reads comments, with or without a list over them.
    #[must_use]
    pub fn reader(&self) -> Option<&Reader> {
        match self {
            Self::Comments(reader) => Some(reader),
            Self::Picker(picker) => picker.behind.as_deref(),
            Self::Browse | Self::Writing(_) | Self::Card(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self {
            Self::Comments(reader) => Some(reader),
            Self::Picker(picker) => picker.behind.as_deref_mut(),
            Self::Browse | Self::Writing(_) | Self::Card(_) => None,
        }
    }
}

/// What a session starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// The folder, as the user named it.
    pub folder: String,
    /// The maps in it, by label.
    pub maps: Vec<String>,
    /// Was one map asked for? Then the session starts in it.
    pub is_single: bool,
    /// What the user chose.
    pub settings: Settings,
    /// What is odd in the settings file.
    pub findings: Vec<Finding>,
    /// The settings file as the user knows it, for findings about keys.
    pub settings_file: String,
    /// The day, for overdue reviews.
    pub today: Date,
    /// The screen.
    pub size: Size,
    /// What to have a standup about, where one was asked for.
    pub standup: Option<Topic>,
}

/// What the user chose, and what came of it.
#[derive(Clone, Debug)]
pub struct Setup {
    /// As in the file, with what was toggled since.
    pub settings: Settings,
    /// The keys in force.
    pub keymap: Keymap,
    /// What is odd in the settings file.
    pub findings: Vec<Finding>,
    /// The day.
    pub today: Date,
}

/// The numbers of the map one is in, and what they were made of.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// What the user wants to see.
    pub lens: Lens,
    /// The numbers.
    pub board: Board,
    made_of: Option<(Arc<Book>, Lens)>,
}

/// The screen, and where things were painted on it.
#[derive(Clone, Debug, Default)]
pub struct Screen {
    /// In cells.
    pub size: Size,
    /// Where things were painted.
    pub geometry: Geometry,
}

/// The things found last, for the next and the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// What was typed.
    pub query: String,
    /// Best first.
    pub spots: Vec<Spot>,
    /// Where one is among them.
    pub idx: usize,
}

/// Everything a session knows.
#[derive(Clone, Debug)]
pub struct State {
    /// The maps.
    pub shelf: Shelf,
    /// Where one is.
    pub place: Place,
    /// Where one was.
    pub trail: Trail,
    /// What takes the keys.
    pub mode: Mode,
    /// The numbers.
    pub sight: Sight,
    /// What was found last.
    pub walk: Walk,
    /// What the user chose.
    pub setup: Setup,
    /// The screen.
    pub screen: Screen,
    /// What is being written, and what was.
    pub desk: Desk,
    /// A passing word.
    pub notice: Option<Plain>,
    /// How long after the session began it is, as far as anybody asked to be told.
    pub now: Duration,
}

impl State {
    /// A session, and what it asks for first: that its maps be read.
    #[must_use]
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let (keymap, of_keys) = Keymap::new(&start.settings, &start.settings_file);
        let findings = start.findings.into_iter().chain(of_keys).collect();
        let mut shelf = Shelf { folder: start.folder, volumes: Vec::new(), is_single: start.is_single };
        let effects = shelf.stock(start.maps).into_iter().map(Effect::Load).collect();
        let place = match shelf.volumes.first() {
            Some(volume) if start.is_single => Place::opening(&volume.label),
            _ => Place::default(),
        };
        let mut state = Self {
            shelf,
            place,
            trail: Trail::default(),
            mode: Mode::default(),
            sight: Sight::default(),
            walk: Walk::default(),
            setup: Setup { settings: start.settings, keymap, findings, today: start.today },
            screen: Screen { size: start.size, geometry: Geometry { strip_width: USUAL_WIDTH, ..Geometry::default() } },
            desk: Desk::default(),
            notice: None,
            now: Duration::ZERO,
        };
        state.desk.opening = start.standup;
        state.settle();
        (state, effects)
    }

    /// The map under the cursor of the shelf, which is the one that one is in.
    #[must_use]
    pub fn volume(&self) -> Option<&Volume> {
        self.shelf.volumes.get(self.place.map.idx)
    }

    /// The book one is in; `None` on the shelf, and while it was never read.
    #[must_use]
    pub fn book(&self) -> Option<&Arc<Book>> {
        self.volume().filter(|_| self.place.is_inside)?.book.as_ref()
    }

    /// The map one is in.
    #[must_use]
    pub fn map(&self) -> Option<&Map> {
        self.book().map(|book| &book.map)
    }

    /// From how many answers on a reading is relied on, and shown.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits { few: self.setup.settings.few, hidden: self.setup.settings.hidden }
    }

    /// Who puts right-to-left text in order.
    #[must_use]
    pub fn bidi(&self) -> Bidi {
        self.setup.settings.bidi
    }

    /// Every finding with the label of its map: of the map one is in, or of all of them; those of the settings first.
    pub fn findings(&self) -> impl Iterator<Item = (Option<&str>, &Finding)> {
        let own = self.setup.findings.iter().map(|finding| (None, finding));
        let here = self.place.is_inside.then_some(self.place.map.idx);
        let volumes = self.shelf.volumes.iter().enumerate();
        let meant = volumes.filter(move |(idx, _)| here.is_none_or(|here| here == *idx));
        let of_maps = meant.flat_map(|(_, volume)| {
            volume.findings().iter().map(move |finding| (Some(volume.label.as_str()), finding))
        });
        own.chain(of_maps)
    }

    /// When to be told the time, if the view depends on it: so long after the session began.
    #[must_use]
    pub fn wake_at(&self) -> Option<Duration> {
        self.desk.standup.as_ref().map(|standup| standup.next_minute(self.now))
    }

    /// Says a passing word.
    pub fn say(&mut self, words: impl Into<Plain>) {
        self.notice = Some(words.into());
    }

    /// Goes somewhere by a jump, which can be gone back from.
    pub fn jump(&mut self, place: Place) {
        self.leave();
        self.place = place;
    }

    /// Goes to a spot by a jump.
    pub fn visit(&mut self, spot: &Spot) {
        let place = self.place.at(spot);
        self.jump(place);
    }

    /// Opens a map where one left it.
    pub fn open(&mut self, label: &str) {
        let place = self.shelf.volume(label).and_then(|volume| volume.left.clone());
        self.jump(place.unwrap_or_else(|| Place::opening(label)));
    }

    /// Remembers the place that is being left.
    pub fn leave(&mut self) {
        self.trail.leave(&self.place);
        if self.place.is_inside {
            let place = self.place.clone();
            if let Some(volume) = self.shelf.volume_mut(&place.map.id) {
                volume.left = Some(place);
            }
        }
    }

    /// Has the row of a map in the list made anew, once the list is seen.
    pub fn outdate_row(&mut self, label: &str) {
        if let Some(volume) = self.shelf.volume_mut(label) {
            volume.row = None;
        }
    }

    /// Makes the rows of the list that are out of date, from everyone's answers.
    fn make_rows(&mut self) {
        let (limits, today) = (self.limits(), self.setup.today);
        for volume in self.shelf.volumes.iter_mut().filter(|volume| volume.row.is_none()) {
            let before = volume.standing.take();
            volume.standing = volume.book.as_ref().map(|book| Standing::of(book, limits, before));
            volume.row = Some(row::row(volume, today));
        }
    }

    /// Makes place and numbers fit the maps.
    pub fn settle(&mut self) {
        let was = self.place.map.id.clone();
        self.place.map.settle(self.shelf.volumes.iter().map(|volume| volume.label.as_str()));
        if self.place.is_inside && self.place.map.id != was && !was.is_empty() {
            self.place = Place { map: self.place.map.clone(), ..Place::default() };
            self.say(format!("{was} is gone"));
        }
        standup::settle(self);
        if !self.place.is_inside {
            self.make_rows();
        }
        let Some(book) = self.book().cloned() else { return };
        self.place.settle(&book.map);
        let lens = &self.sight.lens;
        let made_of = self.sight.made_of.as_ref().filter(|(_, as_seen)| as_seen == lens).map(|(of, _)| of);
        if !made_of.is_some_and(|of| Arc::ptr_eq(of, &book)) {
            // Other words leave the numbers as they are.
            if !made_of.is_some_and(|of| of.has_numbers_of(&book)) {
                self.sight.board = Board::new(&book, lens, self.limits());
            }
            self.sight.made_of = Some((book, lens.clone()));
            mark::hold(self);
        }
        mark::settle(self);
    }
}

#[cfg(test)]
mod tests;
