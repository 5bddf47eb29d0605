//! Which panels are counted, where the sums of each lie, and why others are not.
//! Invariant: the sides of a panel stand together, and so do its pairs.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::journey::{AskedBinding, Question, Unjoined};
use crate::metric::{Worth, people};
use crate::source::readings::joint::{JointPlace, JointTerms};

/// The most pairs of sides of one panel whose sums are kept, which is 64 sides.
const MOST_PAIRS: usize = 2_016;

/// The most pairs of all panels of a source.
const MOST_PAIRS_OF_ALL: usize = 8_192;

/// What is counted.
#[derive(Clone, Debug)]
pub(in crate::source::readings) struct PanelPlan {
    pub(super) panels: Vec<LaidPanel>,
    /// What an answer to each side is worth.
    pub(super) sides: Vec<Worth>,
    /// By place in the table: its number among the sides.
    by_place: BTreeMap<usize, u16>,
    /// What was asked, with the number of its panel or why there is none.
    pub(super) asked: Vec<(Vec<usize>, Result<usize, Unjoined>)>,
    /// How many pairs there are whose sums are kept.
    pub(super) n_pairs: usize,
    pub(super) terms: JointTerms,
}

/// A panel.
#[derive(Clone, Debug)]
pub(super) struct LaidPanel {
    /// Its first side.
    pub(super) first: u16,
    pub(super) n_sides: u16,
    /// Its first pair; `None` where there are too many of them.
    pub(super) pairs: Option<usize>,
    /// How much of the score's unit an answer worth 1 is.
    pub(super) unit: f64,
}

impl LaidPanel {
    /// Its sides.
    pub(super) fn range(&self) -> Range<usize> {
        let first = usize::from(self.first);
        first..first + usize::from(self.n_sides)
    }

    /// Is a side one of its own?
    pub(super) fn has(&self, side: u16) -> bool {
        self.range().contains(&usize::from(side))
    }

    /// How many pairs its sides make.
    pub(super) fn n_pairs(&self) -> usize {
        people::n_pairs(usize::from(self.n_sides))
    }
}

impl PanelPlan {
    /// Lays out the panels of a question; `None` where it has none.
    ///
    /// * `place`: of a binding by its index; `None` where it is not counted.
    pub(in crate::source::readings) fn new<'a>(
        question: &Question,
        terms: JointTerms,
        place: impl Fn(usize) -> Option<JointPlace<'a>>,
    ) -> Option<Self> {
        if question.panels.is_empty() {
            return None;
        }
        let mut plan = Self {
            panels: Vec::new(),
            sides: Vec::new(),
            by_place: BTreeMap::new(),
            asked: Vec::new(),
            n_pairs: 0,
            terms,
        };
        let known: BTreeMap<usize, &AskedBinding> = question.asked.iter().map(|asked| (asked.idx, asked)).collect();
        for bindings in &question.panels {
            let sides = bindings.iter().map(|idx| {
                let asked = known.get(idx).ok_or(Unjoined::OtherSource)?;
                let worth = Worth::of(&asked.measure).ok_or(Unjoined::NotOneOfFew)?;
                Ok((place(*idx).ok_or(Unjoined::Unread)?, worth))
            });
            let number = sides.collect::<Result<Vec<_>, _>>().and_then(|sides| plan.lay(&sides));
            plan.asked.push((bindings.clone(), number));
        }
        Some(plan)
    }

    /// The numbers of the sides that stand at some places of the table.
    pub(in crate::source::readings) fn sides_at(&self, places: &[usize]) -> Vec<u16> {
        places.iter().filter_map(|place| self.by_place.get(place).copied()).collect()
    }

    /// What an answer to each side of a panel is worth.
    pub(super) fn worths(&self, laid: &LaidPanel) -> &[Worth] {
        self.sides.get(laid.range()).unwrap_or_default()
    }

    /// What an answer is worth.
    pub(super) fn worth(&self, side: u16, above: u16) -> i32 {
        self.sides.get(usize::from(side)).map_or(0, |worth| worth.of_answer(above))
    }

    fn lay(&mut self, sides: &[(JointPlace<'_>, Worth)]) -> Result<usize, Unjoined> {
        let shares_rows = |(one, other): (&JointPlace<'_>, &JointPlace<'_>)| one.shares_rows_with(other);
        let others = sides.iter().skip(1);
        if !self.terms.is_by_respondent && !sides.iter().zip(others).all(|(one, other)| shares_rows((&one.0, &other.0)))
        {
            return Err(Unjoined::NoRespondent);
        }
        let number = self.panels.len();
        let to_number = |n: usize| u16::try_from(n).map_err(|_| Unjoined::NoRoom);
        let (first, n_sides) = (to_number(self.sides.len())?, to_number(sides.len())?);
        to_number(self.sides.len() + sides.len())?;
        let n_pairs = people::n_pairs(sides.len());
        let has_room = n_pairs <= MOST_PAIRS && self.n_pairs + n_pairs <= MOST_PAIRS_OF_ALL;
        let unit = sides.first().map_or(1.0, |(_, worth)| worth.unit());
        self.panels.push(LaidPanel { first, n_sides, pairs: has_room.then_some(self.n_pairs), unit });
        self.n_pairs += if has_room { n_pairs } else { 0 };
        for ((at, worth), side) in sides.iter().zip(first..) {
            self.by_place.insert(at.place, side);
            self.sides.push(*worth);
        }
        Ok(number)
    }
}
