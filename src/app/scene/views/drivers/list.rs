//! The places in order, each with its reasons; what is strong; what nobody was asked.
//! Invariant: what has no place of the order stands behind what has, with the reason.

use super::open;
use super::telling::{self, name, places, r, r_in_full, r_range, reasons, value};
use crate::analysis::drivers::place::DriverPlace;
use crate::analysis::drivers::reasons::DriverReason;
use crate::analysis::drivers::{Drivers, FIRST, is_critical, is_worth};
use crate::app::figures;
use crate::app::scene::claims;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Tone};
use crate::journey::{Address, Noun};
use crate::metric::Quadrant;
use crate::text::Plain;

/// From how many rows on the first places keep their reasons wherever the cursor is.
const ROOMY: u16 = 36;
/// From how many columns on the number of answers has a column of its own.
const WIDE: u16 = 100;
/// So many names of a line.
const NAMED: usize = 5;

/// Is a place looked at?
pub(super) fn is_shown(scene: Scene<'_>, own: &DriverPlace) -> bool {
    !scene.is_truths_only || own.is_moment_of_truth
}

/// The blocks of the page.
pub(super) fn blocks(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    let ranked: Vec<&DriverPlace> =
        own.places.iter().filter(|place| is_shown(scene, place) && is_ranked(own, place)).collect();
    let mut blocks = vec![Block::Sentence(in_short(scene, own, &ranked))];
    blocks.extend(own.lack.as_deref().map(|lack| Block::Sentence(lack.into())));
    let asked = open::blocks(scene, own);
    let has_truths = own.unknowns.questions.iter().any(|own| own.is_moment_of_truth);
    if has_truths {
        blocks.extend(asked.iter().cloned());
    }
    if !ranked.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(table(scene, own, &ranked));
    }
    blocks.extend(apart(scene, own));
    blocks.extend(sure(scene, own, (Quadrant::KeepUp, Label::StrongKeep)));
    blocks.extend(sure(scene, own, (Quadrant::Focus, Label::WeakForSure)));
    if !has_truths {
        blocks.extend(asked);
    }
    blocks.extend(fine_print(own));
    blocks
}

/// Does a place stand in the list: by the outcome, or without one by what else there is to say?
fn is_ranked(own: &Drivers, place: &DriverPlace) -> bool {
    match own.lack {
        None => place.order.is_some(),
        Some(_) => is_critical(place) || place.performance.is_ok(),
    }
}

