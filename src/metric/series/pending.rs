//! Cases of a series whose outcome is still to come.
//! Invariant: dates ascend.

use jiff::civil::Date;

use super::Series;
use crate::metric::Period;

impl Series {
    /// Notes that so many cases of a date have no outcome yet: whatever is said of them may still change. Of none it is
    /// noted that cases are followed here.
    pub fn await_more(&mut self, date: Date, n: u64) {
        let start = Period::of(date, self.finest).start;
        match self.pending.binary_search_by_key(&start, |(own, _)| *own) {
            Ok(place) => {
                if let Some((_, own)) = self.pending.get_mut(place) {
                    *own = own.saturating_add(n);
                }
            }
            Err(place) => self.pending.insert(place, (start, n)),
        }
    }

    /// How many cases of a period have no outcome yet.
    #[must_use]
    pub fn n_pending(&self, period: &Period) -> u64 {
        let day = |start| Period { start, grain: self.finest }.day();
        let own = self.pending.iter().filter(|(start, _)| period.contains(day(*start)));
        own.fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// How many cases have no outcome yet.
    #[must_use]
    pub fn n_open(&self) -> u64 {
        self.pending.iter().fold(0, |sum, (_, n)| sum.saturating_add(*n))
    }

    /// Has every case its outcome?
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.n_open() == 0
    }

    /// Are cases followed here, whether or not any came?
    #[must_use]
    pub fn is_followed(&self) -> bool {
        !self.pending.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::metric::Grain;

    #[test]
    fn cases_without_an_outcome_are_told_by_period() {
        let mut series = Series::new(Grain::Day);
        assert!(series.is_settled());
        for (day, n) in [(9, 2), (3, 1), (9, 1)] {
            series.await_more(date(2026, 5, day), n);
        }
        let of = |start, grain| series.n_pending(&Period::of(start, grain));
        assert_eq!(of(date(2026, 5, 9), Grain::Day), 3);
        assert_eq!(of(date(2026, 5, 1), Grain::Month), 4);
        assert_eq!(of(date(2026, 4, 1), Grain::Month), 0);
        assert!(!series.is_settled());
        let part = series.between(Some(date(2026, 5, 5)), None);
        assert_eq!(part.n_pending(&Period::of(date(2026, 5, 1), Grain::Month)), 3);
    }
}
