//! The side `segments`: for whom it changed, and whether other people came.

use std::sync::Arc;

use super::contrast::{axis, from_to, last, n, signed, stands, unit, untold, value};
use super::here::LOWEST;
use super::side::ChangesSide;
use crate::analysis::places::SegmentPlace;
use crate::analysis::segmented::{HiddenFor, MixVerdict, Segments, SegmentsFound};
use crate::analysis::segments::SegmentsQuestion;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::views::row::{FROM, SEGMENT, SideRow, TO, TOUCHPOINT};
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label, Page, Sketch, Tone};
use crate::app::viewing::Dials;
use crate::journey::{Address, Noun};
use crate::metric::{Comparison, Direction, Disclosed, Gated, GroupTold, Metric, Period, Verdict};
use crate::text::Plain;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "segments", by: "segment", lack: |_| None },
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
    // Of the touchpoint under the cursor, which is told as if it had been asked for.
    let here = here(scene, own);
    let (found, metric) = here.map_or((found, metric), |own| (&own.alone, &own.metric));
    let is_low = scene.size.is_some_and(|size| size.height < LOWEST);
    let mut blocks: Vec<Block> = Vec::new();
    if is_low {
        blocks.push(Block::Sentence(in_short(scene, found, column)));
        blocks.extend(places(scene, own, column, true));
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Sentence(whole(scene, found, metric)));
    blocks.extend(mix(scene, found, metric).into_iter().map(Block::Sentence));
    if !is_low {
        blocks.push(Block::Sentence(in_short(scene, found, column)));
    }
    blocks.extend(grid(scene, found, metric, column));
    if !is_low {
        blocks.extend(places(scene, own, column, false));
    }
    let notes: Vec<Plain> = notes(scene, found, metric, column).collect();
    if !notes.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(notes.into_iter().map(Block::Sentence));
    }
    let id = here.map(|own| own.touchpoint.as_str()).or(own.at.as_ref().map(|(_, touchpoint)| touchpoint.as_str()));
    let place = id.and_then(|id| scene.map().touchpoint(id)).map(|(_, own)| own.name.clone());
    let title = joined([place.unwrap_or_default(), title.to_string()]);
    Page { title, is_dated: true, aside: when(found).into(), blocks, ..Page::default() }
}

/// What was found at the touchpoint under the cursor; on paper there is none.
fn here<'s>(scene: Scene<'_>, own: &'s Segments) -> Option<&'s SegmentPlace> {
    let item = scene.place.item.as_ref().filter(|_| scene.keymap.is_some())?;
    let id = item.id_of(Noun::Touchpoint)?;
    own.places.iter().find(|own| own.touchpoint == id)
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
    let n_judged = judged().count();
    let n = if n_judged == 0 {
        format!("no value of {column} has enough answers to be compared")
    } else {
        scene.labels.filled(label, &[&n_sure.to_string(), &n_judged.to_string()])
    };
    let all = if found.is_change() { &found.told.alike } else { &found.told.differ };
    let alike = all.map(|own| match (own.p <= SURE, found.is_change()) {
        (true, true) => format!("they did not all move alike: the change goes with {column}"),
        (false, true) => "cannot tell whether some moved more than others".to_owned(),
        (true, false) => format!("they differ as a whole: it goes with {column}"),
        (false, false) => "cannot tell whether they differ as a whole".to_owned(),
    });
    Plain::new(joined([n, alike.unwrap_or_default()]).as_str())
}

