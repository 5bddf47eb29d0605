//! The places that customers consult with their two numbers: how many look there, and how many of those it helped.
//! Invariant: what its author wrote is drawn hollow, and what was counted comes first.

use crate::analysis::track::Track;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Anchor, Label, RailValue};
use crate::journey::{Address, Consult, Evidence, EvidenceKind, Noun, Stage};
use crate::metric::kinds::AnswerRange;
use crate::metric::{Digits, Grain, Period};
use crate::text::Plain;

/// A place that customers consult.
#[derive(Clone, Debug)]
pub(in crate::app::scene::views) struct Lookup<'m> {
    pub(in crate::app::scene::views) consult: &'m Consult,
    /// The stage in which most look there.
    pub(super) stage: Option<&'m Stage>,
    /// That stage, and who does.
    pub(super) aside: Plain,
    /// How many look there, and how many of those it helped.
    pub(super) values: [Option<RailValue>; 2],
    /// How many answered each, where that was counted.
    pub(super) n: [Option<u64>; 2],
    /// The lowest answer that counts as helped, and the highest there is.
    pub(super) top: Option<(i32, i32)>,
    /// The period of its numbers; `None` if they are of all answers.
    pub(super) period: Option<Period>,
}

impl Lookup<'_> {
    pub(super) fn at(&self) -> Address {
        Address::journey().then(Noun::Consult, &self.consult.id)
    }

    pub(super) fn anchor(&self) -> Anchor {
        Anchor { at: Some(self.at()), is_marked: false }
    }

    /// A number that may be set against others: counted, and of enough answers.
    pub(in crate::app::scene::views) fn sure(&self, rail: usize) -> Option<(&RailValue, (f64, f64))> {
        let value = self.values.get(rail)?.as_ref().filter(|own| !own.is_few && !own.is_assumed)?;
        Some((value, value.interval?))
    }
}

/// Every place to consult, in the order of the map.
pub(in crate::app::scene::views) fn lookups(scene: Scene<'_>) -> Vec<Lookup<'_>> {
    let none = Vec::new();
    let tracks = scene.board.consults.iter().chain(std::iter::repeat(&none));
    scene.map().consults.iter().zip(tracks).map(|(consult, tracks)| lookup(scene, consult, tracks)).collect()
}

fn lookup<'m>(scene: Scene<'m>, consult: &'m Consult, tracks: &[Track]) -> Lookup<'m> {
    let map = scene.map();
    let stage = consult.stage.as_ref().and_then(|id| map.stages.iter().find(|stage| stage.id == *id));
    let who = consult.persona.as_ref().and_then(|id| map.personas.iter().find(|own| own.id == *id));
    let is_used = |track: &&Track| track.metric.kind.row().answers == AnswerRange::YesNo;
    let used = tracks.iter().find(is_used);
    let helped = tracks.iter().find(|own| own.metric.kind.is_share() && !is_used(own));
    let of = |track: Option<&Track>| track.and_then(|track| track.latest()).map(|(_, reading)| reading.n());
    let period = used.or(helped).and_then(Track::latest).map(|(period, _)| *period);
    let top = consult.metrics.iter().find_map(|binding| {
        let measure = map.measure(binding).filter(|_| helped.is_some_and(|own| own.metric.id == binding.metric))?;
        Some((measure.top, measure.scale.1))
    });
    Lookup {
        consult,
        stage,
        aside: joined([
            stage.map(|stage| stage.name.clone()).unwrap_or_default(),
            who.map(|who| who.name.clone()).unwrap_or_default(),
        ]),
        values: [
            used.map(|own| counted(scene, own)).or_else(|| share(consult)),
            helped.map(|own| counted(scene, own)).or_else(|| helpfulness(scene, consult)),
        ],
        n: [of(used), of(helped)],
        top,
        period: period.filter(|period| period.grain != Grain::All),
    }
}

/// What answers say.
fn counted(scene: Scene<'_>, track: &Track) -> RailValue {
    let Some((_, reading)) = track.latest() else {
        let shown = track.withheld().map(figures::hidden).unwrap_or_default();
        return RailValue { is_few: true, shown, ..RailValue::default() };
    };
    let n = figures::count(reading.n());
    if track.is_weak {
        let shown = format!("n {n}: {}", scene.label(Label::Few));
        return RailValue { is_few: true, shown: shown.into(), n: n.into(), ..RailValue::default() };
    }
    let digits = figures::digits(&track.metric, reading);
    let interval = reading.interval();
    let range = interval.map(|own| format!(" ({})", figures::range(own, digits))).unwrap_or_default();
    RailValue {
        value: reading.value(),
        interval: interval.map(|own| (own.low, own.high)),
        shown: format!("{}{range}", figures::shown(reading, digits)).into(),
        n: n.into(),
        is_few: false,
        is_assumed: false,
    }
}

/// What the author wrote of how many look there, with an interval where it says of how many.
fn share(consult: &Consult) -> Option<RailValue> {
    let percent = f64::from(consult.share?);
    let n = consult.n_asked();
    let interval = consult.share_interval();
    let range = interval.map(|own| format!(" ({})", figures::range(own, Digits::default()))).unwrap_or_default();
    Some(RailValue {
        value: percent,
        interval: interval.map(|own| (own.low, own.high)),
        shown: format!("{}{range}", figures::written(percent)).into(),
        n: n.map(figures::count).unwrap_or_default().into(),
        is_few: false,
        is_assumed: true,
    })
}

/// What the author wrote of how much it helps. It is no share of anybody, and has no place on the rail.
fn helpfulness(scene: Scene<'_>, consult: &Consult) -> Option<RailValue> {
    let words = scene.labels.filled(Label::OfFive, &[&consult.helpfulness?.to_string()]);
    let n = consult.n_asked().map(figures::count).unwrap_or_default();
    Some(RailValue { shown: words.into(), n: n.into(), is_few: true, is_assumed: true, ..RailValue::default() })
}

/// `hollow, as its author wrote it: Friends (interview, n 6)`; `None` where all was counted.
pub(super) fn written(scene: Scene<'_>, all: &[Lookup<'_>]) -> Option<Plain> {
    let is_written = |own: &&Lookup<'_>| own.values.iter().flatten().any(|value| value.is_assumed);
    let word = |own: &Evidence| {
        let n = own.n.map(|n| format!(" n {}", figures::count(n))).unwrap_or_default();
        format!("{}{n}", scene.label(own.kind.into()))
    };
    let names = all.iter().filter(is_written).map(|own| {
        let known = own.consult.evidence.iter().find(|own| own.kind != EvidenceKind::Assumption);
        let why = known.map_or_else(|| scene.label(Label::Assumed).to_owned(), word);
        format!("{} ({why})", own.consult.name)
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| scene.labels.filled(Label::AsWritten, &[&names.join(", ")]).into())
}
