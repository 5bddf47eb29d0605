//! Joint counts against numpy and scipy.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::metric::Grain;
use crate::metric::Kind;
use crate::metric::vectors::near;

const fn scale(low: i32, n_answers: usize) -> AnswerScale {
    AnswerScale { low, n_answers }
}

fn table(scales: (AnswerScale, AnswerScale), counts: &[u64]) -> JointCounts {
    let mut table = JointCounts::new(scales);
    table.add_even(counts.iter().copied());
    table
}

/// Answers 1 to 3 by answers 0 to 2.
const SMALL: (AnswerScale, AnswerScale) = (scale(1, 3), scale(0, 3));

fn small() -> JointCounts {
    table(SMALL, &[4, 2, 1, 1, 5, 2, 0, 3, 6])
}

#[test]
fn figures_are_those_of_numpy_and_scipy() {
    // NumPy 2.4.6, SciPy 1.17.1: np.cov(x, y)[0, 1], scipy.stats.pearsonr(x, y), spearmanr(x, y), (x * y).sum().
    let csat_by_nps = [
        [23, 9, 8, 6, 10, 12, 9, 0, 0, 0, 0],
        [4, 11, 8, 7, 5, 6, 10, 12, 6, 0, 0],
        [0, 0, 12, 10, 11, 8, 8, 7, 9, 15, 6],
        [0, 0, 0, 0, 5, 13, 6, 7, 7, 10, 24],
        [0, 0, 0, 0, 0, 0, 9, 10, 13, 9, 55],
    ];
    for (counts, n, products, covariance, pearson, spearman) in [
        (small(), 24, 67.0, 0.376_811_594_202_898_5, 0.596_480_908_063_460_5, 0.585_166_503_104_539_3),
        (
            table((scale(1, 5), scale(0, 11)), csat_by_nps.as_flattened()),
            400,
            8_802.0,
            3.367_393_483_709_273_4,
            0.726_046_593_855_915_4,
            0.730_265_761_767_535_9,
        ),
    ] {
        assert_eq!((counts.n(), counts.weighing()), (n, Some(Weighing::Even)));
        near(counts.sum_of_products().unwrap(), products);
        near(counts.covariance().unwrap(), covariance);
        near(counts.pearson().unwrap(), pearson);
        near(counts.spearman().unwrap(), spearman);
    }
}

#[test]
fn answers_count_as_what_they_are_worth() {
    // np.cov(x >= 3, y): a hit or none, as a share has it.
    let moments = small().moments(|answer| f64::from(u8::from(answer >= 3)), f64::from).unwrap();
    near(moments.covariance, 0.195_652_173_913_043_46);
    near(moments.variances.0, 0.244_565_217_391_304_35);
    near(moments.variances.1, 0.579_710_144_927_536_4);
    near(moments.means.0, 9.0 / 24.0);
    near(moments.n_eff, 24.0);
}

const WEIGHED: [((i32, i32), f64); 7] =
    [((1, 0), 0.5), ((1, 1), 1.25), ((2, 1), 2.0), ((3, 2), 0.75), ((3, 1), 1.5), ((2, 2), 0.25), ((1, 2), 3.0)];

#[test]
fn weights_count_as_in_numpy() {
    let mut counts = JointCounts::weighted(SMALL);
    for (answers, weight) in WEIGHED {
        assert!(counts.add(answers, Some(weight)));
    }
    // Those without a weight are not in the figures.
    assert!(counts.add((3, 0), None));
    assert_eq!((counts.n(), counts.weighing()), (7, Some(Weighing::Weighed)));
    // C = np.cov(x, y, aweights=w); C[0, 1] / sqrt(C[0, 0] * C[1, 1]); the same of middle ranks by weight.
    let moments = counts.moments(f64::from, f64::from).unwrap();
    near(moments.n_eff, 4.837_455_830_388_692);
    near(counts.sum_of_products().unwrap(), 21.25);
    near(moments.covariance, -0.109_576_427_255_985_28);
    near(moments.variances.0, 0.861_878_453_038_674);
    near(counts.pearson().unwrap(), -0.179_415_561_270_793_47);
    near(counts.spearman().unwrap(), -0.257_174_290_978_323_2);
}

#[test]
fn weights_of_one_change_nothing_and_none_are_said() {
    let (even, mut ones, mut without) = (small(), JointCounts::weighted(SMALL), JointCounts::weighted(SMALL));
    for cell in even.cells() {
        for _ in 0..cell.n {
            assert!(ones.add(cell.answers, Some(1.0)) && without.add(cell.answers, None));
        }
    }
    for (counts, weighing) in [(&ones, Weighing::Weighed), (&without, Weighing::Unweighed)] {
        assert_eq!(counts.weighing(), Some(weighing));
        assert_eq!(counts.moments(f64::from, f64::from), even.moments(f64::from, f64::from));
        assert_eq!(counts.spearman(), even.spearman());
        assert_eq!(counts.marginals(), even.marginals());
    }
}

