//! The whole journey as lines: what is felt, measured, written. Of several personas, and of the journey as it is and as it
//! should be, what is felt stands side by side. Below is the touchpoint under the cursor in words.

mod beside;
mod here;

use super::row::{DialKind, DialRow, PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::command::Command;
use crate::app::figures;
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::{Scene, Shown};
use crate::app::scene::timeline::{self, has_any};
use crate::app::view::{Block, Label, Page, Spread, Timeline, TimelinePanel, Tone};
use crate::app::viewing::{Dials, ViewName};
use crate::metric::{Disclosed, Metric};
use crate::text::Plain;
use beside::Beside;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("curve"),
    letter: 'c',
    sentence: "The whole journey as lines: what is felt, measured, written",
    dials: &[&PERSONA, &PERIOD, &TRUTHS, &WITH, &AGAINST],
    is_edited: true,
    is_drawing: true,
    sides: &[],
    analysis: None,
    fold: page,
    lack,
};

/// What is drawn beside what is felt.
const WITH: DialRow = DialRow {
    name: "with",
    value: "WHAT",
    sentence: "Draw beside it: `personas`, `future`, or `alone`",
    lack: "no persona feels anything of their own, and the journey as it should be is not open",
    kind: DialKind::Own,
    choices: |scene| Beside::choices(scene).into_iter().map(str::to_owned).collect(),
    ..DialRow::OWN
};

/// What the numbers stand over or under.
const AGAINST: DialRow = DialRow {
    name: "against",
    value: "WHAT",
    sentence: "Set against the score of the journey itself: `journey`",
    lack: "the journey itself has no score of the metric of its touchpoints",
    kind: DialKind::Own,
    choices: |scene| own_score(scene).map(|_| JOURNEY.to_owned()).into_iter().collect(),
    ..DialRow::OWN
};

/// The choice of [`AGAINST`].
const JOURNEY: &str = "journey";

fn lack(scene: Scene<'_>) -> Option<Plain> {
    let mut touchpoints = scene.map().stages.iter().flat_map(|stage| &stage.touchpoints).peekable();
    if touchpoints.peek().is_none() {
        return Some("There is no touchpoint to draw.".into());
    }
    let is_felt = touchpoints.any(|own| own.emotion.is_some() || !own.emotions.is_empty());
    let is_bound = scene.map().bindings().next().is_some();
    let edit = scene.keymap.map_or_else(|| "e".to_owned(), |keymap| keymap.shown(Command::Edit));
    (!is_felt && !is_bound).then(|| {
        let words = "Nothing is felt or measured yet. `emotion` of a touchpoint says what is felt there, from −2 to 2";
        format!("{words} ({edit} writes it); `cjm bind FILE.csv` proposes what to measure.").into()
    })
}

fn page(scene: Scene<'_>, dials: &Dials) -> Page {
    let shown = scene.shown();
    let beside = Beside::of(scene, dials.chosen(WITH.name));
    let panels = [
        Some(measured(scene, &shown, dials.chosen(AGAINST.name))).filter(|own| scene.is_loading || has_any(own)),
        Some(beside.felt(scene, &shown)).filter(has_any),
        Some(timeline::written(scene, &shown)).filter(has_any),
    ];
    let panels: Vec<TimelinePanel> = panels.into_iter().flatten().filter(|own| !own.title.is_empty()).collect();
    let has_sentiment = panels.iter().any(|own| own.is_sentiment);
    // On paper there is no cursor.
    let here = scene.keymap.and_then(|_| timeline::here(scene, &shown));
    let drawing = Timeline { panels, has_sentiment, here, ..timeline::along(scene, &shown) };
    let mut blocks = vec![Block::Timeline(drawing)];
    blocks.extend(beside.words(scene).into_iter().map(Block::Sentence));
    if here.is_some() {
        blocks.extend(here::blocks(scene, &shown));
    }
    let why = &scene.overview.sentiment.why_none;
    if !has_sentiment && !why.is_empty() && scene.overview.sentiment.is_shown {
        blocks.push(Block::Gap);
        let label = scene.label(Label::Sentiment).into();
        blocks.push(remark(label, why.clone(), Tone::Dim));
    }
    Page { title: scene.label(Label::AsACurve).into(), aside: beside.aside(scene), blocks, ..Page::default() }
}

/// The metric of the strips over and under a baseline: the mean of its touchpoints, or the score of the journey itself.
fn measured(scene: Scene<'_>, shown: &[Shown<'_>], against: Option<&str>) -> TimelinePanel {
    let panel = timeline::measured(scene, shown);
    let Some(metric) = &scene.board.metric else { return panel };
    let own = || own_score(scene).map(|own| (own, None));
    let chosen = against.filter(|choice| *choice == JOURNEY).and_then(|_| own());
    let Some((reading, n)) = chosen.or_else(|| mean(scene, shown, metric)).or_else(own) else { return panel };
    let baseline = Some(baseline(scene, metric, &reading, n));
    let baseline_ends = reading.interval().map(|own| (own.low, own.high));
    TimelinePanel { baseline, baseline_ends, ..panel }
}

/// What is measured of the journey itself by the metric of the strips.
fn own_score(scene: Scene<'_>) -> Option<Disclosed> {
    let metric = scene.board.metric.as_ref()?;
    let tracks = scene.board.journey.iter().filter_map(|idx| scene.board.track(Some(*idx)));
    let mut own = tracks.filter(|track| track.metric == *metric).filter_map(|track| Some(track.latest()?.1));
    own.next().copied()
}

/// The mean of the touchpoints that were measured in the last period by enough answers.
///
/// Each counts alike, however many answered there. One person may have answered at several, so their answers are not taken
/// to be independent ([`compose_people`](crate::metric::Gate::compose_people)): what people have in common is added where it
/// is known, and where it is not, the interval is as wide as if they all went together.
fn mean(scene: Scene<'_>, shown: &[Shown<'_>], metric: &Metric) -> Option<(Disclosed, Option<usize>)> {
    let all = shown.iter().flat_map(|own| &own.touchpoints).filter_map(|(_, _, numbers)| numbers.shown);
    let track = |idx: usize| scene.board.track(Some(idx)).filter(|track| track.metric == *metric && !track.is_weak);
    let last = scene.board.last?;
    let idxs: Vec<usize> = all.filter(|idx| track(*idx).is_some_and(|track| track.at(last).is_some())).collect();
    let own = scene.board.mean(scene.book, &idxs, last).filter(|_| idxs.len() > 1)?;
    Some((own, Some(idxs.len())))
}

/// `mean of the 21: 73 ±1.2`, `the journey's own: 80.5 ±1.1`.
fn baseline(scene: Scene<'_>, metric: &Metric, reading: &Disclosed, n: Option<usize>) -> (f64, Plain) {
    let digits = figures::digits(metric, reading);
    let margin = match figures::margin(reading, digits) {
        Some(Spread::Half(half)) => format!(" ±{half}"),
        Some(Spread::Ends(ends)) => format!(" ({ends})"),
        None => String::new(),
    };
    let shown = format!("{}{margin}", figures::shown(reading, digits));
    let words = match n {
        Some(n) => scene.labels.filled(Label::MeanOf, &[&n.to_string(), &shown]),
        None => scene.labels.filled(Label::OwnScore, &[&shown]),
    };
    (reading.value(), words.into())
}

#[cfg(test)]
mod tests;
