//! The places in order, each with its reasons; what is strong; what nobody was asked.
//! Invariant: what has no place of the order stands behind what has, with the reason.

use super::open;
use super::telling::{self, name, places, r, r_in_full, r_range, reasons, satisfied, value};
use crate::analysis::drivers::place::DriverPlace;
use crate::analysis::drivers::reasons::{DriverReason, Unattended};
use crate::analysis::drivers::{Drivers, FIRST, is_critical, is_worth};
use crate::app::figures;
use crate::app::scene::claims;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Tone};
use crate::journey::{Address, Noun};
use crate::metric::Correlation;
use crate::text::{Plain, capitalized};

/// From how many rows on the first places keep their reasons wherever the cursor is.
const ROOMY: u16 = 36;
/// From how many columns on the number of answers has a column of its own.
const WIDE: u16 = 100;
/// The same where the table has few columns.
const FEW_COLUMNS: u16 = 76;
/// Below so many rows what is missing stands after the table.
const LOW: u16 = 18;
/// Below so many columns the sentence says only which, and not why.
const NARROW: u16 = 60;
/// So many names of a line.
const NAMED: usize = 5;

/// Is a place looked at?
pub(super) fn is_shown(scene: Scene<'_>, own: &DriverPlace) -> bool {
    !scene.is_truths_only || own.is_moment_of_truth
}

/// The blocks of the page.
pub(super) fn blocks(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    if own.is_empty {
        let words = format!("{}: {}.", scene.label(Label::FixFirst), own.lack.as_deref().unwrap_or_default());
        return vec![Block::Sentence(words.into())];
    }
    let rows = Rows::of(scene, own);
    let is_low = scene.size.is_some_and(|size| size.height < LOW);
    let mut blocks = vec![Block::Sentence(in_short(scene, own, &rows))];
    let lack = own.lack.as_deref().map(|lack| Block::Sentence(format!("{}.", capitalized(lack)).into()));
    let mut asked = open::blocks(scene, own);
    let has_truths = own.unknowns.questions.iter().any(|own| own.is_moment_of_truth);
    let mut after = Vec::new();
    // On a low screen the sentence and the first row come before what is missing.
    if is_low {
        after.extend(lack);
    } else {
        blocks.extend(lack);
        if has_truths {
            blocks.append(&mut asked);
        }
    }
    if !(rows.first.is_empty() && rows.rest.is_empty()) {
        blocks.push(Block::Gap);
        blocks.extend(table(scene, own, &rows));
    }
    blocks.append(&mut after);
    blocks.extend(apart(scene, own));
    blocks.extend(weak(scene, own, &rows));
    blocks.append(&mut asked);
    blocks.extend(fine_print(scene, own));
    blocks
}

/// The rows of the table. No place is of both.
struct Rows<'a> {
    /// What is to be mended, the first first: what has a place of the order and does not surely do better than most; without
    /// an order what there is a reason to look at.
    first: Vec<&'a DriverPlace>,
    /// What is strong and matters; without an order all that is measured besides, in the order of the journey.
    rest: Vec<&'a DriverPlace>,
}

impl<'a> Rows<'a> {
    fn of(scene: Scene<'_>, own: &'a Drivers) -> Self {
        let shown = own.places.iter().filter(|place| is_shown(scene, place));
        let is_row = |place: &&DriverPlace| match own.lack {
            None => place.order.is_some(),
            Some(_) => is_critical(place) || place.performance.is_ok(),
        };
        let is_first = |place: &&DriverPlace| match own.lack {
            None => !place.standing.is_strong,
            Some(_) => is_critical(place) && (!own.is_metric_other || place.performance.is_ok()),
        };
        let (first, rest) = shown.filter(is_row).partition(is_first);
        Self { first, rest }
    }
}

