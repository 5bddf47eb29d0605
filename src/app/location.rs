//! Where the user is (map, stage, touchpoint, pane, scroll), and where the user was.
//! After [`Location::settle`] every index points at something that exists, if anything does.

use super::view::Pane;
use super::viewing::{Dials, PainChoice, ViewName};
use crate::journey::{Address, Map, Noun};

/// A row chosen by id, with its last position in case the id is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The id; empty before anything was chosen.
    pub id: String,
    pub idx: usize,
}

impl Cursor {
    /// On that id, wherever it turns out to be.
    #[must_use]
    pub(crate) fn on(id: &str) -> Self {
        Self { id: id.to_owned(), idx: 0 }
    }

    /// On that position, whatever turns out to be there.
    #[must_use]
    pub(crate) fn at(idx: usize) -> Self {
        Self { id: String::new(), idx }
    }

    /// Finds the id again; if it is gone, takes the nearest position.
    pub(crate) fn settle<'a>(&mut self, ids: impl Iterator<Item = &'a str>) {
        let ids: Vec<&str> = ids.collect();
        let found = if self.id.is_empty() { None } else { ids.iter().position(|id| *id == self.id) };
        self.idx = found.unwrap_or_else(|| self.idx.min(ids.len().saturating_sub(1)));
        self.id = ids.get(self.idx).map(|id| (*id).to_owned()).unwrap_or_default();
    }

    /// Moves by that many rows, on or back, among `n`.
    pub(crate) fn step(&mut self, by: isize, n: usize) {
        let idx = self.idx.saturating_add_signed(by).min(n.saturating_sub(1));
        if idx != self.idx {
            *self = Self::at(idx);
        }
    }
}

/// What the detail is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The touchpoint under the cursor.
    #[default]
    Touchpoint,
    /// The stage under the cursor.
    Stage,
    /// The journey, as that view shows it.
    View(ViewName),
}

impl Subject {
    /// The journey's own story.
    pub(crate) const JOURNEY: Self = Self::View(ViewName::ABOUT);

    /// The page of a standup.
    pub(crate) const STANDUP: Self = Self::View(ViewName::STANDUP);

    pub(crate) const fn is_journey(self) -> bool {
        matches!(self, Self::View(_))
    }
}

/// What is still to be done for the cursor of the detail, once positions are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Errand {
    #[default]
    Done,
    /// To scroll to it.
    Seek,
    /// To put it on something in sight.
    Land,
}

/// How far a walk along the journey has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Stride {
    /// At the touchpoint under the cursor.
    #[default]
    Here,
    /// At so many-th of its touchpoints: a path may lead to the same one twice.
    At(usize),
    /// Past the last of them.
    Done,
}

/// Something to go to: without a stage, the journey; without a touchpoint, the stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub map: String,
    pub stage: Option<String>,
    pub touchpoint: Option<String>,
    /// A claim or a field there, by its address in the map.
    pub item: Option<Address>,
}

impl Spot {
    /// Where an address of a map leads.
    #[must_use]
    pub(crate) fn of(map: &str, address: &Address) -> Self {
        let id = |noun| address.id_of(noun).map(str::to_owned);
        let is_place = address.steps.last().is_none_or(|step| matches!(step.noun, Noun::Stage | Noun::Touchpoint));
        let item = (!is_place || address.field.is_some()).then(|| address.clone());
        Self { map: map.to_owned(), stage: id(Noun::Stage), touchpoint: id(Noun::Touchpoint), item }
    }
}

/// Where the user is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Location {
    /// The map, by label.
    pub map: Cursor,
    /// In the journey? Otherwise in the list of maps.
    pub is_inside: bool,
    pub stage: Cursor,
    pub touchpoint: Cursor,
    pub subject: Subject,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Does that pane fill the screen?
    pub is_zoomed: bool,
    /// Rows of the detail above its window.
    pub scroll: usize,
    /// What the cursor in the detail is on.
    pub item: Option<Address>,
    /// Its position among what the cursor can be on, in case it is gone; `None` until it is looked up.
    pub item_idx: Option<usize>,
    pub errand: Errand,
    /// How the dials of views are turned.
    pub dials: Dials,
    /// Which pain points are shown.
    pub pains: PainChoice,
    /// In a walk, how far it has come.
    pub stride: Stride,
}

