//! Values with how sure they are, how they moved, and their strips.

use crate::text::Plain;

/// How a value is colored; a glyph always says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    #[default]
    Neutral,
    Good,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// Which way, if that is beyond chance.
    pub way: Option<Move>,
    /// `fell`, `cannot tell`, `too few`, `broke 22 Feb to 2 Mar 2026:`.
    pub words: Plain,
    /// By how much, `8.9`, or from where to where, `73 → 19`, if it moved.
    pub by: Plain,
    /// How far for sure, `(5.0 to 12.7 points)`; told in full only.
    pub sure: Plain,
    /// `since 2017`; may be empty, and left out where there is no room.
    pub since: Plain,
    /// Why one cannot tell, `(would show 5.7 or more)`; told in full only.
    pub why: Plain,
    pub tone: Tone,
}

/// How far a value can be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Half the width of its interval, `2.0`: a ± belongs before it.
    Half(Plain),
    /// The ends of an interval that reaches further to one side than to the other, `21 to 100`.
    Ends(Plain),
}

/// A value with how sure it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// `54`, `−12`, `0.31`.
    pub value: Plain,
    /// How sure it is; `None` if that is not known.
    pub margin: Option<Spread>,
    /// How many answers, `2,318`.
    pub n: Plain,
    /// The unit, `%`, `points`; may be empty.
    pub unit: Plain,
    /// Does it rest on too few answers to be relied on? Then it is dimmed.
    pub is_weak: bool,
    /// How it moved, and whether that is good.
    pub change: Option<(Move, Tone)>,
    /// How far, `7.6`; empty where it did not move.
    pub by: Plain,
}

/// One cell of a strip: a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Nobody was asked.
    Gap,
    /// Too few answers to be relied on.
    Few,
    /// Its answers have no weights and those of the others have: they are not compared.
    Apart,
    /// It is not over.
    Open,
    /// No period: before the next one something was shipped here.
    Shipped,
    /// No period: before the next one something was shipped elsewhere.
    Parted,
    /// 1..=8 around the row's own average, which lies between 4 and 5 and within the interval of the value.
    Within(u8),
    /// The same; the average lies outside of the interval.
    Beyond(u8),
}

/// A small series around its own average, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// One cell a period.
    pub cells: Vec<Level>,
}
