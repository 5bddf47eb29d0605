//! What is proposed: the keys of a source, metrics, touchpoints and what is bound to them.
//! Invariant: every column is used once or said to be unbound.

pub(in crate::source) mod answers;
pub(in crate::source) mod asks;

use super::column::{Column, Value};
use super::hints::{self, Hint, has};
use super::names::Names;
use super::pass::Survey;
use super::role::{self, Role};
use super::when;
use super::words::{counted, grouped, list, quoted, told, told_value};
use crate::metric::{Direction, Kind};

/// How many touchpoints are written out.
const MOST_SPOTS: usize = 60;

/// What is proposed for a file.
pub(in crate::source) struct Proposal {
    /// What a row is, in a sentence.
    pub(in crate::source) shape: String,
    /// The id of the source.
    pub(in crate::source) source: String,
    /// How the map is to name the file, and what the journey may be called.
    pub(in crate::source) file: String,
    pub(in crate::source) title: String,
    /// The other keys of the source, in order.
    pub(in crate::source) keys: Vec<Key>,
    /// Questions about columns, as TOML: `{ column = ... }`.
    pub(in crate::source) asks: Vec<String>,
    /// Metrics to be defined.
    pub(in crate::source) metrics: Vec<Definition>,
    /// Values in the touchpoint column that mean the journey as a whole.
    pub(in crate::source) whole: Vec<String>,
    /// What is measured of the journey as a whole.
    pub(in crate::source) journey: Vec<Bound>,
    /// The touchpoints.
    pub(in crate::source) spots: Vec<Spot>,
    /// What is not bound, and why.
    pub(in crate::source) unbound: Vec<String>,
}

/// A key of the source.
pub(in crate::source) struct Key {
    pub(in crate::source) name: &'static str,
    /// As TOML.
    pub(in crate::source) value: String,
    pub(in crate::source) remarks: Vec<String>,
    /// Is it for the author to choose it?
    pub(in crate::source) is_asked: bool,
}

/// A metric to be defined.
pub(in crate::source) struct Definition {
    pub(in crate::source) id: String,
    pub(in crate::source) name: String,
    pub(in crate::source) kind: Kind,
    pub(in crate::source) unit: Option<&'static str>,
    pub(in crate::source) is_lower: bool,
    pub(in crate::source) remarks: Vec<String>,
}

/// One metric measured at one place.
#[derive(Clone)]
pub(in crate::source) struct Bound {
    /// As TOML: `{ metric = ... }`.
    pub(in crate::source) table: String,
    pub(in crate::source) remarks: Vec<String>,
}

/// A touchpoint.
pub(in crate::source) struct Spot {
    pub(in crate::source) id: String,
    pub(in crate::source) name: String,
    /// What means it in the file: a value of the touchpoint column.
    pub(in crate::source) value: Option<String>,
    pub(in crate::source) remarks: Vec<String>,
    pub(in crate::source) bounds: Vec<Bound>,
}

/// Makes a proposal, column by column.
pub(in crate::source) struct Maker<'a> {
    pub(in crate::source) columns: &'a [Column],
    pub(in crate::source) roles: Vec<Role>,
    /// Which columns have their place.
    used: Vec<bool>,
    pub(in crate::source) names: Names,
    pub(in crate::source) proposal: Proposal,
}

impl<'a> Maker<'a> {
    /// Nothing proposed yet.
    pub(in crate::source) fn new(survey: &'a Survey, roles: Vec<Role>, mut names: Names) -> Self {
        let proposal = Proposal {
            shape: String::new(),
            source: names.source(),
            file: names.file.clone(),
            title: super::words::titled(names.stem()),
            keys: Vec::new(),
            asks: Vec::new(),
            metrics: Vec::new(),
            whole: Vec::new(),
            journey: Vec::new(),
            spots: Vec::new(),
            unbound: Vec::new(),
        };
        Self { columns: &survey.columns, used: vec![false; roles.len()], roles, names, proposal }
    }

    /// All of it; what has no place says why.
    pub(in crate::source) fn finish(mut self) -> Proposal {
        self.leftovers();
        self.proposal
    }

