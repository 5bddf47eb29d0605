//! The side `segments`: for whom it changed, and whether other people came.

use std::sync::Arc;

use super::contrast::{axis, n, signed, stands, unit, untold, value};
use super::side::ChangesSide;
use crate::analysis::places::SegmentPlace;
use crate::analysis::segmented::{MixVerdict, Segments, SegmentsFound};
use crate::analysis::segments::SegmentsQuestion;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::views::row::{FROM, SEGMENT, SideRow, TO, TOUCHPOINT};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Page, Sketch, Tone};
use crate::app::viewing::Dials;
use crate::journey::Address;
use crate::metric::{Comparison, Direction, Disclosed, Gated, GroupTold, Metric, Period, Verdict};
use crate::text::Plain;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "segments", by: "segment" },
    asks: |matter, dials| asked(dials).asks(matter),
    of: |matter, dials| Arc::new(asked(dials).segments(matter)),
    fold: |scene, _| page(scene),
};

/// The fewest columns of the screen that a value of a column is told in.
const LEAST_NAME: u16 = 10;

/// One chance in twenty: from there on the values of a column are told apart as a whole.
const SURE: f64 = 0.05;

/// What is asked, by the dials.
fn asked(dials: &Dials) -> SegmentsQuestion<'_> {
    let period = |dial: &str| dials.chosen(dial).and_then(Period::parse);
    SegmentsQuestion {
        column: dials.chosen(SEGMENT.name),
        touchpoint: dials.chosen(TOUCHPOINT.name),
        from: period(FROM.name),
        to: period(TO.name),
    }
}

fn page(scene: Scene<'_>) -> Page {
    let Some(own) = scene.analysis::<Segments>() else {
        let title = Plain::from(scene.label(Label::HowFar));
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let column = own.column.as_deref().unwrap_or_default();
    let title = Plain::new(&scene.labels.filled(Label::ForWhom, &[column]));
    let (found, metric) = match (&own.found, &own.metric) {
        (Ok(found), Some(metric)) => (found, metric),
        (Err(why), _) => {
            let words = Plain::new(&why.words(own.column.as_deref()));
            return Page { title, blocks: vec![Block::Sentence(words)], ..Page::default() };
        }
        (Ok(_), None) => return Page { title, ..Page::default() },
    };
    let mut blocks: Vec<Block> = vec![Block::Sentence(whole(scene, found, metric))];
    blocks.extend(mix(scene, found, metric).into_iter().map(Block::Sentence));
    blocks.push(Block::Sentence(in_short(scene, found, column)));
    blocks.extend(grid(scene, found, metric, column));
    blocks.extend(places(scene, own));
    let notes: Vec<Plain> = notes(scene, found, metric, column).collect();
    if !notes.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(notes.into_iter().map(Block::Sentence));
    }
    let place = own.at.as_ref().and_then(|(_, touchpoint)| scene.map().touchpoint(touchpoint));
    let way = place.map(|(_, own)| Plain::new(&own.name)).unwrap_or_default();
    Page { title, way, is_dated: true, aside: when(found).into(), blocks, ..Page::default() }
}

/// `2017 ○ with 2018 ●`.
fn when(found: &SegmentsFound) -> String {
    let (before, after) = found.periods;
    match before {
        Some(before) => format!("{} ○ {} ●", figures::since(before), figures::since(after)),
        None => figures::since(after),
    }
}

/// `NPS 31 (28 to 34), n 2,650 · ▼ −8.9 (−12.7 to −5.0) since 2017`.
fn whole(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric) -> Plain {
    let Some(own) = &found.told.whole else { return Plain::new(&metric.name) };
    let now = own.after.as_ref().and_then(|own| own.disclosed()).map(|own| stands(metric, own)).unwrap_or_default();
    let change = own.change.as_ref().map(|change| {
        let [full, _] = signed(metric, change.difference, Some(change.interval));
        let sign = sign(change.verdict);
        let since = found.periods.0.map(|own| scene.labels.filled(Label::Since, &[&figures::since(own)]));
        format!("{sign}{full} {}", since.unwrap_or_default())
    });
    joined([format!("{} {now}", metric.name), change.unwrap_or_default()])
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Rose => "▲ ",
        Verdict::Fell => "▼ ",
        Verdict::Steady | Verdict::CannotTell => "",
    }
}