impl Location {
    /// Where a map opens for the first time.
    #[must_use]
    pub(crate) fn opening(label: &str) -> Self {
        Self { map: Cursor::on(label), is_inside: true, ..Self::default() }
    }

    /// Finds stage and touchpoint again in a map that may have changed.
    pub(crate) fn settle(&mut self, map: &Map) {
        let stage = self.stage.clone();
        self.stage.settle(map.stages.iter().map(|stage| stage.id.as_str()));
        if !stage.id.is_empty() && stage.id != self.stage.id {
            // The stage is gone. Its touchpoint may have moved to another one.
            let elsewhere = map.touchpoint(&self.touchpoint.id).map(|(stage, _)| stage.id.clone());
            if let Some(id) = elsewhere.filter(|_| !self.touchpoint.id.is_empty()) {
                self.stage = Cursor::on(&id);
                self.stage.settle(map.stages.iter().map(|stage| stage.id.as_str()));
            }
        }
        let touchpoints = map.stages.get(self.stage.idx).map(|stage| stage.touchpoints.as_slice()).unwrap_or_default();
        self.touchpoint.settle(touchpoints.iter().map(|touchpoint| touchpoint.id.as_str()));
    }

    /// Moves by that many stages, on or back; the detail starts at its top again.
    pub(crate) fn step_stage(&mut self, by: isize, map: &Map) {
        let before = self.stage.idx;
        self.stage.step(by, map.stages.len());
        if self.stage.idx != before {
            self.touchpoint = Cursor::default();
            self.look_anew();
        }
        if self.subject.is_journey() {
            // A view fills the screen: whoever steps out of it sees the panes again.
            self.is_zoomed &= self.subject == Subject::JOURNEY;
            self.show(if self.focus == Pane::Stages { Subject::Stage } else { Subject::Touchpoint });
        }
    }

    /// Moves by that many touchpoints of the stage, on or back.
    pub(crate) fn step_touchpoint(&mut self, by: isize, map: &Map) {
        let n = map.stages.get(self.stage.idx).map_or(0, |stage| stage.touchpoints.len());
        let before = self.touchpoint.idx;
        self.touchpoint.step(by, n);
        if self.touchpoint.idx != before {
            self.look_anew();
        }
        self.show(Subject::Touchpoint);
    }

    /// Puts a pane in focus, and shows in the detail what belongs to it.
    pub(crate) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        match pane {
            Pane::Stages => self.show(Subject::Stage),
            Pane::Touchpoints => self.show(Subject::Touchpoint),
            Pane::Detail if self.item.is_none() => self.errand = Errand::Land,
            Pane::Detail => {}
        }
    }

    /// Puts the cursor of the detail on a place, to be scrolled to.
    pub(crate) fn seek(&mut self, at: Address) {
        self.item = Some(at);
        self.item_idx = None;
        self.errand = Errand::Seek;
    }

    /// The touchpoint that the cursor of a view is on.
    pub(crate) fn touchpoint_of_view(&self) -> Option<Address> {
        let item = self.item.as_ref().filter(|_| matches!(self.subject, Subject::View(_)))?;
        let (stage, touchpoint) = (item.id_of(Noun::Stage)?, item.id_of(Noun::Touchpoint)?);
        Some(Address::journey().then(Noun::Stage, stage).then(Noun::Touchpoint, touchpoint))
    }

    /// Looks at the journey by a view, which fills the screen unless it is the journey's own story.
    pub(crate) fn see(&mut self, view: ViewName) {
        self.show(Subject::View(view));
        self.focus = Pane::Detail;
        self.is_zoomed |= view != ViewName::ABOUT;
    }

    /// Shows a subject in the detail, from the top if it is a new one.
    pub(crate) fn show(&mut self, subject: Subject) {
        if self.subject != subject {
            (self.subject, self.stride) = (subject, Stride::Here);
            self.look_anew();
        }
    }

    /// Shows the detail from its top; the cursor has yet to land.
    pub(crate) fn look_anew(&mut self) {
        self.scroll = 0;
        self.item = None;
        self.errand = Errand::Land;
    }

    /// The location that shows a spot.
    #[must_use]
    pub(crate) fn at(&self, spot: &Spot) -> Self {
        let mut place = if self.map.id == spot.map { self.clone() } else { Self::opening(&spot.map) };
        place.is_inside = true;
        place.look_anew();
        let subject = match (&spot.stage, &spot.touchpoint) {
            (Some(_), Some(_)) => Subject::Touchpoint,
            (Some(_), None) => Subject::Stage,
            (None, _) => Subject::JOURNEY,
        };
        if let Some(stage) = spot.stage.as_ref().filter(|id| place.stage.id != **id) {
            place.stage = Cursor::on(stage);
            place.touchpoint = Cursor::default();
        }
        if let Some(touchpoint) = &spot.touchpoint {
            place.touchpoint = Cursor::on(touchpoint);
        }
        place.subject = subject;
        place.focus = match (&spot.item, subject) {
            (Some(_), _) | (None, Subject::View(_)) => Pane::Detail,
            (None, Subject::Stage) => Pane::Stages,
            (None, Subject::Touchpoint) => Pane::Touchpoints,
        };
        if let Some(item) = &spot.item {
            place.seek(item.clone());
        }
        place
    }
}

