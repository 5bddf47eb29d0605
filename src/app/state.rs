//! What a session knows, whichever layer takes the keys: the maps, where the user is in them, what is being written.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::abreast::Abreast;
use super::analyzed::Analyzed;
use super::arrival::Arrival;
use super::board::{Board, Limits};
use super::command::Command;
use super::desk::Desk;
use super::effect::Effect;
use super::event::Size;
use super::keymap::Keymap;
use super::lens::Lens;
use super::library::{Library, Volume};
use super::location::{Location, Spot, Subject, Trail};
use super::meeting::{Recap, Standup, Topic};
use super::pause::{Late, Pause};
use super::start::Start;
use super::view::{Geometry, Labels, Overview, Pane};
use super::viewing::ViewName;
use super::walk;
use crate::journey::{Address, Book, Finding, Map, Noun};
use crate::source::comments;
use crate::source::settings::{Bidi, Settings};
use crate::text::Plain;

/// What the user chose, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// As in the file, with what was toggled since.
    pub settings: Settings,
    pub keymap: Keymap,
    /// What is odd in the settings file.
    pub findings: Vec<Finding>,
    pub today: Date,
    /// Is it shown on paper, where there are no keys?
    pub is_printed: bool,
}

/// The numbers of the current map, and what they were made from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight {
    /// What the user wants to see.
    pub lens: Lens,
    pub board: Board,
    /// The stages as each persona answered, once they were asked for.
    pub(super) abreast: Abreast,
    /// What the view that is looked at asked of the numbers.
    pub(super) analyzed: Analyzed,
    /// What there is of all stages and touchpoints.
    pub overview: Arc<Overview>,
    /// Was that made while its map was being read?
    pub(super) is_early: bool,
    /// When the board was made, and when it is to be made again of numbers that came since.
    pub(super) made_at: Duration,
    pub(super) due: Option<Duration>,
    /// What was marked in it because others changed it.
    pub(super) news: BTreeSet<Address>,
    pub(super) made_of: Option<(Arc<Book>, Lens)>,
    /// The place of the touchpoint that was last asked for as the worst, among those that were ranked.
    pub(super) nth_worst: Option<usize>,
}

/// Something chosen in a list of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recent {
    Command(Command),
    View(ViewName),
}

/// So many of them are remembered.
const MOST_RECENT: usize = 5;

/// The screen, and where things were painted on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Screen {
    /// In cells.
    pub size: Size,
    pub geometry: Geometry,
}

/// What was found last, to go through one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walk {
    /// What was typed.
    pub query: String,
    /// Best first.
    pub spots: Vec<Spot>,
    /// The current one.
    pub idx: usize,
}

#[derive(Clone, Debug)]
pub(crate) struct State {
    pub library: Library,
    pub place: Location,
    pub trail: Trail,
    pub arrival: Arrival,
    pub(super) standup: Option<Box<Standup>>,
    /// The last standup that ended, to be read on its page.
    pub(super) ended: Option<Box<Recap>>,
    /// The topic of a standup that begins as soon as its map is read.
    pub(super) opening: Option<Topic>,
    pub sight: Sight,
    pub walk: Walk,
    pub setup: Setup,
    pub screen: Screen,
    pub pause: Pause,
    pub desk: Desk,
    /// What was chosen in lists of commands, the newest first.
    pub recent: Vec<Recent>,
    /// A passing word in the footer.
    pub notice: Option<Plain>,
    /// The open map, as the world was last told.
    pub(super) told_open: Option<String>,
    /// The time since the session began, as it was last told.
    pub now: Duration,
}

impl State {
    /// The state and the effects that a session begins with: it asks for its maps to be read.
    #[must_use]
    pub(crate) fn new(start: Start) -> (Self, Vec<Effect>) {
        let (keymap, of_keys) = Keymap::new(&start.settings, &start.settings_file);
        let findings = start.findings.into_iter().chain(of_keys).collect();
        let Start { folder, is_single, is_proposal, tables, .. } = start;
        let mut library = Library { folder, is_single, is_proposal, tables, ..Library::default() };
        let effects = library.stock(start.maps).into_iter().map(Effect::Load).collect();
        let place = match library.volumes.first() {
            Some(volume) if start.is_single || start.is_printed => Location::opening(&volume.label),
            _ => Location::default(),
        };
        let state = Self {
            library,
            arrival: Arrival {
                is_recalled: start.is_recalled,
                awaited: place.is_inside.then(|| place.map.id.clone()),
                told: None,
            },
            place,
            trail: Trail::default(),
            standup: None,
            ended: None,
            opening: start.standup,
            sight: Sight { lens: Lens { only: start.only, ..Lens::default() }, ..Sight::default() },
            walk: Walk::default(),
            setup: Setup {
                settings: start.settings,
                keymap,
                findings,
                today: start.today,
                is_printed: start.is_printed,
            },
            screen: Screen { size: start.size, geometry: Geometry::default() },
            pause: Pause::default(),
            desk: Desk::default(),
            recent: Vec::new(),
            notice: None,
            told_open: None,
            now: Duration::ZERO,
        };
        (state, effects)
    }

