//! Vectors from scipy 1.17.1 and statsmodels 0.15.0.

use proptest::prelude::*;

use super::*;
use crate::metric::fixed::real;
use crate::metric::vectors::{near, spans};

#[test]
fn z_is_the_normal_quantile() {
    near(Normal::standard().inverse_cdf(0.975), Z);
}

/// `statsmodels.stats.proportion.proportion_confint(hits, n, method="wilson")`, times 100.
#[test]
fn wilson_equals_statsmodels() {
    let rows = [
        (0, 1, 0.0, 79.345_068_562_276_27),
        (1, 1, 20.654_931_437_723_74, 100.0),
        (0, 10, 0.0, 27.753_279_986_288_927),
        (3, 10, 10.779_126_740_630_105, 60.322_185_253_885_465),
        (10, 10, 72.246_720_013_711_07, 100.0),
        (17, 43, 26.365_314_758_297_43, 54.420_936_937_126_09),
        (1251, 2318, 51.935_009_155_616_68, 55.989_735_201_969_95),
        (1, 1_000_000, 1.765_245_767_453_717_8e-5, 5.664_911_804_311_445e-4),
        (999_999, 1_000_000, 99.999_433_508_819_56, 99.999_982_347_542_33),
        (5, 9, 26.665_129_349_549_304, 81.122_147_890_233_55),
    ];
    for (hits, n, low, high) in rows {
        spans(wilson(real(hits), real(n)).unwrap(), low, high);
    }
    for (hits, n) in [(0.0, 0.0), (2.0, 1.0), (-0.5, 1.0), (f64::NAN, 1.0), (0.0, f64::NAN)] {
        assert_eq!(wilson(hits, n), None, "{hits} of {n}");
    }
}

/// `scipy.stats.t.ppf(0.975, freedom)`.
#[test]
fn quantiles_of_t_equal_scipy() {
    let rows = [
        (1.0, 12.706_204_736_174_694),
        (1.5, 6.016_663_104_427_929),
        (2.0, 4.302_652_729_749_462),
        (3.0, 3.182_446_305_283_707_8),
        (4.7, 2.620_726_075_353_17),
        (9.0, 2.262_157_162_798_205),
        (29.0, 2.045_229_642_132_703),
        (57.25, 2.002_275_964_601_987),
        (100.5, 1.983_850_655_335_799_3),
        (199.0, 1.971_956_544_251_753_3),
        (200.0, 1.971_896_223_633_908_8),
        (201.5, 1.971_806_871_938_592),
        (999.0, 1.962_341_461_133_449_3),
        (2317.0, 1.960_988_365_151_171_5),
        (21_558.0, 1.960_074_031_954_545_5),
        (1e6, 1.959_966_356_814_107),
        (1e9, 1.959_963_986_912_325),
    ];
    for (freedom, expected) in rows {
        near(t_quantile(freedom), expected);
    }
}

/// `2 * scipy.stats.t.sf(abs(t), freedom)` and `2 * scipy.stats.norm.sf(abs(z))`.
#[test]
fn tails_equal_scipy() {
    let rows = [
        (0.0, 3.0, 1.0),
        (2.5, 1.0, 0.242_237_883_181_686_82),
        (2.5, 9.0, 0.033_861_827_682_985_735),
        (-4.51, 57.25, 3.264_566_989_338_962_4e-5),
        (1.96, 2317.0, 0.050_115_485_828_046_154),
        (8.0, 30.0, 6.265_822_475_700_759e-9),
        (2.5, 1e6, 0.012_419_489_502_163_254),
        (2.5, 1e9, 0.012_419_330_810_402_493),
    ];
    for (t, freedom, expected) in rows {
        near(t_p(t, freedom), expected);
    }
    near(normal_p(0.0), 1.0);
    near(normal_p(1.96), 0.049_995_790_296_440_87);
    near(normal_p(-4.51), 6.482_762_574_706_768_5e-6);
}

/// `scipy.stats.t.interval(0.95, n - 1, loc=mean, scale=sem)`, the same as statsmodels' `DescrStatsW(x).tconfint_mean()`.
#[test]
fn mean_t_equals_scipy() {
    let rows = [
        (5.6, 2.8, 5, 3.522_298_732_632_864_3, 7.677_701_267_367_135),
        (1.5, 0.5, 2, -4.853_102_368_087_347, 7.853_102_368_087_347),
        (0.1931, 0.219_550_828, 6, -0.298_626_200_001_976_04, 0.684_826_200_001_976_1),
        (39.935, 1_809.198_566_666_666_2, 4, -27.747_159_450_159_543, 107.617_159_450_159_55),
    ];
    for (mean, variance, n, low, high) in rows {
        spans(mean_t(mean, variance, real(n)).unwrap(), low, high);
    }
}

