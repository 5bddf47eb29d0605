//! What a row of the table of views says, and the dials that several views share.

use crate::app::scene::pieces::Scene;
use crate::app::truths;
use crate::app::view::Page;
use crate::app::viewing::{Dials, ViewName};
use crate::text::Plain;

/// A way to look at a journey.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ViewRow {
    /// Its name, in the list of views and as a subcommand.
    pub(crate) name: ViewName,
    /// Its letter in the list of views.
    pub(crate) letter: char,
    /// What it shows, in one line.
    pub(crate) sentence: &'static str,
    /// What it lets one turn.
    pub(crate) dials: &'static [&'static DialRow],
    /// May what it shows be edited in place?
    pub(crate) is_edited: bool,
    /// Does it draw the journey? Then left and right go along it, tab goes to the next drawing, and the touchpoint under the
    /// cursor is where one is when it is left.
    pub(crate) is_drawing: bool,
    /// Makes its page.
    pub(in crate::app::scene) fold: fn(Scene<'_>, &Dials) -> Page,
    /// What it needs of the map and is not there; `None` if it has all.
    pub(in crate::app::scene) lack: fn(Scene<'_>) -> Option<Plain>,
}

/// Something that a view lets one turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DialRow {
    /// Its name, as an option too.
    pub(crate) name: &'static str,
    /// What it takes, as an option.
    pub(crate) value: &'static str,
    /// What turning it does, in one line.
    pub(crate) sentence: &'static str,
    /// What is said where there is nothing to turn it to.
    pub(crate) lack: &'static str,
    pub(super) kind: DialKind,
    /// What it may be turned to, besides the usual.
    pub(super) choices: fn(Scene<'_>) -> Vec<String>,
}

impl DialRow {
    /// Is there anything to turn it to? Of several things of the map one alone is all there is.
    pub(crate) fn turns_through(&self, n_choices: usize) -> bool {
        n_choices > usize::from(self.value == "ID")
    }
}

/// Which choice a dial turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DialKind {
    /// Whose answers are counted, everywhere.
    Persona,
    /// The period of the numbers, everywhere.
    Period,
    /// Only moments of truth, everywhere.
    Truths,
    /// One of the views' own.
    Own,
}

/// Whose answers are counted.
pub(super) const PERSONA: DialRow = DialRow {
    name: "persona",
    value: "ID",
    sentence: "Count only this persona's answers",
    lack: "no persona of this map has answers of their own",
    kind: DialKind::Persona,
    choices: |scene| scene.board.personas.clone(),
};

/// How long a period is.
pub(super) const PERIOD: DialRow = DialRow {
    name: "by",
    value: "PERIOD",
    sentence: "How long a period is",
    lack: "nothing is measured in any period",
    kind: DialKind::Period,
    choices: |scene| scene.board.grains.iter().map(|grain| grain.name().to_owned()).collect(),
};

/// Which touchpoints are shown.
pub(super) const TRUTHS: DialRow = DialRow {
    name: "only",
    value: "WHICH",
    sentence: "Show only moments of truth: `truths`",
    lack: "no touchpoint is a moment of truth",
    kind: DialKind::Truths,
    choices: |scene| truths::has_any(scene.map()).then(|| "truths".to_owned()).into_iter().collect(),
};
