//! What nobody can be sure of, as questions of the source.
//! Invariant: a column that is asked about is bound nowhere.

use super::Maker;
use super::answers::built_in;
use crate::metric::Kind;
use crate::source::survey::role::{Asked, Guess, Role};
use crate::source::survey::words::quoted;

/// How the answers of a file are bound, and what is bound of them.
pub(in crate::source) struct Way {
    /// Does each question name its place, and not a column of the file?
    pub(in crate::source) is_wide: bool,
    /// Codes of the source for "no answer".
    pub(in crate::source) shared: Vec<String>,
    /// Metrics that are measured already: of the journey, or by a column of the source.
    pub(in crate::source) taken: Vec<String>,
    /// How many questions there are, of all those that are no recommendation.
    pub(in crate::source) n_questions: usize,
    /// Is what is sure of a column to be asked all the same?
    pub(in crate::source) asks_all: bool,
}

impl Maker<'_> {
    /// Asks about every column that is unsure and has no place.
    pub(in crate::source) fn ask(&mut self, mut way: Way) {
        let mut keys: Vec<&str> = self.proposal.keys.iter().map(|key| key.name).collect();
        for idx in self.free(|role| matches!(role, Role::Asked(_)) || way.asks_all && role.measured().is_some()) {
            let Some(role) = self.roles.get(idx).cloned() else { continue };
            match role {
                Role::Asked(Asked { guess: Guess::Key(key), why }) => {
                    // A source has one of each, but for the columns that tell people apart.
                    if key == "segments" || !keys.contains(&key) {
                        keys.push(key);
                        self.ask_key(key, idx, &why);
                    }
                }
                Role::Asked(Asked { guess: Guess::Measure(role), why }) => {
                    self.ask_metric((idx, &role), &why, &mut way);
                }
                sure => {
                    let found = match &sure {
                        Role::Score(scale) => scale.found.clone(),
                        sure => self.rest(idx, sure, &way.shared, way.is_wide).1,
                    };
                    let why = format!("{}: is it of each case?", found.join("; "));
                    self.ask_metric((idx, &sure), &why, &mut way);
                }
            }
        }
    }

    /// Asks whether a column is a key of the source.
    pub(in crate::source) fn ask_key(&mut self, key: &str, idx: usize, why: &str) {
        self.spend(idx);
        let entry = format!("{{ column = {}, as = {}, why = {} }}", quoted(self.name(idx)), quoted(key), quoted(why));
        self.proposal.asks.push(entry);
    }

    fn ask_metric(&mut self, (idx, role): (usize, &Role), why: &str, way: &mut Way) {
        let name = self.name(idx);
        let is_of_journey = role.score().is_none_or(|scale| self.is_of_journey(idx, scale, way.n_questions));
        let own_kind = match role {
            Role::Score(scale) => scale.kind,
            Role::Number(kind, _) => *kind,
            _ => Kind::Rate,
        };
        let unit = if let Role::Number(_, unit) = role { *unit } else { None };
        let usual = built_in(own_kind);
        // A second one of the same place would hide the first.
        let is_apart = way.is_wide && (!is_of_journey || usual.as_ref().is_some_and(|id| way.taken.contains(id)));
        let is_apart = is_apart && own_kind == Kind::Csat;
        let metric = match usual.filter(|id| is_apart || !way.taken.contains(id)) {
            Some(id) => id,
            None => self.define(name, own_kind, unit),
        };
        if !is_apart {
            way.taken.push(metric.clone());
        }
        let touchpoint = if is_apart {
            // A touchpoint of the map that is called so is meant.
            let is_there = self.names.has_touchpoint(name);
            let id = if is_there { name.to_owned() } else { self.names.touchpoint(name) };
            format!(", touchpoint = {}", quoted(&id))
        } else {
            String::new()
        };
        let (rest, _) = self.rest(idx, role, &way.shared, way.is_wide);
        self.spend(idx);
        let (column, metric, why) = (quoted(name), quoted(&metric), quoted(why));
        self.proposal.asks.push(format!("{{ column = {column}, as = {metric}{touchpoint}{rest}, why = {why} }}"));
    }
}
