//! Readings of several places that may be told, put together by the people behind them.
//! Invariant: a whole rests on as many people as the largest of its parts at least, each of which is told by itself.

use super::{Admission, Disclosed, Gate, Gated};
use crate::metric::people::{SharedSums, Together, compose_people};
use crate::metric::{Period, Reading, Weighing};

/// What is known of the answers of a part: those it is counted with, its side among them, and how they count.
#[derive(Clone, Copy, Debug)]
struct Standing {
    together: usize,
    side: usize,
    weighing: Weighing,
}

/// How the answers of people go together: in the period itself, or else in all time.
#[derive(Clone, Debug)]
enum Shared {
    Own(SharedSums),
    All(SharedSums),
}

impl Gate {
    /// Readings of several places in one period put together as one, by the people who answered ([`compose_people`]).
    ///
    /// Where it is not known how answers of that period go together, but it is of all time, the two scores are taken to
    /// go together as they do there. Answers of two sources, or with a weight and without, go together in no known way.
    ///
    /// * `parts`: a place and its reading each, the places numbered as in `together`.
    #[must_use]
    pub fn compose_people(
        self,
        parts: &[(usize, Disclosed)],
        together: &[Together<'_>],
        period: Period,
    ) -> Option<Gated> {
        let readings: Vec<Reading> = parts.iter().map(|(_, part)| part.reading).collect();
        let standings: Vec<Option<Standing>> = parts.iter().map(|part| standing(part, together)).collect();
        let shared = shared(&standings, together, period);
        let covariance = |one: usize, other: usize| {
            let ((first, shared), (second, _)) = (known(&standings, &shared, one)?, known(&standings, &shared, other)?);
            let sides = (first.together == second.together && first.weighing == second.weighing)
                .then_some((first.side, second.side))?;
            let errors = || Some(readings.get(one)?.error()? * readings.get(other)?.error()?);
            match shared {
                Shared::Own(sums) => sums.covariance(sides),
                Shared::All(sums) => Some(sums.correlation(sides)? * errors()?),
            }
        };
        let n_people = self.n_people(parts, together, period);
        let reading = compose_people(&readings, n_people, covariance)?;
        if let Some(withheld) = self.withholds(reading.n) {
            return Some(Gated(Admission::Withheld(withheld)));
        }
        let endless = (f64::INFINITY, f64::NEG_INFINITY);
        let ends = parts.iter().map(|(_, part)| part.bounds);
        let bounds = ends.fold(endless, |(low, high), own| (low.min(own.0), high.max(own.1)));
        Some(Gated(Admission::Disclosed(self.disclose(reading, bounds))))
    }

    /// How many people gave the answers of several readings; `None` where that is not known.
    ///
    /// Those who answered only at a place that is counted with them and has no part are among them; they are never more
    /// than answers.
    #[must_use]
    pub fn n_people(self, parts: &[(usize, Disclosed)], together: &[Together<'_>], period: Period) -> Option<u64> {
        let mut all = parts.iter().map(|part| standing(part, together));
        let first = all.next()??;
        let is_one =
            all.all(|own| own.is_some_and(|own| (own.together, own.weighing) == (first.together, first.weighing)));
        let own = together.get(first.together).filter(|_| is_one)?;
        let least = parts.iter().map(|(_, part)| part.n()).max().unwrap_or(0);
        let most = parts.iter().fold(0, |sum: u64, (_, part)| sum.saturating_add(part.n()));
        Some(own.people.n(period, first.weighing).max(least).min(most))
    }
}

fn standing((place, part): &(usize, Disclosed), together: &[Together<'_>]) -> Option<Standing> {
    let mut sides = together.iter().enumerate().map(|(idx, own)| (idx, own.side(*place)));
    let (together, side) = sides.find_map(|(idx, side)| Some((idx, side?)))?;
    Some(Standing { together, side, weighing: part.weighing() })
}

/// By the standing of each part, what is known of its answers.
fn shared(standings: &[Option<Standing>], together: &[Together<'_>], period: Period) -> Vec<(Standing, Shared)> {
    let mut all: Vec<(Standing, Shared)> = Vec::new();
    for own in standings.iter().flatten() {
        if all.iter().any(|(known, _)| (known.together, known.weighing) == (own.together, own.weighing)) {
            continue;
        }
        let Some(Together { people, .. }) = together.get(own.together) else { continue };
        let of_period = people.sums(period, own.weighing).map(Shared::Own);
        let shared = of_period.or_else(|| people.all_sums(own.weighing).map(Shared::All));
        all.extend(shared.map(|shared| (*own, shared)));
    }
    all
}

/// The standing of a part, with what is known of its answers.
fn known<'a>(
    standings: &[Option<Standing>],
    shared: &'a [(Standing, Shared)],
    part: usize,
) -> Option<(Standing, &'a Shared)> {
    let own = (*standings.get(part)?)?;
    let found = shared.iter().find(|(known, _)| (known.together, known.weighing) == (own.together, own.weighing));
    found.map(|(_, shared)| (own, shared))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::metric::fixed::real;
    use crate::metric::people::{Answerers, People};
    use crate::metric::{Crowd, Grain, Kind, Limits, Measure, Sample, score};

    const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
    const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Filtered);

    fn part(hits: u64, n: u64) -> Disclosed {
        *GATE.admit(&score::share(real(hits), Sample::of(n)).unwrap(), &CSAT).disclosed().unwrap()
    }

    fn month() -> Period {
        Period::of(date(2024, 1, 7), Grain::Month)
    }

    /// Fifty people of whom forty answer both, half of them the same: 40 and 40 hits of 50, that go together somewhat.
    fn fifty(n: u64) -> People {
        let side = [50.0, 40.0, 50.0, 40.0, 40.0];
        let sums = SharedSums { unit: 100.0, sides: vec![side; 2], pairs: vec![[40.0, 32.0, 32.0, 28.0]] };
        let even =
            Answerers { dated: vec![(date(2024, 1, 7), n)], repeats: Vec::new(), sums: Some(vec![(month(), sums)]) };
        People { even, ..People::none(Grain::Day) }
    }

    fn told(gated: Option<Gated>) -> (u64, f64) {
        let gated = gated.unwrap();
        let disclosed = gated.disclosed().unwrap();
        (disclosed.n(), disclosed.interval().unwrap().half_width())
    }

    #[test]
    fn people_who_answer_at_two_places_make_a_whole_surer_than_nothing_known() {
        let people = fifty(60);
        let together = [Together { places: &[7, 9], people: &people }];
        let parts = [(7, part(40, 50)), (9, part(40, 50))];
        let (n, margin) = told(GATE.compose_people(&parts, &together, month()));
        let (n_answers, widest) = told(GATE.compose(&[parts[0].1, parts[1].1]));
        assert_eq!((n, n_answers, GATE.n_people(&parts, &together, month())), (60, 100, Some(60)));
        assert!(margin < widest, "{margin} {widest}");
        // By week or day it is taken to be as in all time: of one month that is nearly the same.
        let (n_day, by_day) = told(GATE.compose_people(&parts, &together, Period::of(date(2024, 1, 7), Grain::Day)));
        assert_eq!(n_day, 60);
        assert!((by_day - margin).abs() < 0.1 * margin && by_day < widest, "{by_day} {margin}");
    }

    #[test]
    fn what_is_of_two_sources_is_answers_and_as_wide_as_can_be() {
        let people = fifty(60);
        let together = [Together { places: &[7, 9], people: &people }];
        let parts = [(7, part(40, 50)), (8, part(40, 50))];
        let whole = GATE.compose_people(&parts, &together, month());
        assert_eq!(told(whole), told(GATE.compose(&[parts[0].1, parts[1].1])));
        assert_eq!(GATE.n_people(&parts, &together, month()), None);
        assert_eq!(GATE.compose_people(&[], &together, month()), None);
    }

    #[test]
    fn a_whole_is_of_as_many_people_as_its_largest_part_at_least() {
        let people = fifty(1);
        let together = [Together { places: &[7, 9], people: &people }];
        let parts = [(7, part(5, 6)), (9, part(5, 8))];
        assert_eq!(GATE.n_people(&parts, &together, month()), Some(8));
        let strict = Gate::new(Limits { few: 30, hidden: 9 }, Crowd::Filtered);
        let whole = strict.compose_people(&parts, &together, month()).unwrap();
        assert!(whole.withheld().is_some(), "eight people answered more often than nine times");
    }
}
