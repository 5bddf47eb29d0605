//! A whole journey as a curve: a dot for every touchpoint. No line joins them, for between two nothing was measured.

use super::figure::{Move, Tone};
use crate::text::Plain;

/// A curve over a journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// What its dots stand for: `CSAT %, 2018`, `emotion, as the authors see it`.
    pub title: Plain,
    /// The ends of its axis; `None`: as the dots take them.
    pub ends: Option<(f64, f64)>,
    /// Does it show emotion, for want of numbers?
    pub is_emotion: bool,
    /// The dots of each stage, in the order of the map.
    pub stages: Vec<Vec<Dot>>,
}

/// A touchpoint on a curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dot {
    pub name: Plain,
    /// In the unit of the metric; `None`: it was not measured.
    pub value: Option<f64>,
    /// The value as its metric shows it.
    pub shown: Plain,
    pub interval: Option<(f64, f64)>,
    /// What it was before it moved.
    pub before: Option<f64>,
    /// Which way it moved beyond chance, whether that is good, and how far in words: `fell 7.6`.
    pub change: Option<(Move, Tone, Plain)>,
    /// Is it one of those that stand out, and therefore told by name?
    pub is_named: bool,
    /// Does it rest on too few answers to be relied on?
    pub is_weak: bool,
    pub is_moment_of_truth: bool,
    /// -2..=2, as the authors see it.
    pub emotion: Option<i8>,
    /// What customers wrote, on the whole.
    pub sentiment: Leaning,
    /// The worst severity among its pain points that are not fixed, 0 where none is said; `None` without any.
    pub pain: Option<u8>,
}

/// Whether what customers wrote is bad, neither or good on the whole, as far as its interval tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaning {
    #[default]
    Unmeasured,
    /// Too few answers to be relied on.
    Few,
    Bad,
    Neither,
    Good,
}
