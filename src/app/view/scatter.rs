//! Dots between two axes, parted by a line on each.
//! A dot that cannot be placed for sure is hollow: what keeps it from that is not drawn.

use super::drawing::Anchor;
use super::figure::Tone;
use crate::text::Plain;

/// Dots between two axes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// From left to right, in any language: what is measured has one direction.
    pub across: ScatterAxis,
    /// From below.
    pub up: ScatterAxis,
    /// What the four parts are called: above left and right, below left and right.
    pub corners: [Plain; 4],
    /// The dots.
    pub dots: Vec<ScatterDot>,
    /// `{} without a name`: what is said where so many names find no room.
    pub untold: Plain,
}

/// An axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScatterAxis {
    /// What it measures.
    pub title: Plain,
    /// From which to which value it goes.
    pub ends: (f64, f64),
    /// What is written at values of it.
    pub ticks: Vec<(f64, Plain)>,
    /// The value that parts it.
    pub middle: f64,
}

/// A dot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScatterDot {
    /// The place in the map that it shows.
    pub anchor: Anchor,
    /// Its name, and the same in fewer words.
    pub names: Vec<Plain>,
    /// Where it is, across and up.
    pub at: (f64, f64),
    /// Does neither of its intervals hold the middle of its axis?
    pub is_sure: bool,
    /// How it is colored, where it is sure.
    pub tone: Tone,
}

impl ScatterAxis {
    /// How far a value lies from its start, from 0 to 1.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let (low, high) = self.ends;
        if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 }
    }
}
