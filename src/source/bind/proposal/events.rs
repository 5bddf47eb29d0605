//! Files of what happened: event logs and cases. Must not know answers.
//! Invariant: what is bound can be told from the columns there are.

use super::asks::Way;
use super::{Bound, Maker};
use crate::metric::{Grain, Kind};
use crate::source::bind::shape::Cases;
use crate::source::bind::words::{counted, quoted, told};

impl Maker<'_> {
    /// One row an event of a case.
    pub(super) fn log(&mut self, case: usize, activity: usize) {
        self.proposal.shape =
            format!("Event log: one row something that happened, {} says in which case.", told(self.name(case)));
        self.spend(case);
        self.spend(activity);
        self.key("case", case, vec!["its values come again: one case, several events".to_owned()]);
        let n = self.column(activity).map_or(0, |column| column.values.len() as u64);
        self.key("activity", activity, vec![format!("{} of events, each a touchpoint below", counted(n, "name"))]);
        self.time();
        self.segments();
        let cases = self.define("cases", Kind::Count, None);
        self.say("distinct cases, each counted where and when it first came");
        let went_on = self.define("went-on", Kind::Rate, None);
        self.say("the share of cases that went on from here to another touchpoint; to = \"...\" names one of them");
        let column = quoted(self.name(case));
        let bounds = vec![self.measured(&cases, Some(&column)), self.measured(&went_on, None)];
        self.spots(activity, |_| bounds.clone());
    }

    /// One row a case.
    pub(super) fn cases(&mut self, cases: &Cases) {
        "Cases: one row a case, from its opening to its end.".clone_into(&mut self.proposal.shape);
        let columns = [Some(cases.opened), cases.due, cases.closed, cases.status, cases.touchpoint];
        columns.into_iter().flatten().for_each(|idx| self.spend(idx));
        self.key("opened", cases.opened, vec!["cases are dated by the day they were opened".to_owned()]);
        self.format(cases.opened);
        if let Some(due) = cases.due {
            self.key("due", due, Vec::new());
        }
        if let Some(closed) = cases.closed {
            let n = self.column(closed).map_or(0, |column| column.n_blank);
            self.key("closed", closed, vec![format!("blank in {}: these are open", counted(n, "row"))]);
        }
        if let Some(status) = cases.status {
            let values = self
                .column(status)
                .map(|column| super::told_all(column.values.iter().map(|value| value.text.as_str())));
            let said = "closed, done, resolved and solved count as closed, other words go to done = [...]";
            let remark = format!("holds {}; {said}", values.unwrap_or_default());
            self.key("status", status, vec![remark]);
        }
        if let Some(touchpoint) = cases.touchpoint {
            self.key("touchpoint", touchpoint, Vec::new());
        }
        self.respondent();
        self.comment();
        self.segments();
        let count = self.define("cases", Kind::Count, None);
        if let Some(definition) = self.proposal.metrics.last_mut() {
            definition.is_lower = true;
        }
        let name = if cases.due.is_some() { "closed-in-time" } else { "closed" };
        let rate = self.define(name, Kind::Rate, None);
        let mut bounds = vec![self.measured(&count, None), self.measured(&rate, None)];
        if let Some(closed) = cases.closed {
            let has_time = |idx: usize| self.column(idx).is_some_and(has_time);
            let unit = if has_time(closed) && has_time(cases.opened) { "h" } else { "days" };
            let handling = self.define("time-to-close", Kind::Duration, Some(unit));
            bounds.push(self.measured(&handling, None));
        }
        let (is_wide, n_questions) = (cases.touchpoint.is_none(), self.n_questions());
        self.ask(Way { is_wide, shared: Vec::new(), taken: Vec::new(), n_questions, asks_all: true });
        match cases.touchpoint {
            Some(touchpoint) => self.spots(touchpoint, |_| bounds.clone()),
            None => self.proposal.journey.extend(bounds),
        }
    }

    fn measured(&self, metric: &str, column: Option<&str>) -> Bound {
        let column = column.map(|column| format!(", column = {column}")).unwrap_or_default();
        let table = format!("{{ metric = {}, source = {}{column} }}", quoted(metric), quoted(&self.proposal.source));
        Bound { table, remarks: Vec::new() }
    }

    /// Says more of the metric that was defined last.
    fn say(&mut self, remark: &str) {
        if let Some(definition) = self.proposal.metrics.last_mut() {
            definition.remarks.insert(0, remark.to_owned());
        }
    }
}

/// Do most of its dates come with a time of day?
fn has_time(column: &crate::source::bind::column::Column) -> bool {
    let n_timed: u64 = column.values.iter().filter(|value| value.text.contains(':')).map(|value| value.n).sum();
    let n_kept: u64 = column.values.iter().map(|value| value.n).sum();
    column.dates.as_ref().is_some_and(|dates| dates.grain == Grain::Day) && n_timed * 2 > n_kept
}
