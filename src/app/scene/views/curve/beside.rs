//! Whose emotion is drawn side by side: that of everybody, of several personas, or of the journey as it is and as it
//! should be. Touchpoints of two maps are the same where their ids are.

use crate::app::scene::pieces::{Scene, Shown};
use crate::app::scene::timeline::{EMOTIONS, emotion, panel};
use crate::app::view::{Label, TimelinePanel, TimelineSeries, TimelineValue};
use crate::journey::{Map, Persona, Touchpoint, beside};
use crate::text::Plain;

/// The most personas in one drawing.
const MOST_PERSONAS: usize = 5;

/// Lines so far apart, and the most names of where they are.
const APART: f64 = 2.0;
const MOST_NAMES: usize = 3;

const PERSONAS: &str = "personas";
const FUTURE: &str = "future";
const ALONE: &str = "alone";

/// What is drawn side by side.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beside<'a> {
    Nothing,
    Personas,
    /// The map of the same journey as it is.
    Current(&'a Map),
    /// The map of the same journey as it should be.
    Future(&'a Map),
}

impl<'a> Beside<'a> {
    /// What was chosen, or what is usual: a future map is drawn with the current one.
    pub(super) fn of(scene: Scene<'a>, chosen: Option<&str>) -> Self {
        let current = || current(scene).map(Self::Current);
        let has_own = || touchpoints(scene.map()).any(|own| own.emotion.is_some());
        match chosen {
            Some(PERSONAS) => Self::Personas,
            Some(FUTURE) => future(scene).map_or(Self::Nothing, Self::Future),
            Some(ALONE) => Self::Nothing,
            _ if !has_own() => Self::Personas,
            _ => current().unwrap_or(Self::Nothing),
        }
    }

    /// What may be chosen in a map, besides the usual.
    pub(super) fn choices(scene: Scene<'_>) -> Vec<&'static str> {
        let has_personas =
            scene.map().personas.len() > 1 && touchpoints(scene.map()).any(|own| !own.emotions.is_empty());
        let all = [(PERSONAS, has_personas), (FUTURE, future(scene).is_some()), (ALONE, current(scene).is_some())];
        all.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect()
    }

    /// What is felt: one line, or several.
    pub(super) fn felt(self, scene: Scene<'_>, shown: &[Shown<'_>]) -> TimelinePanel {
        let persona = scene.board.persona.as_deref();
        let own = |name: Plain, value: &dyn Fn(&Touchpoint) -> Option<TimelineValue>| {
            let all = shown.iter().flat_map(|own| &own.touchpoints);
            TimelineSeries { name, values: all.map(|(_, touchpoint, _)| value(touchpoint)).collect() }
        };
        let named = |label: Label| Plain::new(scene.label(label));
        let here = |label: Label| own(named(label), &|touchpoint| emotion(touchpoint, persona));
        let there = |label: Label, other: &Map| {
            own(named(label), &|touchpoint| emotion(other.touchpoint(&touchpoint.id)?.1, persona))
        };
        let series = match self {
            Self::Nothing => vec![own(Plain::default(), &|touchpoint| emotion(touchpoint, persona))],
            Self::Personas => personas(scene)
                .map(|persona| own(Plain::new(&persona.name), &|touchpoint| emotion(touchpoint, Some(&persona.id))))
                .collect(),
            Self::Current(other) => vec![there(Label::AsItIs, other), here(Label::AsItShouldBe)],
            Self::Future(other) => vec![here(Label::AsItIs), there(Label::AsItShouldBe, other)],
        };
        let series = if series.len() > 1 { naming_what_differs(series) } else { series };
        let values = || series.iter().flat_map(|own| own.values.iter().flatten());
        let title = match (values().any(|own| own.is_assumed), values().any(|own| !own.is_assumed)) {
            (true, false) => Label::EmotionAssumed,
            (true, true) => Label::EmotionMixed,
            (false, _) => Label::EmotionKnown,
        };
        let baseline = Some((0.0, named(Label::ZeroNeither)));
        TimelinePanel { ends: Some(EMOTIONS), is_emotion: true, baseline, series, ..panel(named(title), Vec::new()) }
    }

    /// What is said at the end of the title.
    pub(super) fn aside(self, scene: Scene<'_>) -> Plain {
        match self {
            Self::Personas => scene.label(Label::Personas).into(),
            Self::Current(_) | Self::Future(_) => {
                format!("{} · {}", scene.label(Label::AsItIs), scene.label(Label::AsItShouldBe)).into()
            }
            Self::Nothing => Plain::default(),
        }
    }

    /// What cannot be drawn, in words.
    pub(super) fn words(self, scene: Scene<'_>) -> Vec<Plain> {
        let labels = scene.labels;
        let other = match self {
            Self::Current(other) => Some((other, Label::AsItIs)),
            Self::Future(other) => Some((other, Label::AsItShouldBe)),
            Self::Nothing | Self::Personas => None,
        };
        let only = other.and_then(|(other, label)| {
            let names = touchpoints(other).filter(|own| scene.map().touchpoint(&own.id).is_none());
            let names: Vec<&str> = names.map(|own| own.name.as_str()).collect();
            (!names.is_empty()).then(|| labels.filled(Label::OnlyThere, &[labels.word(label), &names.join(" · ")]))
        });
        let path = scene.map().current.as_deref().filter(|_| current(scene).is_none());
        let closed = path.map(|path| labels.filled(Label::NotOpen, &[path]));
        let n = (personas(scene).count(), scene.map().personas.len());
        let is_cut = matches!(self, Self::Personas) && n.0 < n.1;
        let cut = is_cut.then(|| labels.filled(Label::SomePersonas, &[&n.0.to_string(), &n.1.to_string()]));
        [only, closed, cut].into_iter().flatten().map(Plain::from).collect()
    }
}

/// Of several lines, the touchpoints are told by name at which they are farthest apart, once each.
fn naming_what_differs(mut series: Vec<TimelineSeries>) -> Vec<TimelineSeries> {
    let n = series.iter().map(|own| own.values.len()).max().unwrap_or(0);
    let apart = |idx: &usize| {
        let all = || series.iter().filter_map(|own| Some(own.values.get(*idx)?.as_ref()?.value));
        all().fold(f64::NEG_INFINITY, f64::max) - all().fold(f64::INFINITY, f64::min)
    };
    let mut far: Vec<(usize, f64)> = (0..n).map(|idx| (idx, apart(&idx))).filter(|(_, own)| *own >= APART).collect();
    far.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let named: Vec<usize> = far.into_iter().take(MOST_NAMES).map(|(idx, _)| idx).collect();
    for idx in 0..n {
        let mut is_named = named.contains(&idx);
        for value in series.iter_mut().filter_map(|own| own.values.get_mut(idx)?.as_mut()) {
            value.is_named = std::mem::take(&mut is_named);
        }
    }
    series
}

fn touchpoints(map: &Map) -> impl Iterator<Item = &Touchpoint> {
    map.stages.iter().flat_map(|stage| &stage.touchpoints)
}

/// The personas that are drawn.
fn personas(scene: Scene<'_>) -> impl Iterator<Item = &Persona> {
    scene.map().personas.iter().take(MOST_PERSONAS)
}

/// The map of this journey as it is, if it is open.
fn current(scene: Scene<'_>) -> Option<&Map> {
    let label = beside(scene.label_of_map, scene.map().current.as_deref()?)?;
    if label == scene.label_of_map {
        return None;
    }
    Some(&scene.library.volume(&label)?.book.as_ref()?.map)
}

/// The map of this journey as it should be, if one is open.
fn future(scene: Scene<'_>) -> Option<&Map> {
    let books = scene.library.volumes.iter().filter_map(|volume| Some((&volume.label, volume.book.as_ref()?)));
    let is_of_this = |label: &str, map: &Map| {
        let is_other = label != scene.label_of_map;
        is_other && map.current.as_deref().and_then(|path| beside(label, path)).as_deref() == Some(scene.label_of_map)
    };
    books.map(|(label, book)| (label, &book.map)).find(|(label, map)| is_of_this(label, map)).map(|(_, map)| map)
}
