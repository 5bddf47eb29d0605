//! What a cell of the plan tells in short, and in full when the cursor is on it.

use crate::app::scene::pieces::{Scene, Shown};
use crate::app::scene::views::stages::{dim, telling, words};
use crate::app::view::{Anchor, Block, Cell, PageLine, Tone};
use crate::journey::{Address, Touchpoint};
use crate::text::Plain;

/// A cell, and all there is to say of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app::scene::views) struct Telling {
    pub(super) cell: Cell,
    /// Does it only say where something could stand?
    pub(super) is_blank: bool,
    /// Of which touchpoint it is; empty where it is of the stage.
    pub(super) place: String,
    /// How many there are of what it shows one of.
    pub(super) n_all: usize,
    pub(super) full: Vec<Block>,
}

impl Telling {
    /// A text of the map.
    pub(super) fn text(at: Address, place: &str, text: &str) -> Self {
        let cell = Cell { anchor: anchor(at), lines: vec![words(text)], ..Cell::default() };
        Self { cell, place: place.to_owned(), n_all: 1, full: vec![prose(text)], is_blank: false }
    }

    /// Nothing, and where something could stand.
    pub(super) fn blank(at: Address, place: &str) -> Self {
        let cell = Cell { anchor: anchor(at), lines: vec![dim("·")], ..Cell::default() };
        Self { cell, is_blank: true, place: place.to_owned(), ..Self::default() }
    }

    /// A text of that touchpoint of a stage that tells most.
    pub(super) fn of_touchpoint(
        scene: Scene<'_>,
        shown: &Shown<'_>,
        key: &str,
        of: impl Fn(&Touchpoint) -> Option<&String>,
    ) -> Option<Self> {
        let has = |own: &Touchpoint| of(own).is_some_and(|text| !text.trim().is_empty());
        let found = telling(scene, shown, has);
        let (_, first, _) = shown.touchpoints.first()?;
        let own = found.unwrap_or(first);
        let at = shown.at_touchpoint(own).field(key);
        let Some(text) = found.and_then(&of) else { return Some(Self::blank(at, &own.name)) };
        let n_all = shown.touchpoints.iter().filter(|(_, own, _)| has(own)).count();
        Some(Self { n_all, ..Self::text(at, &own.name, text) })
    }
}

pub(super) fn anchor(at: Address) -> Anchor {
    Anchor { at: Some(at), is_marked: false }
}

/// A text in full, below the drawing.
pub(super) fn prose(text: &str) -> Block {
    let lines: Vec<PageLine> = Plain::lines(text.trim()).into_iter().map(PageLine::from).collect();
    Block::Field { label: Plain::default(), lines, tone: Tone::Neutral, at: None, is_marked: false }
}
