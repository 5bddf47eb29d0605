//! Which pairs of bindings are joined, where the table of each lies, and why others are not.
//! Invariant: the tables of all pairs take at most 65,536 cells a period, and none lies over another.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::journey::{AskedBinding, Column, Question, Unjoined};
use crate::metric::{AnswerScale, Measure};

/// The most cells a period that the tables of all pairs take together. A pair whose table does not fit in what those
/// before it left is not joined.
const MOST_CELLS: usize = 65_536;

/// What is joined.
#[derive(Clone, Debug)]
pub(in crate::source::readings) struct JointPlan {
    /// By place in the table: its number among the sides of pairs.
    sides: Vec<Option<u16>>,
    /// How many sides there are.
    pub(super) n_sides: usize,
    /// The pairs that are joined.
    pub(super) pairings: Vec<Pairing>,
    /// By side, which pairs it is part of, in the order of the other side.
    partners: Vec<Vec<Partner>>,
    /// What was asked, with the number of its pairing or why there is none.
    pub(super) asked: Vec<((usize, usize), Result<usize, Unjoined>)>,
    /// How many cells the tables have.
    pub(super) n_cells: usize,
    pub(super) terms: JointTerms,
}

/// Two bindings that are joined.
#[derive(Clone, Debug)]
pub(super) struct Pairing {
    pub(super) sides: (u16, u16),
    pub(super) scales: (AnswerScale, AnswerScale),
    /// Its first cell.
    first: usize,
}

/// Another side that one is joined with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Partner {
    other: u16,
    /// The number of the pairing.
    pub(super) pairing: usize,
    /// Is it the first of the two?
    pub(super) is_first: bool,
}

/// Where a binding is counted, and the rows that it is asked of.
pub(in crate::source::readings) struct JointPlace<'a> {
    /// The number of its place in the table.
    pub(in crate::source::readings) place: usize,
    /// Values of the touchpoint column; `None`: all rows.
    pub(in crate::source::readings) touchpoints: Option<BTreeSet<&'a [u8]>>,
}

/// How the rows of a file are joined.
#[derive(Clone, Copy, Debug)]
pub(in crate::source::readings) struct JointTerms {
    /// Are the answers of a respondent looked for in all rows?
    pub(in crate::source::readings) is_by_respondent: bool,
    /// May answers weigh differently?
    pub(in crate::source::readings) is_weighed: bool,
}

/// A binding that can be joined.
struct Side<'a> {
    at: JointPlace<'a>,
    scale: AnswerScale,
}

