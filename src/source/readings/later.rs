//! What only the end of a file tells: which cases went on, and which of the open ones are late.
//! Must not know cells. Invariant: where not all of them could be kept, nothing is told of any.

use std::collections::BTreeMap;

use super::counted::Counted;
use super::desk::MOST_CASES;
use super::header::Header;
use super::ledger::Reason;
use super::log::MOST_EVENTS;
use super::plan::{Plan, RowQuestion};
use crate::journey::{Finding, rule as rules};
use crate::metric::{Grain, Series};
use crate::source::format::shorten;

/// What could not be kept until the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Surplus {
    /// Events of a log.
    Events,
    /// Cases that are open.
    Cases,
}

impl Surplus {
    /// Says what is absent.
    pub(super) fn finding(self, header: &Header) -> Finding {
        let file = shorten(&header.file);
        let message = match self {
            Self::Events => {
                format!("`{file}` has more than {MOST_EVENTS} events of cases, what became of them is not told")
            }
            Self::Cases => format!("`{file}` has more than {MOST_CASES} open cases, which are in time is not told"),
        };
        let help = "split the file into shorter times, one source each".to_owned();
        header.finding(&rules::TOO_MANY_CASES, message, Some(help))
    }
}

impl Counted {
    /// Adds what is told of cases to the series of their places, now that everything is read. Of what could not be
    /// kept there are no series.
    ///
    /// * `series`: by number of the place in the table, then by cohort.
    pub(super) fn tell_cases(
        &mut self,
        plan: &Plan,
        finest: Grain,
        series: &mut BTreeMap<usize, Vec<Series>>,
    ) -> Option<Surplus> {
        let surplus = self.tell_log(plan, finest, series);
        surplus.or_else(|| self.tell_desk(plan, series))
    }

    fn tell_log(&mut self, plan: &Plan, finest: Grain, series: &mut BTreeMap<usize, Vec<Series>>) -> Option<Surplus> {
        let events = plan.events.as_ref()?;
        let log = std::mem::take(&mut self.log);
        let ways = events.ways.iter().filter_map(|way| Some((way, self.table.measure(way.place)?)));
        let ways: Vec<_> = ways.filter(|(way, _)| series.contains_key(&way.place)).collect();
        let n_cohorts = ways.first().and_then(|(way, _)| series.get(&way.place)).map_or(0, Vec::len);
        let told = log.finish(&ways, n_cohorts, finest);
        let surplus = told.is_none().then_some(Surplus::Events);
        for (way, _) in &ways {
            series.remove(&way.place);
        }
        let places = ways.iter().map(|(way, _)| way.place);
        series.extend(places.zip(told.into_iter().flatten()));
        surplus
    }

    fn tell_desk(&mut self, plan: &Plan, series: &mut BTreeMap<usize, Vec<Series>>) -> Option<Surplus> {
        let due = plan.cases.as_ref()?.due.as_ref()?.column;
        if self.desk.is_full() {
            let asked = plan.asked().filter(|asked| match plan.questions.get(asked.question) {
                Some(RowQuestion::Case(outcome)) => outcome.is_of_due(),
                _ => false,
            });
            for place in asked.flat_map(|asked| &asked.places) {
                series.remove(place);
            }
            return Some(Surplus::Cases);
        }
        for late in self.desk.late() {
            let Some(measure) = self.table.measure(late.place) else { continue };
            let Some(series) = series.get_mut(&late.place) else { continue };
            for cohort in late.cohorts {
                let is_counted =
                    series.get_mut(*cohort).map(|series| series.add_hits(late.date, &measure, late.hits, 1));
                debug_assert!(is_counted != Some(false), "a case is one among one");
            }
        }
        for (place, date, cohorts) in self.desk.awaited() {
            let Some(series) = series.get_mut(&place) else { continue };
            for cohort in cohorts {
                if let Some(series) = series.get_mut(*cohort) {
                    series.await_more(date, 1);
                }
            }
        }
        let undue = self.desk.undue();
        let mut ledger = self.ledger.blank();
        for spot in undue.answers {
            ledger.cell(Reason::NotDueYet, due, || spot);
        }
        for spot in undue.rows {
            self.n_used -= 1;
            ledger.row(Reason::NothingUsable, || spot);
        }
        self.ledger.absorb(ledger);
        None
    }
}