    /// The current map, or the one under the cursor of the list.
    #[must_use]
    pub(crate) fn volume(&self) -> Option<&Volume> {
        self.library.volumes.get(self.place.map.idx)
    }

    /// The label of the map in which the user is; `None` in the list of maps.
    #[must_use]
    pub(crate) fn open_map(&self) -> Option<&str> {
        self.volume().filter(|_| self.place.is_inside).map(|volume| volume.label.as_str())
    }

    /// The book of the current map; `None` in the list of maps, and before it was read.
    #[must_use]
    pub(crate) fn book(&self) -> Option<&Arc<Book>> {
        self.volume().filter(|_| self.place.is_inside)?.book.as_ref()
    }

    #[must_use]
    pub(crate) fn map(&self) -> Option<&Map> {
        self.book().map(|book| &book.map)
    }

    #[must_use]
    pub(crate) fn limits(&self) -> Limits {
        Limits { few: self.setup.settings.few, hidden: self.setup.settings.hidden }
    }

    /// Is the page mirrored? The list of maps is not: it is in the program's own language.
    #[must_use]
    pub(crate) fn is_mirrored(&self) -> bool {
        self.map().filter(|_| self.place.is_inside).is_some_and(Map::is_right_to_left)
    }

    /// The labels of the current map.
    #[must_use]
    pub(crate) fn labels(&self) -> Labels {
        Labels::of(self.setup.settings.labels, self.map())
    }

    /// Who puts right-to-left text in order.
    #[must_use]
    pub(crate) fn bidi(&self) -> Bidi {
        self.setup.settings.bidi
    }