/// Whether it is the same people, or other people, or that all go one way and the whole the other.
fn mix(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric) -> Vec<Plain> {
    let Some(own) = found.told.mix.as_ref().filter(|_| found.is_change()) else { return Vec::new() };
    let labels = scene.labels;
    let [within, _] = signed(metric, own.within.value, own.within.interval);
    let [mixed, _] = signed(metric, own.mix.value, own.mix.interval);
    let cannot_tell = scene.label(Label::CannotTell);
    let is_worse = (own.within.value < 0.0) == (metric.direction == Direction::HigherIsBetter);
    let same = match (own.within.is_sure(), metric.kind.row().asks_for.is_some(), is_worse) {
        (false, ..) => Label::SameUnsure,
        (true, true, true) => Label::LessHappy,
        (true, true, false) => Label::Happier,
        (true, false, true) => Label::SameWorse,
        (true, false, false) => Label::SameBetter,
    };
    let unsure = |is_sure: bool| if is_sure { String::new() } else { format!(", {cannot_tell}") };
    let same = format!("{}{}", labels.filled(same, &[&within]), unsure(own.within.is_sure()));
    let others = format!("{}{}", labels.filled(Label::OthersCame, &[&mixed]), unsure(own.mix.is_sure()));
    // What it is about stands first.
    let parts = if MixVerdict::of(own) == MixVerdict::OtherPeople { [others, same] } else { [same, others] };
    let reversed = found.told.is_reversed.then(|| {
        let way = if own.total < 0.0 { "rose" } else { "fell" };
        let other = if own.total < 0.0 { "fell" } else { "rose" };
        Plain::from(format!(
            "each of them {way} and all together {other}: there are more of those who are {}",
            if own.total < 0.0 { "lower" } else { "higher" }
        ))
    });
    std::iter::once(joined(parts)).chain(reversed).collect()
}

/// `2 of 7 moved · they did not all move alike`.
fn in_short(scene: Scene<'_>, found: &SegmentsFound, column: &str) -> Plain {
    let judged = || found.rows().filter_map(|(_, own)| found.compared(own));
    let n_sure = judged().filter(|own| matches!(own.verdict, Verdict::Rose | Verdict::Fell)).count();
    let label = if found.is_change() { Label::NMoved } else { Label::NDiffer };
    let n = scene.labels.filled(label, &[&n_sure.to_string(), &judged().count().to_string()]);
    let all = if found.is_change() { &found.told.alike } else { &found.told.differ };
    let alike = all.map(|own| match (own.p <= SURE, found.is_change()) {
        (true, true) => format!("they did not all move alike: the change goes with {column}"),
        (false, true) => "whether some moved otherwise than others: cannot tell".to_owned(),
        (true, false) => format!("they differ as a whole: it goes with {column}"),
        (false, false) => "whether they differ as a whole: cannot tell".to_owned(),
    });
    Plain::new(joined([n, alike.unwrap_or_default()]).as_str())
}

fn grid(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric, column: &str) -> Vec<Block> {
    let is_change = found.is_change();
    let sides = found.rows().flat_map(|(_, own)| [own.before, own.after]).flatten();
    let values = sides.filter_map(|own| own.disclosed().map(Disclosed::value));
    let rest = found.rows().filter_map(|(_, own)| own.rest.as_ref().filter(|_| !is_change).map(Disclosed::value));
    let values: Vec<f64> = values.chain(rest).collect();
    let label = |own: Period| figures::since(own);
    let (before, after) = found.periods;
    let first = before.map_or_else(|| scene.label(Label::BesideTheRest).to_owned(), label);
    let over = if is_change { Label::HowFar } else { Label::BesideTheRest };
    let head = GridHead {
        columns: vec![
            GridColumn::words(Plain::new(column)).cut_to(LEAST_NAME),
            GridColumn::numbers(first).going(2),
            GridColumn::numbers(label(after)).going(1),
            GridColumn::numbers(scene.label(Label::N)).going(3),
            GridColumn::drawn("", axis(values.iter().copied())).going(4),
            GridColumn::words(format!("{}, {}", scene.label(over), unit(metric))),
            GridColumn::words(if is_change { scene.label(Label::BesideTheRest) } else { "" }).going(5),
        ],
        is_bare: false,
    };
    let rows = found.rows().map(|(name, own)| Block::GridRow(row(scene, found, metric, (name, own))));
    std::iter::once(Block::GridHead(head)).chain(rows).collect()
}

