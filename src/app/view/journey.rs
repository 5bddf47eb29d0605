//! One journey: its overview and the detail.

use std::sync::Arc;

use super::drawing::Timeline;
use super::figure::{Figure, Move, Movement, Strip, Tone};
use super::labels::{Label, Labels};
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
    /// The overall score: label (`NPS`) and figure.
    pub overall: Option<(Plain, Figure)>,
    /// How the overall score moved.
    pub movement: Option<Movement>,
    /// `goal 45 by May 2019: not reached, 9.9 to go`, and in fewer words.
    pub goal: Vec<Plain>,
    /// What is being read: `reading responses.csv 43 %`.
    pub progress: Option<Plain>,
    /// What there is of all stages and touchpoints, wherever the cursor is.
    pub overview: Arc<Overview>,
    pub stage_idx: usize,
    pub when: Option<When>,
    /// The customer's goal in this stage.
    pub customer_goal: Plain,
    /// In the stage under the cursor.
    pub touchpoint_idx: usize,
    /// What to press where there is no stage, or no touchpoint in this one.
    pub invitation: Plain,
    pub detail: Page,
    /// The pane that takes the keys.
    pub focus: Pane,
    /// Does that pane fill the screen?
    pub is_zoomed: bool,
    /// The words that label what the map says.
    pub(crate) labels: Labels,
    /// How far the detail is scrolled, in rows.
    pub scroll: usize,
}

impl Journey {
    /// The stages, in the order of the map.
    #[must_use]
    pub fn stages(&self) -> &[StageCell] {
        &self.overview.stages
    }

    /// The touchpoints of the stage under the cursor.
    #[must_use]
    pub fn touchpoints(&self) -> &[TouchpointRow] {
        self.overview.rows.get(self.stage_idx).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What there is of all stages and touchpoints of a journey, wherever the cursor is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// What there is to say of the whole journey in one sentence.
    pub headline: Sentence,
    /// What became of what was promised, and the same in fewer words; empty where nothing was due.
    pub promises: Vec<Plain>,
    /// The metric of the strips: `CSAT`.
    pub metric: Plain,
    /// Its unit: `%`, `of 7`; may be empty.
    pub unit: Plain,
    /// The ends of its fixed scale: `0–100`, `−1 to 1`.
    pub scale: Plain,
    /// How far from its own average a strip reaches: `±5`; empty without strips.
    pub swing: Plain,
    /// How many cells of a strip are no period, but where something was shipped.
    pub n_parting: usize,
    /// The periods of the strips, oldest first: `2017`, `May 2017`.
    pub periods: Vec<Plain>,
    /// What customers feel by their words.
    pub sentiment: SentimentHead,
    pub stages: Vec<StageCell>,
    /// The touchpoints of each stage.
    pub rows: Vec<Vec<TouchpointRow>>,
    /// The whole journey as a curve in one panel, if there is anything to draw.
    pub curve: Option<Timeline>,
}

impl Overview {
    /// The first and the last of the periods that strips of so many cells show: `2012 to 2018`.
    #[must_use]
    pub(crate) fn span(&self, labels: Labels, n_cells: usize) -> Plain {
        let n_periods = n_cells.saturating_sub(self.n_parting).max(1);
        match self.periods.get(self.periods.len().saturating_sub(n_periods)..) {
            Some([first, .., last]) => labels.filled(Label::Span, &[first.as_str(), last.as_str()]).into(),
            _ => Plain::default(),
        }
    }
}

/// One sentence on a journey, computed from its numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Which way most of it moved.
    pub way: Option<Move>,
    pub tone: Tone,
    /// From the longest to the shortest way to say it.
    pub forms: Vec<Plain>,
    /// So many of them, the first, name all there is to name, and since when.
    pub n_whole: usize,
}

/// What stands over a column of sentiment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentimentHead {
    /// Has it a column? So it has unless the strips show it already.
    pub is_shown: bool,
    /// Is there any to be measured?
    pub is_bound: bool,
    /// How far from its own average a strip of it reaches: `±0.5`.
    pub swing: Plain,
    /// Why there is none anywhere, if there is none.
    pub why_none: Plain,
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

/// A pain point that still hurts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PainLine {
    pub severity: Option<u8>,
    pub text: Plain,
    /// `open`, `planned`.
    pub status: Plain,
    /// Who has it; `nobody`.
    pub owner: Plain,
    /// Has anybody?
    pub is_owned: bool,
}

/// A score with its interval, and as it was over time: what one column of a list of places shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub figure: Option<Figure>,
    pub strip: Strip,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageCell {
    pub name: Plain,
    /// Its score.
    pub score: Score,
    /// Why there is no score, if there is none.
    pub lack: Lack,
    /// Where the score stands on the fixed scale of its metric.
    pub rail: Option<Rail>,
    pub sentiment: Score,
    pub is_worst: bool,
    /// Its worst touchpoint: name and figure.
    pub worst: Option<(Plain, Figure)>,
    /// Pain points in it that are not fixed, the worst first.
    pub pains: Vec<PainLine>,
    /// Did others change it, or a touchpoint of it, since the user looked?
    pub is_news: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TouchpointRow {
    pub name: Plain,
    /// The name without the words that all names of the map begin with; empty where there are none.
    pub short: Plain,
    pub channel: Plain,
    /// -2..=2.
    pub emotion: Option<i8>,
    pub score: Score,
    /// Why there is no score, if there is none.
    pub lack: Lack,
    /// The metric's name, if it is not that of the strips; or when it was measured, if others were later.
    pub metric: Option<Plain>,
    /// Where the score stands on the fixed scale of its metric.
    pub rail: Option<Rail>,
    pub sentiment: Score,
    /// Pain points that are not fixed, the worst first.
    pub pains: Vec<PainLine>,
    /// Does it decide whether the customer stays?
    pub is_moment_of_truth: bool,
    /// Is it the worst of the stage?
    pub is_worst: bool,
    /// Did others change it since the user looked?
    pub is_news: bool,
}

/// A value and its interval on a fixed scale, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rail {
    pub low: f64,
    pub value: f64,
    pub high: f64,
}
