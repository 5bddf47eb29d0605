//! What nobody was asked: places without a number, with a question ready, and which questions settle most.
//! Invariant: each unknown is settled by one question.

use super::form::Tongue;
use super::reasons::{SEVERE, severest};
use super::wish::{Candidate, Outcome};
use crate::analysis::offer::everyone;
use crate::journey::{Address, Book, Evidence, EvidenceKind, Noun, Touchpoint};
use crate::metric::Metric;

/// How many questions are said to settle most.
const MOST_QUESTIONS: usize = 3;
/// The highest answer to how satisfied somebody was.
const HIGHEST: i32 = 5;

/// A question that nobody was asked, and what it would settle.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenQuestion {
    /// The touchpoint that it is about; `None`: the journey.
    pub at: Option<Address>,
    pub name: String,
    pub is_moment_of_truth: bool,
    /// What of it is not known; each is settled by the answer.
    pub why: Vec<String>,
    /// `How satisfied were you with Search? 1 to 5`.
    pub ask: String,
    /// The column of a file that would hold the answers.
    pub column: String,
}

/// What is not known, and what would settle most of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Unknowns {
    /// Moments of truth first, then what hurts most, then the rest in the order of the map.
    pub questions: Vec<OpenQuestion>,
    /// How many unknowns there are.
    pub n_unknown: usize,
    /// The questions that settle most, by their positions, and how many they settle.
    pub first: Vec<usize>,
    pub n_settled: usize,
    /// How many touchpoints there are.
    pub n_touchpoints: usize,
}

impl Unknowns {
    /// What a map does not know.
    ///
    /// A touchpoint is not known where none of its bindings has an answer or a figure with an interval: counts of rows say
    /// how many came and not how it was. What its question settles is one for that, one more where it is said to decide
    /// whether customers stay, and one for each pain of severity 4 or 5 that nobody has seen. Without an outcome a question
    /// for that settles one. The first are those that settle most; of equals those that stand before.
    pub(super) fn of(
        book: &Book,
        all: &[Candidate<'_>],
        (outcome, metric): (Option<&Outcome<'_>>, Option<&Metric>),
    ) -> Self {
        let tongue = Tongue::of(&book.map);
        let is_unknown = |own: &&Candidate<'_>| !is_measured(book, own) && !own.touchpoint.is_exit;
        let mut unknown: Vec<&Candidate<'_>> = all.iter().filter(is_unknown).collect();
        let worst = |own: &Touchpoint| severest(own).map_or(0, |(severity, _)| severity);
        unknown.sort_by_key(|own| {
            let severe = worst(own.touchpoint);
            (!own.touchpoint.is_moment_of_truth, std::cmp::Reverse(if severe >= SEVERE { severe } else { 0 }))
        });
        let mut questions: Vec<OpenQuestion> = unknown.iter().map(|own| question(own, metric, tongue)).collect();
        if outcome.is_none() && !all.is_empty() {
            questions.insert(0, recommend(tongue));
        }
        Self { n_touchpoints: all.len(), ..Self::settled_by(questions) }
    }

    /// Those questions, and which of them settle most.
    pub(super) fn settled_by(questions: Vec<OpenQuestion>) -> Self {
        let mut order: Vec<usize> = (0..questions.len()).collect();
        let n = |idx: &usize| questions.get(*idx).map_or(0, |own| own.why.len());
        order.sort_by_key(|idx| std::cmp::Reverse(n(idx)));
        order.truncate(MOST_QUESTIONS);
        let (n_unknown, n_settled) = ((0..questions.len()).map(|idx| n(&idx)).sum(), order.iter().map(n).sum());
        Self { n_unknown, n_settled, first: order, n_touchpoints: 0, questions }
    }

    /// `These 3 questions settle 5 of 7 unknowns.`
    #[must_use]
    pub(crate) fn settling(&self) -> Option<String> {
        let (n, of) = (self.first.len(), self.n_unknown);
        match (n, self.n_settled) {
            (0, _) => None,
            (1, settled) if settled == of => Some("One question settles it.".to_owned()),
            (n, settled) if settled == of => Some(format!("{n} questions settle all {of} unknowns.")),
            (1, settled) => Some(format!("One question settles {settled} of {of} unknowns.")),
            (n, settled) => Some(format!("These {n} questions settle {settled} of {of} unknowns.")),
        }
    }
}

/// Has it a number that says how it is?
fn is_measured(book: &Book, own: &Candidate<'_>) -> bool {
    let at = own.at();
    let mut bound = book.map.bindings().enumerate().filter(|(_, (of, _))| *of == at);
    bound.any(|(idx, (_, binding))| {
        let is_estimate = book.map.metric(&binding.metric).is_some_and(|own| own.kind.is_estimate());
        is_estimate && everyone(book, idx).is_some()
    })
}

/// The question for a touchpoint.
pub(super) fn question(own: &Candidate<'_>, metric: Option<&Metric>, tongue: Tongue) -> OpenQuestion {
    let touchpoint = own.touchpoint;
    let mut why = vec!["no number".to_owned()];
    why.extend(touchpoint.is_moment_of_truth.then(|| "said to decide, and nothing shows it".to_owned()));
    let severe = touchpoint.pains.iter().filter(|own| own.is_hurting() && own.severity >= Some(SEVERE));
    let unseen = severe.filter(|own| is_unseen(&own.evidence));
    why.extend(unseen.map(|own| format!("pain {}, seen by nobody: {}", own.severity.unwrap_or(SEVERE), own.text)));
    let effort = metric.filter(|own| own.kind.is_mean_of_scale());
    let (id, ask) = match effort {
        Some(own) => (own.id.as_str(), tongue.ease(&touchpoint.name, own.kind.default_scale().1)),
        None => ("csat", tongue.satisfied(&touchpoint.name, HIGHEST)),
    };
    OpenQuestion {
        at: Some(own.at()),
        name: touchpoint.name.clone(),
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        why,
        ask,
        column: format!("{id}_{}", touchpoint.id),
    }
}

/// The question for an outcome.
pub(super) fn recommend(tongue: Tongue) -> OpenQuestion {
    OpenQuestion {
        at: None,
        name: String::new(),
        is_moment_of_truth: false,
        why: vec!["what goes with being recommended".to_owned()],
        ask: tongue.recommend(),
        column: "nps".to_owned(),
    }
}

/// Does nothing speak for it but that somebody thinks so?
fn is_unseen(evidence: &[Evidence]) -> bool {
    evidence.iter().all(|own| own.kind == EvidenceKind::Assumption)
}

impl OpenQuestion {
    /// The id of its touchpoint; blank of the journey.
    #[must_use]
    pub(crate) fn id(&self) -> &str {
        self.at.as_ref().and_then(|at| at.id_of(Noun::Touchpoint)).unwrap_or_default()
    }
}
