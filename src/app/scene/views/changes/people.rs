//! The side `people`: two personas side by side.
//! Invariant: who has it worse is said by name, and never by a sign alone.

use std::sync::Arc;

use super::contrast::{apart, axis, from_to, is_narrow, last, n, signed, stands, unit, untold, value};
use super::here::LOWEST;
use super::side::ChangesSide;
use crate::analysis::paired::{Overlap, PeopleFound, PeopleRow, PersonaPair, PersonaSide};
use crate::analysis::people::PeopleQuestion;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::scene::views::row::{BESIDE, SideRow, TO, TOUCHPOINT};
use crate::app::scene::views::stages::{pain_item, pains};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Page, PageLine, Sketch, Tone};
use crate::app::viewing::Dials;
use crate::journey::{Address, Touchpoint};
use crate::metric::{Disclosed, Gated, Grain, Metric, Period, Verdict};
use crate::text::{Plain, capitalized};

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "people", by: "beside", lack: |_| None },
    asks: |matter, dials| asked(dials).asks(matter),
    of: |matter, dials| Arc::new(asked(dials).people(matter)),
    fold: |scene, _| page(scene),
};

/// The fewest columns of the screen that a name is told in.
const LEAST_NAME: u16 = 20;

fn least_name(scene: Scene<'_>) -> u16 {
    if is_narrow(scene) { LEAST_NAME / 2 } else { LEAST_NAME }
}

/// What is asked, by the dials.
fn asked(dials: &Dials) -> PeopleQuestion<'_> {
    PeopleQuestion {
        beside: dials.chosen(BESIDE.name),
        touchpoint: dials.chosen(TOUCHPOINT.name),
        period: dials.chosen(TO.name).and_then(Period::parse),
    }
}

fn page(scene: Scene<'_>) -> Page {
    let Some(people) = scene.analysis::<PersonaPair>() else {
        return told(scene.label(Label::Personas).into(), scene.inquiry_words());
    };
    let found = match (&people.found, &people.metric) {
        (Ok(found), Some(metric)) => (found, metric),
        (Err(why), _) => return told(scene.label(Label::Personas).into(), why.words().into()),
        (Ok(_), None) => return told(scene.label(Label::Personas).into(), scene.label(Label::NoNumbers).into()),
    };
    let (found, metric) = found;
    let names = found.sides.each_ref().map(|own| short(&own.name));
    let [one, other] = &names;
    // On a low screen what is said of all comes first, and who they are below.
    let is_low = scene.size.is_some_and(|size| size.height < LOWEST);
    let who = Block::Sentence(who(scene, found, &names));
    let mut blocks = if is_low { Vec::new() } else { vec![who.clone()] };
    blocks.extend(Some(in_short(scene, found, &names)).filter(|own| !own.is_empty()).map(Block::Sentence));
    blocks.extend(longer(scene, found).filter(|_| !is_low).map(Block::Sentence));
    blocks.extend(grid(scene, found, metric, &names));
    blocks.push(Block::Gap);
    if is_low {
        blocks.push(who);
        blocks.extend(longer(scene, found).map(Block::Sentence));
    }
    blocks.extend(here(scene, found, metric, &names));
    blocks.extend(not_the_same(scene, found, &names).map(Block::Sentence));
    let mut periods: Vec<Period> = found.rows.iter().map(|own| own.period).collect();
    periods.dedup();
    let when = match periods.as_slice() {
        [own] => figures::since(*own),
        _ => String::new(),
    };
    Page {
        title: scene.labels.filled(Label::BesideAnother, &[one, other]).into(),
        is_dated: !when.is_empty(),
        aside: joined([format!("{} {}", metric.name, metric.unit).trim().to_owned(), when]),
        blocks,
        ..Page::default()
    }
}

/// `By quarter most touchpoints have too few answers of one of them: what is told is of 2025.`
fn longer(scene: Scene<'_>, found: &PeopleFound) -> Option<Plain> {
    let drawn = scene.board.grain?;
    let told = found.rows.iter().map(|own| own.period).find(|own| own.grain != drawn)?;
    let by = figures::by(drawn);
    let by = capitalized(by);
    let what = if told.grain == Grain::All { "all answers together".to_owned() } else { figures::since(told) };
    Some(Plain::from(format!("{by} most touchpoints have too few answers of each: what is told is of {what}.")))
}

/// A page with one thing to say.
fn told(title: Plain, words: Plain) -> Page {
    Page { title, blocks: vec![Block::Sentence(words)], ..Page::default() }
}

/// The first word of a name, which is what people call somebody.
fn short(name: &str) -> String {
    let own = name.split([',', '(']).next().unwrap_or(name).trim();
    if own.is_empty() { name.to_owned() } else { own.to_owned() }
}

