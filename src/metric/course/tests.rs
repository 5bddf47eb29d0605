//! The airport survey, unweighted, as NUMBERS tells it: what fell by nine points has no direction, and did move.

use proptest::prelude::*;

use super::*;
use crate::metric::fixed::real;
use crate::metric::vectors::near;
use crate::metric::{Sample, score};

fn row(rows: &[(u64, u64)]) -> Vec<(usize, Reading)> {
    let of = |(place, (hits, n)): (usize, &(u64, u64))| Some((place, score::share(real(*hits), Sample::of(*n))?));
    rows.iter().enumerate().filter_map(of).collect()
}

#[test]
fn a_row_that_moves_without_direction_is_not_no_change() {
    let hits = [650, 760, 820, 830, 770, 820, 730];
    let points = row(&hits.map(|hits| (hits, 1_000)));
    let own = Passage::of(&points, true);
    assert_eq!((own.course, own.n_points), (Course::Moved, 7));
    assert!(own.homogeneity.unwrap().p < 1e-20 && own.chart.is_none());
}

#[test]
fn among_others_a_slope_may_be_chance() {
    // as at Feels safe: 19 pairs more fall than rise.
    let values = [890, 885, 880, 882, 875, 872, 870];
    let mut one = Passage::of(&row(&values.map(|hits| (hits, 1_000))), true);
    assert_eq!((one.course, one.trend.unwrap().score), (Course::Falling, -19));
    near(one.trend.unwrap().chance(), 14.0 / 5_040.0);
    let mut others: Vec<Passage> = (0..20).map(|_| Passage::of(&row(&[(50, 100); 7]), true)).collect();
    let mut all: Vec<&mut Passage> = std::iter::once(&mut one).chain(&mut others).collect();
    discover(&mut all);
    near(one.standing.p_adjusted, 14.0 / 5_040.0 * 21.0);
    assert_eq!((one.course, one.standing.family), (Course::NoSign, 21));
}

#[test]
fn few_points_say_nothing() {
    for n in 0..FEWEST_POINTS {
        let own = Passage::of(&row(&vec![(40, 100); n]), true);
        assert_eq!((own.course, own.n_points, own.trend), (Course::TooFewPoints, n, None));
    }
    let mut none = Passage::of(&[], false);
    discover(&mut [&mut none]);
    assert_eq!(none.course, Course::TooFewPoints);
    let alike = Passage::of(&row(&[(100, 100); 9]), true);
    assert_eq!((alike.course, alike.homogeneity, alike.chart), (Course::NoSign, None, None));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_other_way_around_rising_is_falling(rows in proptest::collection::vec((1_u64..200, 1_u64..200), 0..15)) {
        let rows: Vec<(u64, u64)> = rows.into_iter().map(|(hits, misses)| (hits, hits + misses)).collect();
        let forth = Passage::of(&row(&rows), true);
        let back = Passage::of(&row(&rows.iter().rev().copied().collect::<Vec<_>>()), true);
        let turned = match forth.course {
            Course::Rising => Course::Falling,
            Course::Falling => Course::Rising,
            course => course,
        };
        prop_assert_eq!(back.course, turned);
        if let Some((forth, back)) = forth.trend.zip(back.trend) {
            prop_assert_eq!(forth.score, -back.score);
            near(forth.slope, -back.slope);
            near(forth.interval.low, -back.interval.high);
            near(forth.p, back.p);
            prop_assert!(forth.interval.contains(forth.slope));
            prop_assert!((0.0..=1.0).contains(&forth.chance()) && forth.lag.is_none_or(|lag| lag.abs() <= 1.0));
        }
    }
}