fn grid(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric, column: &str) -> Vec<Block> {
    let is_change = found.is_change();
    let sides = found.rows().flat_map(|(_, own)| [own.before, own.after]).flatten();
    let values = sides.filter_map(|own| own.disclosed().map(Disclosed::value));
    let rest = found.rows().filter_map(|(_, own)| own.rest.as_ref().filter(|_| !is_change).map(Disclosed::value));
    let values: Vec<f64> = values.chain(rest).collect();
    let told = found.rows().flat_map(|(_, own)| [own.before, own.after]).flatten();
    let halves: Vec<f64> = told.filter_map(|own| Some(own.disclosed()?.interval()?.half_width())).collect();
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
            GridColumn::drawn("", axis(metric, values.iter().copied(), halves.into_iter())).going(4),
            last(scene, GridColumn::words(format!("{}, {}", scene.label(over), unit(metric)))),
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
        cell(metric, own.before.as_ref())
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
        let hidden = found.hidden(own).map(|(period, why)| match (why, is_change) {
            (HiddenFor::Few(limit), true) => format!("n < {limit} in {}: hidden", figures::since(period)).into(),
            _ => hidden(why),
        });
        let why = hidden.or_else(|| found.lack(own).map(Plain::from)).unwrap_or_default();
        vec![why, scene.label(Label::TooFew).into()]
    };
    let rest = if is_change { beside_rest(scene, metric, own) } else { Vec::new() };
    let cells = vec![
        GridCell::told(Plain::new(name)),
        GridCell::told(first),
        GridCell::told(cell(metric, own.after.as_ref())),
        // How many answers those have that are hidden would tell theirs of others.
        GridCell::told(n(own.after.as_ref().filter(|own| own.disclosed().is_some()))).toned(Tone::Dim),
        GridCell::drawn(sketch),
        GridCell::in_forms(forms).toned(tone),
        GridCell::in_forms(rest).toned(Tone::Dim),
    ];
    GridRow { anchor: Anchor::default(), cells, is_dim: is_good.is_none() }
}

/// The value of a period, or why just that period has none.
fn cell(metric: &Metric, own: Option<&Gated>) -> Plain {
    own.and_then(HiddenFor::of).map_or_else(|| value(metric, own), hidden)
}

