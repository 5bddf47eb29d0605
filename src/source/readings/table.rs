//! Counts while a file is read: by place, cohort and date.
//! Invariant: only dates with answers take room for counts, in each place.

use jiff::civil::Date;

use super::answer::{Answer, Glance, Rule};
use super::slots::{Slots, SmallCounts, WholeCounts};
use crate::metric::{Measure, Series, SmallKind, Tally};
use crate::source::dates::Days;

/// Counts of one place and cohort.
#[derive(Clone, Debug)]
enum Counts {
    /// How often each whole answer was given.
    Whole(WholeCounts),
    /// Numbers of which little is asked.
    Small(SmallCounts),
    /// Anything else.
    Tallies { slots: Slots, tallies: Vec<Tally> },
}

/// Counts of all places of a source.
#[derive(Clone, Debug)]
pub(super) struct Table {
    n_cohorts: usize,
    /// `cells[place * n_cohorts + cohort]`.
    cells: Vec<Counts>,
    places: Vec<TablePlace>,
}

/// What is counted at a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct TablePlace {
    /// How its answers become readings.
    pub(super) measure: Measure,
    /// Do its answers weigh differently?
    pub(super) is_weighed: bool,
}

/// What a row said, and how much it weighs, where it says that.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) answer: Answer,
    pub(super) weight: Option<f64>,
}

impl Table {
    /// No places yet.
    pub(super) fn new(n_cohorts: usize) -> Self {
        Self { n_cohorts, cells: Vec::new(), places: Vec::new() }
    }

    /// One more place; its number.
    pub(super) fn place(&mut self, place: TablePlace, rule: Option<&Rule>) -> usize {
        for _ in 0..self.n_cohorts {
            self.cells.push(match rule {
                Some(Rule::Whole { low, high }) if !place.is_weighed => {
                    let width = usize::try_from(i64::from(*high) - i64::from(*low) + 1).unwrap_or(1);
                    Counts::Whole(WholeCounts::new(width))
                }
                Some(_)
                    if !place.is_weighed
                        && let Some(kind) = SmallKind::of(&place.measure) =>
                {
                    Counts::Small(SmallCounts::new(kind))
                }
                _ => Counts::Tallies { slots: Slots::default(), tallies: Vec::new() },
            });
        }
        self.places.push(place);
        self.places.len() - 1
    }

    /// Counts an answer at a place for the cohorts it belongs to, at the date of that number.
    pub(super) fn add(&mut self, place: usize, cohorts: &[usize], date: usize, said: Said) {
        let Some(own) = self.places.get(place) else { return };
        match said.answer {
            Answer::Whole(above) if !own.is_weighed => {
                return self.add_glance(place, cohorts, date, Glance::Whole(above));
            }
            Answer::Whole(_) | Answer::Number(_) | Answer::Sum(_) | Answer::Share { .. } | Answer::Figure(_) => {}
        }
        for cohort in cohorts {
            match (self.cells.get_mut(place * self.n_cohorts + cohort), said.answer) {
                (Some(Counts::Tallies { slots, tallies }), _) => {
                    own.take(tally_of(slots, tallies, date, || own.none(&said.answer)), said);
                }
                (Some(Counts::Small(counts)), Answer::Number(value) | Answer::Sum(value)) => {
                    let is_taken = counts.add(date, value);
                    debug_assert!(is_taken, "the reader of cells lets nothing through that is refused: {value}");
                }
                _ => {}
            }
        }
    }

    /// As [`add`](Self::add), of what a glance at a cell told of a row that weighs as all do.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(super) fn add_glance(&mut self, place: usize, cohorts: &[usize], date: usize, glance: Glance) {
        for cohort in cohorts {
            let is_taken = match (self.cells.get_mut(place * self.n_cohorts + cohort), glance) {
                (Some(Counts::Whole(counts)), Glance::Whole(above)) => {
                    counts.add(date, above);
                    true
                }
                (Some(Counts::Small(counts)), Glance::Millionths(value)) => counts.add_millionths(date, value),
                (Some(Counts::Tallies { slots, tallies }), Glance::Millionths(value)) => {
                    let none = || self.places.get(place).map_or(Tally::NONE, |place| Tally::new(&place.measure));
                    tally_of(slots, tallies, date, none).add_millionths(value)
                }
                _ => false,
            };
            debug_assert!(is_taken, "the reader of cells lets nothing through that a tally refuses: {glance:?}");
        }
    }

    /// How many places there are.
    pub(super) fn n_places(&self) -> usize {
        self.places.len()
    }

    /// Do the answers of a place weigh differently?
    pub(super) fn is_weighed(&self, place: usize) -> bool {
        self.places.get(place).is_some_and(|place| place.is_weighed)
    }

    /// How the answers of a place become readings.
    pub(super) fn measure(&self, place: usize) -> Option<Measure> {
        self.places.get(place).map(|place| place.measure)
    }

    /// Adds the counts of a table of the same places; `numbers` are this table's for the dates of the other.
    pub(super) fn absorb(&mut self, other: Self, numbers: &[usize]) {
        for (cell, other) in self.cells.iter_mut().zip(other.cells) {
            match (cell, other) {
                (Counts::Whole(counts), Counts::Whole(others)) => counts.absorb(&others, numbers),
                (Counts::Tallies { slots, tallies }, Counts::Tallies { slots: others, tallies: more }) => {
                    for (date, slot) in others.met() {
                        let (Some(date), Some(other)) = (numbers.get(date), more.get(slot)) else { continue };
                        let mut is_new = false;
                        let own = tally_of(slots, tallies, *date, || {
                            is_new = true;
                            other.clone()
                        });
                        let is_merged = is_new || own.merge(other);
                        debug_assert!(is_merged, "both are of one place");
                    }
                }
                (Counts::Small(counts), Counts::Small(others)) => counts.absorb(&others, numbers),
                (Counts::Whole(_) | Counts::Small(_) | Counts::Tallies { .. }, _) => {}
            }
        }
    }

    /// The series of a place, by cohort. The table forgets them.
    pub(super) fn series(&mut self, place: usize, days: &Days) -> Vec<Series> {
        let Some(TablePlace { measure, .. }) = self.places.get(place) else { return Vec::new() };
        let from = place * self.n_cohorts;
        let cells = self.cells.get_mut(from..from + self.n_cohorts).unwrap_or_default();
        cells.iter_mut().map(|cell| series(std::mem::replace(cell, Counts::none()), measure, days)).collect()
    }
}

