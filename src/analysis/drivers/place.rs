//! What is known of a place: how it does, how it goes with the outcome, how many meet it, and where that puts it.
//! Invariant: what cannot be told has its reason in its place.

use std::cmp::Ordering;

use super::reasons::{DriverReason, Unattended};
use super::wish::{Candidate, Outcome};
use crate::analysis::matter::Matter;
use crate::journey::{Address, Binding, Book, Inquired, Noun, Unjoined};
use crate::metric::drivers::Strength;
use crate::metric::interval::Z;
use crate::metric::{
    Correlation, Direction, Disclosed, FixOrder, Gate, Gated, Grain, JointCounts, Measure, Period, PlaceRange,
    Quadrant, Series,
};

/// With so many others at the most a place is said to do worst.
const MOST_WITH: usize = 2;

/// What is said of answers whose file could not be read again.
const UNREAD: &str = "its file cannot be read";

/// What is said of a place without a binding of the metric.
pub(super) const UNMEASURED: &str = "not measured";

/// A touchpoint among all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DriverPlace {
    pub at: Address,
    pub stage: String,
    pub name: String,
    pub is_moment_of_truth: bool,
    pub owner: Option<String>,
    /// How it does in the period, or why that is not told.
    pub performance: Result<Disclosed, String>,
    /// How its answers go with the good end of the outcome, or why that is not told.
    pub goes_with: Result<Correlation, String>,
    /// Which share of the respondents answered it, in percent.
    pub reach: Option<Disclosed>,
    /// By what it is put in order; only what surely goes with the outcome is.
    pub order: Option<FixOrder>,
    /// Where it stands in the order, and where it may stand.
    pub range: Option<PlaceRange>,
    /// Where it stands by the medians, and whether that is sure.
    pub quadrant: Option<(Quadrant, bool)>,
    pub standing: PlaceMarks,
    pub why: Vec<DriverReason>,
    pub unattended: Option<Unattended>,
}

/// What is sure of a place beside the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PlaceMarks {
    /// Does all of its interval lie on the better side of the median of all?
    pub is_strong: bool,
    /// Does all of it lie on the worse side?
    pub is_weak: bool,
    /// Do more than half surely meet it?
    pub is_met: bool,
}

impl PlaceMarks {
    /// What is sure of a value with these ends.
    pub(super) fn of(performance: &Disclosed, median: f64, direction: Direction) -> Self {
        let Some(ends) = performance.interval() else { return Self::default() };
        let all = |side: Ordering| [ends.low, ends.high].iter().all(|end| direction.order(*end, median) == side);
        Self { is_strong: all(Ordering::Greater), is_weak: all(Ordering::Less), is_met: false }
    }
}

/// Do more than half meet it for sure?
pub(super) fn is_met(reach: &Disclosed) -> bool {
    reach.interval().map_or(reach.value(), |own| own.low) > 50.0
}

/// Why answers of a source are not joined, in words that say what would.
pub(super) fn unjoined(why: Unjoined) -> &'static str {
    match why {
        Unjoined::OtherSource => "answers of two files cannot be joined",
        Unjoined::NotOneOfFew => "its answers are not out of few",
        Unjoined::Unread => "its column is not in the file",
        Unjoined::NoRespondent => "answers cannot be joined: add respondent = the column that says who answered",
        Unjoined::NoRoom => "too many touchpoints to be joined at once",
        Unjoined::TooManyAnswers => "too many respondents to be joined",
        Unjoined::TooManyPeriods => "too many periods to be joined: a longer one has room",
    }
}

impl DriverPlace {
    /// A place without numbers.
    pub(super) fn bare(own: &Candidate<'_>) -> Self {
        Self {
            at: own.at(),
            stage: own.stage.id.clone(),
            name: own.touchpoint.name.clone(),
            is_moment_of_truth: own.touchpoint.is_moment_of_truth,
            owner: own.touchpoint.owner.clone(),
            performance: Err(UNMEASURED.to_owned()),
            goes_with: Err(UNMEASURED.to_owned()),
            reach: None,
            order: None,
            range: None,
            quadrant: None,
            standing: PlaceMarks::default(),
            why: Vec::new(),
            unattended: None,
        }
    }

    /// What its numbers say.
    pub(super) fn measured(
        self,
        matter: &Matter<'_>,
        (idx, binding): (usize, &Binding),
        outcome: Option<&Outcome<'_>>,
        period: Period,
    ) -> Self {
        let Some(measure) = matter.book.map.measure(binding) else { return self };
        let gate = matter.viewpoint.gate;
        let series = series(matter, idx);
        if let Some(why) = series.and_then(|own| undated(own, period)) {
            return Self { performance: Err(why.clone()), goes_with: Err(why), ..self };
        }
        let beside = matter.viewpoint.beside(matter.book, idx);
        let gated = series.and_then(|own| gate.reading_of(own, &beside, (period, &measure)));
        let performance = match gated {
            None => Err(nobody(period)),
            Some(own) => {
                own.disclosed().copied().ok_or_else(|| own.withheld().map_or_else(String::new, |why| why.to_string()))
            }
        };
        let goes_with = match (&performance, outcome) {
            // What is hidden of its answers is hidden of its pairs.
            (Err(why), _) => Err(why.clone()),
            (Ok(_), None) => Err("no outcome".to_owned()),
            (Ok(_), Some(outcome)) => goes_with(matter, (idx, binding), outcome, period),
        };
        let inquired = matter.inquired;
        let reach = series.zip(inquired).and_then(|(own, inquired)| {
            let rows = inquired.rows_of(&binding.source);
            let reach = match rows {
                Some(rows) => gate.reach(own, rows, period),
                None => reach_of_people(gate, (own, idx), inquired, period),
            };
            reach?.disclosed().copied()
        });
        let reach = reach.filter(|_| performance.is_ok());
        let mut own = Self { performance, goes_with, reach, ..self };
        own.order = own.fix_order(&measure, matter);
        own
    }

