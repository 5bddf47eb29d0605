//! Vectors from scipy 1.17.1 and statsmodels 0.15.0.

use super::*;
use crate::metric::fixed::{extent, real};
use crate::metric::vectors::{near, spans};
use crate::metric::{Sample, score};

#[track_caller]
fn check(earlier: Option<Reading>, later: Option<Reading>) -> Comparison {
    compare(&earlier.unwrap(), &later.unwrap()).unwrap()
}

fn share(hits: u64, n: u64) -> Option<Reading> {
    score::share(real(hits), Sample::of(n))
}

fn mean_of(values: &[f64]) -> Option<Reading> {
    let n = extent(values.len());
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    score::mean(mean, Some(variance), Sample::of(values.len() as u64))
}

/// The figures of the airport's passengers of 2017 and 2018; ends and p by the formula in Python with scipy's normal.
#[test]
fn the_airport_fell() {
    let change = check(score::nps(1436.0, 342.0, Sample::of(2746)), score::nps(1268.0, 447.0, Sample::of(2650)));
    // The change of what is shown: 39.84 to 30.98.
    near(change.difference, 100.0 * (1268.0 - 447.0) / 2650.0 - 100.0 * (1436.0 - 342.0) / 2746.0);
    near(change.adjusted.unwrap(), -8.850_190_803_714_803);
    spans(change.interval, -12.699_133_900_704_688, -5.001_247_706_724_918);
    near(change.z, -4.506_706_073_455_415);
    near(change.p * 1e6, 6.584_173_894_679_9);
    assert_eq!(change.verdict, Verdict::Fell);
}

#[test]
fn a_few_answers_cannot_tell() {
    let change = check(score::nps(5.0, 2.0, Sample::of(10)), score::nps(7.0, 2.0, Sample::of(12)));
    near(change.adjusted.unwrap(), 10.256_410_256_410_259);
    near(change.difference, 100.0 * 5.0 / 12.0 - 30.0);
    spans(change.interval, -47.039_818_012_884_595, 67.552_638_525_705_1);
    near(change.p, 0.725_703_332_334_500_7);
    assert_eq!(change.verdict, Verdict::CannotTell);
}

/// `confint_proportions_2indep(later, n, earlier, m, method="newcomb", compare="diff")` and `proportions_ztest`.
#[test]
fn shares_equal_statsmodels() {
    let rows = [
        (
            (1301, 2350),
            (1251, 2318),
            -1.392_763_387_366_213_7,
            -4.244_946_658_018_725,
            1.462_405_583_393_331_8,
            0.339_208_631_733_708_97,
            Verdict::CannotTell,
        ),
        (
            (56, 70),
            (48, 80),
            -20.0,
            -33.387_265_403_690_61,
            -5.243_147_240_236_498,
            0.008_045_081_368_196_56,
            Verdict::Fell,
        ),
        (
            (0, 10),
            (5, 10),
            50.0,
            11.736_746_745_022_202,
            76.340_690_948_743_6,
            0.009_823_274_507_519_249,
            Verdict::Rose,
        ),
        (
            (9, 10),
            (3, 10),
            -60.0,
            -80.901_797_353_548_8,
            -17.052_272_393_450_29,
            0.006_169_899_320_544_151,
            Verdict::Fell,
        ),
        (
            (420, 1000),
            (500, 1000),
            8.0,
            3.632_196_776_252_284_7,
            12.324_789_434_484_526,
            0.000_331_678_167_857_693_96,
            Verdict::Rose,
        ),
        // statsmodels has no p where nobody or everybody hits both times: there is no difference at all.
        ((10, 10), (20, 20), 0.0, -16.112_515_805_281_96, 27.753_279_986_288_938, 1.0, Verdict::CannotTell),
        ((0, 29), (0, 28), 0.0, -11.696_979_849_974_081, 12.064_330_476_584_57, 1.0, Verdict::CannotTell),
    ];
    for ((hits, n), (hits_then, n_then), difference, low, high, p, verdict) in rows {
        let change = check(share(hits, n), share(hits_then, n_then));
        near(change.difference, difference);
        spans(change.interval, low, high);
        near(change.p, p);
        assert_eq!(change.verdict, verdict, "{hits} of {n} to {hits_then} of {n_then}");
    }
}

