//! The side `objective`: where it stands, how far it is, how many answers until one can tell, and whether anything ever
//! moved as fast as it has to. Invariant: nothing is forecast.

use super::found::found;
use super::side::ChangesSide;
use super::words::signed;
use crate::analysis::changes::{ChangesFound, ChangesRows};
use crate::analysis::objective::{Baseline, GoalState, ObjectiveFound};
use crate::app::figures::{self, number, written};
use crate::app::goal;
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::strips;
use crate::app::scene::views::row::SideRow;
use crate::app::view::{Block, Label, Page, Tone};
use crate::app::viewing::Dials;
use crate::metric::power::Waves;
use crate::metric::{Digits, Disclosed};
use crate::text::Plain;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "objective", by: "" },
    asks: |_, _| None,
    of: |matter, dials| found(matter, dials, ChangesRows::Objective),
    fold,
};

/// Of how many changes that a wave does not show it is told how many answers they need.
const MOST_ROUND: usize = 2;

fn fold(scene: Scene<'_>, _: &Dials) -> Page {
    let title: Plain = scene.label(Label::WillItBeMet).into();
    let Some(found) = scene.analysis::<ChangesFound>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let own = match &found.objective {
        Ok(own) => own,
        Err(why) => {
            let mut why = why.clone();
            if let Some(first) = why.get(..1) {
                let upper = first.to_uppercase();
                why.replace_range(..1, &upper);
            }
            return Page { title, blocks: vec![Block::Sentence(format!("{why}.").into())], ..Page::default() };
        }
    };
    let aside = goal::target(scene.labels, scene.map(), false);
    let mut blocks = vec![Block::Sentence(headline(scene, own))];
    let track = scene.board.tracks.iter().flatten().find(|track| {
        track.metric == own.metric
            && track.points.iter().any(|(period, _)| own.points.iter().any(|(own, _)| own == period))
    });
    if let Some(chart) = track.and_then(|track| strips::chart(scene.board, track, scene.map().target.as_ref())) {
        blocks.extend([Block::Gap, Block::Chart(chart)]);
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

/// `NPS 35 (32 to 38): goal 45 by May 2019: not reached, 9.9 to go.`
fn headline(scene: Scene<'_>, own: &ObjectiveFound) -> Plain {
    let goal = goal::target(scene.labels, scene.map(), true);
    let Some((period, reading)) = &own.now else {
        return format!("{}: {goal}; no period was over by then.", own.metric.name).into();
    };
    let state = match own.state {
        Some(state) => goal::state(scene.labels, state),
        None => format!(": {} (n {})", scene.label(Label::TooFew), figures::count(reading.n())),
    };
    let at = figures::since(*period);
    format!("{} {} in {at}; {goal}{state}.", own.metric.name, value(own, reading)).into()
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
        Baseline::Written(value) => Some(format!("{}, as its author wrote it, without n", written(value)).into()),
    }
}

/// `needs +9.9 in 4.7 months; the largest change ever seen from one period to the next: −5.3 (2017 to 2018)`.
fn pace(own: &ObjectiveFound) -> Option<Plain> {
    let gap = own.gap.filter(|_| !matches!(own.state, Some(GoalState::Reached)))?;
    let time = own.months_left.map(|months| {
        let months = if months < 9.5 { number(months, 1) } else { number(months, 0) };
        format!(" in {months} months")
    });
    let seen = own.largest.map_or_else(
        || "two periods one after the other would show how fast it moves".to_owned(),
        |largest| {
            let (from, to) = (figures::since(largest.from), figures::since(largest.to));
            format!(
                "the largest change ever seen from one period to the next: {} ({from} to {to})",
                signed(largest.change, 1)
            )
        },
    );
    let needs = match own.state {
        Some(GoalState::Missed(_)) => format!("it was {} off", number(gap.abs(), 1)),
        _ => format!("needs {}{}", signed(gap, 1), time.unwrap_or_default()),
    };
    Some(format!("{needs}; {seen}").into())
}

/// `n 2,650 a wave shows changes of 6.3 or more`.
fn shows(own: &ObjectiveFound) -> Option<Plain> {
    let (_, reading) = own.now.as_ref()?;
    let smallest = own.smallest?;
    let unit = if own.metric.unit == "%" { " points" } else { "" };
    let digits = Digits::of(own.metric.kind, &reading.headline()).of_half(smallest).max(1);
    Some(
        format!("n {} a wave shows changes of {}{unit} or more", figures::count(reading.n()), number(smallest, digits))
            .into(),
    )
}

/// `to tell 35.1 from the goal 530 in one wave; 5 points need 4,142 a wave; 2 points need 25,885 a wave`.
fn answers(own: &ObjectiveFound) -> Option<Plain> {
    let (_, reading) = own.now.as_ref()?;
    let needed = own.needed;
    let times = needed.map_or(1.0, |own| own.times);
    let one = needed.map(|needed| {
        let n = number(needed.answers(needed.one_wave), 0);
        format!(
            "to tell {} from the goal {n} in one wave",
            figures::shown(reading, figures::digits(&own.metric, reading))
        )
    });
    let unit = if own.metric.unit == "%" { "points" } else { own.metric.unit.as_str() };
    let round = own.smallest.map(round_below).unwrap_or_default().into_iter().filter_map(|change| {
        let n = (reading.needed(change, Waves::Two)? * times).ceil();
        let change = format!("{} {unit}", written(change));
        Some(format!("{} needs {} a wave", change.trim_end(), number(n, 0)))
    });
    let all: Vec<String> = one.into_iter().chain(round).collect();
    (!all.is_empty()).then(|| all.join("; ").into())
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
