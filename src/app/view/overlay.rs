//! What lies over the body: a card to decide about, or a list to choose from.

use super::figure::Tone;
use super::legend::Sign;
use super::page::Page;
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
    /// Entitled `find`, `commands`, `help`; `12 of 240` stands beside. Its blocks are headings and choices, best first.
    pub page: Page,
    /// What stands before the typed text: `/`, `:`.
    pub prompt: Plain,
    pub typed: Plain,
    /// What to know while nothing is typed: `a letter opens one`; may be empty.
    pub hint: Plain,
    /// Are its rows told by letters, so that nothing is typed?
    pub is_menu: bool,
    /// The row under the cursor, among all.
    pub selected: usize,
    /// The widths that all rows need, in sight or not.
    pub widths: ChoiceWidths,
}

/// How many columns a list of choices needs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChoiceWidths {
    pub key: usize,
    pub text: usize,
    pub aside: usize,
    /// Text and what stands beside it.
    pub whole: usize,
}

impl ChoiceWidths {
    /// What a row needs.
    #[must_use]
    pub fn of(text: &Plain, aside: &Plain, key: &Plain) -> Self {
        let (text, aside) = (text.width(), aside.width());
        Self { key: key.width(), text, aside, whole: text + 2 + aside }
    }

    /// The same where a sign may stand in place of the key.
    #[must_use]
    pub fn with(self, sign: Option<Sign>) -> Self {
        Self { key: if sign.is_some() { self.key.max(Sign::WIDEST) } else { self.key }, ..self }
    }
}

impl FromIterator<Self> for ChoiceWidths {
    /// The widest of all in each column.
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        all.into_iter().fold(Self::default(), |widest, own| Self {
            key: widest.key.max(own.key),
            text: widest.text.max(own.text),
            aside: widest.aside.max(own.aside),
            whole: widest.whole.max(own.whole),
        })
    }
}

/// One row of a list to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceRow {
    pub text: Plain,
    /// Character positions in `text` that matched.
    pub matched: Vec<usize>,
    /// What kind it is or where: `pain point · Waiting / Restaurants`.
    pub aside: Plain,
    /// May be empty.
    pub key: Plain,
    /// What stands in place of a key: a sign that is explained.
    pub sign: Option<Sign>,
    pub tone: Tone,
    /// Is the cursor on it?
    pub is_marked: bool,
}