impl JointPlan {
    /// Lays out what a question joins; `None` where it joins nothing.
    ///
    /// * `place`: of a binding by its index; `None` where it is not counted.
    pub(in crate::source::readings) fn new<'a>(
        question: &Question,
        terms: JointTerms,
        place: impl Fn(usize) -> Option<JointPlace<'a>>,
    ) -> Option<Self> {
        if question.pairs.is_empty() {
            return None;
        }
        let known: BTreeMap<usize, Result<Side<'_>, Unjoined>> =
            question.asked.iter().map(|asked| (asked.idx, Side::of(asked, &place))).collect();
        let mut joint = Self {
            sides: Vec::new(),
            n_sides: 0,
            pairings: Vec::new(),
            partners: Vec::new(),
            asked: Vec::new(),
            n_cells: 0,
            terms,
        };
        for (first, second) in &question.pairs {
            let side = |idx| known.get(idx).ok_or(Unjoined::OtherSource)?.as_ref().map_err(|why| *why);
            // What is of no source at all is told before what this one says.
            let sides = match (side(first), side(second)) {
                (Ok(first), Ok(second)) => Ok((first, second)),
                (_, Err(Unjoined::OtherSource)) | (Err(Unjoined::OtherSource), _) => Err(Unjoined::OtherSource),
                (Err(why), _) | (_, Err(why)) => Err(why),
            };
            let pairing = sides.and_then(|(first, second)| joint.pair(first, second));
            joint.asked.push(((*first, *second), pairing));
        }
        joint.partners.iter_mut().for_each(|partners| partners.sort_unstable());
        Some(joint)
    }

    /// The number of a place among the sides of pairs.
    pub(super) fn side(&self, place: usize) -> Option<usize> {
        self.sides.get(place).copied().flatten().map(usize::from)
    }

    /// The pairs of one side with another.
    pub(super) fn partners(&self, side: u16, other: u16) -> &[Partner] {
        let partners = self.partners.get(usize::from(side)).map(Vec::as_slice).unwrap_or_default();
        let from = partners.partition_point(|partner| partner.other < other);
        let partners = partners.get(from..).unwrap_or_default();
        partners.get(..partners.partition_point(|partner| partner.other == other)).unwrap_or_default()
    }

    fn pair(&mut self, first: &Side<'_>, second: &Side<'_>) -> Result<usize, Unjoined> {
        if !self.terms.is_by_respondent && !first.at.shares_rows_with(&second.at) {
            return Err(Unjoined::NoRespondent);
        }
        let n_cells = first.scale.n_answers() * second.scale.n_answers();
        if self.n_cells + n_cells > MOST_CELLS {
            return Err(Unjoined::NoRoom);
        }
        let number = self.pairings.len();
        let sides = (self.number(first.at.place)?, self.number(second.at.place)?);
        self.pairings.push(Pairing { sides, scales: (first.scale, second.scale), first: self.n_cells });
        self.n_cells += n_cells;
        let mut partners = vec![(sides.0, Partner { other: sides.1, pairing: number, is_first: true })];
        if sides.0 != sides.1 {
            partners.push((sides.1, Partner { other: sides.0, pairing: number, is_first: false }));
        }
        for (side, partner) in partners {
            if let Some(own) = self.partners.get_mut(usize::from(side)) {
                own.push(partner);
            }
        }
        Ok(number)
    }

    /// The number of a side, which is the next one where it has none.
    fn number(&mut self, place: usize) -> Result<u16, Unjoined> {
        if place >= self.sides.len() {
            self.sides.resize(place + 1, None);
        }
        let next = u16::try_from(self.n_sides).map_err(|_| Unjoined::NoRoom)?;
        let Some(side) = self.sides.get_mut(place) else { return Err(Unjoined::NoRoom) };
        if side.is_none() {
            *side = Some(next);
            self.n_sides += 1;
            self.partners.push(Vec::new());
        }
        Ok(side.unwrap_or(next))
    }
}

impl JointPlace<'_> {
    /// Are both asked of the same rows?
    pub(in crate::source::readings) fn shares_rows_with(&self, other: &Self) -> bool {
        match (&self.touchpoints, &other.touchpoints) {
            (Some(own), Some(others)) => own == others,
            (None, _) | (_, None) => true,
        }
    }
}

impl<'a> Side<'a> {
    fn of(asked: &AskedBinding, place: impl Fn(usize) -> Option<JointPlace<'a>>) -> Result<Self, Unjoined> {
        let scale = scale(&asked.binding.column, &asked.measure).ok_or(Unjoined::NotOneOfFew)?;
        Ok(Self { at: place(asked.idx).ok_or(Unjoined::Unread)?, scale })
    }
}

impl Pairing {
    /// Its cells.
    pub(super) fn cells(&self) -> Range<usize> {
        self.first..self.first + self.scales.0.n_answers() * self.scales.1.n_answers()
    }

    /// The cell of two answers that lie so far above the lowest.
    pub(super) fn cell(&self, first: u16, second: u16) -> usize {
        self.first + usize::from(first) * self.scales.1.n_answers() + usize::from(second)
    }
}

/// The answers of a binding, where they are few.
fn scale(column: &Column, measure: &Measure) -> Option<AnswerScale> {
    match column {
        Column::Own(_) | Column::Matched(_) => AnswerScale::of(measure),
        Column::Rows | Column::Shape(_) => None,
    }
}