/// `scipy.stats.ttest_ind(later, earlier, equal_var=False)` and its `confidence_interval()`.
#[test]
fn means_equal_scipy() {
    let (high, low) = ([5.0, 6.0, 7.0, 4.0, 5.0, 6.0, 7.0, 7.0, 3.0], [4.0, 5.0, 3.0, 4.0, 6.0, 2.0, 5.0]);
    let longer = [5.0, 6.0, 7.0, 4.0, 5.0, 6.0, 7.0, 7.0, 3.0, 6.0, 6.0, 6.0];
    let rows = [
        (
            high.to_vec(),
            low.to_vec(),
            [-1.412_698_412_698_412_1, -2.910_953_643_877_322, 0.085_556_818_480_497_57, 0.062_599_876_578_840_57],
            Verdict::CannotTell,
        ),
        (
            high.to_vec(),
            longer.to_vec(),
            [0.111_111_111_111_111_6, -1.146_775_410_220_725_5, 1.368_997_632_442_948_7, 0.853_730_156_714_804_1],
            Verdict::CannotTell,
        ),
        (
            [1.0, 2.0].to_vec(),
            [3.0, 9.0].to_vec(),
            [4.5, -29.657_456_957_209_348, 38.657_456_957_209_35, 0.369_137_929_720_372_8],
            Verdict::CannotTell,
        ),
        (
            low.to_vec(),
            longer.to_vec(),
            [1.523_809_523_809_523_7, 0.169_264_253_616_359_1, 2.878_354_794_002_688_3, 0.030_590_567_956_381_123],
            Verdict::Rose,
        ),
    ];
    for (earlier, later, [difference, low, high, p], verdict) in rows {
        let change = check(mean_of(&earlier), mean_of(&later));
        near(change.difference, difference);
        spans(change.interval, low, high);
        near(change.p, p);
        assert_eq!(change.verdict, verdict);
    }
}

/// `confint_proportions_2indep` with `proportions_ztest`, and `t` of scipy, of numbers that are not whole.
#[test]
fn changes_go_by_the_effective_number_of_answers() {
    let sample = |n_eff| Sample { n: 60, n_eff };
    let change = check(score::share(18.7, sample(43.5)), score::share(30.2, sample(41.75)));
    near(change.difference, 29.346_823_594_190_923);
    spans(change.interval, 8.354_987_576_590_204, 46.947_065_386_463_31);
    near(change.p, 0.006_164_707_101_363_112);
    let change = check(score::mean(4.2, Some(1.21), sample(33.4)), score::mean(5.1, Some(2.5), sample(21.9)));
    spans(change.interval, 0.111_960_571_230_567_68, 1.688_039_428_769_432_2);
    near(change.p, 0.026_416_609_354_685_52);
    // n itself makes no difference but to what is too few.
    let (all, some) = (Sample { n: 90, n_eff: 40.0 }, Sample { n: 41, n_eff: 40.0 });
    let later = score::nps(20.0, 5.0, Sample::of(50));
    assert_eq!(check(score::nps(9.0, 8.0, all), later), check(score::nps(9.0, 8.0, some), later));
}

#[test]
fn composites_go_by_their_errors() {
    let composite = |value, error| Reading {
        value,
        basis: Basis::Composite { error },
        ..score::share(50.0, Sample::of(100)).unwrap()
    };
    let change = compare(&composite(60.0, 3.0), &composite(50.0, 4.0)).unwrap();
    near(change.difference, -10.0);
    spans(change.interval, -10.0 - 5.0 * Z, -10.0 + 5.0 * Z);
    // 2 * scipy.stats.norm.sf(2)
    near(change.p, 0.045_500_263_896_358_41);
    assert_eq!(change.verdict, Verdict::Fell);
    assert!(compare(&composite(60.0, 3.0), &score::share(50.0, Sample::of(100)).unwrap()).is_some());
}

#[test]
fn what_has_no_interval_is_not_compared() {
    let sum = score::sum(10.0, 40).unwrap();
    let one = score::mean(4.0, None, Sample::of(1)).unwrap();
    let share = score::share(3.0, Sample::of(40)).unwrap();
    for (earlier, later) in
        [(sum, sum), (one, one), (share, sum), (share, score::nps(3.0, 2.0, Sample::of(40)).unwrap())]
    {
        assert_eq!(compare(&earlier, &later), None);
    }
}

#[test]
fn too_few_answers_have_no_verdict() {
    let (earlier, later) = (score::share(0.0, Sample::of(10)).unwrap(), score::share(9.0, Sample::of(10)).unwrap());
    assert_eq!(judge(&earlier, &later, 10).unwrap().verdict, Verdict::Rose);
    assert_eq!(judge(&earlier, &later, 30).unwrap().verdict, Verdict::CannotTell);
}

#[test]
fn direction_says_whether_it_is_good() {
    assert_eq!(Verdict::Fell.is_good(Direction::LowerIsBetter), Some(true));
    assert_eq!(Verdict::Fell.is_good(Direction::HigherIsBetter), Some(false));
    assert_eq!(Verdict::Rose.is_good(Direction::HigherIsBetter), Some(true));
    assert_eq!(Verdict::CannotTell.is_good(Direction::HigherIsBetter), None);
}

