//! For whom did it change? The values of a column: each before and now, against the rest, and whether it is that other
//! people came.
//! Invariant: each value is judged among all values of its column, and those of few answers are listed and not judged.

use super::matter::Matter;
use super::offer;
use super::places::places;
use super::segmented::{Segments, SegmentsFound, Unsegmented};
use crate::journey::{Address, Binding, Book, Inquiry, Noun};
use crate::metric::{Grain, GroupCounts, Period, Tally};

/// The most values of a column that are told apart.
const MOST_VALUES: usize = 200;

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct SegmentsQuestion<'a> {
    /// The column; `None`: the first that tells answers apart.
    pub column: Option<&'a str>,
    /// The id of a touchpoint; `None`: the journey itself.
    pub touchpoint: Option<&'a str>,
    /// Two periods; by themselves the last two.
    pub from: Option<Period>,
    pub to: Option<Period>,
}

/// The column that tells the answers of a source apart: one that its map names, of two values or more, and not too many.
#[must_use]
pub(crate) fn usual_column(book: &Book, source: &str) -> Option<String> {
    let named = book.map.sources.iter().find(|own| own.id == source)?;
    named.segments.iter().find(|own| n_values(book, source, own).is_some_and(|n| n > 1)).cloned()
}

/// How many values a column of a source has; `None` where it has no such column, or too many.
fn n_values(book: &Book, source: &str, column: &str) -> Option<usize> {
    let report = book.counts.sources.iter().find(|own| own.id == source)?;
    let own = report.understood.as_ref()?.columns.iter().find(|own| own.name == column)?;
    let values = own.values.as_ref().filter(|own| !own.are_too_many)?;
    let n = values.met.iter().filter(|own| !own.text.is_empty()).count();
    Some(n).filter(|n| *n <= MOST_VALUES)
}

