//! How glad or sad a word is where it stands: its mean, changed by the words around it.
//! Invariant: a word without a mean is worth nothing; steps are taken in the reference's order, for sums of floats
//! depend on it.

use super::lexicon::{Degree, Entry, Lexicon, Part};
use super::words::{Word, Words};

/// What a booster adds.
const BOOST: f64 = 0.293;

/// What capitals among small letters add.
const LOUD: f64 = 0.733;

/// What a negation leaves, turned round.
const TURN: f64 = -0.74;

/// What `never so` adds.
const NEVER_SO: f64 = 1.25;

/// A word among its neighbors.
struct Place<'a> {
    lexicon: &'static Lexicon,
    list: &'a [Word],
    idx: usize,
    /// Are some words in capitals and others not?
    is_mixed: bool,
}

/// The valence of the word of that number.
pub(super) fn of(words: &Words, idx: usize) -> f64 {
    let n_loud = words.n_loud;
    let is_mixed = n_loud > 0 && n_loud < words.list.len();
    let place = Place { lexicon: Lexicon::get(), list: &words.list, idx, is_mixed };
    place.valence().unwrap_or_default()
}

impl Place<'_> {
    fn valence(&self) -> Option<f64> {
        let word = *self.list.get(self.idx)?;
        let entry = self.lexicon.at(word.entry);
        let mean = entry.mean?;
        if entry.degree != Degree::Plain || entry.part == Some(Part::Kind) && self.after(1) == Some(Part::Of) {
            return None;
        }
        let mut valence = self.denied(entry, mean);
        if word.is_loud && self.is_mixed {
            valence += if valence > 0.0 { LOUD } else { -LOUD };
        }
        for distance in 1..=3 {
            let Some((word, entry)) = self.before(distance) else { break };
            if entry.mean.is_some() {
                continue;
            }
            valence += self.step(word, entry, distance, valence);
            valence = self.negated(entry, distance, valence);
            if distance == 3 {
                valence = self.idiomatic(valence);
            }
        }
        Some(self.least(valence))
    }

    fn before(&self, distance: usize) -> Option<(Word, &Entry)> {
        let word = *self.list.get(self.idx.checked_sub(distance)?)?;
        Some((word, self.lexicon.at(word.entry)))
    }

    /// What rules know the word before by.
    fn part(&self, distance: usize) -> Option<Part> {
        self.before(distance)?.1.part
    }

    fn after(&self, distance: usize) -> Option<Part> {
        self.lexicon.at(self.list.get(self.idx + distance)?.entry).part
    }

    /// `no` before a word turns it round, and is worth nothing itself.
    fn denied(&self, entry: &Entry, mean: f64) -> f64 {
        let is_no = |distance| self.part(distance) == Some(Part::No);
        if is_no(1) || is_no(2) || is_no(3) && matches!(self.part(1), Some(Part::Or | Part::Nor)) {
            return mean * TURN;
        }
        let next = || self.list.get(self.idx + 1).and_then(|next| self.lexicon.at(next.entry).mean);
        if entry.part == Some(Part::No) && next().is_some() { 0.0 } else { mean }
    }

    /// What a word of degree adds, the less the farther away it stands.
    fn step(&self, word: Word, entry: &Entry, distance: usize, valence: f64) -> f64 {
        let mut step = match entry.degree {
            Degree::Plain => return 0.0,
            Degree::Boost => BOOST,
            Degree::Dampen => -BOOST,
        };
        if valence < 0.0 {
            step = -step;
        }
        if word.is_loud && self.is_mixed {
            step += if valence > 0.0 { LOUD } else { -LOUD };
        }
        match distance {
            1 => step,
            2 => step * 0.95,
            _ => step * 0.9,
        }
    }

    fn negated(&self, entry: &Entry, distance: usize, valence: f64) -> f64 {
        let so = |distance| matches!(self.part(distance), Some(Part::So | Part::This));
        let doubt = |distance| self.part(distance) == Some(Part::Doubt);
        let is_never = entry.part == Some(Part::Never);
        let is_without = entry.part == Some(Part::Without);
        let (is_strong, is_certain) = match distance {
            1 => (false, false),
            2 => (is_never && so(1), is_without && doubt(1)),
            // `so` right before the word is enough, with or without a `never`.
            _ => (is_never && so(2) || so(1), is_without && (doubt(2) || doubt(1))),
        };
        if is_strong {
            valence * NEVER_SO
        } else if entry.negates && !is_certain {
            valence * TURN
        } else {
            valence
        }
    }

    /// `least` turns it round, unless it is `at least` or `very least`.
    fn least(&self, valence: f64) -> f64 {
        let is_turned = self.part(1) == Some(Part::Least) && !matches!(self.part(2), Some(Part::At | Part::Very));
        if is_turned { valence * TURN } else { valence }
    }

    /// Phrases that are worth something of their own; asked only of a word with three before it.
    fn idiomatic(&self, valence: f64) -> f64 {
        let [three, two, one] = [3, 2, 1].map(|distance| self.part(distance));
        let zero = self.list.get(self.idx).and_then(|word| self.lexicon.at(word.entry).part);
        let [next, second] = [1, 2].map(|distance| self.after(distance));
        let behind = pair(one, zero)
            .or_else(|| triple(two, one, zero))
            .or_else(|| pair(two, one))
            .or_else(|| triple(three, two, one))
            .or_else(|| pair(three, two));
        let ahead = triple(zero, next, second).or_else(|| pair(zero, next));
        let mut valence = ahead.or(behind).unwrap_or(valence);
        for (first, second) in [(three, two), (two, one)] {
            if matches!(
                (first, second),
                (Some(Part::Kind | Part::Sort), Some(Part::Of)) | (Some(Part::Just), Some(Part::Enough))
            ) {
                valence -= BOOST;
            }
        }
        valence
    }
}

fn pair(first: Option<Part>, second: Option<Part>) -> Option<f64> {
    match (first?, second?) {
        (Part::The, Part::Shit | Part::Bomb) => Some(3.0),
        (Part::Bad, Part::Ass) => Some(1.5),
        (Part::Bus, Part::Stop) => Some(0.0),
        (Part::Yeah, Part::Right) => Some(-2.0),
        (Part::Beating, Part::Heart) => Some(3.5),
        _ => None,
    }
}

fn triple(first: Option<Part>, second: Option<Part>, third: Option<Part>) -> Option<f64> {
    match (first?, second?, third?) {
        (Part::Kiss, Part::Of, Part::Death) => Some(-1.5),
        (Part::To, Part::Die, Part::For) => Some(3.0),
        _ => None,
    }
}
