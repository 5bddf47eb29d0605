//! The plot: how well each place does, and how much it goes with the outcome.
//! Invariant: a place that cannot be told from a median is hollow.

use super::list::is_shown;
use super::telling::{name, r, r_in_full, reach, reasons, satisfied, value, without_nought};
use crate::analysis::drivers::place::DriverPlace;
use crate::analysis::drivers::{Drivers, is_worth};
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Anchor, Block, Label, Scatter, ScatterAxis, ScatterDot, Tone};
use crate::journey::Noun;
use crate::metric::{Direction, DriverMedians, Metric, Quadrant};
use crate::text::Plain;

/// The most steps of an axis.
const STEPS: f64 = 5.0;

/// Why there is nothing to plot.
pub(super) fn lack(own: &Drivers) -> Option<Plain> {
    if own.medians.is_some() && own.metric.is_some() {
        return None;
    }
    let why = own.lack.as_deref().unwrap_or("no place is both measured and asked about with the outcome");
    Some(format!("nothing to plot: {why}").into())
}

/// The blocks of the page.
pub(super) fn blocks(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    let Some((medians, metric)) = own.medians.zip(own.metric.as_ref()) else {
        return lack(own).map(Block::Sentence).into_iter().collect();
    };
    let placed = || own.places.iter().filter(|place| is_shown(scene, place) && place.quadrant.is_some());
    let id = scene.place.item.as_ref().and_then(|at| at.id_of(Noun::Touchpoint)).filter(|_| scene.keymap.is_some());
    let here = placed().find(|place| Some(place.id()) == id);
    let mut blocks = vec![Block::Scatter(scatter(scene, (own, metric), medians, &placed().collect::<Vec<_>>()))];
    if let Some(place) = here {
        blocks.push(Block::Sentence(told(scene, metric, place)));
        blocks.push(Block::Sentence(reasons(scene, own, place, true).into()));
    }
    let n_all = placed().count();
    let n_sure = placed().filter(|place| place.quadrant.is_some_and(|(_, is_sure)| is_sure)).count();
    let cross = format!("{} {}, {}", metric.name, figures::number(medians.performance, 0), r(medians.importance));
    let words = format!(
        "{n_sure} of {n_all} can be placed; ○ an interval holds a median ({cross}). Goes with, not because.{}",
        besides(scene, own)
    );
    blocks.push(Block::Sentence(words.into()));
    blocks
}

/// Why the list begins with another place than the corner of what is to be mended.
fn besides(scene: Scene<'_>, own: &Drivers) -> String {
    let worth: Vec<&DriverPlace> =
        own.places.iter().filter(|place| is_shown(scene, place) && is_worth(place)).collect();
    let first = own.first(&worth);
    let is_apart = first.iter().any(|place| place.quadrant != Some((Quadrant::Focus, true)));
    if own.lack.is_some() || !is_apart {
        return String::new();
    }
    let names = first.iter().map(|place| place.name.as_str()).collect::<Vec<_>>().join(", ");
    format!(" The list begins with {names}: it counts how many meet a touchpoint, the plot does not.")
}

/// `Restaurants ◆ · CSAT 57 (55 to 59) · .42 (.38 to .45) · 84 % meet it · cannot place`.
fn told(scene: Scene<'_>, metric: &Metric, own: &DriverPlace) -> Plain {
    let performance = own.performance.as_ref().ok();
    let shown = performance.map(|own| format!("{} {}, n {}", metric.name, value(metric, own), figures::count(own.n())));
    let place =
        own.quadrant.map(
            |(quadrant, is_sure)| {
                if is_sure { scene.label(word(quadrant)).to_owned() } else { "cannot place".to_owned() }
            },
        );
    joined([
        name(own),
        shown.unwrap_or_default(),
        own.goes_with.as_ref().map(r_in_full).unwrap_or_default(),
        own.reach.as_ref().map(|own| format!("{} {}", reach(own), scene.label(Label::MeetIt))).unwrap_or_default(),
        place.unwrap_or_default(),
    ])
}

const fn word(own: Quadrant) -> Label {
    match own {
        Quadrant::Focus => Label::FixFirst,
        Quadrant::KeepUp => Label::KeepUp,
        Quadrant::Monitor => Label::WatchIt,
        Quadrant::Maintain => Label::MaintainIt,
    }
}

fn scatter(
    scene: Scene<'_>,
    (own, metric): (&Drivers, &Metric),
    medians: DriverMedians,
    placed: &[&DriverPlace],
) -> Scatter {
    let dots: Vec<ScatterDot> = placed.iter().filter_map(|place| dot(place)).collect();
    let across = axis(dots.iter().map(|dot| dot.at.0), medians.performance, figures::number);
    let up = axis(dots.iter().map(|dot| dot.at.1), medians.importance, |value, n| {
        without_nought(&figures::number(value, n.max(1)))
    });
    let of = |quadrant: Quadrant| Plain::from(scene.label(word(quadrant)));
    let (left, right) = ((Quadrant::Focus, Quadrant::Monitor), (Quadrant::KeepUp, Quadrant::Maintain));
    let (left, right) = if metric.direction == Direction::LowerIsBetter { (right, left) } else { (left, right) };
    Scatter {
        across: ScatterAxis { title: satisfied(scene, own).into(), ..across },
        up: ScatterAxis { title: format!("goes with {}", own.outcome_words()).into(), ..up },
        corners: [of(left.0), of(right.0), of(left.1), of(right.1)],
        dots,
        untold: "{} without a name, for want of room: the list has them (tab)".into(),
    }
}

fn dot(own: &DriverPlace) -> Option<ScatterDot> {
    let (quadrant, is_sure) = own.quadrant?;
    let at = (own.performance.as_ref().ok()?.value(), own.goes_with.as_ref().ok()?.r);
    let tone = match quadrant {
        Quadrant::Focus => Tone::Bad,
        Quadrant::KeepUp => Tone::Good,
        Quadrant::Monitor | Quadrant::Maintain => Tone::Neutral,
    };
    let anchor = Anchor { at: Some(own.at.clone()), is_marked: false };
    Some(ScatterDot { anchor, names: vec![own.name.as_str().into()], at, is_sure, tone })
}

/// An axis that holds some values, with round steps.
fn axis(values: impl Iterator<Item = f64> + Clone, middle: f64, label: impl Fn(f64, usize) -> String) -> ScatterAxis {
    let (low, high) = values.fold((middle, middle), |(low, high), own| (low.min(own), high.max(own)));
    let span = (high - low).max(1e-6);
    let size = 10_f64.powf((span / STEPS).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * size).into_iter().find(|step| span / step <= STEPS);
    let step = step.unwrap_or(10.0 * size);
    let ends = ((low / step).floor() * step, (high / step).ceil() * step);
    let n_decimals =
        (0..6).find(|n| (step * 10_f64.powi(*n)).fract().abs() < 1e-6 || step * 10_f64.powi(*n) > 1.0 - 1e-9);
    let n_decimals = usize::try_from(n_decimals.unwrap_or(2)).unwrap_or(2);
    let mut ticks = Vec::new();
    let mut at = ends.0;
    while at <= ends.1 + step / 2.0 {
        ticks.push((at, label(at, n_decimals).into()));
        at += step;
    }
    ScatterAxis { title: Plain::default(), ends, ticks, middle }
}
