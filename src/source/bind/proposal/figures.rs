//! Files of figures that somebody else computed: series and funnels. Must not know answers.
//! Invariant: a metric of a series has the id that stands in the file.

use super::{Bound, Definition, Key, Maker};
use crate::metric::{Direction, Kind, catalog};
use crate::source::bind::hints::{self, Hint, has};
use crate::source::bind::series::Pair;
use crate::source::bind::shape::Series;
use crate::source::bind::words::{counted, quoted, titled, told};

impl Maker<'_> {
    /// One row a value.
    pub(super) fn series(&mut self, series: &Series, pairs: &[Pair]) {
        "Series: one row a value that was computed before.".clone_into(&mut self.proposal.shape);
        for idx in
            [series.touchpoint, Some(series.metric), Some(series.value), series.n, series.sd].into_iter().flatten()
        {
            self.spend(idx);
        }
        self.time();
        if let Some(touchpoint) = series.touchpoint {
            self.key("touchpoint", touchpoint, Vec::new());
        }
        self.key("metric", series.metric, Vec::new());
        self.key("value", series.value, vec!["shares are read as percent".to_owned()]);
        match series.n {
            Some(n) => self.key("n", n, vec!["how many answers are behind each value".to_owned()]),
            None => self
                .proposal
                .unbound
                .push("no column says how many answers are behind a value: no intervals".to_owned()),
        }
        if let Some(sd) = series.sd {
            self.key("sd", sd, Vec::new());
        }
        let mut metrics: Vec<&str> = Vec::new();
        for pair in pairs {
            if !metrics.contains(&pair.metric.as_str()) {
                metrics.push(&pair.metric);
            }
        }
        for metric in metrics {
            let of: Vec<&Pair> = pairs.iter().filter(|pair| pair.metric == metric).collect();
            self.define_figure(metric, &of);
        }
        let source = quoted(&self.proposal.source);
        let bound = |pair: &Pair| Bound {
            table: format!("{{ metric = {}, source = {source} }}", quoted(&pair.metric)),
            remarks: Vec::new(),
        };
        match series.touchpoint {
            Some(touchpoint) => self
                .spots(touchpoint, |value| pairs.iter().filter(|pair| pair.touchpoint == value).map(bound).collect()),
            None => self.proposal.journey.extend(pairs.iter().map(bound)),
        }
    }

    /// The metric of a series, by its figures first and its name second.
    fn define_figure(&mut self, id: &str, pairs: &[&Pair]) {
        if self.names.has_metric(id) {
            return;
        }
        self.names.keep_metric(id);
        let n: u64 = pairs.iter().map(|pair| pair.n).sum();
        let n_sd: u64 = pairs.iter().map(|pair| pair.n_sd).sum();
        let n_many: u64 = pairs.iter().map(|pair| pair.n_many).sum();
        let low = pairs.iter().map(|pair| pair.ends.0).fold(f64::INFINITY, f64::min);
        let high = pairs.iter().map(|pair| pair.ends.1).fold(f64::NEG_INFINITY, f64::max);
        let is_percent = low >= 0.0 && high <= 100.0;
        let is_time = has(id, Hint::Duration) || hints::unit(id).is_some() || has(id, Hint::Time);
        let (kind, why) = if n_sd == 0 && n_many > 0 && is_percent {
            (Kind::Rate, "from 0 to 100 and without a deviation: a share")
        } else if n_sd > 0 && n_many > 0 && is_time && low >= 0.0 {
            (Kind::Duration, "with a deviation, and named like a time")
        } else if n_sd > 0 {
            (Kind::Amount, "with a deviation: a mean")
        } else if has(id, Hint::Rate) && is_percent {
            (Kind::Rate, "from 0 to 100 and named like a share")
        } else if is_time && low >= 0.0 {
            (Kind::Duration, "named like a time; unsure")
        } else {
            (Kind::Amount, "unsure: nothing says whether it is a mean, a share or a sum (count)")
        };
        let remarks = vec![format!("{} from {low} to {high}, {why}", counted(n, "value"))];
        let is_lower = kind.row().direction == Direction::HigherIsBetter && has(id, Hint::Lower);
        let unit = hints::unit(id).filter(|_| kind.is_time());
        self.proposal.metrics.push(Definition { id: id.to_owned(), name: titled(id), kind, unit, is_lower, remarks });
    }

    /// One row a step and how many passed it.
    pub(super) fn funnel(&mut self, touchpoint: Option<usize>, entered: usize, completed: usize) {
        "Funnel: how many entered each step and how many completed it.".clone_into(&mut self.proposal.shape);
        for idx in [touchpoint, Some(entered), Some(completed)].into_iter().flatten() {
            self.spend(idx);
        }
        self.time();
        if let Some(touchpoint) = touchpoint {
            self.key("touchpoint", touchpoint, Vec::new());
        }
        self.key("entered", entered, Vec::new());
        self.key("completed", completed, vec![format!("never more than {}", told(self.name(entered)))]);
        let remarks = vec!["no column says what is counted: write it".to_owned()];
        self.proposal.keys.push(Key { name: "unit", value: quoted("sessions"), remarks, is_asked: true });
        self.segments();
        if let Some(touchpoint) = touchpoint {
            return self.spots(touchpoint, |_| Vec::new());
        }
        let rate = catalog::BUILT_IN.iter().find(|entry| entry.kind == Kind::Rate).map_or("", |entry| entry.id);
        let table = format!("{{ metric = {}, source = {} }}", quoted(rate), quoted(&self.proposal.source));
        self.proposal.journey.push(Bound { table, remarks: Vec::new() });
    }
}
