//! S, Var and Z of METRICS in Python with numpy, p from `scipy.stats.norm`, slope from
//! `scipy.stats.theilslopes` (scipy 1.17.1). More of them stand in `tests/vectors/trend.json`.

use super::*;
use crate::metric::vectors::near;

#[track_caller]
fn check(points: &[Option<f64>], p: f64, slope: f64) {
    let trend = trend(points).unwrap();
    near(trend.p, p);
    near(trend.slope, slope);
    assert!(trend.interval.contains(slope), "{:?}", trend.interval);
}

fn all(points: &[f64]) -> Vec<Option<f64>> {
    points.iter().map(|value| Some(*value)).collect()
}

#[test]
fn trends_equal_the_formula() {
    check(&all(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), 0.008_534_920_414_227_074, 1.0);
    check(&all(&[54.0, 51.0, 52.0, 57.0, 56.0, 55.0, 54.0]), 0.648_582_193_569_623_7, 0.5);
    check(&all(&[62.1, 60.0, 61.5, 58.2, 58.2, 57.9, 55.0, 56.1]), 0.006_090_546_056_578_81, -0.9);
    check(&all(&[5.0, 4.0, 6.0, 3.0, 7.0, 2.0, 8.0, 1.0]), 0.710_523_022_916_489_5, -0.5);
}

#[test]
fn points_that_are_all_equal_go_nowhere() {
    check(&all(&[3.0; 6]), 1.0, 0.0);
    let trend = trend(&all(&[3.0; 6])).unwrap();
    assert_eq!((trend.p_exact, trend.lag, trend.is_dependent()), (None, None, false));
}

#[test]
fn gaps_count_in_the_slope() {
    let points = [Some(10.0), None, Some(12.0), Some(13.0), None, None, Some(18.0), Some(17.0), Some(20.0)];
    check(&points, 0.024_170_547_174_545_247, 1.0);
}

#[test]
fn up_to_ten_points_without_ties_are_counted_out() {
    // Of 5,040 orders of seven 1 has S = 21 and 6 have S = 19: both ways 14.
    near(exact_p(7, -19), 14.0 / 5_040.0);
    near(exact_p(7, 21), 2.0 / 5_040.0);
    near(exact_p(6, 1), 1.0);
    let of = |points: &[f64]| trend(&all(points)).unwrap().p_exact;
    assert!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]).is_some());
    assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0]), None);
    assert_eq!(of(&[1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 7.0]), None, "two are the same");
}

#[test]
fn points_that_go_with_the_next_depend_on_each_other() {
    let slow: Vec<f64> = (0..24).map(|idx| (f64::from(idx) / 4.0).sin()).collect();
    assert!(trend(&all(&slow)).unwrap().is_dependent());
    let quick: Vec<f64> = (0..24).map(|idx| f64::from(idx % 2)).collect();
    assert!(!trend(&all(&quick)).unwrap().is_dependent());
}

#[test]
fn five_points_are_too_few() {
    let mut points = all(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    points.extend([None, Some(f64::NAN)]);
    assert_eq!(trend(&points), None);
}
