//! Files of answers, wide and long. Must not know figures that somebody else computed.
//! Invariant: a code for "no answer" is never taken from a column where it is an answer.

use std::fmt::Write as _;

use super::asks::Way;
use super::{Bound, Key, Maker, Spot};
use crate::metric::kinds::TakesScale;
use crate::metric::{Kind, catalog};
use crate::source::bind::hints::{self, Hint};
use crate::source::bind::role::{Rate, Role};
use crate::source::bind::scale::Scale;
use crate::source::bind::words::{counted, key, list, quoted, told};
use crate::source::readings::number;

/// The share of the highest answers that count as satisfied on a scale of ten.
const TOP_OF_TEN: &str = "8 to 10 count as satisfied: top = 2 would count 9 and 10";

impl Maker<'_> {
    /// One row a respondent, one column a question.
    pub(super) fn wide(&mut self) {
        "Wide: one row a respondent, one column a question.".clone_into(&mut self.proposal.shape);
        self.time();
        let shared = self.shared_codes(2);
        self.missing(&shared);
        let n_questions = self.n_questions();
        let mut of_journey: Vec<String> = Vec::new();
        // The first metric of a journey is the one in the header.
        let (first, others): (Vec<usize>, Vec<usize>) = self.free(is_measured).into_iter().partition(
            |idx| matches!(self.roles.get(*idx), Some(Role::Score(scale)) if scale.kind.row().is_of_journey),
        );
        for idx in first.into_iter().chain(others) {
            let Some(metric) = self.metric_for(idx, &of_journey) else { continue };
            let bound = self.bound(idx, &metric, &shared, Some(self.name(idx)));
            self.spend(idx);
            match self.roles.get(idx) {
                Some(Role::Score(scale))
                    if !self.is_of_journey(idx, scale, n_questions) || of_journey.contains(&metric) =>
                {
                    let name = self.name(idx);
                    let id = self.names.touchpoint(name);
                    let name = crate::source::bind::words::titled(name);
                    self.proposal.spots.push(Spot { id, name, value: None, remarks: Vec::new(), bounds: vec![bound] });
                }
                _ => {
                    of_journey.push(metric);
                    self.proposal.journey.push(bound);
                }
            }
        }
        self.respondent();
        self.comment();
        self.segments();
        self.ask(Way { is_wide: true, shared, taken: of_journey, n_questions, asks_all: false });
    }

    /// How many questions there are that are no recommendation.
    pub(super) fn n_questions(&self) -> usize {
        self.free(|role| role.score().is_some_and(|scale| !scale.kind.row().is_of_journey)).len()
    }

    /// Is the question about the journey as a whole?
    pub(super) fn is_of_journey(&self, idx: usize, scale: &Scale, n_questions: usize) -> bool {
        scale.kind.row().is_of_journey || n_questions == 1 || hints::is(self.name(idx), Hint::Overall)
    }

    /// The metric of a question: a built-in one, or one of the file's own.
    fn metric_for(&mut self, idx: usize, of_journey: &[String]) -> Option<String> {
        let name = self.name(idx);
        let (kind, unit) = match self.roles.get(idx)? {
            // A second one of the journey would hide the first.
            Role::Score(Scale { kind, .. })
                if kind.row().is_of_journey && of_journey.iter().any(|metric| metric == kind.row().word) =>
            {
                (*kind, None)
            }
            Role::Score(scale) => return built_in(scale.kind),
            Role::Rate(_) => (Kind::Rate, None),
            Role::Number(Kind::Sentiment, _) if !of_journey.iter().any(|metric| metric == "sentiment") => {
                return built_in(Kind::Sentiment);
            }
            Role::Number(kind, unit) => (*kind, *unit),
            _ => return None,
        };
        Some(self.define(name, kind, unit))
    }

    /// One row an answer, with a column that names the touchpoint.
    pub(super) fn long(&mut self, touchpoint: usize) {
        let name = self.name(touchpoint);
        self.proposal.shape = format!("Long: one row an answer, {} says what it is about.", told(name));
        self.spend(touchpoint);
        self.time();
        let n = self.column(touchpoint).map_or(0, |column| column.values.len() as u64);
        self.key("touchpoint", touchpoint, vec![format!("{} of a touchpoint, below", counted(n, "name"))]);
        let (shared, n_questions) = (self.shared_codes(1), self.n_questions());
        let (mut columns, mut extra, mut taken) = (Vec::new(), Vec::new(), Vec::new());
        for idx in self.free(is_measured) {
            let metric = self.built_in_of(idx).filter(|metric| !taken.contains(metric));
            let own = metric.is_none();
            let metric = match metric {
                Some(metric) => metric,
                None => match self.roles.get(idx).cloned() {
                    Some(Role::Score(scale)) => self.define(self.name(idx), scale.kind, None),
                    Some(Role::Rate(_)) => self.define(self.name(idx), Kind::Rate, None),
                    Some(Role::Number(kind, unit)) => self.define(self.name(idx), kind, unit),
                    _ => continue,
                },
            };
            taken.push(metric.clone());
            let bound = self.bound(idx, &metric, &shared, None);
            let source = quoted(&self.proposal.source);
            let is_plain = bound.table == format!("{{ metric = {}, source = {source} }}", quoted(&metric));
            let remarks = bound.remarks.clone();
            if !is_plain {
                extra.push(Bound { remarks: Vec::new(), ..bound });
            }
            if own {
                self.spend(idx);
                columns.push((format!("{} = {}", key(&metric), quoted(self.name(idx))), remarks));
            } else if let Some(known) = ["csat", "nps", "ces", "sentiment"].into_iter().find(|known| *known == metric) {
                self.key(known, idx, remarks);
            }
        }
        if !columns.is_empty() {
            let value = columns.iter().map(|(pair, _)| pair.as_str()).collect::<Vec<_>>().join(", ");
            let remarks = columns.into_iter().flat_map(|(_, remarks)| remarks).collect();
            let value = format!("{{ {value} }}");
            self.proposal.keys.push(Key { name: "columns", value, remarks, is_asked: false });
        }
        self.missing(&shared);
        self.comment();
        self.respondent();
        self.segments();
        if !taken.iter().any(|metric| ["csat", "nps", "ces", "sentiment"].contains(&metric.as_str())) {
            let stem = self.names.stem().to_owned();
            let metric = self.define(&stem, Kind::Count, None);
            let remark = "how many rows there are of each touchpoint".to_owned();
            if let Some(definition) = self.proposal.metrics.last_mut() {
                definition.remarks.push(remark);
            }
            let table = format!("{{ metric = {}, source = {} }}", quoted(&metric), quoted(&self.proposal.source));
            extra.push(Bound { table, remarks: Vec::new() });
        }
        self.spots(touchpoint, |_| extra.clone());
        self.ask(Way { is_wide: false, shared, taken, n_questions, asks_all: false });
    }

    fn built_in_of(&self, idx: usize) -> Option<String> {
        match self.roles.get(idx)? {
            Role::Score(scale) => built_in(scale.kind),
            Role::Number(Kind::Sentiment, _) => built_in(Kind::Sentiment),
            _ => None,
        }
    }

    /// What is read of a column. Long sources name the column once, in the source.
    fn bound(&self, idx: usize, metric: &str, shared: &[String], column: Option<&str>) -> Bound {
        let mut table = format!("{{ metric = {}, source = {}", quoted(metric), quoted(&self.proposal.source));
        if let Some(column) = column {
            let _ = write!(table, ", column = {}", quoted(column));
        }
        let Some(role) = self.roles.get(idx) else { return Bound { table, remarks: Vec::new() } };
        let (rest, remarks) = self.rest(idx, role, shared, column.is_some());
        table.push_str(&rest);
        table.push_str(" }");
        let remarks = remarks.iter().enumerate().map(|(place, remark)| match place {
            0 => format!("{}: {remark}", told(self.name(idx))),
            _ => remark.clone(),
        });
        Bound { table, remarks: remarks.collect() }
    }

    /// The other keys of a binding, each with a comma before it, and why they are so.
    pub(super) fn rest(&self, idx: usize, role: &Role, shared: &[String], is_wide: bool) -> (String, Vec<String>) {
        let mut table = String::new();
        let mut remarks: Vec<String> = Vec::new();
        let missing = match role {
            Role::Score(scale) => {
                scaled(scale, is_wide, &mut table, &mut remarks);
                scale.missing.as_slice()
            }
            Role::Rate(rate) => {
                let is_usual = is_usual(rate) && !is_wide;
                if !is_usual {
                    let of = |codes: &[String]| list(codes.iter().map(String::as_str));
                    let (yes, no) = (of(&rate.yes), of(&rate.no));
                    let _ = write!(table, ", yes = {yes}, no = {no}");
                }
                remarks.push(rate.reason.clone());
                rate.missing.as_slice()
            }
            _ => {
                remarks.extend(self.column(idx).and_then(|column| {
                    let (low, high) = column.ends?;
                    let odd = column.n - column.n_numbers;
                    let odd =
                        if odd > 0 { format!(", {} are no numbers", counted(odd, "cell")) } else { String::new() };
                    Some(format!("numbers from {low} to {high} in {}{odd}", counted(column.n_numbers, "cell")))
                }));
                &[]
            }
        };
        let own: Vec<&str> = missing.iter().filter(|code| !shared.contains(code)).map(String::as_str).collect();
        if !own.is_empty() {
            let _ = write!(table, ", missing = {}", list(own));
        }
        (table, remarks)
    }

    /// Codes that may be taken from all columns: at least so many have them, and for none it is an answer.
    fn shared_codes(&self, least: usize) -> Vec<String> {
        let free = self.free(is_measured);
        let codes_of = |idx: usize| match self.roles.get(idx) {
            Some(Role::Score(Scale { missing, .. }) | Role::Rate(Rate { missing, .. })) => missing.as_slice(),
            _ => &[],
        };
        let mut shared: Vec<String> = Vec::new();
        for code in free.iter().flat_map(|idx| codes_of(*idx)) {
            let n_have = free.iter().filter(|idx| codes_of(**idx).contains(code)).count();
            let is_answer = |idx: &usize| !codes_of(*idx).contains(code) && self.may_answer(*idx, code);
            if n_have >= least && !shared.contains(code) && !free.iter().any(is_answer) {
                shared.push(code.clone());
            }
        }
        shared
    }

    /// May the code be an answer in that column?
    fn may_answer(&self, idx: usize, code: &str) -> bool {
        let Some(column) = self.column(idx) else { return false };
        let whole = number(code.as_bytes(), true);
        let same = |text: &str| text == code || whole.is_some() && number(text.as_bytes(), true) == whole;
        let on_scale = match self.roles.get(idx) {
            Some(Role::Score(scale)) => {
                whole.is_some_and(|whole| (f64::from(scale.ends.0)..=f64::from(scale.ends.1)).contains(&whole))
            }
            _ => false,
        };
        let lies_between = whole.zip(column.ends).is_some_and(|(whole, (low, high))| (low..=high).contains(&whole));
        on_scale || column.values.iter().any(|value| same(&value.text)) || !column.is_listed && lies_between
    }

    fn missing(&mut self, codes: &[String]) {
        if codes.is_empty() {
            return;
        }
        let value = list(codes.iter().map(String::as_str));
        let remarks = vec!["\"no answer\" in every column that has them, see there".to_owned()];
        self.proposal.keys.push(Key { name: "missing", value, remarks, is_asked: false });
    }
}