#[test]
fn where_nothing_can_be_told_there_is_no_figure() {
    let one = table(SMALL, &[0, 0, 0, 0, 1, 0, 0, 0, 0]);
    let alike = table(SMALL, &[0, 0, 0, 0, 9, 0, 0, 0, 0]);
    let flat = table(SMALL, &[0, 0, 0, 3, 4, 5, 0, 0, 0]);
    let mut heavy = JointCounts::weighted(SMALL);
    assert!(heavy.add((1, 1), Some(1e6)) && heavy.add((1, 1), Some(1e-6)));
    for (name, counts, covariance) in [
        ("none", JointCounts::new(SMALL), None),
        ("one", one, None),
        ("all alike", alike, Some(0.0)),
        ("the first is the same in all", flat, Some(0.0)),
    ] {
        assert_eq!(counts.covariance(), covariance, "{name}");
        assert_eq!((counts.pearson(), counts.spearman()), (None, None), "{name}");
    }
    assert_eq!((heavy.pearson(), heavy.spearman()), (None, None));
    assert_eq!(JointCounts::new(SMALL).sum_of_products(), None);
    assert_eq!(JointCounts::new(SMALL).weighing(), None);
    assert!(!JointCounts::new(SMALL).add((0, 0), None), "0 is off the first scale");
    assert!(!JointCounts::new(SMALL).add((1, 3), None), "3 is off the second");
}

#[test]
fn a_straight_line_is_one_and_a_curve_is_one_by_ranks() {
    let line = table((scale(1, 3), scale(1, 3)), &[7, 0, 0, 0, 2, 0, 0, 0, 1]);
    near(line.pearson().unwrap(), 1.0);
    let curve = table((scale(1, 3), scale(0, 11)), &{
        let mut counts = [0; 33];
        (counts[0], counts[12], counts[32]) = (4, 3, 5);
        counts
    });
    near(curve.spearman().unwrap(), 1.0);
    assert!(curve.pearson().unwrap() < 0.99);
    let back = table((scale(1, 2), scale(0, 2)), &[0, 5, 5, 0]);
    near(back.pearson().unwrap(), -1.0);
}

#[test]
fn scales_hold_few_answers() {
    let of = |kind, scale| AnswerScale::of(&Measure { kind, scale, top: 0 });
    for (name, scale, expected) in [
        ("csat", of(Kind::Csat, (1, 5)), Some((1, 5))),
        ("nps", of(Kind::Nps, (0, 10)), Some((0, 11))),
        ("rate", of(Kind::Rate, (7, 9)), Some((0, 2))),
        ("amount", of(Kind::Amount, (0, 1)), None),
        ("sentiment", of(Kind::Sentiment, (-1, 1)), None),
        ("as many as there may be", of(Kind::Ces, (0, 1_000)), Some((0, 1_001))),
        ("one more", of(Kind::Ces, (0, 1_001)), None),
        ("back to front", of(Kind::Ces, (5, 1)), None),
        ("without end", of(Kind::Ces, (i32::MIN, i32::MAX)), None),
    ] {
        assert_eq!(scale.map(|scale| (scale.low, scale.n_answers())), expected, "{name}");
    }
}

/// Pairs of days of 2024, answers and weights.
fn dated() -> impl Strategy<Value = Vec<(i8, (i32, i32), Option<f64>)>> {
    let weight = proptest::option::of((1..40_u8).prop_map(|weight| f64::from(weight) / 8.0));
    proptest::collection::vec((1..=12_i8, (1..=3, 0..=2), weight), 0..60)
}

fn counted(is_weighed: bool, pairs: &[(i8, (i32, i32), Option<f64>)]) -> JointCounts {
    let mut counts = if is_weighed { JointCounts::weighted(SMALL) } else { JointCounts::new(SMALL) };
    for (_, answers, weight) in pairs {
        assert!(counts.add(*answers, *weight));
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn longer_periods_are_the_sum_of_shorter_ones(mut pairs in dated(), is_weighed: bool) {
        pairs.sort_by_key(|(month, ..)| *month);
        let month = |month: i8| date(2024, month, 1);
        let each = pairs.iter().map(|pair| (month(pair.0), counted(is_weighed, &[*pair])));
        let series = JointSeries::of(Grain::Month, counted(is_weighed, &[]), each);
        prop_assert_eq!(series.sum(), counted(is_weighed, &pairs));
        for (grain, n_months) in [(Grain::Day, 1), (Grain::Month, 1), (Grain::Quarter, 3), (Grain::Year, 12)] {
            let told: Vec<(Date, JointCounts)> =
                series.by_period(grain).into_iter().map(|(period, counts)| (period.start, counts)).collect();
            let expected = pairs.chunk_by(|one, other| (one.0 - 1) / n_months == (other.0 - 1) / n_months);
            let expected: Vec<(Date, JointCounts)> = expected
                .map(|chunk| (month((chunk[0].0 - 1) / n_months * n_months + 1), counted(is_weighed, chunk)))
                .collect();
            prop_assert_eq!(told, expected);
        }
    }

    #[test]
    fn no_order_of_merging_changes_a_digit(pairs in dated(), at in any::<prop::sample::Index>(), is_weighed: bool) {
        let (one, other) = pairs.split_at(at.index(pairs.len() + 1));
        let (mut first, mut second) = (counted(is_weighed, one), counted(is_weighed, other));
        let whole = counted(is_weighed, &pairs);
        let (before, after) = (first.clone(), second.clone());
        prop_assert!(first.merge(&after) && second.merge(&before));
        prop_assert_eq!(&first, &whole);
        prop_assert_eq!(&second, &whole);
        prop_assert!(!first.merge(&JointCounts::new((scale(1, 3), scale(1, 3)))));
        let n: u64 = whole.cells().map(|cell| cell.n).sum();
        prop_assert_eq!((n, whole.marginals().0.iter().sum::<u64>()), (whole.n(), whole.n()));
        for r in [whole.pearson(), whole.spearman()].into_iter().flatten() {
            prop_assert!((-1.0..=1.0).contains(&r));
        }
    }
}