    /// By what it is put in order; `None` where a part of that is not known.
    fn fix_order(&self, measure: &Measure, matter: &Matter<'_>) -> Option<FixOrder> {
        let (performance, goes_with) = (self.performance.as_ref().ok()?, self.goes_with.as_ref().ok()?);
        let direction = matter.metric?.direction;
        let half = |own: &Disclosed| own.interval().map(|own| own.half_width() / Z);
        let lack = Strength::lacking((performance.value(), half(performance)), measure, direction)?;
        let reach = self.reach.as_ref()?;
        let reach = Strength { value: reach.value() / 100.0, error: half(reach).unwrap_or(0.0) / 100.0 };
        (!performance.is_few() && goes_with.is_sure()).then(|| FixOrder::of(goes_with, lack, reach))
    }

    /// Is it weak and does it matter, both for sure?
    #[must_use]
    pub(crate) fn is_sure_focus(&self) -> bool {
        self.quadrant == Some((Quadrant::Focus, true))
    }

    /// Its id.
    #[must_use]
    pub(crate) fn id(&self) -> &str {
        self.at.id_of(Noun::Touchpoint).unwrap_or_default()
    }
}

/// The place that does worst, where it can be told from most: alone, or with those whose intervals it shares.
pub(super) fn lowest(places: &[DriverPlace], direction: Direction) -> Option<(Address, DriverReason)> {
    let told = places.iter().filter_map(|own| {
        let performance = own.performance.as_ref().ok().filter(|own| !own.is_few())?;
        Some((performance, own))
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by(|one, other| direction.order(one.0.value(), other.0.value()));
    let ((worst, place), others) = told.split_first().filter(|(_, others)| !others.is_empty())?;
    let is_apart = |own: &Disclosed| {
        let (one, other) = worst.interval().zip(own.interval())?;
        Some(one.high < other.low || other.high < one.low)
    };
    let with = others.iter().filter(|(own, _)| is_apart(own) != Some(true));
    let with: Vec<String> = with.map(|(_, own)| own.name.clone()).collect();
    let is_told = with.len() <= MOST_WITH && with.len() < others.len();
    is_told.then(|| (place.at.clone(), DriverReason::Lowest { of: told.len(), with }))
}

/// The answers of those who count.
fn series<'b>(matter: &Matter<'b>, idx: usize) -> Option<&'b Series> {
    let book: &'b Book = matter.book;
    book.counts.series.get(idx)?.get(matter.viewpoint.cohort?)
}

/// Why dates do not tell a period; `None` where they do.
fn undated(series: &Series, period: Period) -> Option<String> {
    match series.finest {
        finest if period.grain <= finest => None,
        Grain::All => Some("its file has no dates".to_owned()),
        finest => Some(format!("its dates are by {}: no {}", finest.name(), period.label())),
    }
}

/// `no answers in 2031`.
pub(super) fn nobody(period: Period) -> String {
    if period.grain == Grain::All { "no answers".to_owned() } else { format!("no answers in {}", period.label()) }
}

/// The pairs of two bindings in a period.
pub(super) fn pairs(
    inquired: &Inquired,
    bindings: (usize, usize),
    period: Period,
) -> Option<Result<JointCounts, Unjoined>> {
    let own = inquired.pair(bindings)?;
    let series = match &own.series {
        Ok(all) => all.first()?,
        Err(why) => return Some(Err(*why)),
    };
    if period.grain == Grain::All {
        return Some(Ok(series.sum()));
    }
    let all = series.by_period(period.grain);
    let of_period = all.into_iter().find(|(own, _)| own.start <= period.start && period.start <= own.end());
    Some(Ok(of_period.map_or_else(|| series.none(), |(_, counts)| counts)))
}

fn goes_with(
    matter: &Matter<'_>,
    (idx, binding): (usize, &Binding),
    outcome: &Outcome<'_>,
    period: Period,
) -> Result<Correlation, String> {
    if binding.source != outcome.binding.source {
        return Err(unjoined(Unjoined::OtherSource).to_owned());
    }
    if idx == outcome.idx {
        return Err("it is the outcome".to_owned());
    }
    let inquired = matter.inquired.ok_or_else(|| UNREAD.to_owned())?;
    match pairs(inquired, (idx, outcome.idx), period) {
        None => Err(UNREAD.to_owned()),
        Some(Err(why)) => Err(unjoined(why).to_owned()),
        Some(Ok(counts)) => {
            let told = matter.viewpoint.gate.correlation(&counts, std::iter::empty());
            let told = told.map_err(|why| why.to_string())?;
            Ok(if outcome.metric.direction == Direction::LowerIsBetter { told.turned() } else { told })
        }
    }
}

/// Which share of the people of a period answered, where the answers of one are in several rows.
fn reach_of_people(gate: Gate, (own, idx): (&Series, usize), inquired: &Inquired, period: Period) -> Option<Gated> {
    let panel = inquired.panels.iter().find(|own| own.bindings.contains(&idx))?;
    let people = panel.people.as_ref().ok()?.first()?;
    gate.reach_of_people(own, people, period)
}