fn row(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric, (name, own): (&str, &GroupTold)) -> GridRow {
    let is_change = found.is_change();
    let compared = found.compared(own);
    let is_good = compared.and_then(|own| own.verdict.is_good(metric.direction));
    let tone = match is_good {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Dim,
    };
    let told = |own: Option<&Gated>| own.and_then(|own| own.disclosed()).map(Disclosed::value);
    let from = if is_change { told(own.before.as_ref()) } else { own.rest.as_ref().map(Disclosed::value) };
    let first = if is_change {
        value(metric, own.before.as_ref())
    } else {
        own.rest.as_ref().map(|own| figures::shown(own, figures::digits(metric, own)).into()).unwrap_or_default()
    };
    let sketch = Sketch::Dumbbell {
        from,
        to: told(own.after.as_ref()),
        is_sure: is_good.is_some(),
        tone: if is_good.is_some() { tone } else { Tone::Neutral },
    };
    let forms = if let Some(own) = compared {
        verdict(scene, metric, own)
    } else {
        let withheld = [own.before, own.after].iter().flatten().find_map(Gated::withheld);
        let hidden = withheld.map(figures::hidden);
        let why = hidden.or_else(|| found.lack(own).map(Plain::from)).unwrap_or_default();
        vec![why, scene.label(Label::TooFew).into()]
    };
    let rest = if is_change { beside_rest(scene, metric, own) } else { Vec::new() };
    let cells = vec![
        GridCell::told(Plain::new(name)),
        GridCell::told(first),
        GridCell::told(value(metric, own.after.as_ref())),
        GridCell::told(n(own.after.as_ref())).toned(Tone::Dim),
        GridCell::drawn(sketch),
        GridCell::in_forms(forms).toned(tone),
        GridCell::in_forms(rest).toned(Tone::Dim),
    ];
    GridRow { anchor: Anchor::default(), cells, is_dim: is_good.is_none() }
}

/// `▼ −20 (−28 to −12)`; `−4.1 (−13 to +4): cannot tell`; and the same in fewer words.
fn verdict(scene: Scene<'_>, metric: &Metric, own: &Comparison) -> Vec<Plain> {
    let [full, brief] = signed(metric, own.difference, Some(own.interval));
    let sign = sign(own.verdict);
    let why = if sign.is_empty() { format!(": {}", untold(scene, own)) } else { String::new() };
    let last = if sign.is_empty() { untold(scene, own) } else { format!("{sign}{brief}") };
    [format!("{sign}{full}{why}"), format!("{sign}{brief}{why}"), last].map(Plain::from).to_vec()
}

/// `15 lower`: how a value stands to the rest now.
fn beside_rest(scene: Scene<'_>, metric: &Metric, own: &GroupTold) -> Vec<Plain> {
    let Some(own) = &own.against_rest else { return Vec::new() };
    let word = match own.verdict {
        Verdict::Rose => scene.label(Label::HigherThanRest),
        Verdict::Fell => scene.label(Label::LowerThanRest),
        Verdict::Steady | Verdict::CannotTell => return vec![untold(scene, own).into()],
    };
    let [_, brief] = signed(metric, own.difference.abs(), Some(own.interval));
    vec![format!("{} {word}", brief.trim_start_matches('+')).into()]
}

