//! Which place is worst, as far as that can be told.
//! Invariant: only readings of one metric and one period are ranked, each of enough answers.

use crate::metric::{Direction, Disclosed, Verdict};

/// Places from the worst up, and how many of them may be the worst.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ranking<K> {
    /// From the worst up; the first among equals first.
    pub order: Vec<K>,
    /// How many of the first cannot be told from the worst of all, itself included.
    pub n_tied: usize,
}

impl<K> Default for Ranking<K> {
    fn default() -> Self {
        Self { order: Vec::new(), n_tied: 0 }
    }
}

/// The most places that are called worst together.
const MOST_TIED: usize = 3;

impl<K: Copy + PartialEq> Ranking<K> {
    /// Ranks places by their readings.
    pub(super) fn new(readings: impl Iterator<Item = (K, Disclosed)>, direction: Direction) -> Self {
        let mut all: Vec<(K, Disclosed)> =
            readings.filter(|(_, own)| !own.is_few() && own.value().is_finite()).collect();
        all.sort_by(|(_, a), (_, b)| {
            let up = a.value().total_cmp(&b.value());
            if direction == Direction::HigherIsBetter { up } else { up.reverse() }
        });
        let is_apart = |worst: &Disclosed, other: &Disclosed| {
            other.change_since(worst).is_some_and(|change| matches!(change.alone(), Verdict::Rose | Verdict::Fell))
        };
        let tied = all.first().map(|(_, worst)| all.iter().take_while(|(_, other)| !is_apart(worst, other)).count());
        Self { order: all.into_iter().map(|(key, _)| key).collect(), n_tied: tied.unwrap_or(0) }
    }

    /// Those that are called worst: few enough, and worse than another.
    #[must_use]
    pub(crate) fn worst(&self) -> &[K] {
        let is_told = self.n_tied <= MOST_TIED && self.n_tied < self.order.len();
        self.order.get(..self.n_tied).filter(|_| is_told).unwrap_or_default()
    }

    /// Is this one of them?
    #[must_use]
    pub(crate) fn is_worst(&self, key: K) -> bool {
        self.worst().contains(&key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Crowd, Gate, Kind, Limits, Measure, Sample, score};

    fn share(hits: u32, n: u64) -> Disclosed {
        let measure = Measure { kind: Kind::Rate, scale: (0, 1), top: 1 };
        let gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);
        let reading = score::share(f64::from(hits), Sample::of(n)).expect("answers");
        *gate.admit(&reading, &measure).disclosed().expect("shown")
    }

    #[track_caller]
    fn check(shares: &[(&'static str, u32)], direction: Direction, order: &[&str], worst: &[&str]) {
        let ranking = Ranking::new(shares.iter().map(|(name, hits)| (*name, share(*hits, 400))), direction);
        assert_eq!((ranking.order.as_slice(), ranking.worst()), (order, worst), "{shares:?}");
    }

    #[test]
    fn worst_is_what_can_be_told_from_the_rest() {
        use Direction::{HigherIsBetter, LowerIsBetter};
        let apart = [("a", 300), ("b", 200), ("c", 320)];
        check(&apart, HigherIsBetter, &["b", "a", "c"], &["b"]);
        check(&apart, LowerIsBetter, &["c", "a", "b"], &["c", "a"]);
        check(&[("a", 300), ("b", 310)], HigherIsBetter, &["a", "b"], &[]);
        check(&[("a", 300)], HigherIsBetter, &["a"], &[]);
        let many = [("a", 200), ("b", 201), ("c", 202), ("d", 203), ("e", 390)];
        check(&many, HigherIsBetter, &["a", "b", "c", "d", "e"], &[]);
    }

    #[test]
    fn few_answers_are_not_ranked() {
        let readings = [("few", share(0, 29)), ("a", share(20, 40)), ("b", share(39, 40))];
        assert_eq!(Ranking::new(readings.into_iter(), Direction::HigherIsBetter).order, ["a", "b"]);
    }
}