/// The most places that a trail remembers.
const LONGEST: usize = 100;

/// Where the user was, for going back and forward.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trail {
    back: Vec<Location>,
    forward: Vec<Location>,
}

impl Trail {
    /// Remembers a place that is left by a jump.
    pub(crate) fn leave(&mut self, place: &Location) {
        self.forward.clear();
        if self.back.last() != Some(place) {
            self.back.push(place.clone());
        }
        if self.back.len() > LONGEST {
            self.back.remove(0);
        }
    }

    /// Takes the place before `here`, which becomes the next one ahead.
    pub(crate) fn go_back(&mut self, here: &Location) -> Option<Location> {
        let place = self.back.pop()?;
        self.forward.push(here.clone());
        Some(place)
    }

    /// Takes the place after `here`, which becomes the last one behind.
    pub(crate) fn go_forward(&mut self, here: &Location) -> Option<Location> {
        let place = self.forward.pop()?;
        self.back.push(here.clone());
        Some(place)
    }

    #[must_use]
    pub(crate) fn has_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    /// The place from which the present one was jumped to.
    #[must_use]
    pub(crate) fn last(&self) -> Option<&Location> {
        self.back.last()
    }

    #[must_use]
    pub(crate) fn has_back(&self) -> bool {
        !self.back.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Stage, Touchpoint};

    fn map(stages: &[(&str, &[&str])]) -> Map {
        let stages = stages.iter().map(|(id, touchpoints)| Stage {
            id: (*id).to_owned(),
            touchpoints: touchpoints
                .iter()
                .map(|id| Touchpoint { id: (*id).to_owned(), ..Touchpoint::default() })
                .collect(),
            ..Stage::default()
        });
        Map { stages: stages.collect(), ..Map::default() }
    }

    #[track_caller]
    fn check(name: &str, after: &[(&str, &[&str])], stage: &str, touchpoint: &str) {
        let mut place = Location { stage: Cursor::on("wait"), touchpoint: Cursor::on("food"), ..Location::default() };
        place.settle(&map(&[("go", &["road"]), ("wait", &["art", "food", "shop"]), ("leave", &["bus"])]));
        place.settle(&map(after));
        assert_eq!((place.stage.id.as_str(), place.touchpoint.id.as_str()), (stage, touchpoint), "{name}");
    }

    #[test]
    fn a_changed_map_keeps_the_place() {
        check("rows before it", &[("x", &[]), ("go", &[]), ("wait", &["a", "b", "food"])], "wait", "food");
        check("the touchpoint is gone", &[("go", &[]), ("wait", &["art", "shop"])], "wait", "shop");
        check("the last one is gone", &[("go", &[]), ("wait", &["art"])], "wait", "art");
        check("the stage is gone", &[("go", &["road"]), ("leave", &["bus"])], "leave", "bus");
        check("it moved to another stage", &[("go", &["road", "food"]), ("leave", &["bus"])], "go", "food");
        check("nothing is left", &[], "", "");
    }

    #[test]
    fn back_and_forward_undo_each_other() {
        let (mut trail, a, b) = (Trail::default(), Location::opening("a"), Location::opening("b"));
        trail.leave(&a);
        assert_eq!(trail.go_back(&b), Some(a.clone()));
        assert_eq!(trail.go_forward(&a), Some(b.clone()));
        assert_eq!(trail.go_forward(&b), None);
        assert_eq!(trail.go_back(&b), Some(a.clone()));
        trail.leave(&a);
        assert_eq!(trail.go_forward(&a), None, "a jump forgets what was ahead");
    }
}
