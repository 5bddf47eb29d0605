//! What the screen shows, as plain values. Must not know colors, cells or widgets.
//! Invariant: every text in a view is a [`Plain`]; every figure carries its n.

mod block;
pub mod comments;

pub use block::{Block, Chart, ChartPoint, Detail, Typing};

use crate::journey::When;
use crate::text::Plain;

/// One frame.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What fills the screen.
    pub body: Body,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// A line under the header that stays until its cause is gone: a broken file, a failed source.
    pub banner: Option<Banner>,
    /// A passing word in the footer.
    pub notice: Option<Plain>,
    /// The keys that matter here, best first: (key, what it does).
    pub hints: Vec<(Plain, Plain)>,
    /// The right end of the footer: grain and persona.
    pub status: Plain,
    /// Do the map's texts run from right to left?
    pub is_right_to_left: bool,
}

/// What fills the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A folder of maps.
    Shelf(Shelf),
    /// One journey.
    Journey(Box<Journey>),
    /// What customers wrote at one place.
    Comments(Box<comments::Comments>),
}

/// A line that says what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// Said with a glyph and in the bad color when true, as a remark when false.
    pub is_bad: bool,
    /// The words.
    pub text: Plain,
}

/// How a value is colored; a glyph always says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Ordinary.
    #[default]
    Neutral,
    /// Good news.
    Good,
    /// Bad news.
    Bad,
    /// Secondary, or resting on too few answers.
    Dim,
    /// Stands out without being good or bad.
    Strong,
}

/// Which way a value moved since the period before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    /// Up, beyond chance.
    Rose,
    /// Down, beyond chance.
    Fell,
}

/// How a value moved, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Which way, where that is beyond chance.
    pub way: Option<Move>,
    /// `fell`, `cannot tell`, `too few`.
    pub words: Plain,
    /// By how much, `8.9`, where it moved.
    pub by: Plain,
    /// `since 2017`; may be empty, and left out where there is no room.
    pub since: Plain,
    /// Good or bad news.
    pub tone: Tone,
}

/// A value with how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// `54`, `−12`, `0.31`.
    pub value: Plain,
    /// Half the width of the interval, `2.0`; `None` where there is none.
    pub margin: Option<Plain>,
    /// How many answers, `2,318`.
    pub n: Plain,
    /// The unit, `%`, `points`; may be empty.
    pub unit: Plain,
    /// Too few answers to rely on (n < 30): dimmed.
    pub is_weak: bool,
    /// How it moved, and whether that is good.
    pub change: Option<(Move, Tone)>,
}

/// One cell of a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Nothing was measured.
    Gap,
    /// 1..=8 on a scale that starts at the bottom.
    Rise(u8),
    /// -2..=2 around a zero line in the middle.
    Swing(i8),
}

/// A small series, oldest first, on the metric's fixed scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// One cell a period.
    pub cells: Vec<Level>,
}

/// The list of maps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shelf {
    /// The folder.
    pub folder: Plain,
    /// One row a map.
    pub rows: Vec<ShelfRow>,
    /// The row under the cursor.
    pub selected: usize,
}

/// One map in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShelfRow {
    /// Title, or the file's name where it has none.
    pub title: Plain,
    /// Does the title run from right to left?
    pub is_right_to_left: bool,
    /// The first persona's name.
    pub persona: Plain,
    /// The objective's metric: label, figure now.
    pub objective: Option<(Plain, Figure)>,
    /// The goal in words: `goal 45 by May 2019`.
    pub goal: Plain,
    /// How much of the way from baseline to target is gone, 0..=1, for a bar; `None` where it cannot be told.
    pub progress: Option<f64>,
    /// The objective in words.
    pub purpose: Plain,
    /// The worst touchpoint and its figure.
    pub worst: Option<(Plain, Figure)>,
    /// `reviewed 2018-06-01`, with whether it is overdue.
    pub reviewed: Plain,
    /// Is the review overdue?
    pub is_overdue: bool,
    /// What is wrong with the file, in short; `reading …` while it loads.
    pub remark: Option<(Plain, Tone)>,
}

/// A pane of a journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The stages.
    Stages,
    /// The touchpoints of the stage.
    #[default]
    Touchpoints,
    /// The touchpoint in full.
    Detail,
}

/// One journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// Its title.
    pub title: Plain,
    /// The persona in focus.
    pub persona: Plain,
    /// The objective in words.
    pub purpose: Plain,
    /// The overall score: label (`NPS`) and figure.
    pub overall: Option<(Plain, Figure)>,
    /// How it moved.
    pub movement: Option<Movement>,
    /// `goal 45 by May 2019`.
    pub goal: Plain,
    /// What is being read: `reading responses.csv 43 %`.
    pub progress: Option<Plain>,
    /// The metric of the strips: `CSAT`.
    pub metric: Plain,
    /// Its unit: `%`, `of 7`; may be empty.
    pub unit: Plain,
    /// The ends of their fixed scale: `0–100`, `−1 to 1`.
    pub scale: Plain,
    /// Their first and last period: `2012 to 2018`.
    pub span: Plain,
    /// The stages.
    pub stages: Vec<StageCell>,
    /// The stage under the cursor.
    pub stage_idx: usize,
    /// Before, during or after.
    pub when: Option<When>,
    /// The customer's goal in this stage.
    pub customer_goal: Plain,
    /// Its touchpoints.
    pub touchpoints: Vec<TouchpointRow>,
    /// The touchpoint under the cursor.
    pub touchpoint_idx: usize,
    /// The touchpoint in full.
    pub detail: Detail,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Does that pane fill the screen?
    pub is_zoomed: bool,
    /// How far the detail is scrolled, in rows.
    pub scroll: usize,
}

