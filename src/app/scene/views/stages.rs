//! What drawings with a column for each stage have in common: heads, words and numbers as cells tell them.
//! Invariant: a number of too few answers is not told, only how few they are.

use crate::analysis::track::Track;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown};
use crate::app::view::{Block, Cell, CellLine, Figure, Label, Lane, PageLine, Tone};
use crate::journey::{Address, PainPoint, PainStatus, Touchpoint};
use crate::metric::Direction;
use crate::text::Plain;

/// The names of the stages, over their columns.
pub(super) fn heads(scene: Scene<'_>, shown: &[Shown<'_>]) -> Lane {
    let head = |own: &Shown<'_>| Cell {
        lines: vec![words(&own.stage.name)],
        is_here: own.idx == scene.place.stage.idx,
        ..Cell::default()
    };
    Lane { cells: shown.iter().map(head).collect(), is_head: true, ..Lane::default() }
}

/// When the stages happen; `None` where nobody has said.
pub(super) fn whens(scene: Scene<'_>, shown: &[Shown<'_>]) -> Option<Lane> {
    let when = |own: &Shown<'_>| own.stage.when.map(|when| scene.label(when.into())).unwrap_or_default();
    let cell = |own: &Shown<'_>| Cell { lines: vec![dim(when(own))], ..Cell::default() };
    let has_any = shown.iter().any(|own| own.stage.when.is_some());
    has_any.then(|| Lane { cells: shown.iter().map(cell).collect(), ..Lane::default() })
}

/// Words of the author.
pub(super) fn words(text: &str) -> CellLine {
    CellLine { words: Plain::new(text.trim()), ..CellLine::default() }
}

/// Words of ours.
pub(super) fn dim(text: &str) -> CellLine {
    CellLine { words: text.into(), is_dim: true, ..CellLine::default() }
}

/// A cell that nothing stands in.
pub(super) fn blank() -> Cell {
    Cell { lines: vec![dim("·")], ..Cell::default() }
}

/// The latest of a track: its number, or why there is none to tell: `n 27: few`.
pub(super) fn counted(scene: Scene<'_>, track: &Track) -> Result<Figure, Plain> {
    let withheld = || track.withheld().map(figures::hidden).unwrap_or_default();
    let figure = figures::figure(track).ok_or_else(withheld)?;
    let n = if track.metric.kind.is_estimate() { figure.n } else { Plain::default() };
    if figure.is_weak {
        return Err(scene.labels.filled(Label::FewOf, &[n.as_str()]).into());
    }
    Ok(Figure { n, ..figure })
}

/// A line that names what its number is of.
pub(super) fn named(scene: Scene<'_>, name: &str, track: &Track) -> CellLine {
    match counted(scene, track) {
        Ok(figure) => CellLine { figure: Some(figure), ..words(name) },
        Err(lack) => CellLine { lack, ..dim(name) },
    }
}

/// Where those who entered a step of a funnel go: on, or away.
pub(super) fn funnel(scene: Scene<'_>, shown: &Shown<'_>, is_loss: bool) -> Cell {
    let all = funnel_tracks(scene, shown, is_loss);
    let told: Vec<(String, &Track)> = all.into_iter().map(|(name, track)| (name.to_owned(), track)).collect();
    numbers(scene, &told, false)
}

/// The steps of a funnel at a stage, each named by where it is.
pub(super) fn funnel_tracks<'a>(scene: Scene<'a>, shown: &Shown<'a>, is_loss: bool) -> Vec<(&'a str, &'a Track)> {
    let of = |idxs: &'a [usize], name: &'a str| {
        let tracks = idxs.iter().filter(|idx| is_step(scene, **idx)).filter_map(|idx| scene.board.track(Some(*idx)));
        let is_meant = |track: &&Track| (track.metric.direction == Direction::LowerIsBetter) == is_loss;
        tracks.filter(is_meant).map(|track| (name, track)).collect::<Vec<_>>()
    };
    let own = of(&shown.numbers.bindings, &shown.stage.name);
    let parts = shown.touchpoints.iter().flat_map(|(_, touchpoint, numbers)| of(&numbers.bindings, &touchpoint.name));
    own.into_iter().chain(parts).collect()
}

