//! What the screen shows, as plain values: every text is a [`crate::text::Plain`], every figure carries its n.

pub(crate) mod comments;
mod figure;
mod frame;
mod geometry;
mod journey;
mod maps;
mod overlay;
mod page;

pub(crate) use figure::{Figure, Level, Move, Movement, Spread, Strip, Tone};
pub use frame::Frame;
pub(crate) use frame::{Banner, Body};
pub use geometry::Geometry;
pub(crate) use geometry::{Area, Seen, Target};
pub(crate) use journey::{Journey, Lack, Pane, StageCell, TouchpointRow};
pub(crate) use maps::{MapList, MapRow};
pub(crate) use overlay::{Card, CardChoice, CardLine, CardPart, ChoiceRow, ChoiceWidths, Overlay, Picker};
pub(crate) use page::{Block, Chart, ChartPoint, Page, Typing, Window};
