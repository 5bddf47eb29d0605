//! S, Var and Z of METRICS in Python with numpy, p from `scipy.stats.norm`, slope from
//! `scipy.stats.theilslopes` (scipy 1.17.1).

use super::*;
use crate::metric::vectors::near;

#[track_caller]
fn check(points: &[Option<f64>], course: Course, p: f64, slope: f64) {
    let trend = trend(points);
    assert_eq!(trend.course, course);
    near(trend.p.unwrap(), p);
    near(trend.slope.unwrap(), slope);
}

fn all(points: &[f64]) -> Vec<Option<f64>> {
    points.iter().map(|value| Some(*value)).collect()
}

#[test]
fn trends_equal_the_formula() {
    check(&all(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), Course::Rising, 0.008_534_920_414_227_074, 1.0);
    check(&all(&[54.0, 51.0, 52.0, 57.0, 56.0, 55.0, 54.0]), Course::CannotTell, 0.648_582_193_569_623_7, 0.5);
    check(&all(&[62.1, 60.0, 61.5, 58.2, 58.2, 57.9, 55.0, 56.1]), Course::Falling, 0.006_090_546_056_578_81, -0.9);
    check(&all(&[5.0, 4.0, 6.0, 3.0, 7.0, 2.0, 8.0, 1.0]), Course::CannotTell, 0.710_523_022_916_489_5, -0.5);
}

#[test]
fn points_that_are_all_equal_go_nowhere() {
    check(&all(&[3.0; 6]), Course::CannotTell, 1.0, 0.0);
}

#[test]
fn gaps_count_in_the_slope() {
    let points = [Some(10.0), None, Some(12.0), Some(13.0), None, None, Some(18.0), Some(17.0), Some(20.0)];
    check(&points, Course::Rising, 0.024_170_547_174_545_247, 1.0);
}

#[test]
fn five_points_are_too_few() {
    let mut points = all(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    points.extend([None, Some(f64::NAN)]);
    assert_eq!(trend(&points), Trend { course: Course::TooFewPoints, n_points: 5, slope: None, p: None });
}
