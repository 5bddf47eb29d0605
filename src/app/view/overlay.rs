//! What lies over the body: a card to decide about, or a list to choose from.

use super::figure::Tone;
use crate::text::Plain;

/// Something to decide, with what there is to know about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// `somebody else changed this`.
    pub title: Plain,
    /// What it is about: `thinks · Waiting / Restaurants`.
    pub aside: Plain,
    /// Texts to compare, each under its label: `when you began`, `theirs`, `yours`.
    pub parts: Vec<CardPart>,
    /// What can be done, in this order; their keys are single letters.
    pub choices: Vec<CardChoice>,
    pub selected: usize,
}

/// One text of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPart {
    /// May be empty.
    pub label: Plain,
    pub lines: Vec<CardLine>,
    pub tone: Tone,
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardLine {
    /// A line of a text.
    Words(Plain),
    /// A line that both texts of a difference have.
    Kept(Plain),
    Added(Plain),
    Removed(Plain),
}

/// One thing that can be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardChoice {
    pub key: Plain,
    /// `keep mine`.
    pub words: Plain,
}

/// What lies over the body.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// A line to type in and a list to choose from: find, commands, help, findings, what can be added, changes.
    Picker(Picker),
    Card(Card),
}

/// A line to type in and a list to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// `find`, `commands`, `help`, `findings`.
    pub title: Plain,
    /// What stands before the typed text: `/`, `:`.
    pub prompt: Plain,
    pub typed: Plain,
    /// Best first.
    pub rows: Vec<PickerRow>,
    pub selected: usize,
    /// `12 of 240`.
    pub count: Plain,
}

/// One row of a picker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickerRow {
    pub text: Plain,
    /// Character positions in `text` that matched.
    pub matched: Vec<usize>,
    /// What kind it is or where: `pain point · Waiting / Restaurants`.
    pub aside: Plain,
    /// May be empty.
    pub key: Plain,
    /// A heading between groups, not to be chosen.
    pub is_heading: bool,
    pub tone: Tone,
}
