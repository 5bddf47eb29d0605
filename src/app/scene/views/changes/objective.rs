//! The side `objective`: where it stands, how far it is, how many answers until one can tell, and whether anything ever
//! moved as fast as it has to. Invariant: nothing is forecast.

use super::contrast::{axis, unit};
use super::found::found;
use super::side::ChangesSide;
use crate::analysis::changes::{ChangesFound, ChangesRows};
use crate::analysis::objective::{Baseline, GoalState, LargestChange, ObjectiveFound};
use crate::analysis::track::Track;
use crate::app::board::Board;
use crate::app::figures::{self, number, written};
use crate::app::goal;
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::strips;
use crate::app::scene::views::row::SideRow;
use crate::app::view::{Block, Chart, ChartPoint, Label, Page, Tone};
use crate::app::viewing::Dials;
use crate::metric::kinds::Storage;
use crate::metric::power::Waves;
use crate::metric::{Digits, Direction, Disclosed, Grain, Period};
use crate::text::{Plain, capitalized};

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "objective", by: "", lack: |_| None },
    asks: |_, _| None,
    of: |matter, dials| found(matter, dials, ChangesRows::Objective),
    fold,
};

/// Of how many changes that so many answers do not show it is told how many they need.
const MOST_ROUND: usize = 2;

fn fold(scene: Scene<'_>, _: &Dials) -> Page {
    let title: Plain = scene.label(Label::WillItBeMet).into();
    let Some(found) = scene.analysis::<ChangesFound>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let own = match &found.objective {
        Ok(own) => own,
        Err(why) => {
            let why = format!("{}.", capitalized(why));
            return Page { title, blocks: vec![Block::Sentence(why.into())], ..Page::default() };
        }
    };
    let aside = goal::target(scene.labels, scene.map(), false);
    let mut blocks: Vec<Block> = answer(scene, own).into_iter().map(Block::Sentence).collect();
    blocks.push(Block::Sentence(headline(scene, own)));
    let track = scene.board.tracks.iter().flatten().find(|track| {
        track.metric == own.metric
            && track.points.iter().any(|(period, _)| own.points.iter().any(|(own, _)| own == period))
    });
    if let Some(chart) = track
        .and_then(|track| strips::chart(scene.board, track, scene.map().target.as_ref()).map(|chart| (track, chart)))
    {
        blocks.extend([Block::Gap, Block::Chart(near(scene.board, own, chart.0, chart.1))]);
    }
    blocks.push(Block::Gap);
    let mut tell = |label: Label, words: Option<Plain>| {
        blocks.extend(words.map(|words| remark(scene.label(label).into(), words, Tone::Neutral)));
    };
    tell(Label::GoalStarted, started(own));
    tell(Label::Now, own.now.as_ref().map(|(period, reading)| joined([told(own, reading), figures::since(*period)])));
    tell(Label::GoalPace, pace(own));
    tell(Label::GoalShows, shows(own));
    tell(Label::GoalAnswers, answers(own));
    Page { title, aside: aside.into(), is_dated: true, blocks, ..Page::default() }
}

/// `NPS 35 (32 to 38) in 2018; goal 45 by May 2019.`
fn headline(scene: Scene<'_>, own: &ObjectiveFound) -> Plain {
    let goal = goal::target(scene.labels, scene.map(), true);
    let Some((period, reading)) = &own.now else {
        return format!("{}: {goal}; no period was over by then.", own.metric.name).into();
    };
    let few = match own.state {
        Some(_) => String::new(),
        None => format!(": {} (n {})", scene.label(Label::TooFew), figures::count(reading.n())),
    };
    format!("{} {} in {}; {goal}{few}.", own.metric.name, value(own, reading), figures::since(*period)).into()
}

/// `Not reached: 9.9 to go by May 2019. No rise like that was ever seen; the only change was down 5.3 (2017 to 2018).`
fn answer(scene: Scene<'_>, own: &ObjectiveFound) -> Option<Plain> {
    let (state, gap) = own.state.zip(own.gap)?;
    let word = scene.label(label_of(state));
    let by =
        own.by.map(|by| format!(" {}", scene.labels.before(Label::By, &scene.labels.month(by)))).unwrap_or_default();
    let missing = told_change(own, gap.abs());
    let first = match state {
        GoalState::Reached => format!("{word}."),
        GoalState::CannotTell => format!("{word}: the goal lies within the interval. {missing} to go{by}."),
        GoalState::NotReached(_) => format!("{word}: {missing} to go{by}."),
        GoalState::Missed(_) => format!("{word}: it was {missing} off{by}."),
    };
    // What is past, or there, needs no pace.
    let is_open = matches!(state, GoalState::NotReached(_) | GoalState::CannotTell) && is_short(own, gap);
    let first = if state == GoalState::CannotTell && !is_short(own, gap) {
        format!("{word}: the value is there, and the goal lies within its interval.")
    } else {
        first
    };
    let words = if is_open { format!("{first} {}", seen(own, gap)) } else { first };
    Some(capitalized(&words).into())
}