/// `Fix first: Restaurants, Shops.` and why in short: only what is true of all that are named.
fn in_short(scene: Scene<'_>, own: &Drivers, rows: &Rows<'_>) -> Plain {
    let worth: Vec<&DriverPlace> = rows.first.iter().copied().filter(|own| is_worth(own)).collect();
    let head = scene.label(Label::FixFirst);
    let first = own.first(&worth);
    if first.is_empty() {
        let is_bare = rows.first.is_empty() && rows.rest.is_empty();
        let nothing = if is_bare { "nothing is measured yet" } else { "nothing stands out" };
        return format!("{head}: {nothing}.").into();
    }
    let is_narrow = scene.size.is_some_and(|size| size.width < NARROW);
    let outcome = own.outcome_words();
    let nobody = first.first().and_then(|own| own.unattended);
    let nobody = nobody.filter(|own| first.iter().all(|place| place.unattended == Some(*own)));
    let nobody = nobody.map(|own| telling::unattended(scene, own).to_owned());
    let names = first.iter().map(|place| match own.lack {
        _ if place.range.is_none() && !is_narrow => {
            let is_told = |why: &&DriverReason| !matches!(why, DriverReason::Reach(_) | DriverReason::GoesWith);
            let why: Vec<String> = place.why.iter().filter(is_told).take(3).map(|why| why.words(&outcome)).collect();
            format!("{} ({})", place.name, why.join(", "))
        }
        _ => place.name.clone(),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let why = own.lack.is_none().then(|| in_common(&first, &outcome)).filter(|_| !is_narrow);
    let rest = why.into_iter().chain(nobody).collect::<Vec<_>>().join("; ");
    if rest.is_empty() { format!("{head}: {names}.") } else { format!("{head}: {names}. {}.", capitalized(&rest)) }
        .into()
}

/// What is true of every one of some places that go with an outcome.
fn in_common(first: &[&DriverPlace], outcome: &str) -> String {
    let all = |is_so: fn(&DriverPlace) -> bool| first.iter().all(|own| is_so(own));
    let goes = |own: &DriverPlace| own.goes_with.as_ref().is_ok_and(Correlation::is_sure);
    let (it, does, goes_along) =
        if first.len() > 1 { ("them", "they do", "they go") } else { ("it", "it does", "it goes") };
    let told = [
        all(|own| own.standing.is_met).then(|| format!("more than half meet {it}")),
        all(|own| own.standing.is_weak).then(|| format!("{does} worse than most")),
        all(goes).then(|| format!("{goes_along} with {outcome}")),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    match told.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{}, and {last}", before.join(", ")),
        _ => told.concat(),
    }
}

/// The touchpoint that the cursor is at; the first where it is at none.
fn here<'a>(scene: Scene<'_>, ranked: &[&'a DriverPlace]) -> Option<&'a Address> {
    scene.keymap?;
    let item = scene.place.item.as_ref();
    let id = item.and_then(|own| own.id_of(Noun::Touchpoint));
    let found = ranked.iter().find(|own| Some(own.id()) == id);
    if item.is_some() { found.map(|own| &own.at) } else { ranked.first().map(|own| &own.at) }
}

fn table(scene: Scene<'_>, own: &Drivers, rows: &Rows<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::GridHead(head(scene, own))];
    let all: Vec<&DriverPlace> = rows.first.iter().chain(&rows.rest).copied().collect();
    let here = here(scene, &all);
    let (width, height) = scene.size.map_or((WIDE, ROOMY), |size| (size.width, size.height));
    let has_n = width >= if own.lack.is_none() { WIDE } else { FEW_COLUMNS };
    for (idx, place) in all.iter().enumerate() {
        let number = (idx < rows.first.len()).then_some(idx + 1);
        if idx == rows.first.len() {
            let label = if own.lack.is_none() { Label::StrongKeep } else { Label::TheRest };
            blocks.extend([Block::Gap, Block::Heading(scene.label(label).into())]);
        }
        blocks.push(Block::GridRow(row(scene, own, (number, place))));
        let is_here = here == Some(&place.at);
        if is_here || (height >= ROOMY && number.is_some_and(|own| own <= FIRST) && is_worth(place)) {
            blocks.push(under(reasons(scene, own, place, has_n)));
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
    let names = if own.lack.is_none() { Label::WeakestMatters } else { Label::ReasonToLook };
    let n_ranked = own.places.iter().filter(|place| place.range.is_some()).count();
    let mut columns = vec![
        GridColumn::numbers(""),
        GridColumn::words(scene.label(names)).cut_to(12),
        GridColumn::words("").going(5),
        GridColumn::words(satisfied(scene, own)).cut_to(13),
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

fn row(scene: Scene<'_>, own: &Drivers, (number, place): (Option<usize>, &DriverPlace)) -> GridRow {
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
    let is_open = own.unknowns.questions.iter().any(|question| question.at.as_ref() == Some(&place.at));
    let why = performance.err().map(|why| match why.as_str() {
        "not measured" if !is_open => "by other metrics".to_owned(),
        why => why.to_owned(),
    });
    let mut cells = vec![
        told(number.map(|own| own.to_string())),
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
        // On a screen the line under a row says which, and what is under the table says what it means.
        let words = telling::unattended(scene, own);
        let forms = if scene.size.is_some() { Vec::new() } else { vec![format!("◂ {words}").into()] };
        GridCell::in_forms(forms.into_iter().chain(["◂".into()]).collect()).toned(Tone::Strong)
    }));
    GridRow {
        anchor: Anchor { at: Some(place.at.clone()), is_marked: false },
        cells,
        is_dim: performance.is_ok_and(crate::metric::Disclosed::is_few),
    }
}

/// Those that have answers and no place of the order, each with the reason.
fn apart(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    let outcome = own.outcome_words();
    let left = || own.places.iter().filter(|place| is_shown(scene, place) && place.order.is_none());
    let unsure = |is_meant: fn(&Correlation) -> bool| {
        let told = left().filter_map(move |place| {
            let of = place.goes_with.as_ref().ok().filter(|own| !own.is_sure() && is_meant(own))?;
            let why =
                place.why.iter().filter(|_| own.lack.is_none() && is_critical(place)).filter(|why| {
                    matches!(why, DriverReason::Worse(_) | DriverReason::Pain { .. } | DriverReason::Truth)
                });
            let why: Vec<String> = why.map(|why| format!(", {}", why.words(""))).collect();
            let why = why.concat();
            Some(format!("{} {}{why}", place.name, r_in_full(of)))
        });
        told.collect::<Vec<_>>()
    };
    let others = left().filter(|_| own.lack.is_none()).filter_map(|place| {
        let why = match (&place.performance, &place.goes_with) {
            (Err(why), _) if why == "not measured" => return None,
            (Err(why), _) | (Ok(_), Err(why)) => why.clone(),
            (Ok(_), Ok(goes_with)) if goes_with.is_sure() => "reach is not known".to_owned(),
            (Ok(_), Ok(_)) => return None,
        };
        Some(format!("{}: {why}", place.name))
    });
    let told = [
        (format!("Cannot tell whether it goes with {outcome}"), unsure(|own| own.interval.high >= 0.0)),
        (format!("Goes the other way than {outcome}"), unsure(|own| own.interval.high < 0.0)),
        ("No place of the order".to_owned(), others.collect()),
    ];
    let told = told.into_iter().filter(|(_, all)| !all.is_empty());
    told.flat_map(|(head, all)| [Block::Gap, Block::Sentence(format!("{head}: {}.", all.join("; ")).into())]).collect()
}

/// Those that are weak and matter, both for sure, and why the list may begin with others.
fn weak(scene: Scene<'_>, own: &Drivers, rows: &Rows<'_>) -> Vec<Block> {
    // Without an order there is nothing that matters for sure.
    let is_meant = |place: &&DriverPlace| place.order.is_some() && is_shown(scene, place) && place.is_sure_focus();
    let mut all: Vec<&DriverPlace> = own.places.iter().filter(is_meant).collect();
    let importance = |place: &DriverPlace| place.goes_with.as_ref().map_or(0.0, |own| own.r);
    all.sort_by(|one, other| importance(other).total_cmp(&importance(one)));
    let Some(weakest) = all.first() else { return Vec::new() };
    let told = all.iter().take(NAMED).map(|place| {
        let shown = own.metric.as_ref().zip(place.performance.as_ref().ok()).map(|(metric, own)| value(metric, own));
        format!("{} {}", place.name, shown.unwrap_or_default())
    });
    let more = all.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| scene.labels.filled(Label::More, &[&more.to_string()]));
    let mut blocks = vec![
        Block::Gap,
        Block::Heading(scene.label(Label::WeakForSure).into()),
        Block::Sentence(joined(told.chain(more))),
    ];
    let met = |place: &DriverPlace| Some(format!("{} {}", place.name, telling::reach(place.reach.as_ref()?)));
    let leader = rows.first.first().filter(|place| !place.is_sure_focus());
    if let Some((leader, weakest)) = leader.and_then(|own| met(own)).zip(met(weakest)) {
        let words = format!("Here it does not count how many meet a touchpoint; above it does: {leader}, {weakest}.");
        blocks.push(Block::Sentence(words.into()));
    }
    blocks
}

/// What the numbers and signs are, and what they are not.
fn fine_print(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    let mut blocks = Vec::new();
    if own.lack.is_none() {
        let outcome = own.outcome_words();
        let halo = own.halo.map(|(halo, _)| alike(halo)).unwrap_or_default();
        let way = own
            .outcome
            .as_ref()
            .filter(|_| own.is_turned())
            .map(|own| format!(" Of “{}” lower is better: above 0 is the good way.", own.name));
        let way = way.unwrap_or_default();
        let words = format!(
            "Goes with {outcome}, not because: 0 is not at all, 1 is always.{way}{halo} Put in order by what it goes with at the least × how far it is from the best × how many meet it; “3 to 9”: it cannot be told from those places."
        );
        blocks.push(Block::Sentence(words.into()));
    }
    let has =
        |meant: Unattended| own.places.iter().any(|place| is_shown(scene, place) && place.unattended == Some(meant));
    let signs = [
        (Unattended::NobodyBegan, "no action there is planned or under way"),
        (Unattended::NobodyLooked, "no pain there is written down either"),
    ];
    let signs = signs.into_iter().filter(|(meant, _)| has(*meant));
    let signs: Vec<String> =
        signs.map(|(meant, words)| format!("{}: {words}", telling::unattended(scene, meant))).collect();
    if !signs.is_empty() {
        blocks.push(Block::Sentence(format!("◂ {}.", signs.join("; ")).into()));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Gap);
    }
    blocks
}

/// What it says that answers to two touchpoints go together so far.
fn alike(halo: f64) -> String {
    if halo >= 0.2 {
        format!(" Whoever likes one touchpoint tends to like the others too ({} between two, on average).", r(halo))
    } else {
        format!(" Who likes one touchpoint need not like another ({} between two, on average).", r(halo))
    }
}
