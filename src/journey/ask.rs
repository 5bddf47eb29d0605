//! Open questions: guesses about columns of a file that nobody has said yes or no to.
//! Invariant: a guess is no binding, and nothing of it is counted.

use super::{Address, Map, Noun};
use crate::metric::kinds::AnswerRange;

/// A key of a source that a column may be asked about as, and the question that is.
const KEYS: [(&str, &str, &str); 6] = [
    ("time", "Does", "say when an answer was given"),
    ("touchpoint", "Does", "name what an answer is about"),
    ("segments", "Does", "tell groups of people apart"),
    ("comment", "Does", "hold what people wrote"),
    ("respondent", "Does", "tell who answered"),
    ("weight", "Is", "how much an answer weighs"),
];

/// A guess about a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// The source's id.
    pub source: String,
    /// The column.
    pub column: String,
    /// The metric's id, or a key of the source.
    pub role: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// The touchpoint that would be measured; the journey where there is none.
    pub touchpoint: Option<String>,
    /// Lowest and highest answer, where not the metric's usual.
    pub scale: Option<(i32, i32)>,
    /// How many of the highest answers would count as satisfied.
    pub top: Option<u8>,
    /// Rates: the answers that would count as a hit.
    pub yes: Vec<String>,
    /// Rates: the answers that would count as a miss; empty: every other answer.
    pub no: Vec<String>,
    /// Codes that would mean "no answer".
    pub missing: Vec<String>,
    /// Its id in an address: its column, made distinct among the questions of its source.
    pub id: String,
}

impl Ask {
    /// Where it stands.
    #[must_use]
    pub fn address(&self) -> Address {
        let source = Address::journey().then(Noun::Source, &self.source);
        source.then(Noun::Ask, &self.id)
    }

    /// The question, for a person: ``Is `q7` satisfaction, 1 to 5?``.
    #[must_use]
    pub fn words(&self, map: &Map) -> String {
        let column = &self.column;
        if let Some((_, verb, rest)) = KEYS.iter().find(|(key, ..)| *key == self.role) {
            return format!("{verb} `{column}` {rest}?");
        }
        let metric = map.metric(&self.role);
        let Some(kind) = metric.as_ref().map(|metric| metric.kind) else {
            return format!("Is `{column}` {}?", self.role);
        };
        let row = kind.row();
        if let Some(what) = row.asks_for {
            let (low, high) = self.scale.unwrap_or(row.scale);
            return format!("Is `{column}` {what}, {low} to {high}?");
        }
        if row.answers == AnswerRange::YesNo && !self.yes.is_empty() {
            return format!("Does {} in `{column}` count as yes?", self.yes.join(" or "));
        }
        if !kind.is_estimate() {
            return format!("Is `{column}` to be added up?");
        }
        format!("Is `{column}` {}?", metric.map(|metric| metric.name).unwrap_or_default())
    }
}

/// Is it a key of a source that one may be asked about?
#[must_use]
pub fn is_key(role: &str) -> bool {
    KEYS.iter().any(|(key, ..)| *key == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::Kind;

    #[test]
    fn a_question_is_one_in_words() {
        let ask = |role: &str, scale, yes: &[&str]| Ask {
            source: "s".to_owned(),
            column: "q7".to_owned(),
            role: role.to_owned(),
            why: None,
            touchpoint: None,
            scale,
            top: None,
            no: Vec::new(),
            missing: Vec::new(),
            yes: yes.iter().map(|code| (*code).to_owned()).collect(),
            id: "q7-2".to_owned(),
        };
        let mut map = Map::default();
        map.metric_definitions.push(crate::metric::Metric { kind: Kind::Rate, id: "paid".to_owned(), ..nps() });
        map.metric_definitions.push(crate::metric::Metric { kind: Kind::Count, id: "visits".to_owned(), ..nps() });
        let rows = [
            (ask("csat", None, &[]), "Is `q7` satisfaction, 1 to 5?"),
            (ask("csat", Some((1, 6)), &[]), "Is `q7` satisfaction, 1 to 6?"),
            (ask("nps", None, &[]), "Is `q7` a recommendation, 0 to 10?"),
            (ask("paid", None, &["1", "2"]), "Does 1 or 2 in `q7` count as yes?"),
            (ask("visits", None, &[]), "Is `q7` to be added up?"),
            (ask("respondent", None, &[]), "Does `q7` tell who answered?"),
            (ask("weight", None, &[]), "Is `q7` how much an answer weighs?"),
            (ask("gone", None, &[]), "Is `q7` gone?"),
        ];
        for (ask, expected) in rows {
            assert_eq!(ask.words(&map), expected);
        }
        assert_eq!(ask("nps", None, &[]).address().to_string(), "source/s/ask/q7-2");
    }

    fn nps() -> crate::metric::Metric {
        crate::metric::catalog::built_in("nps").expect("it is built in")
    }
}