const fn label_of(state: GoalState) -> Label {
    match state {
        GoalState::Reached => Label::Reached,
        GoalState::CannotTell => Label::CannotTell,
        GoalState::NotReached(_) => Label::NotYet,
        GoalState::Missed(_) => Label::NotAnyMore,
    }
}

/// Does the value still have to move?
fn is_short(own: &ObjectiveFound, gap: f64) -> bool {
    match own.metric.direction {
        Direction::HigherIsBetter => gap > 0.0,
        Direction::LowerIsBetter => gap < 0.0,
    }
}

/// `9.9`, `0.24`: a change with the digits of the value.
fn told_change(own: &ObjectiveFound, change: f64) -> String {
    let digits = own.now.as_ref().map_or(1, |(_, reading)| figures::digits(&own.metric, reading).of_half(change));
    number(change, digits)
}

/// Whether it ever moved as fast as it has to: only what went the same way counts.
fn seen(own: &ObjectiveFound, gap: f64) -> String {
    let (way, other) = if gap > 0.0 { ("rise", "down") } else { ("fall", "up") };
    let Some(last) = own.steps.last() else {
        return "Two periods one after the other would show how fast it moves.".to_owned();
    };
    let when = |step: &LargestChange| format!("{} to {}", figures::since(step.from), figures::since(step.to));
    let size = |step: &LargestChange| told_change(own, step.change.abs());
    let signed_size = |step: &LargestChange| {
        let sign = if step.change > 0.0 { "+" } else { "−" };
        format!("{sign}{}", size(step))
    };
    if let Some(latest) = own.as_large().last() {
        let n = own.as_large().len();
        let times = if n == 1 { "once".to_owned() } else { format!("{n} times") };
        let then = if latest == last {
            String::new()
        } else {
            format!("; the last step was {} ({})", signed_size(last), when(last))
        };
        return format!("A {way} as large was seen {times} ({}: {}){then}.", when(latest), signed_size(latest));
    }
    let most = own.largest_toward();
    let what = match (most, own.steps.as_slice()) {
        (Some(most), [_]) => format!("the only change was {} ({})", signed_size(&most), when(&most)),
        (Some(most), _) => format!("the largest was {} ({})", signed_size(&most), when(&most)),
        (None, [only]) => format!("the only change was {other} {} ({})", size(only), when(only)),
        (None, all) => format!("none of {} changes went that way", all.len()),
    };
    format!("No {way} like that was ever seen; {what}.")
}

/// `35.1 (32.0 to 38.2)`.
fn value(own: &ObjectiveFound, reading: &Disclosed) -> String {
    let digits = figures::digits(&own.metric, reading);
    let ends =
        reading.interval().map(|interval| format!(" ({})", figures::range(interval, digits))).unwrap_or_default();
    format!("{}{ends}", figures::shown(reading, digits))
}

/// `35.1 (32.0 to 38.2), n 2,650 worth 2,168`.
fn told(own: &ObjectiveFound, reading: &Disclosed) -> String {
    let worth = reading.n_eff().round();
    let n = figures::count(reading.n());
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    let is_less = worth < reading.n() as f64;
    let worth = if is_less { format!(" worth {}", number(worth, 0)) } else { String::new() };
    format!("{}, n {n}{worth}", value(own, reading))
}

fn started(own: &ObjectiveFound) -> Option<Plain> {
    match own.baseline? {
        Baseline::Counted(period, reading) => Some(joined([told(own, &reading), figures::since(period)])),
        Baseline::Written(value) => Some(format!("{}, as the map says; its n is not known", written(value)).into()),
    }
}

/// `needs +9.9 in 4.7 months`.
fn pace(own: &ObjectiveFound) -> Option<Plain> {
    let gap = own.gap.filter(|gap| !matches!(own.state, Some(GoalState::Reached)) && is_short(own, *gap))?;
    if matches!(own.state, Some(GoalState::Missed(_))) {
        return None;
    }
    let time = own.months_left.map(|months| {
        let months = if months < 9.5 { number(months, 1) } else { number(months, 0) };
        format!(" in {months} months")
    });
    let sign = if gap > 0.0 { "+" } else { "−" };
    Some(format!("needs {sign}{}{}", told_change(own, gap.abs()), time.unwrap_or_default()).into())
}

