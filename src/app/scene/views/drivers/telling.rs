//! Numbers and reasons of a place in words.
//! Invariant: no value is told without its interval, or the place where that stands.

use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::place::DriverPlace;
use crate::analysis::drivers::reasons::{DriverReason, Unattended};
use crate::app::figures;
use crate::app::scene::pieces::Scene;
use crate::app::view::Label;
use crate::metric::{Correlation, Disclosed, Metric, PlaceRange};

/// `Restaurants ◆`.
pub(super) fn name(own: &DriverPlace) -> String {
    if own.is_moment_of_truth { format!("{} ◆", own.name) } else { own.name.clone() }
}

/// `57 (55 to 59)`.
pub(super) fn value(metric: &Metric, own: &Disclosed) -> String {
    let digits = figures::digits(metric, own);
    let ends = own.interval().map(|ends| format!(" ({})", figures::range(ends, digits))).unwrap_or_default();
    format!("{}{ends}", figures::shown(own, digits))
}

/// `.42`: a correlation, of which nobody needs the nought.
pub(super) fn r(value: f64) -> String {
    without_nought(&figures::number(value, 2))
}

/// `.42` of `0.42`, and `−.05` of `−0.05`.
pub(super) fn without_nought(words: &str) -> String {
    match words.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => words.replacen("−0.", "−.", 1),
    }
}

/// `.38 to .45`.
pub(super) fn r_range(own: &Correlation) -> String {
    format!("{} to {}", r(own.interval.low), r(own.interval.high))
}

/// `CSAT %, in 2018`.
pub(super) fn satisfied(scene: Scene<'_>, own: &Drivers) -> String {
    let metric = own.metric.as_ref().map(|own| format!("{} {}", own.name, own.unit).trim().to_owned());
    let (metric, when) = (metric.unwrap_or_default(), own.period.map(figures::since).unwrap_or_default());
    if when.is_empty() { metric } else { scene.labels.filled(Label::SatisfiedIn, &[&metric, &when]) }
}

/// `.42 (.38 to .45)`.
pub(super) fn r_in_full(own: &Correlation) -> String {
    format!("{} ({})", r(own.r), r_range(own))
}

/// `84 %`.
pub(super) fn reach(own: &Disclosed) -> String {
    format!("{} %", figures::number(own.value(), 0))
}

/// `1 or 2`, `3 to 7`.
pub(super) fn places(own: PlaceRange) -> String {
    match own.last - own.first {
        0 => own.first.to_string(),
        1 => format!("{} or {}", own.first, own.last),
        _ => format!("{} to {}", own.first, own.last),
    }
}

/// `nobody has begun`.
pub(super) fn unattended(scene: Scene<'_>, own: Unattended) -> &'static str {
    scene.label(match own {
        Unattended::NobodyLooked => Label::NobodyLooked,
        Unattended::NobodyBegan => Label::NobodyBegan,
    })
}

/// The reasons that do not stand in columns of their own, and whose place it is.
pub(super) fn reasons(scene: Scene<'_>, drivers: &Drivers, own: &DriverPlace, has_n: bool) -> String {
    let is_told =
        |why: &&DriverReason| !matches!(why, DriverReason::Truth | DriverReason::GoesWith | DriverReason::Reach(_));
    let n = own.performance.as_ref().ok().map(|own| format!("n {}", figures::count(own.n())));
    let outcome = drivers.outcome_words();
    let why = own.why.iter().filter(is_told).map(|why| match why {
        DriverReason::Pain { severity, n } => {
            let marks = "!".repeat(usize::from(severity.saturating_sub(2)).max(1));
            let times = if *n > 1 { format!(" ×{n}") } else { String::new() };
            format!("pain {severity} {marks}{times}")
        }
        why => why.words(&outcome),
    });
    let owner = own.owner.clone().unwrap_or_else(|| scene.label(Label::Nobody).to_owned());
    let owner = scene.labels.before(Label::Owner, &owner);
    let without = |why: &Result<Correlation, String>| why.as_ref().err().cloned();
    let lack = without(&own.goes_with).filter(|_| drivers.lack.is_none());
    let all = n.filter(|_| !has_n).into_iter().chain(why).chain(lack).chain([owner]);
    // On paper its column says it.
    let nobody = own.unattended.filter(|_| scene.size.is_some()).map(|own| self::unattended(scene, own).to_owned());
    all.chain(nobody).collect::<Vec<_>>().join(" · ")
}