/// `statsmodels.stats.multitest.multipletests(p, alpha=0.05, method="fdr_bh")`.
#[test]
fn discoveries_equal_statsmodels() {
    let rows: [(&[f64], &[bool]); 4] = [
        (
            &[0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205],
            &[true, true, false, false, false, false, false, false],
        ),
        (&[0.049, 0.0001, 0.03, 0.012, 0.8, 0.035], &[false, true, false, true, false, false]),
        (&[0.01, 0.02, 0.03, 0.04, 0.05], &[true; 5]),
        (&[], &[]),
    ];
    for (ps, expected) in rows {
        let one = check(share(3, 40), share(20, 40));
        let change = |p: &f64| Comparison { p: *p, ..one };
        let mut changes: Vec<Comparison> = ps.iter().map(change).collect();
        discover(&mut changes);
        let survived: Vec<bool> = changes.iter().map(|change| change.verdict == Verdict::Rose).collect();
        assert_eq!(survived, expected, "{ps:?}");
    }
}

#[test]
fn two_tests_show_that_nothing_moved() {
    let margin = |size: Option<f64>| size.map(|size| Margin { size, is_usual: true });
    let within = |size, hits| check(share(15_000, 20_000), share(hits, 20_000)).within(margin(size)).verdict;
    assert_eq!(within(Some(2.0), 15_000), Verdict::Steady);
    assert_eq!(within(Some(0.5), 15_000), Verdict::CannotTell, "the 90 % interval is ±0.7 wide");
    assert_eq!(within(None, 15_000), Verdict::CannotTell, "nobody said what matters");
    assert_eq!(within(Some(2.0), 14_800), Verdict::Fell, "what moved beyond chance moved, be it ever so little");
}

#[test]
fn two_points_of_a_rare_share_are_not_nothing() {
    let rare = |margin| check(share(200, 10_000), share(210, 10_000)).within(Some(margin));
    let usual = rare(Margin { size: 2.0, is_usual: true });
    assert_eq!(usual.verdict, Verdict::CannotTell, "a tenth of 2.0 is 0.2, and the 90 % interval reaches to 0.4");
    let given = rare(Margin { size: 2.0, is_usual: false });
    assert_eq!((given.verdict, given.steady_within), (Verdict::Steady, Some(2.0)), "the map says what matters");
    let many =
        check(share(20_000, 1_000_000), share(20_100, 1_000_000)).within(Some(Margin { size: 2.0, is_usual: true }));
    assert_eq!(many.verdict, Verdict::Steady);
}

#[test]
fn answers_that_are_all_alike_have_a_verdict() {
    let all = |answer, n| score::mean(answer, Some(0.0), Sample::of(n));
    let rose = check(all(5.0, 40), all(6.0, 40));
    assert_eq!(rose.verdict, Verdict::Rose);
    // 2 / C(80, 40)
    near(rose.p * 1e23, 1.860_340_365_603_626);
    let steady = check(all(6.0, 40), all(6.0, 40)).within(Some(Margin { size: 0.12, is_usual: true }));
    assert_eq!((steady.verdict, steady.p.to_bits()), (Verdict::Steady, 1.0_f64.to_bits()));
    assert_eq!(check(all(5.0, 3), all(6.0, 3)).verdict, Verdict::CannotTell, "2 of 20 partings are as good");
    assert_eq!(check(all(5.0, 40), mean_of(&[5.0, 6.0, 6.0, 7.0, 6.0])).verdict, Verdict::Rose, "Welch, if one varies");
}

#[test]
fn an_interval_holds_the_change_that_is_shown() {
    let change = check(score::nps(0.0, 0.0, Sample::of(30)), score::nps(29.0, 0.0, Sample::of(30)));
    near(change.difference, 100.0 * 29.0 / 30.0);
    assert!(change.interval.contains(change.difference) && change.adjusted.unwrap() < 90.0, "{change:?}");
}

/// Two shares of .75 among 20: (scipy norm.ppf(1 - .05 / 40) + norm.ppf(.8)) x Newcombe's half width / z.
#[test]
fn the_smallest_change_that_would_show() {
    let one = check(share(300, 400), share(300, 400));
    let error = one.interval.half_width() / Z;
    near(one.smallest(), (Z + 0.841_621_233_572_914_2) * error);
    let mut changes = [one; 20];
    discover(&mut changes);
    near(changes[0].smallest(), (3.023_341_439_739_1 + 0.841_621_233_572_914_2) * error);
}
