//! What the builders of a journey look at, and what they share.

use std::time::Duration;

use jiff::civil::Date;

use crate::analysis::matter::{Analysis, Matter};
use crate::analysis::track::Track;
use crate::app::abreast::Abreast;
use crate::app::analyzed::Analyzed;
use crate::app::board::{Board, StageBoard, TouchpointBoard};
use crate::app::event::Size;
use crate::app::figures;
use crate::app::keymap::Keymap;
use crate::app::lens::Lens;
use crate::app::library::{Library, LoadProgress, Volume};
use crate::app::location::Location;
use crate::app::meeting::{Recap, Standup};
use crate::app::state::State;
use crate::app::truths;
use crate::app::unseen::Unseen;
use crate::app::view::{Feeling, Label, Labels, Overview};
use crate::journey::{Address, Book, EvidenceKind, Map, Noun, Stage, Touchpoint, beside};
use crate::text::Plain;

/// What the builders of a journey look at.
#[derive(Clone, Copy)]
pub(in crate::app) struct Scene<'a> {
    pub(super) book: &'a Book,
    /// Its name among the maps.
    pub(super) label_of_map: &'a str,
    pub(super) library: &'a Library,
    pub(super) board: &'a Board,
    /// The stages as each persona answered; empty in views that do not ask for it.
    pub(super) abreast: &'a Abreast,
    /// What the view that is looked at asked of the numbers.
    pub(super) analyzed: &'a Analyzed,
    pub(super) lens: &'a Lens,
    pub(super) place: &'a Location,
    /// Are only moments of truth shown?
    pub(super) is_truths_only: bool,
    /// What there is of all stages and touchpoints, as it was made last.
    pub(super) overview: &'a Overview,
    /// Is anything still being read?
    pub(super) is_loading: bool,
    /// How far the source being read is.
    pub(super) progress: Option<&'a LoadProgress>,
    pub(super) labels: Labels,
    /// None on paper.
    pub(super) keymap: Option<&'a Keymap>,
    /// What of it others changed.
    pub(super) unseen: &'a Unseen,
    /// The standup under way, if it is of this map.
    pub(super) standup: Option<&'a Standup>,
    /// The last standup that ended, if it was of this map.
    pub(super) ended: Option<&'a Recap>,
    /// The day on which the map is looked at.
    pub(super) today: Date,
    /// The time since the session began.
    pub(super) now: Duration,
    /// The size of the screen; none on paper.
    pub(super) size: Option<Size>,
}

impl<'a> Scene<'a> {
    pub(super) fn of(state: &'a State, volume: &'a Volume, book: &'a Book) -> Self {
        Self {
            book,
            label_of_map: &volume.label,
            library: &state.library,
            board: &state.sight.board,
            abreast: &state.sight.abreast,
            analyzed: &state.sight.analyzed,
            lens: &state.sight.lens,
            place: &state.place,
            is_truths_only: truths::is_only(&state.sight.lens, &book.map),
            overview: &state.sight.overview,
            is_loading: volume.is_loading,
            progress: volume.progress.as_ref().filter(|_| volume.is_loading),
            labels: Labels::of(state.setup.settings.labels, Some(&book.map)),
            keymap: Some(&state.setup.keymap).filter(|_| !state.setup.is_printed),
            unseen: &volume.unseen,
            standup: state.standup_of(&volume.label),
            ended: state.ended.as_deref().filter(|ended| ended.map == volume.label),
            today: book.map.day(state.setup.today),
            now: state.now,
            size: Some(state.screen.size).filter(|_| !state.setup.is_printed),
        }
    }

    /// The map in which the user is, once it was read.
    pub(in crate::app) fn now(state: &'a State) -> Option<Self> {
        let volume = state.volume().filter(|_| state.place.is_inside)?;
        Some(Self::of(state, volume, volume.book.as_ref()?))
    }