    /// Every finding with the label of its map, those of the settings first. In a map, leaves out those of other maps.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (Option<&str>, &Finding)> {
        let own = self.setup.findings.iter().map(|finding| (None, finding));
        let here = self.place.is_inside.then_some(self.place.map.idx);
        let volumes = self.library.volumes.iter().enumerate();
        let meant = volumes.filter(move |(idx, _)| here.is_none_or(|here| here == *idx));
        let of_maps = meant.flat_map(|(_, volume)| {
            volume.findings().iter().map(move |finding| (Some(volume.label.as_str()), finding))
        });
        own.chain(of_maps)
    }

    /// When to be told the time, counted from the beginning; `None` if the frame does not depend on it.
    #[must_use]
    pub(crate) fn wake_at(&self) -> Option<Duration> {
        let minute = self.standup.as_ref().map(|standup| standup.next_minute(self.now));
        minute.into_iter().chain(self.pause.due()).chain(self.sight.due).min()
    }

    /// What an edit is about: the stage, the touchpoint or the block under the cursor, else what the detail is about;
    /// `None` in the list of maps.
    #[must_use]
    pub(crate) fn under_cursor(&self) -> Option<Address> {
        let map = self.map()?;
        let is_about_journey = self.place.subject.is_journey() && !walk::is_at_touchpoint(&self.place);
        let stage = map.stages.get(self.place.stage.idx).filter(|_| !is_about_journey);
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

    /// How many rows a page is, in the list in focus.
    #[must_use]
    pub(crate) fn page(&self) -> isize {
        self.page_of(self.screen.geometry.page)
    }

    /// How many rows to move for a page of that height.
    #[must_use]
    pub(crate) fn page_of(&self, n_rows: usize) -> isize {
        // Before anything was painted, half the screen is a fair guess.
        let n_rows = if n_rows == 0 { usize::from(self.screen.size.height / 2) } else { n_rows };
        isize::try_from(n_rows).unwrap_or(isize::MAX).saturating_sub(1).max(1)
    }

    /// The place that the detail is about.
    #[must_use]
    pub(crate) fn subject(&self) -> Option<Address> {
        let (map, place) = (self.map()?, &self.place);
        let journey = Address::journey();
        let here = || map.stages.get(place.stage.idx);
        Some(match place.subject {
            Subject::View(_) if !walk::is_at_touchpoint(place) => journey,
            Subject::Stage => journey.then(Noun::Stage, &here()?.id),
            Subject::Touchpoint | Subject::View(_) => {
                let around = here()?;
                let touchpoint = around.touchpoints.get(place.touchpoint.idx)?;
                journey.then(Noun::Stage, &around.id).then(Noun::Touchpoint, &touchpoint.id)
            }
        })
    }

    /// The place that the detail is about, if it has comments to read.
    #[must_use]
    pub(crate) fn place_of_comments(&self) -> Option<Address> {
        let map = self.map()?;
        self.place.touchpoint_of_view().or_else(|| self.subject()).filter(|at| comments::has_comments(map, at))
    }

    /// The standup under way, if it is of this map.
    #[must_use]
    pub(crate) fn standup_of(&self, map: &str) -> Option<&Standup> {
        self.standup.as_deref().filter(|standup| standup.map() == map)
    }

    /// Is the page of the standup under way in sight?
    #[must_use]
    pub(crate) fn is_at_standup(&self) -> bool {
        let is_there = self.place.is_inside && self.place.subject == Subject::STANDUP;
        is_there && self.place.focus == Pane::Detail && self.standup_of(&self.place.map.id).is_some()
    }

    /// The map, as the user would type its path.
    #[must_use]
    pub(crate) fn path(&self, label: &str) -> String {
        let folder = self.library.folder.trim_end_matches('/');
        match self.library.folder.as_str() {
            "." | "./" => label.to_owned(),
            // A file was named, not a folder.
            _ if folder == label || folder.ends_with(&format!("/{label}")) => folder.to_owned(),
            _ => format!("{folder}/{label}"),
        }
    }

    /// Shows a passing word in the footer.
    pub(crate) fn say(&mut self, words: impl Into<Plain>) {
        self.notice = Some(words.into());
    }

    /// Remembers what was chosen in a list of commands.
    pub(crate) fn remember(&mut self, chosen: Recent) {
        self.recent.retain(|own| *own != chosen);
        self.recent.insert(0, chosen);
        self.recent.truncate(MOST_RECENT);
    }

    /// Moves the cursor of a list by steps. A detail in sight follows, after a while if steps come fast.
    pub(crate) fn step(&mut self, step: impl FnOnce(&mut Location, &Map)) {
        let Some(book) = self.book().cloned() else { return };
        let before = self.place.clone();
        step(&mut self.place, &book.map);
        if self.place != before && self.screen.geometry.detail_rows > 0 {
            self.pause.moved(self.now, &self.place, &book.map, Late::Detail);
        }
    }

    /// Has the page follow the cursor of a search, after a while if steps come fast.
    pub(crate) fn follow(&mut self, place: Location) {
        self.place = place;
        if let Some(book) = self.book().cloned() {
            self.pause.moved(self.now, &self.place, &book.map, Late::Page);
        }
    }

    /// Jumps to a place; the user can go back from there.
    pub(crate) fn jump(&mut self, place: Location) {
        self.leave();
        self.place = place;
    }

    /// Jumps to a spot.
    pub(crate) fn visit(&mut self, spot: &Spot) {
        let place = self.place.at(spot);
        self.jump(place);
    }

    /// Looks at the journey by a view, which fills the screen unless it is the journey's own story; the user can go back
    /// from there.
    pub(crate) fn see(&mut self, view: ViewName) {
        self.leave();
        self.place.see(view);
        let here = || self.standup_of(&self.place.map.id)?.stop_here();
        if view == ViewName::STANDUP
            && let Some(here) = here()
        {
            // Whoever comes back to a standup is on the item that was left.
            self.place.seek(here);
        }
    }

    /// Opens a map where the user left it.
    pub(crate) fn open(&mut self, label: &str) {
        let volume = self.library.volume_mut(label);
        let place = volume.and_then(|volume| {
            volume.unseen.reopen();
            volume.left.clone()
        });
        self.arrival.awaited = place.is_none().then(|| label.to_owned());
        self.jump(place.unwrap_or_else(|| Location::opening(label)));
    }

    /// Remembers the place that is being left.
    pub(crate) fn leave(&mut self) {
        self.trail.leave(&self.place);
        if self.place.is_inside {
            let place = self.place.clone();
            if let Some(volume) = self.library.volume_mut(&place.map.id) {
                volume.left = Some(place);
            }
        }
    }

    /// Has the row of a map made again when the list is next seen.
    pub(crate) fn outdate_row(&mut self, label: &str) {
        if let Some(volume) = self.library.volume_mut(label) {
            volume.row = None;
        }
    }
}