    pub(in crate::source) fn column(&self, idx: usize) -> Option<&'a Column> {
        self.columns.get(idx)
    }

    pub(in crate::source) fn name(&self, idx: usize) -> &'a str {
        self.column(idx).map_or("", |column| column.name.as_str())
    }

    pub(in crate::source) fn spend(&mut self, idx: usize) {
        if let Some(used) = self.used.get_mut(idx) {
            *used = true;
        }
    }

    pub(in crate::source) fn is_used(&self, idx: usize) -> bool {
        self.used.get(idx).copied().unwrap_or(true)
    }

    /// Columns of a role that have no place yet.
    pub(in crate::source) fn free(&self, fits: impl Fn(&Role) -> bool) -> Vec<usize> {
        let of = |idx: &usize| self.roles.get(*idx).is_some_and(&fits) && !self.is_used(*idx);
        (0..self.columns.len()).filter(of).collect()
    }

    /// A key of the source whose value is a column.
    pub(in crate::source) fn key(&mut self, key: &'static str, idx: usize, remarks: Vec<String>) {
        self.spend(idx);
        let value = quoted(self.name(idx));
        self.proposal.keys.push(Key { name: key, value, remarks, is_asked: false });
    }

    /// The column that says when.
    pub(in crate::source) fn time(&mut self) {
        let mut roles = self.roles.clone();
        for (role, _) in roles.iter_mut().zip(&self.used).filter(|(_, used)| **used) {
            *role = Role::Segment;
        }
        let Some((idx, remarks)) = role::choose_time(self.columns, &roles) else {
            let said = "no column holds dates: all answers count as one period".to_owned();
            self.proposal.unbound.push(said);
            return;
        };
        let is_of_few = self
            .column(idx)
            .is_some_and(|column| column.dates.as_ref().is_some_and(|dates| dates.n * 2 < column.n + column.n_blank));
        if is_of_few {
            let why = format!("{}; the other rows would be left out", remarks.join("; "));
            return self.ask_key("time", idx, &why);
        }
        self.key("time", idx, remarks);
        self.format(idx);
    }

    /// Asks for the order of day and month, where the dates do not tell it.
    pub(in crate::source) fn format(&mut self, idx: usize) {
        let Some(column) = self.column(idx) else { return };
        if !column.dates.as_ref().is_some_and(|dates| dates.is_ambiguous) {
            return;
        }
        let Some((cell, pair)) =
            column.values.iter().find_map(|value| Some((&value.text, when::formats(&value.text)?)))
        else {
            return;
        };
        let asks = format!(
            "{} and all other dates may be read in two ways, only their years are sure: take one of the two",
            told(cell)
        );
        for (place, format) in pair.iter().enumerate() {
            let remarks = if place == 0 { vec![asks.clone()] } else { Vec::new() };
            self.proposal.keys.push(Key { name: "format", value: quoted(format), remarks, is_asked: true });
        }
    }

    /// The column with a value of its own in each row, the one that is named most like it.
    pub(in crate::source) fn respondent(&mut self) {
        let free = self.free(|role| *role == Role::Respondent);
        let named = free.iter().find(|idx| has(self.name(**idx), Hint::Id)).or(free.first());
        let Some(idx) = named.copied() else { return };
        let n = self.column(idx).map_or(0, |column| column.n);
        self.key("respondent", idx, vec![format!("{} are all different", counted(n, "value"))]);
    }

    /// The columns that people are told apart by.
    pub(in crate::source) fn segments(&mut self) {
        let free = self.free(|role| matches!(role, Role::Segment | Role::Place { .. }));
        let is_told = |idx: &usize| self.column(*idx).is_some_and(|column| column.is_listed && column.values.len() > 1);
        let segments: Vec<usize> = free.into_iter().filter(is_told).collect();
        if segments.is_empty() {
            return;
        }
        let described = |idx: &usize| {
            let column = self.column(*idx)?;
            let mut values: Vec<&Value> = column.values.iter().collect();
            values.sort_by_key(|value| std::cmp::Reverse(value.n));
            let few: Vec<String> = values
                .iter()
                .take(4)
                .map(|value| format!("{} {}", told_value(&value.text), grouped(value.n)))
                .collect();
            let more = if values.len() > few.len() { ", ..." } else { "" };
            Some(format!("{} has {} groups: {}{more}", told(&column.name), values.len(), few.join(", ")))
        };
        let remarks = segments.iter().filter_map(described).collect();
        let value = list(segments.iter().map(|idx| self.name(*idx)));
        for idx in &segments {
            self.spend(*idx);
        }
        self.proposal.keys.push(Key { name: "segments", value, remarks, is_asked: false });
    }

    /// The column with what people wrote: the one named so, else the one with most to read.
    pub(in crate::source) fn comment(&mut self) {
        let free = self.free(|role| *role == Role::Comment);
        let rank = |idx: &&usize| {
            let column = self.column(**idx);
            (has(self.name(**idx), Hint::Comment), column.map_or(0, |column| column.n_chars), usize::MAX - **idx)
        };
        let Some(idx) = free.iter().max_by_key(rank).copied() else { return };
        let remark = self.column(idx).filter(|column| column.n > 0).map(|column| {
            let n = counted(column.n, "cell");
            format!("{} holds texts of {} characters on average in {n}", told(&column.name), column.mean_length())
        });
        self.key("comment", idx, remark.into_iter().collect());
    }

    /// A touchpoint for each value of a column, as they first stand in the file; `bounds` are the same for all.
    pub(in crate::source) fn spots(&mut self, touchpoint: usize, bounds: impl Fn(&str) -> Vec<Bound>) {
        let Some(column) = self.column(touchpoint) else { return };
        let mut counts: Vec<u64> = column.values.iter().map(|value| value.n).collect();
        counts.sort_unstable_by(|one, other| other.cmp(one));
        let least = counts.get(MOST_SPOTS - 1).copied().unwrap_or(0);
        let mut n_left = 0_u64;
        for value in &column.values {
            if hints::is(&value.text, Hint::Overall) {
                self.proposal.whole.push(value.text.clone());
                self.proposal.journey.extend(bounds(&value.text));
            } else if value.n < least || self.proposal.spots.len() >= MOST_SPOTS {
                n_left += 1;
            } else {
                let id = self.names.touchpoint(&value.text);
                self.proposal.spots.push(Spot {
                    id,
                    name: super::words::titled(&value.text),
                    value: Some(value.text.clone()),
                    remarks: vec![counted(value.n, "row")],
                    bounds: bounds(&value.text),
                });
            }
        }
        if n_left > 0 {
            let said = format!("{} more stand in {}, too many to list", grouped(n_left), told(&column.name));
            self.proposal.unbound.push(said);
        }
    }

    /// A metric of the file's own.
    pub(in crate::source) fn define(&mut self, name: &str, kind: Kind, unit: Option<&'static str>) -> String {
        if self.names.is_defined(name, kind) {
            return name.to_owned();
        }
        let id = self.names.metric(name);
        let is_lower = has(name, Hint::Lower);
        let mut remarks = Vec::new();
        remarks.extend(kind.row().on_direction.filter(|_| !is_lower).map(str::to_owned));
        remarks.extend(kind.row().on_unit.filter(|_| unit.is_none()).map(str::to_owned));
        // Less time is better by itself.
        let is_lower = is_lower && kind.row().direction == Direction::HigherIsBetter;
        let name = super::words::titled(name);
        self.proposal.metrics.push(Definition { id: id.clone(), name, kind, unit, is_lower, remarks });
        id
    }

    /// What has no place says why.
    fn leftovers(&mut self) {
        for (idx, role) in self.roles.iter().enumerate() {
            let Some(column) = self.columns.get(idx).filter(|_| !self.is_used(idx)) else { continue };
            let why = match role {
                Role::Date if has(&column.name, Hint::OtherTime) => {
                    "holds dates, by its name not those of answers".to_owned()
                }
                Role::Date => "holds dates as well, but only one column can say when".to_owned(),
                Role::Respondent => "tells rows apart as well".to_owned(),
                Role::Place { .. } | Role::Segment => {
                    "holds too few or too many different values for groups".to_owned()
                }
                Role::Comment => "holds texts as well, but only one column can be the comments".to_owned(),
                Role::Score(scale) => format!("holds answers from {} to {}", scale.ends.0, scale.ends.1),
                Role::Rate(rate) => format!("holds two kinds of answers: {}", rate.reason),
                Role::Number(..) => "holds numbers".to_owned(),
                Role::Asked(asked) => format!("is unsure: {}", asked.why),
                Role::Unbound(why) => why.clone(),
            };
            self.proposal.unbound.push(format!("{} {why}", told(&column.name)));
        }
        let n_unbound = self.proposal.unbound.len();
        if n_unbound > MOST_SPOTS {
            self.proposal.unbound.truncate(MOST_SPOTS);
            self.proposal.unbound.push(format!("and {} more", grouped((n_unbound - MOST_SPOTS) as u64)));
        }
    }
}