    /// What an analysis is made from; `None` before there are numbers.
    pub(super) fn matter(&self) -> Option<Matter<'a>> {
        Some(Matter {
            book: self.book,
            verdicts: &self.board.verdicts,
            viewpoint: self.board.viewpoint()?,
            metric: self.board.metric.as_ref(),
            grain: self.board.grain?,
            inquired: self.analyzed.inquired().map(AsRef::as_ref),
        })
    }

    /// What the view asked of the numbers; `None` while that is being read.
    pub(super) fn analysis<A: Analysis>(&self) -> Option<&'a A> {
        self.analyzed.get()
    }

    /// What is said in place of an analysis that is not there yet: `reading the sources, 40 %`.
    pub(super) fn inquiry_words(&self) -> Plain {
        match self.analyzed.progress() {
            (_, Some(why)) => why.clone(),
            (Some(percent), None) => format!("reading the sources, {percent} %").into(),
            (None, None) => "reading the sources".into(),
        }
    }

    /// A label in the language of the map.
    pub(super) const fn label(&self, label: Label) -> &'static str {
        self.labels.word(label)
    }

    /// What the map is called that a path leads to, if it is open.
    pub(super) fn title_at(&self, path: &str) -> Option<&'a str> {
        let label = beside(self.label_of_map, path)?;
        self.library.volume(&label).map(Volume::title)
    }

    pub(super) fn map(&self) -> &'a Map {
        &self.book.map
    }

    /// The stages with those of their touchpoints that are shown: all, or only moments of truth. Then stages without one
    /// are left out.
    pub(super) fn shown(&self) -> Vec<Shown<'a>> {
        let stages = self.map().stages.iter().zip(&self.board.stages).enumerate();
        let all = stages.map(|(idx, (stage, numbers))| {
            let touchpoints = stage.touchpoints.iter().zip(&numbers.touchpoints).enumerate();
            let touchpoints = touchpoints.filter(|(_, (own, _))| !self.is_truths_only || own.is_moment_of_truth);
            let touchpoints = touchpoints.map(|(idx, (own, numbers))| (idx, own, numbers)).collect();
            Shown { idx, stage, numbers, touchpoints }
        });
        all.filter(|own| !self.is_truths_only || !own.touchpoints.is_empty()).collect()
    }
}

/// What somebody feels at a touchpoint; an author's word for it alone is an assumption.
pub(super) fn feeling(touchpoint: &Touchpoint, persona: Option<&str>) -> Option<Feeling> {
    let is_known = touchpoint.evidence.iter().any(|own| own.kind != EvidenceKind::Assumption);
    Some(Feeling { emotion: touchpoint.emotion_of(persona)?, is_assumed: !is_known })
}

/// The worst severity among the pain points that still hurt, 0 where none is said; `None` without any.
pub(super) fn worst_pain(touchpoint: &Touchpoint) -> Option<u8> {
    let hurting = touchpoint.pains.iter().filter(|pain| pain.is_hurting());
    hurting.map(|pain| pain.severity.unwrap_or(0)).max()
}

/// A stage, and those of its touchpoints that are shown: their positions in the stage, and their numbers.
pub(super) struct Shown<'a> {
    /// Its position among all stages.
    pub(super) idx: usize,
    pub(super) stage: &'a Stage,
    pub(super) numbers: &'a StageBoard,
    pub(super) touchpoints: Vec<(usize, &'a Touchpoint, &'a TouchpointBoard)>,
}

impl Shown<'_> {
    /// The address of the stage.
    pub(super) fn at(&self) -> Address {
        Address::journey().then(Noun::Stage, &self.stage.id)
    }

    /// The address of one of its touchpoints.
    pub(super) fn at_touchpoint(&self, touchpoint: &Touchpoint) -> Address {
        self.at().then(Noun::Touchpoint, &touchpoint.id)
    }
}

/// `a · b`, without the empty ones.
pub(crate) fn joined(parts: impl IntoIterator<Item = String>) -> Plain {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ").into()
}

/// `in 2016`: when a place was last measured, where others were measured later.
pub(super) fn older(board: &Board, track: &Track) -> Option<Plain> {
    let (own, _) = track.latest()?;
    let is_older = board.last.is_some_and(|last| own.grain == last.grain && own.start < last.start);
    is_older.then(|| format!("in {}", figures::since(*own)).into())
}