/// `n < 5, hidden`; where its own answers would do: `hidden`.
fn hidden(why: HiddenFor) -> Plain {
    match why {
        HiddenFor::Few(limit) => format!("n < {limit}, hidden").into(),
        HiddenFor::Others(limit) => format!("others < {limit}, hidden").into(),
        HiddenFor::OtherPeriod(_) => "hidden".into(),
    }
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
///
/// * `is_bare`: the rows alone, on a low screen.
fn places(scene: Scene<'_>, own: &Segments, column: &str, is_bare: bool) -> Vec<Block> {
    let Some(first) = own.places.first() else { return Vec::new() };
    let mut rows = Vec::new();
    for shown in scene.shown() {
        for (_, touchpoint, _) in &shown.touchpoints {
            let here = own.places.iter().filter(|place| place.touchpoint == touchpoint.id);
            let at = shown.at_touchpoint(touchpoint);
            rows.extend(here.map(|place| place_row(scene, Plain::new(&touchpoint.name), at.clone(), place)));
        }
    }
    let mut blocks = Vec::new();
    if !is_bare {
        let n_asked: usize = own.places.iter().map(|place| place.found.n_compared()).sum();
        let name = format!("{} {}", first.metric.name, first.metric.unit);
        let chance = format!("{n_asked} looked at together");
        blocks.extend([Block::Gap, Block::Heading(joined([name.trim().to_owned(), chance]))]);
        blocks.push(Block::Sentence(where_in_short(scene, own, column)));
    }
    let columns = vec![GridColumn::words("").cut_to(LEAST_NAME), GridColumn::words("").cut_to(LEAST_NAME)];
    blocks.push(Block::GridHead(GridHead { columns, is_bare: true }));
    let name = own.metric.as_ref().map(|own| own.name.clone()).unwrap_or_default();
    let name = joined([name, scene.label(Label::WholeJourney).to_owned()]);
    let whole = GridRow {
        anchor: Anchor { at: Some(Address::journey()), is_marked: false },
        cells: vec![GridCell::told(name), GridCell::default()],
        is_dim: false,
    };
    blocks.extend(std::iter::once(whole).chain(rows).map(Block::GridRow));
    blocks
}

/// `By device, no touchpoint moved for one group alone; for all together Returns fell and Parcel rose.`: what was judged.
fn where_in_short(scene: Scene<'_>, own: &Segments, column: &str) -> Plain {
    let n_moved = own.places.iter().filter(|place| !place.moved().is_empty()).count();
    let is_change = own.places.first().is_some_and(|own| own.found.is_change());
    let n = own.places.len();
    let first = match (n_moved, is_change) {
        (0, true) => format!("By {column}, no touchpoint moved for one group alone"),
        (0, false) => format!("By {column}, no group differs from the rest at any touchpoint"),
        (_, true) => format!("By {column}, {n_moved} of {n} touchpoints moved for some group"),
        (_, false) => format!("By {column}, some group differs from the rest at {n_moved} of {n} touchpoints"),
    };
    let moved = |verdict: Verdict, word: &str| {
        let bindings = scene.map().bindings().enumerate();
        let of = bindings.filter_map(|(idx, (at, binding))| {
            let id = at.id_of(Noun::Touchpoint)?;
            own.places.iter().find(|own| own.touchpoint == id && own.metric.id == binding.metric)?;
            let track = scene.board.verdicts.tracks.get(idx)?.as_ref()?;
            (track.judged.recent()?.verdict()? == verdict)
                .then(|| scene.map().touchpoint(id).map(|(_, own)| own.name.clone()))?
        });
        let names: Vec<String> = of.collect();
        (!names.is_empty() && is_change).then(|| format!("{} {word}", names.join(", ")))
    };
    let all: Vec<String> = [moved(Verdict::Fell, "fell"), moved(Verdict::Rose, "rose")].into_iter().flatten().collect();
    let all = if all.is_empty() { String::new() } else { format!("; for all together: {}", all.join("; ")) };
    Plain::new(&format!("{first}{all}."))
}

/// A touchpoint, and the values that moved there.
fn place_row(scene: Scene<'_>, name: Plain, at: Address, place: &SegmentPlace) -> GridRow {
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
    let none = if place.found.n_compared() > 0 { Label::CannotTell } else { Label::TooFew };
    let forms = if moved.is_empty() { vec![scene.label(none).into()] } else { vec![told(true), told(false)] };
    let cells = vec![GridCell::told(name), GridCell::in_forms(forms).toned(tone)];
    GridRow { anchor: Anchor { at: Some(at), is_marked: false }, cells, is_dim: moved.is_empty() }
}

/// What stands below: those that are hidden, those without a value, what so many answers would show.
fn notes(scene: Scene<'_>, found: &SegmentsFound, metric: &Metric, column: &str) -> impl Iterator<Item = Plain> {
    let n_hidden = found.told.n_hidden;
    let values = if n_hidden == 1 { "value is" } else { "values are" };
    let hidden = (n_hidden > 0).then(|| format!("{n_hidden} {values} hidden, for the few answers of one"));
    let (_, outside) = found.n_outside;
    let blank =
        (outside > 0).then(|| format!("{} answers have no {column} and are in none of them", figures::count(outside)));
    let unsure = found.rows().filter_map(|(_, own)| found.compared(own));
    let unsure = unsure.filter(|own| own.verdict == Verdict::CannotTell).map(Comparison::smallest);
    let (least, most) = unsure.fold((f64::INFINITY, 0.0_f64), |(low, high), own| (low.min(own), high.max(own)));
    let shows = least.is_finite().then(|| {
        let n_decimals = usize::from(least < 10.0);
        let span = from_to(scene, (least, most), n_decimals);
        format!("{}: so many answers would show {span} {} or more", scene.label(Label::CannotTell), unit(metric))
    });
    [hidden, blank, shows].into_iter().flatten().map(|own| Plain::new(&own))
}