impl SegmentsQuestion<'_> {
    /// What has to be read for it; `None` where there is no column.
    #[must_use]
    pub(crate) fn asks(&self, matter: &Matter<'_>) -> Option<Inquiry> {
        let (idx, binding) = self.binding(matter)?;
        let column = self.column(matter, binding)?;
        let grain = self.periods(matter, idx).map_or(matter.grain, grain_of);
        Some(Inquiry { column: Some(column), ..Inquiry::of(matter.segment(), grain) })
    }

    /// What may be told.
    #[must_use]
    pub(crate) fn segments(&self, matter: &Matter<'_>) -> Segments {
        let Some((idx, binding)) = self.binding(matter) else { return self.nothing(Unsegmented::NoPlace) };
        let at = matter.book.map.bindings().nth(idx).map(|(at, _)| at);
        let at = at.and_then(|at| {
            Some((at.id_of(Noun::Stage)?.to_owned(), at.id_of(Noun::Touchpoint).unwrap_or_default().to_owned()))
        });
        let column = self.column(matter, binding);
        let found = match &column {
            None => Err(Unsegmented::NoColumn),
            Some(_) => self.found(matter, idx, binding),
        };
        let places = if found.is_ok() && self.touchpoint.is_none() { places(matter, self) } else { Vec::new() };
        Segments { column, at, metric: matter.book.map.metric(&binding.metric), found, places }
    }

    fn nothing(&self, why: Unsegmented) -> Segments {
        Segments { column: self.column.map(str::to_owned), at: None, metric: None, found: Err(why), places: Vec::new() }
    }

    /// What may be told of the values at one place.
    pub(super) fn found(
        &self,
        matter: &Matter<'_>,
        idx: usize,
        binding: &Binding,
    ) -> Result<SegmentsFound, Unsegmented> {
        let map = &matter.book.map;
        let (metric, measure) = map.metric(&binding.metric).zip(map.measure(binding)).ok_or(Unsegmented::NoPlace)?;
        if !measure.kind.is_estimate() {
            return Err(Unsegmented::NoInterval);
        }
        let inquired = matter.inquired.ok_or(Unsegmented::Unread)?;
        if inquired.has_too_many || inquired.groups.len() > MOST_VALUES {
            return Err(Unsegmented::TooMany);
        }
        let (before, after) = self.periods(matter, idx).ok_or(Unsegmented::NoAnswers)?;
        let series = inquired.groups.iter().map(|own| (own, own.series.get(idx).and_then(Option::as_ref)));
        let mut all: Vec<(String, GroupCounts)> =
            series.map(|(own, series)| (own.value.clone(), GroupCounts::of(series, before, after))).collect();
        if inquired.groups.iter().all(|own| own.series.get(idx).is_none_or(Option::is_none)) {
            return Err(Unsegmented::NotThere);
        }
        all.retain(|(_, own)| own.before.is_some() || own.after.is_some());
        if all.is_empty() {
            return Err(Unsegmented::NoAnswers);
        }
        let n = |own: &GroupCounts| own.after.as_ref().map_or(0, Tally::n);
        all.sort_by(|(one, own), (other, others)| n(others).cmp(&n(own)).then_with(|| one.cmp(other)));
        let (values, counts): (Vec<String>, Vec<GroupCounts>) = all.into_iter().unzip();
        let n_outside = outside(matter, idx, (before, after), &counts);
        let gate = matter.viewpoint.gate.of_some();
        let told = gate.groups(&counts, n_outside, &measure, metric.margin(&measure));
        Ok(SegmentsFound { periods: (before, after), values, told, n_outside, few: gate.few() })
    }

    /// The binding that is asked about, and its index.
    fn binding<'m>(&self, matter: &Matter<'m>) -> Option<(usize, &'m Binding)> {
        let map = &matter.book.map;
        let metric = matter.metric.map(|own| own.id.as_str());
        let is_at = |at: &Address| match self.touchpoint {
            Some(id) => at.id_of(Noun::Touchpoint) == Some(id),
            None => at.noun().is_none(),
        };
        let here: Vec<(usize, &Binding)> = map
            .bindings()
            .enumerate()
            .filter(|(_, (at, own))| is_at(at) && map.measure(own).is_some_and(|own| own.kind.is_estimate()))
            .map(|(idx, (_, own))| (idx, own))
            .collect();
        // What most touchpoints are measured by is looked at where nobody chose; of the journey its first metric is.
        let usual = offer::metrics(matter.book).into_iter().next().map(|own| own.id);
        let is_chosen = self.touchpoint.is_some() || metric != usual.as_deref();
        let of_metric = |own: &&(usize, &Binding)| is_chosen && Some(own.1.metric.as_str()) == metric;
        let has_column = |own: &&(usize, &Binding)| match self.column {
            Some(column) => n_values(matter.book, &own.1.source, column).is_some(),
            None => usual_column(matter.book, &own.1.source).is_some(),
        };
        let found = here.iter().find(|own| of_metric(own) && has_column(own));
        found.or(here.iter().find(has_column)).or(here.iter().find(of_metric)).or(here.first()).copied()
    }

    fn column(&self, matter: &Matter<'_>, binding: &Binding) -> Option<String> {
        self.column.map(str::to_owned).or_else(|| usual_column(matter.book, &binding.source))
    }

    /// The two periods: those that were asked for, or the last two that are over; the last alone where there is one.
    fn periods(&self, matter: &Matter<'_>, idx: usize) -> Option<(Option<Period>, Period)> {
        let track = matter.verdicts.tracks.get(idx)?.as_ref();
        let asked = self.from.or(self.to);
        if let (Some(from), Some(to)) = (self.from, self.to) {
            return Some((Some(from), to));
        }
        let known: Vec<Period> = match asked {
            Some(own) => {
                let series = matter.book.counts.series.get(idx)?.get(matter.viewpoint.cohort?)?;
                series.n_by_period(own.grain).into_keys().collect()
            }
            None => track?.over().map(|(period, _)| period).collect(),
        };
        match (self.from, self.to) {
            (Some(from), _) => Some((Some(from), *known.iter().rev().find(|own| **own > from)?)),
            (None, Some(to)) => Some((known.iter().rev().find(|own| **own < to).copied(), to)),
            (None, None) => {
                let mut last = known.iter().rev().copied();
                let after = last.next()?;
                Some((last.next(), after))
            }
        }
    }
}

/// How many answers of those who are looked at have no value in the column.
fn outside(
    matter: &Matter<'_>,
    idx: usize,
    (before, after): (Option<Period>, Period),
    groups: &[GroupCounts],
) -> (u64, u64) {
    let series = matter.viewpoint.cohort.and_then(|own| matter.book.counts.series.get(idx)?.get(own));
    let all = GroupCounts::of(series, before, after);
    let n = |own: &Option<Tally>| own.as_ref().map_or(0, Tally::n);
    let of = |side: fn(&GroupCounts) -> &Option<Tally>| {
        let told: u64 = groups.iter().map(|own| n(side(own))).sum();
        n(side(&all)).saturating_sub(told)
    };
    (of(|own| &own.before), of(|own| &own.after))
}

/// The grain that both periods are seen at.
fn grain_of((before, after): (Option<Period>, Period)) -> Grain {
    before.map_or(after.grain, |own| own.grain.max(after.grain))
}