/// Where it moved for whom: `Security   A ▼ −13.9 · F ▼ −10.2 · C ▼ −8.6`.
fn places(scene: Scene<'_>, own: &Segments) -> Vec<Block> {
    let Some(first) = own.places.first() else { return Vec::new() };
    let mut rows = Vec::new();
    for shown in scene.shown() {
        for (_, touchpoint, _) in &shown.touchpoints {
            let here = own.places.iter().filter(|place| place.touchpoint == touchpoint.id);
            let at = shown.at_touchpoint(touchpoint);
            rows.extend(here.filter_map(|place| place_row(Plain::new(&touchpoint.name), at.clone(), place)));
        }
    }
    let n_asked: usize = own
        .places
        .iter()
        .map(|place| place.found.rows().filter(|(_, own)| place.found.compared(own).is_some()).count())
        .sum();
    let label = if first.found.is_change() { Label::NMoved } else { Label::NDiffer };
    let of = scene.labels.filled(label, &[&rows.len().to_string(), &own.places.len().to_string()]);
    let name = format!("{} {}", first.metric.name, first.metric.unit);
    let chance = format!("{n_asked} looked at together");
    let mut blocks = vec![Block::Gap, Block::Heading(joined([name.trim().to_owned(), of, chance]))];
    if !rows.is_empty() {
        let columns = vec![GridColumn::words("").cut_to(LEAST_NAME), GridColumn::words("")];
        blocks.push(Block::GridHead(GridHead { columns, is_bare: true }));
        blocks.extend(rows.into_iter().map(Block::GridRow));
    }
    blocks
}

/// A touchpoint where any value moved; `None` where none did.
fn place_row(name: Plain, at: Address, place: &SegmentPlace) -> Option<GridRow> {
    let moved = place.moved();
    let good: Vec<bool> = moved.iter().filter_map(|(.., own)| own.verdict.is_good(place.metric.direction)).collect();
    let tone = match (good.contains(&true), good.contains(&false)) {
        (true, false) => Tone::Good,
        (false, true) => Tone::Bad,
        _ => Tone::Neutral,
    };
    let told = |is_full: bool| {
        let all = moved.iter().map(|(value, group, own)| {
            let [full, brief] = signed(&place.metric, own.difference, Some(own.interval));
            let n = group.after.map(|own| format!(", n {}", figures::count(own.n()))).unwrap_or_default();
            let told = if is_full { format!("{full}{n}") } else { brief };
            format!("{value} {}{told}", sign(own.verdict))
        });
        Plain::new(joined(all).as_str())
    };
    let cells = vec![GridCell::told(name), GridCell::in_forms(vec![told(true), told(false)]).toned(tone)];
    (!moved.is_empty()).then_some(GridRow { anchor: Anchor { at: Some(at), is_marked: false }, cells, is_dim: false })
}

/// What stands below: those that are hidden, those without a value, what so many answers would show.
fn notes(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric, column: &str) -> impl Iterator<Item = Plain> {
    let hidden = found.told.hidden.as_ref().map(|(n, own)| {
        let now = own.after.as_ref().and_then(|own| own.disclosed()).map(|own| stands(metric, own));
        let values = if *n == 1 { "value is".to_owned() } else { "values are".to_owned() };
        let together = now.map(|now| format!("; together {now}")).unwrap_or_default();
        format!("{n} {values} hidden, for the few answers of one{together}")
    });
    let (_, outside) = found.n_outside;
    let blank =
        (outside > 0).then(|| format!("{} answers have no {column} and are in none of them", figures::count(outside)));
    let unsure = found.rows().filter_map(|(_, own)| found.compared(own));
    let unsure = unsure.filter(|own| own.verdict == Verdict::CannotTell).map(Comparison::smallest);
    let (least, most) = unsure.fold((f64::INFINITY, 0.0_f64), |(low, high), own| (low.min(own), high.max(own)));
    let shows = least.is_finite().then(|| {
        let told = |own: f64| figures::written((own * 10.0).round() / 10.0);
        let (least, most) = (told(least), told(most));
        let span = if least == most { least } else { scene.labels.filled(Label::Span, &[&least, &most]) };
        format!("{}: so many answers would show {span} {} or more", scene.label(Label::CannotTell), unit(metric))
    });
    [hidden, blank, shows].into_iter().flatten().map(|own| Plain::new(&own))
}
