//! What only the end of a file tells: which cases went on, and which of the open ones are late.
//! Invariant: where not all of them could be kept, nothing is told of any.

use std::collections::BTreeMap;

use super::counted::Counted;
use super::header::Header;
use super::plan::Plan;
use crate::journey::{Finding, rule as rules};
use crate::metric::Series;
use crate::source::dates::Days;
use crate::source::format::shorten;
use crate::source::shapes::SHAPES;
use crate::source::shapes::shape::Ending;

impl Counted {
    /// Adds what is told at the end to the series of its places, now that everything is read. Of what could not be
    /// kept there are no series; that is said.
    ///
    /// * `series`: by number of the place in the table, then by cohort.
    pub(super) fn end(
        &mut self,
        (plan, header): (&Plan, &Header),
        days: &Days,
        series: &mut BTreeMap<usize, Vec<Series>>,
    ) -> Option<Finding> {
        let asked = plan.asked().filter_map(|asked| {
            let question = plan.questions.get(asked.question)?;
            Some((question, asked.places.as_slice()))
        });
        let asked: Vec<_> = asked.collect();
        let table = &self.table;
        let mut ending = Ending {
            series,
            measure: &|place| table.measure(place),
            asked: &asked,
            days,
            ledger: &mut self.ledger,
            n_used: &mut self.n_used,
            events: plan.events.as_ref(),
            log: std::mem::take(&mut self.log),
            cases: plan.cases.as_ref(),
            desk: &self.desk,
            pending: &self.pending,
        };
        let surplus: Vec<String> = SHAPES.iter().filter_map(|shape| (shape.finish)(&mut ending)).collect();
        let surplus = surplus.first()?;
        let message = format!("`{}` has {surplus}", shorten(&header.file));
        let help = "split the file into shorter times, one source each".to_owned();
        Some(header.finding(&rules::TOO_MANY_CASES, message, Some(help)))
    }
}