#[test]
fn one_number_or_equal_numbers_have_no_interval() {
    assert_eq!(mean_t(4.0, 1.0, 1.0), None);
    assert_eq!(mean_t(4.0, 0.0, 9.0), None);
    assert_eq!(mean_t(4.0, f64::NAN, 9.0), None);
}

/// The formula of Rocks 2016 in Python, z from scipy; the first two rows also by hand in the issue.
#[test]
fn adjusted_wald_equals_the_formula() {
    let rows = [
        (1436.0, 342.0, 2746.0, 37.182_360_716_973_78, 42.410_218_402_706_1),
        (1268.0, 447.0, 2650.0, 28.120_901_600_474_14, 33.771_295_911_776_136),
        (1.0, 0.0, 1.0, -48.498_649_420_252_02, 98.498_649_420_252_02),
        (0.0, 0.0, 1.0, -60.011_395_954_441_37, 60.011_395_954_441_37),
        (3.0, 0.0, 3.0, -6.579_286_703_808_584_5, 106.579_286_703_808_58),
        (0.0, 7.0, 7.0, -107.187_701_938_273_7, -32.812_298_061_726_3),
        (5.0, 5.0, 10.0, -51.127_394_223_814_16, 51.127_394_223_814_16),
    ];
    for (promoters, detractors, n, low, high) in rows {
        spans(adjusted_wald_nps(promoters, detractors, n).unwrap(), low, high);
    }
    for (promoters, detractors, n) in [(0.0, 0.0, 0.0), (2.0, 2.0, 3.0), (-1.0, 2.0, 3.0), (f64::INFINITY, 1.0, 3.0)] {
        assert_eq!(adjusted_wald_nps(promoters, detractors, n), None, "{promoters} and {detractors} of {n}");
    }
}

/// `proportion_confint`, `t.interval` of scipy and the formula of Rocks in Python, of numbers that are not whole.
#[test]
fn an_effective_number_of_answers_need_not_be_whole() {
    spans(wilson(18.7, 43.5).unwrap(), 29.443_843_761_529_376, 57.671_044_220_474_38);
    spans(wilson(0.84, 2.1).unwrap(), 6.546_517_027_323_318, 86.384_511_989_706_34);
    spans(mean_t(4.2, 1.21, 33.4).unwrap(), 3.812_487_213_544_236_6, 4.587_512_786_455_764);
    spans(adjusted_wald_nps(700.4, 160.2, 1312.7).unwrap(), 37.288_484_801_448_924, 44.827_499_085_455_37);
    // A sum of shares may lie a little above its whole: what a float rounds is no refusal.
    assert!(wilson(43.5 + 1e-12, 43.5).is_some_and(|interval| interval.high <= 100.0));
    assert!(adjusted_wald_nps(0.1 + 0.2, 0.0, 0.3).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_share_lies_in_its_interval(n in 1_u64..=u64::MAX, part in 0_u64..=u64::MAX) {
        let hits = part % n;
        let interval = wilson(real(hits), real(n)).unwrap();
        let share = 100.0 * real(hits) / real(n);
        prop_assert!(interval.low <= interval.high);
        prop_assert!(interval.low >= 0.0 && interval.high <= 100.0 + 1e-9);
        prop_assert!(interval.low <= share + 1e-9 && share <= interval.high + 1e-9);
    }

    #[test]
    fn low_is_never_above_high(promoters in 0_u64..5_000, detractors in 0_u64..5_000, passives in 0_u64..5_000, mean in -1e9..1e9, variance in 0.0..1e12) {
        let n = promoters + detractors + passives;
        let intervals = [adjusted_wald_nps(real(promoters), real(detractors), real(n)), mean_t(mean, variance, real(n))];
        for interval in intervals.into_iter().flatten() {
            prop_assert!(interval.low <= interval.high);
        }
    }

    #[test]
    fn fewer_degrees_of_freedom_are_wider(freedom in 1.0..1e6_f64, more in 0.1..1e6_f64) {
        let (narrow, wide) = (t_quantile(freedom + more), t_quantile(freedom));
        prop_assert!(wide >= narrow - 1e-12 && narrow >= Z - 1e-12);
    }
}
