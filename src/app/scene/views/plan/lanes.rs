//! The table of the lanes of the plan: what each is called, and what it tells of a stage.

use super::telling::{anchor, prose};
use crate::analysis::track::Track;
use crate::app::scene::pieces::{Scene, Shown, feeling, joined};
use crate::app::scene::views::stages::{dim, funnel, numbers, pain_item, pains, words};
use crate::app::scene::{claims, told};
use crate::app::view::{Cell, CoursePoint, Label, Tone};
use crate::journey::{Action, ActionStatus, Address, Noun, Opportunity, Touchpoint};
use crate::text::Plain;

pub(in crate::app::scene::views) use super::telling::Telling;

/// A lane of the plan.
#[derive(Debug)]
pub(in crate::app::scene::views) struct LaneRow {
    /// What it is called; `None`: as the metric of the strips.
    pub(super) label: Option<Label>,
    /// Does a rule part it from the lane over it?
    pub(super) is_parted: bool,
    /// What it tells of a stage; `None` if nothing is known and nothing could be written.
    pub(super) cell: fn(Scene<'_>, &Shown<'_>) -> Option<Telling>,
}

const fn row(label: Label, cell: fn(Scene<'_>, &Shown<'_>) -> Option<Telling>) -> LaneRow {
    LaneRow { label: Some(label), is_parted: false, cell }
}

/// From the top.
pub(in crate::app::scene::views) const LANES: &[LaneRow] = &[
    row(Label::Wish, |_, shown| Some(goal(shown))),
    row(Label::Mood, mood),
    row(Label::Does, |scene, shown| Telling::of_touchpoint(scene, shown, "does", |own| own.does.as_ref())),
    row(Label::Thinks, |scene, shown| Telling::of_touchpoint(scene, shown, "thinks", |own| own.thinks.as_ref())),
    row(Label::Feels, |scene, shown| Telling::of_touchpoint(scene, shown, "feels", |own| own.feels.as_ref())),
    LaneRow { label: None, is_parted: true, cell: measured },
    LaneRow { is_parted: true, ..row(Label::Pain, pain) },
    row(Label::Idea, idea),
    row(Label::Coming, coming),
    LaneRow { is_parted: true, ..row(Label::Backstage, backstage) },
    row(Label::Who, |_, shown| Some(who(shown))),
    row(Label::Differs, differs),
    LaneRow { is_parted: true, ..row(Label::GoesOn, |scene, shown| lost(scene, shown, false)) },
    row(Label::Leaves, |scene, shown| lost(scene, shown, true)),
];

fn goal(shown: &Shown<'_>) -> Telling {
    let at = shown.at().field("customer_goal");
    match shown.stage.customer_goal.as_deref().filter(|text| !text.trim().is_empty()) {
        Some(text) => Telling::text(at, "", text),
        None => Telling::blank(at, ""),
    }
}

/// What is felt at each touchpoint, as dots.
fn mood(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let persona = scene.board.persona.as_deref();
    let felt = |own: &Touchpoint| feeling(own, persona);
    let course: Vec<CoursePoint> = shown
        .touchpoints
        .iter()
        .map(|(_, own, _)| CoursePoint {
            name: Plain::new(&own.name),
            feeling: felt(own),
            is_moment_of_truth: own.is_moment_of_truth,
        })
        .collect();
    let all = || shown.touchpoints.iter().map(|(_, own, _)| *own);
    // Where it is worst; before anything was said, where it may be said first.
    let own = all().min_by_key(|own| felt(own).map_or(i8::MAX, |feeling| feeling.emotion))?;
    let lines = all().filter_map(|own| {
        let feeling = felt(own)?;
        let sign = if feeling.emotion > 0 { "+" } else { "" };
        let number = crate::app::figures::number(f64::from(feeling.emotion), 0);
        let how = if feeling.is_assumed { scene.label(Label::Assumed) } else { "" };
        let feels = own.feels.as_deref().unwrap_or_default().trim();
        Some(joined([format!("{} {sign}{number}", own.name), feels.to_owned(), how.to_owned()]).to_string())
    });
    let full = lines.map(|line| prose(&line)).collect();
    let is_blank = course.iter().all(|point| point.feeling.is_none());
    let cell = Cell { anchor: anchor(shown.at_touchpoint(own).field("emotion")), course, ..Cell::default() };
    Some(Telling { cell, is_blank, n_all: 1, full, place: String::new() })
}

