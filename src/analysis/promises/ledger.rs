//! The ledger of a map: its actions, by what came of them.
//! Invariant: changes by one metric are judged among one another.

use super::chronicle;
use super::entry::{Entry, EntryLack, PromiseTally, is_shipped};
use crate::analysis::matter::Matter;
use crate::journey::{Action, ActionStatus, Address, Binding, Noun, Touchpoint};
use crate::metric::{PromiseVerdict, Season, Shift};

/// What became of what was promised.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    /// Those that were shipped, as the map has them, those of a touchpoint first; then those that are to come.
    pub(crate) entries: Vec<Entry>,
    pub(crate) tally: PromiseTally,
    /// From how many answers on a side is compared.
    pub(crate) few: u64,
    /// The action that was asked for, where one was.
    pub(crate) asked: Option<String>,
}

impl Ledger {
    /// The ledger of a map.
    ///
    /// * `asked`: the action that is told alone, judged among all.
    /// * `touchpoint`: the touchpoint that is looked at alone.
    #[must_use]
    pub(crate) fn of(matter: &Matter<'_>, asked: Option<&str>, touchpoint: Option<&str>) -> Self {
        let mut entries: Vec<Entry> = told(matter)
            .filter(|(_, _, at)| touchpoint.is_none_or(|id| at.is_some_and(|own| own.id == id)))
            .map(|(at, own, touchpoint)| of_action(matter, at, own, touchpoint))
            .collect();
        judge(&mut entries);
        // What was shipped comes first, and of that what went wrong.
        entries.sort_by_key(|own| (own.status != ActionStatus::Shipped, own.rank(), own.due));
        let tally = PromiseTally::of(entries.iter());
        Self { entries, tally, few: matter.viewpoint.gate.few(), asked: asked.map(str::to_owned) }
    }

    /// Those that are told: the one that was asked for, or else all.
    #[must_use]
    pub(crate) fn shown(&self) -> Vec<&Entry> {
        let is_asked = |own: &&Entry| self.asked.as_ref().is_none_or(|id| own.id == *id);
        self.entries.iter().filter(is_asked).collect()
    }
}

/// The actions of the ledger: those that were shipped, and those that promise something and were not dropped.
fn told<'m>(matter: &Matter<'m>) -> impl Iterator<Item = (Address, &'m Action, Option<&'m Touchpoint>)> {
    let all = matter.book.map.all_actions();
    all.filter(|(_, own, _)| own.status != ActionStatus::Dropped && (is_shipped(own) || own.promise.is_some()))
}

fn of_action(matter: &Matter<'_>, at: Address, own: &Action, touchpoint: Option<&Touchpoint>) -> Entry {
    let map = &matter.book.map;
    let place = at.up_to(at.steps.len().saturating_sub(1));
    let found = binding(matter, &place, own);
    let metric = found.and_then(|(_, own)| map.metric(&own.metric));
    let metric = metric.or_else(|| map.metric(&own.promise.as_ref()?.metric));
    let measure = found.and_then(|(_, own)| map.measure(own));
    let day = if is_shipped(own) { own.shipped.ok_or(EntryLack::NoDay) } else { Err(EntryLack::Unshipped) };
    let outcome = day.and_then(|day| {
        let (found, metric) = found.zip(metric.as_ref()).ok_or(EntryLack::Unbound)?;
        let measure = measure.ok_or(EntryLack::Unbound)?;
        chronicle::outcome(matter, found, (metric, measure), day, own.promise.as_ref())
    });
    let track = found.and_then(|(idx, _)| matter.verdicts.tracks.get(idx)?.as_ref());
    let now = track.filter(|_| !is_shipped(own)).and_then(|own| own.latest_point().copied());
    let today = matter.viewpoint.today;
    let by = own.promise.as_ref().and_then(|own| own.by);
    // Without a value, or without any day, there is nothing to be kept yet.
    let is_due_at_all = by.is_some() || !matches!(outcome, Err(EntryLack::NoDay));
    let promise = own.promise.as_ref().filter(|own| own.to.is_some() && is_due_at_all);
    let verdict = promise.map(|_| match &outcome {
        _ if by.is_some_and(|by| by >= today) => PromiseVerdict::Due,
        Ok(own) if by.is_some_and(|by| by < own.shipped) => PromiseVerdict::Late,
        Ok(own) => own.so_far.unwrap_or(PromiseVerdict::CannotTell),
        Err(EntryLack::Unshipped) if by.or(own.due).is_some_and(|by| by < today) => PromiseVerdict::Late,
        Err(EntryLack::Unshipped) => PromiseVerdict::Due,
        Err(_) => PromiseVerdict::CannotTell,
    });
    let stage = at.id_of(Noun::Stage).and_then(|id| map.stages.iter().find(|own| own.id == id));
    Entry {
        id: own.id.clone(),
        text: own.text.clone(),
        stage: stage.map(|own| own.name.clone()),
        touchpoint: touchpoint.map(|own| own.name.clone()),
        owner: own.owner.clone(),
        status: own.status,
        due: own.due,
        promise: own.promise.clone(),
        at,
        metric,
        outcome,
        now,
        verdict,
    }
}

/// The binding by which an action is judged: that of the metric that it promised, or else the one that is looked at, or
/// the first that has answers.
fn binding<'m>(matter: &Matter<'m>, place: &Address, own: &Action) -> Option<(usize, &'m Binding)> {
    let all = || {
        let bindings = matter.book.map.bindings().enumerate();
        bindings.filter(|(_, (at, _))| at == place).map(|(idx, (_, own))| (idx, own))
    };
    let has_answers = |own: &(usize, &Binding)| chronicle::series(matter, own.0).is_some();
    if let Some(promise) = &own.promise {
        let meant = || all().filter(|(_, own)| own.metric == promise.metric);
        return meant().find(has_answers).or_else(|| meant().next());
    }
    let looked_at = matter.metric.and_then(|metric| all().filter(has_answers).find(|(_, own)| own.metric == metric.id));
    let is_estimate = |own: &Binding| matter.book.map.metric(&own.metric).is_some_and(|own| own.kind.is_estimate());
    let of_answers = || all().filter(has_answers).filter(|(_, own)| is_estimate(own));
    looked_at.or_else(|| of_answers().next()).or_else(|| all().find(has_answers))
}

/// Takes into account how many changes are looked at together, metric by metric.
fn judge(entries: &mut [Entry]) {
    let mut metrics: Vec<String> = Vec::new();
    for own in entries.iter().filter_map(|own| own.metric.as_ref()) {
        if !metrics.contains(&own.id) {
            metrics.push(own.id.clone());
        }
    }
    for id in metrics {
        let own = entries.iter_mut().filter(|own| own.metric.as_ref().is_some_and(|own| own.id == id));
        let told = own.filter_map(|own| own.outcome.as_mut().ok());
        let mut all: Vec<&mut Shift> = told.filter_map(|own| own.told.change.shift.as_mut().ok()).collect();
        Shift::discover(&mut all);
    }
    for own in entries {
        let margin = own.metric.clone();
        let Ok(outcome) = &mut own.outcome else { continue };
        let margin = margin.and_then(|metric| metric.margin(&outcome.measure));
        let told = &mut outcome.told;
        let season = match &mut told.season {
            Season::YearBefore(pair) => Some(pair.as_mut()),
            _ => None,
        };
        for pair in [Some(&mut told.change), told.placebo.as_mut(), told.fading.as_mut(), season].into_iter().flatten()
        {
            pair.shift = pair.shift.map(|own| own.within(margin));
        }
    }
}
