//! What the screen shows, as plain values: every text is a [`crate::text::Plain`], every figure carries its n.

mod block;
pub mod comments;
mod figure;
mod frame;
mod geometry;
mod journey;
mod maps;
mod overlay;

pub use block::{Block, Chart, ChartPoint, Story, Typing};
pub use figure::{Figure, Level, Move, Movement, Strip, Tone};
pub use frame::{Banner, Body, View};
pub use geometry::{Area, Geometry, Seen, Target};
pub use journey::{Journey, Pane, StageCell, TouchpointRow};
pub use maps::{MapList, MapRow};
pub use overlay::{Card, CardChoice, CardPart, Overlay, Picker, PickerRow};