/// The metric of the strips, touchpoint by touchpoint.
fn measured(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let metric = scene.board.metric.as_ref()?;
    let of = |(idx, own, numbers): &(usize, &Touchpoint, &crate::app::board::TouchpointBoard)| {
        let track = scene.board.track(numbers.shown).filter(|track| track.metric.id == metric.id)?;
        Some((*idx, shown.at_touchpoint(own), own.name.clone(), track))
    };
    let all: Vec<(usize, Address, String, &Track)> = shown.touchpoints.iter().filter_map(of).collect();
    let worst = shown.numbers.ranking.order.iter().find_map(|worst| all.iter().find(|(idx, ..)| idx == worst));
    let (_, at, ..) = worst.or(all.first())?;
    let tracks: Vec<(String, &Track)> = all.iter().map(|(_, _, name, track)| (name.clone(), *track)).collect();
    let full = tracks.iter().map(|(name, track)| prose(&format!("{name}: {}", told::stands(track)))).collect();
    // What a single one is of does not go without saying where a stage has several touchpoints.
    let cell = numbers(scene, &tracks, shown.touchpoints.len() > 1);
    Some(Telling { cell: Cell { anchor: anchor(at.clone()), ..cell }, n_all: 1, full, ..Telling::default() })
}

/// The worst pain point.
fn pain(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let all = pains(shown);
    let (pain, at) = all.first()?;
    let cell = Cell {
        anchor: anchor(at.clone()),
        lead: pain.severity.map(claims::severity).unwrap_or_default(),
        tone: if pain.severity >= Some(4) { Tone::Bad } else { Tone::Neutral },
        lines: vec![words(&pain.text)],
        ..Cell::default()
    };
    let full = vec![pain_item(scene, pain, "")];
    Some(Telling { cell, n_all: all.len(), full, place: place_of(scene, at), is_blank: false })
}

/// The idea that changes most for the least effort.
fn idea(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let mut all: Vec<(&Opportunity, Address)> = Vec::new();
    for (_, own, _) in &shown.touchpoints {
        let at = shown.at_touchpoint(own);
        all.extend(own.opportunities.iter().map(|idea| (idea, at.then(Noun::Opportunity, &idea.id))));
    }
    let gain = |idea: &Opportunity| {
        let score = |own: Option<u8>| i16::from(own.unwrap_or(0));
        (idea.impact.is_some(), score(idea.impact) - score(idea.effort), score(idea.impact))
    };
    all.sort_by_key(|(idea, _)| std::cmp::Reverse(gain(idea)));
    let (idea, at) = all.first()?;
    let score = |own: Option<u8>| own.map_or("?".to_owned(), |own| own.to_string());
    let has_score = idea.impact.is_some() || idea.effort.is_some();
    let lead = if has_score { format!("{}/{}", score(idea.impact), score(idea.effort)) } else { String::new() };
    let cell =
        Cell { anchor: anchor(at.clone()), lead: lead.into(), lines: vec![words(&idea.text)], ..Cell::default() };
    let owner = idea.owner.clone().unwrap_or_default();
    let scores = [(Label::Impact, idea.impact), (Label::Effort, idea.effort)];
    let scores = scores.into_iter().filter_map(|(label, own)| Some(scene.labels.before(label, &own?)));
    let under = joined(scores.chain([owner])).to_string();
    let full = [prose(&idea.text)].into_iter().chain((!under.is_empty()).then(|| prose(&under))).collect();
    Some(Telling { cell, n_all: all.len(), full, place: place_of(scene, at), is_blank: false })
}