/// One stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageCell {
    /// Its name.
    pub name: Plain,
    /// Its score; `None`: nothing measured.
    pub figure: Option<Figure>,
    /// Is its score still being read? Then its place is kept.
    pub is_awaited: bool,
    /// Its score over time.
    pub strip: Strip,
    /// Is it the worst stage?
    pub is_worst: bool,
    /// Its worst touchpoint: name and figure.
    pub worst: Option<(Plain, Figure)>,
    /// Pain points in it that are not fixed.
    pub n_pains: usize,
    /// The worst severity among them.
    pub severity: Option<u8>,
}

/// One touchpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchpointRow {
    /// Its name.
    pub name: Plain,
    /// Its channel.
    pub channel: Plain,
    /// -2..=2.
    pub emotion: Option<i8>,
    /// Its score; `None`: nothing measured.
    pub figure: Option<Figure>,
    /// Is its score still being read? Then its place is kept.
    pub is_awaited: bool,
    /// The metric's name where it is not the one of the screen.
    pub metric: Option<Plain>,
    /// Its score over time.
    pub strip: Strip,
    /// Its sentiment over time, where there is any.
    pub sentiment: Option<Strip>,
    /// Pain points that are not fixed.
    pub n_pains: usize,
    /// The worst severity among them.
    pub severity: Option<u8>,
    /// Does it decide whether the customer stays?
    pub is_moment_of_truth: bool,
    /// Is it the worst of the stage?
    pub is_worst: bool,
}

/// Something to decide, with what there is to know about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// `somebody else changed this`.
    pub title: Plain,
    /// What it is about: `thinks · Waiting / Restaurants`.
    pub aside: Plain,
    /// Texts to compare, each under its label: `when you began`, `theirs`, `yours`. `tone` colors the text.
    pub parts: Vec<CardPart>,
    /// What can be done, in this order; their keys are single letters.
    pub choices: Vec<CardChoice>,
    /// The choice under the cursor.
    pub selected: usize,
}

/// One text of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPart {
    /// Its label; may be empty.
    pub label: Plain,
    /// Its lines; those of a difference start with `+ `, `- ` or two blanks.
    pub lines: Vec<Plain>,
    /// How it is colored.
    pub tone: Tone,
}

/// One thing that can be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardChoice {
    /// Its key.
    pub key: Plain,
    /// What it does: `keep mine`.
    pub words: Plain,
}

/// What lies over the body.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// A line to type in and a list to choose from: find, palette, help, findings, personas.
    Picker(Picker),
    /// Something to decide.
    Card(Card),
}

/// A line to type in and a list to choose from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picker {
    /// `find`, `commands`, `help`, `findings`.
    pub title: Plain,
    /// What stands before the typed text: `/`, `:`.
    pub prompt: Plain,
    /// What was typed.
    pub typed: Plain,
    /// What there is, best first.
    pub rows: Vec<PickerRow>,
    /// The row under the cursor.
    pub selected: usize,
    /// `12 of 240`.
    pub count: Plain,
}

/// One row of a picker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickerRow {
    /// The text.
    pub text: Plain,
    /// Character positions in `text` that matched.
    pub matched: Vec<usize>,
    /// What kind it is or where: `pain point · Waiting / Restaurants`.
    pub aside: Plain,
    /// The key, where it has one.
    pub key: Plain,
    /// A heading between groups, not to be chosen.
    pub is_heading: bool,
    /// How it is colored.
    pub tone: Tone,
}

/// What a mouse may hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A map of the shelf.
    Map(usize),
    /// A stage.
    Stage(usize),
    /// A touchpoint.
    Touchpoint(usize),
    /// A row of the picker.
    Row(usize),
    /// A choice of the card.
    Choice(usize),
    /// A block of the detail, by its position.
    Block(usize),
    /// A pane.
    Pane(Pane),
}

/// A rectangle in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Area {
    /// Left column.
    pub x: u16,
    /// Top row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// What was seen of comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The first of them.
    pub top: usize,
    /// How many were seen from their first row to their last.
    pub n_whole: usize,
    /// The rows there are for them.
    pub n_rows: usize,
    /// Rows of the selected one above the page.
    pub n_above: usize,
    /// Rows of it below the page.
    pub n_below: usize,
}

/// Where things were painted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// What a mouse may hit, later entries on top.
    pub targets: Vec<(Area, Target)>,
    /// Rows a page of the list in focus has.
    pub page: usize,
    /// Rows of the detail that can be seen.
    pub detail_rows: usize,
    /// Rows the detail has in all.
    pub detail_total: usize,
    /// The first row of the block that was just found, counted like `scroll`.
    pub marked_row: Option<usize>,
    /// The width a strip has in the touchpoint list, in cells.
    pub strip_width: usize,
    /// The rows of each block of the detail, counted like `scroll`: the first, and how many.
    pub block_rows: Vec<(usize, usize)>,
    /// What was seen of comments.
    pub seen: Seen,
    /// Where the next character goes, in cells of the screen.
    pub caret: Option<(u16, u16)>,
}

impl Geometry {
    /// What the mouse points at: what was painted last there.
    #[must_use]
    pub fn target(&self, (x, y): (u16, u16)) -> Option<Target> {
        let is_there = |area: &Area| {
            let (x, y) = (x.checked_sub(area.x), y.checked_sub(area.y));
            x.is_some_and(|x| x < area.width) && y.is_some_and(|y| y < area.height)
        };
        self.targets.iter().rev().find(|(area, _)| is_there(area)).map(|(_, target)| *target)
    }
}
