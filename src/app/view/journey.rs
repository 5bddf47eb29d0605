//! One journey: stages, touchpoints and the detail.

use super::figure::{Figure, Movement, Strip};
use super::page::Page;
use crate::journey::When;
use crate::text::Plain;

/// A pane of a journey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    Stages,
    #[default]
    Touchpoints,
    /// A touchpoint, a stage or the journey in full.
    Detail,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    pub title: Plain,
    /// Who is counted: `everyone`, `only Dana · n 1,002`, `everyone · unweighted`.
    pub counted: Plain,
    /// Is that only one persona, or are weights left aside?
    pub is_filtered: bool,
    /// The objective in words.
    pub purpose: Plain,
    /// The overall score: label (`NPS`) and figure.
    pub overall: Option<(Plain, Figure)>,
    /// How the overall score moved.
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
    pub stages: Vec<StageCell>,
    pub stage_idx: usize,
    pub when: Option<When>,
    /// The customer's goal in this stage.
    pub customer_goal: Plain,
    /// Those of the stage under the cursor.
    pub touchpoints: Vec<TouchpointRow>,
    pub touchpoint_idx: usize,
    pub detail: Page,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Does that pane fill the screen?
    pub is_zoomed: bool,
    /// How far the detail is scrolled, in rows.
    pub scroll: usize,
}

/// Why a stage or a touchpoint has no score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lack {
    /// Nothing was measured.
    #[default]
    Unmeasured,
    /// It is still being read: its place is kept.
    Awaited,
    /// The user asked for a metric that was not measured here: a sign says so.
    Asked,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StageCell {
    pub name: Plain,
    /// Its score.
    pub figure: Option<Figure>,
    /// Why there is no score, if there is none.
    pub lack: Lack,
    pub strip: Strip,
    pub is_worst: bool,
    /// Its worst touchpoint: name and figure.
    pub worst: Option<(Plain, Figure)>,
    /// Pain points in it that are not fixed.
    pub n_pains: usize,
    /// The worst severity among them.
    pub severity: Option<u8>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchpointRow {
    pub name: Plain,
    pub channel: Plain,
    /// -2..=2.
    pub emotion: Option<i8>,
    /// Its score.
    pub figure: Option<Figure>,
    /// Why there is no score, if there is none.
    pub lack: Lack,
    /// The metric's name, if it is not that of the strips; or when it was measured, if others were later.
    pub metric: Option<Plain>,
    pub strip: Strip,
    /// Its sentiment over time, if there is any.
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