/// `so many answers show a change of 6.3 points or more`.
fn shows(own: &ObjectiveFound) -> Option<Plain> {
    let (_, reading) = own.now.as_ref()?;
    let smallest = own.smallest?;
    let digits = Digits::of(own.metric.kind, &reading.headline()).of_half(smallest).max(1);
    let least = in_unit(own, &number(smallest, digits));
    Some(format!("so many {} ({}) show a change of {least} or more", noun(own), figures::count(reading.n())).into())
}

/// `2.0 points`: a difference in the unit of its metric.
fn in_unit(own: &ObjectiveFound, value: &str) -> String {
    format!("{value} {}", unit(&own.metric))
}

/// What is counted.
fn noun(own: &ObjectiveFound) -> &'static str {
    let row = own.metric.kind.row();
    match row.storage {
        Storage::Values if own.metric.unit.ends_with("a day") => "days",
        Storage::Answers | Storage::Polarity => "answers",
        Storage::Share => "cases",
        Storage::Values | Storage::Sum => "values",
    }
}

/// `530 answers of one period tell 35 from the goal; a change of 5 points would show with 4,142 answers in each period`.
fn answers(own: &ObjectiveFound) -> Option<Plain> {
    let (_, reading) = own.now.as_ref()?;
    let (needed, noun) = (own.needed, noun(own));
    let times = needed.map_or(1.0, |own| own.times);
    let one = needed.map(|needed| {
        let n = number(needed.answers(needed.one_wave), 0);
        let value = figures::shown(reading, figures::digits(&own.metric, reading));
        format!("{n} {noun} of one period tell {value} from the goal")
    });
    let all: Vec<(f64, f64)> = own
        .smallest
        .map(round_below)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|change| Some((change, (reading.needed(change, Waves::Two)? * times).ceil())))
        .collect();
    let round = all.iter().enumerate().map(|(nth, (change, n))| {
        let (change, n) = (written(*change), number(*n, 0));
        if nth == 0 {
            format!("a change of {} would show with {n} {noun} in each period", in_unit(own, &change))
        } else {
            format!("of {change} with {n}")
        }
    });
    let all: Vec<String> = one.into_iter().chain(round).collect();
    (!all.is_empty()).then(|| all.join("; ").into())
}

/// The chart on a scale that holds its values, their intervals and the goal; each period with its year.
fn near(board: &Board, own: &ObjectiveFound, track: &Track, chart: Chart) -> Chart {
    let ends = chart.points.iter().filter(|point| !point.is_weak).filter_map(|point| point.interval);
    let values = chart.points.iter().filter_map(|point| point.value).chain(ends.flat_map(|(low, high)| [low, high]));
    let values: Vec<f64> = values.chain([own.target]).collect();
    let halves = own.points.iter().filter_map(|(_, gated)| Some(gated.disclosed()?.interval()?.half_width()));
    let scale = axis(&own.metric, values.into_iter(), halves);
    let periods = board.periods.iter().skip(board.periods.len().saturating_sub(chart.points.len()));
    let points = chart.points.into_iter().zip(periods).map(|(point, period)| {
        let open = if track.is_over(*period) { "" } else { "…" };
        ChartPoint { label: format!("{}{open}", dated(*period)).into(), ..point }
    });
    Chart { points: points.collect(), scale, ends: (written(scale.0).into(), written(scale.1).into()), ..chart }
}

/// `Q2 2025`, `Nov 2025`.
fn dated(own: Period) -> String {
    match own.grain {
        Grain::Quarter => format!("{} {}", own.short_label(), own.start.year()),
        _ => figures::since(own),
    }
}

/// The largest round numbers below a value, of 1, 2 and 5 times a power of ten: of 5.7 they are 5 and 2.
fn round_below(value: f64) -> Vec<f64> {
    if !(value.is_finite() && value > 0.0) {
        return Vec::new();
    }
    let power = 10.0_f64.powf(value.log10().floor());
    let all = [5.0, 2.0, 1.0, 0.5, 0.2].map(|times| times * power);
    all.into_iter().filter(|own| *own < value).take(MOST_ROUND).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers_below_a_value() {
        assert_eq!(round_below(5.7), [5.0, 2.0]);
        assert_eq!(round_below(2.0), [1.0, 0.5]);
        assert_eq!(round_below(0.0), Vec::<f64>::new());
    }
}
