//! Confidence intervals of 95 %, and the quantiles and tails under them.
//! Invariant: `low <= high`.

use std::sync::OnceLock;

use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

/// The normal quantile at 0.975.
pub const Z: f64 = 1.959_963_984_540_054;

/// How sure an interval is, by what lies beyond either end of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Level {
    /// The chance beyond one end.
    tail: f64,
    /// The normal quantile there.
    z: f64,
}

/// What is shown: 95 %.
pub(super) const SHOWN: Level = Level { tail: 0.025, z: Z };
/// By which two one-sided tests of 5 % are passed: 90 %.
pub(super) const EQUIVALENT: Level = Level { tail: 0.05, z: 1.644_853_626_951_472_7 };

/// Above this many degrees of freedom the quantile comes from its series: exact to 1e-12 there.
const SERIES_FROM: f64 = 200.0;

/// The quantiles at whole degrees of freedom under [`SERIES_FROM`], once they were asked for.
static KNOWN: [OnceLock<f64>; 200] = [const { OnceLock::new() }; 200];
/// Above this many degrees of freedom the tails of t and normal agree to 1e-9, and the
/// incomplete beta function behind t has fewer digits than that.
const NORMAL_FROM: f64 = 1e8;

/// By which part of the longer side the two sides of an interval may differ for ± to be said of it.
const LOPSIDED: f64 = 0.1;

/// How far a part may seem to lie above its whole for the rounding of floats.
pub(super) const ROUNDING: f64 = 1e-9;

/// A 95 % confidence interval in the unit of its reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Level {
    /// The normal quantile.
    pub(super) const fn z(self) -> f64 {
        self.z
    }
}

impl Interval {
    /// `center - half` to `center + half`; `None` unless both are finite.
    pub(super) fn around(center: f64, half: f64) -> Option<Self> {
        let half = half.abs();
        (center.is_finite() && half.is_finite()).then_some(Self { low: center - half, high: center + half })
    }

    /// Does it hold this value?
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Does it reach further to one side of a value than to the other, by more than a tenth? Then ± would mislead.
    #[must_use]
    pub fn is_lopsided_around(&self, value: f64) -> bool {
        let (down, up) = (value - self.low, self.high - value);
        (up - down).abs() > LOPSIDED * up.max(down)
    }

    /// Half its width: the number after ±.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }
}

/// Interval of a share.
///
/// * Input: hits among n answers, neither of which needs to be whole: n may be an effective number of answers.
/// * Output: percent in 0..=100; it always holds the share itself.
/// * Formula: Wilson score, (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), no continuity correction.
/// * Undefined without answers or with more hits than answers: `None`.
/// * Source: Wilson, JASA 22, 1927.
#[must_use]
pub fn wilson(hits: f64, n: f64) -> Option<Interval> {
    wilson_at(SHOWN, hits, n)
}

/// [`wilson`] of another level.
pub(super) fn wilson_at(Level { z, .. }: Level, hits: f64, n: f64) -> Option<Interval> {
    if !is_part(hits, n) {
        return None;
    }
    let p = hits / n;
    let z2 = z * z;
    let center = p + z2 / (2.0 * n);
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 100.0 / (1.0 + z2 / n);
    // At no hits or all hits one end is the share itself; rounding must not say otherwise.
    let low = if hits <= 0.0 { 0.0 } else { (center - half) * scale };
    let high = if hits >= n { 100.0 } else { (center + half) * scale };
    Some(Interval { low, high })
}

/// Interval of a mean.
///
/// * Input: mean and sample variance (n - 1 in the denominator) of n numbers; n may be an effective number of them.
/// * Output: the unit of the numbers.
/// * Formula: mean ± t(0.975; n - 1) s / √n. It may reach beyond the ends of a scale.
/// * Undefined for fewer than two numbers, and where all are equal (no spread was seen, which is not a spread of 0): `None`.
/// * Source: Student, Biometrika 6, 1908.
#[must_use]
pub fn mean_t(mean: f64, variance: f64, n: f64) -> Option<Interval> {
    if n < 2.0 || variance <= 0.0 {
        return None;
    }
    Interval::around(mean, t_quantile(n - 1.0) * (variance / n).sqrt())
}