fn backstage(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    Telling::of_touchpoint(scene, shown, "backstage", |own| own.backstage.as_ref())
}

/// What differs from who else offers it; who that is, in full.
fn differs(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let mut own = Telling::of_touchpoint(scene, shown, "differs", |own| own.differs.as_ref())?;
    let others = shown.touchpoints.iter().find(|(_, touchpoint, _)| touchpoint.name == own.place);
    let others = others.map(|(_, touchpoint, _)| touchpoint.competitor.as_slice()).unwrap_or_default();
    own.full.extend(others.iter().map(|other| prose(other)));
    Some(own)
}

/// Who looks after the stage and its touchpoints.
fn who(shown: &Shown<'_>) -> Telling {
    let own = shown.stage.owner.iter().map(|owner| (owner, shown.at().field("owner")));
    let parts = shown
        .touchpoints
        .iter()
        .filter_map(|(_, own, _)| Some((own.owner.as_ref()?, shown.at_touchpoint(own).field("owner"))));
    let mut all: Vec<(&String, Address)> = Vec::new();
    for (owner, at) in own.chain(parts) {
        if !all.iter().any(|(known, _)| *known == owner) {
            all.push((owner, at));
        }
    }
    let Some((_, at)) = all.first() else { return Telling::blank(shown.at().field("owner"), "") };
    let names: Vec<&str> = all.iter().map(|(owner, _)| owner.as_str()).collect();
    Telling::text(at.clone(), "", &names.join(", "))
}

/// What is being done next, or else what was shipped last.
fn coming(scene: Scene<'_>, shown: &Shown<'_>) -> Option<Telling> {
    let mut all: Vec<(&Action, Address)> = Vec::new();
    for (_, own, _) in &shown.touchpoints {
        let at = shown.at_touchpoint(own);
        all.extend(own.actions.iter().map(|action| (action, at.then(Noun::Action, &action.id))));
    }
    all.retain(|(action, _)| action.status != ActionStatus::Dropped);
    let is_shipped = |own: &Action| own.status == ActionStatus::Shipped;
    all.sort_by_key(|(own, _)| (is_shipped(own), own.due.is_none(), own.due, std::cmp::Reverse(own.shipped)));
    let (action, at) = all.first()?;
    let is_late = !is_shipped(action) && action.due.is_some_and(|due| due < scene.today);
    let when = match (action.shipped, action.due) {
        (Some(shipped), _) if is_shipped(action) => {
            scene.labels.before(Label::Shipped, &told::day(scene.labels, shipped, scene.today))
        }
        (_, Some(due)) if !is_shipped(action) => {
            let late = if is_late { format!(", {}", scene.label(Label::Late)) } else { String::new() };
            format!("{}{late}", told::due_on(scene, due))
        }
        _ => scene.label(action.status.into()).to_owned(),
    };
    let lines = vec![words(&action.text), dim(&when)];
    let cell = Cell { anchor: anchor(at.clone()), lines, ..Cell::default() };
    let promised = action.promise.as_ref().map(|own| claims::promised(scene.labels, own, scene.map()));
    let under = joined([when, promised.unwrap_or_default(), action.owner.clone().unwrap_or_default()]);
    let full = vec![prose(&action.text), prose(under.as_str())];
    Some(Telling { cell, n_all: all.len(), full, place: place_of(scene, at), is_blank: false })
}

/// Where those who come to a step of a funnel go.
fn lost(scene: Scene<'_>, shown: &Shown<'_>, is_loss: bool) -> Option<Telling> {
    let cell = funnel(scene, shown, is_loss);
    (cell != Cell::default()).then(|| Telling { cell, n_all: 1, ..Telling::default() })
}

/// The name of the touchpoint that an address is at.
fn place_of(scene: Scene<'_>, at: &Address) -> String {
    let id = at.id_of(Noun::Touchpoint).unwrap_or_default();
    let name: Option<Plain> = scene.map().touchpoint(id).map(|(_, own)| Plain::new(&own.name));
    name.unwrap_or_default().to_string()
}
