//! The order in which comments are read, and the sentiment of each.
//! Invariant: comments without a score come last, and those of equal scores are in the order of their dates.

use std::cmp::Ordering;
use std::sync::Arc;

use super::alike::Groups;
use super::kept::{Comment, Comments};
use crate::sentiment::{self, Language, Scoring};

/// Which comments come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest.
    #[default]
    Newest,
    /// Those that feel worst.
    Worst,
    /// Those that feel best.
    Best,
}

impl Order {
    /// The next one, in a ring.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Newest => Self::Worst,
            Self::Worst => Self::Best,
            Self::Best => Self::Newest,
        }
    }

    /// `newest first`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Newest => "newest first",
            Self::Worst => "worst first",
            Self::Best => "best first",
        }
    }
}

/// The scores of comments, as far as they are worked out: from -1 to 1, `None` where there is no lexicon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    told: Vec<Option<f32>>,
}

impl Scores {
    /// Scores up to `n_more` comments.
    pub fn go_on(&mut self, comments: &Comments, n_more: usize) {
        for idx in (self.told.len()..comments.len()).take(n_more) {
            #[expect(clippy::cast_possible_truncation, reason = "a score has four decimals")]
            let score = comments.get(idx).and_then(|comment| score(&comment)).map(|score| score as f32);
            self.told.push(score);
        }
    }

    /// How many are scored so far.
    #[must_use]
    pub fn n_told(&self) -> usize {
        self.told.len()
    }

    /// The score of a comment; `None` where it is not worked out yet, `Some(None)` where it has none.
    #[must_use]
    pub fn get(&self, idx: usize) -> Option<Option<f32>> {
        self.told.get(idx).copied()
    }
}

/// Scores this far from 0 or farther are not neutral: the threshold of the authors of VADER.
const FELT: f32 = 0.05;

/// Is a score bad, neither or good: -1, 0 or 1?
#[must_use]
pub fn sign(score: f32) -> i8 {
    i8::from(score >= FELT) - i8::from(score <= -FELT)
}

/// How many comments feel bad, neither or good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moods {
    /// Bad.
    pub n_bad: u64,
    /// Neither.
    pub n_even: u64,
    /// Good.
    pub n_good: u64,
    /// Of which that cannot be told.
    pub n_untold: u64,
}

impl Moods {
    fn of(scores: impl Iterator<Item = Option<f32>>) -> Self {
        let mut moods = Self::default();
        for score in scores {
            let n = match score.map(sign) {
                None => &mut moods.n_untold,
                Some(1..) => &mut moods.n_good,
                Some(0) => &mut moods.n_even,
                Some(..0) => &mut moods.n_bad,
            };
            *n += 1;
        }
        moods
    }

    /// How many have a score.
    #[must_use]
    pub const fn n_told(&self) -> u64 {
        self.n_bad + self.n_even + self.n_good
    }
}

/// The sentiment that the data give, else that of the words.
fn score(comment: &Comment<'_>) -> Option<f64> {
    comment.given.or_else(|| sentiment(comment.text, comment.language))
}

fn sentiment(text: &str, language: Option<&str>) -> Option<f64> {
    match sentiment::score(text, language.map(Language::named).unwrap_or_default()) {
        Scoring::Scored(score) => Some(score),
        Scoring::NoLexicon => None,
    }
}

/// The comments that were found, in an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// All there are.
    pub comments: Arc<Comments>,
    /// Their scores; `None` until all are worked out.
    pub scores: Option<Arc<Scores>>,
    /// Their positions, in that order.
    pub rows: Arc<Vec<u32>>,
    /// What they come to.
    pub gist: Arc<Gist>,
}

/// What comments that were found come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gist {
    /// Those that say the same, by their positions.
    pub groups: Groups,
    /// How they feel; `None` until all are scored.
    pub moods: Option<Moods>,
}

impl Found {
    /// The same, once every comment is scored.
    #[must_use]
    pub fn scored(comments: Comments, order: Order, typed: &str) -> Self {
        let mut scores = Scores::default();
        scores.go_on(&comments, usize::MAX);
        Self::new(Arc::new(comments), Some(Arc::new(scores)), order, typed)
    }

    /// Finds what was typed, and puts it in an order.
    #[must_use]
    pub fn new(comments: Arc<Comments>, scores: Option<Arc<Scores>>, order: Order, typed: &str) -> Self {
        let mut is_found = vec![false; comments.len()];
        for idx in comments.find(typed) {
            if let Some(is_found) = is_found.get_mut(idx as usize) {
                *is_found = true;
            }
        }
        let newest = comments.newest().iter().copied();
        let mut rows: Vec<u32> = newest.filter(|idx| is_found.get(*idx as usize) == Some(&true)).collect();
        let score = |idx: &u32| scores.as_ref().and_then(|scores| scores.get(*idx as usize).flatten());
        match order {
            Order::Newest => {}
            Order::Worst => rows.sort_by(|one, other| by(score(one), score(other), f32::total_cmp)),
            Order::Best => {
                rows.sort_by(|one, other| by(score(one), score(other), |one, other| other.total_cmp(one)));
            }
        }
        let groups = Groups::new(&rows, comments.firsts());
        let moods = scores.as_ref().map(|_| Moods::of(rows.iter().map(score)));
        Self { comments, scores, rows: Arc::new(rows), gist: Arc::new(Gist { groups, moods }) }
    }
}

/// Compares scores; none comes last either way.
fn by(one: Option<f32>, other: Option<f32>, compare: impl Fn(&f32, &f32) -> Ordering) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) => compare(&one, &other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
