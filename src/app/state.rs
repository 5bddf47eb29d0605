//! What a session knows, whatever takes the keys: the maps, where one is in them, what is being written.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::board::{Board, Limits};
use super::desk::Desk;
use super::effect::Effect;
use super::event::Size;
use super::keymap::Keymap;
use super::lens::Lens;
use super::library::{Library, Volume};
use super::location::{Location, Spot, Subject, Trail};
use super::meeting::{Standup, Topic};
use super::view::{Geometry, Pane};
use crate::journey::{Address, Book, Finding, Map, Noun};
use crate::source::comments;
use crate::source::settings::{Bidi, Settings};
use crate::text::Plain;

/// The cells of a strip before anything was painted.
const USUAL_WIDTH: usize = 12;

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
    pub(super) made_of: Option<(Arc<Book>, Lens)>,
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

/// What a session knows, whatever takes the keys.
#[derive(Clone, Debug)]
pub struct State {
    /// The maps.
    pub library: Library,
    /// Where one is.
    pub place: Location,
    /// Where one was.
    pub trail: Trail,
    /// The standup under way.
    pub(super) standup: Option<Box<Standup>>,
    /// What a standup is to be about, as soon as its map is read.
    pub(super) opening: Option<Topic>,
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
    /// What a session begins with, and what it asks for first: that its maps be read.
    #[must_use]
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let (keymap, of_keys) = Keymap::new(&start.settings, &start.settings_file);
        let findings = start.findings.into_iter().chain(of_keys).collect();
        let mut library = Library { folder: start.folder, volumes: Vec::new(), is_single: start.is_single };
        let effects = library.stock(start.maps).into_iter().map(Effect::Load).collect();
        let place = match library.volumes.first() {
            Some(volume) if start.is_single => Location::opening(&volume.label),
            _ => Location::default(),
        };
        let state = Self {
            library,
            place,
            trail: Trail::default(),
            standup: None,
            opening: start.standup,
            sight: Sight::default(),
            walk: Walk::default(),
            setup: Setup { settings: start.settings, keymap, findings, today: start.today },
            screen: Screen { size: start.size, geometry: Geometry { strip_width: USUAL_WIDTH, ..Geometry::default() } },
            desk: Desk::default(),
            notice: None,
            now: Duration::ZERO,
        };
        (state, effects)
    }

    /// The map under the cursor of the shelf, which is the one that one is in.
    #[must_use]
    pub fn volume(&self) -> Option<&Volume> {
        self.library.volumes.get(self.place.map.idx)
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
        let volumes = self.library.volumes.iter().enumerate();
        let meant = volumes.filter(move |(idx, _)| here.is_none_or(|here| here == *idx));
        let of_maps = meant.flat_map(|(_, volume)| {
            volume.findings().iter().map(move |finding| (Some(volume.label.as_str()), finding))
        });
        own.chain(of_maps)
    }

    /// When to be told the time, if the view depends on it: so long after the session began.
    #[must_use]
    pub fn wake_at(&self) -> Option<Duration> {
        self.standup.as_ref().map(|standup| standup.next_minute(self.now))
    }

    /// What an edit is about: the stage, the touchpoint or the block under the cursor, else what the detail is about;
    /// `None` on the shelf.
    #[must_use]
    pub fn under_cursor(&self) -> Option<Address> {
        let map = self.map()?;
        let stage = map.stages.get(self.place.stage.idx).filter(|_| self.place.subject != Subject::Journey);
        let Some(stage) = stage else { return Some(self.place.item.clone().unwrap_or_default()) };
        let of_stage = Address::journey().then(Noun::Stage, &stage.id);
        let touchpoint = stage.touchpoints.get(self.place.touchpoint.idx);
        let touchpoint = touchpoint.map(|own| of_stage.then(Noun::Touchpoint, &own.id));
        Some(match (self.place.focus, &self.place.item, self.place.subject) {
            (Pane::Detail, Some(item), _) => item.clone(),
            (Pane::Stages, ..) | (_, _, Subject::Stage) => of_stage,
            _ => touchpoint.unwrap_or(of_stage),
        })
    }

    /// Rows by which a page of the list in focus moves.
    #[must_use]
    pub fn page(&self) -> isize {
        self.page_of(self.screen.geometry.page)
    }

    /// Rows by which a page of so many rows moves.
    #[must_use]
    pub fn page_of(&self, n_rows: usize) -> isize {
        // Before anything was painted, half the screen is a fair guess.
        let n_rows = if n_rows == 0 { usize::from(self.screen.size.height / 2) } else { n_rows };
        isize::try_from(n_rows).unwrap_or(isize::MAX).saturating_sub(1).max(1)
    }

    /// The place that the detail is about.
    #[must_use]
    pub fn subject(&self) -> Option<Address> {
        let (map, place) = (self.map()?, &self.place);
        let journey = Address::journey();
        let here = || map.stages.get(place.stage.idx);
        Some(match place.subject {
            Subject::Journey => journey,
            Subject::Stage => journey.then(Noun::Stage, &here()?.id),
            Subject::Touchpoint => {
                let around = here()?;
                let touchpoint = around.touchpoints.get(place.touchpoint.idx)?;
                journey.then(Noun::Stage, &around.id).then(Noun::Touchpoint, &touchpoint.id)
            }
        })
    }

    /// The place that the detail is about, where there are comments to read.
    #[must_use]
    pub fn place_of_comments(&self) -> Option<Address> {
        let map = self.map()?;
        self.subject().filter(|at| comments::has_comments(map, at))
    }

    /// The standup under way, where it is of this map.
    #[must_use]
    pub fn standup_of(&self, map: &str) -> Option<&Standup> {
        self.standup.as_deref().filter(|standup| standup.map() == map)
    }

    /// Says a passing word.
    pub fn say(&mut self, words: impl Into<Plain>) {
        self.notice = Some(words.into());
    }

    /// Goes somewhere by a jump, which can be gone back from.
    pub fn jump(&mut self, place: Location) {
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
        let place = self.library.volume(label).and_then(|volume| volume.left.clone());
        self.jump(place.unwrap_or_else(|| Location::opening(label)));
    }

    /// Remembers the place that is being left.
    pub fn leave(&mut self) {
        self.trail.leave(&self.place);
        if self.place.is_inside {
            let place = self.place.clone();
            if let Some(volume) = self.library.volume_mut(&place.map.id) {
                volume.left = Some(place);
            }
        }
    }

    /// Has the row of a map in the list made anew, once the list is seen.
    pub fn outdate_row(&mut self, label: &str) {
        if let Some(volume) = self.library.volume_mut(label) {
            volume.row = None;
        }
    }
}