/// Does a binding count who went on from a step of a funnel?
pub(super) fn is_step(scene: Scene<'_>, idx: usize) -> bool {
    let map = scene.map();
    let source = map.bindings().nth(idx).map(|(_, binding)| binding.source.as_str());
    map.sources
        .iter()
        .any(|own| Some(own.id.as_str()) == source && own.key("completed").or(own.key("window")).is_some())
}

/// A cell of numbers, each named by where it is.
///
/// * `is_named`: is it named even if there is only one?
pub(super) fn numbers(scene: Scene<'_>, all: &[(String, &Track)], is_named: bool) -> Cell {
    let ([(_, only)], false) = (all, is_named) else {
        let lines = all.iter().map(|(name, track)| named(scene, name, track)).collect();
        return Cell { lines, ..Cell::default() };
    };
    match counted(scene, only) {
        Ok(figure) => Cell { figure: Some(figure), ..Cell::default() },
        Err(why) => Cell { lines: vec![dim(why.as_str())], ..Cell::default() },
    }
}

/// The touchpoint of a stage that tells most about it: where somebody feels worst or best, of equals the worse, then one
/// that decides, then the first; only of those that have something to say.
pub(super) fn telling<'a>(
    scene: Scene<'_>,
    shown: &Shown<'a>,
    has_word: impl Fn(&Touchpoint) -> bool,
) -> Option<&'a Touchpoint> {
    let persona = scene.board.persona.as_deref();
    let rank = |own: &Touchpoint| {
        let emotion = own.emotion_of(persona).unwrap_or(0);
        (emotion.abs(), -emotion, own.is_moment_of_truth)
    };
    let all = shown.touchpoints.iter().rev().map(|(_, own, _)| *own).filter(|own| has_word(own));
    all.max_by_key(|own| rank(own))
}

/// The pain points of a stage that still hurt, the worst first, each with where it is.
pub(super) fn pains<'a>(shown: &Shown<'a>) -> Vec<(&'a PainPoint, Address)> {
    let mut all: Vec<(&PainPoint, Address)> = Vec::new();
    for (_, own, _) in &shown.touchpoints {
        let at = shown.at_touchpoint(own);
        let hurting = own.pains.iter().filter(|pain| pain.is_hurting());
        all.extend(hurting.map(|pain| (pain, at.then(crate::journey::Noun::Pain, &pain.id))));
    }
    all.sort_by_key(|(pain, _)| {
        (std::cmp::Reverse(pain.severity), pain.status == PainStatus::Accepted, pain.owner.is_some())
    });
    all
}

/// A labelled text below a drawing; blank where there is none.
pub(super) fn field(label: &str, text: &str) -> Option<Block> {
    let lines: Vec<PageLine> = Plain::lines(text.trim()).into_iter().map(PageLine::from).collect();
    let is_blank = text.trim().is_empty();
    (!is_blank).then(|| Block::Field { label: label.into(), lines, tone: Tone::Neutral, at: None, is_marked: false })
}

/// A pain point below a drawing: how bad, what, where it stands and whose it is.
pub(super) fn pain_item(scene: Scene<'_>, pain: &PainPoint, more: &str) -> Block {
    let owner = pain.owner.as_deref().unwrap_or_else(|| scene.label(Label::Nobody));
    let status = scene.label(pain.status.into());
    Block::Item {
        lead: pain.severity.map(crate::app::scene::claims::severity).unwrap_or_default(),
        tone: if pain.severity >= Some(4) { Tone::Bad } else { Tone::Neutral },
        lines: Plain::lines(pain.text.trim()),
        tail: format!("{status}, {owner}").into(),
        under: Some(more).filter(|more| !more.is_empty()).map(PageLine::from).into_iter().collect(),
        is_done: false,
        at: None,
        is_marked: false,
    }
}