/// Interval of a Net Promoter Score.
///
/// * Input: promoters and detractors among n answers, none of which needs to be whole.
/// * Output: points; with few answers an end may lie beyond ±100.
/// * Formula: adjusted Wald. n' = n + 3, p' = (P + ¾)/n', d' = (D + ¾)/n', NPS' = p' - d',
///   NPS' ± z √((p' + d' - NPS'²)/n'). Its center is NPS', not NPS.
/// * Undefined without answers or with more promoters and detractors than answers: `None`.
/// * Source: Rocks, The American Statistician 70(4), 2016.
#[must_use]
pub fn adjusted_wald_nps(promoters: f64, detractors: f64, n: f64) -> Option<Interval> {
    let (center, error) = adjusted_nps(promoters, detractors, n)?;
    Interval::around(center, Z * error)
}

/// NPS' and its standard error √(Var'/n'), both in points.
pub(super) fn adjusted_nps(promoters: f64, detractors: f64, n: f64) -> Option<(f64, f64)> {
    if promoters < 0.0 || detractors < 0.0 || !is_part(promoters + detractors, n) {
        return None;
    }
    let adjusted = n + 3.0;
    let (p, d) = ((promoters + 0.75) / adjusted, (detractors + 0.75) / adjusted);
    let nps = p - d;
    Some((100.0 * nps, 100.0 * ((p + d - nps * nps) / adjusted).sqrt()))
}

/// Can so many be among n?
fn is_part(part: f64, n: f64) -> bool {
    n > 0.0 && part >= 0.0 && part <= n * (1.0 + ROUNDING)
}

/// The quantile of Student's t at 0.975, from one degree of freedom on.
///
/// Under 200 degrees by Newton's method on the tail; from there by the first terms of the
/// Cornish-Fisher series around z (Fisher and Cornish, Technometrics 2, 1960). The inverse of
/// statrs 0.19 is not used: it is off by 7e-6 at 10^5 degrees and does not end at 10^9.
#[must_use]
pub fn t_quantile(freedom: f64) -> f64 {
    let freedom = freedom.max(1.0);
    if freedom >= SERIES_FROM {
        return t_series(SHOWN, freedom);
    }
    // Those of answers that all count the same are asked for again and again.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 200")]
    let whole = freedom as usize;
    match KNOWN.get(whole).filter(|_| freedom.fract() == 0.0) {
        Some(known) => *known.get_or_init(|| t_root(SHOWN, freedom)),
        None => t_root(SHOWN, freedom),
    }
}

/// [`t_quantile`] of another level.
pub(super) fn t_quantile_at(level: Level, freedom: f64) -> f64 {
    if level == SHOWN {
        return t_quantile(freedom);
    }
    let freedom = freedom.max(1.0);
    if freedom >= SERIES_FROM { t_series(level, freedom) } else { t_root(level, freedom) }
}

/// The quantile by Newton's method.
fn t_root(Level { tail, z }: Level, freedom: f64) -> f64 {
    let Ok(t) = StudentsT::new(0.0, 1.0, freedom) else { return f64::NAN };
    // The tail is convex and z lies left of the root: every step goes right and none goes past it.
    let mut quantile = z;
    for _ in 0..60 {
        let step = (t.sf(quantile) - tail) / t.pdf(quantile);
        quantile += step;
        if step.abs() <= 1e-14 * quantile {
            break;
        }
    }
    quantile
}

fn t_series(Level { z, .. }: Level, freedom: f64) -> f64 {
    let z2 = z * z;
    let terms = [
        z * (z2 + 1.0) / 4.0,
        z * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        z * (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        z * ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom) + z
}

/// The chance of a normal value at least this far from 0, on either side.
#[must_use]
pub fn normal_p(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}

/// The normal value below which that share lies.
#[must_use]
pub fn normal_quantile(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}

/// The chance of a t value at least this far from 0, on either side.
#[must_use]
pub fn t_p(t: f64, freedom: f64) -> f64 {
    if freedom >= NORMAL_FROM {
        return normal_p(t);
    }
    StudentsT::new(0.0, 1.0, freedom.max(1.0)).map_or(f64::NAN, |student| 2.0 * student.sf(t.abs()))
}

#[cfg(test)]
mod tests;
