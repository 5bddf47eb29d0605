//! Columns of answers: how each is bound.
//! Invariant: a code for "no answer" is never taken from a column where it is an answer.

use std::fmt::Write as _;

use super::{Bound, Key, Maker};
use crate::metric::kinds::TakesScale;
use crate::metric::{Kind, catalog};
use crate::source::cells::answer::number;
use crate::source::survey::hints::{self, Hint};
use crate::source::survey::role::{Rate, Role};
use crate::source::survey::scale::Scale;
use crate::source::survey::words::{counted, list, quoted, told};

/// The share of the highest answers that count as satisfied on a scale of ten.
const TOP_OF_TEN: &str = "8 to 10 count as satisfied: top = 2 would count 9 and 10";

impl Maker<'_> {
    /// A metric of what the rows are, and not of their cells.
    pub(in crate::source) fn measured(&self, metric: &str, column: Option<&str>) -> Bound {
        let column = column.map(|column| format!(", column = {column}")).unwrap_or_default();
        let table = format!("{{ metric = {}, source = {}{column} }}", quoted(metric), quoted(&self.proposal.source));
        Bound { table, remarks: Vec::new() }
    }

    /// Says more of the metric that was defined last.
    pub(in crate::source) fn say(&mut self, remark: &str) {
        if let Some(definition) = self.proposal.metrics.last_mut() {
            definition.remarks.insert(0, remark.to_owned());
        }
    }

    /// How many questions there are that are no recommendation.
    pub(in crate::source) fn n_questions(&self) -> usize {
        self.free(|role| role.score().is_some_and(|scale| !scale.kind.row().is_of_journey)).len()
    }

    /// Is the question about the journey as a whole?
    pub(in crate::source) fn is_of_journey(&self, idx: usize, scale: &Scale, n_questions: usize) -> bool {
        scale.kind.row().is_of_journey || n_questions == 1 || hints::is(self.name(idx), Hint::Overall)
    }

    /// What is read of a column. Long sources name the column once, in the source.
    pub(in crate::source) fn bound(&self, idx: usize, metric: &str, shared: &[String], column: Option<&str>) -> Bound {
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
    pub(in crate::source) fn rest(
        &self,
        idx: usize,
        role: &Role,
        shared: &[String],
        is_wide: bool,
    ) -> (String, Vec<String>) {
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
    pub(in crate::source) fn shared_codes(&self, least: usize) -> Vec<String> {
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

    pub(in crate::source) fn missing(&mut self, codes: &[String]) {
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
pub(in crate::source) fn is_measured(role: &Role) -> bool {
    matches!(role, Role::Score(_) | Role::Rate(_) | Role::Number(..))
}

/// Are these the words that count as yes and no by themselves?
fn is_usual(rate: &Rate) -> bool {
    let is = |words: &[String], known: &[&str]| matches!(words, [word] if known.iter().any(|known| known.eq_ignore_ascii_case(word)));
    is(&rate.yes, &["1", "yes", "true"]) && is(&rate.no, &["0", "no", "false"])
}

/// The metric that is built in and called as its kind.
pub(in crate::source) fn built_in(kind: Kind) -> Option<String> {
    catalog::BUILT_IN.iter().map(|own| own.id).find(|id| *id == kind.row().word).map(str::to_owned)
}