/// `● Wei at least 1,233 people · ○ Ruth at least 449 people · NPS 31 (25 to 36), n 1,164; 30 (23 to 37), n 427: cannot tell`.
fn who(scene: Scene<'_>, found: &PeopleFound, names: &[String; 2]) -> Plain {
    let side = |sign: &str, own: &PersonaSide, name: &str| {
        let people = own.n_people.map(|n| format!(" at least {} people", figures::count(n))).unwrap_or_default();
        format!("{sign} {name}{people}")
    };
    let ([one, other], [first, second]) = (&found.sides, names);
    let whole = found.whole.as_ref().and_then(|row| {
        let [own, of] = &row.sides;
        let told = |own: &Option<Gated>| Some(stands(&row.metric, own.as_ref()?.disclosed()?));
        let verdict = verdict(scene, found, row, [first, second]).into_iter().next()?;
        Some(format!("{} {}; {}: {verdict}", row.metric.name, told(own)?, told(of)?))
    });
    joined([side("●", one, first), side("○", other, second), whole.unwrap_or_default()])
}

/// `8 of 21 differ · Wei: worse at 1 · Ruth: worse at 7`.
fn in_short(scene: Scene<'_>, found: &PeopleFound, names: &[String; 2]) -> Plain {
    let n_worse = |side: usize| found.rows.iter().filter(|own| own.worse() == Some(side)).count();
    let (one, other) = (n_worse(0), n_worse(1));
    let n_compared = found.n_compared();
    if found.rows.is_empty() {
        return Plain::default();
    }
    let n_untold = found.rows.len() - n_compared;
    let labels = scene.labels;
    let at = |side: usize, n: usize| {
        let name = names.get(side).map_or("", String::as_str);
        if n > 0 { labels.filled(Label::WorseAtN, &[name, &n.to_string()]) } else { String::new() }
    };
    let differ = labels.filled(Label::NDiffer, &[&(one + other).to_string(), &n_compared.to_string()]);
    let few = if n_untold > 0 { format!("{n_untold} {}", scene.label(Label::TooFew)) } else { String::new() };
    joined([differ, at(0, one), at(1, other), few])
}

fn grid(scene: Scene<'_>, found: &PeopleFound, metric: &Metric, names: &[String; 2]) -> Vec<Block> {
    if found.rows.is_empty() {
        let [one, other] = names;
        return vec![Block::Sentence(Plain::new(&format!(
            "No touchpoint has answers that tell {one} and {other} apart: a source with the column of their segments, \
             measured at touchpoints, would."
        )))];
    }
    let told: Vec<&Disclosed> =
        found.rows.iter().flat_map(|own| &own.sides).flatten().filter_map(Gated::disclosed).collect();
    let values = told.iter().map(|own| own.value());
    let halves = told.iter().filter_map(|own| Some(own.interval()?.half_width()));
    let n_of = || GridColumn::numbers(scene.label(Label::N)).going(4);
    let [one, other] = names;
    let head = GridHead {
        columns: vec![
            GridColumn::words(format!("{} {}", metric.name, metric.unit).trim()).cut_to(least_name(scene)),
            GridColumn::numbers(one.as_str()).going(1),
            n_of(),
            GridColumn::numbers(other.as_str()).going(1),
            n_of(),
            GridColumn::drawn("", axis(metric, values, halves)).going(3),
            last(scene, GridColumn::words(format!("{}, {}", scene.label(Label::ApartBy), unit(metric)))),
        ],
        is_bare: false,
    };
    let mut blocks = vec![Block::GridHead(head)];
    for shown in scene.shown() {
        let mut rows = shown.touchpoints.iter().flat_map(|(_, own, _)| {
            let of = found.rows.iter().filter(|row| row.touchpoint.as_ref() == Some(&own.id));
            let at = shown.at_touchpoint(own);
            of.map(move |row| (at.clone(), *own, row))
        });
        let Some(first) = rows.next() else { continue };
        blocks.push(Block::GridRow(stage_row(&shown)));
        let all = std::iter::once(first).chain(rows);
        blocks.extend(all.map(|(at, own, row)| Block::GridRow(grid_row(scene, found, (at, own, row), names))));
    }
    blocks
}

fn stage_row(shown: &Shown<'_>) -> GridRow {
    let name = GridCell::told(Plain::new(&shown.stage.name)).toned(Tone::Dim);
    GridRow { anchor: Anchor::default(), cells: vec![name], is_dim: true }
}

fn grid_row(
    scene: Scene<'_>,
    found: &PeopleFound,
    (at, touchpoint, row): (Address, &Touchpoint, &PeopleRow),
    names: &[String; 2],
) -> GridRow {
    let [one, other] = &row.sides;
    let told = |own: &Option<Gated>| own.as_ref()?.disclosed().map(Disclosed::value);
    let worse = row.worse();
    let tone = if worse.is_some() { Tone::Bad } else { Tone::Dim };
    let [first, second] = names;
    let sketch = Sketch::Dumbbell {
        from: told(other),
        to: told(one),
        is_sure: worse.is_some(),
        tone: if worse.is_some() { Tone::Strong } else { Tone::Neutral },
    };
    let forms = verdict(scene, found, row, [first, second]).into_iter().map(Plain::from).collect();
    let cells = vec![
        GridCell::told(Plain::from(format!("  {}", Plain::new(&touchpoint.name)))),
        GridCell::told(value(&row.metric, one.as_ref())),
        GridCell::told(n(one.as_ref())).toned(Tone::Dim),
        GridCell::told(value(&row.metric, other.as_ref())),
        GridCell::told(n(other.as_ref())).toned(Tone::Dim),
        GridCell::drawn(sketch),
        GridCell::in_forms(forms).toned(tone),
    ];
    GridRow { anchor: Anchor { at: Some(at), is_marked: false }, cells, is_dim: worse.is_none() }
}