/// `Fix first: Restaurants, Shops.` and why in short.
fn in_short(scene: Scene<'_>, own: &Drivers, ranked: &[&DriverPlace]) -> Plain {
    let worth: Vec<&DriverPlace> = ranked.iter().copied().filter(|own| is_worth(own)).collect();
    let head = scene.label(Label::FixFirst);
    let first: Vec<&DriverPlace> = match own.lack {
        None => {
            let is_first = |own: &&DriverPlace| own.range.is_some_and(|own| own.first == 1);
            worth.iter().copied().filter(is_first).take(NAMED).collect()
        }
        Some(_) => worth.iter().copied().take(2).collect(),
    };
    let Some(leader) = first.first() else {
        let nothing = if ranked.is_empty() { "nothing is measured yet" } else { "nothing stands out" };
        return format!("{head}: {nothing}.").into();
    };
    let names = first.iter().map(|own| own.name.as_str()).collect::<Vec<_>>().join(", ");
    let nobody = leader.unattended.filter(|own| first.iter().all(|place| place.unattended == Some(*own)));
    let nobody = nobody.map(|own| telling::unattended(scene, own).to_owned());
    let outcome = own.outcome_words();
    let why = if own.lack.is_none() && first.len() > 1 {
        format!("many meet them, they do badly, and they go with {outcome}")
    } else if own.lack.is_none() {
        format!("many meet it, it does badly, and it goes with {outcome}")
    } else {
        let why: Vec<String> = leader.why.iter().take(3).map(|why| why.words(&outcome)).collect();
        if first.len() > 1 { format!("{}: {}", leader.name, why.join(", ")) } else { why.join(", ") }
    };
    let rest = [Some(why), nobody].into_iter().flatten().collect::<Vec<_>>().join("; ");
    format!("{head}: {names}. {}.", capital(&rest)).into()
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The touchpoint that the cursor is at; the first where it is at none.
fn here<'a>(scene: Scene<'_>, ranked: &[&'a DriverPlace]) -> Option<&'a Address> {
    scene.keymap?;
    let item = scene.place.item.as_ref();
    let id = item.and_then(|own| own.id_of(Noun::Touchpoint));
    let found = ranked.iter().find(|own| Some(own.id()) == id);
    if item.is_some() { found.map(|own| &own.at) } else { ranked.first().map(|own| &own.at) }
}

fn table(scene: Scene<'_>, own: &Drivers, ranked: &[&DriverPlace]) -> Vec<Block> {
    let mut blocks = vec![Block::GridHead(head(scene, own))];
    let here = here(scene, ranked);
    let (width, height) = scene.size.map_or((WIDE, ROOMY), |size| (size.width, size.height));
    for (idx, place) in ranked.iter().enumerate() {
        blocks.push(Block::GridRow(row(scene, own, (idx, place))));
        let is_here = here == Some(&place.at);
        if is_here || (height >= ROOMY && idx < FIRST && is_worth(place)) {
            blocks.push(under(reasons(scene, own, place, width >= WIDE)));
        }
        if is_here {
            blocks.extend(claims(scene, place));
        }
    }
    blocks
}

/// A line under a row.
fn under(words: String) -> Block {
    Block::Item {
        // As wide as the severities of what stands under a row.
        lead: "    ".into(),
        tone: Tone::Dim,
        lines: vec![words.into()],
        tail: Plain::default(),
        under: Vec::new(),
        is_done: true,
        at: None,
        is_marked: false,
    }
}

/// What hurts at a place and what is done about it.
fn claims(scene: Scene<'_>, place: &DriverPlace) -> Vec<Block> {
    let (labels, map) = (scene.labels, scene.map());
    let Some((_, own)) = map.touchpoint(place.id()) else { return Vec::new() };
    let pains = own.pains.iter().filter(|pain| pain.is_hurting());
    let actions = claims::actions(labels, &own.actions, &own.pains, map, &place.at);
    claims::pains(labels, map, pains, &place.at).into_iter().chain(actions).map(short).collect()
}

/// The same without what stands under it: all of it is told where it is at home.
fn short(block: Block) -> Block {
    match block {
        Block::Item { lead, tone, lines, tail, is_done, at, is_marked, .. } => {
            Block::Item { lead, tone, lines, tail, under: Vec::new(), is_done, at, is_marked }
        }
        other => other,
    }
}

fn head(scene: Scene<'_>, own: &Drivers) -> GridHead {
    let metric =
        own.metric.as_ref().map(|own| format!("{} {}", own.name, own.unit).trim().to_owned()).unwrap_or_default();
    let when = own.period.map(figures::since).unwrap_or_default();
    let satisfied = scene.labels.filled(Label::SatisfiedIn, &[&metric, &when]);
    let n_ranked = own.places.iter().filter(|place| place.range.is_some()).count();
    let mut columns = vec![
        GridColumn::numbers(""),
        GridColumn::words(scene.label(Label::WeakestMatters)).cut_to(12),
        GridColumn::words("").going(5),
        GridColumn::words(satisfied).cut_to(13),
        GridColumn::numbers("").going(6),
    ];
    if own.lack.is_none() {
        columns.extend([
            GridColumn::words(scene.label(Label::GoesWithIt)).going(2).cut_to(10),
            GridColumn::numbers(scene.label(Label::MeetIt)).going(3),
            GridColumn::numbers(scene.labels.filled(Label::PlaceOfAll, &[&n_ranked.to_string()])).going(4),
        ]);
    }
    columns.push(GridColumn::words("").cut_to(1));
    GridHead { columns, is_bare: false }
}

fn row(scene: Scene<'_>, own: &Drivers, (idx, place): (usize, &DriverPlace)) -> GridRow {
    let performance = place.performance.as_ref();
    let shown = own.metric.as_ref().zip(performance.ok()).map(|(metric, own)| value(metric, own));
    let n = performance.ok().map(|own| {
        let few = if own.is_few() { "few: " } else { "" };
        format!("{few}n {}", figures::count(own.n()))
    });
    let blank = GridCell::default;
    let told = |words: Option<String>| words.map_or_else(blank, GridCell::told);
    let worse = place.why.iter().find_map(|why| match why {
        DriverReason::Worse(own) => Some(format!("{} {}", if own.has_risen { "▲" } else { "▼" }, own.by)),
        _ => None,
    });
    let why = performance.err().cloned();
    let mut cells = vec![
        GridCell::told((idx + 1).to_string()),
        GridCell::told(name(place)),
        worse.map_or_else(blank, |words| GridCell::told(words).toned(Tone::Bad)),
        told(shown.or(why)),
        told(n).toned(Tone::Dim),
    ];
    if own.lack.is_none() {
        let importance = place.goes_with.as_ref().ok();
        let forms = importance.map(|own| vec![r_in_full(own).into(), r_range(own).into()]).unwrap_or_default();
        cells.extend([
            GridCell::in_forms(forms),
            told(place.reach.as_ref().map(telling::reach)),
            told(place.range.map(places)).toned(Tone::Dim),
        ]);
    }
    cells.push(place.unattended.map_or_else(blank, |own| {
        let words = telling::unattended(scene, own);
        GridCell::in_forms(vec![format!("◂ {words}").into(), "◂".into()]).toned(Tone::Strong)
    }));
    GridRow {
        anchor: Anchor { at: Some(place.at.clone()), is_marked: false },
        cells,
        is_dim: performance.is_ok_and(crate::metric::Disclosed::is_few),
    }
}

/// Those that have answers and no place of the order, each with the reason.
fn apart(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    if own.lack.is_some() {
        return Vec::new();
    }
    let left = own.places.iter().filter(|place| is_shown(scene, place) && place.order.is_none());
    let told = left.filter_map(|place| {
        let why = match (&place.performance, &place.goes_with) {
            (Err(why), _) if why == "not measured" => return None,
            (Err(why), _) | (Ok(_), Err(why)) => why.clone(),
            (Ok(_), Ok(_)) => "reach is not known".to_owned(),
        };
        Some(format!("{}: {why}", place.name))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return Vec::new();
    }
    vec![Block::Gap, Block::Sentence(format!("No place of the order: {}.", told.join("; ")).into())]
}

/// Those that are of a quadrant for sure.
fn sure(scene: Scene<'_>, own: &Drivers, (quadrant, label): (Quadrant, Label)) -> Vec<Block> {
    let is_meant = |place: &&DriverPlace| is_shown(scene, place) && place.quadrant == Some((quadrant, true));
    let mut all: Vec<&DriverPlace> = own.places.iter().filter(is_meant).collect();
    let importance = |place: &DriverPlace| place.goes_with.as_ref().map_or(0.0, |own| own.r);
    all.sort_by(|one, other| importance(other).total_cmp(&importance(one)));
    if all.is_empty() {
        return Vec::new();
    }
    let told = all.iter().take(NAMED).map(|place| {
        let shown = own.metric.as_ref().zip(place.performance.as_ref().ok()).map(|(metric, own)| value(metric, own));
        format!("{} {}", place.name, shown.unwrap_or_default())
    });
    let more = all.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| scene.labels.filled(Label::More, &[&more.to_string()]));
    vec![Block::Gap, Block::Heading(scene.label(label).into()), Block::Sentence(joined(told.chain(more)))]
}

/// What the numbers are, and what they are not.
fn fine_print(own: &Drivers) -> Vec<Block> {
    if own.lack.is_some() {
        return Vec::new();
    }
    let halo = own.halo.map(|(halo, _)| format!(" Who likes one thing likes all ({}).", r(halo))).unwrap_or_default();
    let outcome = own.outcome_words();
    let words = format!(
        "Goes with {outcome}, not because: 0 is not at all, 1 is always.{halo} Order: what it goes with at the least × what is lacking × who meets it; places are those that it cannot be told from."
    );
    vec![Block::Gap, Block::Sentence(words.into())]
}