/// The scale of a binding, where it is not the usual one of its metric.
fn scaled(scale: &Scale, is_wide: bool, table: &mut String, remarks: &mut Vec<String>) {
    remarks.extend(scale.reasons.iter().cloned());
    let is_said = scale.ends != scale.kind.default_scale() || is_wide && scale.kind == Kind::Csat;
    if is_said && scale.kind.row().takes_scale == TakesScale::Any {
        let _ = write!(table, ", scale = [{}, {}]", scale.ends.0, scale.ends.1);
    }
    if scale.kind == Kind::Csat && scale.ends.1 == 10 {
        table.push_str(", top = 3");
        remarks.push(TOP_OF_TEN.to_owned());
    }
}

/// Is it something that a metric can be made of?
fn is_measured(role: &Role) -> bool {
    matches!(role, Role::Score(_) | Role::Rate(_) | Role::Number(..))
}

/// Are these the words that count as yes and no by themselves?
fn is_usual(rate: &Rate) -> bool {
    let is = |words: &[String], known: &[&str]| matches!(words, [word] if known.iter().any(|known| known.eq_ignore_ascii_case(word)));
    is(&rate.yes, &["1", "yes", "true"]) && is(&rate.no, &["0", "no", "false"])
}

/// The metric that is built in and called as its kind.
pub(super) fn built_in(kind: Kind) -> Option<String> {
    catalog::BUILT_IN.iter().map(|own| own.id).find(|id| *id == kind.row().word).map(str::to_owned)
}