/// `15.9 worse for Wei (10.7 to 20.8)`, and the same in fewer words.
fn verdict(scene: Scene<'_>, found: &PeopleFound, row: &PeopleRow, names: [&str; 2]) -> Vec<String> {
    let Some(own) = &row.difference else {
        let withheld = row.sides.iter().flatten().find_map(Gated::withheld);
        let hidden = withheld.map(|own| figures::hidden(own).to_string());
        let why = hidden.or_else(|| row.lack(found.overlap)).unwrap_or_default();
        return vec![why, scene.label(Label::TooFew).to_owned()];
    };
    let name = row.worse().and_then(|side| names.get(side));
    let Some(name) = name else { return vec![untold(scene, own), scene.label(Label::CannotTell).to_owned()] };
    let worse = scene.labels.filled(Label::WorseFor, &[name]);
    let (size, ends) = apart(&row.metric, own);
    vec![format!("{size} {worse} ({ends})"), format!("{size} {worse}"), worse]
}

/// What is not told apart is not the same: from how few answers that is said.
fn not_the_same(scene: Scene<'_>, found: &PeopleFound, names: &[String; 2]) -> Option<Plain> {
    let untold = || found.rows.iter().filter(|own| own.worse().is_none() && own.difference.is_some());
    let smallest = untold().filter_map(|own| Some(own.difference?.smallest()));
    let (low, high) = smallest.fold((f64::INFINITY, 0.0_f64), |(low, high), own| (low.min(own), high.max(own)));
    untold().next()?;
    let n_of = |side: usize| {
        let all = untold().filter_map(move |own| Some(own.sides.get(side)?.as_ref()?.n()));
        Some((all.clone().min()?, all.max()?))
    };
    let (side, (least, most)) =
        [0, 1].into_iter().filter_map(|side| Some((side, n_of(side)?))).min_by_key(|(_, (least, _))| *least)?;
    let name = names.get(side)?;
    let span = if least == most {
        figures::count(least)
    } else {
        scene.labels.filled(Label::Span, &[&figures::count(least), &figures::count(most)])
    };
    let both = if found.overlap == Overlap::Counted { "; who is both is counted, and not compared" } else { "" };
    Some(
        format!(
            "{}: {name} has {span} answers, which would show {} {} or more{both}",
            scene.label(Label::NotTheSame),
            from_to(scene, (low, high), 0),
            unit(&found.rows.first()?.metric)
        )
        .into(),
    )
}

/// What each says of the touchpoint under the cursor, how it moved for each, and what hurts there.
fn here(scene: Scene<'_>, found: &PeopleFound, metric: &Metric, names: &[String; 2]) -> Vec<Block> {
    let Some(at) = scene.place.item.as_ref().filter(|_| scene.keymap.is_some()) else { return Vec::new() };
    let all = scene.shown();
    let own = all.iter().find_map(|shown| {
        let (_, own, _) = shown.touchpoints.iter().find(|(_, own, _)| shown.at_touchpoint(own) == *at)?;
        Some((shown, *own))
    });
    let Some((shown, touchpoint)) = own else { return Vec::new() };
    let Some(row) = found.rows.iter().find(|row| row.touchpoint.as_ref() == Some(&touchpoint.id)) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    for ((name, side), moved) in names.iter().zip(&row.sides).zip(&row.moved) {
        let words = match side.as_ref().map(|own| (own.disclosed(), own.withheld())) {
            Some((Some(own), _)) => {
                let change = moved.as_ref().map(|change| {
                    let [full, _] = signed(metric, change.difference, Some(change.interval));
                    let since = row.before.map(|own| scene.labels.filled(Label::Since, &[&figures::since(own)]));
                    let since = since.unwrap_or_default();
                    match change.verdict {
                        Verdict::Rose => format!("▲ {full} {since}"),
                        Verdict::Fell => format!("▼ {full} {since}"),
                        Verdict::Steady | Verdict::CannotTell => format!("{full} {since}: {}", untold(scene, change)),
                    }
                });
                joined([stands(metric, own), change.unwrap_or_default()])
            }
            Some((None, Some(own))) => figures::hidden(own),
            _ => scene.label(Label::NotAsked).into(),
        };
        let lines = vec![PageLine::from(words)];
        blocks.push(Block::Field {
            label: name.as_str().into(),
            lines,
            tone: Tone::Neutral,
            at: None,
            is_marked: false,
        });
    }
    let of_here = pains(shown).into_iter().filter(|(_, own)| own.up_to(own.steps.len().saturating_sub(1)) == *at);
    blocks.extend(of_here.take(2).map(|(pain, _)| pain_item(scene, pain, "")));
    blocks
}
