//! What the screen shows, as plain values: every text is a [`crate::text::Plain`], every figure carries its n.

pub(crate) mod comments;
mod dots;
mod drawing;
mod figure;
mod frame;
mod geometry;
mod grid;
mod journey;
mod labelled;
mod labels;
mod legend;
mod maps;
mod overlay;
mod page;
mod scatter;
mod walk;

pub(crate) use dots::{DotChart, DotFact, DotPoint, DotSpan};
pub(crate) use drawing::{
    Anchor, Cell, CellLine, CoursePoint, Feeling, Lane, Leaning, RailHead, RailRow, RailValue, Ring, RingPart, Spoke,
    Timeline, TimelinePanel, TimelinePoint, TimelineSeries, TimelineStage, TimelineValue, TimelineZone,
};
pub(crate) use figure::{Figure, Level, Move, Movement, Spread, Strip, Tone};
pub use frame::Frame;
pub(crate) use frame::{Banner, Body, Hint};
pub(crate) use geometry::{Area, Seen, Target};
pub use geometry::{Geometry, Links};
pub use grid::{CellSide, GridCell, GridColumn, GridHead, GridRow, Sketch};
pub(crate) use journey::{
    Journey, Lack, Overview, PainLine, Pane, Rail, Score, Sentence, SentimentHead, StageCell, TouchpointRow,
};
pub(crate) use labels::{Label, Labels};
pub(crate) use legend::{LEGEND, Sign};
pub(crate) use maps::{GoalMark, MapList, MapRank, MapRow, MapTally};
pub(crate) use overlay::{Card, CardChoice, CardLine, CardPart, ChoiceRow, ChoiceWidths, Overlay, Picker};
pub(crate) use page::{Block, Chart, ChartPoint, Page, PageLine, TurnLine, TurnRow, Typing, Window};
pub use scatter::{Scatter, ScatterAxis, ScatterDot};
pub(crate) use walk::{CourseRow, FeelingRow, StepPart, StepRow};