impl Counts {
    const fn none() -> Self {
        Self::Tallies { slots: Slots::new(), tallies: Vec::new() }
    }

    fn slots(&self) -> &Slots {
        match self {
            Self::Whole(counts) => counts.slots(),
            Self::Small(counts) => counts.slots(),
            Self::Tallies { slots, .. } => slots,
        }
    }

    /// The tally in a slot.
    fn tally(&mut self, slot: usize, measure: &Measure) -> Option<Tally> {
        match self {
            Self::Whole(counts) => Some(Tally::of_answers(measure, counts.of(slot).collect())),
            Self::Small(counts) => Some(counts.tally(slot)),
            Self::Tallies { tallies, .. } => {
                let mut tally = std::mem::replace(tallies.get_mut(slot)?, Tally::NONE);
                tally.settle();
                Some(tally)
            }
        }
    }
}

/// The series of counts that are given up.
fn series(mut counts: Counts, measure: &Measure, days: &Days) -> Series {
    let met = counts.slots().met();
    let mut dated: Vec<(Date, usize)> =
        met.filter_map(|(number, slot)| Some((*days.dates.get(number)?, slot))).collect();
    // Two ways to write one date are one date; counts of one place are of one measure.
    dated.sort_unstable();
    let tallies = dated.into_iter().filter_map(|(date, slot)| Some((date, counts.tally(slot, measure)?)));
    let series = Series::of(days.finest, tallies);
    debug_assert!(series.is_some(), "all counts are of one place");
    series.unwrap_or_else(|| Series::new(days.finest))
}

/// The tally of a date, which is a new one if there is none.
#[inline]
fn tally_of<'t>(
    slots: &mut Slots,
    tallies: &'t mut Vec<Tally>,
    date: usize,
    none: impl FnOnce() -> Tally,
) -> &'t mut Tally {
    let slot = slots.slot(date);
    if slot >= tallies.len() {
        tallies.push(none());
    }
    // A slot is the next one or one that was there: it is never beyond the last.
    let last = tallies.len() - 1;
    &mut tallies[slot.min(last)]
}

impl TablePlace {
    /// A place whose answers count the same.
    pub(super) const fn even(measure: Measure) -> Self {
        Self { measure, is_weighed: false }
    }

    /// No answers yet, for answers of this sort.
    fn none(&self, answer: &Answer) -> Tally {
        match answer {
            Answer::Sum(_) if !self.measure.kind.is_estimate() => Tally::Sum { n: 0, sum: 0 },
            _ if self.is_weighed => Tally::weighted(&self.measure),
            Answer::Share { .. } => Tally::Share { hits: 0, n: 0 },
            Answer::Whole(_) | Answer::Number(_) | Answer::Sum(_) | Answer::Figure(_) => Tally::new(&self.measure),
        }
    }

    /// Counts an answer that a tally keeps no dense count of.
    fn take(&self, tally: &mut Tally, Said { answer, weight }: Said) {
        let is_taken = match answer {
            Answer::Whole(above) => tally.add_weighted(self.whole(above), weight),
            Answer::Share { hits, n: 1 } if self.is_weighed => tally.add_weighted(f64::from(hits > 0), weight),
            Answer::Number(value) | Answer::Sum(value) => tally.add_weighted(value, weight),
            Answer::Share { hits, n } => tally.add_hits(hits, n),
            Answer::Figure(batch) => tally.add_batch(&batch, &self.measure),
        };
        debug_assert!(is_taken, "the reader of cells lets nothing through that a tally refuses: {answer:?}");
    }

    /// The answer so far above the lowest of its scale.
    fn whole(&self, above: usize) -> f64 {
        f64::from(self.measure.scale.0) + u32::try_from(above).map_or(f64::NAN, f64::from)
    }
}
